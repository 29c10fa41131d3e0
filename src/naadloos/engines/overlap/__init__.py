"""Which deeltaken of the vmbo resemble which werkprocessen of the mbo, and in which words.

Flow: ``words`` cleans a text and knows which werkprocessen occur in every qualification; ``fragments`` cuts it into
pieces; ``match`` weighs the pieces of both sides, and the meaning of the texts when ``meaning`` is given, and ranks;
``explain`` divides a score over pairs of readable words; ``learn`` fits the weights to what people judged; ``generic``
matches the generic werkprocessen with the kern. A proposal is a reason to look, never a verdict: a person decides.
"""

from naadloos.engines.overlap.explain import marked
from naadloos.engines.overlap.generic import propose_back, propose_kern
from naadloos.engines.overlap.learn import Judged, Ranker, judged_pairs, learn
from naadloos.engines.overlap.match import propose, rerank
from naadloos.engines.overlap.meaning import MEASURE, Meaning, Remembering, installed_encoder, learn_meaning
from naadloos.engines.overlap.succession import Ancestry, Match, match_successors
from naadloos.engines.overlap.types import Embedder, Likelihood, Proposal, SharedTerm, TextUnit
from naadloos.engines.overlap.words import is_generic

__all__ = [
    "MEASURE",
    "Ancestry",
    "Embedder",
    "Judged",
    "Likelihood",
    "Match",
    "Meaning",
    "Proposal",
    "Ranker",
    "Remembering",
    "SharedTerm",
    "TextUnit",
    "installed_encoder",
    "is_generic",
    "judged_pairs",
    "learn",
    "learn_meaning",
    "marked",
    "match_successors",
    "propose",
    "propose_back",
    "propose_kern",
    "rerank",
]
