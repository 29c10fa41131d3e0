"""Reading groups and pupils: who sees which pupil, what each side knows of a pupil, and how far everybody is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from naadloos.engines.progress import Balance, Category, Fact, Kind, Outcome, Part, Stay, balance
from naadloos.engines.route.terms import Phase
from naadloos.exams.queries import exams_in_force
from naadloos.execution.group_build import Versions, exams_of, read_versions
from naadloos.execution.models import Done, Group, GroupKey, GroupPupil, PassedOn, PupilPhase
from naadloos.monitoring.queries import digest_for, own_partners
from naadloos.organisations.models import User
from naadloos.programme.queries import newest_adopted
from naadloos.routes.models import Route, RoutePartner

# A number of pupils of another school is told from here on.
LEAST = 5


def may_see_pupils(user: User, route: Route) -> list[int]:
    """The own partners of this person. Raises PermissionDenied when there is none."""
    partners = own_partners(user, route)
    if not partners:
        raise PermissionDenied
    return partners


def get_group(route: Route, pk: int) -> Group:
    """Raises Http404."""
    found: Group = get_object_or_404(Group, pk=pk, route=route)
    return found


def _whole(pupils: QuerySet[GroupPupil]) -> QuerySet[GroupPupil]:
    return pupils.select_related("group").prefetch_related(
        Prefetch("keys", GroupKey.objects.all()),
        Prefetch("phases", PupilPhase.objects.all()),
        Prefetch("done", Done.objects.all()),
        Prefetch("passed_on", PassedOn.objects.select_related("sender__organisation", "receiver__organisation")),
        "switches",
    )


def pupils_of(group: Group, partners: Sequence[int]) -> list[GroupPupil]:
    """The pupils of a group with a key of these partners, with all that is known; a fixed number of queries."""
    return list(_whole(GroupPupil.objects.filter(group=group, keys__partner__in=partners).distinct()))


def get_pupil(user: User, route: Route, pk: int) -> tuple[GroupPupil, RoutePartner]:
    """A pupil and the own partner that it has a key of. Raises PermissionDenied, Http404."""
    partners = may_see_pupils(user, route)
    pupil = _whole(GroupPupil.objects.filter(route=route, pk=pk)).first()
    key = next((each for each in pupil.keys.all() if each.partner_id in partners), None) if pupil else None
    if pupil is None or key is None:
        raise Http404
    return pupil, RoutePartner.objects.select_related("organisation").get(pk=key.partner_id)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in the list. ``own``: pupils of the reader's own partners, None when there are no such partners.

    ``others``: pupils of the other side; None when there are too few to tell. ``newer``: versions to move to.
    """

    group: Group
    variant: str
    own: int | None
    others: int | None
    newer: bool


@dataclass(frozen=True, slots=True)
class Newest:
    """What a group of this cohort would be pinned to today."""

    plan: int | None
    exams: tuple[int, int] | None


def newest(route: Route, start_year: int) -> Newest:
    return Newest(newest_adopted(route), exams_in_force(route, start_year))


def is_behind(group: Group, now: Newest) -> bool:
    """Is there another version than the one that the group is held to?"""
    return (now.plan is not None and now.plan != group.plan) or (now.exams is not None and now.exams != exams_of(group))


def group_rows(route: Route, partners: Sequence[int], titles: dict[str, str]) -> list[GroupRow]:
    """All groups with their numbers: small ones of the own school alone."""
    groups = list(Group.objects.filter(route=route))
    now = {year: newest(route, year) for year in {group.start_year for group in groups}}
    mine: dict[int, int] = {}
    others: dict[int, int] = {}
    pupils = GroupPupil.objects.filter(route=route, left_on__isnull=True).prefetch_related("keys")
    for pupil in pupils:
        owned = any(key.partner_id in partners for key in pupil.keys.all())
        counts = mine if owned else others
        counts[pupil.group_id] = counts.get(pupil.group_id, 0) + 1
    return [
        GroupRow(
            group,
            titles.get(group.variant, group.variant),
            mine.get(group.pk, 0) if partners else None,
            number if (number := others.get(group.pk, 0)) >= LEAST else None,
            is_behind(group, now[group.start_year]),
        )
        for group in groups
    ]


