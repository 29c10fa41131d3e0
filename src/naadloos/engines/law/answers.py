"""What a person answered to the question of a rule, as the finding of that rule."""

from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import fails, passes, unknown
from naadloos.engines.law.schema import Rule
from naadloos.engines.law.types import Finding
from naadloos.engines.route.calendar import date_text
from naadloos.engines.route.terms import YesNoUnknown, gettext_noop


def answered(rule: Rule, facts: Facts) -> Finding | None:
    """The finding that rests on the answer; None when nobody answered yet.

    An answer counts for the text of the rule that it was given for. When only another text was answered the question
    is asked again.
    """
    given = facts.answers(rule.id, rule.step)
    current = [each for each in given if each.text_state == rule.text_state]
    if current:
        last = current[-1]
        said = {"by": last.by, "on": date_text(last.on)}
        if last.answer is YesNoUnknown.YES:
            return passes(gettext_noop("Volgens %(by)s, op %(on)s, is dit in orde."), **said)
        return fails(gettext_noop("Volgens %(by)s, op %(on)s, is dit niet in orde."), **said)
    if given:
        return unknown(
            [rule.question or rule.title],
            gettext_noop(
                "De tekst van deze regel is veranderd sinds het antwoord van %(on)s. Beantwoord de vraag weer."
            ),
            on=date_text(given[-1].on),
        )
    return None
