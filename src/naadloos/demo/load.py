"""Load the demo: the five routes through the same door as any route file, then people, roles and some agreements."""

from pathlib import Path
from typing import Any

from django.db import transaction

from naadloos.demo import bpv, groups, pupils
from naadloos.engines.route import RouteDocument, validate_document
from naadloos.engines.sourced import read_yaml
from naadloos.execution import public_actions
from naadloos.execution.public_queries import page_of
from naadloos.organisations.models import HistoryEntry, Invitation, Membership, Organisation, User
from naadloos.programme import versions
from naadloos.routes import actions, discussion, editions
from naadloos.routes.models import Approval, Route, RoutePartner, Snapshot
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import may_approve
from naadloos.routes.state import read_state

HERE = Path(__file__).parent
# Who leads each route and on whose behalf it begins; the first route is the rich one.
ROUTES = {
    "bwi-metselaar": ("m.dekker@dewaterlijn.example", "waterlijn"),
    "zw-verzorgende": ("h.blom@dewaterlijn.example", "waterlijn"),
    "pie-glr": ("b.lanting@wilgenwerf.example", "wilgenwerf"),
    "mvi-software": ("f.baptist@delisdodde.example", "lisdodde"),
    "pie-monteur": ("m.dekker@dewaterlijn.example", "waterlijn"),
}
# What the leader changes after everybody agreed, so that the demo shows an agreement that is out of date.
LATER = ("bwi-metselaar", 4, "risks", "measure", " Vanaf januari kijken de projectleiders hier elke maand naar.")
# Routes with a page that everybody can read, and its address.
PUBLIC = {"bwi-metselaar": "bouwroute-rietmeer"}
# Routes whose programme was adopted as it stands on the board.
ADOPTED = {"bwi-metselaar"}
# Steps that every partner has agreed with in the demo, as far as they are complete.
AGREED = {"bwi-metselaar": (1, 2, 3, 4), "zw-verzorgende": (1,)}


def read_route(name: str) -> RouteDocument:
    """One of the demo's route files as a document. Raises RouteFileError."""
    return validate_document(read_yaml((HERE / "routes" / f"{name}.yaml").read_text(encoding="utf-8")))


def _people() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_yaml((HERE / "people.yaml").read_text(encoding="utf-8"))
    return found


@transaction.atomic
def load_demo() -> bool:
    """Load everything. Returns False, and changes nothing, when the demo is there already."""
    if User.objects.filter(is_demo=True).exists():
        return False
    documents = {name: read_route(name) for name in ROUTES}
    _make_organisations(documents)
    people = _people()
    users = {row["email"]: _make_user(row) for row in people}
    for name, (leader, own_key) in ROUTES.items():
        own = next(partner for partner in documents[name].route.partners if partner.key == own_key)
        route = actions.import_route(
            actor=users[leader],
            own=Organisation.objects.get(name=own.name, kind=own.kind),
            document=documents[name],
        )
        # The fictional schools made their routes with the catalogue as it is here.
        editions.keep(route, editions.latest())
        _join(route, name, people, users, users[leader])
        if name in ADOPTED:
            kept = versions.save_board(actor=users[leader], route=route)
            versions.adopt_version(actor=users[leader], route=route, number=kept.number, confirmed=False)
        _agree(route, AGREED.get(name, ()), list(users.values()))
        if name == LATER[0]:
            _change_afterwards(route, users[leader])
        if name in PUBLIC:
            _publish(route, users[leader], PUBLIC[name])
        _talk(route, name, users)
        if name == groups.ROUTE:
            groups.place(route, users)
        if name == pupils.ROUTE:
            partner = RoutePartner.objects.get(route=route, key=pupils.PARTNER)
            pupils.deliver(route, users[pupils.DELIVERER], partner)
        if name == bpv.ROUTE:
            bpv.load_bpv(route, users[leader])
    return True


def _make_organisations(documents: dict[str, RouteDocument]) -> None:
    for document in documents.values():
        for partner in document.route.partners:
            Organisation.objects.get_or_create(
                name=partner.name, kind=partner.kind, defaults={"place": partner.place, "brin": partner.brin}
            )


def _make_user(row: dict[str, Any]) -> User:
    user = User.objects.create_user(
        row["email"], None, name=row["name"], is_demo=bool(row.get("shown")), demo_role=row.get("shown", "")
    )
    Membership.objects.create(
        user=user,
        organisation=Organisation.objects.get(name=row["organisation"]),
        role=Membership.Role.MANAGER if row.get("manager") else Membership.Role.MEMBER,
    )
    return user


def _join(route: Route, name: str, people: list[dict[str, Any]], users: dict[str, User], leader: User) -> None:
    """Partners whose manager has an account say yes; then the leader gives the roles."""
    partners = {partner.key: partner for partner in RoutePartner.objects.filter(route=route)}
    for partner in partners.values():
        manager = User.objects.filter(
            memberships__organisation=partner.organisation, memberships__role=Membership.Role.MANAGER
        ).first()
        if manager:
            actions.accept_partnership(actor=manager, route=route, partner=partner)
    for row in people:
        for route_name, key, role in row["roles"]:
            user = users[row["email"]]
            if route_name == name and not (user == leader and role == "projectleider"):
                actions.give_role(actor=leader, route=route, partner=partners[key], user=user, role=role)


def _agree(route: Route, steps: tuple[int, ...], users: list[User]) -> None:
    for number in steps:
        provider = provider_of(number)
        # Agreeing with a step changes nothing of what is agreed with.
        step = read_state(route).step(number)
        if step.open_evidence:
            continue
        for user in users:
            for partner in RoutePartner.objects.filter(route=route, side__in=provider.approving_sides):
                if may_approve(user, route, provider.approver, partner.pk):
                    actions.approve(actor=user, route=route, provider=provider, partner=partner, seen=step.fingerprint)


def _talk(route: Route, name: str, users: dict[str, User]) -> None:
    for row in read_yaml((HERE / "talk.yaml").read_text(encoding="utf-8")):
        if row["route"] != name:
            continue
        first, *answers = row["posts"]
        thread = discussion.open_thread(
            actor=users[first["by"]],
            route=route,
            step=row["step"],
            about=row["about"],
            text=first["text"],
            only_for=Organisation.objects.get(name=row["only_for"]) if "only_for" in row else None,
        )
        for post in answers:
            discussion.answer(actor=users[post["by"]], thread=thread, text=post["text"])


def _publish(route: Route, leader: User, slug: str) -> None:
    page = page_of(route)
    page.slug = slug
    public_actions.set_address(actor=leader, route=route, page=page, version=page.version)
    public_actions.switch(actor=leader, route=route, page=page, on=True, version=page.version)


def _change_afterwards(route: Route, leader: User) -> None:
    _name, number, kind_name, field, addition = LATER
    provider = provider_of(number)
    kind = next(kind for kind in provider.kinds if kind.name == kind_name)
    fact = kind.model._default_manager.filter(route=route).order_by("pk").first()
    if fact is not None:
        setattr(fact, field, getattr(fact, field) + addition)
        actions.save_fact(actor=leader, route=route, provider=provider, kind=kind, instance=fact, version=fact.version)


@transaction.atomic
def remove_all() -> None:
    """Remove all routes, people, organisations and history; the catalogue stays. For demo installations only."""
    Approval.objects.all().delete()
    Snapshot.objects.all().delete()
    for route in Route.objects.all():
        route.delete()
    Invitation.objects.all().delete()
    HistoryEntry.objects.all().delete()
    User.objects.all().delete()
    Organisation.objects.all().delete()
