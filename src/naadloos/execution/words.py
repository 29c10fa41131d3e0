"""What the engine of readiness says, in the language of the reader."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext

from naadloos.engines.route.text import Text, Value


def say(said: Text | str) -> str:
    """A sentence of the engine; the words of people stay as they are."""
    return said.filled(gettext, _shown) if isinstance(said, Text) else said


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return get_text_list([str(each) for each in value], gettext("en"))
    return number_format(value.normalize(), force_grouping=True) if isinstance(value, Decimal) else str(value)
