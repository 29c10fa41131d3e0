"""Reading the overlap: every proposal with what both sides decided, as a list, a matrix, and the pair to take next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.curriculum.generic import Statement
from naadloos.curriculum.meaning import catalogue_meaning
from naadloos.curriculum.models import Werkproces
from naadloos.curriculum.queries import changes_since
from naadloos.engines.overlap import Likelihood, Proposal, TextUnit, judged_pairs, learn, marked, propose, rerank
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.document import Verdict as VerdictItem
from naadloos.engines.route.terms import OverlapVerdict, Side
from naadloos.organisations.models import User
from naadloos.programme.build import build_overlap_input
from naadloos.programme.general import LISTED, General, PairGroup, read_general
from naadloos.programme.ledger import EMPTY, Key, PairLedger, PairState, read_ledger, without_counterpart
from naadloos.programme.models import Verdict
from naadloos.programme.queries import side_of
from naadloos.programme.sides import about_any
from naadloos.programme.touches import Touch, is_under, what_rests_on
from naadloos.routes.models import Approval, Route
from naadloos.routes.rules import routes_for

HEAT = {Likelihood.LIKELY: 3, Likelihood.POSSIBLE: 2, Likelihood.UNLIKELY: 1}


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing of the vmbo and one of the mbo: the proposal, what people decided, and what was built on it.

    ``deeltaak`` and ``werkproces`` are the usual two; ``group`` tells when it is the kern or an avo-vak instead.
    """

    proposal: Proposal
    deeltaak_title: str
    werkproces_title: str
    ledger: PairLedger
    touch: Touch
    # What people decided about this pair in other routes that this person may see: (verdict, how often), most first.
    earlier: tuple[tuple[OverlapVerdict, int], ...]
    side: Side
    blind: bool
    # The day of the last import that changed a text of this pair.
    changed_on: date | None
    group: PairGroup = PairGroup.MODULE
    # What a generic part is about, and whether that was read in its source.
    about: Statement | None = None

    @property
    def shown_in_list(self) -> bool:
        """Is it among the best proposals, or did anybody judge it, here or in another route?

        Of the kern and the avo-vakken only the very best is shown when it hardly resembles: a short list of little
        things is better judged than a long one.
        """
        best = LISTED[self.group]
        if self.group != PairGroup.MODULE and self.proposal.likelihood == Likelihood.UNLIKELY:
            best = 1
        return bool(self.proposal.rank <= best or self.ledger.by_side or self.earlier)

    @property
    def again(self) -> bool:
        """Did a text change after this person's side judged it? Then it asks for a new look."""
        if self.own is None:
            return False
        return self.own.again or (self.changed_on is not None and self.own.decided_on < self.changed_on)

    @property
    def key(self) -> Key:
        return self.proposal.deeltaak, self.proposal.werkproces

    @property
    def earlier_line(self) -> str:
        """The verdict that was given most in other routes, and by how many of all."""
        if not self.earlier:
            return ""
        verdict, count = self.earlier[0]
        return _("Eerder beoordeeld in andere routes: %(verdict)s, %(n)s van %(all)s") % {
            "verdict": _(verdict.label),
            "n": count,
            "all": sum(number for _verdict, number in self.earlier),
        }

    @property
    def level_line(self) -> str:
        """How the levels of both sides lie, in words; empty when that is not known."""
        gap = self.proposal.level_gap
        if gap is None:
            return ""
        if gap == 0:
            return _("Het niveau sluit aan (WVO 2.107a).")
        if gap > 0:
            return ngettext(
                "Het werkproces ligt %(n)s mbo-niveau hoger dan waar deze leerweg heen leidt (WVO 2.107a).",
                "Het werkproces ligt %(n)s mbo-niveaus hoger dan waar deze leerweg heen leidt (WVO 2.107a).",
                gap,
            ) % {"n": gap}
        return ngettext(
            "Het werkproces ligt %(n)s mbo-niveau lager dan waar deze leerweg heen leidt (WVO 2.107a).",
            "Het werkproces ligt %(n)s mbo-niveaus lager dan waar deze leerweg heen leidt (WVO 2.107a).",
            -gap,
        ) % {"n": -gap}

    def marked(self, text: str) -> tuple[tuple[str, bool], ...]:
        """The text in parts; a part that made the proposal is marked."""
        return marked(text, [term.shared for term in self.proposal.terms])

    @property
    def deeltaak_parts(self) -> tuple[tuple[str, bool], ...]:
        return self.marked(self.deeltaak_title)

    @property
    def werkproces_parts(self) -> tuple[tuple[str, bool], ...]:
        return self.marked(self.werkproces_title)

    @property
    def anchor(self) -> str:
        return f"{self.proposal.deeltaak}-{self.proposal.werkproces}".replace("/", "-").replace(" ", "-").lower()

    @property
    def state(self) -> PairState:
        return self.ledger.state

    @property
    def own(self) -> VerdictItem | None:
        return self.ledger.by_side.get(self.side)

    @property
    def hidden(self) -> bool:
        return self.ledger.hidden_from(self.side, blind=self.blind)

    @property
    def shown(self) -> list[VerdictItem]:
        """The verdicts that this person may see."""
        return [] if self.hidden else list(self.ledger.by_side.values())

    @property
    def mark(self) -> str:
        """The sign in the matrix: what was decided, or that something waits."""
        if self.hidden or self.state == PairState.OPEN:
            return ""
        if self.state == PairState.DISAGREED:
            return "≠"
        verdict = self.ledger.agreed or next(iter(self.ledger.by_side.values())).verdict
        return {"geheel": "✔", "deels": "½", "voort": "→", "geen": "–"}[verdict]

    @property
    def heat(self) -> int:
        """How strong the proposal is, 0 to 3; what hardly resembles stays white unless it is among the best."""
        unlikely = self.proposal.likelihood == Likelihood.UNLIKELY
        return 0 if unlikely and self.proposal.rank > LISTED[self.group] else HEAT[self.proposal.likelihood]


