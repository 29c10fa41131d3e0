"""Small files and events for the tests of the intake; everything in them is made up."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from naadloos.engines.cohort.intake import Event, EventLine, Intake, read_events
from naadloos.engines.route.terms import Leerweg

HEAD = "SLEUTEL;GEBEURTENIS;DATUM;STARTJAAR;LEERWEG;CREBO;NIVEAU;ADVIES;WAARDE"
START = "LL-2027-001;start;01-08-2027;2027;kb;25655;3;havo;"


def csv(*lines: str, head: str = HEAD) -> bytes:
    return "\r\n".join((head, *lines)).encode()


def read(*lines: str) -> Intake:
    return read_events(csv(*lines))


def xlsx(rows: Sequence[Sequence[Any]], name: str = "gebeurtenissen") -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(list(row))
    return saved(book)


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def start(key: str = "LL-1", on: date = date(2027, 8, 1), **more: Any) -> EventLine:
    values: dict[str, Any] = {"start_year": 2027, "leerweg": Leerweg.KB, "crebo": "25655", "level": 3} | more
    return EventLine(0, key, Event.START, on, **values)


def event(kind: Event, on: date, key: str = "LL-1", **more: Any) -> EventLine:
    return EventLine(0, key, kind, on, **more)
