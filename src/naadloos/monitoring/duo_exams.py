"""National shares from the exam file of DUO: how many candidates of the profiles of the route passed, per leerweg.

Hidden cells stay intervals. A share is taken over only when they leave hardly any room, and it is said everywhere that
it is about who did the exam: that is not the same as all pupils of a group.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.engines.cohort.disclosure import MINIMUM_SHARE
from naadloos.engines.cohort.intake import Verdict
from naadloos.engines.duo import Count, TableError, exam_path, parse_count, read_table
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.terms import Leerweg
from naadloos.engines.route.text import list_text, number_text
from naadloos.monitoring.models import NationalShare
from naadloos.monitoring.proposals import STEP, Offer, Stored, changed_since, store
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Route, RouteProfile
from naadloos.routes.registry import provider_of
from naadloos.routes.shown import FILE_VALID, shown_before, sign

SALT = "monitor-duo-examens"
DEFINITION = "vmbo-diploma"
# Whole points between the lowest and the highest that it can be.
MOST_POINTS = 2
MOST_WRONG = 50
_NEEDED = ("LEERWEG VMBO", "AFDELING", "EXAMENKANDIDATEN", "GESLAAGDEN")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Exams:
    """Candidates of one leerweg: how many passed and failed at least and at most, at how many places."""

    candidates: Count
    passed: Count
    failed: Count
    places: int

    @property
    def low(self) -> Decimal:
        return _percent(self.passed.low, self.failed.high)

    @property
    def high(self) -> Decimal:
        return _percent(self.passed.high, self.failed.low)

    @property
    def rounded(self) -> tuple[int, int]:
        return _whole(self.low), _whole(self.high)


@dataclass(frozen=True, slots=True)
class ExamShare:
    """What the file says of one leerweg of the route. ``why_not``: why it cannot be taken over; "" when it can."""

    leerweg: Leerweg
    profiles: tuple[str, ...]
    sentence: str
    why_not: str
    offer: Offer | None


@dataclass(frozen=True, slots=True)
class ExamFile:
    """``wrong``: lines that were left out. ``signed``: what would be taken over; "" when that is nothing."""

    period: str
    shares: tuple[ExamShare, ...]
    wrong: tuple[str, ...]
    signed: str


def look(route: Route, content: bytes, *, name: str, period: str, whole: bool) -> ExamFile:
    """What the file says for the route. Nothing is stored. ``whole``: somebody says that it holds all schools.

    Raises ValidationError when it cannot be read, or does not say about which school year it is.
    """
    paths = _paths(route)
    if not paths:
        raise ValidationError(_("Deze route heeft nog geen vmbo-profiel. Voeg dat toe bij stap 1."))
    year = period or period_in(name)
    if not year:
        raise ValidationError(_("De naam van het bestand noemt geen schooljaar. Vul het schooljaar van het examen in."))
    found, wrong = read_exams(content, paths)
    there = {row.leerweg: row for row in NationalShare.objects.filter(route=route, definition=DEFINITION)}
    shares, rows = [], []
    for leerweg, profiles in paths.items():
        share, row = _share(leerweg, profiles, found.get(leerweg), there.get(leerweg.value), (name, year), whole=whole)
        shares.append(share)
        rows += [row] if row else []
    return ExamFile(year, tuple(shares), tuple(wrong), sign(route, SALT, rows) if rows else "")


@transaction.atomic
def take(*, actor: User, route: Route, signed: str) -> Stored:
    """Store the national shares that were shown. Raises PermissionDenied, BadSignature."""
    require_editor(actor, route, provider_of(STEP))
    there = {row.leerweg: row for row in NationalShare.objects.filter(route=route, definition=DEFINITION)}
    changed, known, refused = 0, 0, []
    for leerweg, share, period, source, version in shown_before(route, SALT, signed, valid=FILE_VALID):
        fact = there.get(leerweg)
        if fact is not None and _same(fact, share, period, source):
            known += 1
            continue
        if (fact.version if fact else 0) != version:
            why = changed_since()
        else:
            fact = fact or NationalShare(definition=DEFINITION, leerweg=leerweg)
            fact.share, fact.period, fact.source = Decimal(share), period, source
            why = store(actor, route, "national", fact, version)
        if why:
            refused.append(f"{_(Leerweg.of(leerweg).label)}: {why}")
        else:
            changed += 1
    return Stored(changed, known, tuple(refused))


def period_in(name: str) -> str:
    """The school year that the name of a file holds, such as 2024-2025; "" when it holds none.

    >>> period_in("geslaagden-gezakten-en-cijfers-2024-2025.csv"), period_in("examens_2024_2026.csv")
    ('2024-2025', '')
    """
    for first, last in re.findall(r"(?<!\d)(20\d\d)[-_ ]{1,3}(20\d\d)(?!\d)", name):
        if int(last) == int(first) + 1:
            return school_year_text(int(first))
    return ""


def read_exams(content: bytes, paths: dict[Leerweg, tuple[str, ...]]) -> tuple[dict[Leerweg, Exams], list[str]]:
    """Sums per leerweg over the rows of its profiles, and the lines that were left out. Raises ValidationError."""
    try:
        table = read_table(content)
    except TableError as error:
        raise ValidationError(str(error)) from error
    if not table.has(*_NEEDED):
        raise ValidationError(
            _("Dit bestand herkent Naadloos niet. Kies van DUO het bestand “geslaagden, gezakten en cijfers”.")
        )
    sums: dict[Leerweg, list[tuple[Count, Count, Count]]] = defaultdict(list)
    places: dict[Leerweg, set[str]] = defaultdict(set)
    wrong = []
    for number, cells in enumerate(table, 2):
        profile, code = exam_path(cells)
        leerweg = Leerweg.of(code) if code else None
        if leerweg is None or not _wanted(profile, leerweg, paths):
            continue
        try:
            sums[leerweg].append(_row(cells))
        except ValueError as error:
            wrong.append(_("Regel %(line)s is niet meegeteld: %(why)s") % {"line": number, "why": error})
            continue
        places[leerweg].add(cells.get("VESTIGINGSCODE") or cells.get("INSTELLINGSCODE", ""))
    found = {}
    for leerweg, rows in sums.items():
        candidates, passed, failed = (_sum(column) for column in zip(*rows, strict=True))
        found[leerweg] = Exams(candidates, passed, failed, len(places[leerweg]))
    if len(wrong) > MOST_WRONG:
        wrong = [*wrong[:MOST_WRONG], _("En nog %(n)s regels.") % {"n": len(wrong) - MOST_WRONG}]
    return found, wrong


def _wanted(profile: str, leerweg: Leerweg, paths: dict[Leerweg, tuple[str, ...]]) -> bool:
    """Rows of the theoretische leerweg name no profile: all of them count."""
    profiles = paths.get(leerweg, ())
    return bool(profiles) and (leerweg is Leerweg.TL or profile in profiles)


def _row(cells: dict[str, str]) -> tuple[Count, Count, Count]:
    """Candidates, passed and failed, as narrow as the three numbers of a row together say. Raises ValueError."""
    all_, passed = parse_count(cells["EXAMENKANDIDATEN"]), parse_count(cells["GESLAAGDEN"])
    failed = parse_count(cells["GEZAKTEN"]) if "GEZAKTEN" in cells else Count(0, all_.high)
    least = Count(max(passed.low, all_.low - failed.high), min(passed.high, all_.high - failed.low))
    rest = Count(max(failed.low, all_.low - passed.high), min(failed.high, all_.high - passed.low))
    if least.low > least.high or rest.low > rest.high:
        raise ValueError(_("geslaagden en gezakten zijn samen niet het aantal kandidaten"))
    return Count(max(all_.low, least.low + rest.low), min(all_.high, least.high + rest.high)), least, rest


def _sum(counts: Iterable[Count]) -> Count:
    return sum(counts, Count())


def _percent(passed: int, failed: int) -> Decimal:
    whole = passed + failed
    return Decimal(100) * passed / whole if whole else Decimal(0)


def _whole(percent: Decimal) -> int:
    return int(percent.quantize(Decimal(1), ROUND_HALF_UP))


def _paths(route: Route) -> dict[Leerweg, tuple[str, ...]]:
    """The profiles of the route by leerweg, in the order of the leerwegen."""
    rows = RouteProfile.objects.filter(route=route).select_related("profile")
    by_leerweg: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        by_leerweg[row.leerweg].add(row.profile.code)
    return {each: tuple(sorted(by_leerweg[each.value])) for each in Leerweg if by_leerweg[each.value]}


def _share(
    leerweg: Leerweg,
    profiles: Sequence[str],
    exams: Exams | None,
    there: NationalShare | None,
    file: tuple[str, str],
    *,
    whole: bool,
) -> tuple[ExamShare, list[object] | None]:
    name, period = file

    def not_taken(sentence: str, why: str) -> tuple[ExamShare, None]:
        return ExamShare(leerweg, tuple(profiles), sentence, why, None), None

    if exams is None or not exams.candidates.high:
        return not_taken(_("In dit bestand staan hiervan geen examenkandidaten."), "")
    sentence = _sentence(exams)
    low, high = exams.rounded
    if exams.candidates.low < MINIMUM_SHARE:
        return not_taken(sentence, _("Het gaat over te weinig kandidaten voor een landelijk cijfer."))
    if high - low > MOST_POINTS:
        return not_taken(
            sentence,
            _("Dit kan niet worden overgenomen: door verborgen aantallen is het verschil meer dan 2 punten."),
        )
    if not whole:
        return not_taken(
            sentence,
            _("Dit kan pas worden overgenomen als u zegt dat alle scholen van Nederland in het bestand staan."),
        )
    share = ((exams.low + exams.high) / 2).quantize(_CENT, ROUND_HALF_UP)
    source = _source(name, profiles, (low, high), leerweg)
    new = f"{number_text(share)} %; {period}; {source}"
    title = _(leerweg.label)
    row = [leerweg.value, str(share), period, source, there.version if there else 0]
    if there is None:
        return ExamShare(leerweg, tuple(profiles), sentence, "", Offer(0, title, Verdict.NEW, new=new)), row
    old = f"{number_text(there.share)} %; {there.period}; {there.source}"
    if _same(there, str(share), period, source):
        return ExamShare(leerweg, tuple(profiles), sentence, "", Offer(0, title, Verdict.KNOWN, old, new)), None
    return ExamShare(leerweg, tuple(profiles), sentence, "", Offer(0, title, Verdict.CHANGED, old, new)), row


def _sentence(exams: Exams) -> str:
    low, high = exams.rounded
    candidates = exams.candidates
    people = (
        str(candidates.low)
        if candidates.exact
        else _("%(low)s tot %(high)s") % {"low": candidates.low, "high": candidates.high}
    )
    places = ngettext("%(n)s vestiging", "%(n)s vestigingen", exams.places) % {"n": exams.places}
    values: dict[str, object] = {"people": people, "places": places, "low": low, "high": high}
    if low == high:
        return _("Van %(people)s examenkandidaten op %(places)s slaagde %(low)s %%.") % values
    return _("Van %(people)s examenkandidaten op %(places)s slaagde tussen %(low)s en %(high)s %%.") % values


def _source(name: str, profiles: Sequence[str], bounds: tuple[int, int], leerweg: Leerweg) -> str:
    """Where the share comes from, and about whom it is; at most what the field holds."""
    about = _("profielen %(profiles)s") % {"profiles": list_text(tuple(profiles))}
    if leerweg is Leerweg.TL:
        about = _("alle sectoren")
    told = _("DUO, geslaagden, gezakten en cijfers, %(about)s. Over examenkandidaten, niet over alle leerlingen.") % {
        "about": about
    }
    if bounds[0] != bounds[1]:
        told += " " + _("Tussen %(low)s en %(high)s %% door verborgen aantallen.") % {
            "low": bounds[0],
            "high": bounds[1],
        }
    said = _("Bestand %(name)s") % {"name": "".join(each for each in name if each.isprintable())[:100]}
    return f"{told} {said}"[:300]


def _same(fact: NationalShare, share: str, period: str, source: str) -> bool:
    return (fact.share, fact.period, fact.source) == (Decimal(share), period, source)
