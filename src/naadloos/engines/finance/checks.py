"""The checks that everybody can see beside an outcome: each looks at its figures, and can fail.

Four look at the cells as they are, the others compute the cells again (``checks_again``). What can fail, fails; else
what is unknown makes the check unknown; only when all has been looked at, it passes. The counts of TBG-i are read
elsewhere; ``Reconciliation`` is where they come in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.finance.expressions import to_cents
from naadloos.engines.finance.outcome import ALL_PARTNERS, Outcome, Place
from naadloos.engines.finance.sheet import added
from naadloos.engines.finance.terms import CheckName, Section, Total, Verdict, View
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, Value, text


@dataclass(frozen=True, slots=True)
class Check:
    """``said``: a sentence with the figures that it looked at."""

    name: CheckName
    verdict: Verdict
    said: Text


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Of one group of students (``of``): how many were expected to be paid for, and how many were."""

    of: str
    expected: int | None
    funded: int | None


def passes(name: CheckName, template: str, **values: Value) -> Check:
    return Check(name, Verdict.PASS, text(template, **values))


def fails(name: CheckName, template: str, **values: Value) -> Check:
    return Check(name, Verdict.FAIL, text(template, **values))


def is_unknown(name: CheckName, template: str, **values: Value) -> Check:
    return Check(name, Verdict.UNKNOWN, text(template, **values))


def look(outcome: Outcome) -> Iterator[Check]:
    """The checks that look at the cells as they are."""
    yield _settlements(outcome)
    yield _partners(outcome)
    yield _phases(outcome)
    yield _cents(outcome)


_ZERO = gettext_noop(
    "De verrekeningen van %(partners)s partners tellen in elk van %(jaren)s jaren op tot 0 euro, kas en toegerekend "
    "apart."
)
_NOT_ZERO = gettext_noop("In %(jaar)s (%(basis)s) tellen de verrekeningen op tot %(som)s euro in plaats van 0.")
_SOME_UNKNOWN = gettext_noop("Nog onbekend: %(onbekend)s van %(sommen)s sommen. De andere kloppen.")


def _settlements(outcome: Outcome) -> Check:
    name = CheckName.SETTLEMENTS
    # One for both views: a payment is made, whatever it is for.
    places = [
        each
        for each in outcome.sums
        if each.total is Total.SETTLEMENT and each.partner == ALL_PARTNERS and each.view is View.INTEGRAL
    ]
    unknown = 0
    for place in places:
        parts, whole = _parts_and_whole(outcome, place)
        wrong = next((each for each in (parts, whole) if each), None)
        if wrong is not None:
            return fails(name, _NOT_ZERO, jaar=place.year, basis=place.basis.value, som=wrong)
        unknown += parts is None or whole is None
    if unknown:
        return is_unknown(name, _SOME_UNKNOWN, sommen=len(places), onbekend=unknown)
    return passes(name, _ZERO, partners=len(outcome.case.partners), jaren=len(places))


def _parts_and_whole(outcome: Outcome, place: Place) -> tuple[Decimal | None, Decimal | None]:
    parts = [outcome.sums[place._replace(partner=each.id)] for each in outcome.case.partners]
    return added(outcome.sheet.values, parts), outcome.sheet.values[outcome.sums[place]]


_ADDED = (Total.REVENUE, Total.SUBSIDIES, Total.COSTS, Total.OVERHEAD, Total.SETTLEMENT, Total.RESULT)
_SAME = gettext_noop("Alle %(sommen)s sommen van de partners zijn precies die van het geheel.")
_DIFFERENT = gettext_noop(
    "%(wat)s in %(jaar)s (%(basis)s, %(weergave)s): de partners tellen op tot %(delen)s euro, bij het geheel staat "
    "%(geheel)s euro."
)


