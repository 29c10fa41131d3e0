"""Writing many assessments at once: those of a proposal that people ticked, and those of a spreadsheet."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from naadloos.engines.route import document as doc
from naadloos.exams.intake import Line, Outcome, read_lines, sign_of
from naadloos.exams.models import Assessment
from naadloos.exams.proposal import propose
from naadloos.exams.sheet import SheetLine
from naadloos.exams.store import References, write
from naadloos.organisations.base import StaleError
from naadloos.organisations.history import difference, record, values_of
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of
from naadloos.routes.state import refresh_statuses

STEP = 6


@transaction.atomic
def store_proposals(*, actor: User, route: Route, chosen: Sequence[doc.Assessment]) -> int:
    """Store the assessments that people ticked, as they edited them; their keys are those of the proposals.

    Returns how many. Raises PermissionDenied, ValidationError, StaleError when one is not proposed any more, because
    somebody closed that hole already.
    """
    require_editor(actor, route, provider_of(STEP))
    offered = {row.key for row in propose(build_document(route))}
    if any(item.key not in offered for item in chosen):
        raise StaleError(route)
    references = References(route)
    for item in chosen:
        _record(actor, route, write(references, item), {}, _("uit het voorstel"))
    if chosen:
        refresh_statuses(route)
    return len(chosen)


@transaction.atomic
def store_lines(*, actor: User, route: Route, lines: Sequence[SheetLine], seen: str) -> list[Line]:
    """Take over the lines of a spreadsheet as a person saw them; ``seen`` is the sign of that list.

    Returns what became of each line. Raises PermissionDenied, ValidationError, StaleError when the route changed since.
    """
    require_editor(actor, route, provider_of(STEP))
    found = read_lines(lines, build_document(route), References(route))
    if sign_of(found) != seen:
        raise StaleError(route)
    references = References(route)
    rows = {row.key: row for row in Assessment.objects.filter(route=route)}
    for line in found:
        if line.item is None or line.outcome not in (Outcome.NEW, Outcome.CHANGED):
            continue
        instance = rows.get(line.item.key) if line.outcome is Outcome.CHANGED else None
        before = values_of(instance) if instance else {}
        _record(actor, route, write(references, line.item, instance), before, _("uit een Excel-bestand"))
    refresh_statuses(route)
    return found


def _record(actor: User, route: Route, row: Assessment, before: dict[str, tuple[str, str]], whence: str) -> None:
    after = values_of(Assessment.objects.get(pk=row.pk))
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="gewijzigd" if before else "toegevoegd",
        subject=f"{row._meta.verbose_name}: {row} ({whence})",
        subject_key=f"assessments:{row.key}",
        changes=difference(before, after),
    )
