"""Words: cleaning a text, and the words that say nothing about the trade."""

import re
import unicodedata
from fnmatch import fnmatchcase
from functools import lru_cache

# "De kandidaat kan" opens nearly every eindterm, "de beginnend beroepsbeoefenaar" many texts of a werkproces.
# Left in, these words would make all eindtermen resemble each other.
BOILERPLATE = re.compile(
    r"\b(?:de|een)\s+(?:kandidaat|leerling|student|(?:beginnend(?:e)?\s+)?beroepsbeoefenaar)\b(?:\s+kan\b)?",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+")

# Function words and adjectives that fit any trade. They count in the score for the little that their rarity makes of
# them (measured: without them, texts that are nearly the same are told apart less well), but no proposal rests on
# them alone, and an explanation does not name them: the parts of the words that it names are parts of the whole.
_STOP_WORDS = """
aan achter af al alle alleen als andere behulp betreffende bij bijvoorbeeld binnen boven buiten bv
daar daarbij daarmee daarvan dan dat de deze die dit diverse doen door dus een eenvoudig eenvoudige
eigen elk elke en er ervan etc gangbare haar hand hebben heeft het hij hoe hun iets in is kan kunnen
maar mede mee meer men met moet na naar nemen niet nog nu of om onder ook op over per relevante rond
samen sommige te tegen ten ter tijdens toe tot tussen u uit van vanuit veel verschillende via
volgens voor waar waarbij waarin wanneer wat welke wie worden wordt zich zij zijn zo zoals zonder
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# A werkproces is generic when its title fits one of these rows: every pattern of the row must fit a word of
# the title (``*`` stands for any letters). They are the steps around the work (prepare, arrange, consult,
# round off, look back) that return in qualifications of every sector, in the finite form and in the older
# infinitive form. Where the verb alone is not enough ("bereidt ondergronden voor" and "bereidt gerechten" are
# trade work) the row asks for the empty object as well.
GENERIC = (
    ("richt*", "werkplek*"),
    ("inrichten", "werkplek*"),
    ("ruimt*", "werkplek*"),
    ("opruimen", "werkplek*"),
    ("bereidt", "*werkzaamheden", "voor"),
    ("bereidt", "werk|opdracht|uitvoering", "voor"),
    ("voorbereid*", "*werkzaamheden"),
    ("voorbereid*", "werk|opdracht|uitvoering"),
    ("rondt", "*werkzaamheden|werk|opdracht|project", "af"),
    ("afrond*", "*werkzaamheden|werk|opdracht|project"),
    ("voert", "voorbereidende|afrondende", "werkzaamheden"),
    ("levert", "werkzaamheden|werk|opdracht|project", "op"),
    ("plant|plannen", "werkzaamheden|werk"),
    ("organiseert", "werkzaamheden|werk"),
    ("stemt", "werkzaamheden|opdracht|derden|zorgverlening", "af"),
    ("overlegt|overleggen",),
    ("evalueert|evalueren",),
    ("reflecteert|reflecteren",),
    ("communiceert|communiceren",),
    ("werkt", "samen"),
    ("samenwerken|samenwerking",),
    ("professionele", "ontwikkeling"),
    ("deskundigheid*",),
    ("functioneert", "professional"),
    ("aanspreekpunt",),
    ("veilige", "werkomgeving"),
    ("kwaliteit", "zorg"),
    ("reageert", "onvoorziene"),
    ("presenteert", "werk|opdracht|project|resultaat"),
    ("registreert|rapporteert|documenteert", "werkzaamheden|werk|gegevens"),
)

# A title of nothing but these words ("Voert werkzaamheden uit") names no trade at all.
EMPTY_WORDS = frozenset({"voert", "uitvoeren", "verricht", "verrichten", "werkzaamheden", "werk", "opdracht"})


@lru_cache(maxsize=50_000)  # an exam programme has some thousands of different words
def plain(word: str) -> str:
    """The word in small letters without accents, so that "coördineert" and "coordineert" are one word."""
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def all_words(*texts: str) -> list[str]:
    """Every word in order, small: what the score counts. Rarity takes care of "de kandidaat kan"."""
    return [found.lower() for text in texts for found in WORD.findall(unicodedata.normalize("NFC", text))]


def words(*texts: str) -> list[str]:
    """The words of the texts in order, small, without boilerplate; a word holds at least one letter."""
    bare = (BOILERPLATE.sub(" ", unicodedata.normalize("NFC", text)) for text in texts)
    return [found.lower() for text in bare for found in WORD.findall(text) if any(map(str.isalpha, found))]


def content_words(*texts: str) -> list[str]:
    """The words that can say something about the trade: no function words, no single letters."""
    return [word for word in words(*texts) if len(word) > 1 and plain(word) not in STOP_WORDS]


def is_generic(title: str) -> bool:
    """Whether a werkproces of this title occurs in nearly every qualification.

    >>> is_generic("Bereidt werkzaamheden voor"), is_generic("Bereidt ondergronden voor")
    (True, False)
    """
    present = [plain(word) for word in words(title)]
    if present and {plain(word) for word in content_words(title)} <= EMPTY_WORDS:
        return True

    def fits(pattern: str) -> bool:
        return any(fnmatchcase(word, choice) for choice in pattern.split("|") for word in present)

    return any(all(fits(pattern) for pattern in row) for row in GENERIC)
