"""The hours of WVO 2.107h-i as figures for a plan: law-articles.md, the table per length of the route."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from law_cases import base_data

from naadloos.engines.law import law_hours
from naadloos.engines.route import RouteDocument

DAY = date(2026, 11, 25)


def route(
    years: int, *tracks: str, cohorts: list[dict[str, Any]] | None = None, units: list[Any] | None = None
) -> RouteDocument:
    data = base_data()
    data["route"]["years"] = years
    first = data["route"]["qualifications"][0]
    data["route"]["qualifications"] = [first | {"key": f"q{n}", "leertraject": t} for n, t in enumerate(tracks)]
    data["route"]["cohorts"] = cohorts if cohorts is not None else [{"key": "c", "start_year": 2027}]
    data["programme"] = {"units": units or []}
    data["exams"] = {}
    return RouteDocument.model_validate(data)


def figures(document: RouteDocument, on: date = DAY) -> dict[tuple[str, str], Decimal]:
    return {(each.leertraject.value, each.kind): each.least for each in law_hours(document, on=on)}


@pytest.mark.parametrize(
    ("years", "track", "total", "guided", "bpv"),
    [
        (2, "BOL", 2000, 1200, 250),
        (3, "BOL", 3000, 2200, 250),
        (4, "BOL", 4000, 2700, 500),
        (5, "BOL", 5000, 3200, 750),
        (6, "BOL", 6000, 3700, 1000),
        (2, "BBL", 1850, 900, 610),
        (4, "BBL", 3700, 2400, 1220),
        (6, "BBL", 5400, 2800, 2300),
    ],
)
def test_a_group_of_2027_follows_the_new_norm(years: int, track: str, total: int, guided: int, bpv: int) -> None:
    found = figures(route(years, track))
    assert found == {(track, "totaal"): total, (track, "begeleid"): guided, (track, "bpv"): bpv}


def test_both_leertrajecten_each_have_their_own_norm_and_article() -> None:
    found = law_hours(route(4, "BOL", "BBL"), on=DAY)
    assert {(each.leertraject.value, each.citation.article) for each in found} == {("BOL", "2.107h"), ("BBL", "2.107i")}


def test_the_old_norm_holds_for_a_group_that_chose_it() -> None:
    old = [{"key": "c", "start_year": 2025, "hours_norm": "oud"}]
    assert figures(route(4, "BOL", cohorts=old))["BOL", "begeleid"] == 2950
    assert figures(route(4, "BOL", cohorts=old))["BOL", "bpv"] == 450


def test_as_long_as_the_choice_is_open_only_what_both_norms_ask() -> None:
    open_choice = [{"key": "c", "start_year": 2025}]
    found = figures(route(4, "BOL", cohorts=open_choice))
    assert (found["BOL", "begeleid"], found["BOL", "bpv"]) == (2700, 450)


def test_of_two_groups_the_highest_norm_counts() -> None:
    groups = [{"key": "a", "start_year": 2025, "hours_norm": "oud"}, {"key": "b", "start_year": 2027}]
    found = figures(route(4, "BOL", cohorts=groups))
    assert (found["BOL", "begeleid"], found["BOL", "bpv"]) == (2950, 500)


def test_a_norm_that_early_hours_may_still_meet_is_left_out() -> None:
    def unit(key: str, hours: int, kind: str) -> dict[str, Any]:
        base = {"key": key, "title": key, "kind": "avo", "side": "vmbo", "first_year": 1, "last_year": 2}
        return base | {"hours": hours, "hour_kind": kind}

    short = route(4, "BOL", units=[unit("a", 2600, "begeleid"), unit("b", 200, "overig")])
    assert ("BOL", "begeleid") not in figures(short)
    sure = route(4, "BOL", units=[unit("a", 2600, "begeleid"), unit("b", 50, "overig")])
    assert figures(sure)["BOL", "begeleid"] == 2700


def test_before_the_new_norm_fewer_hours_might_be_accounted_for() -> None:
    assert figures(route(4, "BOL"), on=date(2026, 7, 1)) == {}
