"""“Klaar voor de start” on paper: the same facts as on the page, by person and day."""

import io
from datetime import date

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naadloos.documents.content import DocumentContent, Table, texts
from naadloos.engines.readiness import Light
from naadloos.execution.models import ReadinessAction
from naadloos.execution.ready_build import readiness_of
from naadloos.execution.ready_page import ReadyPage, ready_page
from naadloos.execution.ready_paper import ready_paper
from naadloos.routes.models import Route
from naadloos.routes.state import read_state

pytestmark = pytest.mark.django_db
OPEN = "Wat nog moet, per persoon en datum"


def made(route: Route) -> tuple[ReadyPage, DocumentContent]:
    state, today = read_state(route), timezone.localdate()
    page = ready_page(state, readiness_of(state, today))
    return page, ready_paper(page, str(route), today)


def tables(content: DocumentContent, title: str) -> list[Table]:
    section = next(each for each in content.articles if each.title == title)
    return [block for block in section.blocks if isinstance(block, Table)]


def test_everything_on_the_page_is_on_paper(bwi: Route) -> None:
    page, content = made(bwi)
    on_paper = set(texts(content))
    assert {line.said for line in page.lines} <= on_paper
    assert {each.what for each in page.countdowns} <= on_paper
    for group in page.groups:
        for row in group.rows:
            assert {row.what, row.reason} <= on_paper
    green = next(group.rows for group in page.groups if group.light is Light.GREEN)
    (table,) = content.annexes[0].blocks
    assert isinstance(table, Table)
    assert [row[3] for row in table.rows] == [row.who or "onbekend" for row in green]
    shown = sum(len(table.rows) for table in tables(content, OPEN))
    assert shown == sum(len(group.rows) for group in page.groups if group.light is not Light.GREEN)


def test_open_points_are_by_person_and_day_and_of_nobody_last(bwi: Route) -> None:
    for title, owner, due in (
        ("Later", "Anna Smit", date(2027, 6, 1)),
        ("Eerst", "Anna Smit", date(2026, 1, 5)),
        ("Ooit", "Anna Smit", None),
        ("Van niemand", "", date(2026, 1, 1)),
    ):
        ReadinessAction.objects.create(route=bwi, title=title, owner=owner, due_on=due)
    _page, content = made(bwi)
    found = tables(content, OPEN)
    mine = next(table for table in found if table.caption.startswith("Anna Smit"))
    assert [row[1] for row in mine.rows if row[1] in ("Later", "Eerst", "Ooit")] == ["Eerst", "Ooit"]
    assert mine.rows[0][0] == "5 januari 2026 (voorbij)"
    assert mine.rows[-1][0] == "onbekend"
    assert found[-1].caption.startswith("Nog van niemand")
    assert "Van niemand" in {row[1] for row in found[-1].rows}
    # On time, so green and in the annex.
    assert "Later" in set(texts(content.annexes))


def test_the_paper_comes_as_pdf_and_word(bwi: Route, leader_client: Client) -> None:
    url = reverse("readiness", args=[bwi.pk])
    for kind in ("pdf", "docx"):
        assert reverse("readiness_paper", args=[bwi.pk, kind]) in leader_client.get(url).content.decode()
    pdf = leader_client.get(reverse("readiness_paper", args=[bwi.pk, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert "klaar-voor-de-start.pdf" in pdf["Content-Disposition"]
    word = leader_client.get(reverse("readiness_paper", args=[bwi.pk, "docx"])).content
    said = "\n".join(cell.text for table in docx.Document(io.BytesIO(word)).tables for cell in table._cells)
    assert "Wat rood is" in said
    assert leader_client.get(reverse("readiness_paper", args=[bwi.pk, "exe"])).status_code == 404
