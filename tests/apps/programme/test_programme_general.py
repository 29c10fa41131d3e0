"""The kern and the avo-vakken: proposed, judged by both sides as any other pair, kept, and carried along."""

import io
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import factories
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from helpers import client_of
from openpyxl import load_workbook
from pdf_text import pdf_text
from pydantic import ValidationError

from naadloos.curriculum.generic import GenericFacts, LevelStep, Statement, compare_levels, generic_facts
from naadloos.curriculum.importers.avo import import_avo
from naadloos.curriculum.models import (
    AvoDomain,
    CatalogueImport,
    Deeltaak,
    GenericPart,
    Kerndeel,
    Module,
    TextChange,
    Werkproces,
)
from naadloos.engines.overlap import TextUnit, propose_back
from naadloos.engines.route import RouteFileError, dump_document, load_document
from naadloos.engines.route.document import Verdict as Item
from naadloos.organisations.models import User
from naadloos.programme import build, general
from naadloos.programme.coverage import savings_of
from naadloos.programme.general import general_rows
from naadloos.programme.ledger import PairState, read_ledger
from naadloos.programme.models import ProgrammeText, Unit, Verdict
from naadloos.programme.queries import accepted_pairs
from naadloos.programme.workbench import Workbench, read_workbench
from naadloos.routes.actions import copy_route, import_route
from naadloos.routes.models import Route, RoutePartner
from naadloos.routes.portable import build_document
from naadloos.routes.registry import provider_of

KERN = ("PK/BWI/a-01", "25786 B1-K1-W1")
AVO = ("NE/K/7", "MBO2/NE")


@pytest.fixture
def vmbo(db: None) -> User:
    factories.kern_and_avo()
    return factories.person("Sanne van het vmbo")


@pytest.fixture
def route(vmbo: User) -> Route:
    return factories.route_with_module(vmbo)


@pytest.fixture
def mbo(route: Route) -> User:
    return factories.member(route, "docent", "mbo")


def bench(route: Route, user: User) -> Workbench:
    return read_workbench(route, build_document(route), user)


def judge(user: User, route: Route, pair: tuple[str, str], verdict: str, **more: Any) -> Any:
    data = {"deeltaak": pair[0], "werkproces": pair[1], "verdict": verdict, **more}
    return client_of(user).post(reverse("judge", args=[route.pk]), data)


def test_the_kern_and_the_avo_vak_are_proposed(route: Route, vmbo: User) -> None:
    found = {pair.key: pair for pair in bench(route, vmbo).general_listed}
    assert {KERN, AVO} <= set(found)
    assert not [key for key in found if "PREAMBULE" in key[0]]
    # The explanation names the word of each side on its own side.
    assert ("schrijfvaardigheid", "schrijfvaardigheid") in {(t.vmbo, t.mbo) for t in found[AVO].proposal.terms}
    assert "werkplek" in {term.vmbo for term in found[KERN].proposal.terms}


def test_the_words_of_both_sides_are_not_swapped() -> None:
    (found,) = propose_back([TextUnit("m", "schrijven van teksten")], [TextUnit("v", "schrijfwerk en schrijver")])
    assert {term.vmbo for term in found.terms} <= {"schrijfwerk", "schrijver"}
    assert {term.mbo for term in found.terms} <= {"schrijven", "teksten"}


@pytest.mark.parametrize("key", [KERN, AVO])
def test_both_sides_judge_and_agree_or_not(route: Route, vmbo: User, mbo: User, key: tuple[str, str]) -> None:
    judge(vmbo, route, key, "deels", hours="4")
    pair = bench(route, mbo).find(*key)
    assert pair is not None
    assert pair.state == PairState.HALF
    judge(mbo, route, key, "geen")
    assert bench(route, vmbo).general_progress.disagreed == 1
    judge(mbo, route, key, "deels")
    both = bench(route, vmbo)
    pair = both.find(*key)
    assert pair is not None
    assert (pair.state, pair.own and pair.own.hours) == (PairState.AGREED, Decimal(4))
    assert (both.general_progress.judged, both.progress.judged) == (1, 0)
    page = client_of(vmbo).get(reverse("overlap_general", args=[route.pk])).content.decode()
    assert "samen eens" in page
    assert f"1 van {both.general_progress.total} paren door u beoordeeld" in page


def test_one_side_does_not_see_the_other_first_in_a_blind_route(route: Route, vmbo: User, mbo: User) -> None:
    ProgrammeText.objects.create(route=route, blind=True)
    judge(vmbo, route, KERN, "deels")
    query = f"?deeltaak={KERN[0]}&werkproces={KERN[1]}"
    page = client_of(mbo).get(reverse("overlap_pair", args=[route.pk]) + query).content.decode()
    assert "De andere kant heeft geoordeeld" in page
    assert "Sanne van het vmbo, " not in page


