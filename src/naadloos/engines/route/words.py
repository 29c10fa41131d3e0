"""Two texts beside each other, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text; ``differs`` when the other text does not have it here."""

    text: str
    differs: bool


def compare_words(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts in stretches that are the same or differ. Joined, the stretches are the texts themselves.

    >>> left, right = compare_words("elke zes weken", "elke acht weken")
    >>> [run.text for run in left if run.differs], [run.text for run in right if run.differs]
    (['zes'], ['acht'])
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left: list[Run] = []
    right: list[Run] = []
    for kind, start, end, other_start, other_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        _add(left, "".join(old[start:end]), kind != "equal")
        _add(right, "".join(new[other_start:other_end]), kind != "equal")
    return tuple(left), tuple(right)


def _add(runs: list[Run], text: str, differs: bool) -> None:
    if text:
        runs.append(Run(text, differs))
