"""The demo routes fit the schema, keep their own promises and claim nothing that has not happened yet."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

import naadloos.demo
from naadloos.engines.planner import PeriodSlot, PlanPlacement, PlanProblem, PlanUnit, verify
from naadloos.engines.planner.check import check
from naadloos.engines.route import RouteDocument, validate_document
from naadloos.engines.route.terms import (
    AssessmentKind,
    CountsFor,
    HourKind,
    LawPart,
    OverlapVerdict,
    ProgressStatus,
    UnitKind,
)

FOLDER = Path(naadloos.demo.__file__).parent / "routes"
NAMES = ("bwi-metselaar", "mvi-software", "pie-glr", "pie-monteur", "zw-verzorgende")
TODAY = date(2026, 11, 24)

# Dates that say when something happened; every other date is a plan.
HAPPENED = {
    "agreed_on",
    "committee_mbo_on",
    "committee_vmbo_on",
    "decided_on",
    "done_on",
    "fixed_on",
    "mr_consent_on",
    "norm_decided_on",
    "oer_fixed_on",
    "sent_on",
    "source_date",
}
# Number of deeltaken per profielmodule (1 to 4) and per keuzevak, and of werkprocessen per kerntaak.
PROFIELMODULES = {"BWI": (3, 4, 2, 4), "PIE": (3, 3, 2, 2), "ZW": (3, 5, 3, 5)}
KEUZEVAKKEN = {
    "BWI": {2: 2, 6: 3, 7: 3, 10: 3},
    "PIE": {7: 3, 13: 4},
    "ZW": {7: 5, 8: 4, 12: 5, 13: 5},
}
WERKPROCESSEN = {
    "25786": {"B1-K1": 8, "B1-K2": 5},
    "25829": {"B1-K1": 8},
    "25656": {"B1-K1": 8, "B1-K2": 3},
    "25737": {"B1-K1": 5, "P1-K1": 4},
    "25998": {"B1-K1": 5, "B1-K2": 3},
}
# WVO 2.107h from 1-8-2026, a route of four years with a bol qualification.
LEAST_TOTAL, LEAST_GUIDED, LEAST_BPV = Decimal(4000), Decimal(2700), Decimal(500)


@cache
def demo(name: str) -> RouteDocument:
    return validate_document(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


@pytest.fixture(params=NAMES)
def document(request: pytest.FixtureRequest) -> RouteDocument:
    return demo(request.param)


@pytest.fixture
def bwi() -> RouteDocument:
    return demo("bwi-metselaar")


def facts(value: object) -> Iterator[BaseModel]:
    """Every fact of the document, however deep."""
    if isinstance(value, BaseModel):
        yield value
        for _, inner in value:
            yield from facts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from facts(inner)


def deeltaken_of(document: RouteDocument) -> set[str]:
    programme = document.programme
    used = [code for unit in programme.units for code in unit.deeltaken]
    used += [code for item in document.exams.assessments for code in item.deeltaken]
    return {*used, *(item.deeltaak for item in programme.verdicts)}


def werkprocessen_of(document: RouteDocument) -> set[str]:
    programme = document.programme
    used = [code for unit in programme.units for code in unit.werkprocessen]
    used += [code for item in document.exams.assessments for code in item.werkprocessen]
    return {*used, *(item.werkproces for item in programme.verdicts)}


def all_deeltaken(document: RouteDocument) -> set[str]:
    found = set()
    for module in document.programme.modules:
        kind, profile, number = module.code.split("/")
        many = PROFIELMODULES[profile][int(number) - 1] if kind == "P" else KEUZEVAKKEN[profile][int(number)]
        found |= {f"{module.code}/{each:02}" for each in range(1, many + 1)}
    return found


def all_werkprocessen(document: RouteDocument) -> set[str]:
    return {
        f"{item.crebo} {kerntaak}-W{number}"
        for item in document.route.qualifications
        for kerntaak, count in WERKPROCESSEN[item.crebo].items()
        for number in range(1, count + 1)
    }


def plan_of(document: RouteDocument) -> tuple[PlanProblem, tuple[PlanPlacement, ...]]:
    programme = document.programme
    return (
        PlanProblem(
            tuple(PeriodSlot(item.route_year, item.number, item.hours) for item in programme.periods),
            tuple(
                PlanUnit(
                    unit.key,
                    unit.title,
                    unit.hours,
                    unit.first_year,
                    unit.last_year,
                    unit.spread,
                    tuple(unit.after),
                )
                for unit in programme.units
            ),
        ),
        tuple(PlanPlacement(item.unit, item.route_year, item.period, item.hours) for item in programme.placements),
    )


def test_every_file_is_known_here() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(NAMES)


def test_loads_and_references_resolve(document: RouteDocument) -> None:
    # validate_document raises on a reference to a key that is not there.
    assert document.route.partners
    assert document.route.profiles
    assert document.route.qualifications


def test_combination_of_leerweg_and_level_is_a_route(document: RouteDocument) -> None:
    leerwegen = {profile.leerweg.value for profile in document.route.profiles}
    levels = {item.level for item in document.route.qualifications}
    allowed = {"bb": {2}, "kb": {3, 4}, "gl": {4}, "tl": {4}}
    assert all(levels <= allowed[leerweg] for leerweg in leerwegen)


def test_deeltaken_have_the_right_shape_and_belong_to_a_chosen_module(document: RouteDocument) -> None:
    used = deeltaken_of(document)
    assert all(re.fullmatch(r"[PK]/[A-Z]{2,3}/\d\d/\d\d", code) for code in used)
    assert used <= all_deeltaken(document)


def test_werkprocessen_have_the_right_shape_and_belong_to_a_qualification(document: RouteDocument) -> None:
    used = werkprocessen_of(document)
    assert all(re.fullmatch(r"\d{5} [BP]\d-K\d-W\d{1,2}", code) for code in used)
    assert used <= all_werkprocessen(document)


def test_nothing_after_today_is_described_as_done(document: RouteDocument) -> None:
    for fact in facts(document):
        for field, value in fact:
            if field in HAPPENED and value is not None:
                assert value <= TODAY, fact
        if getattr(fact, "status", None) is ProgressStatus.DONE:
            due_on = getattr(fact, "due_on", None)
            assert due_on is None or due_on <= TODAY, fact
    for evaluation in document.monitoring.evaluations:
        assert not evaluation.result or (evaluation.on is not None and evaluation.on <= TODAY)


def test_only_fictional_addresses_and_no_brin(document: RouteDocument) -> None:
    assert all(not partner.brin for partner in document.route.partners)
    assert all(contact.email.endswith(".example") for contact in document.partners.contacts if contact.email)


def test_overlap_is_judged_once_per_side(document: RouteDocument) -> None:
    pairs = Counter((item.deeltaak, item.werkproces, item.side) for item in document.programme.verdicts)
    assert all(count == 1 for count in pairs.values())
    for item in document.programme.verdicts:
        assert item.decided_by
        assert (item.verdict is OverlapVerdict.NONE) == (item.hours is None)


def test_bundles_rest_on_verdicts_and_save_no_more_than_was_judged(document: RouteDocument) -> None:
    judged: dict[tuple[str, str], Decimal] = {}
    for item in document.programme.verdicts:
        if item.hours is not None:
            pair = (item.deeltaak, item.werkproces)
            judged[pair] = min(judged.get(pair, item.hours), item.hours)
    for unit in document.programme.units:
        if unit.kind is not UnitKind.BUNDLE:
            assert unit.overlap_hours is None
            continue
        found = [
            hours for (left, right), hours in judged.items() if left in unit.deeltaken and right in unit.werkprocessen
        ]
        assert found, unit.title
        assert unit.overlap_hours is None or unit.overlap_hours <= sum(found), unit.title
        assert unit.law_part is LawPart.COMBINED
        assert unit.combined_split


def test_what_is_a_combination_says_which_part_is_vo(document: RouteDocument) -> None:
    for unit in document.programme.units:
        assert unit.law_part is not None
        assert (unit.law_part is LawPart.COMBINED) == bool(unit.combined_split)


def test_amounts_are_not_confirmed(document: RouteDocument) -> None:
    assert not any(item.confirmed for item in document.finance.cost_items)


# -- the route that is nearly finished ----------------------------------------------------------------------


def test_bwi_plan_has_no_faults(bwi: RouteDocument) -> None:
    problem, placements = plan_of(bwi)
    assert check(problem) == ()
    assert verify(problem, placements) == ()
    assert 35 <= len(bwi.programme.units) <= 45
    assert Counter(period.route_year for period in bwi.programme.periods) == {1: 4, 2: 4, 3: 4, 4: 4}


def test_bwi_meets_the_least_hours(bwi: RouteDocument) -> None:
    kinds = {unit.key: unit.hour_kind for unit in bwi.programme.units}
    hours: dict[HourKind, Decimal] = dict.fromkeys(HourKind, Decimal(0))
    for item in bwi.programme.placements:
        hours[kinds[item.unit]] += item.hours
    taught = hours[HourKind.GUIDED] + hours[HourKind.BPV] + hours[HourKind.OTHER]
    assert taught >= LEAST_TOTAL
    assert hours[HourKind.GUIDED] >= LEAST_GUIDED
    assert hours[HourKind.BPV] >= LEAST_BPV


def test_bwi_covers_and_examines_everything(bwi: RouteDocument) -> None:
    units = bwi.programme.units
    assert {code for unit in units for code in unit.deeltaken} == all_deeltaken(bwi)
    assert {code for unit in units for code in unit.werkprocessen} == all_werkprocessen(bwi)
    tests = bwi.exams.assessments
    assert {code for item in tests for code in item.deeltaken} == all_deeltaken(bwi)
    for_mbo = [item for item in tests if item.counts_for is not CountsFor.VMBO]
    assert {code for item in for_mbo for code in item.werkprocessen} == all_werkprocessen(bwi)


def test_bwi_weights_add_up_per_subject(bwi: RouteDocument) -> None:
    central = {AssessmentKind.CE, AssessmentKind.CSPE}
    sums: dict[tuple[str, bool], Decimal] = {}
    for item in bwi.exams.assessments:
        assert item.weight is not None
        # In the mbo the central and the own part of Nederlands make one mark.
        apart = item.kind in central and item.counts_for is CountsFor.VMBO
        sums[item.subject, apart] = sums.get((item.subject, apart), Decimal(0)) + item.weight
    assert set(sums.values()) == {Decimal(100)}


def test_bwi_gives_all_six_benefits_an_objective_and_an_indicator(bwi: RouteDocument) -> None:
    assert {item.benefit.value for item in bwi.vision.objectives} == set("123456")
    assert {item.benefit.value for item in bwi.monitoring.indicators if item.benefit} == set("123456")


def test_bwi_has_clauses_on_what_the_law_asks(bwi: RouteDocument) -> None:
    # Subject a follows from the profiles and qualifications of the route.
    assert set("bcdefghij") <= {clause.subject for clause in bwi.agreement.clauses}


def test_bwi_keeps_a_few_things_open(bwi: RouteDocument) -> None:
    assert any(item.amount is None for item in bwi.finance.cost_items)
    assert any(item.mandate == "onbekend" for item in bwi.partners.contacts)
    assert any(item.status is ProgressStatus.OPEN for item in bwi.execution.readiness)
