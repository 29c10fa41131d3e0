"""What an engine says, in the language and the numbers of the reader."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext

from naadloos.engines.route.text import Text, Value


def say(sentence: Text | str | None) -> str:
    """A sentence of an engine; the words of people stay as they are, and nothing is nothing."""
    if isinstance(sentence, Text):
        return sentence.filled(gettext, _shown)
    return sentence or ""


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return get_text_list([str(each) for each in value], gettext("en"))
    return number_format(value.normalize(), force_grouping=True) if isinstance(value, Decimal) else str(value)
