"""Figures that people added up: line by line, looked at first, with the rights and history of every fact."""

import re
from decimal import Decimal
from io import BytesIO

import factories
import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from helpers import client_of
from monitor_help import fresh
from openpyxl import load_workbook

from naadloos.engines.cohort.intake import Verdict
from naadloos.engines.cohort.verdict import Kept
from naadloos.monitoring import aggregates
from naadloos.monitoring.models import Indicator, IndicatorFigure
from naadloos.monitoring.proposals import Looked, Stored
from naadloos.monitoring.reading import given_reading
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes.models import Route

pytestmark = pytest.mark.django_db
HEAD = "INDICATOR;SCHOOLJAAR;TELLER;NOEMER;WAARDE;BRON"


def content(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines]).encode()


def measuring(*definitions: str) -> tuple[Route, User]:
    route, leader = fresh()
    for each in definitions:
        Indicator.objects.create(route=route, title=f"Eigen {each}", definition=each)
    return route, leader


def take(route: Route, actor: User, *lines: str) -> Stored:
    return aggregates.take(actor=actor, route=route, signed=aggregates.look(route, content(*lines)).signed)


def verdicts(looked: Looked) -> list[tuple[int, str]]:
    return [(each.line, each.verdict.value) for each in looked.lines]


def test_a_share_becomes_per_cent_with_what_is_hidden() -> None:
    route, leader = measuring("vsv", "instroom", "praktijkuren", "bpv-kwaliteit")
    done = take(
        route,
        leader,
        "vsv;2027-2028;<5;61;;Telling",
        "vsv;2028-2029;6;60;;Telling",
        "instroom;2027-2028;24;;;Telling",
        "instroom;2028-2029;-1;;;Telling",
        "praktijkuren;2027-2028;;;112,5;Rooster",
        "bpv-kwaliteit;2027-2028;;;74;BPV Monitor",
    )
    assert (done.changed, done.refused) == (6, ())
    rows = IndicatorFigure.objects.filter(route=route).order_by("indicator", "school_year")
    assert [(each.school_year, each.value, each.low, each.high, each.people) for each in rows] == [
        (2027, Decimal("4.10"), Decimal("1.63"), Decimal("6.56"), 61),
        (2028, Decimal("10.00"), None, None, 60),
        (2027, Decimal("24.00"), None, None, 24),
        (2028, Decimal("2.50"), Decimal("1.00"), Decimal("4.00"), None),
        (2027, Decimal("112.50"), None, None, None),
        (2027, Decimal("74.00"), None, None, None),
    ]


def test_the_same_again_changes_nothing_and_another_value_is_shown_first() -> None:
    route, leader = measuring("vsv")
    take(route, leader, "vsv;2027-2028;6;60;;Telling")
    told = HistoryEntry.objects.count()
    same = aggregates.look(route, content("vsv;2027-2028;6;60;;Telling"))
    assert (verdicts(same), same.signed) == ([(2, "bekend")], "")
    other = aggregates.look(route, content("vsv;2027-2028;9;60;;Telling"))
    (line,) = other.lines
    assert line.verdict is Verdict.CHANGED
    assert (line.old, line.new) == ("10 %; over 60 mensen; Telling", "15 %; over 60 mensen; Telling")
    assert IndicatorFigure.objects.get(route=route).value == 10
    assert HistoryEntry.objects.count() == told
    done = aggregates.take(actor=leader, route=route, signed=other.signed)
    assert (done.changed, IndicatorFigure.objects.get(route=route).value) == (1, 15)
    again = aggregates.take(actor=leader, route=route, signed=other.signed)
    assert (again.changed, again.known, again.refused) == (0, 1, ())
    assert HistoryEntry.objects.filter(verb="gewijzigd", subject__contains="2027-2028").count() == 1


def test_a_wrong_line_does_not_spoil_the_rest() -> None:
    route, leader = measuring("vsv")
    looked = aggregates.look(
        route,
        content(
            "vsv;2027-2028;70;60;;Telling",
            "vsv;2028-2029;6;60;;Telling",
            "instroom;2027-2028;24;;;Telling",
            "vsv;2099-2100;6;60;;Telling",
            "vsv;2026-2027;<5;<5;;Telling",
        ),
    )
    assert verdicts(looked) == [(2, "geweigerd"), (3, "nieuw"), (4, "geweigerd"), (5, "geweigerd"), (6, "geweigerd")]
    assert dict(looked.outcomes)[Verdict.REFUSED] == 4
    absent = looked.lines[2].why
    assert "Voeg die toe bij stap 7" in absent
    assert "Instroom per groep" in absent
    assert aggregates.take(actor=leader, route=route, signed=looked.signed).changed == 1