def test_undo_and_withdraw(route: Route, vmbo: User) -> None:
    client = client_of(vmbo)
    data = {"deeltaak": AVO[0], "werkproces": AVO[1]}
    for verdict in ("deels", "geheel"):
        client.post(reverse("judge", args=[route.pk]), {**data, "verdict": verdict})
    client.post(reverse("overlap_undo", args=[route.pk]))
    assert Verdict.objects.get(route=route).verdict == "deels"
    client.post(reverse("judge", args=[route.pk]), {**data, "withdraw": "1"})
    assert not Verdict.objects.filter(route=route).exists()


def test_judging_goes_on_within_the_same_list(route: Route, vmbo: User) -> None:
    answer = judge(vmbo, route, AVO, "deels", one="1")
    assert "werkproces=MBO2" in answer.url or "deeltaak=PK" in answer.url
    answer = judge(vmbo, route, AVO, "deels")
    assert "/overlap/algemeen/#" in answer.url


def row(route: Route, **parts: Any) -> Verdict:
    return Verdict(route=route, verdict="deels", side="vmbo", decided_by="x", decided_on=date(2026, 1, 1), **parts)


def test_the_database_keeps_one_of_each_and_one_per_side(route: Route) -> None:
    deeltaak, kern = Deeltaak.objects.get(code="P/BWI/02/01"), Kerndeel.objects.get(code=KERN[0])
    avo, part = AvoDomain.objects.get(code=AVO[0]), GenericPart.objects.get(level=2, code="NE")
    werkproces = Werkproces.objects.get(full_code=KERN[1])
    wrong: list[dict[str, Any]] = [
        {"deeltaak": deeltaak, "kerndeel": kern, "werkproces": werkproces},
        {"kerndeel": kern, "werkproces": werkproces, "generic": part},
        {"avo": avo},
        {"generic": part},
        {},
    ]
    for parts in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            row(route, **parts).save()
    good: list[dict[str, Any]] = [
        {left: value, right: other}
        for left, value in (("deeltaak", deeltaak), ("kerndeel", kern), ("avo", avo))
        for right, other in (("werkproces", werkproces), ("generic", part))
    ]
    for parts in good:
        row(route, **parts).save()
        with pytest.raises(IntegrityError), transaction.atomic():
            row(route, **parts).save()
    assert Verdict.objects.filter(route=route).count() == 6
    assert len(read_ledger(build_document(route).programme.verdicts)) == 6


def test_a_document_refuses_a_verdict_about_nothing_or_two_things() -> None:
    about = {"key": "k", "verdict": "deels", "side": "vmbo", "decided_by": "x", "decided_on": "2026-01-01"}
    for parts in ({}, {"kerndeel": "PK/BWI/a-01"}, {"deeltaak": "P/BWI/02/01", "avo": "NE/K/7", "generic": "MBO2/NE"}):
        with pytest.raises(ValidationError):
            Item.model_validate({**about, **parts})


def test_it_travels_through_a_file_and_a_copy(route: Route, vmbo: User) -> None:
    for key in (KERN, AVO):
        judge(vmbo, route, key, "deels", hours="4", comment="Dit klopt.")
    document = build_document(route)
    again = load_document(dump_document(document))
    assert again.programme.verdicts == document.programme.verdicts
    own = RoutePartner.objects.get(route=route, side="vmbo").organisation
    made = import_route(actor=vmbo, document=again, own=own)
    copied = copy_route(actor=vmbo, route=route, name="Kopie", start_year=2028)
    for other in (made, copied):
        kept = {(item.left, item.right, item.hours) for item in Verdict.objects.filter(route=other)}
        assert kept == {(*KERN, Decimal(4)), (*AVO, Decimal(4))}


def test_a_file_with_a_code_that_the_catalogue_does_not_have_is_refused_with_the_code(route: Route, vmbo: User) -> None:
    judge(vmbo, route, KERN, "deels")
    own = RoutePartner.objects.get(route=route, side="vmbo").organisation
    document = load_document(dump_document(build_document(route)).replace("PK/BWI/a-01", "PK/BWI/a-99"))
    with pytest.raises(RouteFileError) as found:
        import_route(actor=vmbo, document=document, own=own)
    assert "PK/BWI/a-99" in str(found.value)


def test_agreements_of_before_stay_what_they_were(bwi: Route) -> None:
    frozen = provider_of(5).frozen(build_document(bwi))
    assert frozen["programme"]["verdicts"]
    assert all({"deeltaak", "werkproces"} <= set(item) for item in frozen["programme"]["verdicts"])
    assert not any({"kerndeel", "avo", "generic"} & set(item) for item in frozen["programme"]["verdicts"])


