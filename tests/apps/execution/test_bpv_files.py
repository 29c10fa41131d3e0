"""Bpv from and to a spreadsheet: every line is looked at first, a wrong one spoils no other, nothing is lost."""

import io
from datetime import date
from typing import Any

import factories
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from helpers import client_of
from openpyxl import Workbook, load_workbook

from naadloos.execution.models import BpvMatch, BpvPupil, BpvSettings, PeriodPlaces, PracticePlace, Visit
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


MATCHES = b"""SLEUTEL;KLAS;AANTAL;GROEP;CREBO;BEDRIJF;JAAR;PERIODE;BEGINT OP;VERSTUURD OP;INSTELLING TEKENDE OP
LL-2027-601;;;2027;;pp1;mbo-jaar 1;3;;01-10-2026;02-10-2026
LL-2027-602;;;2027;25786;Bouwbedrijf Van Eekhout;3;3;;;
;klas 3B;2;2028;25786;pp1;3;3;;;
LL-2027-601;;;2027;;pp1;3;3;;;
LL-2027-999;;;2027;;pp1;3;3;;;
LL-2027-603;;;2028;;pp1;3;3;;;
LL-2027-603;;;2031;;pp1;3;3;;;
LL-2027-603;;;2027;;Sanne Elders;3;3;;;
LL-2027-603;;;2027;;pp2;3;3;;;
LL-2027-603;;;2027;25829;pp1;3;3;;;
LL-2027-603;;;2027;;pp1;3;6;;;
LL-2027-603;;;2027;;pp1;3;3;;01-10-2099;
LL-2027-603;;;2027;;pp1;3;3;gauw;;
LL-2027-603;klas 3C;;2027;;pp1;3;3;;;
;Sanne en Tim;2;2028;25786;pp1;3;3;;;
;klas 3D;;2028;25786;pp1;3;3;;;
"""


@pytest.fixture
def three(bwi: Route) -> Route:
    """Three more pupils, and places for two of them at the first company in a period with bpv."""
    for number in (1, 2, 3):
        factories.bpv_pupil(bwi, f"LL-2027-60{number}")
    firm = PracticePlace.objects.get(route=bwi, key="pp1")
    BpvMatch.objects.filter(company=firm, route_year=3, period=3).delete()
    PeriodPlaces.objects.update_or_create(
        route=bwi, company=firm, route_year=3, period=3, defaults={"places": 2, "key": "extra"}
    )
    return bwi


def test_matches_are_looked_at_taken_and_the_same_file_changes_nothing(leader_client: Client, three: Route) -> None:
    before = BpvMatch.objects.filter(route=three).count()
    looked = look(leader_client, three, "koppelingen", MATCHES)
    assert outcomes(looked) == {"nieuw": 3, "geweigerd": 13}
    shown = looked.content.decode()
    for said in (
        "staat al eerder in het bestand",
        "SLEUTEL: deze leerling is er niet; lees eerst de leerlingen in",
        "GROEP: deze leerling zit in een andere groep",
        "De route heeft geen groep 2031",
        "BEDRIJF: dit bedrijf is er niet",
        "is niet erkend voor 25786",
        "CREBO: deze leerling volgt een andere opleiding",
        "PERIODE: volgens het programma heeft deze groep dan geen bpv",
        "VERSTUURD OP: Deze dag ligt in de toekomst",
        "BEGINT OP is geen datum",
        "vul SLEUTEL in voor één leerling, of KLAS",
        "KLAS: Hier staat iets wat op een naam lijkt",
        "AANTAL is leeg",
    ):
        assert said.lower() in shown.lower(), said
    assert "Sanne" not in shown
    assert BpvMatch.objects.filter(route=three).count() == before
    assert "3 nieuw, 0 gewijzigd" in take(leader_client, three, looked).content.decode()
    one = BpvMatch.objects.get(pupil__pupil="LL-2027-601", route_year=3, period=3)
    assert (one.sent_on, one.school_on, one.stand) == (date(2026, 10, 1), date(2026, 10, 2), BpvMatch.Stand.PARTLY)
    # Without days of its own it has those of the period.
    assert one.begins_on
    assert one.ends_on
    assert BpvMatch.objects.get(group="klas 3B").seats == 2
    assert HistoryEntry.objects.filter(subject=f"koppeling: {one}").count() == 3
    assert not HistoryEntry.objects.filter(subject__contains="LL-2027").exists()
    again = look(leader_client, three, "koppelingen", MATCHES)
    assert outcomes(again) == {"al bekend": 3, "geweigerd": 13}
    assert again.context["writes"] == 0


