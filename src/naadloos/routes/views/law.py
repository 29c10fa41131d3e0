"""The law check of a route, the questions that people answer, and all rules."""

import uuid
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.engines import law
from naadloos.engines.route import STEPS
from naadloos.organisations.base import StaleError
from naadloos.organisations.forms import carry_version
from naadloos.routes import law_actions, lawcheck, lawrules
from naadloos.routes.forms.law import AnswerForm, ChangesForm, ConfirmationForm
from naadloos.routes.models import RuleConfirmation
from naadloos.routes.portable import build_document
from naadloos.routes.queries import answer_of, confirmations, earlier_answer
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import may_edit_step
from naadloos.routes.views.common import person, route_context


def _day(request: HttpRequest) -> date:
    """The day that is asked for with ``op``, today when there is none; says so when it is no date."""
    if asked := request.GET.get("op"):
        try:
            return date.fromisoformat(asked)
        except ValueError:
            messages.error(request, _("Dit is geen datum. Het oordeel hieronder geldt vandaag."))
    return timezone.localdate()


def _rule(rule_id: str, on: date) -> law.Rule:
    rule = lawcheck.rule_on(rule_id, on)
    if rule is None:
        raise Http404
    return rule


@login_required
@require_safe
def law_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, context = route_context(request, pk)
    on, step = _day(request), request.GET.get("stap", "")
    document = build_document(route)
    today = on == timezone.localdate()
    verdicts = lawcheck.route_verdicts(document, on) if today else lawcheck.verdicts_of_then(document, on)
    rows = lawcheck.law_rows(person(request), route, [each for each in verdicts if step in ("", str(each.step))])
    context |= {
        "groups": lawcheck.grouped(rows),
        "law": lawcheck.summarise(verdicts),
        "on": on,
        "chosen": step,
        "steps": STEPS,
        "today": timezone.localdate(),
    }
    return render(request, "routes/law.html", context)


def _back(request: HttpRequest, pk: uuid.UUID, rule: law.Rule, on: date) -> str:
    """To the rule on the law page of that day; from the list of questions to the questions that are left."""
    asked = {"op": on.isoformat() if on != timezone.localdate() else "", "stap": request.POST.get("step", "")}
    query = urlencode({name: value for name, value in asked.items() if value})
    place = "vragen" if "list" in request.POST else rule.id
    return f"{reverse('route_law', args=[pk])}{'?' if query else ''}{query}#{place}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def law_question(request: HttpRequest, pk: uuid.UUID, rule: str) -> HttpResponse:
    """The question of one rule, with its answer and the form to give or change it."""
    route, context = route_context(request, pk)
    on = _day(request)
    today = on == timezone.localdate()
    asked = _rule(rule, law.law_day(route.law_year, on) if today else on)
    if asked.question is None:
        raise Http404
    if not may_edit_step(person(request), route, provider_of(asked.step).editors):
        raise PermissionDenied
    current = answer_of(route, asked.id, asked.text_state)
    earlier = earlier_answer(route, asked.id, asked.text_state)
    form = AnswerForm.of(request.POST if request.method == "POST" else None, current, earlier)
    withdrawn = request.method == "POST" and "withdraw" in request.POST
    if request.method == "POST" and (form.is_valid() or withdrawn):
        try:
            law_actions.answer_rule(
                actor=person(request),
                route=route,
                rule=asked,
                answer="" if withdrawn else form.cleaned_data["answer"],
                note=form.cleaned_data.get("note", ""),
                version=form.cleaned_data.get("version") or 0,
            )
        except ValidationError as error:
            form.add_error(None, error)
        except StaleError:
            carry_version(form, current.version if current else 0)
            form.add_error(
                None, _("Iemand anders heeft intussen geantwoord. Zie hieronder, en antwoord opnieuw als u wilt.")
            )
        else:
            messages.success(
                request, _("Uw antwoord is bewaard.") if not withdrawn else _("Het antwoord is ingetrokken.")
            )
            return redirect(_back(request, route.pk, asked, on))
    context |= {"rule": asked, "form": form, "current": current, "earlier": earlier, "limits": lawrules.limits(asked)}
    return render(request, "routes/law_question.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_safe
def law_changes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What changes for the route between two days."""
    route, context = route_context(request, pk)
    usual = ChangesForm.usual(timezone.localdate())
    form = ChangesForm({"van": request.GET.get("van", usual["van"]), "tot": request.GET.get("tot", usual["tot"])})
    rows = []
    if form.is_valid():
        days = form.cleaned_data
        rows = lawcheck.changes_in_words(law.difference(build_document(route), days["van"], days["tot"]))
    context |= {"form": form, "rows": rows}
    return render(request, "routes/law_changes.html", context)


@login_required
@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """All rules that hold today, narrowed down by what is asked."""
    on = timezone.localdate()
    asked = lawrules.Filter(
        *(request.GET.get(name, "").strip()[:100] for name in ("q", "stap", "wet", "stand", "uitkomst"))
    )
    judged = lawrules.judge(person(request), on)
    rows = lawrules.rule_rows([rule for rule in law.rules() if rule.holds_on(on)], judged)
    found = [row for row in rows if asked.takes(row)]
    parameters = request.GET.copy()
    parameters.pop("pagina", None)
    context = {
        "page": Paginator(found, 25).get_page(request.GET.get("pagina")),
        "found": len(found),
        "total": len(rows),
        "judged": judged,
        "asked": asked,
        "steps": STEPS,
        "laws": law.LAWS,
        "statuses": lawrules.STATUSES,
        "outcomes": lawrules.OUTCOMES,
        "query": parameters.urlencode(),
    }
    return render(request, "routes/rules.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule_page(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule: what it asks, of whom, where it stands, what it says of one's routes, and who confirmed it."""
    on = timezone.localdate()
    shown, user = _rule(rule, on), person(request)
    may_confirm = user.has_perm("routes.confirm_rule")
    form = ConfirmationForm(request.POST if request.method == "POST" else None, instance=RuleConfirmation())
    if request.method == "POST":
        if not may_confirm:
            raise PermissionDenied
        if form.is_valid():
            try:
                law_actions.confirm_rule(actor=user, rule=shown, confirmation=form.instance)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("U hebt deze regel bevestigd."))
                return redirect("law_rule", shown.id)
    (row,) = lawrules.rule_rows([shown], lawrules.judge(user, on))
    said = confirmations(shown.id)
    context = {
        "row": row,
        "rule": shown,
        "limits": lawrules.limits(shown),
        "norms": [norm for norm in law.parameters() if norm.key in shown.parameters],
        "said": said,
        "mine": any(each.user_id == user.pk and each.text_state == shown.text_state for each in said),
        "may_confirm": may_confirm,
        "form": form,
    }
    return render(request, "routes/rule.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def rule_withdraw(request: HttpRequest, rule: str) -> HttpResponse:
    """A jurist takes the own confirmation back."""
    shown = _rule(rule, timezone.localdate())
    law_actions.withdraw_confirmation(actor=person(request), rule=shown)
    messages.success(request, _("Uw bevestiging is ingetrokken."))
    return redirect("law_rule", shown.id)
