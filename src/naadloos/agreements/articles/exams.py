"""Exams of the route per leerjaar."""

from naadloos.agreements.draft import ArticleDraft, Setting
from naadloos.agreements.words import TO_CONFIRM, date_text
from naadloos.engines.route import route_year_label
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.document import Regulation
from naadloos.engines.route.terms import CountsFor


def exams(setting: Setting) -> ArticleDraft:
    data = setting.document.exams
    draft = ArticleDraft("Examens", "WVO 2020 art. 2.107d lid 2 en 2.107j; WEB art. 9.1.8")
    if data.assessments:
        draft.say("Bijlage 2 beschrijft alle toetsen en examens. Per leerjaar zijn dit:", 6)
        draft.table(
            "Toetsen en examens per leerjaar",
            ("Leerjaar", "Voor het vmbo-diploma", "Voor het mbo-diploma", "Voor beide diploma's"),
            _rows(setting),
            6,
        )
    else:
        draft.ask("De toetsen en examens van de route ontbreken.", 6, "assessments")
    draft.say(
        "Het eerste en tweede tijdvak van het centraal examen liggen in het tweede of derde leerjaar van de "
        "route. In het eerste leerjaar kan een leerling worden toegelaten tot het centraal examen in een of "
        "meer vakken. Uitslagen van het centraal examen uit de eerste twee leerjaren vervallen als de "
        "leerling niet overgaat."
    )
    if data.mark_rule.strip():
        draft.say(f"Bepaling van het cijfer: {data.mark_rule}", 6)
    if data.irregularities.strip():
        draft.say(f"Onregelmatigheden: {data.irregularities}", 6)
    draft.table(
        "Vaststelling van de examenregeling",
        ("Schooljaar", "PTA vastgesteld", "OER vastgesteld", "Instemming MR"),
        [_regulation_row(regulation) for regulation in data.regulations],
        6,
    )
    return draft


def _rows(setting: Setting) -> list[tuple[str, ...]]:
    assessments = setting.document.exams.assessments
    years = sorted({*range(1, setting.document.route.years + 1), *(item.route_year for item in assessments)})
    return [
        (
            route_year_label(year),
            *(
                "; ".join(
                    f"{item.title} ({item.kind.value})"
                    for item in sorted(assessments, key=lambda item: item.period)
                    if item.route_year == year and item.counts_for is diploma
                )
                or "geen"
                for diploma in (CountsFor.VMBO, CountsFor.MBO, CountsFor.BOTH)
            ),
        )
        for year in years
    ]


def _regulation_row(regulation: Regulation) -> tuple[str, ...]:
    days = (regulation.fixed_on, regulation.oer_fixed_on, regulation.mr_consent_on)
    return (
        school_year_text(regulation.school_year),
        *(date_text(day) if day else TO_CONFIRM for day in days),
    )
