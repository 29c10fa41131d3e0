"""What a person sees and may do around the agreements of a step and the roles of a route."""

from typing import NamedTuple

from django.utils import timezone

from naadloos.organisations.models import Membership, User
from naadloos.routes.models import Deputy, Reminder, Route, RouteMember
from naadloos.routes.queries import members_of
from naadloos.routes.registry import providers
from naadloos.routes.rules import may_approve
from naadloos.routes.state import ApprovalSlot, StepState


class SlotRow(NamedTuple):
    """One agreement of a step, and what this person may do about it."""

    slot: ApprovalSlot
    can_approve: bool
    can_remind: bool
    reminded: Reminder | None


def slot_rows(user: User, route: Route, step: StepState, *, leads: bool) -> list[SlotRow]:
    """The agreements of a step. A leader may remind once the step is complete and the partner has its turn."""
    reminded = {each.partner_id: each for each in Reminder.objects.filter(route=route, step=step.number)}
    ready = not step.open_evidence
    return [
        SlotRow(
            slot,
            not slot.holds and may_approve(user, route, slot.role, slot.partner.pk),
            leads and ready and not slot.holds and not slot.not_yet and bool(slot.partner.accepted_at),
            None if slot.holds else reminded.get(slot.partner.pk),
        )
        for slot in step.slots
    ]


class MemberRow(NamedTuple):
    member: RouteMember
    deputies: list[Deputy]
    may_name: bool


def member_rows(user: User, route: Route) -> list[MemberRow]:
    """Who has which role, by whom that person is replaced now or later, and may this person change that?

    Only who agrees needs a deputy.
    """
    today = timezone.localdate()
    replaced: dict[int, list[Deputy]] = {}
    for deputy in Deputy.objects.filter(member__route=route, ends_on__gte=today).select_related("user"):
        replaced.setdefault(deputy.member_id, []).append(deputy)
    approving = {provider.approver for provider in providers()}
    manages = set(
        Membership.objects.filter(user=user, role=Membership.Role.MANAGER).values_list("organisation_id", flat=True)
    )
    return [
        MemberRow(
            member,
            replaced.get(member.pk, []),
            member.role in approving and (member.user_id == user.pk or member.partner.organisation_id in manages),
        )
        for member in members_of(route)
    ]
