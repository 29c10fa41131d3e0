"""The pages of the determination: where it stands, offering, deciding, sending, differences and documents."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.documents.content import DocumentContent
from naadloos.documents.docx import render_docx
from naadloos.documents.pdf import render_pdf
from naadloos.engines.route import route_year_label
from naadloos.exams.determination import actions, stages
from naadloos.exams.determination.compare import Row, compare
from naadloos.exams.determination.forms import DecisionForm, NoticeForm, OfferForm, SendForm, TakeBackForm, WithdrawForm
from naadloos.exams.determination.frame import Frame, concept_frame, version_frame
from naadloos.exams.determination.models import Part, RegulationVersion
from naadloos.exams.determination.notices import compose_notice
from naadloos.exams.determination.page import bound_before, pick, year_page
from naadloos.exams.determination.pupil_text import compose_pupil_edition, pupil_groups
from naadloos.exams.determination.regulation_text import compose_regulation
from naadloos.exams.determination.taking_back import take_back
from naadloos.exams.determination.versions import (
    content_of,
    deciding_partners,
    decision_of,
    get_notice,
    get_regulation,
    get_version,
    in_force,
    regulations_of,
    versions_of,
)
from naadloos.organisations.base import StaleError
from naadloos.organisations.forms import carry_version
from naadloos.routes.actions import ChangedMeanwhileError
from naadloos.routes.housestyle import in_house_style
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.tables import stale_rows
from naadloos.routes.views.common import person, step_context

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONCEPT = "concept"


def _place(route: Route, school_year: int) -> str:
    return reverse("determination", args=[route.pk]) + f"?jaar={school_year}"


@login_required
@require_safe
def determination(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    regulations = list(regulations_of(route))
    chosen = pick(regulations, request.GET.get("jaar", ""), localdate())
    page = None
    if chosen:
        page = year_page(route, chosen, build_document(route), deciding_partners(route), person(request), localdate())
    context |= {
        "regulations": regulations,
        "page": page,
        "send_citations": stages.SEND_CITATIONS,
        "change_citation": stages.CHANGE_CITATION,
    }
    return render(request, "exams/determination.html", context)


# -- forms -----------------------------------------------------------------------------------------


def _act(
    request: HttpRequest, form: forms.BaseForm, context: dict[str, Any], act: Callable[[], Any], done: str, back: str
) -> HttpResponse:
    """Show and take one form; what is refused stands with its reason, and nothing typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except ValidationError as error:
            _add(form, error)
        except ChangedMeanwhileError:
            form.add_error(None, _("De inhoud is gewijzigd terwijl u las. Kijk de regeling nog eens na."))
        except StaleError:
            form.add_error(None, _("Iemand anders was u voor. Kijk op de pagina Vaststelling hoe het nu staat."))
        else:
            messages.success(request, done)
            return redirect(back)
    status = 422 if request.method == "POST" else 200
    return render(request, "exams/determination_form.html", context | {"form": form, "back": back}, status=status)


