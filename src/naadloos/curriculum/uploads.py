"""Files that wait for a person to confirm them: kept in a private folder for a day, with what was found in them.

Reasons are kept apart from their values, so that the page shows them in the language of who reads it.

One person has at most one file waiting. Taking a file for the confirmation renames its folder, so that the next upload
of this person leaves it alone.
"""

import contextlib
import json
import re
import secrets
import shutil
import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from naadloos.curriculum.importers import (
    CatalogueImportError,
    ImportReport,
    Origin,
    Outcome,
    Subject,
    import_avo,
    import_pdf,
    import_sbb,
    import_slo,
    import_xlsx,
)
from naadloos.curriculum.importers.report import TOLD, Change, Said
from naadloos.curriculum.models import CatalogueImport

Kind = CatalogueImport.Kind
MAX_BYTES = 150 * 1024 * 1024
HOURS = 24
# Of each kind of outcome the page shows this many.
MOST = 200
_TOKEN = re.compile(r"^[A-Za-z0-9_-]{32}$")
_IMPORTERS: dict[str, Callable[[Path, Origin | None], ImportReport]] = {
    Kind.SLO.value: import_slo,
    Kind.SBB.value: import_sbb,
    Kind.AVO.value: import_avo,
    Kind.SHEET.value: import_xlsx,
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits, as it is written beside the file.

    ``asked``: what the person said of a PDF. ``summary``: None until the file is tried.
    """

    token: str
    actor: int
    kind: str
    name: str
    edition: str
    dated: str
    # What was found in it; None while it is being checked, or while a PDF waits to hear for which crebo it is.
    summary: dict[str, Any] | None = None
    profiles: dict[str, str] = field(default_factory=dict)
    items: int = 0
    asked: dict[str, Any] | None = None

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def origin_date(self) -> date | None:
        return date.fromisoformat(self.dated) if self.dated else None

    @property
    def subject(self) -> Subject | None:
        return Subject(**self.asked) if self.asked else None

    @property
    def shown(self) -> dict[str, Any]:
        """The summary for a page, in the language of the reader."""
        found = dict(self.summary or {})
        found["reasons"] = {
            outcome: [(str(Said.from_data(place)), str(Said.from_data(why))) for place, why in lines]
            for outcome, lines in found.get("reasons", {}).items()
        }
        found["places"] = {
            outcome: [str(Said.from_data(place)) for place in lines]
            for outcome, lines in found.get("places", {}).items()
        }
        found["changes"] = [Change(**row) for row in found.get("changes", [])]
        return found


def _root() -> Path:
    folder = Path(settings.DATA) / "inlezen"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep(chunks: Iterable[bytes], actor: int) -> tuple[str, Path]:
    """Write an upload into a folder of its own; what the person had waiting goes. Raises CatalogueImportError."""
    _clean(actor)
    token = secrets.token_urlsafe(24)
    folder = _root() / token
    folder.mkdir(mode=0o700)
    (folder / "actor").write_text(str(actor))
    path = folder / "bestand"
    path.touch(mode=0o600)
    taken = 0
    with path.open("wb") as handle:
        for chunk in chunks:
            taken += len(chunk)
            if taken > MAX_BYTES:
                break
            handle.write(chunk)
    if taken > MAX_BYTES:
        shutil.rmtree(folder)
        raise CatalogueImportError(_("Dit bestand is groter dan %(n)s MB.") % {"n": MAX_BYTES // 1024 // 1024})
    return token, path


def note(waiting: Waiting) -> None:
    (_root() / waiting.token / "gegevens.json").write_text(json.dumps(asdict(waiting)), encoding="utf-8")


def find(token: str, actor: int) -> Waiting | None:
    """What this person has waiting under this token, or None."""
    if not _TOKEN.match(token):
        return None
    for name in (token, f"{token}.bezig"):
        with contextlib.suppress(OSError):
            found = Waiting(**json.loads((_root() / name / "gegevens.json").read_text(encoding="utf-8")))
            return found if found.actor == actor else None
    return None


def path_of(waiting: Waiting) -> Path:
    return _root() / waiting.token / "bestand"


def take(waiting: Waiting) -> Path | None:
    """Claim a waiting file, so that a next upload leaves it alone; None when it is gone.

    One that was claimed already is given again: a worker that died left it.
    """
    claimed = _root() / f"{waiting.token}.bezig"
    with contextlib.suppress(OSError):
        (_root() / waiting.token).rename(claimed)
    path = claimed / "bestand"
    return path if path.is_file() else None


def drop(token: str) -> None:
    for name in (token, f"{token}.bezig"):
        shutil.rmtree(_root() / name, ignore_errors=True)


def _clean(actor: int) -> None:
    """Remove what this person had waiting, and what nobody came back for."""
    for folder in _root().iterdir():
        try:
            old = time.time() - folder.stat().st_mtime > HOURS * 3600
            own = not folder.name.endswith(".bezig") and (folder / "actor").read_text() == str(actor)
        except OSError:
            continue
        if old or own:
            shutil.rmtree(folder, ignore_errors=True)


def kind_of(path: Path) -> str:
    """What a file is, by its content. Raises CatalogueImportError."""
    with path.open("rb") as handle:
        head = handle.read(2048)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PK"):
        try:
            with zipfile.ZipFile(path) as package:
                return Kind.SHEET.value if "xl/workbook.xml" in package.namelist() else Kind.SLO.value
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            raise CatalogueImportError(_("Deze ZIP of dit Excel-bestand is beschadigd.")) from error
    # Some programs put a few signs before the head of a PDF.
    if b"%PDF-" in head[:1024]:
        return Kind.PDF.value
    if start.startswith(b"<"):
        return Kind.SBB.value
    if start.startswith((b"[", b"{")):
        return Kind.AVO.value
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:200]:
        raise CatalogueImportError(_("Dit bestand is niet in UTF-8. Gebruik het bestand zoals SLO of SBB het geeft."))
    raise CatalogueImportError(
        _("Dit bestand kent Naadloos niet. Kies een ZIP of JSON van SLO, een XML of PDF van SBB, of ons Excel-bestand.")
    )


def run(kind: str, path: Path, origin: Origin, subject: Subject | None = None) -> ImportReport:
    """Import one file. Raises CatalogueImportError, in which the file has the name that the person knows."""
    try:
        if kind == Kind.PDF.value:
            return import_pdf(path, origin, subject=subject or Subject(""))
        return _IMPORTERS[kind](path, origin)
    except CatalogueImportError as error:
        raise CatalogueImportError(str(error).replace(str(path), origin.name)) from error


def summary_of(report: ImportReport) -> dict[str, Any]:
    """What the page shows of a report: the numbers, and of each kind so many lines."""
    lines = {outcome: [line for line in report.lines if line.outcome == outcome][:MOST] for outcome in Outcome}
    return {
        "counts": report.counts,
        "reasons": {
            outcome.value: [(line.where.as_data(), line.why.as_data()) for line in report.with_reason(outcome)[:MOST]]
            for outcome in (*TOLD, Outcome.UNCHANGED)
        },
        "places": {
            outcome.value: [line.where.as_data() for line in lines[outcome]]
            for outcome in (Outcome.CHANGED, Outcome.TAKEN)
        },
        "changes": [asdict(change) for change in report.changes[:MOST]],
        "changes_more": max(0, len(report.changes) - MOST),
        "nothing": report.changed_nothing,
    }
