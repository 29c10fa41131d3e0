"""Which final marks may be below a 6, and what must stand against them (UWVO 3.35 lid 1 c)."""

from collections.abc import Sequence

from naadloos.engines.results.checks.base import Check, Finding
from naadloos.engines.results.norms import Norms
from naadloos.engines.results.picture import Picture, Row, Sheet
from naadloos.engines.results.schema import Compensation, Pattern
from naadloos.engines.results.terms import Holds
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Marked, Text, text


def _counting(sheet: Sheet) -> list[Row]:
    return [row for row in sheet if row.counts]


def _short(marks: Sequence[int], norm: Compensation, pattern: Pattern) -> int:
    """How many points more would fit this pattern, spent as well as possible."""
    ordered, low = sorted(marks), sorted(pattern.low)
    lowest, rest = ordered[: len(low)], ordered[len(low) :]
    short = sum(max(0, need - mark) for need, mark in zip(low, lowest, strict=False))
    short += sum(max(0, norm.others - mark) for mark in rest[:-1])
    if rest:
        short += max(0, max(norm.others, pattern.high or 0) - rest[-1])
    return short


def points_short(marks: Sequence[int], norm: Compensation) -> int:
    """The fewest points more with which these marks fit one of the patterns; 0 when they do."""
    return min(_short(marks, norm, pattern) for pattern in norm.patterns)


def _condition(sheet: Sheet, norms: Norms) -> bool:
    return not points_short([row.mark for row in _counting(sheet)], norms.compensation(0))


def _explain(holds: Holds, picture: Picture, norms: Norms) -> Finding:
    norm = norms.compensation(0)
    high = _counting(picture.high)
    if holds is Holds.NO:
        low = [row for row in high if row.mark < norm.others]
        short = points_short([row.mark for row in high], norm)
        reason = text(gettext_noop("Te veel onder de 6: %(names)s."), names=_with_marks(low))
        return Finding(reason, (_needed(high, norm, short),))
    certain = [row for row, line in zip(_counting(picture.low), high, strict=True) if row.mark == line.mark]
    low = [row for row in certain if row.mark < norm.others]
    if holds is Holds.YES:
        if not low:
            return Finding(text(gettext_noop("Geen eindcijfer is te laag.")))
        return Finding(text(gettext_noop("Onder de 6, maar dat mag hier: %(names)s."), names=_with_marks(low)))
    counting = {row.part for row in high}
    missing = picture.missing_in(counting)
    if low:
        reason = text(
            gettext_noop("Onder de 6: %(names)s. De andere cijfers zijn nog niet zeker."), names=_with_marks(low)
        )
    else:
        reason = text(gettext_noop("Nog niet alle eindcijfers zijn zeker."))
    return Finding(reason, missing=missing)


def _needed(rows: list[Row], norm: Compensation, short: int) -> Text:
    """One point at one place reads best as that place."""
    marks = [row.mark for row in rows]
    without_high = Compensation(
        others=norm.others, patterns=tuple(Pattern(low=pattern.low) for pattern in norm.patterns)
    )
    if not points_short(marks, without_high):
        high = next(p.high for p in norm.patterns if p.high and _short(marks, norm, p) == short)
        return text(gettext_noop("Bij een van de andere vakken is een %(mark)s of hoger nodig."), mark=high)
    if short == 1:
        return text(gettext_noop("Nog 1 punt nodig."))
    return text(gettext_noop("Nog ten minste %(points)s punten nodig, alle eindcijfers samen."), points=short)


def _with_marks(rows: list[Row]) -> tuple[Marked, ...]:
    return tuple(Marked(row.name, row.mark) for row in rows)


pattern = Check(_condition, _explain)
