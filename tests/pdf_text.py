"""Text of a PDF through its ToUnicode maps: enough to see that a text is printed, no layout."""

import io
import re

import pikepdf

HEX = r"<([0-9A-Fa-f]+)>"


def pdf_text(data: bytes) -> str:
    pages = []
    with pikepdf.Pdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            fonts = {name: _characters(font) for name, font in page.resources.get("/Font", {}).items()}
            pages.append(_page_text(page, fonts))
    return "\n".join(pages)


def _page_text(page: pikepdf.Page, fonts: dict[str, dict[int, str]]) -> str:
    parts: list[str] = []
    current: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                current = fonts[str(operands[0])]
            case "Tj":
                parts.append(_decode(bytes(operands[0]), current))
            case "TJ":
                strings = (item for item in operands[0] if isinstance(item, pikepdf.String))
                parts += [_decode(bytes(item), current) for item in strings]
    return "".join(parts)


def _decode(data: bytes, characters: dict[int, str]) -> str:
    return "".join(characters.get(int.from_bytes(data[i : i + 2], "big"), "") for i in range(0, len(data), 2))


def _characters(font: pikepdf.Object) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(f"{HEX}\\s*{HEX}", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(f"{HEX}\\s*{HEX}\\s*{HEX}", block):
            start = int.from_bytes(bytes.fromhex(text), "big")
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(start + code - int(first, 16))
    return found
