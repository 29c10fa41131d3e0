"""Write docs/rules.md, the list of all rules and norms; a test keeps it equal to the data."""

from pathlib import Path

from naadloos.engines.law import markdown

PATH = Path(__file__).parents[1] / "docs" / "rules.md"

if __name__ == "__main__":
    PATH.write_text(markdown(), encoding="utf-8")
