"""From the route to the candidates that it can have, the parts of the exam that each has marks for, and the weeks."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from naadloos.curriculum.queries import qualification_with_werkprocessen
from naadloos.engines.results import SIZES, Exam, Part, Scale, default_book
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import Leerweg, RouteType, YesNoUnknown
from naadloos.programme.queries import (
    PlanInForce,
    PlannedWeek,
    chosen_keuzevakken,
    keuzedelen_of_route,
    plan_in_force,
    planned_weeks,
)
from naadloos.routes.models import Route, RouteProfile, RouteQualification

# Numbers of spare rows: a candidate may do one more (UWVO 3.5 to 3.7 lid 3).
SPARE = {"vrij": 1, "keuzevak": 1, "keuzedeel": 1}
NO_VMBO = "geen"
LWT = "lwt"
_BY_LEVEL = {2: Exam.MBO2, 3: Exam.MBO3, 4: Exam.MBO4}
# Parts with a name of their own; the others are called as in the data.
NAMED = frozenset({"profielgebonden", "vrij", "profielvak", "keuzevak", "kerntaak", "keuzedeel"})
# Whether these have a centraal examen is not always so: a praktijkgericht vak may do without.
CENTRAL_ASKED = {("vrij", Exam.GL), ("vrij", Exam.TL), ("profielvak", Exam.GL)}


@dataclass(frozen=True, slots=True)
class VmboChoice:
    """One vmbo exam that a pupil of the route can take; ``exam`` is None where the school offers none (GLR)."""

    key: str
    label: str
    exam: Exam | None
    profile: str = ""


@dataclass(frozen=True, slots=True)
class MboChoice:
    key: str
    label: str
    exam: Exam
    crebo: str
    study_years: int | None


@dataclass(frozen=True, slots=True)
class Spec:
    """One row of the table: a part of the exam, with its place among the rows of that part.

    ``extra``: more than a full exam has. ``key`` starts the names of its fields.
    """

    key: str
    part: Part
    label: str
    name: str
    number: int
    extra: bool
    central: bool
    asks_central: bool
    hours: int | None = None

    @property
    def optional(self) -> bool:
        """Does the row only count when something is filled in?

        A keuzedeel without a mark is one that is still to be chosen; the engine knows how many are needed.
        """
        return self.extra or self.part.id == "keuzedeel"

    @property
    def has_marks(self) -> bool:
        return self.part.scale in (Scale.MARK, Scale.EITHER)

    @property
    def has_word(self) -> bool:
        return self.part.scale is not Scale.MARK


def vmbo_choices(route: Route) -> list[VmboChoice]:
    """The leerwegen of the route, for bb also the leer-werktraject, and for a GLR no exam at all."""
    found = [VmboChoice(NO_VMBO, _("geen vmbo-examen (geïntegreerde leerroute)"), None)]
    if route.type != RouteType.GLR:
        found = []
    for row in RouteProfile.objects.filter(route=route).select_related("profile").order_by("pk"):
        exam, profile = Exam.of(row.leerweg), row.profile.code
        found.append(VmboChoice(row.key, f"{profile}, {_(exam.label)}", exam, profile))
        if row.leerweg == Leerweg.BB:
            label = f"{profile}, {_(Exam.LWT.label)}"
            found.append(VmboChoice(f"{row.key}-{LWT}", label, Exam.LWT, profile))
    return found


def mbo_choices(route: Route) -> list[MboChoice]:
    """The opleidingen of the route whose result rules are known: level 2, 3 and 4."""
    return [
        MboChoice(row.key, f"{row.name}, {_(exam.label)}", exam, row.crebo, row.study_years)
        for row in RouteQualification.objects.filter(route=route).select_related("qualification").order_by("pk")
        if (exam := _BY_LEVEL.get(row.level)) is not None
    ]


def first_mbo_day(start_year: int) -> date:
    """From the third leerjaar of the route the pupil is mbo-student (WVO 2.107e)."""
    return date(start_year + 2, 8, 1)


def vmbo_specs(choice: VmboChoice, route: Route) -> list[Spec]:
    """The rows of the vmbo exam, with the keuzevakken that the route chose."""
    if choice.exam is None:
        return []
    names = {"profielvak": [choice.profile], "keuzevak": chosen_keuzevakken(route)}
    return _specs(choice.exam, "v", names)


def mbo_specs(choice: MboChoice, route: Route) -> list[Spec]:
    """The rows of the mbo exam, with the kerntaken of the opleiding and the keuzedelen of the route."""
    qualification = qualification_with_werkprocessen(choice.crebo)
    kerntaken = (
        [f"{row.code} {row.title}" for row in qualification.kerntaken.all() if not row.withdrawn]
        if qualification is not None
        else []
    )
    keuzedelen = keuzedelen_of_route(route)
    specs = _specs(
        choice.exam,
        "m",
        {"kerntaak": kerntaken, "keuzedeel": [row.title for row in keuzedelen]},
        {"kerntaak": max(1, len(kerntaken)), "keuzedeel": max(2 if choice.exam is Exam.MBO2 else 3, len(keuzedelen))},
    )
    sizes = {number: row.sbu for number, row in enumerate(keuzedelen, 1)}
    return [
        replace(spec, hours=sizes.get(spec.number, SIZES[0])) if spec.part.id == "keuzedeel" else spec for spec in specs
    ]


def _specs(exam: Exam, side: str, names: dict[str, list[str]], counts: dict[str, int] | None = None) -> list[Spec]:
    found = []
    for part in default_book().parts_of(exam):
        if part.combines:
            continue
        certain = (counts or {}).get(part.id, part.count)
        rows = certain + SPARE.get(part.id, 0)
        for number in range(1, rows + 1):
            own = names.get(part.id, [])
            label = _(part.title)
            found.append(
                Spec(
                    key=f"{side}-{part.id}-{number}",
                    part=part,
                    label=f"{label} {number}" if rows > 1 else label,
                    name=own[number - 1] if number <= len(own) and part.id in NAMED else "",
                    number=number,
                    extra=number > certain,
                    central=part.central is not YesNoUnknown.NO,
                    asks_central=(part.id, exam) in CENTRAL_ASKED,
                )
            )
    return found


def weeks_of(document: RouteDocument, route_year: int, start_year: int) -> list[PlannedWeek]:
    """The weeks of a school year with the periods of the plan in force; empty when no calendar is known."""
    return planned_weeks(document.programme.in_force, route_year, start_year)


def followed_plan(route: Route, document: RouteDocument) -> PlanInForce | None:
    """The version of the programme that the exams follow; None when there is no programme yet. At most one query."""
    return plan_in_force(route, document.programme)
