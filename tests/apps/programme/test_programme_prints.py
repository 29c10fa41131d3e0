"""Lessentabel, hours against norms, the board on paper, PDF and XLSX: figures by hand, variants, hostile titles."""

import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import factories
import pytest
from django.test import Client
from django.urls import reverse
from helpers import client_of
from openpyxl import Workbook, load_workbook
from pdf_text import pdf_text
from xlsx_sums import worked_out

from naadloos.engines import law
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import HourKind, Side
from naadloos.organisations.models import User
from naadloos.programme.audience import audiences, pupils, seen_by
from naadloos.programme.hours_norms import Answer, NormLine, norm_lines
from naadloos.programme.lessons import LessonYear, lesson_years, unplaced
from naadloos.programme.models import HoursAgreement, Period, Placement, PlanVersion, Unit, Variant
from naadloos.programme.printed import Source, read_printed
from naadloos.routes.models import Cohort, Route, RouteQualification
from naadloos.routes.portable import build_document

DAY = date(2026, 11, 25)
HOSTILE = "=cmd|' /C calc'!A0"
TITLES = {
    "nl": "Nederlands",
    "bundel": "Muur metselen",
    "bpv": "Bouwplaats",
    "week": "Projectweek",
    "zelf": "Thuiswerk",
}


@pytest.fixture
def person(db: None) -> User:
    return factories.person("Sanne Docent")


@pytest.fixture
def route(person: User) -> Route:
    """Two years, three periods, two variants; every figure below is worked out by hand from these."""
    made = factories.route(person)
    periods = [
        Period.objects.create(
            route=made, key=f"p{year}{number}", route_year=year, number=number, weeks=weeks, hours=100
        )
        for year, number, weeks in ((1, 1, 10), (1, 2, 8), (2, 1, 10))
    ]
    metselen = Variant.objects.create(route=made, key="metselen", title="metselen")
    Variant.objects.create(route=made, key="instroom", title="instroom", start=periods[2])
    rows: list[tuple[str, str, str, str, str, int, dict[tuple[int, int], str]]] = [
        ("nl", TITLES["nl"], "avo", "vmbo", "begeleid", 36, {(1, 1): "20", (1, 2): "16"}),
        ("bundel", TITLES["bundel"], "bundel", "samen", "begeleid", 30, {(1, 1): "30"}),
        ("bpv", TITLES["bpv"], "bpv", "mbo", "bpv", 24, {(1, 2): "24"}),
        ("week", TITLES["week"], "overig", "vmbo", "overig", 8, {(1, 2): "8"}),
        ("zelf", TITLES["zelf"], "overig", "mbo", "zelfstudie", 12, {(1, 1): "12"}),
        ("kern", HOSTILE, "beroep", "mbo", "begeleid", 40, {(2, 1): "24.5"}),
    ]
    for key, title, kind, side, hour_kind, hours, places in rows:
        unit = Unit.objects.create(
            route=made, key=key, title=title, kind=kind, side=side, hour_kind=hour_kind, hours=hours
        )
        if key == "week":
            unit.variants.add(metselen)
        for (year, number), given in places.items():
            Placement.objects.create(route=made, unit=unit, route_year=year, period=number, hours=Decimal(given))
    return made


@pytest.fixture
def document(route: Route) -> RouteDocument:
    return build_document(route)


def of(document: RouteDocument, key: str) -> RouteDocument:
    return read_printed(document, audience=key).document


def cells(year: LessonYear) -> list[str]:
    return [str(cell.hours) for cell in (*year.taught.cells, year.taught.year)]


def line(document: RouteDocument, title: str, who: str = "metselen") -> NormLine:
    return next(row for row in norm_lines(document, on=DAY) if row.title == title and row.audience.key == who)


# -- lessentabel -----------------------------------------------------------------------------------


def test_the_lessentabel_adds_up_per_period_year_week_side_and_kind(document: RouteDocument) -> None:
    first, second = lesson_years(of(document, "metselen"))
    assert cells(first) == ["50.00", "48.00", "98.00"]
    assert [str(cell.per_week) for cell in (*first.taught.cells, first.taught.year)] == ["5.00", "6.00", "5.44"]
    assert [(group.side, group.total.year.hours) for group in first.groups] == [
        (Side.VMBO, 44),
        (Side.TOGETHER, 30),
        (Side.MBO, 24),
    ]
    assert [(kind, row.year.hours) for kind, row in first.kinds] == [
        (HourKind.GUIDED, 66),
        (HourKind.BPV, 24),
        (HourKind.OTHER, 8),
    ]
    assert cells(second) == ["24.50", "24.50"]
    assert str(second.taught.year.per_week) == "2.45"


