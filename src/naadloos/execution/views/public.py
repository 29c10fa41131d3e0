"""The page for pupils and parents: where it is written, and the page itself for everybody."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.documents.docx import render_docx
from naadloos.documents.leaflet import Size, render_leaflet
from naadloos.documents.qr import qr_svg
from naadloos.execution.build import public_facts, survey_addresses
from naadloos.execution.models import PublicPage
from naadloos.execution.public_actions import STEP, save_texts, set_address, switch
from naadloos.execution.public_forms import AddressForm, PublicTextForm
from naadloos.execution.public_papers import evening, leaflet
from naadloos.execution.public_queries import free_address, page_at, page_of
from naadloos.execution.public_story import LANGUAGES, Story, edited_parts, tell
from naadloos.organisations.base import StaleError
from naadloos.organisations.forms import carry_version
from naadloos.routes.housestyle import house_style
from naadloos.routes.models import Route
from naadloos.routes.tables import stale_rows
from naadloos.routes.views.common import person, step_context

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _address(request: HttpRequest, page: PublicPage, language: str = "nl") -> str:
    """The whole address of a page, "" when it has none."""
    if not page.slug:
        return ""
    name = "public_route" if language == "nl" else "public_route_en"
    return request.build_absolute_uri(reverse(name, args=[page.slug]))


def _edit(
    request: HttpRequest, pk: uuid.UUID, *, texts: Any = None, address: Any = None, stale: list[Any] | None = None
) -> HttpResponse:
    """The page where it is written. ``texts`` or ``address``: a form that was refused, with all that was typed."""
    route, _provider, context = step_context(request, pk, STEP)
    stored = page_of(route)
    facts = public_facts(route, timezone.localdate())
    texts = texts or PublicTextForm(instance=page_of(route), route=route)
    link = _address(request, stored)
    context |= {
        "page": stored,
        "form": texts,
        "parts": edited_parts(texts.instance, facts),
        "address_form": address
        or AddressForm(instance=stored, route=route, initial={"slug": stored.slug or free_address(route)}),
        "stale": stale or [],
        "link": link,
        "link_en": _address(request, stored, "en"),
        "qr": qr_svg(link) if link else "",
    }
    refused = texts.errors or (address and address.errors)
    return render(request, "execution/public_edit.html", context, status=422 if refused else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """All texts beside each other in both languages."""
    route, _provider, context = step_context(request, pk, STEP)
    if request.method != "POST":
        return _edit(request, pk)
    if not context["may_edit"]:
        raise PermissionDenied
    form = PublicTextForm(request.POST, instance=page_of(route), route=route)
    if not form.is_valid():
        return _edit(request, pk, texts=form)
    try:
        save_texts(actor=person(request), route=route, page=form.instance, version=form.seen_version)
    except ValidationError as error:
        form.add_error(None, error)
    except StaleError as error:
        carry_version(form, error.current.version)
        form.add_error(None, _("Iemand anders heeft dit intussen gewijzigd. Vergelijk en sla opnieuw op."))
        return _edit(request, pk, texts=form, stale=stale_rows(error.current, form.cleaned_data))
    else:
        messages.success(request, _("De teksten zijn opgeslagen."))
        return redirect("public_page", pk)
    return _edit(request, pk, texts=form)


def _leader_of(request: HttpRequest, pk: uuid.UUID) -> Route:
    route, _provider, context = step_context(request, pk, STEP)
    if not context["manages"]:
        raise PermissionDenied
    return route


@login_required
@require_POST
def address(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose the address, and which questionnaires the page leads to."""
    route = _leader_of(request, pk)
    secret = "secret" in request.POST
    data = request.POST.copy()
    if secret:
        # It is chosen for the leader, so what stands in the field does not count.
        data["slug"] = ""
    form = AddressForm(data, instance=page_of(route), route=route)
    if form.is_valid():
        try:
            set_address(
                actor=person(request), route=route, page=form.instance, version=form.seen_version, secret=secret
            )
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        except StaleError as error:
            carry_version(form, error.current.version)
            form.add_error(None, _("Iemand anders heeft dit intussen gewijzigd. Kijk het na en sla opnieuw op."))
        else:
            messages.success(request, _("Het adres is opgeslagen."))
            return redirect("public_page", pk)
    return _edit(request, pk, address=form)


@login_required
@require_POST
def turn(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Switch the page on or off."""
    route = _leader_of(request, pk)
    on = request.POST.get("on") == "1"
    seen = request.POST.get("version", "")
    try:
        switch(
            actor=person(request),
            route=route,
            page=page_of(route),
            on=on,
            version=int(seen) if seen.isdecimal() else 0,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except StaleError:
        messages.error(
            request, _("Iemand anders heeft de pagina intussen gewijzigd. Kijk haar na en probeer het opnieuw.")
        )
    else:
        messages.success(request, _("De pagina staat aan.") if on else _("De pagina staat uit."))
    return redirect("public_page", pk)


def _told(route: Route, page: PublicPage, language: str) -> Story:
    today = timezone.localdate()
    return tell(page, public_facts(route, today), language, survey_addresses(route, page, today))


@login_required
@require_safe
def preview(request: HttpRequest, pk: uuid.UUID, language: str) -> HttpResponse:
    """The page as everybody will see it, on or off."""
    route, _provider, _context = step_context(request, pk, STEP)
    if language not in LANGUAGES:
        raise Http404
    story = _told(route, page_of(route), language)
    with override(language):
        return render(request, "execution/public_page.html", {"story": story, "preview": route, "noindex": True})


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_safe
def leaflet_file(request: HttpRequest, pk: uuid.UUID, language: str, size: str) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, STEP)
    if language not in LANGUAGES or size not in {each.value for each in Size}:
        raise Http404
    page = page_of(route)
    story = _told(route, page, language)
    made = leaflet(
        story,
        author=str(route),
        address=_address(request, page, language) if page.is_on else "",
        style=house_style(route),
    )
    return _file(render_leaflet(made, Size(size)), "application/pdf", f"{slugify(route.name)}-{language}-{size}.pdf")


@login_required
@require_safe
def evening_file(request: HttpRequest, pk: uuid.UUID, language: str) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, STEP)
    if language not in LANGUAGES:
        raise Http404
    page = page_of(route)
    address = _address(request, page, language) if page.is_on else ""
    content = evening(_told(route, page, language), address=address, style=house_style(route))
    return _file(render_docx(content), DOCX, f"{slugify(route.name)}-{language}.docx")


# -- for everybody ---------------------------------------------------------------------------------

View = Callable[[HttpRequest, PublicPage, str], HttpResponse]


def _public(language: str) -> Callable[[View], Callable[[HttpRequest, str], HttpResponse]]:
    """No session, no cookie. The language is that of the address, whatever a browser carries along."""

    def decorate(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, slug: str) -> HttpResponse:
            page = page_at(slug)
            with override(language):
                if page is None:
                    response = render(request, "execution/public_gone.html", status=404)
                else:
                    response = view(request, page, language)
            if page is None or page.unlisted:
                response.headers["X-Robots-Tag"] = "noindex, nofollow"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Content-Language"] = language
            return response

        return guarded

    return decorate


def _show(request: HttpRequest, page: PublicPage, language: str) -> HttpResponse:
    context = {
        "story": _told(page.route, page, language),
        "noindex": page.unlisted,
        "address_nl": _address(request, page, "nl"),
        "address_en": _address(request, page, "en"),
    }
    return render(request, "execution/public_page.html", context)


public_route = require_safe(_public("nl")(_show))
public_route_en = require_safe(_public("en")(_show))
