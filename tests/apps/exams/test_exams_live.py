"""The law beside what is typed: another verdict without saving, with a link to the field."""

from datetime import date
from typing import Any

import pytest
from determine_help import Cast, make_cast
from django.urls import reverse
from helpers import client_of

from naadloos.exams.live import live_panel, recent_document
from naadloos.exams.models import Assessment
from naadloos.routes.registry import provider_of

ON = date(2027, 5, 10)
RULE = "pta-herkomst"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def typed(item: Assessment, **changes: Any) -> dict[str, Any]:
    names = ("title", "subject", "kind", "counts_for", "side", "route_year", "period", "form", "content", "retake")
    data = {name: getattr(item, name) for name in names} | {"weight": "40", "content_source": "a"}
    return data | {"version": item.version} | changes


def outcomes(cast: Cast, data: dict[str, Any] | None = None, item: Assessment | None = None) -> dict[str, str]:
    kind: Any = next(kind for kind in provider_of(6).kinds if kind.name == "assessments")
    instance = item or Assessment(route=cast.route)
    form = kind.form(data, instance=instance, route=cast.route)
    panel = live_panel(cast.route, ON, form)
    return {row.verdict.rule_id: row.verdict.outcome.value for row in [*panel.rows, *panel.passed]}


def test_what_is_typed_changes_the_verdict_and_nothing_is_saved(cast: Cast) -> None:
    item = Assessment.objects.get(route=cast.route, key="t1")
    before = outcomes(cast, None, item)
    assert before[RULE] == "voldoet"
    after = outcomes(cast, typed(item, content_source=""), item)
    assert after[RULE] != "voldoet"
    assert Assessment.objects.get(route=cast.route, key="t1").content_source == "a"


def test_a_new_assessment_is_judged_before_it_exists(cast: Cast) -> None:
    new = typed(Assessment.objects.get(route=cast.route, key="t1"), title="Nog een toets", content_source="", version=0)
    assert outcomes(cast)[RULE] == "voldoet"
    assert outcomes(cast, new)[RULE] != "voldoet"
    assert Assessment.objects.filter(route=cast.route).count() == 2


def test_a_form_that_is_not_a_whole_fact_shows_what_is_saved(cast: Cast) -> None:
    kind: Any = next(kind for kind in provider_of(6).kinds if kind.name == "assessments")
    form = kind.form({"title": ""}, instance=Assessment(route=cast.route), route=cast.route)
    panel = live_panel(cast.route, ON, form)
    assert (panel.wrong, panel.typed) == (True, False)


def test_the_panel_says_what_changed_and_leads_to_the_empty_field(cast: Cast) -> None:
    item = Assessment.objects.get(route=cast.route, key="t1")
    client = client_of(cast.people["exams vmbo"])
    page = client.get(reverse("fact_edit", args=[cast.route.pk, 6, "assessments", item.pk])).content.decode()
    url = reverse("exam_live_fact", args=[cast.route.pk, "assessments", item.pk])
    assert f'hx-post="{url}"' in page
    answer = client.post(url, typed(item, content_source=""))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Met wat u hebt ingevuld, nog niet opgeslagen:" in text
    assert "was: voldoet" in text
    assert 'href="#id_content_source"' in text
    # Rules that wait for a person's answer are counted, not listed: the law page asks them.
    assert "wachten op een antwoord" in text


def test_without_script_the_invalid_form_comes_back_with_verdicts_on_what_was_typed(cast: Cast) -> None:
    item = Assessment.objects.get(route=cast.route, key="t1")
    client = client_of(cast.people["exams vmbo"])
    url = reverse("fact_edit", args=[cast.route.pk, 6, "assessments", item.pk])
    answer = client.post(url, typed(item, content_source="", weight="abc"))
    assert answer.status_code == 422
    assert "was: voldoet" in answer.content.decode()


def test_the_kept_document_is_read_anew_after_a_write(cast: Cast) -> None:
    client = client_of(cast.people["exams vmbo"])
    item = Assessment.objects.get(route=cast.route, key="t1")
    assert recent_document(cast.route).exams.assessments[0].content_source == "a"
    url = reverse("fact_edit", args=[cast.route.pk, 6, "assessments", item.pk])
    assert client.post(url, typed(item, content_source="b")).status_code == 302
    assert recent_document(cast.route).exams.assessments[0].content_source == "b"


def test_other_kinds_of_fact_are_not_judged_here(cast: Cast) -> None:
    client = client_of(cast.people["exams vmbo"])
    assert client.post(reverse("exam_live", args=[cast.route.pk, "regulations"])).status_code == 404
    assert client.post(reverse("exam_live", args=[cast.route.pk, "terms"]), {"appeal": "x"}).status_code == 200