def test_self_study_stands_apart_and_is_in_no_other_sum(document: RouteDocument) -> None:
    first = lesson_years(of(document, "metselen"))[0]
    assert first.self_study
    assert [row.unit.title for row in first.self_study.rows] == ["Thuiswerk"]
    assert first.self_study.total.year.hours == 12
    assert "Thuiswerk" not in [row.unit.title for group in first.groups for row in group.rows]
    assert first.taught.year.hours == sum(group.total.year.hours for group in first.groups)


def test_hours_that_are_not_placed_are_named_and_not_counted(document: RouteDocument) -> None:
    assert [(rest.unit.title, rest.hours) for rest in unplaced(document.programme)] == [(HOSTILE, Decimal("15.50"))]


def test_a_period_without_known_weeks_gives_no_hours_per_week(route: Route) -> None:
    Period.objects.filter(route=route, key="p12").delete()
    first = lesson_years(of(build_document(route), "metselen"))[0]
    assert [period.weeks for period in first.periods] == [10, None]
    assert first.taught.cells[1].per_week is None
    assert first.taught.year.per_week is None


def test_a_variant_sees_its_own_units_in_its_own_periods(document: RouteDocument) -> None:
    programme = document.programme
    assert [(item.key, item.one_pupil) for item in audiences(programme)] == [
        ("", False),
        ("metselen", True),
        ("instroom", True),
    ]
    late = seen_by(programme, pupils(programme)[1])
    assert [(row.unit, row.route_year) for row in late.placements] == [("kern", 2)]
    # What was given before the variant begins is not theirs, nor still to be placed.
    assert [(unit.title, unit.hours) for unit in late.units] == [(HOSTILE, 40)]


def test_a_group_sees_what_is_for_all_and_for_itself(route: Route) -> None:
    Variant.objects.filter(route=route).delete()
    Unit.objects.filter(route=route, key="nl").update(group="A")
    Unit.objects.filter(route=route, key="bundel").update(group="B")
    programme = build_document(route).programme
    assert [(item.key, item.label) for item in audiences(programme)] == [
        ("", "iedereen"),
        (":A", "groep A"),
        (":B", "groep B"),
    ]
    keys = {unit.key for unit in seen_by(programme, audiences(programme)[1]).units}
    assert keys == {"nl", "bpv", "week", "zelf", "kern"}


def test_everybody_are_the_pupils_of_a_route_without_variants(route: Route) -> None:
    Variant.objects.filter(route=route).delete()
    assert [item.key for item in pupils(build_document(route).programme)] == [""]


# -- board or adopted version ----------------------------------------------------------------------


def adopt(route: Route) -> None:
    programme = build_document(route).programme.model_dump(mode="json")
    PlanVersion.objects.create(
        route=route,
        number=3,
        at=datetime(2026, 5, 1, 12, tzinfo=UTC),
        by="Sanne",
        origin="hand",
        content={name: programme[name] for name in ("periods", "units", "placements")},
        adopted_at=datetime(2026, 5, 2, 12, tzinfo=UTC),
        adopted_by="Het bestuur",
    )


def test_the_words_say_which_programme_it_is(route: Route) -> None:
    assert "Er is nog geen versie vastgesteld" in read_printed(build_document(route), source="vastgesteld").words
    adopt(route)
    same = build_document(route)
    assert read_printed(same).words == "Dit is versie 3, vastgesteld op 2 mei 2026 door Het bestuur."
    assert "gelijk aan versie 3" in read_printed(same, source="bord").words
    Unit.objects.filter(route=route, key="nl").update(locked=True)
    assert read_printed(build_document(route)).changed is False
    Placement.objects.filter(route=route, unit__key="nl", period=1).update(hours=19)
    changed = build_document(route)
    printed = read_printed(changed)
    assert (printed.source, printed.changed) == (Source.ADOPTED, True)
    assert "Het bord is daarna gewijzigd" in printed.words
    assert cells(lesson_years(printed.document)[0])[0] == "50.00"
    board = read_printed(changed, source="bord")
    assert "een concept. Versie 3" in board.words
    assert cells(lesson_years(board.document)[0])[0] == "49.00"


