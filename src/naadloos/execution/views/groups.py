"""The list of groups, one group, its versions, finding a pupil, and who comes in (late)."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.engines.progress import balance
from naadloos.execution import group_actions
from naadloos.execution.group_build import STEPS, exams_of, read_versions, ways_of
from naadloos.execution.group_forms import EnterForm, FindForm, GroupForm
from naadloos.execution.group_import import Sheet
from naadloos.execution.group_pages import (
    balance_view,
    pupil_rows,
    version_view,
    version_words,
)
from naadloos.execution.group_queries import (
    get_group,
    group_rows,
    is_behind,
    may_see_pupils,
    newest,
    partners_with_pupils,
    pupil_by_key,
    pupils_of,
    route_year,
)
from naadloos.monitoring.queries import log_look, own_partners
from naadloos.organisations.base import StaleError
from naadloos.routes.models import RoutePartner
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context

STEP = 10


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def group_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    posted = request.method == "POST"
    if posted and not context["may_edit"]:
        raise PermissionDenied
    ways = ways_of(build_document(route, only=STEPS))
    form = GroupForm(request.POST if posted else None, route=route, ways=ways)
    if posted and form.is_valid():
        try:
            group = group_actions.make_group(actor=person(request), route=route, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Groep %(name)s is gemaakt.") % {"name": group})
            return redirect("groups", pk)
    partners = own_partners(person(request), route)
    context |= {
        "form": form,
        "find": FindForm(),
        "sheets": list(Sheet),
        "own": RoutePartner.objects.filter(pk__in=partners, side__in=["vmbo", "mbo"]).select_related("organisation"),
        "rows": group_rows(route, partners, {key: way.title for key, way in ways.items()}),
    }
    return render(request, "execution/groups.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@login_required
@require_POST
def find(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """To the page of a pupil by its key; by POST, so that the key is in no address or log."""
    route, _provider, _context = step_context(request, pk, STEP)
    partners = may_see_pupils(person(request), route)
    form = FindForm(request.POST)
    pupil = pupil_by_key(partners, form.cleaned_data["key"]) if form.is_valid() else None
    if pupil is None:
        messages.warning(request, _("Deze sleutel staat in geen groep van uw school."))
        return redirect("groups", pk)
    return redirect("group_pupil", pk, pupil)


@login_required
@never_cache
@require_safe
def group_page(request: HttpRequest, pk: uuid.UUID, group: int) -> HttpResponse:
    """The pupils of one's own partner in a group; looking is logged."""
    route, _provider, context = step_context(request, pk, STEP)
    partners = may_see_pupils(person(request), route)
    found = get_group(route, group)
    versions = read_versions(route)
    pupils = pupils_of(found, partners)
    for partner, number in partners_with_pupils(pupils, partners):
        said = _("groep %(name)s bekeken") % {"name": found}
        log_look(person(request), route, partner, said, pupils=number)
    way = versions.ways.get(found.variant)
    context |= {
        "group": found,
        "variant": way.title if way else found.variant,
        "pinned": version_words(found.plan, exams_of(found)),
        "behind": is_behind(found, newest(route, found.start_year)),
        "pupils": pupil_rows(pupils, versions, partners, localdate()),
    }
    return render(request, "execution/group.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, pk: uuid.UUID, group: int) -> HttpResponse:
    """What is different in the newest versions, and moving the group to them."""
    route, _provider, context = step_context(request, pk, STEP)
    found = get_group(route, group)
    now = newest(route, found.start_year)
    if request.method == "POST":
        expected = request.POST.get("version", "")
        try:
            number = int(expected) if expected.isdigit() else 0
            group_actions.move_group(actor=person(request), group=found, expected=number)
        except StaleError:
            context["stale"] = True
            found = get_group(route, group)
        else:
            messages.success(request, _("De groep volgt nu de nieuwste versies."))
            return redirect("groups", pk)
    context |= {
        "group": found,
        "behind": is_behind(found, now),
        "view": version_view(found, read_versions(route), now),
    }
    return render(request, "execution/group_version.html", context, status=409 if "stale" in context else 200)


@sensitive_post_parameters()
@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, pk: uuid.UUID, group: int) -> HttpResponse:
    """A pupil comes in: first what is missing on that day, then it is stored."""
    route, _provider, context = step_context(request, pk, STEP)
    partners = may_see_pupils(person(request), route)
    found = get_group(route, group)
    posted = request.method == "POST"
    form = EnterForm(request.POST if posted else None, partners=partners)
    if posted and form.is_valid():
        if "opslaan" in request.POST:
            try:
                group_actions.take_line(
                    actor=person(request),
                    route=route,
                    partner=form.cleaned_data["partner"],
                    sheet=Sheet.PLACEMENT,
                    cells=form.cells(found),
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("De leerling staat in de groep."))
                return redirect("group", pk, group)
        else:
            year = route_year(found, form.cleaned_data["on"])
            programme = read_versions(route).programme(found)
            context["looked"] = balance_view(balance(programme, [], variant=found.variant, route_year=year))
    context |= {"group": found, "form": form}
    return render(request, "execution/group_enter.html", context, status=422 if form.errors else 200)