@dataclass(frozen=True, slots=True)
class Progress:
    judged: int
    total: int
    mine: int
    disagreed: int


@dataclass(frozen=True, slots=True)
class Workbench:
    """``pairs`` of deeltaken and werkprocessen; ``general`` those of the kern and the avo-vakken."""

    pairs: list[Pair]
    general: list[Pair]
    side: Side
    blind: bool
    modules: dict[str, str]
    deeltaken: dict[str, str]
    werkprocessen: dict[str, str]
    # The texts that were compared: eindtermen of the leerwegen, or what was imported of a werkproces.
    texts: dict[str, tuple[str, ...]]
    # On how many verdicts the order of the proposals was fitted; 0: on none yet.
    learned_from: int
    lonely_deeltaken: list[tuple[str, str]]
    lonely_werkprocessen: list[tuple[str, str]]

    @property
    def listed(self) -> list[Pair]:
        """The best proposals of each deeltaak and everything that anybody judged, here or in another route.

        What was found to overlap in other routes comes first.
        """
        found = [pair for pair in self.pairs if pair.shown_in_list]
        return sorted(found, key=lambda pair: not (pair.earlier and pair.earlier[0][0] != OverlapVerdict.NONE))

    @property
    def general_listed(self) -> list[Pair]:
        """The same of the kern and the avo-vakken, by what the mbo asks, best first."""
        found = [pair for pair in self.general if pair.shown_in_list]
        return sorted(found, key=lambda pair: (pair.group.value, pair.proposal.werkproces, -pair.proposal.score))

    @property
    def kern(self) -> list[tuple[str, str, list[Pair]]]:
        """(code, title, pairs with parts of the kern) of each generic werkproces."""
        found: dict[str, tuple[str, list[Pair]]] = {}
        for pair in self.general_listed:
            if pair.group == PairGroup.KERN:
                found.setdefault(pair.proposal.werkproces, (pair.werkproces_title, []))[1].append(pair)
        return [(code, title, pairs) for code, (title, pairs) in found.items()]

    @property
    def progress(self) -> Progress:
        return self._progress(self.listed)

    @property
    def general_progress(self) -> Progress:
        return self._progress(self.general_listed)

    def _progress(self, listed: list[Pair]) -> Progress:
        return Progress(
            judged=sum(pair.own is not None or pair.state == PairState.AGREED for pair in listed),
            total=len(listed),
            mine=sum(pair.ledger.waits_for(self.side) for pair in listed),
            disagreed=sum(pair.state == PairState.DISAGREED for pair in listed),
        )

    def filtered(self, name: str) -> list[Pair]:
        """The list for one filter: alles, open, oneens, eens."""
        return [] if name == "zonder" else self._filtered(self.listed, name)

    def general_filtered(self, name: str) -> list[Pair]:
        """The list of the kern and the avo-vakken for one filter: alles, open, oneens, eens."""
        return self._filtered(self.general_listed, name)

    def _filtered(self, listed: list[Pair], name: str) -> list[Pair]:
        if name == "open":
            return [pair for pair in listed if pair.ledger.waits_for(self.side) or pair.again]
        if name in {"oneens", "eens"}:
            return [pair for pair in listed if pair.state.value == name]
        return listed

    def find(self, deeltaak: str, werkproces: str) -> Pair | None:
        return next((pair for pair in [*self.pairs, *self.general] if pair.key == (deeltaak, werkproces)), None)

    def _lists(self, key: Key | None) -> list[list[Pair]]:
        """Both lists, the one with this pair first."""
        lists = [self.listed, self.general_listed]
        return lists[::-1] if any(pair.key == key for pair in self.general) else lists

    def next_for(self, after: Key | None = None) -> Pair | None:
        """The most useful pair to judge now: what both must talk about last, the strongest open proposal first.

        Whoever judges the kern and the avo-vakken stays there until nothing waits there.
        """
        lists = self._lists(after)
        for listed in lists:
            waiting = [pair for pair in listed if pair.ledger.waits_for(self.side) and pair.key != after]
            if waiting:
                return max(
                    waiting,
                    key=lambda pair: (not pair.proposal.generic, bool(pair.earlier), pair.proposal.score, pair.key),
                )
        talk = [pair for listed in lists for pair in listed if pair.state == PairState.DISAGREED and pair.key != after]
        return talk[0] if talk else None

    def before(self, key: Key) -> Pair | None:
        """The pair before this one in the list."""
        listed = self._lists(key)[0]
        keys = [pair.key for pair in listed]
        at = keys.index(key) if key in keys else 0
        return listed[at - 1] if at > 0 else None


