"""Makes people, organisations and routes for tests, through the same actions as the pages use."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from naadloos.curriculum.models import (
    AvoDomain,
    AvoEindterm,
    AvoSubject,
    Deeltaak,
    Kerndeel,
    Module,
    Qualification,
    VmboProfile,
    Werkproces,
)
from naadloos.execution.models import BpvMatch, BpvPupil, PracticePlace
from naadloos.organisations.models import Membership, Organisation, User
from naadloos.programme.models import ChosenModule, Verdict
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


def route_with_module(leader: User, code: str = "P/BWI/02") -> Route:
    """A fresh route whose pupils follow one module."""
    made = route(leader)
    ChosenModule.objects.create(route=made, module=Module.objects.get(code=code))
    return made


def verdict(route: Route, deeltaak: str, werkproces: str, *, hours: int) -> Verdict:
    """What the vmbo said about a pair some time ago: it overlaps in part."""
    return Verdict.objects.create(
        route=route,
        deeltaak=Deeltaak.objects.get(code=deeltaak),
        werkproces=Werkproces.objects.get(full_code=werkproces),
        verdict="deels",
        side="vmbo",
        decided_by="Sanne",
        decided_on=date(2026, 1, 5),
        hours=Decimal(hours),
    )


def kern_and_avo() -> None:
    """Made-up parts of the kern of BWI and a made-up exam programme of Nederlands, as an import leaves them."""
    profile = VmboProfile.objects.get(code="BWI")
    for number, title in (
        ("a-01", "De kandidaat kan de werkplek inrichten en opruimen."),
        ("a-02", "De kandidaat kan plannen en evalueren."),
    ):
        Kerndeel.objects.create(profile=profile, code=f"PK/BWI/{number}", title=title, slo_id=uuid4())
    subject = AvoSubject.objects.create(code="NE", title="Nederlandse taal", slo_id=uuid4())
    for position, (code, title, text) in enumerate(
        (
            ("PREAMBULE/1", "Werken aan thema's", "De kandidaat spreekt, luistert, leest en schrijft."),
            ("NE/K/6", "Leesvaardigheid", "De kandidaat kan leesstrategieën hanteren."),
            ("NE/K/7", "Schrijfvaardigheid", "De kandidaat kan een brief schrijven."),
        )
    ):
        domain = AvoDomain.objects.create(subject=subject, code=code, title=title, position=position)
        AvoEindterm.objects.create(domain=domain, code=f"{code}/1a", text=text, slo_id=uuid4(), bb=True)


def bpv_pupil(route: Route, key: str = "LL-2027-001", **more: Any) -> BpvPupil:
    """A pupil for the bpv of the first group."""
    values: dict[str, Any] = {"crebo": "25786", "cohort": route.cohort_set.order_by("start_year")[0], **more}
    return BpvPupil.objects.create(route=route, pupil=key, **values)


def bpv_match(route: Route, key: str = "LL-2027-001", *, period: int = 1, **more: Any) -> tuple[BpvPupil, BpvMatch]:
    """A pupil at the first company of the route, in the first year of the mbo."""
    pupil = BpvPupil.objects.filter(route=route, pupil=key).first() or bpv_pupil(route, key)
    values: dict[str, Any] = {
        "company": PracticePlace.objects.filter(route=route).order_by("pk")[0],
        "cohort": pupil.cohort,
        "crebo": pupil.crebo,
        "route_year": 3,
        **more,
    }
    return pupil, BpvMatch.objects.create(route=route, pupil=pupil, period=period, **values)
