"""Reading the calculation of a route: computed from the facts each time, never stored, except by an approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from naadloos.engines.finance import Basis, CaseError, Outcome, Problem, Total, calculate
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.text import Text
from naadloos.finance.build import Entered, build_case
from naadloos.finance.statement import Payment, payments
from naadloos.organisations.models import HistoryEntry
from naadloos.routes.models import Route
from naadloos.routes.queries import scope_of

STEP = 8
# Pages of one route ask for the same calculation many times; a region is shown from its own figures.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Calculated:
    """``outcome`` is None when there are no pupils yet, or when something cannot be, as ``problems`` says.

    ``left_out``: what stands in the route but does not count yet.
    """

    outcome: Outcome | None
    problems: tuple[Problem, ...]
    left_out: tuple[Text, ...]


def outcome_of(document: RouteDocument, entered: Entered | None = None) -> Calculated:
    """The calculation of a route as it is in the document. ``entered``: who entered which fact."""
    reads = RouteDocument(
        route=document.route,
        finance=document.finance,
        programme=document.programme.model_copy(
            update={name: [] for name in ("verdicts", "unit_rules", "windows", "capacities")}
        ),
    )
    return _calculated(reads.model_dump_json(), tuple(sorted((entered or {}).items())))


@lru_cache(maxsize=_KEPT)
def _calculated(content: str, entered: tuple[tuple[str, str], ...]) -> Calculated:
    built = build_case(RouteDocument.model_validate_json(content), dict(entered))
    if not built.case.cohorts:
        return Calculated(None, (), built.left_out)
    try:
        return Calculated(calculate(built.case), (), built.left_out)
    except CaseError as error:
        return Calculated(None, error.problems, built.left_out)


def who_entered(route: Route) -> Mapping[str, str]:
    """Who entered or last changed each fact of step 8, with the day."""
    rows = HistoryEntry.objects.filter(scope=scope_of(route), step=STEP).exclude(subject_key="")
    found: dict[str, str] = {}
    for key, name, at in rows.values_list("subject_key", "actor_name", "at"):
        found.setdefault(key, f"{name}, {at:%d-%m-%Y}")
    return found


def payments_of(document: RouteDocument) -> list[Payment]:
    """Who pays whom, how much, in which school year; for the agreement too. Empty without a calculation."""
    outcome = outcome_of(document).outcome
    return payments(outcome) if outcome else []


def agreed_figures(document: RouteDocument) -> dict[str, Any]:
    """What an approval is bound to: settlements and results as plain data; empty when nothing is calculated."""
    outcome = outcome_of(document).outcome
    if outcome is None:
        return {}
    names = {each.id: each.name for each in outcome.case.partners}
    return {
        "settlements": [
            {
                "payer": names[each.payer],
                "receiver": names[each.receiver],
                "school_year": each.school_year,
                "amount": None if each.amount is None else str(each.amount),
            }
            for each in payments(outcome)
        ],
        "results": [
            {
                "partner": name,
                "school_year": year,
                "amount": None if (value := outcome.amount(Total.RESULT, id, year=year)) is None else str(value),
            }
            for id, name in names.items()
            for year in outcome.years(Basis.ACCRUAL)
        ],
    }
