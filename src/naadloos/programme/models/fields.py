"""Choices and field options that the models of the programme share."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import route_year_label

ROUTE_YEARS = [(number, route_year_label(number)) for number in range(1, 7)]
PERIODS = [(number, _("periode %(n)s") % {"n": number}) for number in range(1, 7)]
HOURS: dict[str, Any] = {
    "max_digits": 7,
    "decimal_places": 2,
    "validators": [MinValueValidator(Decimal(0)), MaxValueValidator(10_000)],
}
