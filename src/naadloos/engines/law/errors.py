"""What can be wrong with the law's own data. A route can never cause one of these."""

from datetime import date


class LawDataError(ValueError):
    """A data file of the law does not hold what it should.

    ``place`` is the file, ``item`` the rule or parameter, ``name`` the property.
    """

    def __init__(self, place: str, item: str, name: str, reason: str) -> None:
        self.place, self.item, self.name, self.reason = place, item, name, reason
        super().__init__(f"{place}, {item or 'bestand'}, eigenschap {name or '-'}: {reason}")


class ParameterNotFound(LookupError):  # noqa: N818  # the name says what it is
    """A parameter that does not exist, or has no value on that day."""

    def __init__(self, key: str, on: date) -> None:
        self.key, self.on = key, on
        super().__init__(f"parameter {key!r} heeft geen waarde op {on.isoformat()}")
