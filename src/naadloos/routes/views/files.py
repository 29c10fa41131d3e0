"""The route as a file."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.engines.route import RouteFileError, dump_document, json_schema, load_document
from naadloos.routes import actions
from naadloos.routes.forms import CopyRouteForm, RouteImportForm
from naadloos.routes.views.common import person, route_context


@login_required
@require_safe
def route_export(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _context = route_context(request, pk)
    response = HttpResponse(dump_document(actions.export_route(route)), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(route.name) or "route"}.json"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def route_import(request: HttpRequest) -> HttpResponse:
    form = RouteImportForm(
        request.POST if request.method == "POST" else None, request.FILES or None, user=person(request)
    )
    problems: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            document = load_document(form.cleaned_data["file"].read())
            route = actions.import_route(actor=person(request), own=form.cleaned_data["own"], document=document)
        except RouteFileError as error:
            problems = error.problems
        else:
            messages.success(request, _("De route is ingelezen."))
            return redirect("route", route.pk)
    status = 422 if problems or form.errors else 200
    return render(request, "routes/import.html", {"form": form, "problems": problems}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def route_copy(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new route for a later group, from this one."""
    route, context = route_context(request, pk)
    if not context["manages"]:
        raise PermissionDenied
    latest = max((cohort.start_year for cohort in route.cohort_set.all()), default=timezone.localdate().year)
    initial = {"start_year": latest + 1, "name": f"{route.name} {latest + 1}"}
    form = CopyRouteForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        copy = actions.copy_route(actor=person(request), route=route, **form.cleaned_data)
        messages.success(request, _("De kopie is gemaakt. Nodig de partners opnieuw uit als zij weer meedoen."))
        return redirect("route", copy.pk)
    return render(request, "routes/copy.html", context | {"form": form}, status=422 if form.errors else 200)


@require_safe
def route_schema(request: HttpRequest) -> HttpResponse:
    """The published JSON Schema of the route file; public."""
    return JsonResponse(json_schema(), json_dumps_params={"ensure_ascii": False, "indent": 2})
