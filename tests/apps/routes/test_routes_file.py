"""The route as a file: nothing is lost, wrong files change nothing."""

import json
from typing import Any

import factories
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from helpers import ROOT, client_of

from naadloos.demo.load import ROUTES
from naadloos.engines.route import dump_document, json_schema, load_document
from naadloos.organisations.models import Organisation, User
from naadloos.routes.actions import import_route
from naadloos.routes.models import Approval, Route
from naadloos.routes.portable import build_document


@pytest.mark.parametrize("index", range(len(ROUTES)), ids=list(ROUTES))
def test_export_import_export_is_identical(db: None, index: int) -> None:
    route = Route.objects.order_by("created_at")[index]
    first = dump_document(build_document(route))
    leader = route.members.filter(role="projectleider")[0]
    copy = import_route(actor=leader.user, own=leader.partner.organisation, document=load_document(first))
    assert copy.pk != route.pk
    assert dump_document(build_document(copy)) == first


def test_reading_a_route_follows_no_key_that_the_document_does_not_hold(bwi: Route) -> None:
    with CaptureQueriesContext(connection) as queries:
        build_document(bwi)
    read = [query["sql"] for query in queries if 'FROM "programme_placement"' in query["sql"]]
    assert len(read) == 1
    assert 'JOIN "routes_route"' not in read[0]


def test_a_file_carries_no_approvals_or_roles(bwi: Route, leader: User) -> None:
    assert Approval.objects.filter(route=bwi).exists()
    own = Organisation.objects.get(name="De Waterlijn")
    copy = import_route(actor=leader, own=own, document=build_document(bwi))
    assert not Approval.objects.filter(route=copy).exists()
    assert [member.user for member in copy.members.all()] == [leader]


def test_download_and_upload_through_the_pages(bwi: Route, leader_client: Client, leader: User) -> None:
    content = leader_client.get(reverse("route_export", args=[bwi.pk])).content
    own = Organisation.objects.get(name="De Waterlijn")
    answer = leader_client.post(
        reverse("route_import"), {"file": SimpleUploadedFile("route.json", content), "own": own.pk}
    )
    assert answer.status_code == 302
    assert Route.objects.filter(name=bwi.name).count() == 2


def _wrong(name: str, data: dict[str, Any]) -> tuple[bytes, str]:
    if name == "not json":
        return b"{ not json", "regel 1"
    if name == "unknown field":
        data["route"]["kleur"] = "rood"
        return json.dumps(data).encode(), "route.kleur"
    if name == "dangling key":
        data["organisation"]["members"][0]["body"] = "bestaat-niet"
        return json.dumps(data).encode(), "organisation.members.0"
    if name == "unknown crebo":
        data["route"]["qualifications"][0]["crebo"] = "99999"
        return json.dumps(data).encode(), "99999"
    data["programme"]["units"][0]["hours"] = "veel"
    return json.dumps(data).encode(), "programme.units.0.hours"


@pytest.mark.parametrize("name", ["not json", "unknown field", "dangling key", "unknown crebo", "text for a number"])
def test_a_wrong_file_says_where_and_why_and_changes_nothing(bwi: Route, leader_client: Client, name: str) -> None:
    content, place = _wrong(name, json.loads(dump_document(build_document(bwi))))
    before = Route.objects.count(), Organisation.objects.count()
    own = Organisation.objects.get(name="De Waterlijn")
    answer = leader_client.post(
        reverse("route_import"), {"file": SimpleUploadedFile("route.json", content), "own": own.pk}
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Er is niets ingelezen" in text
    assert place in text
    assert (Route.objects.count(), Organisation.objects.count()) == before


def test_a_person_cannot_import_for_an_organisation_of_others(bwi: Route) -> None:
    stranger = factories.person()
    own = Organisation.objects.get(name="De Waterlijn")
    answer = client_of(stranger).post(
        reverse("route_import"),
        {"file": SimpleUploadedFile("r.json", dump_document(build_document(bwi)).encode()), "own": own.pk},
    )
    assert answer.status_code == 422


def test_the_published_schema_is_the_schema() -> None:
    published = json.loads((ROOT / "docs" / "route.schema.json").read_text())
    assert published == json_schema(), "run: make schema"


def test_a_copy_for_a_new_group_keeps_what_was_designed_and_leaves_what_was_of_the_old_group(
    bwi: Route, leader_client: Client, leader: User
) -> None:
    answer = leader_client.post(reverse("route_copy", args=[bwi.pk]), {"name": "Bouwroute 2030", "start_year": "2030"})
    copy = Route.objects.get(name="Bouwroute 2030")
    assert answer["Location"] == reverse("route", args=[copy.pk])
    assert copy.copied_from == bwi
    old, new = build_document(bwi), build_document(copy)
    # Nobody adopted the plan for the new group.
    assert old.programme.adopted is not None
    assert new.programme == old.programme.model_copy(update={"adopted": None})
    assert new.exams.assessments == old.exams.assessments
    assert new.agreement.clauses == old.agreement.clauses
    assert [cohort.start_year for cohort in new.route.cohorts] == [2030]
    assert new.exams.regulations == []
    assert new.agreement.registrations == []
    assert {item.status.value for item in new.execution.readiness} == {"open"}
    assert not Approval.objects.filter(route=copy).exists()
    assert [partner.key for partner in copy.routepartner_set.all() if partner.accepted_at] == ["waterlijn"]
    assert "Gemaakt als kopie" in leader_client.get(reverse("route", args=[copy.pk])).content.decode()
