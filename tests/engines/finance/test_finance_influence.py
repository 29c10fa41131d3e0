"""What to ask first, and of whom."""

from decimal import Decimal

from finance_cases import ITEMS, MBO, OWN_VALUES, VO, item, partners, route, variant

from naadloos.engines.finance import (
    ALL_PARTNERS,
    Cohort,
    FigureStatus,
    Given,
    Outcome,
    Question,
    RouteCase,
    Settings,
    Settlement,
    calculate,
    given,
    influence,
)

D = Decimal


def keys(questions: tuple[Question, ...]) -> list[str]:
    return [each.inputs[0].key for each in questions]


def without(*missing: tuple[str, str], **changes: object) -> Outcome:
    kept = tuple(each for each in OWN_VALUES if (each.partner, each.key) not in missing)
    return calculate(route(own_values=kept, **changes))


def test_empty_figures_come_first_and_say_how_many_results_they_keep_unknown() -> None:
    asked = influence(without((VO, "lessen_per_fte")))
    first, *rest = asked[VO]
    assert (first.inputs[0].key, first.empty, first.moves) == ("lessen_per_fte", True, None)
    # Later years take that of the price year.
    assert [each.year for each in first.inputs] == [2027]
    assert first.unknown > 0
    assert not any(each.empty or each.unknown for each in rest)
    moves = [each.moves or D(0) for each in rest]
    assert moves == sorted(moves, reverse=True)
    assert 0 not in moves


def test_of_empty_figures_that_keep_as_much_unknown_the_reach_decides() -> None:
    """Both stand in every lesson of the vo: wages lie within 105,000 and 112,000, lessons within 720 and 750."""
    items = (ITEMS[0],)
    asked = influence(without((VO, "loonkosten"), (VO, "lessen_per_fte"), items=items))
    assert keys(asked[VO])[:2] == ["loonkosten", "lessen_per_fte"]
    assert asked[VO][0].unknown == asked[VO][1].unknown
    # What nobody has bounds for comes before what lies within bounds.
    unbounded = (item("avo", by=VO, hours=Given(None)),)
    everything = influence(without((VO, "loonkosten"), (VO, "lessen_per_fte"), items=unbounded))
    assert keys(everything[ALL_PARTNERS])[0] == "post.avo.hours"


def test_what_keeps_more_unknown_comes_before_what_moves_more() -> None:
    """The prijsfactor has bounds that move much, but only later results wait for it; the wage stands in every year."""
    items = (item("les", phase=ITEMS[-1].phase, owner=MBO, by=MBO, hours=given(1)),)
    asked = influence(without((MBO, "prijsfactor"), (MBO, "loonkosten"), items=items))
    assert keys(asked[MBO])[:2] == ["loonkosten", "prijsfactor"]
    assert asked[MBO][0].unknown > asked[MBO][1].unknown


def test_each_is_asked_of_the_controller_who_knows_it() -> None:
    asked = influence(without((MBO, "eigen_deel"), (VO, "loonkosten")))
    assert keys(asked[MBO])[0] == "eigen_deel"
    assert keys(asked[VO])[0] == "loonkosten"
    assert {each.partner for each in asked[ALL_PARTNERS]} == {ALL_PARTNERS}
    assert "in.c2027.bb.1" in keys(asked[ALL_PARTNERS])


def test_a_figure_that_only_moves_money_between_partners_is_asked_too() -> None:
    agreed = Settings(given(24), surcharge=Given(D("0.02"), low=D(0), high=D("0.05")), price_year=2027)
    asked = influence(calculate(route(settings=agreed)))
    (charge,) = (each for each in asked[ALL_PARTNERS] if each.inputs[0].key == "opslag")
    # 5 % of the work that each does in the phase of the other, over four years.
    outcome = calculate(route())
    swapped = [each for each in outcome.lines if each.item in ("praktijk", "avo-mbo") and not each.counterparty]
    whole = sum((outcome.value(each) or D(0) for each in swapped), D(0)) * D("0.05")
    assert charge.moves is not None
    assert abs(charge.moves - whole) <= D("0.01") * len(swapped)


def test_what_is_confirmed_or_moves_nothing_is_not_asked() -> None:
    sure = Given(D(24), status=FigureStatus.CONFIRMED)
    case: RouteCase = route(
        Cohort("c", 2027, (variant(pupils=sure),)),
        partners=partners(overhead_integral=given(0)),
        items=(*ITEMS, item("uur", by=VO, how=Settlement.COST, hours=given(0))),
    )
    found = [each for questions in influence(calculate(case)).values() for each in keys(questions)]
    assert "in.c.bb.1" not in found
    assert "post.uur.hours" not in found
    # Of leavers, who change no result.
    assert "gemiddelde_prijsfactor" not in found
    assert not any(each.startswith(("vertrek", "vo_", "gewicht")) for each in found)