def stays_of(pupil: GroupPupil, partners: Iterable[int] | None = None) -> list[Stay]:
    """The phases: all of them, or what these partners told or were told."""
    rows = list(pupil.phases.all())
    if partners is not None:
        rows = [row for row in rows if row.partner_id in partners or _told(pupil, partners, row, Category.CAREER)]
    return [Stay(Phase.of(row.phase), row.starts_on, row.ends_on) for row in rows]


def facts_of(pupil: GroupPupil, partners: Iterable[int]) -> list[Fact]:
    """What was done, as far as these partners told it or were told."""
    return [
        Fact(Kind.of(row.kind), row.key, row.on, Outcome.of(row.outcome))
        for row in pupil.done.all()
        if row.partner_id in partners or _told(pupil, partners, row, Category.RESULTS)
    ]


def _told(pupil: GroupPupil, partners: Iterable[int], row: Done | PupilPhase, category: Category) -> bool:
    """Was it passed on to these partners? What came after that was not."""
    day = row.on if isinstance(row, Done) else row.starts_on
    return any(
        each.receiver_id in partners
        and each.sender_id == row.partner_id
        and each.category == category
        and day <= each.at.date()
        for each in pupil.passed_on.all()
    )


def route_year(group: Group, day: date) -> int:
    """In which year of the route the group is on a day; a school year begins on 1 August."""
    return day.year - (0 if day.month >= 8 else 1) - group.start_year + 1


def balance_of(
    pupil: GroupPupil, versions: Versions, partners: Iterable[int], *, on: date, variant: str | None = None
) -> Balance:
    """Done, missing and double of a pupil in its variant, or in the one that it would go to."""
    return balance(
        versions.programme(pupil.group),
        facts_of(pupil, partners),
        variant=pupil.variant if variant is None else variant,
        route_year=route_year(pupil.group, on),
    )


def digest_in(pupil: GroupPupil, partners: Iterable[int]) -> str:
    """The begin of the unreadable key, to tell pupils apart on a page."""
    return next((str(key) for key in pupil.keys.all() if key.partner_id in partners), "—")


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of the list for ROD. ``digest``: the whole key as it is kept."""

    digest: str
    phase: str
    variant: str
    first: date
    last: date | None


def counted_pupils(route: Route, partner: RoutePartner) -> list[Counted]:
    """The phases that one partner tells about its pupils, with the variant."""
    rows = PupilPhase.objects.filter(pupil__route=route, partner=partner).select_related("pupil")
    keys = dict(GroupKey.objects.filter(partner=partner).values_list("pupil_id", "digest"))
    return [
        Counted(keys.get(row.pupil_id, ""), row.phase, row.pupil.variant, row.starts_on, row.ends_on) for row in rows
    ]


def pupil_by_key(partners: Sequence[int], key: str) -> int | None:
    """The number of the pupil that one of these partners calls so."""
    for partner in RoutePartner.objects.filter(pk__in=partners):
        row = GroupKey.objects.filter(partner=partner, digest=digest_for(partner, key)).first()
        if row is not None:
            return row.pupil_id
    return None


def partners_with_pupils(pupils: Sequence[GroupPupil], partners: Sequence[int]) -> list[tuple[RoutePartner, int]]:
    """Whose pupils these are, with their number, for the log."""
    rows = RoutePartner.objects.filter(pk__in=partners)
    counts = {row: sum(any(key.partner_id == row.pk for key in each.keys.all()) for each in pupils) for row in rows}
    return [(row, number) for row, number in counts.items() if number]


def group_names(route: Route) -> list[str]:
    return list(Group.objects.filter(route=route).values_list("name", flat=True))


def all_parts(route: Route) -> list[Part]:
    """Every unit and test that a group of the route can be held to, each once; of a new route those of now."""
    versions = read_versions(route)
    found: dict[tuple[str, str], Part] = {}
    groups = list(Group.objects.filter(route=route))
    programmes = [versions.programme(group) for group in groups] or [versions.programme_at(None, None)]
    for programme in programmes:
        for part in programme.parts:
            found.setdefault((part.kind.value, part.key), part)
    return list(found.values())
