"""Figures that people added up themselves, as facts of the indicators of the route: line by line, looked at first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from naadloos.engines.cohort import Definition, Kind, definitions
from naadloos.engines.cohort.disclosure import MINIMUM_COUNT
from naadloos.engines.cohort.intake import Figure, IntakeError, Verdict, read_aggregates
from naadloos.engines.cohort.intake.figures_template import figures_template, needs_of
from naadloos.engines.duo import Count
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.text import number_text
from naadloos.monitoring.models import Indicator, IndicatorFigure
from naadloos.monitoring.proposals import STEP, Looked, Offer, Stored, changed_since, store
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Route
from naadloos.routes.registry import provider_of
from naadloos.routes.shown import FILE_VALID, shown_before, sign
from naadloos.routes.words import say

SALT = "monitor-cijfers"
_CENT = Decimal("0.01")
_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Values:
    """A figure as it is stored. ``low`` and ``high`` only when the source hides a part."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    people: int | None
    source: str
    measured_on: date | None = None


@dataclass(frozen=True, slots=True)
class Askable:
    """An indicator for which a line may be given, and which columns that line needs."""

    key: str
    title: str
    needs: str


def askable(route: Route) -> list[Askable]:
    """The standard definitions that an indicator of this route has, in the order of the definitions."""
    return [
        Askable(each.key, _(each.title), _(needs_of(each)))
        for each in definitions().values()
        if each.key in _indicators(route)
    ]


def template_of(route: Route) -> bytes:
    """An empty sheet for the indicators of this route."""
    return figures_template(str(route), list(_indicators(route)), translate=_)


def look(route: Route, content: bytes) -> Looked:
    """What a file would do, line by line. Nothing is stored. Raises ValidationError when it cannot be read at all."""
    try:
        found = read_aggregates(content)
    except IntakeError as error:
        raise ValidationError(say(error.said)) from error
    # The first line has the heads: what is said of it is no reason to refuse a figure.
    notes = [say(each.said) for each in found.problems if each.line == 1]
    lines = [
        Offer(each.line, each.column, Verdict.REFUSED, why=say(each.said)) for each in found.problems if each.line > 1
    ]
    indicators, there = _indicators(route), _there(route)
    rows = []
    for figure in found.figures:
        offer, row = _offer(figure, indicators.get(figure.indicator, []), there)
        lines.append(offer)
        if row is not None:
            rows.append(row)
        if _is_small(figure):
            notes.append(
                _("Regel %(line)s: hier staat een aantal van 1 tot en met 4. Schrijf liever “<5”.")
                % {"line": figure.line}
            )
    return Looked(
        tuple(sorted(lines, key=lambda each: each.line)), tuple(notes), sign(route, SALT, rows) if rows else ""
    )


@transaction.atomic
def take(*, actor: User, route: Route, signed: str) -> Stored:
    """Store what was shown. A line that no longer fits is told and spoils no other; doing it twice changes nothing.

    Raises PermissionDenied, BadSignature.
    """
    require_editor(actor, route, provider_of(STEP))
    rows = shown_before(route, SALT, signed, valid=FILE_VALID)
    indicators = {each.pk: each for each in Indicator.objects.filter(route=route)}
    there = _there(route)
    changed, known, refused = 0, 0, []
    for line, indicator, year, value, low, high, people, source, version in rows:
        values = Values(Decimal(value), _number(low), _number(high), people, source)
        fact = there.get((indicator, year))
        if fact is not None and _same(values, fact):
            known += 1
            continue
        if indicator not in indicators:
            why = _("de indicator is intussen verwijderd")
        elif (fact.version if fact else 0) != version:
            why = changed_since()
        else:
            fact = fact or IndicatorFigure(indicator=indicators[indicator], school_year=year)
            fact.value, fact.low, fact.high = values.value, values.low, values.high
            fact.people, fact.source, fact.measured_on = people, source, None
            why = store(actor, route, "measured", fact, version)
        if why:
            refused.append(_("Regel %(line)s: %(why)s") % {"line": line, "why": why})
        else:
            changed += 1
    return Stored(changed, known, tuple(refused))


def values_of(figure: Figure, definition: Definition) -> Values | None:
    """One line as it would be stored; None when it is about so few people that even their number is hidden."""
    if figure.numerator is None:
        value = (figure.value or Decimal(0)).quantize(_CENT, ROUND_HALF_UP)
        return Values(value, None, None, None, figure.source)
    if figure.denominator is None:
        low, high = Decimal(figure.numerator.low), Decimal(figure.numerator.high)
        people = figure.numerator.low if figure.numerator.exact and definition.kind is Kind.COUNT else None
        return _between(low, high, people or None, figure.source)
    if not figure.denominator.exact:
        return None
    of = figure.denominator.low
    low, high = _ALL * figure.numerator.low / of, _ALL * min(figure.numerator.high, of) / of
    return _between(low, high, of, figure.source)


