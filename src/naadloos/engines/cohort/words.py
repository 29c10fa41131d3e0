"""Which counts are part of which, whoever the pupils are: it follows from the words that the counts are named by.

Everybody can read what a word means, so everybody knows that the pupils with a fitting diploma are some of those with a
diploma, and may subtract. Which sets lie within which is not written down but worked out, on one pupil of every kind
that there can be: an indicator that is added to indicators.yaml is linked with the others by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np

from naadloos.engines.cohort.pupils import LEERWEGEN, AtCount, Bools, Days, Exit, Ints, Pupils

# (flags of, flags hit), as in counting.Ask.
Words = tuple[tuple[str, ...], tuple[str, ...]]

# The counting date at which the kinds of pupil are looked at: any would do.
_K, _COHORT = 3, 2000
_HERE: Words = (("counted",), ("here",))
_FOLLOWED: Words = (("followed",), ())


@dataclass(frozen=True, slots=True)
class Inside:
    """The set ``part`` lies within ``whole``; ``rest`` is what else is in it."""

    whole: str
    part: str
    rest: str


@dataclass(frozen=True, slots=True)
class Language:
    """A name for each set of pupils; the same set has the same name, however it is worded."""

    names: dict[Words, str]
    insides: tuple[Inside, ...]
    rests: dict[tuple[str, str], str]


def language(wanted: Iterable[Words]) -> Language:
    """Name these sets, and find which lie within which. Only sets about the same pupils are held together."""
    at = AtCount(_kinds(), _K)
    by_set: dict[bytes, str] = {}
    names: dict[Words, str] = {}
    sets: dict[str, Bools] = {}
    about: dict[str, set[str]] = {}
    for of, hit in wanted:
        who = at.who(of, hit)
        name = by_set.setdefault(np.packbits(who).tobytes(), f"{'+'.join(of)}&{'/'.join(hit)}")
        names[of, hit] = name
        sets.setdefault(name, who)
        about.setdefault(name, set()).add(of[0])
    insides = []
    for whole, part in permutations(sets, 2):
        # Whoever is followed for a year is here at its begin.
        linked = about[whole] & about[part] or (whole, part) == (names.get(_HERE), names.get(_FOLLOWED))
        if linked and not (sets[part] & ~sets[whole]).any():
            rest = np.packbits(sets[whole] & ~sets[part]).tobytes()
            insides.append(Inside(whole, part, by_set.setdefault(rest, f"({whole})-({part})")))
    return Language(names, tuple(insides), {(each.whole, each.part): each.rest for each in insides})


def _kinds() -> Pupils:
    """One pupil of every kind that the words can tell apart at the counting date and a year later."""
    day = [np.datetime64(f"{_COHORT + _K + years}-03-01", "D") for years in (-1, 0, 1, 2)]
    earlier, before, after, never = day
    exits = [(Exit.NONE, never), *product([each for each in Exit if each is not Exit.NONE], (before, after, never))]
    kinds = list(
        product(
            (before, after, never),  # known until
            exits,
            (earlier, before, after),  # end of the vmbo phase
            (before, after),  # vmbo diploma
            (before, after, never),  # switched inside
            (3, 4),  # level
            (1, 4),  # level of the diploma
            (False, True),  # goes on
        )
    )
    # What is asked of a pupil apart from all this goes together: each answer with each kind above.
    asked = list(product((-1, 0, 1), repeat=3))

    def ints(place: int) -> Ints:
        return np.repeat(np.array([each[place] for each in kinds], dtype=np.int64), len(asked))

    def days(values: Iterable[np.datetime64]) -> Days:
        return np.repeat(np.array(list(values), dtype="datetime64[D]"), len(asked))

    def answers(place: int) -> Ints:
        return np.tile(np.array([each[place] for each in asked], dtype=np.int64), len(kinds))

    size = len(kinds) * len(asked)
    absence = answers(1)
    return Pupils(
        route=np.zeros(size, dtype=np.int64),
        cohort=np.full(size, _COHORT, dtype=np.int64),
        leerweg=np.full(size, LEERWEGEN.index("gl"), dtype=np.int64),
        level=ints(5),
        known_until=days(each[0] for each in kinds),
        exit=np.repeat(np.array([int(each[1][0]) for each in kinds], dtype=np.int64), len(asked)),
        exit_on=days(each[1][1] for each in kinds),
        vo_passed=days(each[2] for each in kinds),
        vmbo_diploma=days(each[3] for each in kinds),
        switched_inside=days(each[4] for each in kinds),
        diploma_level=ints(6),
        goes_on=ints(7).astype(np.bool_),
        parts=answers(0),
        absence=np.where(absence == 1, 1 << _K, absence),
        high_advice=answers(2),
    )
