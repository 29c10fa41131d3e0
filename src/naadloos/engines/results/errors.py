"""What can be wrong: with the data that ships, or with what was handed in."""

from naadloos.engines.route.text import Text
from naadloos.engines.sourced import DataError


class ResultDataError(DataError):
    """A data file of the result rules does not hold what it should."""


class CaseError(ValueError):
    """What was handed in cannot be a result: ``entry`` is its place in the case, ``reason`` a sentence for people."""

    def __init__(self, entry: int | None, field: str, reason: Text) -> None:
        self.entry, self.field, self.reason = entry, field, reason
        super().__init__(str(reason))
