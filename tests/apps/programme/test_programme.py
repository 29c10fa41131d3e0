"""Step 5: verdicts, bundles, periods, the plan and moving a unit."""

from decimal import Decimal

import factories
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from helpers import client_of

from naadloos.curriculum.models import Deeltaak, Module, Werkproces
from naadloos.engines.route.saved import saved_hours
from naadloos.engines.route.terms import RuleKind
from naadloos.organisations.models import User
from naadloos.programme import board_actions
from naadloos.programme.coverage import (
    deeltaken_coverage,
    earned_before_mbo,
    savings_per_module,
    savings_per_year,
    werkprocessen_coverage,
)
from naadloos.programme.models import ChosenModule, Placement, PlanSettings, Unit, Verdict
from naadloos.programme.plan_forms import UnitForm, UnitRuleForm
from naadloos.programme.queries import accepted_pairs
from naadloos.programme.workbench import Pair, read_workbench
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document


@pytest.fixture
def person(db: None) -> User:
    return factories.person("Sanne Docent")


@pytest.fixture
def route(person: User) -> Route:
    made = factories.route(person)
    ChosenModule.objects.create(route=made, module=Module.objects.get(code="P/BWI/02"))
    # A few units never meet the hours of the law.
    PlanSettings.objects.create(route=made, law_hours=False)
    return made


def pairs_of(route: Route, person: User) -> list[Pair]:
    return read_workbench(route, build_document(route), person, module="P/BWI/02").listed


def test_proposals_are_ranked_and_say_why(route: Route, person: User) -> None:
    pairs = pairs_of(route, person)
    assert pairs
    assert all(pair.proposal.deeltaak.startswith("P/BWI/02/") for pair in pairs)
    assert any(pair.proposal.terms for pair in pairs)
    first = [pair for pair in pairs if pair.proposal.deeltaak == pairs[0].proposal.deeltaak]
    assert [pair.proposal.score for pair in first] == sorted((pair.proposal.score for pair in first), reverse=True)


