"""The law as it stands on one day, and the day of the calendar. There is no "today" in a rule: both are given."""

from datetime import date
from decimal import Decimal

from naadloos.engines.law.errors import ParameterNotFound
from naadloos.engines.law.schema import DatedValue, Parameter, Rule
from naadloos.engines.law.types import ParameterUsed
from naadloos.engines.route.text import number_text


class LawOnDay:
    """The norms of one rule as they stand on ``text_on``, judged on day ``on``; notes which were used."""

    def __init__(self, norms: dict[str, Parameter], rule: Rule, on: date, text_on: date) -> None:
        self.on = on
        self.text_on = text_on
        self.used: dict[tuple[str, date, str], ParameterUsed] = {}
        self._norms = norms
        self.rule = rule

    def _dated(self, key: str, at: date | None) -> tuple[Parameter, DatedValue, date]:
        day = at or self.text_on
        # A rule may only lean on the norms it names: what is not named cannot be shown or checked.
        norm = self._norms.get(key) if key in self.rule.parameters else None
        found = next((value for value in norm.values if value.holds_on(day)), None) if norm else None
        if norm is None or found is None:
            raise ParameterNotFound(key, day)
        return norm, found, day

    def _note(self, norm: Parameter, day: date, value: str, label: str = "") -> None:
        self.used[norm.key, day, label] = ParameterUsed(
            norm.key,
            f"{norm.label} ({label})" if label else norm.label,
            value,
            norm.unit,
            day,
            norm.status == "bevestigd",
        )

    def number(self, key: str, *, at: date | None = None) -> Decimal:
        """A norm that is one number, on ``at`` (the day of the law when not given)."""
        norm, found, day = self._dated(key, at)
        if not isinstance(found.value, Decimal):
            raise ParameterNotFound(key, day)
        self._note(norm, day, number_text(found.value))
        return found.value

    def text(self, key: str, *, at: date | None = None) -> str:
        """A norm that is a short text, such as a day of the year."""
        norm, found, day = self._dated(key, at)
        if not isinstance(found.value, str):
            raise ParameterNotFound(key, day)
        self._note(norm, day, found.value)
        return found.value

    def day(self, key: str, *, at: date | None = None) -> date:
        """A norm that is a date."""
        norm, found, day = self._dated(key, at)
        if not isinstance(found.value, date):
            raise ParameterNotFound(key, day)
        self._note(norm, day, found.value.isoformat())
        return found.value

    def row(self, key: str, name: str, *, at: date | None = None) -> Decimal | None:
        """One number of a table; None when the table has no such row."""
        norm, found, day = self._dated(key, at)
        value = found.value.get(name) if isinstance(found.value, dict) else None
        if not isinstance(value, Decimal):
            return None
        self._note(norm, day, number_text(value), name)
        return value

    def rows(self, key: str, start: str, *, at: date | None = None) -> dict[str, Decimal]:
        """The numbers of the rows whose name begins with ``start``."""
        _, found, _ = self._dated(key, at)
        names = found.value if isinstance(found.value, dict) else {}
        read = {name: self.row(key, name, at=at) for name in names if name.startswith(start)}
        return {name: value for name, value in read.items() if value is not None}

    def words(self, key: str, name: str, *, at: date | None = None) -> tuple[str, ...]:
        """One row of a table of texts, split in words; empty when the table has no such row."""
        norm, found, day = self._dated(key, at)
        value = found.value.get(name) if isinstance(found.value, dict) else None
        if not isinstance(value, str):
            return ()
        self._note(norm, day, value, name)
        return tuple(value.split())
