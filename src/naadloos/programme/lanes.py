"""The board of one year to print: lanes per side, and in each period the units with their klokuren."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from naadloos.engines.route.terms import HourKind, UnitKind
from naadloos.programme.lessons import LessonRow, LessonYear


@dataclass(frozen=True, slots=True)
class Card:
    row: LessonRow
    hours: Decimal

    @property
    def marks(self) -> list[str]:
        """What the board shows with icons, in words."""
        unit = self.row.unit
        found = [
            (unit.kind is UnitKind.BUNDLE, _("bundel")),
            (unit.hour_kind is HourKind.BPV, _("bpv")),
            (unit.practice and unit.hour_kind is not HourKind.BPV, _("praktijk")),
            (bool(unit.window), _("examen")),
        ]
        return [text for holds, text in found if holds] + ([self.row.followers] if self.row.followers else [])


@dataclass(frozen=True, slots=True)
class Lane:
    """``side`` as in the names of styles; ``periods`` holds the cards of each period of the year."""

    side: str
    name: str
    periods: tuple[tuple[Card, ...], ...]


def lanes(year: LessonYear) -> list[Lane]:
    """The lanes of a year that have something in them."""
    groups = [*year.groups, *([year.self_study] if year.self_study else [])]
    return [
        Lane(
            side=group.side.value if group.side else "zelfstudie",
            name=_(group.side.label) if group.side else _("zelfstudie"),
            periods=tuple(
                tuple(Card(row, row.line.cells[at].hours) for row in group.rows if row.line.cells[at].hours)
                for at in range(len(year.periods))
            ),
        )
        for group in groups
    ]
