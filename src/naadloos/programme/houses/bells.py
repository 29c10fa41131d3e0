"""Bell times: the lessons of a day, and when a lesson of both sides can begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import gettext_noop

DAY = 24 * 60
# Whoever is free first waits no longer than an ordinary pause for a lesson together.
MOST_WAIT = 15


class PauseError(ValueError):
    """Pauses that cannot be. ``sentence`` is a Dutch template with %(what)s."""

    def __init__(self, sentence: str, what: str) -> None:
        self.sentence, self.what = sentence, what
        super().__init__(sentence % {"what": what})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a day, in minutes after midnight; the end is not part of it."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return f"{clock(self.start)}-{clock(self.end)}"


def clock(minutes: int) -> str:
    """Minutes after midnight as people write a time.

    >>> clock(510)
    '08:30'
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


_PAUSE = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|tot)\s*(\d{1,2})[:.](\d{2})")


def read_pauses(text: str) -> list[Block]:
    """The pauses of a day, one per line. Raises PauseError for a line that is none and for pauses out of order."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = _PAUSE.fullmatch(line)
        hours = [int(part) for part in match.groups()] if match else []
        if not hours or hours[0] > 23 or hours[2] > 23 or hours[1] > 59 or hours[3] > 59:
            raise PauseError(gettext_noop("“%(what)s” is geen pauze. Schrijf bijvoorbeeld 10:10-10:30."), line[:40])
        block = Block(hours[0] * 60 + hours[1], hours[2] * 60 + hours[3])
        if block.minutes <= 0:
            raise PauseError(gettext_noop("De pauze %(what)s eindigt niet na haar begin."), line[:40])
        found.append(block)
    for before, after in pairwise(found):
        if after.start < before.end:
            raise PauseError(gettext_noop("De pauze %(what)s ligt niet na de vorige."), str(after))
    return found


def write_pauses(pauses: Sequence[Block]) -> str:
    """Pauses as they are kept: one per line, hours in two digits."""
    return "\n".join(map(str, pauses))


def lay_out(starts_at: time, minutes: int, lessons: int, pauses: Sequence[Block]) -> list[Block]:
    """The lessons of a day, one after the other; one that a pause would cut begins after it.

    Raises PauseError when the day has no room for the lessons.
    """
    found: list[Block] = []
    now = starts_at.hour * 60 + starts_at.minute
    for _lesson in range(lessons):
        for pause in pauses:
            if pause.start < now + minutes and now < pause.end:
                now = pause.end
        if now + minutes >= DAY:
            raise PauseError(gettext_noop("De lessen passen niet in één dag: %(what)s begint te laat."), clock(now))
        found.append(Block(now, now + minutes))
        now += minutes
    return found


def lessons_of(bells: doc.BellTimes) -> list[Block]:
    """The lessons of a day with these bell times. Raises PauseError."""
    return lay_out(bells.starts_at, bells.lesson_minutes, bells.lessons, read_pauses(bells.breaks))


@dataclass(frozen=True, slots=True)
class Joint:
    """A moment at which a lesson of both sides can begin; it can last until a pause of one of them.

    ``vmbo`` and ``mbo`` are the numbers of the lessons that begin, ``wait_*`` the minutes that a side waits.
    """

    start: int
    end: int
    vmbo: int
    mbo: int
    wait_vmbo: int
    wait_mbo: int

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @property
    def words(self) -> str:
        return str(Block(self.start, self.end))


def joint_starts(vmbo: Sequence[Block], mbo: Sequence[Block], *, most_wait: int = MOST_WAIT) -> list[Joint]:
    """When a lesson together can begin: both sides begin a lesson within ``most_wait`` minutes of each other.

    It begins with the later of the two and can last until one of them has a pause or goes home.
    """
    found = []
    for at, left in enumerate(vmbo, start=1):
        for other, right in enumerate(mbo, start=1):
            start = max(left.start, right.start)
            end = min(_until_pause(vmbo, at - 1), _until_pause(mbo, other - 1))
            if abs(left.start - right.start) <= most_wait and end > start:
                found.append(Joint(start, end, at, other, start - left.start, start - right.start))
    return found


def _until_pause(lessons: Sequence[Block], at: int) -> int:
    """When the stretch of lessons that follow each other without a pause ends."""
    end = lessons[at].end
    for lesson in lessons[at + 1 :]:
        if lesson.start > end:
            break
        end = lesson.end
    return end
