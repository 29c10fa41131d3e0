"""The overlap workbench: list, matrix, one pair, judging, undoing, bundling."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.engines.route.terms import OverlapVerdict
from naadloos.programme import actions, queries, workbench
from naadloos.programme.edition import count_changes
from naadloos.programme.forms import BundleForm, VerdictForm
from naadloos.programme.general import PairGroup, general_rows
from naadloos.programme.sides import is_general
from naadloos.programme.touches import changed_elsewhere
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context

UNDO = "overlap_undo"
# What stands for a module in addresses where the kern and the avo-vakken are meant.
GENERAL = "algemeen"
FILTERS = (
    ("alles", gettext_noop("alles")),
    ("open", gettext_noop("nog voor u")),
    ("oneens", gettext_noop("nog niet eens")),
    ("eens", gettext_noop("samen eens")),
    ("zonder", gettext_noop("zonder tegenhanger")),
)


def _pair_url(pk: uuid.UUID, pair: workbench.Pair) -> str:
    query = urlencode({"deeltaak": pair.proposal.deeltaak, "werkproces": pair.proposal.werkproces})
    return f"{reverse('overlap_pair', args=[pk])}?{query}"


@login_required
@require_safe
def overlap(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    document = build_document(route)
    modules = document.programme.modules
    chosen = request.GET.get("module") or (modules[0].code if modules else "")
    shown = request.GET.get("toon", "alles")
    bench = workbench.read_workbench(route, document, person(request), module=chosen)
    context |= {
        "modules": modules,
        "chosen": chosen,
        "shown": shown,
        "filters": FILTERS,
        "bench": bench,
        "pairs": bench.filtered(shown) if chosen else [],
        "gaps": workbench.gaps_of(bench) if shown == "zonder" else None,
        "verdicts": list(OverlapVerdict),
        "accepted": len(queries.accepted_pairs(route, document)),
        "undo": request.session.get(UNDO, {}).get("route") == str(pk),
        "stamp": workbench.last_change(route),
        "changed": count_changes(route),
    }
    return render(request, "programme/overlap.html", context)


@login_required
@require_safe
def overlap_fresh(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Asked every few seconds by an open page: nothing when nothing changed, else the pairs as they are now."""
    route, _provider, context = step_context(request, pk, 5)
    stamp = workbench.last_change(route)
    if stamp == request.GET.get("stand"):
        return HttpResponse(status=204)
    module = request.GET.get("module", "")
    bench = workbench.read_workbench(route, build_document(route), person(request), module=module)
    context |= {
        "bench": bench,
        "pairs": [
            pair for pair in (bench.general_listed if module == GENERAL else bench.listed) if pair.ledger.by_side
        ],
        "chosen": module,
        "stamp": stamp,
        "verdicts": list(OverlapVerdict),
    }
    return render(request, "programme/_fresh.html", context)


