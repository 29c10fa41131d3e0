"""A successor of an opleiding: pairs are confirmed, what they touch is shown first, and then everything moves along."""

from datetime import date
from decimal import Decimal
from typing import Any

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from helpers import client_of, queries_of
from test_programme_edition import DEELTAAK

from naadloos.curriculum.models import Deeltaak, Kerntaak, Qualification, Werkproces
from naadloos.exams.models import Assessment
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import HistoryEntry, User
from naadloos.programme import actions
from naadloos.programme.models import Unit, Verdict
from naadloos.programme.succession import Succession, plan_succession, read_succession, seen_of
from naadloos.programme.workbench import read_workbench
from naadloos.routes.actions import copy_route
from naadloos.routes.models import Route, RouteQualification
from naadloos.routes.portable import build_document

OLD, NEW = "29980", "29990"
PROCESSES = {
    OLD: [
        ("B1-K1-W1", "Bereidt het werk voor", "Hij leest de tekening."),
        ("B1-K1-W2", "Metselt muren", "Hij metselt met de hand."),
        ("B1-K1-W3", "Ruimt asbest op", "Hij draagt een pak."),
    ],
    NEW: [
        ("B1-K1-W1", "Bereidt het werk voor", "Hij leest de tekening."),
        ("B1-K1-W2", "Metselt muren", "Hij metselt met een robot."),
        ("B1-K1-W4", "Rekent kosten uit", "Hij telt bedragen op."),
    ],
}


def opleiding(crebo: str) -> Qualification:
    made = Qualification.objects.create(crebo=crebo, name="Metselaar van later", level=2)
    task = Kerntaak.objects.create(qualification=made, code="B1-K1", title="Metselt", part="basis")
    for code, title, text in PROCESSES[crebo]:
        Werkproces.objects.create(
            kerntaak=task, code=code, full_code=f"{crebo} {code}", title=title, description=text, official=True
        )
    return made


@pytest.fixture
def person(db: None) -> User:
    return factories.person("Leida Projectleider")


@pytest.fixture
def route(person: User) -> Route:
    """A route with verdicts, a bundle, a unit and an assessment on the werkprocessen of the old opleiding."""
    old, new = opleiding(OLD), opleiding(NEW)
    old.successor = new
    old.save()
    made = factories.route_with_module(person)
    RouteQualification.objects.filter(route=made).update(qualification=old)
    left = Deeltaak.objects.get(code=DEELTAAK)
    processes = list(Werkproces.objects.filter(full_code__startswith=OLD).order_by("code"))
    for process in processes:
        factories.verdict(made, DEELTAAK, process.full_code, hours=5)
    bundle = Unit.objects.create(route=made, title="Bundel", kind="bundel", hours=Decimal(40), side="samen")
    bundle.deeltaken.add(left)
    bundle.werkprocessen.add(processes[0], processes[2])
    test = Assessment.objects.create(
        route=made, title="Proef", kind="SE", counts_for="beide", side="samen", route_year=1, period=1
    )
    test.werkprocessen.add(processes[1])
    other = Unit.objects.create(route=made, title="Engels", kind="avo", hours=Decimal(10), side="vmbo")
    other.deeltaken.add(left)
    return made


PAIRS: dict[str, str | None] = {
    f"{OLD} B1-K1-W1": f"{NEW} B1-K1-W1",
    f"{OLD} B1-K1-W2": f"{NEW} B1-K1-W2",
    f"{OLD} B1-K1-W3": None,
}


def succession(route: Route) -> Succession:
    found = read_succession(build_document(route), OLD)
    assert found is not None
    return found


def take(route: Route, person: User, pairs: dict[str, str | None] | None = None, seen: str = "") -> Any:
    seen = seen or seen_of(build_document(route))
    return actions.take_successor(
        actor=person, route=route, crebo=OLD, pairs=PAIRS if pairs is None else pairs, seen=seen
    )


def fields(route: Route, **changed: str) -> dict[str, str]:
    found = succession(route)
    data = {"seen": found.seen}
    for row in found.rows:
        data[f"paar-{row.old.pk}"] = PAIRS[row.old.full_code] or "geen"
        data[f"bekeken-{row.old.pk}"] = "on"
    return data | changed


def test_old_against_new_with_texts_side_by_side_and_what_it_touches(route: Route) -> None:
    found = succession(route)
    assert [(row.old.code, row.match.new, [item.label for item in row.differences]) for row in found.rows] == [
        ("B1-K1-W1", f"{NEW} B1-K1-W1", []),
        ("B1-K1-W2", f"{NEW} B1-K1-W2", ["omschrijving"]),
        ("B1-K1-W3", None, []),
    ]
    assert [item.full_code for item in found.added] == [f"{NEW} B1-K1-W4"]
    assert found.rows[2].use.bundles == ("Bundel",)
    assert found.rows[1].use.assessments == ("Proef",)


