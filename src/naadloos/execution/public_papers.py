"""On paper what the page for pupils and parents says: a leaflet, and the outline of an information evening."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from naadloos.documents.content import Article, Block, BulletList, DocumentContent, HouseStyle, Paragraph, Table
from naadloos.documents.leaflet import Bar, Bars, Leaflet, LeafletPart
from naadloos.documents.qr import qr_png
from naadloos.execution.public_hours import COLOURS, At, Picture, Programmes
from naadloos.execution.public_story import Story


def leaflet(story: Story, *, author: str, address: str, style: HouseStyle | None) -> Leaflet:
    """``address``: of the page, "" while it is off; then the leaflet leads nowhere."""
    with override(story.language):
        parts = [
            *(LeafletPart(part.title, (Paragraph(part.text),)) for part in story.parts),
            *(
                LeafletPart(shown.title, (Paragraph(shown.sentence),), _bars(found, shown))
                for found, shown in zip(story.programmes, story.pictures, strict=True)
            ),
        ]
        if story.dates:
            parts.append(LeafletPart(_("Belangrijke data"), (_dates(story),)))
        parts.append(LeafletPart(_("Vragen?"), (Paragraph(_contact(story)),)))
        return Leaflet(
            title=story.name,
            subtitle=story.lead,
            language=story.language,
            author=author,
            parts=tuple(parts),
            address=address,
            address_text=_("Lees het ook op internet:"),
            scan=qr_png(address) if address else b"",
            scan_text=_("QR-code van de pagina op internet"),
            foot=story.name,
            style=style,
        )


def _bars(found: Programmes, shown: Picture) -> Bars:
    used = [at for at in At if any(year.hours[at] for year in found.years)]
    return Bars(
        legend=tuple((at.label, COLOURS[at]) for at in used),
        bars=tuple(Bar(year.label, tuple(float(year.hours[at]) for at in used)) for year in found.years),
        table=_table(shown),
    )


def _table(shown: Picture) -> Table:
    return Table(shown.caption, shown.header, shown.rows, tuple(range(1, len(shown.header))))


def _dates(story: Story) -> Table:
    return Table(
        _("Data voor leerlingen en ouders"),
        (_("Datum"), _("Wat")),
        tuple((each.day, each.title) for each in story.dates),
    )


def _contact(story: Story) -> str:
    contact = story.contact
    if not contact.known:
        return _("De contactgegevens volgen.")
    lines = [
        contact.name,
        _("Telefoon: %(phone)s") % {"phone": contact.phone} if contact.phone else "",
        _("E-mail: %(email)s") % {"email": contact.email} if contact.email else "",
    ]
    return "\n".join(line for line in lines if line)


def evening(story: Story, *, address: str, style: HouseStyle | None) -> DocumentContent:
    """The slides of an information evening as an outline: per slide what stands on it and what one may say with it."""
    with override(story.language):
        slides: list[tuple[str, tuple[Block, ...]]] = [
            (
                _("Welkom"),
                (
                    BulletList((story.name, _("Wie wij zijn: de scholen en de bedrijven"), _("Wat u vanavond hoort"))),
                    _say(_("Heet leerlingen en ouders welkom. Zeg hoe lang de avond duurt en wanneer u vragen neemt.")),
                ),
            )
        ]
        for part in story.parts:
            slides.append(
                (part.title, (BulletList(tuple(part.lines)), _say(_("Geef een voorbeeld uit de eigen les."))))
            )
        for shown in story.pictures:
            slides.append((shown.title, (Paragraph(shown.sentence), _table(shown))))
        if story.dates:
            slides.append((_("Belangrijke data"), (_dates(story),)))
        last = [*_contact(story).split("\n"), *([address] if address else [])]
        slides.append(
            (_("Vragen?"), (BulletList(tuple(last)), _say(_("Vraag wat mensen nog willen weten. Deel de folder uit."))))
        )
        return DocumentContent(
            title=_("Informatieavond"),
            subtitle=story.name,
            language=story.language,
            articles=tuple(Article(number, title, blocks=blocks) for number, (title, blocks) in enumerate(slides, 1)),
            article_word=_("Dia"),
            style=style,
        )


def _say(text: str) -> Paragraph:
    return Paragraph(_("Om te zeggen: %(text)s") % {"text": text})
