"""The indicators counted once more, pupil by pupil and date by date, apart from the engine."""

from collections.abc import Iterable
from datetime import date

from naadloos.engines.cohort import Exit, Pupil

KEYS = (
    "instroom",
    "niveau-4",
    "havo-advies",
    "in-route",
    "vo-fase-gehaald",
    "vmbo-diploma",
    "mbo-delen",
    "startkwalificatie",
    "vsv",
    "naar-ander-onderwijs",
    "wissel-binnen",
    "wissel-eerste-jaar",
    "startersresultaat",
    "jaarresultaat",
    "diplomaresultaat",
    "passend-diploma",
    "verzuim",
)
# At which counting dates each is counted; those of a school year at its begin.
WHEN = {
    **dict.fromkeys(("instroom", "niveau-4", "havo-advies"), (0,)),
    **dict.fromkeys(("vo-fase-gehaald", "vmbo-diploma", "mbo-delen"), (2,)),
    "in-route": (1, 2, 3, 4),
    "startkwalificatie": (3, 4, 5, 6),
    **dict.fromkeys(("vsv", "naar-ander-onderwijs", "wissel-binnen", "verzuim"), range(6)),
    **dict.fromkeys(("wissel-eerste-jaar", "startersresultaat"), (1, 2, 3, 4)),
    **dict.fromkeys(("jaarresultaat", "diplomaresultaat", "passend-diploma"), (1, 2, 3, 4, 5)),
}
EXPECTED = {"bb": 2, "kb": 3, "gl": 4, "tl": 4}


def happened(day: date | None, until: date) -> bool:
    return day is not None and day <= until


def verdict(key: str, pupil: Pupil, k: int) -> tuple[bool, bool, bool]:
    """Does this pupil count, is it a hit, may it be one (a hit included)?"""
    if k not in WHEN[key]:
        return False, False, False
    now, later = date(pupil.cohort + k, 10, 1), date(pupil.cohort + k + 1, 10, 1)
    gone = happened(pupil.exit_on, now)
    if now > pupil.known_until or (gone and pupil.exit is Exit.OTHER):
        return False, False, False
    passed = happened(pupil.vo_passed, now)
    if key == "instroom":
        return True, True, True
    cohort_frame = {
        "niveau-4": (True, pupil.level == 4),
        "havo-advies": (pupil.high_advice is not None, pupil.high_advice is True),
        "in-route": (True, not gone or pupil.exit is Exit.DIPLOMA),
        "vo-fase-gehaald": (True, passed),
        "vmbo-diploma": (True, happened(pupil.vmbo_diploma, now)),
        "mbo-delen": (passed and pupil.parts is not None, (pupil.parts or 0) > 0),
        "startkwalificatie": (True, gone and pupil.exit is Exit.DIPLOMA),
    }
    if key in cohort_frame:
        counts, hit = cohort_frame[key]
        return counts, counts and hit, counts and hit
    left = happened(pupil.exit_on, later)
    if gone or later > pupil.known_until or (left and pupil.exit is Exit.OTHER):
        return False, False, False
    way = pupil.exit if left else Exit.NONE
    inside = happened(pupil.switched_inside, later) and not happened(pupil.switched_inside, now)
    first_year = passed and not happened(pupil.vo_passed, date(pupil.cohort + k - 1, 10, 1))
    unknown, diploma = way is Exit.UNKNOWN, way is Exit.DIPLOMA
    away = left and not (diploma and pupil.goes_on)
    absent = any(now <= day < later for day in pupil.absences or ())
    counts, hit, maybe = {
        "vsv": (True, way is Exit.VSV, unknown),
        "naar-ander-onderwijs": (True, way is Exit.SWITCH, unknown),
        "wissel-binnen": (True, inside, False),
        "wissel-eerste-jaar": (first_year, way is Exit.SWITCH or inside, unknown),
        "startersresultaat": (first_year, not left or diploma, False),
        "jaarresultaat": (passed and left, diploma, False),
        "diplomaresultaat": (passed and away, diploma, False),
        "passend-diploma": (passed and away, diploma and pupil.diploma_level >= EXPECTED[pupil.leerweg], False),
        "verzuim": (pupil.absences is not None, absent, False),
    }[key]
    return counts, counts and hit, counts and (hit or maybe)


def total(key: str, pupils: Iterable[Pupil], k: int, leerweg: str = "", cohort: int = 0) -> tuple[int, int, int]:
    """Who counts, hits at least, hits at most."""
    found = [verdict(key, each, k) for each in pupils if leerweg in ("", each.leerweg) and cohort in (0, each.cohort)]
    return sum(each[0] for each in found), sum(each[1] for each in found), sum(each[2] for each in found)
