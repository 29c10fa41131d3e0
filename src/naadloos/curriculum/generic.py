"""The generic parts of the mbo beside what the vmbo reaches: the facts that ship, each with its source.

Which level the vmbo reaches is said per leerweg. Levels are compared only within one scale (1F to 4F, A1 to C2); of
anything else the outcome is that it cannot be compared, never a guess.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_noop

from naadloos.curriculum.models import GenericPart
from naadloos.curriculum.shipped import read

_LEVEL = re.compile(r"^(?:([1-4])F|([ABC])([12]))$")


class LevelStep(StrEnum):
    SAME = gettext_noop("gelijk")
    UP = gettext_noop("het mbo vraagt meer")
    DOWN = gettext_noop("het mbo vraagt minder")
    UNKNOWN = gettext_noop("niet te vergelijken")


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a source says; ``text`` is "" when no source says it."""

    text: str = ""
    source: str = ""
    confirmed: bool = False


def _scale(level: str) -> tuple[str, int] | None:
    found = _LEVEL.match(level.strip())
    if found is None:
        return None
    if found[1]:
        return "F", int(found[1])
    return "ERK", "ABC".index(found[2]) * 2 + int(found[3])


def compare_levels(reached: str, asked: str) -> LevelStep:
    """What the mbo asks against what the vmbo reaches.

    >>> str(compare_levels("2F", "3F"))
    'het mbo vraagt meer'
    >>> str(compare_levels("2F", "B1"))
    'niet te vergelijken'
    """
    one, other = _scale(reached), _scale(asked)
    if one is None or other is None or one[0] != other[0]:
        return LevelStep.UNKNOWN
    return LevelStep.SAME if one == other else LevelStep.UP if one < other else LevelStep.DOWN


@dataclass(frozen=True, slots=True)
class GenericFacts:
    """What ships about one generic part: ``avo`` the codes of the subjects to compare it with."""

    avo: tuple[str, ...]
    about: Statement
    reached: dict[str, Statement]


def _statement(row: dict[str, Any] | None, name: str) -> Statement:
    return Statement(str(row[name]), str(row["source"]), bool(row["confirmed"])) if row else Statement()


def generic_facts(code: str) -> GenericFacts:
    """By the code of the part (NE, RE, EN, LB)."""
    row: dict[str, Any] = next((part for part in read("generiek")["parts"] if part["code"] == code), {})
    return GenericFacts(
        avo=tuple(row.get("avo", ())),
        about=_statement(row.get("about"), "text"),
        reached={leerweg: _statement(item, "reference") for leerweg, item in row.get("vmbo", {}).items()},
    )


def generic_parts_of(levels: Iterable[int]) -> list[GenericPart]:
    """The generic parts of these mbo levels, in the order of the levels; one query."""
    return list(GenericPart.objects.filter(level__in=set(levels)).order_by("level", "pk"))
