"""The text of the first pages of a PDF, read in a process of its own.

Run as a program, with the path of the file; the answer is one line of JSON: ``{"lines": [...]}``, or
``{"refused": "why"}``. A hostile PDF can keep any reader busy or fill the memory; in its own process it can be given so
many seconds and so much memory and no more. So this file knows nothing of Naadloos and nothing of Django.
"""

import json
import logging
import sys
from pathlib import Path

from pypdf import Configuration, PdfReader, overwrite_configuration

MAX_BYTES = 20 * 1024 * 1024
MAX_PAGES = 500
# The contents stand in front.
FIRST_PAGES = 40
MAX_SIGNS = 400_000
MAX_STREAM = 10_000_000
CPU_SECONDS = 20
MAX_MEMORY = 1024 * 1024 * 1024
LIMITS = Configuration(
    maximum_declared_stream_length=MAX_STREAM,
    array_based_stream_maximum_output_length=MAX_STREAM,
    lzw_maximum_output_length=MAX_STREAM,
    run_length_maximum_output_length=MAX_STREAM,
    zlib_maximum_output_length=MAX_STREAM,
    brotli_maximum_output_length=MAX_STREAM,
    stream_decoding_work_maximum_length=4 * MAX_STREAM,
    stream_parsing_work_maximum_count=500_000,
    page_tree_maximum_entries=4 * MAX_PAGES,
    # Counted in entries of the dictionaries of the pages, of which a page has a dozen or so.
    page_tree_maximum_page_entries=50 * MAX_PAGES,
    xform_maximum_invocations_per_extraction=200,
    # No other program is started for an image.
    jbig2dec_binary=None,
)


def read(path: Path) -> dict[str, object]:
    """The lines of the first pages, or why they cannot be had: groot, wachtwoord, paginas, beschadigd."""
    if path.stat().st_size > MAX_BYTES:
        return {"refused": "groot"}
    overwrite_configuration(LIMITS)
    lines: list[str] = []
    taken = 0
    try:
        with path.open("rb") as handle:
            reader = PdfReader(handle)
            if reader.is_encrypted:
                return {"refused": "wachtwoord"}
            if len(reader.pages) > MAX_PAGES:
                return {"refused": "paginas"}
            for page in reader.pages[:FIRST_PAGES]:
                # Asked for first, because extract_text keeps quiet about a stream that is too heavy.
                contents = page.get_contents()
                if contents is not None and len(contents.get_data()) > MAX_STREAM:
                    return {"refused": "beschadigd"}
                text = page.extract_text()
                taken += len(text)
                if taken > MAX_SIGNS:
                    return {"refused": "beschadigd"}
                lines += text.splitlines()
    # A broken PDF makes pypdf raise its own errors and whatever its parts raise.
    except Exception:
        return {"refused": "beschadigd"}
    return {"lines": lines}


def _bound() -> None:
    """So many seconds and so much memory; the system ends this process when it takes more."""
    try:
        import resource
    except ImportError:  # not on Windows; there the waiting process keeps the time
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    logging.disable()
    _bound()
    sys.stdout.write(json.dumps(read(Path(sys.argv[1]))))
