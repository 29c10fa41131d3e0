"""The documents of step 7: monitorplan, jaarrapportage, and the privacy annex for the agreement."""

from collections.abc import Callable, Sequence
from datetime import date

from naadloos.documents.content import Block, BulletList, DocumentContent, Open, Paragraph
from naadloos.engines.cohort import Published, definitions
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import date_text, school_year_of, school_year_text
from naadloos.engines.route.terms import PartnerSide
from naadloos.monitoring.benefits import Audit, audits
from naadloos.monitoring.dashboard import readings_of, survey_lines
from naadloos.monitoring.evaluating import AgendaPoint, agenda
from naadloos.monitoring.figures import latest
from naadloos.monitoring.flow import group_flows, risk_view
from naadloos.monitoring.keeping import CLASSES
from naadloos.monitoring.models import Deletion
from naadloos.routes.models import Route
from naadloos.routes.papers import Section, paper_of, table_of

STEP = 7
Paper = Callable[[Route, RouteDocument, date], DocumentContent]


def _section(title: str, blocks: Sequence[Block]) -> Section:
    section = Section(title, STEP)
    section.blocks = list(blocks)
    section.open = [block.text for block in blocks if isinstance(block, Open)]
    return section


class _Paper:
    def __init__(self, title: str, document: RouteDocument, on: date) -> None:
        self.title, self.document, self.on = title, document, on
        self.sections: list[Section] = []

    def add(self, title: str, *blocks: Block) -> None:
        self.sections.append(_section(title, blocks))

    def content(self) -> DocumentContent:
        return paper_of(self.document, self.title, self.sections, self.on)


def monitor_plan(route: Route, document: RouteDocument, on: date) -> DocumentContent:
    """What is measured, by whom, when, and what is done with it."""
    data = document.monitoring
    paper = _Paper("Monitorplan", document, on)
    rows = (
        (
            each.title,
            each.benefit.label if each.benefit else "",
            each.owner,
            each.source,
            each.moment,
            each.baseline or _value(each.baseline_value),
            each.target or _value(each.target_value),
        )
        for each in data.indicators
    )
    header = ("Indicator", "Voordeel", "Wie", "Bron", "Wanneer", "Nulmeting", "Belofte")
    paper.add("Wat wij meten", *(table_of("Indicatoren", header, rows) or [Open("De indicatoren ontbreken.")]))
    defined = [definitions()[each.definition] for each in data.indicators if each.definition in definitions()]
    if defined:
        paper.add(
            "Hoe wij tellen",
            *table_of(
                "Definities",
                ("Indicator", "Teller", "Noemer", "Methode"),
                ((each.title, each.numerator, each.denominator or "geen", each.method) for each in defined),
            ),
        )
    doubts = [(each.title, each.doubts) for each in data.indicators if each.doubts]
    if doubts:
        paper.add(
            "Welke keuze elk cijfer op de proef stelt",
            *table_of("Keuzes", ("Indicator", "Keuze in het ontwerp"), doubts),
        )
    moments = sorted(data.moments, key=lambda each: ((each.month - 8) % 12, each.day))
    blocks: list[Block] = [Paragraph(data.cycle)] if data.cycle else []
    blocks += table_of(
        "Het jaar",
        ("Dag en maand", "Wat", "Wie", "Waarmee"),
        ((f"{each.day}-{each.month}", each.title, each.owner, each.source) for each in moments),
    )
    paper.add("Wanneer", *(blocks or [Open("De jaarcyclus ontbreekt.")]))
    plans = [each for each in data.evaluations if each.on]
    rows_ = ((date_text(each.on), each.title, each.owner) for each in plans if each.on)
    paper.add(
        "Evaluaties",
        *(table_of("Gepland", ("Datum", "Evaluatie", "Wie"), rows_) or [Open("Er is geen evaluatie gepland.")]),
    )
    paper.add("Kleine aantallen", Paragraph(_SMALL))
    return paper.content()


_SMALL = (
    "Aantallen van 1 tot en met 4 worden niet getoond en percentages pas vanaf 10 leerlingen. Een getal dat met "
    "een ander "
    "getal, een som of een eerder rapport een klein aantal zou verraden, wordt ook niet getoond. Bij elk "
    "percentage staat "
    "het bereik dat bij het aantal leerlingen past (Wilson, 95 %). Het effect van de route is vooraf niet bekend."
)


def _value(value: object) -> str:
    return "" if value is None else f"{value}".replace(".", ",")


