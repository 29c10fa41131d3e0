"""How large a group must be: the picture, what it says in words, and every size in a table."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from naadloos.documents.charts import Chart, line_with_bands
from naadloos.engines.finance import BreakEven, Interval, Outcome, View, break_even
from naadloos.finance.words import say, whole_euro


@dataclass(frozen=True, slots=True)
class StepRow:
    """Sizes with the same groups. ``threshold``: the size at which it would break even with these groups."""

    sizes: str
    groups: str
    threshold: str
    reached: str


@dataclass(frozen=True, slots=True)
class Sizes:
    sentence: str
    chart: Chart
    steps: tuple[StepRow, ...]
    results: tuple[tuple[int, str, bool], ...]
    missing: tuple[str, ...]


def sizes_of(outcome: Outcome, cohort: str, partner: str, view: View) -> Sizes:
    """``partner`` is its id, or empty for all together. Raises KeyError."""
    found = break_even(outcome, cohort, partner=partner, view=view)
    return Sizes(
        _sentence(found),
        _picture(found),
        tuple(
            StepRow(
                _between(Interval(step.first, step.last)),
                "—" if step.groups is None else str(int(step.groups)),
                _threshold(step.threshold),
                _("ja, een deel") if step.reached else _("nee"),
            )
            for step in found.steps
        ),
        tuple((size, whole_euro(amount), amount is not None and amount >= 0) for size, amount in found.results.items()),
        tuple(say(each.label) for each in found.missing),
    )


def _threshold(size: Decimal | None) -> str:
    if size is None:
        return "—"
    return _("elk aantal") if size < 1 else number_format(size, 1)


def _sentence(found: BreakEven) -> str:
    if found.missing:
        return _("Bij welke grootte de route uitkomt is nog onbekend; vul eerst in wat ontbreekt.")
    if not found.intervals:
        return _("Bij geen enkele grootte tot en met %(most)s leerlingen komt de route uit.") % {
            "most": len(found.results)
        }
    bands = get_text_list([_between(each) for each in found.intervals], _("en"))
    return _(
        "De route komt uit bij %(banden)s leerlingen aan het begin van deze groep: dat zijn %(n)s van de %(most)s "
        "groottes. Elke extra groep is een sprong in de kosten, dus meer leerlingen is niet altijd beter."
    ) % {"banden": bands, "n": len(found.sizes), "most": len(found.results)}


def _between(each: Interval) -> str:
    if each.first == each.last:
        return str(each.first)
    return _("%(first)s tot en met %(last)s") % {"first": each.first, "last": each.last}


def _picture(found: BreakEven) -> Chart:
    points = [(size, None if amount is None else float(amount)) for size, amount in found.results.items()]
    return line_with_bands(
        points,
        [(each.first, each.last) for each in found.intervals],
        x_title=_("leerlingen aan het begin"),
        summary=_("Resultaat van alle jaren samen per grootte van de groep; in de groene banden komt de route uit."),
    )
