"""What the pages of bpv show, as plain objects."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from naadloos.engines.bpv import LAST_YEAR_OF_PUPIL, Lost, Need, Result, Slot, not_on_the_board, recognition_bar
from naadloos.engines.bpv import shortage as shortage_text
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import YesNoUnknown
from naadloos.execution.bpv_build import Group, company_of, moment_of
from naadloos.execution.bpv_queries import BEFORE_END, Due, doubt_about
from naadloos.execution.models import BpvMatch, BpvPupil, PracticePlace
from naadloos.routes.words import say


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One opleiding in one period. ``needed``: keys that are known, else what is expected; None is not known.

    ``room``: places at companies recognised for it, still free or taken by its own pupils. ``flagged``: matches whose
    company may not have them any more.
    """

    need: Need
    slot: Slot
    needed: int | None
    keys: int
    room: int
    matched: int
    flagged: int
    short: int | None
    short_text: str


@dataclass(frozen=True, slots=True)
class CompanyRow:
    company: PracticePlace
    standing: str
    sure: bool
    places: int
    matched: int
    flagged: int
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Board:
    rows: tuple[NeedRow, ...]
    unplaced: tuple[str, ...]
    companies: tuple[CompanyRow, ...]
    due: tuple[Due, ...]

    @property
    def before_enrolment(self) -> bool:
        """Is there practice in the years in which a pupil is no student yet?"""
        return any(row.need.route_year <= LAST_YEAR_OF_PUPIL for row in self.rows)


def flags_of(group: Group) -> dict[int, str]:
    """Per match why it may not be any more; only those."""
    found = {}
    for match in group.matches:
        if said := doubt_about(match, group.engine_company(match.company_id), group.slot_of(match)):
            found[match.pk] = said
    return found


def board_of(document: RouteDocument, group: Group, due: Sequence[Due], *, today: date) -> Board:
    flags = flags_of(group)
    keys: dict[str, int] = defaultdict(int)
    for pupil in group.pupils:
        keys[pupil.crebo] += 1
    taken: dict[tuple[int, tuple[int, int]], int] = defaultdict(int)
    for match in group.matches:
        taken[match.company_id, (match.route_year, match.period)] += match.seats
    rows = tuple(_need_row(group, need, keys[need.crebo], taken, flags) for need in group.needs)
    by_company: dict[int, list[Due]] = defaultdict(list)
    for each in due:
        by_company[each.company.pk].append(each)
    companies = tuple(
        _company_row(group, company, by_company[company.pk], flags, today) for company in group.companies.values()
    )
    return Board(rows, not_on_the_board(document), companies, tuple(due))


def _need_row(
    group: Group,
    need: Need,
    keys: int,
    taken: dict[tuple[int, tuple[int, int]], int],
    flags: dict[int, str],
) -> NeedRow:
    moment = (need.route_year, need.period)
    slot = group.slots[moment]
    mine = [
        match for match in group.matches if (match.route_year, match.period) == moment and match.crebo == need.crebo
    ]
    right = [match for match in mine if match.pk not in flags]
    matched = sum(match.seats for match in right)
    free = sum(
        max(0, group.places.get((pk, moment), 0) - taken[pk, moment])
        for pk, company in group.companies.items()
        if recognition_bar(company_of(company), need.crebo, slot) is None
    )
    known = keys + sum(match.seats for match in mine if match.pupil_id is None)
    needed = known or need.pupils
    short = None if needed is None else max(0, needed - matched - free)
    text = say(shortage_text(slot, need.crebo, short).text) if short else ""
    return NeedRow(need, slot, needed, keys, matched + free, matched, len(mine) - len(right), short, text)


def _company_row(
    group: Group, company: PracticePlace, due: Sequence[Due], flags: dict[int, str], today: date
) -> CompanyRow:
    mine = [match for match in group.matches if match.company_id == company.pk]
    return CompanyRow(
        company,
        standing_of(company, today),
        company.recognised == YesNoUnknown.YES and bool(company.crebos),
        sum(number for (pk, _moment), number in group.places.items() if pk == company.pk),
        sum(match.seats for match in mine),
        sum(match.pk in flags for match in mine),
        tuple(due),
    )


def standing_of(company: PracticePlace, today: date) -> str:
    """How it stands with the recognition, in words."""
    if company.recognised == YesNoUnknown.UNKNOWN:
        return _("niet bekend of het erkend is")
    if company.recognised == YesNoUnknown.NO:
        return _("niet erkend")
    until = company.recognised_until
    if until is not None and until < today:
        return _("de erkenning is afgelopen")
    if until is not None and until <= today + timedelta(BEFORE_END):
        return _("erkend, loopt binnenkort af")
    return _("erkend") if company.crebos else _("erkend, niet bekend waarvoor")


