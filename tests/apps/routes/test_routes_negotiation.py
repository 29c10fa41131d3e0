"""Another wording by proposal: nothing changes until every partner accepts."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from helpers import client_of

from naadloos.agreements.models import Clause
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes import negotiation
from naadloos.routes.models import Route, RouteMember, RoutePartner, TextProposal, Vision
from naadloos.routes.mywork import my_work
from naadloos.routes.negotiation import Passage, passage_of

NEW = "De partners lossen een verschil eerst samen op."


def clause_of(route: Route) -> Clause:
    return Clause.objects.get(route=route, subject="h")


def passage(route: Route) -> Passage:
    found = passage_of(route, 9, "clauses", clause_of(route).key, "text")
    assert found
    return found


def leader_of(route: Route, partner: str) -> User:
    return RouteMember.objects.get(route=route, role="projectleider", partner__key=partner).user


def partner_of(route: Route, key: str) -> RoutePartner:
    return RoutePartner.objects.get(route=route, key=key)


def proposed(route: Route, text: str = NEW) -> TextProposal:
    here = passage(route)
    return negotiation.propose(
        actor=leader_of(route, "waterlijn"),
        route=route,
        passage=here,
        partner=partner_of(route, "waterlijn"),
        text=text,
        reason="Korter en duidelijker.",
        seen=here.text,
    )


def accept(route: Route, proposal: TextProposal, partner: str, accepts: bool = True, reason: str = "") -> None:
    negotiation.answer(
        actor=leader_of(route, partner),
        proposal=proposal,
        partner=partner_of(route, partner),
        accepts=accepts,
        reason=reason,
    )
    proposal.refresh_from_db()


def test_the_text_changes_when_the_last_partner_accepts(bwi: Route, leader_client: Client) -> None:
    before = clause_of(bwi).text
    address = reverse("propose", args=[bwi.pk, 9, "clauses", "text"]) + f"?sleutel={clause_of(bwi).key}"
    form = leader_client.get(address)
    assert before in form.content.decode()
    own = partner_of(bwi, "waterlijn").pk
    answer = leader_client.post(
        address, {"text": NEW, "reason": "Korter.", "partner": own, "seen": before.replace("\n", "\r\n")}
    )
    assert answer.status_code == 302
    proposal = TextProposal.objects.get()
    page = client_of(leader_of(bwi, "singelkwartier")).get(reverse("proposals", args=[bwi.pk])).content.decode()
    assert "Akkoord namens ROC Singelkwartier" in page
    assert "Akkoord namens De Waterlijn" not in page
    for key in ("singelkwartier", "wilgenwerf"):
        assert clause_of(bwi).text == before
        by = partner_of(bwi, key).pk
        client_of(leader_of(bwi, key)).post(
            reverse("proposal_answer", args=[bwi.pk, proposal.pk, by]), {"akkoord": "ja"}
        )
    proposal.refresh_from_db()
    assert proposal.outcome == TextProposal.Outcome.ACCEPTED
    assert clause_of(bwi).text == NEW
    assert HistoryEntry.objects.filter(step=9, verb="gewijzigd").exists()


def test_a_no_needs_a_reason_and_ends_the_proposal(bwi: Route, leader_client: Client) -> None:
    before = clause_of(bwi).text
    proposal = proposed(bwi)
    with pytest.raises(ValidationError, match="waarom"):
        accept(bwi, proposal, "singelkwartier", accepts=False)
    accept(bwi, proposal, "singelkwartier", accepts=False, reason="Wij willen een bemiddelaar.")
    assert proposal.outcome == TextProposal.Outcome.REJECTED
    with pytest.raises(ValidationError, match="afgehandeld"):
        accept(bwi, proposal, "wilgenwerf")
    assert clause_of(bwi).text == before
    page = leader_client.get(reverse("proposals", args=[bwi.pk])).content.decode()
    assert "Wij willen een bemiddelaar." in page
    assert "Doe een tegenvoorstel" in page
    address = reverse("propose", args=[bwi.pk, 9, "clauses", "text"])
    counter = leader_client.get(f"{address}?sleutel={clause_of(bwi).key}&van={proposal.pk}")
    assert NEW in counter.content.decode()


def test_a_text_that_changed_meanwhile_is_not_overwritten(bwi: Route) -> None:
    proposal = proposed(bwi)
    Clause.objects.filter(pk=clause_of(bwi).pk).update(text="Iets anders.")
    accept(bwi, proposal, "singelkwartier")
    accept(bwi, proposal, "wilgenwerf")
    assert proposal.outcome == TextProposal.Outcome.OVERTAKEN
    assert clause_of(bwi).text == "Iets anders."


def test_a_partner_that_stopped_is_not_waited_for(bwi: Route) -> None:
    proposal = proposed(bwi)
    RoutePartner.objects.filter(route=bwi, key="wilgenwerf").update(left_on=timezone.localdate())
    accept(bwi, proposal, "singelkwartier")
    assert proposal.outcome == TextProposal.Outcome.ACCEPTED


def test_who_may_propose_answer_and_take_back(bwi: Route) -> None:
    teacher = RouteMember.objects.filter(route=bwi, role="docent", partner__key="waterlijn")[0].user
    here = passage(bwi)
    with pytest.raises(PermissionDenied):
        negotiation.propose(
            actor=teacher, route=bwi, passage=here, partner=partner_of(bwi, "waterlijn"), text=NEW, reason="x", seen=""
        )
    proposal = proposed(bwi)
    with pytest.raises(PermissionDenied):
        negotiation.answer(
            actor=leader_of(bwi, "waterlijn"),
            proposal=proposal,
            partner=partner_of(bwi, "singelkwartier"),
            accepts=True,
        )
    with pytest.raises(ValidationError, match="al geantwoord"):
        accept(bwi, proposal, "waterlijn")
    with pytest.raises(PermissionDenied):
        negotiation.withdraw(actor=leader_of(bwi, "singelkwartier"), proposal=proposal)
    negotiation.withdraw(actor=leader_of(bwi, "waterlijn"), proposal=proposal)
    assert proposal.outcome == TextProposal.Outcome.WITHDRAWN


def test_a_proposal_says_something_else_and_starts_from_the_text_of_now(bwi: Route) -> None:
    here = passage(bwi)
    given = {"actor": leader_of(bwi, "waterlijn"), "route": bwi, "passage": here,
             "partner": partner_of(bwi, "waterlijn"), "reason": "x"}  # fmt: skip
    with pytest.raises(ValidationError, match="die er al staat"):
        negotiation.propose(text=here.text, seen=here.text, **given)
    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        negotiation.propose(text=NEW, seen="een oude tekst", **given)


@pytest.mark.parametrize(
    ("step", "kind", "key", "field"),
    [(9, "clauses", "weg", "text"), (9, "clauses", "", "text"), (9, "clauses", "*", "subject"), (3, "vision", "", "pk"),
     (3, "vision", "x", "vision"), (1, "purpose", "", "problem"), (9, "onzin", "", "text")],
)  # fmt: skip
def test_only_texts_that_are_meant_for_it(bwi: Route, step: int, kind: str, key: str, field: str) -> None:
    assert passage_of(bwi, step, kind, clause_of(bwi).key if key == "*" else key, field) is None


def test_the_vision_too_is_proposed(bwi: Route) -> None:
    here = passage_of(bwi, 3, "vision", "", "vision")
    assert here
    proposal = negotiation.propose(
        actor=leader_of(bwi, "singelkwartier"),
        route=bwi,
        passage=here,
        partner=partner_of(bwi, "singelkwartier"),
        text="Elke leerling merkt dat school en bedrijf bij elkaar horen.",
        reason="Vanuit de leerling.",
        seen=here.text,
    )
    accept(bwi, proposal, "waterlijn")
    accept(bwi, proposal, "wilgenwerf")
    assert Vision.objects.get(route=bwi).vision.startswith("Elke leerling merkt")


def test_it_waits_in_my_work_of_those_who_can_answer(bwi: Route) -> None:
    proposed(bwi)
    today = timezone.localdate()
    said = [each.what for each in my_work(leader_of(bwi, "singelkwartier"), today).questions]
    assert any(each.startswith("antwoord op een voorstel") for each in said)
    assert my_work(leader_of(bwi, "waterlijn"), today).questions == ()
