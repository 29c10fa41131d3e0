"""A successor of an opleiding of the route: old against new, and what taking it over would do.

``read_succession`` proposes pairs; a person confirms or changes them. ``plan_succession`` says what then happens to
every verdict, unit and assessment; the page shows that plan and ``actions.take_successor`` carries out the same one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.curriculum.models import FIELD_LABELS, Qualification, Werkproces
from naadloos.curriculum.queries import qualification_with_werkprocessen
from naadloos.engines.overlap import Match, TextUnit, match_successors
from naadloos.engines.route import RouteDocument, fingerprint
from naadloos.engines.route.document import Verdict as VerdictItem
from naadloos.organisations.history import in_words
from naadloos.programme.touches import Use, what_uses
from naadloos.routes.models import Approval, Route

TEXTS = ("title", "description", "result", "behaviour")
# Approvals of these steps freeze what is changed here.
STEPS = (1, 5, 6, 9)
Pairs = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    old: str
    new: str


def differences(old: Werkproces, new: Werkproces) -> list[Difference]:
    """The texts that are not the same, side by side; spaces and line ends do not count."""
    found = []
    for name in TEXTS:
        one, other = getattr(old, name), getattr(new, name)
        if one.split() != other.split():
            found.append(Difference(str(FIELD_LABELS[name]), one, other))
    return found


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    old: Werkproces
    match: Match
    new: Werkproces | None
    differences: list[Difference]
    use: Use

    @property
    def percent(self) -> int | None:
        return None if self.match.ratio is None else round(self.match.ratio * 100)


@dataclass(frozen=True, slots=True)
class Succession:
    old: Qualification
    new: Qualification
    rows: list[SuccessionRow]
    # The werkprocessen of the successor.
    processes: list[Werkproces]
    # What the person saw; a route that changed since is shown again.
    seen: str

    @property
    def added(self) -> list[Werkproces]:
        """What no old werkproces is proposed for."""
        taken = {row.match.new for row in self.rows}
        return [item for item in self.processes if item.full_code not in taken]


def _processes(qualification: Qualification, used: frozenset[str] = frozenset()) -> list[Werkproces]:
    """Those that count: what was withdrawn only when the route uses it."""
    return [
        process
        for task in qualification.kerntaken.all()
        for process in task.werkprocessen.all()
        if not process.withdrawn or process.full_code in used
    ]


def _unit(process: Werkproces) -> TextUnit:
    texts = tuple(text for text in (process.description, process.result, process.behaviour) if text)
    return TextUnit(process.full_code, process.title, texts)


def _used(document: RouteDocument) -> frozenset[str]:
    return frozenset(
        [
            *(item.right for item in document.programme.verdicts),
            *(code for unit in document.programme.units for code in unit.werkprocessen),
            *(code for item in document.exams.assessments for code in item.werkprocessen),
        ]
    )


def read_succession(document: RouteDocument, crebo: str) -> Succession | None:
    """None when the route does not have this opleiding, or the opleiding no successor."""
    if crebo not in {item.crebo for item in document.route.qualifications}:
        return None
    old = qualification_with_werkprocessen(crebo)
    if old is None or old.successor is None:
        return None
    left, right = _processes(old, _used(document)), _processes(old.successor)
    by_code = {item.full_code: item for item in right}
    matches = match_successors([_unit(item) for item in left], [_unit(item) for item in right])
    rows = []
    for process, match in zip(left, matches, strict=True):
        new = by_code.get(match.new or "")
        rows.append(
            SuccessionRow(
                old=process,
                match=match,
                new=new,
                differences=differences(process, new) if new else [],
                use=what_uses(document, process.full_code),
            )
        )
    return Succession(old, old.successor, rows, right, seen=seen_of(document))


def seen_of(document: RouteDocument) -> str:
    """A sign of everything that the plan depends on."""
    return fingerprint(
        {
            "qualifications": [item.model_dump(mode="json") for item in document.route.qualifications],
            "programme": document.programme.model_dump(mode="json"),
            "assessments": [item.model_dump(mode="json") for item in document.exams.assessments],
        }
    )


@dataclass(frozen=True, slots=True)
class MovedFact:
    """A unit or assessment: which werkprocessen it gets instead of which; ``lost``: without a counterpart."""

    title: str
    moved: list[tuple[str, str]]
    lost: list[str]


@dataclass(frozen=True, slots=True)
class SuccessionPlan:
    """``kept``: verdicts whose text is the same. ``again``: that ask for a new look. ``out``: that stay behind, why."""

    kept: list[VerdictItem]
    again: list[VerdictItem]
    out: list[tuple[VerdictItem, str]]
    units: list[MovedFact]
    assessments: list[MovedFact]
    added: list[Werkproces]
    steps: tuple[int, ...]
    # Klokuren that teachers counted as saved in verdicts that stay behind.
    hours_out: Decimal

    @property
    def words(self) -> list[str]:
        """The list in short."""
        lines = []
        for number, one, many in (
            (len(self.kept), _("%(n)s oordeel gaat ongewijzigd mee"), _("%(n)s oordelen gaan ongewijzigd mee")),
            (
                len(self.again),
                _("%(n)s oordeel gaat mee en vraagt om opnieuw te kijken"),
                _("%(n)s oordelen gaan mee en vragen om opnieuw te kijken"),
            ),
            (len(self.out), _("%(n)s oordeel vervalt"), _("%(n)s oordelen vervallen")),
            (len(self.units), _("%(n)s onderdeel verandert"), _("%(n)s onderdelen veranderen")),
            (len(self.assessments), _("%(n)s toets verandert"), _("%(n)s toetsen veranderen")),
        ):
            if number:
                lines.append((one if number == 1 else many) % {"n": number})
        if self.hours_out:
            lines.append(_("%(hours)s bespaarde klokuren vervallen") % {"hours": in_words(self.hours_out)})
        lines += [_("het akkoord met stap %(number)s veroudert") % {"number": number} for number in self.steps]
        if self.added:
            lines.append(
                ngettext("%(n)s werkproces is nieuw", "%(n)s werkprocessen zijn nieuw", len(self.added))
                % {"n": len(self.added)}
            )
        return lines


def agreed_steps(route: Route) -> frozenset[int]:
    """The steps that somebody agreed with."""
    return frozenset(Approval.objects.filter(route=route).values_list("snapshot__step", flat=True))


def plan_succession(
    document: RouteDocument, succession: Succession, pairs: Pairs, agreed_steps: Iterable[int]
) -> SuccessionPlan:
    """What taking over the successor along these pairs does, computed from the route itself."""
    old = {row.old.full_code: row.old for row in succession.rows}
    new = {item.full_code: item for item in succession.processes}
    changed = {left for left, right in pairs.items() if right and differences(old[left], new[right])}
    kept: list[VerdictItem] = []
    again: list[VerdictItem] = []
    out: list[tuple[VerdictItem, str]] = []
    # Verdicts that the route holds on the successor already, and those that move to it.
    taken = {
        (item.left, item.right, item.side.value) for item in document.programme.verdicts if item.right not in pairs
    }
    for item in document.programme.verdicts:
        if item.right not in pairs:
            continue
        target = pairs[item.right]
        if target is None:
            out.append((item, _("%(code)s heeft geen tegenhanger") % {"code": item.right}))
        elif (item.left, target, item.side.value) in taken:
            out.append((item, _("over %(code)s gaat al een ander oordeel mee") % {"code": target}))
        else:
            taken.add((item.left, target, item.side.value))
            (again if item.right in changed else kept).append(item)
    return SuccessionPlan(
        kept=kept,
        again=again,
        out=out,
        units=[moved for item in document.programme.units if (moved := _moved(item.title, item.werkprocessen, pairs))],
        assessments=[
            moved for item in document.exams.assessments if (moved := _moved(item.title, item.werkprocessen, pairs))
        ],
        added=[item for item in succession.processes if item.full_code not in set(pairs.values())],
        steps=tuple(number for number in STEPS if number in set(agreed_steps)),
        hours_out=_saved(item for item, _why in out),
    )


def _saved(verdicts: Iterable[VerdictItem]) -> Decimal:
    """Klokuren that were counted as saved; what both sides said about one pair counts once, at its most."""
    most: dict[tuple[str, str], Decimal] = {}
    for item in verdicts:
        key = item.left, item.right
        most[key] = max(most.get(key, Decimal(0)), item.hours or Decimal(0))
    return sum(most.values(), Decimal(0))


def _moved(title: str, codes: Iterable[str], pairs: Pairs) -> MovedFact | None:
    mine = [code for code in codes if code in pairs]
    if not mine:
        return None
    return MovedFact(
        title=title,
        moved=[(code, target) for code in mine if (target := pairs[code])],
        lost=[code for code in mine if pairs[code] is None],
    )
