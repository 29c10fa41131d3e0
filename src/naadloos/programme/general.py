"""The pairs besides deeltaak and werkproces: the kern of the profile, and the avo-vakken.

Werkprocessen that nearly every opleiding has are compared with the kern, the generic parts of the mbo (Nederlands,
rekenen, Engels) with the domains of the avo-vakken. What somebody judged stays in the list, whatever is proposed now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from naadloos.curriculum.generic import LevelStep, Statement, compare_levels, generic_facts, generic_parts_of
from naadloos.curriculum.meaning import catalogue_meaning
from naadloos.curriculum.models import AvoSubject, GenericPart
from naadloos.curriculum.queries import count_avo_eindtermen
from naadloos.engines.overlap import Likelihood, Proposal, TextUnit, propose_back, propose_kern
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import Leerweg, Term, gettext_noop
from naadloos.programme.build import build_avo_input, build_kern_input
from naadloos.programme.ledger import Key
from naadloos.programme.sides import is_general, mbo_part, vmbo_part


class PairGroup(Term):
    MODULE = "module", gettext_noop("module")
    KERN = "kern", gettext_noop("kern")
    AVO = "avo", gettext_noop("algemeen vak")


# So many proposals stand in the list: per deeltaak, per generic werkproces, per generic part.
LISTED = {PairGroup.MODULE: 5, PairGroup.KERN: 3, PairGroup.AVO: 6}


@dataclass(slots=True)
class General:
    """Proposals with their group, and the titles and texts of everything in them, by code.

    ``about``: what a generic part is about, with its source.
    """

    proposals: list[tuple[PairGroup, Proposal]] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    about: dict[str, Statement] = field(default_factory=dict)

    def know(self, units: Iterable[TextUnit]) -> None:
        for unit in units:
            self.titles[unit.code] = unit.title
            self.texts[unit.code] = unit.texts


def levels_of_route(document: RouteDocument) -> set[int]:
    """The mbo levels of the opleidingen of the route."""
    return {item.level for item in document.route.qualifications}


def read_general(document: RouteDocument, werkprocessen: Sequence[TextUnit], judged: Iterable[Key]) -> General:
    """All proposals for the kern and the avo-vakken, and every such pair of ``judged``; a fixed number of queries
    per generic part."""
    found = General()
    meaning = catalogue_meaning()
    kern = build_kern_input(document)
    found.know([*kern, *werkprocessen])
    for proposal in propose_kern(kern, werkprocessen, per_werkproces=max(len(kern), 1), meaning=meaning):
        found.proposals.append((PairGroup.KERN, proposal))
    for part in generic_parts_of(levels_of_route(document)):
        asked, domains = build_avo_input(document, part)
        found.know([asked, *domains])
        found.titles[asked.code] = str(part)
        found.about[asked.code] = generic_facts(part.code).about
        found.texts[asked.code] = (asked.title,) if asked.title != part.title else ()
        for proposal in propose_back([asked], domains, per_asked=max(len(domains), 1), meaning=meaning):
            found.proposals.append((PairGroup.AVO, proposal))
    known = {(item.deeltaak, item.werkproces) for _group, item in found.proposals}
    for left, right in sorted(judged):
        if is_general(left, right) and (left, right) not in known:
            found.proposals.append(_only_judged(found, left, right))
    return found


def _only_judged(found: General, left: str, right: str) -> tuple[PairGroup, Proposal]:
    """A pair that nothing proposes any more, but that somebody judged."""
    for code, part in ((left, vmbo_part(left)), (right, mbo_part(right))):
        if code not in found.titles and part:
            thing = part[1]
            found.titles[code] = str(thing) if isinstance(thing, GenericPart) else thing.title
    group = PairGroup.KERN if left.startswith("PK/") else PairGroup.AVO
    return group, Proposal(left, right, 0.0, 1, Likelihood.UNLIKELY, (), generic=False)


@dataclass(frozen=True, slots=True)
class LevelRow:
    """What the vmbo reaches in one leerweg, against what the mbo asks. ``eindtermen``: None when not read in."""

    leerweg: Leerweg
    reached: Statement
    step: LevelStep
    eindtermen: int | None


@dataclass(frozen=True, slots=True)
class GeneralRow:
    """One generic part of the mbo beside the avo-vakken of the vmbo; ``subjects`` those that were read in."""

    part: GenericPart
    about: Statement
    subjects: list[AvoSubject]
    levels: list[LevelRow]

    @property
    def code(self) -> str:
        return self.part.portable_code


def general_rows(document: RouteDocument) -> list[GeneralRow]:
    """The generic parts of the levels of the route that have an avo-vak to compare with."""
    leerwegen = sorted({profile.leerweg for profile in document.route.profiles}, key=list(Leerweg).index)
    rows = []
    for part in generic_parts_of(levels_of_route(document)):
        facts = generic_facts(part.code)
        if not facts.avo:
            continue
        subjects = list(AvoSubject.objects.filter(code__in=facts.avo))
        counts = count_avo_eindtermen(subject.code for subject in subjects)
        levels = []
        for leerweg in leerwegen:
            reached = facts.reached.get(leerweg.value, Statement())
            step = compare_levels(reached.text, part.reference_level)
            levels.append(LevelRow(leerweg, reached, step, counts.get(leerweg.value) if subjects else None))
        rows.append(GeneralRow(part, facts.about, subjects, levels))
    return rows
