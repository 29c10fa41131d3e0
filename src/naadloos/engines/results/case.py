"""What goes in: the marks of one candidate. Nobody's name is needed, and nothing is kept."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naadloos.engines.results.terms import Exam, Word
from naadloos.engines.route.terms import YesNoUnknown


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of the exam, with what is known of it; None is not known yet.

    ``part`` is an id from the data (nederlands, keuzevak, kerntaak, ...); ``name`` is what the school calls it.
    ``own`` is the mark of schoolexamen or instellingsexamen, 1 to 10 with one decimal; whole where there is no centraal
    examen. ``central`` is the mark of the centraal examen or cspe, ``resit`` that of a second chance. ``word`` takes
    the place of marks. ``has_central`` says whether the part has a centraal examen, None means as the data starts with.
    ``no_own``: there is no schoolexamen beside the centraal examen. ``early``: the centraal examen was taken in an
    earlier leerjaar. ``hours``: size of a keuzedeel in klokuren (240, 480 or 720).
    """

    part: str
    name: str = ""
    own: Decimal | None = None
    central: Decimal | None = None
    resit: Decimal | None = None
    word: Word | None = None
    has_central: YesNoUnknown | None = None
    no_own: bool = False
    early: bool = False
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """When a student began the mbo-opleiding; decides which pass rule holds (EKB 18c).

    ``began_on``: first day; ``study_year``: the year of the opleiding that the student entered; ``study_years``: its
    length in years;
    ``finished_on``: day of the last exam, or the day on which it is expected.
    """

    began_on: date | None = None
    study_year: int = 1
    study_years: int | None = None
    finished_on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One candidate for one diploma.

    ``promoted``: did the candidate go up after the leerjaar of an early centraal examen? ``start`` only matters for the
    mbo. ``fewer_hours``: parts of WEB 6.1.2a are in the programme, so that the keuzedelen may be smaller.
    """

    exam: Exam
    entries: tuple[Entry, ...] = ()
    promoted: YesNoUnknown = YesNoUnknown.UNKNOWN
    start: Start = Start()
    fewer_hours: bool = False