def year_report(route: Route, document: RouteDocument, on: date) -> DocumentContent:
    """What came of it: per benefit, per group, what was concluded and what will be done."""
    told = latest(route)
    readings = readings_of(route, told)
    year = school_year_of(on)
    paper = _Paper(f"Jaarrapportage {school_year_text(year)}", document, on)
    if told is None:
        paper.add("Cijfers", Open("Er zijn nog geen cijfers over leerlingen aangeleverd."))
    else:
        paper.add(
            "Waar deze cijfers op rusten",
            Paragraph(
                f"Leveringen tot en met {date_text(told[1].as_of)}, geteld op {date_text(told[1].made_at.date())}."
            ),
            Paragraph(_SMALL),
        )
    for each in audits(route, document, readings, survey_lines(route)):
        paper.add(f"{each.benefit.value}. {each.benefit.label}", *_benefit_blocks(each))
    if told is not None:
        _add_groups(paper, told[0])
    _add_conclusions(paper, document, agenda(route, readings, told[0].held if told else (), on))
    removed = list(Deletion.objects.filter(route=route))
    if removed:
        paper.add(
            "Verwijderde gegevens",
            *table_of(
                "Verwijderd",
                ("Datum", "Gegevens", "Aantal", "Waarom"),
                ((date_text(each.at.date()), each.data_class, str(each.count), each.reason) for each in removed),
                (2,),
            ),
        )
    return paper.content()


def _benefit_blocks(audit: Audit) -> list[Block]:
    blocks: list[Block] = []
    blocks += [Paragraph("Beloofd:"), BulletList(audit.promised)] if audit.promised else [Open("Er is niets beloofd.")]
    planned = tuple(each.text for each in audit.planned)
    given, surveys, results = audit.given, audit.surveys, audit.results
    blocks += [Paragraph("Gepland:"), BulletList(planned)] if planned else []
    blocks += [Paragraph("Echt gegeven:"), BulletList(given)] if given else [Open("Wat er echt is gegeven, ontbreekt.")]
    rows = ((each.title, each.promise or "geen", each.now or each.why_not, each.verdict.label) for each in results)
    blocks += table_of("Cijfers", ("Cijfer", "Belofte", "Nu", "Oordeel"), rows)
    said = tuple(f"{each.title}. {' '.join(each.sentences)}" for each in results if each.sentences and each.indicator)
    blocks += [BulletList(said)] if said else []
    blocks += [Paragraph("Uit vragenlijsten:"), BulletList(surveys)] if surveys else []
    return blocks


def _add_groups(paper: _Paper, published: Published) -> None:
    risk = risk_view(published)
    blocks: list[Block] = []
    if risk is not None:
        blocks.append(Paragraph(risk.sentence))
        blocks += table_of(
            "Van 100 leerlingen", ("Na de start", *risk.heads), ((name, *parts) for name, parts in risk.rows)
        )
    for cohort, view in group_flows(published):
        blocks += table_of(
            f"Groep {cohort}",
            ("Stand", "Leerlingen", *view.heads),
            ((row.name, row.total, *row.states) for row in view.rows if row.told),
        )
    if blocks:
        paper.add("Waar de leerlingen zijn", *blocks)


def _add_conclusions(paper: _Paper, document: RouteDocument, points: Sequence[AgendaPoint]) -> None:
    held = [each for each in document.monitoring.evaluations if each.result]
    blocks: list[Block] = []
    for each in held:
        when = date_text(each.on) if each.on else "zonder datum"
        blocks += [Paragraph(f"{each.title} ({when}): {each.result}")]
    paper.add("Conclusies", *(blocks or [Open("Er zijn nog geen conclusies opgeschreven.")]))
    rows = (
        (
            each.title,
            each.owner,
            date_text(each.due_on) if each.due_on else "",
            each.status.label,
            each.helped.label,
            each.follow_up or "geen",
        )
        for each in document.monitoring.measures
    )
    header = ("Maatregel", "Wie", "Voor", "Stand", "Hielp het", "Daarna")
    paper.add(
        "Maatregelen", *(table_of("Maatregelen", header, rows) or [Open("Er zijn geen maatregelen afgesproken.")])
    )
    if points:
        paper.add("Te bespreken", BulletList(tuple(f"{each.title}: {each.why}" for each in points)))


