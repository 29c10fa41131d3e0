"""Which institutions offer an opleiding, where, and how far away.

From the file "mbo opleidingsaanbod" of DUO, recognised by its columns. Distances need the position of
postcode areas, which people bring themselves: a table with the columns POSTCODE, LAT and LON (four digits are enough).
"""

from collections.abc import Collection
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from naadloos.engines.duo.tables import Table, TableError

Places = dict[str, tuple[float, float]]
_EARTH = 6371.0
_SURE = ("NAAM", "POSTCODE", "PLAATSNAAM")


@dataclass(frozen=True, slots=True)
class Offer:
    """One opleiding at one place. ``distance`` in kilometres as the crow flies, None when it is not known."""

    name: str
    provider: str
    location: str
    crebo: str
    title: str
    leertraject: str
    postcode: str
    place: str
    distance: float | None


def read_places(table: Table) -> Places:
    """Postcode areas (four digits) with their latitude and longitude. Raises TableError."""
    if not table.has("POSTCODE", "LAT", "LON"):
        raise TableError("De tabel met postcodes heeft de koppen POSTCODE, LAT en LON nodig.")
    found: Places = {}
    for number, cells in enumerate(table, 2):
        try:
            lat, lon = (float(cells[name].replace(",", ".")) for name in ("LAT", "LON"))
        except ValueError as error:
            raise TableError(f"Regel {number} van de postcodes heeft geen getal bij LAT of LON.") from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise TableError(f"Regel {number} van de postcodes heeft een plek die niet bestaat.")
        found[cells["POSTCODE"][:4]] = (lat, lon)
    return found


def find_offers(
    table: Table, *, crebos: Collection[str], postcode: str = "", places: Places | None = None
) -> list[Offer]:
    """Who offers one of these opleidingen: the nearest first, then by name. Raises TableError."""
    code = next((name for name in ("ERKENDEOPLEIDINGSCODE", "OPLEIDINGSEENHEIDCODE") if table.has(name)), None)
    if code is None or not table.has(*_SURE):
        raise TableError("Dit bestand herkent Naadloos niet. Kies van DUO het bestand “mbo opleidingsaanbod”.")
    known = places or {}
    home = known.get(postcode.strip()[:4])
    found: dict[tuple[str, ...], Offer] = {}
    for cells in table:
        crebo = next((cells[name] for name in (code, "OPLEIDINGSEENHEIDCODE") if cells.get(name) in crebos), None)
        if crebo is None:
            continue
        there = known.get(cells["POSTCODE"][:4])
        offer = Offer(
            cells["NAAM"],
            cells.get("ONDERWIJSAANBIEDERID", ""),
            cells.get("ONDERWIJSLOCATIECODE", ""),
            crebo,
            cells.get("OPLEIDINGSEENHEID NAAM", "") or cells.get("EIGENNAAM", ""),
            cells.get("LEERTRAJECT", ""),
            cells["POSTCODE"],
            cells["PLAATSNAAM"],
            kilometres(home, there) if home and there else None,
        )
        # The file has a row per cohort; people look for a place.
        found[offer.name, offer.postcode, offer.crebo, offer.leertraject] = offer
    return sorted(found.values(), key=_nearest)


def _nearest(offer: Offer) -> tuple[bool, float, str, str, str]:
    """What is not known comes last."""
    return offer.distance is None, offer.distance or 0, offer.name, offer.crebo, offer.leertraject


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """As the crow flies.

    >>> round(kilometres((52.0907, 5.1214), (52.3676, 4.9041)))
    34
    """
    lat, lon, lat2, lon2 = (radians(value) for value in (*one, *other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))