def test_a_verdict_has_name_side_and_date_and_can_be_withdrawn(route: Route, person: User) -> None:
    client = client_of(person)
    pair = pairs_of(route, person)[0].proposal
    data = {"deeltaak": pair.deeltaak, "werkproces": pair.werkproces, "module": "P/BWI/02"}
    answer = client.post(
        reverse("judge", args=[route.pk]), data | {"verdict": "deels", "hours": "12,5"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "Sanne Docent" in answer.content.decode()
    verdict = Verdict.objects.get(route=route)
    assert (verdict.side, verdict.decided_by, verdict.hours) == ("vmbo", "Sanne Docent", Decimal("12.5"))
    assert accepted_pairs(route, build_document(route))
    client.post(reverse("judge", args=[route.pk]), data | {"withdraw": "1"})
    assert not Verdict.objects.filter(route=route).exists()


def test_a_wrong_number_of_hours_is_said_at_the_pair(route: Route, person: User) -> None:
    pair = pairs_of(route, person)[0].proposal
    data = {"deeltaak": pair.deeltaak, "werkproces": pair.werkproces, "module": "P/BWI/02", "verdict": "deels"}
    answer = client_of(person).post(
        reverse("judge", args=[route.pk]), data | {"hours": "veel"}, headers={"HX-Request": "true"}
    )
    assert "Vul een getal in" in answer.content.decode()
    assert not Verdict.objects.filter(route=route).exists()


def test_one_side_has_one_verdict_on_a_pair_even_past_the_form(route: Route) -> None:
    left, right = Deeltaak.objects.filter(module__code="P/BWI/02")[0], Werkproces.objects.all()[0]
    values = {"route": route, "deeltaak": left, "werkproces": right, "verdict": "deels", "side": "vmbo"}
    Verdict.objects.create(**values, decided_by="A", decided_on="2026-11-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.create(**values, decided_by="B", decided_on="2026-11-02")


def test_a_pair_that_one_side_refuses_is_not_agreed(bwi: Route) -> None:
    refused = {
        f"{row.deeltaak.code}|{row.werkproces.full_code}" for row in Verdict.objects.filter(route=bwi, verdict="geen")
    }
    assert refused
    assert not refused & {value for value, _label in accepted_pairs(bwi, build_document(bwi))}


def test_a_bundle_becomes_a_unit_that_covers_both(route: Route, person: User) -> None:
    client = client_of(person)
    pair = pairs_of(route, person)[0].proposal
    client.post(
        reverse("judge", args=[route.pk]),
        {"deeltaak": pair.deeltaak, "werkproces": pair.werkproces, "verdict": "geheel", "module": "P/BWI/02"},
    )
    answer = client.post(
        reverse("bundle", args=[route.pk]),
        {
            "title": "Metselen",
            "hours": "95",
            "overlap_hours": "24",
            "combined_split": "de basis is vmbo",
            "pairs": [f"{pair.deeltaak}|{pair.werkproces}"],
        },
    )
    assert answer.status_code == 302
    unit = Unit.objects.get(route=route)
    assert unit.kind == "bundel"
    document = build_document(route)
    assert pair.deeltaak in deeltaken_coverage(document).covered
    assert pair.werkproces in werkprocessen_coverage(document).covered
    assert saved_hours(document) == Decimal(24)


def units(route: Route, *hours: int) -> list[Unit]:
    return [
        Unit.objects.create(route=route, title=f"Onderdeel {n}", kind="overig", hours=value, side="vmbo")
        for n, value in enumerate(hours, start=1)
    ]


def test_a_unit_is_moved_by_form_and_a_stale_move_is_refused(route: Route, person: User) -> None:
    board_actions.make_periods(actor=person, route=route, periods=4, weeks=9, hours=Decimal(100))
    (unit,) = units(route, 40)
    client = client_of(person)
    url = reverse("move", args=[route.pk, unit.pk])
    assert client.post(url, {"start": "2-3", "version": unit.version}).status_code == 302
    assert [(row.route_year, row.period, row.hours) for row in unit.placements.all()] == [(2, 3, Decimal(40))]
    assert client.post(url, {"start": "1-1", "version": unit.version}).status_code == 422


def test_a_combination_must_say_what_is_whose(route: Route, leader_client: Client, person: User) -> None:
    answer = client_of(person).post(
        reverse("fact_add", args=[route.pk, 5, "units"]),
        {
            "title": "X",
            "kind": "bundel",
            "hours": "10",
            "hour_kind": "begeleid",
            "side": "samen",
            "law_part": "combinatie",
            "spread": "1",
        },
    )
    assert answer.status_code == 422
    assert "combined_split" in answer.context["form"].errors


def test_the_demo_programme_covers_everything(bwi: Route) -> None:
    document = build_document(bwi)
    assert deeltaken_coverage(document).complete
    assert werkprocessen_coverage(document).complete


def test_savings_add_up_over_years_and_modules(bwi: Route) -> None:
    document = build_document(bwi)
    saved = saved_hours(document)
    assert saved > 0
    cent = Decimal("0.05")
    assert abs(sum((row.saved for row in savings_per_year(document)), Decimal(0)) - saved) < cent
    assert abs(sum((row.saved for row in savings_per_module(document)), Decimal(0)) - saved) < cent
    assert all(row.without == row.hours + row.saved for row in savings_per_year(document))


def test_what_is_earned_before_the_mbo_phase(route: Route, person: User) -> None:
    board_actions.make_periods(actor=person, route=route, periods=4, weeks=9, hours=Decimal(100))
    early, late = units(route, 40, 40)
    first, second = Werkproces.objects.filter(full_code__startswith="25786 B1-K1")[:2]
    early.werkprocessen.add(first)
    late.werkprocessen.add(first, second)
    for unit, year in ((early, 2), (late, 3)):
        Placement.objects.create(route=route, unit=unit, route_year=year, period=1, hours=40)
    earned = earned_before_mbo(build_document(route))
    assert [code for item in earned for code, _title in item.early] == [first.full_code]
    assert {item.total for item in earned} == {8, 5}


def test_every_rule_that_the_planner_knows_is_offered(route: Route) -> None:
    offered = UnitRuleForm(route=route).fields["kind"]
    assert [value for value, _label in offered.choices if value] == [kind.value for kind in RuleKind]  # type: ignore[attr-defined]


def test_a_row_of_units_is_asked_for_with_each_unit(route: Route) -> None:
    assert "Kies dan bij elk onderdeel het vorige" in str(UnitForm(route=route).fields["after"].help_text)
