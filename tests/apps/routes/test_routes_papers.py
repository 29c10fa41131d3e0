"""The documents of steps 1 to 4, and all documents in the house style of the partners."""

import io
import struct
import zlib
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from helpers import client_of
from pdf_text import pdf_text
from pypdf import PdfReader

from naadloos.documents.content import DocumentContent, texts
from naadloos.engines.route import RouteDocument
from naadloos.organisations.models import Organisation, User, contrast_on_white
from naadloos.routes.housestyle import MOST_BYTES, house_style, set_style
from naadloos.routes.models import Risk, Route, Vision
from naadloos.routes.papers import PAPERS
from naadloos.routes.portable import build_document
from naadloos.routes.state import read_state

DAY = date(2026, 11, 25)


def a_picture(size: int = 8) -> bytes:
    """A red square as PNG, made by hand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\xc0\x20\x20" * size for _ in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def made(number: int, document: RouteDocument) -> DocumentContent:
    return PAPERS[number][1](document, DAY)


def nothing_known() -> RouteDocument:
    head = {"name": "Leeg", "type": "DLR", "years": 4, "partners": [], "profiles": [], "qualifications": [],
            "cohorts": []}  # fmt: skip
    return RouteDocument.model_validate({"route": head})


# -- what they say ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", PAPERS)
def test_a_paper_says_what_the_route_holds(bwi: Route, number: int) -> None:
    document = build_document(bwi)
    text = "\n".join(texts(made(number, document)))
    expected = {
        1: [document.purpose.problem.split(".")[0], document.purpose.goals[0].title, "25786"],
        2: [document.partners.first_agreements[0].subject, "Ingrid Postma"],
        3: [document.vision.vision.split(".")[0], document.vision.themes[0].title, document.vision.objectives[0].title],
        4: [document.organisation.bodies[0].name, document.organisation.risks[0].title, "Stuurgroep"],
    }[number]
    for words in expected:
        assert words in text


@pytest.mark.parametrize("number", PAPERS)
def test_an_empty_route_gives_open_points_and_no_guess(number: int) -> None:
    content = made(number, nothing_known())
    assert content.open_points
    assert all(point.step in {1, 2, 3, 4} for point in content.open_points)
    assert "concept" in dict(content.meta)["Status"]


def test_a_fact_that_changes_changes_the_paper(bwi: Route) -> None:
    Risk.objects.filter(route=bwi).delete()
    assert any("risico" in point.text for point in made(4, build_document(bwi)).open_points)
    Vision.objects.filter(route=bwi).update(vision="Iedereen bouwt mee.")
    assert "Iedereen bouwt mee." in list(texts(made(3, build_document(bwi))))


@pytest.mark.parametrize("number", PAPERS)
def test_both_formats_come_from_the_page(bwi: Route, leader_client: Client, number: int) -> None:
    page = leader_client.get(reverse("route_step", args=[bwi.pk, number])).content.decode()
    for kind in ("pdf", "docx"):
        url = reverse("step_paper", args=[bwi.pk, number, kind])
        assert url in page
        answer = leader_client.get(url)
        assert PAPERS[number][0] in answer["Content-Disposition"]
        if kind == "pdf":
            text = pdf_text(answer.content)
            assert bwi.name in text
            assert "Inhoud" in text
            assert read_state(bwi).step(number).fingerprint[:16] in text, "version and hash on each page"
        else:
            assert any(bwi.name in each.text for each in Document(io.BytesIO(answer.content)).paragraphs)


def test_other_steps_and_formats_do_not_exist(bwi: Route, leader_client: Client) -> None:
    assert leader_client.get(reverse("step_paper", args=[bwi.pk, 5, "pdf"])).status_code == 404
    assert leader_client.get(reverse("step_paper", args=[bwi.pk, 1, "odt"])).status_code == 404


# -- house style -----------------------------------------------------------------------------------


@pytest.fixture
def school(bwi: Route) -> Organisation:
    return Organisation.objects.get(name="De Waterlijn")


def test_a_colour_must_be_readable(school: Organisation, leader: User) -> None:
    assert contrast_on_white("#767676") >= 4.5 > contrast_on_white("#777777")
    for wrong in ("#ffdd00", "blauw", "#12345", "#12345g"):
        with pytest.raises(ValidationError):
            set_style(actor=leader, organisation=school, colour=wrong, logo=None, version=school.version)
        school.refresh_from_db()


@pytest.mark.parametrize(
    "wrong",
    [b"GIF89a", b"%PDF-1.7", a_picture()[:40], a_picture() + b"x" * MOST_BYTES],
    ids=["gif", "pdf", "half", "big"],
)
def test_a_logo_that_cannot_be_printed_is_refused(school: Organisation, leader: User, wrong: bytes) -> None:
    with pytest.raises(ValidationError):
        set_style(actor=leader, organisation=school, colour="", logo=wrong, version=school.version)
    school.refresh_from_db()
    assert not school.logo


def test_only_who_manages_the_organisation(school: Organisation, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        set_style(actor=outsider, organisation=school, colour="#003b6f", logo=None, version=school.version)
    assert client_of(outsider).get(reverse("house_style", args=[school.pk])).status_code == 404


def test_documents_wear_logo_and_colour_of_the_partners(
    bwi: Route, school: Organisation, leader_client: Client
) -> None:
    pages_before = PdfReader(io.BytesIO(leader_client.get(reverse("agreement_pdf", args=[bwi.pk])).content))
    assert not pages_before.pages[0].images
    assert house_style(bwi) is None
    answer = leader_client.post(
        reverse("house_style", args=[school.pk]),
        {"colour": "#003b6f", "version": school.version, "logo": SimpleUploadedFile("logo.png", a_picture())},
    )
    assert answer.status_code == 302
    for url in (reverse("agreement_pdf", args=[bwi.pk]), reverse("step_paper", args=[bwi.pk, 3, "pdf"])):
        content = leader_client.get(url).content
        assert len(PdfReader(io.BytesIO(content)).pages[0].images) == 1
        assert b"Logo van De Waterlijn" in content or "Logo van De Waterlijn".encode("utf-16-be") in content
    word = Document(io.BytesIO(leader_client.get(reverse("agreement_docx", args=[bwi.pk])).content))
    assert len(word.inline_shapes) == 1
    assert 'descr="Logo van De Waterlijn"' in word.element.xml
    assert str(word.styles["Heading 1"].font.color.rgb) == "003B6F"
    assert leader_client.get(reverse("organisation_logo", args=[school.pk])).content == a_picture()


def test_a_partner_that_stopped_is_not_shown_and_a_logo_can_go(bwi: Route, school: Organisation, leader: User) -> None:
    set_style(actor=leader, organisation=school, colour="#003b6f", logo=a_picture(), version=school.version)
    style = house_style(bwi)
    assert style
    assert [logo.name for logo in style.logos] == ["De Waterlijn"]
    bwi.routepartner_set.filter(organisation=school).update(left_on=DAY)
    assert house_style(bwi) is None
    bwi.routepartner_set.filter(organisation=school).update(left_on=None)
    school.refresh_from_db()
    set_style(actor=leader, organisation=school, colour="", logo=b"", version=school.version)
    assert house_style(bwi) is None
