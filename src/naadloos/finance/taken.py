"""What a TBG-i file would change in the own figures of an institution: shown first, stored after a yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from naadloos.engines.finance import Budget, Outcome, Reconciliation
from naadloos.engines.finance.checks import Check, reconcile
from naadloos.engines.finance.tbgi import TbgiSums
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import Phase
from naadloos.finance.models import OwnFigure
from naadloos.finance.models.figures import parameter_label
from naadloos.organisations.history import in_words
from naadloos.routes import shown
from naadloos.routes.models import Route, RoutePartner

SALT = "tbg-i"
# Seconds within which a list that was shown can be stored.


@dataclass(frozen=True, slots=True)
class Proposed:
    """One figure of the file beside the one that is there; both in words. ``value`` is what would be stored."""

    parameter: str
    of: str
    value: Decimal
    old: str
    new: str

    @property
    def label(self) -> str:
        return f"{parameter_label(self.parameter)} ({self.of})"

    @property
    def changed(self) -> bool:
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class Taken:
    """``notes``: what the file cannot say. ``signed``: the list as it goes along with the page; only sums are in it."""

    year: int
    partner: RoutePartner
    rows: tuple[Proposed, ...]
    notes: tuple[str, ...]
    signed: str


def first_day(year: int) -> date:
    return date(year, 1, 1)


def taken_from(sums: TbgiSums, route: Route, partner: RoutePartner) -> Taken:
    """Prijsfactoren of the opleidingen of the route, and the points and factors of the budgets that they are in."""
    there = {
        (row.parameter, row.of): row.value
        for row in OwnFigure.objects.filter(partner=partner, valid_from=first_day(sums.year))
    }
    rows, notes = [], []
    for key, of, value, why in _figures(sums, route):
        if value is None:
            notes.append(f"{parameter_label(key)} ({of}): {why}")
        else:
            rows.append(Proposed(key, of, value, in_words(there.get((key, of))), in_words(value)))
    content = {
        "partner": partner.pk,
        "year": sums.year,
        "rows": [[row.parameter, row.of, str(row.value)] for row in rows],
    }
    return Taken(sums.year, partner, tuple(rows), tuple(notes), shown.sign(route, SALT, content))


def shown_before(signed: str, route: Route) -> tuple[int, int, list[tuple[str, str, Decimal]]]:
    """Partner, year and figures of a list that was shown. Raises BadSignature when it is not ours or too old."""
    content = shown.shown_before(route, SALT, signed, valid=shown.FILE_VALID)
    return content["partner"], content["year"], [(key, of, Decimal(value)) for key, of, value in content["rows"]]


def _figures(sums: TbgiSums, route: Route) -> list[tuple[str, str, Decimal | None, str]]:
    """Parameter, of what, value, and why it is not known."""
    qualifications = list(route.routequalification_set.select_related("qualification"))
    found: list[tuple[str, str, Decimal | None, str]] = []
    for crebo in sorted({each.crebo for each in qualifications}):
        prices = sums.crebos[crebo].prices if crebo in sums.crebos else set()
        one = next(iter(prices)) if len(prices) == 1 else None
        why = (
            _("er staan meer verschillende in het bestand") if prices else _("deze opleiding staat niet in het bestand")
        )
        found.append(("prijsfactor", crebo, one, why))
    for budget in sorted({Budget.of_level(each.level) for each in qualifications}):
        there = sums.budgets.get(budget)
        absent = _("dit budget staat niet in het bestand")
        february = _("de telling van 1 oktober of 1 februari ontbreekt nog")
        strange = _("de bijdragen zijn niet de factor maal de prijsfactor; neem de punten uit de beschikking")
        correction = there.correction if there else None
        points = there.student_points(budget) if there else None
        why_points = absent if there is None else strange if there.holds_weights else february
        found += [
            ("correctiefactor", budget.value, correction, february if there else absent),
            ("eigen_isw", budget.value, points, why_points),
            ("gemiddelde_prijsfactor", budget.value, there.average_price if there else None, absent),
        ]
        if budget is not Budget.ENTREE:
            found.append(("eigen_idiw", budget.value, there.diploma_points(budget) if there else None, absent))
    return found


def matched(sums: TbgiSums, document: RouteDocument, outcome: Outcome | None) -> Sequence[Check]:
    """Per opleiding of the route: how many were expected in the mbo-fase on the count date, and how many are paid for.

    Of the file only those with a phase of the leerroute count.
    """
    school_year = sums.year - 2
    checks = []
    for crebo in sorted({each.crebo for each in document.route.qualifications}):
        there = sums.crebos.get(crebo)
        funded = there.phases["MBO"] if there else 0
        checks.append(Reconciliation(crebo, _expected(outcome, crebo, school_year), funded))
    return tuple(reconcile(checks))


def _expected(outcome: Outcome | None, crebo: str, school_year: int) -> int | None:
    if outcome is None:
        return None
    whole = Decimal(0)
    for cohort in outcome.case.cohorts:
        route_year = school_year - cohort.start_year + 1
        for variant in cohort.variants:
            if variant.crebo != crebo or not 1 <= route_year <= variant.years:
                continue
            if variant.phase(route_year) is not Phase.MBO:
                continue
            values = outcome.sheet.values
            counted = f"geteld.{cohort.id}.{variant.id}.{route_year}"
            pupils = values.get(counted, values.get(f"n.{cohort.id}.{variant.id}.{route_year}"))
            if pupils is None:
                return None
            whole += pupils
    return round(whole)
