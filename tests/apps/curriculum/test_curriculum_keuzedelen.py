"""May a keuzedeel be chosen with a qualification? And the generic parts, which every qualification has."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import factories
import pytest
from django.test import Client
from helpers import ROOT, client_of
from test_curriculum_import import XML, xml
from test_curriculum_sheet import outcomes, sheet

from naadloos.curriculum.importers import Origin, import_sbb, import_xlsx, sbb
from naadloos.curriculum.models import GenericPart, Keuzedeel, KeuzedeelLink, Qualification, TextChange
from naadloos.curriculum.sheet import write_catalogue
from naadloos.curriculum.shipped import load_shipped, read
from naadloos.curriculum.verdicts import KeuzedeelOutcome, keuzedeel_verdict, keuzedeel_verdicts
from naadloos.organisations.models import User
from naadloos.programme.models import Keuzedeel as ChosenKeuzedeel
from naadloos.programme.queries import keuzedeel_answers

Row = dict[str, Any]
DEEL: Row = {"kant": "mbo", "soort": "keuzedeel", "code": "K0023", "titel": "Deel", "klokuren": 240}
LINK: Row = {
    "kant": "mbo",
    "soort": "keuzedeelkoppeling",
    "code": "k0023",
    "crebo": "25786",
    "oordeel": "gekoppeld",
    "bron": "Lijst van SBB",
    "datum": "01-10-2026",
}


@pytest.fixture
def deel(db: None) -> Keuzedeel:
    return Keuzedeel.objects.create(code="K0023", title="Deel", hours=240)


def link(deel: Keuzedeel, crebo: str, kind: str) -> KeuzedeelLink:
    return KeuzedeelLink.objects.create(
        keuzedeel=deel,
        qualification=Qualification.objects.get(crebo=crebo),
        kind=kind,
        source="Lijst van SBB",
        dated=date(2026, 10, 1),
    )


@pytest.mark.parametrize(
    ("kind", "outcome", "said"),
    [
        ("gekoppeld", KeuzedeelOutcome.MAY, "gekoppeld aan crebo 25786 (Lijst van SBB, 1 oktober 2026)"),
        (
            "overlap",
            KeuzedeelOutcome.OBJECTION,
            "overlap met crebo 25786: ga na of het keuzedeel mag meetellen (Lijst van SBB, 1 oktober 2026)",
        ),
        ("ondoelmatig", KeuzedeelOutcome.OBJECTION, "ondoelmatig bij crebo 25786 (Lijst van SBB, 1 oktober 2026)"),
    ],
)
def test_what_a_source_says(deel: Keuzedeel, kind: str, outcome: KeuzedeelOutcome, said: str) -> None:
    link(deel, "25786", kind)
    verdict = keuzedeel_verdict(" k 0023", ["25786"])
    assert (verdict.outcome, verdict.text, verdict.code) == (outcome, said, "K0023")


def test_no_source_is_unknown_and_never_good(deel: Keuzedeel) -> None:
    verdict = keuzedeel_verdict("K0023", ["25786"])
    assert (verdict.outcome, verdict.text) == (KeuzedeelOutcome.UNKNOWN, "onbekend: SBB-lijst niet ingelezen")
    other = Keuzedeel.objects.create(code="K0024", title="Ander")
    link(other, "25786", "gekoppeld")
    assert keuzedeel_verdict("K0023", ["25786"]).text == ("onbekend: staat niet in de ingelezen lijst voor crebo 25786")
    assert keuzedeel_verdict("K0024", []).text == "onbekend: de route heeft nog geen mbo-opleiding"
    assert keuzedeel_verdict("", ["25786"]).text == "onbekend: vul de code van het keuzedeel in"
    assert keuzedeel_verdict("", ["25786"]).outcome == KeuzedeelOutcome.UNKNOWN


def test_the_worst_answer_of_more_qualifications_counts(deel: Keuzedeel) -> None:
    link(deel, "25786", "gekoppeld")
    assert keuzedeel_verdict("K0023", ["25786", "25829"]).outcome == KeuzedeelOutcome.UNKNOWN
    link(deel, "25829", "overlap")
    found = keuzedeel_verdict("K0023", ["25786", "25829", "25589"])
    assert found.outcome == KeuzedeelOutcome.OBJECTION
    assert found.text.startswith("overlap met crebo 25829")
    assert [answer.outcome for answer in found.answers] == [
        KeuzedeelOutcome.MAY,
        KeuzedeelOutcome.OBJECTION,
        KeuzedeelOutcome.UNKNOWN,
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_verdicts(db: None, django_assert_num_queries: Any, number: int) -> None:
    codes = [f"K000{place}" for place in range(number)]
    for code in codes:
        link(Keuzedeel.objects.create(code=code, title="Deel"), "25786", "gekoppeld")
    with django_assert_num_queries(2):
        found = keuzedeel_verdicts(codes, ["25786", "25829"])
    assert set(found) == set(codes)


# -- how it comes in -------------------------------------------------------------------------------


def test_rows_of_the_spreadsheet(db: None, tmp_path: Path) -> None:
    path = sheet(tmp_path, LINK, LINK | {"crebo": "25829, 25589", "oordeel": "Overlap"}, DEEL)
    report = import_xlsx(path)
    assert [(place, outcome) for place, outcome, _why in outcomes(report)] == [
        ("rij 2, K0023 25786", "overgenomen"),
        ("rij 3, K0023 25829", "overgenomen"),
        ("rij 3, K0023 25589", "overgenomen"),
        ("rij 4, K0023", "overgenomen"),
    ]
    found = KeuzedeelLink.objects.get(qualification__crebo="25786")
    assert (found.kind, found.source, found.dated) == ("gekoppeld", "Lijst van SBB", date(2026, 10, 1))
    assert {item.crebo for item in Keuzedeel.objects.get().qualifications} == {"25786"}
    assert import_xlsx(path).changed_nothing
    again = tmp_path / "catalogus.xlsx"
    again.write_bytes(write_catalogue())
    report = import_xlsx(again)
    assert report.changed_nothing
    assert report.counts["geweigerd"] == 0


def test_another_answer_is_a_change_of_the_qualification(db: None, tmp_path: Path) -> None:
    import_xlsx(sheet(tmp_path, DEEL, LINK))
    import_xlsx(sheet(tmp_path, LINK | {"oordeel": "ondoelmatig"}))
    change = TextChange.objects.get()
    assert (change.thing, change.unit, change.old, change.new, change.field_label) == (
        "keuzedeelkoppeling",
        "25786",
        "gekoppeld",
        "ondoelmatig",
        "oordeel",
    )


def test_without_source_and_day_those_of_the_file_count_once(db: None, tmp_path: Path) -> None:
    bare = LINK | {"bron": None, "datum": None}
    import_xlsx(sheet(tmp_path, DEEL, bare), Origin("lijst.xlsx", "lijst 2026", date(2026, 9, 1)))
    found = KeuzedeelLink.objects.get()
    assert (found.source, found.dated) == ("lijst 2026", date(2026, 9, 1))
    import_xlsx(sheet(tmp_path, bare), Origin("anders.xlsx", "lijst 2027", date(2027, 9, 1)))
    found.refresh_from_db()
    assert (found.source, found.dated) == ("lijst 2026", date(2026, 9, 1))


def test_a_crebo_in_the_row_of_a_keuzedeel_links_it_but_changes_no_answer(db: None, tmp_path: Path) -> None:
    import_xlsx(sheet(tmp_path, DEEL, LINK | {"oordeel": "overlap"}))
    import_xlsx(sheet(tmp_path, DEEL | {"crebo": "25786, 25829"}))
    assert dict(KeuzedeelLink.objects.values_list("qualification__crebo", "kind")) == {
        "25786": "overlap",
        "25829": "gekoppeld",
    }


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (LINK | {"code": "K0099"}, "niet bekend"),
        (LINK | {"oordeel": "goed"}, "gekoppeld, overlap of ondoelmatig"),
        (LINK | {"oordeel": None}, "gekoppeld, overlap of ondoelmatig"),
        (LINK | {"crebo": None}, "crebo ontbreekt"),
        (LINK | {"crebo": "99999"}, "99999"),
        (LINK | {"datum": "gisteren"}, "geen datum"),
    ],
)
def test_a_wrong_row_is_refused_with_a_reason(db: None, tmp_path: Path, row: Row, said: str) -> None:
    report = import_xlsx(sheet(tmp_path, DEEL, row))
    refused = [line for line in report.lines if line.outcome == "geweigerd"]
    assert len(refused) == 1
    assert said in refused[0].reason
    assert not KeuzedeelLink.objects.exists()


def test_a_keuzedeel_within_a_profile_of_sbb_is_linked(db: None, tmp_path: Path) -> None:
    text = XML.replace(
        "<profieltaken>", '<keuzedelen><keuzedeel code="K0023" titel="Deel"/></keuzedelen><profieltaken>'
    )
    path = xml(tmp_path, text)
    import_sbb(path)
    found = KeuzedeelLink.objects.get()
    assert (found.keuzedeel.code, found.qualification.crebo, found.kind, found.source) == (
        "K0023",
        "29999",
        "gekoppeld",
        sbb.SOURCE,
    )
    assert import_sbb(path).changed_nothing


# As before the migrations were squashed: a new database would not stop half-way.
HALF_WAY = """
import sys
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from naadloos.curriculum.shipped import load_shipped
executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False
executor.loader.build_graph()
executor.migrate([("curriculum", executor.loader.get_migration_by_prefix("curriculum", sys.argv[1]).name)])
load_shipped()
"""


def test_links_of_before_are_kept_when_the_database_moves_on(tmp_path: Path) -> None:
    """In a database of its own, because moving back and forth would empty the one of the other tests."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"NAADLOOS_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "naadloos.settings.base"}

    def run(*words: str) -> None:
        subprocess.run([sys.executable, *words], env=environment, check=True, cwd=ROOT / "src")

    def migrate(name: str) -> None:
        run("-c", HALF_WAY, name)

    def ask(question: str) -> list[Any]:
        with contextlib.closing(sqlite3.connect(tmp_path / "naadloos.sqlite3")) as database, database:
            return database.execute(question).fetchall()

    migrate("0004")
    ask("insert into curriculum_keuzedeel (id, code, title) values (7, 'K0023', 'Deel')")
    ask("""insert into curriculum_keuzedeel_qualifications (keuzedeel_id, qualification_id)
        select 7, id from curriculum_qualification where crebo = '25786'""")
    migrate("0006")
    links = """select crebo, kind, curriculum_keuzedeellink.source, dated from curriculum_keuzedeellink
        join curriculum_qualification on curriculum_qualification.id = qualification_id"""
    assert ask(links) == [("25786", "gekoppeld", "", None)]
    migrate("0004")
    assert ask("select count(*) from curriculum_keuzedeel_qualifications") == [(1,)]
    # And all the way, as a start of the product does: what is new here comes in one go, the catalogue step by step.
    run("-m", "django", "migrate", "--verbosity", "0")
    assert ask(links) == [("25786", "gekoppeld", "", None)]
    applied = {name for (name,) in ask("select name from django_migrations where app = 'curriculum'")}
    assert {"0005_copy_keuzedeel_links", "0001_squashed_0007_withdrawn_kern_and_domains"} <= applied


