"""A document with every kind of block, and texts that a template could mistake for its own language."""

from naadloos.documents import (
    Annex,
    Article,
    BulletList,
    DocumentContent,
    Open,
    OpenPoint,
    Paragraph,
    Party,
    Signature,
    Table,
)

HOSTILE = (
    '#import "x"',
    "$x$ en #x[y]",
    "{{ 7*7 }}",
    "{% raw %}",
    "{_{ naam }_}",
    "<b>& &amp;",
    "C:\\map\\n",
    "*vet* _schuin_",
    "@noot <label>",
    "coördinatie ë €",
    "'a' \"b\" `c`",
    "= kop // weg",
)


def example() -> DocumentContent:
    table = Table(
        "Uren en bedragen",
        ("Onderdeel", "Klokuur", "Bedrag"),
        (("Houtbouw", "1.250", "€ 12.500,00"), ("Totaal", "1.250", "€ 12.500,00")),
        numeric=(1, 2),
        total=True,
    )
    return DocumentContent(
        title="Samenwerkingsovereenkomst",
        subtitle="Route Bouwen",
        parties=(
            Party("Het Lijstercollege", "de school", "Waterdam", "S. de Groot"),
            Party("ROC Waterdam", "de instelling", "Waterdam", "A. Yıldız"),
        ),
        meta=(("Versie", "2.1"), ("Datum", "1 maart 2027")),
        intro=(Paragraph("Eerste alinea.\n\nTweede alinea."),),
        articles=(
            Article(1, "Doel", blocks=(Paragraph("Waarom."),), sources=("stap 1",)),
            Article(2, "Leiding", "b", "WVO 2020 art. 2.107b lid 2 onder b", (BulletList(("een", "twee")),)),
            Article(3, "Geld", blocks=(table, Open("Wie betaalt, ontbreekt."))),
        ),
        annexes=(Annex("Programma", (table,)),),
        open_points=(OpenPoint("Artikel 3 Geld", "Wie betaalt, ontbreekt.", 8),),
        signatures=(Signature("Het Lijstercollege", "S. de Groot", "rector", "Akkoord op 2 maart 2027"),),
        fingerprint="0123456789abcdef" * 4,
    )
