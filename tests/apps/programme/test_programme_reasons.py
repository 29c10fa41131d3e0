"""Why a plan cannot be: every reason leads to the pages where it can be changed."""

import factories
import pytest
from django.urls import reverse

from naadloos.engines.planner import Reason
from naadloos.programme.models import Capacity, HoursAgreement, Period, Unit, UnitRule, Variant, Window
from naadloos.programme.reasons import linked_reasons
from naadloos.routes.models import Route, RouteFact


@pytest.fixture
def route(db: None) -> Route:
    return factories.route(factories.person("Sanne Docent"))


def links_of(route: Route, *facts: str) -> list[tuple[str, str]]:
    return linked_reasons(route, [Reason("x", "Het past niet.", facts=facts)])[0][1]


def edit(route: Route, kind: str, row: RouteFact) -> tuple[str, str]:
    return str(row), reverse("fact_edit", args=[route.pk, 5, kind, row.pk])


def test_every_kind_of_fact_leads_to_the_page_where_it_is_changed(route: Route) -> None:
    unit = Unit.objects.create(route=route, title="Metselen", kind="overig", hours=10, side="vmbo")
    other = Unit.objects.create(route=route, title="Timmeren", kind="overig", hours=10, side="vmbo")
    period = Period.objects.create(route=route, route_year=2, number=3, weeks=9, hours=100)
    Period.objects.create(route=route, route_year=2, number=4, weeks=9, hours=100)
    capacity = Capacity.objects.create(route=route, title="Bouwhal", kind="lokaal", amount=10)
    window = Window.objects.create(route=route, title="cspe", kind="cspe")
    variant = Variant.objects.create(route=route, title="kb")
    agreement = HoursAgreement.objects.create(route=route, title="Praktijk", least=100)
    rule = UnitRule.objects.create(route=route, kind="samen")
    rule.units.set([unit, other])
    assert links_of(route, f"units:{unit.key}") == [edit(route, "units", unit)]
    assert links_of(route, "periods:2-3") == [edit(route, "periods", period)]
    assert links_of(route, f"capacities:{capacity.key}") == [edit(route, "capacities", capacity)]
    assert links_of(route, f"windows:{window.key}") == [edit(route, "windows", window)]
    assert links_of(route, f"variants:{variant.key}") == [edit(route, "variants", variant)]
    assert links_of(route, f"norms:{agreement.key}") == [edit(route, "hours_agreements", agreement)]
    assert links_of(route, f"rules:{rule.key}") == [edit(route, "unit_rules", rule)]
    ((_label, url),) = links_of(route, "phases:vo")
    assert url == reverse("route_step", args=[route.pk, 5]) + "#periods"


def test_hours_of_the_law_lead_to_the_law_and_to_where_they_can_wait(route: Route) -> None:
    reason = Reason(
        "eis_norm",
        "%(what)s vraagt minstens %(hours)s uur.",
        {"what": "De wet", "hours": "3700"},
        (),
        ("norms:wet-x-bol",),
    )
    (sentence, links), (hint, settings) = linked_reasons(route, [reason])
    assert sentence == "De wet vraagt minstens 3700 uur."
    off = reverse("single_edit", args=[route.pk, 5, "settings"])
    assert [url for _label, url in links] == [reverse("route_law", args=[route.pk]), off]
    assert "uitzetten" in hint
    assert [url for _label, url in settings] == [off]


def test_what_is_gone_or_of_another_route_has_no_link(route: Route) -> None:
    elsewhere = factories.route(factories.person())
    unit = Unit.objects.create(route=elsewhere, title="Metselen", kind="overig", hours=10, side="vmbo")
    assert links_of(route, f"units:{unit.key}", "units:weg", "periods:1-1", "capacities:weg") == []


def test_a_reason_that_names_units_only_leads_to_these(route: Route) -> None:
    unit = Unit.objects.create(route=route, title="Metselen", kind="overig", hours=10, side="vmbo")
    ((_sentence, links),) = linked_reasons(route, [Reason("kring", "Een kring.", {}, (unit.key,))])
    label, url = edit(route, "units", unit)
    assert links == [(label, f"{url}#id_after")]


def test_the_number_of_queries_does_not_depend_on_the_reasons(
    route: Route, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    units = [Unit.objects.create(route=route, title=f"U{n}", kind="overig", hours=10, side="vmbo") for n in range(4)]
    for many in (1, 4):
        reasons = [Reason("x", "Zo niet.", facts=(f"units:{unit.key}", "periods:1-1")) for unit in units[:many]]
        with django_assert_num_queries(2):  # type: ignore[operator]
            linked_reasons(route, reasons)


def test_a_reason_leads_to_the_field_that_it_is_about(route: Route) -> None:
    unit = Unit.objects.create(route=route, title="Metselen", kind="overig", hours=10, side="vmbo")
    window = Window.objects.create(route=route, title="cspe", kind="cspe")
    about = (f"units:{unit.key}", f"windows:{window.key}")
    reason = Reason("eis_venster", "%(unit)s hoort in het venster.", {"unit": "Metselen"}, (unit.key,), about)
    label, url = edit(route, "units", unit)
    assert linked_reasons(route, [reason])[0][1] == [(label, f"{url}#id_window"), edit(route, "windows", window)]


def test_very_many_periods_or_units_are_one_link(route: Route) -> None:
    for number in range(1, 6):
        Period.objects.create(route=route, route_year=1, number=number, weeks=9, hours=100)
    few = links_of(route, *(f"periods:1-{number}" for number in range(1, 5)))
    assert [label for label, _url in few] == [str(row) for row in Period.objects.filter(route=route)[:4]]
    step = reverse("route_step", args=[route.pk, 5])
    assert links_of(route, *(f"periods:1-{number}" for number in range(1, 6))) == [("Perioden", f"{step}#periods")]
    assert links_of(route, *(f"units:u{number}" for number in range(7))) == [("Onderdelen", f"{step}#units")]


def test_what_only_announces_demands_has_no_links_of_its_own(route: Route) -> None:
    unit = Unit.objects.create(route=route, title="Metselen", kind="overig", hours=10, side="vmbo")
    head = Reason("botsing", "Deze eisen gaan niet samen.", {}, (unit.key,), (f"units:{unit.key}",))
    demand = Reason("eis_geven", "Metselen heeft 10 uur.", {}, (unit.key,), (f"units:{unit.key}",))
    (_head, none), (_demand, links) = linked_reasons(route, [head, demand])
    assert none == []
    assert len(links) == 1
