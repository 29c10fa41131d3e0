"""The agreement says what the route holds, asks for what is missing and makes nothing up."""

from datetime import date
from decimal import Decimal
from typing import Any

import docx
import pytest
from agreement_example import full_data, full_route, minimal_route
from hypothesis import given, settings
from hypothesis import strategies as st

from naadloos.agreements import words
from naadloos.agreements.compose import ApprovalLine, compose_agreement
from naadloos.documents import (
    Article,
    DocumentContent,
    Open,
    Paragraph,
    Table,
    render_docx,
    render_pdf,
    texts,
)
from naadloos.engines.route import RouteDocument, validate_document

LETTERS = list("abcdefghij")


def compose(document: RouteDocument, *, approvals: tuple[ApprovalLine, ...] = ()) -> DocumentContent:
    return compose_agreement(document, on=date(2027, 3, 1), version="1.0", fingerprint="ab" * 32, approvals=approvals)


def article(content: DocumentContent, letter: str) -> Article:
    return next(item for item in content.articles if item.letter == letter)


def titled(content: DocumentContent, title: str) -> Article:
    return next(item for item in content.articles if item.title == title)


def tables(item: Article) -> list[Table]:
    return [block for block in item.blocks if isinstance(block, Table)]


def all_text(value: Any) -> str:
    return "\n".join(texts(value))


def with_finance(**changes: Any) -> RouteDocument:
    return full_route(finance=changes)


@pytest.mark.parametrize("make", [full_route, minimal_route])
def test_agreement_has_one_article_per_letter_with_its_citation(make: Any) -> None:
    content = compose(make())
    assert sorted(item.letter for item in content.articles if item.letter) == LETTERS
    for letter in LETTERS:
        assert article(content, letter).duty.startswith(f"WVO 2020 art. 2.107b lid 2 onder {letter}")


def test_articles_are_numbered_without_gaps() -> None:
    content = compose(full_route())
    assert [item.number for item in content.articles] == list(range(1, len(content.articles) + 1))


def test_full_route_has_no_open_points() -> None:
    content = compose(full_route())
    assert content.open_points == ()
    assert not [block for item in content.articles for block in item.blocks if isinstance(block, Open)]


def test_empty_route_asks_for_every_letter() -> None:
    content = compose(minimal_route())
    places = {point.place for point in content.open_points}
    for letter in LETTERS:
        item = article(content, letter)
        assert f"Artikel {item.number} {item.title}" in places
        assert any(isinstance(block, Open) for block in item.blocks)
    assert "Partijen" in places


def test_every_open_mark_is_in_the_list_with_its_step() -> None:
    content = compose(minimal_route())
    blocks = [*content.intro, *(block for item in content.articles for block in item.blocks)]
    marks = [block.text for block in blocks if isinstance(block, Open)]
    assert marks == [f"{point.text} Vul dit in bij stap {point.step}." for point in content.open_points]


def test_empty_route_invents_no_amounts_dates_or_names() -> None:
    content = compose(minimal_route())
    assert content.parties == ()
    assert content.signatures == ()
    text = all_text((content.articles, content.annexes))
    assert "€" not in text
    assert "klokuur" not in text
    assert "Er wordt bekostiging overgedragen" not in text


def test_article_tells_which_steps_it_comes_from() -> None:
    content = compose(full_route())
    assert article(content, "b").sources == ("stap 4", "stap 9")
    assert article(content, "e").sources == ("stap 8",)
    assert titled(content, "Verantwoordelijkheid").sources == ()


def test_parties_and_signatures_name_who_has_the_mandate() -> None:
    content = compose(full_route())
    assert [(party.name, party.represented_by) for party in content.parties] == [
        ("Het Lijstercollege", "S. de Groot, rector-bestuurder"),
        ("ROC Waterdam", "A. Yıldız, lid college van bestuur"),
    ]
    assert [(line.party, line.name, line.approved) for line in content.signatures] == [
        ("Het Lijstercollege", "S. de Groot", ""),
        ("ROC Waterdam", "A. Yıldız", ""),
    ]


def test_unknown_mandate_is_to_be_confirmed_and_refused_mandate_is_not_used() -> None:
    contacts = full_data()["partners"]["contacts"]
    contacts[0]["mandate"], contacts[1]["mandate"] = "onbekend", "nee"
    content = compose(full_route(partners={"contacts": contacts}))
    assert content.parties[0].represented_by == "S. de Groot, rector-bestuurder (mandaat te bevestigen)"
    assert content.parties[1].represented_by == ""
    assert content.signatures[1].name == ""
    assert [(point.text, point.step) for point in content.open_points] == [
        ("Het mandaat van S. de Groot namens Het Lijstercollege is nog te bevestigen.", 2),
        ("Wie tekent namens ROC Waterdam, ontbreekt.", 2),
    ]