def _add(form: forms.BaseForm, error: ValidationError) -> None:
    """The reasons beside their field; what belongs to no field of this form above it."""
    for name, reasons in error.message_dict.items() if hasattr(error, "error_dict") else [("", error.messages)]:
        for reason in reasons:
            form.add_error(name if name in form.fields else None, reason)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, pk: uuid.UUID, year: int) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    regulation = get_regulation(route, year)
    if not actions.may_handle(person(request), route):
        raise PermissionDenied
    page = year_page(route, regulation, build_document(route), deciding_partners(route), person(request), localdate())
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        groups=[row.group for row in page.groups],
        changing=page.changing,
        needs_ground=page.needs_ground,
        seen=page.seen,
    )
    context |= {
        "page": page,
        "title": _("Bied de wijziging aan") if page.changing else _("Bied het concept aan"),
        "button": _("Leg vast en bied aan"),
        "kind": "offer",
        "change_citation": stages.CHANGE_CITATION,
    }
    return _act(
        request,
        form,
        context,
        lambda: actions.offer(
            actor=person(request),
            route=route,
            regulation=regulation,
            proposal=form.proposal(),
            seen=form.cleaned_data["seen"],
            today=localdate(),
        ),
        _("Vastgelegd en aangeboden aan de examencommissies."),
        _place(route, year),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: uuid.UUID, year: int, number: int, part: str, partner: int) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    version = get_version(route, year, number)
    partners = deciding_partners(route)
    seat = stages.find_seat(partners, part, partner)
    if seat is None:
        raise Http404
    if not actions.may_decide(person(request), route, seat, partners):
        raise PermissionDenied
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        seat=seat,
        deviates=part == Part.BOARD and actions.must_consult(version, seat),
        today=localdate(),
    )
    context |= {
        "title": _("Besluit: %(organ)s van %(partner)s") % {"organ": seat.organ.label, "partner": seat.partner},
        "button": _("Leg het besluit vast"),
        "kind": "decide",
        "seat": seat,
        "regulation_version": version,
        "changes": compare(version.replaces.content, version.content) if version.replaces else [],
        "deviate_citation": stages.DEVIATE_CITATION,
    }
    return _act(
        request,
        form,
        context,
        lambda: actions.decide(
            actor=person(request), route=route, version=version, seat=seat, outcome=form.outcome(), today=localdate()
        ),
        _("Besluit vastgelegd: %(organ)s van %(partner)s.") % {"organ": seat.organ.label, "partner": seat.partner},
        _place(route, year),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo_decision(request: HttpRequest, pk: uuid.UUID, year: int, number: int, part: str, partner: int) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    version = get_version(route, year, number)
    partners = deciding_partners(route)
    seat = stages.find_seat(partners, part, partner)
    if seat is None or decision_of(version, seat) is None:
        raise Http404
    if not actions.may_decide(person(request), route, seat, partners):
        raise PermissionDenied
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    words = {"organ": seat.organ.label, "partner": seat.partner}
    context |= {
        "title": _("Neem het besluit terug: %(organ)s van %(partner)s") % words,
        "button": _("Neem terug"),
        "kind": "take_back",
        "seat": seat,
        "regulation_version": version,
    }
    return _act(
        request,
        form,
        context,
        lambda: take_back(
            actor=person(request), route=route, version=version, seat=seat, reason=form.cleaned_data["reason"]
        ),
        _("Besluit teruggenomen: %(organ)s van %(partner)s.") % words,
        _place(route, year),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: uuid.UUID, year: int, number: int) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    version = get_version(route, year, number)
    if not actions.may_handle(person(request), route):
        raise PermissionDenied
    form = SendForm(request.POST if request.method == "POST" else None, initial={"on": localdate()})
    context |= {
        "title": _("Leg vast dat de regeling is verstuurd"),
        "button": _("Zet van kracht"),
        "kind": "send",
        "regulation_version": version,
        "citations": stages.SEND_CITATIONS,
    }
    return _act(
        request,
        form,
        context,
        lambda: actions.send(
            actor=person(request), route=route, version=version, on=form.cleaned_data["on"], today=localdate()
        ),
        _("De regeling is van kracht."),
        _place(route, year),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: uuid.UUID, year: int, number: int) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    version = get_version(route, year, number)
    if not actions.may_handle(person(request), route):
        raise PermissionDenied
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    context |= {
        "title": _("Trek versie %(number)s in") % {"number": number},
        "button": _("Trek in"),
        "kind": "withdraw",
        "regulation_version": version,
    }
    return _act(
        request,
        form,
        context,
        lambda: actions.withdraw(
            actor=person(request), route=route, version=version, reason=form.cleaned_data["reason"]
        ),
        _("Versie %(number)s is ingetrokken. U kunt de inhoud weer aanpassen en opnieuw aanbieden.")
        % {"number": number},
        _place(route, year),
    )


# -- reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    """What is shown or printed: the concept or a version, and what it changes."""

    frame: Frame
    changes: list[Row]
    version: RegulationVersion | None


def _text(route: Route, year: int, wanted: str) -> _Text:
    """The concept, or the version with this number. Raises Http404."""
    partners = deciding_partners(route)
    if wanted in ("", CONCEPT):
        regulation = get_regulation(route, year)
        document = build_document(route)
        forced = in_force(versions_of(regulation))
        changes = compare(forced[0].content, content_of(document)) if forced else []
        return _Text(concept_frame(route, document, regulation, partners), changes, None)
    if not wanted.isdigit():
        raise Http404
    version = get_version(route, year, int(wanted))
    changes = compare(version.replaces.content, version.content) if version.replaces else []
    return _Text(version_frame(route, version, partners), changes, version)


@login_required
@require_safe
def regulation_text(request: HttpRequest, pk: uuid.UUID, year: int, wanted: str) -> HttpResponse:
    """The regulation on the page: a version, or the concept."""
    route, _provider, context = step_context(request, pk, 6)
    text = _text(route, year, wanted)
    version = text.version
    context |= {
        "content": compose_regulation(text.frame, text.changes),
        "frame": text.frame,
        "years": [(number, route_year_label(number)) for number in text.frame.route_years],
        "wanted": wanted,
        "year": year,
        "regulation_version": version,
        "bound": bound_before(version, versions_of(version.regulation)) if version else [],
        "pupils": pupil_groups(text.frame.document),
        "back": _place(route, year),
        "may_handle": actions.may_handle(person(request), route),
    }
    return render(request, "exams/regulation.html", context)


@login_required
@require_safe
def regulation_file(request: HttpRequest, pk: uuid.UUID, year: int, wanted: str, form: str) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 6)
    text = _text(route, year, wanted)
    return _download(compose_regulation(text.frame, text.changes), form, f"pta-oer-{year}-{wanted}")


