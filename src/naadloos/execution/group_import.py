"""Placement and progress in bulk: read with guards, told line by line, and written only after everything is known.

A line that is wrong does not spoil the rest; the same file again changes nothing. A key or a code that is not known is
told with its line, never with what stood in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.engines.cohort.intake import (
    IntakeError,
    Row,
    Verdict,
    cell_text,
    key_problem,
    parse_day,
    personal_in,
    read_rows,
)
from naadloos.engines.progress import Diploma, Kind, Outcome, Part, Programme, Stay, clash
from naadloos.engines.route.terms import Phase, Term, gettext_noop
from naadloos.execution.group_build import part_of, read_versions
from naadloos.execution.models import Done, Group, GroupKey, GroupPupil, PupilPhase
from naadloos.monitoring import queries as pupils
from naadloos.organisations.history import in_words
from naadloos.routes.models import Route, RoutePartner

FIRST_DAY = date(2015, 1, 1)
PASS = Decimal("5.5")


class Sheet(Term):
    """The two files. The values stand in addresses and are the name of the sheet."""

    PLACEMENT = "plaatsing", gettext_noop("plaatsing in groepen en fasen")
    PROGRESS = "voortgang", gettext_noop("voortgang: gedane onderdelen en toetsen")

    @property
    def heads(self) -> tuple[str, ...]:
        return _HEADS[self]


_HEADS = {
    Sheet.PLACEMENT: ("SLEUTEL", "GROEP", "FASE", "VAN", "TOT"),
    Sheet.PROGRESS: ("SLEUTEL", "SOORT", "CODE", "DATUM", "UITSLAG"),
}
_OPTIONAL = frozenset({"TOT"})


@dataclass(frozen=True, slots=True)
class Told:
    """What happens with one line, and why; ``pupil`` is set when it is taken or known."""

    line: int
    verdict: Verdict
    why: str = ""

    @property
    def sentence(self) -> str:
        said = _("Regel %(line)s: %(what)s") % {"line": self.line, "what": _(self.verdict.label)}
        return f"{said}. {self.why}" if self.why else said


@dataclass(slots=True)
class Looked:
    """A file that was read and checked; the rest is what would be written."""

    sheet: Sheet
    lines: list[Told] = field(default_factory=list)
    new_pupils: list[GroupPupil] = field(default_factory=list)
    new_keys: list[GroupKey] = field(default_factory=list)
    moved: list[GroupPupil] = field(default_factory=list)
    new_phases: list[PupilPhase] = field(default_factory=list)
    changed_phases: list[PupilPhase] = field(default_factory=list)
    new_done: list[Done] = field(default_factory=list)
    changed_done: list[Done] = field(default_factory=list)

    def count(self, verdict: Verdict) -> int:
        return sum(each.verdict is verdict for each in self.lines)

    @property
    def taken(self) -> int:
        return self.count(Verdict.NEW) + self.count(Verdict.CHANGED)

    @property
    def counts(self) -> list[tuple[Verdict, int]]:
        return [(each, self.count(each)) for each in Verdict]

    @property
    def refused(self) -> list[str]:
        return [each.sentence for each in self.lines if each.verdict is Verdict.REFUSED]


class RefusedError(Exception):
    """Why a line is not taken."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


Cells = Mapping[str, str]


def look(route: Route, partner: RoutePartner, sheet: Sheet, content: bytes) -> Looked:
    """What a file would do. Raises ValidationError when it cannot be read at all."""
    try:
        table = read_rows(content, sheet.value)
    except IntakeError as error:
        raise ValidationError(error.said.filled(_, str)) from error
    missing = [head for head in sheet.heads if head not in table.heads and head not in _OPTIONAL]
    if missing:
        said = _("Deze kolommen ontbreken: %(heads)s. Begin met het lege bestand dat u hier downloadt.")
        raise ValidationError(said % {"heads": ", ".join(missing)})
    rows = [(row, dict(zip(table.heads, row.cells, strict=False))) for row in table.rows]
    return look_at(route, partner, sheet, rows)