def _earlier(route: Route, user: User, codes: Iterable[str]) -> dict[Key, dict[OverlapVerdict, int]]:
    found: dict[Key, dict[OverlapVerdict, int]] = {}
    rows = (
        Verdict.objects.filter(about_any(list(codes)), route__in=routes_for(user))
        .exclude(route=route)
        .select_related("deeltaak", "kerndeel", "avo__subject", "werkproces", "generic")
    )
    for row in rows:
        counts, verdict = found.setdefault((row.left, row.right), {}), OverlapVerdict.of(row.verdict)
        counts[verdict] = counts.get(verdict, 0) + 1
    return {key: dict(sorted(row.items(), key=lambda item: -item[1])) for key, row in found.items()}


def _labels(
    ledger: dict[Key, PairLedger], earlier: dict[Key, dict[OverlapVerdict, int]], side: Side, *, blind: bool
) -> dict[Key, bool]:
    """The pairs of which it is known whether they overlap, as far as this side may see them.

    What the sides do not agree on teaches nothing; nor may the order of a list betray what is hidden.
    """
    found = {}
    for key, verdicts in earlier.items():
        overlaps = sum(count for verdict, count in verdicts.items() if verdict != OverlapVerdict.NONE)
        if 2 * overlaps != sum(verdicts.values()):
            found[key] = 2 * overlaps > sum(verdicts.values())
    for key, pair in ledger.items():
        if pair.state == PairState.DISAGREED or pair.hidden_from(side, blind=blind):
            found.pop(key, None)
        elif pair.by_side:
            found[key] = pair.overlaps
    return found


def _changed(codes: list[str], general: set[str], ledger: dict[Key, PairLedger]) -> dict[str, date]:
    """The day of the last change of each code since the first verdict; a first reading is no change.

    ``general`` are the codes of the kern and the avo-vakken. Their changes are kept under the profile (the second
    part of the code) or the subject (the first), with the code of the very text beside it.
    """
    days = [item.decided_on for pair in ledger.values() for item in pair.by_side.values()]
    if not days:
        return {}
    above = {code.split("/")[1 if code.startswith("PK/") else 0] for code in general}
    found = {}
    for change in changes_since([*codes, *above], min(days)):
        on = localdate(change.catalogue_import.at)
        found[change.unit] = on
        if change.unit in above:
            found |= {code: on for code in general if is_under(change.code, code)}
    return found


