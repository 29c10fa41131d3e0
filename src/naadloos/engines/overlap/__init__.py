"""Which deeltaken of the vmbo resemble which werkprocessen of the mbo, and in which words.

Flow: ``words`` cleans a text and knows which werkprocessen occur in every qualification; ``match`` weighs the
character n-grams of both sides and ranks the pairs; ``explain`` divides a score over pairs of readable words.
A proposal is a reason to look, never a verdict: a person decides.
"""

from naadloos.engines.overlap.match import propose
from naadloos.engines.overlap.succession import Ancestry, Match, match_successors
from naadloos.engines.overlap.types import Likelihood, Proposal, SharedTerm, TextUnit
from naadloos.engines.overlap.words import is_generic

__all__ = [
    "Ancestry",
    "Likelihood",
    "Match",
    "Proposal",
    "SharedTerm",
    "TextUnit",
    "is_generic",
    "match_successors",
    "propose",
]
