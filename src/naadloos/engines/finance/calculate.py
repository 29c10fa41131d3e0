"""The whole calculation of one route."""

from naadloos.engines.finance.outcome import Outcome
from naadloos.engines.finance.types import RouteCase


def calculate(case: RouteCase) -> Outcome:
    """All lines and sums of one route, exact to the cent.

    What is not known stays unknown and names the figures that are missing; it never counts as zero.
    Raises CaseError, with a sentence per field, when the case is not valid (see ``validate``).
    """
    raise NotImplementedError