def test_a_bundle_is_made_of_deeltaken_and_werkprocessen_alone(route: Route, vmbo: User) -> None:
    judge(vmbo, route, KERN, "deels")
    assert accepted_pairs(route, build_document(route)) == []


def test_out_and_in_through_the_cross_table(route: Route, vmbo: User) -> None:
    client = client_of(vmbo)
    judge(vmbo, route, KERN, "deels")
    book = load_workbook(io.BytesIO(client.get(reverse("crosstable_xlsx", args=[route.pk])).content))
    sheet = book["Overlap"]
    heads = [cell.value for cell in sheet[1]]
    rows = {(line[0].value, line[2].value): line for line in sheet.iter_rows(min_row=2)}
    at = heads.index("oordeel vmbo") if rows[KERN][heads.index("oordeel vmbo")].value else heads.index("oordeel samen")
    assert rows[KERN][at].value == "deels"
    rows[KERN][at].value = "geheel"
    rows[AVO][at].value = "voort"
    stream = io.BytesIO()
    book.save(stream)
    url = reverse("crosstable_import", args=[route.pk])
    client.post(url, {"file": SimpleUploadedFile("tabel.xlsx", stream.getvalue())})
    found = {(item.left, item.right): item.verdict for item in Verdict.objects.filter(route=route)}
    assert found == {KERN: "geheel", AVO: "voort"}
    text = pdf_text(client.get(reverse("crosstable_pdf", args=[route.pk])).content)
    assert "NE/K/7" in text
    assert "werkplek inrichten" in text


def test_the_table_says_what_is_known_and_what_is_not(route: Route, vmbo: User) -> None:
    rows = {item.code: item for item in general_rows(build_document(route))}
    assert set(rows) == {"MBO2/NE", "MBO2/RE"}
    (level,) = rows["MBO2/NE"].levels
    assert (level.leerweg.value, level.step, level.eindtermen) == ("bb", LevelStep.SAME, 2)
    (level,) = rows["MBO2/RE"].levels
    assert (level.step, level.eindtermen, rows["MBO2/RE"].subjects) == (LevelStep.UNKNOWN, None, [])
    page = client_of(vmbo).get(reverse("overlap_general", args=[route.pk])).content.decode()
    for words in ("Algemene vakken", "2F", "te bevestigen", "niet te vergelijken", "examenprogramma niet ingelezen"):
        assert words in page


@pytest.mark.parametrize(("confirmed", "chips"), [(False, 1), (True, 0)])
def test_what_a_part_is_about_says_whether_it_was_read_in_its_source(
    route: Route, vmbo: User, monkeypatch: pytest.MonkeyPatch, confirmed: bool, chips: int
) -> None:
    said = GenericFacts(avo=("NE",), about=Statement("praten en lezen", "een folder", confirmed), reached={})
    for module in (general, build):
        monkeypatch.setattr(module, "generic_facts", lambda _code: said)
    pages = [
        client_of(vmbo).get(reverse("overlap_general", args=[route.pk])).content.decode(),
        client_of(vmbo)
        .get(reverse("overlap_pair", args=[route.pk]), {"deeltaak": AVO[0], "werkproces": AVO[1]})
        .content.decode(),
    ]
    table, pair = pages[0].split('id="algemeen"')[1], pages[1].split("Waar dit onderdeel over gaat")[1]
    for said_about in (table.split("praten en lezen")[1].split("</td>")[0], pair.split("</div>")[0]):
        assert said_about.count("te bevestigen") == chips
        assert "een folder" in said_about


@pytest.mark.parametrize(
    ("reached", "asked", "step"),
    [
        ("2F", "2F", LevelStep.SAME),
        ("2F", "3F", LevelStep.UP),
        ("3F", "2F", LevelStep.DOWN),
        ("A2", "B1", LevelStep.UP),
        ("C1", "B2", LevelStep.DOWN),
        ("2F", "B1", LevelStep.UNKNOWN),
        ("", "2F", LevelStep.UNKNOWN),
        ("A2", "lezen en luisteren B1; schrijven, spreken en gesprekken A2", LevelStep.UNKNOWN),
    ],
)
def test_levels_are_compared_within_one_scale(reached: str, asked: str, step: LevelStep) -> None:
    assert compare_levels(reached, asked) == step


def test_what_no_regulation_says_does_not_ship_as_confirmed() -> None:
    for code in ("NE", "RE", "EN"):
        facts = generic_facts(code)
        assert facts.avo
        assert facts.about.source
        for statement in (facts.about, *facts.reached.values()):
            assert not statement.confirmed or "artikel" in statement.source


