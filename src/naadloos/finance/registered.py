"""The register of amounts: what the regulations print, with article and status, and what is left to controllers."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naadloos.engines.finance import Parameter, default_register
from naadloos.finance.models import OwnFigure
from naadloos.finance.words import figure, say
from naadloos.routes.models import Route


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a parameter; a parameter without a value has one entry that says who is asked for it."""

    label: str
    value: str
    per: str
    valid_from: date | None
    valid_to: date | None
    status: str
    source: str
    given_by: str
    to_confirm: bool


def register_rows(own: dict[str, list[str]]) -> list[Entry]:
    """``own``: by parameter the partners that gave a value of their own."""
    return [row for each in default_register().parameters.values() for row in _entries(each, own.get(each.key, []))]


def _entries(parameter: Parameter, own: list[str]) -> list[Entry]:
    label, per = say(parameter.label), say(parameter.per.label)
    given_by = ", ".join(own)
    if not parameter.values:
        asked = _("vraag aan de controller")
        return [Entry(label, "—", per, None, None, asked, parameter.source(None), given_by, to_confirm=not own)]
    return [
        Entry(
            label,
            figure(each.value, parameter.unit),
            per,
            each.valid_from,
            each.valid_to,
            say(each.status.label),
            parameter.source(each),
            given_by,
            to_confirm=each.status.value != "bevestigd",
        )
        for each in parameter.values
    ]


def own_figures(route: Route) -> dict[str, list[str]]:
    """By parameter the names of the partners that gave a value of their own."""
    found: dict[str, list[str]] = {}
    rows = OwnFigure.objects.filter(route=route, value__isnull=False).select_related("partner__organisation")
    for row in rows:
        names = found.setdefault(row.parameter, [])
        if str(row.partner) not in names:
            names.append(str(row.partner))
    return found
