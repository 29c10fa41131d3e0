"""The law year of a route: which one it has, which may follow, and what that does to the route before it is adopted.

The engine says by which law a route is judged (``naadloos.engines.law.law_day``); here is what the pages tell of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naadloos.engines import law
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import school_year_text
from naadloos.organisations.models import User
from naadloos.routes.lawcheck import answers_by_rule, current_confirmations, in_words
from naadloos.routes.models import LawAnswer, Route, RuleConfirmation
from naadloos.routes.portable import build_document
from naadloos.routes.queries import confirmations
from naadloos.routes.rules import routes_for

# Who may write in the step of the exams decides by which law the exams are judged.
LAW_YEAR_STEP = 6

# What a new law year does to one duty, worst first: (key, outcome whose mark it bears, heading, folded away).
_TURNS = (
    ("rood", "voldoet niet", gettext_noop("Wordt rood: voldoet dan niet"), False),
    ("onbekend", "onbekend", gettext_noop("Wordt onbekend"), False),
    ("groen", "voldoet", gettext_noop("Wordt groen: voldoet dan"), False),
    ("vervalt", "n.v.t.", gettext_noop("Vervalt voor deze route"), False),
    ("anders", "n.v.t.", gettext_noop("Zelfde uitkomst, andere tekst of norm"), True),
)


def adoptable_years(adopted: int, today: date) -> list[int]:
    """The years that a route may take over: up to the next school year, and never back beyond the present one.

    >>> adoptable_years(2026, date(2026, 11, 25)), adoptable_years(2025, date(2026, 11, 25))
    ([2027], [2026, 2027])
    >>> adoptable_years(2027, date(2026, 11, 25))
    [2026]
    """
    present = law.law_year_of(today)
    return [year for year in range(min(present, adopted + 1), present + 2) if year != adopted]


def years_ahead(adopted: int, today: date) -> list[int]:
    """The years to look at: those that may be adopted, and later ones in which the law, as far as known, changes."""
    near = adoptable_years(adopted, today)
    changing = {law.law_year_of(day) for day in law.change_days()}
    return near + sorted(year for year in changing if year > max(*near, adopted))


@dataclass(frozen=True, slots=True)
class Standing:
    """The law year of a route beside the calendar; for the notice on its pages.

    ``behind``: a newer law year holds already. ``coming`` is the day in the next law year on which the law, as far as
    known, changes; None when nothing is known to change.
    """

    label: str
    first: date
    last: date
    present: str
    present_since: date
    behind: bool
    ahead: bool
    coming: date | None


def standing_of(route: Route, today: date) -> Standing:
    present, adopted = law.law_year_of(today), route.law_year
    later = (day for day in law.change_days() if law.law_year_of(day) == max(present, adopted) + 1)
    return Standing(
        label=school_year_text(adopted),
        first=law.first_day_of(adopted),
        last=law.last_day_of(adopted),
        present=school_year_text(present),
        present_since=law.first_day_of(present),
        behind=adopted < present,
        ahead=adopted > present,
        coming=next(later, None),
    )


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer that stays. ``counts``: for the text of the new law year too; else the question is asked again."""

    row: LawAnswer
    counts: bool


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One duty that works out differently, with what people said about it."""

    change: law.RuleChange
    kinds: list[str]
    before: str
    after: str
    verdict: law.Verdict
    answers: list[KeptAnswer]
    confirmed: tuple[RuleConfirmation, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Turn:
    key: str
    outcome: str
    title: str
    folded: bool
    rows: list[TurnRow]


@dataclass(frozen=True, slots=True)
class StageShown:
    day: date
    turns: list[Turn]
    total: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What one law year does to one route. ``stages``: at once, and later in that year where something changes.

    ``kept`` answers go on counting, ``again`` are asked anew for the new text, ``resting`` belong to rules that do not
    hold at all in that year. All of them stay.
    """

    year: int
    label: str
    first: date
    last: date
    stages: list[StageShown]
    counts: dict[str, int]
    kept: int
    again: int
    resting: int

    @property
    def later(self) -> int:
        """How many duties change later in the year."""
        return sum(stage.total for stage in self.stages[1:])


def turn_of(change: law.RuleChange) -> str:
    """Which of the turns a change is."""
    before = change.before.outcome if change.before else None
    after = change.after.outcome if change.after else None
    if after is None or (after is law.Outcome.NOT_APPLICABLE and before not in (None, after)):
        return "vervalt"
    turns = {law.Outcome.FAIL: "rood", law.Outcome.UNKNOWN: "onbekend", law.Outcome.PASS: "groen"}
    return "anders" if before is after else turns.get(after, "anders")


def preview_of(route: Route, document: RouteDocument, year: int, today: date) -> Preview:
    """Judge the route as if the year were adopted; nothing is written."""
    given, confirmed = answers_by_rule(route), current_confirmations(confirmations())
    stages = [
        StageShown(stage.day, _turns(route, stage.changes, given, confirmed), len(stage.changes))
        for index, stage in enumerate(law.preview(document, year, on=today))
        if stage.changes or not index
    ]
    then = law.law_day(year, today)
    texts = {rule.id: rule.text_state for rule in law.rules() if rule.holds_on(then)}
    rows = [(rule, text) for rule, answers in given.items() for text in answers]
    return Preview(
        year=year,
        label=school_year_text(year),
        first=law.first_day_of(year),
        last=law.last_day_of(year),
        stages=stages,
        counts={turn.key: len(turn.rows) for turn in stages[0].turns},
        kept=sum(texts.get(rule) == text for rule, text in rows),
        again=sum(rule in texts and texts[rule] not in given[rule] for rule in given),
        resting=sum(rule not in texts for rule, _text in rows),
    )


def _turns(
    route: Route,
    changes: Iterable[law.RuleChange],
    given: dict[str, dict[date, LawAnswer]],
    confirmed: dict[tuple[str, date], tuple[RuleConfirmation, ...]],
) -> list[Turn]:
    rows: dict[str, list[TurnRow]] = {key: [] for key, *_rest in _TURNS}
    for change in changes:
        verdict = change.after or change.before
        assert verdict is not None  # noqa: S101 (a change has at least one side)
        rows[turn_of(change)].append(
            TurnRow(
                change=change,
                kinds=[_(kind.label) for kind in change.kinds],
                before=in_words(change.before) if change.before else "",
                after=in_words(change.after) if change.after else "",
                verdict=verdict,
                answers=[
                    KeptAnswer(row, change.after is not None and text == change.after.text_state)
                    for text, row in sorted(given.get(change.rule_id, {}).items(), reverse=True)
                ],
                confirmed=confirmed.get((change.rule_id, verdict.text_state), ()),
                url=reverse("route_step", args=[route.pk, verdict.step]),
            )
        )
    return [Turn(key, outcome, _(title), folded, rows[key]) for key, outcome, title, folded in _TURNS if rows[key]]


@dataclass(frozen=True, slots=True)
class RouteAhead:
    """One route in the list of routes: its law year, and what the next one does to it."""

    route: Route
    standing: Standing
    preview: Preview


def routes_ahead(user: User, today: date, most: int) -> tuple[list[RouteAhead], bool]:
    """The routes that a person may see, the first ``most`` by name; True when there are more."""
    routes = list(routes_for(user).order_by("name")[: most + 1])
    found = []
    for route in routes[:most]:
        year = adoptable_years(route.law_year, today)[0]
        found.append(
            RouteAhead(route, standing_of(route, today), preview_of(route, build_document(route), year, today))
        )
    return found, len(routes) > most
