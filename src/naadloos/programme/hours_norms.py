"""Planned klokuren against the hours of the law and against what the partners agreed, per group of pupils.

What stands on the board is compared; what is not placed yet is told apart and never counted as given. The figures of
the law come from ``engines.law``; where it cannot say which norm holds, the answer here is "onbekend" too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from naadloos.engines import law
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import HourKind, Leertraject, gettext_noop
from naadloos.organisations.history import in_words
from naadloos.programme.audience import Audience, pupils, seen_by
from naadloos.programme.lessons import NOTHING, TAUGHT, unplaced

_TO_CONFIRM = "te bevestigen"
# Check of the rule: what is counted, and the parameter of it without the leertraject.
_LAW = {
    "uren_totaal": (gettext_noop("onderwijstijd"), TAUGHT, "totaal"),
    "uren_begeleid": (gettext_noop("begeleide onderwijsuren"), (HourKind.GUIDED,), "begeleid"),
    "uren_bpv": (gettext_noop("bpv"), (HourKind.BPV,), "bpv"),
}


class Answer(StrEnum):
    MET = gettext_noop("voldoet")
    SHORT = gettext_noop("te weinig")
    OVER = gettext_noop("te veel")
    UNKNOWN = gettext_noop("onbekend")


@dataclass(frozen=True, slots=True)
class NormLine:
    """One norm for one group of pupils; ``planned`` and ``unplaced`` in klokuren, ``least`` None when not known."""

    audience: Audience
    title: str
    source: str
    url: str
    planned: Decimal
    unplaced: Decimal
    least: Decimal | None
    most: Decimal | None
    answer: Answer
    words: str
    to_confirm: bool = False

    @property
    def difference(self) -> Decimal | None:
        """Klokuren above (or, negative, under) the least; above the most when it is too much, or the only norm."""
        if self.most is not None and (self.least is None or self.planned > self.most):
            return self.planned - self.most
        return None if self.least is None else self.planned - self.least

    @property
    def mark(self) -> str:
        """The outcome as the law check names it, for colour and icon."""
        return {Answer.MET: "voldoet", Answer.UNKNOWN: "onbekend"}.get(self.answer, "voldoet niet")

    @property
    def norm_words(self) -> str:
        if self.least is None and self.most is None:
            return _("onbekend")
        parts = []
        if self.least is not None:
            parts.append(_("ten minste %(n)s") % {"n": in_words(self.least)})
        if self.most is not None:
            parts.append(_("hoogstens %(n)s") % {"n": in_words(self.most)})
        return ", ".join(parts)

    @property
    def bar(self) -> dict[str, str]:
        """Widths from 0 to 100 for the picture: what is planned, and with what is not placed yet."""
        return {"planned": self._at(self.planned), "all": self._at(self.planned + self.unplaced)}

    @property
    def bar_marks(self) -> list[str]:
        """Where the norms lie in the same picture."""
        return [self._at(value) for value in (self.least, self.most) if value is not None]

    def _at(self, hours: Decimal) -> str:
        # A little room, so that a norm that is just met is not on the edge.
        widest = max(self.planned + self.unplaced, self.least or NOTHING, self.most or NOTHING) * Decimal("1.05")
        return f"{hours * 100 / widest:.1f}" if widest else "0"


def norm_lines(document: RouteDocument, *, on: date) -> list[NormLine]:
    """Every norm for every group of pupils of the programme in ``document``, with the law as it is on day ``on``."""
    found: list[NormLine] = []
    for audience in pupils(document.programme):
        seen = seen_by(document.programme, audience)
        found += _law_lines(document, seen, audience, on)
        found += [
            _agreed_line(seen, audience, agreement)
            for agreement in document.programme.hours_agreements
            if not agreement.variants or (audience.variant and audience.variant.key in agreement.variants)
        ]
    return found


def _counted(seen: doc.Programme, counts: Callable[[doc.Unit], bool], years: range) -> tuple[Decimal, Decimal]:
    """Klokuren in these years on the board, and those not placed yet that could come to lie in them."""
    units = {unit.key: unit for unit in seen.units if counts(unit)}
    planned = sum((row.hours for row in seen.placements if row.unit in units and row.route_year in years), NOTHING)
    rest = sum(
        (
            row.hours
            for row in unplaced(seen)
            if row.unit.key in units
            and set(years) & set(range(row.unit.first_year or 1, (row.unit.last_year or 6) + 1))
        ),
        NOTHING,
    )
    return planned, rest


def _law_lines(document: RouteDocument, seen: doc.Programme, audience: Audience, on: date) -> Iterator[NormLine]:
    wanted = audience.variant.qualification if audience.variant else None
    rows = [row for row in document.route.qualifications if wanted in (None, row.key)]
    for track in dict.fromkeys(row.leertraject for row in rows):
        mine = [row for row in rows if row.leertraject is track]
        # The law judges what these pupils follow, as if it were the whole route.
        judged = document.model_copy(
            update={
                "programme": seen.model_copy(update={"variants": []}),
                "route": document.route.model_copy(update={"qualifications": mine}),
            }
        )
        norms = {norm.rule_id: norm for norm in law.law_hours(judged, on=on)}
        verdicts = {verdict.rule_id: verdict for verdict in law.check(judged, on=on)}
        for rule in law.rules():
            if rule.check in _LAW and rule.holds_on(law.law_day(judged.law_year, on)):
                verdict = verdicts[rule.id]
                if verdict.outcome is not law.Outcome.NOT_APPLICABLE:
                    yield _law_line(seen, audience, track, rule, norms.get(rule.id), verdict)


def _law_line(
    seen: doc.Programme,
    audience: Audience,
    track: Leertraject,
    rule: law.Rule,
    norm: law.LawHours | None,
    verdict: law.Verdict,
) -> NormLine:
    name, kinds, kind = _LAW[rule.check]
    planned, rest = _counted(seen, lambda unit: unit.hour_kind in kinds, range(1, 7))
    key = f"{track.value.lower()}_{kind}"
    citation = next(each for each in law.parameters() if each.key == key).reference[0]
    said = _(verdict.sentence) % verdict.params if verdict.params else _(verdict.sentence)
    least = norm.least if norm else None
    answer, words = _judge(planned, rest, least, None)
    if norm is None or (answer is Answer.MET and verdict.outcome is not law.Outcome.PASS):
        # Which norm holds is open, or hours of another kind may make up for it: the law engine says which.
        sure = verdict.outcome is law.Outcome.PASS and not rest
        answer, words = (Answer.MET if sure else Answer.UNKNOWN), said
    return NormLine(
        audience=audience,
        title=f"{_(name)} ({track.value.lower()})",
        source=str(citation),
        url=citation.url,
        planned=planned,
        unplaced=rest,
        least=least,
        most=None,
        answer=answer,
        words=words,
        to_confirm=verdict.status == _TO_CONFIRM,
    )


def _agreed_line(seen: doc.Programme, audience: Audience, agreed: doc.HoursAgreement) -> NormLine:
    kinds = (agreed.hour_kind,) if agreed.hour_kind else TAUGHT
    years = range(agreed.first_year or 1, (agreed.last_year or 6) + 1)
    planned, rest = _counted(seen, lambda unit: unit.hour_kind in kinds and agreed.side in (None, unit.side), years)
    answer, words = _judge(planned, rest, agreed.least, agreed.most)
    return NormLine(
        audience=audience,
        title=agreed.title,
        source=_("afspraak van de partners"),
        url="",
        planned=planned,
        unplaced=rest,
        least=agreed.least,
        most=agreed.most,
        answer=answer,
        words=words,
    )


def _judge(planned: Decimal, rest: Decimal, least: Decimal | None, most: Decimal | None) -> tuple[Answer, str]:
    """Compare with the norm; what is not placed yet never makes it met, but may make it unknown."""
    if least is None and most is None:
        return Answer.UNKNOWN, _("De norm is niet bekend.")
    if most is not None and planned > most:
        return Answer.OVER, _("%(n)s klokuur te veel.") % {"n": in_words(planned - most)}
    if least is not None and planned + rest < least:
        if rest:
            return Answer.SHORT, _(
                "%(n)s klokuur te weinig, ook als alles wat nog niet geplaatst is (%(rest)s) erbij komt."
            ) % {"n": in_words(least - planned - rest), "rest": in_words(rest)}
        return Answer.SHORT, _("%(n)s klokuur te weinig.") % {"n": in_words(least - planned)}
    if least is not None and planned < least:
        return Answer.UNKNOWN, _(
            "Op het bord ontbreekt %(n)s klokuur. Nog te plaatsen: %(rest)s klokuur; daarmee kan het genoeg zijn."
        ) % {"n": in_words(least - planned), "rest": in_words(rest)}
    if most is not None and planned + rest > most:
        return Answer.UNKNOWN, _("Nog te plaatsen: %(rest)s klokuur; daarmee kan het te veel worden.") % {
            "rest": in_words(rest)
        }
    spare = planned - least if least is not None else (most or NOTHING) - planned
    if not spare:
        return Answer.MET, _("Precies genoeg.")
    if least is None:
        return Answer.MET, _("Er kan nog %(n)s klokuur bij.") % {"n": in_words(spare)}
    return Answer.MET, _("%(n)s klokuur meer dan nodig.") % {"n": in_words(spare)}
