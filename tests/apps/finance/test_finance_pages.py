"""The pages about money: figures of the engine in words, unknown as unknown, every amount opened to its origin."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from helpers import queries_of

from naadloos.engines.finance import Basis, Outcome, Total
from naadloos.finance.models import CostItem, OwnFigure, PupilCount, Volume
from naadloos.finance.queries import outcome_of, payments_of
from naadloos.finance.since import since
from naadloos.finance.words import euro, whole_euro
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document


def outcome(route: Route) -> Outcome:
    found = outcome_of(build_document(route)).outcome
    assert found is not None
    return found


def text(client: Client, name: str, route: Route, *more: str, query: str = "") -> str:
    """What a reader sees of a page, without its marks."""
    answer = client.get(reverse(name, args=[route.pk, *more]) + query)
    assert answer.status_code == 200
    plain = re.sub(r"<(script|style|svg)[\s\S]*?</\1>|<[^>]+>", " ", answer.content.decode())
    return re.sub(r"[ \n]+", " ", plain)


def test_summary_says_the_result_the_advance_and_the_settlement(bwi: Route, leader_client: Client) -> None:
    told, page = outcome(bwi), text(leader_client, "finance_summary", bwi)
    whole = sum((told.amount(Total.RESULT, year=year) or Decimal(0) for year in told.school_years), Decimal(0))
    assert f"komt de route samen {whole_euro(abs(whole))} tekort" in page or f"{whole_euro(whole)} over" in page
    assert "ROC Singelkwartier schiet het meeste voor" in page
    paid = sum(each.amount or Decimal(0) for each in payments_of(build_document(bwi)) if each.payer == "waterlijn")
    assert f"De Waterlijn betaalt ROC Singelkwartier samen {whole_euro(Decimal(paid))}" in page
    year = told.calendar_years[3]
    assert whole_euro(told.amount(Total.RESULT, "waterlijn", year=year, basis=Basis.CASH)) in page


def test_what_is_missing_makes_unknown_and_is_asked_for(bwi: Route, leader_client: Client) -> None:
    OwnFigure.objects.filter(route=bwi, parameter="loonkosten", partner__key="singelkwartier").delete()
    assert "Wat de route oplevert is nog onbekend" in text(leader_client, "finance_summary", bwi)
    assert "onbekend" in text(leader_client, "finance_settlement", bwi)
    parties = leader_client.get(reverse("finance_figures", args=[bwi.pk])).context["parties"]
    asked = {party.name: [each for each in party.first if each.empty] for party in parties}
    assert [each.label for each in asked["ROC Singelkwartier"]] == [
        "bruto loonkosten per fte, met werkgeverslasten (docent)"
    ]
    assert asked["De Waterlijn"] == []
    # The link fills in what is known of it, so that only the value is left to type.
    form = leader_client.get(asked["ROC Singelkwartier"][0].url).context["form"]
    assert form["parameter"].value() == "loonkosten"
    assert form["of"].value() == "docent"


def test_an_amount_opens_down_to_what_somebody_entered(bwi: Route, leader_client: Client) -> None:
    figure = OwnFigure.objects.get(route=bwi, parameter="eigen_isw")
    url = reverse("fact_edit", args=[bwi.pk, 8, "figures", figure.pk])
    form = leader_client.get(url).context["form"]
    posted = {field.html_name: field.value() for field in form if field.value() is not None} | {"value": "4.400"}
    assert leader_client.post(url, posted).status_code == 302
    page = text(leader_client, "finance_cell", bwi, "prijs.singelkwartier.niveau2.2031")
    assert "4.400 bekostigingspunten" in page
    assert "Eigen deel gedeeld door eigen punten" in page
    assert "TBG-i van 2027" in page
    assert "Marieke Dekker" in page
    assert "voorlopig · te bevestigen" in page
    assert leader_client.get(reverse("finance_cell", args=[bwi.pk, "bestaat.niet"])).status_code == 404


@pytest.mark.parametrize("partner", ["waterlijn", "singelkwartier", ""])
def test_rows_of_the_table_make_its_sums(bwi: Route, leader_client: Client, partner: str) -> None:
    url = reverse("finance_table", args=[bwi.pk])
    page = leader_client.get(url, {"partner": partner, "basis": "toegerekend"})
    shown = {group.title: group for group in page.context["table"].groups}
    told = outcome(bwi)
    costs = shown["Directe kosten"]
    for place, year in enumerate(told.school_years):
        cells = [row.amounts[place].cell for row in costs.rows[:-1] if row.amounts[place].cell]
        lines = sum((told.sheet.values[cell] or Decimal(0) for cell in cells), Decimal(0))
        assert euro(lines) == costs.rows[-1].amounts[place].text
        assert lines == told.amount(Total.COSTS, partner, year=year)
    assert leader_client.get(url, {"partner": "niemand"}).status_code == 404


def test_sizes_and_certainty_say_what_the_engine_found(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("finance_sizes", args=[bwi.pk]), {"partner": "waterlijn", "groep": "2027"})
    found = page.context["sizes"]
    assert len(found.results) == 96
    assert sum(even for _size, _amount, even in found.results) == int(re.findall(r"dat zijn (\d+)", found.sentence)[0])
    sure = leader_client.get(reverse("finance_certainty", args=[bwi.pk])).context["certainty"]
    assert [row.name for row in sure.rows] == ["De Waterlijn", "ROC Singelkwartier", "alle partners samen"]
    assert sure.bars
    assert leader_client.get(reverse("finance_sizes", args=[bwi.pk]), {"groep": "1999"}).status_code == 404


def test_what_changed_since_the_approval_adds_up_and_names_the_count(bwi: Route) -> None:
    approved = build_document(bwi)
    volume = Volume.objects.get(route=bwi, key="v2027m")
    PupilCount.objects.create(route=bwi, volume=volume, route_year=1, pupils=9)
    CostItem.objects.filter(route=bwi, key="k4").update(price=500)
    found = since(approved, build_document(bwi))
    assert [each.cause for each in found.turns] == ["getelde leerlingen", "kostenposten en subsidies"]
    # Material is bought by the school alone.
    assert found.turns[1].results[1] == euro(Decimal(0))

    def number(shown: str) -> Decimal:
        return Decimal(re.sub(r"[^0-9,-]", "", shown.replace("\N{MINUS SIGN}", "-")).replace(",", "."))

    for place in range(2):
        steps = sum((number(each.results[place]) for each in found.turns), Decimal(0))
        assert number(found.before.results[place]) + steps == number(found.after.results[place])
    assert since(approved, approved).turns == ()


def test_the_agreement_prints_the_same_payments(bwi: Route, leader_client: Client) -> None:
    page = text(leader_client, "agreement", bwi)
    told = payments_of(build_document(bwi))
    assert told
    for each in told:
        assert f"{each.amount:,.2f}".translate(str.maketrans(",.", ".,")) in page


def test_queries_do_not_grow_with_the_calculation(bwi: Route, leader_client: Client) -> None:
    url = reverse("finance_summary", args=[bwi.pk])
    before = queries_of(leader_client, url)
    volume = Volume.objects.get(route=bwi, key="v2027m")
    for year in (1, 2, 3):
        PupilCount.objects.create(route=bwi, volume=volume, route_year=year, pupils=9)
    assert queries_of(leader_client, url) == before
