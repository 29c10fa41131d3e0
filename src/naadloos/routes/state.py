"""Where a route stands: ten statuses that follow from the data, never ticked by hand."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import RouteDocument, fingerprint
from naadloos.engines.route.terms import Benefit
from naadloos.routes.models import Approval, ChangeMark, Refusal, Route, RouteMember, RoutePartner, Snapshot
from naadloos.routes.portable import build_document
from naadloos.routes.registry import Evidence, State, StepProvider, providers


class Status(models.TextChoices):
    NOT_STARTED = "niet begonnen", _("niet begonnen")
    BUSY = "bezig", _("bezig")
    COMPLETE = "compleet", _("compleet")
    APPROVED = "vastgesteld", _("vastgesteld")
    STALE = "verouderd", _("verouderd")


@dataclass(frozen=True, slots=True)
class ApprovalSlot:
    """One agreement that a step needs: a partner, a role, and who gave it."""

    partner: RoutePartner
    role: str
    given: Approval | None
    stale: bool
    # What this partner said of the content now: the change does not touch the agreement.
    mark: ChangeMark | None = None
    # This partner said no to the content as it is now.
    refusal: Refusal | None = None
    # Why this partner cannot agree yet.
    not_yet: str = ""

    @property
    def holds(self) -> bool:
        """There is an agreement, and it is one with the content as it is now."""
        return self.given is not None and not self.stale

    @property
    def role_label(self) -> str:
        return str(RouteMember.Role(self.role).label)


def who_must_agree(slots: list[ApprovalSlot]) -> str:
    """Those who have not agreed with the content as it is now: "bestuurder van A en B; examensecretaris van C"."""
    waiting: dict[str, list[str]] = {}
    for slot in slots:
        if not slot.holds:
            waiting.setdefault(slot.role_label, []).append(str(slot.partner))
    return "; ".join(
        gettext("%(role)s van %(partners)s") % {"role": role, "partners": get_text_list(partners, gettext("en"))}
        for role, partners in waiting.items()
    )


@dataclass(frozen=True, slots=True)
class StepState:
    provider: StepProvider
    status: Status
    evidence: list[Evidence]
    summary: str
    slots: list[ApprovalSlot]
    fingerprint: str
    last_snapshot: Snapshot | None
    url: str

    @property
    def number(self) -> int:
        return self.provider.number

    @property
    def title(self) -> str:
        return self.provider.step.title

    @property
    def open_evidence(self) -> list[Evidence]:
        return [item for item in self.evidence if item.open]

    @property
    def actor(self) -> Any:
        """Who acts next: those who fill it in, then those who agree."""
        if self.status == Status.COMPLETE or self.status == Status.STALE:
            return who_must_agree(self.slots)
        return self.provider.actor

    @property
    def done_count(self) -> int:
        return sum(1 for item in self.evidence if item.required and not item.open)

    @property
    def required_count(self) -> int:
        return sum(1 for item in self.evidence if item.required)


@dataclass(frozen=True, slots=True)
class RouteState:
    route: Route
    document: RouteDocument
    steps: list[StepState]
    benefits: dict[Benefit, list[str]]

    def step(self, number: int) -> StepState:
        return self.steps[number - 1]


def _status(evidence: list[Evidence], slots: list[ApprovalSlot]) -> Status:
    any_stale = any(slot.given and slot.stale for slot in slots)
    if any_stale:
        return Status.STALE
    if not any(item.done for item in evidence):
        return Status.NOT_STARTED
    if any(item.open for item in evidence):
        return Status.BUSY
    if slots and all(slot.given for slot in slots):
        return Status.APPROVED
    return Status.COMPLETE


def _slots(
    partners: list[RoutePartner],
    provider: StepProvider,
    given: dict[tuple[int, str], Approval],
    current: str,
    marks: dict[tuple[int, str], dict[int, ChangeMark]],
    document: RouteDocument,
) -> list[ApprovalSlot]:
    """An agreement with an earlier content holds when it reads the same, or when all partners said that what changed
    does not touch it.
    """
    slots = []
    for partner in partners:
        found = given.get((partner.pk, provider.approver))
        said = marks.get((found.snapshot_id, current), {}) if found else {}
        held = (
            found is None
            or found.snapshot.sha256 == current
            or all(each.pk in said for each in partners)
            or provider.reads_same(found.snapshot, document, current)
        )
        slots.append(ApprovalSlot(partner, provider.approver, found, not held, said.get(partner.pk)))
    return slots


def _with_turns(
    slots: list[ApprovalSlot],
    provider: StepProvider,
    document: RouteDocument,
    refusals: dict[int, Refusal],
) -> list[ApprovalSlot]:
    """Who said no, and who has to wait for another."""
    agreed = frozenset(slot.partner.key for slot in slots if slot.holds)
    return [
        slot
        if slot.holds
        else replace(
            slot,
            refusal=refusals.get(slot.partner.pk),
            not_yet=provider.not_yet(document, slot.partner.key, agreed),
        )
        for slot in slots
    ]


def kind_url(route: Route, step: int, kind: str) -> str:
    """Where facts of one kind are shown and entered."""
    return reverse("route_step", args=[route.pk, step]) + f"#{kind}"


def read_state(route: Route, document: RouteDocument | None = None) -> RouteState:
    """Read the route once and derive everything from it, in a fixed number of queries.

    ``document`` is the whole route as it is now, when the caller has it already.
    """
    document = document or build_document(route)
    # A snapshot holds the whole route of that day; only its checksum is asked here.
    approvals = list(
        Approval.objects.filter(route=route)
        .select_related("snapshot", "partner__organisation")
        .defer("snapshot__document")
        .order_by("at")
    )
    snapshots = {snapshot.pk: snapshot for snapshot in route.snapshots.defer("document")}
    partners = list(RoutePartner.objects.filter(route=route).select_related("organisation"))
    # The evidence of ten steps names dozens of places: each page is looked up once.
    pages = {provider.number: reverse("route_step", args=[route.pk, provider.number]) for provider in providers()}
    state = State(
        route=route,
        document=document,
        urls=lambda step, kind: f"{pages[step]}#{kind}",
        accepted_sides=frozenset(partner.side for partner in partners if partner.accepted_at and not partner.left_on),
    )
    marks: dict[tuple[int, str], dict[int, ChangeMark]] = {}
    for mark in ChangeMark.objects.filter(snapshot__route=route):
        marks.setdefault((mark.snapshot_id, mark.sha256), {})[mark.partner_id] = mark
    refusals: dict[tuple[int, str], dict[int, Refusal]] = {}
    for refusal in Refusal.objects.filter(route=route):
        refusals.setdefault((refusal.step, refusal.sha256), {})[refusal.partner_id] = refusal
    reasons = {(row.step, row.item): row.reason for row in document.not_applicable}

    steps = []
    benefits: dict[Benefit, list[str]] = {benefit: [] for benefit in Benefit}
    for provider in providers():
        evidence = [
            replace(item, reason=reasons.get((provider.number, item.key), "")) for item in provider.evidence(state)
        ]
        current = fingerprint(provider.frozen(document))
        given = {
            (approval.partner_id, approval.role): approval
            for approval in approvals
            if approval.snapshot.step == provider.number
        }
        slots = _slots(
            [each for each in partners if each.side in provider.approving_sides and not each.left_on],
            provider,
            given,
            current,
            marks,
            document,
        )
        slots = _with_turns(slots, provider, document, refusals.get((provider.number, current), {}))
        own = [snapshot for snapshot in snapshots.values() if snapshot.step == provider.number]
        steps.append(
            StepState(
                provider=provider,
                status=_status(evidence, slots),
                evidence=evidence,
                # One line for the step plan.
                summary=" · ".join(str(item.detail) for item in evidence if item.detail),
                slots=slots,
                fingerprint=current,
                last_snapshot=max(own, key=lambda snapshot: snapshot.number, default=None),
                url=pages[provider.number],
            )
        )
        for benefit, text in provider.benefits(state):
            benefits[benefit].append(text)
    return RouteState(route=route, document=document, steps=steps, benefits=benefits)


def refresh_statuses(route: Route, document: RouteDocument | None = None) -> RouteState:
    """Keep the derived statuses with the route, for pages that list many; call it at the end of every write.

    ``document`` is the whole route with what was just written in it, when the caller has it already.
    """
    state = read_state(route, document)
    statuses = {str(step.number): step.status.value for step in state.steps}
    if statuses != route.statuses:
        Route.objects.filter(pk=route.pk).update(statuses=statuses)
        route.statuses = statuses
    return state