def read_workbench(route: Route, document: RouteDocument, user: User, *, module: str | None = None) -> Workbench:
    """All pairs of one module, or of the whole route, and those of the kern and the avo-vakken.

    The order is learned from the whole route, whatever module is shown. The number of queries does not depend on the
    number of pairs.
    """
    deeltaken, werkprocessen = build_overlap_input(document)
    meaning = catalogue_meaning()
    proposals = propose(deeltaken, werkprocessen, per_deeltaak=max(len(werkprocessen), 1), meaning=meaning)
    names = {unit.code: unit.title for unit in deeltaken}
    others = {unit.code: unit.title for unit in werkprocessen}
    ledger = read_ledger(document.programme.verdicts)
    general = read_general(document, werkprocessen, ledger)
    side, blind = Side.of(side_of(user, route)), document.programme.blind
    offered = {item.deeltaak for _group, item in general.proposals}
    earlier = _earlier(route, user, {*names, *offered})
    ranker = learn(judged_pairs(proposals, _labels(ledger, earlier, side, blind=blind)))
    if ranker.verdicts:
        proposals = rerank(proposals, ranker)
    if module is not None:
        names = {code: title for code, title in names.items() if code.rsplit("/", 1)[0] == module}
        proposals = tuple(item for item in proposals if item.deeltaak in names)
        deeltaken = [unit for unit in deeltaken if unit.code in names]
    agreed_steps = frozenset(Approval.objects.filter(route=route).values_list("snapshot__step", flat=True).distinct())
    changed = _changed([*names, *others], offered - set(names), ledger)
    titles = {**names, **others, **general.titles}

    def pair(proposal: Proposal, group: PairGroup = PairGroup.MODULE) -> Pair:
        key = proposal.deeltaak, proposal.werkproces
        return Pair(
            proposal=proposal,
            deeltaak_title=titles.get(key[0], ""),
            werkproces_title=titles.get(key[1], ""),
            ledger=ledger.get(key, EMPTY),
            touch=what_rests_on(document, *key, agreed_steps),
            earlier=tuple(earlier.get(key, {}).items()),
            side=side,
            blind=blind,
            changed_on=max((changed[code] for code in key if code in changed), default=None),
            group=group,
            about=general.about.get(key[1]),
        )

    return Workbench(
        pairs=[pair(proposal) for proposal in proposals],
        general=[pair(proposal, group) for group, proposal in general.proposals],
        side=side,
        blind=blind,
        modules={item.code: item.title for item in document.programme.modules},
        deeltaken=names,
        werkprocessen=others,
        texts=_texts(general, deeltaken),
        learned_from=ranker.verdicts,
        lonely_deeltaken=[(code, names[code]) for code in without_counterpart(names, ledger, position=0)],
        lonely_werkprocessen=[(code, others[code]) for code in without_counterpart(others, ledger, position=1)],
    )


def _texts(general: General, deeltaken: list[TextUnit]) -> dict[str, tuple[str, ...]]:
    found = general.texts | {unit.code: unit.texts for unit in deeltaken}
    return {code: texts for code, texts in found.items() if texts}


@dataclass(frozen=True, slots=True)
class Gap:
    """A module or kerntaak and what of it has no counterpart: (code, title, number of eindtermen)."""

    name: str
    title: str
    total: int
    missing: list[tuple[str, str, int]]


def gaps_of(bench: Workbench) -> tuple[list[Gap], list[Gap]]:
    """Modules with their deeltaken and eindtermen, kerntaken with their werkprocessen, of which some have none."""

    def gaps(names: dict[str, str], titles: dict[str, str], lonely: list[tuple[str, str]], separator: str) -> list[Gap]:
        found: dict[str, list[tuple[str, str, int]]] = {}
        for code, title in lonely:
            texts = len(bench.texts.get(code, ())) if separator == "/" else 0
            found.setdefault(code.rsplit(separator, 1)[0], []).append((code, title, texts))
        return [
            Gap(name, names.get(name, ""), sum(code.rsplit(separator, 1)[0] == name for code in titles), missing)
            for name, missing in found.items()
        ]

    kerntaken = {
        row.full_code.rsplit("-", 1)[0]: row.kerntaak.title
        for row in Werkproces.objects.filter(full_code__in=bench.werkprocessen).select_related("kerntaak")
    }
    return (
        gaps(bench.modules, bench.deeltaken, bench.lonely_deeltaken, "/"),
        gaps(kerntaken, bench.werkprocessen, bench.lonely_werkprocessen, "-"),
    )


@dataclass(frozen=True, slots=True)
class Matrix:
    """Deeltaken by module against werkprocessen by kerntaak."""

    heads: list[tuple[str, list[tuple[str, str]]]]
    rows: list[tuple[str, list[tuple[str, str, list[tuple[str, Pair | None]]]]]]


def matrix_of(bench: Workbench) -> Matrix:
    """The pairs as a table; a cell without a pair resembles nothing."""
    kerntaken: dict[str, list[tuple[str, str]]] = {}
    for row in Werkproces.objects.filter(full_code__in=bench.werkprocessen).select_related("kerntaak__qualification"):
        head = f"{row.kerntaak.qualification.crebo} {row.kerntaak}"
        kerntaken.setdefault(head, []).append((row.full_code, row.title))
    columns = [code for items in kerntaken.values() for code, _title in items]
    cells = {pair.key: pair for pair in bench.pairs}
    modules: dict[str, list[tuple[str, str, list[tuple[str, Pair | None]]]]] = {}
    for code, title in bench.deeltaken.items():
        module = code.rsplit("/", 1)[0]
        modules.setdefault(f"{module} {bench.modules.get(module, '')}".strip(), []).append(
            (code, title, [(column, cells.get((code, column))) for column in columns])
        )
    return Matrix(heads=list(kerntaken.items()), rows=list(modules.items()))


def last_change(route: Route) -> str:
    """A sign that differs after every verdict in the route; a page asks for it to see whether it is still fresh."""
    found: dict[str, Any] = Verdict.objects.filter(route=route).aggregate(at=Max("changed_at"), n=Count("pk"))
    return f"{found['n']}-{found['at'].timestamp() if found['at'] else 0}"
