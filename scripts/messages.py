"""Gather the Dutch texts for translation into locale/en/LC_MESSAGES/django.po, and compile them.

  python scripts/messages.py            gather
  python scripts/messages.py --check    exit 1 when a text is not in the file, or not translated
  python scripts/messages.py --compile  write the .mo file that the program reads

Works with Babel alone, so that no gettext programs are needed.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "naadloos"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
}
STRING = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"(n?gettext|_)\(\s*{STRING}(?:\s*,\s*{STRING})?")
# So that gathering the same texts gives the same file.
FIXED = datetime(2026, 1, 1, tzinfo=UTC)
# Texts of rules that a person reads; the rest of these files is data.
RULE_TEXTS = ("title", "duty", "question", "todo")
# Texts of indicators, with those of their versions and references.
INDICATOR_TEXTS = ("title", "numerator", "denominator", "moment", "source", "method", "doubts", "unit", "text", "label")

Found = tuple[str, str | tuple[str, str]]


def from_python(path: Path) -> Iterator[Found]:
    with path.open("rb") as handle:
        for _line, message, _comments, _context in extract("python", handle, keywords=KEYWORDS):
            text = tuple(message[:2]) if isinstance(message, tuple) else message
            if text and text != ("", ""):
                yield str(path.relative_to(SOURCE)), text  # type: ignore[misc]


def from_template(path: Path) -> Iterator[Found]:
    from django.utils.translation.template import templatize

    for name, one, many in IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        text = ast.literal_eval(one)
        if text:
            yield str(path.relative_to(SOURCE)), (text, ast.literal_eval(many)) if name == "ngettext" else text


def from_rules(path: Path) -> Iterator[Found]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = data.get("rules", []) if isinstance(data, dict) else data or []
    for row in rows:
        for key in RULE_TEXTS:
            if row.get(key):
                yield str(path.relative_to(SOURCE)), " ".join(str(row[key]).split())


def from_indicators(path: Path) -> Iterator[Found]:
    for row in yaml.safe_load(path.read_text(encoding="utf-8")):
        for each in (row, *row.get("versions", []), *row.get("references", [])):
            for key in INDICATOR_TEXTS:
                if each.get(key):
                    yield str(path.relative_to(SOURCE)), " ".join(str(each[key]).split())


def from_questionnaires(path: Path) -> Iterator[Found]:
    for questionnaire in yaml.safe_load(path.read_text(encoding="utf-8")):
        texts = [questionnaire["title"], questionnaire["lead"], *(item["text"] for item in questionnaire["items"])]
        for text in texts:
            yield str(path.relative_to(SOURCE)), text


def gather() -> Catalog:
    """All texts that the program marks, with the files they are in."""
    found = Catalog(
        locale="en",
        project="Naadloos",
        charset="utf-8",
        fuzzy=False,
        header_comment="# English translation of Naadloos.",
        creation_date=FIXED,
        revision_date=FIXED,
        last_translator="Naadloos",
        language_team="Naadloos",
        msgid_bugs_address="-",
    )
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            texts = from_python(path)
        elif path.suffix == ".html":
            texts = from_template(path)
        elif path.suffix == ".yaml" and "rules" in path.parts:
            texts = from_rules(path)
        elif path.name == "indicators.yaml":
            texts = from_indicators(path)
        elif path.name == "questionnaires.yaml":
            texts = from_questionnaires(path)
        else:
            continue
        for name, text in texts:
            first = text if isinstance(text, str) else text[0]
            flags = {"python-format"} if re.search(r"%\(\w+\)s", first) else set()
            found.add(text, locations=[(name, None)], flags=flags)  # type: ignore[list-item]
    return found


def stored() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en", charset="utf-8")
    return read_po(io.BytesIO(PO.read_bytes()), locale="en")


def settings_for_templates() -> None:
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)


def main() -> None:
    if "--compile" in sys.argv:
        with PO.with_suffix(".mo").open("wb") as handle:
            write_mo(handle, stored())
        return
    settings_for_templates()
    found, kept = gather(), stored()
    missing = [message.id for message in found if message.id and kept.get(message.id) is None]
    if "--check" in sys.argv:
        for text in missing:
            print(f"not gathered: {text!r}")
        open_texts = [message.id for message in kept if message.id and not any(message.string)]
        for text in open_texts:
            print(f"not translated: {text!r}")
        if missing or open_texts:
            raise SystemExit("run: make messages, and translate in locale/en")
        return
    for message in found:
        if message.id and (old := kept.get(message.id)) is not None:
            message.string = old.string
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as handle:
        write_po(handle, found, width=120, sort_output=True, omit_header=False, include_lineno=False)
    done = sum(1 for message in found if message.id and message.string and any(message.string))
    print(f"{len(found)} texts, {done} translated, {len(missing)} new")


if __name__ == "__main__":
    main()
