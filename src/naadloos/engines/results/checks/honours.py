"""Cum laude (UWVO 3.48)."""

from decimal import ROUND_FLOOR, Decimal

from naadloos.engines.results.checks.base import Check, Finding, names_of, rows_of
from naadloos.engines.results.marks import mean
from naadloos.engines.results.norms import Norms
from naadloos.engines.results.picture import Picture, Row, Sheet
from naadloos.engines.results.terms import Holds
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import text


def _of_the_mean(sheet: Sheet, norms: Norms) -> list[Row]:
    """The parts that the law names, and the best of those of which one counts."""
    rows = rows_of(sheet, norms.parts(1))
    best = rows_of(sheet, norms.parts(2))
    return [*rows, max(best, key=lambda row: row.mark)] if best else rows


def _mean(sheet: Sheet, norms: Norms) -> bool:
    return mean([row.mark for row in _of_the_mean(sheet, norms)]) >= norms.number(0)


def _explain_mean(holds: Holds, picture: Picture, norms: Norms) -> Finding:
    low, high = _of_the_mean(picture.low, norms), _of_the_mean(picture.high, norms)
    norm = norms.number(0)
    if [row.mark for row in low] == [row.mark for row in high]:
        shown = mean([row.mark for row in low]).quantize(Decimal("0.01"), rounding=ROUND_FLOOR)
        reason = gettext_noop("Het gemiddelde van %(names)s is %(mean)s. Nodig is %(norm)s.")
        return Finding(text(reason, names=names_of(low), mean=shown, norm=norm))
    if holds is Holds.YES:
        return Finding(text(gettext_noop("Het gemiddelde is in elk geval %(norm)s of hoger."), norm=norm))
    if holds is Holds.NO:
        return Finding(text(gettext_noop("Het gemiddelde komt niet meer op %(norm)s."), norm=norm))
    return Finding(
        text(gettext_noop("Het gemiddelde is nog niet zeker. Nodig is %(norm)s."), norm=norm),
        missing=picture.missing_in({row.part for row in high}),
    )


def _judged(sheet: Sheet) -> list[Row]:
    return [row for row in sheet if row.counts or row.in_words]


def _each(sheet: Sheet, norms: Norms) -> bool:
    return all(row.mark >= norms.number(0) for row in _judged(sheet))


def _explain_each(holds: Holds, picture: Picture, norms: Norms) -> Finding:
    norm = norms.number(0)
    if holds is Holds.YES:
        return Finding(text(gettext_noop("Alles is een %(norm)s of hoger, of voldoende."), norm=norm))
    sheet = picture.high if holds is Holds.NO else picture.low
    rows = [row for row in _judged(sheet) if row.mark < norm]
    names = names_of(rows)
    if holds is Holds.NO:
        return Finding(text(gettext_noop("Onder de %(norm)s of onvoldoende: %(names)s."), norm=norm, names=names))
    return Finding(
        text(gettext_noop("Nog niet zeker: %(names)s."), names=names),
        missing=picture.missing_in({row.part for row in rows}),
    )


honours_mean = Check(_mean, _explain_mean)
honours_each = Check(_each, _explain_each)
