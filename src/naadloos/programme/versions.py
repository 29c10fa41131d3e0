"""Versions of the programme: kept when the board changes, adopted by a person, put back when that is wanted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _

from naadloos.engines.planner import PlanPlacement, Reason, verify
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.programme.models import Period, Placement, PlanVersion, Unit
from naadloos.programme.placing import replace_board
from naadloos.programme.problem import build_plan_problem, placements_of
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document, dump_kinds
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of, providers
from naadloos.routes.state import refresh_statuses

STEP = 5
Origin = PlanVersion.Origin
Content = dict[str, Any]
_KINDS: dict[str, type[doc.Fact]] = {"periods": doc.Period, "units": doc.Unit, "placements": doc.Placement}


# -- reading ---------------------------------------------------------------------------------------


def board_content(route: Route) -> Content:
    """Periods, units and placements as they are now, as the portable document dumps them."""
    kinds = [kind for kind in provider_of(STEP).kinds if kind.name in _KINDS]
    found = dump_kinds(route, kinds)
    return {
        name: [item.model_validate(row).model_dump(mode="json") for row in found[name]] for name, item in _KINDS.items()
    }


def programme_content(programme: doc.Programme) -> Content:
    """The same of a programme that was read already."""
    return {name: [row.model_dump(mode="json") for row in getattr(programme, name)] for name in _KINDS}


def same_content(one: Content, other: Content) -> bool:
    """Whether two contents say the same; the own names of placements and the order of rows do not count."""
    return _comparable(one) == _comparable(other)


def _comparable(content: Content) -> tuple[Any, ...]:
    return (
        {row["key"]: row for row in content["periods"]},
        {row["key"]: row for row in content["units"]},
        {(row["unit"], row["route_year"], row["period"]): row["hours"] for row in content["placements"]},
    )


def versions_of(route: Route) -> list[PlanVersion]:
    """All versions, the newest first."""
    return list(PlanVersion.objects.filter(route=route))


def get_version(route: Route, number: int) -> PlanVersion:
    """Raises Http404."""
    found = PlanVersion.objects.filter(route=route, number=number).first()
    if found is None:
        raise Http404
    return found


def version_on(route: Route, day: date) -> PlanVersion | None:
    """The programme as it was at the end of that day; None when no version is that old."""
    rows = PlanVersion.objects.filter(route=route, at__date__lte=day)
    return rows.order_by("at", "number").last()


def adopted_version(route: Route) -> PlanVersion | None:
    """The version that was adopted last: what exams, finance and agreement follow."""
    return PlanVersion.objects.filter(route=route, adopted_at__isnull=False).order_by("adopted_at").last()


def with_content(document: RouteDocument, content: Content) -> RouteDocument:
    """The route with the periods, units and placements of a version.

    What the rest of the programme says about periods and units that this version does not have is left out, and so
    is what its units say about variants, windows and capacities that are gone.
    """
    taken: dict[str, list[Any]] = {
        name: [item.model_validate(row) for row in content[name]] for name, item in _KINDS.items()
    }
    programme = document.programme
    periods, units = {row.key for row in taken["periods"]}, {row.key for row in taken["units"]}
    variants, windows = {row.key for row in programme.variants}, {row.key for row in programme.windows}
    capacities = {row.key for row in programme.capacities}
    taken["units"] = [
        row.model_copy(
            update={
                "variants": [key for key in row.variants if key in variants],
                "uses": [key for key in row.uses if key in capacities],
                "window": row.window if row.window in windows else None,
            }
        )
        for row in (doc.Unit.model_validate(row) for row in content["units"])
    ]
    rules = [
        row.model_copy(update={"units": [key for key in row.units if key in units]}) for row in programme.unit_rules
    ]
    update = {
        **taken,
        "windows": [
            row.model_copy(update={"periods": [key for key in row.periods if key in periods]})
            for row in programme.windows
        ],
        "unit_rules": [row for row in rules if len(row.units) > 1],
    }
    return document.model_copy(update={"programme": programme.model_copy(update=update)})


def problems_of(document: RouteDocument, version: PlanVersion) -> tuple[Reason, ...]:
    """What is wrong with the plan of a version, by the rules and the law of today."""
    then = with_content(document, version.content)
    return verify(build_plan_problem(then, on=localdate()), placements_of(then))


def changed_by_adopting(document: RouteDocument, version: PlanVersion) -> list[str]:
    """What the other steps would say differently once this version is adopted: articles of the agreement, for one."""
    adopted = doc.AdoptedPlan.model_validate(
        {"number": version.number, "adopted_on": localdate(), "adopted_by": version.by, **version.content}
    )
    after = document.model_copy(update={"programme": document.programme.model_copy(update={"adopted": adopted})})
    return [line for provider in providers() for line in provider.changed_by(document, after)]


@dataclass(frozen=True, slots=True)
class PutBack:
    """What putting a version back would do: its placements that fit, and units or periods that are gone."""

    placements: tuple[PlanPlacement, ...]
    left_out: tuple[str, ...]


def plan_put_back(route: Route, version: PlanVersion) -> PutBack:
    """Units keep the hours and features that they have now; only where they stand goes back."""
    titles = {row["key"]: row["title"] for row in version.content["units"]}
    units = set(Unit.objects.filter(route=route).values_list("key", flat=True))
    slots = set(Period.objects.filter(route=route).values_list("route_year", "number"))
    fits, left = [], {}
    for row in (doc.Placement.model_validate(each) for each in version.content["placements"]):
        if row.unit in units and (row.route_year, row.period) in slots:
            fits.append(PlanPlacement(row.unit, row.route_year, row.period, row.hours))
        else:
            left[row.unit] = titles.get(row.unit, row.unit)
    return PutBack(tuple(fits), tuple(left.values()))


# -- writing ---------------------------------------------------------------------------------------


@transaction.atomic
def keep_version(
    route: Route,
    *,
    by: User,
    origin: str,
    result: dict[str, Any] | None = None,
    content: Content | None = None,
) -> PlanVersion:
    """Keep the programme as it is now under the next number; call it in the transaction of the change itself.

    ``content`` saves reading it again for who has it.

    What one person changes by hand on one day is one version: the newest is renewed as long as nobody adopted it.
    When nothing differs from the newest version, that one is given back.
    """
    # Two people who change the board at the same time must not get the same number.
    Route.objects.select_for_update().get(pk=route.pk)
    content = board_content(route) if content is None else content
    newest = PlanVersion.objects.filter(route=route).first()
    if newest is not None and same_content(newest.content, content):
        return newest
    if newest is not None and _renews(newest, by, origin):
        newest.content, newest.at = content, now()
        newest.save(update_fields=["content", "at"])
        return newest
    return PlanVersion.objects.create(
        route=route,
        number=newest.number + 1 if newest else 1,
        at=now(),
        by=str(by)[:200],
        origin=origin,
        content=content,
        result=result,
    )


def _renews(newest: PlanVersion, by: User, origin: str) -> bool:
    return (
        origin == newest.origin == Origin.HAND
        and newest.by == str(by)[:200]
        and newest.adopted_at is None
        and localtime(newest.at).date() == localdate()
    )


def keep_standing(route: Route, *, by: User) -> None:
    """Keep what stands on the board when the newest version is not that, before it is replaced."""
    if Placement.objects.filter(route=route).exists():
        keep_version(route, by=by, origin=Origin.STANDING)


@transaction.atomic
def save_board(*, actor: User, route: Route) -> PlanVersion:
    """Keep what stands on the board as a version. Raises PermissionDenied, ValidationError when it is empty."""
    require_editor(actor, route, provider_of(STEP))
    if not Placement.objects.filter(route=route).exists():
        raise ValidationError(_("Er staat nog niets op het bord."))
    return keep_version(route, by=actor, origin=Origin.STANDING)


@transaction.atomic
def adopt_version(*, actor: User, route: Route, number: int, confirmed: bool) -> PlanVersion:
    """Adopt a version: from now on exams, finance and agreement follow it.

    ``confirmed``: the person saw what is wrong with the plan and adopts it all the same.
    Raises PermissionDenied, Http404, ValidationError when something is wrong and that was not confirmed.
    """
    require_editor(actor, route, provider_of(STEP))
    Route.objects.select_for_update().get(pk=route.pk)
    version = get_version(route, number)
    before = adopted_version(route)
    if before == version:
        raise ValidationError(_("Deze versie is al vastgesteld."))
    problems = problems_of(build_document(route), version)
    if problems and not confirmed:
        raise ValidationError(_("Dit plan klopt nog niet. Kruis aan dat u het toch vaststelt."))
    version.adopted_at, version.adopted_by = now(), str(actor)[:200]
    version.save(update_fields=["adopted_at", "adopted_by"])
    changes = [(_("vastgesteld plan"), str(before or "—"), str(version))]
    changes += [(_("klopt niet, toch vastgesteld"), "—", reason.text) for reason in problems]
    record(scope=scope_of(route), step=STEP, actor=actor, verb="vastgesteld", subject=str(version), changes=changes)
    refresh_statuses(route)
    return version


@transaction.atomic
def put_back_version(*, actor: User, route: Route, number: int) -> PlanVersion:
    """Put an earlier version on the board and keep that as a new version; what stood there is kept as well.

    Raises PermissionDenied, Http404, ValidationError when none of its units and periods is there any more.
    """
    require_editor(actor, route, provider_of(STEP))
    version = get_version(route, number)
    plan = plan_put_back(route, version)
    if not plan.placements:
        raise ValidationError(_("Niets van deze versie past nog op het bord."))
    said = _("%(version)s teruggezet op het bord") % {"version": version}
    keep_standing(route, by=actor)
    moved = replace_board(actor=actor, route=route, placements=plan.placements, said=said)
    # What the planner proved of it holds only as long as the programme around it is the same.
    content = board_content(route)
    result = version.result if same_content(content, version.content) else None
    kept = keep_version(route, by=actor, origin=Origin.RESTORED, result=result, content=content)
    changes = [(_("verplaatste onderdelen"), "—", str(moved))]
    changes += [(_("niet teruggezet"), "—", title) for title in plan.left_out]
    record(scope=scope_of(route), step=STEP, actor=actor, verb="teruggezet", subject=said, changes=changes)
    refresh_statuses(route)
    return kept
