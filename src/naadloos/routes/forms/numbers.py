"""Numbers as people type them: 12,5 and 1.250,50 in Dutch, 12.5 and 1,250.50 in English."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def parse_number(text: str, *, decimal_comma: bool) -> Decimal:
    """Read a number. With both separators the last is the decimal one; one dot or comma before three digits groups
    thousands in the language that groups with it. Raises ValueError."""
    plain = re.sub(r"[\s€\u00a0\u202f]", "", text)
    group = "." if decimal_comma else ","
    if "," in plain and "." in plain:
        plain = plain.replace("." if plain.rfind(",") > plain.rfind(".") else ",", "")
    elif re.fullmatch(rf"-?\d{{1,3}}(\{group}\d{{3}})+", plain):
        plain = plain.replace(group, "")
    plain = plain.replace(",", ".") if plain.count(",") + plain.count(".") == 1 else plain
    if not re.fullmatch(r"-?\d+(\.\d*)?", plain):
        raise ValueError(text)
    try:
        return Decimal(plain)
    except InvalidOperation as error:
        raise ValueError(text) from error


class NumberField(forms.DecimalField):
    """A Decimal in the way of the reader's language; shown without zeros that say nothing."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        if isinstance(value, str):
            try:
                return parse_number(value, decimal_comma=not (get_language() or "nl").startswith("en"))
            except ValueError:
                raise ValidationError(_("Vul een getal in, bijvoorbeeld 12,5."), code="invalid") from None
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return number_format(value.normalize() + 0, use_l10n=True)
        return value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}
