"""The difference between two contents of the PTA/OER, in the words of the pages: what was, and what is."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from naadloos.engines.route import route_year_label
from naadloos.engines.route.diff import item_name
from naadloos.engines.route.labels import label_of
from naadloos.exams.models import Assessment, ExamTerms
from naadloos.organisations.history import in_words

ASSESSMENTS = "assessments"


@dataclass(frozen=True, slots=True)
class Row:
    """One difference. ``kind`` is "nieuw", "vervallen" or "gewijzigd"; ``key`` that of the assessment, if it is one."""

    where: str
    what: str
    before: str
    after: str
    kind: str
    key: str = ""


def label(model: type[models.Model], name: str) -> str:
    """What the pages call a field."""
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return _(label_of(name))


def words(model: type[models.Model], name: str, value: Any) -> str:
    """A stored value as the pages write it: choices by their label, lists in a row, nothing as a dash."""
    if name == "route_year" and isinstance(value, int):
        return _(route_year_label(value))
    if isinstance(value, list):
        return ", ".join(str(item_name(each) if isinstance(each, dict) else each) for each in value) or "—"
    try:
        choices: Any = getattr(model._meta.get_field(name), "flatchoices", None)
    except FieldDoesNotExist:
        choices = None
    if choices and value not in (None, ""):
        return str(dict(choices).get(value, value))
    if isinstance(value, str) and value.replace(".", "", 1).isdigit() and "." in value:
        return value.rstrip("0").rstrip(".").replace(".", ",")
    return in_words(value)


def place(item: dict[str, Any]) -> str:
    """Which assessment: its title and its subject."""
    subject = item.get("subject", "")
    return f"{item_name(item)} ({subject})" if subject else item_name(item)


def compare(before: dict[str, Any], after: dict[str, Any]) -> list[Row]:
    """What differs between two contents, the general rules first; assessments are matched by their key."""
    rows = []
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old == new or name == ASSESSMENTS:
            continue
        if _keyed(old) or _keyed(new):
            rows += _items(label_of(name), ExamTerms, old or [], new or [])
        else:
            shown = words(ExamTerms, name, old), words(ExamTerms, name, new)
            if shown[0] != shown[1]:
                rows.append(Row(_("Algemene regels"), label(ExamTerms, name), *shown, _("gewijzigd")))
    return rows + _items("", Assessment, before.get(ASSESSMENTS, []), after.get(ASSESSMENTS, []))


def _keyed(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) and "key" in item for item in value)


def _items(
    prefix: str, model: type[models.Model], before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> list[Row]:
    old = {item["key"]: item for item in before}
    new = {item["key"]: item for item in after}
    rows = []
    for key in {**old, **new}:
        item = new.get(key) or old[key]
        where = f"{prefix.capitalize()}: {place(item)}" if prefix else place(item)
        if key not in old:
            rows.append(Row(where, _("hele toets"), "—", summary(item), _("nieuw"), key))
        elif key not in new:
            rows.append(Row(where, _("hele toets"), summary(item), "—", _("vervallen"), key))
        else:
            for name in {**old[key], **item}:
                shown = words(model, name, old[key].get(name)), words(model, name, item.get(name))
                # Equal in words: a field that the older version did not know yet.
                if name != "key" and shown[0] != shown[1]:
                    rows.append(Row(where, label(model, name), *shown, _("gewijzigd"), key))
    return rows


def summary(item: dict[str, Any]) -> str:
    """One assessment in one line: kind, moment and weight, as far as they are known."""
    names = ("kind", "route_year", "period", "weight")
    parts = [words(Assessment, name, item[name]) for name in names[:3] if item.get(name) is not None]
    if item.get("weight") is not None:
        parts.append(_("weging %(weight)s") % {"weight": words(Assessment, "weight", item["weight"])})
    return ", ".join(parts) or item_name(item)
