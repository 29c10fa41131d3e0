"""Around the agreement: choosing clauses, one short interview about what is missing, and what goes into registers."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.agreements.actions import take_clause
from naadloos.agreements.build import working_agreement
from naadloos.agreements.clauses import choices_for, library, newer
from naadloos.agreements.interview import answer_to, questions
from naadloos.agreements.models import SUBJECTS, Clause, Registration
from naadloos.agreements.placeholders import filled
from naadloos.agreements.registers import registers
from naadloos.routes.impact import foresee
from naadloos.routes.models import RoutePartner
from naadloos.routes.portable import build_document
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import may_edit_step
from naadloos.routes.state import read_state
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


@login_required
@require_safe
def interview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One question at a time about what the agreement still lacks; ``?vraag=`` says which."""
    route, _provider, context = step_context(request, pk, 9)
    content = working_agreement(read_state(route), on=timezone.localdate())
    asked = questions(content.open_points)
    chosen = request.GET.get("vraag", "1")
    number = min(max(int(chosen), 1), len(asked)) if chosen.isdecimal() and asked else 1
    question = asked[number - 1] if asked else None
    answer = answer_to(route, question) if question else None
    context |= {
        "asked": asked,
        "number": number,
        "question": question,
        "answer": answer,
        "may_answer": bool(question)
        and may_edit_step(person(request), route, provider_of(question.step).editors if question else frozenset()),
        "who": provider_of(question.step).actor if question else "",
    }
    return render(request, "agreements/interview.html", context)


@login_required
@require_safe
def register_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What each side types over in RIO and ROD, and what was done when."""
    route, _provider, context = step_context(request, pk, 9)
    document = build_document(route)
    facts = {each.key: each.pk for each in Registration.objects.filter(route=route)}
    partners = {each.key: each.pk for each in RoutePartner.objects.filter(route=route)}
    context |= {
        "registers": [
            (
                each,
                [(done, facts.get(done.key)) for done in each.done],
                partners.get(each.partner.key) if each.partner else "",
            )
            for each in registers(document)
        ]
    }
    return render(request, "agreements/registers.html", context)
