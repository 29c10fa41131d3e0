"""What the parts of the calculation share: the sheet, the figures that go into it, and the lines that come out."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from naadloos.engines.finance.expressions import Expression, Ref, add, cents, div, mul, number, sub
from naadloos.engines.finance.outcome import Line
from naadloos.engines.finance.register import DatedFigure, Parameter, Register
from naadloos.engines.finance.sheet import Input, Sheet
from naadloos.engines.finance.terms import FigureStatus, Per, Unit
from naadloos.engines.finance.types import Given, OwnValue, RouteCase, Variant
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text

_OF_YEAR = gettext_noop("%(naam)s, %(jaar)s")
_OF_WHAT = gettext_noop("%(naam)s (%(waarvan)s), %(jaar)s")
_CARRIED = gettext_noop(
    "Voor dit jaar is er nog geen bedrag: het bedrag van het gekozen prijspeil is doorgetrokken (schatting)."
)


@dataclass(slots=True)
class Model:
    """The making of one outcome."""

    case: RouteCase
    register: Register
    sheet: Sheet = field(default_factory=Sheet)
    lines: list[Line] = field(default_factory=list)
    doubts: dict[str, Text] = field(default_factory=dict)
    _own: dict[tuple[str, str, str], list[OwnValue]] = field(default_factory=dict)
    _amounts: dict[str, Ref] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.case.own_values:
            self._own.setdefault((each.partner, each.key, each.of), []).append(each)

    def given(
        self,
        id: str,
        label: Text,
        unit: Unit,
        figure: Given,
        *,
        partner: str = "",
        year: int | None = None,
        volume: bool = False,
    ) -> Ref:
        """A figure of the case as an input."""
        return self.sheet.put(_input(id, id, label, unit, figure, partner=partner, year=year, volume=volume))

    def amount(self, key: str, year: int, partner: str = "", of: str = "") -> Ref:
        """A figure of the register in a year: the partner's own value first, then what ships; else empty.

        The year is a calendar year or a school year, as the parameter says. A later year without a figure takes that
        of the chosen price year.
        """
        mine = self._own.get((partner, key, of), [])
        parameter = self.register[key]
        # What is of everybody is one input, whoever asks for it.
        whose = partner if mine or parameter.side or parameter.both_sides else ""
        id = ".".join(part for part in ("p", key, of, whose, str(year)) if part)
        if id not in self._amounts:
            self._amounts[id] = self._amount(id, parameter, year, whose, of, mine)
        return self._amounts[id]

    def _amount(self, id: str, parameter: Parameter, year: int, partner: str, of: str, mine: list[OwnValue]) -> Ref:
        day = _day(parameter, year)
        own = next((each for each in mine if each.figure.value is not None and _holds(each, day)), None)
        shipped = None if own else parameter.on(day)
        base = self.case.settings.price_year
        if own is None and shipped is None and base is not None and year > base and parameter.per is not Per.ALWAYS:
            return self._carried(id, parameter, year, base, partner, of)
        figure = own.figure if own is not None else _shipped(parameter, shipped)
        label = _label(parameter, year, of)
        return self.sheet.put(
            _input(id, parameter.key, label, parameter.unit, figure, partner=partner, of=of, year=year)
        )

    def _carried(self, id: str, parameter: Parameter, year: int, base: int, partner: str, of: str) -> Ref:
        """The figure of the price year, raised by the index for what is in euro."""
        taken: Expression = self.amount(parameter.key, base, partner, of)
        if parameter.unit is Unit.EURO:
            taken = self.indexed(taken, year)
        return self.sheet.add(id, _label(parameter, year, of), parameter.unit, taken, _CARRIED)

    def indexed(self, price: Expression, year: int) -> Expression:
        """A price of the price year in a later year."""
        base, index = self.case.settings.price_year, self.case.settings.index
        if base is None or year <= base or is_exactly(index, 0):
            return price
        rate = self.given("index", text(gettext_noop("prijsstijging per jaar")), Unit.SHARE, index)
        return cents(mul(price, *(add(number(1), rate) for _ in range(year - base))))

    def spread(self, id: str, label: Text, whole: Ref, year: int, *, first: bool) -> Ref:
        """The part of a school year's sum that falls in its first calendar year (5/12), or in its second: the rest."""
        part_id = f"{id}.najaar"
        if part_id not in self.sheet:
            months = div(self.amount("maanden_najaar", year), self.amount("maanden_jaar", year))
            self.sheet.add(part_id, label, Unit.EURO, cents(mul(whole, months)), _AUTUMN)
        if first:
            return Ref(part_id)
        rest_id = f"{id}.voorjaar"
        if rest_id not in self.sheet:
            self.sheet.add(rest_id, label, Unit.EURO, sub(whole, Ref(part_id)), _SPRING)
        return Ref(rest_id)

    def marginal(self, cell: Ref, variant: Variant) -> str:
        """The cell with the part that would not be there without the route."""
        if is_exactly(variant.extra, 1):
            return cell.id
        id = f"extra.{cell.id}"
        label = text(gettext_noop("deel dat er zonder de route niet zou zijn, %(variant)s"), variant=variant.title)
        share = self.given(f"extra.{variant.id}", label, Unit.SHARE, variant.extra)
        return self.sheet.add(id, self.sheet[cell.id].label, Unit.EURO, cents(mul(cell, share))).id

    def doubt(self, key: str, said: Text) -> None:
        """Something that the law does not say in so many words: shown once as "te bevestigen"."""
        self.doubts.setdefault(key, said)


def is_exactly(figure: Given, value: int) -> bool:
    """Is this figure surely so much, so that it can be left out of a formula?"""
    return figure.value == value and figure.low is None and figure.high is None and figure.observed is None


_AUTUMN = gettext_noop("Augustus tot en met december: vijf van de twaalf maanden van het schooljaar.")
_SPRING = gettext_noop("Januari tot en met juli: de rest van het schooljaar.")


def _day(parameter: Parameter, year: int) -> date:
    """The day on which a value is looked up."""
    return date(year, 1, 1) if parameter.per is Per.CALENDAR_YEAR else date(year, 10, 1)


def _holds(own: OwnValue, day: date) -> bool:
    return own.valid_from <= day and (own.valid_to is None or day <= own.valid_to)


def _label(parameter: Parameter, year: int, of: str) -> Text:
    if of:
        return text(_OF_WHAT, naam=parameter.label, waarvan=of, jaar=year)
    return text(_OF_YEAR, naam=parameter.label, jaar=year)


def _shipped(parameter: Parameter, figure: DatedFigure | None) -> Given:
    """What the register has; without a figure only where it is to be found."""
    source = parameter.source(figure)
    return Given(None, source) if figure is None else Given(figure.value, source, status=figure.status)


def _input(
    id: str,
    key: str,
    label: Text,
    unit: Unit,
    figure: Given,
    *,
    partner: str = "",
    of: str = "",
    year: int | None = None,
    volume: bool = False,
) -> Input:
    return Input(
        id,
        key,
        label,
        figure.value,
        unit,
        FigureStatus.EMPTY if figure.value is None else figure.status,
        figure.source,
        figure.entered_by,
        partner,
        of,
        year,
        figure.low,
        figure.high,
        figure.observed,
        volume,
    )


ZERO = number(Decimal(0))
