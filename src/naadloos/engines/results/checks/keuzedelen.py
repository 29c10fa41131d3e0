"""The keuzedelen together (EKB 17 lid 2 d and lid 3 d, 17d)."""

from itertools import combinations

from naadloos.engines.results.checks.base import Check, Finding, names_of
from naadloos.engines.results.checks.least import points
from naadloos.engines.results.marks import mean
from naadloos.engines.results.norms import Norms
from naadloos.engines.results.picture import KEUZEDEEL, Picture, Row, Sheet
from naadloos.engines.results.terms import Holds
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text


def _rows(sheet: Sheet) -> list[Row]:
    return [row for row in sheet if row.part == KEUZEDEEL]


def _good(rows: list[Row], norms: Norms) -> bool:
    table, marks = norms.table(0), [row.mark for row in rows]
    enough = sum(1 for mark in marks if mark >= table["voldoende"])
    if len(marks) == 1:
        return enough == 1
    return mean(marks) >= table["gemiddeld"] and 2 * enough >= len(marks) and min(marks) >= table["laagste"]


def _all(sheet: Sheet, norms: Norms) -> bool:
    return _good(_rows(sheet), norms)


def _some(sheet: Sheet, norms: Norms) -> bool:
    """Do some keuzedelen that make up the size of EKB 17d meet the rule? Which ones count is not printed."""
    rows = _rows(sheet)
    return any(
        _good(list(chosen), norms)
        for size in range(1, len(rows) + 1)
        for chosen in combinations(rows, size)
        if sum(row.hours for row in chosen) >= norms.keuzedeel_hours
    )


def _explain(holds: Holds, picture: Picture, norms: Norms) -> Finding:
    low, high, table = _rows(picture.low), _rows(picture.high), norms.table(0)
    if holds is Holds.YES:
        return Finding(text(gettext_noop("De keuzedelen zijn samen hoog genoeg: %(names)s."), names=names_of(low)))
    known = [row for row, most in zip(low, high, strict=True) if row.mark == most.mark]
    too_low = [row for row in known if row.mark < table["laagste"]]
    if holds is Holds.NO:
        needed = tuple(points(row, table["laagste"] if len(high) > 1 else table["voldoende"]) for row in too_low)
        return Finding(
            text(gettext_noop("De keuzedelen zijn samen niet hoog genoeg.")), needed or _what_is_asked(norms)
        )
    missing = picture.missing_in({KEUZEDEEL})
    if not missing:
        return Finding(
            text(
                gettext_noop(
                    "Alle keuzedelen samen zijn niet zeker hoog genoeg. Misschien tellen ze niet allemaal mee."
                )
            ),
            missing=(text(gettext_noop("welke keuzedelen samen de omvang vormen die de wet vraagt (EKB 17d)")),),
        )
    return Finding(text(gettext_noop("Nog niet alle keuzedelen zijn beoordeeld.")), _what_is_asked(norms), missing)


def _what_is_asked(norms: Norms) -> tuple[Text, ...]:
    table = norms.table(0)
    return (
        text(
            gettext_noop(
                "Gemiddeld ten minste een %(mean)s, ten minste de helft een %(half)s, en niets onder de %(low)s."
            ),
            mean=table["gemiddeld"],
            half=table["voldoende"],
            low=table["laagste"],
        ),
    )


def _explain_old(holds: Holds, picture: Picture, norms: Norms) -> Finding:
    if holds is Holds.YES:
        return _explain(holds, picture, norms)
    return Finding(
        text(gettext_noop("Voor deze groep is niet zeker welke regel voor de keuzedelen geldt.")),
        missing=picture.missing_in({KEUZEDEEL})
        or (text(gettext_noop("vanaf wanneer de cijfers van keuzedelen meetellen")),),
    )


keuzedelen = Check(_all, _explain, _some)
keuzedelen_old = Check(_all, _explain_old, lambda _sheet, _norms: True)
