"""Building one article: what is said, where it came from and what is still open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from naadloos.agreements.placeholders import Placeholder, filled
from naadloos.documents.content import Article, Block, BulletList, Open, OpenPoint, Paragraph, Table
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.document import Contact, Partner
from naadloos.engines.route.terms import OrganisationKind, PartnerSide, YesNoUnknown

GOOD_PRACTICE = "Goede praktijk; de wet vraagt dit niet"


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One board that gave its approval to this version."""

    party: str
    name: str
    function: str
    on: date


@dataclass(frozen=True, slots=True)
class Setting:
    """What every article may look at."""

    document: RouteDocument
    on: date
    approvals: tuple[ApprovalLine, ...] = ()

    @property
    def vertical(self) -> bool:
        return self.document.route.vertical_school

    @property
    def name(self) -> str:
        """What this document calls itself."""
        return "regeling" if self.vertical else "overeenkomst"

    @property
    def parties(self) -> list[Partner]:
        """Who signs: each school and institution, or the one verticale scholengemeenschap if it is named."""
        # Who stopped is no party any more; what it agreed with before stays in the versions of then.
        partners = [each for each in self.document.route.partners if each.left_on is None]
        if self.vertical:
            schools = [partner for partner in partners if partner.kind == OrganisationKind.VSG]
            if schools:
                return schools
        return [partner for partner in partners if partner.side in (PartnerSide.VMBO, PartnerSide.MBO)]

    def contact(self, partner: Partner) -> Contact | None:
        """Who acts for a partner: a person with a mandate first, then one whose mandate is unknown."""
        contacts = [contact for contact in self.document.partners.contacts if contact.partner == partner.key]
        for mandate in (YesNoUnknown.YES, YesNoUnknown.UNKNOWN):
            for contact in contacts:
                if contact.mandate == mandate:
                    return contact
        return None

    def clauses(self, subject: str) -> list[tuple[str, list[Placeholder]]]:
        """The partners' own texts for one subject, with what the route knows filled in, and what it does not know."""
        clauses = self.document.agreement.clauses
        return [
            filled(clause.text, self.document)
            for clause in clauses
            if clause.subject == subject and clause.text.strip()
        ]


class ArticleDraft:
    """An article in the making. It gets its number only when its place is known."""

    def __init__(self, title: str, duty: str = GOOD_PRACTICE, *, letter: str | None = None) -> None:
        self.title = title
        self.duty = duty
        self.letter = letter
        self._blocks: list[Block] = []
        self._steps: set[int] = set()
        self._open: list[tuple[str, int, str]] = []

    def say(self, text: str, *steps: int) -> bool:
        """Add a paragraph unless it is empty; tell whether there was something to say."""
        if not text.strip():
            return False
        self._blocks.append(Paragraph(text))
        self._steps.update(steps)
        return True

    def bullets(self, items: Iterable[str], *steps: int) -> bool:
        filled = tuple(item for item in items if item.strip())
        if not filled:
            return False
        self._blocks.append(BulletList(filled))
        self._steps.update(steps)
        return True

    def table(
        self,
        caption: str,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        *steps: int,
        numeric: Sequence[int] = (),
        total: bool = False,
    ) -> bool:
        if not rows:
            return False
        cells = tuple(tuple(row) for row in rows)
        self._blocks.append(Table(caption, tuple(header), cells, tuple(numeric), total))
        self._steps.update(steps)
        return True

    def ask(self, text: str, step: int, where: str = "") -> None:
        """Mark what is missing, in the text itself and in the list of open points.

        ``where`` is the kind of fact that fills it, with what is known of it: "clauses?subject=h".
        """
        self._blocks.append(Open(f"{text} Vul dit in bij stap {step}."))
        self._open.append((text, step, where))

    def own_text(self, setting: Setting, subject: str) -> bool:
        """Add the partners' own text for a subject (step 9); tell whether there is one."""
        clauses = setting.clauses(subject)
        for text, missing in clauses:
            self.say(text, 9)
            for placeholder in missing:
                self.ask(f"In deze bepaling is nog onbekend: {placeholder.label}.", placeholder.step)
        return bool(clauses)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._blocks)

    def finish(self, number: int) -> Article:
        sources = tuple(f"stap {step}" for step in sorted(self._steps))
        return Article(number, self.title, self.letter, self.duty, self.blocks, sources)

    def open_points(self, place: str) -> list[OpenPoint]:
        return [OpenPoint(place, text, step, where) for text, step, where in self._open]


def law_draft(setting: Setting, letter: str, title: str, also: str = "") -> ArticleDraft:
    """An article on one letter of the minimum list of WVO 2020 art. 2.107b lid 2."""
    duty = f"WVO 2020 art. 2.107b lid 2 onder {letter}"
    if setting.vertical:
        duty += ", met lid 3"
    return ArticleDraft(title, duty + (f"; {also}" if also else ""), letter=letter)
