"""Were the raden heard that must be heard before a lasting cooperation begins (WMS 11 and 12, WEB 8a.2.2)?

What was asked and what a raad said stands in step 9. Advice may also be vouched for by the answer of a person to the
question of the rule; consent may not, because only the facts can show that it was refused.
"""

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts, Item
from naadloos.engines.law.findings import fails, passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.calendar import date_text
from naadloos.engines.route.terms import PartnerSide, VoiceMatter, VoiceOutcome, gettext_noop

_SIDES = {
    VoiceMatter.MR_COOPERATION: PartnerSide.VMBO,
    VoiceMatter.MR_FUNDING: PartnerSide.VMBO,
    VoiceMatter.MR_STAFF: PartnerSide.VMBO,
    VoiceMatter.SR_COOPERATION: PartnerSide.MBO,
    VoiceMatter.SR_INFORMATION: PartnerSide.MBO,
}


def heard(facts: Facts, law: LawOnDay, *, matter: VoiceMatter, consent: bool) -> Finding:
    """Did every raad of that side answer, and say yes where the law asks for its consent?

    A consultation without a partner counts for all partners of the side: one raad may speak for several schools.
    """
    found = [item for item in facts.items("agreement.consultations") if item.peek("matter") is matter]
    partners = [item for item in facts.items("route.partners") if item.peek("side") is _SIDES[matter]]
    if not found:
        return unknown([law.rule.question or law.rule.title])
    for_all = [item for item in found if item["partner"] is None]
    findings = [_answer(item, law, consent) for item in found]
    spoken = {item.peek("partner") for item in found}
    if not for_all and (absent := [partner.name for partner in partners if partner.key not in spoken]):
        findings.append(
            unknown(
                [law.rule.question or law.rule.title],
                gettext_noop("Nog niet gevraagd bij: %(partners)s."),
                partners=list_text(absent),
            )
        )
    return worst(findings)


def _answer(item: Item, law: LawOnDay, consent: bool) -> Finding:
    outcome, answered_on = item["outcome"], item["answered_on"]
    asked = law.rule.question or law.rule.title
    if outcome is VoiceOutcome.ASKED:
        return unknown([asked], gettext_noop("Er is gevraagd, maar nog niet geantwoord."))
    if answered_on is None:
        return unknown([asked], gettext_noop("Er is geantwoord, maar de datum van het antwoord ontbreekt."))
    if answered_on > law.on:
        return unknown([asked], gettext_noop("Het antwoord wordt verwacht op %(day)s."), day=date_text(answered_on))
    if outcome is VoiceOutcome.AGAINST and consent:
        return fails(gettext_noop("Er is geen instemming gegeven (%(day)s)."), day=date_text(answered_on))
    if outcome is VoiceOutcome.AGAINST:
        # The duty is to ask in time and to answer in writing; an advice against stops nothing by itself.
        return passes(
            gettext_noop("Het advies van %(day)s was negatief. Het telt als advies; antwoord schriftelijk."),
            day=date_text(answered_on),
        )
    if consent:
        return passes(gettext_noop("De instemming is gegeven op %(day)s."), day=date_text(answered_on))
    return passes(gettext_noop("Het advies is gegeven op %(day)s."), day=date_text(answered_on))
