"""What can be wrong: with the data that ships, or with a case."""

from collections.abc import Sequence
from dataclasses import dataclass

from naadloos.engines.route.text import Text
from naadloos.engines.sourced import DataError


class FinanceDataError(DataError):
    """A data file of the finance engine does not hold what it should."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that cannot be: ``field`` is its place in the case, ``reason`` says what is wrong and what to do."""

    field: str
    reason: Text

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"


class CaseError(ValueError):
    """A case that cannot be calculated."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(each) for each in problems))
