"""How a list of names reads in a sentence, in the language of the reader."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext


def first_of(names: Sequence[str], most: int) -> str:
    """The first ``most`` by name, the others counted: "a, b en nog 3"."""
    named = list(names[:most])
    if len(names) > most:
        named.append(gettext("nog %(n)s") % {"n": len(names) - most})
    return str(get_text_list(named, gettext("en")))
