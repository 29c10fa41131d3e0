"""The importers: real files when they are there, small ones of our own always, and hostile ones."""

import http.server
import json
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT

from naadloos.curriculum.importers import CatalogueImportError, download_slo, import_sbb, import_slo, slo_files
from naadloos.curriculum.models import (
    CatalogueSource,
    Deeltaak,
    Eindterm,
    Kerndeel,
    Kerntaak,
    Keuzedeel,
    Knowledge,
    Module,
    Qualification,
    VmboProfile,
    Werkproces,
)
from naadloos.curriculum.queries import deeltaken_parts

SHARED = ROOT.parent / "shared" / "data"
SLO, SBB = SHARED / "slo_examenprogramma_bg", SHARED / "sbb_xml_2016"
real_slo = pytest.mark.skipif(not SLO.is_dir(), reason="the real SLO files are not beside the project")
real_sbb = pytest.mark.skipif(not SBB.is_dir(), reason="the real SBB files are not beside the project")

BB, KB, GL = (
    "861d98e4-e5ae-4ed7-89f6-f224605f7c97",
    "8574855d-0670-42bf-9f73-dc6706278b8b",
    "64852857-b601-419f-9cbb-e1335a185303",
)


def key(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def files() -> dict[str, list[dict[str, Any]]]:
    """A small exam programme in SLO's shape, with a wrong code and a keuzevak that stands twice."""
    pre = "examenprogramma_bg_"
    return {
        "profiel": [
            {
                "id": key(1),
                "prefix": "BWI",
                "title": "Programma",
                f"{pre}module_id": [key(2)],
                f"{pre}keuzevak_id": [key(3), key(4)],
                f"{pre}kern_id": [key(5)],
            }
        ],
        "module": [
            {"id": key(2), "prefix": "P/BWI/02", "title": "Bouwen  vanaf de fundering", f"{pre}deeltaak_id": [key(10)]}
        ],
        "keuzevak": [
            {"id": key(3), "prefix": "K/BWI/02", "title": "Schoonmetselwerk", f"{pre}deeltaak_id": [key(11)]},
            {"id": key(4), "prefix": "K/BWI/02", "title": "Schoonmetselwerk", f"{pre}deeltaak_id": []},
        ],
        "deeltaak": [
            {
                "id": key(10),
                "prefix": "P/BWI/02/02",
                "title": "Een verzonnen deeltaak over muren.",
                f"{pre}globale_eindterm_id": [key(20), key(21)],
            },
            {"id": key(11), "prefix": "K/BWI/2", "title": "Een verzonnen deeltaak.", f"{pre}globale_eindterm_id": []},
        ],
        "globale_eindterm": [
            {"id": key(20), "prefix": "P/BWI/02/02-01", "title": "Verzonnen eindterm een.", "niveau_id": [BB, KB]},
            {"id": key(21), "prefix": "P/BWI/02/02-02", "title": "Verzonnen eindterm twee.", "niveau_id": [GL]},
            {"id": key(22), "prefix": "PK/BWI/a-1", "title": "Verzonnen kern.", "niveau_id": [BB, KB, GL]},
        ],
        "kern": [{"id": key(5), "prefix": "PK/BWI", "title": "Kern", f"{pre}kerndeel_id": [key(6)]}],
        "kerndeel": [{"id": key(6), "prefix": "PK/BWI/a", "title": "Algemeen", f"{pre}globale_eindterm_id": [key(22)]}],
    }


def folder(path: Path, data: dict[str, Any]) -> Path:
    path.mkdir(exist_ok=True)
    for name, rows in data.items():
        (path / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_slo_replaces_short_descriptions_and_repeats_without_change(db: None, tmp_path: Path) -> None:
    path = folder(tmp_path / "slo", files())
    report = import_slo(path)
    deeltaak = Deeltaak.objects.get(code="P/BWI/02/02")
    assert (deeltaak.title, deeltaak.official) == ("Een verzonnen deeltaak over muren.", True)
    first = Eindterm.objects.get(code="P/BWI/02/02-01")
    assert (first.bb, first.kb, first.gl) == (True, True, False)
    assert Kerndeel.objects.get().code == "PK/BWI/a-1"
    repaired = [line for line in report.lines if line.outcome == "hersteld"]
    assert [line.place for line in repaired] == ["K/BWI/02/02"]
    refused = [line for line in report.lines if line.outcome == "geweigerd"]
    assert "twee keer" in refused[0].reason
    again = import_slo(path)
    assert again.changed_nothing
    assert CatalogueSource.objects.filter(name__contains="officiële").exists()


def test_only_eindtermen_of_the_leerweg_are_compared(db: None, tmp_path: Path) -> None:
    import_slo(folder(tmp_path / "slo", files()))
    parts = {part.code: part.texts for part in deeltaken_parts(["P/BWI/02"], ["gl"])}
    assert parts["P/BWI/02/02"] == ("Verzonnen eindterm twee.",)


def test_a_changed_text_is_reported(db: None, tmp_path: Path) -> None:
    import_slo(folder(tmp_path / "slo", files()))
    data = files()
    data["globale_eindterm"][0]["title"] = "Anders."
    report = import_slo(folder(tmp_path / "slo", data))
    assert [line.place for line in report.lines if line.outcome == "gewijzigd"] == ["P/BWI/02/02-01"]


def test_a_zip_is_read_too(db: None, tmp_path: Path) -> None:
    path = tmp_path / "slo.zip"
    with zipfile.ZipFile(path, "w") as package:
        for name, rows in files().items():
            package.writestr(f"hoofdmap/data/{name}.json", json.dumps(rows))
    import_slo(path)
    assert Deeltaak.objects.get(code="P/BWI/02/02").official


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("module", "{", "module.json, regel 1"),
        ("module", '[{"id": 1}]', "module.json, rij 1"),
        ("deeltaak", '{"a": 1}', "deeltaak.json"),
        ("module", '[{"id": "x", "prefix": "a", "title": "b", "examenprogramma_bg_deeltaak_id": []}]', "geen UUID"),
        (
            "module",
            f'[{{"id": "{key(2)}", "prefix": "a", "title": " ", "examenprogramma_bg_deeltaak_id": []}}]',
            "leeg",
        ),
        (
            "module",
            f'[{{"id": "{key(2)}", "prefix": "a", "title": "b", "examenprogramma_bg_deeltaak_id": 7}}]',
            "lijst",
        ),
        ("deeltaak", "[" + "9" * 5_000 + "]", "getal dat te groot is"),
        ("deeltaak", "[" * 100_000, "te diep genest"),
    ],
)
def test_a_wrong_slo_file_says_where_and_changes_nothing(
    db: None, tmp_path: Path, name: str, content: str, said: str
) -> None:
    path = folder(tmp_path / "slo", files())
    (path / f"{name}.json").write_text(content)
    with pytest.raises(CatalogueImportError, match=said):
        import_slo(path)
    assert not Deeltaak.objects.filter(official=True).exists()


