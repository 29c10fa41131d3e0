"""Helpers for templates."""

from decimal import Decimal

import pytest
from django.template import Context, Template

from naadloos.web.templatetags import naadloos as tags


def test_icons_are_there_when_named_in_a_template() -> None:
    tags._svg.cache_clear()
    text = Template('{% icon "check-circle" "solid" %}{% icon "plus" %}').render(Context())
    assert text.count("<svg class=") == 2
    assert text.count('aria-hidden="true"') >= 2


def test_every_status_and_outcome_has_an_icon() -> None:
    for name in {**tags.STATUS_ICONS, **tags.OUTCOME_ICONS}.values():
        assert tags._svg(name, "solid")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("1250.00"), "1.250"),
        (Decimal("37.50"), "37,5"),
        (Decimal(0), "0"),
        (None, "onbekend"),
        ("", "onbekend"),
    ],
)
def test_hours_as_people_write_them_and_unknown_is_never_zero(value: Decimal | None, shown: str) -> None:
    assert tags.klokuren(value) == shown
