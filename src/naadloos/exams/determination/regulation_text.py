"""The joint PTA/OER as a document: everything that WVO 2.60, 2.60a and WEB 7.4.8, 9.1.8 ask to be in it.

What is missing is printed as open, with the step where people enter it. All texts are Dutch.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from naadloos.documents.content import (
    Annex,
    Article,
    Block,
    DocumentContent,
    Open,
    OpenPoint,
    Paragraph,
    Signature,
    Table,
)
from naadloos.engines.route import route_year_label
from naadloos.engines.route.calendar import date_text
from naadloos.engines.route.document import Assessment
from naadloos.engines.route.terms import AssessmentKind, CountsFor, HourKind
from naadloos.exams.determination.compare import Row
from naadloos.exams.determination.frame import DecisionLine, Frame
from naadloos.exams.determination.models import Ground
from naadloos.exams.determination.wording import (
    amount,
    committee_text,
    covers,
    form_text,
    moment,
    retake_text,
    weight_text,
)

GROUNDS = {
    Ground.UNFORESEEN: "a. door een onvoorziene omstandigheid kan het PTA niet worden uitgevoerd",
    Ground.ERROR: "b. het PTA bevat een kennelijke fout of omissie",
}


class _Maker:
    """Collects articles and what is still open, in the order of reading."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.open: list[OpenPoint] = []
        self._blocks: list[Block] = []

    def say(self, text: str) -> None:
        if text.strip():
            self._blocks.append(Paragraph(text))

    def add(self, block: Block) -> None:
        self._blocks.append(block)

    def ask(self, text: str, step: int = 6) -> None:
        self._blocks.append(Open(f"{text} Vul dit in bij stap {step}."))
        self.open.append(OpenPoint(f"Artikel {len(self.articles) + 1}", text, step))

    def own(self, text: str, missing: str) -> None:
        """The partners' own words, or that they are missing."""
        if text.strip():
            self.say(text)
        else:
            self.ask(missing)

    def close(self, title: str, duty: str) -> None:
        self.articles.append(Article(len(self.articles) + 1, title, duty=duty, blocks=tuple(self._blocks)))
        self._blocks = []


def compose_regulation(frame: Frame, changes: Sequence[Row] = ()) -> DocumentContent:
    """The whole document. ``changes``: what differs from the version that this one replaces."""
    maker = _Maker()
    _who(maker, frame)
    _programme(maker, frame)
    _assessments(maker, frame)
    exams = frame.document.exams
    maker.own(exams.mark_rule, "Hoe het cijfer ontstaat is nog niet beschreven.")
    maker.say(
        "Het eindcijfer van een vak met centraal examen is het gemiddelde van het cijfer van het schoolexamen en het "
        "cijfer van het centraal examen, afgerond op een heel cijfer. Zonder centraal examen is het cijfer van het "
        "schoolexamen het eindcijfer (UWVO 3.32)."
    )
    maker.close("Hoe het cijfer ontstaat", "WVO 2.60a lid 2 onder e")
    _retakes(maker, frame)
    maker.own(exams.irregularities, "Wat er gebeurt bij onregelmatigheden is nog niet beschreven.")
    maker.close("Onregelmatigheden", "WVO 2.60 lid 1 onder b en 2.61")
    maker.own(exams.appeal, "De samenstelling en het adres van de commissie van beroep ontbreken.")
    maker.say(
        "Het beroep wordt ingesteld binnen vijf dagen. De commissie beslist binnen twee weken; "
        "zij kan dat één keer met twee weken verlengen (WVO 2.63)."
    )
    maker.close("Commissie van beroep", "WVO 2.60 lid 1 onder d en 2.63")
    maker.own(exams.provisions, "De voorzieningen bij examens ontbreken.")
    maker.close("Voorzieningen bij examens", "WEB 7.4.8 lid 2a")
    maker.own(exams.exemptions, "De gronden voor vrijstelling in het mbo ontbreken.")
    maker.close("Vrijstelling", "WEB 7.4.8 lid 2a")
    _determination(maker, frame)
    return DocumentContent(
        title=f"PTA en OER {frame.year_text}",
        subtitle=f"Gezamenlijke examenregeling van {frame.document.route.name}",
        parties=frame.parties,
        meta=_meta(frame),
        intro=_intro(frame),
        articles=tuple(maker.articles),
        annexes=(*_year_annexes(frame), *_change_annex(changes)),
        open_points=tuple(maker.open),
        signatures=tuple(_signature(line) for line in frame.decisions if line.board),
        fingerprint=frame.fingerprint,
    )


