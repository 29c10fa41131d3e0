"""The basisweek for the wall of a classroom: one page per group."""

from datetime import date

from django.utils.translation import gettext as _

from naadloos.documents.content import Article, DocumentContent, Paragraph, Table
from naadloos.engines.route.calendar import date_text
from naadloos.execution.weekboard import Board, GroupWeek


def poster(title: str, board: Board, on: date) -> DocumentContent:
    """A table of the week per group."""
    return DocumentContent(
        title=_("Onze week"),
        subtitle=title,
        meta=((_("Stand"), date_text(on)),),
        articles=tuple(
            Article(number, group.title, blocks=(Paragraph(_line(group)), _table(board, group)))
            for number, group in enumerate(board.groups, 1)
        ),
        article_word="",
    )


def _line(group: GroupWeek) -> str:
    return _("Dagdelen: %(asked)s.") % {"asked": group.asked} if group.asked else ""


def _table(board: Board, group: GroupWeek) -> Table:
    def text(day: int, part: int) -> str:
        cell = next(each for each in group.cells if each.half == (day, part))
        return "\n".join((cell.where or "—", *cell.lessons))

    return Table(
        group.title,
        ("", *board.days),
        (
            (_("ochtend"), *(text(day, 1) for day in range(1, 6))),
            (_("middag"), *(text(day, 2) for day in range(1, 6))),
        ),
    )
