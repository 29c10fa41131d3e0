"""A figure as people read it: a sentence, a small picture, a verdict, and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naadloos.engines.cohort import Definition, Kind, Published, Row, Shown, definitions
from naadloos.engines.cohort.disclosure import MINIMUM_COUNT, MINIMUM_SHARE
from naadloos.engines.cohort.verdict import (
    Kept,
    Share,
    chance_sentence,
    kept,
    kept_sentence,
    kept_value,
    moved,
    moved_sentence,
    percent,
    power_sentence,
    share,
    share_of,
    share_sentence,
    trend_sentence,
)
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.text import number_text
from naadloos.monitoring.models import FigureReport, Indicator, IndicatorFigure
from naadloos.routes.words import say


@dataclass(frozen=True, slots=True)
class Point:
    """One group or school year: its name and what may be told of it."""

    name: str
    told: str
    share: Share | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator as a card: ``now`` is empty when nothing may be told, then ``why_not`` says so."""

    title: str
    key: str
    benefit: str
    promise: str
    now: str
    why_not: str
    verdict: Kept
    sentences: tuple[str, ...]
    points: tuple[Point, ...]
    picture: SafeString
    source: str
    as_of: date | None
    definition: Definition | None
    indicator: Indicator | None = None


def count_text(shown: Shown) -> str:
    """A count as it may be told."""
    if shown.exact:
        return str(shown.low)
    if shown.high is None:
        return _("%(n)s of meer") % {"n": shown.low} if shown.low else _("niet getoond")
    if shown.low == 1 and shown.high == MINIMUM_COUNT - 1:
        return _("1 tot 4")
    return _("%(low)s tot %(high)s") % {"low": shown.low, "high": shown.high}


def share_text(found: Share) -> str:
    low, high = percent(found.low), percent(found.high)
    return f"{low} %" if low == high else _("%(low)s tot %(high)s %%") % {"low": low, "high": high}


def row_text(row: Row, definition: Definition) -> str:
    """One told row in a few words, or why it is not told."""
    if not row.told:
        return _("niet getoond: te klein")
    if definition.kind is Kind.COUNT:
        return count_text(row.of)
    found = share_of(row)
    if found is None:
        return _("minder dan %(n)s leerlingen: geen percentage") % {"n": MINIMUM_SHARE}
    return _("%(share)s van %(of)s") % {"share": share_text(found), "of": found.of}


def row_name(row: Row) -> str:
    if row.scope == "schooljaar":
        return school_year_text(int(row.name))
    if row.scope == "groep":
        return _("groep %(year)s") % {"year": row.name}
    if row.scope == "leerweg":
        return row.name
    return years_text(row.years)


