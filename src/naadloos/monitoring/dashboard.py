"""The one page on which a route shows its six benefits: promise, now, verdict, from stored figures alone."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.engines.cohort import definitions
from naadloos.engines.cohort.verdict import Kept
from naadloos.engines.route.terms import Benefit
from naadloos.engines.route.text import number_text
from naadloos.monitoring.figures import Told, latest
from naadloos.monitoring.models import FigureReport, Indicator, IndicatorFigure
from naadloos.monitoring.reading import Reading, given_reading, pupil_reading
from naadloos.monitoring.survey_queries import ShownResult, shown_results
from naadloos.routes.models import Objective, Route


@dataclass(frozen=True, slots=True)
class BenefitCard:
    """One benefit: what was promised in step 3, what is measured, and what the route says of it in one sentence."""

    benefit: Benefit
    promises: tuple[Objective, ...]
    readings: tuple[Reading, ...]
    # Standard figures that no indicator of the route measures.
    more: tuple[Reading, ...]
    surveys: tuple[str, ...]
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


def readings_of(route: Route, found: Told | None) -> list[Reading]:
    """Every indicator of the route, and the standard figures from pupils that no indicator measures.

    ``found``: the report that pages show (``figures.latest``); two queries.
    """
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
    return readings


def dashboard(route: Route) -> Dashboard:
    """Everything on the page; the number of queries does not depend on the amount of data."""
    found = latest(route)
    readings = readings_of(route, found)
    promises: dict[str, list[Objective]] = defaultdict(list)
    for objective in Objective.objects.filter(route=route):
        promises[objective.benefit].append(objective)
    surveys = survey_lines(route)
    cards = []
    for benefit in Benefit:
        about = [each for each in readings if each.benefit == benefit.value]
        own = tuple(each for each in about if each.indicator is not None)
        more = tuple(each for each in about if each.indicator is None)
        said = tuple(surveys.get(benefit.value, ()))
        cards.append(BenefitCard(benefit, tuple(promises[benefit.value]), own, more, said, sentence_of(own)))
    other = tuple(each for each in readings if not each.benefit)
    return Dashboard(tuple(cards), other, found[1] if found else None, found[0].held if found else ())


def sentence_of(readings: tuple[Reading, ...]) -> str:
    """What a benefit comes to, in words: no colour and no mean of different things."""
    promised = [each for each in readings if each.verdict is not Kept.NO_PROMISE]
    if not promised:
        return _("Er is nog geen belofte als getal. Vul bij de indicator de streefwaarde in.")
    count = {kind: sum(each.verdict is kind for each in promised) for kind in Kept}
    if count[Kept.NO_FIGURE] == len(promised):
        return _("Er zijn nog geen cijfers.")
    parts = [
        words % {"n": count[kind]}
        for kind, words in (
            (Kept.KEPT, _("%(n)s gehaald")),
            (Kept.NOT_KEPT, _("%(n)s niet gehaald")),
            (Kept.OPEN, _("%(n)s nog niet te zeggen")),
            (Kept.NO_FIGURE, _("%(n)s nog zonder cijfer")),
        )
        if count[kind]
    ]
    said = ngettext("%(all)s belofte: %(what)s.", "%(all)s beloften: %(what)s.", len(promised))
    return said % {"all": len(promised), "what": ", ".join(parts)}


def survey_lines(route: Route) -> dict[str, list[str]]:
    """Per benefit what questionnaires say, as lines for people."""
    found: dict[str, list[str]] = defaultdict(list)
    for benefit, results in shown_results(route).items():
        for each in results:
            told = _survey_words(each)
            if told:
                found[benefit.value].append(told)
    return found


def _survey_words(shown: ShownResult) -> str:
    """One statement of a questionnaire with what may be told of it; "" when that is nothing."""
    result = shown.result
    values: dict[str, object] = {"text": _(result.item.text), "who": shown.survey.get_audience_display(), "n": result.n}
    if result.share is not None:
        return _("“%(text)s” %(share)s %% is het eens (%(who)s, %(n)s antwoorden)") % {
            **values,
            "share": round(result.share.value),
        }
    if result.mean is not None:
        return _("“%(text)s” gemiddeld %(mean)s van 5 (%(who)s, %(n)s antwoorden)") % {
            **values,
            "mean": number_text(result.mean.value),
        }
    return ""