def test_a_judged_domain_that_an_edition_drops_is_withdrawn_and_stays_listed(
    route: Route, vmbo: User, tmp_path: Path
) -> None:
    judge(vmbo, route, AVO, "deels")
    subject = AvoDomain.objects.get(code="NE/K/7").subject
    path = tmp_path / "avo.json"
    term = {"id": str(uuid4()), "tekst": "Iets.", "leerwegen": ["bb"]}
    domain = {"prefix": "NE/K/9", "titel": "Nieuw", "eindtermen": [term]}
    file = {"id": str(subject.slo_id), "titel": "Nederlandse taal", "prefix": "NE/vmbo", "domeinen": [domain]}
    path.write_text(json.dumps([file]), encoding="utf-8")
    import_avo(path)
    assert set(AvoDomain.objects.values_list("code", "withdrawn")) == {("NE/K/7", True), ("NE/K/9", False)}
    found = [pair.key for pair in bench(route, vmbo).general_listed]
    assert AVO in found
    # Reading the same edition again changes nothing, and what comes back is no longer withdrawn.
    assert import_avo(path).changed_nothing
    path.write_text(path.read_text(encoding="utf-8").replace("NE/K/9", "NE/K/7"), encoding="utf-8")
    import_avo(path)
    assert not AvoDomain.objects.get(code="NE/K/7").withdrawn


def test_a_changed_text_asks_for_a_new_look(route: Route, vmbo: User) -> None:
    for key in (KERN, AVO):
        judge(vmbo, route, key, "deels")
    Verdict.objects.filter(route=route).update(decided_on=timezone.localdate() - timedelta(days=2))
    assert not any(pair.again for pair in bench(route, vmbo).general)
    made = CatalogueImport.objects.create(kind="slo", file_name="x", actor_name="x")
    for unit, code in (("BWI", "PK/BWI/a-01"), ("NE", "NE/K/7/1a")):
        TextChange.objects.create(
            catalogue_import=made, kind="gewijzigd", thing="kern", code=code, unit=unit, field="text"
        )
    assert {pair.key for pair in bench(route, vmbo).general if pair.again} == {KERN, AVO}


def test_what_was_decided_in_another_route_is_told(route: Route, vmbo: User) -> None:
    judge(vmbo, factories.route_with_module(vmbo), KERN, "deels")
    pair = bench(route, vmbo).find(*KERN)
    assert pair is not None
    assert "1 van 1" in pair.earlier_line


def test_the_number_of_queries_does_not_depend_on_the_number_of_pairs(
    route: Route, vmbo: User, django_assert_max_num_queries: Any
) -> None:
    profile = Kerndeel.objects.get(code=KERN[0]).profile
    document = build_document(route)
    read_workbench(route, document, vmbo)
    for number in range(20):
        Kerndeel.objects.create(profile=profile, code=f"PK/BWI/z-{number}", title="werkplek inrichten", slo_id=uuid4())
    with django_assert_max_num_queries(30):
        read_workbench(route, document, vmbo)


def test_savings_per_profile(route: Route, vmbo: User) -> None:
    for title, codes in (("Een", ["P/BWI/02/01", "P/BWI/03/01"]), ("Twee", ["P/PIE/01/01"])):
        unit = Unit.objects.create(
            route=route, title=title, kind="bundel", hours=Decimal(40), side="samen", overlap_hours=Decimal(10)
        )
        for code in codes:
            module = code.rsplit("/", 1)[0]
            unit.deeltaken.add(
                Deeltaak.objects.filter(code=code).first()
                or Deeltaak.objects.create(code=code, title=code, module=Module.objects.get(code=module))
            )
    savings = savings_of(build_document(route))
    assert [(item.name.split(" ")[0], item.saved, item.hours) for item in savings.profiles] == [
        ("Bouwen,", Decimal(10), Decimal(40)),
        ("Produceren,", Decimal(10), Decimal(40)),
    ]
    assert sum(item.saved for item in savings.modules) == sum(item.saved for item in savings.profiles)
    client = client_of(vmbo)
    page = client.get(reverse("coverage", args=[route.pk])).content.decode()
    assert "Wat bundelen bespaart, per profiel" in page
    book = load_workbook(io.BytesIO(client.get(reverse("crosstable_xlsx", args=[route.pk])).content))
    lines = [line for line in book["Bespaard"].iter_rows(values_only=True) if line[0] == "profiel"]
    assert [(line[1].split(" ")[0], line[4]) for line in lines] == [("Bouwen,", 10), ("Produceren,", 10)]
    assert "per profiel" in page
    assert "Bespaarde klokuren" in pdf_text(client.get(reverse("crosstable_pdf", args=[route.pk])).content)


def test_the_list_of_modules_has_dutch_heads(route: Route, vmbo: User) -> None:
    page = client_of(vmbo).get(reverse("route_step", args=[route.pk, 5])).content.decode()
    assert ">Title<" not in page
    assert ">title<" not in page
