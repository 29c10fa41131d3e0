"""A small spreadsheet typed by hand, from the articles and not from the engine, gives the same amounts.

One cohort of 24 pupils bb, two years vo and two years bol of level 2; the mbo teaches 200 hours in the vo-fase.
"""

import warnings
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import formulas
import pytest
from finance_cases import MBO, VO, item, route
from openpyxl import Workbook

from naadloos.engines.finance import Basis, OwnValue, Total, calculate, given

# Typed after finance-law.md 1.1 and 2.2 and finance.md A.8. Column A says what it is.
SHEET = (
    ("leerlingen 2027", "24"),
    ("leerlingen 2028", "=B1*0.95"),
    ("studenten 2029", "=B2*0.9"),
    ("studenten 2030", "=B3*0.9"),
    ("hoog bedrag 2027 en later", "11672.71"),
    ("vo, betaald in 2028", "=ROUND(B1*B5,2)"),
    ("vo, betaald in 2029", "=ROUND(B2*B5,2)"),
    ("prijs per punt", "=24000000/(3500+500)"),
    ("mbo, betaald in 2031", "=ROUND(B3*1*1.5*0.8*0.98*B8,2)"),
    ("mbo, betaald in 2032", "=ROUND(B4*1*1.5*0.8*0.98*B8,2)"),
    ("diploma's, betaald in 2033", "=ROUND(B4*0.8*0.2*1*B8,2)"),
    ("kosten mbo-les per vo-jaar", "=ROUND(1*200/800*104000,2)"),
    ("verrekening per vo-jaar", "=ROUND(B12*1.05,2)"),
    ("overhead vo 2027-2028", "=ROUND(0.3*B6,2)"),
    ("resultaat vo 2027-2028", "=B6-B14-B13"),
    ("resultaat mbo 2027-2028", "=0-B12+B13"),
    ("overhead mbo 2029-2030", "=ROUND(0.3*B9,2)"),
    ("resultaat mbo 2029-2030", "=B9-B17"),
)


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Decimal]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, (what, content) in enumerate(SHEET, start=1):
        sheet.cell(row, 1, what)
        sheet.cell(row, 2, content if content.startswith("=") else float(content))
    path: Path = tmp_path_factory.mktemp("hand") / "hand.xlsx"
    book.save(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        solved = formulas.ExcelModel().load(str(path)).finish().calculate()
    return {
        row: Decimal(str(solved[f"'[hand.xlsx]{sheet.title.upper()}'!B{row}"].value[0, 0])).quantize(Decimal("0.01"))
        for row in range(6, 19)
    }


def test_the_hand_made_spreadsheet_and_the_engine_agree(by_hand: dict[int, Decimal]) -> None:
    case = route(items=(item("praktijk", by=MBO, owner=VO, hours=given(200)),))
    outcome = calculate(case)
    cash = {year: outcome.amount(Total.REVENUE, year=year, basis=Basis.CASH) for year in outcome.calendar_years}
    assert cash[2028] == by_hand[6]
    assert cash[2029] == by_hand[7]
    assert cash[2030] == 0
    assert [cash[year] for year in (2031, 2032, 2033)] == [by_hand[9], by_hand[10], by_hand[11]]
    assert outcome.amount(Total.COSTS, MBO, year=2027) == by_hand[12]
    assert outcome.amount(Total.SETTLEMENT, VO, year=2028) == -by_hand[13]
    assert outcome.amount(Total.OVERHEAD, VO, year=2027) == by_hand[14]
    assert outcome.amount(Total.RESULT, VO, year=2027) == by_hand[15]
    assert outcome.amount(Total.RESULT, MBO, year=2027) == by_hand[16]
    assert outcome.amount(Total.RESULT, MBO, year=2029) == by_hand[18]


def test_a_figure_that_is_changed_by_hand_changes_both(by_hand: dict[int, Decimal]) -> None:
    """So that the agreement above is none of two constants."""
    dear = OwnValue(MBO, "loonkosten", given(110_000), date(2026, 1, 1), of="docent")
    case = route(items=(item("praktijk", by=MBO, owner=VO, hours=given(200)),))
    values = tuple(dear if (each.partner, each.key) == (MBO, "loonkosten") else each for each in case.own_values)
    assert calculate(replace(case, own_values=values)).amount(Total.COSTS, MBO, year=2027) == 27_500
    assert by_hand[12] == 26_000
