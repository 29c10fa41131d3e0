"""Putting right the days of a pupil, and taking away a pupil that was entered by mistake."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from helpers import client_of

from naadloos.engines.progress import Category, Purpose
from naadloos.engines.route.terms import Phase
from naadloos.execution import correction_actions, group_actions
from naadloos.execution.correction_actions import Corrected, PhaseDays
from naadloos.execution.correction_queries import seen_of
from naadloos.execution.group_import import Sheet
from naadloos.execution.group_queries import pupil_by_key
from naadloos.execution.models import (
    BpvMatch,
    BpvPupil,
    CorrectionReason,
    Done,
    GroupKey,
    GroupPupil,
    LeaveReason,
    PracticePlace,
    PupilCorrection,
    PupilPhase,
    VariantSwitch,
)
from naadloos.monitoring.models import AccessEntry, Delivery, PupilEvent, PupilKey, RoutePupil
from naadloos.monitoring.queries import digest_for
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes.models import Cohort, Route, RoutePartner

pytestmark = pytest.mark.django_db
KEY, GROUP = "B1-2027-003", "Bouw 3A 2027"
MISTAKE = CorrectionReason.MISTAKE


@pytest.fixture
def pupil(school: RoutePartner) -> GroupPupil:
    """In the VO phase from 30 August 2027 up to and including 14 July 2029."""
    return GroupPupil.objects.get(pk=pupil_by_key([school.pk], KEY))


def phase_of(pupil: GroupPupil) -> PupilPhase:
    return PupilPhase.objects.get(pupil=pupil, phase="vo")


def days(pupil: GroupPupil, **more: Any) -> Corrected:
    given: dict[str, Any] = {"entered_on": pupil.entered_on, "left_on": None, "left_because": None, "phases": {}}
    return Corrected(**given | more)


def correct(actor: User, pupil: GroupPupil, partner: RoutePartner, given: Corrected) -> list[str]:
    found = correction_actions.correct(
        actor=actor, pupil=pupil, partner=partner, given=given, reason=MISTAKE, expected=pupil.version,
        seen=seen_of(PupilPhase.objects.filter(pupil=pupil, partner=partner)),
    )  # fmt: skip
    return [f"{each.label}: {each.before} > {each.after}" for each in found]


def known_at_both(other: User, college: RoutePartner, school: RoutePartner) -> None:
    """The mbo tells its own phase of the same pupil, linked as a delivery to the monitor links."""
    row = RoutePupil.objects.create(route=college.route, cohort=2027, leerweg="bb")
    for partner, key in ((school, KEY), (college, "M-3")):
        PupilKey.objects.create(pupil=row, partner=partner, digest=digest_for(partner, key))
    content = f"{';'.join(Sheet.PLACEMENT.heads)}\nM-3;{GROUP};MBO;2029-08-01;".encode()
    taken = group_actions.take_file(
        actor=other, route=college.route, partner=college, sheet=Sheet.PLACEMENT, content=content
    )
    assert taken.taken == 1


# -- days --------------------------------------------------------------------------------------------


def test_a_wrong_day_is_put_right_and_what_was_is_kept_for_the_own_side(
    leader: User, pupil: GroupPupil, school: RoutePartner
) -> None:
    phase = phase_of(pupil)
    right = PhaseDays(Phase.VO, date(2027, 9, 6), date(2029, 7, 14))
    said = correct(leader, pupil, school, days(pupil, entered_on=date(2027, 9, 6), phases={phase.pk: right}))
    assert said == [
        "eerste dag in de route: 30 augustus 2027 > 6 september 2027",
        "fase: vo-fase van 30 augustus 2027 tot en met 14 juli 2029 > vo-fase van 6 september 2027 tot en met 14 juli "
        "2029",
    ]
    assert phase_of(pupil).starts_on == date(2027, 9, 6)
    assert GroupPupil.objects.get(pk=pupil.pk).entered_on == date(2027, 9, 6)
    kept = PupilCorrection.objects.get(pupil=pupil)
    assert kept.changes[0] == ["eerste dag in de route", "30 augustus 2027", "6 september 2027"]
    assert (kept.partner, kept.reason, kept.by) == (school, "fout", str(leader))
    # Both sides read the history of the route: it says that and why, and no day.
    entry = HistoryEntry.objects.get(subject__startswith="dagen van een leerling verbeterd")
    assert (entry.subject, entry.changes) == ("dagen van een leerling verbeterd: verkeerd ingevuld", [])
    assert AccessEntry.objects.filter(what="dagen van een leerling verbeterd", partner=school).exists()


def test_never_in_both_phases_on_a_counting_date(
    leader: User, other: User, pupil: GroupPupil, school: RoutePartner, college: RoutePartner
) -> None:
    known_at_both(other, college, school)
    pupil.refresh_from_db()
    late = PhaseDays(Phase.VO, date(2027, 8, 30), date(2029, 10, 1))
    with pytest.raises(ValidationError, match="1 oktober 2029"):
        correct(leader, pupil, school, days(pupil, phases={phase_of(pupil).pk: late}))
    just = PhaseDays(Phase.VO, date(2027, 8, 30), date(2029, 9, 30))
    assert correct(leader, pupil, school, days(pupil, phases={phase_of(pupil).pk: just}))


def test_a_phase_of_the_other_side_stays_as_it_was(
    leader: User, other: User, pupil: GroupPupil, school: RoutePartner, college: RoutePartner
) -> None:
    known_at_both(other, college, school)
    pupil.refresh_from_db()
    theirs = PupilPhase.objects.get(pupil=pupil, partner=college)
    with pytest.raises(ValidationError, match="niets gewijzigd"):
        correct(leader, pupil, school, days(pupil, phases={theirs.pk: None}))
    assert PupilPhase.objects.filter(pk=theirs.pk).exists()
    with pytest.raises(PermissionDenied):
        correct(other, pupil, school, days(pupil, phases={phase_of(pupil).pk: None}))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"entered_on": date(2027, 9, 1)}, "begint voor de eerste dag in de route"),
        ({"phase": (date(2029, 7, 15), date(2029, 7, 14))}, "laatste dag van een fase ligt voor de eerste"),
        ({"entered_on": date(2001, 8, 1)}, "te ver terug"),
        ({"left_on": date(2027, 8, 29)}, "laatste dag in de route ligt voor de eerste"),
        ({"left_on": date(2029, 7, 14), "left_because": None}, "waarom de leerling uit de route is"),
        ({"left_on": date(2029, 7, 14), "phase": (date(2027, 8, 30), None)}, "geen fase zonder laatste dag"),
        ({"left_on": date(2028, 1, 10), "phase": (date(2028, 2, 2), date(2029, 7, 14))}, "begint nog een fase"),
        ({"left_on": date(2027, 10, 1)}, "ligt nog een wissel"),
        ({"entered_on": date(2027, 11, 2), "phase": (date(2027, 11, 2), None)}, "wissel van variant ligt voor"),
        ({}, "niets gewijzigd"),
    ],
)
def test_days_that_are_out_of_order_are_refused(
    leader: User, pupil: GroupPupil, school: RoutePartner, given: dict[str, Any], why: str
) -> None:
    VariantSwitch.objects.create(pupil=pupil, on=date(2027, 11, 1), before="v-timmeren", after="v-metselen")
    given = dict(given)
    if "phase" in given:
        given["phases"] = {phase_of(pupil).pk: PhaseDays(Phase.VO, *given.pop("phase"))}
    if given.get("left_on"):
        given.setdefault("left_because", LeaveReason.WORK)
    with pytest.raises(ValidationError, match=why):
        correct(leader, pupil, school, days(pupil, **given))
    assert not PupilCorrection.objects.exists()
    assert phase_of(pupil).starts_on == date(2027, 8, 30)


def test_two_phases_change_days_at_once_and_one_goes(leader: User, pupil: GroupPupil, school: RoutePartner) -> None:
    first = phase_of(pupil)
    first.ends_on = date(2028, 6, 30)
    first.save()
    second = PupilPhase.objects.create(pupil=pupil, partner=school, phase="vo", starts_on=date(2028, 8, 1))
    swapped = {
        first.pk: PhaseDays(Phase.VO, date(2028, 8, 1), None),
        second.pk: PhaseDays(Phase.VO, date(2027, 8, 30), date(2028, 6, 30)),
    }
    assert len(correct(leader, pupil, school, days(pupil, phases=swapped))) == 2
    assert PupilPhase.objects.get(pk=first.pk).ends_on is None
    correct(leader, pupil, school, days(pupil, phases={first.pk: None}))
    assert list(PupilPhase.objects.filter(pupil=pupil)) == [second]


def test_somebody_who_did_not_leave_comes_back(leader: User, pupil: GroupPupil, school: RoutePartner) -> None:
    group_actions.leave(
        actor=leader, pupil=pupil, partner=school, reason=LeaveReason.WORK, on=date(2028, 1, 10), expected=pupil.version
    )
    said = correct(leader, pupil, school, days(pupil))
    assert said == ["laatste dag in de route: 10 januari 2028 > —", "waarom uit de route: werk > —"]
    back = GroupPupil.objects.get(pk=pupil.pk)
    assert (back.left_on, back.reason) == (None, "")


def test_who_saw_an_older_version_is_told(leader: User, pupil: GroupPupil, school: RoutePartner) -> None:
    seen = seen_of([phase_of(pupil)])
    PupilPhase.objects.filter(pupil=pupil).update(ends_on=date(2029, 7, 1))
    # Either the pupil itself was changed, or a file changed its phases.
    for expected, phases in ((pupil.version - 1, seen_of([phase_of(pupil)])), (pupil.version, seen)):
        with pytest.raises(StaleError):
            correction_actions.correct(
                actor=leader,
                pupil=pupil,
                partner=school,
                given=days(pupil, phases={phase_of(pupil).pk: None}),
                reason=MISTAKE,
                expected=expected,
                seen=phases,
            )
    assert phase_of(pupil).ends_on == date(2029, 7, 1)


def test_the_page_corrects_and_shows_what_was(leader_client: Client, bwi: Route, pupil: GroupPupil) -> None:
    url, phase = reverse("group_correct", args=[bwi.pk, pupil.pk]), phase_of(pupil)
    assert url in leader_client.get(reverse("group_pupil", args=[bwi.pk, pupil.pk])).content.decode()
    sent = {
        "entered_on": "2027-08-30",
        f"phase_{phase.pk}": "vo",
        f"first_{phase.pk}": "2027-08-30",
        f"last_{phase.pk}": "2029-07-07",
        "reason": "later",
        "version": pupil.version,
        "seen": seen_of([phase]),
    }
    wrong = leader_client.post(url, sent | {f"last_{phase.pk}": "2027-01-01"})
    assert wrong.status_code == 422
    assert "ligt voor de eerste" in wrong.content.decode()
    assert leader_client.post(url, sent).status_code == 302
    page = leader_client.get(url).content.decode()
    assert "was vo-fase van 30 augustus 2027 tot en met 14 juli 2029" in page
    assert "later bleek een andere datum" in page
    late = leader_client.post(url, sent | {f"last_{phase.pk}": "2029-07-08"})
    assert late.status_code == 422
    assert "Iemand anders wijzigde" in late.content.decode()


def test_the_other_side_reaches_neither_page(bwi: Route, other: User, pupil: GroupPupil) -> None:
    for name in ("group_correct", "group_remove"):
        url = reverse(name, args=[bwi.pk, pupil.pk])
        assert client_of(other).get(url).status_code == 404
        assert client_of(other).post(url, {"reason": "fout", "version": 1}).status_code == 404


# -- taking away -------------------------------------------------------------------------------------


def remove(actor: User, pupil: GroupPupil, partner: RoutePartner) -> None:
    correction_actions.remove(
        actor=actor, pupil=pupil, partner=partner, reason=CorrectionReason.DOUBLE, expected=pupil.version
    )


def test_a_pupil_that_was_entered_by_mistake_goes_and_may_come_again(
    bwi: Route, leader_client: Client, leader: User, pupil: GroupPupil, school: RoutePartner
) -> None:
    url = reverse("group_remove", args=[bwi.pk, pupil.pk])
    page = leader_client.get(url).content.decode()
    assert "1 fase<" in page
    assert leader_client.post(url, {"reason": "dubbel", "version": pupil.version}).status_code == 302
    assert not GroupPupil.objects.filter(pk=pupil.pk).exists()
    assert not PupilPhase.objects.filter(pupil_id=pupil.pk).exists()
    entry = HistoryEntry.objects.get(verb="verwijderd", subject__contains="per ongeluk")
    assert entry.subject.endswith("dubbel ingevuld")
    content = f"{';'.join(Sheet.PLACEMENT.heads)}\n{KEY};{GROUP};VO;2027-08-30;".encode()
    again = group_actions.take_file(actor=leader, route=bwi, partner=school, sheet=Sheet.PLACEMENT, content=content)
    assert again.taken == 1


def test_what_rests_on_a_pupil_is_said_and_stops_it(
    bwi: Route, leader_client: Client, leader: User, pupil: GroupPupil, school: RoutePartner, college: RoutePartner
) -> None:
    cohort, company = Cohort.objects.get(route=bwi, start_year=2027), PracticePlace.objects.filter(route=bwi)[0]
    seeker = BpvPupil.objects.create(route=bwi, cohort=cohort, pupil=KEY, crebo="25786")
    BpvMatch.objects.create(
        route=bwi, cohort=cohort, company=company, route_year=3, period=2, crebo="25786", pupil=seeker
    )
    told = RoutePupil.objects.create(route=bwi, cohort=2027, leerweg="bb")
    PupilKey.objects.create(pupil=told, partner=school, digest=digest_for(school, KEY))
    delivery = Delivery.objects.create(
        route=bwi, partner=school, kind="vmbo", name="stand.csv", known_until=date(2027, 10, 1)
    )
    PupilEvent.objects.create(pupil=told, delivery=delivery, kind="start", on=date(2027, 8, 30))
    group_actions.pass_on(
        actor=leader, pupil=pupil, partner=school, receiver=college, categories=[Category.CAREER],
        purpose=Purpose.FOLLOW,
    )  # fmt: skip
    with pytest.raises(ValidationError) as caught:
        remove(leader, pupil, school)
    said = " ".join(caught.value.messages)
    assert f"bpv-plek: {company}, mbo-jaar 1, periode 2" in said
    assert "levering aan de monitor: “stand.csv”" in said
    assert f"overdracht van {school} aan {college}" in said
    assert KEY not in said
    page = leader_client.get(reverse("group_remove", args=[bwi.pk, pupil.pk])).content.decode()
    assert "stand.csv" in page
    assert "Verwijder deze leerling" not in page
    # Somebody else's place and file do not count.
    mate = GroupPupil.objects.get(pk=pupil_by_key([school.pk], "B1-2027-004"))
    remove(leader, mate, school)
    assert not GroupPupil.objects.filter(pk=mate.pk).exists()


def test_what_the_other_side_told_stays(
    leader: User, other: User, pupil: GroupPupil, school: RoutePartner, college: RoutePartner
) -> None:
    known_at_both(other, college, school)
    pupil.refresh_from_db()
    Done.objects.create(
        pupil=pupil, partner=school, kind="onderdeel", key="hout", on=date(2028, 1, 1), outcome="behaald"
    )
    remove(leader, pupil, school)
    left = GroupPupil.objects.get(pk=pupil.pk)
    assert [row.partner for row in GroupKey.objects.filter(pupil=left)] == [college]
    assert [row.partner for row in PupilPhase.objects.filter(pupil=left)] == [college]
    assert not Done.objects.filter(pupil=left).exists()
    assert left.entered_on == date(2029, 8, 1)


def test_nobody_of_another_side_takes_a_pupil_away(other: User, pupil: GroupPupil, school: RoutePartner) -> None:
    with pytest.raises(PermissionDenied):
        remove(other, pupil, school)
