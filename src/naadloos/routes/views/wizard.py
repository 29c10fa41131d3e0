"""A new route in four short pages; what is typed stays in the session until the last page is saved."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naadloos.organisations.models import Organisation
from naadloos.organisations.queries import organisations_of
from naadloos.routes import actions
from naadloos.routes.forms import WIZARD_FORMS
from naadloos.routes.forms.route import find_organisation
from naadloos.routes.forms.wizard import PartnersPage
from naadloos.routes.models import Route
from naadloos.routes.views.common import person

KEY = "new_route"


def _kept(request: HttpRequest, page: int) -> QueryDict | None:
    text = request.session.get(KEY, {}).get(str(page))
    return QueryDict(text) if text else None


def _keep(request: HttpRequest, page: int, data: QueryDict) -> None:
    stored = request.session.get(KEY, {})
    stored[str(page)] = data.urlencode()
    request.session[KEY] = stored


def _form(request: HttpRequest, page: int, data: QueryDict | None) -> forms.Form:
    return WIZARD_FORMS[page - 1](data, user=person(request))  # type: ignore[call-arg]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_route(request: HttpRequest, page: int = 1) -> HttpResponse:
    if not 1 <= page <= len(WIZARD_FORMS):
        raise Http404
    if not organisations_of(person(request)).exists():
        return render(request, "routes/wizard_no_organisation.html")
    if request.method == "POST":
        _keep(request, page, request.POST)
        form = _form(request, page, request.POST)
        if form.is_valid():
            return _next(request, page)
    else:
        form = _form(request, page, _kept(request, page))
    context = {
        "form": form,
        "page": page,
        "pages": [(number, form_class.title) for number, form_class in enumerate(WIZARD_FORMS, start=1)],  # type: ignore[attr-defined]
        "rows": PartnersPage.ROWS if isinstance(form, PartnersPage) else (),
    }
    return render(request, "routes/wizard.html", context, status=422 if request.method == "POST" else 200)


def _next(request: HttpRequest, page: int) -> HttpResponse:
    if page < len(WIZARD_FORMS):
        return redirect("new_route", page + 1)
    cleaned: dict[str, Any] = {}
    for number in range(1, len(WIZARD_FORMS) + 1):
        form = _form(request, number, _kept(request, number))
        if not form.is_valid():
            messages.error(request, _("Op deze bladzijde ontbreekt nog iets."))
            return redirect("new_route", number)
        cleaned |= form.cleaned_data
    try:
        route, invitations = actions.create_route(actor=person(request), plan=_plan(cleaned))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("new_route", 2)
    del request.session[KEY]
    if invitations:
        _invitation, token = invitations[0]
        request.session["invitation_link"] = request.build_absolute_uri(reverse("invitation", args=[token]))
        if len(invitations) > 1:
            messages.info(request, _("Nodig de andere partners uit op de bladzijde Partners en rollen."))
        messages.success(request, _("Uw route is gemaakt. Stuur de link hieronder naar uw partner."))
        return redirect("route_people", route.pk)
    messages.success(request, _("Uw route is gemaakt. Begin bij stap 1."))
    return redirect("route", route.pk)


def _plan(cleaned: dict[str, Any]) -> actions.RoutePlan:
    partners = []
    for row in PartnersPage.ROWS:
        name = (cleaned.get(f"name_{row}") or "").strip()
        if not name:
            continue
        side, brin = cleaned[f"side_{row}"], cleaned[f"brin_{row}"]
        kind = side if side in {"vmbo", "mbo"} else "anders"
        organisation = find_organisation(brin, name, kind) or Organisation(
            name=name, kind=kind, brin=brin, place=cleaned[f"place_{row}"]
        )
        partners.append(actions.PartnerPlan(organisation, side, cleaned[f"email_{row}"]))
    return actions.RoutePlan(
        route=Route(
            name=cleaned["name"],
            type=cleaned["type"],
            vertical_school=cleaned["vertical_school"],
            years=cleaned["years"],
        ),
        own=cleaned["own"],
        own_side=cleaned["own_side"],
        partners=partners,
        profiles=[(profile, leerweg) for profile in cleaned["profiles"] for leerweg in cleaned["leerwegen"]],
        qualifications=[(item, cleaned["leertraject"]) for item in cleaned["qualifications"]],
        start_years=[cleaned["start_year"]],
    )
