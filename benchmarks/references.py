"""What the overlap engine is held against: two plain ways of comparing texts."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np


def _tfidf(left: Sequence[str], right: Sequence[str], **options: Any) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(sublinear_tf=True, **options).fit_transform([*left, *right])
    return np.asarray((matrix[: len(left)] @ matrix[len(left) :].T).toarray())


def plain_characters(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    """Character 3-5-grams, nothing cleaned."""
    return _tfidf(left, right, analyzer="char_wb", ngram_range=(3, 5))


def stemmed_words(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    """Whole words with Dutch stemming."""
    from snowballstemmer import stemmer

    # The algorithm that is called "dutch" before version 3; the one of that name since makes "gerechten" into "recht".
    stem = stemmer("dutch_porter").stemWord
    return _tfidf(left, right, analyzer=lambda text: [stem(word) for word in re.findall(r"\w\w+", text.lower())])
