"""Write the published JSON Schema of the route file; a test keeps it equal to the code."""

import json
from pathlib import Path

from naadloos.engines.route import json_schema

PATH = Path(__file__).parents[1] / "docs" / "route.schema.json"

if __name__ == "__main__":
    PATH.write_text(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
