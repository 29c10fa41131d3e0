"""What step 5 offers."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from naadloos.curriculum.models import Module
from naadloos.engines.planner import verify
from naadloos.engines.route import document as doc
from naadloos.engines.route.saved import saved_hours
from naadloos.engines.route.terms import Benefit, HourKind, OverlapVerdict, UnitKind
from naadloos.organisations.history import in_words
from naadloos.programme import edition
from naadloos.programme.coverage import Coverage, deeltaken_coverage, werkprocessen_coverage
from naadloos.programme.forms import ChosenModuleForm
from naadloos.programme.house_forms import BellTimesForm, PeriodForm
from naadloos.programme.models import (
    MBO_PARTS,
    VMBO_PARTS,
    BellTimes,
    Capacity,
    ChosenModule,
    Holiday,
    HoursAgreement,
    Keuzedeel,
    Period,
    Place,
    Placement,
    PlanSettings,
    ProgrammeText,
    SchoolYear,
    Travel,
    Unit,
    UnitRule,
    Variant,
    Verdict,
    Window,
)
from naadloos.programme.plan_forms import UnitForm, UnitRuleForm, WindowForm
from naadloos.programme.problem import build_plan_problem, placements_of
from naadloos.programme.queries import adopted_plan, keuzedeel_answers
from naadloos.programme.touches import what_rests_on_unit
from naadloos.routes.forms import fact_form
from naadloos.routes.models import Route, RouteMember
from naadloos.routes.portable import Resolver, build_document
from naadloos.routes.registry import Evidence, FactKind, Link, SingleKind, State, StepProvider, register


def _load_module(item: doc.ChosenModule, resolver: Resolver) -> dict[str, object]:
    found = resolver.find(Module, item.code, "programme.modules")
    return {"module": found} if found else {}


def _rests_on_unit(route: Route, unit: Unit) -> list[str]:
    return what_rests_on_unit(build_document(route), unit.key)


def _covered(coverage: Coverage, name: str) -> str:
    if not coverage.required:
        return ""
    return gettext("%(done)s van %(all)s %(what)s gedekt") % {
        "done": coverage.done,
        "all": len(coverage.required),
        "what": name,
    }


_SETTINGS = (
    "law_hours",
    "weight_balance",
    "weight_practice",
    "weight_mbo",
    "weight_bundles",
    "weight_travel",
    "weight_exams",
    "weight_wishes",
    "weight_stability",
)


class ProgrammeStep(StepProvider):
    number = 5
    actor = _("docenten van vmbo en mbo")
    editors = frozenset({RouteMember.Role.TEACHER})
    approver = RouteMember.Role.TEACHER
    kinds = (
        SingleKind("text", ProgrammeText, fact_form(ProgrammeText, "description", "blind"), ("description", "blind")),
        FactKind(
            "modules",
            ChosenModule,
            ChosenModuleForm,
            doc.ChosenModule,
            ("code", "title"),
            _("Nog niets gekozen. Kies de profielmodules en keuzevakken van de leerlingen."),
            load=_load_module,
        ),
        FactKind(
            "keuzedelen",
            Keuzedeel,
            fact_form(Keuzedeel, "code", "title", "sbu"),
            doc.Keuzedeel,
            ("title", "code", "sbu"),
            _("Nog geen keuzedelen."),
            worked_out=(_("bij de opleidingen van de route"), keuzedeel_answers),
        ),
        FactKind(
            "verdicts",
            Verdict,
            fact_form(Verdict, "verdict", "hours", "comment"),
            doc.Verdict,
            ("deeltaak", "werkproces", "verdict", "side", "decided_by"),
            _("Nog geen oordelen."),
            listed=False,
        ),
        FactKind(
            "periods",
            Period,
            PeriodForm,
            doc.Period,
            ("route_year", "number", "weeks", "hours"),
            _("Nog geen perioden. Maak ze in één keer op het bord."),
        ),
        FactKind(
            "variants",
            Variant,
            fact_form(Variant, "title", "profile", "qualification", "start", "end"),
            doc.Variant,
            ("title", "profile", "qualification", "start"),
            _("Geen varianten: alle leerlingen volgen hetzelfde."),
        ),
        FactKind(
            "windows",
            Window,
            WindowForm,
            doc.Window,
            ("title", "kind", "closed_to_bpv", "reserved"),
            _("Nog geen vensters. Geef aan in welke perioden de examens vallen."),
        ),
        FactKind(
            "capacities",
            Capacity,
            fact_form(Capacity, "title", "kind", "amount"),
            doc.Capacity,
            ("title", "kind", "amount"),
            _("Nog niets. Noem alleen wat op kan raken: een praktijklokaal, docenten van een vak, praktijkplaatsen."),
        ),
        FactKind(
            "units",
            Unit,
            UnitForm,
            doc.Unit,
            ("title", "kind", "hours", "side", "first_year"),
            _("Nog geen onderdelen. Begin met de modules en de bundels uit de overlap."),
            rests_on=_rests_on_unit,
        ),
        FactKind(
            "unit_rules",
            UnitRule,
            UnitRuleForm,
            doc.UnitRule,
            ("kind", "units"),
            _("Geen regels tussen onderdelen, behalve wat per onderdeel bij “pas na” staat."),
        ),
        FactKind(
            "hours_agreements",
            HoursAgreement,
            fact_form(
                HoursAgreement, "title", "least", "most", "first_year", "last_year", "hour_kind", "side", "variants"
            ),
            doc.HoursAgreement,
            ("title", "least", "most", "first_year", "last_year"),
            _("Geen eigen urenafspraken. De urennorm van de wet geldt altijd."),
        ),
        FactKind(
            "school_years",
            SchoolYear,
            fact_form(SchoolYear, "side", "start_year", "first_day", "last_day", "source"),
            doc.SchoolYear,
            ("start_year", "side", "first_day", "last_day", "source"),
            _("Nog geen schoolkalenders. Vul per kant de eerste en laatste lesdag van een schooljaar in."),
        ),
        FactKind(
            "holidays",
            Holiday,
            fact_form(Holiday, "calendar", "kind", "title", "first_day", "last_day"),
            doc.Holiday,
            ("title", "calendar", "kind", "first_day", "last_day"),
            _("Nog geen vakanties. Plak ze in één keer bij de jaarplanning."),
        ),
        FactKind(
            "bell_times",
            BellTimes,
            BellTimesForm,
            doc.BellTimes,
            ("title", "side", "starts_at", "lesson_minutes", "lessons"),
            _("Nog geen lestijden."),
        ),
        FactKind(
            "locations",
            Place,
            fact_form(Place, "title", "site", "address", "side"),
            doc.Place,
            ("title", "site", "address", "side"),
            _("Nog geen plaatsen. Noem de gebouwen en lokalen waar de route les geeft."),
        ),
        FactKind(
            "travels",
            Travel,
            fact_form(Travel, "one", "other", "minutes", "cost", "mode"),
            doc.Travel,
            ("one", "other", "minutes", "cost", "mode"),
            _("Nog geen reizen. Zonder reistijd telt een dag ergens anders als één reisdag."),
        ),
        SingleKind("settings", PlanSettings, fact_form(PlanSettings, *_SETTINGS), _SETTINGS),
        FactKind(
            "placements",
            Placement,
            fact_form(Placement, "unit", "route_year", "period", "hours"),
            doc.Placement,
            ("unit", "route_year", "period", "hours"),
            "",
            listed=False,
        ),
    )

    def facts(self, route: Route) -> dict[str, Any]:
        return super().facts(route) | {"adopted": adopted_plan(route)}

    def evidence(self, state: State) -> list[Evidence]:
        document = state.document
        programme = document.programme
        route = state.route
        deeltaken, werkprocessen = deeltaken_coverage(document), werkprocessen_coverage(document)
        accepted = {
            (item.deeltaak, item.werkproces) for item in programme.verdicts if item.verdict != OverlapVerdict.NONE
        }
        bundles = [unit for unit in programme.units if unit.kind == UnitKind.BUNDLE]
        reasoned = [
            unit
            for unit in bundles
            if any((left, right) in accepted for left in unit.deeltaken for right in unit.werkprocessen)
        ]
        judged = {item.side.value for item in programme.verdicts}
        problems = (
            verify(build_plan_problem(document, on=localdate()), placements_of(document))
            if programme.placements
            else ()
        )
        planned = bool(programme.placements) and not problems
        board, overlap = reverse("board", args=[route.pk]), reverse("overlap", args=[route.pk])
        return [
            Evidence(
                "modules",
                _("Modules en keuzevakken zijn gekozen"),
                bool(programme.modules),
                "",
                state.urls(5, "modules"),
            ),
            Evidence(
                "overlap",
                _("Docenten van beide kanten hebben overlap beoordeeld"),
                {"vmbo", "mbo"} <= judged or "samen" in judged,
                ngettext("%(n)s oordeel over overlap", "%(n)s oordelen over overlap", len(programme.verdicts))
                % {"n": len(programme.verdicts)}
                if programme.verdicts
                else "",
                overlap,
            ),
            Evidence(
                "bundles",
                _("Elke bundel rust op een oordeel van docenten"),
                bool(bundles) and len(reasoned) == len(bundles),
                gettext("%(hours)s klokuur bespaard door bundelen") % {"hours": in_words(saved_hours(document))}
                if saved_hours(document)
                else "",
                overlap,
            ),
            Evidence(
                "deeltaken",
                _("Elke deeltaak zit in een onderdeel"),
                deeltaken.complete,
                _covered(deeltaken, gettext("deeltaken")),
                reverse("coverage", args=[route.pk]),
            ),
            Evidence(
                "werkprocessen",
                _("Elk werkproces zit in een onderdeel"),
                werkprocessen.complete,
                _covered(werkprocessen, gettext("werkprocessen")),
                reverse("coverage", args=[route.pk]),
            ),
            Evidence(
                "plan",
                _("Een plan op het bord zonder fouten"),
                planned,
                gettext("plan past")
                if planned
                else (
                    ngettext("%(n)s fout op het bord", "%(n)s fouten op het bord", len(problems)) % {"n": len(problems)}
                    if problems
                    else ""
                ),
                board,
            ),
            Evidence(
                "adopted",
                _("Een plan is vastgesteld"),
                programme.adopted is not None,
                gettext("versie %(n)s") % {"n": programme.adopted.number} if programme.adopted else "",
                reverse("plan_versions", args=[route.pk]),
            ),
        ]

    def frozen(self, document: doc.RouteDocument) -> dict[str, Any]:
        # That a verdict asks for a new look is no other verdict.
        frozen = document.programme.model_dump(mode="json", exclude={"verdicts": {"__all__": {"again"}}})
        # What a verdict is not about stays out: agreements of before these kinds of pairs existed remain what they are.
        for verdict in frozen["verdicts"]:
            for name in (*VMBO_PARTS, *MBO_PARTS):
                if verdict[name] is None:
                    del verdict[name]
        return {"programme": frozen}

    def tools(self, route: Route) -> list[Link]:
        changed = edition.count_changes(route)
        return [
            Link(
                _("Lesoverlap"),
                reverse("overlap", args=[route.pk]),
                _("voorstellen bekijken en samen beoordelen"),
                "arrows-right-left",
                primary=True,
            ),
            Link(
                _("Programmabord"),
                reverse("board", args=[route.pk]),
                _("leerjaren en perioden"),
                "view-columns",
                primary=True,
            ),
            Link(
                _("Jaarplanning van beide kanten"),
                reverse("year_plan", args=[route.pk]),
                _("weken, vakanties en lestijden naast elkaar"),
                "calendar-days",
            ),
            Link(
                _("Reizen"),
                reverse("travel", args=[route.pk]),
                _("reisdagen, tijd en kosten per leerling"),
                "map-pin",
            ),
            Link(
                _("Versies van het programma"),
                reverse("plan_versions", args=[route.pk]),
                _("vergelijken en vaststellen"),
                "archive-box",
            ),
            Link(
                _("Dekking en uren"),
                reverse("coverage", args=[route.pk]),
                _("wat ontbreekt nog"),
                "chart-bar",
            ),
            Link(
                _("Lessentabel en urennormen"),
                reverse("lessons", args=[route.pk]),
                _("per leerjaar, om te printen en te versturen"),
                "table-cells",
            ),
            Link(
                _("Uitgave van het curriculum"),
                reverse("route_edition", args=[route.pk]),
                changed.words or _("waarop de route is gebouwd"),
                "book-open",
            ),
        ]

    def benefits(self, state: State) -> list[tuple[Benefit, str]]:
        found = []
        units = {unit.key: unit for unit in state.document.programme.units}
        practice = sum(
            row.hours
            for row in state.document.programme.placements
            if row.route_year <= 2 and units[row.unit].hour_kind == HourKind.BPV
        )
        if practice:
            found.append(
                (
                    Benefit.PRACTICE,
                    gettext("%(n)s klokuur praktijk in leerjaar 3 en 4") % {"n": in_words(practice)},
                )
            )
        if hours := saved_hours(state.document):
            found.append((Benefit.OVERLAP, gettext("%(n)s klokuur bespaard") % {"n": in_words(hours)}))
        return found


register(ProgrammeStep())
