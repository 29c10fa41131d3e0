"""A simple look at a text for pupils and parents: long sentences and words of the office.

It gives hints and no score: a text without hints may still be hard to read.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

LONG_SENTENCE = 20  # words
SHOWN = 8

# What an office writes, and what people say.
_OFFICE = {
    "nl": {
        "aangaande": "over",
        "alsmede": "en ook",
        "alvorens": "voordat",
        "bewerkstelligen": "zorgen voor",
        "conform": "volgens",
        "derhalve": "daarom",
        "desalniettemin": "toch",
        "desbetreffende": "deze",
        "dienaangaande": "daarover",
        "dientengevolge": "daardoor",
        "echter": "maar",
        "geschieden": "gebeuren",
        "gezien het feit dat": "omdat",
        "hieromtrent": "hierover",
        "in het kader van": "voor",
        "indien": "als",
        "inzake": "over",
        "jegens": "tegen",
        "met betrekking tot": "over",
        "met ingang van": "vanaf",
        "middels": "met",
        "mits": "als",
        "omtrent": "over",
        "op het gebied van": "over",
        "reeds": "al",
        "ten behoeve van": "voor",
        "ten gevolge van": "door",
        "teneinde": "om",
        "tenzij": "behalve als",
        "tevens": "ook",
        "thans": "nu",
        "voornoemde": "deze",
        "woonachtig": "die woont",
        "zodanig": "zo",
        "zorgdragen": "zorgen",
    },
    "en": {
        "accordingly": "so",
        "commence": "start",
        "furthermore": "also",
        "hereby": "",
        "in order to": "to",
        "in the event of": "if",
        "notwithstanding": "despite",
        "obtain": "get",
        "prior to": "before",
        "pursuant to": "under",
        "regarding": "about",
        "subsequently": "later",
        "therein": "in it",
        "utilise": "use",
        "with regard to": "about",
    },
}
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing that may be hard to read, in words for the writer."""

    text: str


def hints(text: str, language: str = "nl") -> list[Hint]:
    """What may be said in a simpler way, in the order in which it stands there; at most eight hints."""
    found = [*_long_sentences(text), *_office_words(text, language)]
    return [Hint(each) for each in found[:SHOWN]]


def _long_sentences(text: str) -> list[str]:
    return [
        _("Een zin van %(n)s woorden: “%(start)s…” Maak er twee van.") % {"n": len(words), "start": " ".join(words[:5])}
        for words in (sentence.split() for sentence in _SENTENCE.split(text))
        if len(words) > LONG_SENTENCE
    ]


def _office_words(text: str, language: str) -> list[str]:
    found = []
    for word, plain in _OFFICE.get(language, {}).items():
        if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            found.append(
                _("“%(word)s” is kantoortaal. Gewoner is “%(plain)s”.") % {"word": word, "plain": plain}
                if plain
                else _("“%(word)s” is kantoortaal. Laat het weg.") % {"word": word}
            )
    return found
