"""Pages of the catalogue: search and browse."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naadloos.curriculum import queries


@login_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    context = {
        "q": text,
        "found": queries.search(text) if text else None,
        "profiles": queries.profiles(),
        "qualifications": queries.qualifications(),
        "official": queries.has_official_texts(),
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
    return render(request, "curriculum/qualification.html", {"qualification": queries.get_qualification(crebo)})
