"""Bpv as a spreadsheet: the columns, the empty file to begin from, and everything out."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from naadloos.engines.route import route_year_label
from naadloos.execution.bpv_build import cohorts_of
from naadloos.execution.models import BpvMatch, BpvPupil, CompanyRole, PeriodPlaces, PracticePlace, Signal, Visit
from naadloos.routes.models import Route, RouteQualification

COMPANIES, PLACES, PUPILS, AREAS = "bedrijven", "plekken", "leerlingen", "gebieden"
MATCHES, VISITS = "koppelingen", "bezoeken"
# Of these the file to begin from holds what is there, for who may write; of the others it is empty.
FILLED = (MATCHES, VISITS)
KINDS: list[tuple[str, Any]] = [
    (COMPANIES, gettext_lazy("bedrijven")),
    (PLACES, gettext_lazy("plekken per periode")),
    (PUPILS, gettext_lazy("leerlingen (alleen sleutels)")),
    (AREAS, gettext_lazy("waar postcodes en plaatsen liggen")),
    (MATCHES, gettext_lazy("koppelingen en praktijkovereenkomsten")),
    (VISITS, gettext_lazy("bezoeken aan bedrijven")),
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
    MATCHES: (
        Column("pupil", "SLEUTEL", gettext_noop("De sleutel van een leerling die er al is. Nooit een naam."), True),
        Column("group", "KLAS", gettext_noop("In plaats van een sleutel: een groep, zoals klas 3A. Geen namen.")),
        Column("seats", "AANTAL", gettext_noop("Alleen bij een klas: hoeveel leerlingen."), width=10),
        Column("cohort", "GROEP", gettext_noop("Het startjaar van de groep, zoals 2027."), needed=True, width=10),
        Column("crebo", "CREBO", gettext_noop("Vijf cijfers. Bij een leerling mag de cel leeg blijven."), width=10),
        Column("company", "BEDRIJF", gettext_noop("De sleutel of de naam van een bedrijf."), needed=True, width=34),
        Column("route_year", "JAAR", gettext_noop("1 is leerjaar 3, 3 is mbo-jaar 1; of in woorden."), needed=True),
        Column("period", "PERIODE", gettext_noop("1 tot en met 6."), needed=True, width=10),
        Column("begins_on", "BEGINT OP", gettext_noop("Een datum; leeg is het begin van de periode.")),
        Column("ends_on", "EINDIGT OP", gettext_noop("Een datum; leeg is het einde van de periode.")),
        Column("sent_on", "VERSTUURD OP", gettext_noop("De dag waarop de praktijkovereenkomst is verstuurd.")),
        Column("school_on", "INSTELLING TEKENDE OP", gettext_noop("Een datum, niet in de toekomst."), width=24),
        Column("student_on", "STUDENT TEKENDE OP", gettext_noop("Een datum, niet in de toekomst."), width=24),
        Column("company_on", "BEDRIJF TEKENDE OP", gettext_noop("Een datum, niet in de toekomst."), width=24),
    ),
    VISITS: (
        Column("company", "BEDRIJF", gettext_noop("De sleutel of de naam van een bedrijf."), needed=True, width=34),
        Column("on", "DATUM", gettext_noop("De dag van het bezoek."), needed=True, width=14),
        Column("by", "DOOR", gettext_noop("Wie van school of instelling er was."), needed=True, width=24),
        Column("what", "BESPROKEN", gettext_noop("Kort. Zet hier geen naam van een leerling."), width=60),
        Column("follow_up_on", "VERVOLG OP", gettext_noop("Een datum, of leeg als er geen vervolg komt.")),
        Column("followed_on", "VERVOLG GEDAAN OP", gettext_noop("Een datum, niet in de toekomst."), width=22),
    ),
}
# Also taken as a head.
ALSO = {"POSTCODE": "area", "LEERJAAR": "route_year", "CREBOS": "crebos", "ERKEND TOT": "recognised_until"}


def template(route: Route, kind: str) -> bytes:
    """The file to begin from for one kind of rows, with an explanation on a sheet of its own."""
    columns = COLUMNS[kind]
    book = _book()
    there = _ROWS[kind](route) if kind in FILLED else []
    _sheet(book, kind, [column.head for column in columns], there, [column.width for column in columns])
    rows: list[list[Any]] = [[column.head, _(column.help)] for column in columns]
    if kind in (PLACES, MATCHES, VISITS):
        names = PracticePlace.objects.filter(route=route).order_by("company").values_list("company", flat=True)
        rows += [["", ""], [_("bedrijven van de route"), ", ".join(names)]]
    if kind in (PUPILS, MATCHES):
        groups = ", ".join(str(row.start_year) for row in cohorts_of(route))
        crebos = RouteQualification.objects.filter(route=route).select_related("qualification")
        rows += [[_("groepen van de route"), groups], [_("opleidingen"), ", ".join(row.crebo for row in crebos)]]
    if kind == MATCHES:
        rows += [
            ["", _("Hoe ver een praktijkovereenkomst is, volgt uit de vier dagen: verstuurd en drie keer getekend.")]
        ]
    if kind in (PUPILS, MATCHES, VISITS):
        rows += [["", _("Zet geen namen, adressen of andere gegevens van leerlingen in dit bestand.")]]
    _sheet(book, EXPLANATION, [_("kolom"), _("wat er mag staan")], rows, [24, 90])
    return _bytes(book)


def export(route: Route) -> bytes:
    """Everything of bpv; all but roles and signals can be read in again."""
    book = _book()
    for kind, rows in _ROWS.items():
        columns = COLUMNS[kind]
        _sheet(book, kind, [column.head for column in columns], rows(route), [column.width for column in columns])
    roles = CompanyRole.objects.filter(route=route).select_related("company", "unit")
    _sheet(
        book,
        "rollen",
        [_("bedrijf"), _("rol"), _("onderdeel"), _("gaat over"), _("laatst gesproken op")],
        [[row.company.company, row.get_role_display(), row.unit, row.about, row.spoken_on] for row in roles],
        [34, 26, 40, 40, 16],
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
        who = [row.pupil, None, None] if row.pupil is not None else [None, row.group, row.seats]
        where = [row.cohort.start_year, row.crebo, row.company.key, route_year_label(row.route_year), row.period]
        days = [row.begins_on, row.ends_on, row.sent_on, row.school_on, row.student_on, row.company_on]
        yield [*who, *where, *days]


def _visits(route: Route) -> Iterable[list[Any]]:
    for row in Visit.objects.filter(route=route).select_related("company"):
        yield [row.company.key, row.on, row.by, row.what, row.follow_up_on, row.followed_on]


# In the order of the sheets. Where places lie is not here: that table comes from outside.
_ROWS: dict[str, Callable[[Route], Iterable[list[Any]]]] = {
    COMPANIES: _companies,
    PLACES: _places,
    PUPILS: _pupils,
    MATCHES: _matches,
    VISITS: _visits,
}


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
