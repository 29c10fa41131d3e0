"""What the page “Klaar voor de start” shows: five lines, then the points by light, for everybody or for one person."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naadloos.engines.readiness import Countdown, Light, Point, Readiness
from naadloos.engines.route.text import Text
from naadloos.routes.models import Route
from naadloos.routes.state import RouteState, kind_url
from naadloos.routes.words import say

# The mark of each light is that of a verdict: a shape and a word beside the colour.
MARKS = {Light.RED: "voldoet niet", Light.AMBER: "onbekend", Light.GREEN: "voldoet"}
# In the address: the points that nobody has.
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class PointRow:
    step: int
    what: str
    who: str
    due: date | None
    late: bool
    reason: str
    url: str


@dataclass(frozen=True, slots=True)
class LightGroup:
    light: Light
    label: str
    mark: str
    rows: list[PointRow]


@dataclass(frozen=True, slots=True)
class LineRow:
    head: str
    said: str
    mark: str
    light: str


@dataclass(frozen=True, slots=True)
class CountdownRow:
    what: str
    on: date
    days: int
    sure: bool


@dataclass(frozen=True, slots=True)
class ReadyPage:
    lines: list[LineRow]
    countdowns: list[CountdownRow]
    groups: list[LightGroup]
    owners: list[str]
    owner: str
    nobody: bool
    total: int
    shown: int


def ready_page(state: RouteState, found: Readiness, owner: str = "") -> ReadyPage:
    owners = sorted({each.who for each in found.points if each.who}, key=str.casefold)
    chosen = owner if owner in (*owners, NOBODY) else ""
    groups = [_group(state.route, found, light, chosen) for light in Light]
    return ReadyPage(
        lines=[
            LineRow(
                say(each.head),
                " ".join([*map(say, each.said), *_names(each.names)]),
                MARKS[each.light],
                each.light.value,
            )
            for each in found.lines
        ],
        countdowns=[_countdown(each) for each in found.countdowns],
        groups=[each for each in groups if each.rows],
        owners=owners,
        owner=chosen,
        nobody=chosen == NOBODY,
        total=len(found.points),
        shown=sum(len(each.rows) for each in groups),
    )


def _names(names: tuple[Text | str, ...]) -> list[str]:
    return [_("Het eerst: %(what)s.") % {"what": "; ".join(say(each) for each in names)}] if names else []


def _group(route: Route, found: Readiness, light: Light, owner: str) -> LightGroup:
    rows = [
        _row(route, each, found.today)
        for each in found.of(light)
        if not owner or each.who == ("" if owner == NOBODY else owner)
    ]
    return LightGroup(light, _(light.label), MARKS[light], rows)


def _row(route: Route, point: Point, today: date) -> PointRow:
    return PointRow(
        point.step,
        say(point.what),
        point.who,
        point.due,
        point.due is not None and point.due < today and point.light is not Light.GREEN,
        say(point.reason),
        point.url or kind_url(route, point.step, point.place),
    )


def _countdown(each: Countdown) -> CountdownRow:
    return CountdownRow(say(each.what), each.on, each.days, each.sure)
