"""One assessment in the Dutch words of the documents."""

from collections.abc import Iterable
from decimal import Decimal

from naadloos.engines.route.document import Assessment, Keuzedeel

UNKNOWN = "onbekend"


def amount(value: Decimal | int | None) -> str:
    """
    >>> amount(Decimal("12.50")), amount(Decimal("40.00")), amount(None)
    ('12,5', '40', 'onbekend')
    """
    if value is None:
        return UNKNOWN
    text = f"{Decimal(value):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def moment(item: Assessment) -> str:
    """The period, and the week when it is known."""
    return f"periode {item.period}, week {item.week}" if item.week else f"periode {item.period}"


def form_text(item: Assessment) -> str:
    """How it is taken and how long it lasts."""
    parts = [item.form, f"{item.minutes} minuten" if item.minutes else ""]
    return ", ".join(part for part in parts if part) or UNKNOWN


def weight_text(item: Assessment) -> str:
    return amount(item.weight)


def retake_text(item: Assessment) -> str:
    """Whether and how it may be done again; "" when nothing is known."""
    times = item.retakes
    if times is None:
        return item.retake
    count = "geen herkansing" if times == 0 else "1 keer" if times == 1 else f"{times} keer"
    return f"{count}: {item.retake}" if item.retake else count


def committee_text(item: Assessment) -> str:
    """The exam committee that answers for it; as long as nobody said which, the side that takes it."""
    side = item.committee or item.side
    return "beide" if side.value == "samen" else str(side.value)


def covers(item: Assessment, keuzedelen: Iterable[Keuzedeel]) -> str:
    """The codes of what it tests; a keuzedeel without a code by its title."""
    chosen = [each.code or each.title for each in keuzedelen if each.key in item.keuzedelen]
    codes = [*item.deeltaken, *item.kerntaken, *item.werkprocessen, *item.generic, *chosen]
    return ", ".join([*codes, *([item.eindtermen] if item.eindtermen else [])])
