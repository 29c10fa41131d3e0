"""Judge one route by all rules that are in force on a day."""

from datetime import date

from naadloos.engines.law.answers import answered
from naadloos.engines.law.applies import reason_not_to_judge
from naadloos.engines.law.book import default_book
from naadloos.engines.law.checks import CHECKS
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts, Reading
from naadloos.engines.law.schema import Rule
from naadloos.engines.law.types import Outcome, Verdict
from naadloos.engines.law.year import law_day
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import RouteType, gettext_noop

CONFIRMED = gettext_noop("bevestigd")
TO_CONFIRM = gettext_noop("te bevestigen")
OWN_RULE = gettext_noop("eigen regel")
FILL_IN = gettext_noop("Vul eerst in wat ontbreekt. Dan is te zien of de regel voor uw route geldt.")


def check(document: RouteDocument, *, on: date) -> tuple[Verdict, ...]:
    """One verdict per rule in force for this route on day ``on``, in the order of the ten steps.

    Which law that is, the route's law year tells (``law_day``). A rule that does not hold then gives no verdict; a rule
    that is not meant for this route gives "n.v.t." with the reason. Same document and day, same answer.
    """
    return judge(document, on, law_day(document.law_year, on))


def judge(document: RouteDocument, on: date, law_on: date) -> tuple[Verdict, ...]:
    """Judge on day ``on`` by the law as it stands on ``law_on``."""
    book, reading = default_book(), Reading(document)
    return tuple(
        _judge(rule, LawOnDay(book.parameters, rule, on, law_on), reading, document.route.type)
        for rule in book.rules
        if rule.holds_on(law_on)
    )


def _judge(rule: Rule, law: LawOnDay, reading: Reading, kind: RouteType) -> Verdict:
    facts = Facts(reading)
    finding, question, said = reason_not_to_judge(rule.applies, facts), "", None
    judged = finding is None
    if finding is None:
        finding = CHECKS[rule.check](facts, law)
        # An answer fills in what the facts leave open; it never overrules them.
        if rule.question and finding.outcome is Outcome.UNKNOWN:
            question = rule.question
            said = answered(rule, facts)
            finding = said or finding
    # It is not known yet whether the rule is meant for this route, so there is nothing to do about the rule itself.
    waits = not judged and finding.outcome is Outcome.UNKNOWN
    norms = tuple(law.used.values())
    sure = rule.status == "bevestigd" and all(norm.confirmed for norm in norms)
    return Verdict(
        rule_id=rule.id,
        title=rule.title,
        duty=rule.duty,
        step=rule.step,
        outcome=finding.outcome,
        sentence=finding.sentence,
        params=dict(finding.params),
        facts=facts.used,
        parameters=norms,
        missing=finding.missing,
        citations=tuple(each for each in rule.citations if each.route_type in (None, kind)),
        status=(OWN_RULE if rule.source == "eigen_regel" else CONFIRMED) if sure else TO_CONFIRM,
        todo=FILL_IN if waits else rule.todo,
        text_state=rule.text_state,
        question=question,
        answered=said is not None and said.outcome is not Outcome.UNKNOWN,
    )
