"""Talking about a route: the page of all threads, or of one step or object, and what one does with a thread."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naadloos.engines.route import STEPS
from naadloos.routes import discussion
from naadloos.routes.forms.discussion import AnswerForm, ThreadForm
from naadloos.routes.models import Post, Route, Thread
from naadloos.routes.views.common import person, route_context


def _step(request: HttpRequest) -> int | None:
    asked = request.GET.get("stap", "")
    if not asked:
        return None
    if not asked.isdecimal() or not 1 <= int(asked) <= len(STEPS):
        raise Http404
    return int(asked)


def _back(thread: Thread) -> HttpResponse:
    about = urlencode({"stap": thread.step, **({"over": thread.about} if thread.about else {})})
    return redirect(reverse("discussion", args=[thread.route_id]) + f"?{about}#gesprek-{thread.pk}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def threads(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """All threads that this person may read; with a step, those about it and a form to begin one."""
    route, context = route_context(request, pk)
    step, about = _step(request), request.GET.get("over")
    label = discussion.subject_of(route, step, about or "") if step else None
    if step is not None and label is None and request.method == "POST":
        raise Http404
    form = (
        ThreadForm(request.POST if request.method == "POST" else None, route=route, user=person(request))
        if step is not None and label is not None
        else None
    )
    if request.method == "POST":
        if form is None or step is None:
            raise Http404
        if form.is_valid():
            try:
                thread = discussion.open_thread(
                    actor=person(request), route=route, step=step, about=about or "", **form.cleaned_data
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                said = _("Bewaard: alleen voor %(who)s.") if thread.only_for else _("Bewaard voor alle partners.")
                messages.success(request, said % {"who": thread.only_for})
                return _back(thread)
    return render(
        request,
        "routes/discussion.html",
        context | _listing(request, route, step, about) | {"form": form, "label": label, "about": about or ""},
        status=422 if form is not None and form.errors else 200,
    )


def _listing(request: HttpRequest, route: Route, step: int | None, about: str | None) -> dict[str, Any]:
    user, words, all_of_them = person(request), request.GET.get("q", "").strip(), request.GET.get("alles") == "1"
    found = discussion.threads_of(user, route, step, about)
    if words:
        found = discussion.search(found, words)
    if not all_of_them and not words:
        found = found.filter(resolved_at=None)
    kept = {"stap": step, "over": about, "q": words, "alles": "1" if all_of_them else ""}
    counts = discussion.open_counts(user, route) if step is None else None
    page = Paginator(found, 30).get_page(request.GET.get("pagina"))
    return {
        "page": page,
        "rows": [(thread, discussion.may_resolve(user, thread)) for thread in page],
        "chosen": STEPS[step - 1] if step else None,
        "words": words,
        "all_of_them": all_of_them,
        "query": urlencode({name: value for name, value in kept.items() if value}),
        "counts": [(each, counts[each.number]) for each in STEPS] if counts is not None else [],
    }


def _thread(request: HttpRequest, pk: uuid.UUID, thread: int) -> Thread:
    """Raises Http404 for who may not read it: a confidential note does not exist for others."""
    route, _context = route_context(request, pk)
    return get_object_or_404(discussion.visible_threads(person(request)).filter(route=route), pk=thread)


@login_required
@require_POST
def thread_answer(request: HttpRequest, pk: uuid.UUID, thread: int) -> HttpResponse:
    found, form = _thread(request, pk, thread), AnswerForm(request.POST)
    if form.is_valid():
        discussion.answer(actor=person(request), thread=found, text=form.cleaned_data["text"])
    else:
        messages.error(request, _("Schrijf eerst een antwoord, van hoogstens 5000 tekens."))
    return _back(found)


@login_required
@require_POST
def thread_resolve(request: HttpRequest, pk: uuid.UUID, thread: int) -> HttpResponse:
    found = _thread(request, pk, thread)
    discussion.resolve(actor=person(request), thread=found)
    messages.success(request, _("Afgesloten. Een nieuw antwoord opent het gesprek weer."))
    return _back(found)


@login_required
@require_POST
def post_withdraw(request: HttpRequest, pk: uuid.UUID, post: int) -> HttpResponse:
    route, _context = route_context(request, pk)
    readable = discussion.visible_threads(person(request)).filter(route=route)
    found = get_object_or_404(Post.objects.select_related("thread"), pk=post, thread__in=readable)
    discussion.withdraw(actor=person(request), post=found)
    return _back(found.thread)
