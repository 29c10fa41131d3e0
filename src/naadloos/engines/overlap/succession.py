"""Which werkproces of a new opleiding takes the place of which one of the old: a proposal, pair by pair.

A kwalificatiedossier that is renewed mostly keeps its codes, so the same code with (nearly) the same title comes first;
what is left is paired by how much of the text is the same. A person confirms each pair.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from naadloos.engines.overlap.types import TextUnit
from naadloos.engines.route.terms import Term, gettext_noop

# Titles that differ no more than this are the same title with a word more or less.
SAME_TITLE = 0.8
# Below this two texts share little more than the language.
ALIKE = 0.5


class Ancestry(Term):
    CODE = "code", gettext_noop("zelfde code en (bijna) dezelfde naam")
    TEXT = "tekst", gettext_noop("de tekst lijkt het meest")
    NONE = "geen", gettext_noop("geen tegenhanger gevonden")


@dataclass(frozen=True, slots=True)
class Match:
    """``ratio``: how much is the same, 0 to 1; None without a counterpart."""

    old: str
    new: str | None
    why: Ancestry
    ratio: float | None


def match_successors(old: Sequence[TextUnit], new: Sequence[TextUnit]) -> list[Match]:
    """Propose for each old unit the new one that takes its place, each new one at most once, in the order of ``old``.

    >>> one, other = TextUnit("25786 B1-K1-W1", "Metselt muren"), TextUnit("29999 B1-K1-W1", "Metselt muren")
    >>> match_successors([one], [other])[0].new
    '29999 B1-K1-W1'
    """
    found: dict[str, Match] = {}
    free = {unit.code: unit for unit in new}
    for unit in old:
        other = next((item for item in free.values() if _short(item.code) == _short(unit.code)), None)
        if other and (ratio := _ratio(unit.title, other.title)) >= SAME_TITLE:
            found[unit.code] = Match(unit.code, other.code, Ancestry.CODE, ratio)
            del free[other.code]
    scored = [
        (_ratio(_text(unit, other), _text(other, unit)), unit.code, other.code)
        for unit in old
        if unit.code not in found
        for other in free.values()
    ]
    for ratio, left, right in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if ratio >= ALIKE and left not in found and right in free:
            found[left] = Match(left, right, Ancestry.TEXT, ratio)
            del free[right]
    return [found.get(unit.code, Match(unit.code, None, Ancestry.NONE, None)) for unit in old]


def _short(code: str) -> str:
    return code.rpartition(" ")[2]


def _text(unit: TextUnit, other: TextUnit) -> str:
    """The title alone when only one of the two has texts: a long text would drown the likeness."""
    return " ".join((unit.title, *unit.texts)) if unit.texts and other.texts else unit.title


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower().split(), other.lower().split(), autojunk=False).ratio()
