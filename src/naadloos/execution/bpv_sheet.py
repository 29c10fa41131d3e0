"""Bpv as a spreadsheet: the columns, the empty file to begin from, and everything out."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from naadloos.engines.route import route_year_label
from naadloos.execution.bpv_build import cohorts_of
from naadloos.execution.models import BpvMatch, BpvPupil, CompanyRole, PeriodPlaces, PracticePlace, Signal, Visit
from naadloos.routes.models import Route, RouteQualification

COMPANIES, PLACES, PUPILS, AREAS = "bedrijven", "plekken", "leerlingen", "gebieden"
KINDS: list[tuple[str, Any]] = [
    (COMPANIES, gettext_lazy("bedrijven")),
    (PLACES, gettext_lazy("plekken per periode")),
    (PUPILS, gettext_lazy("leerlingen (alleen sleutels)")),
    (AREAS, gettext_lazy("waar postcodes en plaatsen liggen")),
]
EXPLANATION = "uitleg"


@dataclass(frozen=True, slots=True)
class Column:
    """``help``: what may stand in it."""

    name: str
    head: str
    help: str
    needed: bool = False
    width: int = 18


COLUMNS: dict[str, tuple[Column, ...]] = {
    COMPANIES: (
        Column("key", "SLEUTEL", gettext_noop("Laat staan wat er staat; leeg is een nieuw bedrijf."), width=20),
        Column("company", "BEDRIJF", gettext_noop("De naam van het bedrijf."), needed=True, width=34),
        Column("kind", "SOORT", gettext_noop("Soort bedrijf, zoals leerlingen het wensen: nieuwbouw, renovatie.")),
        Column("place", "PLAATS", gettext_noop("De plaats.")),
        Column("postcode", "POSTCODE", gettext_noop("Vier cijfers, of de hele postcode van het bedrijf.")),
        Column("recognised", "ERKEND", gettext_noop("ja, nee of onbekend.")),
        Column("recognition_number", "ERKENNINGSNUMMER", gettext_noop("Het nummer van de erkenning bij SBB.")),
        Column("recognised_until", "ERKEND TOT EN MET", gettext_noop("Een datum, of leeg als er geen einde is.")),
        Column("crebos", "CREBO'S", gettext_noop("Vijf cijfers per opleiding, met een spatie ertussen."), width=24),
        Column("stops_on", "PLEKKEN TOT EN MET", gettext_noop("Alleen als het bedrijf stopt: een datum.")),
        Column("contact_function", "CONTACT FUNCTIE", gettext_noop("Een functie, geen naam.")),
        Column("contact_email", "CONTACT E-MAIL", gettext_noop("Een algemeen adres van het bedrijf."), width=28),
    ),
    PLACES: (
        Column("company", "BEDRIJF", gettext_noop("De sleutel of de naam van een bedrijf."), needed=True, width=34),
        Column("route_year", "JAAR", gettext_noop("1 is leerjaar 3, 3 is mbo-jaar 1; of in woorden."), needed=True),
        Column("period", "PERIODE", gettext_noop("1 tot en met 6."), needed=True),
        Column("places", "PLEKKEN", gettext_noop("Een heel getal."), needed=True),
    ),
    PUPILS: (
        Column(
            "pupil", "SLEUTEL", gettext_noop("Een sleutel zonder betekenis, zoals LL-2027-001. Nooit een naam."), True
        ),
        Column("cohort", "GROEP", gettext_noop("Het startjaar van de groep, zoals 2027."), needed=True),
        Column("crebo", "CREBO", gettext_noop("Vijf cijfers, van een opleiding van de route."), needed=True),
        Column("area", "GEBIED", gettext_noop("De vier cijfers van de postcode, of de plaats.")),
        Column("longest_km", "HOOGSTENS KM", gettext_noop("Een heel getal; leeg is de grens van de route.")),
        Column("kinds", "WENS SOORT", gettext_noop("Soorten bedrijf, met een komma ertussen.")),
        Column(
            "companies", "WENS BEDRIJF", gettext_noop("Sleutels of namen van bedrijven, met een ; ertussen."), width=34
        ),
    ),
    AREAS: (
        Column(
            "area", "GEBIED", gettext_noop("De vier cijfers van de postcode, of een plaats. POSTCODE mag ook."), True
        ),
        Column("lat", "LAT", gettext_noop("Breedtegraad, zoals 52,09."), needed=True),
        Column("lon", "LON", gettext_noop("Lengtegraad, zoals 5,12."), needed=True),
    ),
}
# Also taken as a head.
ALSO = {"POSTCODE": "area", "LEERJAAR": "route_year", "CREBOS": "crebos", "ERKEND TOT": "recognised_until"}


def template(route: Route, kind: str) -> bytes:
    """The empty file for one kind of rows, with an explanation on a sheet of its own."""
    columns = COLUMNS[kind]
    book = _book()
    _sheet(book, kind, [column.head for column in columns], [], [column.width for column in columns])
    rows: list[list[Any]] = [[column.head, _(column.help)] for column in columns]
    if kind == PLACES:
        names = PracticePlace.objects.filter(route=route).order_by("company").values_list("company", flat=True)
        rows += [["", ""], [_("bedrijven van de route"), ", ".join(names)]]
    if kind == PUPILS:
        groups = ", ".join(str(row.start_year) for row in cohorts_of(route))
        crebos = RouteQualification.objects.filter(route=route).select_related("qualification")
        rows += [[_("groepen van de route"), groups], [_("opleidingen"), ", ".join(row.crebo for row in crebos)]]
        rows += [["", _("Zet geen namen, adressen of andere gegevens van leerlingen in dit bestand.")]]
    _sheet(book, EXPLANATION, [_("kolom"), _("wat er mag staan")], rows, [24, 90])
    return _bytes(book)


def export(route: Route) -> bytes:
    """Everything of bpv; the first three sheets can be read in again."""
    book = _book()
    for kind, rows in ((COMPANIES, _companies(route)), (PLACES, _places(route)), (PUPILS, _pupils(route))):
        columns = COLUMNS[kind]
        _sheet(book, kind, [column.head for column in columns], rows, [column.width for column in columns])
    heads = [_("leerling of groep"), _("groep"), _("jaar"), _("periode"), _("bedrijf"), _("crebo"), _("aantal")]
    heads += [_("begin"), _("einde"), _("praktijkovereenkomst")]
    _sheet(book, "koppelingen", heads, _matches(route), [22, 10, 14, 10, 34, 10, 10, 14, 14, 34])
    roles = CompanyRole.objects.filter(route=route).select_related("company", "unit")
    _sheet(
        book,
        "rollen",
        [_("bedrijf"), _("rol"), _("onderdeel"), _("gaat over"), _("laatst gesproken op")],
        [[row.company.company, row.get_role_display(), row.unit, row.about, row.spoken_on] for row in roles],
        [34, 26, 40, 40, 16],
    )
    visits = Visit.objects.filter(route=route).select_related("company")
    _sheet(
        book,
        "bezoeken",
        [_("bedrijf"), _("datum"), _("door"), _("wat is besproken"), _("vervolg op"), _("vervolg gedaan op")],
        [[row.company.company, row.on, row.by, row.what, row.follow_up_on, row.followed_on] for row in visits],
        [34, 14, 24, 60, 14, 16],
    )
    signals = Signal.objects.filter(route=route).select_related("company")
    _sheet(
        book,
        "signalen",
        [_("bedrijf"), _("datum"), _("signaal"), _("ernst"), _("afgesloten op")],
        [[row.company.company, row.on, row.about, row.get_seriousness_display(), row.closed_on] for row in signals],
        [34, 14, 60, 12, 14],
    )
    return _bytes(book)


def _companies(route: Route) -> Iterable[list[Any]]:
    for row in PracticePlace.objects.filter(route=route).order_by("pk"):
        yield [getattr(row, column.name) for column in COLUMNS[COMPANIES]]


def _places(route: Route) -> Iterable[list[Any]]:
    for row in PeriodPlaces.objects.filter(route=route).select_related("company"):
        yield [row.company.key, route_year_label(row.route_year), row.period, row.places]


def _pupils(route: Route) -> Iterable[list[Any]]:
    rows = BpvPupil.objects.filter(route=route).select_related("cohort").prefetch_related("companies")
    for row in rows:
        wished = "; ".join(company.key for company in row.companies.all())
        yield [row.pupil, row.cohort.start_year, row.crebo, row.area, row.longest_km, row.kinds, wished]


def _matches(route: Route) -> Iterable[list[Any]]:
    for row in BpvMatch.objects.filter(route=route).select_related("company", "pupil", "cohort"):
        yield [
            row.who,
            row.cohort.start_year,
            route_year_label(row.route_year),
            row.period,
            row.company.company,
            row.crebo,
            row.seats,
            row.begins_on,
            row.ends_on,
            row.stand.label,
        ]


def _book() -> Any:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _sheet(book: Any, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(name)
    for number, cells in enumerate([heads, *rows], 1):
        for column, value in enumerate(cells, 1):
            if value is None or value == "":
                continue
            plain = value if isinstance(value, int) or hasattr(value, "isoformat") else str(value)
            cell = page.cell(number, column)
            if isinstance(plain, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", plain)
                # A text that begins with "=" stays a text.
                cell.data_type = "s"
            else:
                cell.value = plain
                if hasattr(plain, "isoformat"):
                    cell.number_format = "dd-mm-yyyy"
            cell.alignment = Alignment(wrap_text=number > 1, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width


def _bytes(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
