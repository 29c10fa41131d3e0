"""What may pass between school and institution inside a route: the closed list of BUL art. 8, and nothing else.

The basis is WEB 2.5.5a lid 9 and WVO 8.17 lid 5; the Besluit uitwisseling leer- en begeleidingsgegevens names the data
in art. 4 to 7. Naadloos itself holds only results and the school career; of the rest it keeps that it was passed on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from naadloos.engines.progress.balance import Balance
from naadloos.engines.progress.phases import Stay
from naadloos.engines.progress.types import Standing
from naadloos.engines.route.terms import Term, gettext_noop
from naadloos.engines.route.text import Text, text

BASIS = "WEB 2.5.5a lid 9, WVO 8.17 lid 5, BUL art. 8"


class Category(Term):
    """Kinds of data; the letter is that of BUL art. 2. What begins with x never passes this way."""

    CAREER = "b-loopbaan", gettext_noop("schoolloopbaan: wissels, overgang, stages, werkervaring")
    RESULTS = "b-resultaten", gettext_noop("resultaten en toetsen")
    ADVICE = "b-advies", gettext_noop("gegeven adviezen")
    ABILITY = "b-aanleg", gettext_noop("cognitieve prestaties en aanleg")
    SOCIAL = "c-ontwikkeling", gettext_noop("sociaal-emotionele ontwikkeling (volgsysteem en oordeel van de docent)")
    BEHAVIOUR = "c-houding", gettext_noop("gedrag en werkhouding")
    PROBLEM = "c-probleem", gettext_noop("aard van een probleem")
    OBSTACLES = "d-belemmering", gettext_noop("belemmeringen")
    LIMITS = "d-beperking", gettext_noop("vastgestelde beperkingen")
    GUIDANCE = "d-begeleiding", gettext_noop("gegeven, geïndiceerde of toegekende begeleiding")
    EVENT = "d-gebeurtenis", gettext_noop("een ingrijpende gebeurtenis")
    HOME = "d-thuis", gettext_noop("de thuissituatie")
    ABSENCE = "e-verzuim", gettext_noop("relatief verzuim van het afgelopen jaar")
    ADMINISTRATION = "x-administratie", gettext_noop("naam, adres, contact, ouders (categorie a)")
    NUMBER = "x-nummer", gettext_noop("persoonsgebonden nummer")
    OTHER_ABSENCE = "x-verzuim", gettext_noop("ander of ouder verzuim")
    OTHER = "x-anders", gettext_noop("iets anders")


class Purpose(Term):
    FOLLOW = "volgen", gettext_noop("de leerling volgen in de leerroute")
    ENROL = "inschrijven", gettext_noop("in- of uitschrijving")
    OTHER = "anders", gettext_noop("een ander doel")


# Of these only what matters for taking part in and doing well at school.
_RELATED = frozenset({Category.OBSTACLES, Category.LIMITS, Category.EVENT, Category.HOME})

_REFUSED = {
    Category.ADMINISTRATION: gettext_noop(
        "Naam, adres, contact en ouders (categorie a) staan niet op de lijst van BUL art. 8. Die gaan met de in- en "
        "uitschrijving (WVO 2.107e lid 2, WEB 8.1.1a lid 1), niet via Naadloos."
    ),
    Category.NUMBER: gettext_noop(
        "Naadloos kent geen persoonsgebonden nummers. De school en de instelling gebruiken die in hun eigen "
        "administratie (WEB 2.5.5a lid 9)."
    ),
    Category.OTHER_ABSENCE: gettext_noop(
        "Alleen relatief verzuim van het jaar vóór de overdracht staat op de lijst (BUL art. 7)."
    ),
    Category.OTHER: gettext_noop(
        "Dit staat niet op de gesloten lijst van BUL art. 8. Wat er niet op staat, gaat niet over."
    ),
}
_PURPOSE = gettext_noop(
    "De wet noemt alleen de in- en uitschrijving en het volgen van de leerroute als doel (WEB 2.5.5a lid 9)."
)
_SIDES = gettext_noop("Dit gaat alleen tussen de school en de instelling van deze route.")
_NOT_RELATED = gettext_noop(
    "Van %(wat)s mag alleen over wat nodig is voor deelname aan het onderwijs en de prestaties (BUL art. 6). Bevestig "
    "dat eerst."
)
_HEALTH = gettext_noop(
    "Gegevens over gezondheid hebben ook een grond in de AVG nodig (te bevestigen). Bevestig dat die er is."
)
_YEAR = gettext_noop("Verzuim gaat over ten hoogste een jaar voor vandaag. Kies een dag vanaf %(dag)s.")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One kind of data that somebody wants to pass on.

    ``from_side`` and ``to_side``: vmbo, mbo or anders. ``related``: only what matters for taking part. ``health``:
    there is a ground in the AVG. ``since``: first day of the absence that it is about.
    """

    category: Category
    purpose: Purpose
    from_side: str
    to_side: str
    related: bool = False
    health: bool = False
    since: date | None = None


def judge_exchange(asked: Exchange, *, on: date) -> Text | None:
    """Why this may not pass; None when it may."""
    if asked.category in _REFUSED:
        return text(_REFUSED[asked.category])
    if {asked.from_side, asked.to_side} != {"vmbo", "mbo"}:
        return text(_SIDES)
    if asked.purpose is Purpose.OTHER:
        return text(_PURPOSE)
    if asked.category in _RELATED and not asked.related:
        return text(_NOT_RELATED, wat=asked.category.label)
    if asked.category is Category.LIMITS and not asked.health:
        return text(_HEALTH)
    if asked.category is Category.ABSENCE:
        first = on - timedelta(days=365)
        if asked.since is None or asked.since < first:
            return text(_YEAR, dag=first.strftime("%d-%m-%Y"))
    return None


@dataclass(frozen=True, slots=True)
class Along:
    """One line of what a leaver takes along, with the category that lets it pass."""

    category: Category
    what: Text


_RESULT = gettext_noop("%(deel)s: behaald (%(diploma)s)")
_CAREER = gettext_noop("fase %(fase)s van %(van)s tot en met %(tot)s")
_CAREER_OPEN = gettext_noop("fase %(fase)s vanaf %(van)s")


def takes_along(found: Balance, stays: Sequence[Stay]) -> tuple[Along, ...]:
    """What Naadloos knows of a leaver and may pass: the phases, and what is done. Each part stands once."""
    lines = []
    for stay in sorted(stays, key=lambda each: each.first):
        said, values = _CAREER_OPEN, {"fase": stay.phase.value.upper(), "van": stay.first.strftime("%d-%m-%Y")}
        if stay.last is not None:
            said, values = _CAREER, {**values, "tot": stay.last.strftime("%d-%m-%Y")}
        lines.append(Along(Category.CAREER, text(said, **values)))
    by_part: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for each in found.lists:
        for line in (*each.of(Standing.DONE), *each.of(Standing.DOUBLE)):
            entry = by_part.setdefault((line.part.kind, line.part.key), (line.part.title, []))
            if each.diploma.value not in entry[1]:
                entry[1].append(each.diploma.value)
    for title, names in by_part.values():
        lines.append(Along(Category.RESULTS, text(_RESULT, deel=title, diploma=tuple(names))))
    return tuple(lines)
