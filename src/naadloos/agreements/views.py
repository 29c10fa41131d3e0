"""The agreement on the page, as PDF and as DOCX."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.agreements.actions import MOST_BYTES, add_copy
from naadloos.agreements.build import frozen_agreement, working_agreement
from naadloos.agreements.queries import get_copy, get_signed, last_version, recognise, signed_versions
from naadloos.agreements.versions import addendum, compare
from naadloos.documents.content import DocumentContent
from naadloos.documents.docx import render_docx
from naadloos.documents.pdf import render_pdf
from naadloos.routes.discussion import open_about
from naadloos.routes.housestyle import in_house_style
from naadloos.routes.models import Route
from naadloos.routes.queries import get_snapshot, snapshots_of
from naadloos.routes.state import read_state
from naadloos.routes.views.common import person, step_context

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _content(request: HttpRequest, route: Route) -> DocumentContent:
    """The working text, or with ?versie=n the text as it was frozen."""
    version = request.GET.get("versie", "")
    if version.isdigit():
        return in_house_style(frozen_agreement(get_snapshot(route, 9, int(version))), route)
    return in_house_style(working_agreement(read_state(route), on=timezone.localdate()), route)


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_safe
def agreement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 9)
    content, version = _content(request, route), request.GET.get("versie", "")
    last = None if version else last_version(route)
    context |= {
        "content": content,
        "version": version,
        "last": last,
        "talk": open_about(person(request), route, 9),
        "comparison": compare(frozen_agreement(last), content) if last else None,
    }
    return render(request, "agreements/agreement.html", context)


@login_required
@require_safe
def difference(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Two versions beside each other, or a version beside the text as it stands now."""
    route, _provider, context = step_context(request, pk, 9)
    known = list(snapshots_of(route, 9).defer("content"))
    chosen = {snapshot.number: snapshot for snapshot in known}
    earlier = chosen.get(_number(request.GET.get("van", "")), known[0] if known else None)
    later = chosen.get(_number(request.GET.get("met", "")))
    context |= {
        "versions": known,
        "earlier": earlier,
        "later": later,
        "comparison": compare(
            frozen_agreement(earlier),
            frozen_agreement(later) if later else working_agreement(read_state(route), on=timezone.localdate()),
        )
        if earlier
        else None,
    }
    return render(request, "agreements/difference.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _addendum(request: HttpRequest, route: Route) -> DocumentContent:
    """To the last version that everybody agreed with, or to version ?bij=n. Raises Http404 when there is none."""
    number = _number(request.GET.get("bij", ""))
    agreed = signed_versions(route).filter(snapshot__number=number) if number else signed_versions(route)
    found = agreed.first()
    if found is None:
        raise Http404
    today = timezone.localdate()
    return addendum(found.snapshot, working_agreement(read_state(route), on=today), on=today)


@login_required
@require_safe
def addendum_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 9)
    name = f"addendum-{slugify(route.name) or 'route'}.pdf"
    return _download(render_pdf(in_house_style(_addendum(request, route), route)), "application/pdf", name)


@login_required
@require_safe
def addendum_docx(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 9)
    name = f"addendum-{slugify(route.name) or 'route'}.docx"
    return _download(render_docx(in_house_style(_addendum(request, route), route)), DOCX, name)


@login_required
@require_safe
def agreement_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 9)
    name = f"overeenkomst-{slugify(route.name) or 'route'}.pdf"
    version = request.GET.get("versie", "")
    kept = signed_versions(route).filter(snapshot__number=int(version)).first() if version.isdigit() else None
    # What was signed is given as it was kept, not made anew.
    return _download(bytes(kept.pdf) if kept else render_pdf(_content(request, route)), "application/pdf", name)


@login_required
@require_safe
def agreement_docx(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 9)
    name = f"overeenkomst-{slugify(route.name) or 'route'}.docx"
    return _download(render_docx(_content(request, route)), DOCX, name)


class FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("PDF"), widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The signed versions; posting a file asks whether it is one of them. The file is not kept."""
    route, _provider, context = step_context(request, pk, 9)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        context["recognised"] = recognise(route, form.cleaned_data["file"].read(MOST_BYTES + 1))
    context |= {"form": form, "versions": signed_versions(route)}
    return render(request, "agreements/signed.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signed_copy_add(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 9)
    version = get_signed(route, number)
    if not context["may_edit"]:
        raise PermissionDenied
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            add_copy(
                actor=person(request),
                route=route,
                signed=version,
                name=upload.name,
                content=upload.read(MOST_BYTES + 1),
            )
        except ValidationError as error:
            form.add_error("file", error.messages)  # type: ignore[arg-type]
        else:
            messages.success(request, _("De getekende kopie is bewaard."))
            return redirect("agreement_signed", pk)
    context |= {"form": form, "signed": version}
    return render(request, "agreements/copy.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def signed_copy(request: HttpRequest, pk: uuid.UUID, copy: int) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 9)
    found = get_copy(route, copy)
    name = f"{slugify(found.name.rsplit('.', 1)[0]) or 'kopie'}.pdf"
    return _download(bytes(found.pdf), "application/pdf", name)
