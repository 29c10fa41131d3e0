"""What changes for one route because the law changes: between two days, or with another law year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from naadloos.engines.law.engine import judge
from naadloos.engines.law.types import Verdict
from naadloos.engines.law.year import change_days, last_day_of, law_day
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import Term, gettext_noop


class ChangeKind(Term):
    COMES = "komt", gettext_noop("nieuwe regel")
    GOES = "gaat", gettext_noop("vervallen regel")
    OUTCOME = "uitkomst", gettext_noop("andere uitkomst")
    NORM = "norm", gettext_noop("andere norm")
    TEXT = "tekst", gettext_noop("andere tekst of ander artikel")


@dataclass(frozen=True, slots=True)
class NormChange:
    """A norm that a verdict rests on; ``before`` or ``after`` is empty when it was not used on that day."""

    label: str
    unit: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule that works out differently. ``before`` is None for a rule that comes, ``after`` for one that goes."""

    rule_id: str
    title: str
    kinds: tuple[ChangeKind, ...]
    before: Verdict | None
    after: Verdict | None
    norms: tuple[NormChange, ...] = ()


def difference(document: RouteDocument, from_day: date, to_day: date) -> tuple[RuleChange, ...]:
    """The rules that come, go, or change in outcome, norm or text, in the order of the ten steps.

    The facts are those of ``document`` on both days; only the law and the calendar move, whatever law year the route
    has. The days may be in any order: from a later to an earlier day a new rule is one that goes. The same day twice
    gives nothing.
    """
    return _compare(judge(document, from_day, from_day), judge(document, to_day, to_day))


@dataclass(frozen=True, slots=True)
class Stage:
    """What the law changes for a route on one day of a law year."""

    day: date
    changes: tuple[RuleChange, ...]


def preview(document: RouteDocument, year: int, *, on: date) -> tuple[Stage, ...]:
    """What the law year ``year`` does with this route, before it is adopted.

    The first stage is what taking it over on day ``on`` changes at once; then one stage for each day on which the law
    changes later in that year. Facts, answers and the calendar stay as they are on ``on``: only the law moves.
    """
    now, then = law_day(document.law_year, on), law_day(year, on)
    days = [now, then, *(day for day in change_days() if then < day <= last_day_of(year))]
    verdicts = [judge(document, on, day) for day in days]
    return tuple(
        Stage(day, _compare(before, after))
        for day, before, after in zip(days[1:], verdicts, verdicts[1:], strict=False)
    )


def _compare(earlier: Iterable[Verdict], later: Iterable[Verdict]) -> tuple[RuleChange, ...]:
    before = {each.rule_id: each for each in earlier}
    after = {each.rule_id: each for each in later}
    found = []
    for rule_id in {**before, **after}:
        old, new = before.get(rule_id), after.get(rule_id)
        norms = _norms(old, new) if old and new else ()
        if kinds := _kinds(old, new, norms):
            found.append(RuleChange(rule_id, (new or old).title, kinds, old, new, norms))  # type: ignore[union-attr]
    return tuple(sorted(found, key=lambda each: (each.after or each.before).step))  # type: ignore[union-attr]


def _kinds(old: Verdict | None, new: Verdict | None, norms: tuple[NormChange, ...]) -> tuple[ChangeKind, ...]:
    if old is None or new is None:
        return (ChangeKind.COMES,) if old is None else (ChangeKind.GOES,)
    words = (old.title, old.duty, old.citations, old.text_state, old.question)
    told = {
        ChangeKind.OUTCOME: old.outcome is not new.outcome,
        ChangeKind.NORM: bool(norms),
        ChangeKind.TEXT: words != (new.title, new.duty, new.citations, new.text_state, new.question),
    }
    return tuple(kind for kind, changed in told.items() if changed)


def _norms(old: Verdict, new: Verdict) -> tuple[NormChange, ...]:
    """The norms with another value. A verdict can use two values of one norm: the old and the new one of a choice."""
    values: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for number, verdict in enumerate((old, new)):
        for used in verdict.parameters:
            values.setdefault((used.label, used.unit), ({}, {}))[number][used.value] = None
    return tuple(
        NormChange(label, unit, " / ".join(before), " / ".join(after))
        for (label, unit), (before, after) in values.items()
        if before != after
    )