def test_a_choice_that_does_not_exist_is_not_found(route: Route, person: User) -> None:
    client = client_of(person)
    for name in ("lessons", "hours_norms", "board_print", "overview_pdf", "overview_xlsx"):
        url = reverse(name, args=[route.pk])
        assert client.get(url, {"voor": "niemand"}).status_code == 404
        assert client.get(url, {"programma": "ooit"}).status_code == 404


# -- hours against norms ---------------------------------------------------------------------------


def agree(route: Route, **values: Any) -> None:
    HoursAgreement.objects.create(route=route, title="afspraak", **values)


@pytest.mark.parametrize(
    ("values", "planned", "rest", "answer", "difference"),
    [
        ({"least": 30, "side": "samen", "last_year": 1}, "30", "0", Answer.MET, "0"),
        ({"least": 40, "side": "samen"}, "30", "0", Answer.SHORT, "-10"),
        ({"least": 60, "side": "mbo"}, "48.5", "15.5", Answer.UNKNOWN, "-11.5"),
        ({"least": 70, "side": "mbo"}, "48.5", "15.5", Answer.SHORT, "-21.5"),
        ({"most": 90, "hour_kind": "begeleid"}, "90.5", "15.5", Answer.OVER, "0.5"),
        ({"most": 100, "hour_kind": "begeleid"}, "90.5", "15.5", Answer.UNKNOWN, "-9.5"),
        ({"least": 10, "most": 60, "hour_kind": "begeleid", "side": "vmbo"}, "36", "0", Answer.MET, "26"),
        # A unit that may still come to lie in this year makes it unknown.
        ({"least": 100, "last_year": 1}, "98", "15.5", Answer.UNKNOWN, "-2"),
        # Self study counts only when an agreement is about it.
        ({"least": 12, "hour_kind": "zelfstudie"}, "12", "0", Answer.MET, "0"),
    ],
)
def test_an_agreement_is_judged_on_what_is_on_the_board(
    route: Route, values: dict[str, Any], planned: str, rest: str, answer: Answer, difference: str
) -> None:
    agree(route, **values)
    found = line(build_document(route), "afspraak")
    assert (found.planned, found.unplaced) == (Decimal(planned), Decimal(rest))
    assert (found.answer, found.difference) == (answer, Decimal(difference))


def test_an_agreement_holds_for_its_own_variants_only(route: Route) -> None:
    agreement = HoursAgreement.objects.create(route=route, title="afspraak", least=1)
    agreement.variants.add(Variant.objects.get(route=route, key="instroom"))
    rows = [row for row in norm_lines(build_document(route), on=DAY) if row.title == "afspraak"]
    assert [row.audience.key for row in rows] == ["instroom"]


def test_the_norms_of_the_law_are_named_with_their_article(document: RouteDocument) -> None:
    found = line(document, "begeleide onderwijsuren (bol)")
    assert (found.source, found.least, found.planned) == ("WVO 2020 art. 2.107h", 2700, Decimal("90.5"))
    assert (found.answer, found.to_confirm) == (Answer.SHORT, False)
    # 2700 - 90.5 - 15.5
    assert found.words.startswith("2.594 klokuur te weinig")
    assert line(document, "bpv (bol)").difference == Decimal("-476")
    assert line(document, "onderwijstijd (bol)").planned == Decimal("122.5")


def test_a_variant_is_judged_by_its_own_leertraject(route: Route) -> None:
    other = RouteQualification.objects.get(route=route)
    other.pk, other.key, other.leertraject = None, "q-bbl", "BBL"
    other.qualification = type(other.qualification).objects.get(crebo="25829")
    other.save()
    Variant.objects.filter(route=route, key="metselen").update(qualification=other)
    rows = [row for row in norm_lines(build_document(route), on=DAY) if row.audience.key == "metselen"]
    assert {(row.title, row.source) for row in rows} == {
        ("onderwijstijd (bbl)", "WVO 2020 art. 2.107i"),
        ("begeleide onderwijsuren (bbl)", "WVO 2020 art. 2.107i"),
        ("bpv (bbl)", "WVO 2020 art. 2.107i"),
    }


