"""What both sides decided about each pair, and where that leaves the pair.

Each side judges for itself. They agree when their verdicts are the same, or when they decided together; a decision
taken together counts above what each side said before.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from naadloos.engines.route.document import Verdict
from naadloos.engines.route.terms import OverlapVerdict, Side, Term, gettext_noop

Key = tuple[str, str]


class PairState(Term):
    OPEN = "open", gettext_noop("nog niet beoordeeld")
    HALF = "half", gettext_noop("wacht op de andere kant")
    AGREED = "eens", gettext_noop("samen eens")
    DISAGREED = "oneens", gettext_noop("nog niet eens")


@dataclass(frozen=True, slots=True)
class PairLedger:
    """The verdicts on one pair by side, and what follows from them."""

    by_side: dict[Side, Verdict]

    @property
    def state(self) -> PairState:
        if Side.TOGETHER in self.by_side:
            return PairState.AGREED
        if not self.by_side:
            return PairState.OPEN
        if len(self.by_side) == 1:
            return PairState.HALF
        same = len({item.verdict for item in self.by_side.values()}) == 1
        return PairState.AGREED if same else PairState.DISAGREED

    @property
    def agreed(self) -> OverlapVerdict | None:
        """What both sides agree on; None as long as they do not."""
        if self.state != PairState.AGREED:
            return None
        row = self.by_side.get(Side.TOGETHER) or next(iter(self.by_side.values()))
        return row.verdict

    @property
    def overlaps(self) -> bool:
        """At least one side found overlap and no side that still counts refused it."""
        if Side.TOGETHER in self.by_side:
            return self.by_side[Side.TOGETHER].verdict != OverlapVerdict.NONE
        return bool(self.by_side) and all(item.verdict != OverlapVerdict.NONE for item in self.by_side.values())

    def waits_for(self, side: Side) -> bool:
        """Must this side still say something?"""
        return self.state in {PairState.OPEN, PairState.HALF} and side not in self.by_side

    def hidden_from(self, side: Side, *, blind: bool) -> bool:
        """In a route that judges blind: has another side judged what this side may not see yet?"""
        return blind and self.state == PairState.HALF and side not in self.by_side and side != Side.TOGETHER


EMPTY = PairLedger({})


def read_ledger(verdicts: Iterable[Verdict]) -> dict[Key, PairLedger]:
    """All judged pairs of a route."""
    found: dict[Key, dict[Side, Verdict]] = {}
    for item in verdicts:
        found.setdefault((item.left, item.right), {})[item.side] = item
    return {key: PairLedger(by_side) for key, by_side in found.items()}


def without_counterpart(required: Iterable[str], ledger: dict[Key, PairLedger], *, position: int) -> list[str]:
    """Codes (``position`` 0 of the vmbo, 1 of the mbo) that overlap with nothing that anybody found."""
    found = {key[position] for key, pair in ledger.items() if pair.overlaps}
    return [code for code in required if code not in found]
