"""How sure the outcome is: low, expected and high, which figures move it most, and the draws."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from naadloos.documents.charts import Chart, spread
from naadloos.engines.finance import (
    ALL_PARTNERS,
    Bar,
    Outcome,
    Total,
    View,
    default_register,
    draws,
    scenarios,
    tornado,
)
from naadloos.finance.words import figure, say, whole_euro

BARS_SHOWN = 10
_LABEL = 60


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """The result over all school years. ``band``: one in ten draws is below its first, one in ten above its last."""

    name: str
    low: str
    mid: str
    high: str
    band: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class BarRow:
    """``reach``: from which to which value the figure was moved. ``stated``: nobody said how far it may lie."""

    label: str
    reach: str
    low: str
    high: str
    swing: str
    stated: bool


@dataclass(frozen=True, slots=True)
class Certainty:
    rows: tuple[ScenarioRow, ...]
    moved: int
    drawn: int
    count: str
    chart: Chart | None
    bars: tuple[BarRow, ...]


def certainty(outcome: Outcome, partner: str, view: View) -> Certainty:
    """``partner``: whose result the bars move; empty is all together."""
    parties = [(each.id, each.name) for each in outcome.case.partners] + [(ALL_PARTNERS, _("alle partners samen"))]
    studied = scenarios(outcome)
    told = draws(outcome, [outcome.over_years(Total.RESULT, id, view=view) for id, _name in parties])
    rows = tuple(
        ScenarioRow(
            name,
            whole_euro(_over_years(studied.low, id, view)),
            whole_euro(_over_years(studied.mid, id, view)),
            whole_euro(_over_years(studied.high, id, view)),
            (whole_euro(band.low), whole_euro(band.middle), whole_euro(band.high)),
        )
        for (id, name), band in zip(parties, told.bands, strict=True)
    )
    bars = tornado(outcome, outcome.over_years(Total.RESULT, partner, view=view))
    shown = [each for each in bars.bars if each.swing][:BARS_SHOWN]
    return Certainty(
        rows,
        len(studied.moved),
        len(told.drawn),
        number_format(told.count, force_grouping=True),
        _picture(bars.middle, shown) if bars.middle is not None and shown else None,
        tuple(_bar(each) for each in shown),
    )


def _over_years(outcome: Outcome, partner: str, view: View) -> Decimal | None:
    values = [outcome.sheet.values[id] for id in outcome.over_years(Total.RESULT, partner, view=view)]
    known = [each for each in values if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _name(bar: Bar) -> str:
    first = bar.inputs[0]
    register = default_register()
    if first.key not in register:
        return say(first.label)
    label = say(register[first.key].label)
    return f"{label} ({first.of})" if first.of else label


def _bar(bar: Bar) -> BarRow:
    first = bar.inputs[0]
    return BarRow(
        _name(bar),
        figure(first.value, first.unit),
        whole_euro(bar.low),
        whole_euro(bar.high),
        whole_euro(bar.swing),
        bar.stated,
    )


def _picture(middle: Decimal, bars: list[Bar]) -> Chart:
    rows = [{"label": _name(bar)[:_LABEL], "low": float(bar.low or 0), "high": float(bar.high or 0)} for bar in bars]
    return spread(
        rows,
        float(middle),
        names=(_("laag"), _("hoog")),
        summary=_(
            "Hoeveel het resultaat verandert als een gegeven lager of hoger uitkomt; het grootste verschil bovenaan."
        ),
    )
