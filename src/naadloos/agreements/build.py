"""From the route to the agreement as a document: the working text, or a version as it was agreed."""

from datetime import date

from django.utils import timezone

from naadloos.agreements.compose import ApprovalLine, compose_agreement
from naadloos.documents.content import DocumentContent
from naadloos.engines.route import RouteDocument, validate_document
from naadloos.routes.models import Approval, RouteMember, Snapshot
from naadloos.routes.state import RouteState, Status


def _lines(approvals: list[Approval]) -> tuple[ApprovalLine, ...]:
    return tuple(
        ApprovalLine(
            party=str(approval.partner),
            name=approval.user_name,
            function=str(RouteMember.Role(approval.role).label),
            on=timezone.localtime(approval.at).date(),
        )
        for approval in approvals
    )


def working_agreement(state: RouteState, *, on: date) -> DocumentContent:
    """The agreement as the facts stand now; it carries the fingerprint and approvals only if they are of this text."""
    step = state.step(9)
    agreed = step.status == Status.APPROVED and step.last_snapshot is not None
    given = [slot.given for slot in step.slots if slot.given and not slot.stale]
    return compose_agreement(
        state.document,
        on=on,
        version=str(step.last_snapshot.number) if agreed and step.last_snapshot else "concept",
        fingerprint=step.fingerprint,
        approvals=_lines(given),
    )


def frozen_agreement(snapshot: Snapshot) -> DocumentContent:
    """The agreement of one frozen version, composed from the document that was kept with it."""
    document: RouteDocument = validate_document(snapshot.document)
    return compose_agreement(
        document,
        on=timezone.localtime(snapshot.created_at).date(),
        version=str(snapshot.number),
        fingerprint=snapshot.sha256,
        approvals=_lines(list(snapshot.approvals.select_related("partner__organisation"))),
    )