def _between(low: Decimal, high: Decimal, people: int | None, source: str) -> Values:
    if low == high:
        return Values(low.quantize(_CENT, ROUND_HALF_UP), None, None, people, source)
    least, most = low.quantize(_CENT, ROUND_FLOOR), high.quantize(_CENT, ROUND_CEILING)
    return Values(((least + most) / 2).quantize(_CENT, ROUND_HALF_UP), least, most, people, source)


def in_words(values: Values, unit: str) -> str:
    """A figure with all that is stored of it."""
    told = number_text(values.value)
    if values.low is not None and values.high is not None:
        told = _("tussen %(low)s en %(high)s") % {"low": number_text(values.low), "high": number_text(values.high)}
    parts = [f"{told} {unit}".strip()]
    if values.people is not None:
        parts.append(_("over %(n)s mensen") % {"n": values.people})
    parts.append(values.source)
    if values.measured_on is not None:
        parts.append(_("gemeten op %(day)s") % {"day": date_format(values.measured_on)})
    return "; ".join(parts)


def _indicators(route: Route) -> dict[str, list[Indicator]]:
    """Per definition the indicators of this route."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for each in Indicator.objects.filter(route=route).exclude(definition=""):
        found[each.definition].append(each)
    return dict(found)


def _there(route: Route) -> dict[tuple[int, int], IndicatorFigure]:
    rows = IndicatorFigure.objects.filter(route=route).select_related("indicator")
    return {(row.indicator_id, row.school_year): row for row in rows}


def _offer(
    figure: Figure, indicators: list[Indicator], there: dict[tuple[int, int], IndicatorFigure]
) -> tuple[Offer, list[object] | None]:
    definition = definitions()[figure.indicator]
    name = f"{_(definition.title)}, {school_year_text(figure.year)}"

    def refused(why: str) -> tuple[Offer, None]:
        return Offer(figure.line, name, Verdict.REFUSED, why=why), None

    if not indicators:
        return refused(
            _(
                "Deze route heeft geen indicator met deze definitie. Voeg die toe bij stap 7, Indicatoren: kies bij "
                "“gemeten als” voor “%(title)s”. Kies daarna dit bestand opnieuw."
            )
            % {"title": _(definition.title)}
        )
    if len(indicators) > 1:
        return refused(
            _(
                "Meer indicatoren van deze route hebben deze definitie: %(names)s. Vul het cijfer bij stap 7 zelf in "
                "bij de juiste, of laat één indicator met deze definitie over."
            )
            % {"names": ", ".join(each.title for each in indicators)}
        )
    values = values_of(figure, definition)
    if values is None:
        return refused(
            _("De NOEMER is verborgen: het gaat over minder dan 5 mensen. Daarover geeft u geen percentage.")
        )
    fact = IndicatorFigure(
        indicator=indicators[0],
        school_year=figure.year,
        value=values.value,
        low=values.low,
        high=values.high,
        people=values.people,
        source=values.source,
    )
    try:
        fact.clean_fields(exclude=["route", "indicator"])
    except ValidationError as error:
        return refused(" ".join(error.messages))
    old = there.get((indicators[0].pk, figure.year))
    unit = _(definition.unit)
    row = [
        figure.line,
        indicators[0].pk,
        figure.year,
        str(values.value),
        _text(values.low),
        _text(values.high),
        values.people,
        values.source,
        old.version if old else 0,
    ]
    new = in_words(values, unit)
    if old is None:
        return Offer(figure.line, name, Verdict.NEW, new=new), row
    before = in_words(_stored(old), unit)
    if _same(values, old):
        return Offer(figure.line, name, Verdict.KNOWN, before, new), None
    return Offer(figure.line, name, Verdict.CHANGED, before, new), row


def _stored(fact: IndicatorFigure) -> Values:
    return Values(fact.value, fact.low, fact.high, fact.people, fact.source, fact.measured_on)


def _same(values: Values, fact: IndicatorFigure) -> bool:
    """Bounds that are equal say the same as no bounds."""
    low, high = (None, None) if fact.low == fact.high else (fact.low, fact.high)
    return (values.value, values.low, values.high, values.people, values.source) == (
        fact.value,
        low,
        high,
        fact.people,
        fact.source,
    )


def _is_small(figure: Figure) -> bool:
    """A number of people that may lead to one of them: those who are in it, or those who are not."""
    counts = [figure.numerator]
    if figure.numerator is not None and figure.denominator is not None and figure.denominator.exact:
        counts.append(
            Count(figure.denominator.low - figure.numerator.high, figure.denominator.low - figure.numerator.low)
        )
    return any(each is not None and each.exact and 0 < each.low < MINIMUM_COUNT for each in counts)


def _text(number: Decimal | None) -> str:
    return "" if number is None else str(number)


def _number(plain: str) -> Decimal | None:
    return Decimal(plain) if plain else None
