"""The paper that goes along with who leaves a route: what is done, what is missing, and what the law gives.

It names no person and holds no mark: the key tells the own school who it is about, and the school adds the rest.
"""

from datetime import date

from naadloos.documents.content import DocumentContent
from naadloos.engines.progress import Standing
from naadloos.engines.results.book import default_book
from naadloos.engines.results.terms import Status
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import date_text
from naadloos.execution.group_build import Versions, exams_of
from naadloos.execution.group_pages import DiplomaView, along_lines, balance_view, version_words
from naadloos.execution.group_queries import balance_of, digest_in
from naadloos.execution.models import GroupPupil
from naadloos.routes.models import RoutePartner
from naadloos.routes.papers import Section, paper_of

STEP = 10


def leaving_paper(
    document: RouteDocument, pupil: GroupPupil, partner: RoutePartner, versions: Versions, on: date
) -> DocumentContent:
    """``on``: the last day in the route, or today for who is still thinking about it."""
    reckoned = balance_of(pupil, versions, [partner.pk], on=on)
    view = balance_view(reckoned)
    way = versions.ways.get(pupil.variant)
    who = Section("Over wie dit gaat", STEP)
    who.bullets(
        [
            f"Leerling {digest_in(pupil, [partner.pk])} van {partner}. De school weet zelf welke leerling dit is.",
            f"Groep {pupil.group.name}, variant {way.title if way else pupil.variant}.",
            f"Gerekend met {version_words(pupil.group.plan, exams_of(pupil.group))}.",
            f"{'Laatste dag in de route' if pupil.left_on else 'Stand op'}: {date_text(on)}.",
        ]
    )
    along = Section("Wat meegaat", STEP)
    along.say("Alleen wat op de gesloten lijst van BUL art. 8 staat en in Naadloos bekend is:")
    if not along.bullets(f"{line} ({category})" for category, line in along_lines(pupil, partner, reckoned)):
        along.say("Nog niets.")
    lists = [_list(diploma) for diploma in view.diplomas]
    rights = Section("Waar recht op kan zijn", 6)
    rights.say(
        "Welke van deze papieren de leerling krijgt, hangt af van de cijfers. Die staan niet in Naadloos; reken de "
        "uitkomst uit bij stap 6."
    )
    papers = (
        (
            paper.title,
            paper.duty,
            ", ".join(str(each) for each in paper.citations),
            "bevestigd" if paper.status is Status.CONFIRMED else "te bevestigen",
        )
        for paper in default_book().papers.values()
    )
    rights.table("Papieren en rechten", ("Wat", "Wat de wet zegt", "Vindplaats", "Status"), papers)
    return paper_of(document, "Overstappakket", [who, along, *lists, rights], on)


def _list(diploma: DiplomaView) -> Section:
    """What is done comes first: that is what the next school asks for."""
    section = Section(diploma.title.capitalize(), STEP)
    found = {each.standing: each for each in diploma.standings}
    for standing in (Standing.DONE, Standing.COUNTS, Standing.DOUBLE, Standing.MISSING):
        each = found[standing]
        explained = any(line.why for line in each.lines)
        head = ("Onderdeel", "Soort", "Klokuren", *(("Uitleg",) if explained else ()))
        rows = (
            # A test has no hours of its own.
            (line.title, line.kind, line.hours or "—", *((line.why or "—",) if explained else ()))
            for line in each.lines
        )
        if not section.table(f"{each.title.capitalize()}: {len(each.lines)}", head, rows, (2,)):
            section.say(f"{each.title.capitalize()}: niets.")
    return section
