"""Writing the catalogue from the browser: try a file, confirm it or drop it, and name a successor."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from naadloos.curriculum import uploads
from naadloos.curriculum.importers import CatalogueImportError, ImportReport, Origin
from naadloos.curriculum.importers.edition import Edition, Thing
from naadloos.curriculum.models import CatalogueImport, Qualification


def _check(actor: Any) -> None:
    if not actor.has_perm("curriculum.change_catalogue"):
        raise PermissionDenied


def try_import(
    *, actor: Any, chunks: Iterable[bytes], name: str, edition: str = "", dated: date | None = None
) -> uploads.Waiting:
    """Keep a file and find out what it would do; the catalogue stays as it is.

    The import runs in a transaction that is rolled back. Raises PermissionDenied and CatalogueImportError; after the
    latter the file is gone.
    """
    _check(actor)
    token, path = uploads.keep(chunks, actor.pk)
    try:
        kind = uploads.kind_of(path)
        with transaction.atomic():
            report = uploads.run(kind, path, Origin(name, edition, dated, actor))
            transaction.set_rollback(True)
    except BaseException:
        uploads.drop(token)
        raise
    waiting = uploads.Waiting(
        token=token,
        actor=actor.pk,
        kind=kind,
        name=name,
        edition=edition,
        dated=dated.isoformat() if dated else "",
        summary=uploads.summary_of(report),
    )
    uploads.note(waiting)
    return waiting


def waiting_of(*, actor: Any, token: str) -> uploads.Waiting:
    """The file that waits for this person. Raises PermissionDenied and Http404."""
    _check(actor)
    found = uploads.find(token, actor.pk)
    if found is None:
        raise Http404
    return found


def confirm_import(*, actor: Any, token: str) -> ImportReport:
    """Import the file that waits, and delete it. Raises PermissionDenied, Http404 and CatalogueImportError."""
    waiting = waiting_of(actor=actor, token=token)
    path = uploads.take(waiting)
    if path is None:
        raise Http404
    try:
        with transaction.atomic():
            return uploads.run(waiting.kind, path, Origin(waiting.name, waiting.edition, waiting.origin_date, actor))
    finally:
        uploads.drop(token)


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


__all__ = [
    "CatalogueImportError",
    "confirm_import",
    "drop_import",
    "set_successor",
    "try_import",
    "waiting_of",
]
