"""Reading the programme: what may be chosen, accepted pairs, the board, and the weeks of its periods."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naadloos.curriculum.models import Deeltaak, Module, Werkproces
from naadloos.curriculum.verdicts import KeuzedeelOutcome, keuzedeel_verdicts
from naadloos.engines.planner import Reason
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Side
from naadloos.organisations.models import User
from naadloos.programme.houses import halves
from naadloos.programme.houses.halves import HouseYear as HouseYear
from naadloos.programme.houses.periods import period_dates
from naadloos.programme.houses.weeks import monday_of, year_weeks
from naadloos.programme.ledger import read_ledger
from naadloos.programme.models import ChosenModule, Keuzedeel, PlanVersion, Verdict
from naadloos.programme.sides import about, is_general
from naadloos.routes.forms import FactForm
from naadloos.routes.models import Route, RouteMember, RouteQualification


def limit_to_route(form: FactForm) -> None:
    """Offer only deeltaken of the chosen modules and werkprocessen of the route's opleidingen."""
    modules = ChosenModule.objects.filter(route=form.route).values("module")
    crebos = RouteQualification.objects.filter(route=form.route).values("qualification")
    deeltaken, werkprocessen = form.fields["deeltaken"], form.fields["werkprocessen"]
    for field, queryset in (
        (deeltaken, Deeltaak.objects.filter(module__in=modules).order_by("code")),
        (werkprocessen, Werkproces.objects.filter(kerntaak__qualification__in=crebos).order_by("full_code")),
    ):
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = queryset
            field.required = False
    deeltaken.help_text = _("Alleen deeltaken van de gekozen modules en keuzevakken.")
    werkprocessen.help_text = _("Alleen werkprocessen van de opleidingen van de route.")


def side_of(user: User, route: Route) -> str:
    """For which side a person judges: that of the partner whose role the person has; both sides is ``samen``."""
    sides = set(
        RouteMember.objects.filter(user=user, route=route, partner__side__in=["vmbo", "mbo"]).values_list(
            "partner__side", flat=True
        )
    )
    return sides.pop() if len(sides) == 1 else "samen"


def verdict_of(route: Route, left: str, right: str, side: str) -> Verdict | None:
    """What this side decided about a pair, which is named by the codes of what is compared."""
    parts = about(left, right)
    return Verdict.objects.filter(route=route, side=side, **parts).first() if parts else None


def keuzedeel_answers(route: Route, rows: Sequence[Keuzedeel]) -> list[str]:
    """May these keuzedelen be chosen with the opleidingen of the route? In words, in the same order; three queries."""
    crebos = list(
        RouteQualification.objects.filter(route=route).order_by("pk").values_list("qualification__crebo", flat=True)
    )
    verdicts = keuzedeel_verdicts([row.code for row in rows], crebos)
    found = []
    for row in rows:
        verdict = verdicts[row.code]
        known = verdict.outcome != KeuzedeelOutcome.UNKNOWN
        found.append(f"{gettext(verdict.outcome.value)}: {verdict.text}" if known else verdict.text)
    return found


def accepted_pairs(route: Route, document: RouteDocument) -> list[tuple[str, str]]:
    """Pairs that at least one side found to overlap and no side refused, as (value, label) for a form.

    Only deeltaken with werkprocessen: a bundle is made of those.
    """
    ledger = read_ledger(document.programme.verdicts)
    found = sorted(key for key, pair in ledger.items() if pair.overlaps and not is_general(*key))
    names = dict(Deeltaak.objects.filter(code__in=[left for left, _right in found]).values_list("code", "title"))
    others = dict(
        Werkproces.objects.filter(full_code__in=[right for _left, right in found]).values_list("full_code", "title")
    )
    return [
        (
            f"{left}|{right}",
            f"{left} {names.get(left, '')} ↔ {right} {others.get(right, '')}"
            + ("" if ledger[left, right].agreed else gettext(" (nog niet door beide kanten beoordeeld)")),
        )
        for left, right in found
    ]


def sentence_of(reason: Reason) -> str:
    """A sentence of the planner in the language of the reader."""
    return gettext(reason.sentence) % reason.params


def in_language(reasons: Iterable[Reason]) -> list[str]:
    """The sentences of the planner in the language of the reader."""
    return [sentence_of(reason) for reason in reasons]


