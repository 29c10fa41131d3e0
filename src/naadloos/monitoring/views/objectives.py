"""Step 7: what step 3 promised becomes what is measured."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from naadloos.monitoring.actions import STEP, objectives_without_indicator, take_objectives
from naadloos.routes.state import kind_url
from naadloos.routes.views.common import person, step_context


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def objectives(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    if request.method == "POST":
        if not context["may_edit"]:
            raise PermissionDenied
        chosen = {int(each) for each in request.POST.getlist("doel") if each.isdecimal()}
        made = take_objectives(actor=person(request), route=route, chosen=chosen)
        messages.success(
            request,
            ngettext(
                "%(n)s indicator gemaakt. Vul nog in wie het cijfer levert, uit welke bron en wanneer.",
                "%(n)s indicatoren gemaakt. Vul nog in wie het cijfer levert, uit welke bron en wanneer.",
                len(made),
            )
            % {"n": len(made)},
        )
        return redirect(kind_url(route, STEP, "indicators"))
    return render(request, "monitoring/objectives.html", context | {"objectives": objectives_without_indicator(route)})
