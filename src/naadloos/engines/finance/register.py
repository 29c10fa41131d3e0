"""The register of dated amounts: what the regulations print, and what is still to be typed by a controller."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from naadloos.engines.finance.errors import FinanceDataError
from naadloos.engines.finance.terms import FigureStatus, Per, Unit
from naadloos.engines.route.terms import PartnerSide
from naadloos.engines.sourced import LAWS, DataFiles, Dated, Place, Sentence, Strict, in_order

_READ = DataFiles(FinanceDataError)
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
Figure = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=4)]


class Citation(Place):
    """One place in a regulation on funding."""

    laws: ClassVar[Mapping[str, tuple[str, str]]] = {
        "UWVO": LAWS["UWVO"],
        "RBVO": ("Regeling bekostiging vo", "BWBR0045605"),
        "UWEB": ("Uitvoeringsbesluit WEB", "BWBR0010646"),
        "ULC": ("Uitvoeringsbesluit Les- en cursusgeldwet 2000", "BWBR0011400"),
    }


class DatedFigure(Dated):
    """``opening``: the amount first printed for the year, where it rose later."""

    value: Figure
    opening: Figure | None = None
    status: FigureStatus = FigureStatus.CONFIRMED
    text_state: date | None = None
    citations: tuple[Citation, ...] = ()


class Reach(Strict):
    """Between which bounds an empty figure mostly lies: used to order questions, never as a value."""

    low: Figure
    high: Figure
    source: Sentence


class Parameter(Strict):
    """A figure with its history. No values: empty, to be typed by a controller.

    ``side``: which controller knows it, when it is not in a regulation. ``of``: what a value of it is of. ``own``: may
    an organisation give its own value? ``find``: where a controller finds it, or what the value rests on.
    """

    key: Name
    label: Sentence
    unit: Unit
    per: Per
    side: PartnerSide | None = None
    both_sides: bool = False
    of: Name | None = None
    own: bool = True
    citations: tuple[Citation, ...] = ()
    find: Sentence | None = None
    checked_on: date
    text_state: date | None = None
    values: tuple[DatedFigure, ...] = ()
    reach: Reach | None = None

    @model_validator(mode="after")
    def can_be_traced(self) -> Self:
        in_order(self.values)
        if self.find is None and not self.citations:
            raise ValueError("noem een artikel (citations) of waar het te vinden is (find)")
        if any(each.status is FigureStatus.CONFIRMED for each in self.values) and not self.citations:
            raise ValueError("zonder artikel kan een waarde niet bevestigd zijn")
        return self

    @property
    def status(self) -> FigureStatus:
        """Of the latest value."""
        return self.values[-1].status if self.values else FigureStatus.EMPTY

    def on(self, day: date) -> DatedFigure | None:
        return next((each for each in self.values if each.holds_on(day)), None)

    def source(self, figure: DatedFigure | None) -> str:
        """Where a value comes from: article and text, or where to find it."""
        if figure is None:
            return self.find or "; ".join(str(each) for each in self.citations)
        places = "; ".join(str(each) for each in figure.citations or self.citations)
        state = figure.text_state or self.text_state
        return f"{places}, tekst van {state.isoformat()}" if places and state else places or (self.find or "")


@dataclass(frozen=True, slots=True)
class Register:
    parameters: Mapping[str, Parameter]

    def __getitem__(self, key: str) -> Parameter:
        return self.parameters[key]

    def __contains__(self, key: str) -> bool:
        return key in self.parameters


@cache
def default_register() -> Register:
    """The figures that ship with the program."""
    return load_register(files("naadloos.engines.finance") / "data" / "parameters")


def load_register(folder: Traversable) -> Register:
    """Raises FinanceDataError with file, item and property."""
    found: dict[str, Parameter] = {}
    for place, item, data in _READ.items(folder):
        made = _READ.model(Parameter, place, item, data)
        if made.key in found:
            raise FinanceDataError(place, item, "key", "dit staat er twee keer in")
        found[made.key] = made
    return Register(found)