# -- the proposal -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """``value`` is what a form sends: pupil, company, year and period by their numbers."""

    value: str
    pupil: BpvPupil
    company: PracticePlace
    km: float | None
    wished: bool


@dataclass(frozen=True, slots=True)
class LackingRow:
    """Pupils without a place for one and the same reason."""

    pupils: tuple[BpvPupil, ...]
    why: str
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposedSlot:
    slot: Slot
    rows: tuple[ProposedRow, ...]
    lacking: tuple[LackingRow, ...]
    shortages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    slots: tuple[ProposedSlot, ...]
    released: tuple[tuple[str, str], ...]
    result: Result

    @property
    def new(self) -> int:
        return sum(len(each.rows) for each in self.slots)

    @property
    def values(self) -> list[str]:
        return [row.value for each in self.slots for row in each.rows]


def proposal_of(group: Group, slots: Sequence[Slot], result: Result) -> Proposal:
    """Only what is new is proposed; who has a place already stays there until a person says otherwise."""
    pupils = {str(pupil.pk): pupil for pupil in group.pupils}
    has_place = {(str(match.pupil_id), f"{match.route_year}-{match.period}") for match in group.matches}
    found = []
    for slot in slots:
        year, period = moment_of(slot.key)
        rows = tuple(
            ProposedRow(
                f"{each.pair.pupil}:{each.pair.company}:{year}:{period}",
                pupils[each.pair.pupil],
                group.companies[int(each.pair.company)],
                each.km,
                each.wished,
            )
            for each in sorted(result.matches, key=lambda each: str(pupils[each.pair.pupil]))
            if each.pair.slot == slot.key and (each.pair.pupil, slot.key) not in has_place
        )
        lacking: dict[tuple[str, tuple[str, ...]], list[BpvPupil]] = defaultdict(list)
        for each in result.unmatched:
            if each.slot == slot.key and (each.pupil, slot.key) not in has_place:
                lacking[say(each.why), tuple(map(say, each.helps))].append(pupils[each.pupil])
        short = tuple(say(each.text) for each in result.shortages if each.slot == slot.key)
        alike = tuple(LackingRow(tuple(sorted(who, key=str)), why, helps) for (why, helps), who in lacking.items())
        found.append(ProposedSlot(slot, rows, alike, short))
    released = tuple(
        (str(pupils[each.pair.pupil]), say(each.why)) for each in result.released if each.pair.pupil in pupils
    )
    return Proposal(tuple(found), released, result)


# -- a company falls away ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HitRow:
    """Who is hit, when, and where there is another place; "" when there is none."""

    who: str
    moment: str
    instead: str


def hits_of(group: Group, lost: Lost, on: date, company: PracticePlace) -> tuple[HitRow, ...]:
    """Pupils by key, and groups without keys, whose place falls away after this day."""
    pupils = {str(pupil.pk): pupil for pupil in group.pupils}
    instead = {
        (each.pair.pupil, each.pair.slot): group.companies[int(each.pair.company)].company for each in lost.elsewhere
    }
    rows = [
        HitRow(
            str(pupils[pair.pupil]),
            group.slots[moment_of(pair.slot)].title,
            instead.get((pair.pupil, pair.slot), ""),
        )
        for pair in lost.hit
    ]
    for match in group.matches:
        ends = group.slot_of(match).ends
        if match.pupil_id is None and match.company_id == company.pk and (ends is None or ends > on):
            rows.append(HitRow(f"{match.group} ({match.seats})", match.moment, ""))
    return tuple(rows)


# -- agreements -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgreementRow:
    match: BpvMatch
    late: bool
    flag: str


@dataclass(frozen=True, slots=True)
class AgreementGroup:
    stand: BpvMatch.Stand
    rows: tuple[AgreementRow, ...]


def agreements_of(group: Group, *, today: date) -> tuple[AgreementGroup, ...]:
    """The matches of pupils by how far their praktijkovereenkomst is."""
    flags = flags_of(group)
    rows = [
        AgreementRow(
            match,
            match.stand != BpvMatch.Stand.SIGNED and match.begins_on is not None and match.begins_on < today,
            flags.get(match.pk, ""),
        )
        for match in group.matches
    ]
    return tuple(
        AgreementGroup(stand, tuple(row for row in rows if row.match.stand == stand)) for stand in BpvMatch.Stand
    )
