"""The overview of the programme as a document to read, send and keep."""

from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from naadloos.documents.content import Annex, Article, Block, BulletList, DocumentContent, Paragraph, Party, Table
from naadloos.engines.route.terms import HourKind
from naadloos.organisations.history import in_words
from naadloos.programme.hours_norms import Answer, NormLine
from naadloos.programme.lanes import lanes
from naadloos.programme.lessons import Cell, LessonGroup, LessonPeriod, LessonYear, Line
from naadloos.programme.overview import Overview


def overview_document(overview: Overview) -> DocumentContent:
    """The programme per leerjaar: board, lessentabel, hours against norms, and who adopted which version."""
    printed = overview.printed
    meta = [
        (_("Datum"), in_words(overview.on)),
        # The label "versie" is what the head of each page looks for.
        ("Versie", printed.version),
        (_("Voor wie"), printed.audience.label),
    ]
    return DocumentContent(
        title=_("Onderwijsprogramma"),
        subtitle=overview.name,
        language=(get_language() or "nl")[:2],
        parties=tuple(
            Party(partner.name, _(partner.side.label), partner.place) for partner in printed.whole.route.partners
        ),
        meta=tuple(meta),
        intro=_intro(overview),
        articles=tuple(
            Article(number, title, blocks=blocks) for number, (title, blocks) in enumerate(_sections(overview), start=1)
        ),
        annexes=(*(_year(year) for year in overview.years), _norms(overview)),
        article_word="",
    )


def _intro(overview: Overview) -> tuple[Block, ...]:
    printed = overview.printed
    blocks: list[Block] = [Paragraph(printed.words)]
    if not printed.audience.one_pupil:
        blocks.append(
            Paragraph(
                _(
                    "Dit overzicht toont alle onderdelen. Varianten en groepen lopen naast elkaar, dus een totaal is "
                    "niet het aantal uren van één leerling."
                )
            )
        )
    return tuple(blocks)


def _sections(overview: Overview) -> list[tuple[str, tuple[Block, ...]]]:
    programme = overview.printed.document.programme
    found: list[tuple[str, tuple[Block, ...]]] = []
    if programme.description:
        found.append((_("Het programma"), (Paragraph(programme.description),)))
    if overview.years:
        found.append((_("Klokuren per jaar"), (_per_year(overview.years),)))
    found.append((_("Nog niet geplaatst"), (_unplaced(overview),)))
    found.append((_("Voldoet het aan de urennormen?"), _judgement(overview.norms)))
    found.append((_("Vastgestelde versies"), (_versions(overview),)))
    return found


def _per_year(years: list[LessonYear]) -> Table:
    def row(name: str, of: list[LessonYear]) -> tuple[str, ...]:
        kinds = [sum((year.kinds[at][1].year.hours for year in of), Decimal(0)) for at in range(3)]
        alone = sum((year.self_study.total.year.hours for year in of if year.self_study), Decimal(0))
        return (name, *map(in_words, (*kinds, sum(kinds, Decimal(0)), alone)))

    header = (_("Jaar"), _("begeleid"), _("bpv"), _("overig"), _("onderwijstijd"), _("zelfstudie (telt niet mee)"))
    rows = (*(row(year.label, [year]) for year in years), row(_("hele route"), years))
    return Table(_("Klokuren per jaar"), header, rows, numeric=(1, 2, 3, 4, 5), total=True)


def _unplaced(overview: Overview) -> Block:
    if not overview.unplaced:
        return Paragraph(_("Alle klokuren van alle onderdelen staan in een periode."))
    return BulletList(
        tuple(
            _("%(title)s: %(n)s klokuur") % {"title": rest.unit.title, "n": in_words(rest.hours)}
            for rest in overview.unplaced
        )
    )


def _judgement(lines: list[NormLine]) -> tuple[Block, ...]:
    wrong = [line for line in lines if line.answer is not Answer.MET]
    if not lines:
        return (Paragraph(_("Er is geen norm bekend om mee te vergelijken.")),)
    if not wrong:
        text = _(
            "Ja: elke norm van de wet en elke eigen afspraak wordt gehaald. De cijfers staan in de laatste bijlage."
        )
        return (Paragraph(text),)
    intro = _("Niet overal. De cijfers staan in de laatste bijlage. Dit vraagt aandacht:")
    items = tuple(f"{line.audience.label}, {line.title}: {_(line.answer.value)}. {line.words}" for line in wrong)
    return Paragraph(intro), BulletList(items)


def _versions(overview: Overview) -> Block:
    if not overview.versions:
        return Paragraph(_("Er is nog geen versie vastgesteld."))
    rows = tuple((str(item.number), in_words(item.on), item.by) for item in overview.versions)
    header = (_("Versie"), _("Vastgesteld op"), _("Vastgesteld door"))
    return Table(_("Wie stelde welke versie vast"), header, rows, numeric=(0,))


