"""Is the route ready, and all its dates: on a page and in the calendar of a person."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.execution import calendar
from naadloos.execution import year_queries as queries
from naadloos.execution.calendar_actions import STEP, make_link, revoke_link, used
from naadloos.execution.ready_build import readiness_of
from naadloos.execution.ready_page import NOBODY, ready_page
from naadloos.execution.ready_paper import ready_paper
from naadloos.execution.terms import Audience, DateKind
from naadloos.execution.year_forms import LinkForm
from naadloos.routes.portable import build_document
from naadloos.routes.state import read_state
from naadloos.routes.views.common import person, step_context
from naadloos.routes.views.papers import paper_file


@login_required
@require_safe
def ready(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    state, today = read_state(route), timezone.localdate()
    context |= {
        "ready": ready_page(state, readiness_of(state, today), request.GET.get("wie", "")),
        "nobody": NOBODY,
        "today": today,
    }
    return render(request, "execution/ready.html", context)


@login_required
@require_safe
def ready_print(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """The same as a paper for the meeting of a board: PDF or DOCX."""
    route, _provider, _context = step_context(request, pk, STEP)
    state, today = read_state(route), timezone.localdate()
    page = ready_page(state, readiness_of(state, today))
    return paper_file(route, ready_paper(page, str(route), today), "klaar-voor-de-start", kind)


@login_required
@require_safe
def calendar_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    audience, kind = request.GET.get("rol", ""), request.GET.get("soort", "")
    audience = audience if audience in Audience.values else ""
    kind = kind if kind in DateKind.values else ""
    everything, begins = "alles" in request.GET, timezone.localdate().replace(day=1)
    found = calendar.narrowed(calendar.entries(build_document(route)), audience, kind)
    shown = [each for each in found if everything or each.until >= begins]
    context |= {
        "months": calendar.by_month(route, shown, queries.closed_years(route)),
        "total": len(shown),
        "before": len(found) - len(shown),
        "everything": everything,
        "audience": audience,
        "kind": kind,
        "audiences": Audience.choices,
        "kinds": DateKind.choices,
    }
    return render(request, "execution/calendar.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_links(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The links of this person; a new one is shown once."""
    route, _provider, context = step_context(request, pk, STEP)
    user = person(request)
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _link, token = make_link(actor=user, route=route, audience=form.cleaned_data["audience"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            context["link"] = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
            form = LinkForm()
    context |= {
        "form": form,
        "links": queries.open_links(user, route),
        "others": queries.links_of_others(user, route) if context["manages"] else [],
    }
    return render(request, "execution/calendar_links.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def calendar_link_revoke(request: HttpRequest, pk: uuid.UUID, link: int) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    found = queries.get_link_for(person(request), route, link, leads=context["manages"])
    revoke_link(actor=person(request), link=found)
    messages.success(request, _("De link is ingetrokken en werkt niet meer."))
    return redirect("calendar_links", pk)


@never_cache
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the calendar of a person asks for: the secret in the address is all there is. Raises Http404."""
    link = queries.link_by_token(token)
    if link is None:
        raise Http404
    found = calendar.narrowed(calendar.entries(build_document(link.route)), link.audience)
    name = f"{link.route}: {link}" if link.audience else str(link.route)
    content = calendar.feed(link.route, found, request.build_absolute_uri("/").rstrip("/"), name)
    used(link, timezone.localdate())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="naadloos.ics"'
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
