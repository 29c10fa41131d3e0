"""What can be wrong with the law's own data. A route can never cause one of these."""

from datetime import date

from naadloos.engines.sourced import DataError


class LawDataError(DataError):
    """A data file of the law does not hold what it should."""


class ParameterNotFound(LookupError):  # noqa: N818  # the name says what it is
    """A parameter that does not exist, or has no value on that day."""

    def __init__(self, key: str, on: date) -> None:
        self.key, self.on = key, on
        super().__init__(f"parameter {key!r} heeft geen waarde op {on.isoformat()}")
