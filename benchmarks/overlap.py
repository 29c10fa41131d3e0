"""Overlap: does a short text find what it belongs to, and how fast.

There is no published table of deeltaken and werkprocessen that belong together, so what SLO publishes serves:
(a) ``slo_replaces_paren.csv``: a withdrawn eindterm must find the one that replaced it, among all new ones;
(b) an eindterm must find its own deeltaak among all deeltaken of its profile, taken without that eindterm;
(c) an eindterm must find its own module among the profielmodules of all profiles, taken without that eindterm; a
module scores the mean of its best three texts.
What is learned from the catalogue (the measure of meaning) is learned, for a profile, from the other profiles only.
"""

import csv
import random
import resource
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from benchmarks.data import DATA, DataAbsentError, all_qualifications, module_units, profiles, qualification
from benchmarks.figures import Figure, fastest
from benchmarks.references import plain_characters, stemmed_words
from naadloos.engines.overlap import (
    Embedder,
    Meaning,
    Remembering,
    TextUnit,
    installed_encoder,
    learn_meaning,
    propose,
)
from naadloos.engines.overlap.fragments import Fragments, Texts
from naadloos.engines.overlap.learn import LIKELY_FROM, POSSIBLE_FROM, SHIPPED_RANKER
from naadloos.engines.overlap.match import in_context, pair_features

WORDS, CHARACTERS = "words, stemmed (reference)", "character 3-5-grams (reference)"
OURS, OURS_MEANING = "ours, without the extra", "ours, with the extra"
BEST_TEXTS = 3
SAMPLE = 600

# (left units, right units, profile that may not be learned from) -> per pair one score, or what ours weighs
Score = Callable[[Sequence[TextUnit], Sequence[TextUnit], str], np.ndarray]


def text_of(unit: TextUnit) -> str:
    return " ".join((unit.title, *unit.texts))


@cache
def encoder() -> Embedder | None:
    found = installed_encoder()
    return Remembering(found) if found else None


@cache
def meaning_without(profile: str) -> Meaning | None:
    """Learned from all profiles but one; "" from all."""
    found = encoder()
    rest = [unit for name, units in profiles().items() if name != profile for unit in units]
    return learn_meaning(found, rest) if found else None


def features_of(left: Sequence[TextUnit], right: Sequence[TextUnit], meaning: Meaning | None) -> np.ndarray:
    """What ours weighs of each pair, before the module joins in: an array (left, right, features)."""
    lefts, rights = Texts.of(left), Texts.of(right)
    found = pair_features(Fragments.fit([lefts, rights]), lefts, rights, meaning)
    if len(lefts.units) == len(left) and len(rights.units) == len(right):
        return np.asarray(found)
    whole = np.zeros((len(left), len(right), found.shape[-1]))
    whole[np.ix_([left.index(unit) for unit in lefts.units], [right.index(unit) for unit in rights.units])] = found
    return whole


def settled(values: np.ndarray, left: Sequence[TextUnit]) -> np.ndarray:
    """One score per pair: those of a reference as they are, ours in the context of the modules."""
    if values.ndim == 2:
        return values
    # Before the bend to 0-1: the order is the same, and the mean over texts of a module keeps its meaning.
    return np.asarray(in_context(values, [unit.module for unit in left]) @ np.asarray(SHIPPED_RANKER.weights))


def ours(left: Sequence[TextUnit], right: Sequence[TextUnit], meaning: Meaning | None) -> np.ndarray:
    return settled(features_of(left, right, meaning), left)


def methods() -> dict[str, Score]:
    found: dict[str, Score] = {
        WORDS: lambda left, right, _profile: stemmed_words([*map(text_of, left)], [*map(text_of, right)]),
        CHARACTERS: lambda left, right, _profile: plain_characters([*map(text_of, left)], [*map(text_of, right)]),
        OURS: lambda left, right, _profile: features_of(left, right, None),
    }
    if encoder():
        found[OURS_MEANING] = lambda left, right, profile: features_of(left, right, meaning_without(profile))
    return found


