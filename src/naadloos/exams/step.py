"""What step 6 offers."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import CountsFor
from naadloos.exams.build import followed_plan
from naadloos.exams.determination.forms import RegulationForm
from naadloos.exams.determination.page import standing
from naadloos.exams.determination.versions import content_of
from naadloos.exams.follows import changed_for_tests
from naadloos.exams.forms import AssessmentForm
from naadloos.exams.live import LIVE_KINDS, keep, live_panel
from naadloos.exams.models import Assessment, ExamTerms, LoadLimit, Regulation
from naadloos.routes.forms import fact_form
from naadloos.routes.models import Route, RouteMember
from naadloos.routes.registry import Evidence, FactKind, Link, Part, SingleKind, State, StepProvider, register

TERMS = ("irregularities", "mark_rule", "catching_up", "appeal", "provisions", "exemptions")


class ExamsStep(StepProvider):
    number = 6
    actor = _("examensecretarissen en examencommissies")
    editors = frozenset({RouteMember.Role.EXAMS, RouteMember.Role.TEACHER})
    approver = RouteMember.Role.EXAMS
    kinds = (
        SingleKind(
            "terms",
            ExamTerms,
            fact_form(ExamTerms, *TERMS),
            TERMS,
        ),
        FactKind(
            "assessments",
            Assessment,
            AssessmentForm,
            doc.Assessment,
            ("title", "kind", "route_year", "counts_for", "side"),
            _("Nog geen toetsen. Begin met het cspe en de schoolexamens van de keuzevakken."),
        ),
        SingleKind(
            "load",
            LoadLimit,
            fact_form(LoadLimit, "week_tests", "week_minutes"),
            ("week_tests", "week_minutes"),
        ),
        FactKind(
            "regulations",
            Regulation,
            RegulationForm,
            doc.Regulation,
            ("school_year", "committee_vmbo_on", "committee_mbo_on", "mr_consent_on", "fixed_on", "sent_on"),
            _("Nog geen schooljaar. Voeg het eerste schooljaar van de route toe."),
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        exams, programme = state.document.exams, state.document.programme.in_force
        for_vmbo = [item for item in exams.assessments if item.counts_for in {CountsFor.VMBO, CountsFor.BOTH}]
        for_mbo = [item for item in exams.assessments if item.counts_for in {CountsFor.MBO, CountsFor.BOTH}]
        whole = tuple(f"{code}-W" for item in for_mbo for code in item.kerntaken)
        tested = {code for item in for_mbo for code in item.werkprocessen}
        taught = {code for unit in programme.units for code in unit.werkprocessen}
        tested |= {code for code in taught if code.startswith(whole)}
        weighed = [item for item in exams.assessments if item.weight is not None]
        fixed = [
            item for item in exams.regulations if item.fixed_on and item.committee_vmbo_on and item.committee_mbo_on
        ]
        total = len(exams.assessments)
        return [
            Evidence(
                "vmbo",
                _("Toetsen die tellen voor het vmbo-diploma"),
                bool(for_vmbo),
                ngettext("%(n)s toets", "%(n)s toetsen", total) % {"n": total} if total else "",
                state.urls(6, "assessments"),
            ),
            Evidence(
                "mbo",
                _("Examens die tellen voor het mbo-diploma"),
                bool(for_mbo),
                "",
                state.urls(6, "assessments"),
            ),
            Evidence(
                "covered",
                _("Elk werkproces uit het programma wordt geëxamineerd"),
                bool(taught) and taught <= tested,
                "",
                reverse("exam_coverage", args=[state.route.pk]),
            ),
            Evidence(
                "weights",
                _("Elke toets heeft een weging"),
                bool(total) and len(weighed) == total,
                "",
                state.urls(6, "assessments"),
            ),
            Evidence(
                "rules",
                _("De regel voor het cijfer is beschreven"),
                bool(exams.mark_rule),
                "",
                state.urls(6, "terms"),
            ),
            Evidence(
                "fixed",
                _("Beide examencommissies akkoord en vastgesteld"),
                bool(fixed),
                "",
                reverse("determination", args=[state.route.pk]),
            ),
        ]

    def tools(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Toetsen per leerjaar"),
                reverse("exam_table", args=[route.pk]),
                _("PTA en OER in één tabel"),
                "table-cells",
                primary=True,
            ),
            Link(
                _("Vaststelling"),
                reverse("determination", args=[route.pk]),
                _("examencommissies, medezeggenschap, besturen, documenten"),
                "check-badge",
            ),
            Link(
                _("Uitslag berekenen"),
                reverse("exam_result", args=[route.pk]),
                _("cijfers in, beide uitslagen eruit"),
                "calculator",
            ),
            Link(
                _("Stel een PTA voor"),
                reverse("exam_propose", args=[route.pk]),
                _("een voorstel voor alles wat nog geen toets heeft"),
                "sparkles",
            ),
            Link(
                _("Dekking van de examens"),
                reverse("exam_coverage", args=[route.pk]),
                _("wat geëxamineerd moet worden, en de gaten"),
                "squares-2x2",
            ),
            Link(
                _("Belasting en spreiding"),
                reverse("exam_load", args=[route.pk]),
                _("toetsen per week, en het vmbo-examen over de jaren"),
                "calendar-days",
            ),
            Link(
                _("Toets aan de wet"),
                reverse("route_law", args=[route.pk]),
                _("alle oordelen met bron"),
                "scale",
            ),
        ]

    def changed_by(self, before: RouteDocument, after: RouteDocument) -> list[str]:
        return changed_for_tests(before, after)

    def above(self, route: Route, read: Callable[[], RouteDocument]) -> Part | None:
        document = read()
        found = standing(route, content_of(document), localdate())
        follows = followed_plan(route, document)
        return Part("exams/_above.html", {"standing": found, "follows": follows}) if found or follows else None

    def beside(self, route: Route, kind: str, form: Any, read: Callable[[], RouteDocument]) -> Part | None:
        if kind not in LIVE_KINDS:
            return None
        fact = form.instance.pk if kind == "assessments" else None
        url = (
            reverse("exam_live_fact", args=[route.pk, kind, fact])
            if fact
            else reverse("exam_live", args=[route.pk, kind])
        )
        return Part("exams/_law_panel.html", {"panel": live_panel(route, localdate(), form, url, keep(route, read()))})


register(ExamsStep())