def test_a_line_that_is_refused_takes_nothing_from_a_right_one_about_the_same(
    leader_client: Client, three: Route
) -> None:
    head = b"SLEUTEL;GROEP;BEDRIJF;JAAR;PERIODE;VERSTUURD OP;STUDENT TEKENDE OP\n"
    wrong, right = b"LL-2027-601;2027;pp1;3;3;03-10-2026;01-10-2099\n", b"LL-2027-601;2027;pp1;3;3;;02-10-2026\n"
    for first in ("nieuw", "gewijzigd"):
        looked = look(leader_client, three, "koppelingen", head + wrong + right)
        assert outcomes(looked) == {first: 1, "geweigerd": 1}
        take(leader_client, three, looked)
        made = BpvMatch.objects.get(pupil__pupil="LL-2027-601")
        assert (made.sent_on, made.student_on) == (None, date(2026, 10, 2))
        BpvMatch.objects.filter(pk=made.pk).update(student_on=None)


def test_more_matches_than_places_are_refused_within_one_file_too(leader_client: Client, three: Route) -> None:
    lines = [f"LL-2027-60{number};;;2027;pp1;3;3" for number in (1, 2, 3)]
    content = "\n".join(["SLEUTEL;KLAS;AANTAL;GROEP;BEDRIJF;JAAR;PERIODE", *lines]).encode()
    looked = look(leader_client, three, "koppelingen", content)
    assert outcomes(looked) == {"nieuw": 2, "geweigerd": 1}
    assert "heeft in deze periode 2 plekken; er zijn er al 2 bezet." in looked.content.decode()
    take(leader_client, three, looked)
    assert BpvMatch.objects.filter(route=three, company__key="pp1", route_year=3, period=3).count() == 2


def test_a_match_that_is_there_is_changed_and_not_moved(leader_client: Client, three: Route) -> None:
    head = b"SLEUTEL;KLAS;AANTAL;GROEP;CREBO;BEDRIJF;JAAR;PERIODE;BEDRIJF TEKENDE OP\n"
    first = head + b"LL-2027-601;;;2027;;pp1;3;3;01-10-2026\n;klas 3B;1;2028;25786;pp1;3;3;\n"
    take(leader_client, three, look(leader_client, three, "koppelingen", first))
    PeriodPlaces.objects.update_or_create(
        route=three,
        company=PracticePlace.objects.get(route=three, key="pp4"),
        route_year=3,
        period=3,
        defaults={"places": 2, "key": "extra4"},
    )
    second = head + b"LL-2027-601;;;2027;;pp1;3;3;-\n;klas 3B;2;2028;25786;pp1;3;3;\n"
    looked = look(leader_client, three, "koppelingen", second)
    assert outcomes(looked) == {"gewijzigd": 2}
    assert "Getekend door het bedrijf op" in looked.content.decode()
    take(leader_client, three, looked)
    assert BpvMatch.objects.get(pupil__pupil="LL-2027-601").company_on is None
    assert BpvMatch.objects.get(group="klas 3B").seats == 2
    third = head + b"LL-2027-601;;;2027;;pp4;3;3;\n;klas 3B;3;2028;25786;pp1;3;3;\n"
    looked = look(leader_client, three, "koppelingen", third)
    assert outcomes(looked) == {"geweigerd": 2}
    assert "haal die koppeling eerst weg" in looked.content.decode()
    assert "2 plekken" in looked.content.decode()


VISITS = b"""BEDRIJF;DATUM;DOOR;BESPROKEN;VERVOLG OP;VERVOLG GEDAAN OP
pp1;12-11-2026;Joost Kamphuis;De lesbrieven zijn gezien.;20-11-2026;
pp1;12-11-2026;Joost Kamphuis;Iets anders.;;
Weg BV;12-11-2026;Joost Kamphuis;;;
pp1;12-11-2099;Joost Kamphuis;;;
pp1;ooit;Joost Kamphuis;;;
pp1;13-11-2026;;;;
pp1;14-11-2026;Joost Kamphuis;Fatima doet het goed.;;
pp1;15-11-2026;joost@school.example;;;
pp1;16-11-2026;Joost Kamphuis;Nummer 123456782.;;
pp1;17-11-2026;Joost Kamphuis;;01-11-2026;
"""


