"""“Klaar voor de start” on paper for the meeting of a board: what the page shows, by person and day."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from naadloos.documents.content import Annex, Article, Block, DocumentContent, Paragraph, Table
from naadloos.engines.readiness import Light
from naadloos.execution.ready_page import PointRow, ReadyPage
from naadloos.organisations.history import in_words

Row = tuple[Light, PointRow]


def ready_paper(page: ReadyPage, title: str, today: date) -> DocumentContent:
    """The five lines, the lights, the days that are left, and what is open; what is green stands in the annex."""
    rows = [(group.light, row) for group in page.groups for row in group.rows]
    still_open = [each for each in rows if each[0] is not Light.GREEN]
    green = [row for light, row in rows if light is Light.GREEN]
    sections = [
        (_("In vijf regels"), _lines(page)),
        (_("De lichten"), _lights(rows)),
        (_("Nog zoveel dagen"), _countdowns(page)),
        (_("Wat nog moet, per persoon en datum"), _open(still_open)),
    ]
    return DocumentContent(
        title=_("Klaar voor de start"),
        subtitle=title,
        language=(get_language() or "nl")[:2],
        meta=((_("Stand"), in_words(today)),),
        articles=tuple(
            Article(number, head, blocks=tuple(blocks))
            for number, (head, blocks) in enumerate([each for each in sections if each[1]], 1)
        ),
        annexes=(Annex(_("Wat groen is"), _green(green)),) if green else (),
        article_word="",
    )


def _lines(page: ReadyPage) -> list[Block]:
    rows = tuple((line.head, _word(Light.of(line.light)), line.said) for line in page.lines)
    return [Table(_("Voor het bestuur"), (_("Onderwerp"), _("Licht"), _("Hoe het ervoor staat")), rows)]


def _word(light: Light) -> str:
    """The colour alone, in the language of the reader: what it means stands with the lights."""
    return _(light.label).partition(":")[0]


def _lights(rows: list[Row]) -> list[Block]:
    found: list[Block] = [
        Paragraph(
            _("De lichten volgen uit wat bij de tien stappen staat. Bij elk punt staat waarom het dit licht heeft.")
        )
    ]
    counts = [(light, sum(each[0] is light for each in rows)) for light in Light]
    shown = tuple((_(light.label), str(count)) for light, count in counts)
    return [*found, Table(_("Punten per licht"), (_("Licht"), _("Punten")), shown, (1,))]


def _countdowns(page: ReadyPage) -> list[Block]:
    rows = tuple(
        (
            each.what,
            in_words(each.on) if each.sure else _("onbekend; gerekend met %(day)s") % {"day": in_words(each.on)},
            str(each.days),
        )
        for each in page.countdowns
    )
    return [Table(_("Dagen tot het begint"), (_("Wat"), _("Op"), _("Dagen")), rows, (2,))] if rows else []


def _open(rows: list[Row]) -> list[Block]:
    """A table per person, the first day first and a day that is not known last; what nobody has comes at the end."""
    found: list[Block] = []
    owners = sorted({row.who for _light, row in rows}, key=lambda who: (not who, who.casefold()))
    for owner in owners:
        mine = sorted(
            (each for each in rows if each[1].who == owner), key=lambda each: (each[1].due or date.max, each[1].step)
        )
        many = ngettext("%(who)s: %(n)s punt", "%(who)s: %(n)s punten", len(mine))
        found += _table(many % {"who": owner or _("Nog van niemand"), "n": len(mine)}, mine)
    return found or [Paragraph(_("Er staat niets meer open: alles is klaar of op tijd."))]


def _table(caption: str, rows: Iterable[Row]) -> tuple[Block, ...]:
    header = (_("Uiterlijk"), _("Wat"), _("Stap"), _("Licht"), _("Waarom dit licht"))
    shown = ((_due(row), row.what, str(row.step), _word(light), row.reason) for light, row in rows)
    return (Table(caption, header, tuple(shown)),)


def _green(rows: Iterable[PointRow]) -> tuple[Block, ...]:
    """In one table, so with who in each row; the light is the same for all."""
    header = (_("Uiterlijk"), _("Wat"), _("Stap"), _("Wie"), _("Waarom dit licht"))
    shown = ((_due(row), row.what, str(row.step), row.who or _("onbekend"), row.reason) for row in rows)
    return (Table(_("Klaar of op tijd"), header, tuple(shown)),)


def _due(row: PointRow) -> str:
    if row.due is None:
        return _("onbekend")
    return _("%(day)s (voorbij)") % {"day": in_words(row.due)} if row.late else in_words(row.due)
