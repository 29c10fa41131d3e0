"""Holidays from pasted lines "title; first day; last day": what each line says, and what becomes of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from naadloos.engines.route import document as doc
from naadloos.engines.route.calendar import MONTHS
from naadloos.engines.route.terms import FreeKind, Term, gettext_noop
from naadloos.organisations.history import in_words

MOST_CHARACTERS = 20_000
MOST_LINES = 200


class Outcome(Term):
    NEW = "nieuw", gettext_noop("nieuw")
    CHANGED = "gewijzigd", gettext_noop("gewijzigd")
    SAME = "ongewijzigd", gettext_noop("ongewijzigd")
    REFUSED = "geweigerd", gettext_noop("geweigerd")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line, and what becomes of it. ``changes`` is the key of the holiday that it changes."""

    number: int
    text: str
    outcome: Outcome
    reason: str = ""
    title: str = ""
    kind: FreeKind = FreeKind.HOLIDAY
    first_day: date | None = None
    last_day: date | None = None
    changes: str = ""

    @property
    def words(self) -> str:
        return gettext(self.outcome.label)


class LineError(ValueError):
    """A line cannot be taken; the message says why, in the language of the reader."""


def read_day(text: str) -> date:
    """A day as people write it: 18-10-2027, 18/10/2027, 18 oktober 2027 or 2027-10-18. Raises LineError."""
    plain = " ".join(text.split()).lower()
    parts = None
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain):
        parts = (match[1], match[2], match[3])
    elif match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", plain):
        parts = (match[3], match[2], match[1])
    elif match := re.fullmatch(r"(\d{1,2}) ([a-z]+)\.? (\d{4})", plain):
        month = [at for at, name in enumerate(MONTHS, start=1) if len(match[2]) > 2 and name.startswith(match[2])]
        parts = (match[3], str(month[0]), match[1]) if len(month) == 1 else None
    try:
        if parts is None:
            raise ValueError(text)
        return date(*map(int, parts))
    except ValueError:
        raise LineError(
            gettext("“%(text)s” is geen datum. Schrijf bijvoorbeeld 18-10-2027.") % {"text": text.strip()[:40]}
        ) from None


def read_lines(text: str, calendar: doc.SchoolYear, holidays: Iterable[doc.Holiday]) -> list[PastedLine]:
    """Each line that is not empty and what becomes of it in the calendar; nothing is written.

    A line is "title; first day; last day; kind", divided by semicolons or tabs; without a last day it is one day,
    without a kind a holiday. A line with the title of a holiday that it overlaps changes that one. Reading the same
    lines again changes nothing.
    """
    known = [row for row in holidays if row.calendar == calendar.key]
    found: list[PastedLine] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            if len(found) >= MOST_LINES:
                raise LineError(gettext("er zijn meer dan %(n)s regels") % {"n": MOST_LINES})
            made = _line(number, line.strip(), calendar, known)
            if any(each.first_day and _meets(each, made.title, made.first_day, made.last_day) for each in found):
                raise LineError(gettext("deze vakantie of dag staat al op een eerdere regel"))
            found.append(made)
        except LineError as error:
            found.append(PastedLine(number, line.strip()[:200], Outcome.REFUSED, str(error)))
            if len(found) > MOST_LINES:
                break
    return found


def _line(number: int, text: str, calendar: doc.SchoolYear, known: Sequence[doc.Holiday]) -> PastedLine:
    cells = [cell.strip() for cell in re.split(r"[;\t]", text)]
    if len(cells) < 2 or len(cells) > 4:
        raise LineError(gettext("Schrijf: naam; eerste dag; laatste dag."))
    title, first, last, kind = [*cells, "", ""][:4]
    if not title or len(title) > 200:
        raise LineError(gettext("De naam ontbreekt of is te lang."))
    first_day = read_day(first)
    last_day = read_day(last) if last else first_day
    if last_day < first_day:
        raise LineError(gettext("De eerste dag ligt na de laatste."))
    if first_day < calendar.first_day or last_day > calendar.last_day:
        raise LineError(
            gettext("Dit ligt niet binnen de lesdagen: %(first)s tot en met %(last)s.")
            % {"first": in_words(calendar.first_day), "last": in_words(calendar.last_day)}
        )
    old = next((row for row in known if _meets(row, title, first_day, last_day)), None)
    chosen = _kind(kind) or (old.kind if old else FreeKind.HOLIDAY)
    outcome, reason = Outcome.NEW, ""
    if old is not None:
        same = (old.kind, old.first_day, old.last_day) == (chosen, first_day, last_day)
        outcome = Outcome.SAME if same else Outcome.CHANGED
        reason = "" if same else gettext("was %(days)s") % {"days": days_in_words(old.first_day, old.last_day)}
    return PastedLine(
        number, text[:200], outcome, reason, title, chosen, first_day, last_day, old.key if old is not None else ""
    )


def _kind(text: str) -> FreeKind | None:
    if not text:
        return None
    for kind in FreeKind:
        if text.lower() in {kind.value, kind.label.lower(), gettext(kind.label).lower()}:
            return kind
    raise LineError(
        gettext("“%(text)s” is geen soort. Schrijf %(kinds)s.")
        % {"text": text[:40], "kinds": ", ".join(kind.value for kind in FreeKind)}
    )


def _meets(row: doc.Holiday | PastedLine, title: str, first_day: date | None, last_day: date | None) -> bool:
    """Is this the same holiday: the same name, on days of which at least one is the same?"""
    if not (row.first_day and row.last_day and first_day and last_day):
        return False
    return row.title.casefold() == title.casefold() and row.first_day <= last_day and first_day <= row.last_day


def days_in_words(first: date, last: date) -> str:
    """One day, or from and to."""
    if first == last:
        return in_words(first)
    return gettext("%(first)s tot en met %(last)s") % {"first": in_words(first), "last": in_words(last)}
