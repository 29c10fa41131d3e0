"""Reading TBG-i: what DUO tells an institution per student and diploma, as sums per budget and opleiding.

Only sums leave this module. No person number, birth date or single record is kept, returned or named in a message:
a message says the line and the element and nothing that stands in it.

Format: the description of TBG-i (bekostigingsjaar T: counts of 1 October T-2 and 1 February T-1, diplomas of calendar
year T-2). The description does not say whether a contribution of a student holds the weight 0.8 and the
correctiefactor.
So it is looked at: a contribution that is the factor of bol or bbl times the prijsfactor holds neither. When the
contributions are anything else, the points of students stay unknown (te bevestigen).
"""

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from naadloos.engines.finance.terms import Budget
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, Value, text

MOST_BYTES = 200_000_000
YEARS_LATER = 2
STUDENT_WEIGHT, DIPLOMA_WEIGHT = Decimal("0.8"), Decimal("0.2")

_TOO_LARGE = gettext_noop("Dit bestand is groter dan 200 MB; een TBG-i is kleiner.")
_NO_XML = gettext_noop("Dit is geen geldige XML; het gaat mis op regel %(regel)s. Haal het bestand opnieuw op bij DUO.")
_DTD = gettext_noop("Een DOCTYPE of ENTITY mag niet. Gebruik het bestand van DUO zelf.")
_OTHER = gettext_noop("Dit is geen TBG-i: het begint niet met Bekostigingsgrondslagen.")
_EMPTY = gettext_noop("Er staat geen inschrijving en geen diploma in dit bestand.")
_VALUE = gettext_noop("Regel %(regel)s, %(veld)s: hier staat niet wat er hoort te staan.")
_YEARS = gettext_noop("Er staan telgegevens van meer dan een bekostigingsjaar in; lees ze een voor een in.")


class TbgiError(ValueError):
    """The file cannot be read; ``said`` is the sentence for people."""

    def __init__(self, said: Text) -> None:
        self.said = said
        super().__init__(str(said))


@dataclass(slots=True)
class BudgetSums:
    """Of one budget. ``raw``: contributions of students paid for on 1 October; ``october`` and ``february``: bol and
    bbl by weight, for the correctiefactor; ``diplomas``: contributions of diplomas paid for.
    """

    raw: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)
    factors: Decimal = Decimal(0)
    october: Decimal = Decimal(0)
    february: Decimal = Decimal(0)
    diplomas: Decimal = Decimal(0)

    @property
    def holds_weights(self) -> bool | None:
        """Do the contributions hold more than factor times prijsfactor? None: there are none."""
        return None if not self.weighted else self.raw != self.weighted

    @property
    def correction(self) -> Decimal | None:
        """(N1 + N2) / (2 x N1); None when one of both counts is not in the file (UWEB 2.2.3)."""
        if not self.october or not self.february:
            return None
        return round((self.october + self.february) / (2 * self.october), 6)

    @property
    def average_price(self) -> Decimal | None:
        return round(self.weighted / self.factors, 6) if self.factors else None

    def student_points(self, budget: Budget) -> Decimal | None:
        """ISW with the weight and the correctiefactor in it; None when it cannot be told."""
        if self.holds_weights is not False or self.correction is None:
            return None
        weight = Decimal(1) if budget is Budget.ENTREE else STUDENT_WEIGHT
        return round(self.raw * weight * self.correction, 2)

    def diploma_points(self, budget: Budget) -> Decimal | None:
        """IDiW with the weight in it; entree has no diploma term."""
        return None if budget is Budget.ENTREE else round(self.diplomas * DIPLOMA_WEIGHT, 2)


@dataclass(slots=True)
class CreboSums:
    """Of one opleiding on 1 October: paid for, not paid for and not yet decided; ``phases``: of the leerroute."""

    funded: int = 0
    refused: int = 0
    undecided: int = 0
    prices: set[Decimal] = field(default_factory=set)
    phases: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class TbgiSums:
    """``year``: bekostigingsjaar. ``provisional``: some of it is not final yet (status V)."""

    year: int
    provisional: bool
    enrolments: int
    diplomas: int
    budgets: Mapping[Budget, BudgetSums]
    crebos: Mapping[str, CreboSums]


def read_tbgi(content: bytes) -> TbgiSums:
    """The sums of one file. Raises TbgiError."""
    if len(content) > MOST_BYTES:
        raise TbgiError(text(_TOO_LARGE))
    upper = content.upper()
    if b"<!DOCTYPE" in upper or b"<!ENTITY" in upper:
        raise TbgiError(text(_DTD))
    reader = _Reader()
    for record in _records(content):
        reader.take(record)
    return reader.sums()


