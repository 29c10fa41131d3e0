"""Talk where the work is, and notes that no other organisation ever reads."""

import json
from datetime import date

import factories
import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from helpers import client_of
from pdf_text import pdf_text

from naadloos.organisations.models import HistoryEntry, MailRhythm, Membership, Organisation, User
from naadloos.routes import discussion
from naadloos.routes.actions import copy_route
from naadloos.routes.digest import digests, send_digests
from naadloos.routes.models import Goal, Post, Route, RouteMember, Snapshot, Thread
from naadloos.routes.mywork import my_work

SECRET = "Grenswaarde-zeventigduizend"
TUESDAY, SATURDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 28), date(2026, 11, 30)


@pytest.fixture
def ours(leader: User) -> Organisation:
    return Organisation.objects.get(name="De Waterlijn")


@pytest.fixture
def other(bwi: Route) -> User:
    """The project leader of the other side."""
    return RouteMember.objects.get(route=bwi, role="projectleider", partner__key="singelkwartier").user


def goal_of(route: Route) -> Goal:
    return Goal.objects.filter(route=route).order_by("pk")[0]


def ask(actor: User, route: Route, text: str = "Klopt dit?", **more: object) -> Thread:
    given: dict[str, object] = {"step": 1, "about": "", **more}
    return discussion.open_thread(actor=actor, route=route, text=text, **given)  # type: ignore[arg-type]


def talk(route: Route, step: int | None = None, **more: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in {**({"stap": str(step)} if step else {}), **more}.items())
    return reverse("discussion", args=[route.pk]) + (f"?{query}" if query else "")


# -- talking ---------------------------------------------------------------------------------------


def test_a_question_about_one_goal_stands_with_it_is_counted_answered_and_closed(
    bwi: Route, leader_client: Client, other: User
) -> None:
    goal = goal_of(bwi)
    about = f"goals:{goal.key}"
    answer = leader_client.post(talk(bwi, 1, over=about), {"text": "Is dit doel niet te hoog?", "quote": goal.target})
    thread = Thread.objects.get(step=1)
    assert answer.status_code == 302
    assert str(goal) in thread.about_label
    theirs = client_of(other)
    assert "Is dit doel niet te hoog?" in theirs.get(talk(bwi, 1, over=about)).content.decode()
    step = theirs.get(reverse("route_step", args=[bwi.pk, 1])).content.decode()
    assert "1 open gesprek" in step
    assert "1 open gesprek" in theirs.get(reverse("route", args=[bwi.pk])).content.decode()
    theirs.post(reverse("thread_answer", args=[bwi.pk, thread.pk]), {"text": "Nee, zie de cijfers van DUO."})
    leader_client.post(reverse("thread_resolve", args=[bwi.pk, thread.pk]))
    thread.refresh_from_db()
    assert thread.resolved_by == "Marieke Dekker"
    assert "open gesprek" not in theirs.get(reverse("route_step", args=[bwi.pk, 1])).content.decode()
    assert "zie de cijfers" not in theirs.get(talk(bwi, 1)).content.decode()
    assert "zie de cijfers" in theirs.get(talk(bwi, 1, alles="1")).content.decode()


def test_an_answer_opens_a_closed_thread_again(bwi: Route, leader: User, other: User) -> None:
    thread = ask(leader, bwi)
    discussion.resolve(actor=leader, thread=thread)
    discussion.answer(actor=other, thread=thread, text="Toch nog iets.")
    thread.refresh_from_db()
    assert thread.resolved_at is None
    assert [entry.verb for entry in HistoryEntry.objects.filter(step=1, verb__startswith="gesprek").order_by("pk")] == [
        "gesprek begonnen",
        "gesprek afgesloten",
        "gesprek heropend",
    ]


def test_only_who_began_or_leads_closes_a_thread(bwi: Route, leader: User) -> None:
    reader = factories.member(bwi, "lezer", side="mbo")
    thread = ask(leader, bwi)
    with pytest.raises(PermissionDenied):
        discussion.resolve(actor=reader, thread=thread)
    own = ask(reader, bwi)
    discussion.resolve(actor=reader, thread=own)
    assert own.resolved_by


def test_the_writer_alone_takes_words_back_and_that_stays_visible(
    bwi: Route, leader: User, leader_client: Client, other: User
) -> None:
    post = ask(leader, bwi, "Onhandig gezegd.").posts.get()
    with pytest.raises(PermissionDenied):
        discussion.withdraw(actor=other, post=post)
    leader_client.post(reverse("post_withdraw", args=[bwi.pk, post.pk]))
    page = client_of(other).get(talk(bwi, 1)).content.decode()
    assert "Onhandig gezegd." not in page
    assert "Dit bericht is ingetrokken." in page


