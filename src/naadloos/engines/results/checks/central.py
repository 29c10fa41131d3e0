"""The mean of the centraal examens (UWVO 3.35 lid 1 a)."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from naadloos.engines.results.checks.base import Check, Finding
from naadloos.engines.results.marks import mean
from naadloos.engines.results.norms import Norms
from naadloos.engines.results.picture import Picture, Sheet
from naadloos.engines.results.terms import Holds
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import text

TENTH = Decimal("0.1")


def _marks(sheet: Sheet) -> list[Decimal]:
    return [row.central for row in sheet if row.central is not None]


def _condition(sheet: Sheet, norms: Norms) -> bool:
    marks = _marks(sheet)
    return bool(marks) and mean(marks) >= norms.number(0)


def _explain(holds: Holds, picture: Picture, norms: Norms) -> Finding:
    low, high, norm = _marks(picture.low), _marks(picture.high), norms.number(0)
    known = [mark for mark, most in zip(low, high, strict=True) if mark == most]
    open_names = tuple(line.name for line in picture.lines if line.low.central != line.high.central)
    missing = tuple(each for line in picture.lines if line.low.central is not None for each in line.missing)
    if not low:
        return Finding(text(gettext_noop("Geen enkel vak heeft een centraal examen.")))
    if not open_names:
        # Down, so that 5,49 does not read as 5,5.
        shown = mean(low).quantize(Decimal("0.01"), rounding=ROUND_FLOOR)
        reason = text(
            gettext_noop("Het gemiddelde van de centrale examens is %(mean)s. Nodig is %(norm)s."),
            mean=shown,
            norm=norm,
        )
        short = norm * len(low) - sum(low)
        more = text(gettext_noop("Nog %(points)s punt nodig, alle centrale examens samen."), points=short)
        return Finding(reason, (more,) if holds is Holds.NO else ())
    if holds is Holds.YES:
        return Finding(
            text(gettext_noop("Het gemiddelde van de centrale examens is in elk geval %(norm)s of hoger."), norm=norm)
        )
    if holds is Holds.NO:
        return Finding(
            text(gettext_noop("Het gemiddelde van de centrale examens komt niet meer op %(norm)s."), norm=norm)
        )
    total = norm * len(low) - sum(known)
    each = (total / len(open_names)).quantize(TENTH, rounding=ROUND_CEILING)
    return Finding(
        text(
            gettext_noop("Centraal examen nog niet zeker: %(names)s. Gemiddeld is %(norm)s nodig."),
            names=open_names,
            norm=norm,
        ),
        (
            text(
                gettext_noop("Gemiddeld een %(mark)s of hoger voor de centrale examens die nog open zijn."),
                mark=max(each, Decimal(1)),
            ),
        ),
        missing,
    )


central_mean = Check(_condition, _explain)
