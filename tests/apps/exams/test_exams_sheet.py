"""A PTA or examenplan out as a spreadsheet and in again: preview first, own and foreign columns, hostile files."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import factories
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from helpers import ROOT, client_of
from openpyxl import Workbook, load_workbook

from naadloos.curriculum.models import Qualification
from naadloos.exams.models import Assessment
from naadloos.exams.required import coverage_of
from naadloos.exams.sheet import COLUMNS, SHEET, head_name
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes.models import Route, RouteQualification
from naadloos.routes.portable import build_document

OER = ROOT.parent / "shared" / "data" / "mbo_oer_extract_ruw.json"


@pytest.fixture
def person(db: None) -> User:
    return factories.person("Leida Projectleider")


@pytest.fixture
def route(person: User) -> Route:
    return factories.route_with_module(person, "P/BWI/02")


@pytest.fixture
def client(person: User) -> Client:
    return client_of(person)


def packed(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def preview(route: Route, client: Client, content: bytes) -> Any:
    url = reverse("exam_import", args=[route.pk])
    return client.post(url, {"file": SimpleUploadedFile("pta.xlsx", content)})


def confirm(route: Route, client: Client, answer: Any) -> Any:
    shown = answer.context
    url = reverse("exam_import", args=[route.pk])
    return client.post(url, {"lines": shown["packed"], "seen": shown["seen"]})


def outcomes(answer: Any) -> list[tuple[str, str]]:
    return [(line.title, line.outcome.value) for line in answer.context["lines"]]


def test_out_and_in_again_changes_nothing(bwi: Route, leader_client: Client) -> None:
    content = leader_client.get(reverse("exam_sheet", args=[bwi.pk])).content
    before = build_document(bwi).exams
    answer = preview(bwi, leader_client, content)
    assert {outcome for _title, outcome in outcomes(answer)} == {"ongewijzigd"}
    assert len(answer.context["lines"]) == len(before.assessments)
    assert answer.context["writes"] == 0
    assert build_document(bwi).exams == before


def test_the_template_has_examples_that_are_never_taken(route: Route, client: Client) -> None:
    content = client.get(reverse("exam_sheet", args=[route.pk]), {"leeg": "1"}).content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == [SHEET, "Uitleg"]
    assert book[SHEET].max_row == 3
    assert {outcome for _title, outcome in outcomes(preview(route, client, content))} == {"overgeslagen"}


def test_every_own_head_is_recognised() -> None:
    assert [head_name(column.head) for column in COLUMNS] == [column.name for column in COLUMNS]


def test_nothing_is_stored_before_the_yes_and_all_of_it_after(route: Route, client: Client) -> None:
    old = Assessment.objects.create(
        route=route, title="Muur", subject="Bouw", kind="SE", counts_for="vmbo", side="vmbo", route_year=2, period=1
    )
    content = packed(
        (
            "PTA",
            [
                ["PTA van onze school", None],
                [
                    "Toets",
                    "Vak",
                    "Toetsvorm",
                    "Leerjaar",
                    "Periode",
                    "Weging (%)",
                    "Duur (min.)",
                    "Deeltaken",
                    "Herkansbaar",
                    "Soort",
                ],
                ["Muur", "bouw", "praktijk", "4", "P2", "50%", "2 uur", "P/BWI/2.1", "ja", "SE"],
                [
                    "Fundering",
                    None,
                    "praktijk",
                    "leerjaar 3",
                    4,
                    50,
                    "90 min",
                    "P/BWI/02",
                    "nee",
                    "praktische opdracht",
                ],
                ["Zonder jaar", None, None, "1", 1, None, None, None, None, "SE"],
                ["Andere module", None, None, 3, 1, None, None, "P/BWI/01/01", None, "SE"],
                ["Twee perioden", None, None, 3, "2-3", None, None, None, None, "SE"],
                ["Muur", None, None, 4, 1, None, None, None, None, "SE"],
                ["Formule", None, None, 4, 1, "=1+1", None, None, None, "SE"],
            ],
        )
    )
    answer = preview(route, client, content)
    assert outcomes(answer) == [
        ("Muur", "gewijzigd"),
        ("Fundering", "nieuw"),
        ("Zonder jaar", "geweigerd"),
        ("Andere module", "geweigerd"),
        ("Twee perioden", "geweigerd"),
        ("Muur", "geweigerd"),
        ("Formule", "geweigerd"),
    ]
    text = answer.content.decode()
    for reason in (
        "schrijf leerjaar 3",
        "hoort niet bij de gekozen modules",
        "niet één nummer",
        "al eerder",
        "formule",
    ):
        assert reason in text
    assert Assessment.objects.filter(route=route).count() == 1
    assert confirm(route, client, answer).status_code == 302
    old.refresh_from_db()
    assert (old.form, old.period, old.weight, old.minutes, old.retake) == ("praktijk", 2, 50, 120, "ja")
    new = Assessment.objects.get(route=route, title="Fundering")
    # The subject was merged over the rows; a module stands for all its deeltaken.
    assert (new.subject, new.kind, new.counts_for, new.retakes) == ("bouw", "PO", "vmbo", 0)
    assert new.deeltaken.count() == 4
    assert HistoryEntry.objects.filter(subject__contains="uit een Excel-bestand").count() == 2
    assert {outcome for _title, outcome in outcomes(preview(route, client, content))} == {"ongewijzigd", "geweigerd"}


def test_an_empty_cell_leaves_what_is_there(route: Route, client: Client) -> None:
    row = Assessment.objects.create(
        route=route, title="Muur", kind="SE", counts_for="vmbo", side="vmbo", route_year=2, period=1, form="praktijk"
    )
    content = packed(("PTA", [["sleutel", "toets", "vorm", "week"], [row.key, "Muurtje", None, 11]]))
    answer = preview(route, client, content)
    assert answer.context["lines"][0].changes == (("titel", "Muur", "Muurtje"), ("week", "—", "11"))
    confirm(route, client, answer)
    row.refresh_from_db()
    assert (row.title, row.form, row.week) == ("Muurtje", "praktijk", 11)


def test_a_route_that_changed_since_is_shown_again(route: Route, client: Client) -> None:
    content = packed(("PTA", [["toets", "soort", "leerjaar", "periode"], ["Muur", "SE", 4, 1]]))
    answer = preview(route, client, content)
    Assessment.objects.create(
        route=route, title="Muur", kind="PO", counts_for="vmbo", side="vmbo", route_year=1, period=1
    )
    again = confirm(route, client, answer)
    assert again.status_code == 409
    assert outcomes(again) == [("Muur", "gewijzigd")]
    assert Assessment.objects.get(route=route).kind == "PO"


def test_a_list_that_was_tampered_with_is_refused(route: Route, client: Client) -> None:
    content = packed(("PTA", [["toets", "soort", "leerjaar", "periode"], ["Muur", "SE", 4, 1]]))
    answer = preview(route, client, content)
    url = reverse("exam_import", args=[route.pk])
    assert (
        client.post(url, {"lines": answer.context["packed"] + "x", "seen": answer.context["seen"]}).status_code == 302
    )
    other = factories.route(User.objects.get(name="Leida Projectleider"))
    client.post(reverse("exam_import", args=[other.pk]), {"lines": answer.context["packed"], "seen": ""})
    assert not Assessment.objects.filter(route__in=[route, other]).exists()


def with_doctype() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed(("PTA", [["toets", "vak"]])))) as good, zipfile.ZipFile(stream, "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            bad.writestr(name, data)
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * (101 * 1024 * 1024))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"geen excel", "geen Excel-bestand"),
        (with_doctype(), "DOCTYPE"),
        (bomb(), "te groot"),
        (packed(("Blad", [["docent", "lokaal"], ["Jansen", "A1"]])), "herkent geen kolommen"),
        (packed(("PTA", [["toets", "vak"], *[[f"t{n}", "v"] for n in range(600)]])), "meer dan 500 rijen"),
    ],
    ids=["no excel", "doctype", "bomb", "no heads", "many rows"],
)
def test_a_hostile_or_strange_file_is_refused(route: Route, client: Client, content: bytes, words: str) -> None:
    answer = preview(route, client, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Assessment.objects.filter(route=route).exists()


def test_a_text_that_begins_with_a_sign_stays_a_text(route: Route, client: Client) -> None:
    Assessment.objects.create(
        route=route, title="=1+1", kind="SE", counts_for="vmbo", side="vmbo", route_year=2, period=1
    )
    book = load_workbook(io.BytesIO(client.get(reverse("exam_sheet", args=[route.pk])).content))
    cell = book[SHEET]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("cells", "werkprocessen"),
    [
        ({"kerntaak": "B1-K2"}, 5),
        ({"kerntaak": "B1-K1: Voert metselwerk uit", "werkproces": "W1 t/m W3"}, 3),
        ({"werkproces": "25786 B1-K1-W1; B1-K2-W1"}, 2),
        ({"werkproces": "25786-b1-k1-w1 Richt werkplek in, B1-K1-W2 Verricht stelwerk"}, 2),
    ],
)
def test_codes_of_the_mbo_as_schools_write_them(
    route: Route, client: Client, cells: dict[str, str], werkprocessen: int
) -> None:
    content = packed(("Examenplan", [["examen", "studiejaar", "blok", *cells], ["Proeve", "1", "4", *cells.values()]]))
    answer = preview(route, client, content)
    assert outcomes(answer) == [("Proeve", "nieuw")], answer.context["lines"]
    confirm(route, client, answer)
    row = Assessment.objects.get(route=route)
    assert (row.counts_for, row.side, row.route_year, row.period) == ("mbo", "mbo", 3, 4)
    assert row.werkprocessen.count() == werkprocessen


def test_a_sheet_named_after_a_year_and_two_opleidingen(route: Route, client: Client) -> None:
    RouteQualification.objects.create(
        route=route, qualification=Qualification.objects.get(crebo="25829"), leertraject="BOL"
    )
    content = packed(
        ("Leerjaar 4", [["toets", "periode", "soort"], ["Muur", 1, "SE"]]),
        (
            "Mbo-jaar 2",
            [
                ["examen", "periode", "kerntaak", "crebo"],
                ["Welke", 1, "B1-K1", None],
                ["Deze", 1, "B1-K1", 25829],
                ["Vreemd", 1, "25180 B1-K1", None],
            ],
        ),
    )
    answer = preview(route, client, content)
    assert [row[1] for row in outcomes(answer)] == ["nieuw", "geweigerd", "nieuw", "geweigerd"]
    assert [line.item.route_year for line in answer.context["lines"] if line.item] == [2, 4]
    assert "zet het crebo erbij" in answer.context["lines"][1].reason
    assert "hoort niet bij de route" in answer.context["lines"][3].reason


# -- a real examenplan -----------------------------------------------------------------------------

GENERIC = [
    ("Instellingsexamen Nederlands", "instellingsexamen", "Nederlands"),
    ("Centraal examen Nederlands", "CE", "Nederlands"),
    ("Instellingsexamen rekenen", "generiek", "Rekenen"),
    ("Loopbaan en burgerschap", "generiek", "Loopbaan en burgerschap"),
]


@pytest.mark.skipif(not OER.is_file(), reason="the real examenplannen are not beside the project")
@pytest.mark.parametrize("crebo", ["25786", "25960"])
def test_a_whole_examenplan_of_a_real_opleiding(route: Route, client: Client, crebo: str) -> None:
    RouteQualification.objects.filter(route=route).update(qualification=Qualification.objects.get(crebo=crebo))
    codes: dict[str, str] = json.loads(Path(OER).read_text(encoding="utf-8"))[crebo]["codes"]
    rows: list[list[Any]] = [["Kerntaak", "Werkproces", "Examenvorm", "Studiejaar", "Periode", "Weging", "Herkansing"]]
    for task in (code for code in codes if "-W" not in code):
        processes = ", ".join(f"{code} {title}" for code, title in codes.items() if code.startswith(f"{task}-W"))
        rows.append([f"{task} {codes[task]}", processes, "Proeve van bekwaamheid", 2, 4, "100%", "ja, één keer"])
    generic = [["Examen", "Soort", "Generiek onderdeel", "Studiejaar", "Periode"], *([*row, 2, 2] for row in GENERIC)]
    answer = preview(route, client, packed(("Beroepsgericht", rows), ("Generiek", generic)))
    lines = answer.context["lines"]
    assert [line.outcome.value for line in lines] == ["nieuw"] * len(lines), [line.reason for line in lines]
    assert confirm(route, client, answer).status_code == 302
    coverage = coverage_of(build_document(route))
    mbo = [group for group in coverage.groups if group.group.side == "mbo"]
    assert len(mbo) == 3
    assert [row.requirement.key for group in mbo for row in group.holes] == []
