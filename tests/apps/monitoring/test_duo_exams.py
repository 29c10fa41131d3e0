"""The exam file of DUO: hidden cells stay intervals, and only a share that is nearly exact is taken over."""

import re
from decimal import Decimal

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from helpers import client_of
from monitor_help import fresh

from naadloos.curriculum.models import VmboProfile
from naadloos.engines.cohort.intake import Verdict
from naadloos.engines.duo import Count
from naadloos.engines.route.terms import Leerweg
from naadloos.monitoring import duo_exams
from naadloos.monitoring.models import NationalShare
from naadloos.organisations.models import HistoryEntry
from naadloos.routes.models import Route, RouteProfile

pytestmark = pytest.mark.django_db
HEAD = "VESTIGINGSCODE;ONDERWIJSTYPE VO;LEERWEG VMBO;AFDELING;EXAMENKANDIDATEN;GESLAAGDEN;GEZAKTEN"
NAME = "geslaagden-gezakten-en-cijfers-2024-2025.csv"
BB = {Leerweg.BB: ("BWI",)}


def content(*rows: str) -> bytes:
    return "\n".join([HEAD, *(f"00AA{number:02};VMBO;{row}" for number, row in enumerate(rows))]).encode()


def look(route: Route, *rows: str, whole: bool = True, name: str = NAME, period: str = "") -> duo_exams.ExamFile:
    return duo_exams.look(route, content(*rows), name=name, period=period, whole=whole)


@pytest.mark.parametrize(
    ("row", "passed", "failed"),
    [
        ("BL;BWI;21;20;<5", Count(20, 20), Count(1, 1)),
        ("BL;BWI;<5;<5;0", Count(1, 4), Count(0, 0)),
        ("BL;BWI;<5;<5;<5", Count(1, 3), Count(1, 3)),
        ("BL;BWI;6;<5;<5", Count(2, 4), Count(2, 4)),
        ("BL;BWI;-1;0;-1", Count(0, 0), Count(1, 4)),
    ],
)
def test_three_numbers_of_a_row_narrow_each_other(row: str, passed: Count, failed: Count) -> None:
    found, wrong = duo_exams.read_exams(content(row), BB)
    assert (found[Leerweg.BB].passed, found[Leerweg.BB].failed, wrong) == (passed, failed, [])


def test_the_interval_holds_every_table_that_the_cells_may_hide() -> None:
    found, _wrong = duo_exams.read_exams(content("BL;BWI;<5;<5;<5", "BL;BWI;<5;<5;0", "BL;BWI;8;7;<5"), BB)
    exams = found[Leerweg.BB]
    shares = [
        100 * Decimal(7 + one + other) / (8 + one + rest + other)
        for one in range(1, 4)
        for rest in range(1, 5 - one)
        for other in range(1, 5)
    ]
    assert exams.low <= min(shares) <= max(shares) <= exams.high


def test_other_rows_do_not_count_and_wrong_ones_are_told() -> None:
    found, wrong = duo_exams.read_exams(
        content("BL;BWI;20;19;1", "KL;BWI;9;9;0", "BL;ZWE;9;0;9", " ;;9;0;9", "BL;BWI;veel;1;1", "BL;BWI;9;3;1"), BB
    )
    assert found == {Leerweg.BB: duo_exams.Exams(Count(20, 20), Count(19, 19), Count(1, 1), 1)}
    assert [each.split(" is ")[0] for each in wrong] == ["Regel 6", "Regel 7"]


def test_codes_of_duo_and_the_leerweg_without_profiles() -> None:
    paths = {Leerweg.BB: ("ZW",), Leerweg.TL: ("BWI",)}
    found, _wrong = duo_exams.read_exams(content("BL;ZWE;10;9;1", "TL;;10;8;2", "TL;;10;8;2"), paths)
    assert {key.value: each.passed.low for key, each in found.items()} == {"bb": 9, "tl": 16}