# -- where it is shown -----------------------------------------------------------------------------


@pytest.fixture
def client(outsider: User) -> Client:
    return client_of(outsider)


def page_of(client: Client, crebo: str) -> str:
    return str(client.get(f"/curriculum/opleiding/{crebo}/").content.decode())


def test_the_page_of_an_opleiding(client: Client, deel: Keuzedeel) -> None:
    assert "lijst van SBB met keuzedelen bij deze opleiding is niet ingelezen" in page_of(client, "25786")
    link(deel, "25786", "overlap")
    page = page_of(client, "25786")
    for words in ("K0023", "240", "bezwaar", "overlap met crebo 25786", "1 oktober 2026"):
        assert words in page


def test_step_five_shows_the_answer_for_the_opleidingen_of_the_route(deel: Keuzedeel) -> None:
    person = factories.person()
    route = factories.route(person)
    rows = [
        ChosenKeuzedeel.objects.create(route=route, code=code, title=title, sbu=240)
        for code, title in (("k0023", "Deel"), ("K0999", "Ander"), ("", "Zonder code"))
    ]
    assert keuzedeel_answers(route, rows) == [
        "onbekend: SBB-lijst niet ingelezen",
        "onbekend: SBB-lijst niet ingelezen",
        "onbekend: vul de code van het keuzedeel in",
    ]
    link(deel, "25786", "gekoppeld")
    page = client_of(person).get(f"/routes/{route.pk}/stap/5/").content.decode()
    assert "Bij de opleidingen van de route" in page
    assert "mag: gekoppeld aan crebo 25786 (Lijst van SBB, 1 oktober 2026)" in page
    assert "onbekend: staat niet in de ingelezen lijst voor crebo 25786" in page


