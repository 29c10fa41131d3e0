"""The one page on which a route shows its six benefits: promise, now, verdict, from stored figures alone."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from naadloos.engines.cohort import Definition, definitions
from naadloos.engines.cohort.verdict import Kept
from naadloos.engines.route.terms import Benefit
from naadloos.monitoring.figures import latest
from naadloos.monitoring.models import FigureReport, Indicator, IndicatorFigure
from naadloos.monitoring.reading import Reading, given_reading, pupil_reading
from naadloos.monitoring.survey_queries import shown_results
from naadloos.routes.models import Objective, Route


@dataclass(frozen=True, slots=True)
class BenefitCard:
    """One benefit: what was promised in step 3, what is measured, and what the route says of it in one sentence."""

    benefit: Benefit
    promises: tuple[Objective, ...]
    readings: tuple[Reading, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Dashboard:
    cards: tuple[BenefitCard, ...]
    other: tuple[Reading, ...]
    report: FigureReport | None
    held: tuple[int, ...]

    @property
    def empty(self) -> bool:
        return self.report is None and not any(card.readings for card in self.cards) and not self.other


def readings_of(route: Route) -> tuple[list[Reading], FigureReport | None, tuple[int, ...]]:
    """Every indicator of the route, and the standard figures from pupils that no indicator measures; four queries."""
    found = latest(route)
    indicators = list(Indicator.objects.filter(route=route))
    given: dict[int, list[IndicatorFigure]] = defaultdict(list)
    for figure in IndicatorFigure.objects.filter(route=route):
        given[figure.indicator_id].append(figure)
    readings = []
    for indicator in indicators:
        definition = definitions().get(indicator.definition)
        if definition is not None and definition.from_pupils and found is not None and not given[indicator.pk]:
            readings.append(pupil_reading(definition, *found, indicator))
        else:
            readings.append(given_reading(indicator, given[indicator.pk]))
    measured = {each.definition for each in indicators}
    if found is not None:
        readings += [
            pupil_reading(each, *found)
            for each in definitions().values()
            if each.from_pupils and each.key not in measured and found[0].figures.get(each.key)
        ]
    return readings, found[1] if found else None, found[0].held if found else ()


def dashboard(route: Route) -> Dashboard:
    """Everything on the page; the number of queries does not depend on the amount of data."""
    readings, report, held = readings_of(route)
    promises: dict[str, list[Objective]] = defaultdict(list)
    for objective in Objective.objects.filter(route=route):
        promises[objective.benefit].append(objective)
    cards = []
    for benefit in Benefit:
        own = tuple(each for each in readings if each.benefit == benefit.value)
        cards.append(BenefitCard(benefit, tuple(promises[benefit.value]), own, sentence_of(own)))
    return Dashboard(tuple(cards), tuple(each for each in readings if not each.benefit), report, held)


def sentence_of(readings: tuple[Reading, ...]) -> str:
    """What a benefit comes to, in words: no colour and no mean of different things."""
    promised = [each for each in readings if each.indicator is not None and each.verdict is not Kept.NO_PROMISE]
    if not promised:
        return _("Er is nog geen belofte als getal. Vul bij de indicator de streefwaarde in.")
    count = {kind: sum(each.verdict is kind for each in promised) for kind in Kept}
    if count[Kept.NO_FIGURE] == len(promised):
        return _("Er zijn nog geen cijfers.")
    parts = []
    if count[Kept.KEPT]:
        parts.append(_("%(n)s van %(all)s beloften gehaald") % {"n": count[Kept.KEPT], "all": len(promised)})
    if count[Kept.NOT_KEPT]:
        parts.append(_("%(n)s niet gehaald") % {"n": count[Kept.NOT_KEPT]})
    if count[Kept.OPEN]:
        parts.append(_("bij %(n)s nog niet te zeggen") % {"n": count[Kept.OPEN]})
    if count[Kept.NO_FIGURE]:
        parts.append(_("bij %(n)s nog geen cijfer") % {"n": count[Kept.NO_FIGURE]})
    return _("%(what)s.") % {"what": ", ".join(parts).capitalize()}


def known_definition(key: str) -> Definition | None:
    return definitions().get(key)


def survey_lines(route: Route) -> dict[str, list[str]]:
    """Per benefit what questionnaires say, as lines for people."""
    found: dict[str, list[str]] = defaultdict(list)
    for benefit, results in shown_results(route).items():
        found[str(benefit)] += [str(each) for each in results]
    return found
