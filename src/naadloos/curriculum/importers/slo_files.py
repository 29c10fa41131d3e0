"""The nine JSON files of SLO's beroepsgerichte exam programmes, from a folder or a ZIP, guarded."""

import json
import uuid
import zipfile
import zlib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from naadloos.curriculum.importers.report import CatalogueImportError
from naadloos.curriculum.importers.texts import line_of

# file -> the properties that every row must have
FILES = {
    "profiel": {"examenprogramma_bg_module_id", "examenprogramma_bg_keuzevak_id", "examenprogramma_bg_kern_id"},
    "module": {"examenprogramma_bg_deeltaak_id"},
    "keuzevak": {"examenprogramma_bg_deeltaak_id"},
    "deeltaak": set(),
    "globale_eindterm": {"niveau_id"},
    "kern": set(),
    "kerndeel": set(),
}
MAX_FILE = 50 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
MAX_MEMBERS = 2_000
# Columns of the catalogue hold no more than this.
MAX_TITLE = {"module": 300, "keuzevak": 300}
MAX_TEXT = 20_000

Rows = dict[str, dict[str, Any]]


def read_files(path: Path) -> dict[str, Rows]:
    """The rows of each file by their id. Raises CatalogueImportError."""
    if path.is_dir():
        contents = _from_folder(path)
    elif path.is_file() and zipfile.is_zipfile(path):
        try:
            contents = _from_zip(path)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
            raise CatalogueImportError(
                _("%(file)s: deze ZIP is beschadigd of heeft een wachtwoord.") % {"file": path}
            ) from error
    else:
        raise CatalogueImportError(
            _("%(file)s: geef een map of een ZIP met de JSON-bestanden van SLO.") % {"file": path}
        )
    missing = [f"{name}.json" for name in FILES if name not in contents]
    if missing:
        raise CatalogueImportError(
            _("%(file)s: deze bestanden ontbreken: %(names)s.") % {"file": path, "names": ", ".join(missing)}
        )
    return {name: _rows(name, contents[name]) for name in FILES}


def _from_folder(path: Path) -> dict[str, bytes]:
    found = {}
    for name in FILES:
        file = next(iter(sorted(path.rglob(f"{name}.json"))), None)
        if file is None:
            continue
        if file.stat().st_size > MAX_FILE:
            raise CatalogueImportError(
                _("%(file)s: groter dan %(n)s MB.") % {"file": file, "n": MAX_FILE // 1024 // 1024}
            )
        found[name] = file.read_bytes()
    return found


def _from_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL:
            raise CatalogueImportError(
                _("%(file)s: uitgepakt is dit bestand te groot. Is het wel het bestand van SLO?") % {"file": path}
            )
        found = {}
        for member in members:
            name = Path(member.filename).stem
            if name not in FILES or not member.filename.endswith(".json") or name in found:
                continue
            with package.open(member) as handle:
                # The size in the directory of a ZIP can lie; reading stops at the limit.
                content = handle.read(MAX_FILE + 1)
            if len(content) > MAX_FILE:
                raise CatalogueImportError(
                    _("%(file)s: %(name)s is groter dan %(n)s MB.")
                    % {"file": path, "name": member.filename, "n": MAX_FILE // 1024 // 1024}
                )
            found[name] = content
        return found


def _rows(name: str, content: bytes) -> Rows:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CatalogueImportError(_("%(file)s: dit is geen tekst in UTF-8.") % {"file": f"{name}.json"}) from None
    except json.JSONDecodeError as error:
        raise CatalogueImportError(
            _("%(file)s, regel %(n)s: dit is geen geldige JSON.") % {"file": f"{name}.json", "n": error.lineno}
        ) from None
    except ValueError:
        raise CatalogueImportError(
            _("%(file)s: hierin staat een getal dat te groot is.") % {"file": f"{name}.json"}
        ) from None
    except RecursionError:
        raise CatalogueImportError(_("%(file)s: te diep genest.") % {"file": f"{name}.json"}) from None
    if not isinstance(data, list):
        raise CatalogueImportError(_("%(file)s: hier hoort een lijst.") % {"file": f"{name}.json"})
    found: Rows = {}
    for number, row in enumerate(data, start=1):
        needed = {"id", "prefix", "title"} | FILES[name]
        if not isinstance(row, dict) or not needed <= set(row):
            absent = ", ".join(sorted(needed - set(row))) if isinstance(row, dict) else _("alles")
            raise CatalogueImportError(
                _("%(place)s: dit ontbreekt: %(names)s.") % {"place": _place(name, number), "names": absent}
            )
        key = _checked(_place(name, number), row, MAX_TITLE.get(name, MAX_TEXT))
        found[key] = row | {"id": key}
    return found


def _place(name: str, number: int) -> str:
    return _("%(file)s, rij %(n)s") % {"file": f"{name}.json", "n": number}


def _checked(place: str, row: dict[str, Any], longest: int) -> str:
    """The id of a row in one spelling. Raises CatalogueImportError when the row has the wrong shape."""
    try:
        key = str(uuid.UUID(str(row["id"])))
    except ValueError:
        raise CatalogueImportError(
            _("%(place)s: “%(word)s” is geen UUID.") % {"place": place, "word": str(row["id"])[:40]}
        ) from None
    if not line_of(row["title"]):
        raise CatalogueImportError(_("%(place)s: de titel is leeg.") % {"place": place})
    if len(str(row["title"])) > longest or len(str(row["prefix"])) > 100:
        raise CatalogueImportError(_("%(place)s: de code of titel is te lang.") % {"place": place})
    for name, value in row.items():
        used = name == "niveau_id" or (name.startswith("examenprogramma_bg_") and name.endswith("_id"))
        if used and value is not None and not isinstance(value, list):
            raise CatalogueImportError(
                _("%(place)s: bij %(name)s hoort een lijst.") % {"place": place, "name": name[:60]}
            )
    return key
