"""The list of routes, the step plan of one route, one step, and the history."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naadloos.organisations.queries import organisations_of
from naadloos.routes import approving, discussion, overview
from naadloos.routes.guidance import GUIDANCE
from naadloos.routes.lawcheck import route_verdicts, summarise
from naadloos.routes.queries import partners_of, route_history, route_list_for, snapshots_of
from naadloos.routes.registry import SingleKind
from naadloos.routes.state import read_state
from naadloos.routes.tables import fact_table, single_block
from naadloos.routes.views.common import person, route_context, step_context

SHOWN_THREADS = 5


@login_required
@require_safe
def route_list(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {
        "cards": [overview.route_card(route) for route in route_list_for(user)],
        "organisations": organisations_of(user),
        "waiting": overview.waiting_partnerships(user),
    }
    return render(request, "routes/list.html", context)


@login_required
@require_safe
def route_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, context = route_context(request, pk)
    state = read_state(route)
    context |= {
        "state": state,
        "first": overview.first_things(state, person(request)),
        "promises": overview.promises(state),
        "law": summarise(route_verdicts(state.document)),
        "partners": partners_of(route),
        "talk": discussion.open_counts(person(request), route),
    }
    return render(request, "routes/route.html", context)


@login_required
@require_safe
def step_page(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    route, provider, context = step_context(request, pk, number)
    state = read_state(route)
    step = state.step(number)
    context |= {
        "state": state,
        "step_state": step,
        "guidance": GUIDANCE[number],
        "blocks": [
            single_block(route, provider, kind) if isinstance(kind, SingleKind) else fact_table(route, provider, kind)
            for kind in provider.kinds
            if kind.listed
        ],
        "tools": provider.tools(route),
        "documents": provider.documents(route),
        "history": route_history(route, number)[:8],
        "changes": overview.changes_since_approval(step, state.document),
        "slots": approving.slot_rows(person(request), route, step, leads=context["manages"]),
        "threads": [
            (thread, discussion.may_resolve(person(request), thread))
            for thread in discussion.threads_of(person(request), route, number).filter(resolved_at=None)[:SHOWN_THREADS]
        ],
        "open_threads": discussion.open_counts(person(request), route)[number],
        "snapshots": snapshots_of(route, number).defer("document", "content"),
        "above": provider.above(route, lambda: state.document),
        "previous": state.steps[number - 2] if number > 1 else None,
        "next": state.steps[number] if number < len(state.steps) else None,
    }
    return render(request, "routes/step.html", context)


@login_required
@require_safe
def route_history_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, context = route_context(request, pk)
    page = Paginator(route_history(route), 50).get_page(request.GET.get("pagina"))
    return render(request, "routes/history.html", context | {"page": page})
