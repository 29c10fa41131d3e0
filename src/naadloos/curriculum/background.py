"""The two jobs of the catalogue: finding out what a file would do, and importing it.

Both run an importer in one transaction. A stop rolls it back, so then nothing has changed; the same holds for a worker
that dies, and so both can be run again from the beginning.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.curriculum.importers import CatalogueImportError
from naadloos.curriculum.meaning import renew_meaning
from naadloos.jobs.models import Job
from naadloos.jobs.queries import job_for
from naadloos.jobs.registry import JobFailedError, JobKind, JobStoppedError, register

if TYPE_CHECKING:
    from naadloos.jobs.runner import Work

CHECK = "catalogus-controle"
IMPORT = "catalogus-inlezen"
# Two imports never run at the same time, whoever asks.
CATALOGUE = "catalogue"


def subject_of(actor: int, token: str) -> str:
    return f"bestand:{actor}:{token}"


def check_of(user: Any, token: str) -> Job | None:
    """The job that checks this person's file."""
    return job_for(CHECK, subject_of(user.pk, token))


def _own_file(user: Any, subject: str) -> bool:
    return subject.startswith(f"bestand:{user.pk}:") and _may_change(user, subject)


def _may_change(user: Any, subject: str) -> bool:
    return bool(user.has_perm("curriculum.change_catalogue"))


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")


def watch(work: "Work", expected: int | None = None) -> Callable[[int, int | None], None]:
    """Tell how many lines were read; stop the import when somebody asked."""

    def look(done: int, total: int | None) -> None:
        if work.stop_asked():
            raise JobStoppedError
        whole = total or expected
        if whole and whole >= done:
            words = _("%(done)s van %(total)s regels") % {"done": _number(done), "total": _number(whole)}
        else:
            words = _("%(done)s regels") % {"done": _number(done)}
        work.report(words, done, whole)

    return look


def _check(work: "Work") -> None:
    from naadloos.curriculum import actions

    work.report(_("Het bestand wordt geopend."))
    try:
        actions.check_import(actor=work.actor, token=work.arguments["token"], watch=watch(work))
    except CatalogueImportError as error:
        raise JobFailedError(str(error)) from error


def _import(work: "Work") -> dict[str, int | None]:
    from naadloos.curriculum import actions

    work.report(_("Het bestand wordt geopend."))
    try:
        report = actions.confirm_import(
            actor=work.actor, token=work.arguments["token"], watch=watch(work, work.arguments.get("lines"))
        )
    except CatalogueImportError as error:
        raise JobFailedError(str(error)) from error
    renew_meaning(lambda done, total: work.report(_("De betekenis van de teksten wordt bepaald."), done, total))
    return {"import": report.import_id}


def _upload_page(job: Job) -> str:
    return reverse("curriculum_import")


def _checked_page(job: Job) -> str:
    return reverse("curriculum_import_check", args=[job.arguments["token"]])


def _imported_page(job: Job) -> str:
    if job.state != Job.State.DONE or job.result is None:
        return _upload_page(job)
    return reverse("curriculum_import_changes", args=[job.result["import"]])


def register_kinds() -> None:
    register(
        JobKind(
            name=CHECK,
            title=gettext_lazy("Het bestand controleren"),
            run=_check,
            may_start=_own_file,
            may_see=_own_file,
            page=lambda job: _checked_page(job) if job.state == Job.State.DONE else _upload_page(job),
            back=_upload_page,
            restartable=True,
        )
    )
    register(
        JobKind(
            name=IMPORT,
            title=gettext_lazy("Het bestand inlezen"),
            run=_import,
            may_start=_may_change,
            may_see=_may_change,
            page=_imported_page,
            back=_upload_page,
            restartable=True,
        )
    )