def _partners(outcome: Outcome) -> Check:
    name = CheckName.PARTNERS
    places = [each for each in outcome.sums if each.total in _ADDED and each.partner == ALL_PARTNERS]
    unknown = 0
    for place in places:
        parts, whole = _parts_and_whole(outcome, place)
        if parts is None or whole is None:
            unknown += 1
        elif parts != whole:
            values: dict[str, Value] = {"wat": place.total.label, "jaar": place.year, "basis": place.basis.value}
            return fails(name, _DIFFERENT, **values, weergave=place.view.value, delen=parts, geheel=whole)
    if unknown:
        return is_unknown(name, _SOME_UNKNOWN, sommen=len(places), onbekend=unknown)
    return passes(name, _SAME, sommen=len(places))


_ONE_PHASE = gettext_noop(
    "Elke groep leerlingen telt per teldatum in één fase (gekeken naar %(groepen)s groepen). In de echte tellingen "
    "(%(geteld)s) stond niemand ook in de andere fase."
)
_COUNTED_TWICE = gettext_noop(
    "Op 1 oktober %(jaar)s stonden %(aantal)s leerlingen van %(variant)s ook in de andere fase; voor hen zou twee keer "
    "geld komen."
)
_PAID_TWICE = gettext_noop("Voor %(variant)s komt er voor 1 oktober %(jaar)s geld voor beide fasen.")
_NOBODY = gettext_noop("Er zijn nog geen leerlingen om naar te kijken.")


def _phases(outcome: Outcome) -> Check:
    name = CheckName.PHASES
    counts = [
        (variant.title, cohort.start_year + each.route_year - 1, each.in_other_phase)
        for cohort in outcome.case.cohorts
        for variant in cohort.variants
        for each in variant.counted
    ]
    twice = next((each for each in counts if each[2]), None)
    if twice is not None:
        return fails(name, _COUNTED_TWICE, variant=twice[0], jaar=twice[1], aantal=twice[2])
    vo, mbo = (
        {(e.cohort, e.variant, e.school_year) for e in outcome.of(section)} for section in (Section.VO, Section.MBO)
    )
    for cohort, variant, year in sorted(vo & mbo):
        return fails(name, _PAID_TWICE, variant=f"{cohort}, {variant}", jaar=year)
    if not vo | mbo:
        return is_unknown(name, _NOBODY)
    return passes(name, _ONE_PHASE, groepen=len(vo | mbo), geteld=len(counts))


_IN_CENTS = gettext_noop("Alle regels staan in hele centen: %(regels)s.")
_NOT_IN_CENTS = gettext_noop("%(regel)s is %(bedrag)s euro; dat is niet in hele centen.")
SOME_LINES_UNKNOWN = gettext_noop("Nog onbekend: %(onbekend)s van %(regels)s regels. De andere kloppen.")
NO_LINES = gettext_noop("Er zijn nog geen regels om naar te kijken.")


def _cents(outcome: Outcome) -> Check:
    name = CheckName.CENTS
    # What is only told, such as leavers, keeps no result unknown.
    values = [(each, outcome.value(each)) for each in outcome.lines if each.section.counts]
    for line, value in values:
        if value is not None and value != to_cents(value):
            return fails(name, _NOT_IN_CENTS, regel=str(outcome.sheet[line.cell].label), bedrag=value)
    if not values:
        return is_unknown(name, NO_LINES)
    if unknown := sum(1 for _, value in values if value is None):
        return is_unknown(name, SOME_LINES_UNKNOWN, regels=len(values), onbekend=unknown)
    return passes(name, _IN_CENTS, regels=len(values))


_EQUAL = gettext_noop("%(groep)s: %(verwacht)s verwacht en %(bekostigd)s bekostigd.")
_NOT_COUNTED = gettext_noop("%(groep)s: het verwachte of het bekostigde aantal is nog niet bekend.")


def reconcile(counts: Iterable[Reconciliation]) -> Iterator[Check]:
    name = CheckName.RECONCILED
    for each in counts:
        if each.expected is None or each.funded is None:
            yield is_unknown(name, _NOT_COUNTED, groep=each.of)
            continue
        verdict = Verdict.PASS if each.expected == each.funded else Verdict.FAIL
        yield Check(name, verdict, text(_EQUAL, groep=each.of, verwacht=each.expected, bekostigd=each.funded))
