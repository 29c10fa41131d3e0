"""The law page, the questions that people answer, what another day changes, and all rules with their confirmations."""

from datetime import date, timedelta
from typing import Any

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from helpers import client_of

from naadloos import cli
from naadloos.engines import law
from naadloos.engines.law import Outcome, Verdict
from naadloos.engines.route import dump_document, for_new_group, load_document
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes import law_actions, lawrules
from naadloos.routes.actions import import_route
from naadloos.routes.lawcheck import route_verdicts, rule_on
from naadloos.routes.models import Jurist, LawAnswer, Route, RuleConfirmation
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of

ASKED = "geen-bsa"
TODAY = date(2026, 11, 25)


@pytest.fixture
def bwi(bwi: Route) -> Route:
    """The route of the demo before anybody answered a question."""
    LawAnswer.objects.filter(route=bwi).delete()
    return bwi


def rule(rule_id: str = ASKED) -> law.Rule:
    found = rule_on(rule_id, timezone.localdate())
    assert found
    return found


def verdict(route: Route, rule_id: str = ASKED) -> Verdict:
    (found,) = [each for each in route_verdicts(build_document(route)) if each.rule_id == rule_id]
    return found


def answer(actor: User, route: Route, said: str = "ja", *, note: str = "", version: int = 0, of: str = ASKED) -> None:
    law_actions.answer_rule(actor=actor, route=route, rule=rule(of), answer=said, note=note, version=version)


# -- answers ---------------------------------------------------------------------------------------


def test_an_answer_gives_the_rule_its_outcome_with_name_day_and_history(bwi: Route, leader: User) -> None:
    assert verdict(bwi).outcome is Outcome.UNKNOWN
    answer(leader, bwi, note="Artikel 4 van de OER.")
    found = verdict(bwi)
    assert found.outcome is Outcome.PASS
    assert found.answered
    assert str(leader) in found.text
    row = LawAnswer.objects.get(route=bwi)
    assert (row.by, row.on, row.text_state) == (str(leader), timezone.localdate(), rule().text_state)
    entry = HistoryEntry.objects.filter(scope=scope_of(bwi)).latest("pk")
    assert (entry.verb, entry.step, entry.subject_key) == ("beantwoord", rule().step, f"law:{ASKED}")
    assert ["toelichting", "—", "Artikel 4 van de OER."] in entry.changes
    answer(leader, bwi, "nee", version=1)
    assert verdict(bwi).outcome is Outcome.FAIL
    answer(leader, bwi, "", version=2)
    assert verdict(bwi).outcome is Outcome.UNKNOWN
    assert not LawAnswer.objects.filter(route=bwi).exists()


def test_only_who_may_write_in_the_step_may_answer(bwi: Route) -> None:
    for actor in (factories.person(), factories.member(bwi, "lezer")):
        with pytest.raises(PermissionDenied):
            answer(actor, bwi)
    assert not LawAnswer.objects.filter(route=bwi).exists()
    secretary = factories.member(bwi, "examensecretaris")
    answer(secretary, bwi, of="exco-mbo-verslag")
    with pytest.raises(PermissionDenied):
        answer(secretary, bwi)


def test_a_stale_answer_and_a_rule_without_question_are_refused(bwi: Route, leader: User) -> None:
    answer(leader, bwi)
    with pytest.raises(StaleError):
        answer(leader, bwi, "nee")
    with pytest.raises(ValidationError, match="geen vraag"):
        answer(leader, bwi, of="partijen")
    with pytest.raises(ValidationError):
        answer(leader, bwi, "misschien", of="pok-a")