@login_required
@require_safe
def pupil_file(request: HttpRequest, pk: uuid.UUID, year: int, wanted: str, route_year: int, form: str) -> HttpResponse:
    """The pupils' edition of one year of the route, for one group of pupils (``?groep=``, else the first)."""
    route, _provider, _context = step_context(request, pk, 6)
    text = _text(route, year, wanted)
    groups = pupil_groups(text.frame.document)
    key = request.GET.get("groep", groups[0].key)
    pupils = next((item for item in groups if item.key == key), None)
    if pupils is None or not 1 <= route_year <= text.frame.document.route.years:
        raise Http404
    content = compose_pupil_edition(text.frame, pupils, route_year)
    return _download(
        in_house_style(content, route), form, f"leerlingen-{year}-{wanted}-jaar-{route_year}-{slugify(pupils.title)}"
    )


def _download(content: DocumentContent, form: str, name: str) -> HttpResponse:
    body, kind = (render_pdf(content), "application/pdf") if form == "pdf" else (render_docx(content), DOCX)
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


@login_required
@require_safe
def difference(request: HttpRequest, pk: uuid.UUID, year: int) -> HttpResponse:
    """What differs between two versions, or between a version and the concept."""
    route, _provider, context = step_context(request, pk, 6)
    regulation = get_regulation(route, year)
    versions = versions_of(regulation)
    contents: dict[str, Any] = {str(version.number): version.content for version in reversed(versions)}
    contents[CONCEPT] = content_of(build_document(route))
    forced = in_force(versions)
    old = request.GET.get("van") or (str(forced[0].number) if forced else next(iter(contents)))
    new = request.GET.get("naar") or CONCEPT
    if old not in contents or new not in contents:
        raise Http404
    context |= {
        "regulation": regulation,
        "choices": list(contents),
        "old": old,
        "new": new,
        "rows": compare(contents[old], contents[new]),
        "back": _place(route, year),
    }
    return render(request, "exams/difference.html", context)


# -- notices ---------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, pk: uuid.UUID, year: int, number: int, audience: str) -> HttpResponse:
    """Read and edit one notice; nothing typed is lost when somebody else was first."""
    route, _provider, context = step_context(request, pk, 6)
    found = get_notice(route, year, number, audience)
    may = actions.may_handle(person(request), route)
    if request.method == "POST" and not may:
        raise PermissionDenied
    form = NoticeForm(request.POST if request.method == "POST" else None, instance=found)
    stale: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_notice(
                actor=person(request), route=route, notice=form.instance, version=form.cleaned_data["version"]
            )
        except StaleError as error:
            stale = stale_rows(error.current, form.cleaned_data)
            carry_version(form, error.current.version)
            form.add_error(
                None,
                _("Iemand anders heeft dit intussen gewijzigd. Vergelijk hieronder en sla opnieuw op als u het wilt."),
            )
        else:
            messages.success(request, _("Opgeslagen: %(what)s.") % {"what": found.get_audience_display()})
            return redirect("regulation_notice", pk, year, number, audience)
    context |= {
        "form": form,
        "notice": found,
        "stale": stale,
        "may": may,
        "year": year,
        "number": number,
        "back": _place(route, year),
    }
    return render(request, "exams/notice.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_safe
def notice_file(request: HttpRequest, pk: uuid.UUID, year: int, number: int, audience: str, form: str) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 6)
    found = get_notice(route, year, number, audience)
    version = get_version(route, year, number)
    frame = version_frame(route, version, deciding_partners(route))
    return _download(compose_notice(found, frame), form, f"bericht-{audience}-{year}-{number}")
