"""The cross table out and in again: nothing lost, nobody speaks for the other side, hostile files refused."""

import io
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from helpers import client_of
from openpyxl import Workbook, load_workbook
from pdf_text import pdf_text

from naadloos.organisations.models import User
from naadloos.programme import crosstable
from naadloos.programme.models import Verdict
from naadloos.routes.models import Route


@pytest.fixture
def teacher(db: None) -> User:
    return User.objects.get(email="s.vermeulen@dewaterlijn.example")


@pytest.fixture
def client(teacher: User) -> Client:
    return client_of(teacher)


def download(route: Route, client: Client) -> Workbook:
    answer = client.get(reverse("crosstable_xlsx", args=[route.pk]))
    return load_workbook(io.BytesIO(answer.content))


def upload(route: Route, client: Client, book: Workbook | bytes) -> Any:
    if isinstance(book, bytes):
        content = book
    else:
        stream = io.BytesIO()
        book.save(stream)
        content = stream.getvalue()
    url = reverse("crosstable_import", args=[route.pk])
    return client.post(url, {"file": SimpleUploadedFile("tabel.xlsx", content)})


def rows(route: Route) -> list[tuple[Any, ...]]:
    return sorted(
        Verdict.objects.filter(route=route).values_list(
            "deeltaak__code", "werkproces__full_code", "side", "verdict", "hours", "comment", "decided_by"
        )
    )


def column(book: Workbook, name: str) -> int:
    return crosstable.HEADS.index(name) + 1


def test_out_and_in_again_changes_nothing(bwi: Route, client: Client) -> None:
    before = rows(bwi)
    answer = upload(bwi, client, download(bwi, client))
    assert answer.status_code == 200
    assert {line.outcome for line in answer.context["lines"]} == {"ongewijzigd"}
    assert rows(bwi) == before


def test_a_teacher_fills_in_the_own_side_only(bwi: Route, client: Client, teacher: User) -> None:
    book = download(bwi, client)
    sheet = book[crosstable.SHEET]
    number = next(
        row[0].row
        for row in sheet.iter_rows(min_row=2)
        if not any(row[column(book, f"oordeel {side}") - 1].value for side in ("vmbo", "mbo", "samen"))
    )
    sheet.cell(number, column(book, "oordeel vmbo")).value = "Bouwt voort op"
    sheet.cell(number, column(book, "klokuren vmbo")).value = "7,5"
    sheet.cell(number, column(book, "toelichting vmbo")).value = "=geen formule maar een rare tekst"
    sheet.cell(number, column(book, "toelichting vmbo")).data_type = "s"
    sheet.cell(number, column(book, "oordeel mbo")).value = "geheel"
    answer = upload(bwi, client, book)
    assert [line.outcome for line in answer.context["lines"] if line.outcome != "ongewijzigd"] == ["overgenomen"]
    left = sheet.cell(number, 1).value
    right = sheet.cell(number, 3).value
    found = Verdict.objects.filter(route=bwi, deeltaak__code=left, werkproces__full_code=right)
    row = found.get()
    assert (row.side, row.verdict, row.hours, row.decided_by) == ("vmbo", "voort", Decimal("7.5"), teacher.name)
    # And out again: the text is a text, not a formula.
    again = download(bwi, client)[crosstable.SHEET]
    cell = next(r for r in again.iter_rows(min_row=2) if (r[0].value, r[2].value) == (left, right))
    assert cell[column(book, "toelichting vmbo") - 1].data_type == "s"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("oordeel vmbo", "misschien", "is geen oordeel"),
        ("klokuren vmbo", "veel", "is geen getal"),
        ("klokuren vmbo", "=1+1", "formule"),
        ("deeltaak", "P/XXX/01/01", "hoort niet bij"),
    ],
)
def test_a_wrong_row_is_refused_with_its_reason_and_the_rest_goes_on(
    bwi: Route, client: Client, name: str, value: str, reason: str
) -> None:
    book = download(bwi, client)
    sheet = book[crosstable.SHEET]
    judged = [row for row in sheet.iter_rows(min_row=2) if row[column(book, "oordeel vmbo") - 1].value]
    judged[0][column(book, name) - 1].value = value
    judged[1][column(book, "toelichting vmbo") - 1].value = "een nieuwe toelichting"
    lines = upload(bwi, client, book).context["lines"]
    refused = [line for line in lines if line.outcome == "geweigerd"]
    assert len(refused) == 1
    assert reason in refused[0].reason
    assert refused[0].number == judged[0][0].row
    assert [line.outcome for line in lines if line.number == judged[1][0].row] == ["gewijzigd"]


def other_sheet() -> bytes:
    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"geen zip", "geen Excel-bestand"), (other_sheet(), "blad “Overlap” ontbreekt")],
)
def test_what_is_no_cross_table_is_refused(bwi: Route, client: Client, content: bytes, said: str) -> None:
    before = rows(bwi)
    answer = upload(bwi, client, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert rows(bwi) == before


def test_a_bomb_is_refused(bwi: Route, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crosstable, "MAX_UNPACKED", 1_000)
    assert "te groot" in upload(bwi, client, download(bwi, client)).content.decode()


def test_the_document_names_who_decided(bwi: Route, client: Client) -> None:
    # A long name may be hyphenated in a narrow column, with a soft hyphen or a plain one.
    text = re.sub("[-\u00ad]", "", pdf_text(client.get(reverse("crosstable_pdf", args=[bwi.pk])).content))
    assert "Vermeulen" in text
    assert "B1K1W3" in text
