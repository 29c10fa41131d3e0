"""What the result page needs: the choices of the route, the table with its inputs, and both outcomes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField
from django.http import QueryDict

from naadloos.engines.route.terms import RouteType
from naadloos.exams.build import Spec, mbo_choices, mbo_specs, vmbo_choices, vmbo_specs
from naadloos.exams.outcomes import Outcomes, outcomes
from naadloos.exams.result_forms import CandidateForm, MarksForm, example_marks
from naadloos.routes.models import Cohort, Route

CELLS = ("name", "own", "central", "resit", "early", "word", "hours", "has_central", "no_own")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: its inputs by name, and its final mark so far."""

    spec: Spec
    cells: dict[str, BoundField]
    final: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    candidate: CandidateForm
    marks: MarksForm
    vmbo_rows: list[Row]
    mbo_rows: list[Row]
    outcomes: Outcomes


def result_page(route: Route, data: QueryDict, *, on: date) -> ResultPage | None:
    """The page for what was sent; None while the route has nothing to choose from.

    ``data`` is a form that was sent, or empty. With ``example`` in it the marks of a made-up candidate take its place.
    """
    vmbo, mbo = vmbo_choices(route), mbo_choices(route)
    if not vmbo or not mbo:
        return None
    years = list(Cohort.objects.filter(route=route).order_by("start_year").values_list("start_year", flat=True))
    candidate = CandidateForm(vmbo, mbo, years, route.years, data)
    chosen = candidate.cleaned_data
    vmbo_choice = next(each for each in vmbo if each.key == chosen["vmbo"])
    mbo_choice = next(each for each in mbo if each.key == chosen["mbo"])
    specs = {"vmbo": vmbo_specs(vmbo_choice, route), "mbo": mbo_specs(mbo_choice, route)}
    given: dict[str, Any] = {"vmbo": vmbo_choice, "mbo": mbo_choice, "specs": specs, "start_year": candidate.start_year}
    marks = MarksForm(_complete(data, MarksForm(**given), example_marks(specs)), **given)
    found = outcomes(marks, route_type=RouteType.of(route.type), route_year=chosen["year"], on=on)
    return ResultPage(candidate, marks, _rows(marks, specs["vmbo"], found), _rows(marks, specs["mbo"], found), found)


def _complete(data: QueryDict, blank: MarksForm, example: dict[str, str]) -> dict[str, Any]:
    """What was sent, with the starting value of each field that was not on the page when it was sent."""
    start = {name: blank.get_initial_for_field(field, name) for name, field in blank.fields.items()}
    if "example" in data or "sent" not in data:
        return {**start, **(example if "example" in data else {})}
    # Rows that were not on the page before another variant was chosen begin as they do on a fresh page.
    shown = set(data.getlist("row"))
    sent = {name: data[name] for name in blank.fields if name in data}
    if data.get("cohort") != data.get("cohort_shown"):
        # Another group begins on another day.
        sent["began_on"] = start["began_on"]
    fresh = {name: value for name, value in start.items() if name.rpartition("-")[0] not in shown and "-" in name}
    return {**fresh, **sent}


def _rows(form: MarksForm, specs: list[Spec], found: Outcomes) -> list[Row]:
    return [
        Row(
            spec,
            {name: cell for name in CELLS if (cell := form.cell(spec, name)) is not None},
            found.finals.get(spec.key, ""),
        )
        for spec in specs
    ]
