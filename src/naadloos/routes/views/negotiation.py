"""Proposals for another wording: all of a route, making one, answering and taking back."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.routes import negotiation
from naadloos.routes.forms.negotiation import ProposalForm
from naadloos.routes.models import RoutePartner, TextProposal
from naadloos.routes.views.common import person, route_context, step_context

SHOWN_CLOSED = 30


@login_required
@require_safe
def proposals(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, context = route_context(request, pk)
    found = (
        TextProposal.objects.filter(route=route)
        .select_related("partner__organisation")
        .prefetch_related("answers__partner__organisation")
    )
    user, is_open = person(request), TextProposal.Outcome.OPEN
    context |= {
        "open": negotiation.rows(user, route, list(found.filter(outcome=is_open))),
        "closed": negotiation.rows(user, route, list(found.exclude(outcome=is_open)[:SHOWN_CLOSED])),
    }
    return render(request, "routes/proposals.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: uuid.UUID, number: int, kind: str, field: str) -> HttpResponse:
    """``?sleutel=`` says which fact, when there are more; ``?van=`` begins with the text of an earlier proposal."""
    route, provider, context = step_context(request, pk, number)
    passage = negotiation.passage_of(route, number, kind, request.GET.get("sleutel", ""), field)
    if passage is None:
        raise Http404
    mine = negotiation.speaks_for(person(request), route, provider)
    if not mine:
        raise PermissionDenied
    earlier = request.GET.get("van", "")
    base = TextProposal.objects.filter(route=route, pk=earlier).first() if earlier.isdecimal() else None
    initial = {"text": base.text if base else passage.text, "seen": passage.text, "partner": mine[0].pk}
    form = ProposalForm(request.POST if request.method == "POST" else None, partners=mine, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            negotiation.propose(actor=person(request), route=route, passage=passage, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Uw voorstel staat klaar voor de andere partners."))
            return redirect("proposals", pk)
    return render(
        request, "routes/propose.html", context | {"form": form, "passage": passage}, status=422 if form.errors else 200
    )


@login_required
@require_POST
def proposal_answer(request: HttpRequest, pk: uuid.UUID, proposal: int, partner: int) -> HttpResponse:
    route, _context = route_context(request, pk)
    found = get_object_or_404(TextProposal, pk=proposal, route=route)
    by = get_object_or_404(RoutePartner, pk=partner, route=route)
    try:
        negotiation.answer(
            actor=person(request),
            proposal=found,
            partner=by,
            accepts=request.POST.get("akkoord") == "ja",
            reason=request.POST.get("reason", ""),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{found.about}: {found.get_outcome_display()}.")
    return redirect("proposals", pk)


@login_required
@require_POST
def proposal_withdraw(request: HttpRequest, pk: uuid.UUID, proposal: int) -> HttpResponse:
    route, _context = route_context(request, pk)
    found = get_object_or_404(TextProposal, pk=proposal, route=route)
    try:
        negotiation.withdraw(actor=person(request), proposal=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("proposals", pk)