def look_at(route: Route, partner: RoutePartner, sheet: Sheet, rows: Sequence[tuple[Row, Cells]]) -> Looked:
    """The same for lines that were read already, or that a person filled in on a page."""
    keys = {cells.get("SLEUTEL", "") for row, cells in rows if row.problem is None}
    book = _Book(route, partner, {key for key in keys if key and key_problem(key) is None})
    looked = Looked(sheet)
    reader = _Placement(book, looked) if sheet is Sheet.PLACEMENT else _Progress(book, looked)
    for row, cells in rows:
        try:
            if row.problem is not None:
                raise RefusedError(row.problem.filled(_, str))
            _guard(sheet, cells)
            verdict, why = reader.take(cells)
        except RefusedError as refused:
            verdict, why = Verdict.REFUSED, refused.why
        looked.lines.append(Told(row.number, verdict, why))
    return looked


def look_at_pupil(pupil: GroupPupil, partner: RoutePartner, cells: Cells) -> Looked:
    """One thing that a pupil of this partner did, without its key: nobody on a page knows that."""
    looked = Looked(Sheet.PROGRESS)
    reader = _Progress(_Book(pupil.route, partner, set()), looked)
    try:
        verdict, why = reader.take_of(pupil, cells)
    except RefusedError as refused:
        verdict, why = Verdict.REFUSED, refused.why
    looked.lines.append(Told(1, verdict, why))
    return looked


def _guard(sheet: Sheet, cells: Cells) -> None:
    """Nothing about a person gets in, whatever the column."""
    for head, cell in cells.items():
        if not cell:
            if head in sheet.heads and head not in _OPTIONAL:
                raise RefusedError(_("%(head)s is leeg. Vul die in.") % {"head": head})
            continue
        if head == "SLEUTEL":
            said = key_problem(cell)
        elif head in ("GROEP", "CODE"):
            # Compared with names of groups and units alone, and never kept.
            continue
        else:
            found = personal_in(cell)
            said = cell_text(found) if found is not None else None
        if said is not None:
            raise RefusedError(said.filled(_, str))


class _Book:
    """What is stored about the pupils in a file, read in a fixed number of queries."""

    def __init__(self, route: Route, partner: RoutePartner, keys: set[str]) -> None:
        self.route, self.partner, self.today = route, partner, timezone.localdate()
        self.digests = pupils.digests_for(partner, keys)
        self.gone = pupils.removed(partner, self.digests.values())
        rows = GroupKey.objects.filter(partner=partner, digest__in=list(self.digests.values()))
        known = rows.select_related("pupil__group").prefetch_related("pupil__phases", "pupil__done")
        self.pupils: dict[str, GroupPupil] = {row.digest: row.pupil for row in known}
        links = pupils.linked(partner, [each for each in self.digests.values() if each not in self.pupils])
        wanted = {each: digest for digest, found in links.items() for each in found}
        others = GroupKey.objects.filter(
            pupil__route=route, digest__in=[digest for _partner, digest in wanted]
        ).select_related("pupil__group")
        self.linked = {
            wanted[row.partner_id, row.digest]: row.pupil
            for row in others.prefetch_related("pupil__phases", "pupil__done")
            if (row.partner_id, row.digest) in wanted
        }
        # By the identity of the object: a new pupil has no number yet.
        self._phases: dict[int, list[PupilPhase]] = {}

    def digest(self, cells: Cells) -> str:
        digest = self.digests[cells["SLEUTEL"]]
        if digest in self.gone:
            raise RefusedError(_("De gegevens van deze leerling zijn verwijderd omdat de bewaartermijn voorbij was."))
        return digest

    def phases(self, pupil: GroupPupil) -> list[PupilPhase]:
        if id(pupil) not in self._phases:
            self._phases[id(pupil)] = list(pupil.phases.all()) if pupil.pk else []
        return self._phases[id(pupil)]


def _day(cells: Cells, head: str) -> date:
    day = parse_day(cells[head])
    if day is None:
        raise RefusedError(_("%(head)s is geen datum. Schrijf die als 01-08-2027.") % {"head": head})
    if day < FIRST_DAY:
        raise RefusedError(_("%(head)s ligt te ver terug. Kijk het jaar na.") % {"head": head})
    return day


