"""What a document says, apart from how it looks.

All texts are plain: no markup, newlines separate paragraphs. A renderer prints them literally.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row. ``numeric`` lists the columns (from 0) that are aligned to the right."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    total: bool = False  # the last row is a sum and is set in bold

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError(f"table {self.caption!r}: every row needs {len(self.header)} cells")


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is still to be filled in, printed as 'OPEN: ...'."""

    text: str


Block = Paragraph | BulletList | Table | Open


@dataclass(frozen=True, slots=True)
class Party:
    name: str
    role: str = ""
    place: str = ""
    represented_by: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """``letter`` and ``duty`` say which law asks for it; ``sources`` where the content comes from."""

    number: int
    title: str
    letter: str | None = None
    duty: str = ""
    blocks: tuple[Block, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPoint:
    place: str
    text: str
    step: int
    # The kind of fact that fills it, with what is known of it: "clauses?subject=h".
    where: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Room to sign. ``approved`` tells that approval was given before, with its date."""

    party: str
    name: str = ""
    function: str = ""
    approved: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of a partner (PNG or JPEG); ``name`` is what is read aloud in its place."""

    name: str
    picture: bytes


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How the partners look: a colour such as "#003b6f", or nothing, and their logos."""

    colour: str = ""
    logos: tuple[Logo, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentContent:
    title: str
    subtitle: str = ""
    language: str = "nl"
    parties: tuple[Party, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    intro: tuple[Block, ...] = ()
    articles: tuple[Article, ...] = ()
    annexes: tuple[Annex, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    signatures: tuple[Signature, ...] = ()
    fingerprint: str | None = None
    article_word: str = "Artikel"  # "" for a document with plain numbered sections
    style: HouseStyle | None = None

    @property
    def version(self) -> str:
        """The value of the line 'versie' in ``meta``, for the header of each page."""
        return next((value for label, value in self.meta if label.casefold() == "versie"), "")


def texts(value: object) -> Iterator[str]:
    """Yield every text in a document or a part of it, in reading order. Used to compare and to search."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
