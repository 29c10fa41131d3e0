"""Pages of the catalogue: search and browse, a pasted list, reading files in, and what changed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.curriculum import actions, background, queries, sheet
from naadloos.curriculum.forms import ImportForm, PasteForm, PdfForm, SuccessorForm
from naadloos.curriculum.rules import manages_somewhere
from naadloos.curriculum.uploads import MOST
from naadloos.jobs.models import Job
from naadloos.jobs.queries import shown

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 100


def _may_change(request: HttpRequest) -> bool:
    return request.user.has_perm("curriculum.change_catalogue")


def _only_managers(request: HttpRequest) -> None:
    if not _may_change(request):
        raise PermissionDenied


@login_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    context = {
        "q": text,
        "found": queries.search(text) if text else None,
        "profiles": queries.profiles(),
        "qualifications": queries.qualifications(),
        "avo": queries.avo_subjects(),
        "official": queries.has_official_texts(),
        "paste": PasteForm(),
        "may_change": _may_change(request),
        "manages": manages_somewhere(request.user),
    }
    return render(request, "curriculum/catalogue.html", context)


@login_required
@require_safe
def profile_page(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "curriculum/profile.html", {"profile": queries.get_profile(code)})


@login_required
@require_safe
def module_page(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "curriculum/module.html", {"module": queries.get_module(code)})


@login_required
@require_safe
def qualification_page(request: HttpRequest, crebo: str) -> HttpResponse:
    qualification = queries.get_qualification(crebo)
    context = {
        "qualification": qualification,
        "generic": queries.generic_parts(qualification.level),
        "keuzedelen": queries.keuzedelen_of(qualification),
        "may_change": _may_change(request),
    }
    return render(request, "curriculum/qualification.html", context)


@login_required
@require_safe
def avo_page(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "curriculum/avo.html", {"subject": queries.get_avo_subject(code)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def codes_page(request: HttpRequest) -> HttpResponse:
    """What a pasted list of codes stands for. A POST because a list is long; nothing is stored."""
    form = PasteForm(request.POST if request.method == "POST" else None)
    found = queries.recognise(form.cleaned_data["codes"]) if form.is_valid() else None
    context = {"form": form, "found": found, "known": sum(bool(item.title) for item in found or [])}
    return render(request, "curriculum/codes.html", context, status=422 if form.errors else 200)


# -- reading files in ------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Choose a file; what it would do is shown before anything is stored."""
    _only_managers(request)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            waiting = actions.try_import(
                actor=request.user,
                chunks=file.chunks(),
                name=file.shown_name,
                edition=form.cleaned_data["edition"],
                dated=form.cleaned_data["dated"],
            )
        except actions.CatalogueImportError as error:
            form.add_error("file", str(error))
        else:
            return redirect("curriculum_import_check", waiting.token)
    context = {"form": form, "imports": queries.imports()[:10]}
    return render(request, "curriculum/import.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_check(request: HttpRequest, token: str) -> HttpResponse:
    """What a file would do, and the button that does it; while that is being found out, how far that is."""
    _only_managers(request)
    checking = background.check_of(request.user, token)
    if checking is not None and checking.state != Job.State.DONE:
        return render(request, "curriculum/import_busy.html", {"job": shown(checking, request.user)})
    waiting = actions.waiting_of(actor=request.user, token=token)
    if waiting.summary is None:
        return redirect("curriculum_import_pdf", token)
    if request.method != "POST":
        context = {"waiting": waiting, "summary": waiting.shown, "most": MOST}
        return render(request, "curriculum/import_check.html", context)
    started = actions.start_import(actor=request.user, token=token)
    if started.job.arguments["token"] != token:
        messages.error(request, _("Er wordt al een bestand ingelezen. Wacht tot dat klaar is, en probeer het opnieuw."))
        return redirect("curriculum_import_check", token)
    return redirect("job", started.job.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Ask what a PDF does not say itself: for which crebo, and which of its profiles."""
    waiting = actions.waiting_of(actor=request.user, token=token)
    if waiting.kind != "pdf":
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = PdfForm(data, profiles=waiting.profiles, initial=waiting.asked)
    if form.is_valid():
        try:
            actions.try_pdf(actor=request.user, token=token, subject=actions.Subject(**form.cleaned_data))
        except actions.CatalogueImportError as error:
            form.add_error(None, str(error))
        else:
            return redirect("curriculum_import_check", token)
    context = {"waiting": waiting, "form": form}
    return render(request, "curriculum/import_pdf.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def import_drop(request: HttpRequest, token: str) -> HttpResponse:
    actions.drop_import(actor=request.user, token=token)
    messages.success(request, _("Het bestand is weggegooid. Er is niets ingelezen."))
    return redirect("curriculum_import")


@login_required
@require_safe
def template_xlsx(request: HttpRequest) -> HttpResponse:
    return _download(sheet.write_template(), "naadloos-sjabloon.xlsx")


@login_required
@require_safe
def catalogue_xlsx(request: HttpRequest) -> HttpResponse:
    return _download(sheet.write_catalogue(), "naadloos-catalogus.xlsx")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# -- what changed ----------------------------------------------------------------------------------


@login_required
@require_safe
def changes_page(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.imports(), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "curriculum/changes.html", {"page": page})


@login_required
@require_safe
def import_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts that one import added, changed or withdrew, side by side."""
    made = queries.get_import(pk)
    page = Paginator(queries.changes_of(made), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "curriculum/import_changes.html", {"made": made, "page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def successor_page(request: HttpRequest, crebo: str) -> HttpResponse:
    _only_managers(request)
    qualification = queries.get_qualification(crebo)
    form = SuccessorForm(request.POST if request.method == "POST" else None, qualification=qualification)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_successor(
                actor=request.user, qualification=qualification, successor=form.cleaned_data["successor"]
            )
        except ValidationError as error:
            form.add_error("successor", error)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("curriculum_qualification", crebo)
    context = {"qualification": qualification, "form": form}
    return render(request, "curriculum/successor.html", context, status=422 if form.errors else 200)
