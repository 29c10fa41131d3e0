"""Small helpers for templates: icons, field widgets, numbers, step marks."""

from decimal import Decimal
from functools import cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from naadloos.organisations.history import in_words

register = template.Library()

STATUS_ICONS = {
    "niet begonnen": "minus-circle",
    "bezig": "ellipsis-horizontal-circle",
    "compleet": "check-circle",
    "vastgesteld": "check-badge",
    "verouderd": "arrow-path",
}
OUTCOME_ICONS = {
    "voldoet": "check-circle",
    "voldoet niet": "x-circle",
    "onbekend": "question-mark-circle",
    "n.v.t.": "minus-circle",
    "geslaagd": "check-circle",
    "niet geslaagd": "x-circle",
    "nog niet te zeggen": "question-mark-circle",
    "ja": "check-circle",
    "nee": "minus-circle",
}


# A list with more choices than this gets a frame of its own.
LONG_LIST = 14


@cache
def _svg(name: str, style: str) -> str:
    # One new text: pathlib of Python 3.11 refuses the safe strings of templates as parts.
    path = settings.ICONS / f"{style}/{name}.svg"
    try:
        svg = path.read_text()
    except OSError:
        return ""
    return svg.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1).strip()


@register.simple_tag
def icon(name: str, style: str = "outline") -> SafeString:
    """An icon of the package, for decoration beside words."""
    # The file comes from the installed package, not from a person.
    return mark_safe(_svg(name, style))  # noqa: S308


@register.simple_tag
def status_icon(status: Any) -> SafeString:
    return mark_safe(_svg(STATUS_ICONS.get(str(status), "minus-circle"), "solid"))  # noqa: S308


@register.simple_tag
def outcome_icon(outcome: Any) -> SafeString:
    return mark_safe(_svg(OUTCOME_ICONS.get(str(outcome), "question-mark-circle"), "solid"))  # noqa: S308


@register.filter
def slug(status: Any) -> str:
    """A status as part of a class name."""
    return str(status).replace(" ", "-").replace(".", "")


@register.filter
def in_language(text: Any) -> str:
    """Translate a marked Dutch text of an engine."""
    return gettext(str(text)) if text else ""


@register.filter
def klokuren(value: Any) -> str:
    """Hours as people write them: 1.250 or 37,5; unknown stays unknown."""
    if value is None or value == "":
        return gettext("onbekend")
    return number_format(Decimal(value).normalize(), use_l10n=True, force_grouping=True)


_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "check"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
]


@register.filter
def widget(field: BoundField) -> SafeString:
    """The field's input with the classes of the design system."""
    name = "utrecht-textbox utrecht-textbox--html-input"
    for kind, classes in _CLASSES:
        if isinstance(field.field.widget, kind):
            name = classes
            break
    attributes: dict[str, str | bool] = {"class": f"{name} {field.field.widget.attrs.get('class', '')}".strip()}
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


@register.filter
def is_group(field: BoundField) -> bool:
    """Is this a group of choices, which needs a legend instead of a label?"""
    return isinstance(field.field.widget, forms.CheckboxSelectMultiple | forms.RadioSelect)


@register.filter
def is_long(field: BoundField) -> bool:
    """Has this group of choices so many that it needs a frame of its own to scroll in?"""
    return len(list(getattr(field.field, "choices", []))) > LONG_LIST


@register.filter
def is_check(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def row_fields(form: forms.Form, row: int) -> list[BoundField]:
    """The fields of one numbered row of a form."""
    return [field for field in form if field.name.endswith(f"_{row}")]


@register.filter
def at(found: dict[str, Any], key: str) -> Any:
    """What stands under a key; "" when there is nothing."""
    return found.get(key, "")


@register.filter
def talk_about(key: str, kind: str) -> str:
    """What talk about one thing of a kind is about: "artikel:geschillen"."""
    return f"{kind}:{key}"


@register.filter
def label_of(form: forms.BaseForm, name: str) -> str:
    """What a field of a form is called."""
    return str(form.fields[name].label)


@register.filter
def bound(form: forms.BaseForm, name: str) -> BoundField:
    """The field of a form with this name."""
    return form[name]


@register.filter
def zipped(first: list[Any], second: list[Any]) -> list[tuple[Any, Any]]:
    """Two lists of the same length side by side."""
    return list(zip(first, second, strict=True))


@register.filter
def block_kind(block: Any) -> str:
    """What kind of block of a document this is: Paragraph, BulletList, Table or Open."""
    return type(block).__name__


@register.filter(name="in_words")
def words(value: Any) -> str:
    """A value as a person reads it."""
    return in_words(value)