def test_nearly_exact_is_taken_over_with_its_source() -> None:
    route, leader = fresh()
    looked = look(route, "BL;BWI;400;380;20", "BL;BWI;<5;<5;0")
    (share,) = looked.shares
    assert looked.period == "2024-2025"
    assert share.sentence == "Van 401 tot 404 examenkandidaten op 2 vestigingen slaagde 95 %."
    assert share.why_not == ""
    assert not NationalShare.objects.filter(route=route).exists()
    done = duo_exams.take(actor=leader, route=route, signed=looked.signed)
    fact = NationalShare.objects.get(route=route)
    assert (done.changed, fact.definition, fact.leerweg, fact.period) == (1, "vmbo-diploma", "bb", "2024-2025")
    assert NAME in fact.source
    assert "niet over alle leerlingen" in fact.source
    assert HistoryEntry.objects.filter(verb="toegevoegd", subject__contains="landelijk cijfer").exists()
    again = look(route, "BL;BWI;400;380;20", "BL;BWI;<5;<5;0")
    assert (again.signed, [each.offer.verdict for each in again.shares if each.offer]) == ("", [Verdict.KNOWN])
    other = look(route, "BL;BWI;400;370;30")
    (offer,) = [each.offer for each in other.shares if each.offer]
    assert offer.verdict is Verdict.CHANGED
    assert offer.old.startswith("95,")
    assert offer.new.startswith("92,5 %")
    duo_exams.take(actor=leader, route=route, signed=other.signed)
    fact.refresh_from_db()
    assert fact.share == Decimal("92.50")


@pytest.mark.parametrize(
    ("rows", "whole", "why"),
    [
        (["BL;BWI;12;10;<5", *["BL;BWI;<5;<5;<5"] * 4], True, "meer dan 2 punten"),
        (["BL;BWI;9;8;1"], True, "te weinig kandidaten"),
        (["BL;BWI;40;38;2"], False, "alle scholen van Nederland"),
    ],
)
def test_what_is_not_taken_over_says_why(rows: list[str], whole: bool, why: str) -> None:
    route, _leader = fresh()
    looked = look(route, *rows, whole=whole)
    assert why in looked.shares[0].why_not
    assert looked.signed == ""


def test_an_interval_of_two_points_is_said_in_the_source() -> None:
    route, leader = fresh()
    looked = look(route, "BL;BWI;96;90;6", "BL;BWI;<5;<5;<5")
    assert "Van 98 tot 100 examenkandidaten" in looked.shares[0].sentence
    assert "tussen 91 en 93 %" in looked.shares[0].sentence
    duo_exams.take(actor=leader, route=route, signed=looked.signed)
    assert "Tussen 91 en 93 %" in NationalShare.objects.get(route=route).source


def test_the_school_year_must_be_known() -> None:
    route, _leader = fresh()
    with pytest.raises(ValidationError, match="schooljaar"):
        look(route, "BL;BWI;40;38;2", name="examens.csv")
    assert look(route, "BL;BWI;40;38;2", name="examens.csv", period="2023-2024").period == "2023-2024"
    long = look(route, "BL;BWI;40;38;2", name="x" * 400 + "2024-2025.csv")
    assert long.signed


def test_another_file_is_refused() -> None:
    route, _leader = fresh()
    for other in (b"a;b\n1;2\n", b"", b"PK\x03\x04"):
        with pytest.raises(ValidationError):
            duo_exams.look(route, other, name=NAME, period="", whole=True)
    signed = look(route, "BL;BWI;40;38;2").signed
    teacher = factories.member(route, "docent")
    with pytest.raises(PermissionDenied):
        duo_exams.take(actor=teacher, route=route, signed=signed)
    RouteProfile.objects.filter(route=route).delete()
    with pytest.raises(ValidationError, match="vmbo-profiel"):
        look(route, "BL;BWI;40;38;2")


def test_the_pages_from_look_to_taken_over() -> None:
    route, leader = fresh()
    RouteProfile.objects.create(route=route, profile=VmboProfile.objects.get(code="BWI"), leerweg="kb")
    client = client_of(leader)
    sent = {"file": SimpleUploadedFile(NAME, content("BL;BWI;400;380;20")), "whole": "on"}
    page = client.post(reverse("monitor_exams", args=[route.pk]), sent).content.decode()
    assert "niet over alle leerlingen van een groep" in page
    assert "In dit bestand staan hiervan geen examenkandidaten." in page
    found = re.search(r'name="signed" value="([^"]+)"', page)
    assert found
    answer = client.post(reverse("monitor_exams_take", args=[route.pk]), {"signed": found[1]}, follow=True)
    assert "1 cijfer opgeslagen." in answer.content.decode()
    assert NationalShare.objects.get(route=route).share == 95
