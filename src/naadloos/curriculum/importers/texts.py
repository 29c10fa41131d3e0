"""Texts from files, made safe to keep: no control characters, one kind of line end, single spaces."""

import unicodedata
from typing import Any

# Longer than any official text; a longer one is a mistake or an attack.
MAX_TEXT = 20_000


def line_of(value: Any) -> str:
    """One line without control characters; "" for nothing."""
    return " ".join("".join(sign if sign.isprintable() else _plain(sign) for sign in str(value or "")).split())


def text_of(value: Any) -> str:
    """A text whose lines are kept, each without superfluous spaces; empty lines go."""
    lines = (line_of(line) for line in str(value or "").splitlines())
    return "\n".join(line for line in lines if line)


def _plain(sign: str) -> str:
    # A soft hyphen or a joiner stands inside a word; any other sign that cannot be seen stands between words.
    return "" if unicodedata.category(sign) == "Cf" else " "