def privacy_annex(route: Route, document: RouteDocument, on: date) -> DocumentContent:
    """What both partners put in their agreement: a basis for a DPIA, and the arrangement of article 26 AVG.

    Facts are those of monitoring.md B.5; what nobody confirmed is marked. It is a draft for the privacy officers.
    """
    partners = [
        each
        for each in document.route.partners
        if each.side in (PartnerSide.VMBO, PartnerSide.MBO) and each.left_on is None
    ]
    names = [each.name for each in partners]
    paper = _Paper("Bijlage privacy: gezamenlijke verantwoordelijkheid en DPIA", document, on)
    paper.add(
        "Gezamenlijk verantwoordelijk (artikel 26 AVG)",
        Paragraph(
            f"{' en '.join(names) or 'De partners'} bepalen samen doel en middelen van het volgen van de route en "
            "zijn daarvoor "
            "gezamenlijk verwerkingsverantwoordelijk (te bevestigen door de functionarissen gegevensbescherming)."
        ),
        BulletList(
            (
                "Elke school levert alleen haar eigen leerlingen aan en houdt de lijst van sleutels zelf.",
                "Elke school beantwoordt vragen van haar eigen leerlingen en ouders, en geeft hun inzage.",
                "Elke school meldt een datalek aan de andere partners zodra zij het weet.",
                "Anderen dan de eigen school zien alleen opgetelde cijfers.",
            )
        ),
        *([] if names else [Open("De partners ontbreken.")]),
    )
    paper.add(
        "Doel en grondslag",
        Paragraph(
            "Doel: nagaan of de route doet wat zij belooft, en haar verbeteren. Grondslag: taak van algemeen belang en "
            "wettelijke zorg voor kwaliteit (artikel 6 lid 1 onder e AVG), met uitkomsten als statistiek "
            "(artikel 89 AVG). "
            "Te bevestigen."
        ),
        Paragraph(
            "De overdracht van het overstapdossier van vmbo naar mbo heeft een eigen wettelijke grondslag en "
            "hoort niet bij "
            "deze verwerking. Toestemming is daarvoor sinds 1 augustus 2020 niet nodig."
        ),
    )
    paper.add(
        "Welke gegevens",
        BulletList(
            (
                "sleutel zonder betekenis buiten de school, in Naadloos nog eens onleesbaar gemaakt met een "
                "geheim per school",
                "groep, leerweg, crebo, niveau en of het advies ook havo was",
                "data van gebeurtenissen: begin, overgang, diploma's, wissel, vertrek met soort bestemming, "
                "verzuimmelding",
                "geen naam, BSN, onderwijsnummer, geboortedatum, adres, e-mailadres of vrije tekst; die worden "
                "geweigerd",
            )
        ),
    )
    paper.add(
        "Risico's en maatregelen",
        *table_of(
            "Risico's",
            ("Risico", "Maatregel"),
            (
                ("iemand herkent een leerling in een klein aantal", _SMALL),
                (
                    "iemand leidt een klein aantal af uit sommen of uit twee rapporten",
                    "elk rapport wordt vooraf aangevallen met alle sommen en met eerdere rapporten; wat iets "
                    "verraadt wordt niet getoond",
                ),
                (
                    "een school ziet leerlingen van een andere school",
                    "de lijst per leerling is er alleen voor kwaliteitszorg en projectleider van de eigen "
                    "school; elke inzage wordt opgeschreven",
                ),
                ("gegevens blijven te lang", "zij gaan vanzelf weg als hun termijn voorbij is, met een verslag"),
                (
                    "namen komen mee in een bestand",
                    "alleen vaste waarden, data en sleutels worden gelezen; het bestand zelf wordt niet bewaard",
                ),
            ),
        ),
    )
    paper.add(
        "Bewaren",
        *table_of(
            "Termijnen",
            ("Gegevens", "Termijn", "Bron", "Status"),
            ((each.title, f"{each.years} jaar {each.after}", each.source, each.status) for each in CLASSES),
        ),
    )
    paper.add(
        "DPIA",
        Paragraph(
            "Minderjarigen worden jaren gevolgd over twee organisaties. Doe daarom een DPIA, bijvoorbeeld met "
            "het model van "
            "SURF, saMBO-ICT, Kennisnet en SIVON (2020), en neem deze bijlage als begin."
        ),
        Open("Het advies van de functionarissen gegevensbescherming van de partners ontbreekt nog."),
    )
    return paper.content()


PAPERS: dict[str, Paper] = {
    "monitorplan": monitor_plan,
    "jaarrapportage": year_report,
    "privacy": privacy_annex,
}
