"""One pupil: how far, entering what is done, going to another variant, leaving, and passing on."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.engines.progress import Category, Purpose
from naadloos.execution import group_actions
from naadloos.execution.group_build import read_versions
from naadloos.execution.group_forms import DoneForm, LeaveForm, PassOnForm, SwitchForm
from naadloos.execution.group_pages import along_lines, balance_view, parts_for, pupil_view
from naadloos.execution.group_papers import leaving_paper
from naadloos.execution.group_queries import balance_of, get_pupil
from naadloos.execution.models import Done, LeaveReason
from naadloos.monitoring.queries import log_look
from naadloos.organisations.base import StaleError
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context
from naadloos.routes.views.papers import paper_file

STEP = 10


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pupil_page(request: HttpRequest, pk: uuid.UUID, pupil: int) -> HttpResponse:
    """Progress against the programme, and entering something that was done; looking is logged."""
    route, _provider, context = step_context(request, pk, STEP)
    found, partner = get_pupil(person(request), route, pupil)
    versions = read_versions(route)
    posted = request.method == "POST"
    programme = versions.programme(found.group)
    form = DoneForm(request.POST if posted else None, parts=parts_for(programme, found.variant))
    if posted and form.is_valid():
        try:
            group_actions.take_done(actor=person(request), pupil=found, partner=partner, cells=form.cells())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("group_pupil", pk, pupil)
    log_look(person(request), route, partner, _("voortgang van een leerling bekeken"), pupils=1)
    context |= {
        "pupil": found,
        "partner": partner,
        "form": form,
        "view": pupil_view(found, partner, versions, localdate()),
    }
    return render(request, "execution/group_pupil.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def done_back(request: HttpRequest, pk: uuid.UUID, pupil: int, done: int) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, STEP)
    found, partner = get_pupil(person(request), route, pupil)
    try:
        group_actions.take_back(actor=person(request), pupil=found, partner=partner, done=done)
    except Done.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("De uitslag is teruggenomen."))
    return redirect("group_pupil", pk, pupil)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: HttpRequest, pk: uuid.UUID, pupil: int) -> HttpResponse:
    """To another variant: first what counts, what is missing and what was for nothing; then it is stored."""
    route, _provider, context = step_context(request, pk, STEP)
    found, partner = get_pupil(person(request), route, pupil)
    versions = read_versions(route)
    posted = request.method == "POST"
    form = SwitchForm(
        request.POST if posted else None, ways=versions.ways, now=found.variant, initial={"version": found.version}
    )
    if posted and form.is_valid():
        given = form.cleaned_data
        if "opslaan" in request.POST:
            try:
                group_actions.switch(
                    actor=person(request),
                    pupil=found,
                    partner=partner,
                    variant=given["variant"],
                    on=given["on"],
                    expected=given["version"],
                )
            except (ValidationError, StaleError) as error:
                form.add_error(None, stale(error))
            else:
                messages.success(request, _("De wissel is vastgelegd."))
                return redirect("group_pupil", pk, pupil)
        else:
            reckoned = balance_of(found, versions, [partner.pk], on=given["on"], variant=given["variant"])
            context["looked"] = balance_view(reckoned)
            log_look(person(request), route, partner, _("wissel van een leerling bekeken"), pupils=1)
    context |= {"pupil": found, "form": form}
    return render(request, "execution/group_switch.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: uuid.UUID, pupil: int) -> HttpResponse:
    """Out of the route: first what is done, what is missing and what goes along; then it is stored."""
    route, _provider, context = step_context(request, pk, STEP)
    found, partner = get_pupil(person(request), route, pupil)
    versions = read_versions(route)
    posted = request.method == "POST"
    form = LeaveForm(request.POST if posted else None, initial={"version": found.version})
    if posted and form.is_valid() and "opslaan" in request.POST:
        given = form.cleaned_data
        try:
            group_actions.leave(
                actor=person(request),
                pupil=found,
                partner=partner,
                reason=LeaveReason.of(given["reason"]),
                on=given["on"],
                expected=given["version"],
            )
        except (ValidationError, StaleError) as error:
            form.add_error(None, stale(error))
        else:
            messages.success(request, _("Het vertrek is vastgelegd."))
            return redirect("group_pupil", pk, pupil)
    on = form.cleaned_data["on"] if posted and form.is_valid() else localdate()
    reckoned = balance_of(found, versions, [partner.pk], on=on)
    log_look(person(request), route, partner, _("vertrek van een leerling bekeken"), pupils=1)
    context |= {
        "pupil": found,
        "form": form,
        "looked": balance_view(reckoned),
        "along": along_lines(found, partner, reckoned),
    }
    return render(request, "execution/group_leave.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def leave_paper(request: HttpRequest, pk: uuid.UUID, pupil: int, kind: str) -> HttpResponse:
    """What goes along on paper: on the last day of who left, else as it stands today."""
    route, _provider, _context = step_context(request, pk, STEP)
    found, partner = get_pupil(person(request), route, pupil)
    document = build_document(route)
    content = leaving_paper(document, found, partner, read_versions(route, document), found.left_on or localdate())
    log_look(person(request), route, partner, _("overstappakket van een leerling gemaakt"), pupils=1)
    return paper_file(route, content, "overstappakket", kind)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, pk: uuid.UUID, pupil: int) -> HttpResponse:
    """Only the closed list passes; what is refused says why."""
    route, _provider, context = step_context(request, pk, STEP)
    found, partner = get_pupil(person(request), route, pupil)
    posted = request.method == "POST"
    form = PassOnForm(request.POST if posted else None, sender=partner)
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            rows = group_actions.pass_on(
                actor=person(request),
                pupil=found,
                partner=partner,
                receiver=given["receiver"],
                categories=[Category.of(each) for each in given["categories"]],
                purpose=Purpose.of(given["purpose"]),
                related=given["related"],
                health=given["health"],
                since=given["since"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Vastgelegd: %(n)s soorten gegevens overgedragen.") % {"n": len(rows)})
            return redirect("group_pupil", pk, pupil)
    context |= {"pupil": found, "partner": partner, "form": form}
    return render(request, "execution/group_pass_on.html", context, status=422 if form.errors else 200)


def stale(error: ValidationError | StaleError) -> ValidationError:
    """What the form of a pupil says when somebody else was first; other errors as they are."""
    if isinstance(error, ValidationError):
        return error
    return ValidationError(
        _("Iemand anders wijzigde deze leerling net. Open de pagina opnieuw en kijk wat er nu staat.")
    )