def test_the_database_keeps_one_answer_per_text_and_only_yes_or_no(bwi: Route) -> None:
    fields: dict[str, Any] = {"route": bwi, "rule": ASKED, "text_state": TODAY, "by": "J. Vos", "on": TODAY}
    LawAnswer.objects.create(answer="ja", **fields)
    LawAnswer.objects.create(answer="ja", **fields | {"text_state": TODAY - timedelta(days=1)})
    for wrong in (fields | {"answer": "nee"}, fields | {"answer": "wel", "rule": "pok-a"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LawAnswer.objects.create(**wrong)


def test_another_text_of_the_rule_asks_again(bwi: Route) -> None:
    LawAnswer.objects.create(
        route=bwi, rule=ASKED, text_state=date(2025, 1, 1), answer="ja", by="J. Vos", on=date(2025, 2, 3)
    )
    found = verdict(bwi)
    assert found.outcome is Outcome.UNKNOWN
    assert "veranderd sinds het antwoord van 3 februari 2025" in found.text
    assert found.missing == (rule().question,)


def test_answers_travel_in_the_file_and_stay_behind_for_a_new_group(bwi: Route, leader: User) -> None:
    answer(leader, bwi, "nee", note="Nog niet.")
    first = dump_document(build_document(bwi))
    own = bwi.members.filter(role="projectleider", user=leader)[0].partner.organisation
    copy = import_route(actor=leader, own=own, document=load_document(first))
    assert dump_document(build_document(copy)) == first
    assert verdict(copy).outcome is Outcome.FAIL
    assert for_new_group(build_document(bwi), name="Later", start_year=2030).law_answers == []


def test_a_file_with_the_same_answer_twice_is_refused(bwi: Route, leader: User) -> None:
    answer(leader, bwi)
    document = build_document(bwi)
    twice = [*document.law_answers, document.law_answers[0].model_copy(update={"key": "ander"})]
    own = bwi.members.filter(role="projectleider", user=leader)[0].partner.organisation
    with pytest.raises(Exception, match=r"law_answers\.1"):
        import_route(actor=leader, own=own, document=document.model_copy(update={"law_answers": twice}))


def test_the_page_takes_an_answer_and_returns_to_the_rule(bwi: Route, leader: User, leader_client: Client) -> None:
    url = reverse("law_question", args=[bwi.pk, ASKED])
    page = leader_client.get(reverse("route_law", args=[bwi.pk])).content.decode()
    assert f'action="{url}"' in page
    assert rule().question in page
    sent = leader_client.post(url, {"answer": "ja", "version": "0"})
    assert sent.status_code == 302
    assert sent["Location"] == f"{reverse('route_law', args=[bwi.pk])}#{ASKED}"
    listed = leader_client.post(
        reverse("law_question", args=[bwi.pk, "pok-a"]), {"answer": "ja", "version": "0", "list": "1", "step": "10"}
    )
    assert listed["Location"] == f"{reverse('route_law', args=[bwi.pk])}?stap=10#vragen"
    assert "Wijzig het antwoord" in leader_client.get(reverse("route_law", args=[bwi.pk])).content.decode()
    shown = leader_client.get(url)
    assert shown.status_code == 200
    assert f"door {leader}" in shown.content.decode()
    sent = leader_client.post(url, {"withdraw": "1", "version": "1"})
    assert sent.status_code == 302
    assert not LawAnswer.objects.filter(route=bwi, rule=ASKED).exists()


def test_an_incomplete_or_stale_answer_comes_back_with_what_was_typed(
    bwi: Route, leader: User, leader_client: Client
) -> None:
    url = reverse("law_question", args=[bwi.pk, ASKED])
    sent = leader_client.post(url, {"note": "Mijn toelichting", "version": "0"})
    assert sent.status_code == 422
    assert "Mijn toelichting" in sent.content.decode()
    answer(leader, bwi, "nee", note="Van een ander.")
    sent = leader_client.post(url, {"answer": "ja", "note": "Mijn toelichting", "version": "0"})
    content = sent.content.decode()
    assert sent.status_code == 422
    assert "intussen geantwoord" in content
    assert "Mijn toelichting" in content
    assert "Van een ander." in content
    assert 'name="version" value="1"' in content
    assert LawAnswer.objects.get(route=bwi).answer == "nee"
    assert leader_client.get(reverse("law_question", args=[bwi.pk, "partijen"])).status_code == 404
    assert leader_client.get(reverse("law_question", args=[bwi.pk, "bestaat-niet"])).status_code == 404


def test_the_question_of_a_lapsed_rule_is_answered_for_its_own_day(bwi: Route, leader_client: Client) -> None:
    day = "2026-03-01"
    page = leader_client.get(reverse("route_law", args=[bwi.pk]), {"op": day}).content.decode()
    url = f"{reverse('law_question', args=[bwi.pk, 'minder-uren-schoolplan'])}?op={day}"
    assert url in page
    sent = leader_client.post(url, {"answer": "ja", "version": "0"})
    assert sent["Location"] == f"{reverse('route_law', args=[bwi.pk])}?op={day}#minder-uren-schoolplan"
    assert LawAnswer.objects.get(route=bwi).text_state == date(2026, 1, 1)


def test_who_may_not_answer_sees_the_question_without_buttons(bwi: Route) -> None:
    page = client_of(factories.member(bwi, "lezer")).get(reverse("route_law", args=[bwi.pk])).content.decode()
    assert rule().question in page
    assert "/wet/vraag/" not in page


def test_the_law_page_can_show_one_step(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("route_law", args=[bwi.pk]), {"stap": "8"}).content.decode()
    assert 'id="afspraak-e"' in page
    assert 'id="partijen"' not in page
    assert "is geen datum" in leader_client.get(reverse("route_law", args=[bwi.pk]), {"op": "x"}).content.decode()


# -- what another day changes ----------------------------------------------------------------------


def test_changes_between_two_days_name_rules_that_come_and_go(bwi: Route, leader_client: Client) -> None:
    url = reverse("law_changes", args=[bwi.pk])
    page = leader_client.get(url, {"van": "2026-07-31", "tot": "2026-08-01"}).content.decode()
    assert "Minder uren staan in schoolplan en schoolgids" in page
    assert "vervallen regel" in page
    assert "nieuwe regel" in page
    same = leader_client.get(url, {"van": "2026-08-01", "tot": "2026-08-01"}).content.decode()
    assert "verandert er niets" in same
    assert leader_client.get(url).status_code == 200
    wrong = leader_client.get(url, {"van": "gisteren", "tot": "2026-08-01"}).content.decode()
    assert 'value="gisteren"' in wrong
    assert "Er klopt nog iets niet" in wrong


# -- all rules -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ({"q": "bindend studieadvies"}, "geen-bsa", "partijen"),
        ({"q": "2.107b H geschillen"}, "afspraak-h", "geen-bsa"),
        ({"stap": "8"}, "afspraak-e", "geen-bsa"),
        ({"wet": "WMS"}, "mr-advies", "geen-bsa"),
        ({"stand": "eigen", "stap": "7"}, "eigen-gemeten", "geen-bsa"),
        ({"stand": "te-bevestigen", "q": "rio"}, "eigen-rio-vo", "geen-bsa"),
        ({"stand": "vraag", "q": "studieadvies"}, "geen-bsa", "partijen"),
        ({"uitkomst": "onbekend", "q": "studieadvies"}, "geen-bsa", "partijen"),
    ],
)
def test_rules_are_found_by_word_step_law_status_and_outcome(
    bwi: Route, leader_client: Client, query: dict[str, str], there: str, absent: str
) -> None:
    page = leader_client.get(reverse("law_rules"), query).content.decode()
    assert f'id="{there}"' in page
    assert f'id="{absent}"' not in page


