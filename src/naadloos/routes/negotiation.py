"""Negotiating a text: one partner proposes, each other accepts or says why not, then it is written."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.engines.route.words import Run, compare_words
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.actions import store_fact
from naadloos.routes.models import ProposalAnswer, Route, RouteFact, RouteMember, RoutePartner, SingleFact, TextProposal
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import Kind, StepProvider, provider_of
from naadloos.routes.rules import may_approve

Outcome = TextProposal.Outcome


@dataclass(frozen=True, slots=True)
class Passage:
    """One text that partners can negotiate about."""

    provider: StepProvider
    kind: Kind
    field: str
    instance: RouteFact | SingleFact | None

    @property
    def text(self) -> str:
        return str(getattr(self.instance, self.field)) if self.instance is not None else ""

    @property
    def label(self) -> str:
        model: Any = self.kind.model
        head = str(model._meta.get_field(self.field).verbose_name)
        return head if self.kind.single or self.instance is None else f"{self.kind.one}: {self.instance}"


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as a page shows it, and what this person may do with it."""

    proposal: TextProposal
    before: tuple[Run, ...]
    after: tuple[Run, ...]
    waiting: list[RoutePartner]
    may_answer: list[RoutePartner]
    may_withdraw: bool


def passage_of(route: Route, step: int, kind: str, key: str, field: str) -> Passage | None:
    """The text that is meant; None when there is no such text, or none that can be negotiated."""
    provider = provider_of(step)
    found = next((each for each in provider.kinds if each.name == kind and field in each.negotiable), None)
    if found is None or found.single == bool(key):
        return None
    manager: Any = found.model._default_manager
    instance = manager.filter(route=route, **({} if found.single else {"key": key})).first()
    if instance is None and not found.single:
        return None
    return Passage(provider, found, field, instance)


def deciding(route: Route, provider: StepProvider) -> list[RoutePartner]:
    """The partners whose answer is needed."""
    return list(
        RoutePartner.objects.filter(
            route=route, side__in=provider.approving_sides, accepted_at__isnull=False, left_on=None
        ).select_related("organisation")
    )


def speaks_for(user: User, route: Route, provider: StepProvider) -> list[RoutePartner]:
    """For which of these partners this person may answer: as their project leader, or as who agrees with the step."""
    leading = set(
        RouteMember.objects.filter(user=user, route=route, role=RouteMember.Role.LEADER).values_list(
            "partner_id", flat=True
        )
    )
    return [
        each
        for each in deciding(route, provider)
        if each.pk in leading or may_approve(user, route, provider.approver, each.pk)
    ]


@transaction.atomic
def propose(
    *, actor: User, route: Route, passage: Passage, partner: RoutePartner, text: str, reason: str, seen: str
) -> TextProposal:
    """Propose another text on behalf of a partner, which thereby accepts it.

    ``seen`` is the text that the person started from. Raises PermissionDenied, ValidationError (nothing differs, no
    reason, the text changed meanwhile).
    """
    if partner.pk not in {each.pk for each in speaks_for(actor, route, passage.provider)}:
        raise PermissionDenied
    if _same(seen) != _same(passage.text):
        raise ValidationError(_("De tekst is intussen gewijzigd. Lees haar opnieuw en doe dan uw voorstel."))
    if _same(text) == _same(passage.text):
        raise ValidationError({"text": _("Dit is de tekst die er al staat. Schrijf op hoe het anders moet.")})
    proposal = TextProposal(
        route=route,
        step=passage.provider.number,
        kind=passage.kind.name,
        key=getattr(passage.instance, "key", ""),
        field=passage.field,
        about=passage.label[:300],
        before=passage.text,
        text=text.strip(),
        reason=reason.strip(),
        partner=partner,
        user=actor,
        user_name=str(actor)[:120],
    )
    proposal.full_clean()
    proposal.save()
    _tell(proposal, actor, "voorstel gedaan", partner, proposal.reason)
    _answer(proposal, actor, partner, accepts=True, reason="")
    return proposal


