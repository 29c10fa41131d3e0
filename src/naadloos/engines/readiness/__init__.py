"""Is the route ready to start? One list over all steps with who, when and a light with its reason; and countdowns.

``rules`` makes the points, each rule a small function; ``countdown`` counts the days to the start, the mbo phase and
the exams; ``board`` says it in five lines. Nothing is ticked off here: everything follows from the facts. What is not
known is amber and says so.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from naadloos.engines.readiness import board, rules
from naadloos.engines.readiness.countdown import countdowns, first_day, next_phase_change, next_start
from naadloos.engines.readiness.types import Countdown, Light, Line, Moment, Open, Point, Readiness, StepFacts
from naadloos.engines.route.document import RouteDocument

__all__ = [
    "Countdown",
    "Light",
    "Line",
    "Moment",
    "Open",
    "Point",
    "Readiness",
    "StepFacts",
    "first_day",
    "readiness",
]

_ORDER = (Light.RED, Light.AMBER, Light.GREEN)


def readiness(
    document: RouteDocument,
    steps: Sequence[StepFacts],
    *,
    today: date,
    deadlines: Mapping[int, date],
    exams: Sequence[Moment] = (),
) -> Readiness:
    """Everything at once; the worst first, then by day. ``deadlines``: by when there must be a PTA, by school year."""
    execution = document.execution
    start = next_start(document, today)
    points = [point for step in steps for point in rules.step_points(step, today)]
    points += [rules.action_point(each, today) for each in execution.readiness]
    points += rules.team_points(execution.team, start)
    points += rules.place_points(execution.practice_places, start, next_phase_change(document, today))
    points += rules.substitute_points(execution.substitutes, today)
    points += rules.incident_points(execution.incidents)
    points += rules.regulation_points(document, deadlines, today)
    points.append(rules.agreement_point(document.agreement, start, today))
    points.sort(key=lambda each: (_ORDER.index(each.light), each.due is None, each.due or today, each.step))
    return Readiness(
        today,
        tuple(points),
        tuple(countdowns(document, exams, today)),
        board.lines(document, steps, points, today),
    )
