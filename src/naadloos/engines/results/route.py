"""What the whole route ends in: two diplomas, or in a GLR the one of the mbo."""

from dataclasses import dataclass

from naadloos.engines.results.schema import Citation
from naadloos.engines.results.terms import Outcome
from naadloos.engines.results.types import Result
from naadloos.engines.route.terms import RouteType, gettext_noop
from naadloos.engines.route.text import Text, text

_WVO = "BWBR0044212"
_DLR = (Citation(law="WVO", bwbr=_WVO, article="2.107a", lid="2"),)
_GLR = (
    Citation(law="WVO", bwbr=_WVO, article="2.107l", lid="2"),
    Citation(law="WVO", bwbr=_WVO, article="2.107l", lid="4"),
)


@dataclass(frozen=True, slots=True)
class RouteResult:
    """Is the goal of the route reached, why, and which article says what the goal is."""

    outcome: Outcome
    reason: Text
    citations: tuple[Citation, ...]


def route_result(route_type: RouteType, vmbo: Result | None, mbo: Result) -> RouteResult:
    """A DLR ends in both diplomas (WVO 2.107a); a GLR in the diploma of level 2 (2.107l).

    In a GLR the school may offer the exam bb as well; it then has its own outcome, which does not decide.
    """
    if route_type is RouteType.GLR:
        reason = gettext_noop(
            "Een geïntegreerde leerroute eindigt met het mbo-diploma van niveau 2. De school hoeft geen examen "
            "basisberoepsgericht aan te bieden."
        )
        return RouteResult(mbo.outcome, text(reason), _GLR)
    reason = gettext_noop("Een doorlopende leerroute leidt naar twee diploma's: dat van het vmbo en dat van het mbo.")
    outcomes = {Outcome.OPEN if vmbo is None else vmbo.outcome, mbo.outcome}
    worst = next(each for each in (Outcome.FAILED, Outcome.OPEN, Outcome.PASSED) if each in outcomes)
    return RouteResult(worst, text(reason), _DLR)
