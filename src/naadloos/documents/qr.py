"""An address as a picture to scan, always beside the address in words."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(address: str) -> SafeString:
    """For a page; hidden from who has it read aloud."""
    drawn = _code(address).svg_inline(omitsize=True, border=4, dark="#000", light="#fff")
    # Drawn by the library from one address of our own.
    return mark_safe(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S308


def qr_png(address: str) -> bytes:
    """For a document."""
    out = io.BytesIO()
    _code(address).save(out, kind="png", scale=8, border=2)
    return out.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