def _meta(frame: Frame) -> tuple[tuple[str, str], ...]:
    rows = [("schooljaar", frame.year_text), ("versie", frame.version_text)]
    if frame.sent_on:
        rows.append(("verstuurd op", date_text(frame.sent_on)))
    return tuple(rows)


def _intro(frame: Frame) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if frame.concept:
        blocks.append(Open("Dit is een concept. Het geldt niet zolang het niet is vastgesteld en verstuurd."))
    if frame.ground:
        blocks.append(
            Paragraph(
                "Deze versie wijzigt een regeling die al was vastgesteld. De grond is die van WVO 2.60c onder "
                f"{GROUNDS[Ground(frame.ground)]}. De reden: {frame.reason}"
            )
        )
    return tuple(blocks)


def _who(maker: _Maker, frame: Frame) -> None:
    route = frame.document.route
    maker.say(
        "Deze regeling is het programma van toetsing en afsluiting (PTA) met het examenreglement van het vmbo en de "
        "onderwijs- en examenregeling (OER) van het mbo samen, voor één doorlopende route."
    )
    if frame.groups:
        rows = tuple((str(start), route_year_label(year)) for start, year in frame.groups)
        maker.add(Table("Voor welke groepen", ("Groep die begon in", f"In {frame.year_text}"), rows))
    else:
        maker.ask("Er zit in dit schooljaar geen groep in de route.", 1)
    profiles = tuple((item.profile, item.leerweg.label) for item in route.profiles)
    if profiles:
        maker.add(Table("Vmbo", ("Profiel", "Leerweg"), profiles))
    else:
        maker.ask("Het vmbo-profiel ontbreekt.", 1)
    qualifications = tuple(
        (item.name, item.crebo, str(item.level), item.leertraject.label) for item in route.qualifications
    )
    if qualifications:
        maker.add(Table("Mbo", ("Opleiding", "Crebo", "Niveau", "Leerweg"), qualifications))
    else:
        maker.ask("De mbo-opleiding ontbreekt.", 1)
    if route.location:
        maker.say(f"Plaats van uitvoering: {route.location}.")
    maker.close("Voor wie deze regeling geldt", "WVO 2.107d lid 2; WEB 7.4.8 lid 2a en 9.1.8")


def _programme(maker: _Maker, frame: Frame) -> None:
    programme = frame.document.programme.in_force
    units = {unit.key: unit for unit in programme.units}
    hours: dict[tuple[int, HourKind], Decimal] = defaultdict(Decimal)
    for placement in programme.placements:
        hours[placement.route_year, units[placement.unit].hour_kind] += placement.hours
    if hours:
        kinds = [kind for kind in HourKind if any(found is kind for _year, found in hours)]
        years = range(1, frame.document.route.years + 1)
        rows = tuple(
            (route_year_label(year), *(amount(hours.get((year, kind), Decimal())) for kind in kinds)) for year in years
        )
        header = ("Leerjaar", *(kind.label.partition(" (")[0].capitalize() for kind in kinds))
        maker.add(Table("Klokuren per leerjaar", header, rows, numeric=tuple(range(1, len(kinds) + 1))))
        rows = tuple(
            (unit.title, unit.side.label, unit.law_part.label if unit.law_part else "onbekend")
            for unit in programme.units
        )
        maker.add(Table("Onderdelen van het programma", ("Onderdeel", "Kant", "Deel volgens de wet"), rows))
    else:
        maker.ask("De uren per leerjaar staan nog niet in het programma.", 5)
    electives = tuple((item.code or "–", item.title, str(item.sbu)) for item in programme.keuzedelen)
    if electives:
        maker.add(Table("Keuzedelen", ("Code", "Keuzedeel", "Klokuren"), electives, numeric=(2,)))
    maker.close("Het onderwijsprogramma", "WVO 2.107d lid 2; WEB 7.4.8 lid 2a en 9.1.8")


def _assessments(maker: _Maker, frame: Frame) -> None:
    exams = frame.document.exams.assessments
    if not exams:
        maker.ask("Er zijn nog geen toetsen en examens.")
    else:
        rows = tuple(
            (route_year_label(year), *(_count(frame.assessments(year), diploma) for diploma in CountsFor))
            for year in sorted({item.route_year for item in exams})
        )
        maker.say("De bijlagen beschrijven elke toets per leerjaar. Zoveel zijn het er:")
        maker.add(
            Table(
                "Aantal toetsen en examens",
                ("Leerjaar", "Alleen vmbo", "Alleen mbo", "Voor beide diploma's"),
                rows,
                numeric=(1, 2, 3),
            )
        )
    without = [item.title for item in exams if item.kind is AssessmentKind.SE and item.content_source is None]
    if without:
        maker.ask(f"De herkomst van de stof ontbreekt bij {', '.join(without)}.")
    maker.close("Toetsen en examens", "WVO 2.60a lid 2 en 3; WEB 9.1.8")


