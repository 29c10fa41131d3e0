"""Short ways to say what a check found, and one way to put several findings together."""

from collections.abc import Iterable, Sequence

from naadloos.engines.law.facts import Item
from naadloos.engines.law.types import Finding, Outcome
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import YesNoUnknown, gettext_noop


def passes(sentence: str, **params: str) -> Finding:
    return Finding(Outcome.PASS, sentence, params)


def fails(sentence: str, **params: str) -> Finding:
    return Finding(Outcome.FAIL, sentence, params)


def not_applicable(sentence: str, **params: str) -> Finding:
    return Finding(Outcome.NOT_APPLICABLE, sentence, params)


def unknown(missing: Iterable[str], sentence: str = "", **params: str) -> Finding:
    """What is missing must be named: "onbekend" without a name helps nobody."""
    names = tuple(dict.fromkeys(missing))
    if not sentence:
        sentence = gettext_noop("Nog niet te beoordelen. Er ontbreekt: %(missing)s.")
        params = {"missing": list_text(names)}
    return Finding(Outcome.UNKNOWN, sentence, params, names)


def worst(findings: Sequence[Finding]) -> Finding:
    """One finding for several things that all must hold.

    A failure stays a failure whatever else is missing; after that one unknown makes the whole unknown. What is missing
    is kept from all of them.
    """
    for outcome in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS):
        hits = [each for each in findings if each.outcome is outcome]
        if hits and outcome is Outcome.UNKNOWN and len(hits) > 1:
            return unknown(name for each in hits for name in each.missing)
        if hits:
            missing = dict.fromkeys(name for each in findings for name in each.missing)
            return Finding(outcome, hits[0].sentence, hits[0].params, tuple(missing))
    return findings[0]


def every_yes(items: Iterable[Item], name: str, *, yes: str, no: str, about: str, empty: str) -> Finding:
    """One finding for a question answered with ja, nee or onbekend per item.

    ``no`` is a template with ``names``; ``about`` is what is missing, followed by the item's name.
    """
    answers = [(item.name, item[name]) for item in items]
    missing = [f"{about} van {item}" for item, answer in answers if answer is YesNoUnknown.UNKNOWN]
    if wrong := [item for item, answer in answers if answer is YesNoUnknown.NO]:
        return Finding(Outcome.FAIL, no, {"names": list_text(wrong)}, tuple(missing))
    if missing or not answers:
        return unknown(missing or [empty])
    return passes(yes)
