"""The meaning of the texts of the catalogue, for the overlap: computed once after an import, kept in the data folder.

Only with the extra ``embeddings``, and only when enough official texts were read in. A page never computes the whole:
without the file there is no likeness in meaning, and everything works on words alone. So it is for a file with an older
measure, until the start of a server or the next import learns it anew from the vectors that are kept.
"""

import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from naadloos.curriculum.models import Deeltaak, Werkproces
from naadloos.engines.overlap import MEASURE, Meaning, Remembering, TextUnit, installed_encoder, learn_meaning

# Texts computed between two reports of progress.
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds: the vectors by key, and the measure with its number (0: from before it had one)."""

    vectors: dict[str, Any]
    mean: Any
    scale: Any
    measure: int


def _path() -> Path:
    return Path(settings.DATA) / "betekenis.npz"


@lru_cache(maxsize=1)
def _encoder() -> Any:
    return installed_encoder() if settings.MEANING else None


def _families() -> list[TextUnit]:
    rows = Deeltaak.objects.filter(official=True).prefetch_related("eindtermen")
    return [TextUnit(row.code, row.title, tuple(item.text for item in row.eindtermen.all())) for row in rows]


def _werkprocessen() -> list[TextUnit]:
    return [
        TextUnit(row.full_code, row.title, tuple(text for text in (row.description, row.result, row.behaviour) if text))
        for row in Werkproces.objects.all()
    ]


def renew_meaning(report: Callable[[int, int], None] | None = None) -> int:
    """Compute the vectors of all official texts and the measure between them; returns the number of texts.

    0 without the extra or with too few texts; a file of before is removed then, for it may not fit the catalogue any
    more. ``report`` gets (done, total).
    """
    import numpy as np

    encoder = _encoder()
    families = _families()
    if encoder is None or not families:
        _path().unlink(missing_ok=True)
        return 0
    kept = _read(_path(), encoder.name)
    remembering = Remembering(encoder, kept.vectors if kept else {})
    texts = list(
        dict.fromkeys(text for unit in [*families, *_werkprocessen()] for text in (unit.title, *unit.texts) if text)
    )
    for start in range(0, len(texts), AT_ONCE):
        if report:
            report(start, len(texts))
        remembering.encode(texts[start : start + AT_ONCE])
    meaning = learn_meaning(remembering, families)
    if meaning is None:
        _path().unlink(missing_ok=True)
        return 0
    # Two processes of a server may do this at the same time; the last one stands.
    fresh = _path().with_suffix(f".{os.getpid()}.npz")
    keys = list(remembering.store)
    np.savez(
        fresh,
        name=np.asarray(encoder.name),
        measure=np.asarray(MEASURE),
        keys=np.asarray(keys),
        rows=np.asarray([remembering.store[key] for key in keys], dtype=np.float32),
        mean=meaning.mean,
        scale=meaning.scale,
    )
    fresh.replace(_path())
    return len(texts)


def meaning_is_older() -> bool:
    """Was the measure that is kept made by an earlier version of the program?"""
    encoder = _encoder()
    kept = _read(_path(), encoder.name) if encoder else None
    return kept is not None and kept.measure != MEASURE


def catalogue_meaning() -> Meaning | None:
    """The measure as it was last computed, or None. Texts that came since are computed when they are asked for."""
    try:
        at = os.stat(_path()).st_mtime_ns
    except OSError:
        return None
    return _load(str(_path()), at)


@lru_cache(maxsize=1)
def _load(path: str, _at: int) -> Meaning | None:
    encoder = _encoder()
    if encoder is None:
        return None
    kept = _read(Path(path), encoder.name)
    if kept is None or kept.measure != MEASURE:
        return None
    return Meaning(Remembering(encoder, kept.vectors), kept.mean, kept.scale)


def _read(path: Path, name: str) -> Kept | None:
    """None without a file, or for one of another encoder or broken off."""
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as kept:
            if str(kept["name"]) != name:
                return None
            vectors = dict(zip(kept["keys"].tolist(), kept["rows"], strict=True))
            measure = int(kept["measure"]) if "measure" in kept else 0
            return Kept(vectors, kept["mean"], kept["scale"], measure)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        # Words alone, until the next import renews it.
        return None
