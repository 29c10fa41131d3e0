"""The pages of groups and pupils: who sees them, the log, look before save, and files."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from helpers import client_of, queries_of
from openpyxl import load_workbook
from pdf_text import pdf_text

from naadloos.execution.group_import import Sheet
from naadloos.execution.group_queries import pupil_by_key
from naadloos.execution.models import Done, Group, GroupPupil
from naadloos.monitoring.models import AccessEntry
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RoutePartner

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(bwi: Route) -> Group:
    return Group.objects.get(route=bwi, name="Bouw 3A 2027")


@pytest.fixture
def pupil(school: RoutePartner) -> int:
    found = pupil_by_key([school.pk], "B1-2027-002")
    assert found
    return found


def test_the_list_tells_small_numbers_to_the_own_school_alone(bwi: Route, leader_client: Client) -> None:
    url = reverse("groups", args=[bwi.pk])
    assert "Van uw school" in leader_client.get(url).content.decode()
    pupils = GroupPupil.objects.filter(group__name="Bouw 3B 2027").order_by("-pk")[:3]
    GroupPupil.objects.filter(pk__in=[each.pk for each in pupils]).delete()
    college = client_of(User.objects.get(email="r.elamrani@rocsingelkwartier.example"))
    page = college.get(url).content.decode()
    assert "minder dan 5" in page
    assert 'data-label="Van anderen">9' in page


def test_looking_at_a_group_and_a_pupil_is_logged_and_costs_the_same_for_more_pupils(
    bwi: Route, leader_client: Client, group: Group, pupil: int
) -> None:
    before = AccessEntry.objects.count()
    url = reverse("group", args=[bwi.pk, group.pk])
    first = queries_of(leader_client, url)
    GroupPupil.objects.filter(group=group).exclude(pk=pupil).delete()
    assert queries_of(leader_client, url) == first
    page = leader_client.get(reverse("group_pupil", args=[bwi.pk, pupil]))
    assert "Met een vrijstelling." in page.content.decode()
    # Each count of queries looks twice.
    assert AccessEntry.objects.count() == before + 5


def test_the_other_side_gets_nothing_of_a_pupil(bwi: Route, pupil: int, group: Group) -> None:
    college = client_of(User.objects.get(email="r.elamrani@rocsingelkwartier.example"))
    for name in ("group_pupil", "group_switch", "group_leave", "group_pass_on"):
        assert college.get(reverse(name, args=[bwi.pk, pupil])).status_code == 404
    assert "<code>" not in college.get(reverse("group", args=[bwi.pk, group.pk])).content.decode()


def test_switch_and_leave_show_the_list_before_they_store(bwi: Route, leader_client: Client, pupil: int) -> None:
    row = GroupPupil.objects.get(pk=pupil)
    url = reverse("group_switch", args=[bwi.pk, pupil])
    sent = {"variant": "v-timmeren", "on": "2027-11-01", "version": row.version}
    page = leader_client.post(url, {**sent, "kijk": "1"})
    assert "Er is nog niets opgeslagen" in page.content.decode()
    assert GroupPupil.objects.get(pk=pupil).variant == "v-metselen"
    assert leader_client.post(url, {**sent, "opslaan": "1"}).status_code == 302
    assert GroupPupil.objects.get(pk=pupil).variant == "v-timmeren"
    url = reverse("group_leave", args=[bwi.pk, pupil])
    assert "Wat meegaat" in leader_client.get(url).content.decode()
    stale = leader_client.post(url, {"reason": "werk", "on": "2028-01-10", "version": row.version, "opslaan": "1"})
    assert stale.status_code == 422
    assert GroupPupil.objects.get(pk=pupil).left_on is None


def test_what_goes_along_on_paper_names_nobody_and_is_for_the_own_school(
    bwi: Route, leader_client: Client, pupil: int
) -> None:
    url = reverse("group_leave_paper", args=[bwi.pk, pupil, "pdf"])
    before = AccessEntry.objects.count()
    text = pdf_text(leader_client.get(url).content)
    assert AccessEntry.objects.count() == before + 1
    page = leader_client.get(reverse("group_leave", args=[bwi.pk, pupil]))
    along = page.context["along"]
    assert along
    flat = " ".join(text.split())
    assert all(line in flat for _category, line in along)
    for said in ("Overstappakket", "WEB art. 9.1.14", "te bevestigen", "Met een vrijstelling."):
        assert said in flat
    # The key is known to the school alone; on paper stands what is made of it.
    assert "B1-2027-002" not in flat
    assert leader_client.get(reverse("group_leave_paper", args=[bwi.pk, pupil, "exe"])).status_code == 404
    college = client_of(User.objects.get(email="r.elamrani@rocsingelkwartier.example"))
    assert college.get(url).status_code == 404


def test_who_starts_late_sees_what_is_behind(
    bwi: Route, leader_client: Client, group: Group, school: RoutePartner
) -> None:
    url = reverse("group_enter", args=[bwi.pk, group.pk])
    sent = {"partner": school.pk, "key": "B1-2027-090", "phase": "VO", "on": "2028-09-04"}
    page = leader_client.post(url, {**sent, "kijk": "1"}).content.decode()
    assert "hadden al gedaan moeten zijn" in page
    assert pupil_by_key([school.pk], "B1-2027-090") is None
    assert leader_client.post(url, {**sent, "opslaan": "1"}).status_code == 302
    assert pupil_by_key([school.pk], "B1-2027-090")
    wrong = leader_client.post(url, {**sent, "key": "Jan de Vries", "opslaan": "1"})
    assert wrong.status_code == 422


def test_done_is_entered_and_taken_back(bwi: Route, leader_client: Client, pupil: int) -> None:
    url = reverse("group_pupil", args=[bwi.pk, pupil])
    sent = {"what": "onderdeel:hout", "on": "2026-10-01", "outcome": "behaald"}
    assert leader_client.post(url, sent).status_code == 302
    row = Done.objects.get(pupil=pupil, key="hout")
    assert leader_client.post(url, {**sent, "on": "2099-01-01"}).status_code == 422
    assert leader_client.post(reverse("group_done_back", args=[bwi.pk, pupil, row.pk])).status_code == 302
    assert not Done.objects.filter(pk=row.pk).exists()


def test_a_refused_exchange_says_why(bwi: Route, leader_client: Client, pupil: int) -> None:
    college = RoutePartner.objects.get(route=bwi, key="singelkwartier")
    sent = {"receiver": college.pk, "purpose": "volgen", "categories": ["x-administratie"]}
    page = leader_client.post(reverse("group_pass_on", args=[bwi.pk, pupil]), sent)
    assert page.status_code == 422
    assert "staan niet op de lijst van BUL art. 8" in page.content.decode()


def test_files_go_in_and_out(bwi: Route, leader_client: Client, school: RoutePartner) -> None:
    url = reverse("group_import", args=[bwi.pk, "voortgang"])
    lines = [f"{key};onderdeel;hout;2026-10-01;behaald" for key in ("B1-2027-001", "Z-1")]
    content = "\n".join([";".join(Sheet.PROGRESS.heads), *lines])
    for extra, stored in (({"kijk": "1"}, 0), ({}, 1)):
        upload = SimpleUploadedFile("voortgang.csv", content.encode())
        page = leader_client.post(url, {"partner": school.pk, "file": upload, **extra})
        assert "Regel 3" in page.content.decode()
        assert Done.objects.filter(key="hout").count() == stored
    sheet = leader_client.get(reverse("group_template", args=[bwi.pk, "voortgang"]))
    book = load_workbook(io.BytesIO(sheet.content))
    assert "uitzetten" in [row[1].value for row in book["codes"]]
    listed = leader_client.post(reverse("group_counted", args=[bwi.pk, school.pk]), {"keys": "B1-2027-001"})
    lines = listed.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("SLEUTEL;FASE;LEERROUTE")
    assert "B1-2027-001;VO;DLR;DLR;bb;BWI;;2027-08-30;2029-07-14;leerroutecode te bevestigen" in lines
    assert len(lines) == 17
    assert "B1-2027-002" not in listed.content.decode()


def test_a_pupil_is_found_by_key(bwi: Route, leader_client: Client, pupil: int) -> None:
    found = leader_client.post(reverse("group_find", args=[bwi.pk]), {"key": "B1-2027-002"})
    assert found.headers["Location"] == reverse("group_pupil", args=[bwi.pk, pupil])
    assert "B1-2027" not in found.headers["Location"]
