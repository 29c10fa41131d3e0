"""The ten steps in time, and what waits for one person in all routes."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

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
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    return render(request, "routes/work.html", {"work": my_work(person(request), localdate())})
