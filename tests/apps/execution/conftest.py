"""Both sides of the demo route, and somebody of the other side."""

import pytest

from naadloos.organisations.models import User
from naadloos.routes.models import Route, RoutePartner


@pytest.fixture
def school(bwi: Route) -> RoutePartner:
    return RoutePartner.objects.get(route=bwi, key="waterlijn")


@pytest.fixture
def college(bwi: Route) -> RoutePartner:
    return RoutePartner.objects.get(route=bwi, key="singelkwartier")


@pytest.fixture
def other(bwi: Route) -> User:
    return User.objects.get(email="r.elamrani@rocsingelkwartier.example")
