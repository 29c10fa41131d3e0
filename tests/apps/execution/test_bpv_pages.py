"""Bpv in the browser: the board, accepting a proposal, agreements, a company that falls away; who sees keys."""

import threading
from datetime import date, timedelta

import factories
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from helpers import client_of, queries_of, run_jobs

from naadloos.engines.bpv import Control, Found, Problem, find
from naadloos.engines.route import dump_document
from naadloos.execution import bpv_background
from naadloos.execution.bpv_actions import save_match
from naadloos.execution.bpv_proposals import MATCHING
from naadloos.execution.models import BpvMatch, BpvPupil, PeriodPlaces, PracticePlace, Signal, Visit
from naadloos.execution.queries import company_contact
from naadloos.jobs.models import Job
from naadloos.jobs.registry import kind_of
from naadloos.jobs.runner import Work
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.registry import provider_of
from naadloos.routes.state import kind_url


@pytest.fixture
def board(bwi: Route) -> str:
    return reverse("bpv", args=[bwi.pk])


@pytest.fixture
def firm(bwi: Route) -> PracticePlace:
    return PracticePlace.objects.get(route=bwi, key="pp1")


def page(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


# -- looking ---------------------------------------------------------------------------------------


def test_the_board_tells_need_places_and_what_is_short(leader_client: Client, bwi: Route) -> None:
    shown = page(leader_client, "bpv", bwi.pk)
    assert "mbo-jaar 1, periode 2" in shown
    assert "4 plekken tekort in mbo-jaar 1, periode 2 voor 25786." in shown
    assert "te bevestigen" in shown
    assert "4 bedrijven hebben een rol." in shown


def test_who_only_reads_sees_counts_and_no_key(bwi: Route, firm: PracticePlace) -> None:
    Signal.objects.create(route=bwi, company=firm, on=date(2026, 11, 1), about="Te weinig begeleiding")
    reader, teacher = (client_of(factories.member(bwi, role)) for role in ("lezer", "docent"))
    assert "LL-2027-" in page(teacher, "bpv_company", bwi.pk, firm.pk)
    assert "Te weinig begeleiding" in page(teacher, "bpv_company", bwi.pk, firm.pk)
    for name, arguments in (("bpv", [bwi.pk]), ("bpv_company", [bwi.pk, firm.pk])):
        shown = page(reader, name, *arguments)
        assert "LL-2027-" not in shown
        assert "Te weinig begeleiding" not in shown
    assert "LL-2027-" not in page(reader, "route_history", bwi.pk)
    for name in ("bpv_proposal", "bpv_agreements", "bpv_pupils", "bpv_export", "bpv_import"):
        assert reader.get(reverse(name, args=[bwi.pk])).status_code == 403


def test_a_company_of_another_route_does_not_exist(leader_client: Client, bwi: Route) -> None:
    other = factories.route(factories.person())
    strange = PracticePlace.objects.create(route=other, company="Elders")
    assert leader_client.get(reverse("bpv_company", args=[bwi.pk, strange.pk])).status_code == 404


def test_the_number_of_queries_does_not_grow(leader_client: Client, bwi: Route, board: str) -> None:
    before = queries_of(leader_client, board)
    for number in range(3):
        made = PracticePlace.objects.create(route=bwi, company=f"Bedrijf {number}")
        factories.bpv_match(bwi, f"LL-2027-9{number}", company=made)
    assert queries_of(leader_client, board) == before


def test_pupils_and_matches_stay_out_of_the_file(bwi: Route) -> None:
    assert BpvMatch.objects.filter(route=bwi).exists()
    written = dump_document(build_document(bwi))
    assert "LL-2027-" not in written
    assert '"period_places"' in written
    assert '"company_roles"' in written


def test_benefit_two_knows_when_a_part_was_looked_at_with_a_company(bwi: Route) -> None:
    contact = company_contact(build_document(bwi))
    assert (contact.companies, contact.acting, contact.spoken_on) == (4, 4, date(2026, 11, 5))
    assert contact.units["bouwproject"] == date(2026, 10, 22)


# -- accepting a proposal --------------------------------------------------------------------------


def proposed(client: Client, route: Route) -> str:
    """Ask for a proposal, let a worker make it, and look at it."""
    assert client.post(reverse("bpv_propose", args=[route.pk])).status_code == 302
    run_jobs()
    return page(client, "bpv_proposal", route.pk)


def values_in(shown: str) -> list[str]:
    return [part.split('"')[0] for part in shown.split('name="een" value="')[1:]]


def test_one_match_and_then_all_of_them(leader_client: Client, bwi: Route) -> None:
    before = BpvMatch.objects.filter(route=bwi).count()
    url = reverse("bpv_proposal", args=[bwi.pk])
    offered = values_in(proposed(leader_client, bwi))
    assert leader_client.post(url, {"een": offered[0], "alle": offered}).status_code == 302
    assert BpvMatch.objects.filter(route=bwi).count() == before + 1
    answer = leader_client.post(url, {"alles": "1", "alle": offered}, follow=True)
    # The one that was accepted already is told and spoils no other.
    assert BpvMatch.objects.filter(route=bwi).count() == before + len(offered)
    assert "Niet overgenomen" in answer.content.decode()
    assert "Er is niets nieuws om over te nemen." in answer.content.decode()
    entry = HistoryEntry.objects.filter(subject__startswith="koppeling: ").latest("at")
    assert "LL-" not in entry.subject


def test_a_proposal_is_asked_for_followed_and_stays(leader_client: Client, bwi: Route) -> None:
    assert "Er is nog geen voorstel voor deze groep." in page(leader_client, "bpv_proposal", bwi.pk)
    url = reverse("bpv_propose", args=[bwi.pk])
    leader_client.post(url)
    shown = leader_client.post(url, follow=True).content.decode()
    assert "Er wordt al een voorstel gemaakt" in shown
    assert "Stop en houd het beste" in shown
    assert "een eerder voorstel blijft staan" in shown
    assert not values_in(shown)
    late = leader_client.post(reverse("bpv_proposal", args=[bwi.pk]), {"een": "1:1:3:1"}, follow=True)
    assert "Er wordt nog gezocht." in late.content.decode()
    run_jobs()
    job = Job.objects.get(kind=MATCHING)
    assert (job.state, job.total) == (Job.State.DONE, 5)
    shown = page(leader_client, "bpv_proposal", bwi.pk)
    assert values_in(shown)
    assert "Een beter voorstel bestaat niet." in shown
    # Nothing is asked for by looking, and no key of a pupil is kept with the job.
    assert Job.objects.count() == 1
    assert "LL-" not in str(job.result)


def test_what_is_accepted_is_not_other_data_but_what_another_changes_is(leader_client: Client, bwi: Route) -> None:
    offered = values_in(proposed(leader_client, bwi))
    url = reverse("bpv_proposal", args=[bwi.pk])
    shown = leader_client.post(url, {"een": offered[0]}, follow=True).content.decode()
    assert values_in(shown) == offered[1:]
    pupil, company, year, period = map(int, offered[0].split(":"))
    BpvMatch.objects.get(pupil=pupil, company=company, route_year=year, period=period).delete()
    assert values_in(page(leader_client, "bpv_proposal", bwi.pk)) == offered
    PeriodPlaces.objects.filter(route=bwi, company=company).update(places=0)
    shown = page(leader_client, "bpv_proposal", bwi.pk)
    assert "Er is iets gewijzigd" in shown
    assert not values_in(shown)
    # Who still has the old page open is judged line by line.
    answer = leader_client.post(url, {"een": offered[0]}, follow=True).content.decode()
    assert "heeft in deze periode 0 plekken" in answer
    again = values_in(proposed(leader_client, bwi))
    assert all(int(value.split(":")[1]) != company for value in again)


def test_a_match_from_elsewhere_makes_a_proposal_old(leader_client: Client, bwi: Route) -> None:
    offered = values_in(proposed(leader_client, bwi))
    pupil, company, year, period = map(int, offered[0].split(":"))
    other = PracticePlace.objects.filter(route=bwi).exclude(pk=company)[0]
    row = BpvPupil.objects.get(pk=pupil)
    made = BpvMatch(route=bwi, cohort=row.cohort, company=other, crebo=row.crebo, pupil=row, route_year=year)
    made.period = period
    made.save()
    assert "Er is iets gewijzigd" in page(leader_client, "bpv_proposal", bwi.pk)


def test_each_group_has_a_proposal_of_its_own(leader_client: Client, bwi: Route) -> None:
    other = bwi.cohort_set.get(start_year=2028)  # type: ignore[attr-defined]
    factories.bpv_pupil(bwi, "LL-2028-001", cohort=other)
    first = values_in(proposed(leader_client, bwi))
    leader_client.post(f"{reverse('bpv_propose', args=[bwi.pk])}?groep=2028")
    run_jobs()
    shown = leader_client.get(f"{reverse('bpv_proposal', args=[bwi.pk])}?groep=2028").content.decode()
    assert "LL-2028-001" in shown
    assert "LL-2027-" not in shown
    assert values_in(page(leader_client, "bpv_proposal", bwi.pk)) == first
    assert Job.objects.filter(kind=MATCHING).count() == 2


@pytest.mark.parametrize("found_first", [True, False])
def test_who_stops_it_keeps_the_best_so_far(
    leader_client: Client, bwi: Route, monkeypatch: pytest.MonkeyPatch, found_first: bool
) -> None:
    asked, over = threading.Event(), threading.Event()

    def search(problem: Problem, *, control: Control) -> Found:
        """As the real one, but the last part takes until the test is over."""
        if found_first:
            find(problem, control=control)
        asked.set()
        over.wait(60)
        return find(problem, control=control)

    before = values_in(proposed(leader_client, bwi))
    monkeypatch.setattr(bpv_background, "find", search)
    leader_client.post(reverse("bpv_propose", args=[bwi.pk]))
    monkeypatch.setattr(Work, "stop_asked", lambda work: asked.is_set())
    run_jobs()
    over.set()
    job = Job.objects.filter(kind=MATCHING).latest("asked_at")
    assert job.state == Job.State.STOPPED
    assert (job.result is not None) == found_first
    shown = page(leader_client, "bpv_proposal", bwi.pk)
    assert values_in(shown) == before
    assert ("Het zoeken is eerder gestopt." in shown) == found_first
    assert ("Het zoeken is gestopt voor er een voorstel was." in shown) != found_first


def test_a_job_of_pupils_is_seen_by_who_may_write(leader_client: Client, bwi: Route) -> None:
    leader_client.post(reverse("bpv_propose", args=[bwi.pk]))
    job = Job.objects.get(kind=MATCHING)
    reader, teacher = (client_of(factories.member(bwi, role)) for role in ("lezer", "docent"))
    assert teacher.get(reverse("job", args=[job.pk])).status_code == 200
    assert reader.get(reverse("job", args=[job.pk])).status_code == 404
    assert reader.post(reverse("bpv_propose", args=[bwi.pk])).status_code == 403
    assert not kind_of(MATCHING).may_see(factories.person(), "cohort:999999")
    assert not kind_of(MATCHING).may_see(factories.person(), "route:x")


def test_no_more_matches_than_places_even_when_two_accept_at_once(leader_client: Client, bwi: Route) -> None:
    firm = PracticePlace.objects.get(route=bwi, key="pp2")
    PeriodPlaces.objects.filter(company=firm, route_year=3, period=4).update(places=1)
    pupils = [factories.bpv_pupil(bwi, f"LL-2027-80{n}", crebo="25829") for n in (1, 2)]
    url = reverse("bpv_proposal", args=[bwi.pk])
    for one in pupils:
        last = leader_client.post(url, {"een": f"{one.pk}:{firm.pk}:3:4"}, follow=True).content.decode()
    assert BpvMatch.objects.filter(company=firm, route_year=3, period=4).count() == 1
    assert "heeft in deze periode 1 plekken; er zijn er al 1 bezet." in last
    assert BpvPupil.objects.filter(pk=pupils[1].pk).exists()


def test_a_company_that_is_not_recognised_is_refused_whatever_is_posted(leader_client: Client, bwi: Route) -> None:
    firm = PracticePlace.objects.get(route=bwi, key="pp2")
    pupil = factories.bpv_pupil(bwi, "LL-2027-801", crebo="25786")
    url = reverse("bpv_proposal", args=[bwi.pk])
    answer = leader_client.post(url, {"een": f"{pupil.pk}:{firm.pk}:3:1"}, follow=True).content.decode()
    assert "is niet erkend voor 25786" in answer
    assert not pupil.matches.exists()
    assert leader_client.post(url, {"koppel": ["x", "1:2:3", "999:999:3:1"]}).status_code == 302


def test_a_pupil_has_one_place_in_a_period(leader_client: Client, bwi: Route) -> None:
    pupil, match = factories.bpv_match(bwi, "LL-2027-801", period=3)
    url = reverse("bpv_proposal", args=[bwi.pk])
    value = f"{pupil.pk}:{match.company_id}:3:3"
    answer = leader_client.post(url, {"een": value}, follow=True).content.decode()
    assert "Deze leerling heeft in deze periode al een plek." in answer
    assert pupil.matches.count() == 1


def test_places_for_a_group_count_and_give_no_name(leader_client: Client, bwi: Route, firm: PracticePlace) -> None:
    url = reverse("bpv_group_add", args=[bwi.pk, firm.pk])
    cohort = bwi.cohort_set.get(start_year=2028)  # type: ignore[attr-defined]
    data = {"cohort": cohort.pk, "route_year": 3, "period": 1, "group": "klas 3B", "seats": 5, "crebo": "25786"}
    wrong = leader_client.post(url, {**data, "group": "Sanne en Tim"})
    assert wrong.status_code == 422
    assert "op een naam lijkt" in wrong.content.decode()
    assert leader_client.post(url, data).status_code == 302
    again = leader_client.post(url, {**data, "group": "klas 3C", "seats": 2})
    assert again.status_code == 422
    assert "6 plekken; er zijn er al 5 bezet" in again.content.decode()


def test_a_group_does_not_grow_beyond_the_places(bwi: Route, leader: User, firm: PracticePlace) -> None:
    cohort = bwi.cohort_set.get(start_year=2028)  # type: ignore[attr-defined]
    where = {"company": firm, "cohort": cohort, "route_year": 3, "period": 1, "crebo": "25786"}
    match = BpvMatch.objects.create(route=bwi, group="klas 3B", seats=5, **where)
    match.seats = 7
    with pytest.raises(ValidationError, match="6 plekken; er zijn er al 0 bezet"):
        save_match(actor=leader, route=bwi, match=match, version=1)
    match.seats = 6
    save_match(actor=leader, route=bwi, match=match, version=1)
    match.refresh_from_db()
    assert match.seats == 6


# -- pupils, agreements ------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["Sanne", "sanne-2027", "123456782", "a@b.nl", "LL", "01-02-2012"])
def test_a_key_that_looks_like_a_name_or_number_is_refused(leader_client: Client, bwi: Route, key: str) -> None:
    cohort = bwi.cohort_set.order_by("start_year")[0]  # type: ignore[attr-defined]
    data = {"cohort": cohort.pk, "pupil": key, "crebo": "25786"}
    answer = leader_client.post(reverse("bpv_pupils", args=[bwi.pk]), data)
    assert answer.status_code == 422
    assert not BpvPupil.objects.filter(pupil=key).exists()


def test_a_pupil_is_added_changed_and_removed(leader_client: Client, bwi: Route, firm: PracticePlace) -> None:
    cohort = bwi.cohort_set.order_by("start_year")[0]  # type: ignore[attr-defined]
    data = {"cohort": cohort.pk, "pupil": "LL-2027-700", "crebo": "25786", "area": "1234", "companies": [firm.pk]}
    assert leader_client.post(reverse("bpv_pupils", args=[bwi.pk]), data).status_code == 302
    made = BpvPupil.objects.get(pupil="LL-2027-700")
    assert list(made.companies.all()) == [firm]
    url = reverse("bpv_pupil", args=[bwi.pk, made.pk])
    assert leader_client.post(url, {**data, "area": "Rietmeer", "version": 1}).status_code == 302
    stale = leader_client.post(url, {**data, "area": "Elders", "version": 1})
    assert stale.status_code == 422
    assert "Elders" in stale.content.decode()
    assert "Rietmeer" in stale.content.decode()
    factories.bpv_match(bwi, "LL-2027-700")
    remove = reverse("bpv_pupil_remove", args=[bwi.pk, made.pk])
    assert "heeft nog een plek" in leader_client.post(remove, follow=True).content.decode()
    BpvMatch.objects.filter(pupil=made).delete()
    leader_client.post(remove)
    assert not BpvPupil.objects.filter(pk=made.pk).exists()


def test_a_praktijkovereenkomst_goes_from_not_sent_to_signed(leader_client: Client, bwi: Route) -> None:
    _pupil, match = factories.bpv_match(bwi, "LL-2027-700")
    url = reverse("bpv_match", args=[bwi.pk, match.pk])
    assert match.stand == BpvMatch.Stand.NOT_YET
    steps = [("sent_on", "verstuurd"), ("school_on", "deels"), ("student_on", "deels"), ("company_on", "getekend")]
    data: dict[str, str | int] = {}
    for number, (name, stand) in enumerate(steps, 1):
        data |= {name: "2026-11-02", "version": number}
        assert leader_client.post(url, data).status_code == 302
        match.refresh_from_db()
        assert match.stand == stand
    assert "Getekend door instelling, student en bedrijf (1)" in page(leader_client, "bpv_agreements", bwi.pk)
    late = leader_client.post(url, {**data, "version": 5, "sent_on": "2099-01-01"})
    assert "in de toekomst" in late.content.decode()
    wrong = leader_client.post(url, {**data, "version": 5, "begins_on": "2026-11-02", "ends_on": "2026-11-01"})
    assert wrong.status_code == 422
    assert "Het einde ligt voor het begin." in wrong.content.decode()


def signed_in(route: Route) -> str:
    return str(build_document(route).execution.practice_places[0].agreement_signed)


def test_whether_a_company_signed_follows_from_its_matches(
    leader_client: Client, bwi: Route, firm: PracticePlace
) -> None:
    url = reverse("fact_edit", args=[bwi.pk, 10, "practice_places", firm.pk])
    listed = kind_url(bwi, 10, "practice_places")
    today = timezone.localdate()
    # Without a pupil it is what people fill in; a group without keys has nobody who signs.
    BpvMatch.objects.filter(company=firm).delete()
    group = {"cohort": bwi.cohort_set.all()[0], "route_year": 3, "period": 1, "crebo": "25786"}  # type: ignore[attr-defined]
    BpvMatch.objects.create(route=bwi, company=firm, group="klas 3A", seats=3, **group)
    PracticePlace.objects.filter(pk=firm.pk).update(agreement_signed="ja")
    assert signed_in(bwi) == "ja"
    assert 'name="agreement_signed"' in leader_client.get(url).content.decode()
    # With pupils it follows from their matches: what is not signed before the bpv begins may still come.
    ahead = {"begins_on": today + timedelta(9), "ends_on": today + timedelta(90)}
    _pupil, first = factories.bpv_match(bwi, "LL-2027-701", company=firm, **ahead)
    _pupil, second = factories.bpv_match(bwi, "LL-2027-702", company=firm, **ahead)
    assert signed_in(bwi) == "onbekend"
    shown = leader_client.get(url).content.decode()
    assert 'name="agreement_signed"' not in shown
    assert "0 van 2 getekend" in shown
    signed = {"school_on": today, "student_on": today, "company_on": today}
    BpvMatch.objects.filter(pk=first.pk).update(**signed)
    assert signed_in(bwi) == "onbekend"
    assert "1 van 2 getekend" in page(leader_client, "bpv_company", bwi.pk, firm.pk)
    assert "1 van 2 getekend" in leader_client.get(listed).content.decode()
    BpvMatch.objects.filter(pk=second.pk).update(begins_on=today)
    assert signed_in(bwi) == "nee"
    BpvMatch.objects.filter(pk=second.pk).update(**signed)
    assert signed_in(bwi) == "ja"
    # It is kept once: the company has what people filled in, and saving it does not change that.
    firm.refresh_from_db()
    PracticePlace.objects.filter(pk=firm.pk).update(agreement_signed="nee")
    data = {"company": "Bouwbedrijf Anders", "recognised": "ja", "version": firm.version}
    assert leader_client.post(url, data).status_code == 302
    firm.refresh_from_db()
    assert (firm.company, firm.agreement_signed, signed_in(bwi)) == ("Bouwbedrijf Anders", "nee", "ja")


def test_signing_does_not_make_an_agreed_step_old(bwi: Route) -> None:
    step = provider_of(10)
    before = step.frozen(build_document(bwi))
    PracticePlace.objects.filter(route=bwi).update(agreement_signed="ja")
    BpvMatch.objects.filter(route=bwi).update(begins_on=date(2020, 1, 1))
    assert step.frozen(build_document(bwi)) == before


def test_a_match_goes_only_when_a_person_says_so(leader_client: Client, bwi: Route) -> None:
    _pupil, match = factories.bpv_match(bwi, "LL-2027-700")
    url = reverse("bpv_match_remove", args=[bwi.pk, match.pk])
    leader_client.post(url, {"version": "7"})
    assert BpvMatch.objects.filter(pk=match.pk).exists()
    leader_client.post(url, {"version": "1"})
    assert not BpvMatch.objects.filter(pk=match.pk).exists()


# -- a company falls away ----------------------------------------------------------------------------


def test_losing_a_recognition_tells_who_is_hit_and_keeps_the_matches(
    leader_client: Client, bwi: Route, firm: PracticePlace
) -> None:
    mine = set(BpvMatch.objects.filter(company=firm).values_list("pk", flat=True))
    assert mine
    url = reverse("bpv_falls_away", args=[bwi.pk, firm.pk])
    data = {"how": "erkenning", "on": "2026-11-20", "version": firm.version}
    shown = leader_client.post(url, data).content.decode()
    assert "Wie dit raakt" in shown
    assert "LL-2027-001" in shown
    firm.refresh_from_db()
    assert firm.recognised == "ja"
    assert leader_client.post(url, {**data, "bevestig": "1"}).status_code == 302
    firm.refresh_from_db()
    assert (firm.recognised, firm.recognised_until) == ("nee", date(2026, 11, 20))
    assert set(BpvMatch.objects.filter(company=firm).values_list("pk", flat=True)) == mine
    assert "is geen erkend leerbedrijf." in page(leader_client, "bpv_company", bwi.pk, firm.pk)
    assert "niet in orde" in page(leader_client, "bpv", bwi.pk)
    assert "geen erkenning, en er zijn koppelingen" in page(leader_client, "bpv", bwi.pk)
    assert "Koppelingen die niet meer kunnen" in proposed(leader_client, bwi)


def test_a_later_end_leaves_the_recognition_until_then(leader_client: Client, bwi: Route, firm: PracticePlace) -> None:
    day = timezone.localdate() + timedelta(400)
    url = reverse("bpv_falls_away", args=[bwi.pk, firm.pk])
    data = {"how": "stopt", "on": day.isoformat(), "version": firm.version, "bevestig": "1"}
    stale = leader_client.post(url, {**data, "version": 99})
    assert stale.status_code == 422
    assert leader_client.post(url, data).status_code == 302
    firm.refresh_from_db()
    assert (firm.recognised, firm.recognised_until, firm.stops_on) == ("ja", None, day)


def test_a_company_with_matches_is_not_removed(leader_client: Client, bwi: Route, firm: PracticePlace) -> None:
    url = reverse("fact_delete", args=[bwi.pk, 10, "practice_places", firm.pk])
    assert "koppelingen van leerlingen" in leader_client.get(url).content.decode()
    answer = leader_client.post(url, {"version": firm.version})
    assert answer.status_code == 409
    assert "Verwijder dat eerst." in answer.content.decode()
    assert PracticePlace.objects.filter(pk=firm.pk).exists()


# -- visits, signals, settings -----------------------------------------------------------------------


def test_visits_and_signals_are_noted_followed_and_closed(
    leader_client: Client, bwi: Route, firm: PracticePlace
) -> None:
    today = timezone.localdate()
    add = reverse("bpv_visit_add", args=[bwi.pk, firm.pk])
    data = {"on": today.isoformat(), "by": "Joost", "what": "Alles goed", "follow_up_on": today.isoformat()}
    assert "op een naam lijkt" in leader_client.post(add, {**data, "what": "Fatima was ziek"}).content.decode()
    future = (today + timedelta(3)).isoformat()
    assert leader_client.post(add, {**data, "on": future, "follow_up_on": future}).status_code == 422
    assert leader_client.post(add, data).status_code == 302
    visit = Visit.objects.filter(company=firm).latest("pk")
    leader_client.post(reverse("bpv_visit_follow", args=[bwi.pk, visit.pk]))
    visit.refresh_from_db()
    assert visit.followed_on == today
    add = reverse("bpv_signal_add", args=[bwi.pk, firm.pk])
    data = {"on": today.isoformat(), "about": "Te weinig werk", "seriousness": "hoog"}
    assert leader_client.post(add, data).status_code == 302
    assert "te laat of dringend" in page(leader_client, "bpv", bwi.pk)
    signal = Signal.objects.filter(company=firm).latest("pk")
    leader_client.post(reverse("bpv_signal_close", args=[bwi.pk, signal.pk]))
    signal.refresh_from_db()
    assert signal.closed_on == today


def test_what_is_due_follows_the_days(leader_client: Client, bwi: Route, firm: PracticePlace) -> None:
    today = timezone.localdate()
    PracticePlace.objects.filter(pk=firm.pk).update(recognised_until=today + timedelta(30))
    Visit.objects.filter(company=firm).delete()
    factories.bpv_match(bwi, "LL-2027-700", begins_on=today - timedelta(60), ends_on=today + timedelta(20))
    shown = page(leader_client, "bpv", bwi.pk)
    assert "de erkenning loopt af" in shown
    assert "1 praktijkovereenkomst is niet getekend" in shown
    assert "eerste bezoek" in shown
    assert "De erkenning van Bouwbedrijf Van Eekhout loopt af" in page(leader_client, "my_work")


def test_how_far_pupils_travel(leader_client: Client, bwi: Route) -> None:
    url = reverse("bpv_settings", args=[bwi.pk])
    assert leader_client.post(url, {"longest_km": "0", "version": 1}).status_code == 422
    assert leader_client.post(url, {"longest_km": "3", "version": 1}).status_code == 302
    assert "hoogstens 3 kilometer" in page(leader_client, "bpv_proposal", bwi.pk)
