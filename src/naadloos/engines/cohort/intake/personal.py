"""Seeing that something is about a person, so that it can be refused before anything is kept.

It sees what people put in such files by mistake: names, person numbers, addresses, telephone numbers. It cannot see
everything; a key that is made from a name on purpose gets through. The sentences never repeat what was found.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from naadloos.engines.cohort.intake.names import FIRST_NAMES, SHORT_NAMES
from naadloos.engines.route.terms import Term, gettext_noop
from naadloos.engines.route.text import Text, text


class Personal(Term):
    """What is not allowed in."""

    NAME = "naam", gettext_noop("een naam")
    NUMBER = "bsn", gettext_noop("een burgerservicenummer, onderwijsnummer of persoonsnummer")
    PUPIL = "leerlingnummer", gettext_noop("een nummer uit de leerlingenadministratie")
    EMAIL = "e-mail", gettext_noop("een e-mailadres")
    BIRTH = "geboortedatum", gettext_noop("een geboortedatum")
    ADDRESS = "adres", gettext_noop("een adres")
    POSTCODE = "postcode", gettext_noop("een postcode")
    PHONE = "telefoon", gettext_noop("een telefoonnummer")


_IN_COLUMN: Mapping[Personal, str] = {
    Personal.NAME: gettext_noop("Kolom %(kolom)s is voor namen. Haal die kolom weg; er is niets ingelezen."),
    Personal.NUMBER: gettext_noop(
        "Kolom %(kolom)s is voor een burgerservicenummer, onderwijsnummer of persoonsnummer. Haal die kolom weg; er is "
        "niets ingelezen."
    ),
    Personal.PUPIL: gettext_noop(
        "Kolom %(kolom)s is voor het nummer uit uw leerlingenadministratie. Haal die kolom weg en gebruik een eigen, "
        "willekeurige sleutel; er is niets ingelezen."
    ),
    Personal.EMAIL: gettext_noop("Kolom %(kolom)s is voor e-mailadressen. Haal die kolom weg; er is niets ingelezen."),
    Personal.BIRTH: gettext_noop("Kolom %(kolom)s is voor geboortedatums. Haal die kolom weg; er is niets ingelezen."),
    Personal.ADDRESS: gettext_noop("Kolom %(kolom)s is voor adressen. Haal die kolom weg; er is niets ingelezen."),
    Personal.POSTCODE: gettext_noop("Kolom %(kolom)s is voor postcodes. Haal die kolom weg; er is niets ingelezen."),
    Personal.PHONE: gettext_noop("Kolom %(kolom)s is voor telefoonnummers. Haal die kolom weg; er is niets ingelezen."),
}
_IN_CELL: Mapping[Personal, str] = {
    Personal.NAME: gettext_noop("Hier staat iets wat op een naam lijkt. Haal het weg."),
    Personal.NUMBER: gettext_noop("Hier staat een nummer dat een burgerservicenummer kan zijn. Haal het weg."),
    Personal.EMAIL: gettext_noop("Hier staat een e-mailadres. Haal het weg."),
    Personal.PHONE: gettext_noop("Hier staat iets wat op een telefoonnummer lijkt. Haal het weg."),
}
_KEY: Mapping[Personal, str] = {
    Personal.NAME: gettext_noop(
        "Deze sleutel lijkt op een naam: hij heeft meer dan drie letters achter elkaar, of een korte voornaam. Neem "
        "een willekeurige sleutel, zoals LL-2027-001."
    ),
    Personal.NUMBER: gettext_noop(
        "In deze sleutel staat een nummer dat een burgerservicenummer kan zijn. Neem een willekeurige sleutel, zoals "
        "LL-2027-001."
    ),
    Personal.PHONE: gettext_noop(
        "In deze sleutel staat iets wat op een telefoonnummer lijkt. Neem een willekeurige sleutel, zoals LL-2027-001."
    ),
    Personal.EMAIL: gettext_noop("Deze sleutel is een e-mailadres. Neem een willekeurige sleutel, zoals LL-2027-001."),
    Personal.BIRTH: gettext_noop(
        "In deze sleutel staat iets wat op een geboortedatum lijkt. Neem een willekeurige sleutel, zoals LL-2027-001."
    ),
}
_KEY_FORM = gettext_noop(
    "Een sleutel heeft 3 tot en met 64 tekens: letters zonder accent, cijfers, - en _. Neem een willekeurige sleutel, "
    "zoals LL-2027-001."
)
_KEY_DIGIT = gettext_noop("In een sleutel staat minstens één cijfer. Neem een willekeurige sleutel, zoals LL-2027-001.")

# Words in the head of a column, in the order in which they decide.
_HEADS: tuple[tuple[Personal, re.Pattern[str]], ...] = (
    (Personal.EMAIL, re.compile(r"\be ?mail|mail(adres)?\b")),
    (
        Personal.NUMBER,
        re.compile(
            r"\bbsn|bsn\b|burger ?service|\bsofi|\bonr\b|\bonderwijs ?n(umme)?r|\bpgn\b|"
            r"persoons ?(gebonden )?n(umme)?r|\bsocial security|\bpaspoort|\bidentiteits"
        ),
    ),
    (
        Personal.PUPIL,
        re.compile(r"\b(leerling|ll|student|stud|deelnemer|stam|debiteur)(en)? ?(n(umme)?r|id|code)\b"),
    ),
    (Personal.BIRTH, re.compile(r"geboort|geboren|\bgeb ?(dat|datum|dtm|d)?\b|\bbirth|\bdob\b|verjaardag")),
    (Personal.POSTCODE, re.compile(r"post ?code|zip ?code|\bpc ?[46]?\b")),
    (Personal.ADDRESS, re.compile(r"adres|address|straat|huis ?n(umme)?r|woon ?plaats|woon ?adres")),
    (Personal.PHONE, re.compile(r"telefoon|\btel\b|tel ?n(umme)?r|mobiel|\bgsm\b|\bphone|whats ?app|\b06\b")),
    (
        Personal.NAME,
        re.compile(
            r"naam\b|namen\b|\w*name\b|voorletter|initia(al|len|ls)\b|tussenvoegsel|voorvoegsel|\bleerling(en)?$|"
            r"\bstudent(en)?$|\bdeelnemer(s)?$|\bmentor\b|\bouder(s)?\b|\bverzorger"
        ),
    ),
)
# A name of one of these is no person.
_THINGS = re.compile(
    r"opleiding|school|instelling|vestiging|route|vak\b|profiel|leerweg|sector|crebo|bestand|kolom|domein|gemeente|"
    r"provincie|file"
)
_KEY_FORM_OK = re.compile(r"[A-Za-z0-9_-]{3,64}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-f]{16,64}", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]|[^\s@]+\s*(?:\(at\)|\[at\])\s*[^\s@]+", re.IGNORECASE)
_SEPARATORS = r"[ .\-_/]"
# As people write a person number: 123456782, 1234.56.782, 123 456 782.
_GROUPED = re.compile(
    rf"(?<![0-9])(?:[0-9]{{3}}{_SEPARATORS}+[0-9]{{3}}{_SEPARATORS}+[0-9]{{3}}|"
    rf"[0-9]{{3,4}}{_SEPARATORS}+[0-9]{{2}}{_SEPARATORS}+[0-9]{{3}})(?![0-9])"
)
_DATE = re.compile(r"[0-9]{1,2}[-/._ ][0-9]{1,2}[-/._ ][0-9]{4}|[0-9]{4}[-/._ ][0-9]{1,2}[-/._ ][0-9]{1,2}")
_SCHOOL_YEAR = re.compile(r"20[0-9]{2} ?[-/–] ?20[0-9]{2}")
_PHONE = re.compile(r"(?<![\w+])[+(]?[0-9][0-9 ().\-_/]{7,18}[0-9](?![\w])")
_PHONE_DIGITS = re.compile(r"\+[1-9][0-9]{8,14}|00[1-9][0-9]{8,12}|0[1-9][0-9]{8}|6[0-9]{8}|31[1-9][0-9]{8}")
_PREFIXES = r"(?:van|von|de|der|den|het|'t|’t|ten|ter|te|op|in|el|al|ben|bin|la|le|du|da|dos|d')"
_WORD = r"[A-Z][a-z]+(?:['’-][A-Za-z]+)*"
_INITIALS = re.compile(rf"\b(?:[A-Z]\. ?){{1,5}}(?:{_PREFIXES} ){{0,3}}{_WORD}")
_LAST_FIRST = re.compile(
    rf"(?:{_PREFIXES} ){{0,3}}{_WORD}(?: {_WORD})*, ?(?:{_WORD}|(?:[A-Z]\. ?)+)(?: {_PREFIXES})*", re.IGNORECASE
)
_FIRST_LAST = re.compile(rf"{_WORD}(?: (?:{_WORD}|[A-Z]\.?|{_PREFIXES})){{0,5}} {_WORD}")
_WITH_PREFIX = re.compile(rf"[a-z'-]+(?: {_PREFIXES}){{1,3}} [a-z'-]+", re.IGNORECASE)
_RUN = re.compile(r"[0-9]+")
_BORN_FROM, _BORN_TO = 1980, 2022


def elfproef(digits: str) -> bool:
    """Can these 8 or 9 digits be a burgerservicenummer?

    >>> elfproef("123456782"), elfproef("123456789"), elfproef("000000000")
    (True, False, False)
    """
    if len(digits) not in (8, 9) or not digits.strip("0"):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(digits.zfill(9), weights, strict=True)) % 11 == 0


def personal_column(head: str) -> Personal | None:
    """What a column with this head is for, when that is about persons."""
    # "geb_datum", "E-mail" and "GeboorteDatum" are the same words.
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", _plain(head)[:200])
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", parted.lower()).split())
    for kind, words in _HEADS:
        if words.search(plain) and not (kind is Personal.NAME and _THINGS.search(plain)):
            return kind
    return None


def column_text(kind: Personal, number: int) -> Text:
    """Which column to remove, by its number: the head could hold a name itself."""
    return text(_IN_COLUMN[kind], kolom=number)


def personal_in(cell: str, *, prose: bool = False) -> Personal | None:
    """What this cell says about a person. ``prose``: two words with capitals are no name yet ("Jaarverslag Scalda")."""
    plain = _plain(cell)
    if not plain:
        return None
    if _EMAIL.search(plain):
        return Personal.EMAIL
    if not _DATE.fullmatch(plain) and not _SCHOOL_YEAR.fullmatch(plain):
        if _has_number(plain):
            return Personal.NUMBER
        if _has_phone(plain):
            return Personal.PHONE
    return Personal.NAME if _like_name(plain, prose) else None


def cell_text(kind: Personal) -> Text:
    return text(_IN_CELL[kind])


def key_problem(key: str) -> Text | None:
    """Why this is no key for a pupil; None when it is one."""
    if (found := _key_personal(key)) is not None:
        return text(_KEY[found])
    if not _KEY_FORM_OK.fullmatch(key):
        return text(_KEY_FORM)
    return None if any(sign.isdigit() for sign in key) else text(_KEY_DIGIT)


def _key_personal(key: str) -> Personal | None:
    plain = _plain(key)
    if _EMAIL.search(plain):
        return Personal.EMAIL
    bare = re.sub(r"[-_]", "", plain)
    is_hex = bool(_HEX.fullmatch(plain) or _UUID.fullmatch(plain))
    # A long random key holds such a number by chance in one of seventy cases; in a short one it is no chance.
    if is_hex and len(bare) >= 32 and len(re.findall(r"[a-f]", bare, re.IGNORECASE)) >= 4:
        return None
    if _has_number(plain):
        return Personal.NUMBER
    if _has_phone(plain) or any(re.fullmatch(r"0[1-9][0-9]{8}", run) for run in _RUN.findall(plain)):
        return Personal.PHONE
    if _has_birth(plain):
        return Personal.BIRTH
    runs = re.findall(r"[^\W\d_]+", plain)
    if not is_hex and any(len(run) > 3 or run.lower() in SHORT_NAMES for run in runs):
        return Personal.NAME
    return None


def _plain(value: str) -> str:
    """Without accents, signs that do not show and other ways of writing a digit; one space between words."""
    signs = unicodedata.normalize("NFKD", value)
    kept = (
        str(unicodedata.decimal(sign, "")) or sign
        for sign in signs
        if unicodedata.category(sign) not in ("Mn", "Cf", "Cc") or sign in "\t\n\r"
    )
    return " ".join("".join(kept).replace("‐", "-").replace("–", "-").split())


def _has_number(plain: str) -> bool:
    return any(elfproef(digits) for digits in _numbers(plain))


def _numbers(plain: str) -> Iterator[str]:
    """Everything in it that has the form of a person number, zeros in front or not."""
    groups = [re.sub(r"[^0-9]", "", found) for found in _GROUPED.findall(plain)]
    whole = re.sub(_SEPARATORS, "", plain)
    for digits in [*_RUN.findall(plain), *groups, *([whole] if whole.isdigit() else [])]:
        if len(digits) > 9:
            digits = digits.lstrip("0")
        yield digits


def _has_phone(plain: str) -> bool:
    return any(
        _PHONE_DIGITS.fullmatch(re.sub(r"[^0-9+]", "", found.replace("(0)", ""))) for found in _PHONE.findall(plain)
    )


def _has_birth(plain: str) -> bool:
    if _DATE.fullmatch(plain):
        first, second, third = (int(part) for part in _RUN.findall(plain))
        return any(_born(*order) for order in ((third, second, first), (first, second, third), (third, first, second)))
    for run in _RUN.findall(plain):
        if len(run) == 8 and (
            _born(int(run[:4]), int(run[4:6]), int(run[6:])) or _born(int(run[4:]), int(run[2:4]), int(run[:2]))
        ):
            return True
    return False


def _born(year: int, month: int, day: int) -> bool:
    try:
        return _BORN_FROM <= date(year, month, day).year <= _BORN_TO
    except ValueError:
        return False


def _like_name(plain: str, prose: bool) -> bool:
    if any(run in FIRST_NAMES for run in re.findall(r"[a-z]+", plain.lower())) or _INITIALS.search(plain):
        return True
    # The patterns are tried on short texts alone: a name is short.
    if prose or len(plain) > 60:
        return False
    return bool(_LAST_FIRST.fullmatch(plain) or _FIRST_LAST.fullmatch(plain) or _WITH_PREFIX.fullmatch(plain))
