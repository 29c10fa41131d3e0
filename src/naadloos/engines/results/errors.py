"""What can be wrong: with the data that ships, or with what was handed in."""

from naadloos.engines.results.text import Text


class ResultDataError(ValueError):
    """A data file does not hold what it should: ``place`` is the file, ``item`` the rule, ``name`` the property."""

    def __init__(self, place: str, item: str, name: str, reason: str) -> None:
        self.place, self.item, self.name, self.reason = place, item, name, reason
        super().__init__(f"{place}, {item or 'bestand'}, eigenschap {name or '-'}: {reason}")


class CaseError(ValueError):
    """What was handed in cannot be a result: ``entry`` is its place in the case, ``reason`` a sentence for people."""

    def __init__(self, entry: int | None, field: str, reason: Text) -> None:
        self.entry, self.field, self.reason = entry, field, reason
        super().__init__(str(reason))