@dataclass(frozen=True, slots=True)
class Scores:
    """Per text the score of what it belongs to, and those of all others."""

    own: np.ndarray
    others: list[np.ndarray]

    def ranks(self) -> np.ndarray:
        """The rank of the own one; a tie counts against it."""
        return np.array([1 + (rest >= own).sum() for own, rest in zip(self.own, self.others, strict=True)])


def figures(benchmark: str, method: str, ranks: np.ndarray) -> Iterator[Figure]:
    yield Figure(benchmark, f"MRR of {len(ranks)}", method, round(float((1 / ranks).mean()), 3), "0-1")
    for top in (1, 3):
        yield Figure(benchmark, f"top-{top}", method, round(float((ranks <= top).mean()), 3), "0-1")


def replaced() -> list[Figure]:
    """(a) among all texts of new eindtermen; a pair whose text did not change asks nothing and is left out."""
    path = DATA / "slo_replaces_paren.csv"
    if not path.exists():
        raise DataAbsentError("../shared/data/slo_replaces_paren.csv is absent")
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter=";"))
    old_name, new_name = "oude_tekst", "nieuwe_tekst"
    rows = [row for row in rows if row[old_name].strip() != row[new_name].strip()]
    targets = sorted(
        {text for units in profiles().values() for unit in units for text in unit.texts}
        | {row[new_name] for row in rows}
    )
    at = {text: index for index, text in enumerate(targets)}
    left = [TextUnit(f"n{index}", text) for index, text in enumerate(targets)]
    right = [TextUnit(f"o{index}", row[old_name]) for index, row in enumerate(rows)]
    found: list[Figure] = []
    for method, score in methods().items():
        matrix = settled(score(left, right, ""), left)
        ranks = [(matrix[:, j] >= matrix[at[row[new_name]], j]).sum() for j, row in enumerate(rows)]
        found += figures("replaced", method, np.array(ranks))
    return found


@cache
def own_deeltaak(method: str) -> Scores:
    own: list[float] = []
    others: list[np.ndarray] = []
    for profile, deeltaken in profiles().items():
        items = [(i, j) for i, each in enumerate(deeltaken) if len(each.texts) > 1 for j in range(len(each.texts))]
        queries = [TextUnit(f"q{i}-{j}", deeltaken[i].texts[j]) for i, j in items]
        without = [
            TextUnit(f"w{i}-{j}", deeltaken[i].title, (*deeltaken[i].texts[:j], *deeltaken[i].texts[j + 1 :]))
            for i, j in items
        ]
        both = methods()[method]([*deeltaken, *without], queries, profile)
        values = both[: len(deeltaken)].copy()
        rows, columns = np.array([i for i, _ in items]), np.arange(len(items))
        values[rows, columns] = both[len(deeltaken) + columns, columns]
        scores = settled(values, deeltaken)
        for column, (i, _) in enumerate(items):
            own.append(float(scores[i, column]))
            others.append(np.delete(scores[:, column], i))
    return Scores(np.array(own), others)


def retrieval() -> list[Figure]:
    """(b)"""
    return [figure for method in methods() for figure in figures("retrieval", method, own_deeltaak(method).ranks())]


def own_module() -> list[Figure]:
    """(c) a fixed sample of the eindtermen of the profielmodules."""
    units = [(module, unit) for module, units in module_units().items() for unit in units]
    names = sorted({module for module, _unit in units})
    texts = [(module, unit.code, text) for module, unit in units for text in (unit.title, *unit.texts)]
    of_module = np.array([names.index(module) for module, _code, _text in texts])
    asked = [index for index, (_m, code, text) in enumerate(texts) if not any(text == u.title for _n, u in units)]
    asked = sorted(random.Random(1).sample(asked, min(SAMPLE, len(asked))))
    left = [TextUnit(f"t{index}", text, module=module) for index, (module, _code, text) in enumerate(texts)]
    found: list[Figure] = []
    for method, score in methods().items():
        ranks = []
        for profile in profiles():
            mine = [index for index in asked if texts[index][0].split("/")[1] == profile]
            found_values = score(left, [TextUnit(f"q{index}", texts[index][2]) for index in mine], profile)
            found_values[mine, np.arange(len(mine))] = np.nan  # the eindterm itself takes no part
            matrix = settled(found_values, left)
            for column, index in enumerate(mine):
                values = np.nan_to_num(matrix[:, column], nan=-np.inf)
                means = np.array([np.sort(values[of_module == m])[-BEST_TEXTS:].mean() for m in range(len(names))])
                ranks.append(int((means >= means[of_module[index]]).sum()))
        found += figures("own-module", method, np.array(ranks))
    return found


