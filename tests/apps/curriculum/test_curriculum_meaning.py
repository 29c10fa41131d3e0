"""The meaning of the texts of the catalogue: computed once, kept in the data folder, never needed."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from naadloos.curriculum import meaning, warm
from naadloos.curriculum.models import Deeltaak, Eindterm
from naadloos.engines.overlap import TextUnit


class Counting:
    """Counts the texts that it encodes."""

    name = "telt"
    texts = 0

    def encode(self, texts: Sequence[str]) -> Any:
        self.texts += len(texts)
        rows = np.random.default_rng(5).random((26, 6))
        return np.asarray([sum(rows[ord(letter) % 26] for letter in text) for text in texts])


@pytest.fixture
def encoder(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counting]:
    settings.DATA = tmp_path
    found = Counting()
    monkeypatch.setattr(meaning, "_encoder", lambda: found)
    meaning._load.cache_clear()
    yield found
    meaning._load.cache_clear()


def official(count: int) -> None:
    Deeltaak.objects.update(official=True)
    deeltaak = Deeltaak.objects.first()
    assert deeltaak is not None
    Eindterm.objects.bulk_create(
        Eindterm(deeltaak=deeltaak, code=f"e{at}", text=f"tekst nummer {at}", slo_id=f"{at:032x}")
        for at in range(count)
    )


def test_it_is_computed_once_and_read_from_the_file(encoder: Counting, tmp_path: Path) -> None:
    official(400)
    steps: list[tuple[int, int]] = []
    count = meaning.renew_meaning(lambda done, total: steps.append((done, total)))
    assert count == encoder.texts > 400
    assert steps[0] == (0, count)
    found = meaning.catalogue_meaning()
    assert found is not None
    assert found.vectors([TextUnit("x", "tekst nummer 3")]).shape == (1, 6)
    assert encoder.texts == count
    # Again: only what is new is computed.
    assert meaning.renew_meaning() == count
    assert encoder.texts == count


def test_without_official_texts_there_is_none(encoder: Counting) -> None:
    Deeltaak.objects.update(official=False)
    assert meaning.renew_meaning() == 0
    assert meaning.catalogue_meaning() is None


def test_without_the_extra_a_file_of_before_is_not_used(
    encoder: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    official(400)
    meaning.renew_meaning()
    monkeypatch.setattr(meaning, "_encoder", lambda: None)
    meaning._load.cache_clear()
    assert meaning.catalogue_meaning() is None
    assert meaning.renew_meaning() == 0
    assert list(tmp_path.glob("betekenis*")) == []


def test_an_older_measure_is_not_used_and_learned_anew_from_what_is_kept(
    encoder: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    official(400)
    count = meaning.renew_meaning()
    path = tmp_path / "betekenis.npz"
    with np.load(path) as kept:
        np.savez(path, **{name: kept[name] for name in kept if name != "measure"})
    meaning._load.cache_clear()
    assert meaning.meaning_is_older()
    assert meaning.catalogue_meaning() is None
    monkeypatch.setattr(warm.connection, "close", lambda: None)  # the database of the test is in this connection
    warm.warm_up()
    assert not meaning.meaning_is_older()
    assert meaning.catalogue_meaning() is not None
    assert encoder.texts == count
    assert [each.name for each in tmp_path.iterdir()] == ["betekenis.npz"]


def test_starting_a_server_changes_nothing_that_is_up_to_date(
    encoder: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    official(400)
    meaning.renew_meaning()
    before = (tmp_path / "betekenis.npz").stat().st_mtime_ns
    monkeypatch.setattr(warm.connection, "close", lambda: None)
    warm.warm_up()
    assert (tmp_path / "betekenis.npz").stat().st_mtime_ns == before
    assert encoder.texts > 400


def test_a_server_loads_beside_its_first_answers_what_overlap_and_monitor_need() -> None:
    """In a process of its own, for here it was loaded long ago."""
    script = (
        "import sys, threading; import naadloos.wsgi; "
        "[thread.join() for thread in threading.enumerate() if thread.name == 'warm-up']; "
        "print({'sklearn.feature_extraction.text', 'statsmodels.stats.proportion'} <= sys.modules.keys())"
    )
    surroundings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "settings_for_tests",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=surroundings)
    assert (found.stdout.strip(), found.returncode) == ("True", 0), found.stderr


def test_a_broken_file_gives_words_alone(encoder: Counting, tmp_path: Path) -> None:
    (tmp_path / "betekenis.npz").write_bytes(b"kapot")
    assert meaning.catalogue_meaning() is None
