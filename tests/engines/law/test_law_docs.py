"""docs/rules.md tells every rule and norm as it ships."""

from pathlib import Path

from naadloos.engines.law import markdown, parameters, rules

DOCS = Path(__file__).parents[3] / "docs"


def test_the_page_of_rules_is_up_to_date() -> None:
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == markdown(), "run `make rules`"


def test_it_names_every_rule_norm_article_and_condition() -> None:
    page = markdown()
    assert [rule.id for rule in rules() if f"### `{rule.id}` {rule.title}\n\n{rule.duty}\n" not in page] == []
    assert [rule.id for rule in rules() if rule.question and f"- vraag: {rule.question}\n" not in page] == []
    assert [norm.key for norm in parameters() if f"| `{norm.key}` | {norm.label} | {norm.unit} |" not in page] == []
    assert "[WVO 2020 art. 2.107b lid 2 onderdeel h](https://wetten.overheid.nl/jci1.3:c:BWBR0044212" in page
    assert "- only for: levels 2 or 3, cohort_from 2022\n" in page
    assert "from 2026-01-01 to 2026-07-31; text of 2026-01-01" in page


def test_the_explanation_links_to_it() -> None:
    assert "(rules.md)" in (DOCS / "law.md").read_text(encoding="utf-8")
