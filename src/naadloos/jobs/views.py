"""One job: as a part of a page that refreshes itself, and as a page of its own for who has no script."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh
from django_htmx.middleware import HtmxDetails

from naadloos.jobs import actions, queries


class _Request(HttpRequest):
    htmx: HtmxDetails


@login_required
@never_cache
@require_safe
def job_page(request: _Request, pk: UUID) -> HttpResponse:
    """How far it is; when it ended well, the page where the person goes on."""
    job = queries.shown(queries.get_job_for(request.user, pk), request.user)
    if job.page:
        return HttpResponseClientRedirect(job.page) if request.htmx else redirect(job.page)
    if not request.htmx:
        return render(request, "jobs/job.html", {"job": job})
    # What went wrong is told by the page that the job is on.
    return render(request, "jobs/poll.html", {"job": job}) if job.unfinished else HttpResponseClientRefresh()


@login_required
@require_POST
def job_stop(request: _Request, pk: UUID) -> HttpResponse:
    found = queries.get_job_for(request.user, pk)
    actions.stop_job(actor=request.user, job=found)
    return redirect("job", pk)
