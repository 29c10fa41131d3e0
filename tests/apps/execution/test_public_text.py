"""What the page says of itself: sentences from the route, hours per group of pupils, and hints for the writer."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from naadloos.demo.load import ROUTES, read_route
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.document import Placement, Programme, Unit, Variant
from naadloos.execution.public_hours import At, programmes
from naadloos.execution.public_text import PARTS, PublicFacts
from naadloos.execution.readability import hints

DAY = date(2026, 11, 30)


def unit(key: str, side: str, **more: object) -> Unit:
    return Unit.model_validate({"key": key, "title": key, "kind": "overig", "hours": 10, "side": side, **more})


def placed(key: str, year: int, hours: int) -> Placement:
    return Placement(key=f"p-{key}-{year}", unit=key, route_year=year, period=1, hours=Decimal(hours))


def document(**route: object) -> RouteDocument:
    head = {"name": "Zorgroute", "type": "DLR", "years": 4, "partners": [], "profiles": [], "qualifications": [],
            "cohorts": [], **route}  # fmt: skip
    return RouteDocument.model_validate({"route": head})


def said(found: RouteDocument, *profiles: str) -> dict[str, str]:
    return {part.name: part.propose(PublicFacts(found, profiles, DAY)) for part in PARTS}


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_own_sentences_are_plain_and_no_part_is_empty(name: str) -> None:
    for part, text in said(read_route(name), "Bouwen, wonen en interieur").items():
        assert text, part
        # A place is what people typed, however long; the rest is ours.
        assert part == "where" or hints(text) == [], part


def test_what_is_unknown_is_left_out_or_follows() -> None:
    found = said(document())
    assert found["week"] == "Het rooster volgt."
    assert found["where"] == "De plaats volgt."
    assert found["earn"] == "Welk diploma je kunt halen, volgt."
    assert "None" not in " ".join(found.values())
    assert found["for_whom"] == "De route is voor leerlingen van het vmbo. Je begint na leerjaar 2."


def test_a_glr_promises_no_vmbo_diploma_and_a_dlr_does() -> None:
    profile = {"key": "p", "profile": "ZW", "leerweg": "bb"}
    course = {"key": "q", "crebo": "25779", "name": "Dienstverlening", "level": 2, "leertraject": "BOL"}
    both = {"profiles": [profile], "qualifications": [course]}
    assert "vmbo-diploma" in said(document(**both))["earn"]
    assert said(document(**both, type="GLR"))["earn"] == (
        "Je werkt toe naar het mbo-diploma: Dienstverlening (mbo-niveau 2)."
    )


def test_the_next_group_is_the_first_one_still_to_start() -> None:
    groups = [{"key": f"c{year}", "start_year": year} for year in (2025, 2026, 2028, 2027)]
    assert "schooljaar 2027-2028" in said(document(cohorts=groups))["for_whom"]


def test_a_partner_that_left_and_a_company_are_not_where_the_lessons_are() -> None:
    partners = [
        {"key": "a", "side": "vmbo", "name": "De Merel", "kind": "vmbo", "place": "Rietmeer"},
        {"key": "b", "side": "mbo", "name": "ROC Zuid", "kind": "mbo"},
        {"key": "c", "side": "mbo", "name": "ROC Oud", "kind": "mbo", "left_on": "2026-01-01"},
        {"key": "d", "side": "anders", "name": "Bouw bv", "kind": "bedrijf"},
    ]
    assert (
        said(document(partners=partners))["where"] == "Deze scholen geven de route: De Merel in Rietmeer en ROC Zuid."
    )


def test_hours_are_cut_by_who_teaches_and_self_study_is_left_out() -> None:
    units = [unit("v", "vmbo"), unit("m", "mbo"), unit("s", "samen"), unit("b", "mbo", hour_kind="bpv"),
             unit("z", "vmbo", hour_kind="zelfstudie")]  # fmt: skip
    programme = Programme(units=units, placements=[placed(key, 1, 10 + n) for n, key in enumerate("vmsbz")])
    (found,) = programmes(programme)
    assert found.who == ""
    assert found.years[0].hours == {At.SCHOOL: 10, At.MBO: 11, At.BOTH: 12, At.COMPANY: 13}


def test_groups_with_other_hours_have_a_picture_of_their_own() -> None:
    variants = [Variant(key=key, title=key.upper()) for key in ("a", "b", "c")]
    units = [unit("all", "vmbo"), unit("only", "mbo", variants=["b"])]
    programme = Programme(units=units, variants=variants, placements=[placed("all", 1, 10), placed("only", 1, 5)])
    assert [(each.who, each.years[0].total) for each in programmes(programme)] == [("A, C", 10), ("B", 15)]
    assert [each.who for each in programmes(programme.model_copy(update={"placements": [placed("all", 1, 10)]}))] == [
        ""
    ]
    assert programmes(Programme()) == ()


def test_whole_weeks_at_a_company_are_told_as_weeks() -> None:
    programme = Programme(
        units=[unit("v", "vmbo"), unit("b", "samen", hour_kind="bpv", bpv_week_hours=32)],
        placements=[placed("v", 1, 800), placed("b", 1, 64)],
    )
    found = said(document().model_copy(update={"programme": programme}))
    assert found["week"] == (
        "Leerjaar 3: 800 uur les. Je leert ook 64 uur bij een bedrijf. Dat zijn 2 weken in het bedrijf."
    )


def test_hints_name_long_sentences_and_office_words_and_nothing_else() -> None:
    assert hints("Je krijgt les op school. Soms ga je naar een bedrijf.") == []
    (long,) = hints("Dit is " + "een heel lange zin " * 6 + "die nooit ophoudt.")
    assert "29 woorden" in long.text
    (word,) = hints("Indien je wilt stoppen, bel ons.")
    assert "“indien” is kantoortaal. Gewoner is “als”." in word.text
    # Not a part of another word, and English words only in English.
    assert hints("De thansen van gisteren.") == []
    assert hints("In order to start, call us.") == []
    assert len(hints("In order to start, call us.", "en")) == 1


def test_the_hints_are_in_the_language_of_the_editor() -> None:
    with override("nl"):
        assert "kantoortaal" in hints("Prior to the start.", "en")[0].text