def test_approval_is_shown_with_its_date_and_in_the_status() -> None:
    line = ApprovalLine("ROC Waterdam", "B. Bos", "voorzitter", date(2027, 3, 2))
    other = ApprovalLine("Het Lijstercollege", "S. de Groot", "rector", date(2027, 3, 3))
    content = compose(full_route(), approvals=(line,))
    assert content.signatures[1].approved == "Akkoord gegeven op 2 maart 2027"
    assert dict(content.meta)["Status"] == "geen open punten, akkoord nog niet compleet"
    assert "ROC Waterdam: B. Bos, voorzitter, op 2 maart 2027" in all_text(content)
    assert dict(compose(full_route(), approvals=(line, other)).meta)["Status"] == ("akkoord gegeven door alle partijen")


def test_no_funding_handed_over_means_not_applicable() -> None:
    content = compose(with_finance(funding_handed_over="nee"))
    assert article(content, "e").blocks == (
        Paragraph("Niet van toepassing (n.v.t.): er wordt geen bekostiging overgedragen."),
    )


def test_unknown_funding_is_asked_for() -> None:
    content = compose(with_finance(funding_handed_over="onbekend"))
    assert [point.step for point in content.open_points] == [8]
    assert "n.v.t." not in all_text(article(content, "e"))


def test_funding_needs_purpose_and_amount() -> None:
    content = compose(with_finance(funding_handed_over="ja"))
    assert len(content.open_points) == 2  # purpose, and the amount of 'Vervoer'
    items = full_data()["finance"]["cost_items"]
    items[1]["settlement_amount"] = 400
    known = compose(with_finance(funding_handed_over="ja", funding_purpose="Lessen.", cost_items=items))
    assert known.open_points == ()
    assert "€ 3.000,50" in all_text(article(known, "e"))


def test_unknown_amount_is_unknown_and_never_zero() -> None:
    items = full_data()["finance"]["cost_items"]
    for item in items:
        item["amount"] = None
    content = compose(with_finance(cost_items=items))
    costs = titled(content, "Financiële afspraken")
    amounts = [row[3] for row in tables(costs)[0].rows]
    assert amounts == ["onbekend", "onbekend", "onbekend"]
    assert "€ 0" not in all_text(content)
    assert tables(costs)[0].rows[-1][0] == "Totaal zonder 2 onbekend"
    assert any("Docenten in leerjaar 3 en Vervoer" in point.text for point in content.open_points)


def test_costs_are_in_euro_with_status_and_total() -> None:
    rows = tables(titled(compose(full_route()), "Financiële afspraken"))[0].rows
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("Docenten in leerjaar 3", "€ 12.500,00", "bevestigd"),
        ("Vervoer", "€ 800,00", "te bevestigen"),
        ("Totaal", "€ 13.300,00", ""),
    ]


def test_hours_per_year_and_side_add_up() -> None:
    by_side, by_kind = tables(titled(compose(full_route()), "Programma en uren per leerjaar"))
    assert by_side.header == ("Leerjaar", "vmbo", "mbo", "samen", "totaal")
    assert by_side.rows == (
        ("leerjaar 3", "200", "0", "625,5", "825,5"),
        ("leerjaar 4", "0", "0", "625", "625"),
        ("mbo-jaar 1", "0", "400", "0", "400"),
        ("Hele route", "200", "400", "1.250,5", "1.850,5"),
    )
    assert by_kind.rows[-1] == ("Hele route", "1.450,5", "400", "0", "1.850,5")


def test_hours_without_a_year_are_kept_apart() -> None:
    content = compose(full_route(programme={"placements": []}))
    item = titled(content, "Programma en uren per leerjaar")
    assert tables(item)[0].rows[-2] == ("nog niet ingedeeld", "0", "0", "1.250,5", "1.250,5")
    assert [(point.step, "Houtskeletbouw" in point.text) for point in content.open_points] == [(5, True)]


