"""Reading GRONDSLAG_IP_MBO: what DUO tells an mbo institution about its students, under a pseudonym.

From it come, only for the opleidingen that are asked for:

- ``telling`` for each 1 October on which a student was enrolled;
- ``mbo_diploma``, with the level that the caller gives for the crebo;
- ``uit_onbekend`` when the last enrolment ended and no diploma was earned. The record has a code for the reason, but
  what the codes mean was not confirmed, so where the student went stays unknown.

Not read: when somebody began in the route (the first enrolment is not the start of a leerroute), the columns for
leerroute and phase (where they stand is not confirmed), age, sex, postcode, nationality, results and money. TBG-i is
read by engines/finance/tbgi, which already gives only sums; engines do not import each other, so the app calls it.
An RO holds person numbers and birth dates, and is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from naadloos.engines.cohort.intake.events import Event, EventLine, IntakeError, Problem
from naadloos.engines.cohort.intake.personal import key_problem
from naadloos.engines.cohort.intake.rows import decoded, lines_of
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import text

MOST_BYTES = 60 * 1024 * 1024

_EMPTY = gettext_noop("Het bestand is leeg.")
_LARGE = gettext_noop("Het bestand is groter dan 60 MB. Neem het bestand van één studiejaar.")
_RO = gettext_noop(
    "Dit is een RO: daarin staan persoonsnummers en geboortedatums. Dat bestand blijft binnen de instelling. Gebruik "
    "GRONDSLAG_IP_MBO."
)
_OTHER = gettext_noop("Dit is geen GRONDSLAG_IP_MBO: het begint niet met een voorlooprecord (VLP) van dat bestand.")
_PERSON = gettext_noop(
    "Op regel %(regel)s staat geen pseudoniem maar iets wat een persoonsnummer of naam kan zijn. Er is niets ingelezen."
)
_RECORD = gettext_noop(
    "Dit %(soort)s-record kan niet worden gelezen. Van deze student is niets ingelezen; haal het bestand opnieuw op."
)
_END = gettext_noop("Het sluitrecord (SLR) ontbreekt: het bestand is niet heel. Haal het opnieuw op.")
_ELSEWHERE = gettext_noop(
    "Deze student ging binnen de instelling naar een opleiding die u niet koos. Meld zelf of dat “uit_route” is."
)
# How many fields a record has at least, and the names for sentences.
_WIDTHS = {"PER": 2, "ISG": 7, "ISP": 7, "DIP": 6}


@dataclass(frozen=True, slots=True)
class Grondslag:
    """``year``: study year. ``known_until``: the day on which DUO made the file. ``students``: with an asked crebo."""

    year: int
    known_until: date
    students: int
    lines: tuple[EventLine, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Period:
    begin: date
    end: date | None
    crebo: str


@dataclass(slots=True)
class _Enrolment:
    line: int
    begin: date
    planned: date | None
    end: date | None
    periods: list[_Period] = field(default_factory=list)


@dataclass(slots=True)
class _Student:
    enrolments: dict[str, _Enrolment] = field(default_factory=dict)
    diplomas: list[tuple[int, str, date]] = field(default_factory=list)
    wrong: bool = False


class _RecordError(ValueError):
    """A record does not hold what it should."""


def read_grondslag(content: bytes, crebos: Mapping[str, int]) -> Grondslag:
    """The events of students of ``crebos`` (crebo and its level). Raises IntakeError."""
    if not content.strip():
        raise IntakeError(text(_EMPTY))
    if len(content) > MOST_BYTES:
        raise IntakeError(text(_LARGE))
    numbered = enumerate((decoded(line).strip() for line in lines_of(content)), 1)
    records = [(number, line) for number, line in numbered if line]
    year, made = _head(records[0][1] if records else "")
    students: dict[str, _Student] = {}
    problems: list[Problem] = []
    for number, line in records[1:]:
        kind, *rest = (cell.strip() for cell in line.split(";"))
        if kind not in _WIDTHS:
            continue
        if rest and key_problem(rest[0]) is not None:
            raise IntakeError(text(_PERSON, regel=number))
        student = students.setdefault(rest[0], _Student()) if rest else None
        try:
            _take(student, kind, number, rest)
        except _RecordError:
            problems.append(Problem(number, "", text(_RECORD, soort=kind)))
            if student is not None:
                student.wrong = True
    if not records[-1][1].startswith("SLR;"):
        problems.append(Problem(records[-1][0], "", text(_END)))
    lines: list[EventLine] = []
    count = 0
    for key, student in students.items():
        if student.wrong:
            continue
        found = list(_events(key, student, crebos, made, problems))
        count += any(period.crebo in crebos for each in student.enrolments.values() for period in each.periods)
        lines += found
    return Grondslag(year, made, count, tuple(lines), tuple(problems))


def _head(line: str) -> tuple[int, date]:
    cells = [cell.strip() for cell in line.split(";")]
    if "|" in line or (cells[0] == "VLP" and any(re.search(r"[0-9]-[0-9]", cell) for cell in cells)):
        raise IntakeError(text(_RO))
    if len(cells) < 4 or cells[0] != "VLP" or not re.fullmatch(r"20[0-9]{2}", cells[2]):
        raise IntakeError(text(_OTHER))
    try:
        made = _day(cells[3])
    except _RecordError:
        made = None
    if made is None:
        raise IntakeError(text(_OTHER))
    return int(cells[2]), made


def _day(cell: str) -> date | None:
    """None when empty. Raises _RecordError."""
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{8}", cell):
        raise _RecordError
    try:
        return date(int(cell[:4]), int(cell[4:6]), int(cell[6:]))
    except ValueError:
        raise _RecordError from None


def _sure_day(cell: str) -> date:
    day = _day(cell)
    if day is None:
        raise _RecordError
    return day


def _crebo(cell: str) -> str:
    if not re.fullmatch(r"[0-9]{5}", cell):
        raise _RecordError
    return cell


def _take(student: _Student | None, kind: str, number: int, cells: list[str]) -> None:
    """One record; ``cells`` begins with the pseudonym. Raises _RecordError."""
    if student is None or len(cells) + 1 < _WIDTHS[kind]:
        raise _RecordError
    if kind == "ISG":
        # pseudonym, institution, number of the enrolment, from, planned end, real end, reason
        student.enrolments[cells[2]] = _Enrolment(number, _sure_day(cells[3]), _day(cells[4]), _day(cells[5]))
    elif kind == "ISP":
        # pseudonym, institution, number of the enrolment, from, end, crebo, -, leertraject
        enrolment = student.enrolments.get(cells[2])
        if enrolment is None:
            raise _RecordError
        enrolment.periods.append(_Period(_sure_day(cells[3]), _day(cells[4]), _crebo(cells[5])))
    elif kind == "DIP":
        # pseudonym, institution, number of the result, crebo, date
        student.diplomas.append((number, _crebo(cells[3]), _sure_day(cells[4])))


def _events(
    key: str, student: _Student, crebos: Mapping[str, int], made: date, problems: list[Problem]
) -> Iterator[EventLine]:
    mine = [
        each
        for each in student.enrolments.values()
        if any(period.crebo in crebos for period in each.periods) and each.begin <= made
    ]
    counted: dict[date, EventLine] = {}
    for enrolment in mine:
        for day, crebo in _octobers(enrolment, crebos, made):
            counted.setdefault(
                day, EventLine(enrolment.line, key, Event.COUNTED, day, crebo=crebo, level=crebos[crebo])
            )
    yield from (counted[day] for day in sorted(counted))
    diplomas = [each for each in student.diplomas if each[1] in crebos and each[2] <= made]
    for number, crebo, day in sorted(diplomas, key=lambda each: each[2]):
        yield EventLine(number, key, Event.MBO_DIPLOMA, day, crebo=crebo, level=crebos[crebo])
    if mine and not diplomas:
        yield from _signed_off(key, student, mine, crebos, made, problems)


def _octobers(enrolment: _Enrolment, crebos: Mapping[str, int], made: date) -> Iterator[tuple[date, str]]:
    for year in range(enrolment.begin.year, made.year + 1):
        day = date(year, 10, 1)
        # Without a real end an enrolment counts until the end that was planned.
        ended = day >= enrolment.end if enrolment.end else enrolment.planned is not None and day > enrolment.planned
        if not enrolment.begin <= day <= made or ended:
            continue
        for period in enrolment.periods:
            if period.crebo in crebos and period.begin <= day and (period.end is None or day <= period.end):
                yield day, period.crebo
                break


def _signed_off(
    key: str, student: _Student, mine: list[_Enrolment], crebos: Mapping[str, int], made: date, problems: list[Problem]
) -> Iterator[EventLine]:
    """The end of the last enrolment, when all have ended and the student did not go on at another opleiding here."""
    last = max(mine, key=lambda each: each.end or date.max)
    final = max(last.periods, key=lambda each: each.begin)
    others = [each for each in student.enrolments.values() if each not in mine and each.begin >= last.begin]
    if final.crebo not in crebos or (last.end is not None and others):
        problems.append(Problem(last.line, "", text(_ELSEWHERE)))
    elif last.end is not None and last.end <= made:
        yield EventLine(last.line, key, Event.LEFT_UNKNOWN, last.end)
