"""Writing surveys: who may, what is refused, when answers come into the results, and what is kept of them."""

from datetime import date, timedelta

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from naadloos.engines.route.terms import Benefit
from naadloos.monitoring import survey_actions
from naadloos.monitoring.models import Survey, SurveyAnswer
from naadloos.monitoring.survey_actions import SurveyClosedError, answer_survey, close_survey, open_survey
from naadloos.monitoring.survey_queries import results_of, shown_results
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RouteMember
from naadloos.routes.queries import route_history


def fresh(audience: str = "leerlingen", year: int = 2026) -> Survey:
    today = timezone.localdate()
    return Survey(audience=audience, school_year=year, opens_on=today, closes_on=today + timedelta(days=14))


@pytest.fixture
def survey(bwi: Route, leader: User) -> Survey:
    return open_survey(actor=leader, route=bwi, survey=fresh())


def fill(survey: Survey, *values: str, key: str = "praktijk") -> None:
    for value in values:
        answer_survey(survey=survey, given={key: value})


def test_opening_and_closing_are_in_the_history_without_the_link(bwi: Route, leader: User, survey: Survey) -> None:
    close_survey(actor=leader, route=bwi, survey=survey)
    close_survey(actor=leader, route=bwi, survey=survey)
    rows = list(route_history(bwi, 7).filter(subject_key=f"survey:{survey.pk}").order_by("pk"))
    assert [row.verb for row in rows] == ["toegevoegd", "gesloten"]
    assert rows[1].changes == [["gesloten", "nee", "ja"]]
    assert all(survey.token not in str(row.changes) for row in rows)


def test_who_works_on_quality_may_and_a_teacher_may_not(bwi: Route) -> None:
    open_survey(actor=factories.member(bwi, RouteMember.Role.QUALITY), route=bwi, survey=fresh())
    teacher = factories.member(bwi, "docent")
    with pytest.raises(PermissionDenied):
        open_survey(actor=teacher, route=bwi, survey=fresh("team"))
    with pytest.raises(PermissionDenied):
        close_survey(actor=teacher, route=bwi, survey=Survey.objects.get(route=bwi))


def test_one_open_round_per_group_and_year(bwi: Route, leader: User, survey: Survey) -> None:
    with pytest.raises(ValidationError, match="Sluit die eerst"):
        open_survey(actor=leader, route=bwi, survey=fresh())
    open_survey(actor=leader, route=bwi, survey=fresh(year=2025))
    close_survey(actor=leader, route=bwi, survey=survey)
    assert open_survey(actor=leader, route=bwi, survey=fresh()).token != survey.token


def test_the_database_holds_what_must_hold(bwi: Route) -> None:
    today = timezone.localdate()
    good = {"route": bwi, "audience": "team", "school_year": 2026, "opens_on": today, "closes_on": today}
    wrong: list[dict[str, object]] = [
        {"audience": "buren"},
        {"school_year": 1999},
        {"closes_on": today - timedelta(days=1)},
        {"n_shown": 4},
    ]
    for each in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Survey.objects.create(**(good | each))
    made = Survey.objects.create(**good)
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.create(**good)
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyAnswer.objects.create(survey=made, answers={}, batch=0)


def test_of_an_answer_nothing_else_is_kept(survey: Survey) -> None:
    assert {field.name for field in SurveyAnswer._meta.get_fields()} == {"id", "survey", "answers", "batch"}
    before = route_history(survey.route).count()
    fill(survey, "4")
    assert route_history(survey.route).count() == before
    assert len(survey.token) >= 32


def test_answers_are_shown_five_at_a_time(survey: Survey) -> None:
    seen = []
    for number in range(1, 13):
        fill(survey, str(1 + number % 5))
        survey.refresh_from_db()
        seen.append(survey.n_shown)
    assert seen == [0] * 4 + [5] * 5 + [10] * 3
    assert [survey.filled.filter(batch=batch).count() for batch in (1, 2)] == [5, 5]
    assert survey.filled.filter(batch__isnull=True).count() == 2
    assert next(each.n for each in results_of(survey) if each.item.key == "praktijk") == 10


@pytest.mark.parametrize("given", [{"praktijk": "6"}, {"naam": "Sanne"}, {"praktijk": ""}, {}])
def test_unknown_and_empty_answers_are_refused(survey: Survey, given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        answer_survey(survey=survey, given=given)
    assert not survey.filled.exists()


def test_no_answer_before_the_first_day_after_the_last_or_when_closed(
    bwi: Route, leader: User, survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(on: date | None = None) -> None:
        with pytest.raises(SurveyClosedError):
            answer_survey(survey=survey, given={"praktijk": "4"}, on=on)

    refused(survey.opens_on - timedelta(days=1))
    refused(survey.closes_on + timedelta(days=1))
    answer_survey(survey=survey, given={"praktijk": "4"}, on=survey.closes_on)
    monkeypatch.setattr(survey_actions, "MOST_ANSWERS", 1)
    refused()
    monkeypatch.undo()
    close_survey(actor=leader, route=bwi, survey=survey)
    refused()
    assert survey.filled.count() == 1


def test_shown_results_per_benefit_in_two_queries(
    bwi: Route, leader: User, survey: Survey, django_assert_num_queries: object
) -> None:
    assert all(not found for found in shown_results(bwi).values())
    fill(survey, *"44455")
    fill(survey, *"4444")
    other = open_survey(actor=leader, route=bwi, survey=fresh("bedrijven", 2025))
    fill(other, *"22333", key="voorbereid")
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = shown_results(bwi)
    told = {
        benefit: [(each.survey.audience, each.result.item.key, each.result.n) for each in rows]
        for benefit, rows in found.items()
        if rows
    }
    assert told == {
        Benefit.PRACTICE: [("leerlingen", "praktijk", 5)],
        Benefit.COMPANIES: [("bedrijven", "voorbereid", 5)],
    }
