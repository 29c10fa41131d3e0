"""Annexes with the full tables: programme, exams and costs."""

from naadloos.agreements.articles.money import PAYMENT_HEADER, amount_of, confirmation, payment_rows, total_row
from naadloos.agreements.draft import Setting
from naadloos.agreements.hours import placed_hours
from naadloos.agreements.words import UNKNOWN, euro_text, number_text, or_unknown
from naadloos.documents.content import Annex, Block, BulletList, Paragraph, Table
from naadloos.engines.route import route_year_label
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.document import Assessment, Programme, Unit

_NOTHING = Paragraph("Hiervoor is nog niets ingevuld.")


def all_annexes(setting: Setting) -> tuple[Annex, ...]:
    annexes = [_programme(setting), _exams(setting), _costs(setting)]
    left_out = setting.document.not_applicable
    if left_out:
        items = tuple(f"Stap {item.step}, {item.item}: {item.reason}" for item in left_out)
        annexes.append(Annex("Niet van toepassing verklaard", (BulletList(items),)))
    return tuple(annexes)


def _programme(setting: Setting) -> Annex:
    data = setting.document.programme.in_force
    if not data.units:
        return Annex("Programma", (_NOTHING,))
    blocks: list[Block] = [
        Table(
            "Alle onderdelen van het programma",
            ("Onderdeel", "Soort", "Klokuur", "Kant", "Leerjaar", "Deel volgens de wet", "Dekt"),
            tuple(_unit_row(data, unit) for unit in data.units),
            numeric=(2,),
        )
    ]
    chosen = tuple(f"{item.code} {item.title}".strip() for item in data.modules)
    if chosen:
        blocks += [Paragraph("Gekozen profielmodules en keuzevakken:"), BulletList(chosen)]
    electives = tuple(f"{item.code} {item.title}".strip() + f", {item.sbu} klokuur" for item in data.keuzedelen)
    if electives:
        blocks += [Paragraph("Keuzedelen:"), BulletList(electives)]
    return Annex("Programma", tuple(blocks))


def _unit_row(data: Programme, unit: Unit) -> tuple[str, ...]:
    placed = placed_hours(data, unit)
    years = [route_year_label(year) for year in sorted(year for year in placed if year is not None)]
    if None in placed and unit.first_year is not None and not years:
        last_year = unit.last_year or unit.first_year
        years = [f"tussen {route_year_label(unit.first_year)} en {route_year_label(last_year)}"]
    elif None in placed:
        years.append("deels nog niet ingedeeld" if years else "nog niet ingedeeld")
    part = unit.law_part.label if unit.law_part else UNKNOWN
    if unit.combined_split:
        part += f": {unit.combined_split}"
    if unit.team:
        part += " (team)"
    covers = ", ".join((*unit.deeltaken, *unit.werkprocessen))
    hours = number_text(unit.hours)
    return unit.title, unit.kind.label, hours, unit.side.label, ", ".join(years), part, covers or "–"


def _exams(setting: Setting) -> Annex:
    title = "Toetsen en examens (PTA en OER)"
    assessments = setting.document.exams.assessments
    if not assessments:
        return Annex(title, (_NOTHING,))
    ordered = sorted(assessments, key=lambda item: (item.route_year, item.period))
    header = (
        "Wanneer",
        "Toets of examen",
        "Soort",
        "Telt voor",
        "Kant",
        "Weging",
        "Vorm en duur",
        "Herkansing",
        "Dekt",
    )
    return Annex(title, (Table("Alle toetsen en examens", header, tuple(map(_exam_row, ordered)), numeric=(5,)),))


def _exam_row(item: Assessment) -> tuple[str, ...]:
    title = f"{item.title}: {item.subject}" if item.subject else item.title
    minutes = f"{item.minutes} minuten" if item.minutes else ""
    return (
        f"{route_year_label(item.route_year)}, periode {item.period}",
        f"{title}\n{item.content}".strip(),
        item.kind.label,
        item.counts_for.label,
        item.side.label,
        number_text(item.weight),
        ", ".join(part for part in (item.form, minutes) if part) or UNKNOWN,
        or_unknown(item.retake),
        ", ".join((*item.deeltaken, *item.werkprocessen)) or "–",
    )


def _costs(setting: Setting) -> Annex:
    items = setting.document.finance.cost_items
    if not items:
        return Annex("Kostentabel", (_NOTHING,))
    header = (
        "Post",
        "Fase",
        "Draagt",
        "Voert uit",
        "Bedrag per cohort",
        "Status",
        "Herkomst",
        "Verrekening per jaar",
    )
    rows = [
        (
            item.title,
            item.phase.label,
            or_unknown(item.owner),
            or_unknown(item.executor),
            euro_text(amount_of(setting, item)),
            confirmation(item),
            or_unknown(item.basis),
            euro_text(item.settlement_amount) if item.settlement_amount is not None else item.settlement.label,
        )
        for item in items
    ]
    label, *_, total = total_row(setting, items)
    rows.append((label, "", "", "", total, "", "", ""))
    blocks = [Table("Alle kosten", header, tuple(rows), numeric=(4,), total=True)]
    if paid := payment_rows(setting):
        blocks.append(Table("Wie betaalt wie, per schooljaar", PAYMENT_HEADER, tuple(paid), numeric=(3,)))
    if results := setting.document.finance.results:
        names = {partner.key: partner.name for partner in setting.document.route.partners}
        told = tuple((school_year_text(e.school_year), names[e.partner], euro_text(e.amount)) for e in results)
        heads = ("Schooljaar", "Partner", "Resultaat met alle kosten")
        blocks.append(Table("Resultaat per partner", heads, told, numeric=(2,)))
    return Annex("Kostentabel", (_NOTHING,))
    header = (
        "Post",
        "Fase",
        "Draagt",
        "Voert uit",
        "Bedrag per cohort",
        "Status",
        "Herkomst",
        "Verrekening per jaar",
    )
    rows = [
        (
            item.title,
            item.phase.label,
            or_unknown(item.owner),
            or_unknown(item.executor),
            euro_text(amount_of(setting, item)),
            confirmation(item),
            or_unknown(item.basis),
            euro_text(item.settlement_amount) if item.settlement_amount is not None else item.settlement.label,
        )
        for item in items
    ]
    label, *_, total = total_row(setting, items)
    rows.append((label, "", "", "", total, "", "", ""))
    blocks = [Table("Alle kosten", header, tuple(rows), numeric=(4,), total=True)]
    if paid := payment_rows(setting):
        blocks.append(Table("Wie betaalt wie, per schooljaar", PAYMENT_HEADER, tuple(paid), numeric=(3,)))
    if results := setting.document.finance.results:
        names = {partner.key: partner.name for partner in setting.document.route.partners}
        outcome = tuple((school_year_text(e.school_year), names[e.partner], euro_text(e.amount)) for e in results)
        header = ("Schooljaar", "Partner", "Resultaat met alle kosten")
        blocks.append(Table("Resultaat per partner", header, outcome, numeric=(2,)))
    return Annex("Kostentabel", tuple(blocks))
