"""Writing the history: the difference between what was and what is, in the words of the field labels."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import date_format, number_format

from naadloos.organisations.models import HistoryEntry, User

_SILENT = {"id", "version", "changed_at", "key", "route", "position", "logo"}


def in_words(value: Any) -> str:
    """Write a value as a person reads it; nothing is ``None`` in a sentence."""
    if value is None or value == "":
        return "—"
    if value is True:
        return "ja"
    if value is False:
        return "nee"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Decimal):
        return number_format(value.normalize() if value else Decimal(0), force_grouping=True)
    return str(value)


def values_of(instance: models.Model) -> dict[str, tuple[str, str]]:
    """The fields of an object as {name: (label, value in words)}; choices by their label."""
    found: dict[str, tuple[str, str]] = {}
    for field in instance._meta.concrete_fields:
        if field.name in _SILENT:
            continue
        value = getattr(instance, field.name) if not field.is_relation else getattr(instance, field.name, None)
        if field.choices:
            value = getattr(instance, f"get_{field.name}_display")()
        found[field.name] = (str(field.verbose_name), in_words(value))
    if instance.pk:
        for many in instance._meta.many_to_many:
            related = getattr(instance, many.name).all()
            found[many.name] = (str(many.verbose_name), in_words(", ".join(str(item) for item in related)))
    return found


def difference(before: dict[str, tuple[str, str]], after: dict[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    """List (label, before, after) of what is not the same."""
    rows = []
    for name in {**before, **after}:
        label = (after.get(name) or before[name])[0]
        old = before.get(name, (label, "—"))[1]
        new = after.get(name, (label, "—"))[1]
        if old != new:
            rows.append((label, old, new))
    return rows


def record(
    *,
    scope: str,
    actor: User | None,
    verb: str,
    subject: str,
    step: int | None = None,
    subject_key: str = "",
    changes: list[tuple[str, str, str]] | None = None,
) -> HistoryEntry:
    """Write one row of history; call it inside the transaction of the change itself."""
    return HistoryEntry.objects.create(
        scope=scope,
        step=step,
        actor=actor,
        actor_name=str(actor) if actor else "Naadloos",
        verb=verb,
        subject=subject[:300],
        subject_key=subject_key,
        changes=[list(row) for row in changes or []],
    )