def test_missing_files_are_named(db: None, tmp_path: Path) -> None:
    data = files()
    del data["kern"]
    with pytest.raises(CatalogueImportError, match=r"kern\.json"):
        import_slo(folder(tmp_path / "slo", data))


def test_a_zip_bomb_is_refused(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slo_files, "MAX_TOTAL", 10_000)
    path = tmp_path / "bom.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("module.json", " " * 1_000_000)
    with pytest.raises(CatalogueImportError, match="te groot"):
        import_slo(path)


@real_slo
def test_the_real_slo_files(db: None) -> None:
    read = slo_files.read_files(SLO)
    names = ("profiel", "module", "keuzevak", "deeltaak", "globale_eindterm")
    assert [len(read[name]) for name in names] == [10, 40, 158, 677, 3_473]
    report = import_slo(SLO)
    # Three keuzevakken of E&O stand twice, each with deeltaken of its own: 7 deeltaken with 31 eindtermen stay out.
    refused = [line.place for line in report.lines if line.outcome == "geweigerd"]
    assert sorted(refused) == ["K/EO/09", "K/EO/10", "K/EO/11"]
    found = [
        VmboProfile.objects.exclude(slo_id=None).count(),
        Module.objects.filter(kind="profielmodule").exclude(slo_id=None).count(),
        Module.objects.filter(kind="keuzevak").exclude(slo_id=None).count(),
        Deeltaak.objects.filter(official=True).count(),
        Eindterm.objects.count(),
        Kerndeel.objects.order_by().values("slo_id").distinct().count(),
    ]
    assert found == [10, 40, 158 - 3, 677 - 7, 3_473 - 31 - 402, 402]
    assert "K/MET/13/02" in {line.place for line in report.lines if line.outcome == "hersteld"}
    assert import_slo(SLO).changed_nothing


