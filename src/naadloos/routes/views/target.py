"""Step 1 and 2: numbers, what to expect, which form fits, and who offers the opleiding."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.engines.duo import TableError, find_offers, read_places, read_table
from naadloos.routes import target
from naadloos.routes.choice import options
from naadloos.routes.forms.target import NumbersForm, OffersForm, SharesForm
from naadloos.routes.impact import foresee
from naadloos.routes.models import NumbersFile, RouteQualification
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def target_group(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, target.STEP)
    posted = request.method == "POST"
    if posted and not context["may_edit"]:
        raise PermissionDenied
    initial = {"places": ", ".join(target.brins(route))}
    form = NumbersForm(request.POST if posted else None, request.FILES if posted else None, initial=initial)
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            target.add_file(
                actor=person(request),
                route=route,
                name=given["file"].name,
                content=given["file"].read(),
                places=given["places"],
                year=given["year"],
                four_is_hidden=given["four_is_hidden"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Ingelezen: %(name)s.") % {"name": given["file"].name})
            return redirect("target_group", pk)
    shares = SharesForm(request.GET) if "midden" in request.GET else SharesForm()
    chosen = shares.shares if shares.is_bound and shares.is_valid() else None
    context |= {
        "form": form,
        "shares": shares,
        "chosen": chosen,
        "paths": target.paths(route, chosen),
        "transfers": target.transfers(route),
        "files": NumbersFile.objects.filter(route=route),
    }
    return render(request, "routes/target.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def target_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take what is expected of one path over as a target group."""
    route, _provider, context = step_context(request, pk, target.STEP)
    if not context["may_edit"]:
        raise PermissionDenied
    shares = SharesForm(request.POST)
    if not shares.is_valid():
        messages.error(request, _("Vul eerst in welk deel van de leerlingen u verwacht."))
        return redirect("target_group", pk)
    wanted = request.POST.get("profiel"), request.POST.get("leerweg")
    path = next((each for each in target.paths(route, shares.shares) if (each.profile, each.leerweg) == wanted), None)
    if path is None:
        raise Http404

    def take() -> None:
        target.take_over(actor=person(request), route=route, path=path)

    try:
        impact = foresee(route, take)
        if impact is not None and request.POST.get("gezien") != impact.mark:
            names = ("profiel", "leerweg", "laag", "midden", "hoog")
            kept = [(name, request.POST.get(name, "")) for name in names]
            context |= {"impact": impact, "kept": kept, "title": _("Neem over als doelgroep")}
            return render(request, "routes/confirm.html", context, status=422)
        take()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Overgenomen als doelgroep: %(profile)s.") % {"profile": path.profile})
    return redirect("route_step", pk, target.STEP)


@login_required
@require_POST
def numbers_remove(request: HttpRequest, pk: uuid.UUID, file: int) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, target.STEP)
    found = get_object_or_404(NumbersFile, pk=file, route=route)
    target.remove_file(actor=person(request), route=route, file=found)
    return redirect("target_group", pk)


@login_required
@require_safe
def which_form(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, target.STEP)
    context["options"] = options(build_document(route), timezone.localdate())
    return render(request, "routes/which_form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partner_finder(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who offers the opleidingen of the route; the files are read and not kept."""
    route, _provider, context = step_context(request, pk, 2)
    posted = request.method == "POST"
    if posted and not context["may_edit"]:
        raise PermissionDenied
    form = OffersForm(request.POST if posted else None, request.FILES if posted else None)
    chosen = RouteQualification.objects.filter(route=route).select_related("qualification")
    crebos = sorted({str(each.qualification.crebo) for each in chosen})
    offers = None
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            places = read_places(read_table(given["places"].read())) if given["places"] else {}
            offers = find_offers(
                read_table(given["file"].read()), crebos=crebos, postcode=given["postcode"], places=places
            )
        except TableError as error:
            form.add_error(None, str(error))
    context |= {"form": form, "crebos": crebos, "offers": offers}
    return render(request, "routes/partner_finder.html", context, status=422 if form.errors else 200)