class _Placement:
    def __init__(self, book: _Book, looked: Looked) -> None:
        self.book, self.looked = book, looked
        self.groups = {group.name.casefold(): group for group in Group.objects.filter(route=book.route)}

    def take(self, cells: Cells) -> tuple[Verdict, str]:
        digest = self.book.digest(cells)
        group = self.groups.get(cells["GROEP"].casefold())
        if group is None:
            raise RefusedError(
                _("Deze GROEP is er niet. Maak de groep eerst, of schrijf de naam zoals hij hier staat.")
            )
        code = cells["FASE"].lower()
        if code not in (Phase.VO.value, Phase.MBO.value):
            raise RefusedError(_("FASE is VO of MBO."))
        first = _day(cells, "VAN")
        last = _day(cells, "TOT") if cells.get("TOT") else None
        if last is not None and last < first:
            raise RefusedError(_("TOT ligt voor VAN."))
        return self._place(digest, group, Phase.of(code), first, last)

    def _place(self, digest: str, group: Group, phase: Phase, first: date, last: date | None) -> tuple[Verdict, str]:
        book = self.book
        pupil = book.pupils.get(digest) or book.linked.get(digest)
        fresh = pupil is None
        if pupil is None:
            pupil = GroupPupil(route=book.route, group=group, variant=group.variant, entered_on=first)
        same = next((row for row in book.phases(pupil) if row.phase == phase and row.starts_on == first), None)
        self._check(pupil, same, phase, first, last)
        moved = not fresh and pupil.group_id != group.pk
        if moved and pupil.variant and group.variant and pupil.variant != group.variant:
            raise RefusedError(
                _("Deze groep heeft een andere variant. Leg de wissel vast op de pagina van de leerling.")
            )
        verdict = Verdict.KNOWN
        if digest not in book.pupils:
            book.pupils[digest] = pupil
            self.looked.new_keys.append(GroupKey(pupil=pupil, partner=book.partner, digest=digest))
            verdict = Verdict.NEW
        if fresh:
            self.looked.new_pupils.append(pupil)
        if moved:
            pupil.group = group
            self.looked.moved.append(pupil)
            verdict = Verdict.CHANGED
        if same is None:
            row = PupilPhase(pupil=pupil, partner=book.partner, phase=phase.value, starts_on=first, ends_on=last)
            book.phases(pupil).append(row)
            self.looked.new_phases.append(row)
            pupil.entered_on = min(pupil.entered_on, first)
            return Verdict.NEW, ""
        if same.ends_on != last:
            why = _("TOT was %(before)s.") % {"before": in_words(same.ends_on)}
            same.ends_on = last
            if same.pk and same not in self.looked.changed_phases:
                self.looked.changed_phases.append(same)
            return Verdict.CHANGED, why
        return verdict, ""

    def _check(self, pupil: GroupPupil, same: PupilPhase | None, phase: Phase, first: date, last: date | None) -> None:
        book = self.book
        if same is not None and same.partner_id != book.partner.pk:
            raise RefusedError(_("Deze fase is door de andere kant gemeld. Die kan haar wijzigen."))
        if pupil.left_on is not None and (last is None or last > pupil.left_on) and same is None:
            raise RefusedError(_("Deze leerling is uit de route sinds %(day)s.") % {"day": in_words(pupil.left_on)})
        others = [row for row in book.phases(pupil) if row is not same]
        problem = phase_problem(others, phase, first, last)
        if problem:
            raise RefusedError(problem)


