"""What waits for one person: agreements to give, actions in the own name and dates to come, in all routes at once."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from naadloos.engines.route.terms import ProgressStatus
from naadloos.organisations.models import User
from naadloos.routes.discussion import waiting_for
from naadloos.routes.models import Action, Approval, Milestone, Route, RouteMember, TextProposal
from naadloos.routes.negotiation import speaks_for
from naadloos.routes.registry import provider_of, providers
from naadloos.routes.rules import deputies_today, routes_for
from naadloos.routes.state import Status

# Dates further away are no news yet.
AHEAD = timedelta(weeks=8)
# An agreement that ends takes months to renew: boards and raden decide first.
WATCHED = timedelta(weeks=39)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do. ``late``: its day has passed."""

    what: str
    route: str
    url: str
    on: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    approvals: tuple[Waiting, ...]
    questions: tuple[Waiting, ...]
    actions: tuple[Waiting, ...]
    dates: tuple[Waiting, ...]

    @property
    def nothing(self) -> bool:
        return not (self.approvals or self.questions or self.actions or self.dates)


def my_work(user: User, today: date) -> Work:
    """In a fixed number of queries, however many routes there are."""
    routes = {route.pk: route for route in routes_for(user)}
    return Work(
        tuple(_approvals(user, routes)),
        (*_questions(user), *_proposals(user, routes)),
        tuple(_actions(user, routes, today)),
        tuple(sorted(_dates(routes, today), key=lambda each: each.on or today)),
    )


def _step(route: Route, number: int, anchor: str = "") -> str:
    return reverse("route_step", args=[route.pk, number]) + anchor


def _approvals(user: User, routes: dict[uuid.UUID, Route]) -> Iterable[Waiting]:
    """Steps that are ready for the agreement of a partner that this person may give it for.

    A step that was agreed with and changed since waits for everybody again.
    """
    own = RouteMember.objects.filter(user=user, route__in=routes).select_related("partner")
    roles = [*own, *(each.member for each in deputies_today(user) if each.member.route_id in routes)]
    given = set(
        Approval.objects.filter(route__in=routes).values_list("route_id", "snapshot__step", "partner_id").distinct()
    )
    for member in roles:
        route = routes[member.route_id]
        for provider in providers():
            if provider.approver != member.role or member.partner.side not in provider.approving_sides:
                continue
            status = route.statuses.get(str(provider.number))
            stale = status == Status.STALE
            if stale or (status == Status.COMPLETE and (route.pk, provider.number, member.partner_id) not in given):
                said = (
                    _("kijk opnieuw naar stap %(n)s: er is iets gewijzigd")
                    if stale
                    else _("geef akkoord op stap %(n)s")
                )
                yield Waiting(said % {"n": provider.number}, str(route), _step(route, provider.number, "#vaststellen"))


def _questions(user: User) -> Iterable[Waiting]:
    """Threads that ask for this person by name."""
    for thread, asked in waiting_for(user):
        last = thread.posts.all()[len(thread.posts.all()) - 1]
        url = (
            f"{reverse('discussion', args=[thread.route_id])}?{urlencode({'stap': thread.step, 'over': thread.about})}"
        )
        said = _("%(who)s noemt u bij %(what)s: %(text)s") % {
            "who": last.author_name,
            "what": thread.about_label,
            "text": Truncator(last.text).chars(120),
        }
        yield Waiting(said, str(thread.route), f"{url}#gesprek-{thread.pk}", asked.date())


def _proposals(user: User, routes: dict[uuid.UUID, Route]) -> Iterable[Waiting]:
    """Proposals for another wording that wait for an answer this person may give."""
    mine: dict[tuple[uuid.UUID, int], set[int]] = {}
    found = TextProposal.objects.filter(route__in=routes, outcome=TextProposal.Outcome.OPEN)
    for proposal in found.prefetch_related("answers"):
        route, place = routes[proposal.route_id], (proposal.route_id, proposal.step)
        if place not in mine:
            mine[place] = {each.pk for each in speaks_for(user, route, provider_of(proposal.step))}
        if mine[place] - {each.partner_id for each in proposal.answers.all()}:
            said = _("antwoord op een voorstel: %(what)s") % {"what": proposal.about}
            url = f"{reverse('proposals', args=[route.pk])}#voorstel-{proposal.pk}"
            yield Waiting(said, str(route), url, proposal.at.date())


def _actions(user: User, routes: dict[uuid.UUID, Route], today: date) -> Iterable[Waiting]:
    """Actions on which the name of this person stands; who does what is written as text."""
    rows = Action.objects.filter(route__in=routes, owner__icontains=user.name).exclude(status=ProgressStatus.DONE)
    for row in sorted(rows, key=lambda each: (each.due_on is None, each.due_on or today)):
        late = row.due_on is not None and row.due_on < today
        yield Waiting(
            row.title, str(routes[row.route_id]), _step(routes[row.route_id], 4, "#actions"), row.due_on, late
        )


def _dates(routes: dict[uuid.UUID, Route], today: date) -> Iterable[Waiting]:
    """Milestones soon, and what the steps watch long before, such as the end of an agreement."""
    for provider in providers():
        for key, on, what in provider.watched(list(routes)):
            if on <= today + WATCHED:
                yield Waiting(what, str(routes[key]), _step(routes[key], provider.number), on, on < today)
    rows = Milestone.objects.filter(route__in=routes, on__gte=today, on__lte=today + AHEAD).order_by("on")
    for row in rows:
        route = routes[row.route_id]
        yield Waiting(row.title, str(route), reverse("route_planning", args=[route.pk]), row.on)
