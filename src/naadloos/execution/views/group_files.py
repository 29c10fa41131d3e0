"""Files of groups: reading placement and progress, empty files, and the list for ROD."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.execution import group_actions
from naadloos.execution.group_build import STEPS, ways_of
from naadloos.execution.group_forms import CountedForm, FileForm
from naadloos.execution.group_import import Sheet, look
from naadloos.execution.group_queries import all_parts, counted_pupils, group_names, may_see_pupils
from naadloos.execution.group_sheet import counted_file, empty_file
from naadloos.monitoring.queries import digests_for, log_look
from naadloos.routes.models import RoutePartner
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context

STEP = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _sheet(name: str) -> Sheet:
    if name not in set(Sheet):
        raise Http404
    return Sheet.of(name)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request: HttpRequest, pk: uuid.UUID, sheet: str) -> HttpResponse:
    """Look first, then store; the report says every line."""
    route, _provider, context = step_context(request, pk, STEP)
    kind = _sheet(sheet)
    partners = may_see_pupils(person(request), route)
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None, partners=partners)
    if posted and form.is_valid():
        partner, content = form.cleaned_data["partner"], form.cleaned_data["file"].read()
        try:
            if "kijk" in request.POST:
                context["looked"] = look(route, partner, kind, content)
            else:
                done = group_actions.take_file(
                    actor=person(request), route=route, partner=partner, sheet=kind, content=content
                )
                context["stored"] = done
                said = ngettext("%(n)s regel opgeslagen.", "%(n)s regels opgeslagen.", done.taken)
                messages.success(request, said % {"n": done.taken})
                if not done.refused:
                    return redirect("groups", pk)
                context["looked"] = done
        except ValidationError as error:
            form.add_error("file", error)
    context |= {"form": form, "sheet": kind}
    return render(request, "execution/group_import.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def empty(request: HttpRequest, pk: uuid.UUID, sheet: str) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, STEP)
    kind = _sheet(sheet)
    response = HttpResponse(empty_file(kind, group_names(route), all_parts(route)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="naadloos-{kind.value}.xlsx"'
    return response


@sensitive_post_parameters()
@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def counted(request: HttpRequest, pk: uuid.UUID, partner: int) -> HttpResponse:
    """The list for ROD of one's own side; the school's own keys come from the reader and are not kept."""
    route, _provider, context = step_context(request, pk, STEP)
    found = get_object_or_404(RoutePartner, pk=partner, route=route)
    group_actions.require_own(person(request), route, found)
    posted = request.method == "POST"
    form = CountedForm(request.POST if posted else None)
    if posted and form.is_valid():
        names = {digest: key for key, digest in digests_for(found, form.cleaned_data["keys"]).items()}
        rows = counted_pupils(route, found)
        document = build_document(route, only=STEPS)
        log_look(person(request), route, found, _("lijst voor ROD gemaakt"), pupils=len({row.digest for row in rows}))
        content = counted_file(rows, names, document, ways_of(document))
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="naadloos-rod.csv"'
        return response
    context |= {"form": form, "partner": found, "count": len(counted_pupils(route, found))}
    return render(request, "execution/group_counted.html", context, status=422 if form.errors else 200)
