"""Reading the calculation of a route: computed from the facts each time, never stored, except by an approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import Any

from naadloos.engines.finance import CaseError, Outcome, Problem, Section, Total, calculate
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.text import Text
from naadloos.finance.build import Entered, build_case
from naadloos.finance.statement import Payment, payments
from naadloos.organisations.models import HistoryEntry
from naadloos.routes.models import Route
from naadloos.routes.queries import scope_of

STEP = 8
# Pages of one route ask for the same calculation many times; a region is shown from its own figures.
_KEPT = 64
# Of a partner's key, so that the key of a payment is not too long.
_SHORT = 16
NOTHING: dict[str, Any] = {"payments": [], "results": [], "costs": [], "missing_figures": 0}


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
        finance=document.finance.model_copy(update=NOTHING),
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
    """Who pays whom, how much, in which school year; empty without a calculation."""
    outcome = outcome_of(document).outcome
    return payments(outcome) if outcome else []


def worked_out(document: RouteDocument) -> dict[str, Any]:
    """What the document says of the calculation, by the names in its section; empty when there is none."""
    outcome = outcome_of(document).outcome
    if outcome is None:
        return NOTHING
    return {
        "payments": [
            doc.PartnerPayment(
                key=f"{each.school_year}-{each.payer[:_SHORT]}-{each.receiver[:_SHORT]}",
                payer=each.payer,
                receiver=each.receiver,
                school_year=each.school_year,
                amount=each.amount,
            )
            for each in payments(outcome)
        ],
        "results": [
            doc.PartnerResult(
                key=f"{year}-{partner.id[:_SHORT]}",
                partner=partner.id,
                school_year=year,
                amount=outcome.amount(Total.RESULT, partner.id, year=year),
            )
            for partner in outcome.case.partners
            for year in outcome.school_years
        ],
        "costs": [doc.ItemCost(key=item, amount=amount) for item, amount in _item_costs(outcome).items()],
        "missing_figures": len(outcome.missing),
    }


def _item_costs(outcome: Outcome) -> dict[str, Decimal | None]:
    """Of the first cohort; of what is once for the whole route: of all years."""
    first = outcome.case.cohorts[0].id
    found: dict[str, Decimal | None] = {}
    for line in outcome.of(Section.COST):
        if line.cohort in ("", first):
            before, value = found.get(line.item, Decimal(0)), outcome.value(line)
            found[line.item] = None if before is None or value is None else before + value
    return found


def expected_pupils(document: RouteDocument) -> dict[tuple[int, int, str], int]:
    """How many pupils are expected, rounded up, by (start year of the group, year of the route, crebo).

    Counted where people counted, else worked out; what is not known is not there.
    """
    outcome = outcome_of(document).outcome
    if outcome is None:
        return {}
    found: dict[tuple[int, int, str], Decimal] = {}
    unknown: set[tuple[int, int, str]] = set()
    values = outcome.sheet.values
    for cohort in outcome.case.cohorts:
        for variant in cohort.variants:
            for year in range(1, variant.years + 1):
                counted = f"geteld.{cohort.id}.{variant.id}.{year}"
                pupils = values.get(counted, values.get(f"n.{cohort.id}.{variant.id}.{year}"))
                key = (cohort.start_year, year, variant.crebo)
                if pupils is None:
                    unknown.add(key)
                else:
                    found[key] = found.get(key, Decimal(0)) + pupils
    return {key: ceil(pupils) for key, pupils in found.items() if key not in unknown}
