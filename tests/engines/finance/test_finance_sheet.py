"""A cell: its value, its formula and its words come from one tree; unknown stays unknown."""

from decimal import Decimal
from typing import Any

import pytest
from finance_cases import SUBSIDY, route
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st
from openpyxl import Workbook

from naadloos.engines.finance import (
    FigureStatus,
    Input,
    Sheet,
    Unit,
    calculate,
    spreadsheet,
)
from naadloos.engines.finance.expressions import (
    Expression,
    Ref,
    add,
    at_least,
    cents,
    div,
    evaluate,
    in_words,
    largest,
    mul,
    number,
    smallest,
    sub,
    total,
    whole_up,
)
from naadloos.engines.route.text import text

D = Decimal
VALUES: dict[str, Decimal | None] = {"a": D(7), "b": D("2.5"), "leeg": None}


@pytest.mark.parametrize(
    ("expression", "value", "formula"),
    [
        (add(Ref("a"), Ref("b")), "9.5", "(a+b)"),
        (sub(Ref("b"), Ref("a")), "-4.5", "(b-a)"),
        (mul(Ref("a"), Ref("b"), number(2)), "35", "(a*b*2)"),
        (div(Ref("a"), number(2)), "3.5", "(a/2)"),
        (smallest(Ref("a"), Ref("b")), "2.5", "MIN(a,b)"),
        (largest(Ref("a"), Ref("b")), "7", "MAX(a,b)"),
        (whole_up(Ref("b")), "3", "ROUNDUP(ROUND(b,6),0)"),
        (whole_up(number("2.0000001")), "2", "ROUNDUP(ROUND(2.0000001,6),0)"),
        (cents(number("0.125")), "0.13", "ROUND(0.125,2)"),
        (cents(number("-0.125")), "-0.13", "ROUND((-0.125),2)"),
        (total(()), "0", "0"),
        (total((Ref("a"), Ref("b"))), "9.5", "SUM(a,b)"),
        (at_least(Ref("a"), number(7), number(1), number(0)), "1", "IF(ROUND(a-7,6)>=0,1,0)"),
        (at_least(Ref("b"), number(7), Ref("leeg"), number(0)), "0", "IF(ROUND(b-7,6)>=0,leeg,0)"),
    ],
)
def test_value_and_formula_of_each_operation(expression: Expression, value: str, formula: str) -> None:
    assert evaluate(expression, VALUES) == D(value)
    assert spreadsheet(expression, str) == formula


@pytest.mark.parametrize(
    "expression",
    [
        mul(number(0), Ref("leeg")),
        total((Ref("a"), Ref("leeg"))),
        largest(Ref("a"), Ref("leeg")),
        at_least(Ref("leeg"), number(0), number(1), number(2)),
        at_least(Ref("a"), number(0), Ref("leeg"), number(2)),
        cents(Ref("leeg")),
        whole_up(Ref("leeg")),
        div(number(1), number(0)),
    ],
)
def test_unknown_makes_unknown(expression: Expression) -> None:
    assert evaluate(expression, VALUES) is None


def test_long_sums_fit_in_a_spreadsheet() -> None:
    formula = spreadsheet(total(tuple(number(1) for _ in range(450))), str)
    assert formula.count("SUM(") == 3
    assert evaluate(total(tuple(number(1) for _ in range(450))), {}) == 450


def test_words_keep_the_order_of_the_sum() -> None:
    names = {"a": "leerlingen", "b": "prijs"}.__getitem__
    assert in_words(cents(mul(Ref("a"), add(Ref("b"), number("0.5")))), names) == (
        "leerlingen × (prijs + 0,5), afgerond op centen"
    )
    assert in_words(at_least(Ref("a"), number(130), Ref("b"), number(0)), names) == (
        "als leerlingen ten minste 130 is: prijs, anders 0"
    )


def test_a_cell_reads_only_what_is_there() -> None:
    sheet = Sheet()
    with pytest.raises(KeyError):
        sheet.add("een", text("een"), Unit.EURO, Ref("weg"))
    sheet.add("een", text("een"), Unit.EURO, number(1))
    with pytest.raises(KeyError):
        sheet.add("een", text("een"), Unit.EURO, number(2))
    sheet.put(Input("in", "in", text("in"), D(1), Unit.EURO, FigureStatus.CONFIRMED, "hier"))
    with pytest.raises(KeyError):
        sheet.cell("in")


def test_computing_again_gives_what_a_new_sheet_gives() -> None:
    outcome = calculate(route(subsidies=(SUBSIDY,)))
    again = outcome.sheet.again({"in.c2027.bb.1": D(30)})
    fresh = calculate(route(*_thirty(), subsidies=(SUBSIDY,)))
    assert again == fresh.sheet.values
    assert again != outcome.sheet.values
    target = outcome.results[0]
    part = outcome.sheet.again({"in.c2027.bb.1": D(30)}, outcome.sheet.below(target))
    assert part[target] == again[target]


def _thirty() -> Any:
    from finance_cases import Cohort, variant

    return (Cohort("c2027", 2027, (variant(pupils=30),)),)


def test_every_cell_reaches_inputs_with_a_source_and_a_unit() -> None:
    sheet = calculate(route(subsidies=(SUBSIDY,))).sheet
    for cell in sheet.cells:
        opened = sheet.explain(cell.id)
        assert opened.words
        assert opened.formula
        assert str(cell.label)
        assert "%(" not in f"{cell.label} {cell.rule} {opened.words}"
        assert set(sheet.below(cell.id)) <= set(sheet.entries)
    registered = [each for each in sheet.inputs if each.id.startswith("p.")]
    assert registered
    assert all(each.source for each in registered)


amounts = st.decimals(min_value=-1_000_000, max_value=1_000_000, places=3)


@hypothesis_given(amounts, amounts, st.decimals(min_value="0.001", max_value=1000, places=3))
def test_formula_gives_the_same_cents_as_the_value(one: Decimal, other: Decimal, third: Decimal) -> None:
    """Computed by hand as a spreadsheet does, in floating point."""
    values: dict[str, Decimal | None] = {"a": one, "b": other, "c": third}
    expression = cents(add(div(Ref("a"), Ref("c")), smallest(Ref("a"), Ref("b"))))
    exact = evaluate(expression, values)
    plain = float(one) / float(third) + min(float(one), float(other))
    assert exact is not None
    assert abs(float(exact) - plain) <= 0.005 + 1e-6


def test_formulas_are_taken_by_a_workbook() -> None:
    """Each id has a place; what is unknown is written as NA() so that it does not count as zero."""
    sheet = calculate(route(own_values=())).sheet
    places = {id: f"B{row}" for row, id in enumerate(sheet.entries, start=1)}
    book = Workbook()
    page = book.active
    assert page is not None
    for id, entry in sheet.entries.items():
        if isinstance(entry, Input):
            page[places[id]] = "=NA()" if entry.value is None else entry.value
        else:
            page[places[id]] = "=" + spreadsheet(entry.expression, places.__getitem__)
    formulas = [str(page[places[cell.id]].value) for cell in sheet.cells]
    assert max(map(len, formulas)) < 8192
    assert any(page[place].value == "=NA()" for place in places.values())
