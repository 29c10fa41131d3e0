"""The law check of a route: verdicts of the law engine in the words and links of the pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naadloos.engines import law
from naadloos.engines.route import RouteDocument
from naadloos.organisations.models import User
from naadloos.routes.models import LawAnswer, Route, RuleConfirmation
from naadloos.routes.queries import confirmations
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import may_edit_step

# The headings of the law page: (key, outcome, heading, folded away at first), what needs attention first.
_GROUPS = (
    ("voldoet-niet", "voldoet niet", gettext_noop("Voldoet niet"), False),
    ("gegevens", "onbekend", gettext_noop("Onbekend: er ontbreken gegevens"), False),
    ("vragen", "onbekend", gettext_noop("Onbekend: iemand moet een vraag beantwoorden"), False),
    ("voldoet", "voldoet", gettext_noop("Voldoet"), True),
    ("nvt", "n.v.t.", gettext_noop("Niet voor deze route"), True),
)


@dataclass(frozen=True, slots=True)
class LawSummary:
    counts: dict[str, int]
    total: int

    @property
    def passed(self) -> int:
        return self.counts.get("voldoet", 0)

    @property
    def failed(self) -> int:
        return self.counts.get("voldoet niet", 0)

    @property
    def unknown(self) -> int:
        return self.counts.get("onbekend", 0)

    @property
    def applicable(self) -> int:
        return self.total - self.counts.get("n.v.t.", 0)


@dataclass(frozen=True, slots=True)
class LawRow:
    """One verdict as the page shows it.

    ``answer`` is what somebody answered to this text of the rule; ``earlier`` what was last answered to another text.
    """

    verdict: law.Verdict
    text: str
    url: str
    answer: LawAnswer | None
    may_answer: bool
    confirmed: tuple[RuleConfirmation, ...]
    earlier: LawAnswer | None = None

    @property
    def asks(self) -> bool:
        """Does the outcome wait for, or rest on, a person's answer?"""
        return bool(self.verdict.question)

    @property
    def hint(self) -> str:
        """What the facts do tell beside an open question; that nothing shows it is said once, above the list."""
        return "" if self.verdict.sentence == law.NOT_SEEN else self.text

    @property
    def version(self) -> int:
        return self.answer.version if self.answer else 0


@dataclass(frozen=True, slots=True)
class LawGroup:
    key: str
    outcome: str
    title: str
    folded: bool
    rows: list[LawRow]


def route_verdicts(document: RouteDocument, on: date | None = None) -> tuple[law.Verdict, ...]:
    """Check a route on day ``on`` (today when not given) against the law of the year that it adopted."""
    return law.check(document, on=on or timezone.localdate())


def verdicts_of_then(document: RouteDocument, on: date) -> tuple[law.Verdict, ...]:
    """Check a route as the law stood, or will stand, on ``on``, whatever law year it adopted."""
    return law.check(law.in_law_year(document, None), on=on)


def summarise(verdicts: tuple[law.Verdict, ...]) -> LawSummary:
    """Count the outcomes."""
    return LawSummary(dict(Counter(str(verdict.outcome.value) for verdict in verdicts)), len(verdicts))


def in_words(verdict: law.Verdict) -> str:
    """The sentence of a verdict in the language of the page."""
    return _(verdict.sentence) % verdict.params if verdict.params else _(verdict.sentence)


def current_confirmations(rows: Iterable[RuleConfirmation]) -> dict[tuple[str, date], tuple[RuleConfirmation, ...]]:
    """Confirmations by rule and text: of another text than the rule has now, they have lapsed."""
    found: dict[tuple[str, date], tuple[RuleConfirmation, ...]] = {}
    for row in rows:
        found[row.rule, row.text_state] = (*found.get((row.rule, row.text_state), ()), row)
    return found


def answers_by_rule(route: Route) -> dict[str, dict[date, LawAnswer]]:
    """What people of a route answered, by rule and by the text that was answered."""
    found: dict[str, dict[date, LawAnswer]] = {}
    for row in LawAnswer.objects.filter(route=route):
        found.setdefault(row.rule, {})[row.text_state] = row
    return found


def law_rows(user: User, route: Route, verdicts: Iterable[law.Verdict]) -> list[LawRow]:
    """Each verdict with its answer, its step, and whether this person may answer; in a fixed number of queries."""
    given = answers_by_rule(route)
    confirmed = current_confirmations(confirmations())
    may = {number: may_edit_step(user, route, provider_of(number).editors) for number in range(1, 11)}
    rows = []
    for verdict in verdicts:
        texts = given.get(verdict.rule_id, {})
        answer = texts.get(verdict.text_state)
        rows.append(
            LawRow(
                verdict,
                in_words(verdict),
                reverse("route_step", args=[route.pk, verdict.step]),
                answer,
                may[verdict.step],
                confirmed.get((verdict.rule_id, verdict.text_state), ()),
                max(texts.values(), key=lambda row: row.on) if texts and not answer else None,
            )
        )
    return rows


def grouped(rows: Iterable[LawRow]) -> list[LawGroup]:
    """Rows under their headings; questions apart from data that is missing."""
    by_key: dict[str, list[LawRow]] = {key: [] for key, *_rest in _GROUPS}
    outcomes = {outcome: key for key, outcome, *_rest in _GROUPS if outcome != "onbekend"}
    for row in rows:
        outcome = str(row.verdict.outcome.value)
        by_key[outcomes.get(outcome) or ("vragen" if row.asks else "gegevens")].append(row)
    return [
        LawGroup(key, outcome, _(title), folded, by_key[key]) for key, outcome, title, folded in _GROUPS if by_key[key]
    ]


def rule_on(rule_id: str, on: date) -> law.Rule | None:
    """The rule with this id as it holds on a day; its latest text when it does not hold then."""
    texts: list[law.Rule] = [rule for rule in law.rules() if rule.id == rule_id]
    return next(
        (rule for rule in texts if rule.holds_on(on)), max(texts, key=lambda each: each.valid_from, default=None)
    )


def changes_in_words(changes: Iterable[law.RuleChange]) -> list[dict[str, Any]]:
    """What changes between two days, each with both sentences."""
    return [
        {
            "change": change,
            "kinds": [_(kind.label) for kind in change.kinds],
            "step": (change.after or change.before).step,  # type: ignore[union-attr]
            "before": in_words(change.before) if change.before else "",
            "after": in_words(change.after) if change.after else "",
            "verdict": change.after or change.before,
        }
        for change in changes
    ]
