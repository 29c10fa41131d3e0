"""How lists read in a Dutch sentence."""

from collections.abc import Iterable

_MOST_NAMES = 6


def list_text(names: Iterable[str], word: str = "en") -> str:
    """Names once each, the first few by name and the others counted.

    >>> list_text(["a", "b", "a"]), list_text("abcdefgh")
    ('a en b', 'a, b, c, d, e, f en nog 2')
    """
    listed = list(dict.fromkeys(name for name in names if name))
    if len(listed) > _MOST_NAMES + 1:
        listed = [*listed[:_MOST_NAMES], f"nog {len(listed) - _MOST_NAMES}"]
    return f"{', '.join(listed[:-1])} {word} {listed[-1]}" if len(listed) > 1 else "".join(listed)
