"""The documents of steps 1 to 4: startnotitie, intentieverklaring, visiedocument and projectplan.

Each says only what the route holds; what is missing stands there as open, with the step where it is filled in.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from naadloos.documents.content import (
    Article,
    Block,
    BulletList,
    DocumentContent,
    Open,
    OpenPoint,
    Paragraph,
    Party,
    Signature,
    Table,
)
from naadloos.engines.route import STEPS, RouteDocument
from naadloos.engines.route.calendar import date_text, school_year_text
from naadloos.engines.route.document import Contact, Partner
from naadloos.engines.route.terms import FirstAgreementStatus, PartnerSide, ThemeKind, YesNoUnknown
from naadloos.routes.state import Status, StepState

UNKNOWN = "onbekend"


def table_of(
    caption: str, header: Sequence[str], rows: Iterable[Sequence[str]], numeric: tuple[int, ...] = ()
) -> list[Block]:
    """A table in which an empty cell is unknown; no table when there are no rows."""
    found = tuple(tuple(cell or UNKNOWN for cell in row) for row in rows)
    return [Table(caption, tuple(header), found, numeric)] if found else []


class Section:
    """One section in the making."""

    def __init__(self, title: str, step: int) -> None:
        self.title, self.step = title, step
        self.blocks: list[Block] = []
        self.open: list[str] = []

    def say(self, text: str) -> bool:
        if text.strip():
            self.blocks.append(Paragraph(text))
        return bool(text.strip())

    def bullets(self, items: Iterable[str]) -> bool:
        filled = tuple(item for item in items if item.strip())
        if filled:
            self.blocks.append(BulletList(filled))
        return bool(filled)

    def table(
        self, caption: str, header: Sequence[str], rows: Iterable[Sequence[str]], numeric: tuple[int, ...] = ()
    ) -> bool:
        found = table_of(caption, header, rows, numeric)
        self.blocks += found
        return bool(found)

    def ask(self, text: str) -> None:
        self.blocks.append(Open(f"{text} Vul dit in bij stap {self.step}."))
        self.open.append(text)


def paper_of(
    document: RouteDocument, title: str, sections: Sequence[Section], on: date, **more: object
) -> DocumentContent:
    """The sections that hold something, and what is open in them."""
    open_points = [OpenPoint(each.title, text, each.step) for each in sections for text in each.open]
    count = len(open_points)
    words = "1 punt staat" if count == 1 else f"{count} punten staan"
    status = f"concept, {words} nog open" if count else "geen open punten"
    return DocumentContent(
        title=title,
        subtitle=document.route.name,
        meta=(("Datum", date_text(on)), ("Status", status)),
        articles=tuple(
            Article(number, each.title, blocks=tuple(each.blocks), sources=(f"stap {each.step}",))
            for number, each in enumerate((each for each in sections if each.blocks), 1)
        ),
        open_points=tuple(open_points),
        article_word="",
        **more,  # type: ignore[arg-type]
    )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def start_note(document: RouteDocument, on: date) -> DocumentContent:
    """Why, for whom, leading to what: what the first talk between boards needs."""
    purpose, route = document.purpose, document.route
    why = Section("Waarom deze route", 1)
    if not why.say(purpose.problem):
        why.ask("Welk probleem de route oplost, ontbreekt.")
    why.say(purpose.why_route)
    if purpose.not_for.strip():
        why.say(f"Voor wie de route niet bedoeld is: {purpose.not_for}")
    whom = Section("Voor wie", 1)
    groups = (
        (
            f"{each.profile} {each.leerweg.value}",
            _number(each.expected_low),
            _number(each.expected_mid),
            _number(each.expected_high),
            each.source,
        )
        for each in purpose.target_groups
    )
    header = ("Profiel en leerweg", "Laag", "Midden", "Hoog", "Bron")
    if not whom.table("Verwacht aantal leerlingen per jaar", header, groups, (1, 2, 3)):
        whom.ask("De doelgroep met een verwacht aantal ontbreekt.")
    to = Section("Van vmbo naar mbo", 1)
    to.bullets(
        [
            *(f"Profiel {each.profile}, leerweg {each.leerweg.value}" for each in route.profiles),
            *(
                f"Opleiding {each.crebo} {each.name}, niveau {each.level}, {each.leertraject.value}"
                for each in route.qualifications
            ),
            *(f"Groep die start in {school_year_text(each.start_year)}" for each in route.cohorts),
        ]
    )
    if not route.qualifications:
        to.ask("De mbo-opleiding ontbreekt.")
    goals = Section("Doelen", 1)
    rows = ((each.title, each.indicator, each.baseline, each.target, _number(each.year)) for each in purpose.goals)
    if not goals.table("Wat over een paar jaar anders is", ("Doel", "Indicator", "Nu", "Belofte", "Jaar"), rows):
        goals.ask("Er is nog geen doel.")
    who = Section("Met wie", 2)
    if not who.bullets(_partner_line(each) for each in route.partners if each.left_on is None):
        who.ask("De partners ontbreken.")
    return paper_of(document, "Startnotitie", [why, whom, to, goals, who], on)


def _partner_line(partner: Partner) -> str:
    return f"{partner.name}, {partner.place}" if partner.place else partner.name


def _signers(document: RouteDocument) -> list[tuple[Partner, Contact | None]]:
    found = []
    for partner in document.route.partners:
        if partner.side in (PartnerSide.VMBO, PartnerSide.MBO) and partner.left_on is None:
            own = [each for each in document.partners.contacts if each.partner == partner.key]
            found.append((partner, next((each for each in own if each.mandate is YesNoUnknown.YES), None)))
    return found


def intention(document: RouteDocument, on: date) -> DocumentContent:
    """What the partners intend, to be signed before the work of designing begins; it binds nobody to a route."""
    signers = _signers(document)
    aim = Section("Wat de partijen willen", 2)
    aim.say(
        f"De partijen onderzoeken samen of zij {document.route.name} kunnen aanbieden en werken daarvoor de tien "
        "stappen uit. Deze verklaring is nog geen samenwerkingsovereenkomst: die sluiten zij pas als de uitkomst "
        "hen bevalt."
    )
    agreed = Section("Wat al is afgesproken", 2)
    rows = (
        (each.subject, each.agreement, each.owner, date_text(each.agreed_on) if each.agreed_on else "")
        for each in document.partners.first_agreements
        if each.status is FirstAgreementStatus.AGREED
    )
    if not agreed.table("Eerste afspraken", ("Onderwerp", "Afspraak", "Wie", "Op"), rows):
        agreed.ask("Er is nog geen eerste afspraak waarmee allen het eens zijn.")
    talk = [each for each in document.partners.first_agreements if each.status is FirstAgreementStatus.OPEN]
    if talk:
        agreed.say("Hierover praten de partijen nog:")
        agreed.bullets(f"{each.subject}: {each.agreement}" if each.agreement else each.subject for each in talk)
    who = Section("Wie namens elke partij spreekt", 2)
    contacts = (
        (partner.name, contact.name if contact else "", contact.function if contact else "")
        for partner, contact in signers
    )
    who.table("Mandaat", ("Partij", "Naam", "Functie"), contacts)
    for partner, contact in signers:
        if contact is None:
            who.ask(f"Wie met mandaat namens {partner.name} spreekt, ontbreekt.")
    return paper_of(
        document,
        "Intentieverklaring",
        [aim, agreed, who],
        on,
        parties=tuple(Party(partner.name, "", partner.place) for partner, _contact in signers),
        signatures=tuple(
            Signature(partner.name, contact.name if contact else "", contact.function if contact else "")
            for partner, contact in signers
        ),
    )


def vision_paper(document: RouteDocument, on: date) -> DocumentContent:
    """The joint vision, what it grew from, and what it promises."""
    data = document.vision
    vision = Section("Onze visie", 3)
    if not vision.say(data.vision):
        vision.ask("De gezamenlijke visie ontbreekt.")
    if data.different_on_purpose.strip():
        vision.say(f"Wat met opzet verschillend blijft: {data.different_on_purpose}")
    themes = Section("Wat wij gemeen hebben en waarin wij verschillen", 3)
    for kind, head in ((ThemeKind.SHARED, "Dit hebben wij gemeen:"), (ThemeKind.DIFFERS, "Hierin verschillen wij:")):
        found = [each for each in data.themes if each.kind is kind]
        if found:
            themes.say(head)
            themes.bullets(f"{each.title}. {each.meaning}" if each.meaning else each.title for each in found)
    expects = Section("Wat elke kant verwacht, vreest en inbrengt", 3)
    rows = ((each.side.label, each.kind.label, each.text) for each in data.expectations)
    if not expects.table("Verwachtingen naast elkaar", ("Kant", "Soort", "Tekst"), rows):
        expects.ask("De verwachtingen van beide kanten ontbreken.")
    promises = Section("Wat wij beloven", 3)
    aims = (
        (each.benefit.label, each.title, each.indicator, each.baseline, each.target, _number(each.year))
        for each in data.objectives
    )
    if not promises.table(
        "Doelstellingen bij de zes voordelen", ("Voordeel", "Doelstelling", "Indicator", "Nu", "Belofte", "Jaar"), aims
    ):
        promises.ask("Er zijn nog geen doelstellingen.")
    return paper_of(document, "Visiedocument", [vision, themes, expects, promises], on)


def project_plan(document: RouteDocument, on: date) -> DocumentContent:
    """Who steers and does the work, when, and what may go wrong."""
    data = document.organisation
    bodies = Section("Wie stuurt en wie doet het werk", 4)
    rows = ((each.name, each.kind.label, each.task, each.rhythm, each.reports_to) for each in data.bodies)
    if not bodies.table("Overleggen", ("Overleg", "Soort", "Taak", "Hoe vaak", "Aan wie"), rows):
        bodies.ask("De overleggen ontbreken.")
    names = {each.key: each.name for each in data.bodies}
    bodies.table(
        "Leden",
        ("Overleg", "Naam", "Kant", "Rol"),
        ((names.get(each.body, ""), each.name, each.side.label, each.role or "lid") for each in data.members),
    )
    tasks = Section("Wie doet wat per stap", 4)
    titles = {step.number: step.title for step in STEPS}
    letters = (
        (f"{each.step} {titles[each.step]}", each.who, each.role.label)
        for each in sorted(data.raci, key=lambda each: each.step)
    )
    if not tasks.table("Taken per stap", ("Stap", "Wie", "Rol"), letters):
        tasks.ask("Wie in elke stap het werk doet en wie eindverantwoordelijk is, ontbreekt.")
    planning = Section("Planning", 4)
    dates = ((date_text(each.on), each.title) for each in sorted(data.milestones, key=lambda each: each.on))
    if not planning.table("Mijlpalen", ("Datum", "Mijlpaal"), dates):
        planning.ask("Een planning met data ontbreekt.")
    weeks = ((f"{each.step} {titles[each.step]}", _number(each.weeks), each.lead) for each in data.step_plans)
    planning.table("Tijd per stap", ("Stap", "Weken werk", "Wie trekt"), weeks, (1,))
    meetings = sorted((each for each in data.meetings if each.on >= on), key=lambda each: each.on)
    planning.table(
        "Vergaderingen",
        ("Datum", "Overleg", "Waar"),
        ((date_text(each.on), names.get(each.body, ""), each.place) for each in meetings),
    )
    risks = Section("Wat kan misgaan", 4)
    found = ((each.title, each.chance.label, each.effect.label, each.measure, each.owner) for each in data.risks)
    if not risks.table("Risico's", ("Risico", "Kans", "Gevolg", "Maatregel", "Wie let erop"), found):
        risks.ask("Er zijn nog geen risico's benoemd.")
    decided = Section("Wat al is besloten", 4)
    log = (
        (date_text(each.decided_on) if each.decided_on else "", each.title, each.consequences or "geen")
        for each in data.decisions
    )
    decided.table("Besluiten", ("Datum", "Besluit", "Gevolgen"), log)
    return paper_of(document, "Projectplan", [bodies, tasks, planning, risks, decided], on)


def stamped(content: DocumentContent, step: StepState) -> DocumentContent:
    """With the version that was agreed, or "concept", and the fingerprint of the step on each page."""
    agreed = step.status == Status.APPROVED and step.last_snapshot is not None
    version = str(step.last_snapshot.number) if agreed and step.last_snapshot else "concept"
    return replace(content, meta=(("Versie", version), *content.meta), fingerprint=step.fingerprint)


# Which document belongs to which step: the word in its address, and how it is made.
PAPERS: dict[int, tuple[str, Callable[[RouteDocument, date], DocumentContent]]] = {
    1: ("startnotitie", start_note),
    2: ("intentieverklaring", intention),
    3: ("visiedocument", vision_paper),
    4: ("projectplan", project_plan),
}
