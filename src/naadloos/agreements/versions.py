"""Two versions of the agreement beside each other, article by article, and the addendum that follows from them.

An approval covers articles: a later change voids it for the articles that read differently, and for no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from naadloos.agreements.build import frozen_agreement
from naadloos.agreements.words import date_text
from naadloos.documents.content import Annex, Article, Block, BulletList, DocumentContent, Open, Paragraph, Table
from naadloos.engines.route.words import Run, compare_words
from naadloos.routes.models import Snapshot


@dataclass(frozen=True, slots=True)
class PartChange:
    """One article or annex that reads differently. ``before`` or ``after`` is empty when it is new or has gone.

    ``number`` is that of the later text, and of the earlier one for what has gone; None for an annex.
    """

    title: str
    number: int | None
    before: tuple[Run, ...]
    after: tuple[Run, ...]

    @property
    def new(self) -> bool:
        return not self.before

    @property
    def gone(self) -> bool:
        return not self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    changed: tuple[PartChange, ...]
    same: tuple[str, ...]


def plain(blocks: Sequence[Block]) -> str:
    """Blocks as text with a line per paragraph, item or row."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text):
                found.append(text)
            case Open(text):
                found.append(f"OPEN: {text}")
            case BulletList(items):
                found += [f"• {item}" for item in items]
            case Table():
                found.append(block.caption)
                found += [" | ".join(row) for row in (block.header, *block.rows)]
    return "\n".join(found)


# The text of this one follows from who agreed when, and that is no change of what is agreed.
_NO_CONTENT = "Ondertekening"


def _parts(content: DocumentContent) -> dict[str, Article | Annex]:
    parts: list[Article | Annex] = [*content.articles, *content.annexes]
    return {part.title: part for part in parts}


def compare(earlier: DocumentContent, later: DocumentContent) -> Comparison:
    """What reads differently between two versions. Parts are matched by their title."""
    old, new = _parts(earlier), _parts(later)
    changed: list[PartChange] = []
    same: list[str] = []
    for title in {**new, **old}:
        if title == _NO_CONTENT:
            continue
        before, after = old.get(title), new.get(title)
        if before and after and before.blocks == after.blocks:
            same.append(title)
            continue
        shown = after or before
        left, right = compare_words(plain(before.blocks) if before else "", plain(after.blocks) if after else "")
        changed.append(PartChange(title, shown.number if isinstance(shown, Article) else None, left, right))
    return Comparison(tuple(changed), tuple(same))


def addendum(signed: Snapshot, later: DocumentContent, *, on: date) -> DocumentContent:
    """The addendum to a version that everybody agreed with: the articles that read differently in ``later``.

    Nothing else changes: it says so. The places to sign are those of ``later``.
    """
    earlier = frozen_agreement(signed)
    changed = compare(earlier, later).changed
    texts_of = _parts(later)
    articles = []
    for number, change in enumerate(changed, 1):
        blocks: tuple[Block, ...]
        if change.gone:
            blocks = (Paragraph("Dit onderdeel vervalt."),)
        else:
            opening = "Dit onderdeel is nieuw en luidt:" if change.new else "Dit onderdeel luidt voortaan:"
            blocks = (Paragraph(opening), *texts_of[change.title].blocks)
        source = texts_of.get(change.title)
        duty = source.duty if isinstance(source, Article) else ""
        articles.append(Article(number, _heading(change), duty=duty, blocks=blocks))
    open_titles = {change.title for change in changed}
    return replace(
        later,
        title=f"Addendum bij versie {signed.number}",
        subtitle=later.subtitle,
        meta=(
            ("Bij", f"{earlier.title.lower()}, versie {signed.number}, akkoord op {date_text(_agreed_on(signed))}"),
            ("Versie", later.version),
            ("Datum", date_text(on)),
            *((label, text) for label, text in later.meta if label == "Status"),
        ),
        intro=(
            Paragraph(
                "De partijen hebben eerder afspraken gemaakt. Dit addendum wijzigt die op de onderdelen hieronder. "
                "Alle andere onderdelen blijven gelden zoals zij zijn."
            ),
            *(() if changed else (Paragraph("Er is niets gewijzigd."),)),
        ),
        articles=tuple(articles),
        annexes=(),
        open_points=tuple(point for point in later.open_points if any(title in point.place for title in open_titles)),
        article_word="Onderdeel",
    )


def _heading(change: PartChange) -> str:
    return change.title if change.number is None else f"{change.title} (artikel {change.number})"


def _agreed_on(signed: Snapshot) -> date:
    days = [approval.at.date() for approval in signed.approvals.all()]
    return max(days, default=signed.created_at.date())
