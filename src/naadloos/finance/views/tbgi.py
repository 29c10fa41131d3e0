"""Uploading TBG-i: what would be stored is shown first; the file itself is never stored."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from naadloos.engines.finance.tbgi import MOST_BYTES, TbgiError, read_tbgi
from naadloos.engines.route.terms import PartnerSide
from naadloos.finance.actions import mbo_partner, take_tbgi
from naadloos.finance.taken import matched, shown_before, taken_from
from naadloos.finance.views.common import calculation
from naadloos.finance.words import say
from naadloos.routes.models import Route, RoutePartner
from naadloos.routes.views.common import person


class TbgiForm(forms.Form):
    partner = forms.ModelChoiceField(
        RoutePartner.objects.none(), label=gettext_lazy("mbo-instelling"), empty_label=gettext_lazy("kies…")
    )
    file = forms.FileField(
        label=gettext_lazy("TBG-i (XML)"),
        help_text=gettext_lazy("Alleen sommen worden gelezen. Het bestand en de personen erin worden niet bewaard."),
        widget=forms.FileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
    )

    def __init__(self, *args: object, route: Route) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        field = self.fields["partner"]
        if isinstance(field, forms.ModelChoiceField):
            rows = RoutePartner.objects.filter(route=route, side=PartnerSide.MBO.value)
            field.queryset = rows.select_related("organisation")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tbgi(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, calculated, context = calculation(request, pk)
    if not context["may_edit"]:
        raise PermissionDenied
    posted = request.method == "POST"
    form = TbgiForm(request.POST, request.FILES, route=route) if posted else TbgiForm(route=route)
    if posted and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            sums = read_tbgi(upload.read(MOST_BYTES + 1))
        except TbgiError as error:
            form.add_error("file", say(error.said))
        else:
            context |= {
                "taken": taken_from(sums, route, form.cleaned_data["partner"]),
                "matched": [say(each.said) for each in matched(sums, context["document"], calculated.outcome)],
            }
    return render(request, "finance/tbgi.html", context | {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def tbgi_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _calculated, context = calculation(request, pk)
    if not context["may_edit"]:
        raise PermissionDenied
    try:
        partner, year, figures = shown_before(request.POST.get("signed", ""), route)
    except signing.BadSignature:
        messages.error(request, _("Deze lijst is te oud of niet van deze route. Lees het bestand opnieuw in."))
        return redirect("finance_tbgi", pk)
    changed = take_tbgi(
        actor=person(request),
        route=route,
        provider=context["provider"],
        partner=mbo_partner(route, partner),
        year=year,
        figures=figures,
    )
    said = ngettext("%(n)s gegeven opgeslagen uit TBG-i.", "%(n)s gegevens opgeslagen uit TBG-i.", changed)
    messages.success(request, said % {"n": changed})
    return redirect("finance_figures", pk)
