"""The library of clauses, and clauses that keep their link to the facts."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from helpers import client_of

from naadloos.agreements.actions import take_clause
from naadloos.agreements.clauses import choices_for, library, misfit, newer
from naadloos.agreements.compose import compose_agreement
from naadloos.agreements.models import SUBJECTS, AgreementTerm, Clause
from naadloos.agreements.placeholders import PLACEHOLDERS, filled, names_in
from naadloos.documents.content import DocumentContent, Open, Paragraph
from naadloos.engines.route import RouteDocument
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RouteMember
from naadloos.routes.portable import build_document
from naadloos.routes.registry import provider_of


def empty_route(**route: object) -> RouteDocument:
    head = {"name": "Bouwroute", "type": "DLR", "years": 4, "partners": [], "profiles": [], "qualifications": [],
            "cohorts": []} | route  # fmt: skip
    return RouteDocument.model_validate({"route": head})


def composed(route: Route) -> DocumentContent:
    return compose_agreement(build_document(route), on=date(2026, 11, 25), version="", fingerprint=None)


def words_of(content: DocumentContent, title: str) -> str:
    article = next(each for each in content.articles if each.title == title)
    return "\n".join(block.text for block in article.blocks if isinstance(block, Paragraph | Open))


# -- the data --------------------------------------------------------------------------------------


def test_every_subject_of_the_law_has_a_choice_and_names_its_duty() -> None:
    letters = [name for name, _label in SUBJECTS if len(name) == 1]
    for letter in letters:
        found = [each for each in library() if each.subject == letter]
        assert len(found) >= 2, letter
        assert all(f"onder {letter}" in each.duty for each in found)
    assert {each.subject for each in library()} <= dict(SUBJECTS).keys()


def test_no_text_claims_to_be_confirmed_by_a_jurist() -> None:
    """Nobody who may say so has read them; whoever changes this says who did."""
    assert {each.status for each in library()} == {"te_bevestigen"}


def test_every_name_in_the_library_is_a_fact_and_every_text_says_no_amount() -> None:
    for each in library():
        assert set(names_in(each.text)) <= PLACEHOLDERS.keys()
        assert not re.search(r"€|\beuro\b", each.text), "amounts come from step 8"


def test_a_route_that_knows_nothing_gets_no_guess() -> None:
    document = empty_route()
    for name, placeholder in PLACEHOLDERS.items():
        text, missing = filled(f"x {{{name}}} y", document)
        if name in {"route", "duur"}:
            assert missing == []
        else:
            assert missing == [placeholder], name
            assert "nog onbekend" in text


def test_conditions_say_why_a_text_does_not_fit() -> None:
    own = {each.id: each for each in library()}
    vertical = empty_route(vertical_school=True)
    assert "verticale" in misfit(own["geschil-bemiddelaar"].when, vertical)
    assert misfit(own["geschil-bemiddelaar"].when, empty_route()) == ""
    assert "bedrijf" in misfit(own["bedrijven-raad"].when, empty_route())
    assert misfit(own["bekostiging-per-kwartaal"].when, empty_route()) == "", "unknown is no reason to hide it"
    paying = RouteDocument.model_validate(empty_route().model_dump() | {"finance": {"funding_handed_over": "nee"}})
    assert misfit(own["bekostiging-per-kwartaal"].when, paying)
    assert [bool(each.misfit) for each in choices_for(paying, "e")] == [False, True], "what fits comes first"


# -- in a route ------------------------------------------------------------------------------------


def test_a_text_taken_over_reads_with_the_facts_and_follows_them(bwi: Route, leader: User) -> None:
    own = {each.id: each for each in library()}
    take_clause(actor=leader, route=bwi, taken=own["opzeggen-groepen-af"], add=False)
    assert "van 1 augustus 2027 tot en met 31 juli 2032" in words_of(composed(bwi), "Toetreden, opzeggen en wijzigen")
    AgreementTerm.objects.filter(route=bwi).update(ends_on=date(2033, 7, 31))
    assert "tot en met 31 juli 2033" in words_of(composed(bwi), "Toetreden, opzeggen en wijzigen")
    clause = Clause.objects.get(route=bwi, subject="i")
    assert clause.library == "opzeggen-groepen-af@1"
    clause.text = clause.text.replace("minstens een jaar", "minstens twee jaar")
    clause.save()
    text = words_of(composed(bwi), "Toetreden, opzeggen en wijzigen")
    assert "minstens twee jaar" in text
    assert "tot en met 31 juli 2033" in text


def test_a_fact_that_goes_makes_an_open_point_with_the_step(bwi: Route, leader: User) -> None:
    own = {each.id: each for each in library()}
    take_clause(actor=leader, route=bwi, taken=own["opzeggen-verlengen"], add=False)
    assert not [each for each in composed(bwi).open_points if "besluit over verlengen" in each.text]
    AgreementTerm.objects.filter(route=bwi).update(renew_by=None)
    points = [each for each in composed(bwi).open_points if "besluit over verlengen" in each.text]
    assert [each.step for each in points] == [9]


def test_two_texts_stand_below_each_other_and_both_are_remembered(bwi: Route, leader: User) -> None:
    own = {each.id: each for each in library()}
    before = Clause.objects.get(route=bwi, subject="f").text
    take_clause(actor=leader, route=bwi, taken=own["overstap-warm"], add=True)
    clause = take_clause(actor=leader, route=bwi, taken=own["overstap-gesprek"], add=True)
    assert clause.text.startswith(before.strip())
    assert clause.library == "overstap-warm@1 overstap-gesprek@1"
    taken = {each.clause.id for each in choices_for(build_document(bwi), "f") if each.taken}
    assert taken == {"overstap-warm", "overstap-gesprek"}


def test_a_later_version_of_the_library_is_told(bwi: Route, leader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    own = {each.id: each for each in library()}
    take_clause(actor=leader, route=bwi, taken=own["overstap-warm"], add=False)
    document = build_document(bwi)
    clause = next(each for each in document.agreement.clauses if each.subject == "f")
    assert newer(clause) == []
    later = tuple(each.model_copy(update={"version": each.version + 1}) for each in library())
    monkeypatch.setattr("naadloos.agreements.clauses.library", lambda: later)
    assert [each.id for each in newer(clause)] == ["overstap-warm"]


def test_who_may_not_write_takes_nothing_over(bwi: Route) -> None:
    reader = RouteMember.objects.filter(route=bwi, role="lezer")[0].user
    with pytest.raises(PermissionDenied):
        take_clause(actor=reader, route=bwi, taken=library()[0], add=False)


# -- on the page -----------------------------------------------------------------------------------


def test_choosing_on_the_page(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("clause_library", args=[bwi.pk]) + "?over=h").content.decode()
    assert "Overleg, dan een bemiddelaar, dan de rechter" in page
    assert "te bevestigen" in page
    answer = leader_client.post(reverse("clause_take", args=[bwi.pk, "geschil-bindend"]), {"hoe": "in-plaats"})
    assert answer.status_code == 302
    assert "bindend advies" in Clause.objects.get(route=bwi, subject="h").text
    assert leader_client.get(reverse("clause_library", args=[bwi.pk]) + "?over=zz").status_code == 404
    assert leader_client.post(reverse("clause_take", args=[bwi.pk, "bestaat-niet"])).status_code == 404


def test_an_agreement_that_rests_on_it_is_told_first(bwi: Route, leader_client: Client) -> None:
    member = RouteMember.objects.get(route=bwi, role="bestuurder", partner__key="waterlijn")
    client = client_of(member.user)
    seen = client.get(reverse("route_step", args=[bwi.pk, 9])).context["step_state"].fingerprint
    client.post(reverse("approve_step", args=[bwi.pk, 9, member.partner_id]), {"fingerprint": seen})
    before = Clause.objects.get(route=bwi, subject="h").text
    url = reverse("clause_take", args=[bwi.pk, "geschil-bindend"])
    answer = leader_client.post(url, {"hoe": "in-plaats"})
    assert "dit raakt een akkoord" in answer.content.decode()
    assert Clause.objects.get(route=bwi, subject="h").text == before
    mark = answer.context["impact"].mark
    assert leader_client.post(url, {"hoe": "in-plaats", "gezien": mark}).status_code == 302
    assert Clause.objects.get(route=bwi, subject="h").text != before


def test_a_name_that_stands_for_nothing_is_refused(bwi: Route, leader_client: Client) -> None:
    clause = Clause.objects.get(route=bwi, subject="h")
    url = reverse("fact_edit", args=[bwi.pk, 9, "clauses", clause.pk])
    form = leader_client.get(url).content.decode()
    assert "{partijen}" in form
    answer = leader_client.post(url, {"subject": "h", "text": "Wij vragen {burgemeester}.", "version": clause.version})
    assert answer.status_code == 422
    assert "{burgemeester}" in answer.content.decode()


def test_talk_about_an_article_stands_with_it(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("agreement", args=[bwi.pk])).content.decode()
    address = re.search(r'href="([^"]*over=artikel%3Ageschillen)"', page)
    assert address
    url = address[1].replace("&amp;", "&")
    leader_client.post(url, {"text": "Wie betaalt de bemiddelaar?"})
    assert "Wie betaalt de bemiddelaar?" in leader_client.get(url).content.decode()
    assert "1 open gesprek" in leader_client.get(reverse("agreement", args=[bwi.pk])).content.decode()
    assert provider_of(9).subject(bwi, "artikel:bestaat-niet") is None
