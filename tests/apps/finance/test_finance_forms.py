"""Wrong input is refused at the field, with the reason; the database refuses it too."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from naadloos.finance.models import CalculationTerms, CostItem, OwnFigure, PartnerTerms, PupilCount, Subsidy, Volume
from naadloos.routes.models import Route, RoutePartner

COST = {"title": "Proef", "phase": "vo", "owner": "De Waterlijn", "calculation": "materiaal", "settlement": "eigen"}


def errors_of(client: Client, route: Route, kind: str, data: dict[str, Any], *, single: bool = False) -> dict[str, Any]:
    name = "single_edit" if single else "fact_add"
    answer = client.post(reverse(name, args=[route.pk, 8, kind]), data)
    return dict(answer.context["form"].errors) if answer.status_code == 422 else {}


@pytest.mark.parametrize(
    ("kind", "data", "field", "said"),
    [
        ("cost_items", COST | {"price": "-1"}, "price", "kan niet onder nul"),
        ("cost_items", COST | {"price": "twaalf"}, "price", "getal"),
        ("cost_items", COST | {"price": "1e30"}, "price", ""),
        ("cost_items", COST | {"split": "101"}, "split", "hoogstens 100"),
        ("cost_items", COST | {"begins_on": "2028-01-01", "ends_on": "2027-01-01"}, "__all__", "einddatum"),
        ("cost_items", COST | {"phase": "project"}, "calculation", "voorbereiding"),
        ("cost_items", COST | {"calculation": "project"}, "phase", "Projectkosten"),
        ("cost_items", COST | {"settlement_amount": "10"}, "settlement_amount", "eigen kosten"),
        ("calculation", {"surcharge": "6", "overhead_base": "baten"}, "surcharge", "Hoogstens 5 procent"),
        ("calculation", {"price_index": "-2", "overhead_base": "baten"}, "price_index", "onder nul"),
        ("calculation", {"price_year": "1066", "overhead_base": "baten"}, "price_year", "2020"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(
    bwi: Route, leader_client: Client, kind: str, data: dict[str, Any], field: str, said: str
) -> None:
    found = errors_of(leader_client, bwi, kind, data, single=kind == "calculation")
    assert field in found
    assert said in " ".join(found[field])


def test_an_own_figure_must_be_of_something_that_there_is(bwi: Route, leader_client: Client) -> None:
    school = RoutePartner.objects.get(route=bwi, key="waterlijn")
    mbo = RoutePartner.objects.get(route=bwi, key="singelkwartier")
    base = {"valid_from": "2027-01-01", "status": "schatting", "value": "1"}

    def refused(partner: RoutePartner, **data: str) -> dict[str, Any]:
        return errors_of(leader_client, bwi, "figures", base | {"partner": partner.pk} | data)

    assert "of" in refused(mbo, parameter="eigen_deel", of="havo")
    assert "of" in refused(mbo, parameter="lessen_per_fte", of="docent")
    assert "partner" in refused(school, parameter="prijsfactor", of="25786")
    assert "value" in refused(mbo, parameter="lessen_per_fte", value="0")
    assert "parameter" in refused(mbo, parameter="gewicht_diploma")
    assert "valid_from" in refused(mbo, parameter="correctiefactor", of="niveau2", valid_from="2030-01-01")
    assert "value" in refused(mbo, parameter="jaartaak", low="3", value="2", high="1")
    assert refused(mbo, parameter="jaartaak", value="1.600") == {}
    assert OwnFigure.objects.get(route=bwi, parameter="jaartaak").value == 1600


def test_keys_of_all_partners_are_not_more_than_a_whole(bwi: Route, leader_client: Client) -> None:
    one, other = PartnerTerms.objects.filter(route=bwi)
    PartnerTerms.objects.filter(pk=one.pk).update(key_share=60)
    url = reverse("fact_edit", args=[bwi.pk, 8, "partner_terms", other.pk])
    data = {"partner": other.partner_id, "version": other.version, "key_share": "41"}
    answer = leader_client.post(url, data)
    assert "101" in str(answer.context["form"].errors["key_share"])
    assert leader_client.post(url, data | {"key_share": "40"}).status_code == 302


def test_nobody_stands_in_both_phases_on_one_teldatum(bwi: Route, leader_client: Client) -> None:
    volume = Volume.objects.filter(route=bwi).first()
    assert volume is not None
    data = {"volume": volume.pk, "route_year": 3, "pupils": 10, "in_other_phase": 1}
    assert "niet in beide fasen" in str(errors_of(leader_client, bwi, "counts", data)["in_other_phase"])
    assert "Zo lang duurt" in str(errors_of(leader_client, bwi, "counts", data | {"route_year": 6})["route_year"])
    assert errors_of(leader_client, bwi, "counts", data | {"in_other_phase": 0}) == {}


def test_the_database_refuses_it_too(bwi: Route) -> None:
    volume, partner = Volume.objects.filter(route=bwi).first(), RoutePartner.objects.filter(route=bwi).first()
    assert volume is not None
    CalculationTerms.objects.filter(route=bwi).update(surcharge=5)
    for write in (
        lambda: CalculationTerms.objects.filter(route=bwi).update(surcharge=6),
        lambda: CostItem.objects.filter(route=bwi).update(price=Decimal(-1)),
        lambda: Volume.objects.filter(pk=volume.pk).update(success=101),
        lambda: Volume.objects.filter(pk=volume.pk).update(joins=3),
        lambda: Volume.objects.filter(pk=volume.pk).update(pupils_low=50),
        lambda: PupilCount.objects.create(route=bwi, volume=volume, route_year=1, pupils=3, in_other_phase=4),
        lambda: OwnFigure.objects.filter(route=bwi).update(value=-1),
        lambda: Subsidy.objects.create(
            route=bwi, title="S", partner=partner, begins_on="2028-01-01", ends_on="2027-01-01"
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