def phase_problem(others: Sequence[PupilPhase], phase: Phase, first: date, last: date | None) -> str:
    """Why a phase does not fit beside the others of a pupil; "" when it does."""
    stays = [Stay(Phase.of(row.phase), row.starts_on, row.ends_on) for row in others]
    mine = Stay(phase, first, last)
    if day := clash([*stays, mine]):
        return _(
            "Op %(day)s zou deze leerling in beide fasen zijn. Vul eerst in tot wanneer de ene fase duurt; zit die bij "
            "de andere kant, dan doet die dat."
        ) % {"day": in_words(day)}
    far = date.max
    if any(each.phase is phase and each.first <= (last or far) and first <= (each.last or far) for each in stays):
        return _("Deze fase is er al voor een deel van deze dagen.")
    if last is None and any(each.last is None for each in stays):
        return _("Er loopt al een fase zonder laatste dag. Vul die eerst in.")
    return ""


class _Progress:
    def __init__(self, book: _Book, looked: Looked) -> None:
        self.book, self.looked = book, looked
        self.versions = read_versions(book.route)
        self._programmes: dict[int, Programme] = {}
        self._done: dict[int, dict[tuple[str, str, date], Done]] = {}

    def take(self, cells: Cells) -> tuple[Verdict, str]:
        pupil = self.book.pupils.get(self.book.digest(cells))
        if pupil is None:
            raise RefusedError(
                _("Deze SLEUTEL staat in geen groep van uw school. Lees eerst de plaatsing in, en daarna deze regel.")
            )
        return self.take_of(pupil, cells)

    def take_of(self, pupil: GroupPupil, cells: Cells) -> tuple[Verdict, str]:
        kind = cells["SOORT"].lower()
        if kind not in set(Kind):
            raise RefusedError(_("SOORT is onderdeel of toets."))
        part = part_of(self._programme(pupil.group), Kind.of(kind), cells["CODE"])
        if part is None:
            raise RefusedError(
                _("Deze CODE staat niet in het programma van de groep. Het blad “codes” van het lege bestand noemt ze.")
            )
        on = _day(cells, "DATUM")
        if on > self.book.today:
            raise RefusedError(_("DATUM moet nog komen."))
        return self._tell(pupil, part, on, _outcome(cells["UITSLAG"], part))

    def _programme(self, group: Group) -> Programme:
        if group.pk not in self._programmes:
            self._programmes[group.pk] = self.versions.programme(group)
        return self._programmes[group.pk]

    def _tell(self, pupil: GroupPupil, part: Part, on: date, outcome: Outcome) -> tuple[Verdict, str]:
        if pupil.pk not in self._done:
            self._done[pupil.pk] = {(row.kind, row.key, row.on): row for row in pupil.done.all()}
        name = (part.kind.value, part.key, on)
        old = self._done[pupil.pk].get(name)
        if old is None:
            row = Done(pupil=pupil, partner=self.book.partner, kind=name[0], key=name[1], on=on, outcome=outcome.value)
            self._done[pupil.pk][name] = row
            self.looked.new_done.append(row)
            return Verdict.NEW, ""
        if old.outcome == outcome.value:
            return Verdict.KNOWN, ""
        if old.partner_id != self.book.partner.pk:
            raise RefusedError(_("Deze uitslag is door de andere kant gemeld. Die kan hem wijzigen."))
        why = _("UITSLAG was %(before)s.") % {"before": _(Outcome.of(old.outcome).label)}
        old.outcome = outcome.value
        if old.pk and old not in self.looked.changed_done:
            self.looked.changed_done.append(old)
        return Verdict.CHANGED, why


def _outcome(cell: str, part: Part) -> Outcome:
    """A word or a mark. The mark itself is not kept: it stands in the school's own administration.

    In the vmbo a low mark counts with the others; elsewhere 5,5 is what it takes.
    """
    word = cell.lower().replace(" ", "_")
    if word in set(Outcome):
        return Outcome.of(word)
    try:
        mark = Decimal(cell.replace(",", "."))
    except InvalidOperation:
        mark = Decimal(-1)
    if part.kind is not Kind.ASSESSMENT or not 1 <= mark <= 10:
        choice = ", ".join(each.value for each in Outcome)
        raise RefusedError(_("UITSLAG is %(choice)s, of bij een toets een cijfer.") % {"choice": choice})
    if mark >= PASS:
        return Outcome.PASSED
    return Outcome.MADE if part.diplomas == {Diploma.VMBO} else Outcome.FAILED
