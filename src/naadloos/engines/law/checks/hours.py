"""Klokuren of the whole route against the norm that each cohort follows."""

from datetime import date, timedelta
from decimal import Decimal

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts, Item
from naadloos.engines.law.findings import fails, not_applicable, passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.route.calendar import date_text
from naadloos.engines.route.terms import HourKind, HoursNorm, gettext_noop
from naadloos.engines.route.text import number_text

COUNTED = {
    "totaal": (HourKind.GUIDED, HourKind.BPV, HourKind.OTHER),
    "begeleid": (HourKind.GUIDED,),
    "bpv": (HourKind.BPV,),
}
_LABELS = {
    "totaal": gettext_noop("klokuren onderwijstijd"),
    "begeleid": gettext_noop("begeleide onderwijsuren"),
    "bpv": gettext_noop("klokuren bpv"),
}


def hours(facts: Facts, law: LawOnDay, *, kind: str) -> Finding:
    """Are there enough hours of this kind for every leertraject and every cohort?"""
    units = facts.columns("programme.units", "hours")
    tracks = list(dict.fromkeys(item["leertraject"].value.lower() for item in facts.items("route.qualifications")))
    missing = [] if units else [gettext_noop("onderdelen van het programma")]
    missing += [] if tracks else [gettext_noop("mbo-opleiding en leertraject")]
    if missing:
        return unknown(missing)
    given = facts.total(
        _LABELS[kind],
        "programme.units",
        (item.peek("hours") for item in units if item.peek("hour_kind") in COUNTED[kind]),
    )
    years = str(facts.value("route.years"))
    findings = []
    for name, days in norm_days(facts, law):
        for track in tracks:
            norms = [law.row(f"{track}_{kind}", years, at=day) for day in days]
            known = [norm for norm in norms if norm is not None]
            # A table without this length has no norm to meet, and no norm is not a norm of 0.
            findings.append(
                _compare(facts, law, kind, units, given, known, name)
                if len(known) == len(norms)
                else unknown([f"urennorm voor een route van {years} jaar"])
            )
    return worst(findings)


def _compare(
    facts: Facts, law: LawOnDay, kind: str, units: tuple[Item, ...], given: Decimal, norms: list[Decimal], cohort: str
) -> Finding:
    said = {"given": number_text(given), "norm": number_text(max(norms)), "kind": _LABELS[kind]}
    if given >= max(norms):
        return passes(gettext_noop("De route telt %(given)s %(kind)s. Nodig zijn er %(norm)s."), **said)
    if given >= min(norms):
        return unknown([f"urennorm van {cohort}"])
    if kind == "begeleid" and given + early_other(facts, units) >= min(norms):
        # In the first two years all onderwijstijd counts as guided (WVO 1.1), if it is that.
        return unknown(
            [gettext_noop("of de overige onderwijstijd in leerjaar 3 en 4 meetelt als begeleid")],
            gettext_noop(
                "De route telt %(given)s %(kind)s en er zijn er %(norm)s nodig. "
                "Met de overige onderwijstijd in leerjaar 3 en 4 erbij kan het genoeg zijn."
            ),
            **said,
        )
    if open_way_out(law):
        return unknown([gettext_noop("verantwoording van minder uren in schoolplan en schoolgids")])
    return fails(
        gettext_noop("De route telt %(given)s %(kind)s. Er zijn er %(norm)s nodig: %(short)s te weinig."),
        short=number_text(min(norms) - given),
        **(said | {"norm": number_text(min(norms))}),
    )


def open_way_out(law: LawOnDay) -> bool:
    """May a route have fewer hours when its quality is accounted for? It might, until the new norm."""
    return law.text("minder_uren_met_kwaliteit") == "ja"


def early_other(facts: Facts, units: tuple[Item, ...]) -> Decimal:
    """Klokuren of overige onderwijstijd in leerjaar 3 and 4, which may count as guided (WVO 1.1)."""
    early = (
        item.peek("hours")
        for item in units
        if item.peek("hour_kind") is HourKind.OTHER and (item.peek("last_year") or 9) <= 2
    )
    return facts.total(gettext_noop("overige onderwijstijd in leerjaar 3 en 4"), "programme.units", early)


def norm_days(facts: Facts, law: LawOnDay) -> list[tuple[str, list[date]]]:
    """Per cohort the days whose norms can hold for it: one, or two as long as the choice is not known."""
    starts = law.day("urennorm_ingang")
    old, new = min(law.text_on, starts - timedelta(days=1)), max(law.text_on, starts)
    found = []
    for item in facts.items("route.cohorts"):
        choice = item["hours_norm"]
        if law.text_on < starts:
            days = [new] if choice is HoursNorm.NEW else [old]
        elif choice is HoursNorm.NEW or not _may_choose(law, item["start_year"]):
            days = [new]
        else:
            days = [old] if choice is HoursNorm.OLD else [old, new]
        found.append((item.name, days))
    return found or [(gettext_noop("de eerste groep"), [old, new])]


def _may_choose(law: LawOnDay, start_year: int) -> bool:
    """May a cohort follow the old norm? Yes when it had started before the new one; perhaps in the first year of it."""
    if start_year <= int(law.text("urennorm_oud_tot_en_met")):
        return True
    # Asked only for that one year: the answer is to be confirmed, and so is every verdict that needs it.
    first = int(law.text("urennorm_eerste_jaar"))
    return start_year == first and law.text("urennorm_keuze_eerste_jaar") == "ja"


def norm_choice(facts: Facts, law: LawOnDay) -> Finding:
    """Has every cohort that may keep the old norm a decision with a day and who took it?

    A later cohort has no choice.
    """
    findings = []
    cohorts = facts.items("route.cohorts")
    for item in cohorts:
        choice = item["hours_norm"]
        if not _may_choose(law, item["start_year"]):
            if choice is HoursNorm.OLD:
                findings.append(
                    fails(
                        gettext_noop("Voor %(cohort)s kan de oude urennorm niet meer worden gekozen."), cohort=item.name
                    )
                )
            continue
        day, by = item["norm_decided_on"], item["norm_decided_by"].strip()
        missing = [f"urennorm van {item.name}"] if choice is None else []
        missing += [] if day else [f"datum van het besluit over de urennorm van {item.name}"]
        missing += [] if by else [f"wie over de urennorm van {item.name} besloot"]
        if missing:
            findings.append(unknown(missing))
        elif day > law.on:
            findings.append(
                unknown(
                    [f"besluit over de urennorm van {item.name}"],
                    gettext_noop("Het besluit over de urennorm van %(cohort)s staat gepland op %(day)s."),
                    cohort=item.name,
                    day=date_text(day),
                )
            )
        else:
            findings.append(passes(gettext_noop("De keuze voor de urennorm is vastgelegd.")))
    if findings:
        return worst(findings)
    if not cohorts:
        return unknown([gettext_noop("groepen die met de route beginnen")])
    return not_applicable(gettext_noop("Voor deze groepen is er niets te kiezen: de nieuwe urennorm geldt."))
