"""Bpv from and to a spreadsheet: every line is looked at first, a wrong one spoils no other, nothing is lost."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from naadloos.execution.models import BpvPupil, BpvSettings, PeriodPlaces, PracticePlace
from naadloos.organisations.models import HistoryEntry
from naadloos.routes.models import Route


def look(client: Client, route: Route, kind: str, content: bytes, name: str = "bpv.csv") -> Any:
    return client.post(
        reverse("bpv_import", args=[route.pk]), {"kind": kind, "file": SimpleUploadedFile(name, content)}
    )


def take(client: Client, route: Route, looked: Any) -> Any:
    data = {"lines": looked.context["packed"], "seen": looked.context["seen"]}
    return client.post(reverse("bpv_import", args=[route.pk]), data, follow=True)


def outcomes(looked: Any) -> dict[str, int]:
    return {outcome.value: count for outcome, count in looked.context["counts"]}


COMPANIES = b"""BEDRIJF;SOORT;POSTCODE;ERKEND;ERKEND TOT EN MET;CREBO'S;CONTACT E-MAIL
Nieuw Bouwwerk;renovatie;1001 ab;ja;31-12-2030;25786, 25829;bpv@nieuw.example
Houtbouw Noorderspant;;1009;;;;
Zonder Erkenning;;;misschien;;;
Kort Crebo;;;ja;;257;
Foute Datum;;;ja;32-13-2030;;
Nieuw Bouwwerk;;;;;;
"""


def test_companies_are_looked_at_taken_and_the_same_file_changes_nothing(leader_client: Client, bwi: Route) -> None:
    looked = look(leader_client, bwi, "bedrijven", COMPANIES)
    assert outcomes(looked) == {"nieuw": 1, "gewijzigd": 1, "geweigerd": 4}
    shown = looked.content.decode()
    for said in ("ERKEND is ja, nee, onbekend", "vijf cijfers", "is geen datum", "staat al eerder in het bestand"):
        assert said.lower() in shown.lower()
    assert not PracticePlace.objects.filter(company="Nieuw Bouwwerk").exists()
    assert "1 nieuw, 1 gewijzigd" in take(leader_client, bwi, looked).content.decode()
    made = PracticePlace.objects.get(company="Nieuw Bouwwerk")
    assert (made.crebos, made.postcode, made.recognised) == ("25786 25829", "1001 AB", "ja")
    spant = PracticePlace.objects.get(route=bwi, key="pp2")
    # What the file leaves empty stays.
    assert (spant.postcode, spant.crebos) == ("1009", "25829")
    assert HistoryEntry.objects.filter(subject="Nieuw Bouwwerk (uit een bestand)").exists()
    again = look(leader_client, bwi, "bedrijven", COMPANIES)
    assert outcomes(again) == {"al bekend": 2, "geweigerd": 4}
    assert again.context["writes"] == 0


def test_an_unknown_key_is_refused_with_what_to_do_and_spoils_nothing(leader_client: Client, bwi: Route) -> None:
    content = b"SLEUTEL;BEDRIJF\nweg;Iets\n;Goed Bedrijf\n"
    looked = look(leader_client, bwi, "bedrijven", content)
    assert outcomes(looked) == {"nieuw": 1, "geweigerd": 1}
    assert "maak de cel leeg" in looked.content.decode()
    take(leader_client, bwi, looked)
    assert PracticePlace.objects.filter(company="Goed Bedrijf").exists()


def test_places_by_name_or_key_and_a_year_in_words(leader_client: Client, bwi: Route) -> None:
    content = (
        b"BEDRIJF;LEERJAAR;PERIODE;PLEKKEN\n"
        b"pp1;mbo-jaar 1;1;9\n"
        b"Houtbouw Noorderspant;3;2;4\n"
        b"Voeg- en metselwerken Rietmeer;leerjaar 4;1;2\n"
        b"Onbekend BV;3;1;2\n"
        b"pp1;mbo-jaar 4;1;2\n"
        b"pp1;3;9;2\n"
        b"pp1;3;3;veel\n"
    )
    looked = look(leader_client, bwi, "plekken", content)
    assert outcomes(looked) == {"nieuw": 1, "gewijzigd": 1, "al bekend": 1, "geweigerd": 4}
    assert "lees eerst de bedrijven in" in looked.content.decode()
    take(leader_client, bwi, looked)
    rows = PeriodPlaces.objects.filter(route=bwi)
    assert rows.get(company__key="pp1", route_year=3, period=1).places == 9
    assert rows.get(company__key="pp4", route_year=2, period=1).places == 2


PUPILS = """SLEUTEL;GROEP;CREBO;GEBIED;HOOGSTENS KM;WENS SOORT;WENS BEDRIJF
LL-2027-501;2027;25786;1001;15;nieuwbouw;pp1; Houtbouw Noorderspant
LL-2027-502;2027;25786;;;;
LL-2027-001;2027;25786;1003;;;pp4
Fatima-2027;2027;25786;;;;
LL-2027-503;2031;25786;;;;
LL-2027-504;2027;99999;;;;
LL-2027-505;2027;25786;Sanne de Vries;;;
LL-2027-506;2027;25786;;;;Weg BV
LL-2027-502;2027;25786;;;;
""".replace("pp1; Houtbouw Noorderspant", '"pp1; Houtbouw Noorderspant"').encode()


def test_pupils_by_key_and_a_name_is_refused_and_not_repeated(leader_client: Client, bwi: Route) -> None:
    looked = look(leader_client, bwi, "leerlingen", PUPILS)
    assert outcomes(looked) == {"nieuw": 2, "gewijzigd": 1, "geweigerd": 6}
    shown = looked.content.decode()
    assert "Fatima" not in shown
    assert "Vries" not in shown
    take(leader_client, bwi, looked)
    one = BpvPupil.objects.get(pupil="LL-2027-501")
    assert (one.area, one.longest_km, one.kinds) == ("1001", 15, "nieuwbouw")
    assert {row.key for row in one.companies.all()} == {"pp1", "pp2"}
    assert [row.key for row in BpvPupil.objects.get(pupil="LL-2027-001").companies.all()] == ["pp4"]
    assert outcomes(look(leader_client, bwi, "leerlingen", PUPILS)) == {"al bekend": 3, "geweigerd": 6}
    assert not HistoryEntry.objects.filter(subject__contains="LL-2027").exists()


def test_a_column_for_names_refuses_the_whole_file(leader_client: Client, bwi: Route) -> None:
    answer = look(leader_client, bwi, "leerlingen", b"SLEUTEL;GROEP;CREBO;ACHTERNAAM\nLL-1;2027;25786;De Vries\n")
    assert answer.status_code == 422
    assert "er is niets ingelezen" in answer.content.decode()


def test_where_postcodes_lie(leader_client: Client, bwi: Route) -> None:
    content = b"POSTCODE;LAT;LON\n1001;52,1;5,1\n1234AB;52.5;5.5\nRietmeer;52.1;5.1\n9999;95;5\n8888;x;5\n"
    looked = look(leader_client, bwi, "gebieden", content)
    assert outcomes(looked) == {"nieuw": 2, "al bekend": 1, "geweigerd": 2}
    take(leader_client, bwi, looked)
    positions = BpvSettings.objects.get(route=bwi).positions
    assert positions["1234"] == [52.5, 5.5]
    assert positions["rietmeer"] == [52.1, 5.1]
    assert positions["1004"]


def test_what_changed_since_it_was_shown_is_shown_again(leader_client: Client, bwi: Route) -> None:
    looked = look(leader_client, bwi, "bedrijven", COMPANIES)
    PracticePlace.objects.create(route=bwi, company="Nieuw Bouwwerk")
    answer = take(leader_client, bwi, looked)
    assert answer.status_code == 409
    assert "intussen gewijzigd" in answer.content.decode()
    assert answer.context["packed"]
    assert PracticePlace.objects.get(route=bwi, key="pp2").postcode == "1002"


def test_a_list_that_was_tampered_with_is_not_taken(leader_client: Client, bwi: Route) -> None:
    answer = leader_client.post(reverse("bpv_import", args=[bwi.pk]), {"lines": "vals", "seen": "x"}, follow=True)
    assert "te oud of gewijzigd" in answer.content.decode()


@pytest.mark.parametrize(
    "content", [b"", b"<!doctype html><p>x", b"PK\x03\x04 stuk", b"EEN KOLOM\nx\n", b"A;B\nx;y\n", b"\xff\xfeS\x00"]
)
def test_a_file_that_is_no_list_says_so(leader_client: Client, bwi: Route, content: bytes) -> None:
    answer = look(leader_client, bwi, "bedrijven", content)
    assert answer.status_code == 422


@pytest.mark.parametrize("kind", ["bedrijven", "plekken", "leerlingen", "gebieden"])
def test_the_empty_file_can_be_filled_in_and_read(leader_client: Client, bwi: Route, kind: str) -> None:
    content = leader_client.get(reverse("bpv_template", args=[bwi.pk, kind])).content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] == kind
    assert leader_client.get(reverse("bpv_template", args=[bwi.pk, "anders"])).status_code == 404


def test_what_goes_out_can_come_in_and_changes_nothing(leader_client: Client, bwi: Route) -> None:
    content = leader_client.get(reverse("bpv_export", args=[bwi.pk])).content
    book = load_workbook(io.BytesIO(content))
    assert {"koppelingen", "rollen", "bezoeken", "signalen"} <= set(book.sheetnames)
    for kind in ("bedrijven", "plekken", "leerlingen"):
        found = outcomes(look(leader_client, bwi, kind, content, "bpv.xlsx"))
        assert set(found) == {"al bekend"}, kind


def test_a_formula_is_refused_and_a_text_that_looks_like_one_stays_a_text(leader_client: Client, bwi: Route) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "bedrijven"
    sheet.append(["BEDRIJF", "PLAATS"])
    sheet.append(["=1+1", "x"])
    stream = io.BytesIO()
    book.save(stream)
    assert outcomes(look(leader_client, bwi, "bedrijven", stream.getvalue(), "b.xlsx")) == {"geweigerd": 1}
    PracticePlace.objects.create(route=bwi, company="=2+2")
    content = leader_client.get(reverse("bpv_export", args=[bwi.pk])).content
    names = [row[1] for row in load_workbook(io.BytesIO(content))["bedrijven"].iter_rows()]
    assert next(cell for cell in names if cell.value == "=2+2").data_type == "s"
