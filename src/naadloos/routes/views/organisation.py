"""Step 4: who does what, when the bodies meet, and what may go wrong."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.routes import meetings
from naadloos.routes.forms.organisation import SeriesForm
from naadloos.routes.models import Meeting
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def project_organisation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, meetings.STEP)
    if request.method == "POST" and not context["may_edit"]:
        raise PermissionDenied
    form = SeriesForm(request.POST if request.method == "POST" else None, route=route)
    if request.method == "POST" and form.is_valid():
        try:
            made = meetings.plan_series(actor=person(request), route=route, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except ValueError:
            form.add_error("first", _("Rond deze dag is er twaalf weken lang vakantie. Kies een andere dag."))
        else:
            said = ngettext("%(n)s vergadering gepland.", "%(n)s vergaderingen gepland.", len(made))
            messages.success(request, said % {"n": len(made)})
            return redirect("project_organisation", pk)
    document = build_document(route)
    found = Meeting.objects.filter(route=route).select_related("body")
    today = timezone.localdate()
    context |= {
        "form": form,
        "raci": meetings.raci_table(document),
        "risks": meetings.risk_matrix(document),
        "coming": found.filter(on__gte=today)[:20],
        "past": found.filter(on__lt=today).order_by("-on")[:10],
    }
    return render(request, "routes/project_organisation.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def meeting_page(request: HttpRequest, pk: uuid.UUID, meeting: int) -> HttpResponse:
    """Agenda, what waits for this body, and what came of the meeting."""
    route, _provider, context = step_context(request, pk, meetings.STEP)
    found = get_object_or_404(Meeting.objects.select_related("body", "route"), pk=meeting, route=route)
    context |= {
        "meeting": found,
        "points": [line.strip() for line in found.agenda.splitlines() if line.strip()],
        "suggestions": meetings.suggestions(found),
        "decisions": list(
            zip(
                found.decisions.all(),
                meetings.decided_about(route, list(found.decisions.all())),
                strict=True,
            )
        ),
        "actions": found.actions.all(),
        "members": found.body.members.all(),
    }
    return render(request, "routes/meeting.html", context)


@login_required
@require_safe
def meetings_calendar(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, meetings.STEP)
    found = list(Meeting.objects.filter(route=route).select_related("body"))
    content = meetings.calendar_of(route, found, request.build_absolute_uri("/").rstrip("/"))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="overleg.ics"'
    return response