def test_two_indicators_with_one_definition_are_not_guessed_between() -> None:
    route, _leader = measuring("vsv", "vsv")
    looked = aggregates.look(route, content("vsv;2027-2028;6;60;;Telling"))
    assert "Meer indicatoren" in looked.lines[0].why
    assert looked.signed == ""


def test_what_changed_since_it_was_shown_is_not_overwritten() -> None:
    route, leader = measuring("vsv", "praktijkuren")
    looked = aggregates.look(route, content("vsv;2027-2028;6;60;;Telling", "praktijkuren;2027-2028;;;100;Rooster"))
    take(route, leader, "vsv;2027-2028;9;60;;Anders")
    done = aggregates.take(actor=leader, route=route, signed=looked.signed)
    assert done.changed == 1
    assert "Regel 2" in done.refused[0]
    assert IndicatorFigure.objects.get(route=route, indicator__definition="vsv").source == "Anders"


def test_only_who_edits_step_7_and_only_in_this_route() -> None:
    route, _leader = measuring("vsv")
    other, other_leader = measuring("vsv")
    signed = aggregates.look(route, content("vsv;2027-2028;6;60;;Telling")).signed
    with pytest.raises(PermissionDenied):
        aggregates.take(actor=factories.member(route, "docent"), route=route, signed=signed)
    with pytest.raises(signing.BadSignature):
        aggregates.take(actor=other_leader, route=other, signed=signed)
    quality = factories.member(route, "kwaliteitszorg", side="mbo")
    assert aggregates.take(actor=quality, route=route, signed=signed).changed == 1
    assert not IndicatorFigure.objects.filter(route=other).exists()
    assert HistoryEntry.objects.filter(actor=quality, verb="toegevoegd").exists()


def test_small_numbers_and_persons() -> None:
    route, _leader = measuring("vsv")
    looked = aggregates.look(route, content("vsv;2027-2028;3;60;;Telling", "vsv;2028-2029;58;60;;Telling"))
    assert len(looked.notes) == 2
    personal = aggregates.look(route, content("vsv;2027-2028;6;60;;opgave J. de Vries"))
    assert "Vries" not in personal.lines[0].why
    with pytest.raises(ValidationError):
        aggregates.look(route, b"INDICATOR;SCHOOLJAAR;TELLER;BRON;NAAM\nvsv;2027-2028;6;x;y")


def test_a_hidden_part_is_judged_as_all_that_it_can_be() -> None:
    indicator = Indicator(title="Weg", definition="vsv", target_value=Decimal(3))
    figure = IndicatorFigure(
        indicator=indicator, school_year=2027, value=Decimal(3), low=Decimal(1), high=Decimal("5"), people=400
    )
    reading = given_reading(indicator, [figure])
    assert "1 tot 5" in reading.now
    assert reading.verdict is Kept.OPEN


def test_the_pages_from_look_to_stored() -> None:
    route, leader = measuring("vsv")
    client = client_of(leader)
    address = reverse("monitor_aggregates", args=[route.pk])
    sent = {"file": SimpleUploadedFile("c.csv", content("vsv;2027-2028;<5;61;;Telling"))}
    page = client.post(address, sent).content.decode()
    assert "tussen 1,63 en 6,56 %" in page
    assert not IndicatorFigure.objects.filter(route=route).exists()
    found = re.search(r'name="signed" value="([^"]+)"', page)
    assert found
    answer = client.post(reverse("monitor_aggregates_take", args=[route.pk]), {"signed": found[1]}, follow=True)
    assert "1 cijfer opgeslagen." in answer.content.decode()
    assert "1,63 tot 6,56" in client.get(reverse("monitor", args=[route.pk])).content.decode()
    wrong = client.post(address, {"file": SimpleUploadedFile("c.csv", b"niets")})
    assert wrong.status_code == 422
    forged = client.post(reverse("monitor_aggregates_take", args=[route.pk]), {"signed": "x"}, follow=True)
    assert "te oud of niet van deze route" in forged.content.decode()


def test_the_template_can_be_filled_and_read() -> None:
    route, leader = measuring("vsv")
    answer = client_of(leader).get(reverse("monitor_aggregates_template", args=[route.pk]))
    book = load_workbook(BytesIO(answer.content))
    assert [each.value for each in book["cijfers"][1]] == HEAD.split(";")
    assert [row[0].value for row in book["lijsten"].iter_rows(min_row=2)] == ["vsv"]
    for column, value in enumerate(("vsv", "2027-2028", "<5", "61", None, "Telling"), 1):
        book["cijfers"].cell(2, column).value = value
    stream = BytesIO()
    book.save(stream)
    assert verdicts(aggregates.look(route, stream.getvalue())) == [(2, "nieuw")]
