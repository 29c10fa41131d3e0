"""The ten steps in time, and what waits for one person in all routes."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.routes.digest import set_rhythm
from naadloos.routes.forms.discussion import RhythmForm
from naadloos.routes.mywork import my_work
from naadloos.routes.planning import planning
from naadloos.routes.state import read_state
from naadloos.routes.views.common import person, step_context


@login_required
@require_safe
def route_planning(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 4)
    return render(request, "routes/planning.html", context | {"planning": planning(read_state(route), localdate())})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and how often that comes by e-mail."""
    user = person(request)
    form = RhythmForm(request.POST if request.method == "POST" else None, initial={"rhythm": user.mail_rhythm})
    if request.method == "POST" and form.is_valid():
        set_rhythm(actor=user, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Opgeslagen."))
        return redirect("my_work")
    context = {"work": my_work(user, localdate()), "form": form}
    return render(request, "routes/work.html", context, status=422 if form.errors else 200)
