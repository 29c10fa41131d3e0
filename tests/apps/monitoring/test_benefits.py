"""What is given of a benefit is read from the basisweek and the companies, beside what people fill in."""

import pytest

from naadloos.engines.route.terms import Benefit
from naadloos.execution.models import LessonPlace, TeamMember, WeekGroup, WeekLesson, WeekStay
from naadloos.monitoring.benefits import Audit, audits
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document

pytestmark = pytest.mark.django_db


def given(route: Route, benefit: Benefit) -> tuple[str, ...]:
    found: list[Audit] = audits(route, build_document(route), [], {})
    return next(each.given for each in found if each.benefit is benefit)


def test_days_at_a_company_are_those_on_the_board(bwi: Route) -> None:
    WeekStay.objects.filter(route=bwi).delete()
    assert not any("basisweek" in line for line in given(bwi, Benefit.PRACTICE))
    group = WeekGroup.objects.filter(route=bwi, route_year=1)[0]
    for day, kind in ((1, "bedrijf"), (2, "bedrijf"), (3, "vmbo")):
        WeekStay.objects.create(route=bwi, group=group, day=day, part=1, kind=kind)
    said = f"In de basisweek: {group.title} (leerjaar 3) is 2 dagdelen per week bij een bedrijf."
    assert said in given(bwi, Benefit.PRACTICE)


def test_only_lessons_with_a_place_and_teachers_of_both_sides_are_given_together(bwi: Route) -> None:
    LessonPlace.objects.filter(route=bwi).delete()
    assert not any("basisweek" in line for line in given(bwi, Benefit.TEAMS))
    sides = {side: TeamMember.objects.filter(route=bwi, side=side)[0] for side in ("vmbo", "mbo")}
    alone, together = WeekLesson.objects.filter(route=bwi).order_by("pk")[:2]
    WeekLesson.objects.filter(pk=together.pk).update(length=2)
    alone.teachers.set([sides["vmbo"]])
    together.teachers.set(sides.values())
    for lesson in (alone, together):
        LessonPlace.objects.create(route=bwi, lesson=lesson, day=1 if lesson == alone else 2, part=1)
    said = "In de basisweek: 2 dagdelen per week samen les van vmbo en mbo."
    assert said in given(bwi, Benefit.TEAMS)


def test_companies_with_a_role_count_once(bwi: Route) -> None:
    assert "4 bedrijven hebben een rol in het programma of de examens." in given(bwi, Benefit.COMPANIES)
