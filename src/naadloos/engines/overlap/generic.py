"""Werkprocessen that every qualification has belong with the kern of the profile, not with its modules."""

from collections.abc import Sequence

from naadloos.engines.overlap.match import propose
from naadloos.engines.overlap.meaning import Meaning
from naadloos.engines.overlap.types import Proposal, TextUnit
from naadloos.engines.overlap.words import is_generic


def propose_kern(
    kern: Sequence[TextUnit],
    werkprocessen: Sequence[TextUnit],
    *,
    background: Sequence[TextUnit] = (),
    per_werkproces: int = 3,
    meaning: Meaning | None = None,
) -> tuple[Proposal, ...]:
    """The best parts of the kern for each generic werkproces, best pair first; ``deeltaak`` holds the kerndeel.

    Ranks count within the werkproces. Werkprocessen of the trade itself are left out.
    """
    asked = [unit for unit in werkprocessen if is_generic(unit.title)]
    found = propose(asked, kern, background=background, per_deeltaak=per_werkproces, meaning=meaning)
    return tuple(
        Proposal(
            deeltaak=item.werkproces,
            werkproces=item.deeltaak,
            score=item.score,
            rank=item.rank,
            likelihood=item.likelihood,
            terms=item.terms,
            generic=True,
            by_meaning=item.by_meaning,
            features=item.features,
        )
        for item in found
    )
