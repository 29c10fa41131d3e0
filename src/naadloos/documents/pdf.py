"""PDF/UA with typst: templates of our own, the content as JSON.

Only the fonts inside typst are used, so the same content gives the same file on every machine. A character
those fonts do not have would make the file inaccessible; it is printed as its Unicode number instead.
"""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from naadloos.documents.content import DocumentContent
from naadloos.documents.errors import RenderError
from naadloos.documents.view import document_view

PDF_STANDARD: Final = "ua-1"
_PROBE = b'#set document(title: "x", date: none)\n#set text(font: "Libertinus Serif")\n#sys.inputs.char'
_ALWAYS_THERE = 0x17F  # Latin up to here is in the font for certain


def render_pdf(content: DocumentContent) -> bytes:
    """Render a document as tagged PDF. Raises RenderError."""
    return render_typst(content, format="pdf", pdf_standards=PDF_STANDARD)


def render_typst(content: DocumentContent, **options: Any) -> bytes:
    """Compile the template of documents; ``options`` go to typst. Raises RenderError."""
    return compile_template("document.typ", json.dumps(document_view(content), ensure_ascii=False), **options)


def compile_template(name: str, data: str, **options: Any) -> bytes:
    """Compile a template of our own with JSON; ``options`` go to typst. Raises RenderError."""
    import typst

    try:
        return _compile(name, data, options)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise RenderError(_sentence()) from error
    try:
        return _compile(name, _replace_unprintable(data), options)
    except typst.TypstError as error:
        raise RenderError(_sentence()) from error


def _compile(name: str, data: str, options: dict[str, Any]) -> bytes:
    import typst

    template = files("naadloos.documents").joinpath("templates", name).read_bytes()
    result = typst.compile(template, sys_inputs={"data": data}, ignore_system_fonts=True, **options)
    if isinstance(result, list):
        return bytes(result[0])
    if result is None:
        raise RenderError(_sentence())
    return bytes(result)


def _sentence() -> str:
    return "De PDF kan niet worden gemaakt. Kies DOCX, of haal bijzondere tekens uit de tekst en probeer het opnieuw."


def _replace_unprintable(data: str) -> str:
    missing = {char for char in set(data) if ord(char) > _ALWAYS_THERE and not _printable(char)}
    return "".join(f"[U+{ord(char):04X}]" if char in missing else char for char in data)


@lru_cache(maxsize=4096)
def _printable(char: str) -> bool:
    import typst

    try:
        typst.compile(
            _PROBE,
            format="pdf",
            sys_inputs={"char": char},
            ignore_system_fonts=True,
            pdf_standards=PDF_STANDARD,
        )
    except typst.TypstError:
        return False
    return True