@transaction.atomic
def answer(*, actor: User, proposal: TextProposal, partner: RoutePartner, accepts: bool, reason: str = "") -> None:
    """Accept a proposal or say why not, on behalf of a partner. The last acceptance writes the text.

    Raises PermissionDenied, ValidationError (closed, answered already, no reason for a no).
    """
    provider = provider_of(proposal.step)
    if partner.pk not in {each.pk for each in speaks_for(actor, proposal.route, provider)}:
        raise PermissionDenied
    if not proposal.is_open:
        raise ValidationError(_("Dit voorstel is al afgehandeld."))
    if not accepts and not reason.strip():
        raise ValidationError(_("Schrijf op waarom u dit niet wilt, dan kan de ander een beter voorstel doen."))
    _answer(proposal, actor, partner, accepts=accepts, reason=reason)


@transaction.atomic
def withdraw(*, actor: User, proposal: TextProposal) -> None:
    """Take a proposal back on behalf of the partner that made it. Raises PermissionDenied, ValidationError."""
    if proposal.partner_id not in {each.pk for each in speaks_for(actor, proposal.route, provider_of(proposal.step))}:
        raise PermissionDenied
    if not proposal.is_open:
        raise ValidationError(_("Dit voorstel is al afgehandeld."))
    _close(proposal, Outcome.WITHDRAWN)
    _tell(proposal, actor, "voorstel ingetrokken", proposal.partner, "")


def rows(user: User, route: Route, proposals: list[TextProposal]) -> list[ProposalRow]:
    """Proposals with the difference in words and who still has to answer."""
    found = []
    for proposal in proposals:
        provider = provider_of(proposal.step)
        answered = {each.partner_id for each in proposal.answers.all()}
        waiting = [each for each in deciding(route, provider) if each.pk not in answered] if proposal.is_open else []
        mine = speaks_for(user, route, provider) if proposal.is_open else []
        before, after = compare_words(proposal.before, proposal.text)
        found.append(
            ProposalRow(
                proposal,
                before,
                after,
                waiting,
                [each for each in mine if each.pk not in answered],
                any(each.pk == proposal.partner_id for each in mine),
            )
        )
    return found


def _same(text: str) -> str:
    """Forms send line ends of their own."""
    return text.replace("\r\n", "\n").strip()


def _answer(proposal: TextProposal, actor: User, partner: RoutePartner, *, accepts: bool, reason: str) -> None:
    given = ProposalAnswer(
        proposal=proposal,
        partner=partner,
        user=actor,
        user_name=str(actor)[:120],
        accepts=accepts,
        reason=reason.strip(),
    )
    given.full_clean()
    given.save()
    if not accepts:
        _close(proposal, Outcome.REJECTED)
        _tell(proposal, actor, "voorstel afgewezen", partner, given.reason)
        return
    accepted = set(proposal.answers.filter(accepts=True).values_list("partner_id", flat=True))
    if {each.pk for each in deciding(proposal.route, provider_of(proposal.step))} <= accepted:
        _write(proposal, actor)


def _write(proposal: TextProposal, actor: User) -> None:
    passage = passage_of(proposal.route, proposal.step, proposal.kind, proposal.key, proposal.field)
    if passage is None or _same(passage.text) != _same(proposal.before):
        _close(proposal, Outcome.OVERTAKEN)
        _tell(proposal, actor, "voorstel ingehaald", proposal.partner, "")
        return
    instance: Any = passage.instance or passage.kind.model(route=proposal.route)
    setattr(instance, proposal.field, proposal.text)
    _close(proposal, Outcome.ACCEPTED)
    store_fact(
        actor=actor,
        route=proposal.route,
        provider=passage.provider,
        kind=passage.kind,
        instance=instance,
        version=instance.version,
    )


def _close(proposal: TextProposal, outcome: str) -> None:
    proposal.outcome, proposal.closed_at = outcome, timezone.now()
    proposal.save()


def _tell(proposal: TextProposal, actor: User, verb: str, partner: RoutePartner, reason: str) -> None:
    record(
        scope=scope_of(proposal.route),
        step=proposal.step,
        actor=actor,
        verb=verb,
        subject=_("%(about)s, namens %(partner)s") % {"about": proposal.about, "partner": partner},
        changes=[(_("waarom"), "—", reason)] if reason else [],
    )
