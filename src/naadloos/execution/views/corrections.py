"""Putting right what was entered wrongly about one pupil, and taking away a pupil that was entered by mistake."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from naadloos.execution import correction_actions
from naadloos.execution.correction_forms import CorrectForm, RemoveForm
from naadloos.execution.correction_queries import corrections_of, others_know, own_phases, rests_on
from naadloos.execution.group_queries import digest_in, get_pupil
from naadloos.execution.models import CorrectionReason
from naadloos.execution.views.pupils import STEP, stale
from naadloos.monitoring.queries import log_look
from naadloos.organisations.base import StaleError
from naadloos.routes.views.common import person, step_context


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: uuid.UUID, pupil: int) -> HttpResponse:
    """The days of a pupil, as far as the own partner told them."""
    route, _provider, context = step_context(request, pk, STEP)
    found, partner = get_pupil(person(request), route, pupil)
    form = CorrectForm(
        request.POST if request.method == "POST" else None, pupil=found, phases=own_phases(found, partner)
    )
    if request.method == "POST" and form.is_valid():
        try:
            changes = correction_actions.correct(
                actor=person(request),
                pupil=found,
                partner=partner,
                given=form.corrected(),
                reason=CorrectionReason.of(form.cleaned_data["reason"]),
                expected=form.cleaned_data["version"],
                seen=form.cleaned_data["seen"],
            )
        except (ValidationError, StaleError) as error:
            form.add_error(None, stale(error))
        else:
            said = "; ".join(f"{each.label}: {each.before} → {each.after}" for each in changes)
            messages.success(request, _("Verbeterd: %(what)s.") % {"what": said})
            return redirect("group_pupil", pk, pupil)
    log_look(person(request), route, partner, _("dagen van een leerling bekeken"), pupils=1)
    context |= {
        "pupil": found,
        "digest": digest_in(found, [partner.pk]),
        "form": form,
        "corrections": corrections_of(found, partner),
    }
    return render(request, "execution/group_correct.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: uuid.UUID, pupil: int) -> HttpResponse:
    """First what goes and what rests on it; then the pupil is taken away."""
    route, _provider, context = step_context(request, pk, STEP)
    found, partner = get_pupil(person(request), route, pupil)
    group = found.group_id
    form = RemoveForm(request.POST if request.method == "POST" else None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            correction_actions.remove(
                actor=person(request),
                pupil=found,
                partner=partner,
                reason=CorrectionReason.of(form.cleaned_data["reason"]),
                expected=form.cleaned_data["version"],
            )
        except (ValidationError, StaleError) as error:
            form.add_error(None, stale(error))
        else:
            messages.success(request, _("De leerling is verwijderd."))
            return redirect("group", pk, group)
    log_look(person(request), route, partner, _("verwijderen van een leerling bekeken"), pupils=1)
    context |= {
        "pupil": found,
        "digest": digest_in(found, [partner.pk]),
        "form": form,
        "phases": len(own_phases(found, partner)),
        "done": sum(row.partner_id == partner.pk for row in found.done.all()),
        "rests": rests_on(found, partner),
        "others": others_know(found, partner),
    }
    return render(request, "execution/group_remove.html", context, status=422 if form.errors else 200)