def test_the_plan_says_everything_that_would_happen_and_changes_nothing(route: Route) -> None:
    document = build_document(route)
    plan = plan_succession(document, succession(route), PAIRS, {1, 5, 7})
    assert [item.werkproces for item in plan.kept] == [f"{OLD} B1-K1-W1"]
    assert [item.werkproces for item in plan.again] == [f"{OLD} B1-K1-W2"]
    assert [(item.werkproces, why) for item, why in plan.out] == [
        (f"{OLD} B1-K1-W3", f"{OLD} B1-K1-W3 heeft geen tegenhanger")
    ]
    assert [(fact.title, fact.moved, fact.lost) for fact in plan.units] == [
        ("Bundel", [(f"{OLD} B1-K1-W1", f"{NEW} B1-K1-W1")], [f"{OLD} B1-K1-W3"])
    ]
    assert [fact.title for fact in plan.assessments] == ["Proef"]
    assert plan.steps == (1, 5)
    # The other side says the same about this pair: its hours are not saved twice.
    Verdict.objects.create(
        route=route,
        deeltaak=Deeltaak.objects.get(code=DEELTAAK),
        werkproces=Werkproces.objects.get(full_code=f"{OLD} B1-K1-W3"),
        verdict="deels",
        side="mbo",
        decided_by="Joost",
        decided_on=date(2026, 1, 5),
        hours=Decimal(4),
    )
    both = plan_succession(build_document(route), succession(route), PAIRS, ())
    assert (len(both.out), both.hours_out) == (2, Decimal(5))
    Verdict.objects.filter(route=route, side="mbo").delete()
    assert plan.hours_out == Decimal(5)
    assert "het akkoord met stap 5 veroudert" in plan.words
    assert build_document(route) == document


def test_taking_over_moves_everything_along_the_pairs(route: Route, person: User) -> None:
    take(route, person)
    assert [item.crebo for item in build_document(route).route.qualifications] == [NEW]
    verdicts = Verdict.objects.filter(route=route).order_by("werkproces__full_code")
    assert [(row.werkproces.full_code, row.again, row.decided_on, row.decided_by) for row in verdicts] == [
        (f"{NEW} B1-K1-W1", False, date(2026, 1, 5), "Sanne"),
        (f"{NEW} B1-K1-W2", True, date(2026, 1, 5), "Sanne"),
    ]
    bundle = Unit.objects.get(route=route, title="Bundel")
    assert [item.full_code for item in bundle.werkprocessen.all()] == [f"{NEW} B1-K1-W1"]
    assert bundle.version == 2
    test = Assessment.objects.get(route=route)
    assert [item.full_code for item in test.werkprocessen.all()] == [f"{NEW} B1-K1-W2"]
    assert Unit.objects.get(route=route, title="Engels").version == 1
    entry = HistoryEntry.objects.filter(verb="opvolger overgenomen").get()
    assert entry.actor == person
    told = str(entry.changes)
    for words in ("heeft geen tegenhanger", "kijk opnieuw", "vervallen, geen tegenhanger", f"{NEW} B1-K1-W2"):
        assert words in told
    with pytest.raises(ValidationError):
        take(route, person)


def test_a_changed_text_asks_for_a_new_look_until_it_was_judged_again(route: Route, person: User) -> None:
    take(route, person)

    def again() -> set[str]:
        bench = read_workbench(route, build_document(route), person)
        return {pair.key[1] for pair in bench.pairs if pair.again}

    assert again() == {f"{NEW} B1-K1-W2"}
    copy = copy_route(actor=person, route=route, name="Volgend jaar", start_year=2028)
    assert Verdict.objects.filter(route=copy, again=True).count() == 1
    actions.give_verdict(
        actor=person,
        route=route,
        deeltaak=DEELTAAK,
        werkproces=f"{NEW} B1-K1-W2",
        verdict="geheel",
        hours=None,
        comment="",
        on=date(2026, 1, 5),
    )
    assert again() == set()


def test_two_that_become_one_keep_the_first_verdict(route: Route, person: User) -> None:
    plan = take(route, person, PAIRS | {f"{OLD} B1-K1-W3": f"{NEW} B1-K1-W2"})
    assert [why for _item, why in plan.out] == [f"over {NEW} B1-K1-W2 gaat al een ander oordeel mee"]
    assert Verdict.objects.filter(route=route).count() == 2
    assert Unit.objects.get(route=route, title="Bundel").werkprocessen.count() == 2


