"""Numbers of people, of which small ones are hidden. What is hidden is an interval, never nothing."""

from dataclasses import dataclass

# Both families of files hide one to four people: "<5" in static files, "-1" on the data portal.
_HIDDEN = {"<5": (1, 4), "< 5": (1, 4), "-1": (1, 4)}


@dataclass(frozen=True, slots=True)
class Count:
    """Between ``low`` and ``high`` people, both included."""

    low: int = 0
    high: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.low + other.low, self.high + other.high)

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def __str__(self) -> str:
        return str(self.low) if self.exact else f"{self.low}–{self.high}"


def parse_count(text: str, *, four_is_hidden: bool = False) -> Count:
    """Read one cell. ``four_is_hidden``: in old files "4" stands for one to four. Raises ValueError.

    >>> str(parse_count("<5")), str(parse_count("1.204")), str(parse_count("0"))
    ('1–4', '1204', '0')
    """
    cell = text.strip()
    if cell in _HIDDEN:
        return Count(*_HIDDEN[cell])
    plain = cell.replace(".", "") if _grouped(cell) else cell
    if plain.endswith((",0", ",00")):
        plain = plain.partition(",")[0]
    if not plain.isascii() or not plain.isdigit():
        raise ValueError(f"“{cell}” is geen aantal")
    number = int(plain)
    return Count(1, 4) if four_is_hidden and number == 4 else Count(number, number)


def _grouped(cell: str) -> bool:
    head, *groups = cell.split(".")
    return (
        bool(groups)
        and head.isdigit()
        and 1 <= len(head) <= 3
        and all(len(each) == 3 and each.isdigit() for each in groups)
    )
