"""A duty that no fact in the route can show: a person answers."""

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import unknown
from naadloos.engines.law.types import Finding
from naadloos.engines.route.terms import gettext_noop

NOT_SEEN = gettext_noop("Dit ziet Naadloos niet aan de gegevens. Iemand moet dit nagaan en de vraag beantwoorden.")


def question(facts: Facts, law: LawOnDay) -> Finding:
    """Unknown, with the question as what is missing; the engine puts the answer in its place."""
    facts.answers(law.rule.id, law.rule.step)
    return unknown(
        [law.rule.question or law.rule.title],
        NOT_SEEN,
    )
