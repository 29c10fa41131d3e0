"""Reading and writing threads. Whatever shows a thread goes through ``visible_threads``: the one place of secrecy."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.organisations.history import record
from naadloos.organisations.models import Membership, Organisation, User
from naadloos.routes.models import Post, Route, RouteMember, Thread
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import can_view, leads, routes_for


def visible_threads(user: User) -> QuerySet[Thread]:
    """The threads in routes that this person may see, without the notes of organisations of others."""
    own = Membership.objects.filter(user_id=user.pk).values("organisation")
    return Thread.objects.filter(route__in=routes_for(user).values("pk")).filter(Q(only_for=None) | Q(only_for__in=own))


def threads_of(user: User, route: Route, step: int | None = None, about: str | None = None) -> QuerySet[Thread]:
    """With their posts, newest first, in a fixed number of queries."""
    found = visible_threads(user).filter(route=route).select_related("only_for").prefetch_related("posts__mentioned")
    if step is not None:
        found = found.filter(step=step)
    return found if about is None else found.filter(about=about)


def search(threads: QuerySet[Thread], words: str) -> QuerySet[Thread]:
    """Only those in which each word stands somewhere."""
    for word in words.split()[:8]:
        threads = threads.filter(
            Q(posts__text__icontains=word)
            | Q(posts__author_name__icontains=word)
            | Q(about_label__icontains=word)
            | Q(quote__icontains=word)
        )
    return threads.distinct()


def open_counts(user: User, route: Route) -> Counter[int]:
    """How many threads wait for an answer, per step, in one query."""
    open_threads = visible_threads(user).filter(route=route, resolved_at=None)
    return Counter(open_threads.order_by().values_list("step", flat=True))


def open_about(user: User, route: Route, step: int) -> Counter[str]:
    """How many threads wait for an answer per object of a step, in one query."""
    found = visible_threads(user).filter(route=route, step=step, resolved_at=None).exclude(about="")
    return Counter(found.order_by().values_list("about", flat=True))


def own_organisations(user: User, route: Route) -> QuerySet[Organisation]:
    """For which organisations this person may keep notes in this route."""
    return Organisation.objects.filter(memberships__user=user, partnerships__route=route).distinct()


def people_in(route: Route, only_for: Organisation | None) -> QuerySet[User]:
    """Who can be mentioned: whoever can read the thread."""
    if only_for is not None:
        return User.objects.filter(memberships__organisation=only_for, is_active=True).distinct().order_by("name")
    return (
        User.objects.filter(
            Q(pk__in=RouteMember.objects.filter(route=route).values("user"))
            | Q(
                memberships__organisation__partnerships__route=route,
                memberships__organisation__partnerships__accepted_at__isnull=False,
                memberships__organisation__partnerships__left_on=None,
            ),
            is_active=True,
        )
        .distinct()
        .order_by("name")
    )


def mentioned_in(text: str, people: Iterable[User]) -> list[User]:
    """The people whose full name stands after an @ in the text; the longest name wins.

    >>> mentioned_in("geen namen", [])
    []
    """
    found = []
    for person in sorted(people, key=lambda each: -len(each.name)):
        pattern = re.compile(rf"@{re.escape(person.name)}(?!\w)", re.IGNORECASE)
        if person.name and pattern.search(text):
            found.append(person)
            text = pattern.sub(" ", text)
    return found


def subject_of(route: Route, step: int, about: str) -> str | None:
    """How people call what ``about`` points to; None when there is no such thing in this step."""
    return _("de stap als geheel") if not about else provider_of(step).subject(route, about)


@transaction.atomic
def open_thread(
    *,
    actor: User,
    route: Route,
    step: int,
    about: str,
    text: str,
    quote: str = "",
    only_for: Organisation | None = None,
    mention: Iterable[User] = (),
) -> Thread:
    """Begin a thread, or a note for one's own organisation alone. Raises PermissionDenied, ValidationError."""
    if not can_view(actor, route):
        raise PermissionDenied
    if only_for is not None and not own_organisations(actor, route).filter(pk=only_for.pk).exists():
        raise PermissionDenied
    label = subject_of(route, step, about)
    if label is None:
        raise ValidationError(_("Dit onderdeel bestaat niet (meer)."))
    thread = Thread(
        route=route, step=step, about=about, about_label=label[:300], quote=quote.strip(), only_for=only_for
    )
    thread.full_clean()
    thread.save()
    _say(thread, actor, text, mention)
    _tell(thread, actor, "gesprek begonnen")
    return thread


@transaction.atomic
def answer(*, actor: User, thread: Thread, text: str, mention: Iterable[User] = ()) -> Post:
    """Add a post; a resolved thread opens again. Raises PermissionDenied, ValidationError."""
    _require_reader(actor, thread)
    if thread.resolved_at:
        thread.resolved_at, thread.resolved_by = None, ""
        thread.save()
        _tell(thread, actor, "gesprek heropend")
    return _say(thread, actor, text, mention)


@transaction.atomic
def resolve(*, actor: User, thread: Thread) -> None:
    """Close a thread: whoever began it, a project leader, or anyone of the organisation for its own notes.

    Raises PermissionDenied.
    """
    _require_reader(actor, thread)
    if not may_resolve(actor, thread):
        raise PermissionDenied
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by = timezone.now(), str(actor)[:120]
        thread.save()
        _tell(thread, actor, "gesprek afgesloten")


@transaction.atomic
def withdraw(*, actor: User, post: Post) -> None:
    """Take back one's own words; that something was said stays. Raises PermissionDenied."""
    _require_reader(actor, post.thread)
    if post.author_id != actor.pk:
        raise PermissionDenied
    if post.withdrawn_at is None:
        post.text, post.withdrawn_at = "", timezone.now()
        post.save()
        post.mentioned.clear()


def may_resolve(user: User, thread: Thread) -> bool:
    first = next(iter(thread.posts.all()), None)
    return (
        thread.only_for_id is not None
        or (first is not None and first.author_id == user.pk)
        or leads(user, thread.route)
    )


def waiting_for(user: User) -> list[tuple[Thread, Any]]:
    """Open threads in which this person was mentioned and said nothing since: (thread, when)."""
    found = []
    threads = visible_threads(user).filter(resolved_at=None, posts__mentioned=user).distinct()
    for thread in threads.select_related("route").prefetch_related("posts__mentioned"):
        posts = list(thread.posts.all())
        asked = max(post.at for post in posts if user in post.mentioned.all())
        if not any(post.author_id == user.pk and post.at > asked for post in posts):
            found.append((thread, asked))
    return found


def _require_reader(actor: User, thread: Thread) -> None:
    if not visible_threads(actor).filter(pk=thread.pk).exists():
        raise PermissionDenied


def _say(thread: Thread, actor: User, text: str, mention: Iterable[User]) -> Post:
    post = Post(thread=thread, author=actor, author_name=str(actor)[:120], text=text.strip())
    post.full_clean()
    post.save()
    people = people_in(thread.route, thread.only_for)
    chosen = {person.pk for person in mention}
    # A person who cannot read the thread is never mentioned in it, whatever was sent.
    post.mentioned.set([*mentioned_in(text, people), *people.filter(pk__in=chosen)])
    return post


def _tell(thread: Thread, actor: User, verb: str) -> None:
    """The history is read by all partners: it never hears of a note for one organisation."""
    if thread.only_for_id is None:
        record(scope=scope_of(thread.route), step=thread.step, actor=actor, verb=verb, subject=thread.about_label)
