"""The workbench: two sides judge, agree, disagree and decide; nothing is lost, and what rests on a pair is told."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import factories
import pytest
from django.test import Client
from django.urls import reverse
from helpers import client_of
from hypothesis import given
from hypothesis import strategies as st

from naadloos.curriculum.models import CatalogueImport, Module, TextChange
from naadloos.engines.route.document import Verdict as Item
from naadloos.engines.route.terms import OverlapVerdict, Side
from naadloos.organisations.models import Membership, User
from naadloos.programme.ledger import PairLedger, PairState, read_ledger, without_counterpart
from naadloos.programme.models import ChosenModule, ProgrammeText, Unit, Verdict
from naadloos.programme.touches import what_rests_on
from naadloos.programme.workbench import Workbench, read_workbench
from naadloos.routes.models import Route, RouteMember, RoutePartner
from naadloos.routes.portable import build_document

ON = date(2026, 11, 24)


def item(side: str, verdict: str) -> Item:
    return Item(
        key=f"{side}{verdict}",
        deeltaak="P/BWI/02/02",
        werkproces="25786 B1-K1-W3",
        verdict=OverlapVerdict.of(verdict),
        side=Side.of(side),
        decided_by="X",
        decided_on=ON,
    )


@pytest.mark.parametrize(
    ("verdicts", "state", "agreed"),
    [
        ([], "open", None),
        ([("vmbo", "deels")], "half", None),
        ([("vmbo", "deels"), ("mbo", "deels")], "eens", "deels"),
        ([("vmbo", "deels"), ("mbo", "geen")], "oneens", None),
        ([("vmbo", "geheel"), ("mbo", "deels")], "oneens", None),
        ([("vmbo", "geen"), ("mbo", "geen")], "eens", "geen"),
        ([("vmbo", "deels"), ("mbo", "geen"), ("samen", "deels")], "eens", "deels"),
        ([("samen", "voort")], "eens", "voort"),
    ],
)
def test_where_the_verdicts_leave_a_pair(verdicts: list[tuple[str, str]], state: str, agreed: str | None) -> None:
    (ledger,) = read_ledger(item(*row) for row in verdicts).values() or (PairLedger({}),)
    assert ledger.state.value == state
    assert ledger.agreed == agreed


sides, kinds = st.sampled_from(["vmbo", "mbo", "samen"]), st.sampled_from([v.value for v in OverlapVerdict])


@given(st.lists(st.tuples(sides, kinds), max_size=6))
def test_a_decision_together_always_counts_and_agreement_means_one_verdict(rows: list[tuple[str, str]]) -> None:
    for ledger in read_ledger(item(*row) for row in rows).values():
        if Side.TOGETHER in ledger.by_side:
            assert ledger.agreed == ledger.by_side[Side.TOGETHER].verdict
        assert (ledger.agreed is not None) == (ledger.state == PairState.AGREED)
        assert not (ledger.overlaps and ledger.agreed == OverlapVerdict.NONE)


def test_what_has_no_counterpart() -> None:
    ledger = read_ledger([item("vmbo", "deels")])
    assert without_counterpart(["P/BWI/02/01", "P/BWI/02/02"], ledger, position=0) == ["P/BWI/02/01"]
    refused = read_ledger([item("vmbo", "geen")])
    assert without_counterpart(["P/BWI/02/02"], refused, position=0) == ["P/BWI/02/02"]


@pytest.fixture
def vmbo(db: None) -> User:
    return factories.person("Sanne van het vmbo")


@pytest.fixture
def route(vmbo: User) -> Route:
    return factories.route_with_module(vmbo)


@pytest.fixture
def mbo(route: Route) -> User:
    partner = RoutePartner.objects.get(route=route, side="mbo")
    user = factories.person("Joost van het mbo")
    Membership.objects.create(user=user, organisation=partner.organisation)
    RouteMember.objects.create(route=route, user=user, partner=partner, role="docent")
    return user


def bench(route: Route, user: User) -> Workbench:
    return read_workbench(route, build_document(route), user, module="P/BWI/02")


@pytest.fixture
def pair(route: Route, vmbo: User) -> dict[str, str]:
    first = bench(route, vmbo).listed[0].key
    return {"deeltaak": first[0], "werkproces": first[1]}


def judge(client: Client, route: Route, pair: dict[str, str], verdict: str, **more: Any) -> Any:
    return client.post(reverse("judge", args=[route.pk]), {**pair, "verdict": verdict, **more})


def test_two_people_judge_one_pair_at_once_and_no_verdict_is_lost(
    route: Route, vmbo: User, mbo: User, pair: dict[str, str]
) -> None:
    one, other = client_of(vmbo), client_of(mbo)
    one.get(reverse("overlap", args=[route.pk]))
    other.get(reverse("overlap", args=[route.pk]))
    judge(one, route, pair, "deels")
    judge(other, route, pair, "geen")
    rows = {row.side: (row.verdict, row.decided_by) for row in Verdict.objects.filter(route=route)}
    assert rows == {"vmbo": ("deels", "Sanne van het vmbo"), "mbo": ("geen", "Joost van het mbo")}
    found = bench(route, vmbo).find(pair["deeltaak"], pair["werkproces"])
    assert found is not None
    assert found.state == PairState.DISAGREED


def test_an_open_page_hears_of_the_verdict_of_somebody_else(
    route: Route, vmbo: User, mbo: User, pair: dict[str, str]
) -> None:
    one = client_of(vmbo)
    page = one.get(reverse("overlap", args=[route.pk]) + "?module=P/BWI/02")
    stamp = page.context["stamp"]
    fresh = reverse("overlap_fresh", args=[route.pk])
    assert one.get(fresh, {"stand": stamp, "module": "P/BWI/02"}).status_code == 204
    judge(client_of(mbo), route, pair, "deels")
    answer = one.get(fresh, {"stand": stamp, "module": "P/BWI/02"})
    assert "Joost van het mbo" in answer.content.decode()
    assert "data-fresh" in answer.content.decode()


def test_a_disagreement_is_decided_together_with_both_names(
    route: Route, vmbo: User, mbo: User, pair: dict[str, str]
) -> None:
    judge(client_of(vmbo), route, pair, "geheel")
    judge(client_of(mbo), route, pair, "geen")
    listed = client_of(vmbo).get(reverse("overlap", args=[route.pk]) + "?module=P/BWI/02&toon=oneens")
    assert [found.key for found in listed.context["pairs"]] == [(pair["deeltaak"], pair["werkproces"])]
    judge(client_of(vmbo), route, pair, "deels", with_whom="Joost van het mbo", hours="12")
    found = bench(route, mbo).find(pair["deeltaak"], pair["werkproces"])
    assert found is not None
    assert found.ledger.agreed == "deels"
    assert found.ledger.by_side[Side.TOGETHER].decided_by == "Sanne van het vmbo en Joost van het mbo"
    assert Verdict.objects.filter(route=route).count() == 3


def test_blind_hides_the_verdict_of_the_other_until_one_has_judged(
    route: Route, vmbo: User, mbo: User, pair: dict[str, str]
) -> None:
    ProgrammeText.objects.create(route=route, blind=True)
    judge(client_of(mbo), route, pair, "geen", comment="heel geheim")
    url = reverse("overlap", args=[route.pk]) + "?module=P/BWI/02"
    for path in (url, reverse("overlap_matrix", args=[route.pk]), reverse("overlap_fresh", args=[route.pk])):
        text = client_of(vmbo).get(path).content.decode()
        assert "heel geheim" not in text
        assert "Joost van het mbo" not in text
    judge(client_of(vmbo), route, pair, "deels")
    assert "heel geheim" in client_of(vmbo).get(url).content.decode()


def test_undo_brings_back_what_stood_there(route: Route, vmbo: User, pair: dict[str, str]) -> None:
    client = client_of(vmbo)
    judge(client, route, pair, "deels", hours="12,5", comment="eerst dit")
    judge(client, route, pair, "geen")
    client.post(reverse("overlap_undo", args=[route.pk]))
    row = Verdict.objects.get(route=route)
    assert (row.verdict, row.hours, row.comment) == ("deels", Decimal("12.5"), "eerst dit")
    client.post(reverse("overlap_undo", args=[route.pk]))
    assert Verdict.objects.get(route=route).verdict == "deels"


def test_undo_of_a_first_verdict_takes_it_away(route: Route, vmbo: User, pair: dict[str, str]) -> None:
    client = client_of(vmbo)
    judge(client, route, pair, "deels")
    client.post(reverse("overlap_undo", args=[route.pk]))
    assert not Verdict.objects.filter(route=route).exists()


def walk(route: Route, client: Client, most: int = 200) -> Iterator[str]:
    """Judge one pair after the other, as the page offers them."""
    url = reverse("overlap_pair", args=[route.pk])
    for _ in range(most):
        page = client.get(url)
        pair = page.context["pair"]
        if pair is None:
            return
        yield pair.key
        answer = client.post(
            reverse("judge", args=[route.pk]),
            {"deeltaak": pair.key[0], "werkproces": pair.key[1], "verdict": "geen", "one": "1"},
        )
        url = answer["Location"]
        if "paar" not in url:
            return


def test_one_by_one_offers_each_pair_once_the_strongest_first(route: Route, vmbo: User) -> None:
    before = bench(route, vmbo)
    waiting = [pair for pair in before.listed if not pair.proposal.generic]
    seen = list(walk(route, client_of(vmbo)))
    assert len(seen) == len(set(seen)) == len(before.listed)
    assert seen[0] == max(waiting, key=lambda pair: pair.proposal.score).key
    assert bench(route, vmbo).progress.mine == 0


def test_what_was_judged_before_in_another_route_is_told(route: Route, vmbo: User, pair: dict[str, str]) -> None:
    own = RoutePartner.objects.get(route=route, side="vmbo").organisation
    other = factories.route(vmbo, own=own)
    ChosenModule.objects.create(route=other, module=Module.objects.get(code="P/BWI/02"))
    judge(client_of(vmbo), other, pair, "deels")
    text = client_of(vmbo).get(reverse("overlap", args=[route.pk]) + "?module=P/BWI/02").content.decode()
    assert "Eerder beoordeeld in andere routes:" in text
    stranger = factories.person()
    elsewhere = factories.route(stranger)
    ChosenModule.objects.create(route=elsewhere, module=Module.objects.get(code="P/BWI/02"))
    text = client_of(stranger).get(reverse("overlap", args=[elsewhere.pk]) + "?module=P/BWI/02").content.decode()
    assert "Eerder beoordeeld in andere routes:" not in text


def test_what_rests_on_a_pair_is_computed_from_the_route(bwi: Route, leader_client: Client) -> None:
    document = build_document(bwi)
    unit = next(unit for unit in document.programme.units if unit.kind == "bundel" and unit.overlap_hours)
    touch = what_rests_on(document, unit.deeltaken[0], unit.werkprocessen[0], frozenset({5}))
    assert unit.title in touch.bundles
    assert touch.hours >= (unit.overlap_hours or 0)
    assert any("akkoord met stap 5" in line for line in touch.words)
    nothing = what_rests_on(document, "P/BWI/04/01", "25786 B1-K1-W1", frozenset({5}))
    assert nothing.words == []
    judged = next(
        (row.deeltaak.code, row.werkproces.full_code)
        for row in Verdict.objects.filter(route=bwi).select_related("deeltaak", "werkproces")
        if row.deeltaak.code in unit.deeltaken and row.werkproces.full_code in unit.werkprocessen
    )
    page = leader_client.get(
        reverse("overlap_pair", args=[bwi.pk]), {"deeltaak": judged[0], "werkproces": judged[1]}
    ).content.decode()
    assert "Als u dit wijzigt, raakt dat:" in page
    assert Unit.objects.get(route=bwi, key=unit.key).title in page


def test_a_changed_text_asks_for_a_new_look_and_an_unchanged_one_does_not(bwi: Route) -> None:
    teacher = User.objects.get(email="s.vermeulen@dewaterlijn.example")
    judged = [pair for pair in read_workbench(bwi, build_document(bwi), teacher).listed if pair.own]
    assert not any(pair.again for pair in judged)
    code = judged[0].key[0]
    imported = CatalogueImport.objects.create(kind=CatalogueImport.Kind.SLO, file_name="slo.zip")
    TextChange.objects.create(
        catalogue_import=imported, kind="gewijzigd", thing="deeltaak", code=code, unit=code, field="title", new="Anders"
    )
    bench = read_workbench(bwi, build_document(bwi), teacher)
    assert {pair.key[0] for pair in bench.listed if pair.again} == {code}
    assert any(pair.again for pair in bench.filtered("open"))
    page = client_of(teacher).get(reverse("overlap", args=[bwi.pk]) + f"?module={code[:8]}&toon=open")
    assert "tekst gewijzigd: kijk opnieuw" in page.content.decode()


def test_a_pair_that_is_not_there_is_not_found(bwi: Route, leader_client: Client) -> None:
    url = reverse("overlap_pair", args=[bwi.pk])
    assert leader_client.get(url, {"deeltaak": "P/XXX/01/01", "werkproces": "1"}).status_code == 404
