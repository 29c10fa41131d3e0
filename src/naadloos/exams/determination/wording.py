"""One assessment in the Dutch words of the documents."""

from decimal import Decimal
from typing import Any

from naadloos.engines.route.document import Assessment

UNKNOWN = "onbekend"


def more(item: Assessment, name: str, default: Any) -> Any:
    """A property that an assessment may or may not have in this edition of the route document."""
    return getattr(item, name, default)


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
    week = more(item, "week", None)
    return f"periode {item.period}, week {week}" if week else f"periode {item.period}"


def form_text(item: Assessment) -> str:
    """How it is taken and how long it lasts."""
    parts = [item.form, f"{item.minutes} minuten" if item.minutes else ""]
    return ", ".join(part for part in parts if part) or UNKNOWN


def weight_text(item: Assessment) -> str:
    return amount(item.weight)


def retake_text(item: Assessment) -> str:
    """Whether and how it may be done again; "" when nothing is known."""
    times = more(item, "retakes", None)
    if times is None:
        return item.retake
    count = "geen herkansing" if times == 0 else "1 keer" if times == 1 else f"{times} keer"
    return f"{count}: {item.retake}" if item.retake else count


def committee_text(item: Assessment) -> str:
    """The exam committee that answers for it; as long as nobody said which, the side that takes it."""
    side = more(item, "committee", None) or item.side
    return "beide" if side.value == "samen" else str(side.value)


def covers(item: Assessment) -> str:
    """The codes of what it tests."""
    names = ("deeltaken", "kerntaken", "werkprocessen", "generic")
    codes = [code for name in names for code in more(item, name, [])]
    eindtermen = more(item, "eindtermen", "")
    return ", ".join([*codes, *([eindtermen] if eindtermen else [])])
