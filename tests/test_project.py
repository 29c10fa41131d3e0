"""What holds for the project as a whole: settings, commands, texts."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from naadloos.demo.load import HERE, read_route
from naadloos.engines.route import dump_document

ROOT = Path(__file__).parents[1]


def run(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does: in a fresh process, with nothing of the test's settings."""
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "SYSTEMROOT"}}
    return subprocess.run(
        [sys.executable, "-m", "naadloos.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**keep, "NAADLOOS_DATA": str(folder), **variables},
    )


@pytest.fixture
def route_file(tmp_path: Path) -> Path:
    path = tmp_path / "route.json"
    path.write_text(dump_document(read_route("pie-glr")), encoding="utf-8")
    return path


def test_check_prints_verdicts_with_article_and_fails_on_a_rule_that_is_not_met(
    route_file: Path, tmp_path: Path
) -> None:
    done = run("check", str(route_file), "--on", "2026-11-24", folder=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "voldoet niet" in done.stdout
    assert "WVO 2020" in done.stdout
    assert re.search(r"\d+ voldoet, \d+ voldoet niet, \d+ onbekend, \d+ n.v.t.", done.stdout)


def test_check_names_place_and_reason_of_a_wrong_file(route_file: Path, tmp_path: Path) -> None:
    data = json.loads(route_file.read_text())
    data["route"]["years"] = "vier"
    route_file.write_text(json.dumps(data))
    done = run("check", str(route_file), folder=tmp_path)
    assert done.returncode == 2
    assert "route.years" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fresh_installation_makes_a_first_account_and_moves_a_route(route_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = run(
        "account", "a@school.example", "--organisation", "School", "--kind", "vmbo", "--brin", "12AB", folder=data
    )
    assert first.returncode == 0, first.stderr
    assert "/uitnodiging/" in first.stdout
    key = data / "secret_key"
    assert len(key.read_text()) > 40
    assert key.stat().st_mode & 0o077 == 0
    wrong = run("import", "route", str(route_file), "--by", "b@school.example", folder=data)
    assert wrong.returncode == 2
    assert "geen account" in wrong.stderr


def test_import_of_official_texts_reports_and_refuses_plainly(installation: Path, tmp_path: Path) -> None:
    data = installation
    wrong = run("import", "slo", str(tmp_path), folder=data)
    assert wrong.returncode == 2
    assert "profiel.json" in wrong.stderr
    wrong = run("import", "avo", str(tmp_path / "weg.json"), folder=data)
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr
    dossier = tmp_path / "dossier.xml"
    dossier.write_text(
        '<sbb><dossiers><dossier titel="Verzonnen"><profielen><profiel titel="Vak" niveau="2" hoofdstuk="1">'
        "<creboinformatie><crebo>29998</crebo></creboinformatie></profiel></profielen></dossier></dossiers></sbb>"
    )
    assert "1 overgenomen" in run("import", "sbb", str(dossier), folder=data).stdout
    assert "1 ongewijzigd" in run("import", "sbb", str(dossier), folder=data).stdout


def test_demo_only_when_asked_for(installation: Path) -> None:
    done = run("demo", folder=installation)
    assert done.returncode == 2
    assert "NAADLOOS_DEMO=1" in done.stderr


def test_demo_loads_exports_and_resets(installation: Path) -> None:
    assert "is geladen" in run("demo", folder=installation, NAADLOOS_DEMO="1").stdout
    assert "was er al" in run("demo", folder=installation, NAADLOOS_DEMO="1").stdout
    listed = run("export", folder=installation).stdout.splitlines()
    assert len(listed) == 5
    exported = run("export", listed[0].split()[0], folder=installation)
    assert json.loads(exported.stdout)["route"]["name"]
    assert "is geladen" in run("demo", "--reset", folder=installation, NAADLOOS_DEMO="1").stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "kort"),
        ("DATABASE_URL", "mysql://x"),
        ("NAADLOOS_DEMO", "misschien"),
        ("NAADLOOS_EMAIL", "ftp://x"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name(tmp_path: Path, name: str, value: str) -> None:
    done = run("export", folder=tmp_path, **{name: value})
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_without_settings_it_is_safe(tmp_path: Path) -> None:
    code = "import django; django.setup(); from django.conf import settings as s; print(s.DEMO, s.DEBUG)"
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**keep, "DJANGO_SETTINGS_MODULE": "naadloos.settings.base", "NAADLOOS_DATA": str(tmp_path)},
    )
    assert done.stdout.split() == ["False", "False"]


def test_demo_people_belong_to_partners_of_their_routes() -> None:
    for row in yaml.safe_load((HERE / "people.yaml").read_text(encoding="utf-8")):
        for route, key, _role in row["roles"]:
            partner = next(item for item in read_route(route).route.partners if item.key == key)
            assert partner.name == row["organisation"]
