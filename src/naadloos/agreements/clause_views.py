"""Choosing clauses from the library, and reading the agreement as one short interview."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.agreements.actions import take_clause
from naadloos.agreements.clauses import choices_for, library, newer
from naadloos.agreements.models import SUBJECTS, Clause
from naadloos.agreements.placeholders import filled
from naadloos.routes.impact import foresee
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context


@login_required
@require_safe
def clause_library(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The texts on one subject, as this route would read them, beside what it has now."""
    route, _provider, context = step_context(request, pk, 9)
    names = dict(SUBJECTS)
    subject = request.GET.get("over", SUBJECTS[0][0])
    if subject not in names:
        raise Http404
    document = build_document(route)
    own = next((each for each in document.agreement.clauses if each.subject == subject), None)
    written = {each.subject for each in document.agreement.clauses if each.text.strip()}
    context |= {
        "subjects": [(name, label, name in written) for name, label in SUBJECTS],
        "subject": subject,
        "label": names[subject],
        "own": own,
        "own_text": filled(own.text, document)[0] if own else "",
        "fact": Clause.objects.filter(route=route, subject=subject).first(),
        "newer": newer(own) if own else [],
        "choices": choices_for(document, subject),
    }
    return render(request, "agreements/library.html", context)


@login_required
@require_http_methods(["POST"])
def clause_take(request: HttpRequest, pk: uuid.UUID, clause: str) -> HttpResponse:
    """Take a text over; what agreements that would take away is shown first."""
    route, _provider, context = step_context(request, pk, 9)
    if not context["may_edit"]:
        raise PermissionDenied
    taken = next((each for each in library() if each.id == clause), None)
    if taken is None:
        raise Http404
    add = request.POST.get("hoe") == "erbij"

    def take() -> None:
        take_clause(actor=person(request), route=route, taken=taken, add=add)

    impact = foresee(route, take)
    if impact is not None and request.POST.get("gezien") != impact.mark:
        context |= {"impact": impact, "taken": taken, "add": add}
        return render(request, "agreements/clause_take.html", context, status=422)
    take()
    messages.success(request, _("Overgenomen: %(title)s.") % {"title": taken.title})
    return redirect(f"{reverse('clause_library', args=[pk])}?over={taken.subject}")
