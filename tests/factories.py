"""Makes people, organisations and routes for tests, through the same actions as the pages use."""

from itertools import count

from naadloos.curriculum.models import Qualification, VmboProfile
from naadloos.organisations.models import Membership, Organisation, User
from naadloos.routes import actions
from naadloos.routes.models import Route, RouteMember, RoutePartner

_number = count(1)


def person(name: str = "Test Persoon") -> User:
    return User.objects.create_user(f"persoon{next(_number)}@example.org", "een lange zin als wachtwoord", name=name)


def organisation(kind: str = "vmbo", name: str = "", manager: User | None = None) -> Organisation:
    made = Organisation.objects.create(name=name or f"Organisatie {next(_number)}", kind=kind)
    if manager:
        Membership.objects.create(user=manager, organisation=made, role=Membership.Role.MANAGER)
    return made


def route(leader: User, *, own: Organisation | None = None, mbo: Organisation | None = None) -> Route:
    """A fresh route of a vmbo school with an mbo institution that has not answered yet."""
    made, _invitations = actions.create_route(
        actor=leader,
        plan=actions.RoutePlan(
            route=Route(name=f"Route {next(_number)}", type="DLR", years=4),
            own=own or organisation("vmbo", manager=leader),
            own_side="vmbo",
            partners=[actions.PartnerPlan(mbo or organisation("mbo"), "mbo")],
            profiles=[(VmboProfile.objects.get(code="BWI"), "bb")],
            qualifications=[(Qualification.objects.get(crebo="25786"), "BOL")],
            start_years=[2027],
        ),
    )
    return made


def member(route: Route, role: str, side: str = "vmbo") -> User:
    """A person with one role on behalf of the first partner of this side."""
    partner = RoutePartner.objects.filter(route=route, side=side).order_by("pk")[0]
    user = person(f"{role} {side}")
    Membership.objects.create(user=user, organisation=partner.organisation)
    RouteMember.objects.create(route=route, user=user, partner=partner, role=role)
    return user
