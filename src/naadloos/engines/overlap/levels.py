"""How far the level of a werkproces lies from where the leerwegen of a deeltaak lead."""

from collections.abc import Iterable

# Leerweg -> the mbo levels of a doorlopende leerroute (WVO 2.107a lid 3).
LEADS_TO = {"bb": (2,), "kb": (3, 4), "gl": (4,), "tl": (4,)}


def level_gap(leerwegen: Iterable[str], level: int | None) -> int | None:
    """Mbo levels between the werkproces and the nearest level that one of the leerwegen leads to.

    >>> level_gap(["kb"], 4), level_gap(["bb"], 3), level_gap(["gl"], 2), level_gap([], 2)
    (0, 1, -2, None)
    """
    reached = [target for leerweg in leerwegen for target in LEADS_TO.get(leerweg, ())]
    if level is None or not reached:
        return None
    return min((level - target for target in reached), key=abs)