def _records(content: bytes) -> Iterator[Any]:
    """Each enrolment and diploma; what was read is let go, so that memory does not grow with the file."""
    from lxml import etree

    try:
        stream = etree.iterparse(
            io.BytesIO(content), events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True
        )
        first = True
        for event, element in stream:
            if first and element.tag != "Bekostigingsgrondslagen":
                raise TbgiError(text(_OTHER))
            first = False
            if event == "end" and element.tag in ("Inschrijving", "Diploma"):
                yield element
                element.clear()
                while element.getprevious() is not None and element.getparent() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        # The message of the parser may quote what stands there.
        raise TbgiError(text(_NO_XML, regel=error.lineno or 0)) from None


@dataclass(slots=True)
class _Reader:
    budgets: dict[Budget, BudgetSums] = field(default_factory=dict)
    crebos: dict[str, CreboSums] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    provisional: bool = False
    enrolments: int = 0
    diplomas: int = 0

    def take(self, record: Any) -> None:
        if record.tag == "Diploma":
            self.diplomas += 1
            self._diploma(record)
            return
        self.enrolments += 1
        for count in record.findall("Teldatum"):
            self._count(count)

    def sums(self) -> TbgiSums:
        if not self.enrolments and not self.diplomas:
            raise TbgiError(text(_EMPTY))
        if len(self.years) != 1:
            raise TbgiError(text(_YEARS if self.years else _EMPTY))
        (year,) = self.years
        return TbgiSums(year, self.provisional, self.enrolments, self.diplomas, self.budgets, self.crebos)

    def _count(self, count: Any) -> None:
        day = _date(count, "Teldatum")
        is_october = day.month == 10
        self.years.add(day.year + (YEARS_LATER if is_october else 1))
        self.provisional |= _string(count, "StatusBepalingBekostigingsstatus") == "V"
        budget = self._budget(count)
        factor = _number(count, "BBLBOLFactor")
        if _boolean(count, "InschrijvingVoorCorrectiefactor") and factor is not None:
            if is_october:
                budget.october += factor
            else:
                budget.february += factor
        if is_october:
            self._october(count, budget, factor)

    def _october(self, count: Any, budget: BudgetSums, factor: Decimal | None) -> None:
        crebo = self.crebos.setdefault(_string(count, "Opleidingcode"), CreboSums())
        price = _number(count, "PrijsfactorMBO")
        if price is not None:
            crebo.prices.add(price)
        funded = _boolean(count, "Bekostigingsstatus")
        if phase := _string(count, "Leerroutefase"):
            crebo.phases[phase] += 1
        if funded is None:
            crebo.undecided += 1
        elif not funded:
            crebo.refused += 1
        else:
            crebo.funded += 1
            budget.raw += _number(count, "BijdrageInschrijvingAanDeelnemerswaarde") or Decimal(0)
            if factor is not None and price is not None:
                budget.weighted += factor * price
                budget.factors += factor

    def _diploma(self, record: Any) -> None:
        self.years.add(_date(record, "DatumBehaald").year + YEARS_LATER)
        self.provisional |= _string(record, "StatusBepalingBekostigingsstatus") == "V"
        if _boolean(record, "Bekostigingsstatus"):
            self._budget(record).diplomas += _number(record, "BijdrageDiplomawaarde") or Decimal(0)

    def _budget(self, element: Any) -> BudgetSums:
        level = _string(element, "Niveau")
        if level not in ("MBO-1", "MBO-2", "MBO-3", "MBO-4"):
            raise _wrong(element, "Niveau")
        return self.budgets.setdefault(Budget.of_level(int(level[-1])), BudgetSums())


def _wrong(element: Any, name: str) -> TbgiError:
    values: dict[str, Value] = {"regel": int(element.sourceline or 0), "veld": name}
    return TbgiError(text(_VALUE, **values))


def _string(element: Any, name: str) -> str:
    return str(element.findtext(name) or "").strip()


def _number(element: Any, name: str) -> Decimal | None:
    plain = _string(element, name)
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise _wrong(element, name) from None
    if not value.is_finite() or value < 0:
        raise _wrong(element, name)
    return value


def _boolean(element: Any, name: str) -> bool | None:
    plain = _string(element, name).lower()
    if not plain:
        return None
    if plain not in ("true", "false", "1", "0"):
        raise _wrong(element, name)
    return plain in ("true", "1")


def _date(element: Any, name: str) -> date:
    try:
        return date.fromisoformat(_string(element, name))
    except ValueError:
        raise _wrong(element, name) from None
