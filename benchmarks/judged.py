"""Overlap against pairs that people judged, in any file of this shape.

    python -m benchmarks.overlap --modules FILE.json    {"25786": ["P/BWI/01", ...], ...}
    python -m benchmarks.overlap --pairs FILE.csv       deeltaak, crebo, werkproces, score (0-3)

``--modules``: each werkproces of the crebo must find one of the named modules among all forty; a module scores
the mean of its best three texts (deeltaken, eindtermen). ``--pairs``: each deeltaak must find the werkprocessen that
were judged 2 or 3 among all of the crebo; AUC is over the judged pairs alone. ``--json`` prints one object with a list
of methods. Nothing here is tuned on such a file.
"""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks.data import DataAbsentError, modules, profiles, qualification
from benchmarks.overlap import meaning_without, ours, text_of
from benchmarks.references import plain_characters, stemmed_words
from naadloos.engines.overlap import TextUnit

RELEVANT_FROM = 2
BEST_TEXTS = 3

# (left units, right units) -> one score per pair
Score = Callable[[Sequence[TextUnit], Sequence[TextUnit]], np.ndarray]


def engine(left: Sequence[TextUnit], right: Sequence[TextUnit]) -> np.ndarray:
    """Ours: what the product shows in this installation, so with meaning when the extra is installed."""
    return ours(left, right, meaning_without(""))


def words_alone(left: Sequence[TextUnit], right: Sequence[TextUnit]) -> np.ndarray:
    """Ours without the extra."""
    return ours(left, right, None)


def _on_texts(score: Callable[[Sequence[str], Sequence[str]], np.ndarray]) -> Score:
    return lambda left, right: score([*map(text_of, left)], [*map(text_of, right)])


METHODS: dict[str, Score] = {
    "naadloos": engine,
    "naadloos zonder extra": words_alone,
    "woorden (stam)": _on_texts(stemmed_words),
    "tekens": _on_texts(plain_characters),
}


@dataclass(frozen=True, slots=True)
class Result:
    method: str
    top1: float
    top3: float
    mrr: float
    auc: float | None


def _auc(scores: np.ndarray, good: np.ndarray) -> float | None:
    """The chance that a good pair scores above a bad one; a tie counts half."""
    from sklearn.metrics import roc_auc_score

    return round(float(roc_auc_score(good, scores)), 3) if good.any() and not good.all() else None


def _result(method: str, ranks: list[int], scores: list[float], good: list[bool]) -> Result:
    found = np.array(ranks)
    return Result(
        method,
        top1=round(float((found == 1).mean()), 3),
        top3=round(float((found <= BEST_TEXTS).mean()), 3),
        mrr=round(float((1 / found).mean()), 3),
        auc=_auc(np.array(scores), np.array(good)),
    )


def _best_rank(scores: np.ndarray, good: np.ndarray) -> int:
    """The rank of the best good one; a tie with a bad one counts against it."""
    return int(1 + (scores[~good] >= scores[good].max()).sum())


def by_modules(wanted: dict[str, list[str]]) -> list[Result]:
    """Each werkproces against all modules. Raises SystemExit for an unknown crebo or module."""
    texts = modules()
    names = list(texts)
    flat = [
        (name, TextUnit(f"{name} {at}", text, module=name)) for name in names for at, text in enumerate(texts[name])
    ]
    of_module = np.array([names.index(name) for name, _text in flat])
    unknown = {code for codes in wanted.values() for code in codes} - set(names)
    if unknown:
        raise SystemExit(f"unknown modules: {', '.join(sorted(unknown))}")
    results = []
    for method, score in METHODS.items():
        ranks: list[int] = []
        all_scores: list[float] = []
        all_good: list[bool] = []
        for crebo, codes in wanted.items():
            matrix = score([unit for _name, unit in flat], qualification(crebo))
            good = np.array([name in codes for name in names])
            for column in matrix.T:
                per_module = np.array([np.sort(column[of_module == i])[-BEST_TEXTS:].mean() for i in range(len(names))])
                ranks.append(_best_rank(per_module, good))
                all_scores += per_module.tolist()
                all_good += good.tolist()
        results.append(_result(method, ranks, all_scores, all_good))
    return results


def by_pairs(rows: list[dict[str, str]]) -> list[Result]:
    """Each deeltaak against the werkprocessen of the crebo. Codes are looked up; other texts are taken as they are."""
    deeltaken = {unit.code: unit for units in profiles().values() for unit in units}
    groups: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        groups.setdefault((row["deeltaak"], row["crebo"]), {})[row["werkproces"]] = int(row["score"])
    results = []
    for method, score in METHODS.items():
        ranks: list[int] = []
        all_scores: list[float] = []
        all_good: list[bool] = []
        for crebo in sorted({crebo for _deeltaak, crebo in groups}):
            own = {code: judged for (code, other), judged in groups.items() if other == crebo}
            titles = {unit.code.split(" ", 1)[1]: unit.title for unit in qualification(crebo)}
            titles |= {code: code for judged in own.values() for code in judged if code not in titles}
            codes = list(titles)
            matrix = score(
                [deeltaken.get(code, TextUnit(code, code)) for code in own],
                [TextUnit(code, title) for code, title in titles.items()],
            )
            for line, judged in zip(matrix, own.values(), strict=True):
                good = np.array([judged.get(code, 0) >= RELEVANT_FROM for code in codes])
                if good.any() and not good.all():
                    ranks.append(_best_rank(line, good))
                for code, mark in judged.items():
                    all_scores.append(float(line[codes.index(code)]))
                    all_good.append(mark >= RELEVANT_FROM)
        if not ranks:
            raise SystemExit("no deeltaak in the file has a werkproces that was judged 2 or 3")
        results.append(_result(method, ranks, all_scores, all_good))
    return results


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overlap", description=__doc__)
    parser.add_argument("--modules", type=Path, help="JSON: crebo -> fitting module codes")
    parser.add_argument("--pairs", type=Path, help="CSV: deeltaak, crebo, werkproces, score")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if not options.modules and not options.pairs:
        parser.error("give --modules or --pairs; `python -m benchmarks` measures the rest")
    found: dict[str, list[Result]] = {}
    try:
        if options.modules:
            found["modules"] = by_modules(json.loads(options.modules.read_text(encoding="utf-8")))
        if options.pairs:
            with options.pairs.open(encoding="utf-8-sig", newline="") as handle:
                found["pairs"] = by_pairs(list(csv.DictReader(handle)))
    except DataAbsentError as absent:
        print(absent, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps({name: [asdict(row) for row in rows] for name, rows in found.items()}, indent=2))
        return 0
    for name, rows in found.items():
        print(f"| {name} | top-1 | top-3 | MRR | AUC |\n|---|---:|---:|---:|---:|")
        for row in rows:
            print(
                f"| {row.method} | {row.top1:g} | {row.top3:g} | {row.mrr:g} | {'-' if row.auc is None else row.auc} |"
            )
    return 0
