"""The norms of one rule on one day. There is no "today" in a rule: the day is always given."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from naadloos.engines.results.schema import Compensation, Parameter, Rule
from naadloos.engines.results.terms import Exam, Status

NormValue = Decimal | Compensation | dict[str, Decimal] | dict[str, str]


class NormNotFound(LookupError):  # noqa: N818  # the name says what it is
    """A norm that the rule does not name, or that has no value on that day."""


def value_on(norm: Parameter, on: date) -> NormValue:
    """The value of a norm on a day. Raises NormNotFound."""
    found = next((each for each in norm.values if each.holds_on(on)), None)
    if found is None:
        raise NormNotFound(f"{norm.key} op {on.isoformat()}")
    return found.value


class Norms:
    """What a check may read: the norms that its rule names, for one exam.

    A rule names its norms in a fixed order; a check reads them by position, so that rules can share a check.
    ``keuzedeel_hours``: klokuren that the keuzedelen must have together.
    """

    def __init__(
        self, parameters: Mapping[str, Parameter], rule: Rule, exam: Exam, on: date, keuzedeel_hours: int
    ) -> None:
        self.exam = exam
        self.keuzedeel_hours = keuzedeel_hours
        self._norms = [parameters[key] for key in rule.parameters]
        self._on = on

    def _value(self, position: int) -> NormValue:
        if position >= len(self._norms):
            raise NormNotFound(f"norm {position} staat niet bij de regel")
        return value_on(self._norms[position], self._on)

    def number(self, position: int) -> Decimal:
        value = self._value(position)
        if isinstance(value, Decimal):
            return value
        raise NormNotFound(f"norm {position} is geen getal")

    def table(self, position: int) -> dict[str, Decimal]:
        """A table of numbers."""
        value = self._value(position)
        if isinstance(value, dict):
            return {name: number for name, number in value.items() if isinstance(number, Decimal)}
        raise NormNotFound(f"norm {position} is geen tabel")

    def parts(self, position: int) -> tuple[str, ...]:
        """The ids of parts for this exam; empty when the norm says nothing about this exam."""
        value = self._value(position)
        names = value.get(self.exam.value, "") if isinstance(value, dict) else ""
        return tuple(names.split()) if isinstance(names, str) else ()

    def compensation(self, position: int) -> Compensation:
        value = self._value(position)
        if isinstance(value, Compensation):
            return value
        raise NormNotFound(f"norm {position} is geen patroon")

    @property
    def confirmed(self) -> bool:
        """Was every norm of the rule found in the text of the law?"""
        return all(norm.status is Status.CONFIRMED for norm in self._norms)
