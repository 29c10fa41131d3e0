"""The nine JSON files of SLO's beroepsgerichte exam programmes, from a folder or a ZIP, guarded."""

import json
import uuid
import zipfile
import zlib
from pathlib import Path
from typing import Any

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
            raise CatalogueImportError(f"{path}: deze ZIP is beschadigd of heeft een wachtwoord.") from error
    else:
        raise CatalogueImportError(f"{path}: geef een map of een ZIP met de JSON-bestanden van SLO.")
    missing = [f"{name}.json" for name in FILES if name not in contents]
    if missing:
        raise CatalogueImportError(f"{path}: deze bestanden ontbreken: {', '.join(missing)}.")
    return {name: _rows(name, contents[name]) for name in FILES}


def _from_folder(path: Path) -> dict[str, bytes]:
    found = {}
    for name in FILES:
        file = next(iter(sorted(path.rglob(f"{name}.json"))), None)
        if file is None:
            continue
        if file.stat().st_size > MAX_FILE:
            raise CatalogueImportError(f"{file}: groter dan {MAX_FILE // 1024 // 1024} MB.")
        found[name] = file.read_bytes()
    return found


def _from_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL:
            raise CatalogueImportError(f"{path}: uitgepakt is dit bestand te groot. Is het wel het bestand van SLO?")
        found = {}
        for member in members:
            name = Path(member.filename).stem
            if name not in FILES or not member.filename.endswith(".json") or name in found:
                continue
            with package.open(member) as handle:
                # The size in the directory of a ZIP can lie; reading stops at the limit.
                content = handle.read(MAX_FILE + 1)
            if len(content) > MAX_FILE:
                raise CatalogueImportError(f"{path}: {member.filename} is groter dan {MAX_FILE // 1024 // 1024} MB.")
            found[name] = content
        return found


def _rows(name: str, content: bytes) -> Rows:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CatalogueImportError(f"{name}.json: dit is geen tekst in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise CatalogueImportError(f"{name}.json, regel {error.lineno}: dit is geen geldige JSON.") from None
    except ValueError:
        raise CatalogueImportError(f"{name}.json: hierin staat een getal dat te groot is.") from None
    except RecursionError:
        raise CatalogueImportError(f"{name}.json: te diep genest.") from None
    if not isinstance(data, list):
        raise CatalogueImportError(f"{name}.json: hier hoort een lijst.")
    found: Rows = {}
    for number, row in enumerate(data, start=1):
        needed = {"id", "prefix", "title"} | FILES[name]
        if not isinstance(row, dict) or not needed <= set(row):
            absent = ", ".join(sorted(needed - set(row))) if isinstance(row, dict) else "alles"
            raise CatalogueImportError(f"{name}.json, rij {number}: dit ontbreekt: {absent}.")
        key = _checked(f"{name}.json, rij {number}", row, MAX_TITLE.get(name, MAX_TEXT))
        found[key] = row | {"id": key}
    return found


def _checked(place: str, row: dict[str, Any], longest: int) -> str:
    """The id of a row in one spelling. Raises CatalogueImportError when the row has the wrong shape."""
    try:
        key = str(uuid.UUID(str(row["id"])))
    except ValueError:
        raise CatalogueImportError(f"{place}: “{str(row['id'])[:40]}” is geen UUID.") from None
    if not line_of(row["title"]):
        raise CatalogueImportError(f"{place}: de titel is leeg.")
    if len(str(row["title"])) > longest or len(str(row["prefix"])) > 100:
        raise CatalogueImportError(f"{place}: de code of titel is te lang.")
    for name, value in row.items():
        used = name == "niveau_id" or (name.startswith("examenprogramma_bg_") and name.endswith("_id"))
        if used and value is not None and not isinstance(value, list):
            raise CatalogueImportError(f"{place}: bij {name} hoort een lijst.")
    return key
