"""Which articles read differently since people agreed, both texts beside each other, and the addendum."""

import pytest
from django.test import Client
from django.urls import reverse
from pdf_text import pdf_text
from test_agreement_signed import agree

from naadloos.agreements.versions import compare
from naadloos.documents.content import Article, BulletList, DocumentContent, Paragraph, Table
from naadloos.engines.route.words import compare_words
from naadloos.routes.models import Goal, Route


def content(*articles: Article) -> DocumentContent:
    return DocumentContent("Overeenkomst", articles=articles)


def article(number: int, title: str, text: str) -> Article:
    return Article(number, title, blocks=(Paragraph(text),))


def test_articles_are_matched_by_title_and_only_what_differs_is_shown() -> None:
    earlier = content(article(1, "Doel", "Wij doen dit samen."), article(2, "Geld", "Elk de helft."))
    later = content(
        article(1, "Nieuw", "Dit is nieuw."),
        article(2, "Doel", "Wij doen dit samen."),
        article(3, "Geld", "Naar uren."),
    )
    found = compare(earlier, later)
    assert found.same == ("Doel",)
    assert [(part.title, part.number, part.new) for part in found.changed] == [("Nieuw", 1, True), ("Geld", 3, False)]


def test_what_has_gone_is_named_and_signing_is_no_change_of_content() -> None:
    earlier = content(article(1, "Geld", "Elk de helft."), article(2, "Ondertekening", "A tekent."))
    later = content(article(1, "Ondertekening", "A en B tekenen."))
    found = compare(earlier, later)
    assert [(part.title, part.gone) for part in found.changed] == [("Geld", True)]


def test_a_table_and_a_list_are_compared_line_by_line() -> None:
    def with_row(amount: str) -> DocumentContent:
        table = Table("Kosten", ("Post", "Bedrag"), (("Lessen", amount),))
        return content(Article(1, "Geld", blocks=(table, BulletList(("eerste punt",)))))

    part = compare(with_row("€ 100"), with_row("€ 250")).changed[0]
    assert [run.text for run in part.before if run.differs] == ["100"]
    assert [run.text for run in part.after if run.differs] == ["250"]
    assert "• eerste punt" in "".join(run.text for run in part.after)


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("a b", ""), ("", "a b"), ("a  b\nc", "a b\nd"), ("één twee drie", "drie twee één")]
)
def test_the_stretches_joined_are_the_texts(before: str, after: str) -> None:
    left, right = compare_words(before, after)
    assert ("".join(run.text for run in left), "".join(run.text for run in right)) == (before, after)
    same = ["".join(run.text for run in side if not run.differs).split() for side in (left, right)]
    assert same[0] == same[1]


@pytest.fixture
def signed_and_changed(bwi: Route) -> Route:
    """Everybody agreed; then one goal changed."""
    for key in ("waterlijn", "singelkwartier", "wilgenwerf"):
        agree(bwi, key)
    goal = Goal.objects.filter(route=bwi).order_by("pk")[0]
    goal.target = "zeventien geslaagden"
    goal.save()
    return bwi


def test_the_agreement_says_for_which_articles_the_approval_still_holds(
    signed_and_changed: Route, leader_client: Client
) -> None:
    page = leader_client.get(reverse("agreement", args=[signed_and_changed.pk]))
    comparison = page.context["comparison"]
    assert [part.title for part in comparison.changed] == ["Doel en visie"]
    assert len(comparison.same) > 20
    assert "Anders dan versie 1" in page.content.decode()


def test_both_texts_stand_beside_each_other(signed_and_changed: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("agreement_difference", args=[signed_and_changed.pk])).content.decode()
    assert "Artikel 1, Doel en visie" in page
    assert "<ins>zeventien" in page
    assert "<del>" in page
    assert "Artikel 2," not in page


def test_without_a_version_the_page_says_what_will_be_here(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("agreement_difference", args=[bwi.pk])).content.decode()
    assert "Er is nog geen versie waarmee iemand akkoord is." in page
    assert leader_client.get(reverse("addendum_pdf", args=[bwi.pk])).status_code == 404


def test_the_addendum_holds_what_changed_and_nothing_else(signed_and_changed: Route, leader_client: Client) -> None:
    answer = leader_client.get(reverse("addendum_pdf", args=[signed_and_changed.pk]))
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(pdf_text(answer.content).split())
    assert "Addendum bij versie 1" in text
    assert "Doel en visie (artikel 1)" in text
    assert "Dit onderdeel luidt voortaan:" in text
    assert "zeventien geslaagden" in text
    assert "Alle andere onderdelen blijven gelden" in text
    assert "Overstapoptie" not in text
    assert "Handtekening" in text
    word = leader_client.get(reverse("addendum_docx", args=[signed_and_changed.pk]))
    assert word.content.startswith(b"PK")


def test_agreeing_with_the_changed_text_gives_a_second_signed_version(
    signed_and_changed: Route, leader_client: Client
) -> None:
    for key in ("waterlijn", "singelkwartier", "wilgenwerf"):
        agree(signed_and_changed, key)
    shown = leader_client.get(
        reverse("agreement_difference", args=[signed_and_changed.pk]), {"van": "1", "met": "2"}
    ).content.decode()
    assert "Versie 1" in shown
    assert "<ins>zeventien" in shown
    addendum = leader_client.get(reverse("addendum_pdf", args=[signed_and_changed.pk]), {"bij": "1"})
    assert "zeventien geslaagden" in pdf_text(addendum.content)