def years_text(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def headline(rows: Sequence[Row]) -> Row | None:
    """The row that stands for the indicator: all of the last three together, at the latest counting date."""
    pooled = [row for row in rows if row.scope == "samen"]
    told = [row for row in pooled if row.told]
    return (told or pooled)[-1] if pooled else None


def series(rows: Sequence[Row], k: int | None) -> list[Row]:
    """The groups or school years one by one, at one counting date."""
    return [row for row in rows if row.scope in ("groep", "schooljaar") and row.k == k]


def pupil_reading(
    definition: Definition, published: Published, report: FigureReport, indicator: Indicator | None = None
) -> Reading:
    """An indicator that is counted from pupils."""
    rows = published.figures.get(definition.key, ())
    row = headline(rows)
    found = share_of(row) if row else None
    promise, start = _part(indicator, "target_value"), _part(indicator, "baseline_value")
    verdict = kept(found, promise, definition.better) if definition.kind is Kind.SHARE else Kept.NO_PROMISE
    points = tuple(
        Point(row_name(each), row_text(each, definition), share_of(each))
        for each in series(rows, row.k if row else None)
    )
    sentences = []
    if definition.kind is Kind.SHARE and found:
        sentences = [share_sentence(found)]
        if promise is not None:
            sentences.append(kept_sentence(verdict, percent(promise), found.of))
        if start is not None:
            sentences.append(moved_sentence(moved(found, start, definition.better), percent(start)))
            exact = chance_sentence(found, start)
            sentences += [exact] if exact else []
        trend = trend_sentence([(each.name, each.share) for each in points if each.share])
        sentences += [trend] if trend else []
        if indicator is not None:
            sentences.append(power_sentence(found.of, start if start is not None else found.middle))
    return Reading(
        title=_(definition.title) if indicator is None else indicator.title,
        key=definition.key,
        benefit=(indicator.benefit if indicator else definition.benefit) or "",
        promise=_promise(indicator),
        now=_now(row, definition, found),
        why_not=_why_not(row, definition),
        verdict=verdict,
        sentences=tuple(say(each) for each in sentences),
        points=points,
        picture=bar(found, promise, start) if definition.kind is Kind.SHARE else SafeString(""),
        source=_(definition.source),
        as_of=published.as_of,
        definition=definition,
        indicator=indicator,
    )


def _now(row: Row | None, definition: Definition, found: Share | None) -> str:
    if row is None or not row.told:
        return ""
    if definition.kind is Kind.COUNT:
        return count_text(row.of)
    return share_text(found) if found else ""


def _why_not(row: Row | None, definition: Definition) -> str:
    if row is None:
        return _("Er is nog geen groep zo ver.")
    return row_text(row, definition) if not row.told or (definition.kind is Kind.SHARE and not row.has_share) else ""


def given_reading(indicator: Indicator, figures: Sequence[IndicatorFigure]) -> Reading:
    """An indicator for which people give the figures."""
    definition = definitions().get(indicator.definition)
    unit = _(definition.unit) if definition else ""
    better = definition.better if definition else "hoger"
    rows = sorted(figures, key=lambda each: each.school_year)
    points = tuple(Point(school_year_text(each.school_year), _given(each, unit), value=each.value) for each in rows)
    last = rows[-1] if rows else None
    shown = last is not None and not _too_few(last, unit)
    target = indicator.target_value
    verdict = Kept.NO_FIGURE
    if last is not None and shown:
        low, high = (float(last.value if each is None else each) for each in (last.low, last.high))
        verdict = kept_value(float(last.value), low, high, None if target is None else float(target), better)
        if unit == "%" and last.people and target is not None:
            # What the source hides is not known to be the middle: the verdict must hold for all of it.
            least, most = (round(each * last.people / 100) for each in (low, high))
            verdict = kept(share(least, most, last.people), float(target) / 100, better)
    elif target is None:
        verdict = Kept.NO_PROMISE
    return Reading(
        title=indicator.title,
        key=indicator.key,
        benefit=indicator.benefit or "",
        promise=_promise(indicator),
        now=points[-1].told if shown and points else "",
        why_not="" if shown else (points[-1].told if points else _("Er is nog geen cijfer opgegeven.")),
        verdict=verdict,
        sentences=(),
        points=points,
        picture=SafeString(""),
        source=last.source if last else indicator.source,
        as_of=last.measured_on if last else None,
        definition=definition,
        indicator=indicator,
    )


def _too_few(figure: IndicatorFigure, unit: str) -> bool:
    least = MINIMUM_SHARE if unit == "%" else MINIMUM_COUNT
    return figure.people is not None and figure.people < least


def _given(figure: IndicatorFigure, unit: str) -> str:
    if _too_few(figure, unit):
        return _("te weinig mensen om te tonen")
    value = number_text(figure.value)
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        value = _("%(low)s tot %(high)s") % {"low": number_text(figure.low), "high": number_text(figure.high)}
    return f"{value} {unit}".strip()


def _promise(indicator: Indicator | None) -> str:
    if indicator is None:
        return ""
    if indicator.target:
        return indicator.target
    definition = definitions().get(indicator.definition)
    unit = _(definition.unit) if definition else ""
    return f"{number_text(indicator.target_value)} {unit}".strip() if indicator.target_value is not None else ""


def _part(indicator: Indicator | None, name: str) -> float | None:
    value = getattr(indicator, name) if indicator else None
    return None if value is None else float(value) / 100


def bar(found: Share | None, promise: float | None, start: float | None) -> SafeString:
    """A line from 0 to 100 %: interval, what is known, promise and start. The words beside it say the same."""
    if found is None:
        return SafeString("")

    def x(part: float) -> str:
        return f"{4 + 192 * part:.1f}"

    marks: list[Any] = [
        format_html('<line x1="{}" x2="{}" y1="14" y2="14" class="bar-axis"></line>', x(0), x(1)),
        format_html(
            '<rect x="{}" y="9" width="{}" height="10" rx="5" class="bar-band"></rect>',
            x(found.band.low),
            f"{max(192 * (found.band.high - found.band.low), 2):.1f}",
        ),
        format_html(
            '<rect x="{}" y="10" width="{}" height="8" rx="4" class="bar-now"></rect>',
            f"{4 + 192 * found.low - 4:.1f}",
            f"{192 * (found.high - found.low) + 8:.1f}",
        ),
    ]
    if start is not None:
        marks.append(format_html('<line x1="{0}" x2="{0}" y1="6" y2="22" class="bar-start"></line>', x(start)))
    if promise is not None:
        marks.append(format_html('<line x1="{0}" x2="{0}" y1="2" y2="26" class="bar-promise"></line>', x(promise)))
    inside = SafeString("".join(marks))
    return format_html(
        '<svg class="bar" viewBox="0 0 200 28" width="200" height="28" aria-hidden="true" focusable="false">{}</svg>',
        inside,
    )
