"""Which programme a page or a file shows: the board or the adopted version, and whose part of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.organisations.history import in_words
from naadloos.programme.audience import EVERYBODY, Audience, audiences, seen_by


class Source(StrEnum):
    BOARD = "bord"
    ADOPTED = "vastgesteld"


@dataclass(frozen=True, slots=True)
class Printed:
    """One choice of programme and pupils.

    ``whole`` is the route with the chosen programme, ``document`` the same with only what ``audience`` follows.
    ``changed``: the board is no longer as the adopted version.
    """

    whole: RouteDocument
    document: RouteDocument
    source: Source
    adopted: doc.AdoptedPlan | None
    changed: bool
    audience: Audience
    audiences: list[Audience]

    @property
    def version(self) -> str:
        """The version in a few words, for the head of a page."""
        if self.source is Source.ADOPTED and self.adopted:
            return str(self.adopted.number)
        return _("concept")

    @property
    def words(self) -> str:
        """Which programme this is, in whole sentences."""
        adopted = self.adopted
        if adopted is None:
            return _("Dit is het bord zoals het nu staat: een concept. Er is nog geen versie vastgesteld.")
        said = {"n": adopted.number, "day": in_words(adopted.adopted_on), "by": adopted.adopted_by}
        if self.source is Source.ADOPTED:
            text = _("Dit is versie %(n)s, vastgesteld op %(day)s door %(by)s.") % said
            return f"{text} {_('Het bord is daarna gewijzigd; dat staat hier niet in.')}" if self.changed else text
        if self.changed:
            return (
                _("Dit is het bord zoals het nu staat: een concept. Versie %(n)s, vastgesteld op %(day)s, is anders.")
                % said
            )
        return _("Dit is het bord zoals het nu staat. Het is gelijk aan versie %(n)s, vastgesteld op %(day)s.") % said


def read_printed(document: RouteDocument, *, source: str = "", audience: str = EVERYBODY) -> Printed:
    """Choose the programme: ``source`` "bord" or "vastgesteld"; without a choice the version in force.

    Raises LookupError for a source or pupils that the route does not have.
    """
    programme = document.programme
    if source not in ("", *Source):
        raise LookupError(source)
    wanted = Source.BOARD if programme.adopted is None or source == Source.BOARD else Source.ADOPTED
    chosen = programme.in_force if wanted is Source.ADOPTED else programme
    offered = audiences(chosen)
    found = next((item for item in offered if item.key == audience), None)
    if found is None:
        raise LookupError(audience)
    return Printed(
        whole=document.model_copy(update={"programme": chosen}),
        document=document.model_copy(update={"programme": seen_by(chosen, found)}),
        source=wanted,
        adopted=programme.adopted,
        changed=programme.adopted is not None and _content(programme) != _content(programme.adopted),
        audience=found,
        audiences=offered,
    )


def _content(plan: doc.Programme | doc.AdoptedPlan) -> list[dict[str, dict[str, Any]]]:
    """What makes one plan another one; that a unit is locked on the board does not."""
    return [
        {row.key: row.model_dump(exclude={"locked"}) for row in rows}
        for rows in (plan.periods, plan.units, plan.placements)
    ]
