"""What comes out of the printer: each leerjaar on its own turned sheet, without buttons; the tables upright."""

import io

import pikepdf
import pytest
from kept_demo import put_demo
from pdf_text import pdf_text
from playwright.sync_api import Browser

from naadloos.routes.models import Route

pytestmark = pytest.mark.browser


def test_the_board_and_the_lessentabel_on_paper(chromium: Browser, live_server: object, transactional_db: None) -> None:
    put_demo()
    route = Route.objects.get(name__startswith="Bouwroute")
    context = chromium.new_context(base_url=live_server.url, locale="nl-NL")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Marieke Dekker").click()
    page.wait_for_url("**/routes/**")

    page.goto(f"/routes/{route.pk}/programma/bord/afdruk/?voor=v-metselen")
    paper = page.pdf(prefer_css_page_size=True, format="A4")
    with pikepdf.Pdf.open(io.BytesIO(paper)) as document:
        boxes = [sheet.mediabox for sheet in document.pages]
    assert len(boxes) == route.years
    assert all(box[2] > box[3] for box in boxes)
    text = pdf_text(paper)
    assert "Leerjaar 3" in text
    assert "richting metselen" in text
    assert "Alles als PDF" not in text
    assert "Uitloggen" not in text

    page.goto(f"/routes/{route.pk}/programma/lessentabel/?voor=v-metselen")
    table = page.pdf(prefer_css_page_size=True, format="A4")
    with pikepdf.Pdf.open(io.BytesIO(table)) as document:
        assert all(sheet.mediabox[3] > sheet.mediabox[2] for sheet in document.pages)
    assert "Bekijk" not in pdf_text(table)
    context.close()
