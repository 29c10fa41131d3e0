"""The real files of DUO beside the project, through the same doors as a school's own."""

from pathlib import Path

import factories
import pytest
from django.core.exceptions import ValidationError
from monitor_help import deliver, fresh, group, partner

from naadloos.curriculum.models import VmboProfile
from naadloos.monitoring import aggregates, deliveries, duo_exams, tbgi_check
from naadloos.routes.models import RouteProfile

pytestmark = pytest.mark.django_db
DUO = Path(__file__).parents[4] / "shared" / "data" / "duo"


def real(name: str) -> bytes:
    file = DUO / name
    if not file.exists():
        pytest.skip(f"the shared data are not beside the project: {name}")
    return file.read_bytes()


def test_exams() -> None:
    name = "geslaagden-gezakten-en-cijfers-2024-2025-fragment.csv"
    content = real(name)
    route, _leader = fresh()
    for code, leerweg in (("ZW", "kb"), ("BWI", "tl")):
        RouteProfile.objects.create(route=route, profile=VmboProfile.objects.get(code=code), leerweg=leerweg)
    looked = duo_exams.look(route, content, name=name, period="", whole=True)
    assert (looked.period, looked.wrong) == ("2024-2025", ())
    told = {each.leerweg.value: each.sentence for each in looked.shares}
    # BWI bb: 6 of 6 and 1 to 4 of as many; ZW kb: 20 of 25 and 21 of 21, nothing hidden.
    assert told["bb"] == "Van 7 tot 10 examenkandidaten op 2 vestigingen slaagde 100 %."
    assert told["kb"] == "Van 46 examenkandidaten op 2 vestigingen slaagde 89 %."
    assert "slaagde" in told["tl"]
    whys = {each.leerweg.value: each.why_not for each in looked.shares}
    assert "te weinig kandidaten" in whys["bb"]
    assert (whys["kb"], whys["tl"]) == ("", "")
    assert looked.signed


def test_tbgi() -> None:
    content = real("TBGI_25LX_2027_20251124.XML")
    route, leader = fresh()
    deliver(route, leader, group(2023, 12))
    checked = tbgi_check.check(factories.member(route, "kwaliteitszorg", side="mbo"), route, content)
    assert (str(checked.day), checked.provisional, checked.why_not) == ("2025-10-01", True, "")
    assert [(each.crebo, each.enrolled, each.fit.value) for each in checked.rows] == [("25786", "0", "klopt")]


def test_a_grondslag_file_is_a_delivery_and_not_a_figure() -> None:
    content = real("GRONDSLAG_IP_MBO_27DV_20251119_2025.csv")
    route, _leader = fresh()
    assert deliveries.look(route, partner(route, "mbo"), content).kind == "grondslag"
    with pytest.raises(ValidationError):
        aggregates.look(route, content)


@pytest.mark.parametrize("name", ["RO_27DV_20240731_20260324.csv", "VSV_normen.csv"])
def test_other_files_are_refused_with_a_sentence(name: str) -> None:
    content = real(name)
    route, _leader = fresh()
    with pytest.raises(ValidationError):
        aggregates.look(route, content)
    with pytest.raises(ValidationError, match=r"herkent|kolommen"):
        duo_exams.look(route, content, name="2024-2025.csv", period="", whole=True)
