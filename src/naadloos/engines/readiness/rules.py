"""The rules, each a small function: facts in, points out. What is not known is amber and says so, never green."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from naadloos.engines.readiness.types import Light, Point, StepFacts
from naadloos.engines.route import document as doc
from naadloos.engines.route.calendar import group_years, school_year_of, school_year_text
from naadloos.engines.route.document import RouteDocument
from naadloos.engines.route.terms import PartnerSide, ProgressStatus, YesNoUnknown
from naadloos.engines.route.terms import gettext_noop as _
from naadloos.engines.route.text import Text, text

# Nearer than this many days something that is not ready asks for attention.
SOON = 28

Judged = tuple[Light, Text]


def by_time(due: date | None, today: date) -> Judged:
    """What the day says about a thing that is not ready."""
    if due is None:
        return Light.AMBER, text(_("Wanneer dit klaar moet zijn, is onbekend."))
    days = (due - today).days
    if days < 0:
        return Light.RED, _days(-days, _("1 dag te laat."), _("%(n)s dagen te laat."))
    if days == 0:
        return Light.AMBER, text(_("Dit moet vandaag klaar zijn."))
    if days <= SOON:
        return Light.AMBER, _days(days, _("Nog 1 dag."), _("Nog %(n)s dagen."))
    return Light.GREEN, text(_("Op tijd: nog %(n)s dagen."), n=days)


def _days(number: int, one: str, more: str) -> Text:
    return text(one) if number == 1 else Text(more, {"n": number})


def needs_somebody(point: Point) -> Point:
    """What is on time by its day but has nobody who does it, is not on time: who is unknown."""
    if point.who or point.light is not Light.GREEN:
        return point
    return replace(point, light=Light.AMBER, reason=text(_("Wie dit doet, is onbekend.")))


# -- the ten steps ---------------------------------------------------------------------------------


def step_points(step: StepFacts, today: date) -> Iterator[Point]:
    """Every piece of evidence that is missing; then who must agree; a step with nothing left is ready."""
    if step.open:
        yield from evidence_points(step, today)
    elif step.stale or step.waiting:
        yield approval_point(step, today)
    else:
        yield Point(
            f"step-{step.number}", step.number, step.title, step.owner, step.due, Light.GREEN, text(_("Klaar."))
        )


def evidence_points(step: StepFacts, today: date) -> Iterator[Point]:
    light, reason = by_time(step.due, today)
    for item in step.open:
        yield needs_somebody(
            Point(
                f"step-{step.number}-{item.key}",
                step.number,
                item.label,
                step.owner,
                step.due,
                light,
                reason,
                url=item.url,
            )
        )


def approval_point(step: StepFacts, today: date) -> Point:
    """A step that is complete waits for those who agree. A change after the agreement is amber at least."""
    light, reason = by_time(step.due, today)
    what = text(_("Akkoord op stap %(n)s"), n=step.number)
    if step.stale:
        what = text(_("Akkoord op stap %(n)s, opnieuw: er is iets gewijzigd"), n=step.number)
        if light is Light.GREEN:
            light, reason = Light.AMBER, text(_("Wat gold, is gewijzigd. Het akkoord moet opnieuw."))
    point = Point(f"step-{step.number}-akkoord", step.number, what, step.waiting, step.due, light, reason)
    return needs_somebody(replace(point, place="vaststellen"))


# -- step 10: the start ----------------------------------------------------------------------------


def action_point(action: doc.ReadinessAction, today: date) -> Point:
    """An action for the start: ready, or judged by its day and by who does it."""
    made = Point(
        f"readiness-{action.key}",
        10,
        action.title,
        action.owner,
        action.due_on,
        Light.GREEN,
        text(_("Klaar.")),
        "readiness",
    )
    if action.status is ProgressStatus.DONE:
        return made
    light, reason = by_time(action.due_on, today)
    return needs_somebody(replace(made, light=light, reason=reason))


def team_points(team: list[doc.TeamMember], start: date | None) -> Iterator[Point]:
    """Who teaches must be there from both sides and be qualified."""
    if not team:
        yield _team("team", text(_("Het team")), "", start, Light.AMBER, text(_("Wie lesgeeft, is onbekend.")))
        return
    yield from (
        _team(
            f"team-{side.value}",
            text(_("Docent van het %(side)s"), side=side.value),
            "",
            start,
            Light.AMBER,
            text(_("Wie van deze kant lesgeeft, is onbekend.")),
        )
        for side in (PartnerSide.VMBO, PartnerSide.MBO)
        if not any(each.side is side for each in team)
    )
    for member in team:
        yield _team(
            f"team-{member.key}",
            text(_("Bevoegdheid van het teamlid")),
            member.name,
            start,
            *qualified(member.qualified),
        )


def qualified(answer: YesNoUnknown) -> Judged:
    if answer is YesNoUnknown.YES:
        return Light.GREEN, text(_("Bevoegd."))
    if answer is YesNoUnknown.NO:
        return Light.RED, text(_("Niet bevoegd."))
    return Light.AMBER, text(_("Of deze docent bevoegd is, is onbekend."))


def _team(key: str, what: Text, who: str, due: date | None, light: Light, reason: Text) -> Point:
    return Point(key, 10, what, who, due, light, reason, "team")


def place_points(places: list[doc.PracticePlace], start: date | None, bpv: date | None) -> Iterator[Point]:
    """Companies must be recognised before the start, and the agreement signed before the mbo phase begins."""
    if not places:
        yield _place(
            "places", text(_("Leerbedrijven")), start, Light.AMBER, text(_("Welke leerbedrijven er zijn, is onbekend."))
        )
        return
    for each in places:
        yield _place(f"place-{each.key}", each.company, bpv or start, *practice_place(each))


def practice_place(place: doc.PracticePlace) -> Judged:
    """The worst first: not recognised is red; what nobody answered is unknown."""
    if place.recognised is YesNoUnknown.NO:
        return Light.RED, text(_("Dit bedrijf is geen erkend leerbedrijf; bpv mag er niet."))
    if place.recognised is YesNoUnknown.UNKNOWN:
        return Light.AMBER, text(_("Of dit bedrijf erkend is, is onbekend."))
    if place.places is None:
        return Light.AMBER, text(_("Hoeveel plekken er zijn, is onbekend."))
    if place.agreement_signed is YesNoUnknown.UNKNOWN:
        return Light.AMBER, text(_("Het is niet zeker dat elke praktijkovereenkomst is getekend."))
    if place.agreement_signed is YesNoUnknown.NO:
        return Light.AMBER, text(_("Nog niet elke praktijkovereenkomst is getekend."))
    return Light.GREEN, text(_("Erkend en getekend."))


def _place(key: str, what: Text | str, due: date | None, light: Light, reason: Text) -> Point:
    return Point(key, 10, what, "", due, light, reason, "practice_places")


def substitute_points(substitutes: list[doc.Substitute], today: date) -> Iterator[Point]:
    """Who stands in must be ready on the first day; what is over asks nothing."""
    for each in substitutes:
        if each.until_on and each.until_on < today:
            continue
        made = Point(
            f"substitute-{each.key}",
            10,
            text(_("Vervanging van %(what)s"), what=each.replaces),
            each.by,
            each.from_on,
            Light.GREEN,
            text(_("Staat klaar.")),
            "substitutes",
        )
        if each.ready is YesNoUnknown.UNKNOWN:
            yield replace(made, light=Light.AMBER, reason=text(_("Of de vervanging klaarstaat, is onbekend.")))
            continue
        if each.ready is YesNoUnknown.NO:
            light, reason = by_time(each.from_on, today)
            made = replace(made, light=light, reason=reason)
        yield needs_somebody(made)


def incident_points(incidents: list[doc.Incident]) -> Iterator[Point]:
    """What happened in the year stays on the list until it is dealt with; nothing decided is unknown."""
    for each in incidents:
        if each.closed_on is None:
            decided = bool(each.decision.strip())
            reason = text(_("Nog niet afgehandeld.")) if decided else text(_("Wat is besloten, is onbekend."))
            yield Point(f"incident-{each.key}", 10, each.title, each.owner, None, Light.AMBER, reason, "incidents")


# -- steps 6 and 9: what has a day of its own --------------------------------------------------------


def regulation_points(document: RouteDocument, deadlines: Mapping[int, date], today: date) -> Iterator[Point]:
    """PTA and OER of the school years that come first, fixed and sent before the day of the law.

    ``deadlines``: that day, by school year. It must be before it, so the day itself is too late.
    """
    found = {each.school_year: each for each in document.exams.regulations}
    for year in _years_at_hand(document, today):
        if year in deadlines:
            yield regulation_point(year, found.get(year), deadlines[year], today)


def regulation_point(year: int, found: doc.Regulation | None, deadline: date, today: date) -> Point:
    fixed, sent = (found.fixed_on, found.sent_on) if found else (None, None)
    made = Point(
        f"regulation-{year}",
        6,
        text(_("PTA en examenreglement van %(year)s vastgesteld en verstuurd"), year=school_year_text(year)),
        "",
        deadline,
        Light.GREEN,
        text(_("Op tijd vastgesteld en verstuurd.")),
        "regulations",
    )
    if any(day is not None and day >= deadline for day in (fixed, sent)):
        return replace(made, light=Light.RED, reason=text(_("Te laat: de wet vraagt dit vóór deze dag.")))
    if fixed and sent:
        return made
    if today >= deadline:
        return replace(made, light=Light.RED, reason=text(_("De dag van de wet is voorbij en dit is niet gebeurd.")))
    if fixed is None:
        return replace(made, light=Light.AMBER, reason=text(_("Wanneer dit is vastgesteld, is onbekend.")))
    return replace(made, light=Light.AMBER, reason=text(_("Vastgesteld; wanneer dit is verstuurd, is onbekend.")))


def _years_at_hand(document: RouteDocument, today: date) -> list[int]:
    """The school years of the groups that are now or next; before the first group only the first."""
    years = sorted({each.start for each in group_years(document)})
    now = school_year_of(today)
    near = [year for year in years if now <= year <= now + 1]
    return near or years[:1]


def agreement_point(agreement: doc.Agreement, start: date | None, today: date) -> Point:
    """The agreement must hold on the first school day, and still hold now."""
    made = Point(
        "agreement",
        9,
        text(_("De overeenkomst geldt op de eerste schooldag")),
        "",
        start,
        Light.GREEN,
        text(_("Zij gaat op tijd in.")),
    )
    if agreement.ends_on and agreement.ends_on < today:
        return replace(made, light=Light.RED, reason=text(_("De overeenkomst is afgelopen.")))
    if agreement.starts_on is None:
        return replace(made, light=Light.AMBER, reason=text(_("Wanneer de overeenkomst ingaat, is onbekend.")))
    if start is None:
        return replace(made, light=Light.AMBER, reason=text(_("Wanneer de route begint, is onbekend.")))
    if agreement.starts_on > start:
        return replace(made, light=Light.RED, reason=text(_("De overeenkomst gaat pas in na de eerste schooldag.")))
    return made
