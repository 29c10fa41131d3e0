"""Which form fits: a doorlopende leerroute, a geïntegreerde, or neither, with the reasons from the law."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naadloos.engines import law
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import RouteType

# The first questions: whether the form is open at all. What follows later can still be arranged.
_GATES = ("leerweg_niveau_dlr", "leerweg_niveau_glr", "aanverwant", "profiel_van_school", "partijen")
# What people weigh that no rule decides, with the place in the law where it stands.
_WEIGH = {
    RouteType.DLR: (
        (gettext_noop("Leerlingen doen ook het vmbo-examen; het diploma is een vangnet."), "WVO 2.107j"),
        (gettext_noop("Kan leiden naar niveau 2, 3 of 4, afhankelijk van de leerweg."), "WVO 2.107a lid 3"),
    ),
    RouteType.GLR: (
        (
            gettext_noop("In plaats van de basisberoepsgerichte leerweg, voor leerlingen die daar baat bij hebben."),
            "WVO 2.107l lid 1",
        ),
        (
            gettext_noop("Leidt alleen naar niveau 2; de school hoeft geen vmbo-examen aan te bieden."),
            "WVO 2.107l lid 2 en 4",
        ),
        (
            gettext_noop("Alleen in overleg met leerling en ouders, en na overleg met het bestuur van de instelling."),
            "WVO 2.107l lid 1",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One form. ``outcome``: "kan", "kan niet" or "onbekend"."""

    title: str
    outcome: str
    # (what was judged, the answer, the sentence, the articles)
    reasons: tuple[tuple[str, str, str, str], ...]
    weigh: tuple[tuple[str, str], ...]


def options(document: RouteDocument, on: date) -> list[Option]:
    """DLR and GLR judged by the rules that decide whether they are open, and what remains when neither is."""
    gates = {rule.id for rule in law.rules() if rule.check in _GATES}
    found = []
    for kind, title in ((RouteType.DLR, _("Doorlopende leerroute")), (RouteType.GLR, _("Geïntegreerde leerroute"))):
        other = document.model_copy(update={"route": document.route.model_copy(update={"type": kind})})
        verdicts = [
            each
            for each in law.check(other, on=on)
            if each.rule_id in gates and each.outcome is not law.Outcome.NOT_APPLICABLE
        ]
        found.append(Option(title, _outcome(verdicts), tuple(_reason(each) for each in verdicts), _WEIGH[kind]))
    closed = all(each.outcome == "kan niet" for each in found)
    lighter = (
        (_("Afspraken over overlap, praktijk en overstap kunt u ook maken zonder wettelijke route."), ""),
        (_("Dan gelden de gewone regels van vmbo en mbo: inschrijving, uren en examens blijven apart."), ""),
    )
    found.append(Option(_("Geen van beide: losse afspraken"), "kan" if closed else "kan ook", (), lighter))
    return found


def _outcome(verdicts: list[Any]) -> str:
    outcomes = {each.outcome for each in verdicts}
    if law.Outcome.FAIL in outcomes:
        return "kan niet"
    return "onbekend" if law.Outcome.UNKNOWN in outcomes or not outcomes else "kan"


def _reason(verdict: Any) -> tuple[str, str, str, str]:
    words = _(verdict.sentence) % verdict.params if verdict.params else _(verdict.sentence)
    articles = "; ".join(str(each) for each in verdict.citations)
    return _(verdict.title), str(verdict.outcome.value), words, articles
