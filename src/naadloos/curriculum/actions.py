"""Writing the catalogue from the browser: try a file, confirm it or drop it, and name a successor."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from naadloos.curriculum import background, uploads
from naadloos.curriculum.importers import CatalogueImportError, ImportReport, Origin, Subject
from naadloos.curriculum.importers.edition import Edition, Thing
from naadloos.curriculum.importers.pdf_contents import profiles_of, read_contents
from naadloos.curriculum.models import CatalogueImport, CatalogueManager, Qualification
from naadloos.jobs.actions import Started, start_job

Watch = Callable[[int, int | None], None]


def _gone() -> str:
    return _("Dit bestand is er niet meer. Misschien koos u intussen een ander bestand.")


def _check(actor: Any) -> None:
    if not actor.has_perm("curriculum.change_catalogue"):
        raise PermissionDenied


def try_import(
    *, actor: Any, chunks: Iterable[bytes], name: str, edition: str = "", dated: date | None = None
) -> uploads.Waiting:
    """Keep a file and start the job that finds out what it would do; the catalogue stays as it is.

    Raises PermissionDenied, and CatalogueImportError when it is no file that Naadloos knows; then the file is gone.
    """
    _check(actor)
    token, path = uploads.keep(chunks, actor.pk)
    try:
        waiting = uploads.Waiting(
            token=token,
            actor=actor.pk,
            kind=uploads.kind_of(path),
            name=name,
            edition=edition,
            dated=dated.isoformat() if dated else "",
        )
        if waiting.kind == uploads.Kind.PDF.value:
            # What a PDF would do can only be said when the person has said for which crebo it is.
            items = read_contents(path)
            waiting = replace(waiting, profiles=profiles_of(items), items=len(items))
            uploads.note(waiting)
            return waiting
    except BaseException:
        uploads.drop(token)
        raise
    uploads.note(waiting)
    start_job(
        actor=actor, kind=background.CHECK, subject=background.subject_of(actor.pk, token), arguments={"token": token}
    )
    return waiting


def try_pdf(*, actor: Any, token: str, subject: Subject) -> uploads.Waiting:
    """Find out what the PDF that waits would do for this crebo; the catalogue stays as it is.

    Raises PermissionDenied, Http404 and CatalogueImportError; the file goes on waiting.
    """
    waiting = waiting_of(actor=actor, token=token)
    if waiting.kind != uploads.Kind.PDF.value:
        raise Http404
    # A contents page is read at once: the answer stands beside the form that asked.
    return _tried(replace(waiting, asked=asdict(subject)), actor)


def check_import(*, actor: Any, token: str, watch: Watch | None = None) -> uploads.Waiting:
    """Find out what a file would do, in a transaction that is rolled back, and note it beside the file.

    Raises PermissionDenied and CatalogueImportError; after the latter, and when ``watch`` breaks it off, the file is
    gone.
    """
    _check(actor)
    waiting = uploads.find(token, actor.pk)
    if waiting is None:
        raise CatalogueImportError(_gone())
    try:
        return _tried(waiting, actor, watch)
    except Exception:
        uploads.drop(token)
        raise


def _tried(waiting: uploads.Waiting, actor: Any, watch: Watch | None = None) -> uploads.Waiting:
    """The same file with what it would do, noted beside it."""
    with transaction.atomic():
        origin = Origin(waiting.name, waiting.edition, waiting.origin_date, actor, watch)
        report = uploads.run(waiting.kind, uploads.path_of(waiting), origin, waiting.subject)
        transaction.set_rollback(True)
    waiting = replace(waiting, summary=uploads.summary_of(report))
    try:
        uploads.note(waiting)
    except FileNotFoundError as error:
        raise CatalogueImportError(_gone()) from error
    return waiting


def waiting_of(*, actor: Any, token: str) -> uploads.Waiting:
    """The file that waits for this person. Raises PermissionDenied and Http404."""
    _check(actor)
    found = uploads.find(token, actor.pk)
    if found is None:
        raise Http404
    return found


def start_import(*, actor: Any, token: str) -> Started:
    """Start the job that imports the file that waits; answers with the import that is going on, when there is one.

    Raises PermissionDenied and Http404.
    """
    waiting = waiting_of(actor=actor, token=token)
    # Nothing is confirmed that was not shown first.
    if not waiting.summary:
        raise Http404
    arguments = {"token": token, "lines": sum(waiting.summary["counts"].values())}
    return start_job(actor=actor, kind=background.IMPORT, subject=background.CATALOGUE, arguments=arguments)


def confirm_import(*, actor: Any, token: str, watch: Watch | None = None) -> ImportReport:
    """Import the file that waits, and delete it. Raises PermissionDenied and CatalogueImportError.

    A worker that dies leaves the file for the next one.
    """
    _check(actor)
    waiting = uploads.find(token, actor.pk)
    path = uploads.take(waiting) if waiting else None
    if waiting is None or path is None:
        raise CatalogueImportError(_gone())
    try:
        with transaction.atomic():
            origin = Origin(waiting.name, waiting.edition, waiting.origin_date, actor, watch)
            report = uploads.run(waiting.kind, path, origin, waiting.subject)
    except Exception:
        uploads.drop(token)
        raise
    uploads.drop(token)
    return report


def drop_import(*, actor: Any, token: str) -> None:
    """Delete the file that waits. Raises PermissionDenied and Http404."""
    uploads.drop(waiting_of(actor=actor, token=token).token)


@transaction.atomic
def set_successor(*, actor: Any, qualification: Qualification, successor: Qualification | None) -> None:
    """Say which opleiding replaces this one; the change is kept as an edition of its own.

    Raises PermissionDenied, and ValidationError when the two would follow each other in a circle.
    """
    _check(actor)
    if qualification.successor_id == (successor.pk if successor else None):
        return
    if qualification.would_circle(successor):
        raise ValidationError(_("Deze opleidingen volgen elkaar dan in een kring op."))
    report = ImportReport(qualification.crebo)
    made = Edition(CatalogueImport.Kind.HAND, Origin(_("opvolger van %s") % qualification.crebo, actor=actor), report)
    what = Thing("opleiding", qualification.crebo, qualification.crebo, ("successor",), True)
    made.save(qualification, {"successor": successor}, qualification.crebo, what)
    made.finish()


@transaction.atomic
def set_catalogue_manager(*, email: str, given: bool = True) -> bool:
    """Give or take the care of the catalogue; for the operator, who needs no account. False: it was so already.

    Raises ValidationError when nobody has this address.
    """
    user = get_user_model()._default_manager.filter(email__iexact=email.strip()).first()
    if user is None:
        raise ValidationError(_("%(email)s: er is geen account met dit adres.") % {"email": email})
    if given:
        return CatalogueManager.objects.get_or_create(user=user)[1]
    return bool(CatalogueManager.objects.filter(user=user).delete()[0])


__all__ = [
    "CatalogueImportError",
    "Subject",
    "check_import",
    "confirm_import",
    "drop_import",
    "set_catalogue_manager",
    "set_successor",
    "start_import",
    "try_import",
    "try_pdf",
    "waiting_of",
]
