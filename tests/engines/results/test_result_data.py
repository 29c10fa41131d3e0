"""The loader trusts nothing, and says where the fault is."""

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from naadloos.engines import law
from naadloos.engines.results import (
    Case,
    CaseError,
    Entry,
    Exam,
    ResultDataError,
    Start,
    Word,
    default_book,
    judge,
    load_book,
)
from naadloos.engines.results.bench import Bench
from naadloos.engines.results.norms import NormNotFound, Norms

DATA = Path(str(files("naadloos.engines.results") / "data"))
DAY = date(2027, 7, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_ships_is_read(folder: Path) -> None:
    assert load_book(folder) == default_book()


@pytest.mark.parametrize(
    ("file", "old", "new", "item", "name"),
    [
        (
            "rules/exams/vmbo.yaml",
            "  check: gemiddelde_ce",
            "  kleur: rood\n  check: gemiddelde_ce",
            "vmbo-ce",
            "kleur",
        ),
        ("rules/exams/vmbo.yaml", "check: gemiddelde_ce", "check: bestaat_niet", "vmbo-ce", "check"),
        ("rules/exams/vmbo.yaml", "[ce_gemiddelde]", "[ce_modus]", "vmbo-ce", "parameters"),
        ("rules/exams/vmbo.yaml", "valid_from: 2025-10-01", "valid_from: 2020-01-01", "vmbo-ce", "parameters"),
        ("rules/exams/vmbo.yaml", "status: bevestigd", "status: zeker", "vmbo-ce", "status"),
        ("rules/exams/vmbo.yaml", "exams: [bb, kb, gl, tl]", "exams: [havo]", "vmbo-ce", "exams.0"),
        ("rules/exams/vmbo.yaml", "bwbr: BWBR0045787", "bwbr: BWBR0044212", "vmbo-ce", "citations.0"),
        ("rules/exams/vmbo.yaml", "id: vmbo-nederlands", "id: vmbo-ce", "vmbo-ce", "id"),
        ("rules/exams/mbo.yaml", "id: ekb-18c", "id: ekb-19", "mbo-generiek", "cohort"),
        ("rules/parts/vmbo.yaml", "combines: [keuzevak]", "combines: [losvak]", "keuzevakcijfer", "combines"),
        ("rules/parts/mbo.yaml", "id: rekenen", "id: nederlands", "nederlands", "exams"),
        ("rules/papers/papers.yaml", "  citations: []", "  citations: []\n  kleur: rood", "mbo-certificaat", "kleur"),
        ("rules/cohorts/mbo.yaml", "extra_years: 2", "extra_years: -2", "ekb-18c", "extra_years"),
        ("parameters/vmbo.yaml", "value: 5.5", "waarde: 5.5", "ce_gemiddelde", "values.0.value"),
        ("parameters/vmbo.yaml", 'article: "3.50"', "article: 3.50", "certificaat_minimum", "citations.0.article"),
        ("parameters/mbo.yaml", "key: generiek_een", "key: generiek_nul", "mbo-generiek", "parameters"),
        ("parameters/vmbo.yaml", "key: herkansingen", "key: herkansing_nieuw", "herkansing_nieuw", "key"),
    ],
)
def test_a_wrong_file_is_refused_with_place_and_property(
    folder: Path, file: str, old: str, new: str, item: str, name: str
) -> None:
    change(folder / file, old, new)
    with pytest.raises(ResultDataError) as caught:
        load_book(folder)
    assert (caught.value.item, caught.value.name) == (item, name)


@pytest.mark.parametrize(
    ("content", "reason"), [("a: [", "geldige YAML"), ("een tekst", "lijst"), ("- {id: a, id: b}", "twee keer")]
)
def test_what_is_no_list_is_refused(folder: Path, content: str, reason: str) -> None:
    (folder / "rules" / "exams" / "vmbo.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(ResultDataError, match=reason):
        load_book(folder)


def test_values_in_two_periods_are_kept_apart(folder: Path) -> None:
    change(
        folder / "parameters" / "vmbo.yaml",
        "    - {value: 5.5, valid_from: 2025-10-01}",
        "    - {value: 5.5, valid_from: 2025-10-01, valid_to: 2027-12-31}\n    - {value: 6, valid_from: 2028-01-01}",
    )
    book = load_book(folder)
    marks = Entry("nederlands", own=Decimal("5.5"), central=Decimal("5.6"))
    case = Case(Exam.BB, (marks,))
    rule = next(rule for rule in book.rules if rule.id == "vmbo-ce")
    for day, norm in ((date(2027, 12, 31), "5.5"), (date(2028, 1, 1), "6")):
        assert Bench(case, day, book).norms(rule).number(0) == Decimal(norm)


@pytest.mark.parametrize(
    "file", ["rules/parts/mbo.yaml", "rules/exams/mbo.yaml", "parameters/mbo.yaml", "rules/cohorts/mbo.yaml"]
)
def test_what_is_not_confirmed_anywhere_makes_the_outcome_to_be_confirmed(folder: Path, file: str) -> None:
    case = Case(Exam.MBO2, start=Start(began_on=date(2025, 8, 1)))
    assert judge(case, on=DAY, book=load_book(folder)).status.value == "bevestigd"
    change(folder / file, "status: bevestigd", "status: te_bevestigen")
    assert judge(case, on=DAY, book=load_book(folder)).status.value == "te_bevestigen"


def test_overlapping_values_are_refused(folder: Path) -> None:
    change(
        folder / "parameters" / "vmbo.yaml",
        "    - {value: 5.5, valid_from: 2025-10-01}",
        "    - {value: 5.5, valid_from: 2025-10-01}\n    - {value: 6, valid_from: 2028-01-01}",
    )
    with pytest.raises(ResultDataError, match="overlappen"):
        load_book(folder)


def test_a_check_reads_only_norms_that_its_rule_names() -> None:
    book = default_book()
    rule = next(rule for rule in book.rules if rule.id == "vmbo-ce")
    norms = Norms(book.parameters, rule, Exam.BB, DAY, 0)
    with pytest.raises(NormNotFound):
        norms.number(1)
    reads: list[Callable[[int], object]] = [norms.table, norms.compensation]
    for read in reads:
        with pytest.raises(NormNotFound):
            read(0)


def test_every_rule_of_the_vmbo_rests_on_the_uitvoeringsbesluit_and_of_the_mbo_on_its_own_laws() -> None:
    for rule in default_book().rules:
        laws = {citation.law for citation in rule.citations}
        assert laws <= ({"EKB", "WEB"} if rule.exams[0].is_mbo else {"UWVO"}), rule.id
        assert all(citation.url.startswith("https://wetten.overheid.nl/") for citation in rule.citations)


@pytest.mark.parametrize(
    ("exam", "entry", "field", "reason"),
    [
        (Exam.TL, Entry("profielvak"), "part", "hoort niet bij dit examen"),
        (Exam.BB, Entry("nederlands", own=Decimal("10.5")), "own", "1 tot en met 10"),
        (Exam.BB, Entry("nederlands", own=Decimal("0.9")), "own", "1 tot en met 10"),
        (Exam.BB, Entry("nederlands", central=Decimal("5.55")), "central", "één decimaal"),
        (Exam.BB, Entry("nederlands", resit=Decimal(6)), "resit", "eerst het cijfer"),
        (Exam.BB, Entry("keuzevak", own=Decimal("6.5")), "own", "heel cijfer"),
        (Exam.BB, Entry("keuzevak", central=Decimal(6)), "central", "geen centraal examen"),
        (Exam.BB, Entry("lo", own=Decimal(6)), "own", "geen cijfer"),
        (Exam.BB, Entry("lo", word=Word.DONE), "word", "past niet"),
        (Exam.BB, Entry("nederlands", word=Word.GOOD), "word", "past niet"),
        (Exam.BB, Entry("profielvak", own=Decimal(6), no_own=True), "own", "geen schoolexamen"),
        (Exam.MBO2, Entry("kerntaak", own=Decimal(6), word=Word.GOOD), "word", "een cijfer in, of een woord"),
        (Exam.MBO2, Entry("keuzedeel", own=Decimal(6)), "hours", "omvang"),
        (Exam.MBO2, Entry("keuzedeel", own=Decimal(6), hours=100), "hours", "omvang"),
    ],
)
def test_what_cannot_be_a_result_is_refused(exam: Exam, entry: Entry, field: str, reason: str) -> None:
    with pytest.raises(CaseError, match=reason) as caught:
        judge(Case(exam, (entry,)), on=DAY)
    assert (caught.value.entry, caught.value.field) == (0, field)


def test_too_many_of_one_part_are_refused() -> None:
    with pytest.raises(CaseError, match="te veel"):
        judge(Case(Exam.BB, tuple(Entry("keuzevak") for _ in range(13))), on=DAY)


def test_the_law_check_asks_for_the_same_number_of_keuzevakken() -> None:
    (norm,) = [each for each in law.parameters() if each.key == "keuzevakken_aantal"]
    (rule,) = [each for each in law.rules() if each.id == "keuzevakken"]
    asked = norm.values[-1].value
    assert isinstance(asked, dict)
    parts = [part for part in default_book().parts if part.id == "keuzevak"]
    counted = {exam.value: part.count for part in parts for exam in part.exams if exam.value in asked}
    assert asked == counted
    assert {norm.status, rule.status} == {part.status for part in parts} == {"bevestigd"}
