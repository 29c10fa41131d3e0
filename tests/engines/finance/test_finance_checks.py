"""The checks pass on a sound outcome and fail on a broken one."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from finance_cases import ITEMS, MBO, OWN_VALUES, SUBSIDY, VO, item, own, route, variant

from naadloos.engines.finance import (
    Check,
    CheckName,
    Cohort,
    CostKind,
    Counted,
    Expression,
    Outcome,
    Reconciliation,
    RouteCase,
    Section,
    Settings,
    Settlement,
    Sheet,
    Site,
    Verdict,
    calculate,
    checks,
    given,
)
from naadloos.engines.finance.expressions import Ref, cents, mul, number
from naadloos.engines.route.terms import Leertraject

D = Decimal
SEVEN = [each for each in CheckName if each is not CheckName.RECONCILED]


def sound(**changes: object) -> RouteCase:
    """A route with every kind of line."""
    items = (
        *ITEMS,
        item("pot", CostKind.ROOM, how=Settlement.POOL),
        item("ruil", how=Settlement.IN_KIND),
        item("examen", CostKind.EXAM),
    )
    cohorts = (
        Cohort("c2027", 2027, (variant("bb", lwoo=given("0.3"), counted=(Counted(1, given(23)),)), variant("kb"))),
        Cohort("c2028", 2028, (variant("bb", leertraject=Leertraject.BBL, adults=given("0.5")),)),
    )
    chosen = Settings(given(24), surcharge=given("0.05"), overlap=given("0.4"), price_year=2027, index=given("0.02"))
    return replace(
        route(
            *cohorts,
            items=items,
            own_values=(*OWN_VALUES, own(MBO, "cursusgeld_laag", 303)),
            settings=chosen,
            subsidies=(SUBSIDY,),
            sites=(Site(VO, given(90)),),
        ),
        **changes,  # type: ignore[arg-type]
    )


def of(outcome: Outcome, name: CheckName) -> Check:
    (found,) = (each for each in checks(outcome) if each.name is name)
    return found


def test_all_seven_pass_and_tell_what_they_looked_at() -> None:
    outcome = calculate(sound())
    made = checks(outcome)
    assert [each.name for each in made] == SEVEN
    assert [(each.name, each.verdict) for each in made] == [(each, Verdict.PASS) for each in SEVEN]
    said = {each.name: str(each.said) for each in made}
    assert not any("%(" in each for each in said.values())
    years = len(outcome.school_years) + len(outcome.calendar_years)
    assert f"2 partners tellen in elk van {years} jaren" in said[CheckName.SETTLEMENTS]
    assert "echte tellingen (1)" in said[CheckName.PHASES]
    assert said[CheckName.CENTS].endswith(f": {sum(1 for each in outcome.lines if each.section.counts)}.")
    revenue = sum((outcome.value(each) or D(0) for each in outcome.lines if each.section.is_revenue), D(0))
    assert revenue == of(outcome, CheckName.SHIFT).said.values["som"]


def test_what_is_not_known_yet_does_not_pass() -> None:
    """Only that unknown is never zero can be seen without knowing anything."""
    made = {each.name: each.verdict for each in checks(calculate(sound(own_values=())))}
    assert made == {
        **dict.fromkeys(SEVEN, Verdict.UNKNOWN),
        CheckName.PHASES: Verdict.PASS,
        CheckName.MISSING: Verdict.PASS,
    }
    empty = {each.name: each.verdict for each in checks(calculate(replace(sound(), cohorts=(), items=(), sites=())))}
    assert empty[CheckName.PHASES] is Verdict.UNKNOWN
    assert empty[CheckName.SHIFT] is Verdict.UNKNOWN


def with_value(outcome: Outcome, id: str, value: Decimal | None) -> Outcome:
    sheet = outcome.sheet
    return replace(outcome, sheet=Sheet(sheet.entries, {**sheet.values, id: value}))


def with_expression(outcome: Outcome, id: str, expression: Expression) -> Outcome:
    sheet = outcome.sheet
    return replace(
        outcome, sheet=Sheet({**sheet.entries, id: sheet.cell(id)._replace(expression=expression)}, sheet.values)
    )


def settled_to_nowhere(outcome: Outcome) -> Outcome:
    return with_value(outcome, f"som.verrekening.{VO}.kas.integraal.2029", D("0.01"))


def lost_between(outcome: Outcome) -> Outcome:
    return with_value(outcome, "som.kosten.samen.toegerekend.integraal.2028", D(1))


def counted_in_both(outcome: Outcome) -> Outcome:
    (first, *rest) = outcome.case.cohorts
    twice = replace(first.variants[0], counted=(Counted(1, given(23), in_other_phase=2),))
    changed = replace(first, variants=(twice, *first.variants[1:]))
    return replace(outcome, case=replace(outcome.case, cohorts=(changed, *rest)))


def paid_in_both(outcome: Outcome) -> Outcome:
    line = next(outcome.of(Section.VO))
    return replace(outcome, lines=(*outcome.lines, line._replace(section=Section.MBO, partner=MBO)))


def material_once(outcome: Outcome) -> Outcome:
    """Material that does not follow the pupils."""
    (price,) = (each.id for each in outcome.sheet.inputs if each.id == "post.materiaal.price")
    return with_expression(outcome, f"kosten.materiaal.c2027.2027.{VO}", cents(mul(number(10), Ref(price))))


def lessons_by_pupil(outcome: Outcome) -> Outcome:
    """Lessons that follow the pupils instead of the groups."""
    lessons = f"uren.avo.c2027.2027.{VO}"
    return with_expression(outcome, lessons, mul(Ref("n.avo.c2027.2027"), number(2)))


def other_year(outcome: Outcome) -> Outcome:
    lines = tuple(e._replace(calendar_year=2033) if e.section is Section.VO else e for e in outcome.lines)
    return replace(outcome, lines=lines)


def other_amount(outcome: Outcome) -> Outcome:
    return with_value(outcome, next(outcome.of(Section.DIPLOMA)).cell, D(12))


def no_cents(outcome: Outcome) -> Outcome:
    return with_value(outcome, next(outcome.of(Section.COST)).cell, D("12.345"))


def unknown_as_zero(outcome: Outcome) -> Outcome:
    emptied = outcome.again({f"p.loonkosten.docent.{VO}.2027": None})
    return with_value(emptied, f"kosten.avo.c2027.2027.{VO}", D(0))


def without_the_amount(outcome: Outcome) -> Outcome:
    """A revenue that is written down, and not computed from an amount."""
    return with_expression(outcome, next(outcome.of(Section.VO)).cell, number(1000))


@pytest.mark.parametrize(
    ("broken", "name", "said"),
    [
        (settled_to_nowhere, CheckName.SETTLEMENTS, "In 2029 (kas) tellen de verrekeningen op tot"),
        (lost_between, CheckName.PARTNERS, "kosten in 2028 (toegerekend, integraal)"),
        (counted_in_both, CheckName.PHASES, "Op 1 oktober 2027 stonden 2 leerlingen van variant bb ook"),
        (paid_in_both, CheckName.PHASES, "Voor c2027, bb komt er voor 1 oktober 2027 geld voor beide fasen"),
        (material_once, CheckName.DOUBLING, "post materiaal"),
        (lessons_by_pupil, CheckName.DOUBLING, "post avo"),
        (other_year, CheckName.SHIFT, "bekostiging vo voor variant bb"),
        (other_amount, CheckName.SHIFT, "12 euro voor schooljaar 2030"),
        (no_cents, CheckName.CENTS, "12,345 euro"),
        (unknown_as_zero, CheckName.MISSING, "is 0, terwijl er een cijfer voor ontbreekt"),
        (without_the_amount, CheckName.MISSING, "blijft 273.841,68 euro"),
    ],
)
def test_each_check_fails_on_what_it_is_for(broken: Callable[[Outcome], Outcome], name: CheckName, said: str) -> None:
    outcome = calculate(sound())
    found = of(broken(outcome), name)
    assert found.verdict is Verdict.FAIL
    assert said in str(found.said)


@pytest.mark.parametrize(
    ("expected", "funded", "verdict"),
    [(20, 20, Verdict.PASS), (20, 18, Verdict.FAIL), (20, None, Verdict.UNKNOWN), (None, 20, Verdict.UNKNOWN)],
)
def test_a_pair_of_counts_is_held_against_each_other(
    expected: int | None, funded: int | None, verdict: Verdict
) -> None:
    made = checks(calculate(route()), counts=[Reconciliation("niveau 2, 1 oktober 2029", expected, funded)])
    assert (made[-1].name, made[-1].verdict) == (CheckName.RECONCILED, verdict)
    assert "niveau 2, 1 oktober 2029" in str(made[-1].said)
