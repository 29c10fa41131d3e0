"""Marks that must be at least something, words that must be voldoende, and exams that only must be taken."""

from decimal import Decimal

from naadloos.engines.results.checks.base import Check, Finding, names_of, rows_of
from naadloos.engines.results.marks import SUFFICIENT
from naadloos.engines.results.norms import Norms
from naadloos.engines.results.picture import Picture, Row, Sheet
from naadloos.engines.results.terms import Holds
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, Value, text


def points(row: Row, norm: Decimal) -> Text:
    """How much higher this mark must be; a word has no points."""
    short = norm - row.mark
    if row.in_words:
        return text(gettext_noop("%(name)s moet nog voldoende worden."), name=row.name)
    if short == 1:
        return text(gettext_noop("%(name)s: nog 1 punt nodig."), name=row.name)
    return text(gettext_noop("%(name)s: nog %(points)s punten nodig."), name=row.name, points=short)


def _short(sheet: Sheet, norms: Norms) -> list[tuple[Row, Decimal]]:
    table = norms.table(0)
    return [(row, table[row.part]) for row in rows_of(sheet, tuple(table)) if row.mark < table[row.part]]


def _least(sheet: Sheet, norms: Norms) -> bool:
    return not _short(sheet, norms)


def _explain_least(holds: Holds, picture: Picture, norms: Norms) -> Finding:
    table = norms.table(0)
    if holds is Holds.YES:
        return Finding(
            text(
                gettext_noop("Hoog genoeg: %(names)s."),
                names=names_of(rows_of(picture.low, tuple(table))),
            )
        )
    if holds is Holds.NO:
        short = _short(picture.high, norms)
        return Finding(
            text(gettext_noop("Te laag: %(names)s."), names=names_of([row for row, _ in short])),
            tuple(points(row, norm) for row, norm in short),
        )
    short = _short(picture.low, norms)
    needed = tuple(
        text(gettext_noop("%(name)s: ten minste een %(mark)s."), name=row.name, mark=norm) for row, norm in short
    )
    return Finding(
        text(gettext_noop("Nog niet zeker: %(names)s."), names=names_of([row for row, _ in short])),
        needed,
        picture.missing_in({row.part for row, _ in short}),
    )


least = Check(_least, _explain_least)


def _sufficient(sheet: Sheet, norms: Norms) -> bool:
    return all(row.mark >= SUFFICIENT for row in rows_of(sheet, norms.parts(0)))


def _explain_sufficient(holds: Holds, picture: Picture, norms: Norms) -> Finding:
    parts = norms.parts(0)
    if holds is Holds.YES:
        return Finding(text(gettext_noop("In orde: %(names)s."), names=names_of(rows_of(picture.low, parts))))
    sheet = picture.high if holds is Holds.NO else picture.low
    names = names_of([row for row in rows_of(sheet, parts) if row.mark < SUFFICIENT])
    if holds is Holds.NO:
        needed = tuple(text(gettext_noop("%(name)s moet nog voldoende worden."), name=name) for name in names)
        return Finding(text(gettext_noop("Niet in orde: %(names)s."), names=names), needed)
    return Finding(
        text(gettext_noop("Nog niet beoordeeld: %(names)s."), names=names), missing=picture.missing_in(parts)
    )


sufficient = Check(_sufficient, _explain_sufficient)


def _one_lower(sheet: Sheet, norms: Norms) -> bool:
    first, *others = sorted(row.mark for row in rows_of(sheet, norms.parts(0)))
    return first >= norms.number(1) and all(mark >= norms.number(2) for mark in others)


def _explain_one_lower(holds: Holds, picture: Picture, norms: Norms) -> Finding:
    parts, one, other = norms.parts(0), norms.number(1), norms.number(2)
    values: dict[str, Value] = {"names": names_of(rows_of(picture.low, parts)), "one": one, "other": other}
    if holds is Holds.YES:
        return Finding(Text(gettext_noop("%(names)s: één is ten minste een %(one)s, de rest een %(other)s."), values))
    sheet = picture.high if holds is Holds.NO else picture.low
    lowest, *others = sorted(rows_of(sheet, parts), key=lambda row: row.mark)
    short = [(row, norm) for row, norm in [(lowest, one), *((row, other) for row in others)] if row.mark < norm]
    if holds is Holds.NO:
        names = tuple(row.name for row, _ in short)
        return Finding(
            text(gettext_noop("Te laag: %(names)s. Eén cijfer mag een %(one)s zijn."), names=names, one=one),
            tuple(points(row, norm) for row, norm in short),
        )
    return Finding(
        text(gettext_noop("Nog niet zeker: %(names)s."), names=tuple(row.name for row, _ in short)),
        (
            Text(
                gettext_noop("Van %(names)s mag er één een %(one)s zijn. De rest is ten minste een %(other)s."), values
            ),
        ),
        picture.missing_in(parts),
    )


one_lower = Check(_one_lower, _explain_one_lower)


def _taken(sheet: Sheet, norms: Norms) -> bool:
    return all(row.taken for row in rows_of(sheet, norms.parts(0)))


def _explain_taken(holds: Holds, picture: Picture, norms: Norms) -> Finding:
    parts = norms.parts(0)
    names = names_of(rows_of(picture.low, parts))
    if holds is Holds.YES:
        return Finding(text(gettext_noop("Afgelegd: %(names)s."), names=names))
    return Finding(text(gettext_noop("Nog niet afgelegd: %(names)s."), names=names), missing=picture.missing_in(parts))


taken = Check(_taken, _explain_taken)
