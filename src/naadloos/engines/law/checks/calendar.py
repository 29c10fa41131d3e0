"""The yearly determination of PTA and examenreglement."""

from datetime import date

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts, Item
from naadloos.engines.law.findings import fails, passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.route.calendar import date_text, school_year_text
from naadloos.engines.route.terms import gettext_noop

# The whole exam paragraph holds in the first three years of a route (WVO 2.107j lid 3).
EXAM_YEARS = 3


def deadline(law: LawOnDay, school_year: int) -> date:
    """The first day on which it is too late for that school year (2027 = schooljaar 2027-2028)."""
    month, day = law.text("pta_voor").split("-")
    return date(school_year, int(month), int(day))


def regulations(facts: Facts, law: LawOnDay) -> tuple[list[Item], list[str]]:
    """The regulations to judge on this day, and the school year that has none.

    Judged are the school years whose deadline has passed and, before the first cohort starts, the year it starts in.
    What lies further ahead is not due yet.
    """
    passed = law.on.year - (law.on < deadline(law, law.on.year))
    starts = [item["start_year"] for item in facts.items("route.cohorts")]
    due = max(passed, min(starts, default=passed))
    found = [item for item in facts.items("exams.regulations") if item["school_year"] <= due]
    years = {item.peek("school_year") for item in found}
    needed = not starts or any(start <= due < start + EXAM_YEARS for start in starts)
    return found, [school_year_text(due)] if needed and due not in years else []


def before_deadline(facts: Facts, law: LawOnDay) -> Finding:
    """Are PTA and examenreglement fixed and sent before the day?"""
    found, absent = regulations(facts, law)
    findings = [unknown([f"vaststelling van het PTA voor schooljaar {year}"]) for year in absent]
    for item in found:
        too_late = deadline(law, item.peek("school_year"))
        for name, label in (("fixed_on", "vaststelling"), ("sent_on", "verzending")):
            done = item[name]
            if done is None:
                findings.append(unknown([f"datum van {label} ({item.name})"]))
            elif done >= too_late:
                findings.append(
                    fails(
                        gettext_noop("De %(what)s voor %(year)s was op %(day)s. Dat moest vóór %(deadline)s."),
                        what=label,
                        year=item.name,
                        day=date_text(done),
                        deadline=date_text(too_late),
                    )
                )
            elif done > law.on:
                findings.append(
                    unknown(
                        [f"{label} ({item.name})"],
                        gettext_noop("De %(what)s voor %(year)s staat gepland op %(day)s."),
                        what=label,
                        year=item.name,
                        day=date_text(done),
                    )
                )
            else:
                findings.append(passes(gettext_noop("Het PTA is op tijd vastgesteld en verstuurd.")))
    return worst(findings) if findings else unknown([gettext_noop("vaststelling van het PTA")])


def mr_consent(facts: Facts, law: LawOnDay) -> Finding:
    """Did the medezeggenschapsraad consent, and not after the determination?"""
    found, absent = regulations(facts, law)
    findings = [unknown([f"instemming van de MR voor schooljaar {year}"]) for year in absent]
    for item in found:
        given, fixed = item["mr_consent_on"], item["fixed_on"]
        if given is None:
            findings.append(unknown([f"datum van de instemming van de MR ({item.name})"]))
        elif given > law.on:
            findings.append(unknown([f"instemming van de MR ({item.name})"]))
        elif fixed is None:
            findings.append(unknown([f"datum van vaststelling ({item.name})"]))
        elif given > fixed:
            # The texts read ask for consent, not for its moment: a later consent is a question, not a breach.
            findings.append(
                unknown(
                    [f"of de instemming van de MR bij het besluit hoort ({item.name})"],
                    gettext_noop("De MR stemde in op %(given)s, na de vaststelling op %(fixed)s."),
                    given=date_text(given),
                    fixed=date_text(fixed),
                )
            )
        else:
            findings.append(passes(gettext_noop("De MR heeft ingestemd.")))
    return worst(findings) if findings else unknown([gettext_noop("instemming van de MR")])
