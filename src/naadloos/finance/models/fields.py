"""Field options and checks that the models of step 8 share."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import route_year_label

MOST_EURO = 1_000_000_000
NOT_NEGATIVE = MinValueValidator(Decimal(0), _("Dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg."))
EURO: dict[str, Any] = {
    "max_digits": 12,
    "decimal_places": 2,
    "null": True,
    "blank": True,
    "validators": [NOT_NEGATIVE, MaxValueValidator(MOST_EURO)],
}
PERCENT: dict[str, Any] = {
    "max_digits": 5,
    "decimal_places": 2,
    "null": True,
    "blank": True,
    "validators": [
        MinValueValidator(Decimal(0), _("Een percentage kan niet onder nul zijn.")),
        MaxValueValidator(100, _("Een percentage is hoogstens 100.")),
    ],
}
NUMBER: dict[str, Any] = {
    "max_digits": 7,
    "decimal_places": 2,
    "null": True,
    "blank": True,
    "validators": [NOT_NEGATIVE, MaxValueValidator(10_000)],
}
PUPILS: dict[str, Any] = {"null": True, "blank": True, "validators": [MaxValueValidator(100_000)]}

YEAR: dict[str, Any] = {
    "choices": [(number, route_year_label(number)) for number in range(1, 7)],
    "validators": [MinValueValidator(1), MaxValueValidator(6)],
}


def within(name: str, most: int, *fields: str) -> models.CheckConstraint:
    """No value below 0 or above ``most``; empty is allowed."""
    condition = models.Q()
    for field in fields:
        condition &= models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__gte": 0, f"{field}__lte": most})
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message=_("Een getal ligt buiten wat kan: niet onder 0 en niet boven %(most)s.")
        % {"most": most},
    )


def rising(name: str, *fields: str) -> models.CheckConstraint:
    """Low, expected and high are in that order, where they are given."""
    condition = models.Q()
    for at, lower in enumerate(fields):
        for higher in fields[at + 1 :]:
            condition &= (
                models.Q(**{f"{lower}__isnull": True})
                | models.Q(**{f"{higher}__isnull": True})
                | models.Q(**{f"{higher}__gte": models.F(lower)})
            )
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message=_("Laag, verwacht en hoog staan niet op volgorde."),
    )


def dates_in_order(name: str, first: str, last: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{f"{first}__isnull": True})
        | models.Q(**{f"{last}__isnull": True})
        | models.Q(**{f"{last}__gte": models.F(first)}),
        name=name,
        violation_error_message=_("De einddatum ligt voor de begindatum."),
    )
