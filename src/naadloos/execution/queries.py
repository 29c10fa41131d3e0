"""Reading step 10 for the other steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import CompanyRoleKind


@dataclass(frozen=True, slots=True)
class CompanyContact:
    """Contact of a route with companies (benefit 2).

    ``acting``: companies with a role. ``by_role``: how many per role. ``spoken_on``: the latest talk; None is never.
    ``units``: per part of the programme that a company looks at, when that was last; None is not known.
    """

    companies: int
    acting: int
    by_role: Mapping[CompanyRoleKind, int]
    spoken_on: date | None
    units: Mapping[str, date | None]


def company_contact(document: RouteDocument) -> CompanyContact:
    """Which companies do what in programme and exams, and when a part of the programme was last looked at."""
    roles = document.execution.company_roles
    units: dict[str, date | None] = {}
    for each in roles:
        if each.unit is not None:
            before = units.get(each.unit)
            units[each.unit] = max(filter(None, (before, each.spoken_on)), default=None)
    return CompanyContact(
        len(document.execution.practice_places),
        len({each.company for each in roles}),
        {role: len({each.company for each in roles if each.role == role}) for role in CompanyRoleKind},
        max((each.spoken_on for each in roles if each.spoken_on), default=None),
        units,
    )
