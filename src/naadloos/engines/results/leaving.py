"""What somebody holds who leaves now, with only what is filled in: what is open counts as not obtained.

Which papers exist and what the law says of them stands in the data; here is only who gets which.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naadloos.engines.results.book import Book, default_book
from naadloos.engines.results.case import Case
from naadloos.engines.results.norms import value_on
from naadloos.engines.results.route import RouteResult
from naadloos.engines.results.schema import Citation, Paper
from naadloos.engines.results.terms import Exam, Outcome, Status
from naadloos.engines.results.types import Final, Result
from naadloos.engines.route.terms import YesNoUnknown, gettext_noop
from naadloos.engines.route.text import Text, text

# From this year of the route the pupil is mbo-student (WVO 2.107e).
FIRST_MBO_YEAR = 3


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who leaves: in which year of the route (1 is leerjaar 3), and with which results.

    ``vmbo`` is None where no vmbo exam is taken (a GLR may do without); ``vmbo_case`` is what its result rests on.
    ``route`` tells whether the route itself is finished.
    """

    route_year: int
    vmbo: Result | None
    vmbo_case: Case | None
    mbo: Result
    route: RouteResult


@dataclass(frozen=True, slots=True)
class Holding:
    """One paper or right: does the leaver have it, on what it is about, and where the law says so."""

    paper_id: str
    title: str
    duty: str
    has: YesNoUnknown
    reason: Text
    names: tuple[str, ...]
    citations: tuple[Citation, ...]
    status: Status


def leaving(leaver: Leaver, *, on: date, book: Book | None = None) -> tuple[Holding, ...]:
    """What this pupil or student holds who leaves now, in the order of the data."""
    book = book or default_book()
    passed_subjects = _passed_subjects(leaver, book, on)
    found = {**_vmbo(leaver, passed_subjects), **_mbo(leaver)}
    return tuple(_holding(paper, found) for name, paper in book.papers.items() if name in found)


Found = tuple[YesNoUnknown, Text, tuple[str, ...]]


def _holding(paper: Paper, found: Mapping[str, Found]) -> Holding:
    has, reason, names = found[paper.id]
    return Holding(paper.id, paper.title, paper.duty, has, reason, names, paper.citations, paper.status)


def _passed_subjects(leaver: Leaver, book: Book, on: date) -> tuple[Final, ...]:
    """Subjects of the vmbo exam whose final mark is certain and high enough for a certificaat (UWVO 3.50)."""
    least = value_on(book.parameters["certificaat_minimum"], on)
    if leaver.vmbo is None or not isinstance(least, Decimal):
        return ()
    return tuple(final for final in leaver.vmbo.finals if not final.made and not final.in_words and final.low >= least)


def _vmbo(leaver: Leaver, passed: tuple[Final, ...]) -> dict[str, Found]:
    if leaver.vmbo is None:
        return {}
    has_diploma = leaver.vmbo.outcome is Outcome.PASSED
    yes_no = YesNoUnknown.YES if has_diploma else YesNoUnknown.NO
    names = tuple(final.name for final in passed)
    found: dict[str, Found] = {"vmbo-diploma": (yes_no, _diploma_reason(leaver.vmbo), ())}
    if has_diploma:
        return found
    if leaver.vmbo.exam in (Exam.BB, Exam.LWT):
        # Which part of the exam is enough stands in no text that was read; without any part there is none.
        found["vmbo-getuigschrift"] = (
            (
                YesNoUnknown.UNKNOWN,
                text(
                    gettext_noop(
                        "Onbekend, omdat niet is nagelezen welk deel van het examen genoeg is (WVO 2.58 lid 2). Vraag "
                        "het de examensecretaris."
                    )
                ),
                names,
            )
            if names
            else (YesNoUnknown.NO, text(gettext_noop("Nog geen deel van het examen is gehaald.")), ())
        )
    certificate = YesNoUnknown.YES if names else YesNoUnknown.NO
    found["vmbo-certificaat"] = (
        certificate,
        text(gettext_noop("Met de vakken die een 6 of hoger zijn."))
        if names
        else text(gettext_noop("Nog geen vak is een 6 of hoger.")),
        names,
    )
    early = tuple(
        final.name
        for final in leaver.vmbo.finals
        if leaver.vmbo_case is not None and final.entry is not None and _early(leaver.vmbo_case, final.entry)
    )
    if early:
        found["voorlopige-cijferlijst"] = (
            YesNoUnknown.YES,
            text(gettext_noop("Er is eerder centraal examen gedaan.")),
            early,
        )
    found["vmbo-verklaring"] = (
        YesNoUnknown.UNKNOWN if names else YesNoUnknown.YES,
        text(gettext_noop("Er is misschien al een certificaat of getuigschrift."))
        if names
        else text(gettext_noop("Er is geen diploma en geen certificaat.")),
        (),
    )
    return found


