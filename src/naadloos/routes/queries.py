"""Reading routes."""

import uuid
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from naadloos.organisations.models import HistoryEntry, User
from naadloos.organisations.queries import history_of
from naadloos.routes.models import (
    Jurist,
    LawAnswer,
    Route,
    RouteMember,
    RoutePartner,
    RouteProfile,
    RouteQualification,
    RuleConfirmation,
    Snapshot,
)
from naadloos.routes.rules import routes_for

# What entries of the history about the law year of a route are about.
LAW_YEAR_KEY = "law-year"


def get_route_for(user: User, pk: uuid.UUID) -> Route:
    """The route, if this person may see it; for anyone else it does not exist. Raises Http404."""
    route = routes_for(user).filter(pk=pk).first()
    if route is None:
        raise Http404
    return route


def route_list_for(user: User) -> QuerySet[Route]:
    """The routes of a person with what a list shows, in a fixed number of queries."""
    return (
        routes_for(user)
        .prefetch_related(
            Prefetch("routepartner_set", RoutePartner.objects.select_related("organisation")),
            Prefetch("routeprofile_set", RouteProfile.objects.select_related("profile")),
            Prefetch("routequalification_set", RouteQualification.objects.select_related("qualification")),
            "cohort_set",
        )
        .order_by("name")
    )


def scope_of(route: Route) -> str:
    return f"route:{route.pk}"


def route_history(route: Route, step: int | None = None) -> QuerySet[HistoryEntry]:
    return history_of(scope_of(route), step)


def partners_of(route: Route) -> QuerySet[RoutePartner]:
    return RoutePartner.objects.filter(route=route).select_related("organisation", "invitation")


def members_of(route: Route) -> QuerySet[RouteMember]:
    return RouteMember.objects.filter(route=route).select_related("user", "partner__organisation")


def snapshots_of(route: Route, step: int) -> QuerySet[Snapshot]:
    """What was frozen of a step, newest first, with who agreed."""
    return Snapshot.objects.filter(route=route, step=step).prefetch_related("approvals__partner__organisation")


def answer_of(route: Route, rule: str, text_state: date) -> LawAnswer | None:
    """The answer to the question of a rule with this text."""
    return LawAnswer.objects.filter(route=route, rule=rule, text_state=text_state).first()


def earlier_answer(route: Route, rule: str, text_state: date) -> LawAnswer | None:
    """What was last answered to another text of the rule."""
    found = LawAnswer.objects.filter(route=route, rule=rule).exclude(text_state=text_state)
    return found.order_by("-on", "-pk").first()


def law_year_history(route: Route) -> QuerySet[HistoryEntry]:
    """Which law years were adopted, by whom and when."""
    return route_history(route).filter(subject_key=LAW_YEAR_KEY)


def confirmations(rule: str | None = None) -> QuerySet[RuleConfirmation]:
    """What jurists of this installation confirmed, of one rule or of all, newest first."""
    found = RuleConfirmation.objects.all()
    return found if rule is None else found.filter(rule=rule)


def jurists() -> QuerySet[Jurist]:
    """Who has the task of confirming rules, the longest first."""
    return Jurist.objects.select_related("user")


def get_snapshot(route: Route, step: int, number: int) -> Snapshot:
    """One frozen version. Raises Http404."""
    snapshot = snapshots_of(route, step).filter(number=number).first()
    if snapshot is None:
        raise Http404
    return snapshot
