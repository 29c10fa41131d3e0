"""Who is in a profile and leerweg now, and who goes to which opleiding: from DUO files or an own table.

Recognised by their columns:
  exams     "geslaagden, gezakten en cijfers": candidates per vestiging, leerweg and profile of one year
  inflow    "instromende mbo-studenten": who entered an opleiding, by institution, leertraject and previous vo
  own       an own table with the columns SCHOOLJAAR, PROFIEL or CREBO, LEERWEG and LEERLINGEN
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from naadloos.engines.duo.counts import Count, parse_count
from naadloos.engines.duo.tables import Table, TableError

_LEERWEG = {"BL": "bb", "KL": "kb", "GL": "gl", "TL": "tl", "BB": "bb", "KB": "kb"}
# DUO writes ZWE for the profile that SLO and the schools call ZW.
_PROFILE = {"ZWE": "ZW"}
_YEAR = re.compile(r"(20\d\d)(?:\D+20\d\d)?")
_VMBO = re.compile(r"\b(BL|KL|GL|TL|BB|KB|BASISBEROEPS\w*|KADERBEROEPS\w*|GEMENGD\w*|THEORETISCH\w*)\b")
_WORDS = {"BASISB": "bb", "KADERB": "kb", "GEMENG": "gl", "THEORE": "tl"}


class Kind(StrEnum):
    EXAMS = "examens"
    INFLOW = "instroom"
    OWN = "eigen"


@dataclass(frozen=True, slots=True)
class Row:
    """How many people, in one school year (2025 = 2025-2026), at one place, on one path. Empty is not said."""

    year: int | None
    place: str
    profile: str
    leerweg: str
    crebo: str
    count: Count


@dataclass(frozen=True, slots=True)
class Analysis:
    kind: Kind
    rows: tuple[Row, ...]
    # Cells that were no number, with their line: said, never counted as nothing.
    wrong: tuple[str, ...]

    def total(self, *by: str) -> dict[tuple[str, ...], Count]:
        """Sums by the named properties of a row, in order."""
        found: dict[tuple[str, ...], Count] = defaultdict(Count)
        for row in self.rows:
            found[tuple(str(getattr(row, name) or "") for name in by)] += row.count
        return dict(sorted(found.items()))

    def history(self, *, profile: str = "", leerweg: str = "", crebo: str = "") -> dict[int, Count]:
        """Per school year how many were on a path; a year without rows is left out, not nothing."""
        found: dict[int, Count] = defaultdict(Count)
        for row in self.rows:
            fits = all(
                not want or have == want
                for have, want in ((row.profile, profile), (row.leerweg, leerweg), (row.crebo, crebo))
            )
            if fits and row.year is not None:
                found[row.year] += row.count
        return dict(sorted(found.items()))


def analyse(
    table: Table,
    *,
    year: int | None = None,
    places: Collection[str] = (),
    profiles: Collection[str] = (),
    crebos: Collection[str] = (),
    four_is_hidden: bool = False,
) -> Analysis:
    """Read what a table says about these places (BRIN, with or without vestiging), profiles and opleidingen.

    ``year`` is the school year of a file that does not say it itself. An empty collection keeps everything. Raises
    TableError for a file of another shape.
    """
    if table.has("AFDELING", "LEERWEG VMBO", "EXAMENKANDIDATEN"):
        kind, read = Kind.EXAMS, _exams
    elif table.has("BEROEPSOPLEIDING CODE", "INSTELLINGSCODE") and (table.has("AANTAL") or table.has("INSTROOM MBO")):
        kind, read = Kind.INFLOW, _inflow
    elif table.has("LEERLINGEN") and (table.has("PROFIEL") or table.has("CREBO")):
        kind, read = Kind.OWN, _own
    else:
        raise TableError(
            "Dit bestand herkent Naadloos niet. Kies van DUO “geslaagden, gezakten en cijfers” of “instromende "
            "mbo-studenten”, of maak een eigen tabel met de koppen SCHOOLJAAR, PROFIEL, LEERWEG en LEERLINGEN."
        )
    rows, wrong = [], []
    for number, cells in enumerate(table, 2):
        try:
            row = read(cells, year, four_is_hidden)
        except ValueError as error:
            wrong.append(f"regel {number}: {error}")
            continue
        if _wanted(row, places, profiles, crebos):
            rows.append(row)
    return Analysis(kind, tuple(rows), tuple(wrong))


def _wanted(row: Row, places: Collection[str], profiles: Collection[str], crebos: Collection[str]) -> bool:
    """A school is asked for by its own number, an opleiding by its crebo; a row need only say one of them."""
    at = not places or any(row.place.startswith(place) for place in places)
    if row.crebo:
        return (not crebos or row.crebo in crebos) and at
    return at and (not profiles or row.profile in profiles)


def exam_path(cells: dict[str, str]) -> tuple[str, str]:
    """Profile and leerweg of a row about exams, in our codes; "" when it names none that we know."""
    profile = cells["AFDELING"].upper()
    return _PROFILE.get(profile, profile), _LEERWEG.get(cells["LEERWEG VMBO"].upper(), "")


def _exams(cells: dict[str, str], year: int | None, four_is_hidden: bool) -> Row:
    profile, leerweg = exam_path(cells)
    return Row(
        year,
        cells.get("VESTIGINGSCODE") or cells["INSTELLINGSCODE"],
        profile,
        leerweg,
        "",
        parse_count(cells["EXAMENKANDIDATEN"], four_is_hidden=four_is_hidden),
    )


def _inflow(cells: dict[str, str], year: int | None, four_is_hidden: bool) -> Row:
    before = cells.get("VOOROPLEIDING VO", "")
    count = cells.get("AANTAL") or cells.get("INSTROOM MBO", "")
    return Row(
        _year(cells.get("JAAR", "")) or year,
        cells["INSTELLINGSCODE"],
        "",
        leerweg_in(before),
        cells["BEROEPSOPLEIDING CODE"],
        parse_count(count, four_is_hidden=four_is_hidden),
    )


def _own(cells: dict[str, str], year: int | None, four_is_hidden: bool) -> Row:
    leerweg = cells.get("LEERWEG", "").strip().lower()
    return Row(
        _year(cells.get("SCHOOLJAAR", "")) or year,
        cells.get("BRIN", ""),
        cells.get("PROFIEL", "").upper(),
        _LEERWEG.get(leerweg.upper(), leerweg if leerweg in _LEERWEG.values() else ""),
        cells.get("CREBO", ""),
        parse_count(cells["LEERLINGEN"], four_is_hidden=four_is_hidden),
    )


def leerweg_in(text: str) -> str:
    """Which leerweg of the vmbo a text of DUO names, such as "VMBO BL" or "vmbo basisberoepsgericht"; "" for none.

    >>> leerweg_in("VMBO KL"), leerweg_in("vmbo basisberoepsgericht"), leerweg_in("HAVO")
    ('kb', 'bb', '')
    """
    found = _VMBO.search(text.upper())
    if found is None:
        return ""
    word = found[1]
    return _LEERWEG.get(word) or _WORDS[word[:6]]


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def known_years(rows: Iterable[Row]) -> list[int]:
    return sorted({row.year for row in rows if row.year is not None})
