"""Every page opens, for a full route and for an empty one, in a number of queries that does not grow with the data."""

from collections.abc import Iterator
from typing import Any

import factories
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from helpers import client_of

from naadloos.engines.route import dump_document, load_document
from naadloos.routes.actions import import_route
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document

PAGES = [
    ("route", ()),
    *[("route_step", (number,)) for number in range(1, 11)],
    ("route_people", ()),
    ("route_history", ()),
    ("route_law", ()),
    ("overlap", ()),
    ("overlap_general", ()),
    ("overlap_matrix", ()),
    ("overlap_pair", ()),
    ("board", ()),
    ("coverage", ()),
    ("lessons", ()),
    ("hours_norms", ()),
    ("board_print", ()),
    ("year_plan", ()),
    ("paste_holidays", ()),
    ("travel", ()),
    ("bundle", ()),
    ("exam_table", ()),
    ("determination", ()),
    ("exam_coverage", ()),
    ("exam_load", ()),
    ("exam_propose", ()),
    ("exam_import", ()),
    ("agreement", ()),
]
NAMES = [f"{name}{''.join(map(str, more))}" for name, more in PAGES]


@pytest.mark.parametrize(("name", "more"), PAGES, ids=NAMES)
def test_a_page_of_a_full_route(bwi: Route, leader_client: Client, name: str, more: tuple[Any, ...]) -> None:
    answer = leader_client.get(reverse(name, args=[bwi.pk, *more]))
    assert answer.status_code == 200
    assert "<main" in answer.content.decode()


@pytest.mark.parametrize(("name", "more"), PAGES, ids=NAMES)
def test_a_page_of_an_empty_route_says_what_to_do(db: None, name: str, more: tuple[Any, ...]) -> None:
    leader = factories.person()
    route = factories.route(leader)
    answer = client_of(leader).get(reverse(name, args=[route.pk, *more]))
    assert answer.status_code == 200
    assert "None" not in answer.content.decode()


@pytest.fixture(scope="class")
def little_and_much(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Route, Route]]:
    with django_db_blocker.unblock(), transaction.atomic():
        # The tests of this class work within this transaction, each in a savepoint of its own.
        bwi = Route.objects.get(name__startswith="Bouwroute")
        data = build_document(bwi)
        leader = bwi.members.filter(role="projectleider", partner__key="waterlijn")[0]
        half = data.model_copy(
            update={
                "organisation": data.organisation.model_copy(
                    update={"actions": data.organisation.actions[:1], "risks": data.organisation.risks[:1]}
                ),
                "programme": data.programme.model_copy(
                    update={
                        "verdicts": data.programme.verdicts[:2],
                        "units": data.programme.units[:2],
                        "unit_rules": [
                            row.model_copy(update={"units": [unit.key for unit in data.programme.units[:2]]})
                            for row in data.programme.unit_rules
                        ],
                        "placements": [
                            row
                            for row in data.programme.placements
                            if row.unit in {unit.key for unit in data.programme.units[:2]}
                        ],
                    }
                ),
                "exams": data.exams.model_copy(update={"assessments": data.exams.assessments[:2]}),
                "execution": data.execution.model_copy(
                    update={
                        "company_roles": [
                            each.model_copy(update={"unit": None}) for each in data.execution.company_roles[:2]
                        ]
                    }
                ),
            }
        )
        little, much = (
            import_route(
                actor=leader.user, own=leader.partner.organisation, document=load_document(dump_document(document))
            )
            for document in (half, data)
        )
        yield little, much
        transaction.set_rollback(True)


class TestQueries:
    """A class, because the two routes are read in once for all pages: that takes longer than the pages."""

    @pytest.mark.parametrize(("name", "more"), PAGES, ids=NAMES)
    def test_queries_do_not_grow_with_the_data(
        self, little_and_much: tuple[Route, Route], leader_client: Client, name: str, more: tuple[Any, ...]
    ) -> None:
        counts = []
        for route in little_and_much:
            url = reverse(name, args=[route.pk, *more])
            leader_client.get(url)
            with CaptureQueriesContext(connection) as queries:
                leader_client.get(url)
            counts.append(len(queries))
        assert counts[1] <= counts[0] + 1, counts
        # A fixed number per kind of fact; step 5 reads thirteen kinds, once to list and once to judge.
        assert counts[1] < 180


def test_pages_load_nothing_from_elsewhere_and_run_no_inline_script(bwi: Route, leader_client: Client) -> None:
    answer = leader_client.get(reverse("route", args=[bwi.pk]))
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    text = answer.content.decode()
    assert "<script>" not in text
    assert 'src="http' not in text
    assert 'onclick="' not in text


def test_dutch_unless_another_language_was_chosen(db: None) -> None:
    client = Client(headers={"accept-language": "en"})
    assert '<html lang="nl">' in client.get("/").content.decode()
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert '<html lang="en">' in client.get("/").content.decode()


def test_an_unknown_address_has_a_page(db: None) -> None:
    answer = Client().get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "Deze bladzijde is er niet" in answer.content.decode()


def test_english_pages_speak_english(bwi: Route, leader_client: Client) -> None:
    leader_client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = leader_client.get(reverse("route", args=[bwi.pk])).content.decode()
    assert "The step plan" in page
    assert "Design the educational programme" in page
    assert "Nu eerst" not in page
    law = leader_client.get(reverse("route_law", args=[bwi.pk])).content.decode()
    assert "The route counts enough klokuren" in law
