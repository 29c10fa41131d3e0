"""The workbench learns from verdicts, tells of earlier ones, marks what is shared, and says what rests on what."""

from datetime import date

from django.test import Client
from django.urls import reverse

from naadloos.curriculum.models import Deeltaak, Kerndeel, VmboProfile, Werkproces
from naadloos.engines.route.terms import OverlapVerdict, Side
from naadloos.organisations.models import User
from naadloos.programme.ledger import read_ledger
from naadloos.programme.models import Unit, Verdict
from naadloos.programme.touches import changed_elsewhere, what_rests_on_unit, without_units
from naadloos.programme.workbench import Pair, _labels, gaps_of, read_workbench
from naadloos.routes.actions import copy_route
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document

ON = date(2026, 11, 24)


def verdict(route: Route, left: str, right: str, said: str, side: str) -> None:
    Verdict.objects.update_or_create(
        route=route,
        deeltaak=Deeltaak.objects.get(code=left),
        werkproces=Werkproces.objects.get(full_code=right),
        side=side,
        defaults={"verdict": said, "decided_by": "X", "decided_on": ON},
    )


def test_the_order_is_learned_and_the_page_says_from_how_many(bwi: Route, leader: User, leader_client: Client) -> None:
    bench = read_workbench(bwi, build_document(bwi), leader)
    Verdict.objects.filter(route=bwi).delete()
    trade = [pair for pair in bench.pairs if not pair.proposal.generic][:15]
    generic = [pair for pair in bench.pairs if pair.proposal.generic][:15]
    for pairs, said in ((trade, "deels"), (generic, "geen")):
        for pair in pairs:
            for side in ("vmbo", "mbo"):
                verdict(bwi, *pair.key, said, side)
    learned = read_workbench(bwi, build_document(bwi), leader)
    assert learned.learned_from == 30

    def swapped(pairs: list[Pair]) -> int:
        """Pairs in which what was judged "geen" stands before what was judged "deels"."""
        place = {pair.key: at for at, pair in enumerate(pairs)}
        return sum(place[one.key] > place[other.key] for one in trade for other in generic)

    assert swapped(bench.pairs) > 20
    assert swapped(learned.pairs) <= 1
    # The same order whatever module is shown.
    module = trade[0].proposal.deeltaak.rsplit("/", 1)[0]
    part = read_workbench(bwi, build_document(bwi), leader, module=module)
    assert [pair.key for pair in part.pairs] == [
        pair.key for pair in learned.pairs if pair.proposal.deeltaak.startswith(f"{module}/")
    ]
    page = leader_client.get(reverse("overlap", args=[bwi.pk])).content.decode()
    assert "De volgorde is bijgesteld met 30 oordelen." in page


def test_what_is_hidden_teaches_nothing(bwi: Route) -> None:
    Verdict.objects.filter(route=bwi).delete()
    key = ("P/BWI/02/02", "25786 B1-K1-W3")
    verdict(bwi, *key, "deels", "mbo")
    ledger = read_ledger(build_document(bwi).programme.verdicts)
    assert _labels(ledger, {}, Side.VMBO, blind=False) == {key: True}
    assert _labels(ledger, {}, Side.VMBO, blind=True) == {}
    verdict(bwi, *key, "geen", "vmbo")
    ledger = read_ledger(build_document(bwi).programme.verdicts)
    assert _labels(ledger, {key: {OverlapVerdict.WHOLE: 3}}, Side.VMBO, blind=False) == {}
    assert _labels({}, {key: {OverlapVerdict.WHOLE: 3, OverlapVerdict.NONE: 1}}, Side.VMBO, blind=False) == {key: True}
    assert _labels({}, {key: {OverlapVerdict.WHOLE: 1, OverlapVerdict.NONE: 1}}, Side.VMBO, blind=False) == {}


def test_earlier_verdicts_come_first_with_their_number(bwi: Route, leader: User) -> None:
    Verdict.objects.filter(route=bwi).delete()
    bench = read_workbench(bwi, build_document(bwi), leader)
    last = bench.pairs[-1]
    other = copy_route(actor=leader, route=bwi, name="Kopie", start_year=2028)
    for side, said in (("vmbo", "deels"), ("mbo", "deels"), ("samen", "geheel")):
        verdict(other, *last.key, said, side)
    again = read_workbench(bwi, build_document(bwi), leader)
    first = again.listed[0]
    assert first.key == last.key
    assert first.earlier_line == "Eerder beoordeeld in andere routes: deels, 2 van 3"


def test_the_pair_page_marks_what_is_shared_and_tells_the_level(bwi: Route, leader_client: Client) -> None:
    query = {"deeltaak": "P/BWI/02/02", "werkproces": "25786 B1-K1-W3"}
    page = leader_client.get(reverse("overlap_pair", args=[bwi.pk]), query).content.decode()
    assert '<mark class="shared">metsel' in page
    assert "mbo-niveau" in page or "Het niveau sluit aan" in page
    assert "data-before" in page


def test_gaps_are_shown_on_every_level(bwi: Route, leader: User, leader_client: Client) -> None:
    Verdict.objects.filter(route=bwi).delete()
    bench = read_workbench(bwi, build_document(bwi), leader)
    modules, kerntaken = gaps_of(bench)
    assert sum(gap.total for gap in modules) == len(bench.deeltaken)
    assert sum(len(gap.missing) for gap in kerntaken) == len(bench.werkprocessen)
    assert {gap.name for gap in kerntaken} >= {"25786 B1-K1", "25786 B1-K2"}
    assert ("25786 B1-K1", "Voert metselwerkzaamheden uit") in {(gap.name, gap.title) for gap in kerntaken}
    assert all(gap.title for gap in modules)
    page = leader_client.get(reverse("overlap", args=[bwi.pk]), {"toon": "zonder"}).content.decode()
    assert "Werkprocessen zonder tegenhanger" in page
    assert 'class="judge"' not in page


def test_generic_werkprocessen_stand_beside_the_kern(bwi: Route, leader_client: Client) -> None:
    profile = VmboProfile.objects.get(code="BWI")
    Kerndeel.objects.create(
        profile=profile, code="PK/BWI/b-09", title="de werkplek inrichten en opruimen", slo_id="0" * 32
    )
    page = leader_client.get(reverse("overlap_matrix", args=[bwi.pk])).content.decode()
    assert "Algemene werkprocessen en de kern" in page
    assert "PK/BWI/b-09" in page


def test_what_rests_on_a_unit_is_computed_from_the_route(bwi: Route, leader_client: Client) -> None:
    document = build_document(bwi)
    unit = next(item for item in document.programme.units if item.kind == "bundel" and item.overlap_hours)
    lines = what_rests_on_unit(document, unit.key)
    assert any("bespaarde klokuren" in line for line in lines)
    articles = changed_elsewhere(document, {unit.key})
    assert articles
    assert all(line in lines for line in articles)
    assert changed_elsewhere(document, set()) == []
    assert unit.key not in {item.key for item in without_units(document, {unit.key}).programme.units}
    row = Unit.objects.get(route=bwi, key=unit.key)
    for name in ("fact_edit", "fact_delete"):
        page = leader_client.get(reverse(name, args=[bwi.pk, 5, "units", row.pk])).content.decode()
        assert "Als u dit wijzigt, raakt dat:" in page
        assert articles[0].split(" ")[0] in page


def test_nothing_rests_on_what_is_not_there(bwi: Route) -> None:
    assert what_rests_on_unit(build_document(bwi), "bestaat-niet") == []
