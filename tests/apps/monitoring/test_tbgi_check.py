"""TBG-i beside what was delivered: nothing stored, and nothing told of a small number or a small difference."""

from datetime import date

import factories
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from helpers import client_of
from monitor_help import UNTIL, deliver, event, fresh, group

from naadloos.monitoring import tbgi_check
from naadloos.monitoring.models import AccessEntry, Delivery
from naadloos.monitoring.tbgi_check import Fit, TbgiCheck, compare
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes.models import Route

pytestmark = pytest.mark.django_db
PERSON = "987654321"


def tbgi(size: int, *, phase: str = "MBO", crebo: str = "25786", day: str = "2025-10-01") -> bytes:
    one = (
        f"<Inschrijving><Burgerservicenummer>{PERSON}</Burgerservicenummer><Teldatum><Teldatum>{day}</Teldatum>"
        f"<StatusBepalingBekostigingsstatus>V</StatusBepalingBekostigingsstatus><Opleidingcode>{crebo}</Opleidingcode>"
        f"<Niveau>MBO-2</Niveau><Leerroutefase>{phase}</Leerroutefase><Bekostigingsstatus>true</Bekostigingsstatus>"
        "</Teldatum></Inschrijving>"
    )
    return f"<Bekostigingsgrondslagen>{one * size}</Bekostigingsgrondslagen>".encode()


def delivered(size: int, *, until: date = UNTIL) -> tuple[Route, User]:
    """A route of which ``size`` pupils are in the mbo phase on 1 October 2025, and someone of its mbo institution."""
    route, leader = fresh()
    lines = group(2023, 30)
    lines += [event(f"bb2023-{number:03}", "vo_klaar", "2025-07-10") for number in range(size)]
    # Passed and gone before the day, and passed after it.
    lines += [event("bb2023-028", "vo_klaar", "2025-07-10"), event("bb2023-028", "uit_route", "2025-09-15")]
    lines += [event("bb2023-029", "vo_klaar", "2026-07-10")] if until > date(2026, 7, 10) else []
    deliver(route, leader, lines, until=until)
    return route, factories.member(route, "kwaliteitszorg", side="mbo")


def check(size: int, file: bytes) -> TbgiCheck:
    route, quality = delivered(size)
    return tbgi_check.check(quality, route, file)


@pytest.mark.parametrize(
    ("pupils", "enrolled", "fit", "told"),
    [
        (20, 20, Fit.FITS, ("20", "20")),
        (20, 17, Fit.CLOSE, ("17", "niet getoond")),
        (12, 20, Fit.DIFFERS, ("20", "12")),
        (3, 3, Fit.SMALL, ("1 tot 4", "1 tot 4")),
        (3, 9, Fit.DIFFERS, ("9", "1 tot 4")),
    ],
)
def test_what_is_told_of_a_difference(pupils: int, enrolled: int, fit: Fit, told: tuple[str, str]) -> None:
    (row,) = check(pupils, tbgi(enrolled)).rows
    assert (row.fit, row.enrolled, row.delivered) == (fit, *told)
    assert bool(row.look_at) == (fit is not Fit.FITS)


@pytest.mark.parametrize("enrolled", range(30))
def test_no_file_finds_out_which_small_number_it_is(enrolled: int) -> None:
    assert len({compare(enrolled, each) for each in range(1, 5)}) == 1
    for unphased in (False, True):
        rows = set()
        for each in range(1, 5):
            sums = tbgi_check.CreboSums(funded=enrolled)
            if not unphased:
                sums.phases["MBO"] = enrolled
            rows.add(tbgi_check._row("25786", "", sums, each))
        assert len(rows) == 1


def test_without_a_phase_more_students_prove_nothing() -> None:
    (row,) = check(12, tbgi(40, phase="")).rows
    assert row.fit is Fit.UNCLEAR
    assert "geen leerroutefase" in row.look_at[0]
    (row,) = check(20, tbgi(8, phase="")).rows
    assert row.fit is Fit.DIFFERS


def test_students_in_the_vmbo_phase_and_of_other_opleidingen_do_not_count() -> None:
    (row,) = check(0, tbgi(12, phase="VO")).rows
    assert (row.fit, row.enrolled) == (Fit.FITS, "0")
    (row,) = check(0, tbgi(12, crebo="25297")).rows
    assert (row.fit, row.enrolled) == (Fit.FITS, "0")


def test_the_opleiding_is_the_one_of_that_day() -> None:
    route, quality = delivered(12)
    changed = [f"bb2023-{number:03};wissel;2025-08-20;;;25297;2;;" for number in range(6)]
    later = [f"bb2023-{number:03};wissel;2026-02-01;;;25297;2;;" for number in range(6, 12)]
    leader = route.members.filter(role="projectleider")[0].user
    deliver(route, leader, [*changed, *later])
    checked = tbgi_check.check(quality, route, tbgi(6))
    assert (checked.rows[0].fit, checked.rows[0].delivered) == (Fit.FITS, "6")
    assert "niet bij de route hoort zijn er 6" in checked.notes[0]


def test_what_is_not_delivered_yet_is_not_compared() -> None:
    route, quality = delivered(12, until=date(2025, 9, 20))
    assert "volledig tot en met" in tbgi_check.check(quality, route, tbgi(12)).why_not
    assert "geen telling" in tbgi_check.check(quality, route, tbgi(12, day="2026-02-01")).why_not
    empty, _leader = fresh()
    mbo = factories.member(empty, "kwaliteitszorg", side="mbo")
    assert "nog niets" in tbgi_check.check(mbo, empty, tbgi(12)).why_not


def test_only_for_the_institution_and_nothing_is_stored() -> None:
    route, quality = delivered(20)
    leader = route.members.filter(role="projectleider")[0].user
    with pytest.raises(PermissionDenied):
        tbgi_check.check(leader, route, tbgi(20))
    before = (HistoryEntry.objects.count(), AccessEntry.objects.count(), Delivery.objects.count())
    address = reverse("monitor_tbgi", args=[route.pk])
    page = client_of(quality).post(address, {"file": SimpleUploadedFile("t.xml", tbgi(20))})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Stand op 1 oktober 2025" in text
    assert "Klopt." in text
    assert PERSON not in text
    assert before == (HistoryEntry.objects.count(), AccessEntry.objects.count(), Delivery.objects.count())
    wrong = client_of(quality).post(address, {"file": SimpleUploadedFile("t.xml", b"<x>" + PERSON.encode())})
    assert wrong.status_code == 422
    assert PERSON not in wrong.content.decode()
    assert client_of(leader).post(address, {"file": SimpleUploadedFile("t.xml", tbgi(20))}).status_code == 403