def test_part_without_the_split_of_the_law_is_asked_for() -> None:
    units = full_data()["programme"]["units"]
    units[0]["combined_split"] = ""
    units[2]["law_part"] = None
    content = compose(full_route(programme={"units": units}))
    assert [point.step for point in content.open_points] == [5, 5]
    row = next(row for row in content.annexes[0].blocks[0].rows if row[0] == "Nederlands")  # type: ignore[union-attr]
    assert row[5] == "onbekend"


def test_exams_stand_per_year_and_diploma() -> None:
    table = tables(titled(compose(full_route()), "Examens"))[0]
    assert table.rows == (
        ("leerjaar 3", "geen", "geen", "Praktijktoets houtverbinding (SE)"),
        ("leerjaar 4", "cspe BWI (cspe)", "geen", "geen"),
        ("mbo-jaar 1", "geen", "Proeve Timmerman (PvB)", "geen"),
    )


def test_unconfirmed_relation_of_the_qualification_is_asked_for() -> None:
    data = full_data()
    data["route"]["qualifications"][0]["related"] = "onbekend"
    content = compose(validate_document(data))
    assert "te bevestigen" in all_text(article(content, "a"))
    assert [point.step for point in content.open_points] == [1]


def test_steering_body_without_one_side_is_asked_for() -> None:
    members = full_data()["organisation"]["members"][:1]
    content = compose(full_route(organisation={"members": members}))
    assert [point.text for point in content.open_points] == [
        "In Stuurgroep Bouwen is nog niemand opgenomen namens: mbo."
    ]


def test_vertical_school_gets_a_regulation_without_h_and_i() -> None:
    content = compose(full_route(route={"vertical_school": True}))
    assert content.title == "Regeling van de verticale scholengemeenschap"
    assert sorted(item.letter for item in content.articles if item.letter) == list("abcdefgj")
    assert "overeenkomst gaat in" not in all_text(content)
    # What was written on h and i is still shown: no text is lost.
    rest = all_text(titled(content, "Overige afspraken"))
    assert "Een geschil gaat eerst naar de bestuurders." in rest
    assert "Opzeggen kan per 1 augustus" in rest


def test_only_agreed_first_agreements_are_taken_over() -> None:
    text = all_text(compose(full_route()))
    assert "Gezamenlijke voorlichting: in januari" in text
    assert "nog bespreken" not in text


def test_what_does_not_apply_is_shown_with_its_reason() -> None:
    content = compose(full_route())
    assert content.annexes[-1].title == "Niet van toepassing verklaard"
    assert "De partners verrekenen in jaar 1 niets." in all_text(content.annexes[-1])


def test_same_facts_give_the_same_content() -> None:
    assert compose(full_route()) == compose(full_route())


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([*LETTERS, "kwaliteit", "klachten", "privacy", "overig", "iets_eigens"]),
    # A NUL and half a sign are refused by the document itself.
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1).filter(
        lambda text: text.strip()
    ),
    st.booleans(),
    st.sampled_from(["ja", "nee", "onbekend"]),
)
def test_every_clause_is_in_the_document(subject: str, text: str, vertical: bool, funding: str) -> None:
    route = {"name": "R", "type": "DLR", "years": 3, "partners": [], "profiles": [], "qualifications": []}
    document = validate_document(
        {
            "route": {**route, "cohorts": [], "vertical_school": vertical},
            "finance": {"funding_handed_over": funding},
            "agreement": {"clauses": [{"key": "c", "subject": subject, "text": text}]},
        }
    )
    clause = document.agreement.clauses[0].text
    paragraphs = [block for item in compose(document).articles for block in item.blocks]
    assert paragraphs.count(Paragraph(clause)) == 1


def test_agreement_renders_as_pdf_and_docx() -> None:
    import io

    content = compose(full_route())
    assert render_pdf(content).startswith(b"%PDF-")
    document = docx.Document(io.BytesIO(render_docx(content)))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"€ 12.500,00", "1.250,5", "A. Yıldız", "J. Özdemir"} <= cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1250"), "1.250 klokuur"),
        (Decimal("0.50"), "0,5 klokuur"),
        (Decimal("1000000"), "1.000.000 klokuur"),
        (None, "onbekend"),
    ],
)
def test_hours_text_is_dutch(value: Decimal | None, text: str) -> None:
    assert words.hours_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("12500"), "€ 12.500,00"),
        (Decimal("-3.5"), "€ -3,50"),
        (Decimal(0), "€ 0,00"),
        (None, "onbekend"),
    ],
)
def test_euro_text_is_dutch(value: Decimal | None, text: str) -> None:
    assert words.euro_text(value) == text