@login_required
@require_safe
def overlap_general(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is in every opleiding, beside the kern of the profile and the avo-vakken of the vmbo."""
    route, _provider, context = step_context(request, pk, 5)
    document = build_document(route)
    shown = request.GET.get("toon", "alles")
    bench = workbench.read_workbench(route, document, person(request), module=GENERAL)
    pairs = bench.general_filtered(shown)
    context |= {
        "chosen": GENERAL,
        "shown": shown,
        "filters": FILTERS[:-1],
        "bench": bench,
        "groups": [
            (group, [pair for pair in pairs if pair.group == group]) for group in (PairGroup.AVO, PairGroup.KERN)
        ],
        "rows": general_rows(document),
        "verdicts": list(OverlapVerdict),
        "undo": request.session.get(UNDO, {}).get("route") == str(pk),
        "stamp": workbench.last_change(route),
    }
    return render(request, "programme/general.html", context)


@login_required
@require_safe
def overlap_matrix(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    document = build_document(route)
    bench = workbench.read_workbench(route, document, person(request))
    context |= {
        "bench": bench,
        "matrix": workbench.matrix_of(bench),
        "gaps": workbench.gaps_of(bench),
    }
    return render(request, "programme/matrix.html", context)


@login_required
@require_safe
def overlap_pair(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One pair with everything about it; without a pair in the address the most useful one to judge now."""
    route, _provider, context = step_context(request, pk, 5)
    document = build_document(route)
    bench = workbench.read_workbench(route, document, person(request))
    if request.GET.get("deeltaak"):
        pair = bench.find(request.GET["deeltaak"], request.GET.get("werkproces", ""))
        if pair is None:
            raise Http404
    else:
        pair = bench.next_for()
    following = bench.next_for(pair.key) if pair else None
    before = bench.before(pair.key) if pair else None
    texts = (bench.texts.get(pair.key[0], ()), bench.texts.get(pair.key[1], ())) if pair else ((), ())
    context |= {
        "bench": bench,
        "pair": pair,
        "texts": [[pair.marked(text) for text in side] for side in texts] if pair else [],
        "next_url": _pair_url(pk, following) if following else "",
        "before_url": _pair_url(pk, before) if before else "",
        "elsewhere": changed_elsewhere(document, pair.touch.keys) if pair and pair.touch.keys else [],
        "verdicts": list(OverlapVerdict),
        "undo": request.session.get(UNDO, {}).get("route") == str(pk),
    }
    return render(request, "programme/pair.html", context)


def _remember(request: HttpRequest, route: Route, deeltaak: str, werkproces: str) -> None:
    """Keep what stood there, so that one step back is possible."""
    side = queries.side_of(person(request), route)
    found = queries.verdict_of(route, deeltaak, werkproces, side)
    before: dict[str, Any] | None = None
    if found:
        hours = None if found.hours is None else str(found.hours)
        before = {"verdict": found.verdict, "hours": hours, "comment": found.comment}
    request.session[UNDO] = {
        "route": str(route.pk),
        "deeltaak": deeltaak,
        "werkproces": werkproces,
        "before": before,
    }


@login_required
@require_POST
def judge(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep one verdict; answers with the pair alone to htmx, else goes to the next pair or back to the list."""
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    form = VerdictForm(request.POST)
    deeltaak, werkproces = request.POST.get("deeltaak", ""), request.POST.get("werkproces", "")
    module = request.POST.get("module", "")
    if "withdraw" in request.POST:
        _remember(request, route, deeltaak, werkproces)
        actions.withdraw_verdict(actor=person(request), route=route, deeltaak=deeltaak, werkproces=werkproces)
    elif form.is_valid():
        if not form.cleaned_data["with_whom"]:
            _remember(request, route, deeltaak, werkproces)
        try:
            actions.give_verdict(actor=person(request), route=route, on=timezone.localdate(), **form.cleaned_data)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    else:
        for name, text in form.errors.items():
            messages.error(request, f"{form[name].label}: {' '.join(map(str, text))}")
    bench = workbench.read_workbench(route, build_document(route), person(request), module=module or None)
    pair = bench.find(deeltaak, werkproces)
    if getattr(request, "htmx", False) and pair is not None:
        context |= {
            "pair": pair,
            "bench": bench,
            "chosen": module,
            "verdicts": list(OverlapVerdict),
            "alone": True,
            "undo": True,
        }
        return render(request, "programme/_pair.html", context)
    if "one" in request.POST and pair is not None:
        following = bench.next_for(pair.key) if form.is_valid() else pair
        return redirect(_pair_url(pk, following) if following else reverse("overlap", args=[pk]))
    anchor = f"#{pair.anchor}" if pair else ""
    if is_general(deeltaak, werkproces):
        return redirect(f"{reverse('overlap_general', args=[pk])}{anchor}")
    return redirect(f"{reverse('overlap', args=[pk])}?{urlencode({'module': module})}{anchor}")


@login_required
@require_POST
def undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back the last thing this person judged in this session."""
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    last = request.session.pop(UNDO, None)
    if not last or last["route"] != str(pk):
        messages.info(request, _("Er is niets om ongedaan te maken."))
        return redirect("overlap", pk)
    where = {"deeltaak": last["deeltaak"], "werkproces": last["werkproces"]}
    if last["before"] is None:
        actions.withdraw_verdict(actor=person(request), route=route, **where)
    else:
        form = VerdictForm({**where, **last["before"]})
        if form.is_valid():
            actions.give_verdict(actor=person(request), route=route, on=timezone.localdate(), **form.cleaned_data)
    messages.success(request, _("Ongedaan gemaakt."))
    return redirect(f"{reverse('overlap_pair', args=[pk])}?{urlencode(where)}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bundle(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    pairs = queries.accepted_pairs(route, build_document(route))
    form = BundleForm(request.POST if request.method == "POST" else None, route=route, pairs=pairs)
    if request.method == "POST" and form.is_valid():
        try:
            unit = actions.make_bundle(actor=person(request), route=route, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Bundel gemaakt: %(unit)s.") % {"unit": unit})
            return redirect(reverse("route_step", args=[pk, 5]) + "#units")
    return render(
        request, "programme/bundle.html", context | {"form": form, "pairs": pairs}, status=422 if form.errors else 200
    )
