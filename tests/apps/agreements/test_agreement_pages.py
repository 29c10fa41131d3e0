"""The agreement as page, PDF and DOCX, now and as it was frozen."""

import io
import zipfile

from django.test import Client
from django.urls import reverse
from helpers import client_of
from pdf_text import pdf_text

from naadloos.engines.route import fingerprint
from naadloos.finance.models import CostItem
from naadloos.routes.models import Purpose, Route, RoutePartner, Snapshot


def test_the_downloads_say_what_was_entered(bwi: Route, leader_client: Client) -> None:
    pdf = leader_client.get(reverse("agreement_pdf", args=[bwi.pk]))
    assert pdf["Content-Type"] == "application/pdf"
    text = pdf_text(pdf.content)
    for said in ("De Waterlijn", "ROC Singelkwartier", "Ingrid Postma", "25786", "Schoonmetselwerk"):
        assert said in text
    docx = leader_client.get(reverse("agreement_docx", args=[bwi.pk]))
    with zipfile.ZipFile(io.BytesIO(docx.content)) as package:
        assert "ROC Singelkwartier" in package.read("word/document.xml").decode()


def test_what_is_unknown_is_an_open_point_and_not_zero(bwi: Route, leader_client: Client) -> None:
    CostItem.objects.filter(route=bwi, key="k6").update(price=None)
    page = leader_client.get(reverse("agreement", args=[bwi.pk]))
    points = page.context["content"].open_points
    assert any("onbekend" in point.text for point in points)
    assert "open punt" in page.content.decode()


def test_the_frozen_version_does_not_follow_later_changes(bwi: Route) -> None:
    member = bwi.members.filter(role="bestuurder", partner__key="waterlijn")[0]
    client = client_of(member.user)
    seen = client.get(reverse("route_step", args=[bwi.pk, 9])).context["step_state"].fingerprint
    partner = RoutePartner.objects.get(route=bwi, key="waterlijn")
    client.post(reverse("approve_step", args=[bwi.pk, 9, partner.pk]), {"fingerprint": seen})
    Purpose.objects.filter(route=bwi).update(problem="Iets heel anders dan eerst.")
    now = client.get(reverse("agreement", args=[bwi.pk])).content.decode()
    frozen = client.get(reverse("agreement", args=[bwi.pk]) + "?versie=1").content.decode()
    assert "Iets heel anders dan eerst." in now
    assert "Iets heel anders dan eerst." not in frozen
    snapshot = Snapshot.objects.get(route=bwi, step=9)
    assert snapshot.sha256 in frozen
    assert snapshot.sha256 == fingerprint(snapshot.content)
    assert member.user.name in pdf_text(client.get(reverse("agreement_pdf", args=[bwi.pk]) + "?versie=1").content)


def test_an_unknown_version_is_not_found(bwi: Route, leader_client: Client) -> None:
    assert leader_client.get(reverse("agreement", args=[bwi.pk]) + "?versie=99").status_code == 404
