"""Step 3: writing expectations apart, reading them beside each other, and the versions of the vision."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.engines.route.terms import ExpectationKind
from naadloos.engines.route.words import compare_words
from naadloos.organisations.terms import choices
from naadloos.routes import expectations
from naadloos.routes.models import Theme
from naadloos.routes.queries import route_history
from naadloos.routes.views.common import person, step_context


class ExpectationForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("soort"), choices=choices(ExpectationKind))
    text = forms.CharField(
        label=gettext_lazy("wat wil uw kant zeggen?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def expectations_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, expectations.STEP)
    user = person(request)
    sides = expectations.sides_of(user, route)
    form = ExpectationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            side = request.POST.get("kant", "") or (sides[0] if sides else "")
            expectations.write(actor=user, route=route, side=side, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Opgeschreven. De andere kant ziet dit nog niet."))
            return redirect("expectations", pk)
    context |= {
        "form": form,
        "round": expectations.round_of(user, route),
        "columns": expectations.columns(route),
        "themes": Theme.objects.filter(route=route).prefetch_related("expectations"),
        "unmarked": expectations.unmarked(route),
    }
    return render(request, "routes/expectations.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def expectations_ready(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, expectations.STEP)
    try:
        revealed = expectations.say_ready(
            actor=person(request),
            route=route,
            side=request.POST.get("kant", ""),
            ready=request.POST.get("klaar") == "ja",
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        if revealed:
            messages.success(request, _("Beide kanten zijn klaar. Hieronder staan de verwachtingen naast elkaar."))
    return redirect("expectations", pk)


@login_required
@require_POST
def expectation_remove(request: HttpRequest, pk: uuid.UUID, draft: int) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, expectations.STEP)
    expectations.remove(actor=person(request), route=route, draft=draft)
    return redirect("expectations", pk)


@login_required
@require_safe
def vision_versions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the vision said before and after each change, newest first, word by word."""
    route, provider, context = step_context(request, pk, expectations.STEP)
    kind = next(each for each in provider.kinds if each.name == "vision")
    found = []
    for entry in route_history(route, expectations.STEP).filter(subject_key__startswith="vision:"):
        for label, before, after in entry.changes:
            old, new = compare_words("" if before == "—" else before, "" if after == "—" else after)
            found.append((entry, label, old, new))
    return render(request, "routes/vision_versions.html", context | {"versions": found, "kind": kind})
