"""The coming law year: looked at before it is adopted, and what people said stays."""

from datetime import date
from typing import Any

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from helpers import client_of, queries_of

from naadloos.engines import law
from naadloos.engines.route import dump_document, load_document
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes import law_actions, lawyear
from naadloos.routes.actions import copy_route, import_route
from naadloos.routes.lawcheck import route_verdicts, rule_on
from naadloos.routes.models import LawAnswer, NotApplicable, Route, RuleConfirmation
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of

TODAY = date(2026, 11, 25)
OLD = 2025


@pytest.fixture
def behind(bwi: Route, monkeypatch: pytest.MonkeyPatch) -> Route:
    """The route of the demo in the law year before this one, with a few answers."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)
    LawAnswer.objects.filter(route=bwi).delete()
    bwi.law_year = OLD
    bwi.save()
    return bwi


def say(route: Route, rule: str, text_state: date, note: str = "", answer: str = "ja") -> LawAnswer:
    return LawAnswer.objects.create(
        route=route, rule=rule, text_state=text_state, answer=answer, by="J. Vos", on=date(2026, 3, 2), note=note
    )


def text_of(rule: str, on: date = TODAY) -> date:
    found = rule_on(rule, on)
    assert found
    return found.text_state


def page_of(client: Client, route: Route, **query: Any) -> str:
    answer = client.get(reverse("law_year", args=[route.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def adopt(actor: User, route: Route, year: int = 2026) -> None:
    law_actions.adopt_law_year(actor=actor, route=route, year=year, version=route.version)


def rules_of(route: Route) -> set[str]:
    return {each.rule_id for each in route_verdicts(build_document(route))}


def test_a_new_route_begins_with_the_present_law_year(leader: User) -> None:
    made = factories.route(leader)
    assert made.law_year == law.law_year_of(timezone.localdate())
    assert build_document(made).law_year == made.law_year


def test_the_years_to_adopt_and_to_look_at() -> None:
    assert lawyear.adoptable_years(2025, TODAY) == [2026, 2027]
    assert lawyear.adoptable_years(2026, TODAY) == [2027]
    assert lawyear.adoptable_years(2028, TODAY) == [2026, 2027], "back to a year that holds"
    assert lawyear.years_ahead(2026, TODAY) == [2027, 2033], "the law, as far as known, changes in 2033"
    assert lawyear.years_ahead(2025, date(2026, 5, 1)) == [2026, 2033]


def test_the_preview_shows_what_turns_with_article_and_status_and_changes_nothing(
    behind: Route, leader_client: Client
) -> None:
    page = page_of(leader_client, behind)
    assert "Wat doet wetsjaar 2026-2027 met deze route?" in page
    assert "Minder uren staan in schoolplan en schoolgids" in page
    assert "vervallen regel" in page
    assert "Wordt onbekend (" in page
    assert "https://wetten.overheid.nl/" in page
    assert "te bevestigen" in page
    assert 'id="jaar"' in page, "more than one year may be looked at"
    behind.refresh_from_db()
    assert behind.law_year == OLD
    assert "minder-uren-schoolplan" in rules_of(behind)


def test_the_preview_counts_what_the_verdicts_become(behind: Route) -> None:
    document = build_document(behind)
    shown = lawyear.preview_of(behind, document, 2026, TODAY)
    now = {each.rule_id: each.outcome for each in law.check(document, on=TODAY)}
    then = {each.rule_id: each.outcome for each in law.check(law.in_law_year(document, 2026), on=TODAY)}
    for key, outcome in (("rood", law.Outcome.FAIL), ("onbekend", law.Outcome.UNKNOWN), ("groen", law.Outcome.PASS)):
        turned = [rule for rule in then if then[rule] is outcome and now.get(rule) is not outcome]
        assert shown.counts.get(key, 0) == len(turned)
    assert shown.counts["vervalt"] >= 3
    assert shown.counts["onbekend"] >= 1


def test_a_duty_that_turns_red_is_named_first(behind: Route, leader_client: Client) -> None:
    # Answered with nee for the rule that only the new law year has.
    say(behind, "sr-model-pok", text_of("sr-model-pok"), answer="nee", note="De studentenraad is niet gevraagd.")
    shown = lawyear.preview_of(behind, build_document(behind), 2026, TODAY)
    first = shown.stages[0].turns[0]
    assert first.key == "rood"
    assert [row.change.rule_id for row in first.rows] == ["sr-model-pok"]
    assert "De studentenraad is niet gevraagd." in page_of(leader_client, behind)


def test_answers_notes_and_reasons_stay_and_are_shown(behind: Route, leader: User, leader_client: Client) -> None:
    say(behind, "geen-bsa", text_of("geen-bsa"), "Artikel 4.")
    say(behind, "minder-uren-schoolplan", date(2026, 1, 1), "Schoolplan bladzijde 12.")
    say(behind, "sr-model-pok", date(2025, 1, 1), "Gevraagd in mei.")
    NotApplicable.objects.create(route=behind, step=7, item="iets", reason="Omdat.")
    RuleConfirmation.objects.create(
        rule="sr-model-pok", text_state=text_of("sr-model-pok"), name="Juno Wet", role="jurist", on=TODAY
    )
    shown = lawyear.preview_of(behind, build_document(behind), 2026, TODAY)
    assert (shown.kept, shown.again, shown.resting) == (1, 1, 1)
    page = page_of(leader_client, behind)
    for words in ("Schoolplan bladzijde 12.", "De regel geldt dan niet meer.", "Gevraagd in mei.", "Juno Wet"):
        assert words in page
    assert "dus de vraag komt opnieuw" in page
    kept = [(row.rule, row.text_state, row.answer, row.note) for row in LawAnswer.objects.filter(route=behind)]
    adopt(leader, behind)
    assert [(row.rule, row.text_state, row.answer, row.note) for row in LawAnswer.objects.filter(route=behind)] == kept
    assert NotApplicable.objects.get(route=behind, item="iets").reason == "Omdat."
    judged = {each.rule_id: each for each in route_verdicts(build_document(behind))}
    assert judged["geen-bsa"].outcome is law.Outcome.PASS
    assert judged["sr-model-pok"].outcome is law.Outcome.UNKNOWN
    listed = leader_client.get(reverse("route_law", args=[behind.pk])).content.decode()
    assert "Gevraagd in mei." in listed
    assert "Eerder beantwoord met ja door J. Vos" in listed
    asked = leader_client.get(reverse("law_question", args=[behind.pk, "sr-model-pok"])).content.decode()
    assert "De toelichting van toen staat hieronder al ingevuld." in asked
    assert "Gevraagd in mei.</textarea>" in asked


def test_adopting_is_posted_recorded_and_judged_everywhere(behind: Route, leader: User, leader_client: Client) -> None:
    url = reverse("law_year", args=[behind.pk])
    sent = leader_client.post(url, {"year": "2026", "version": str(behind.version)})
    assert (sent.status_code, sent["Location"]) == (302, reverse("route_law", args=[behind.pk]))
    behind.refresh_from_db()
    assert behind.law_year == 2026
    entry = HistoryEntry.objects.filter(scope=scope_of(behind)).latest("pk")
    assert (entry.verb, entry.step, entry.actor) == ("wetsjaar overgenomen", 6, leader)
    assert entry.changes == [["wetsjaar", "2025-2026", "2026-2027"]]
    assert "minder-uren-schoolplan" not in rules_of(behind)
    page = leader_client.get(reverse("route_law", args=[behind.pk])).content.decode()
    assert "Beoordeeld naar wetsjaar 2026-2027" in page
    assert "Bekijk wat er verandert en neem het over" not in page
    assert "wetsjaar 2026-2027" in page_of(leader_client, behind), "in what was adopted earlier"


@pytest.mark.parametrize("name", ["route", "route_law", "exam_table"])
def test_pages_say_that_a_newer_law_year_waits(behind: Route, leader_client: Client, name: str) -> None:
    page = leader_client.get(reverse(name, args=[behind.pk])).content.decode()
    assert "Deze route wordt beoordeeld naar wetsjaar 2025-2026. Sinds 1 augustus 2026 geldt wetsjaar" in page
    assert reverse("law_year", args=[behind.pk]) in page


def test_the_notice_of_a_known_change_comes_before_the_year(
    bwi: Route, leader_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_args: date(2026, 5, 1))
    Route.objects.filter(pk=bwi.pk).update(law_year=OLD)
    assert "Op 1 augustus 2026 verandert de wet." in leader_client.get(reverse("route", args=[bwi.pk])).content.decode()
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)
    Route.objects.filter(pk=bwi.pk).update(law_year=2026)
    assert "verandert de wet" not in leader_client.get(reverse("route", args=[bwi.pk])).content.decode()


def test_the_law_of_a_day_does_not_look_at_the_law_year(behind: Route, leader_client: Client) -> None:
    url = reverse("route_law", args=[behind.pk])
    page = leader_client.get(url, {"op": "2026-11-24"}).content.decode()
    assert 'id="minder-uren-schoolplan"' not in page
    assert "los van het wetsjaar" in page
    assert 'id="minder-uren-schoolplan"' in leader_client.get(url).content.decode()


def test_a_question_of_the_own_law_year_can_be_answered(behind: Route, leader_client: Client) -> None:
    url = reverse("law_question", args=[behind.pk, "minder-uren-schoolplan"])
    assert leader_client.post(url, {"answer": "ja", "version": "0"}).status_code == 302
    assert LawAnswer.objects.get(route=behind).text_state == date(2026, 1, 1)


def test_the_hours_of_the_programme_follow_the_law_year(behind: Route, leader_client: Client) -> None:
    url = reverse("hours_norms", args=[behind.pk])
    assert "zoals die geldt op 31 juli 2026" in leader_client.get(url).content.decode()
    Route.objects.filter(pk=behind.pk).update(law_year=2026)
    assert "zoals die geldt op 25 november 2026" in leader_client.get(url).content.decode()


def test_only_who_may_write_in_step_6_adopts(behind: Route) -> None:
    for actor in (factories.person(), factories.member(behind, "lezer"), factories.member(behind, "bestuurder")):
        with pytest.raises(PermissionDenied):
            adopt(actor, behind)
    reader = page_of(client_of(factories.member(behind, "lezer")), behind)
    assert "Neem het wetsjaar" not in reader
    adopt(factories.member(behind, "examensecretaris"), behind)
    behind.refresh_from_db()
    assert behind.law_year == 2026


@pytest.mark.parametrize("year", [2024, 2025, 2028, 2033])
def test_a_year_that_cannot_be_adopted_is_refused(
    behind: Route, leader: User, leader_client: Client, year: int
) -> None:
    with pytest.raises(ValidationError, match="kunt u nu niet overnemen"):
        adopt(leader, behind, year)
    behind.refresh_from_db()
    sent = leader_client.post(
        reverse("law_year", args=[behind.pk]), {"year": str(year), "version": str(behind.version)}
    )
    assert sent.status_code == 422
    assert "kunt u nu niet overnemen" in sent.content.decode()
    behind.refresh_from_db()
    assert behind.law_year == OLD


def test_a_year_far_ahead_is_shown_without_the_button(behind: Route, leader_client: Client) -> None:
    page = page_of(leader_client, behind, jaar="2033")
    assert "ligt te ver vooruit" in page
    assert "Neem het wetsjaar" not in page
    for wrong in ("2031", "x"):
        assert leader_client.get(reverse("law_year", args=[behind.pk]), {"jaar": wrong}).status_code == 404


def test_a_stale_adoption_is_refused(behind: Route, leader: User, leader_client: Client) -> None:
    seen = behind.version
    Route.objects.filter(pk=behind.pk).update(version=seen + 1)
    with pytest.raises(StaleError):
        law_actions.adopt_law_year(actor=leader, route=Route.objects.get(pk=behind.pk), year=2026, version=seen)
    sent = leader_client.post(reverse("law_year", args=[behind.pk]), {"year": "2026", "version": str(seen)})
    assert sent.status_code == 422
    assert "heeft de route intussen gewijzigd" in sent.content.decode()
    assert f'name="version" value="{seen + 1}"' in sent.content.decode()
    behind.refresh_from_db()
    assert behind.law_year == OLD


def test_an_adoption_makes_no_approval_stale(behind: Route, leader: User) -> None:
    before = dict(behind.statuses)
    adopt(leader, behind)
    behind.refresh_from_db()
    assert behind.statuses == before


def test_the_law_year_travels_in_the_file_and_a_new_group_begins_with_the_present_one(
    behind: Route, leader: User
) -> None:
    first = dump_document(build_document(behind))
    own = behind.members.filter(role="projectleider", user=leader)[0].partner.organisation
    copy = import_route(actor=leader, own=own, document=load_document(first))
    assert copy.law_year == OLD
    assert dump_document(build_document(copy)) == first
    older = load_document(first).model_copy(update={"law_year": None})
    assert import_route(actor=leader, own=own, document=older).law_year == 2026
    assert copy_route(actor=leader, route=behind, name="Later", start_year=2030).law_year == 2026


def test_the_database_refuses_a_law_year_that_nobody_knows(bwi: Route) -> None:
    for year in (2024, 2061):
        with pytest.raises(IntegrityError), transaction.atomic():
            Route.objects.filter(pk=bwi.pk).update(law_year=year)


def test_the_list_shows_each_route_that_one_may_see(
    behind: Route, leader_client: Client, outsider: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("law_years")
    page = leader_client.get(url).content.decode()
    assert behind.name in page
    assert "Beoordeeld naar wetsjaar 2025-2026." in page
    assert "Nu geldt 2026-2027" in page
    assert "Wordt onbekend: " in page
    assert reverse("law_year", args=[behind.pk]) in page
    assert behind.name not in client_of(outsider).get(url).content.decode()
    monkeypatch.setattr("naadloos.routes.views.lawyear.MOST_ROUTES", 1)
    assert "U kunt bij meer routes" in leader_client.get(url).content.decode()


def test_the_preview_asks_the_database_a_fixed_number_of_times(behind: Route, leader_client: Client) -> None:
    url = reverse("law_year", args=[behind.pk])
    before = queries_of(leader_client, url)
    for rule in ("geen-bsa", "pok-a", "pok-b"):
        say(behind, rule, text_of(rule))
    assert queries_of(leader_client, url) == before
