"""All rules as a page lists them: searched, filtered, and with what they say about the routes of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from naadloos.engines import law
from naadloos.organisations.models import User
from naadloos.routes.lawcheck import current_confirmations, in_words, route_verdicts
from naadloos.routes.models import Route, RuleConfirmation
from naadloos.routes.portable import build_document
from naadloos.routes.queries import confirmations
from naadloos.routes.rules import routes_for

# Reading a route takes some dozens of queries, so a list of hundreds of routes is not judged all at once.
MOST_ROUTES = 20

STATUSES = {
    "bevestigd": gettext_lazy("bevestigd"),
    "te-bevestigen": gettext_lazy("te bevestigen"),
    "eigen": gettext_lazy("eigen regel"),
    "vraag": gettext_lazy("vraag aan een persoon"),
    "jurist": gettext_lazy("bevestigd door een jurist"),
}
OUTCOMES = {
    "voldoet niet": gettext_lazy("voldoet niet in een van uw routes"),
    "onbekend": gettext_lazy("onbekend in een van uw routes"),
}


@dataclass(frozen=True, slots=True)
class RouteOutcome:
    """How a rule works out for one route."""

    route: Route
    verdict: law.Verdict
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    rule: law.Rule
    confirmed: tuple[RuleConfirmation, ...]
    outcomes: tuple[RouteOutcome, ...]

    @property
    def status(self) -> str:
        """One of the keys of STATUSES that says on what the rule rests."""
        if self.rule.status == "te_bevestigen":
            return "te-bevestigen"
        return "eigen" if self.rule.source == "eigen_regel" else "bevestigd"

    @property
    def status_label(self) -> Any:
        return STATUSES[self.status]

    @property
    def failing(self) -> list[RouteOutcome]:
        return [each for each in self.outcomes if each.verdict.outcome is law.Outcome.FAIL]

    @property
    def unknown(self) -> list[RouteOutcome]:
        return [each for each in self.outcomes if each.verdict.outcome is law.Outcome.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Judged:
    """The routes of a person with their verdicts by rule; ``more`` says that there are routes that were not judged."""

    routes: list[Route]
    verdicts: dict[str, tuple[RouteOutcome, ...]]
    more: bool


def judge(user: User, on: date) -> Judged:
    """Check the routes that a person may see, the first MOST_ROUTES by name."""
    routes = list(routes_for(user).order_by("name")[: MOST_ROUTES + 1])
    found: dict[str, tuple[RouteOutcome, ...]] = {}
    for route in routes[:MOST_ROUTES]:
        page = reverse("route_law", args=[route.pk])
        for verdict in route_verdicts(build_document(route), on):
            outcome = RouteOutcome(route, verdict, in_words(verdict), f"{page}#{verdict.rule_id}")
            found[verdict.rule_id] = (*found.get(verdict.rule_id, ()), outcome)
    return Judged(routes[:MOST_ROUTES], found, len(routes) > MOST_ROUTES)


def rule_rows(rules: Iterable[law.Rule], judged: Judged) -> list[RuleRow]:
    """Rules with their confirmations and outcomes."""
    confirmed = current_confirmations(confirmations())
    return [
        RuleRow(rule, confirmed.get((rule.id, rule.text_state), ()), judged.verdicts.get(rule.id, ())) for rule in rules
    ]


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list of rules is narrowed down to; empty does not limit."""

    words: str = ""
    step: str = ""
    statute: str = ""
    status: str = ""
    outcome: str = ""

    def takes(self, row: RuleRow) -> bool:
        return (
            (not self.step or str(row.rule.step) == self.step)
            and (not self.statute or any(each.law == self.statute for each in row.rule.citations))
            and (not self.status or self._has_status(row))
            and (not self.outcome or any(each.verdict.outcome.value == self.outcome for each in row.outcomes))
            and self._has_words(row.rule)
        )

    def _has_status(self, row: RuleRow) -> bool:
        if self.status == "vraag":
            return row.rule.question is not None
        return bool(row.confirmed) if self.status == "jurist" else row.status == self.status

    def _has_words(self, rule: law.Rule) -> bool:
        """Every word is in the title, duty, question, articles or name of the rule, in either language."""
        texts = [rule.title, rule.duty, rule.question or ""]
        places = [str(each) for each in rule.citations]
        content = " ".join([*texts, *(_(text) for text in texts if text), *places, rule.id]).casefold()
        return all(word in content for word in self.words.casefold().split())


def limits(rule: law.Rule) -> list[str]:
    """For which routes the rule is meant, in words; empty is for all."""
    applies, found = rule.applies, []
    for label, values in (
        (gettext_noop("leerweg"), [each.value for each in applies.leerwegen]),
        (gettext_noop("niveau"), [str(each) for each in applies.levels]),
        (gettext_noop("leertraject"), [each.value for each in applies.leertrajecten]),
    ):
        if values:
            found.append(f"{_(label)}: {', '.join(values)}")
    if applies.route_type is not None:
        found.append(_(applies.route_type.label))
    if applies.vertical_school is not None:
        found.append(
            _("binnen één verticale scholengemeenschap")
            if applies.vertical_school
            else _("niet binnen één verticale scholengemeenschap")
        )
    if applies.route_year:
        found.append(_("routes van ten minste %(years)s jaar") % {"years": applies.route_year})
    if applies.cohort_from:
        found.append(_("groepen die beginnen vanaf %(year)s") % {"year": applies.cohort_from})
    if applies.cohort_to:
        found.append(_("groepen die begonnen tot en met %(year)s") % {"year": applies.cohort_to})
    said = {
        "work_learning": _("routes met een leer-werktraject"),
        "vmbo_exam": _("routes met een vmbo-examen"),
        "funding_handed_over": _("routes die bekostiging overdragen"),
        "teams": _("routes waarin een team instaat voor een onderdeel"),
    }
    return found + [text for name, text in said.items() if getattr(applies, name)]