XML = """<?xml version="1.0" encoding="utf-8"?>
<sbb><dossiers><dossier nr="1" titel="Verzonnen dossier">
<basis><basistaken><basiskerntaken><kerntaak nr="2" titel="Doet  iets" hoofdstuk="1">
<basiswerkprocessen><werkproces nr="3" titel="Bereidt voor" hoofdstuk="1">
<werkprocesomschrijving><![CDATA[Eerste regel
- tweede regel]]></werkprocesomschrijving><werkprocesresultaat>Klaar.</werkprocesresultaat>
<werkprocesgedrag>Netjes.</werkprocesgedrag></werkproces>
<werkproces nr="4" titel="Zonder nummer"/></basiswerkprocessen></kerntaak></basiskerntaken></basistaken></basis>
<profielen><profiel nr="5" titel="Verzonnen vak" hoofdstuk="2" niveau="2"><creboinformatie><crebo>29999</crebo>
</creboinformatie><profieltaken><profielkerntaken><kerntaak nr="6" titel="Doet meer" hoofdstuk="1">
<profielwerkprocessen><werkproces nr="7" titel="Levert op" hoofdstuk="4"/></profielwerkprocessen></kerntaak>
</profielkerntaken></profieltaken></profiel>
<profiel nr="8" titel="Zonder crebo" niveau="2"><creboinformatie/></profiel></profielen></dossier></dossiers></sbb>"""


def xml(tmp_path: Path, text: str = XML) -> Path:
    path = tmp_path / "dossier.xml"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_sbb_takes_what_is_there_and_reports_line_by_line(db: None, tmp_path: Path) -> None:
    report = import_sbb(xml(tmp_path))
    found = Werkproces.objects.get(full_code="29999 B1-K1-W1")
    assert (found.title, found.description, found.official) == ("Bereidt voor", "Eerste regel\n- tweede regel", True)
    assert Werkproces.objects.filter(full_code="29999 P2-K1-W4").exists()
    assert Qualification.objects.get(crebo="29999").dossier_confirmed
    refused = [line for line in report.lines if line.outcome == "geweigerd"]
    assert {"werkproces Zonder nummer: geen nummer", "profiel Zonder crebo: geen crebo van vijf cijfers"} == {
        line.reason for line in refused
    }
    assert all(line.place.startswith("regel ") for line in refused)
    assert import_sbb(xml(tmp_path)).changed_nothing


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<?xml version="1.0"?><!DOCTYPE sbb [<!ENTITY a "b">]><sbb/>', "DOCTYPE"),
        ("<sbb><dossiers>", "geen geldige XML"),
        ("<iets/>", "geen kwalificatiedossier"),
    ],
)
def test_a_hostile_or_wrong_xml_is_refused(db: None, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogueImportError, match=said):
        import_sbb(xml(tmp_path, text))


def test_xml_in_another_encoding_cannot_hide_a_doctype(db: None, tmp_path: Path) -> None:
    path = tmp_path / "dossier.xml"
    path.write_text('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><sbb/>', encoding="utf-16")
    with pytest.raises(CatalogueImportError, match="UTF-8"):
        import_sbb(path)


