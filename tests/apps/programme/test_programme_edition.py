"""The edition of a route: kept, carried through a file and a copy, compared with what came since, and renewed."""

from datetime import date, timedelta
from decimal import Decimal

import factories
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from helpers import client_of, queries_of

from naadloos.curriculum.models import CatalogueImport, Deeltaak, TextChange, Werkproces
from naadloos.engines.route import dump_document, load_document
from naadloos.exams.models import Assessment
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import HistoryEntry, User
from naadloos.programme import actions
from naadloos.programme.edition import count_changes, read_edition
from naadloos.programme.models import Unit, Verdict
from naadloos.programme.touches import is_under, what_uses
from naadloos.routes.actions import copy_route, import_route
from naadloos.routes.models import Route, RoutePartner
from naadloos.routes.portable import build_document
from naadloos.routes.state import read_state

DEELTAAK, WERKPROCES = "P/BWI/02/02", "25786 B1-K1-W3"


def read_in(
    kind: str = "slo", edition: str = "uitgave 2025", *, days_ago: int = 0, checksum: str = ""
) -> CatalogueImport:
    made = CatalogueImport.objects.create(
        kind=kind, file_name="x", edition=edition, dated=date(2025, 12, 11), checksum=checksum, actor_name="x"
    )
    if days_ago:
        CatalogueImport.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=days_ago))
        made.refresh_from_db()
    return made


def change(
    made: CatalogueImport, unit: str, kind: str = "gewijzigd", old: str = "Zo was het.", new: str = "Anders."
) -> None:
    TextChange.objects.create(
        catalogue_import=made, kind=kind, thing="eindterm", code=f"{unit}-01", unit=unit, field="text", old=old, new=new
    )


@pytest.fixture
def person(db: None) -> User:
    return factories.person("Sanne Docent")


@pytest.fixture
def route(person: User) -> Route:
    read_in(days_ago=3)
    return factories.route_with_module(person)


def build(route: Route) -> None:
    """A verdict, a bundle, a unit and an assessment on one pair."""
    left, right = Deeltaak.objects.get(code=DEELTAAK), Werkproces.objects.get(full_code=WERKPROCES)
    factories.verdict(route, DEELTAAK, WERKPROCES, hours=6)
    bundle = Unit.objects.create(
        route=route, title="Metselbundel", kind="bundel", hours=Decimal(40), side="samen", overlap_hours=Decimal(12)
    )
    bundle.deeltaken.add(left)
    bundle.werkprocessen.add(right)
    test = Assessment.objects.create(
        route=route, title="Muurproef", kind="SE", counts_for="beide", side="samen", route_year=1, period=1
    )
    test.deeltaken.add(left)
    test.werkprocessen.add(right)


def test_a_new_route_keeps_the_edition_of_that_moment(route: Route) -> None:
    made = CatalogueImport.objects.get()
    route.refresh_from_db()
    assert (route.edition_at, route.edition_import) == (made.at, made)
    found = build_document(route).curriculum
    assert found is not None
    assert [(item.kind, item.edition, item.dated) for item in found.sources] == [
        ("slo", "uitgave 2025", date(2025, 12, 11))
    ]


def test_without_imports_it_is_the_catalogue_that_ships(person: User) -> None:
    made = factories.route(person)
    found = build_document(made).curriculum
    assert found is not None
    assert found.sources == []
    assert "meekomt" in client_of(person).get(f"/routes/{made.pk}/programma/uitgave/").content.decode()


def test_it_travels_through_a_file_and_a_copy_and_is_never_guessed(route: Route, person: User) -> None:
    before = build_document(route)
    again = load_document(dump_document(before))
    assert again.curriculum == before.curriculum
    read_in(edition="uitgave 2026")
    own = RoutePartner.objects.get(route=route, side="vmbo").organisation
    came = import_route(actor=person, own=own, document=again)
    assert build_document(came).curriculum == before.curriculum
    copy = copy_route(actor=person, route=route, name="Volgend jaar", start_year=2028)
    assert build_document(copy).curriculum == before.curriculum
    silent = import_route(actor=person, own=own, document=again.model_copy(update={"curriculum": None}))
    assert build_document(silent).curriculum is None
    assert "onbekend" in client_of(person).get(f"/routes/{silent.pk}/programma/uitgave/").content.decode()


def test_another_installation_recognises_the_file_by_its_checksum(route: Route, person: User) -> None:
    document = build_document(route)
    assert document.curriculum is not None
    source = document.curriculum.sources[0].model_copy(update={"checksum": "a" * 64})
    here = read_in(checksum="a" * 64, days_ago=1)
    document = document.model_copy(update={"curriculum": document.curriculum.model_copy(update={"sources": [source]})})
    own = RoutePartner.objects.get(route=route, side="vmbo").organisation
    came = import_route(actor=person, own=own, document=document)
    assert (came.edition_at, came.edition_import) == (here.at, here)


