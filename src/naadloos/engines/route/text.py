"""A Dutch sentence with its values, so that it can be translated before it is filled in; and numbers in Dutch."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Marked:
    """A name with its mark behind it; only the name is a word of a language."""

    name: str
    mark: int


Value = str | int | Decimal | tuple[str, ...] | tuple[Marked, ...]


def number_text(number: Decimal | int) -> str:
    """
    >>> number_text(Decimal("11672.710")), number_text(8), number_text(Decimal("-0.4"))
    ('11.672,71', '8', '-0,4')
    """
    text = f"{Decimal(number):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,"))


def list_text(names: tuple[str, ...]) -> str:
    """
    >>> list_text(("a", "b", "c"))
    'a, b en c'
    """
    return f"{', '.join(names[:-1])} en {names[-1]}" if len(names) > 1 else "".join(names)


def _dutch(value: Value) -> str:
    """A year is a plain int, without a dot for thousands."""
    if isinstance(value, tuple):
        return list_text(tuple(f"{each.name} ({each.mark})" if isinstance(each, Marked) else each for each in value))
    return number_text(value) if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True)
class Text:
    """A %-template in Dutch. A number stays a number and a list of names a list, for the language of the reader."""

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def filled(self, translate: Callable[[str], str], show: Callable[[Value], str]) -> str:
        """The sentence in another language: ``translate`` the template, ``show`` each value."""
        template = translate(self.template)
        return template % {name: show(value) for name, value in self.values.items()} if self.values else template

    def __str__(self) -> str:
        return self.filled(str, _dutch)


def text(template: str, **values: Value) -> Text:
    return Text(template, values)
