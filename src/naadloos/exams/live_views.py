"""The law beside what is typed in step 6."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from naadloos.exams.live import LIVE_KINDS, live_panel, recent_document
from naadloos.routes.views.common import step_context


@login_required
@require_POST
def exam_live(request: HttpRequest, pk: uuid.UUID, kind: str, fact: int = 0) -> HttpResponse:
    """Judge what is typed in the form of one fact; nothing is saved."""
    route, provider, context = step_context(request, pk, 6)
    if not context["may_edit"]:
        raise PermissionDenied
    found = next((item for item in provider.kinds if item.name == kind and kind in LIVE_KINDS), None)
    if found is None:
        raise Http404
    model: Any = found.model
    if found.single:
        instance = model.objects.filter(route=route).first() or model(route=route)
    else:
        instance = get_object_or_404(model, pk=fact, route=route) if fact else model(route=route)
    form = found.form(request.POST, instance=instance, route=route)
    panel = live_panel(route, localdate(), form, stored=recent_document(route))
    return render(request, "exams/_law_now.html", {"panel": panel, "route": route})
