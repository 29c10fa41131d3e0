"""The ten steps, in the order of the step plan, and the section of the document that holds each."""

from dataclasses import dataclass

from naadloos.engines.route.terms import gettext_noop


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    section: str
    title: str


STEPS = (
    Step(1, "purpose", gettext_noop("Bepaal doel en doelgroep")),
    Step(2, "partners", gettext_noop("Betrek partners")),
    Step(3, "vision", gettext_noop("Formuleer visie en doelstellingen")),
    Step(4, "organisation", gettext_noop("Richt de projectorganisatie in")),
    Step(5, "programme", gettext_noop("Ontwerp het onderwijsprogramma")),
    Step(6, "exams", gettext_noop("Ontwikkel de examenregeling")),
    Step(7, "monitoring", gettext_noop("Richt een monitor- en evaluatiecyclus in")),
    Step(8, "finance", gettext_noop("Maak financiële afspraken")),
    Step(9, "agreement", gettext_noop("Formaliseer de afspraken")),
    Step(10, "execution", gettext_noop("Maak de uitvoering concreet")),
)


def step(number: int) -> Step:
    """Return step ``number`` (1-10). Raises ValueError for another number."""
    if not 1 <= number <= len(STEPS):
        raise ValueError(f"there is no step {number}")
    return STEPS[number - 1]


def route_year_label(route_year: int) -> str:
    """Name a year of the route: years 1 and 2 are leerjaar 3 and 4 (WVO 2.107e), after that mbo.

    >>> route_year_label(1), route_year_label(3)
    ('leerjaar 3', 'mbo-jaar 1')
    """
    return f"leerjaar {route_year + 2}" if route_year <= 2 else f"mbo-jaar {route_year - 2}"