def test_what_is_not_there_cannot_be_talked_about(bwi: Route, leader: User, leader_client: Client) -> None:
    for about in ("goals:bestaat-niet", "onzin", "onzin:x", "purpose:x"):
        with pytest.raises(ValidationError):
            ask(leader, bwi, about=about)
        assert leader_client.post(talk(bwi, 1, over=about), {"text": "Hoi"}).status_code == 404
    assert ask(leader, bwi, about="purpose").about_label
    assert leader_client.get(talk(bwi) + "?stap=11").status_code == 404


def test_an_outsider_hears_and_says_nothing(bwi: Route, leader: User, outsider: User) -> None:
    thread = ask(leader, bwi)
    with pytest.raises(PermissionDenied):
        ask(outsider, bwi)
    with pytest.raises(PermissionDenied):
        discussion.answer(actor=outsider, thread=thread, text="Ik ook.")
    assert not discussion.visible_threads(outsider).exists()


def test_a_post_says_something_also_for_the_database(bwi: Route, leader: User) -> None:
    with pytest.raises(ValidationError):
        ask(leader, bwi, "   ")
    thread = ask(leader, bwi)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(thread=thread).update(text="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Thread.objects.filter(pk=thread.pk).update(resolved_by="Iemand")


def test_what_is_removed_keeps_its_talk(bwi: Route, leader: User, leader_client: Client) -> None:
    goal = goal_of(bwi)
    ask(leader, bwi, "Dit doel kan weg.", about=f"goals:{goal.key}")
    goal.delete()
    page = leader_client.get(talk(bwi, 1)).content.decode()
    assert "Dit doel kan weg." in page


def test_words_are_found_in_what_was_said_and_about_what(bwi: Route, leader: User, leader_client: Client) -> None:
    ask(leader, bwi, "Wie betaalt het busje?", step=8)
    ask(leader, bwi, "Hoe laat begint de dag?", step=10)
    page = leader_client.get(talk(bwi, q="busje+betaalt")).content.decode()
    assert "Wie betaalt het busje?" in page
    assert "Hoe laat begint de dag?" not in page


# -- mentions --------------------------------------------------------------------------------------


def test_who_is_named_finds_it_in_my_work_until_answered(bwi: Route, leader: User, other: User) -> None:
    thread = ask(leader, bwi, f"@{other.name} kun jij dit nakijken?")
    (found,) = my_work(other, TUESDAY).questions
    assert "kun jij dit nakijken?" in found.what
    assert f"#gesprek-{thread.pk}" in found.url
    assert my_work(leader, TUESDAY).questions == ()
    discussion.answer(actor=other, thread=thread, text="Gedaan.")
    assert my_work(other, TUESDAY).questions == ()
    discussion.answer(actor=leader, thread=thread, text="Nog één ding.", mention=[other])
    assert len(my_work(other, TUESDAY).questions) == 1


def test_a_longer_name_is_not_also_the_shorter_one() -> None:
    jan, jansen = User(name="Jan"), User(name="Jan de Vries")
    assert discussion.mentioned_in("vraag aan @Jan de Vries, graag", [jan, jansen]) == [jansen]
    assert discussion.mentioned_in("@Jantje is iemand anders", [jan]) == []


# -- confidential notes ----------------------------------------------------------------------------


@pytest.fixture
def secret(bwi: Route, leader: User, ours: Organisation, other: User) -> Thread:
    """A note of one organisation that even names somebody of the other side."""
    return ask(leader, bwi, f"{SECRET} @{other.name}", only_for=ours, quote=SECRET, mention=[other])


def every_page_of(client: Client, route: Route) -> dict[str, str]:
    """What a person can open of a route: pages, the file, documents and sheets as text."""
    found: dict[str, str] = {}
    names = ("route", "route_people", "discussion", "route_history", "route_law", "route_planning", "agreement",
             "agreement_difference", "agreement_signed", "finance_summary", "route_export")  # fmt: skip
    addresses = {name: reverse(name, args=[route.pk]) for name in names}
    addresses |= {f"step {number}": reverse("route_step", args=[route.pk, number]) for number in range(1, 11)}
    addresses |= {
        "talk with everything": talk(route, alles="1"),
        "talk of the step": talk(route, 1, alles="1"),
        # A part of the word, because the page shows again what was typed.
        "search": talk(route, q=SECRET[:8]),
        "work": reverse("my_work"),
        "list": reverse("route_list"),
    }
    for name, url in addresses.items():
        answer = client.get(url)
        assert answer.status_code == 200, name
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        found[name] = content.decode()
    found["pdf"] = pdf_text(client.get(reverse("agreement_pdf", args=[route.pk])).content)
    return found


def test_a_note_for_one_organisation_reaches_no_other_anywhere(bwi: Route, secret: Thread, other: User) -> None:
    for name, text in every_page_of(client_of(other), bwi).items():
        assert SECRET not in text, name
    assert secret.posts.get().mentioned.count() == 0, "who cannot read it is not named in it"


def test_those_of_the_organisation_read_it_and_see_that_it_is_theirs_alone(bwi: Route, secret: Thread) -> None:
    colleague = RouteMember.objects.get(route=bwi, role="bestuurder", partner__key="waterlijn").user
    page = client_of(colleague).get(talk(bwi, 1)).content.decode()
    assert SECRET in page
    assert "alleen voor De Waterlijn" in page
    assert SECRET in client_of(colleague).get(talk(bwi, q=SECRET[:8])).content.decode()


def test_no_address_of_a_note_works_for_the_other_side(bwi: Route, secret: Thread, other: User) -> None:
    client = client_of(other)
    post = secret.posts.get()
    for name, number in (("thread_answer", secret.pk), ("thread_resolve", secret.pk), ("post_withdraw", post.pk)):
        assert client.post(reverse(name, args=[bwi.pk, number]), {"text": "Gezien."}).status_code == 404
    with pytest.raises(PermissionDenied):
        discussion.answer(actor=other, thread=secret, text="Gezien.")


def test_a_note_is_in_no_history_file_snapshot_or_copy(bwi: Route, secret: Thread, leader: User) -> None:
    discussion.answer(actor=leader, thread=secret, text=f"{SECRET} nog eens")
    discussion.resolve(actor=leader, thread=secret)
    assert not HistoryEntry.objects.filter(step=1, verb__startswith="gesprek").exists()
    for snapshot in Snapshot.objects.filter(route=bwi):
        assert SECRET not in json.dumps([snapshot.content, snapshot.document])
    copy = copy_route(actor=leader, route=bwi, name="Kopie", start_year=2030)
    assert not copy.threads.exists()


def test_mail_carries_a_note_to_nobody_else(bwi: Route, secret: Thread, other: User, ours: Organisation) -> None:
    User.objects.update(mail_rhythm=MailRhythm.DAILY)
    send_digests(TUESDAY, "https://naadloos.example")
    own = set(User.objects.filter(memberships__organisation=ours).values_list("email", flat=True))
    assert mail.outbox
    for sent in mail.outbox:
        assert set(sent.to) <= own or SECRET not in sent.body


def test_nobody_writes_a_note_for_an_organisation_of_others(bwi: Route, leader: User, leader_client: Client) -> None:
    theirs = Organisation.objects.get(name="ROC Singelkwartier")
    with pytest.raises(PermissionDenied):
        ask(leader, bwi, "Stiekem.", only_for=theirs)
    answer = leader_client.post(talk(bwi, 1), {"text": "Stiekem.", "only_for": theirs.pk})
    assert answer.status_code == 422
    assert not Thread.objects.filter(only_for=theirs).exists()


def test_who_leaves_the_organisation_no_longer_reads_its_notes(bwi: Route, secret: Thread, ours: Organisation) -> None:
    colleague = RouteMember.objects.get(route=bwi, role="bestuurder", partner__key="waterlijn").user
    assert discussion.visible_threads(colleague).filter(pk=secret.pk).exists()
    Membership.objects.filter(user=colleague, organisation=ours).delete()
    assert not discussion.visible_threads(User.objects.get(pk=colleague.pk)).filter(only_for=ours).exists()


# -- overview by mail ------------------------------------------------------------------------------


def test_mail_is_quiet_until_chosen(bwi: Route, leader: User) -> None:
    assert digests(MONDAY, "https://naadloos.example") == []


def test_who_chose_daily_gets_one_mail_a_day_with_links_that_work(
    bwi: Route, leader: User, other: User, leader_client: Client
) -> None:
    client_of(other).post(reverse("my_work"), {"rhythm": "dag"})
    ask(leader, bwi, f"@{other.name} kijk jij?")
    assert send_digests(TUESDAY, "https://naadloos.example/") == 1
    assert send_digests(TUESDAY, "https://naadloos.example/") == 0
    (sent,) = mail.outbox
    assert sent.to == [other.email]
    assert "kijk jij?" in sent.body
    link = next(line.strip() for line in sent.body.splitlines() if "/gesprek/" in line)
    assert client_of(other).get(link.removeprefix("https://naadloos.example")).status_code == 200


@pytest.mark.parametrize(
    ("rhythm", "day", "mails"),
    [("week", TUESDAY, 0), ("week", MONDAY, 1), ("dag", TUESDAY, 1), ("dag", SATURDAY, 0), ("niet", MONDAY, 0)],
)
def test_the_chosen_rhythm_is_kept(bwi: Route, leader: User, other: User, rhythm: str, day: date, mails: int) -> None:
    ask(leader, bwi, f"@{other.name} kijk jij?")
    User.objects.filter(pk=other.pk).update(mail_rhythm=rhythm)
    assert len(digests(day, "https://naadloos.example")) == mails


def test_no_mail_when_nothing_waits(bwi: Route, outsider: User) -> None:
    User.objects.filter(pk=outsider.pk).update(mail_rhythm="dag")
    assert digests(TUESDAY, "https://naadloos.example") == []
