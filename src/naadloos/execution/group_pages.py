"""What the pages of groups and pupils show, in the language of the reader."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naadloos.engines.progress import Along, Balance, DiplomaList, Part, Programme, Standing, takes_along
from naadloos.execution.group_build import Versions, differences, exams_of
from naadloos.execution.group_queries import Newest, balance_of, digest_in, facts_of, stays_of
from naadloos.execution.models import Done, Group, GroupPupil, PassedOn
from naadloos.organisations.history import in_words
from naadloos.routes.models import RoutePartner
from naadloos.routes.words import say


@dataclass(frozen=True, slots=True)
class LineView:
    title: str
    kind: str
    hours: str
    why: str
    codes: str
    behind: bool


@dataclass(frozen=True, slots=True)
class StandingView:
    standing: Standing
    title: str
    hours: str
    lines: list[LineView]


@dataclass(frozen=True, slots=True)
class DiplomaView:
    """One diploma: its lists in the order in which people need them."""

    key: str
    title: str
    standings: list[StandingView]
    behind: int


@dataclass(frozen=True, slots=True)
class BalanceView:
    diplomas: list[DiplomaView]
    left: str
    unknown: list[str]


ORDER = (Standing.MISSING, Standing.DONE, Standing.COUNTS, Standing.DOUBLE)


def balance_view(found: Balance) -> BalanceView:
    unknown = [f"{_(each.kind.label)} {each.key}" for each in found.unknown]
    return BalanceView([_diploma(each) for each in found.lists], in_words(found.left), unknown)


def _diploma(found: DiplomaList) -> DiplomaView:
    return DiplomaView(
        found.diploma.value,
        _(found.diploma.label),
        [
            StandingView(standing, _(standing.label), in_words(found.hours(standing)), _lines(found, standing))
            for standing in ORDER
        ],
        len(found.behind),
    )


def _lines(found: DiplomaList, standing: Standing) -> list[LineView]:
    return [
        LineView(
            line.part.title,
            _(line.part.kind.label),
            "" if line.part.hours is None else in_words(line.part.hours),
            say(line.why),
            ", ".join(line.contents),
            line.behind,
        )
        for line in found.of(standing)
    ]


@dataclass(frozen=True, slots=True)
class PupilRow:
    """A pupil on the page of its group."""

    pk: int
    digest: str
    variant: str
    phase: str
    left_on: date | None
    vmbo: str
    mbo: str
    behind: int


def pupil_rows(pupils: list[GroupPupil], versions: Versions, partners: list[int], on: date) -> list[PupilRow]:
    rows = []
    for pupil in pupils:
        found = balance_of(pupil, versions, partners, on=on)
        now = [
            each for each in stays_of(pupil, partners) if each.first <= on and (each.last is None or each.last >= on)
        ]
        way = versions.ways.get(pupil.variant)
        done = [f"{len(each.of(Standing.DONE))} / {_asked(each)}" for each in found.lists]
        rows.append(
            PupilRow(
                pupil.pk,
                digest_in(pupil, partners),
                way.title if way else pupil.variant,
                ", ".join(each.phase.value.upper() for each in now),
                pupil.left_on,
                done[0],
                done[1],
                len({line.part.key for each in found.lists for line in each.behind}),
            )
        )
    return rows


def _asked(found: DiplomaList) -> int:
    return sum(len(found.of(each)) for each in (Standing.DONE, Standing.COUNTS, Standing.MISSING))


@dataclass(frozen=True, slots=True)
class DoneView:
    pk: int
    title: str
    on: date
    outcome: str
    own: bool


@dataclass(frozen=True, slots=True)
class PupilView:
    """Everything on the page of one pupil."""

    digest: str
    variant: str
    balance: BalanceView
    stays: list[tuple[str, date, date | None]]
    switches: list[tuple[date, str, str]]
    done: list[DoneView]
    passed_on: list[PassedOn]


def pupil_view(pupil: GroupPupil, partner: RoutePartner, versions: Versions, on: date) -> PupilView:
    partners = [partner.pk]
    titles = {key: way.title for key, way in versions.ways.items()}
    programme = versions.programme(pupil.group)
    names = {(each.kind.value, each.key): each.title for each in (*programme.earlier, *programme.parts)}
    seen = {(each.kind.value, each.key, each.on) for each in facts_of(pupil, partners)}
    rows: list[Done] = [row for row in pupil.done.all() if (row.kind, row.key, row.on) in seen]
    return PupilView(
        digest_in(pupil, partners),
        titles.get(pupil.variant, pupil.variant),
        balance_view(balance_of(pupil, versions, partners, on=on)),
        [(_(each.phase.label), each.first, each.last) for each in stays_of(pupil, partners)],
        [
            (row.on, titles.get(row.before, row.before), titles.get(row.after, row.after))
            for row in pupil.switches.all()
        ],
        [
            DoneView(
                row.pk,
                names.get((row.kind, row.key), row.key),
                row.on,
                row.get_outcome_display(),
                row.partner_id == partner.pk,
            )
            for row in rows
        ],
        [row for row in pupil.passed_on.all() if partner.pk in (row.sender_id, row.receiver_id)],
    )


def along_lines(pupil: GroupPupil, partner: RoutePartner, found: Balance) -> list[tuple[str, str]]:
    """What a leaver takes along: the category and the line."""
    lines: tuple[Along, ...] = takes_along(found, stays_of(pupil, [partner.pk]))
    return [(_(each.category.label), say(each.what)) for each in lines]


@dataclass(frozen=True, slots=True)
class VersionView:
    """Moving a group: which versions, and what would be different."""

    before: str
    after: str
    came: list[str]
    went: list[str]
    changed: list[tuple[str, str]]

    @property
    def same(self) -> bool:
        return not (self.came or self.went or self.changed)


def version_words(plan: int | None, exams: tuple[int, int] | None) -> str:
    programme = _("programma versie %(n)s") % {"n": plan} if plan is not None else _("het programma van nu")
    tests = (
        _("PTA en OER %(year)s versie %(n)s") % {"year": exams[0], "n": exams[1]}
        if exams is not None
        else _("het PTA en de OER van nu")
    )
    return f"{programme}, {tests}"


def version_view(group: Group, versions: Versions, now: Newest) -> VersionView:
    plan = now.plan if now.plan is not None else group.plan
    exams = now.exams if now.exams is not None else exams_of(group)
    before, after = versions.programme(group), versions.programme_at(plan, exams)
    came, went, changed = differences(before, after)
    return VersionView(
        version_words(group.plan, exams_of(group)),
        version_words(plan, exams),
        [each.title for each in came],
        [each.title for each in went],
        [(new.title, _changed(old, new)) for old, new in changed],
    )


def _changed(old: Part, new: Part) -> str:
    said = []
    if old.title != new.title:
        said.append(_("heette %(title)s") % {"title": old.title})
    if old.hours != new.hours:
        said.append(_("%(old)s wordt %(new)s klokuren") % {"old": in_words(old.hours), "new": in_words(new.hours)})
    if (old.deeltaken | old.mbo) != (new.deeltaken | new.mbo):
        plus = sorted((new.deeltaken | new.mbo) - (old.deeltaken | old.mbo))
        minus = sorted((old.deeltaken | old.mbo) - (new.deeltaken | new.mbo))
        said += [_("erbij: %(codes)s") % {"codes": ", ".join(plus)}] if plus else []
        said += [_("eraf: %(codes)s") % {"codes": ", ".join(minus)}] if minus else []
    if old.variants != new.variants:
        said.append(_("voor andere varianten"))
    if old.last_year != new.last_year:
        said.append(_("in een ander jaar"))
    return "; ".join(said) or _("telt voor een ander diploma")


def parts_for(programme: Programme, variant: str) -> list[Part]:
    """The parts that a person can enter for a pupil, those of its variant first."""
    return sorted(programme.parts, key=lambda part: bool(part.variants) and variant not in part.variants)
