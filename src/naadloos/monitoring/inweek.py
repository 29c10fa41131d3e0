"""What the basisweek and the companies of step 10 already give of a benefit, read and not entered.

It is what stands in the timetable; what became of it in a year people fill in beside it.
"""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.steps import route_year_label
from naadloos.engines.route.terms import Benefit, Side, WeekKind
from naadloos.engines.week import half_days


def _half_days(count: int) -> str:
    return ngettext("%(n)s dagdeel", "%(n)s dagdelen", count) % {"n": count}


def _practice(document: RouteDocument) -> list[str]:
    """Half days at a company per group of the first two years, as laid out."""
    laid_out = half_days(document)
    return [
        _("In de basisweek: %(group)s (%(year)s) is %(half_days)s per week bij een bedrijf.")
        % {
            "group": group.title,
            "year": _(route_year_label(group.route_year)),
            "half_days": _half_days(laid_out[group.key][WeekKind.COMPANY]),
        }
        for group in document.execution.week_groups
        if group.route_year <= 2 and group.key in laid_out
    ]


def _companies(document: RouteDocument) -> list[str]:
    count = len({each.company for each in document.execution.company_roles})
    if not count:
        return []
    return [
        ngettext(
            "%(n)s bedrijf heeft een rol in het programma of de examens.",
            "%(n)s bedrijven hebben een rol in het programma of de examens.",
            count,
        )
        % {"n": count}
    ]


def _teams(document: RouteDocument) -> list[str]:
    """Half days on which teachers of both sides give a lesson together, of the lessons that have a place."""
    sides = {each.key: each.side.value for each in document.execution.team}
    placed = {each.lesson for each in document.execution.lesson_places}
    together = sum(
        lesson.length
        for lesson in document.execution.week_lessons
        if lesson.key in placed
        and {Side.VMBO.value, Side.MBO.value} <= {sides[key] for key in lesson.teachers if key in sides}
    )
    if not placed:
        return []
    return [
        _("In de basisweek: %(half_days)s per week samen les van vmbo en mbo.") % {"half_days": _half_days(together)}
    ]


_READ: Mapping[Benefit, Callable[[RouteDocument], list[str]]] = {
    Benefit.PRACTICE: _practice,
    Benefit.COMPANIES: _companies,
    Benefit.TEAMS: _teams,
}


def in_week(benefit: Benefit, document: RouteDocument) -> list[str]:
    """Sentences in the language of the reader; none for a benefit that no timetable shows."""
    return _READ[benefit](document) if benefit in _READ else []
