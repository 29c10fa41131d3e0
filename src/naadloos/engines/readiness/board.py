"""Five lines for a board: the start, what is red, what is decided, agreement and money, pupils."""

from collections.abc import Sequence
from datetime import date

from naadloos.engines.readiness.countdown import start_of
from naadloos.engines.readiness.types import Light, Line, Point, StepFacts
from naadloos.engines.route.document import Cohort, RouteDocument
from naadloos.engines.route.terms import gettext_noop as _
from naadloos.engines.route.text import Text, Value, text

# More names than this make no line any more.
MOST = 3
AGREEMENT = 9


def lines(
    document: RouteDocument, steps: Sequence[StepFacts], points: Sequence[Point], today: date
) -> tuple[Line, ...]:
    return (
        start_line(document, today),
        red_line(points),
        decided_line(steps),
        agreement_line(document, steps, today),
        pupils_line(document, today),
    )


def day_text(day: date) -> str:
    """In figures, which every language reads.

    >>> day_text(date(2027, 8, 30))
    '30-08-2027'
    """
    return f"{day:%d-%m-%Y}"


def group_at_hand(document: RouteDocument, today: date) -> Cohort | None:
    """The group that begins next; when all began, the last."""
    groups = sorted(document.route.cohorts, key=lambda each: each.start_year)
    return next((each for each in groups if start_of(document, each)[0] >= today), groups[-1] if groups else None)


def start_line(document: RouteDocument, today: date) -> Line:
    head = text(_("De start"))
    group = group_at_hand(document, today)
    if group is None:
        return Line("start", head, (text(_("Wanneer de eerste groep begint, is onbekend.")),), Light.AMBER)
    day, sure = start_of(document, group)
    values: dict[str, Value] = {"year": group.start_year, "day": day_text(day), "n": abs((day - today).days)}
    if day < today:
        return Line("start", head, (Text(_("Groep %(year)s is begonnen op %(day)s."), values),), Light.GREEN)
    if day == today:
        return Line("start", head, (Text(_("Groep %(year)s begint vandaag."), values),), Light.GREEN)
    said = Text(_("Groep %(year)s begint op %(day)s. Dagen tot de start: %(n)s."), values)
    if sure:
        return Line("start", head, (said,), Light.GREEN)
    guess = text(_("De eerste schooldag is nog onbekend; hier is met 1 augustus gerekend."))
    return Line("start", head, (said, guess), Light.AMBER)


def red_line(points: Sequence[Point]) -> Line:
    red = [each for each in points if each.light is Light.RED]
    amber = sum(each.light is Light.AMBER for each in points)
    head = text(_("Wat rood is"))
    rest = text(_("Oranje, dus let op of onbekend: %(n)s."), n=amber)
    if not red:
        none = text(_("Er is niets rood."))
        return Line("red", head, (none, rest) if amber else (none,), Light.AMBER if amber else Light.GREEN)
    said = text(_("Rood: %(n)s."), n=len(red))
    return Line("red", head, (said, rest) if amber else (said,), Light.RED, tuple(each.what for each in red[:MOST]))


def decided_line(steps: Sequence[StepFacts]) -> Line:
    head = text(_("Wat besloten is"))
    agreed = tuple(str(each.number) for each in steps if each.approved)
    stale = tuple(str(each.number) for each in steps if each.stale)
    said = [
        text(_("Vastgesteld: stap %(steps)s."), steps=agreed) if agreed else text(_("Er is nog geen stap vastgesteld."))
    ]
    if stale:
        said.append(text(_("Gewijzigd na het akkoord: stap %(steps)s."), steps=stale))
    return Line("decided", head, tuple(said), Light.GREEN if len(agreed) == len(steps) else Light.AMBER)


def agreement_line(document: RouteDocument, steps: Sequence[StepFacts], today: date) -> Line:
    """Green only when the agreement is signed by all, holds, and no amount is missing."""
    agreement = document.agreement
    signed = any(each.number == AGREEMENT and each.approved for each in steps)
    missing = document.finance.missing_figures
    said = []
    if agreement.starts_on is None:
        said.append(text(_("Wanneer de overeenkomst ingaat, is onbekend.")))
    else:
        said.append(text(_("De overeenkomst gaat in op %(day)s."), day=day_text(agreement.starts_on)))
    if not signed:
        said.append(text(_("Nog niet alle partners hebben getekend.")))
    if missing:
        said.append(text(_("Aan de berekening ontbreken bedragen: %(n)s onbekend."), n=missing))
    elif not document.finance.results:
        said.append(text(_("Wat de route kost en opbrengt, is onbekend.")))
    else:
        said.append(text(_("Alle bedragen van de berekening zijn ingevuld.")))
    over = agreement.ends_on is not None and agreement.ends_on < today
    ready = signed and agreement.starts_on is not None and not missing and bool(document.finance.results)
    if over:
        said.insert(0, text(_("De overeenkomst is afgelopen.")))
    return Line(
        "agreement",
        text(_("Overeenkomst en geld")),
        tuple(said),
        Light.RED if over else Light.GREEN if ready else Light.AMBER,
    )


def pupils_line(document: RouteDocument, today: date) -> Line:
    """How many pupils are expected in the group at hand. A forecast that misses a part is unknown as a whole."""
    head = text(_("Leerlingen"))
    group = group_at_hand(document, today)
    rows = [each for each in document.finance.volumes if group is not None and each.cohort == group.key]
    numbers = [each.pupils for each in rows]
    if group is None or not rows or None in numbers:
        return Line("pupils", head, (text(_("Hoeveel leerlingen er komen, is onbekend.")),), Light.AMBER)
    total = sum(each for each in numbers if each is not None)
    said = [text(_("Verwacht in groep %(year)s: %(n)s leerlingen."), year=group.start_year, n=total)]
    counted = {each.volume for each in document.finance.counts if each.route_year == 1}
    if rows and all(each.key in counted for each in rows):
        real = sum(
            each.pupils
            for each in document.finance.counts
            if each.route_year == 1 and each.volume in {row.key for row in rows}
        )
        said = [text(_("Geteld in groep %(year)s: %(n)s leerlingen."), year=group.start_year, n=real)]
    return Line("pupils", head, tuple(said), Light.GREEN)
