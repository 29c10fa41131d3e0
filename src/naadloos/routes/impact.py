"""What a change would touch, told before it is saved: approvals that no longer hold, and what would read differently.

The change is made for real in a transaction that is then undone, so that what is told is what would happen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from naadloos.routes.models import Approval, Route
from naadloos.routes.state import RouteState, read_state, who_must_agree


@dataclass(frozen=True, slots=True)
class StaleStep:
    """One step whose approvals would no longer hold. ``who``: those who must look again."""

    number: int
    title: str
    who: str


@dataclass(frozen=True, slots=True)
class Impact:
    """``reads``: per step, what of its documents and sums would read differently."""

    steps: tuple[StaleStep, ...]
    reads: tuple[str, ...]

    @property
    def mark(self) -> str:
        """Stands for exactly this impact: who confirms one does not confirm another."""
        return sha256(repr((self.steps, self.reads)).encode()).hexdigest()[:16]


def foresee(route: Route, write: Callable[[], None]) -> Impact | None:
    """What ``write`` would make ``verouderd``; None when no approval rests on it. Nothing stays written.

    Whatever ``write`` raises is raised, so that a refused change is refused as always. Objects that ``write`` saves
    are not to be used again: they think that they are stored.
    """
    if not Approval.objects.filter(route=route).exists():
        return None
    before, statuses = read_state(route), dict(route.statuses)
    with transaction.atomic():
        write()
        after = read_state(route)
        transaction.set_rollback(True)
    route.statuses = statuses
    steps = tuple(_newly_stale(before, after))
    return Impact(steps, tuple(_reads(before, after))) if steps else None


def _newly_stale(before: RouteState, after: RouteState) -> list[StaleStep]:
    found = []
    for old, new in zip(before.steps, after.steps, strict=True):
        held = {slot.partner.pk for slot in old.slots if slot.given and not slot.stale}
        lost = [slot for slot in new.slots if slot.stale and slot.partner.pk in held]
        if lost:
            found.append(StaleStep(new.number, _(new.title), who_must_agree(lost)))
    return found


def _reads(before: RouteState, after: RouteState) -> list[str]:
    return [line for step in after.steps for line in step.provider.changed_by(before.document, after.document)]
