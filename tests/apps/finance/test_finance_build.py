"""From the route to the engine: who pays, who counts, and what does not count yet."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

import naadloos.demo
from naadloos.engines.finance import CostKind, Settlement, Total
from naadloos.engines.route import RouteDocument
from naadloos.finance.build import build_case
from naadloos.finance.changes import changed_payments
from naadloos.finance.queries import outcome_of, payments_of, worked_out
from naadloos.finance.statement import payments
from naadloos.finance.words import euro

DATA: dict[str, Any] = yaml.safe_load(
    (Path(naadloos.demo.__file__).parent / "routes" / "bwi-metselaar.yaml").read_text(encoding="utf-8")
)


def route(**finance: Any) -> RouteDocument:
    return RouteDocument.model_validate({**DATA, "finance": {**DATA["finance"], **finance}})


def only(*items: dict[str, Any], **finance: Any) -> RouteDocument:
    """The route with these cost items, and no lessons from the programme."""
    return route(cost_items=items, lessons_from_plan=False, **finance)


def item(**changes: Any) -> dict[str, Any]:
    return {"key": "x", "title": "Proef", "phase": "vo", "owner": "De Waterlijn", "settlement": "eigen"} | changes


def test_every_fact_of_the_demo_counts() -> None:
    built = build_case(route())
    assert built.left_out == ()
    assert [each.id for each in built.case.partners] == ["waterlijn", "singelkwartier"]
    assert [(cohort.id, len(cohort.variants)) for cohort in built.case.cohorts] == [("2027", 2), ("2028", 2)]
    entered = [each for each in built.case.items if not each.id.startswith("plan-")]
    assert len(entered) == len(DATA["finance"]["cost_items"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"owner": ""}, "kies bij “voor rekening van” een partner"),
        ({"owner": "de gemeente"}, "kies bij “voor rekening van” een partner"),
        ({"executor": "streekvervoer", "settlement": "vast"}, "streekvervoer is geen partner"),
        ({"phase": "project", "calculation": "project"}, "vul de einddatum"),
    ],
)
def test_what_cannot_count_is_said_and_left_out(changes: dict[str, Any], said: str) -> None:
    built = build_case(only(item(**changes)))
    assert built.case.items == ()
    assert [said in str(each) for each in built.left_out] == [True]


def test_work_that_is_bought_elsewhere_is_paid_by_who_bears_it() -> None:
    (made,) = build_case(only(item(executor="streekvervoer"))).case.items
    assert [(each.partner, each.share) for each in made.executors] == [("waterlijn", 1)]


def test_each_a_half_is_shared_by_the_schools_and_institutions_that_take_part() -> None:
    (made,) = build_case(only(item(owner="ieder de helft"))).case.items
    assert {each.partner: each.share for each in made.executors} == {
        "waterlijn": Decimal("0.5"),
        "singelkwartier": Decimal("0.5"),
    }


def test_costs_of_the_preparation_end_and_are_of_no_group() -> None:
    case = build_case(route()).case
    made = next(each for each in case.items if each.id == "k1")
    assert made.kind is CostKind.PROJECT
    assert made.settled[0].how is Settlement.OWN


def test_margin_gives_low_and_high_within_what_can_be() -> None:
    volume = DATA["finance"]["volumes"][0] | {"stays_vo": 98, "margin": 5}
    (cohort,) = build_case(route(volumes=[volume])).case.cohorts
    stays = cohort.variants[0].stays[0]
    assert (stays.low, stays.value, stays.high) == (Decimal("0.93"), Decimal("0.98"), Decimal(1))


def test_pupils_who_join_later_come_in_that_year() -> None:
    volume = DATA["finance"]["volumes"][0] | {"joins": 4, "joins_year": 3}
    (cohort,) = build_case(route(volumes=[volume])).case.cohorts
    assert [each.value for each in cohort.variants[0].intake] == [12, 0, 4]


def test_a_count_takes_the_place_of_the_forecast() -> None:
    count = {"key": "t1", "volume": DATA["finance"]["volumes"][0]["key"], "route_year": 1, "pupils": 7}
    outcome = outcome_of(route(counts=[count])).outcome
    assert outcome is not None
    assert outcome.sheet.values["geteld.2027.v2027m.1"] == 7


def test_without_pupils_there_is_nothing_to_calculate() -> None:
    calculated = outcome_of(route(volumes=[], counts=[]))
    assert calculated.outcome is None
    assert [str(each) for each in calculated.left_out] == ["Er zijn nog geen verwachte aantallen leerlingen."]
    assert worked_out(route(volumes=[]))["payments"] == []


def test_keys_that_do_not_make_a_whole_are_a_problem_and_no_outcome() -> None:
    terms = [row | {"key_share": 40} for row in DATA["finance"]["partner_terms"]]
    calculated = outcome_of(route(partner_terms=terms, pool=True))
    assert calculated.outcome is None
    assert [each.field for each in calculated.problems] == ["partners.key"]


def test_who_entered_a_figure_goes_along() -> None:
    key = DATA["finance"]["figures"][0]["key"]
    outcome = outcome_of(route(), {f"figures:{key}": "C. Troller, 01-02-2027"}).outcome
    assert outcome is not None
    wages = outcome.sheet["p.loonkosten.docent.waterlijn.2027"]
    assert wages.entered_by == "C. Troller, 01-02-2027"  # type: ignore[union-attr]


def test_the_document_says_the_same_amounts_as_the_engine() -> None:
    document = route()
    outcome = outcome_of(document).outcome
    assert outcome is not None
    told = worked_out(document)
    assert [(each.payer, each.receiver, each.school_year, each.amount) for each in told["payments"]] == [
        (each.payer, each.receiver, each.school_year, each.amount) for each in payments(outcome)
    ]
    assert told["payments"]
    for row in told["results"]:
        assert row.amount == outcome.amount(Total.RESULT, row.partner, year=row.school_year)


def test_a_pot_becomes_payments_between_partners() -> None:
    terms = [row | {"key_share": share} for row, share in zip(DATA["finance"]["partner_terms"], (60, 40), strict=True)]
    outcome = outcome_of(only(item(amount=1000, settlement="verdeling"), partner_terms=terms)).outcome
    assert outcome is not None
    # The school pays the whole, and bears 60 percent of it: the other gives back 40 percent, in two equal years.
    paid = [(each.payer, each.receiver, each.school_year, each.amount) for each in payments(outcome)]
    assert paid[:1] == [("singelkwartier", "waterlijn", 2027, Decimal("200.00"))]
    assert {each[:2] for each in paid} == {("singelkwartier", "waterlijn")}


def test_lessons_follow_from_the_programme() -> None:
    """Hours that the mbo gives in leerjaar 3: its own units, and half of what both sides give."""
    document = route()
    plan = document.programme.in_force
    units = {unit.key: unit for unit in plan.units}

    def hours(side: str) -> Decimal:
        rows = [row for row in plan.placements if row.route_year == 1]
        kinds = {"begeleid", "overig"}
        found = [row.hours for row in rows if units[row.unit].side == side and units[row.unit].hour_kind in kinds]
        return sum(found, Decimal(0))

    items = {each.id: each for each in build_case(document).case.items}
    taught = items["plan-1-mbo-1"]
    assert hours("samen") > 0
    assert taught.hours.value == hours("mbo") + hours("samen") / 2
    assert (taught.owner, taught.executors[0].partner) == ("waterlijn", "singelkwartier")
    assert taught.settled[0].how is Settlement.COST
    own = items["plan-1-vmbo-1"]
    assert own.hours.value == hours("vmbo") + hours("samen") / 2
    assert own.settled[0].how is Settlement.OWN
    assert not own.extra


def test_joint_hours_without_a_choice_are_unknown_and_said() -> None:
    built = build_case(route(joint_mbo=None))
    items = {each.id: each for each in built.case.items}
    assert items["plan-1-mbo-1"].hours.value is None
    assert ["welk deel van de gezamenlijke uren" in str(each) for each in built.left_out] == [True]
    # Both in front of the group at once: the hours of both count fully.
    both = {each.id: each for each in build_case(route(joint_vmbo=100, joint_mbo=100)).case.items}
    half = {each.id: each for each in build_case(route()).case.items}
    for name in ("plan-1-mbo-1", "plan-1-vmbo-1"):
        assert (both[name].hours.value or 0) > (half[name].hours.value or 0)


def test_another_programme_changes_what_is_paid_and_says_so() -> None:
    before = route()
    plan = before.programme.in_force
    unit = next(each for each in plan.units if each.side == "mbo" and each.hour_kind == "begeleid")
    moved = [
        row.model_copy(update={"route_year": 1, "period": 1}) if row.unit == unit.key else row
        for row in plan.placements
    ]
    after = before.model_copy(update={"programme": before.programme.model_copy(update={"placements": moved})})
    old = {(e.payer, e.receiver, e.school_year): e.amount for e in payments_of(before)}
    new = {(e.payer, e.receiver, e.school_year): e.amount for e in payments_of(after)}
    more = (new["waterlijn", "singelkwartier", 2027] or 0) - (old["waterlijn", "singelkwartier", 2027] or 0)
    assert more > 0
    lines = changed_payments(before, after)
    assert any("2027-2028" in line and f"{euro(Decimal(more))} meer" in line for line in lines)
    assert changed_payments(before, before) == []