def adopted_plan(route: Route) -> dict[str, Any] | None:
    """The version of the programme that was adopted last, as it goes in the document; None when there is none."""
    found = PlanVersion.objects.filter(route=route, adopted_at__isnull=False).order_by("adopted_at").last()
    if found is None or found.adopted_at is None:
        return None
    return {
        "number": found.number,
        "adopted_on": localtime(found.adopted_at).date(),
        "adopted_by": found.adopted_by,
        **found.content,
    }


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """Which version the steps after this one follow; ``number`` is None when they follow the board of now.

    ``previous`` is the version that was adopted before it. ``differs``: the board is not that version any more.
    """

    number: int | None
    adopted_on: date | None = None
    adopted_by: str = ""
    previous: int | None = None
    differs: bool = False


def plan_in_force(route: Route, programme: doc.Programme) -> PlanInForce | None:
    """What exams, finance and agreement follow; None when there is no programme yet. At most one query."""
    adopted = programme.adopted
    if adopted is None:
        return PlanInForce(None) if programme.units else None
    earlier = PlanVersion.objects.filter(route=route, adopted_at__isnull=False).exclude(number=adopted.number)
    return PlanInForce(
        number=adopted.number,
        adopted_on=adopted.adopted_on,
        adopted_by=adopted.adopted_by,
        previous=earlier.order_by("adopted_at").values_list("number", flat=True).last(),
        differs=_facts_of(adopted) != _facts_of(programme),
    )


def _facts_of(plan: doc.Programme | doc.AdoptedPlan) -> tuple[Any, ...]:
    """What makes a plan what it is; the own names of placements and the order of rows do not count."""
    return (
        {row.key: row for row in plan.periods},
        {row.key: row for row in plan.units},
        {(row.unit, row.route_year, row.period): row.hours for row in plan.placements},
    )


def chosen_keuzevakken(route: Route) -> list[str]:
    """The titles of the keuzevakken that the pupils of the route follow."""
    rows = ChosenModule.objects.filter(route=route, module__kind=Module.Kind.ELECTIVE).select_related("module")
    return [row.module.title for row in rows]


def keuzedelen_of_route(route: Route) -> list[Keuzedeel]:
    """The keuzedelen that the route chose, with their size."""
    return list(Keuzedeel.objects.filter(route=route).order_by("pk"))


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A week of one school year as a year of the route sees it.

    ``period`` is None outside the periods; ``vmbo`` and ``mbo`` say in words what the week is, "" when not known.
    """

    monday: date
    number: int
    period: int | None
    vmbo: str
    mbo: str


def planned_weeks(programme: doc.Programme, route_year: int, start_year: int) -> list[PlannedWeek]:
    """Every week of a school year with the period it falls in; empty when neither side has a calendar."""
    periods = period_dates(programme, route_year, start_year)
    found = []
    for week in year_weeks(programme, start_year):
        within = [
            row.period.number
            for row in periods.rows
            if row.first and row.last and monday_of(row.first) <= week.monday <= row.last
        ]
        found.append(
            PlannedWeek(
                week.monday,
                week.number,
                within[0] if within else None,
                week.vmbo.words if week.vmbo else "",
                week.mbo.words if week.mbo else "",
            )
        )
    return found


def period_days(programme: doc.Programme, route_year: int, start_year: int) -> dict[int, tuple[date, date]]:
    """First and last day of the periods of one year of the route, by number; only those that a calendar tells."""
    return {
        row.period.number: (row.first, row.last)
        for row in period_dates(programme, route_year, start_year).rows
        if row.first is not None and row.last is not None
    }


def house_year(programme: doc.Programme, side: Side, start_year: int) -> HouseYear:
    """When the half days of a side are, and on which days it has lessons, in one school year."""
    return halves.house_year(programme, side, start_year)


def newest_adopted(route: Route) -> int | None:
    """The number of the version of the programme that was adopted last."""
    found = PlanVersion.objects.filter(route=route, adopted_at__isnull=False).order_by("adopted_at")
    return found.values_list("number", flat=True).last()


def kept_units(route: Route) -> dict[int, list[doc.Unit]]:
    """The units of every version that was ever adopted, by its number; one query."""
    rows = PlanVersion.objects.filter(route=route, adopted_at__isnull=False).order_by("number")
    return {row.number: [doc.Unit.model_validate(each) for each in row.content["units"]] for row in rows}
