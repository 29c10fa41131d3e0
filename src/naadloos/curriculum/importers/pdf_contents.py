"""The contents page of a kwalificatiedossier: its lines with kerntaken and werkprocessen, from a file not trusted.

A line of the contents is ``B1-K1-W2: title ........ 14``; the title may run over more lines. What has no page number
at its end is a heading of the text itself and does not count.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from naadloos.curriculum.codes import mbo_code
from naadloos.curriculum.importers import pdf_pages
from naadloos.curriculum.importers.report import CatalogueImportError
from naadloos.curriculum.importers.texts import line_of

SECONDS = 30
# A title runs over so many lines of the page and no more.
MOST_LINES = 4
MAX_TITLE = 300
_CODE = re.compile(r"^\W{0,3}((?:B|P)[0-9]{1,2}-K[0-9]{1,2}(?:-W[0-9]{1,2})?)\s*[:.]?(?:\s+|$)(.*)$")
# Leaders: dots in any form, or wide white space; then the page.
_END = re.compile(r"^(.*?)(?:\s*(?:[.…·․_]\s?){2,}\s*|\s{2,}|\t+\s*)([0-9]{1,3})\s*$")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


@dataclass(frozen=True, slots=True)
class Item:
    """One kerntaak (``B1-K1``) or werkproces (``P2-K1-W3``) of the contents page."""

    code: str
    title: str

    @property
    def part(self) -> str:
        """``B1`` for the basis, ``P2`` for the second profile."""
        return self.code.split("-")[0]


def profiles_of(items: Iterable[Item]) -> dict[str, str]:
    """The profiles in the contents, each with the titles of its kerntaken, by which a person knows it."""
    found: dict[str, list[str]] = {}
    for item in items:
        if item.part.startswith("P"):
            found.setdefault(item.part, [])
            if "-W" not in item.code:
                found[item.part].append(item.title)
    return {part: "; ".join(titles) for part, titles in sorted(found.items(), key=lambda pair: int(pair[0][1:]))}


def read_contents(path: Path) -> list[Item]:
    """Raises CatalogueImportError: no PDF, damaged, with a password, too big, or without a contents page."""
    items = parse(_lines(path))
    if not items:
        raise CatalogueImportError(
            _(
                "In deze PDF staat geen inhoudsopgave met regels zoals “B1-K1-W1: titel ..... 12”. "
                "Is het een scan? Vraag het kwalificatiedossier als gewone PDF, of lees de XML van SBB in."
            )
        )
    return items


def parse(lines: Iterable[str]) -> list[Item]:
    """The kerntaken and werkprocessen of the contents page; of a code that stands there twice the first counts."""
    found: dict[str, Item] = {}
    code, parts = "", [""]
    for raw in lines:
        line = raw.translate(_DASHES).strip()
        if start := _CODE.match(line):
            code, parts = mbo_code(start.group(1)) or "", [start.group(2)]
        elif code and line and len(parts) < MOST_LINES:
            parts.append(line)
        else:
            code = "" if line else code
            continue
        if code and (end := _END.match(_joined(parts))):
            title = line_of(end.group(1)).strip(" .:")
            if title and len(title) <= MAX_TITLE:
                found.setdefault(code, Item(code, title))
            code = ""
    return list(found.values())


def _joined(parts: list[str]) -> str:
    """A title over more lines as one. A dash at the end of a line belongs to the word: ``zorg-/`` ``begeleiding``."""
    text = ""
    for part in parts:
        glued = text.endswith(("-", "/")) and not re.match(r"(?:en|of)\b", part)
        text += part if glued or not text else f" {part}"
    return text


def _lines(path: Path) -> list[str]:
    program = Path(pdf_pages.__file__)
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(program), str(path)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise CatalogueImportError(
            _("Deze PDF is beschadigd, of het lezen kost te veel tijd of geheugen. Er is niets ingelezen.")
        ) from error
    if "refused" in answer:
        raise CatalogueImportError(_refusals()[answer["refused"]])
    return list(answer["lines"])


def _refusals() -> dict[str, str]:
    return {
        "groot": _("Deze PDF is groter dan %(n)s MB. Er is niets ingelezen.")
        % {"n": pdf_pages.MAX_BYTES // 1024 // 1024},
        "paginas": _("Deze PDF heeft meer dan %(n)s bladzijden. Is het wel een kwalificatiedossier?")
        % {"n": pdf_pages.MAX_PAGES},
        "wachtwoord": _(
            "Deze PDF is beveiligd met een wachtwoord. Bewaar haar zonder wachtwoord en probeer het opnieuw."
        ),
        "beschadigd": _("Deze PDF is beschadigd. Er is niets ingelezen. Download het kwalificatiedossier opnieuw."),
    }
