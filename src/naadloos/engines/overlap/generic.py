"""What every qualification has belongs with the kern of the profile and the avo-vakken, not with the modules."""

from collections.abc import Sequence

from naadloos.engines.overlap.match import propose
from naadloos.engines.overlap.meaning import Meaning
from naadloos.engines.overlap.types import Proposal, SharedTerm, TextUnit
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
    return propose_back(asked, kern, background=background, per_asked=per_werkproces, meaning=meaning)


def propose_back(
    asked: Sequence[TextUnit],
    offered: Sequence[TextUnit],
    *,
    background: Sequence[TextUnit] = (),
    per_asked: int = 5,
    meaning: Meaning | None = None,
) -> tuple[Proposal, ...]:
    """From the mbo back to the vmbo: the best of ``offered`` for each of what the mbo asks, best pair first.

    In the result ``deeltaak`` holds the code of what was offered and ``werkproces`` of what was asked; ranks count
    within what was asked.
    """
    found = propose(asked, offered, background=background, per_deeltaak=per_asked, meaning=meaning)
    return tuple(
        Proposal(
            deeltaak=item.werkproces,
            werkproces=item.deeltaak,
            score=item.score,
            rank=item.rank,
            likelihood=item.likelihood,
            terms=tuple(SharedTerm(term.mbo, term.vmbo, term.weight, term.shared) for term in item.terms),
            generic=True,
            by_meaning=item.by_meaning,
            features=item.features,
        )
        for item in found
    )
