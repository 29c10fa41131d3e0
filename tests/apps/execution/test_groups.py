"""Groups and pupils: taken line by line, by the right people, held to versions, and only the closed list passes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from naadloos.engines.progress import Category, Purpose, Standing
from naadloos.execution import group_actions
from naadloos.execution.group_build import read_versions
from naadloos.execution.group_import import Sheet
from naadloos.execution.group_queries import balance_of, facts_of, get_pupil, pupil_by_key, stays_of
from naadloos.execution.models import Done, Group, GroupKey, GroupPupil, LeaveReason, PassedOn, PupilPhase
from naadloos.monitoring.models import AccessEntry, PupilKey, RemovedKey, RoutePupil
from naadloos.monitoring.queries import digest_for
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import HistoryEntry, User
from naadloos.programme.models import PlanVersion
from naadloos.routes.models import Route, RoutePartner

pytestmark = pytest.mark.django_db
PLACE, DID = ";".join(Sheet.PLACEMENT.heads), ";".join(Sheet.PROGRESS.heads)


@pytest.fixture
def group(bwi: Route, leader: User) -> Group:
    return group_actions.make_group(actor=leader, route=bwi, name="Test 3A", start_year=2027, variant="v-metselen")


def take(actor: User, partner: RoutePartner, sheet: Sheet, *lines: str):  # type: ignore[no-untyped-def]
    head = PLACE if sheet is Sheet.PLACEMENT else DID
    content = "\n".join([head, *lines]).encode()
    return group_actions.take_file(actor=actor, route=partner.route, partner=partner, sheet=sheet, content=content)


def placed(actor: User, partner: RoutePartner, key: str = "T-2027-001") -> GroupPupil:
    take(actor, partner, Sheet.PLACEMENT, f"{key};Test 3A;VO;2027-08-30;")
    return GroupPupil.objects.get(pk=pupil_by_key([partner.pk], key))


def test_a_group_is_held_to_the_adopted_programme(bwi: Route, group: Group) -> None:
    assert group.plan == PlanVersion.objects.get(route=bwi, adopted_at__isnull=False).number
    assert HistoryEntry.objects.filter(verb="toegevoegd", subject="groep Test 3A").exists()


def test_a_wrong_line_spoils_nothing_and_the_same_file_changes_nothing(
    leader: User, school: RoutePartner, group: Group
) -> None:
    lines = [
        "T-2027-001;Test 3A;VO;2027-08-30;2029-07-14",
        "Jan de Vries;Test 3A;VO;2027-08-30;",
        "T-2027-002;Bestaat niet;VO;2027-08-30;",
        "T-2027-003;test 3a;vo;2027-08-30;",
        "T-2027-003;Test 3A;VO;2028-01-01;",
    ]
    first = take(leader, school, Sheet.PLACEMENT, *lines)
    assert (first.taken, len(first.refused)) == (2, 3)
    assert [line.line for line in first.lines if line.why] == [3, 4, 6]
    assert "Vries" not in " ".join(first.refused)
    again = take(leader, school, Sheet.PLACEMENT, *lines)
    assert (again.taken, len(again.refused)) == (0, 3)
    assert GroupPupil.objects.filter(group=group).count() == 2
    said = " ".join(f"{row.subject} {row.changes}" for row in HistoryEntry.objects.all())
    assert "T-2027" not in said
    assert not any("2027" in key.digest for key in GroupKey.objects.filter(pupil__group=group))


def test_unknown_keys_and_codes_are_told_and_nothing_else_is_lost(
    leader: User, school: RoutePartner, group: Group
) -> None:
    pupil = placed(leader, school)
    done = take(
        leader,
        school,
        Sheet.PROGRESS,
        "T-2027-001;onderdeel;uitzetten;2026-10-01;behaald",
        "T-2027-999;onderdeel;uitzetten;2026-10-01;behaald",
        "T-2027-001;onderdeel;bestaat-niet;2026-10-01;behaald",
        "T-2027-001;toets;Schoolexamen maatschappijleer 1;2026-10-01;4,2",
        "T-2027-001;toets;pvb-m1;2026-10-01;4.2",
        "T-2027-001;onderdeel;steigers;2026-10-01;7",
    )
    assert [line.line for line in done.lines if line.why] == [3, 4, 7]
    assert {(row.key, row.outcome) for row in Done.objects.filter(pupil=pupil)} == {
        ("uitzetten", "behaald"),
        ("se-ml1", "gemaakt"),
        ("pvb-m1", "niet_behaald"),
    }
    changed = take(leader, school, Sheet.PROGRESS, "T-2027-001;toets;pvb-m1;2026-10-01;6")
    assert changed.taken == 1
    assert Done.objects.get(pupil=pupil, key="pvb-m1").outcome == "behaald"


def test_looking_first_stores_nothing(leader: User, school: RoutePartner, group: Group) -> None:
    from naadloos.execution.group_import import look

    looked = look(school.route, school, Sheet.PLACEMENT, f"{PLACE}\nT-2027-001;Test 3A;VO;2027-08-30;".encode())
    assert (looked.taken, GroupPupil.objects.filter(group=group).count()) == (1, 0)


def test_a_file_with_names_is_refused(leader: User, school: RoutePartner, group: Group) -> None:
    with pytest.raises(ValidationError):
        group_actions.take_file(
            actor=leader, route=school.route, partner=school, sheet=Sheet.PLACEMENT,
            content=b"SLEUTEL;GROEP;FASE;VAN;ACHTERNAAM\nT-2027-001;Test 3A;VO;2027-08-30;X",
        )  # fmt: skip


def link(route: Route, school: RoutePartner, college: RoutePartner) -> None:
    """As a delivery to the monitor with koppeling does."""
    row = RoutePupil.objects.create(route=route, cohort=2027, leerweg="bb")
    for partner, key in ((school, "T-2027-001"), (college, "M-77")):
        PupilKey.objects.create(pupil=row, partner=partner, digest=digest_for(partner, key))


def test_nobody_is_in_both_phases_on_a_counting_date_whoever_tells_it(
    bwi: Route, leader: User, other: User, school: RoutePartner, college: RoutePartner, group: Group
) -> None:
    link(bwi, school, college)
    pupil = placed(leader, school)
    refused = take(other, college, Sheet.PLACEMENT, "M-77;Test 3A;MBO;2029-08-01;")
    assert "1 oktober 2029" in refused.refused[0]
    assert not GroupKey.objects.filter(partner=college).exists()
    take(leader, school, Sheet.PLACEMENT, "T-2027-001;Test 3A;VO;2027-08-30;2029-07-31")
    assert take(other, college, Sheet.PLACEMENT, "M-77;Test 3A;MBO;2029-08-01;").taken == 1
    assert pupil_by_key([college.pk], "M-77") == pupil.pk
    assert {row.phase for row in PupilPhase.objects.filter(pupil=pupil)} == {"vo", "mbo"}


def test_only_the_own_partner_writes_and_sees(
    bwi: Route, leader: User, other: User, school: RoutePartner, group: Group, outsider: User
) -> None:
    pupil = placed(leader, school)
    for actor in (other, outsider):
        with pytest.raises(PermissionDenied):
            take(actor, school, Sheet.PLACEMENT, "T-2027-001;Test 3A;VO;2027-08-30;")
    from django.http import Http404

    with pytest.raises(Http404):
        get_pupil(other, bwi, pupil.pk)
    assert get_pupil(leader, bwi, pupil.pk)[1] == school


def test_the_other_side_sees_what_was_passed_on_and_no_more(
    bwi: Route, leader: User, other: User, school: RoutePartner, college: RoutePartner, group: Group
) -> None:
    link(bwi, school, college)
    pupil = placed(leader, school)
    take(leader, school, Sheet.PLACEMENT, "T-2027-001;Test 3A;VO;2027-08-30;2029-07-31")
    take(leader, school, Sheet.PROGRESS, "T-2027-001;onderdeel;uitzetten;2026-10-01;behaald")
    take(other, college, Sheet.PLACEMENT, "M-77;Test 3A;MBO;2029-08-01;")
    seen, partner = get_pupil(other, bwi, pupil.pk)
    assert (facts_of(seen, [partner.pk]), len(stays_of(seen, [partner.pk]))) == ([], 1)
    with pytest.raises(ValidationError) as refused:
        group_actions.pass_on(
            actor=leader, pupil=pupil, partner=school, receiver=college, purpose=Purpose.FOLLOW,
            categories=[Category.RESULTS, Category.ADMINISTRATION],
        )  # fmt: skip
    assert "BUL art. 8" in str(refused.value)
    assert not PassedOn.objects.exists()
    group_actions.pass_on(
        actor=leader, pupil=pupil, partner=school, receiver=college, purpose=Purpose.FOLLOW,
        categories=[Category.RESULTS],
    )  # fmt: skip
    row = PassedOn.objects.get()
    assert (row.receiver, row.purpose) == (college, "volgen")
    assert "WEB 2.5.5a" in row.basis
    seen, _partner = get_pupil(other, bwi, pupil.pk)
    assert [each.key for each in facts_of(seen, [college.pk])] == ["uitzetten"]
    assert AccessEntry.objects.filter(partner=school, what__startswith="gegevens overgedragen").exists()


def test_switch_and_leave(bwi: Route, leader: User, school: RoutePartner, group: Group) -> None:
    pupil = placed(leader, school)
    take(leader, school, Sheet.PROGRESS, "T-2027-001;onderdeel;schoonmetsel;2026-10-01;behaald")
    pupil, _partner = get_pupil(leader, bwi, pupil.pk)
    versions = read_versions(bwi)
    day = date(2027, 11, 1)
    before = balance_of(pupil, versions, [school.pk], on=day)
    after = balance_of(pupil, versions, [school.pk], on=day, variant="v-timmeren")
    assert "schoonmetsel" in [line.part.key for line in before.mbo.of(Standing.DONE)]
    assert "schoonmetsel" not in [line.part.key for line in after.mbo.lines]
    assert "schoonmetsel" in [line.part.key for line in after.vmbo.of(Standing.DONE)]
    old = pupil.version
    group_actions.switch(actor=leader, pupil=pupil, partner=school, variant="v-timmeren", on=day, expected=old)
    with pytest.raises(StaleError):
        group_actions.leave(
            actor=leader, pupil=pupil, partner=school, reason=LeaveReason.OPTION, on=date(2028, 1, 10), expected=old
        )
    pupil = GroupPupil.objects.get(pk=pupil.pk)
    group_actions.leave(
        actor=leader, pupil=pupil, partner=school, reason=LeaveReason.OPTION, on=date(2028, 1, 10),
        expected=pupil.version,
    )  # fmt: skip
    pupil = GroupPupil.objects.get(pk=pupil.pk)
    assert (pupil.variant, pupil.reason, pupil.phases.get().ends_on) == ("v-timmeren", "overstap", date(2028, 1, 10))
    assert group_actions.remove_due(date(2030, 1, 9)) == 0
    assert group_actions.remove_due(date(2030, 1, 11)) == 1


def test_a_newer_programme_is_told_and_the_group_moves_with_what_was_done(
    bwi: Route, leader: User, school: RoutePartner, group: Group
) -> None:
    from naadloos.execution.group_pages import version_view
    from naadloos.execution.group_queries import is_behind, newest

    pupil = placed(leader, school)
    take(leader, school, Sheet.PROGRESS, "T-2027-001;onderdeel;steigers;2026-10-01;behaald")
    adopted = PlanVersion.objects.get(route=bwi, number=group.plan)
    content = {
        **adopted.content,
        "units": [row for row in adopted.content["units"] if row["key"] != "steigers"],
        "placements": [row for row in adopted.content["placements"] if row["unit"] != "steigers"],
    }
    PlanVersion.objects.create(
        route=bwi, number=99, at=timezone.now(), by="x", origin="hand", content=content,
        adopted_at=timezone.now(), adopted_by="x",
    )  # fmt: skip
    now = newest(bwi, 2027)
    assert is_behind(group, now)
    assert version_view(group, read_versions(bwi), now).went == ["Veilig werken op steigers en ladders"]
    group_actions.move_group(actor=leader, group=group, expected=group.version)
    pupil, _partner = get_pupil(leader, bwi, pupil.pk)
    found = balance_of(pupil, read_versions(bwi), [school.pk], on=date(2027, 9, 1))
    assert [line.part.key for line in found.vmbo.of(Standing.DOUBLE)] == ["steigers"]


@pytest.mark.parametrize(
    ("field", "value"), [("variant", "bestaat-niet"), ("name", "Jan de Vries"), ("start_year", 2031)]
)
def test_a_group_must_be_right(bwi: Route, leader: User, field: str, value: object) -> None:
    given = {"name": "Test 3B", "variant": "v-metselen", "start_year": 2027, field: value}
    with pytest.raises(ValidationError) as refused:
        group_actions.make_group(actor=leader, route=bwi, **given)  # type: ignore[arg-type]
    assert list(refused.value.message_dict) == [field]


def test_who_is_gone_from_the_monitor_is_gone_here_and_does_not_come_back(
    leader: User, school: RoutePartner, group: Group
) -> None:
    pupil = placed(leader, school)
    RemovedKey.objects.create(partner=school, digest=digest_for(school, "T-2027-001"))
    assert group_actions.remove_due(date(2027, 9, 1)) == 1
    assert not GroupPupil.objects.filter(pk=pupil.pk).exists()
    assert take(leader, school, Sheet.PLACEMENT, "T-2027-001;Test 3A;VO;2027-08-30;").taken == 0