def test_visits_are_looked_at_taken_and_the_same_file_changes_nothing(leader_client: Client, bwi: Route) -> None:
    before = Visit.objects.filter(route=bwi).count()
    looked = look(leader_client, bwi, "bezoeken", VISITS)
    assert outcomes(looked) == {"nieuw": 1, "geweigerd": 9}
    shown = looked.content.decode()
    for said in (
        "staat al eerder in het bestand",
        "BEDRIJF: dit bedrijf is er niet",
        "DATUM: Deze dag ligt in de toekomst",
        "DATUM is geen datum",
        "DOOR is leeg",
        "Hier staat iets wat op een naam lijkt",
        "DOOR: Hier staat een e-mailadres",
        "burgerservicenummer",
        "Het vervolg ligt voor het bezoek",
    ):
        assert said.lower() in shown.lower(), said
    for hidden in ("Fatima", "Weg BV", "joost@", "123456782"):
        assert hidden not in shown
    assert Visit.objects.filter(route=bwi).count() == before
    take(leader_client, bwi, looked)
    made = Visit.objects.get(route=bwi, on=date(2026, 11, 12))
    assert (made.company.key, made.what) == ("pp1", "De lesbrieven zijn gezien.")
    assert outcomes(look(leader_client, bwi, "bezoeken", VISITS)) == {"al bekend": 1, "geweigerd": 9}
    done = b"BEDRIJF;DATUM;DOOR;VERVOLG GEDAAN OP\npp1;12-11-2026;Joost Kamphuis;21-11-2026\n"
    looked = look(leader_client, bwi, "bezoeken", done)
    assert outcomes(looked) == {"gewijzigd": 1}
    take(leader_client, bwi, looked)
    made.refresh_from_db()
    assert (made.followed_on, made.what) == (date(2026, 11, 21), "De lesbrieven zijn gezien.")


@pytest.mark.parametrize("kind", ["koppelingen", "bezoeken"])
def test_the_file_to_begin_from_holds_what_is_there_for_who_may_write(
    leader_client: Client, bwi: Route, kind: str
) -> None:
    firm = PracticePlace.objects.get(route=bwi, key="pp1")
    # Two visits on one day by one person, as they can be noted by hand.
    for what in ("Eerst.", "Later."):
        Visit.objects.create(route=bwi, company=firm, on=date(2026, 11, 9), by="Joost Kamphuis", what=what)
    _pupil, match = factories.bpv_match(bwi, "LL-2027-700", period=3, student_on=date(2026, 11, 3))
    group = {"cohort": match.cohort, "route_year": 3, "period": 3, "crebo": "25786"}
    BpvMatch.objects.create(route=bwi, company=firm, group="klas 3A", seats=3, **group)
    url = reverse("bpv_template", args=[bwi.pk, kind])
    content = leader_client.get(url).content
    found = outcomes(look(leader_client, bwi, kind, content, "bpv.xlsx"))
    assert set(found) == {"al bekend"}
    assert found["al bekend"] >= 3
    assert client_of(factories.member(bwi, "lezer")).get(url).status_code == 403


def test_a_match_that_was_made_since_is_shown_again(leader_client: Client, three: Route) -> None:
    looked = look(leader_client, three, "koppelingen", MATCHES)
    factories.bpv_match(three, "LL-2027-603", period=3)
    answer = take(leader_client, three, looked)
    assert answer.status_code == 409
    assert not BpvMatch.objects.filter(pupil__pupil="LL-2027-601").exists()


@pytest.mark.parametrize("kind", ["koppelingen", "bezoeken"])
def test_a_column_for_persons_refuses_a_file_with_matches_or_visits(
    leader_client: Client, bwi: Route, kind: str
) -> None:
    answer = look(leader_client, bwi, kind, b"SLEUTEL;BEDRIJF;DATUM;DOOR;BSN\nx;pp1;01-11-2026;x;123456782\n")
    assert answer.status_code == 422
    assert "er is niets ingelezen" in answer.content.decode()


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


@pytest.mark.parametrize("kind", ["bedrijven", "plekken", "leerlingen", "gebieden", "koppelingen", "bezoeken"])
def test_the_empty_file_can_be_filled_in_and_read(leader_client: Client, bwi: Route, kind: str) -> None:
    content = leader_client.get(reverse("bpv_template", args=[bwi.pk, kind])).content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] == kind
    assert leader_client.get(reverse("bpv_template", args=[bwi.pk, "anders"])).status_code == 404


def test_what_goes_out_can_come_in_and_changes_nothing(leader_client: Client, bwi: Route) -> None:
    content = leader_client.get(reverse("bpv_export", args=[bwi.pk])).content
    book = load_workbook(io.BytesIO(content))
    assert {"koppelingen", "rollen", "bezoeken", "signalen"} <= set(book.sheetnames)
    for kind in ("bedrijven", "plekken", "leerlingen", "koppelingen", "bezoeken"):
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
