"""The conditions for btw beside what can be seen of each payment; nothing here judges."""

from dataclasses import replace

from finance_cases import ITEMS, MBO, VO, item, route

from naadloos.engines.finance import CostKind, Settled, Settlement, VatLine, Verdict, calculate, given, vat_lines


def lines(*items: object, **changes: object) -> tuple[VatLine, ...]:
    return vat_lines(calculate(replace(route(items=items or ITEMS), **changes)))  # type: ignore[arg-type]


def price_of(line: VatLine) -> tuple[Verdict, str]:
    return line.conditions[3].verdict, str(line.conditions[3].seen)


def test_wage_cost_with_five_percent_stays_within_what_the_rule_allows() -> None:
    (line,) = lines(item("les"))
    assert (line.payer, line.receiver) == (VO, MBO)
    assert price_of(line)[0] is Verdict.PASS
    # What only people know stays open.
    assert [each.verdict for each in line.conditions[:3]] == [Verdict.UNKNOWN] * 3


def test_more_than_wage_cost_is_said_and_not_judged() -> None:
    dear = replace(item("les"), settled=(Settled(Settlement.LUMP, per_year=given(500_000)),))
    (line,) = lines(dear)
    verdict, said = price_of(line)
    assert verdict is Verdict.UNKNOWN
    assert "meer dan de brutoloonkosten" in said


def test_coordination_is_less_clear_and_rooms_are_no_staff() -> None:
    coordination = item("leiding", CostKind.COORDINATION, owner=MBO, by=VO, function="coordinator")
    found = {each.item.id: each for each in lines(coordination, item("hal", CostKind.ROOM))}
    assert found["leiding"].conditions[1].to_confirm
    assert found["hal"].conditions == ()
    assert "geen uitlenen van personeel" in str(found["hal"].note)


def test_unknown_amounts_leave_the_price_open_and_pots_have_rules_of_their_own() -> None:
    unknown = replace(item("les"), hours=given(100), settled=(Settled(Settlement.PER_PUPIL),))
    assert "onbekend" in price_of(lines(unknown)[0])[1]
    (pot,) = lines(item("les", how=Settlement.POOL))
    assert (pot.payer, pot.amount, pot.conditions) == ("", None, ())
    assert "gemene rekening" in str(pot.note)