# -- generic parts ---------------------------------------------------------------------------------


def test_the_generic_parts_of_each_level(db: None) -> None:
    found: dict[int, dict[str, tuple[str, bool]]] = {}
    for part in GenericPart.objects.all():
        found.setdefault(part.level, {})[part.code] = (part.reference_level, part.reference_confirmed)
    assert found == {
        1: {"NE": ("", False), "RE": ("", False), "LB": ("voldaan of niet voldaan", True)},
        2: {
            "NE": ("2F", False),
            "RE": ("rekenen mbo-niveau 2", False),
            "LB": ("voldaan of niet voldaan", True),
        },
        3: {"NE": ("2F", True), "RE": ("rekenen mbo-niveau 3", False), "LB": ("voldaan of niet voldaan", True)},
        4: {
            "NE": ("3F", True),
            "RE": ("rekenen mbo-niveau 4", False),
            "EN": ("lezen en luisteren B1; schrijven, spreken en gesprekken A2", True),
            "LB": ("voldaan of niet voldaan", True),
        },
    }
    assert not GenericPart.objects.filter(source="").exists()
    assert not GenericPart.objects.filter(reference_source="").exclude(reference_level="").exists()


def test_a_better_file_replaces_what_was_there(db: None) -> None:
    before = list(GenericPart.objects.values())
    load_shipped()
    assert list(GenericPart.objects.values()) == before
    GenericPart.objects.filter(level=2, code="NE").update(reference_level="oud")
    load_shipped()
    assert list(GenericPart.objects.values()) == before
    assert {part["code"] for part in read("generiek")["parts"]} == {"NE", "RE", "EN", "LB"}


def test_the_page_says_what_is_not_confirmed_and_what_is_not_known(client: Client) -> None:
    page = page_of(client, "25786")
    assert page.count("te bevestigen") == 3  # the dossier, and 2F and rekenen of level 2
    assert "Engels" not in page
    entree = Qualification.objects.create(crebo="29972", name="Entree", level=1)
    assert page_of(client, entree.crebo).count('<span class="unknown">onbekend</span>') == 2
    assert "lezen en luisteren B1" in page_of(client, "25655")
