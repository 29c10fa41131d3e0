"""What a reader must see first: what to do now, what the route promises, what changed since it was agreed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naadloos.engines.route import STEPS, RouteDocument
from naadloos.engines.route.diff import Difference, differences
from naadloos.engines.route.terms import Benefit
from naadloos.organisations.models import Membership, User
from naadloos.routes.models import Route, RoutePartner
from naadloos.routes.rules import may_approve
from naadloos.routes.state import RouteState, Status, StepState, who_must_agree


@dataclass(frozen=True, slots=True)
class FirstThing:
    text: str
    url: str
    who: str
    why: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Promise:
    benefit: Benefit
    title: str
    # (title, target, what is measured) of each objective
    promises: list[tuple[str, str, str]]
    facts: list[str]


@dataclass(frozen=True, slots=True)
class RouteCard:
    route: Route
    partners: list[RoutePartner]
    profiles: list[Any]
    qualifications: list[Any]
    start_years: list[int]
    marks: list[tuple[int, str, str]]
    done: int


def route_card(route: Route) -> RouteCard:
    """One route in a list; everything it shows is prefetched."""
    marks = [
        (step.number, _(step.title), route.statuses.get(str(step.number), Status.NOT_STARTED.value)) for step in STEPS
    ]
    return RouteCard(
        route=route,
        partners=list(route.routepartner_set.all()),
        profiles=list(route.routeprofile_set.all()),
        qualifications=list(route.routequalification_set.all()),
        start_years=[cohort.start_year for cohort in route.cohort_set.all()],
        marks=marks,
        done=sum(1 for _number, _title, status in marks if status in {Status.COMPLETE, Status.APPROVED}),
    )


def waiting_partnerships(user: User) -> QuerySet[RoutePartner]:
    """Invitations of organisations that this person manages and that have not said yes."""
    return (
        RoutePartner.objects.filter(
            accepted_at=None,
            organisation__memberships__user=user,
            organisation__memberships__role=Membership.Role.MANAGER,
        )
        .select_related("route", "organisation")
        .distinct()
    )


def first_things(state: RouteState, user: User, limit: int = 4) -> list[FirstThing]:
    """What must happen now, by whom and why: stale first, then agreements, then the first open pieces of evidence."""
    route = state.route
    things: list[FirstThing] = []
    for step in state.steps:
        if step.status == Status.STALE:
            waiting = [slot for slot in step.slots if slot.stale]
            things.append(
                FirstThing(
                    _("Stap %(number)s is gewijzigd na vaststelling: bekijk het verschil") % {"number": step.number},
                    step.url,
                    who_must_agree(waiting),
                    _("het akkoord geldt voor de oude inhoud"),
                    any(may_approve(user, route, slot.role, slot.partner.pk) for slot in waiting),
                )
            )
    for step in state.steps:
        if step.status == Status.COMPLETE:
            waiting = [slot for slot in step.slots if not slot.given]
            things.append(
                FirstThing(
                    _("Stap %(number)s vaststellen: %(title)s") % {"number": step.number, "title": _(step.title)},
                    step.url + "#vaststellen",
                    who_must_agree(waiting),
                    _("alles is ingevuld"),
                    any(may_approve(user, route, slot.role, slot.partner.pk) for slot in waiting),
                )
            )
    for step in state.steps:
        for item in step.open_evidence[:1]:
            things.append(
                FirstThing(
                    str(item.label),
                    item.url or step.url,
                    str(step.provider.actor),
                    _("stap %(number)s: %(done)s van %(all)s klaar")
                    % {"number": step.number, "done": step.done_count, "all": step.required_count},
                    False,
                )
            )
    return things[:limit]


def promises(state: RouteState) -> list[Promise]:
    """The six benefits: what was promised (step 3) and what the data says now."""
    objectives = state.document.vision.objectives
    return [
        Promise(
            benefit=benefit,
            title=_(benefit.label),
            promises=[
                (item.title, item.target or _("nog geen belofte"), item.indicator)
                for item in objectives
                if item.benefit == benefit
            ],
            facts=state.benefits[benefit],
        )
        for benefit in Benefit
    ]


def changes_since_approval(step: StepState, document: RouteDocument) -> list[Difference]:
    """What differs between the content that was last agreed and the content now."""
    if step.status != Status.STALE or step.last_snapshot is None:
        return []
    agreed = max((slot.given.snapshot for slot in step.slots if slot.given), key=lambda snapshot: snapshot.number)
    return differences(agreed.content, step.provider.frozen(document))
