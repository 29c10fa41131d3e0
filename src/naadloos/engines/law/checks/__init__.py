"""The named checks. A check reads facts and norms and says what it found; which law asks for it stands in the data."""

from collections.abc import Callable
from functools import partial

from naadloos.engines.law.checks import (
    agreement,
    calendar,
    combination,
    exam_content,
    exams,
    hours,
    parties,
    practice,
    programme,
    teams,
)
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.types import Finding

Check = Callable[[Facts, LawOnDay], Finding]

CHECKS: dict[str, Check] = {
    "leerweg_niveau_dlr": partial(combination.levels, key="combinaties_dlr"),
    "leerweg_niveau_glr": partial(combination.levels, key="combinaties_glr"),
    "aanverwant": combination.related,
    "profiel_van_school": combination.profile_of_school,
    "partijen": parties.parties,
    "locatie": parties.location,
    "melding": parties.notice,
    "afspraak_route": agreement.route,
    "afspraak_leiding": agreement.steering,
    "afspraak_verantwoording": agreement.accountability,
    "afspraak_bekostiging": agreement.funding,
    "afspraak_medezeggenschap": agreement.voice,
    **{f"afspraak_{letter}": partial(agreement.clause, letter=letter) for letter in agreement.BY_CLAUSE},
    "per_leerjaar": programme.per_year,
    "cursusduur": programme.duration,
    "teamdelen": teams.team_parts,
    "teamleden": teams.team_members,
    "uren_totaal": partial(hours.hours, kind="totaal"),
    "uren_begeleid": partial(hours.hours, kind="begeleid"),
    "uren_bpv": partial(hours.hours, kind="bpv"),
    "urennorm_keuze": hours.norm_choice,
    "ce_moment": exams.ce_moment,
    "pta_inhoud": exams.pta_content,
    "pta_herkomst": exams.pta_origin,
    "pta_op_tijd": calendar.before_deadline,
    "mr_instemming": calendar.mr_consent,
    "keuzedelen": exam_content.keuzedelen,
    "keuzevakken": exam_content.keuzevakken,
    "gl_modules": exam_content.gl_modules,
    "kerntaken": exam_content.kerntaken,
    "leerbedrijven": practice.companies,
}
