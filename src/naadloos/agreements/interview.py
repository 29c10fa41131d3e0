"""What is missing for the agreement, as one short interview: one question at a time, with the form that answers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.urls import reverse

from naadloos.documents.content import OpenPoint
from naadloos.routes.forms import FactForm
from naadloos.routes.models import Route
from naadloos.routes.registry import FactKind, Kind, SingleKind, StepProvider, provider_of
from naadloos.routes.tables import Row, fact_table


@dataclass(frozen=True, slots=True)
class Question:
    """Open points that one answer settles: ``points`` share the place where they are filled in."""

    step: int
    where: str
    points: tuple[OpenPoint, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """How a question is answered: a form that is sent to ``url``, or one of the facts that are there already."""

    provider: StepProvider
    kind: Kind
    form: FactForm | None
    url: str
    rows: Sequence[Row]


def questions(points: Sequence[OpenPoint]) -> list[Question]:
    """In the order of the plan, because later steps rest on earlier ones; what one form settles is asked once."""
    found: dict[tuple[int, str], list[OpenPoint]] = {}
    for point in sorted(points, key=lambda each: each.step):
        found.setdefault((point.step, point.where), []).append(point)
    return [Question(step, where, tuple(each)) for (step, where), each in found.items()]


def answer_to(route: Route, question: Question) -> Answer | None:
    """The form or the facts that settle a question; None when a page of its own does."""
    name, _mark, query = question.where.partition("?")
    provider = provider_of(question.step)
    kind = next((each for each in provider.kinds if each.name == name), None)
    if isinstance(kind, SingleKind):
        instance = kind.model._default_manager.filter(route=route).first() or kind.model(route=route)
        url = reverse("single_edit", args=[route.pk, question.step, name])
        return Answer(provider, kind, kind.form(None, instance=instance, route=route), url, ())
    if not isinstance(kind, FactKind) or not kind.listed:
        return None
    rows = fact_table(route, provider, kind).rows
    url = reverse("fact_add", args=[route.pk, question.step, name])
    if rows and not query:
        # Something is there and is not complete: which one it is, people see in the list.
        return Answer(provider, kind, None, url, rows)
    initial = dict(parse_qsl(query))
    form = kind.form(None, instance=kind.model(route=route), route=route, initial=initial)
    return Answer(provider, kind, form, url, ())
