"""docs/law.md names every rule and norm as it ships."""

from pathlib import Path

from naadloos.engines.law import parameters, rules

LINES = (Path(__file__).parents[3] / "docs" / "law.md").read_text(encoding="utf-8").splitlines()


def table(title: str) -> list[str]:
    start = LINES.index(f"## {title}")
    rows = (line for line in LINES[start + 1 :] if line.startswith(("| `", "#")))
    found = []
    for row in rows:
        if row.startswith("#"):
            break
        found.append(row)
    return found


def test_every_rule_is_in_the_table() -> None:
    expected = []
    for rule in rules():
        places = "; ".join(dict.fromkeys(str(each) for each in rule.citations))
        holds = f"from {rule.valid_from}" + (f" to {rule.valid_to}" if rule.valid_to else "")
        status = rule.status.replace("_", " ")
        expected.append(f"| `{rule.id}` | {rule.title} | {rule.step} | {places} | {holds} | {status} |")
    assert table("Rules that ship") == expected


def test_every_norm_is_in_the_table() -> None:
    expected = []
    for norm in parameters():
        places = "; ".join(str(each) for each in norm.reference)
        status = norm.status.replace("_", " ")
        expected.append(f"| `{norm.key}` | {norm.unit} | {places} | {len(norm.values)} | {status} |")
    assert table("Norms that ship") == expected
