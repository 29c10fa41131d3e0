"""What rests on a pair: told before its verdict is changed, computed from the route itself."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.engines.route import RouteDocument
from naadloos.organisations.history import in_words

# Approvals of these steps freeze the programme.
STEPS = (5, 9)


@dataclass(frozen=True, slots=True)
class Touch:
    """``bundles`` by title, ``hours`` saved in klokuren, ``assessments`` by title, ``steps`` that were agreed."""

    bundles: tuple[str, ...]
    hours: Decimal
    assessments: tuple[str, ...]
    steps: tuple[int, ...]

    @property
    def words(self) -> list[str]:
        """One line for each thing that would have to follow; empty when nothing rests on the pair."""
        lines = []
        if self.bundles:
            lines.append(
                ngettext(
                    "%(n)s bundel rust hierop: %(titles)s", "%(n)s bundels rusten hierop: %(titles)s", len(self.bundles)
                )
                % {"n": len(self.bundles), "titles": ", ".join(self.bundles)}
            )
        if self.hours:
            lines.append(_("%(hours)s bespaarde klokuren") % {"hours": in_words(self.hours)})
        if self.assessments:
            lines.append(
                ngettext("%(n)s toets: %(titles)s", "%(n)s toetsen: %(titles)s", len(self.assessments))
                % {"n": len(self.assessments), "titles": ", ".join(self.assessments)}
            )
        lines += [_("het akkoord met stap %(number)s") % {"number": number} for number in self.steps if self.bundles]
        return lines


def what_rests_on(document: RouteDocument, deeltaak: str, werkproces: str, agreed_steps: frozenset[int]) -> Touch:
    """Everything in the route that was built on this pair."""
    bundles = [
        unit
        for unit in document.programme.units
        if unit.kind == "bundel" and deeltaak in unit.deeltaken and werkproces in unit.werkprocessen
    ]
    assessments = [
        item for item in document.exams.assessments if deeltaak in item.deeltaken and werkproces in item.werkprocessen
    ]
    return Touch(
        bundles=tuple(unit.title for unit in bundles),
        hours=sum((unit.overlap_hours or Decimal(0) for unit in bundles), Decimal(0)),
        assessments=tuple(item.title for item in assessments),
        steps=tuple(number for number in STEPS if number in agreed_steps),
    )