def test_a_rule_is_listed_with_duty_article_validity_and_the_routes_it_leaves_open(
    bwi: Route, leader_client: Client
) -> None:
    page = leader_client.get(reverse("law_rules"), {"q": ASKED}).content.decode()
    assert rule().duty in page
    assert "https://wetten.overheid.nl/jci1.3:c:BWBR0007625&amp;artikel=9.1.16" in page
    assert "Geldt vanaf 1 januari 2026" in page
    assert f"{reverse('route_law', args=[bwi.pk])}#{ASKED}" in page
    assert "Geen regel gevonden" in leader_client.get(reverse("law_rules"), {"q": "qqq"}).content.decode()
    assert "Volgende" in leader_client.get(reverse("law_rules")).content.decode()


def test_a_stranger_sees_the_rules_but_no_route_of_others(bwi: Route) -> None:
    page = client_of(factories.person()).get(reverse("law_rules"), {"q": ASKED}).content.decode()
    assert rule().duty in page
    assert bwi.name not in page


def test_only_so_many_routes_are_judged(bwi: Route, leader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lawrules, "MOST_ROUTES", 0)
    assert lawrules.judge(leader, TODAY) == lawrules.Judged([], {}, more=True)


def test_pages_of_rules_ask_the_database_a_fixed_number_of_times(
    bwi: Route, leader: User, leader_client: Client
) -> None:
    def asked(url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert leader_client.get(url).status_code == 200
        return len(queries)

    def confirm(of: str) -> None:
        given = RuleConfirmation(role="jurist", on=timezone.localdate())
        law_actions.confirm_rule(actor=leader, rule=rule(of), confirmation=given)

    Jurist.objects.create(user=leader)
    pages = [reverse("route_law", args=[bwi.pk]), reverse("law_rules"), reverse("law_rule", args=[ASKED])]
    answer(leader, bwi)
    confirm(ASKED)
    before = [asked(url) for url in pages]
    for each in ("pok-a", "pok-b", "pok-c"):
        answer(leader, bwi, of=each)
        confirm(each)
    assert [asked(url) for url in pages] == before


# -- confirmations ---------------------------------------------------------------------------------


@pytest.fixture
def jurist(db: None) -> User:
    user = factories.person("Juno Wet")
    law_actions.set_jurist(email=user.email)
    return user


def test_a_jurist_confirms_and_takes_it_back(bwi: Route, leader: User, leader_client: Client, jurist: User) -> None:
    url = reverse("law_rule", args=[ASKED])
    visitor = client_of(jurist)
    assert "Bevestig deze regel" in visitor.get(url).content.decode()
    sent = visitor.post(url, {"role": "jurist onderwijsrecht", "on": "2026-01-05", "note": "Nagelezen."})
    assert sent.status_code == 302
    row = RuleConfirmation.objects.get()
    assert (row.rule, row.text_state, row.name, row.on) == (ASKED, rule().text_state, "Juno Wet", date(2026, 1, 5))
    assert HistoryEntry.objects.filter(scope="law").latest("pk").verb == "bevestigd"
    for page in (url, reverse("route_law", args=[bwi.pk])):
        assert "Juno Wet" in leader_client.get(page).content.decode()
    assert "bevestigd door een jurist" in leader_client.get(reverse("law_rules"), {"q": ASKED}).content.decode()
    assert "Bevestig deze regel" not in visitor.get(url).content.decode()
    assert visitor.post(url, {"role": "jurist", "on": "2026-01-05"}).status_code == 422
    assert visitor.post(reverse("law_rule_withdraw", args=[ASKED])).status_code == 302
    assert not RuleConfirmation.objects.exists()
    assert HistoryEntry.objects.filter(scope="law").latest("pk").verb == "bevestiging ingetrokken"


def test_a_confirmation_changes_no_verdict_and_lapses_with_the_text(bwi: Route, jurist: User, leader: User) -> None:
    unsure = "vak-nederlands"
    before = verdict(bwi, unsure)
    law_actions.confirm_rule(
        actor=jurist, rule=rule(unsure), confirmation=RuleConfirmation(role="jurist", on=timezone.localdate())
    )
    assert verdict(bwi, unsure) == before
    assert before.status == "te bevestigen"
    RuleConfirmation.objects.update(text_state=date(2020, 1, 1))
    page = client_of(leader).get(reverse("law_rule", args=[unsure])).content.decode()
    assert "vervallen: gaat over een eerdere tekst" in page
    (row,) = lawrules.rule_rows([rule(unsure)], lawrules.Judged([], {}, more=False))
    assert row.confirmed == ()


def test_only_a_jurist_confirms_and_not_on_a_day_to_come(leader: User, jurist: User) -> None:
    given = RuleConfirmation(role="jurist", on=timezone.localdate())
    with pytest.raises(PermissionDenied):
        law_actions.confirm_rule(actor=leader, rule=rule(), confirmation=given)
    with pytest.raises(PermissionDenied):
        law_actions.withdraw_confirmation(actor=leader, rule=rule())
    later = RuleConfirmation(role="jurist", on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(ValidationError, match="moet nog komen"):
        law_actions.confirm_rule(actor=jurist, rule=rule(), confirmation=later)
    jurist.is_active = False
    assert not jurist.has_perm("routes.confirm_rule")


def test_the_terminal_gives_lists_and_takes_the_task(
    outsider: User, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(cli, "_ready", lambda: None)

    def said(*words: str) -> str:
        options = cli.parser().parse_args(["jurist", *words])
        options.run(options)
        return str(capsys.readouterr().out)

    assert "is nu jurist" in said(outsider.email)
    assert "dat was al zo" in said(outsider.email)
    assert outsider.email in said()
    assert "geen jurist meer" in said(outsider.email, "--remove")
    assert said() == ""
    with pytest.raises(cli.CommandError, match="geen account"):
        said("niemand@example.org")
