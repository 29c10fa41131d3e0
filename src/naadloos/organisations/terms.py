"""The closed lists of the engines as Django choices, with translated labels."""

from typing import Any

from django.utils.translation import gettext_lazy

from naadloos.engines.route.terms import Term


def choices(term: type[Term]) -> list[tuple[str, Any]]:
    """Give a closed list as choices for a model or form field."""
    return [(member.value, gettext_lazy(member.label)) for member in term]