def _early(case: Case, place: int) -> bool:
    return case.entries[place].early and case.entries[place].central is not None


def _mbo(leaver: Leaver) -> dict[str, Found]:
    outcome, is_student = leaver.mbo.outcome, leaver.route_year >= FIRST_MBO_YEAR
    reason = _diploma_reason(leaver.mbo)
    if outcome is Outcome.PASSED:
        has = YesNoUnknown.YES
    elif outcome is Outcome.OPEN and not leaver.mbo.missing:
        # Every mark is in, and still it is open: a fact or the law leaves it so.
        has = YesNoUnknown.UNKNOWN
    else:
        has = YesNoUnknown.NO
    found: dict[str, Found] = {"mbo-diploma": (has, reason, ())}
    if has is not YesNoUnknown.YES:
        student = text(gettext_noop("De student vertrekt zonder diploma."))
        pupil = text(
            gettext_noop("Dit is nog geen mbo-student. Of een mbo-verklaring dan kan, moet nog worden nagelezen.")
        )
        obtained = tuple(
            final.name for final in leaver.mbo.finals if final.entry is not None and not final.made and final.low >= 6
        )
        answer = YesNoUnknown.UNKNOWN if has is YesNoUnknown.UNKNOWN or not is_student else YesNoUnknown.YES
        found["mbo-verklaring"] = (answer, student if is_student else pupil, obtained)
        found["mbo-certificaat"] = (
            (
                YesNoUnknown.UNKNOWN,
                text(
                    gettext_noop(
                        "Onbekend, omdat in Naadloos niet staat of bij een gehaald onderdeel een certificaat hoort. "
                        "Zoek het op in het kwalificatiedossier, of vraag het de instelling."
                    )
                ),
                obtained,
            )
            if obtained
            else (YesNoUnknown.NO, text(gettext_noop("Er is nog geen onderdeel gehaald.")), ())
        )
    found["startkwalificatie"] = (has, _qualification_reason(has), ())
    if leaver.route.outcome is not Outcome.PASSED:
        found["overstapoptie"] = (
            YesNoUnknown.YES,
            text(gettext_noop("De route is nog niet klaar. Wie stopt, heeft recht op deze kans.")),
            (),
        )
    return found


def _diploma_reason(result: Result) -> Text:
    if result.outcome is Outcome.PASSED:
        return text(gettext_noop("Geslaagd voor dit diploma."))
    if result.outcome is Outcome.FAILED:
        return text(gettext_noop("Niet geslaagd voor dit diploma."))
    if result.missing:
        return text(gettext_noop("Wat nog open is, is dan niet gehaald."))
    return text(gettext_noop("De cijfers zijn er, maar de uitslag is nog niet te zeggen."))


def _qualification_reason(has: YesNoUnknown) -> Text:
    if has is YesNoUnknown.YES:
        return text(gettext_noop("Het mbo-diploma is van niveau 2 of hoger."))
    if has is YesNoUnknown.NO:
        return text(gettext_noop("Er is geen mbo-diploma van niveau 2 of hoger."))
    return text(gettext_noop("Dat hangt af van de uitslag van het mbo-examen."))
