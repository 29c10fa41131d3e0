"""The benchmark against judged pairs: right figures on a small file, and a plain refusal of a wrong one."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pytest
from helpers import ROOT

from benchmarks import judged, overlap

real = pytest.mark.skipif(
    not (ROOT.parent / "shared" / "data" / "mbo_kwalificaties_selectie.json").exists(),
    reason="the shared data are not beside the project",
)


def test_ranks_count_ties_against_us() -> None:
    good = np.array([True, False, False])
    assert judged._best_rank(np.array([0.9, 0.1, 0.2]), good) == 1
    assert judged._best_rank(np.array([0.5, 0.5, 0.2]), good) == 2
    assert judged._best_rank(np.array([0.0, 0.5, 0.2]), good) == 3


class Words:
    """A quick encoder: the sentence encoder takes minutes for the whole catalogue."""

    name = "words"

    def encode(self, texts: Sequence[str]) -> Any:
        rows = np.zeros((len(texts), 64))
        for at, text in enumerate(texts):
            for word in text.lower().split() or [""]:
                rows[at, crc32(word.encode()) % 64] += 1
        return rows


@pytest.fixture
def quick_encoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(overlap, "installed_encoder", Words)
    for remembered in (overlap.encoder, overlap.meaning_without):
        remembered.cache_clear()
    yield
    for remembered in (overlap.encoder, overlap.meaning_without):
        remembered.cache_clear()


@real
@pytest.mark.usefixtures("quick_encoder")
def test_modules_and_pairs_give_a_row_per_method(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    modules, pairs = tmp_path / "modules.json", tmp_path / "pairs.csv"
    modules.write_text('{"25786": ["P/BWI/01", "P/BWI/02"]}')
    pairs.write_text(
        "deeltaak,crebo,werkproces,score\n"
        "P/BWI/02/02,25786,B1-K1-W3,3\nP/BWI/02/02,25786,B1-K1-W8,0\nP/BWI/02/01,25786,B1-K1-W2,3\n"
    )
    assert judged.main(["--modules", str(modules), "--pairs", str(pairs), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    for rows in found.values():
        assert [row["method"] for row in rows] == list(judged.METHODS)
        assert rows[0]["method"] == "naadloos"
        assert all(0 <= row["top1"] <= row["top3"] <= 1 for row in rows)
        assert all(row["top1"] <= row["mrr"] <= 1 for row in rows)
    used = overlap.encoder()
    assert used is not None
    assert used.computed > 0


@real
def test_an_unknown_module_is_named() -> None:
    with pytest.raises(SystemExit, match="P/XXX/01"):
        judged.by_modules({"25786": ["P/XXX/01"]})
