"""The pages that the benchmark measures are there in the demo, for the leader who asks for them."""

import pytest
from helpers import client_of

from benchmarks.pages import LEADER, PAGES
from naadloos.organisations.models import User
from naadloos.routes.models import Route


@pytest.mark.parametrize(("name", "path"), [(name, path) for _what, name, path in PAGES])
def test_a_measured_page_is_there(db: None, name: str, path: str) -> None:
    route = Route.objects.get(name__startswith=name)
    assert client_of(User.objects.get(email=LEADER)).get(f"/routes/{route.pk}/{path}").status_code == 200
