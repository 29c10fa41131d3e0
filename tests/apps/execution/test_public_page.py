"""The page for pupils and parents: writing it, switching it on, and what everybody may read."""

import io
import re
from datetime import date, timedelta

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from helpers import client_of, queries_of
from pdf_text import pdf_text
from pypdf import PdfReader

from naadloos.engines.route.document import PageTexts
from naadloos.execution.models import ExecutionText, KeyDate, PublicPage, TeamMember, WeekGroup, WeekStay
from naadloos.execution.public_actions import save_texts, set_address, switch
from naadloos.execution.public_queries import free_address, page_of
from naadloos.monitoring.models import Survey
from naadloos.monitoring.queries import open_survey_addresses
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes.discussion import open_thread
from naadloos.routes.models import Approval, Route
from naadloos.routes.portable import build_document
from naadloos.routes.state import read_state

ADDRESS = "/r/bouwroute-rietmeer/"


def words(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def edit_url(route: Route) -> str:
    return reverse("public_page", args=[route.pk])


def typed(page: PublicPage, **changes: str) -> dict[str, str]:
    """What the browser sends: every text as it stands, with the version on the screen."""
    return {name: getattr(page, name) for name in PageTexts.model_fields} | {"version": str(page.version)} | changes


# -- what everybody reads --------------------------------------------------------------------------


def test_anybody_reads_the_page_without_session_cookie_or_other_address(bwi: Route) -> None:
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.get(ADDRESS)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert not visitor.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "X-Robots-Tag" not in answer.headers
    assert "noindex" not in text
    assert "<script" not in text
    assert "csrfmiddlewaretoken" not in text
    found = re.findall(r"(?:href|src|action)=\"(https?://[^\"]+)", text)
    assert {each for each in found if not each.startswith("http://testserver")} == set()


def test_the_page_tells_each_part_with_a_sentence_and_a_table_for_the_picture(bwi: Route) -> None:
    text = words(Client(), ADDRESS)
    titles = (
        "Wat is deze route?", "Voor wie is de route?", "Hoe ziet je week eruit?", "Waar krijg je les?",
        "Wat haal je ermee?", "Wat kost het?", "Stoppen of overstappen", "Belangrijke data", "Vragen?",
    )  # fmt: skip
    for title in titles:
        assert f">{title}</h2>" in text
    assert "De bus tussen De Waterlijn en de bouwhal betaalt de school." in text
    assert "Metselaar (mbo-niveau 2)" in text
    picture = text.index('<figure class="chart">')
    assert text.index("In de hele route leer je") < picture < text.index("Uren per leerjaar, in klokuren")
    assert 'href="mailto:bouwroute@dewaterlijn.example"' in text


def test_the_english_page_is_another_address_whatever_the_browser_carries(bwi: Route) -> None:
    visitor = Client()
    visitor.cookies["django_language"] = "en"
    assert '<html lang="nl">' in words(visitor, ADDRESS)
    visitor.cookies["django_language"] = "nl"
    answer = visitor.get(ADDRESS + "en/")
    text = answer.content.decode()
    assert answer.headers["Content-Language"] == "en"
    assert '<html lang="en">' in text
    assert "Your lessons are free until you turn 18." in text
    assert "Je lessen zijn gratis" not in text
    assert '<span lang="nl">' in text


def test_off_is_not_there_and_looks_like_an_address_that_never_was(bwi: Route, leader: User) -> None:
    page = page_of(bwi)
    switch(actor=leader, route=bwi, page=page, on=False, version=page.version)
    visitor = Client()
    answers = [visitor.get(url) for url in (ADDRESS, ADDRESS + "en/", "/r/bestaat-niet/")]
    assert [each.status_code for each in answers] == [404, 404, 404]
    assert answers[0].content == answers[2].content
    assert answers[0].headers["X-Robots-Tag"] == "noindex, nofollow"
    assert not visitor.cookies


def test_nothing_that_people_wrote_for_each_other_gets_in(bwi: Route, leader: User) -> None:
    """Something to leak first; then none of it may be there, in no language and on no paper."""
    for field in ("page_what", "page_for_whom", "page_week", "page_where", "page_earn", "page_costs", "page_leave"):
        PublicPage.objects.filter(route=bwi).update(**{field: "", f"{field}_en": ""})
    open_thread(actor=leader, route=bwi, step=10, about="", text="Geheimpje in gesprek")
    TeamMember.objects.create(route=bwi, name="Nadia Naamdraagster", side="vmbo")
    ExecutionText.objects.filter(route=bwi).update(basic_week="Basisweekgeheim", communication="Praatplan")
    KeyDate.objects.create(route=bwi, title="Personeelsborrel", on=timezone.localdate(), audience="team")
    KeyDate.objects.create(route=bwi, title="Zonder doelgroep", on=timezone.localdate())
    document = build_document(bwi)
    secret = {"Geheimpje", "Basisweekgeheim", "Praatplan", "Personeelsborrel", "Zonder doelgroep"}
    secret |= {each.name for each in document.execution.team}
    secret |= {each.name for each in document.partners.contacts}
    secret |= {each.name for each in document.organisation.members}
    secret |= {each.company for each in document.execution.practice_places}
    secret |= {each.title for each in document.finance.cost_items if len(each.title) > 12}
    secret |= {each.title for each in document.organisation.risks}
    assert len(secret) > 25
    made = [words(Client(), ADDRESS), words(Client(), ADDRESS + "en/")]
    client = client_of(leader)
    for language in ("nl", "en"):
        made.append(pdf_text(client.get(reverse("public_leaflet", args=[bwi.pk, language, "a4"])).content))
        content = client.get(reverse("public_evening", args=[bwi.pk, language])).content
        made.append("\n".join(each.text for each in Document(io.BytesIO(content)).paragraphs))
    for text in made:
        assert {each for each in secret if each in text} == set()
        assert "€" not in text


def test_a_date_for_pupils_is_there_until_it_has_passed(bwi: Route) -> None:
    today = timezone.localdate()
    KeyDate.objects.create(route=bwi, title="Proefles", on=today + timedelta(days=1), audience="leerlingen en ouders")
    KeyDate.objects.create(route=bwi, title="Oude avond", on=today - timedelta(days=1), audience="ouders")
    text = words(Client(), ADDRESS)
    assert "Proefles" in text
    assert "Oude avond" not in text


def test_what_is_typed_is_shown_as_text(bwi: Route) -> None:
    PublicPage.objects.filter(route=bwi).update(page_costs="<script>alert(1)</script> & meer")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; meer" in words(Client(), ADDRESS)


def test_a_fresh_route_has_a_page_that_is_never_empty(leader: User) -> None:
    route = factories.route(leader)
    PublicPage.objects.create(route=route, slug="nieuw", is_on=True)
    text = words(Client(), "/r/nieuw/")
    for sentence in ("is een route van het vmbo naar het mbo.", "De route duurt 4 jaar en begint in leerjaar 3",
                     "Het rooster volgt.", "Wat de route kost voor jou en je ouders, volgt.",
                     "Dan krijg je de kans op een ander diploma.", "De contactgegevens volgen."):  # fmt: skip
        assert sentence in text
    assert "<figure" not in text


def test_the_days_of_a_week_follow_from_the_basisweek(bwi: Route) -> None:
    PublicPage.objects.filter(route=bwi).update(page_week="", page_week_en="")
    group = WeekGroup.objects.filter(route=bwi, route_year=1)[0]
    WeekGroup.objects.filter(route=bwi).exclude(pk=group.pk).delete()
    WeekStay.objects.filter(group=group).delete()
    WeekGroup.objects.filter(pk=group.pk).update(at_vmbo=7, at_mbo=2, at_company=1)
    said = "In een gewone week ben je 3,5 dagen op het vmbo, 1 dag op het mbo en een halve dag bij een bedrijf."
    assert said in words(Client(), ADDRESS)
    english = words(Client(), f"{ADDRESS}en/")
    assert "3.5 days" in english
    assert "half a day" in english
    # What people laid out on the board goes before what the group must have, once the whole week is there.
    for day in range(1, 6):
        WeekStay.objects.create(route=bwi, group=group, day=day, part=1, kind="mbo")
    assert said in words(Client(), ADDRESS)
    for day in range(1, 6):
        WeekStay.objects.create(route=bwi, group=group, day=day, part=2, kind="vrij")
    assert "In een gewone week ben je 2,5 dagen op het mbo." in words(Client(), ADDRESS)


def test_groups_that_differ_get_no_sentence_that_is_true_for_one(bwi: Route) -> None:
    PublicPage.objects.filter(route=bwi).update(page_week="", page_week_en="")
    group = WeekGroup.objects.filter(route=bwi, route_year=1)[0]
    WeekGroup.objects.filter(route=bwi).exclude(pk=group.pk).delete()
    WeekGroup.objects.create(route=bwi, title="Nog een", route_year=1, at_vmbo=1, at_mbo=9)
    assert "In een gewone week" not in words(Client(), ADDRESS)


def test_the_query_count_of_the_page_is_fixed(bwi: Route) -> None:
    before = queries_of(Client(), ADDRESS)
    for number in range(3):
        KeyDate.objects.create(route=bwi, title=f"Dag {number}", on=date(2099, 1, 1), audience="ouders")
        TeamMember.objects.create(route=bwi, name=f"Lid {number}", side="mbo")
    assert queries_of(Client(), ADDRESS) == before


# -- the questionnaire of step 7 -------------------------------------------------------------------


@pytest.fixture
def survey(bwi: Route) -> Survey:
    today = timezone.localdate()
    return Survey.objects.create(
        route=bwi, audience="ouders", school_year=2026, opens_on=today, closes_on=today + timedelta(days=1)
    )


def test_a_survey_is_linked_only_when_ticked_and_open(bwi: Route, survey: Survey) -> None:
    address = reverse("survey_answer", args=[survey.token])
    assert address not in words(Client(), ADDRESS)
    PublicPage.objects.filter(route=bwi).update(survey_pupils=True)
    assert address not in words(Client(), ADDRESS)
    PublicPage.objects.filter(route=bwi).update(survey_parents=True)
    assert address in words(Client(), ADDRESS)
    Survey.objects.filter(pk=survey.pk).update(closed=True)
    assert address not in words(Client(), ADDRESS)


def test_the_address_of_a_survey_holds_on_its_days(bwi: Route, survey: Survey) -> None:
    found = {survey.audience: reverse("survey_answer", args=[survey.token])}
    assert open_survey_addresses(bwi, ["ouders"], survey.opens_on) == found
    assert open_survey_addresses(bwi, ["leerlingen"], survey.opens_on) == {}
    assert open_survey_addresses(bwi, ["ouders"], survey.opens_on - timedelta(days=1)) == {}
    assert open_survey_addresses(bwi, ["ouders"], survey.closes_on + timedelta(days=1)) == {}


# -- writing ---------------------------------------------------------------------------------------


def test_a_teacher_writes_a_text_and_the_history_says_so(bwi: Route) -> None:
    teacher = factories.member(bwi, "docent")
    page = page_of(bwi)
    answer = client_of(teacher).post(edit_url(bwi), typed(page, page_where="In de bouwhal."))
    assert answer.status_code == 302
    assert "In de bouwhal." in words(Client(), ADDRESS)
    entry = HistoryEntry.objects.order_by("-pk")[0]
    assert (entry.step, entry.actor, entry.subject_key) == (10, teacher, "public:")
    assert entry.changes == [["waar de lessen zijn", "—", "In de bouwhal."]]


def test_a_stale_text_is_refused_and_nothing_typed_is_lost(bwi: Route, leader: User, leader_client: Client) -> None:
    page = page_of(bwi)
    page.page_costs = "Niets."
    save_texts(actor=leader, route=bwi, page=page, version=page.version)
    answer = leader_client.post(edit_url(bwi), typed(page, version="1", page_costs="Honderd euro."))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Honderd euro.</textarea>" in text
    assert "Niets." in text
    assert page_of(bwi).page_costs == "Niets."


def test_a_wrong_text_comes_back_with_the_reason(bwi: Route, leader_client: Client) -> None:
    answer = leader_client.post(edit_url(bwi), typed(page_of(bwi), page_email="geen adres", page_phone="bel mij"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="geen adres"' in text
    assert "Gebruik alleen cijfers" in text
    assert page_of(bwi).page_email == "bouwroute@dewaterlijn.example"


def test_the_editor_sees_proposals_and_hints(bwi: Route, leader_client: Client) -> None:
    text = words(leader_client, edit_url(bwi))
    assert "Nu staat er dit voorstel:" in text
    assert "In de basisweek staat:" in text
    assert "Kan dit eenvoudiger?" not in text
    leader_client.post(edit_url(bwi), typed(page_of(bwi), page_costs="Dientengevolge betaalt u niets."))
    text = words(leader_client, edit_url(bwi))
    assert "Kan dit eenvoudiger?" in text
    assert "Gewoner is “daardoor”" in text


def test_only_a_leader_switches_and_chooses_the_address(bwi: Route) -> None:
    teacher, page = factories.member(bwi, "docent"), page_of(bwi)
    with pytest.raises(PermissionDenied):
        switch(actor=teacher, route=bwi, page=page, on=False, version=page.version)
    with pytest.raises(PermissionDenied):
        set_address(actor=teacher, route=bwi, page=page, version=page.version)
    text = words(client_of(teacher), edit_url(bwi))
    assert "Zet de pagina uit" not in text
    assert "Bewaar het adres" not in text


def test_a_reader_reads_the_texts_and_has_no_form(bwi: Route) -> None:
    text = words(client_of(factories.member(bwi, "lezer")), edit_url(bwi))
    assert "De bus tussen De Waterlijn" in text
    assert "Bewaar de teksten" not in text


def test_switching_on_and_off_is_in_the_history_and_guarded(bwi: Route, leader: User, leader_client: Client) -> None:
    page = page_of(bwi)
    url = reverse("public_switch", args=[bwi.pk])
    leader_client.post(url, {"on": "0", "version": page.version})
    assert not page_of(bwi).is_on
    assert HistoryEntry.objects.order_by("-pk")[0].changes == [["te zien voor iedereen", "ja", "nee"]]
    leader_client.post(url, {"on": "1", "version": page.version})
    assert not page_of(bwi).is_on
    with pytest.raises(StaleError):
        switch(actor=leader, route=bwi, page=page_of(bwi), on=True, version=page.version)


def test_a_page_without_an_address_cannot_be_on(bwi: Route, leader: User) -> None:
    route = factories.route(leader)
    page = page_of(route)
    assert not page.is_on
    with pytest.raises(ValidationError, match="Kies eerst een adres"):
        switch(actor=leader, route=route, page=page, on=True, version=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicPage.objects.create(route=route, is_on=True)


@pytest.mark.parametrize("wrong", ["Bouw Route", "-bouw", "bouw/route", "ab", "bouwroute-rietmeer"])
def test_a_wrong_or_taken_address_is_refused(bwi: Route, leader: User, wrong: str) -> None:
    route = factories.route(leader)
    answer = client_of(leader).post(reverse("public_address", args=[route.pk]), {"slug": wrong, "version": "0"})
    assert answer.status_code == 422
    assert f'value="{wrong}"' in answer.content.decode()
    assert not PublicPage.objects.filter(route=route).exists()


def test_the_address_of_a_page_that_is_on_cannot_be_emptied(bwi: Route, leader_client: Client) -> None:
    page = page_of(bwi)
    answer = leader_client.post(reverse("public_address", args=[bwi.pk]), {"slug": "", "version": page.version})
    assert answer.status_code == 422
    assert "Kies eerst een adres" in answer.content.decode()
    assert page_of(bwi).slug == "bouwroute-rietmeer"


def test_an_address_that_nobody_guesses_is_not_for_search_engines(bwi: Route, leader_client: Client) -> None:
    page = page_of(bwi)
    url = reverse("public_address", args=[bwi.pk])
    sent = {"slug": page.slug, "secret": "1", "version": page.version, "survey_parents": "on"}
    assert leader_client.post(url, sent).status_code == 302
    page = page_of(bwi)
    assert page.unlisted
    assert page.survey_parents
    assert Client().get(ADDRESS).status_code == 404
    answer = Client().get(f"/r/{page.slug}/")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'content="noindex, nofollow"' in answer.content.decode()


def test_a_readable_address_is_proposed_that_no_route_has(bwi: Route, leader: User) -> None:
    route = factories.route(leader)
    Route.objects.filter(pk=route.pk).update(name="Bouwroute Rietmeer")
    route.refresh_from_db()
    assert free_address(route) == "bouwroute-rietmeer-2"
    assert "bouwroute-rietmeer-2" in words(client_of(leader), edit_url(route))


def test_the_preview_shows_a_page_that_is_off_to_people_of_the_route(bwi: Route, leader_client: Client) -> None:
    PublicPage.objects.filter(route=bwi).update(is_on=False)
    text = words(leader_client, reverse("public_preview", args=[bwi.pk, "nl"]))
    assert "Zo ziet iedereen de pagina" in text
    assert "noindex" in text
    assert leader_client.get(reverse("public_preview", args=[bwi.pk, "fr"])).status_code == 404


# -- files and agreements --------------------------------------------------------------------------


def test_texts_travel_in_the_file_and_address_and_switch_do_not(bwi: Route) -> None:
    execution = build_document(bwi).execution
    assert execution.page_phone == "010 000 00 00"
    names = set(type(execution).model_fields)
    assert {"is_on", "slug", "survey_pupils", "survey_parents"} & names == set()
    assert {field.name for field in PublicPage._meta.concrete_fields} >= set(PageTexts.model_fields)


def test_a_text_of_the_page_makes_no_approval_stale(bwi: Route, leader: User) -> None:
    before = read_state(bwi).step(10).fingerprint
    page = page_of(bwi)
    page.page_phone = "010 111 11 11"
    save_texts(actor=leader, route=bwi, page=page, version=page.version)
    assert read_state(bwi).step(10).fingerprint == before
    assert Approval.objects.exists()


@pytest.mark.parametrize(("size", "width"), [("a4", 595), ("a5", 420)])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_leaflet_is_a_tagged_pdf_of_its_size(
    bwi: Route, leader_client: Client, size: str, width: int, language: str
) -> None:
    content = leader_client.get(reverse("public_leaflet", args=[bwi.pk, language, size])).content
    read = PdfReader(io.BytesIO(content))
    assert round(float(read.pages[0].mediabox.width)) == width
    assert b"pdfuaid" in content
    assert read.trailer["/Root"]["/Lang"] == language
    text = pdf_text(content)
    assert "Bouwroute Metselen en Timmeren" in text
    assert "/r/bouwroute-rietmeer/" in text
    assert ("betaalt de school" in text) == (language == "nl")


def test_the_leaflet_of_a_page_that_is_off_leads_nowhere(bwi: Route, leader_client: Client) -> None:
    PublicPage.objects.filter(route=bwi).update(is_on=False)
    text = pdf_text(leader_client.get(reverse("public_leaflet", args=[bwi.pk, "nl", "a4"])).content)
    assert "/r/" not in text


def test_the_evening_is_an_outline_with_a_head_for_each_slide(bwi: Route, leader_client: Client) -> None:
    content = leader_client.get(reverse("public_evening", args=[bwi.pk, "nl"])).content
    heads = [each.text for each in Document(io.BytesIO(content)).paragraphs if each.style.name == "Heading 1"]
    assert heads[0].endswith("Welkom")
    assert all(each.startswith("Dia ") for each in heads)
    assert len(heads) >= 11


def test_step_10_leads_to_the_page(bwi: Route, leader_client: Client) -> None:
    text = words(leader_client, reverse("route_step", args=[bwi.pk, 10]))
    assert edit_url(bwi) in text
    assert "De bus tussen De Waterlijn" not in text
