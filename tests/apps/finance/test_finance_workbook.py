"""The spreadsheet: recomputed by an independent engine it gives the same cents; unknown stays an error."""

import io
import re
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

import formulas
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from test_finance_build import DATA, item, only, route

from naadloos.engines.finance import Outcome
from naadloos.finance.queries import outcome_of
from naadloos.finance.workbook import finance_workbook
from naadloos.routes.models import Route


def recomputed(outcome: Outcome, folder: Path) -> dict[str, Any]:
    """The value of every sum as the independent engine finds it, by the id of its cell; None is an error."""
    path = folder / "geld.xlsx"
    path.write_bytes(finance_workbook(outcome, title="Proef"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        solved = formulas.ExcelModel().load(str(path)).finish().calculate()
    values = {str(key).upper(): value.value[0, 0] for key, value in solved.items() if hasattr(value, "value")}
    names = load_workbook(path).defined_names
    found = {}
    for id in set(outcome.sums.values()):
        sheet, _mark, cell = names["som_" + re.sub(r"[^A-Za-z0-9_]", "_", id)].attr_text.rpartition("!")
        value = values[f"'[GELD.XLSX]{sheet.strip(chr(39)).upper()}'!{cell.replace('$', '')}"]
        found[id] = None if isinstance(value, formulas.XlError) else Decimal(str(value))
    return found


def test_another_engine_finds_the_same_cents_for_every_sum(tmp_path: Path) -> None:
    outcome = outcome_of(route()).outcome
    assert outcome is not None
    for id, value in recomputed(outcome, tmp_path).items():
        assert value is not None, id
        assert round(value, 2) == outcome.sheet.values[id], id


def test_an_unknown_figure_stays_an_error_and_never_becomes_zero(tmp_path: Path) -> None:
    volumes = DATA["finance"]["volumes"][:1]
    document = only(
        item(amount=1000), item(key="y", title="=1+1", price=None, calculation="materiaal"), volumes=volumes
    )
    outcome = outcome_of(document).outcome
    assert outcome is not None
    found = recomputed(outcome, tmp_path)
    unknown = {id for id, value in found.items() if value is None}
    assert unknown == {id for id in found if outcome.sheet.values[id] is None}
    assert unknown
    assert unknown != set(found)


def test_every_figure_stands_once_and_words_of_people_are_no_formulas(bwi: Route, leader_client: Client) -> None:
    answer = leader_client.get(reverse("finance_xlsx", args=[bwi.pk]))
    book = load_workbook(io.BytesIO(answer.content))
    outcome = outcome_of(route()).outcome
    assert outcome is not None
    assert {"Samenvatting", "Verrekening", "De Waterlijn", "ROC Singelkwartier", "Samen", "Invoer"} < set(
        book.sheetnames
    )
    computed = [sheet for sheet in book if sheet.title in ("De Waterlijn", "ROC Singelkwartier", "Samen")]
    formulas_there = [row[1].value for sheet in computed for row in sheet.iter_rows(min_row=2)]
    assert len(formulas_there) == len(list(outcome.sheet.cells))
    assert all(str(each).startswith("=") and len(str(each)) < 8192 for each in formulas_there)
    written = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.column != 2]
    assert not [cell for cell in written if cell.data_type == "f" and cell.parent.title != "Samenvatting"]


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "a/b:c*d?e[f]g", "x" * 60])
def test_names_of_partners_make_valid_sheets(title: str) -> None:
    partners = [dict(row) for row in DATA["route"]["partners"]]
    partners[0]["name"] = partners[1]["name"] = title
    document = only(item(owner=title))
    document = document.model_copy(
        update={"route": document.route.model_validate({**DATA["route"], "partners": partners})}
    )
    outcome = outcome_of(document).outcome
    assert outcome is not None
    book = load_workbook(io.BytesIO(finance_workbook(outcome, title=title)))
    assert len(set(map(str.casefold, book.sheetnames))) == len(book.sheetnames) == 7
    assert all(len(name) <= 31 for name in book.sheetnames)
