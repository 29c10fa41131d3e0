"""The hours that the law asks of a route, as figures for whoever plans it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naadloos.engines.law.applies import reason_not_to_judge
from naadloos.engines.law.book import Book, default_book
from naadloos.engines.law.checks.hours import COUNTED, early_other, norm_days, open_way_out
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.schema import Citation, Rule
from naadloos.engines.law.year import law_day
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import HourKind, Leertraject

_CHECKS = {"uren_totaal": "totaal", "uren_begeleid": "begeleid", "uren_bpv": "bpv"}


@dataclass(frozen=True, slots=True)
class LawHours:
    """Klokuren over the whole route that are certainly needed for one leertraject.

    ``title`` says which hours they are; ``citation`` is the article that it rests on.
    """

    rule_id: str
    title: str
    kind: str
    leertraject: Leertraject
    least: Decimal
    hour_kinds: tuple[HourKind, ...]
    citation: Citation


def law_hours(document: RouteDocument, *, on: date) -> tuple[LawHours, ...]:
    """The hours norms of WVO 2.107h-i for this route on day ``on``, for its law year and cohorts.

    Where cohorts differ the highest counts; where the choice of norm is open, only what both norms ask. A norm that
    other hours might still meet (onderwijstijd of leerjaar 3 and 4, or fewer hours with accounted quality) is left
    out: a plan may only be refused for what the law surely asks.
    """
    book = default_book()
    found: list[LawHours] = []
    for rule in book.rules:
        if rule.check in _CHECKS and rule.holds_on(law_day(document.law_year, on)):
            found += _of_rule(book, rule, document, on)
    return tuple(found)


def _of_rule(book: Book, rule: Rule, document: RouteDocument, on: date) -> Iterator[LawHours]:
    law = LawOnDay(book.parameters, rule, on, law_day(document.law_year, on))
    facts, kind = Facts(document), _CHECKS[rule.check]
    if reason_not_to_judge(rule.applies, facts) or open_way_out(law):
        return
    units = facts.columns("programme.units", "hours")
    given = sum((item.peek("hours") for item in units if item.peek("hour_kind") in COUNTED[kind]), Decimal(0))
    spare = early_other(facts, units) if kind == "begeleid" else Decimal(0)
    years = str(document.route.years)
    for track in dict.fromkeys(item.leertraject for item in document.route.qualifications):
        asked = [
            min(rows)
            for _name, days in norm_days(facts, law)
            if (rows := [norm for day in days if (norm := law.row(f"{track.value.lower()}_{kind}", years, at=day))])
        ]
        if asked and not given < max(asked) <= given + spare:
            parameter = book.parameters[f"{track.value.lower()}_{kind}"]
            yield LawHours(rule.id, parameter.label, kind, track, max(asked), COUNTED[kind], parameter.reference[0])
