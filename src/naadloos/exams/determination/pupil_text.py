"""The pupils' edition of a version: what you must do, when, how much it counts, and whether you may do it again.

One edition per group of pupils (variant) and per leerjaar, in plain Dutch (B1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from naadloos.documents.content import Article, Block, BulletList, DocumentContent, Open, Paragraph, Table
from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route.calendar import date_text
from naadloos.engines.route.document import Assessment
from naadloos.engines.route.terms import AssessmentKind, CountsFor, Leerweg
from naadloos.exams.determination.frame import Frame
from naadloos.exams.determination.wording import amount, form_text, moment, retake_text

CENTRAL = (AssessmentKind.CSPE, AssessmentKind.CE)
WITH_PROFIELWERKSTUK = (Leerweg.GL, Leerweg.TL)  # WVO 2.53 lid 3
DIPLOMA = {CountsFor.VMBO: "vmbo", CountsFor.MBO: "mbo", CountsFor.BOTH: "vmbo en mbo"}


@dataclass(frozen=True, slots=True)
class Pupils:
    """A group of pupils with exams of its own. ``key`` "" is everybody."""

    key: str
    title: str
    leerwegen: frozenset[Leerweg]
    profiles: frozenset[str] = frozenset()
    crebos: frozenset[str] = frozenset()


def pupil_groups(document: RouteDocument) -> list[Pupils]:
    """The variants of the programme; without them each profile and leerweg, or everybody when there is one."""
    profiles = {item.key: item for item in document.route.profiles}
    crebos = {item.key: item.crebo for item in document.route.qualifications}
    every = frozenset(item.leerweg for item in profiles.values())
    groups = []
    for variant in document.programme.variants:
        profile = profiles.get(variant.profile or "")
        crebo = crebos.get(variant.qualification or "")
        groups.append(
            Pupils(
                variant.key,
                variant.title,
                frozenset([profile.leerweg]) if profile else every,
                frozenset([profile.profile]) if profile else frozenset(),
                frozenset([crebo]) if crebo else frozenset(),
            )
        )
    if groups:
        return groups
    if len(profiles) > 1:
        return [
            Pupils(
                item.key,
                f"{item.profile}, {item.leerweg.label}",
                frozenset([item.leerweg]),
                frozenset([item.profile]),
            )
            for item in profiles.values()
        ]
    return [Pupils("", "alle leerlingen", every)]


def sits(item: Assessment, pupils: Pupils) -> bool:
    """Does this group sit this assessment?

    Named variants decide. Besides, a profielwerkstuk is for gl and tl, and what tests only another profile or another
    opleiding is not for this group.
    """
    named = item.variants
    if named and pupils.key and pupils.key not in named:
        return False
    if item.kind is AssessmentKind.PWS and pupils.leerwegen and not pupils.leerwegen & set(WITH_PROFIELWERKSTUK):
        return False
    tested = {code.split("/")[1] for code in item.deeltaken if code.startswith("P/") and code.count("/") >= 2}
    if pupils.profiles and tested and not tested & pupils.profiles:
        return False
    trained = {code.split()[0] for code in item.werkprocessen if code.split()}
    return not (pupils.crebos and trained and not trained & pupils.crebos)


def compose_pupil_edition(frame: Frame, pupils: Pupils, route_year: int) -> DocumentContent:
    """What one group of pupils does in one year of the route."""
    items = [item for item in frame.assessments(route_year) if sits(item, pupils)]
    totals = _totals([item for item in frame.document.exams.assessments if sits(item, pupils)])
    label = route_year_label(route_year)
    sections = [
        ("Wat u moet doen", _to_do(items, totals, label)),
        ("Hoe uw cijfer ontstaat", _marks(frame)),
        ("Inhalen en herkansen", _again(frame, items, pupils)),
        ("Als er iets misgaat", _wrong(frame)),
        ("Wie dit heeft vastgesteld", _who(frame)),
    ]
    return DocumentContent(
        title=f"Uw toetsen en examens in {label}",
        subtitle=f"{frame.document.route.name}, {pupils.title}, schooljaar {frame.year_text}",
        parties=frame.parties,
        meta=(("schooljaar", frame.year_text), ("versie", frame.version_text)),
        intro=_intro(frame),
        articles=tuple(Article(number, title, blocks=blocks) for number, (title, blocks) in enumerate(sections, 1)),
        fingerprint=frame.fingerprint,
        article_word="",
    )


def _intro(frame: Frame) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if frame.concept:
        blocks.append(Open("Dit is een concept. Het kan nog veranderen en geldt nog niet."))
    blocks.append(
        Paragraph(
            "In deze folder staat welke toetsen en examens u dit jaar doet. De volledige regels staan in de PTA en OER "
            f"{frame.year_text}. Staat daar iets anders, dan geldt die regeling."
        )
    )
    return tuple(blocks)


def _totals(items: Sequence[Assessment]) -> dict[str, Decimal]:
    """What the weights of a subject add up to, without the central exams: those stand beside the school exam."""
    totals: dict[str, Decimal] = {}
    for item in items:
        if item.weight is not None and item.kind not in CENTRAL:
            totals[item.subject] = totals.get(item.subject, Decimal()) + item.weight
    return totals


def _counts(item: Assessment, totals: dict[str, Decimal]) -> str:
    if item.kind in CENTRAL:
        return f"de helft van uw eindcijfer ({DIPLOMA[item.counts_for]})"
    if item.weight is None:
        return f"onbekend ({DIPLOMA[item.counts_for]})"
    total = totals.get(item.subject, item.weight)
    if not item.subject or total == 0:
        return f"{amount(item.weight)} keer ({DIPLOMA[item.counts_for]})"
    return f"{amount(item.weight)} van de {amount(total)} keer ({DIPLOMA[item.counts_for]})"


def _to_do(items: Sequence[Assessment], totals: dict[str, Decimal], label: str) -> tuple[Block, ...]:
    if not items:
        return (Paragraph(f"In {label} hebt u geen toetsen of examens die meetellen voor een diploma."),)
    rows = tuple(
        (
            f"{item.title} ({item.subject})" if item.subject else item.title,
            moment(item),
            form_text(item),
            _counts(item, totals),
            retake_text(item) or "onbekend",
        )
        for item in items
    )
    return (
        Table(
            f"Toetsen en examens in {label}",
            ("Wat u doet", "Wanneer", "Hoe", "Telt mee", "Herkansen"),
            rows,
        ),
        Paragraph(
            "‘40 van de 100 keer’ betekent: alle toetsen van het vak samen tellen 100 keer, deze toets telt "
            "daarvan 40 keer. Tussen haakjes staat voor welk diploma de toets telt."
        ),
        Paragraph("Dit moet u kennen en kunnen:"),
        BulletList(tuple(f"{item.title}: {item.content or 'staat er nog niet bij'}" for item in items)),
    )


def _marks(frame: Frame) -> tuple[Block, ...]:
    rule = frame.document.exams.mark_rule
    return (Paragraph(rule) if rule.strip() else Open("Hoe uw cijfer ontstaat, is nog niet beschreven."),)


def _again(frame: Frame, items: Sequence[Assessment], pupils: Pupils) -> tuple[Block, ...]:
    text = frame.document.exams.catching_up
    blocks: list[Block] = [
        Paragraph(text)
        if text.strip()
        else Open("Hoe u een toets inhaalt als u ziek bent of door overmacht niet kunt komen, is nog niet beschreven.")
    ]
    if any(item.kind in CENTRAL for item in items):
        sentence = "U mag het centraal examen van één vak één keer overdoen."
        if pupils.leerwegen & {Leerweg.BB, Leerweg.KB}:
            sentence += " In de basis- en kaderberoepsgerichte leerweg mag u daarnaast het cspe één keer overdoen."
        blocks.append(Paragraph(f"{sentence} Het hoogste cijfer telt (UWVO 3.38 en 3.39)."))
    return tuple(blocks)


def _wrong(frame: Frame) -> tuple[Block, ...]:
    exams = frame.document.exams
    blocks: list[Block] = [
        Paragraph(exams.irregularities)
        if exams.irregularities.strip()
        else Open("Wat er gebeurt als iemand zich niet aan de regels houdt, is nog niet beschreven.")
    ]
    blocks.append(
        Paragraph(
            "Krijgt u bij het vmbo-examen een maatregel omdat er iets niet volgens de regels ging, en bent u het "
            "daar niet mee eens? Ga dan binnen vijf dagen in beroep bij de commissie van beroep (WVO 2.63)."
        )
    )
    if exams.appeal.strip():
        blocks.append(Paragraph(exams.appeal))
    return tuple(blocks)


def _who(frame: Frame) -> tuple[Block, ...]:
    boards = [line for line in frame.decisions if line.board and line.on and line.agrees]
    if not boards:
        return (Paragraph("De besturen hebben deze regeling nog niet vastgesteld."),)
    return (BulletList(tuple(f"{line.party}, op {date_text(line.on)}" for line in boards if line.on)),)
