"""Names in a clause that stand for what the route knows, such as {partijen}: the clause keeps its link to the facts."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from naadloos.agreements.words import date_text, list_text
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.document import Partner
from naadloos.engines.route.terms import BodyKind, OrganisationKind, PartnerSide, gettext_noop

_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One name. ``value`` gives the words, or nothing when the route does not know; ``step`` is where to fill it in."""

    name: str
    label: str
    step: int
    value: Callable[[RouteDocument], str]


def _there(document: RouteDocument) -> list[Partner]:
    """The partners that still take part."""
    return [each for each in document.route.partners if each.left_on is None]


def _side(side: PartnerSide) -> Callable[[RouteDocument], str]:
    return lambda document: list_text([each.name for each in _there(document) if each.side is side])


def _parties(document: RouteDocument) -> str:
    return list_text([each.name for each in _there(document) if each.side in (PartnerSide.VMBO, PartnerSide.MBO)])


def _companies(document: RouteDocument) -> str:
    return list_text([each.name for each in _there(document) if each.kind is OrganisationKind.COMPANY])


def _bodies(kind: BodyKind) -> Callable[[RouteDocument], str]:
    return lambda document: list_text([each.name for each in document.organisation.bodies if each.kind is kind])


def _programmes(document: RouteDocument) -> str:
    return list_text([f"{each.name} ({each.crebo})" for each in document.route.qualifications])


def _groups(document: RouteDocument) -> str:
    return list_text([school_year_text(each.start_year) for each in document.route.cohorts])


PLACEHOLDERS = {
    each.name: each
    for each in (
        Placeholder("route", gettext_noop("naam van de route"), 1, lambda document: document.route.name),
        Placeholder("partijen", gettext_noop("alle scholen en instellingen"), 2, _parties),
        Placeholder("school", gettext_noop("vmbo-school of -scholen"), 2, _side(PartnerSide.VMBO)),
        Placeholder("instelling", gettext_noop("mbo-instelling of -instellingen"), 2, _side(PartnerSide.MBO)),
        Placeholder("bedrijven", gettext_noop("bedrijven die partner zijn"), 2, _companies),
        Placeholder("opleidingen", gettext_noop("mbo-opleidingen met crebo"), 1, _programmes),
        Placeholder("duur", gettext_noop("duur van de route"), 1, lambda document: f"{document.route.years} jaar"),
        Placeholder("groepen", gettext_noop("schooljaren waarin een groep start"), 1, _groups),
        Placeholder("locatie", gettext_noop("plaats van uitvoering"), 1, lambda document: document.route.location),
        Placeholder("stuurgroep", gettext_noop("naam van de leiding"), 4, _bodies(BodyKind.STEERING)),
        Placeholder("overleg_raden", gettext_noop("overleg van de raden"), 4, _bodies(BodyKind.VOICE)),
        Placeholder(
            "begin",
            gettext_noop("begin van de looptijd"),
            9,
            lambda document: date_text(document.agreement.starts_on) if document.agreement.starts_on else "",
        ),
        Placeholder(
            "einde",
            gettext_noop("einde van de looptijd"),
            9,
            lambda document: date_text(document.agreement.ends_on) if document.agreement.ends_on else "",
        ),
        Placeholder(
            "verlengen",
            gettext_noop("besluit over verlengen voor"),
            9,
            lambda document: date_text(document.agreement.renew_by) if document.agreement.renew_by else "",
        ),
    )
}


def names_in(text: str) -> list[str]:
    """The names in a text, in their order, once each.

    >>> names_in("Van {begin} tot {einde}, {begin}")
    ['begin', 'einde']
    """
    return list(dict.fromkeys(_NAME.findall(text)))


def unknown_names(text: str) -> list[str]:
    """Names that stand for nothing."""
    return [name for name in names_in(text) if name not in PLACEHOLDERS]


def filled(text: str, document: RouteDocument) -> tuple[str, list[Placeholder]]:
    """The text with what the route knows, and the names for which it knows nothing yet.

    What is unknown is said in the text: never a blank, never a guess.
    """
    missing = []

    def words(found: re.Match[str]) -> str:
        placeholder = PLACEHOLDERS.get(found[1])
        if placeholder is None:
            return found[0]
        value = placeholder.value(document).strip()
        if not value:
            missing.append(placeholder)
        return value or f"[{placeholder.label}: nog onbekend]"

    return _NAME.sub(words, text), list(dict.fromkeys(missing))
