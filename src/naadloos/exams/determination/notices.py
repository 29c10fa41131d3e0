"""Drafts of the notices with which a version is sent: to pupils, parents and the inspectorate, in plain Dutch."""

from collections.abc import Sequence

from naadloos.documents.content import Article, DocumentContent, Paragraph
from naadloos.engines.route import route_year_label
from naadloos.engines.route.calendar import date_text
from naadloos.exams.determination.compare import Row, compare
from naadloos.exams.determination.frame import Frame, version_frame
from naadloos.exams.determination.models import Ground, RegulationNotice, RegulationVersion
from naadloos.routes.models import RoutePartner

Audience = RegulationNotice.Audience
WHY = {
    Ground.UNFORESEEN: "Er gebeurde iets wat niemand kon voorzien. Daardoor kan het oude plan niet doorgaan.",
    Ground.ERROR: "Er stond een duidelijke fout in het oude plan, of er was iets vergeten.",
}
LEGAL = {
    Ground.UNFORESEEN: "onderdeel a: een onvoorziene omstandigheid waardoor het PTA niet kan worden uitgevoerd",
    Ground.ERROR: "onderdeel b: een kennelijke fout of omissie in het PTA",
}


def drafts(version: RegulationVersion, partners: Sequence[RoutePartner]) -> list[RegulationNotice]:
    """One draft for each group of readers, not saved yet."""
    frame = version_frame(version.route, version, partners)
    rows = compare(version.replaces.content, version.content) if version.replaces else []
    changed = version.replaces is not None or version.after_deadline
    title = f"{'Gewijzigde ' if changed else ''}PTA en OER {frame.year_text}"
    texts = {
        Audience.PUPILS: _pupils(frame, rows, changed),
        Audience.PARENTS: _parents(frame, rows, changed),
        Audience.INSPECTORATE: _inspectorate(frame, rows, changed),
    }
    return [
        RegulationNotice(
            of=version, audience=audience.value, title=f"{title}: {frame.document.route.name}"[:200], text=text
        )
        for audience, text in texts.items()
    ]


def _groups(frame: Frame) -> str:
    return ", ".join(f"groep {start} ({route_year_label(year)})" for start, year in frame.groups)


def _changes(rows: Sequence[Row]) -> str:
    if not rows:
        return "Kijk in de bijlage wat er is veranderd."
    return "\n".join(f"- {row.where}, {row.what}: was {row.before}, wordt {row.after}." for row in rows)


def _fixed(frame: Frame) -> str:
    boards = [line for line in frame.decisions if line.board and line.on]
    return "\n".join(f"- {line.party}, op {date_text(line.on)}" for line in boards if line.on)


def _pupils(frame: Frame, rows: Sequence[Row], changed: bool) -> str:
    route = frame.document.route.name
    if not changed:
        return (
            f"Beste leerling, beste student,\n\nHierbij krijgt u de PTA en OER {frame.year_text} van {route}. Daarin "
            "staat welke toetsen en examens u doet, wanneer, hoe vaak ze meetellen en of u ze mag herkansen. "
            f"Bewaar dit goed.\n\nDit geldt voor {_groups(frame)}.\n\nHebt u een vraag? Stel die aan uw mentor of "
            "aan de examensecretaris."
        )
    why = f"{WHY[Ground(frame.ground)]} {frame.reason}" if frame.ground else frame.reason
    return (
        f"Beste leerling, beste student,\n\nUw PTA en OER {frame.year_text} van {route} is veranderd. Dit geldt voor "
        f"{_groups(frame)}.\n\nWat er verandert:\n{_changes(rows)}\n\nWaarom: {why or 'zie de bijlage.'}\n\nDe "
        "examencommissies en de medezeggenschapsraad hebben ernaar gekeken en de besturen hebben het vastgesteld. Wat "
        "hier niet staat, blijft zoals het was. Cijfers die u al hebt, kunt u navragen bij de examensecretaris.\n\n"
        "Hebt u een vraag? Stel die aan uw mentor of aan de examensecretaris."
    )


def _parents(frame: Frame, rows: Sequence[Row], changed: bool) -> str:
    route = frame.document.route.name
    if not changed:
        return (
            f"Beste ouder of verzorger,\n\nUw kind volgt {route}. Hierbij sturen wij u de PTA en OER "
            f"{frame.year_text}. Daarin staat welke toetsen en examens uw kind doet en hoe die meetellen voor de "
            "diploma's.\n\nHebt u een vraag? Neem dan contact op met de mentor of de examensecretaris."
        )
    why = f"{WHY[Ground(frame.ground)]} {frame.reason}" if frame.ground else frame.reason
    return (
        f"Beste ouder of verzorger,\n\nUw kind volgt {route}. Het plan met toetsen en examens voor {frame.year_text} "
        f"is veranderd. Dit gaat over {_groups(frame)}.\n\nWat er verandert:\n{_changes(rows)}\n\nWaarom: "
        f"{why or 'zie de bijlage.'}\n\nWij hebben dit ook aan uw kind geschreven. Hebt u een vraag? Neem dan contact "
        "op met de mentor of de examensecretaris."
    )


def _inspectorate(frame: Frame, rows: Sequence[Row], changed: bool) -> str:
    route = frame.document.route.name
    parties = " en ".join(party.name for party in frame.parties)
    head = f"Aan de Inspectie van het Onderwijs\n\n{parties} sturen u hierbij "
    if not changed:
        return (
            f"{head}het examenreglement en het PTA {frame.year_text} van {route}, samen met de OER van het mbo (WVO "
            f"artikel 2.60 lid 5 en artikel 2.60b lid 4).\n\nVastgesteld door:\n{_fixed(frame)}"
        )
    basis = (
        f"De wijziging rust op WVO artikel 2.60c, {LEGAL[Ground(frame.ground)]}."
        if frame.ground
        else "De wijziging is vastgesteld vóór de uiterste dag van WVO artikel 2.60a lid 1."
    )
    return (
        f"{head}de gewijzigde PTA en OER {frame.year_text} van {route}. {basis}\n\nReden: "
        f"{frame.reason or 'zie de bijlage.'}\n\nWat er verandert:\n{_changes(rows)}\n\nVoor wie: {_groups(frame)}.\n\n"
        f"{_heard(frame)}\n\nVastgesteld door:\n{_fixed(frame)}"
    )


def _heard(frame: Frame) -> str:
    lines = []
    for line in frame.decisions:
        if line.on and not line.board:
            said = "eens" if line.agrees else f"niet eens: {line.note}"
            lines.append(f"- {line.organ} van {line.party}, op {date_text(line.on)}: {said}")
    return "Vooraf gehoord:\n" + "\n".join(lines)


def compose_notice(notice: RegulationNotice, frame: Frame) -> DocumentContent:
    """The notice as a letter."""
    return DocumentContent(
        title=notice.title,
        parties=frame.parties,
        meta=(("schooljaar", frame.year_text), ("versie", frame.version_text)),
        articles=(Article(1, notice.title, blocks=(Paragraph(notice.text),)),),
        article_word="",
    )