def calibration() -> list[Figure]:
    """Which part of the own and of the other pairs lies above the bounds of the likelihood words."""

    def bent(sums: np.ndarray) -> np.ndarray:
        """The bounds are of the score from 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-sums)))

    found = []
    for method in [name for name in methods() if name in (OURS, OURS_MEANING)]:
        scores = own_deeltaak(method)
        others = np.concatenate(scores.others)
        found += [
            Figure(
                "calibration",
                f"{name} pairs from {bound} ({word})",
                method,
                round(float((row >= bound).mean()), 3),
                "0-1",
            )
            for word, bound in (("waarschijnlijk", LIKELY_FROM), ("mogelijk", POSSIBLE_FROM))
            for name, row in (("own", bent(scores.own)), ("other", bent(others)))
        ]
    return found


def speed() -> list[Figure]:
    """One profile (BWI, all modules and keuzevakken) with one qualification (25786 Metselaar), warm."""
    deeltaken, werkprocessen = profiles()["BWI"], qualification("25786")
    left, right = [text_of(each) for each in deeltaken], [text_of(each) for each in werkprocessen]
    plain_seconds = fastest(lambda: stemmed_words(left, right), 7)
    pairs = len(deeltaken) * len(werkprocessen)
    rows = [
        Figure("overlap-speed", f"{pairs} pairs, scores only", WORDS, round(1000 * plain_seconds, 1), "ms"),
    ]
    for name, meaning in ((OURS, None), (OURS_MEANING, meaning_without(""))):
        if name == OURS_MEANING and meaning is None:
            continue
        seconds = fastest(lambda meaning=meaning: propose(deeltaken, werkprocessen, meaning=meaning), 7)  # type: ignore[misc]
        rows += [
            Figure("overlap-speed", f"{pairs} pairs with explanation", name, round(1000 * seconds, 1), "ms"),
            Figure("overlap-speed", f"time, {name}", "ours / reference", round(seconds / plain_seconds, 1), "ratio"),
        ]
    return rows


def varied(count: int) -> list[TextUnit]:
    """Werkprocessen made by variation of the real ones: words of one put into another; always the same."""
    rng = random.Random(7)
    real = [unit.title.split() for unit in all_qualifications()]
    found = []
    for number in range(count):
        one, other = rng.choice(real), rng.choice(real)
        cut, start = rng.randint(1, len(one)), rng.randrange(len(other))
        found.append(TextUnit(f"w{number:05}", " ".join([*one[:cut], *other[start:]]), (" ".join(one),)))
    return found


def national() -> list[Figure]:
    """All deeltaken against 5 000 werkprocessen: the best five of each with explanation."""
    deeltaken = [unit for units in profiles().values() for unit in units]
    werkprocessen = varied(5000)
    seconds = fastest(lambda: propose(deeltaken, werkprocessen), 1)
    left, right = [text_of(each) for each in deeltaken], [text_of(each) for each in werkprocessen]
    reference = fastest(lambda: plain_characters(left, right), 1)
    size = f"{len(deeltaken)} x {len(werkprocessen)}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Figure("overlap-national", f"{size}, scores only", CHARACTERS, round(reference, 1), "s"),
        Figure("overlap-national", f"{size}, best five explained", OURS, round(seconds, 1), "s"),
        Figure("overlap-national", "time", "ours / reference", round(seconds / reference, 1), "ratio"),
        Figure("overlap-national", "most memory of the whole run", "the process", round(peak), "MB"),
    ]


if __name__ == "__main__":
    import sys

    from benchmarks.judged import main

    sys.exit(main())
