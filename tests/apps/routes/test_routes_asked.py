"""What is read with SQL that was made once is what the models hold."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from naadloos.routes.asked import question
from naadloos.routes.models import Route, RouteFact
from naadloos.routes.portable import dump_kinds
from naadloos.routes.registry import Kind, SingleKind, all_kinds

KINDS = [kind for _provider, kind in all_kinds()]


def held(value: Any) -> Any:
    """A value of an instance as the document writes it: a fact by its key, the catalogue by its code."""
    if isinstance(value, models.Manager):
        return sorted(held(each) for each in value.all())
    if isinstance(value, models.Model):
        return value.key if isinstance(value, RouteFact) else value.portable_code  # type: ignore[attr-defined]
    return value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.model.__name__)
def test_every_kind_of_every_route_reads_as_its_models(db: None, kind: Kind) -> None:
    found = 0
    for route in Route.objects.all():
        rows = kind.model._default_manager.filter(route=route)
        read = dump_kinds(route, [kind])
        if isinstance(kind, SingleKind):
            row = rows.first() or kind.model()
            assert read == {name: held(getattr(row, name)) for name in kind.fields}
        else:
            assert read == {kind.name: [{n: held(getattr(row, n)) for n in kind.item.model_fields} for row in rows]}
        found += len(rows)
    assert found or kind.name == "counts", "the demo has no example of this kind"


def test_the_wording_is_kept_and_the_answer_is_not(bwi: Route) -> None:
    asked = question(Route, "pk", ("name", "years"))
    assert question(Route, "pk", ("name", "years")) is asked
    assert asked.of(bwi) == [[bwi.name, bwi.years]]
    Route.objects.filter(pk=bwi.pk).update(years=3)
    assert asked.of(bwi) == [[bwi.name, 3]]


def test_a_route_is_told_apart_from_other_values(bwi: Route) -> None:
    other = Route.objects.exclude(pk=bwi.pk)[0]
    asked = question(Route, "pk", ("pk", "vertical_school"))
    assert [asked.of(route)[0][0] for route in (bwi, other)] == [bwi.pk, other.pk]
    assert asked.of(bwi)[0][1] is bwi.vertical_school


def test_money_and_hours_stay_exact(bwi: Route) -> None:
    kind = next(kind for kind in KINDS if not isinstance(kind, SingleKind) and kind.name == "units")
    with CaptureQueriesContext(connection) as asked:
        units = dump_kinds(bwi, [kind])["units"]
    assert all(isinstance(unit["hours"], Decimal) for unit in units)
    assert len(asked) < 15
