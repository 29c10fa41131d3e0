"""Amounts and links of the pages about money."""

from decimal import Decimal
from typing import Any

from django import template

from naadloos.finance import words

register = template.Library()


@register.filter
def whole_euro(amount: Decimal | None) -> str:
    return words.whole_euro(amount)


@register.filter
def euro(amount: Decimal | None) -> str:
    return words.euro(amount)


@register.simple_tag(takes_context=True)
def money_url(context: dict[str, Any], **changes: str) -> str:
    """The address of this page with one choice changed and the others kept."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"
