"""May a keuzedeel be chosen with a qualification? Three answers; what no source says is unknown, never good.

Reading only: two queries, whatever the number of keuzedelen and qualifications.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from naadloos.curriculum.codes import keuzedeel_code
from naadloos.curriculum.models import KeuzedeelLink

Kind = KeuzedeelLink.Kind


class KeuzedeelOutcome(StrEnum):
    MAY = gettext_noop("mag")
    OBJECTION = gettext_noop("bezwaar")
    UNKNOWN = gettext_noop("onbekend")


# The worst of the answers for the qualifications of a route counts.
_ORDER = (KeuzedeelOutcome.OBJECTION, KeuzedeelOutcome.UNKNOWN, KeuzedeelOutcome.MAY)
_SENTENCES = {
    Kind.LINKED: gettext_noop("gekoppeld aan crebo %(crebo)s"),
    Kind.OVERLAP: gettext_noop("overlap met crebo %(crebo)s: ga na of het keuzedeel mag meetellen"),
    Kind.INEFFICIENT: gettext_noop("ondoelmatig bij crebo %(crebo)s"),
}
NOT_READ = gettext_noop("onbekend: SBB-lijst niet ingelezen")


@dataclass(frozen=True, slots=True)
class WithQualification:
    """The answer for one qualification. ``kind`` is "" when no source says it; ``listed``: a list was read for it."""

    crebo: str
    kind: str = ""
    source: str = ""
    dated: date | None = None
    listed: bool = False

    @property
    def outcome(self) -> KeuzedeelOutcome:
        if not self.kind:
            return KeuzedeelOutcome.UNKNOWN
        return KeuzedeelOutcome.MAY if self.kind == Kind.LINKED else KeuzedeelOutcome.OBJECTION

    @property
    def text(self) -> str:
        """One sentence in the language of the reader, with source and date."""
        if not self.kind:
            if not self.listed:
                return gettext(NOT_READ)
            return gettext("onbekend: staat niet in de ingelezen lijst voor crebo %(crebo)s") % {"crebo": self.crebo}
        said = gettext(_SENTENCES[Kind(self.kind)]) % {"crebo": self.crebo}
        return f"{said} ({self.origin})"

    @property
    def origin(self) -> str:
        source = self.source or gettext("bron onbekend")
        return f"{source}, {date_format(self.dated)}" if self.dated else source


@dataclass(frozen=True, slots=True)
class KeuzedeelVerdict:
    code: str
    answers: tuple[WithQualification, ...]

    @property
    def outcome(self) -> KeuzedeelOutcome:
        found = {answer.outcome for answer in self.answers} or {KeuzedeelOutcome.UNKNOWN}
        return next(outcome for outcome in _ORDER if outcome in found)

    @property
    def text(self) -> str:
        """The sentences that decide; an objection is not hidden behind what is unknown."""
        if not self.code:
            return gettext("onbekend: vul de code van het keuzedeel in")
        if not self.answers:
            return gettext("onbekend: de route heeft nog geen mbo-opleiding")
        texts = [answer.text for answer in self.answers if answer.outcome == self.outcome]
        return "; ".join(dict.fromkeys(texts))


def keuzedeel_verdict(code: str, crebos: Iterable[str]) -> KeuzedeelVerdict:
    """The answer for one keuzedeel with these qualifications."""
    return keuzedeel_verdicts([code], crebos)[code]


def keuzedeel_verdicts(codes: Iterable[str], crebos: Iterable[str]) -> dict[str, KeuzedeelVerdict]:
    """The answers by the code as it was given, in any spelling."""
    spelled = {code: keuzedeel_code(code) or "" for code in codes}
    wanted = list(dict.fromkeys(crebos))
    links = {
        (link.keuzedeel.code, link.qualification.crebo): link
        for link in KeuzedeelLink.objects.filter(
            keuzedeel__code__in=[code for code in spelled.values() if code], qualification__crebo__in=wanted
        ).select_related("keuzedeel", "qualification")
    }
    listed = set(
        KeuzedeelLink.objects.filter(qualification__crebo__in=wanted)
        .order_by()
        .values_list("qualification__crebo", flat=True)
        .distinct()
    )
    found = {}
    for given, code in spelled.items():
        answers = []
        for crebo in wanted:
            link = links.get((code, crebo))
            if link is None:
                answers.append(WithQualification(crebo, listed=crebo in listed))
            else:
                answers.append(WithQualification(crebo, link.kind, link.source, link.dated, True))
        found[given] = KeuzedeelVerdict(code, tuple(answers))
    return found