def test_a_norm_that_is_not_confirmed_says_so(route: Route) -> None:
    Cohort.objects.filter(route=route).update(start_year=2026)
    assert line(build_document(route), "onderwijstijd (bol)").to_confirm is True


def test_where_the_law_leaves_it_open_the_answer_is_unknown(route: Route) -> None:
    """Other onderwijstijd in leerjaar 3 and 4 may count as guided; nobody here decides that it does."""
    Variant.objects.filter(route=route).delete()
    Unit.objects.filter(route=route, key="nl").update(hours=2600)
    Placement.objects.filter(route=route, unit__key="nl", period=1).update(hours=2584)
    Unit.objects.filter(route=route, key="week").update(hours=100, first_year=1, last_year=2)
    found = line(build_document(route), "begeleide onderwijsuren (bol)", who="")
    assert (found.least, found.answer) == (None, Answer.UNKNOWN)
    assert "overige onderwijstijd" in found.words


def test_before_the_new_norm_fewer_hours_may_do_so_it_is_unknown(document: RouteDocument) -> None:
    of_then = law.in_law_year(document, 2025)
    rows = [row for row in norm_lines(of_then, on=date(2026, 3, 1)) if row.audience.key == "metselen"]
    assert {row.answer for row in rows if row.url} == {Answer.UNKNOWN}


# -- pages -----------------------------------------------------------------------------------------


def test_the_pages_show_figures_and_what_is_not_placed(route: Route, person: User) -> None:
    client = client_of(person)
    lessons = client.get(reverse("lessons", args=[route.pk]), {"voor": "metselen"}).content.decode()
    for text in ("Totaal vmbo", "5,44", "alleen metselen", "telt niet mee", "Nog niet geplaatst", "15,5"):
        assert text in lessons
    assert "wat een leerling van <strong>metselen</strong> volgt" in lessons
    everybody = client.get(reverse("lessons", args=[route.pk])).content.decode()
    assert "niet het aantal uren van één leerling" in everybody
    norms = client.get(reverse("hours_norms", args=[route.pk]), {"voor": "instroom"}).content.decode()
    assert "te weinig" in norms
    assert "art. 2.107h" in norms
    assert '<h2 id="wie-1">Instroom' in norms
    assert "Metselen</h2>" not in norms
    paper = client.get(reverse("board_print", args=[route.pk]), {"voor": "metselen"}).content.decode()
    assert "Muur metselen</b><small>30 uur · bundel</small>" in paper
    assert paper.count('class="paper block"') == 2


def test_the_board_and_step_5_lead_to_them(bwi: Route, leader_client: Client) -> None:
    board = leader_client.get(reverse("board", args=[bwi.pk])).content.decode()
    for name in ("lessons", "hours_norms", "board_print", "overview_pdf", "overview_xlsx"):
        assert f'href="{reverse(name, args=[bwi.pk])}?programma=bord"' in board
    step = leader_client.get(reverse("route_step", args=[bwi.pk, 5])).content.decode()
    assert reverse("lessons", args=[bwi.pk]) in step


# -- PDF and XLSX ----------------------------------------------------------------------------------


def test_the_pdf_holds_board_lessentabel_norms_and_who_adopted(route: Route, person: User) -> None:
    adopt(route)
    answer = client_of(person).get(reverse("overview_pdf", args=[route.pk]), {"voor": "metselen"})
    assert answer["Content-Disposition"].startswith('attachment; filename="programma-route-')
    text = pdf_text(answer.content)
    for expected in (
        "Dit is versie 3",
        "Het bestuur",
        "Nederlands: 20",
        "5,44 p.w.",
        "122,5",
        HOSTILE,
        "2.107h",
        "ten minste 2.700",
        "2.594",
        "15,5 klokuur",
    ):
        assert expected in text


def book_of(route: Route, person: User, **choice: str) -> Workbook:
    answer = client_of(person).get(reverse("overview_xlsx", args=[route.pk]), choice)
    return load_workbook(io.BytesIO(answer.content))