def _count(items: Sequence[Assessment], diploma: CountsFor) -> str:
    return str(sum(item.counts_for is diploma for item in items))


def _retakes(maker: _Maker, frame: Frame) -> None:
    maker.own(
        frame.document.exams.catching_up,
        "Hoe leerlingen het schoolexamen inhalen en herkansen bij ziekte of overmacht, is nog niet beschreven.",
    )
    maker.say("Bij elke toets in de bijlagen staat of en hoe een leerling haar kan herkansen.")
    without = [item.title for item in frame.document.exams.assessments if not retake_text(item)]
    if without:
        maker.ask(f"De herkansing ontbreekt bij {', '.join(without)}.")
    maker.close("Inhalen en herkansen", "WVO 2.60 lid 1 onder c en 2.60a lid 2 onder d; UWVO 3.38; EKB 8")


def _determination(maker: _Maker, frame: Frame) -> None:
    maker.add(
        Table(
            "Wie besliste wat",
            ("Orgaan", "Van", "Op", "Besluit", "Rust op"),
            tuple((line.organ, line.party, *_decided(line), line.rests_on) for line in frame.decisions),
        )
    )
    if frame.sent_on:
        maker.say(f"Op {date_text(frame.sent_on)} gestuurd aan de kandidaten en aan de Inspectie van het Onderwijs.")
    maker.say(
        "Na de uiterste dag voor de vaststelling kan het PTA alleen nog worden gewijzigd als het door een onvoorziene "
        "omstandigheid niet kan worden uitgevoerd, of als het een kennelijke fout of omissie bevat (WVO 2.60c). De "
        "partners houden zich daaraan voor de hele regeling."
    )
    maker.close("Vaststelling en wijziging", "WVO 2.60, 2.60b en 2.60c; WMS 10 onderdeel b; WEB 7.4.8 lid 2")


def _decided(line: DecisionLine) -> tuple[str, str]:
    if line.on is None:
        return "–", "nog niet" if line.required else "nog niet (niet verplicht voor de OER)"
    text = "eens" if line.agrees else f"niet eens: {line.note}"
    return date_text(line.on), f"{text}. {line.note}" if line.agrees and line.note else text


def _signature(line: DecisionLine) -> Signature:
    approved = f"vastgesteld op {date_text(line.on)}" if line.on and line.agrees else ""
    return Signature(party=line.party, function=line.organ, approved=approved)


def _year_annexes(frame: Frame) -> tuple[Annex, ...]:
    years = sorted({item.route_year for item in frame.document.exams.assessments})
    return tuple(_year_annex(frame, year) for year in years)


def _year_annex(frame: Frame, year: int) -> Annex:
    items = frame.assessments(year)
    keuzedelen = frame.document.programme.keuzedelen
    label = route_year_label(year)
    plan = Table(
        f"Toetsen en examens in {label}",
        ("Wanneer", "Toets of examen", "Soort", "Telt voor", "Commissie", "Vorm en duur", "Weging", "Herkansen"),
        tuple(
            (
                moment(item),
                f"{item.title} ({item.subject})" if item.subject else item.title,
                item.kind.label,
                item.counts_for.label,
                committee_text(item),
                form_text(item),
                weight_text(item),
                retake_text(item) or "onbekend",
            )
            for item in items
        ),
    )
    stof = Table(
        f"Wat de toetsen in {label} vragen",
        ("Toets of examen", "Inhoud", "Herkomst van de stof", "Toetst", "Hulpmiddelen"),
        tuple(
            (
                item.title,
                item.content or "onbekend",
                item.content_source.label if item.content_source else "–",
                covers(item, keuzedelen) or "–",
                item.tools or "–",
            )
            for item in items
        ),
    )
    return Annex(f"Toetsen en examens in {label}", (plan, stof))


def _change_annex(changes: Sequence[Row]) -> tuple[Annex, ...]:
    if not changes:
        return ()
    rows = tuple((row.where, row.what, row.before, row.after) for row in changes)
    table = Table("Wat er is veranderd", ("Waar", "Wat", "Was", "Wordt"), rows)
    return (Annex("Verschil met de vorige versie", (table,)),)
