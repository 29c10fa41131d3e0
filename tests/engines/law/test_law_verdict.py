"""What a verdict tells: facts, norms, place in the law and status."""

from decimal import Decimal

from law_cases import DAY, base_data, merged

from naadloos.engines.law import FactUsed, Outcome, ParameterUsed, Verdict, check
from naadloos.engines.route import validate_document


def verdicts(change: dict[str, object] | None = None) -> dict[str, Verdict]:
    document = validate_document(merged(base_data(), change or {}))
    return {each.rule_id: each for each in check(document, on=DAY)}


def test_outcomes_have_the_four_words_of_the_pages() -> None:
    assert [each.value for each in Outcome] == ["voldoet", "voldoet niet", "onbekend", "n.v.t."]


def test_verdicts_follow_the_ten_steps() -> None:
    steps = [each.step for each in verdicts().values()]
    assert steps == sorted(steps)


def test_verdict_lists_each_fact_with_label_value_step_and_path() -> None:
    assert verdicts()["aanverwant"].facts == (
        FactUsed("opleidingen: aantal", 1, 1, "route.qualifications"),
        FactUsed("Metselaar: verwant", "ja", 1, "route.qualifications.q1.related"),
    )


def test_sum_is_one_fact_and_norm_is_named_with_its_day() -> None:
    verdict = verdicts()["uren-bpv"]
    assert FactUsed("klokuren bpv", Decimal(900), 5, "programme.units#klokuren bpv") in verdict.facts
    assert (
        ParameterUsed(
            "bol_bpv",
            "bpv in een bol-route (4)",
            "500",
            "klokuren over de hele route, naar aantal leerjaren",
            DAY,
            confirmed=True,
        )
        in verdict.parameters
    )


def test_every_verdict_rests_on_facts() -> None:
    assert [each.rule_id for each in verdicts().values() if not each.facts] == []


def test_unknown_always_names_what_is_missing() -> None:
    empty = validate_document(
        {
            "route": {
                "name": "Leeg",
                "type": "DLR",
                "years": 3,
                "partners": [],
                "profiles": [],
                "qualifications": [],
                "cohorts": [],
            }
        }
    )
    found = check(empty, on=DAY)
    assert [each.rule_id for each in found if each.outcome is Outcome.PASS] == []
    assert [each.rule_id for each in found if each.outcome is Outcome.UNKNOWN and not each.missing] == []


def test_long_text_is_cut_in_the_list_of_facts() -> None:
    verdict = verdicts({"agreement": {"clauses": [{"key": "ch", "text": "woord " * 100}]}})["afspraak-h"]
    (fact,) = [each for each in verdict.facts if each.path == "agreement.clauses.ch.text"]
    assert fact.label == "bepaling h: tekst"
    assert len(str(fact.value)) == 120


def test_text_with_a_percent_sign_stays_whole() -> None:
    verdict = verdicts({"route": {"qualifications": [{"key": "q1", "name": "100% vak %(x)s", "related": "nee"}]}})
    assert verdict["aanverwant"].text == "Niet aanverwant aan het profiel: 100% vak %(x)s."


def test_citation_links_to_the_article_and_lid() -> None:
    citation = verdicts()["afspraak-h"].citations[0]
    assert str(citation) == "WVO 2020 art. 2.107b lid 2 onderdeel h"
    assert citation.url == "https://wetten.overheid.nl/jci1.3:c:BWBR0044212&artikel=2.107b&lid=2"


def test_citations_follow_the_kind_of_route() -> None:
    dlr, glr = verdicts()["partijen"], verdicts({"route": {"type": "GLR"}})["partijen"]
    assert "WEB art. 9.1.17" not in map(str, dlr.citations)
    assert "WEB art. 9.1.17" in map(str, glr.citations)


def test_an_answer_is_a_fact_of_the_verdict_and_never_overrules_facts() -> None:
    found = verdicts()["geen-bsa"]
    assert found.answered
    assert found.facts == (FactUsed("antwoord", "ja", 2, "law_answers.geen-bsa"),)
    assert found.text == "Volgens J. Vos, op 1 november 2027, is dit in orde."
    shown = verdicts({"programme": {"units": [{"key": "u1", "title": "Engels"}]}})["vak-engels"]
    assert not shown.answered
    assert shown.question == ""


def test_a_rule_that_waits_for_its_condition_says_to_fill_that_in() -> None:
    waits = verdicts({"route": {"profiles": [{"key": "p1", "leerweg": "bb"}]}})["leerwerk-uren"]
    assert waits.outcome is Outcome.UNKNOWN
    assert waits.missing == ("of de leerweg een leer-werktraject is",)
    assert waits.todo.startswith("Vul eerst in")
    assert waits.question == ""


def test_unconfirmed_norm_makes_the_verdict_to_be_confirmed() -> None:
    change = {"route": {"cohorts": [{"key": "c1", "start_year": 2026, "hours_norm": "oud"}]}}
    assert verdicts()["uren-begeleid"].status == "bevestigd"
    assert verdicts(change)["uren-begeleid"].status == "te bevestigen"
