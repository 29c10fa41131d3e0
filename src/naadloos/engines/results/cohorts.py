"""Does a student belong to a group for whom another rule holds? It can be unknown."""

from datetime import date

from naadloos.engines.results.case import Start
from naadloos.engines.results.schema import Cohort
from naadloos.engines.route.terms import YesNoUnknown


def belongs(start: Start, cohort: Cohort) -> YesNoUnknown:
    """Began early enough, and finishes in time; what is not filled in can make that unknown."""
    if start.began_on is None:
        return YesNoUnknown.UNKNOWN
    limit = cohort.started_before.get(str(start.study_year))
    if limit is None or start.began_on >= limit:
        return YesNoUnknown.NO
    if start.study_years is None or start.finished_on is None:
        return YesNoUnknown.UNKNOWN
    full = start.study_years + cohort.extra_years
    # Whether the length counts from the year that the student entered, or from the year that the group began, is not
    # printed: between the two nothing is sure.
    if start.finished_on <= _later(start.began_on, full - (start.study_year - 1)):
        return YesNoUnknown.YES
    return YesNoUnknown.NO if start.finished_on > _later(start.began_on, full) else YesNoUnknown.UNKNOWN


def _later(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th."""
    return date(day.year + years, day.month, min(day.day, 28) if day.month == 2 else day.day)
