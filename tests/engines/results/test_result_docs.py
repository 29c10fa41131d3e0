"""docs/results.md names every rule, norm and paper as it ships."""

from pathlib import Path

from naadloos.engines.results import default_book

LINES = (Path(__file__).parents[3] / "docs" / "results.md").read_text(encoding="utf-8").splitlines()


def table(title: str) -> list[str]:
    rest = LINES[LINES.index(f"## {title}") + 1 :]
    end = next((place for place, line in enumerate(rest) if line.startswith("## ")), len(rest))
    return [line for line in rest[:end] if line.startswith("| `")]


def rules() -> list[str]:
    found = []
    for rule in default_book().rules:
        places = "; ".join(str(each) for each in rule.citations)
        holds = f"from {rule.valid_from}" + (f" to {rule.valid_to}" if rule.valid_to else "")
        group = f", {'in' if rule.cohort.inside else 'not in'} {rule.cohort.id}" if rule.cohort else ""
        exams = " ".join(each.value for each in rule.exams)
        status = rule.status.value.replace("_", " ")
        found.append(f"| `{rule.id}` | {rule.title} | {exams}{group} | {places} | {holds} | {status} |")
    return found


def norms() -> list[str]:
    return [
        f"| `{norm.key}` | {norm.unit} | {'; '.join(str(each) for each in norm.citations)} | {len(norm.values)} "
        f"| {norm.status.value.replace('_', ' ')} |"
        for norm in default_book().parameters.values()
    ]


def papers() -> list[str]:
    return [
        f"| `{paper.id}` | {'; '.join(str(each) for each in paper.citations) or '-'} "
        f"| {paper.status.value.replace('_', ' ')} |"
        for paper in default_book().papers.values()
    ]


def test_every_rule_is_in_the_table() -> None:
    assert table("Rules that ship") == rules()


def test_every_norm_is_in_the_table() -> None:
    assert table("Norms that ship") == norms()


def test_every_paper_is_in_the_table() -> None:
    assert table("Papers that ship") == papers()