def test_the_spreadsheet_adds_up_by_its_own_formulas(route: Route, person: User, document: RouteDocument) -> None:
    book = book_of(route, person, voor="metselen")
    assert book.sheetnames == [
        "Overzicht",
        "Lessentabel leerjaar 3",
        "Lessentabel leerjaar 4",
        "Plaatsingen",
        "Onderdelen",
    ]
    for year in lesson_years(of(document, "metselen")):
        sheet = book[f"Lessentabel {year.label}"]
        heads = [cell.value for cell in sheet[1]]
        by_name: dict[str, list[Any]] = {
            str(row[1].value): [worked_out(book, sheet, cell.coordinate) for cell in row] for row in sheet.iter_rows()
        }
        taught = by_name["onderwijstijd"]
        assert taught[heads.index("Hele jaar")] == year.taught.year.hours
        assert taught[heads.index("Hele jaar per week")].quantize(Decimal("0.01")) == year.taught.year.per_week
        for period, cell in zip(year.periods, year.taught.cells, strict=True):
            assert taught[heads.index(f"Periode {period.number}")] == cell.hours
            week = taught[heads.index(f"Periode {period.number} per week")]
            assert week.quantize(Decimal("0.01")) == cell.per_week
        for kind, row in year.kinds:
            assert by_name[kind.label][heads.index("Hele jaar")] == row.year.hours
        for group in year.groups:
            assert group.side
            assert by_name[f"Totaal {group.side.label}"][heads.index("Hele jaar")] == group.total.year.hours
        assert sheet.freeze_panes == "C2"
    first = book["Lessentabel leerjaar 3"]
    alone = next(row for row in first.iter_rows() if row[1].value == "Totaal zelfstudie")
    assert worked_out(book, first, alone[7].coordinate) == 12


def test_the_front_sheet_and_the_units_follow_from_the_other_sheets(route: Route, person: User) -> None:
    book = book_of(route, person, voor="metselen")
    front = book["Overzicht"]
    rows = {str(row[0].value): [worked_out(book, front, cell.coordinate) for cell in row] for row in front.iter_rows()}
    assert rows["leerjaar 3"][1:6] == [66, 24, 8, 98, 12]
    assert rows["hele route"][1:6] == [Decimal("90.5"), 24, 8, Decimal("122.5"), 12]
    norm = rows["begeleide onderwijsuren (bol)"]
    assert norm[3:9] == [Decimal("90.5"), Decimal("15.5"), 2700, None, Decimal("-2609.5"), "te weinig"]
    units = book["Onderdelen"]
    placed = {
        row[1].value: (worked_out(book, units, row[3].coordinate), worked_out(book, units, row[4].coordinate))
        for row in units.iter_rows(min_row=2)
    }
    assert placed[HOSTILE] == (Decimal("24.5"), Decimal("15.5"))
    assert placed["Nederlands"] == (36, 0)
    assert placed["Totaal"] == (Decimal("134.5"), Decimal("15.5"))


def test_titles_that_look_like_formulas_stay_texts(route: Route, person: User) -> None:
    Unit.objects.filter(route=route, key="nl").update(title="+1\x0b-2", place="@SUM(A1)")
    Variant.objects.filter(route=route, key="metselen").update(title="=1+1")
    Route.objects.filter(pk=route.pk).update(name='=HYPERLINK("http://x")')
    book = book_of(route, person)
    found = {
        cell.value: cell.data_type
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value[:1] in "=+@"
    }
    texts = {value for value, kind in found.items() if kind != "f"}
    assert texts == {HOSTILE, "+1-2", "@SUM(A1)", "=1+1", '=HYPERLINK("http://x")'}
    formulas = [value for value, kind in found.items() if kind == "f"]
    assert formulas
    own = re.compile(r"=(SUM(IF)?\([^()]+\)|'Lessentabel [^']+'![A-Z]+\d+|[A-Z]+\d+([-+/][A-Z]+\$?\d+)*)")
    assert [value for value in formulas if not own.fullmatch(value)] == []
    for sheet in book.worksheets:
        assert sheet.freeze_panes
        assert all(11 <= column.width <= 60 for column in sheet.column_dimensions.values())


def test_an_empty_route_has_its_files_too(person: User) -> None:
    empty = factories.route(person)
    book = book_of(empty, person)
    assert book.sheetnames == ["Overzicht", "Plaatsingen", "Onderdelen"]
    answer = client_of(person).get(reverse("overview_pdf", args=[empty.pk]))
    assert "Er is nog geen versie vastgesteld" in pdf_text(answer.content)
