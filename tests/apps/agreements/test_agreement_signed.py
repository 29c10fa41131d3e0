"""What everybody agreed with is kept as a file, is recognised, and has signed copies beside it."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from helpers import client_of
from pdf_text import pdf_text

from naadloos.agreements.models import SignedAgreement, SignedCopy
from naadloos.organisations.models import HistoryEntry
from naadloos.routes.models import Purpose, Route, RouteMember

SCAN = b"%PDF-1.7 een scan met handtekeningen"


def agree(route: Route, partner: str) -> None:
    member = RouteMember.objects.get(route=route, role="bestuurder", partner__key=partner)
    client = client_of(member.user)
    seen = client.get(reverse("route_step", args=[route.pk, 9])).context["step_state"].fingerprint
    client.post(reverse("approve_step", args=[route.pk, 9, member.partner_id]), {"fingerprint": seen})


@pytest.fixture
def signed(bwi: Route) -> SignedAgreement:
    """The three boards agree, one after another."""
    agree(bwi, "waterlijn")
    agree(bwi, "singelkwartier")
    assert not SignedAgreement.objects.exists(), "not before the last one"
    agree(bwi, "wilgenwerf")
    return SignedAgreement.objects.get()


def asked(client: Client, route: Route, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile("bestand.pdf", content, "application/pdf")
    answer: HttpResponse = client.post(reverse("agreement_signed", args=[route.pk]), {"file": file})  # type: ignore[assignment]
    return answer


def test_the_file_is_kept_as_it_was_and_given_again(bwi: Route, leader_client: Client, signed: SignedAgreement) -> None:
    Purpose.objects.filter(route=bwi).update(problem="Iets heel anders dan eerst.")
    url = reverse("agreement_pdf", args=[bwi.pk]) + f"?versie={signed.snapshot.number}"
    given = leader_client.get(url).content
    assert sha256(given).hexdigest() == signed.sha256
    text = pdf_text(given)
    for member in RouteMember.objects.filter(route=bwi, role="bestuurder"):
        assert member.user.name in text


def test_only_the_very_same_file_is_recognised(bwi: Route, leader_client: Client, signed: SignedAgreement) -> None:
    pdf = bytes(signed.pdf)
    assert f"Ja: dit is precies versie {signed.snapshot.number}" in asked(leader_client, bwi, pdf).content.decode()
    assert "Nee: dit bestand is geen getekende versie" in asked(leader_client, bwi, pdf + b" ").content.decode()
    assert asked(leader_client, bwi, b"").status_code == 422
    assert SignedCopy.objects.count() == 0, "what is asked about is not kept"


def test_a_signed_copy_is_kept_once_and_recognised(bwi: Route, leader_client: Client, signed: SignedAgreement) -> None:
    url = reverse("signed_copy_add", args=[bwi.pk, signed.snapshot.number])

    def put(content: bytes, name: str = "getekend door iedereen.pdf") -> HttpResponse:
        answer: HttpResponse = leader_client.post(url, {"file": SimpleUploadedFile(name, content)})  # type: ignore[assignment]
        return answer

    assert put(SCAN).status_code == 302
    assert "Dit bestand is er al" in put(SCAN).content.decode()
    assert "Dit is geen PDF" in put(b"GIF89a").content.decode()
    copy = SignedCopy.objects.get()
    assert (
        "Ja: dit is de getekende kopie getekend door iedereen.pdf" in asked(leader_client, bwi, SCAN).content.decode()
    )
    given = leader_client.get(reverse("signed_copy", args=[bwi.pk, copy.pk]))
    assert (given.content, given["Content-Type"]) == (SCAN, "application/pdf")
    assert HistoryEntry.objects.filter(subject__startswith="getekende kopie van versie").count() == 1


def test_a_reader_looks_and_an_outsider_sees_nothing(bwi: Route, signed: SignedAgreement, outsider: object) -> None:
    reader = client_of(RouteMember.objects.filter(route=bwi, role="lezer")[0].user)
    assert asked(reader, bwi, bytes(signed.pdf)).status_code == 200
    add = reverse("signed_copy_add", args=[bwi.pk, signed.snapshot.number])
    assert reader.post(add, {"file": SimpleUploadedFile("a.pdf", SCAN)}).status_code == 403
    stranger = client_of(outsider)  # type: ignore[arg-type]
    assert asked(stranger, bwi, bytes(signed.pdf)).status_code == 404
    assert stranger.get(add).status_code == 404