def test_a_declared_encoding_cannot_hide_a_doctype_either(db: None, tmp_path: Path) -> None:
    path = tmp_path / "dossier.xml"
    path.write_bytes(b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<sbb/>')
    with pytest.raises(CatalogueImportError, match="UTF-8"):
        import_sbb(path)


def test_bytes_that_are_no_utf_8_are_refused(db: None, tmp_path: Path) -> None:
    path = tmp_path / "dossier.xml"
    path.write_bytes(XML.encode().replace(b"Klaar", b"Kla\xe4r"))
    with pytest.raises(CatalogueImportError, match="UTF-8"):
        import_sbb(path)


def test_a_zip_with_a_broken_member_is_refused(db: None, tmp_path: Path) -> None:
    path = tmp_path / "slo.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("module.json", "[]" * 200)
    path.write_bytes(path.read_bytes().replace(b"[][]", b"{}{}"))
    with pytest.raises(CatalogueImportError, match="beschadigd"):
        import_slo(path)


EXTRA = """<kennisenvaardigheden><kennisofvaardigheid nr="k1" titel="kent  stenen"/>
<kennisofvaardigheid nr="k2" titel="kent lijm"/></kennisenvaardigheden>
<dossiercrebos><dossiercrebo>23999</dossiercrebo></dossiercrebos><basis>"""
LINES = """<vakkennisenvaardigheden><vakkennisenvaardigheden referentie="k1"/>
<vakkennisenvaardigheden referentie="weg"/><vakkennisenvaardighedenperprofiel><aanvullend><profiel referentie="5"/>
<vakkennisenvaardighedenonderdelen><vakkennisenvaardigheden referentie="k2"/></vakkennisenvaardighedenonderdelen>
</aanvullend></vakkennisenvaardighedenperprofiel></vakkennisenvaardigheden><basiswerkprocessen>"""
RICH = (
    XML.replace("<basis>", EXTRA)
    .replace("<basiswerkprocessen>", LINES)
    .replace("<crebo>29999", '<crebo Geldig_vanaf="01-08-2026" Datum_einde_instroom="morgen">29999')
    .replace(
        "</dossiers>", '</dossiers><keuzedeel code="k0023" titel="Verzonnen deel" sbu="240"/><keuzedeel titel="x"/>'
    )
)


def test_sbb_knowledge_dates_dossier_and_keuzedelen(db: None, tmp_path: Path) -> None:
    report = import_sbb(xml(tmp_path, RICH))
    found = Qualification.objects.get(crebo="29999")
    assert (found.dossier_crebo, found.valid_from, found.intake_ends) == ("23999", date(2026, 8, 1), None)
    task = Kerntaak.objects.get(qualification=found, code="B1-K1")
    assert [line.text for line in task.knowledge.all()] == ["kent stenen", "kent lijm"]
    extra = Keuzedeel.objects.get()
    assert (extra.code, extra.title, extra.hours) == ("K0023", "Verzonnen deel", 240)
    refused = " ".join(line.reason for line in report.lines if line.outcome == "geweigerd")
    assert "“morgen” is geen datum" in refused
    assert "vakkennis weg van 29999 B1-K1 staat niet in de lijst" in refused
    assert "geen code zoals K0023" in refused
    assert import_sbb(xml(tmp_path, RICH)).changed_nothing


def test_a_broken_end_changes_nothing(db: None, tmp_path: Path) -> None:
    with pytest.raises(CatalogueImportError):
        import_sbb(xml(tmp_path, XML.replace("</dossiers></sbb>", "")))
    assert not Qualification.objects.filter(crebo="29999").exists()


@real_sbb
@pytest.mark.parametrize(
    ("name", "dossier", "qualifications", "kerntaken", "werkprocessen", "knowledge"),
    [
        ("2635 Pedagogisch_Werk.xml", "23183", 3, 11, 54, 228),
        ("2637 Sociaal_werk.xml", "23185", 2, 6, 26, 122),
        ("2755 Dienstverlening.xml", "23189", 3, 6, 36, 93),
        ("4156 Maatschappelijke_Zorg.xml", "23181", 6, 18, 88, 452),
    ],
)
def test_the_real_sbb_files(
    db: None, name: str, dossier: str, qualifications: int, kerntaken: int, werkprocessen: int, knowledge: int
) -> None:
    report = import_sbb(SBB / name)
    found = Qualification.objects.filter(dossier_crebo=dossier)
    assert [
        found.count(),
        Kerntaak.objects.filter(qualification__in=found).count(),
        Werkproces.objects.filter(kerntaak__qualification__in=found, official=True).exclude(description="").count(),
        Knowledge.objects.filter(kerntaak__qualification__in=found).count(),
    ] == [qualifications, kerntaken, werkprocessen, knowledge]
    assert set(found.values_list("valid_from", "intake_ends", "ends")) == {(date(2015, 8, 1), None, None)}
    assert report.counts["overgenomen"] == qualifications + kerntaken + werkprocessen + knowledge
    assert report.counts["geweigerd"] == 0
    assert import_sbb(SBB / name).changed_nothing


@real_sbb
def test_the_part_of_one_profile_comes_after_the_shared_text(db: None) -> None:
    import_sbb(SBB / "2635 Pedagogisch_Werk.xml")
    own = "De onderwijsassistent bespreekt de gegevens uit de e"
    with_it = Werkproces.objects.filter(description__contains=own)
    assert {row.full_code[:5] for row in with_it} == {"25485"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A web server on this machine that gives out one ZIP."""
    with zipfile.ZipFile(tmp_path / "slo.zip", "w") as package:
        for name, rows in files().items():
            package.writestr(f"x/{name}.json", json.dumps(rows))

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(tmp_path))

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}"
        found.shutdown()


def test_download(db: None, server: str) -> None:
    download_slo(f"{server}/slo.zip")
    assert Deeltaak.objects.get(code="P/BWI/02/02").official


def test_a_moved_file_and_no_network_are_said_plainly(db: None, server: str) -> None:
    with pytest.raises(CatalogueImportError, match="antwoordt met 404"):
        download_slo(f"{server}/weg.zip")
    with pytest.raises(CatalogueImportError, match="geen verbinding"):
        download_slo("http://127.0.0.1:9/slo.zip")
    with pytest.raises(CatalogueImportError, match="niet beveiligd"):
        download_slo("http://example.org/slo.zip")
