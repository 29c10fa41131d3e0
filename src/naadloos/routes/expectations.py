"""Expectations written apart, then revealed beside each other.

What one side writes is no fact of the route before all sides said that they are ready: it is in no table, file,
document or history that the other side can open, because it is not there yet.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naadloos.engines.route.terms import ExpectationKind, PartnerSide
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.models import (
    Expectation,
    ExpectationDraft,
    ExpectationReady,
    Route,
    RouteMember,
    RoutePartner,
    Theme,
)
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import may_edit_step
from naadloos.routes.state import refresh_statuses

STEP = 3
WRITING = (PartnerSide.VMBO, PartnerSide.MBO)


@dataclass(frozen=True, slots=True)
class Column:
    """What one side expects, fears and brings."""

    side: PartnerSide | None
    label: str
    rows: list[tuple[str, list[Expectation]]]


@dataclass(frozen=True, slots=True)
class Round:
    """How far the writing apart is, for one person."""

    own: tuple[str, ...]
    drafts: list[ExpectationDraft]
    ready: frozenset[str]
    waiting: list[str]

    @property
    def own_ready(self) -> bool:
        return bool(self.own) and set(self.own) <= self.ready


def sides_of(user: User, route: Route) -> tuple[str, ...]:
    """For which sides this person writes: those of the partners that gave the person a role in this step."""
    if not may_edit_step(user, route, provider_of(STEP).editors):
        return ()
    found = RouteMember.objects.filter(user=user, route=route, partner__left_on=None).values_list(
        "partner__side", flat=True
    )
    return tuple(side.value for side in WRITING if side.value in set(found))


def round_of(user: User, route: Route) -> Round:
    """Only the drafts of the person's own side; of the other side only whether it is ready."""
    own = sides_of(user, route)
    ready = frozenset(ExpectationReady.objects.filter(route=route).values_list("side", flat=True))
    return Round(own, list(drafts_for(user, route)), ready, [side for side in taking_part(route) if side not in ready])


def drafts_for(user: User, route: Route) -> QuerySet[ExpectationDraft]:
    return ExpectationDraft.objects.filter(route=route, side__in=sides_of(user, route))


def taking_part(route: Route) -> list[str]:
    """The sides that are waited for: those with a partner that said yes."""
    found = set(
        RoutePartner.objects.filter(route=route, accepted_at__isnull=False, left_on=None).values_list("side", flat=True)
    )
    return [side.value for side in WRITING if side.value in found]


@transaction.atomic
def write(*, actor: User, route: Route, side: str, kind: str, text: str) -> ExpectationDraft:
    """Write one expectation for one's own side. Raises PermissionDenied, ValidationError."""
    if side not in sides_of(actor, route):
        raise PermissionDenied
    if ExpectationReady.objects.filter(route=route, side=side).exists():
        raise ValidationError(_("Uw kant heeft gezegd dat zij klaar is. Neem dat eerst terug."))
    draft = ExpectationDraft(route=route, side=side, kind=kind, text=text.strip(), author_name=str(actor)[:120])
    draft.full_clean()
    draft.save()
    return draft


@transaction.atomic
def remove(*, actor: User, route: Route, draft: int) -> None:
    """Take away what one's own side wrote. Raises PermissionDenied."""
    found = drafts_for(actor, route).filter(pk=draft).first()
    if found is None:
        raise PermissionDenied
    found.delete()


@transaction.atomic
def say_ready(*, actor: User, route: Route, side: str, ready: bool) -> bool:
    """Say that one's side is ready, or take that back. The last side reveals everything; returns whether it did.

    Raises PermissionDenied, ValidationError (nothing written yet).
    """
    if side not in sides_of(actor, route):
        raise PermissionDenied
    if not ready:
        ExpectationReady.objects.filter(route=route, side=side).delete()
        return False
    if not ExpectationDraft.objects.filter(route=route, side=side).exists():
        raise ValidationError(_("Schrijf eerst ten minste één verwachting op."))
    given = ExpectationReady(route=route, side=side, by=str(actor)[:120])
    given.full_clean()
    given.save()
    said = set(ExpectationReady.objects.filter(route=route).values_list("side", flat=True))
    sides = set(taking_part(route))
    # One side alone has nobody to be revealed to.
    if len(sides) < len(WRITING) or not sides <= said:
        return False
    _reveal(actor, route)
    return True


def _reveal(actor: User, route: Route) -> None:
    for draft in ExpectationDraft.objects.filter(route=route).order_by("pk"):
        Expectation.objects.create(route=route, side=draft.side, kind=draft.kind, text=draft.text)
    ExpectationDraft.objects.filter(route=route).delete()
    ExpectationReady.objects.filter(route=route).delete()
    record(scope=scope_of(route), step=STEP, actor=actor, verb="onthuld", subject=_("verwachtingen van elke kant"))
    refresh_statuses(route)


def columns(route: Route) -> list[Column]:
    """All revealed expectations, a column per side, in the order: expects, fears, brings."""
    found = list(Expectation.objects.filter(route=route))
    made = []
    for side in ("vmbo", "mbo", "samen"):
        own = [each for each in found if each.side == side]
        if own or side != "samen":
            rows = [(str(kind.label), [each for each in own if each.kind == kind.value]) for kind in ExpectationKind]
            made.append(Column(None, side, rows))
    return made


def unmarked(route: Route) -> int:
    """How many expectations nobody put under a theme yet."""
    marked = Theme.objects.filter(route=route).values("expectations")
    return Expectation.objects.filter(route=route).exclude(pk__in=marked).count()