@pytest.mark.parametrize(
    "pairs",
    [{}, PAIRS | {f"{OLD} B1-K1-W1": f"{OLD} B1-K1-W2"}, PAIRS | {"25786 B1-K1-W1": None}],
)
def test_pairs_that_do_not_fit_are_refused(route: Route, person: User, pairs: dict[str, str | None]) -> None:
    before = build_document(route)
    with pytest.raises(ValidationError):
        take(route, person, pairs)
    assert build_document(route) == before


def test_a_route_that_changed_since_is_shown_again(route: Route, person: User) -> None:
    seen = seen_of(build_document(route))
    Unit.objects.filter(route=route, title="Bundel").update(hours=Decimal(41))
    with pytest.raises(StaleError):
        take(route, person, seen=seen)
    address = f"/routes/{route.pk}/programma/uitgave/{OLD}/"
    answer = client_of(person).post(address, fields(route, seen=seen, bevestigd="1"))
    assert answer.status_code == 422
    assert "intussen gewijzigd" in answer.content.decode()
    assert Verdict.objects.filter(route=route).count() == 3


def test_a_successor_that_is_in_the_route_already_is_refused(route: Route, person: User) -> None:
    RouteQualification.objects.create(route=route, qualification=Qualification.objects.get(crebo=NEW))
    with pytest.raises(ValidationError, match="staat al in de route"):
        take(route, person)


def test_the_pages_from_pair_to_confirmation(route: Route, person: User) -> None:
    client = client_of(person)
    address = f"/routes/{route.pk}/programma/uitgave/{OLD}/"
    assert address in client.get(f"/routes/{route.pk}/programma/uitgave/").content.decode()
    page = client.get(address).content.decode()
    for words in ("met de hand", "met een robot", "Rekent kosten uit", "Bekijk wat dit raakt"):
        assert words in page
    unchecked = {name: value for name, value in fields(route).items() if not name.startswith("bekeken")}
    answer = client.post(address, unchecked)
    assert answer.status_code == 422
    assert "kruis het aan" in answer.content.decode()
    check = client.post(address, fields(route)).content.decode()
    for words in ("1 oordeel vervalt", "Neem de opvolger over", "Bundel", "Proef", "Rekent kosten uit"):
        assert words in check
    assert [item.crebo for item in build_document(route).route.qualifications] == [OLD]
    done = client.post(address, fields(route, bevestigd="1"))
    assert done["Location"] == f"/routes/{route.pk}/programma/uitgave/"
    assert [item.crebo for item in build_document(route).route.qualifications] == [NEW]
    assert client.get(address).status_code == 404


def test_who_may_take_over(route: Route, person: User, outsider: User) -> None:
    address = f"/routes/{route.pk}/programma/uitgave/{OLD}/"
    for role, status in (("docent", 403), ("bestuurder", 403), ("lezer", 403)):
        user = factories.member(route, role)
        assert client_of(user).get(address).status_code == 200
        assert "Bekijk wat dit raakt" not in client_of(user).get(address).content.decode()
        assert client_of(user).post(address, fields(route, bevestigd="1")).status_code == status
        with pytest.raises(PermissionDenied):
            take(route, user)
    assert client_of(outsider).get(address).status_code == 404
    assert client_of(outsider).post(address, fields(route)).status_code == 404
    assert (
        client_of(factories.member(route, "projectleider", side="mbo")).post(address, fields(route)).status_code == 200
    )


def test_queries_do_not_grow_with_the_werkprocessen(route: Route, person: User) -> None:
    task = Kerntaak.objects.get(qualification__crebo=OLD)
    client = client_of(person)
    counts = []
    for place in range(3):
        code = f"B1-K1-W{place + 7}"
        Werkproces.objects.create(kerntaak=task, code=code, full_code=f"{OLD} {code}", title="Nog een")
        counts.append(queries_of(client, f"/routes/{route.pk}/programma/uitgave/{OLD}/"))
    assert counts[0] == counts[-1] < 125, counts


def test_a_whole_kerntaak_moves_along_only_when_its_counterpart_is_as_whole(route: Route, person: User) -> None:
    test = Assessment.objects.get(route=route, title="Proef")
    test.kerntaken.add(Kerntaak.objects.get(qualification__crebo=OLD))
    take(route, person)
    # The new kerntaak asks a werkproces that nothing of the old one became.
    assert list(test.kerntaken.all()) == []
    assert [item.full_code for item in test.werkprocessen.all()] == [f"{NEW} B1-K1-W2"]


def test_a_kerntaak_of_which_everything_has_a_counterpart_stays_whole(route: Route, person: User) -> None:
    test = Assessment.objects.get(route=route, title="Proef")
    test.kerntaken.add(Kerntaak.objects.get(qualification__crebo=OLD))
    take(route, person, {**PAIRS, f"{OLD} B1-K1-W3": f"{NEW} B1-K1-W4"})
    assert [task.portable_code for task in test.kerntaken.all()] == [f"{NEW} B1-K1"]
