"""What the programme says that is needed."""

from decimal import Decimal

from naadloos.demo.load import read_route
from naadloos.engines.bpv import needs, not_on_the_board


def test_the_need_follows_the_board() -> None:
    document = read_route("bwi-metselaar")
    found = needs(document, {(2027, 3, "25786"): 10})
    there = {(each.route_year, each.period, each.crebo): each for each in found if each.group == 2027}
    first = there[3, 1, "25786"]
    assert (first.hours, first.weeks, first.pupils, first.hours_a_week) == (Decimal(105), 10, 10, Decimal("10.5"))
    assert there[3, 1, "25829"].pupils is None
    # Two parts with bpv in one period are one need.
    assert there[4, 4, "25786"].hours == Decimal(235)
    assert len(there[4, 4, "25786"].units) == 2
    assert not first.before_enrolment
    assert all(each.before_enrolment for (year, *_rest), each in there.items() if year <= 2)
    assert not_on_the_board(document) == ()


def test_what_is_not_on_the_board_is_named_and_not_counted() -> None:
    document = read_route("bwi-metselaar")
    programme = document.programme.model_copy(
        update={"placements": [row for row in document.programme.placements if row.unit != "bpv3"]}
    )
    less = document.model_copy(update={"programme": programme})
    assert not_on_the_board(less) == ("Slotblok in het leerbedrijf",)
    assert sum(each.hours for each in needs(less, {})) < sum(each.hours for each in needs(document, {}))
