"""Step 6 follows the adopted plan: what another plan changes for the tests, and which version the pages follow."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from naadloos.engines.route.calendar import group_years
from naadloos.exams.load import load_of
from naadloos.organisations.models import User
from naadloos.programme import versions
from naadloos.programme.models import Period, Placement, PlanVersion
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document

Content = dict[str, Any]


def lines(route: Route, content: Content) -> list[str]:
    """What adopting this plan changes for tests."""
    found = versions.changed_by_adopting(build_document(route), PlanVersion(number=9, by="Sanne", content=content))
    return [line for line in found if line.startswith("toets ")]


@pytest.fixture
def content(bwi: Route) -> Content:
    return deepcopy(versions.board_content(bwi))


def units_with(content: Content, code: str) -> list[str]:
    return [row["key"] for row in content["units"] if code in (*row["deeltaken"], *row["werkprocessen"])]


def test_the_plan_as_it_is_changes_nothing(bwi: Route, content: Content) -> None:
    assert lines(bwi, content) == []


def test_lessons_that_go_on_after_their_test_are_named(bwi: Route, content: Content) -> None:
    moved = units_with(content, "P/BWI/01/01")
    for row in content["placements"]:
        if row["unit"] in moved:
            row["route_year"] += 1
    year, period = max((row["route_year"], row["period"]) for row in content["placements"] if row["unit"] in moved)
    assert year == 2
    assert (
        "toets “Praktijkopdracht bouwplaats uitzetten” valt in leerjaar 3, periode 3, maar de lessen daarvoor gaan dan "
        f"door tot en met leerjaar 4, periode {period} (nu leerjaar 3, periode 3)"
    ) in lines(bwi, content)


def test_what_no_unit_teaches_any_more_is_named(bwi: Route, content: Content) -> None:
    gone = units_with(content, "K/BWI/07/01")
    content["units"] = [row for row in content["units"] if row["key"] not in gone]
    content["placements"] = [row for row in content["placements"] if row["unit"] not in gone]
    found = [line for line in lines(bwi, content) if "dakkapel" in line]
    assert found == [
        "toets “Praktijkopdracht dakkapel op schaal” (leerjaar 4, periode 3) toetst K/BWI/07/01, K/BWI/07/02 en "
        "K/BWI/07/03, en geen enkel onderdeel geeft dat dan nog"
    ]


def test_a_test_of_a_subject_follows_the_units_of_that_subject(bwi: Route, content: Content) -> None:
    gone = [row["key"] for row in content["units"] if "Nederlands" in row["title"]]
    assert gone
    content["units"] = [row for row in content["units"] if row["key"] not in gone]
    content["placements"] = [row for row in content["placements"] if row["unit"] not in gone]
    found = [line for line in lines(bwi, content) if "Schoolexamen Nederlands: schrijven" in line]
    assert len(found) == 1
    assert "toetst Nederlands" in found[0]


def test_a_period_that_goes_takes_the_moment_of_its_tests(bwi: Route, content: Content) -> None:
    content["periods"] = [row for row in content["periods"] if (row["route_year"], row["number"]) != (4, 4)]
    content["placements"] = [row for row in content["placements"] if (row["route_year"], row["period"]) != (4, 4)]
    assert (
        "toets “Proeve van bekwaamheid metselen” staat in mbo-jaar 2, periode 4, en die periode is er dan niet meer"
    ) in lines(bwi, content)


def test_periods_with_other_weeks_put_a_test_in_another_period(bwi: Route, content: Content) -> None:
    for row in content["periods"]:
        if row["route_year"] == 2:
            row["weeks"] += 4 if row["number"] == 1 else -1
    found = [line for line in lines(bwi, content) if "die week valt dan in periode" in line]
    assert found, "no test moved, so the case shows nothing"
    assert all(" is in week " in line for line in found)


def test_the_weeks_of_the_tests_are_those_of_the_adopted_plan(bwi: Route) -> None:
    choice = next(row for row in group_years(build_document(bwi)) if row.route_year == 2)
    before = [(week.number, week.period) for week in load_of(build_document(bwi), choice).weeks]
    assert any(period for _week, period in before)
    assert versions.adopted_version(bwi) is not None
    Period.objects.filter(route=bwi, route_year=2, number=1).update(weeks=3)
    assert [(week.number, week.period) for week in load_of(build_document(bwi), choice).weeks] == before


@pytest.mark.parametrize("name", ["exam_table", "exam_coverage", "exam_load", "exam_propose", "step"])
def test_pages_name_the_version_that_they_follow(bwi: Route, leader: User, leader_client: Client, name: str) -> None:
    url = reverse("route_step", args=[bwi.pk, 6]) if name == "step" else reverse(name, args=[bwi.pk])

    PlanVersion.objects.filter(route=bwi).delete()

    def shown() -> str:
        return leader_client.get(url).content.decode()

    assert "De examens volgen het bord van nu: er is nog geen plan vastgesteld." in shown()
    versions.save_board(actor=leader, route=bwi)
    versions.adopt_version(actor=leader, route=bwi, number=1, confirmed=True)
    PlanVersion.objects.filter(route=bwi).update(at=now() - timedelta(days=1), adopted_at=now() - timedelta(days=1))
    assert "<strong>versie 1</strong> van het programma, vastgesteld op" in shown()
    assert "Het bord is daarna gewijzigd" not in shown()
    row = Placement.objects.filter(route=bwi).order_by("pk")[0]
    Placement.objects.filter(pk=row.pk).update(hours=row.hours - 1)
    assert "before=1&amp;after=bord" in shown()
    versions.save_board(actor=leader, route=bwi)
    versions.adopt_version(actor=leader, route=bwi, number=2, confirmed=True)
    assert "Wat veranderde sinds versie 1" in shown()
    assert "before=1&amp;after=2" in shown()
