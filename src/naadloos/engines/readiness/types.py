"""What goes in and comes out: steps and their open evidence in, points with a light and a reason out."""

from dataclasses import dataclass
from datetime import date

from naadloos.engines.route.terms import Term, gettext_noop
from naadloos.engines.route.text import Text


class Light(Term):
    """Red needs somebody now; amber is near or not known; green is ready or on its way in time."""

    RED = "rood", gettext_noop("rood: te laat of kan zo niet")
    AMBER = "oranje", gettext_noop("oranje: let op of onbekend")
    GREEN = "groen", gettext_noop("groen: klaar of op tijd")


@dataclass(frozen=True, slots=True)
class Open:
    """A piece of evidence that is not there yet, in words, and where it is made."""

    key: str
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One of the ten steps as it stands.

    ``due``: when it must be ready by the planning of step 4; None is not known. ``owner`` "" is not known. ``waiting``:
    who still must agree, in words. ``stale``: it changed after people agreed. ``approved``: everybody agreed.
    """

    number: int
    title: str
    owner: str = ""
    due: date | None = None
    open: tuple[Open, ...] = ()
    waiting: str = ""
    stale: bool = False
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that must be right before it starts. ``place``: the kind of fact within the step where it is done.

    ``what`` is a sentence of ours, or the words of people as they stand. ``due`` None and ``who`` "" are not known.
    """

    key: str
    step: int
    what: Text | str
    who: str
    due: date | None
    light: Light
    reason: Text
    place: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Days that others worked out, such as those of exams."""

    what: Text | str
    on: date


@dataclass(frozen=True, slots=True)
class Countdown:
    """Days until something begins. ``sure``: a calendar tells the day; else it is 1 August as a guess."""

    what: Text | str
    on: date
    days: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One of the five lines for a board. ``names``: what it is about, the first few."""

    key: str
    head: Text
    said: tuple[Text, ...]
    light: Light
    names: tuple[Text | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readiness:
    today: date
    points: tuple[Point, ...]
    countdowns: tuple[Countdown, ...]
    lines: tuple[Line, ...]

    def of(self, light: Light) -> tuple[Point, ...]:
        return tuple(each for each in self.points if each.light is light)
