"""The figures that ship: what the regulations print, dated, and nothing else."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from naadloos.engines.finance.errors import FinanceDataError
from naadloos.engines.finance.register import default_register, load_register
from naadloos.engines.finance.terms import FigureStatus

PRINTED = {
    "vo_hoofdvestiging": ("275595.52", "286094.38", "286094.38"),
    "vo_nevenvestiging": ("137797.76", "143047.20", "143047.20"),
    "vo_leerling_laag": ("9507.49", "9930.98", "9930.98"),
    "vo_leerling_hoog": ("11185.30", "11672.71", "11672.71"),
    "vo_lwoo": ("6107.54", "6407.61", "6407.61"),
    "vo_regionale_ondersteuning": ("128.72", "135.04", "135.04"),
}


@pytest.mark.parametrize("key", PRINTED)
def test_amounts_of_the_vo_as_printed(key: str) -> None:
    parameter = default_register()[key]
    found = [parameter.on(date(year, 6, 1)) for year in (2025, 2026, 2027)]
    assert [each.value for each in found if each] == [Decimal(each) for each in PRINTED[key]]
    assert [each.status for each in found if each] == [
        FigureStatus.CONFIRMED,
        FigureStatus.CONFIRMED,
        FigureStatus.PROVISIONAL,
    ]
    assert parameter.on(date(2028, 1, 1)) is None
    assert parameter.on(date(2024, 12, 31)) is None
    assert "art. 4" in parameter.source(found[2])
    assert "art. 2" in parameter.source(found[1])


def test_the_opening_amount_of_2026_is_kept_beside_the_final_one() -> None:
    found = default_register()["vo_leerling_laag"].on(date(2026, 1, 1))
    assert found is not None
    assert found.opening == Decimal("9495.24")
    assert (found.value / found.opening - 1).quantize(Decimal("0.0001")) == Decimal("0.0459")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("gewicht_studenten", "0.8"),
        ("gewicht_diploma", "0.2"),
        ("factor_bol", "1"),
        ("factor_bbl", "0.4"),
        ("factor_bbl_entree", "0.5"),
        ("diploma_niveau2", "1"),
        ("diploma_niveau3", "3"),
        ("diploma_niveau4", "5"),
        ("diploma_specialist", "2"),
        ("vestiging_leerlingen", "130"),
        ("vestiging_leerlingen_pro", "60"),
        ("maanden_najaar", "5"),
        ("maanden_jaar", "12"),
    ],
)
def test_weights_and_rules_as_printed_and_not_for_an_organisation_to_change(key: str, value: str) -> None:
    parameter = default_register()[key]
    found = parameter.on(date(2027, 1, 1))
    assert found is not None
    assert found.value == Decimal(value)
    assert parameter.status is FigureStatus.CONFIRMED
    assert not parameter.own
    assert parameter.citations


def test_fees_printed_only_for_2024_and_seen_elsewhere_for_2025() -> None:
    register = default_register()
    for key, printed, seen in (("lesgeld", 1419, 1458), ("cursusgeld_laag", 295, 303), ("cursusgeld_hoog", 715, 735)):
        first, second = register[key].on(date(2024, 9, 1)), register[key].on(date(2025, 9, 1))
        assert first is not None
        assert second is not None
        assert (first.value, first.status) == (printed, FigureStatus.CONFIRMED)
        assert (second.value, second.status) == (seen, FigureStatus.ESTIMATE)
        assert register[key].on(date(2026, 9, 1)) is None


def test_what_is_not_printed_is_empty() -> None:
    register = default_register()
    empty = {key for key, each in register.parameters.items() if each.status is FigureStatus.EMPTY}
    assert empty == {
        "prijsfactor",
        "eigen_deel",
        "eigen_isw",
        "eigen_idiw",
        "correctiefactor",
        "gemiddelde_prijsfactor",
        "loonkosten",
        "lessen_per_fte",
    }
    assert all(register[key].find for key in empty)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- {key: een, soort: x}", "ontbreekt"),
        ("- {key: een, label: naam, unit: euro, per: vast, checked_on: 2026-01-01}", "noem een artikel"),
        (
            "- {key: een, label: naam, unit: euro, per: vast, checked_on: 2026-01-01, find: hier,"
            " values: [{value: 1, valid_from: 2026-01-01}]}",
            "zonder artikel",
        ),
        (
            "- {key: een, label: naam, unit: euro, per: vast, checked_on: 2026-01-01, find: hier,"
            " values: [{value: -1, valid_from: 2026-01-01, status: schatting}]}",
            "greater than or equal",
        ),
        (
            "- &a {key: een, label: naam, unit: euro, per: vast, checked_on: 2026-01-01, find: hier}\n- *a",
            "twee keer",
        ),
        (
            "- {key: een, label: naam, unit: euro, per: vast, checked_on: 2026-01-01,"
            " citations: [{law: RBVO, bwbr: BWBR0045787, article: '2'}]}",
            "hoort BWBR0045605",
        ),
    ],
)
def test_a_wrong_data_file_is_refused_with_its_place(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "fout.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FinanceDataError, match=r"fout\.yaml") as caught:
        load_register(tmp_path)
    assert reason in str(caught.value)