def _period(period: LessonPeriod) -> str:
    name = f"{_('Periode')} {period.number}"
    if period.weeks is None:
        return f"{name} ({_('weken onbekend')})"
    weeks = ngettext("%(n)s week", "%(n)s weken", period.weeks) % {"n": period.weeks}
    return f"{name} ({weeks})"


def _year(year: LessonYear) -> Annex:
    blocks: list[Block] = [_board(year), _lessons(year), _kinds(year)]
    if year.self_study:
        blocks.append(_self_study(year, year.self_study))
    return Annex(year.label.capitalize(), tuple(blocks))


def _board(year: LessonYear) -> Table:
    def cell(cards: list[str]) -> str:
        return "\n".join(cards) or "–"

    rows = [
        (
            lane.name,
            *(cell([f"{card.row.unit.title}: {in_words(card.hours)}" for card in cards]) for cards in lane.periods),
        )
        for lane in lanes(year)
    ]
    rows.append((_("onderwijstijd"), *(in_words(each.hours) for each in year.taught.cells)))
    header = (_("Wie geeft het"), *map(_period, year.periods))
    return Table(_("Het bord van %(year)s, in klokuren") % {"year": year.label}, header, tuple(rows), total=True)


def _hours(cell: Cell) -> str:
    """Klokuren, and on a second line how many that is per week."""
    if not cell.hours:
        return "–"
    week = _("onbekend") if cell.per_week is None else in_words(cell.per_week)
    return f"{in_words(cell.hours)}\n{week} {_('p.w.')}"


def _line(line: Line) -> tuple[str, ...]:
    return (*map(_hours, line.cells), _hours(line.year))


def _rows(name: str, group: LessonGroup) -> list[tuple[str, ...]]:
    return [
        (
            name,
            f"{row.unit.title} ({_('alleen %(who)s') % {'who': row.followers}})" if row.followers else row.unit.title,
            _(row.unit.hour_kind.value),
            *_line(row.line),
        )
        for row in group.rows
    ]


def _numeric(year: LessonYear, first: int) -> tuple[int, ...]:
    return tuple(range(first, first + len(year.periods) + 1))


def _lessons(year: LessonYear) -> Table:
    rows: list[tuple[str, ...]] = []
    for group in year.groups:
        side = _(group.side.label) if group.side else ""
        rows += _rows(side, group)
        rows.append((side, _("Totaal %(side)s") % {"side": side}, "", *_line(group.total)))
    rows.append(("", _("Onderwijstijd"), "", *_line(year.taught)))
    header = (_("Wie"), _("Onderdeel"), _("Soort uren"), *map(_period, year.periods), _("Hele jaar"))
    caption = _("Lessentabel van %(year)s: klokuren, met daaronder klokuren per week (p.w.)") % {"year": year.label}
    return Table(caption, header, tuple(rows), numeric=_numeric(year, 3), total=True)


def _kinds(year: LessonYear) -> Table:
    rows = [(_(kind.label), *_line(line)) for kind, line in year.kinds]
    rows.append((_("onderwijstijd"), *_line(year.taught)))
    header = (_("Soort uren"), *map(_period, year.periods), _("Hele jaar"))
    caption = _("%(year)s naar soort uren") % {"year": year.label.capitalize()}
    return Table(caption, header, tuple(rows), numeric=_numeric(year, 1), total=True)


def _self_study(year: LessonYear, group: LessonGroup) -> Table:
    rows = [(_(row.unit.side.label), row.unit.title, *_line(row.line)) for row in group.rows]
    rows.append(("", _("Totaal zelfstudie"), *_line(group.total)))
    header = (_("Wie"), _("Onderdeel"), *map(_period, year.periods), _("Hele jaar"))
    return Table(_(HourKind.SELF.label).capitalize(), header, tuple(rows), numeric=_numeric(year, 2), total=True)


def _norms(overview: Overview) -> Annex:
    header = (
        _("Voor wie"),
        _("Norm"),
        _("Waar het staat"),
        _("Op het bord"),
        _("Nog niet geplaatst"),
        _("Klokuren volgens de norm"),
        _("Verschil"),
        _("Oordeel"),
    )
    rows = tuple(
        (
            line.audience.label,
            line.title,
            f"{line.source} ({_('te bevestigen')})" if line.to_confirm else line.source,
            in_words(line.planned),
            in_words(line.unplaced),
            line.norm_words,
            _("onbekend") if line.difference is None else in_words(line.difference),
            f"{_(line.answer.value)}. {line.words}",
        )
        for line in overview.norms
    )
    text = _("De norm van de wet is die van %(day)s. Zelfstudie telt niet mee.") % {"day": in_words(overview.law_on)}
    blocks: tuple[Block, ...] = (Paragraph(text),)
    if rows:
        blocks += (Table(_("Uren en normen"), header, rows, numeric=(3, 4, 5, 6)),)
    return Annex(_("Uren en normen"), blocks)
