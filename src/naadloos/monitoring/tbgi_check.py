"""Does what was delivered fit with what DUO counts: per opleiding the enrolments of TBG-i beside the mbo phase.

Nothing is stored. A count of 1 to 4 is only told as such, and so is a difference of 1 to 4. What is told of a small
count never depends on which one it is, so that no series of made-up files finds it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from naadloos.engines.cohort import Shown
from naadloos.engines.cohort.disclosure import MINIMUM_COUNT
from naadloos.engines.cohort.intake import EventLine, pupil_of
from naadloos.engines.finance.tbgi import CreboSums, TbgiError, TbgiSums, read_tbgi
from naadloos.engines.route.terms import PartnerSide, Term, gettext_noop
from naadloos.monitoring.figures import FAR, coverage, events_of
from naadloos.monitoring.models import FigureArchive, RoutePupil
from naadloos.monitoring.reading import count_text
from naadloos.monitoring.rules import own_partners
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RoutePartner, RouteQualification
from naadloos.routes.words import say

# As DUO calls the second part of a leerroute.
_MBO_PHASE = "MBO"
# A bekostigingsjaar counts the enrolments of 1 October two years before.
_YEARS = 2


class Fit(Term):
    FITS = "klopt", gettext_noop("klopt")
    CLOSE = "klein", gettext_noop("klein verschil")
    DIFFERS = "verschilt", gettext_noop("verschilt")
    SMALL = "te-klein", gettext_noop("te klein om te vergelijken")
    UNCLEAR = "onzeker", gettext_noop("niet te zeggen")


@dataclass(frozen=True, slots=True)
class CreboCheck:
    """One opleiding. ``enrolled`` and ``delivered`` as they may be told; ``look_at``: what to check."""

    crebo: str
    name: str
    enrolled: str
    delivered: str
    fit: Fit
    look_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TbgiCheck:
    """``why_not``: why nothing can be compared; "" when it can."""

    day: date
    provisional: bool
    rows: tuple[CreboCheck, ...]
    notes: tuple[str, ...]
    why_not: str


def mbo_partners(user: User, route: Route) -> list[int]:
    """The mbo institutions on whose behalf this person delivers: TBG-i is theirs."""
    rows = RoutePartner.objects.filter(route=route, side=PartnerSide.MBO.value, pk__in=own_partners(user, route))
    return list(rows.values_list("pk", flat=True))


def check(actor: User, route: Route, content: bytes) -> TbgiCheck:
    """Compare a file with what was delivered. Raises PermissionDenied, ValidationError."""
    if not mbo_partners(actor, route):
        raise PermissionDenied
    try:
        sums = read_tbgi(content)
    except TbgiError as error:
        raise ValidationError(say(error.said)) from error
    day = date(sums.year - _YEARS, 10, 1)
    why_not = _why_not(route, sums, day)
    if why_not:
        return TbgiCheck(day, sums.provisional, (), (), why_not)
    delivered = delivered_on(route, day)
    chosen = RouteQualification.objects.filter(route=route).select_related("qualification")
    names = {row.crebo: row.qualification.name for row in chosen}
    rows = tuple(_row(crebo, name, sums.crebos.get(crebo), delivered[crebo]) for crebo, name in sorted(names.items()))
    return TbgiCheck(day, sums.provisional, rows, tuple(_notes(route, delivered, names)), "")


def _why_not(route: Route, sums: TbgiSums, day: date) -> str:
    when = {"day": date_format(day)}
    if not sums.crebos:
        return _("In dit bestand staat geen telling van %(day)s.") % when
    covered = coverage(route)
    if covered is None:
        return _("Er is nog niets over leerlingen aangeleverd. Doe dat eerst.")
    if covered.until < day:
        return _("Wat is aangeleverd, is volledig tot en met %(until)s. Lever eerst aan tot en met %(day)s.") % {
            **when,
            "until": date_format(covered.until),
        }
    return ""


def delivered_on(route: Route, day: date) -> Counter[str]:
    """Per crebo the pupils in the mbo phase on a day, as the indicators count that phase; "" without a crebo."""
    pupils = list(RoutePupil.objects.filter(route=route))
    found: Counter[str] = Counter()
    for events in events_of(pupils, {each.pk: str(each.pk) for each in pupils}).values():
        pupil = pupil_of(events, FAR)
        if pupil is None or pupil.vo_passed is None or pupil.vo_passed > day:
            continue
        if pupil.exit_on is None or pupil.exit_on > day:
            found[_crebo_on(events, day)] += 1
    return found


def _crebo_on(events: Sequence[EventLine], day: date) -> str:
    """The opleiding of a pupil on a day: the last that was said up to then."""
    said = [each for each in sorted(events, key=lambda each: each.on) if each.crebo and each.on <= day]
    return said[-1].crebo if said else ""


def _row(crebo: str, name: str, there: CreboSums | None, delivered: int) -> CreboCheck:
    all_ = there.funded + there.refused + there.undecided if there else 0
    phased = there is not None and bool(there.phases)
    enrolled = there.phases[_MBO_PHASE] if there is not None and phased else all_
    unphased = bool(all_) and not phased
    fit = compare(enrolled, delivered)
    if unphased and enrolled > delivered and fit is not Fit.SMALL:
        # Students outside the route count too, so that more of them prove nothing.
        fit = Fit.UNCLEAR
    is_told = fit is Fit.FITS or _is_small(delivered) or not 0 < abs(enrolled - delivered) < MINIMUM_COUNT
    return CreboCheck(
        crebo,
        name,
        _told(enrolled),
        _told(delivered) if is_told else _("niet getoond"),
        fit,
        tuple(_look_at(fit, enrolled, delivered, unphased=unphased)),
    )


def compare(enrolled: int, delivered: int) -> Fit:
    """What may be told of the difference between two counts; the same for every small count that was delivered.

    >>> [compare(20, 20).value, compare(20, 17).value, compare(20, 9).value, compare(3, 4).value, compare(6, 4).value]
    ['klopt', 'klein', 'verschilt', 'te-klein', 'verschilt']
    """
    if _is_small(delivered):
        if _is_small(enrolled):
            return Fit.SMALL
        return Fit.DIFFERS if enrolled else Fit.CLOSE
    if enrolled == delivered:
        return Fit.FITS
    return Fit.CLOSE if abs(enrolled - delivered) < MINIMUM_COUNT else Fit.DIFFERS


def _is_small(count: int) -> bool:
    return 0 < count < MINIMUM_COUNT


def _told(count: int) -> str:
    shown = Shown(1, MINIMUM_COUNT - 1, told=True) if _is_small(count) else Shown(count, count, told=True)
    return count_text(shown)


def _look_at(fit: Fit, enrolled: int, delivered: int, *, unphased: bool) -> list[str]:
    found = []
    if unphased:
        found.append(
            _("Het bestand noemt bij deze opleiding geen leerroutefase. Studenten buiten de route tellen dus mee.")
        )
    if fit is Fit.SMALL:
        found.append(_("Kijk het zelf na in uw eigen administratie."))
    if fit is Fit.CLOSE:
        found.append(
            _("Kijk na of iedereen in de mbo-fase is aangeleverd met “vo_klaar”, en of wie vertrok is afgemeld.")
        )
    if fit is Fit.DIFFERS and enrolled > delivered:
        found.append(
            _(
                "Bij DUO staan er meer. Kijk na of van iedereen “vo_klaar” is aangeleverd, met dit crebo, en of de "
                "leerroutefase bij DUO klopt."
            )
        )
    if fit is Fit.DIFFERS and enrolled < delivered:
        found.append(
            _(
                "Er zijn er meer aangeleverd. Kijk na of wie vertrok is afgemeld, of het crebo klopt, en of de "
                "inschrijving bij DUO de leerroutefase MBO heeft."
            )
        )
    return found


def _notes(route: Route, delivered: Counter[str], names: dict[str, str]) -> list[str]:
    notes = []
    if delivered[""]:
        notes.append(
            _("Van leerlingen in de mbo-fase zonder crebo zijn er %(n)s. Die tellen bij geen opleiding mee.")
            % {"n": _told(delivered[""])}
        )
    other = sum(count for crebo, count in delivered.items() if crebo and crebo not in names)
    if other:
        notes.append(
            _("Van leerlingen met een opleiding die niet bij de route hoort zijn er %(n)s.") % {"n": _told(other)}
        )
    if FigureArchive.objects.filter(route=route).exists():
        notes.append(_("Leerlingen van wie de gegevens al zijn verwijderd, tellen hier niet mee."))
    if RoutePartner.objects.filter(route=route, side=PartnerSide.MBO.value).count() > 1:
        notes.append(_("Leerlingen van de andere mbo-instelling tellen bij “aangeleverd” ook mee."))
    return notes