def test_the_edition_is_no_part_of_what_was_agreed(route: Route, person: User) -> None:
    build(route)
    before = {step.number: step.fingerprint for step in read_state(route).steps}
    made = read_in(edition="uitgave 2026")
    actions.renew_edition(actor=person, route=route, seen=made, version=route.version)
    Verdict.objects.update(again=True)
    assert {step.number: step.fingerprint for step in read_state(route).steps} == before


def test_the_page_shows_what_changed_for_this_route_and_what_that_touches(route: Route, person: User) -> None:
    build(route)
    assert count_changes(route).words == ""
    made = read_in(edition="uitgave 2026")
    change(made, DEELTAAK)
    change(made, DEELTAAK, "vervallen", "Weg.", "")
    change(made, "25786 B1-K1", "nieuw", "", "Nieuwe vakkennis.")
    change(made, "P/BWI/01/01", new="Van een andere module.")
    change(made, "P/BWI/021", new="Lijkt op de code, maar is het niet.")
    found = read_edition(route, build_document(route))
    assert [unit.code for unit in found.units] == ["25786 B1-K1", DEELTAAK]
    assert found.count == 3
    assert found.units[1].use.words == [
        "1 oordeel over overlap",
        "bundel: Metselbundel",
        "toets: Muurproef",
        "40 klokuren in die onderdelen",
        "12 bespaarde klokuren",
    ]
    assert found.units[0].use.bundles == ("Metselbundel",)
    client = client_of(person)
    page = client.get(f"/routes/{route.pk}/programma/uitgave/").content.decode()
    for words in ("Zo was het.", "Anders.", "Weg.", "Nieuwe vakkennis.", "Metselbundel", "uitgave 2025"):
        assert words in page
    assert "Van een andere module." not in page
    assert "maar is het niet" not in page
    assert "3 teksten veranderd" in client.get(f"/routes/{route.pk}/stap/5/").content.decode()
    assert "3 teksten veranderd" in client.get(f"/routes/{route.pk}/programma/overlap/").content.decode()


def test_renewing_takes_over_what_was_seen_and_no_more(route: Route, person: User) -> None:
    first, later = read_in(edition="uitgave 2026", days_ago=1), read_in(kind="sbb", edition="v3")
    change(first, DEELTAAK)
    change(later, WERKPROCES)
    client = client_of(person)
    address = f"/routes/{route.pk}/programma/uitgave/"
    client.post(address, {"seen": first.pk, "version": route.version})
    route.refresh_from_db()
    assert (route.edition_at, route.edition_import, route.version) == (first.at, first, 2)
    assert [unit.code for unit in read_edition(route, build_document(route)).units] == [WERKPROCES]
    entry = HistoryEntry.objects.filter(verb="uitgave overgenomen").get()
    assert entry.actor == person
    assert "uitgave 2026" in str(entry.changes)
    assert "uitgave 2025" in str(entry.changes)
    # Nothing to take over any more: no second entry.
    actions.renew_edition(actor=person, route=route, seen=first, version=route.version)
    assert HistoryEntry.objects.filter(verb="uitgave overgenomen").count() == 1
    with pytest.raises(StaleError):
        actions.renew_edition(actor=person, route=route, seen=later, version=1)


def test_who_may_renew(route: Route, person: User, outsider: User) -> None:
    made = read_in(edition="uitgave 2026")
    address = f"/routes/{route.pk}/programma/uitgave/"
    cast = {
        person: (200, 302),
        factories.member(route, "docent"): (200, 302),
        factories.member(route, "bestuurder"): (200, 403),
        factories.member(route, "lezer"): (200, 403),
        outsider: (404, 404),
    }
    for user, (read, write) in cast.items():
        client = client_of(user)
        assert client.get(address).status_code == read
        assert client.post(address, {"seen": made.pk, "version": 1}).status_code == write
    assert Client().get(address).status_code == 302
    with pytest.raises(PermissionDenied):
        actions.renew_edition(actor=outsider, route=route, seen=made, version=1)
    reader = client_of(factories.member(route, "lezer")).get(address).content.decode()
    assert "wij hebben dit bekeken" not in reader


@pytest.mark.parametrize(
    ("code", "unit", "under"),
    [
        ("P/BWI/02/02", "P/BWI/02", True),
        ("P/BWI/02/02", "P/BWI/02/02", True),
        ("25786 B1-K1-W3", "25786", True),
        ("25786 B1-K1-W3", "25786 B1-K1", True),
        ("25786 B1-K1-W33", "25786 B1-K1-W3", False),
        ("P/BWI/02", "P/BWI/02/02", False),
    ],
)
def test_what_is_under_a_code(code: str, unit: str, under: bool) -> None:
    assert is_under(code, unit) == under


def test_nothing_uses_a_code_that_the_route_does_not_name(route: Route) -> None:
    build(route)
    assert what_uses(build_document(route), "K/BWI/09").words == []


def test_queries_do_not_grow_with_the_changes(route: Route, person: User) -> None:
    made = read_in(edition="uitgave 2026")
    client = client_of(person)
    counts = []
    for place in range(3):
        change(made, f"P/BWI/02/0{place + 1}")
        counts.append(queries_of(client, f"/routes/{route.pk}/programma/uitgave/"))
    assert counts[0] == counts[-1] < 110, counts
