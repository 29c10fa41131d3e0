"""What step 7 offers."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Helped, ProgressStatus
from naadloos.monitoring.forms import IndicatorForm, MeasureForm
from naadloos.monitoring.models import (
    CycleMoment,
    Evaluation,
    Indicator,
    IndicatorFigure,
    Measure,
    MonitoringPlan,
    NationalShare,
    Realised,
)
from naadloos.routes.forms import fact_form
from naadloos.routes.models import Route, RouteMember
from naadloos.routes.registry import Evidence, FactKind, Link, SingleKind, State, StepProvider, register


class MonitoringStep(StepProvider):
    number = 7
    actor = _("kwaliteitszorg van beide kanten")
    editors = frozenset({RouteMember.Role.QUALITY})
    approver = RouteMember.Role.QUALITY
    kinds = (
        SingleKind("plan", MonitoringPlan, fact_form(MonitoringPlan, "cycle"), ("cycle",)),
        FactKind(
            "moments",
            CycleMoment,
            fact_form(CycleMoment, "title", "month", "day", "owner", "source"),
            doc.CycleMoment,
            ("title", "day", "month", "owner"),
            _("Nog geen momenten. Neem bij Het jaar de voorgestelde jaarkalender over."),
        ),
        FactKind(
            "indicators",
            Indicator,
            IndicatorForm,
            doc.Indicator,
            ("title", "owner", "source", "baseline", "target"),
            _("Nog geen indicatoren. Begin met één meting per voordeel."),
        ),
        FactKind(
            "evaluations",
            Evaluation,
            fact_form(Evaluation, "title", "on", "owner", "meeting", "result"),
            doc.Evaluation,
            ("on", "title", "owner", "result"),
            _("Nog geen evaluatie gepland."),
        ),
        FactKind(
            "measures",
            Measure,
            MeasureForm,
            doc.Measure,
            ("title", "owner", "due_on", "check_on", "status", "helped"),
            _("Nog geen maatregelen."),
        ),
        FactKind(
            "measured",
            IndicatorFigure,
            fact_form(
                IndicatorFigure, "indicator", "school_year", "value", "low", "high", "people", "source", "measured_on"
            ),
            doc.IndicatorFigure,
            ("indicator", "school_year", "value", "people", "source"),
            _("Nog geen cijfers opgegeven. Cijfers over leerlingen telt Naadloos uit de leveringen."),
        ),
        FactKind(
            "realised",
            Realised,
            fact_form(Realised, "benefit", "title", "school_year", "planned", "given", "measured_in", "source"),
            doc.Realised,
            ("title", "school_year", "planned", "given", "measured_in"),
            _("Nog niets ingevuld. Zet na elk schooljaar naast wat u plande wat er echt is gegeven."),
        ),
        FactKind(
            "national",
            NationalShare,
            fact_form(NationalShare, "definition", "leerweg", "share", "period", "source"),
            doc.NationalShare,
            ("definition", "leerweg", "share", "period", "source"),
            _("Nog geen landelijke cijfers. Vul ze per leerweg in, dan vergelijkt Naadloos met dezelfde mix."),
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        monitoring = state.document.monitoring
        indicators = monitoring.indicators
        full = [item for item in indicators if item.owner and item.source and item.moment]
        based = [item for item in indicators if item.baseline or item.baseline_value is not None]
        benefits = {item.benefit for item in indicators if item.benefit}
        planned = [item for item in monitoring.evaluations if item.on]
        helped = [item for item in monitoring.measures if item.helped is not Helped.NOT_YET]
        done = [item for item in monitoring.measures if item.status is ProgressStatus.DONE]
        return [
            Evidence(
                "indicators",
                _("Elke indicator heeft een eigenaar, bron en moment"),
                bool(indicators) and len(full) == len(indicators),
                ngettext("%(n)s indicator", "%(n)s indicatoren", len(indicators)) % {"n": len(indicators)}
                if indicators
                else "",
                state.urls(7, "indicators"),
            ),
            Evidence(
                "benefits",
                _("Elk van de zes voordelen heeft een indicator"),
                len(benefits) == 6,
                gettext("%(n)s van 6 voordelen") % {"n": len(benefits)} if benefits else "",
                state.urls(7, "indicators"),
            ),
            Evidence(
                "baseline",
                _("Elke indicator heeft een nulmeting"),
                bool(indicators) and len(based) == len(indicators),
                "",
                state.urls(7, "indicators"),
            ),
            Evidence(
                "cycle",
                _("Een jaarcyclus is beschreven"),
                bool(monitoring.cycle or monitoring.moments),
                "",
                state.urls(7, "moments"),
            ),
            Evidence("evaluation", _("Een evaluatie is gepland"), bool(planned), "", state.urls(7, "evaluations")),
            Evidence(
                "follow_up",
                _("Van elke maatregel die klaar is, is bekeken of hij hielp"),
                len(helped) >= len(done),
                "",
                state.urls(7, "measures"),
                required=False,
            ),
        ]

    def tools(self, route: Route) -> list[Link]:
        def link(name: str, label: Any, hint: Any, icon: str, *, primary: bool = False) -> Link:
            return Link(label, reverse(name, args=[route.pk]), hint, icon, primary)

        return [
            link(
                "monitor", _("Dashboard"), _("zes voordelen: belofte, nu, verloop, oordeel"), "chart-bar", primary=True
            ),
            link("monitor_deliver", _("Cijfers aanleveren"), _("leerlingen zonder naam, per school"), "arrow-up-tray"),
            link("monitor_flow", _("Waar zijn de leerlingen"), _("per groep en per jaar"), "users"),
            link(
                "monitor_benefits", _("Beloofd, gepland, gegeven"), _("per voordeel tot en met het resultaat"), "scale"
            ),
            link("monitor_year", _("Het jaar"), _("wanneer meet, bespreekt en verbetert u"), "calendar-days"),
            link("surveys", _("Vragenlijsten"), _("leerlingen, ouders, team en bedrijven"), "chat-bubble-left-right"),
            link("monitor_region", _("Vergelijken"), _("met andere routes en met het land"), "map-pin"),
            link("monitor_keeping", _("Bewaren en inzage"), _("wat wanneer weg moet, wie keek"), "lock-closed"),
            link("monitor_objectives", _("Doelstellingen meten"), _("beloften uit stap 3 worden indicatoren"), "flag"),
        ]

    def documents(self, route: Route) -> list[Link]:
        def link(label: Any, name: str, kind: str) -> Link:
            return Link(label, reverse("monitor_document", args=[route.pk, name, kind]), kind.upper(), "document-text")

        return [
            link(label, name, kind)
            for label, name in (
                (_("Jaarrapportage"), "jaarrapportage"),
                (_("Monitorplan"), "monitorplan"),
                (_("Privacy: bijlage DPIA en artikel 26 AVG"), "privacy"),
            )
            for kind in ("pdf", "docx")
        ]

    def watched(self, routes: Any) -> list[tuple[Any, date, str]]:
        """Days on which somebody must look whether a measure helped."""
        rows = Measure.objects.filter(route__in=routes, check_on__isnull=False, helped=Helped.NOT_YET)
        return [
            (row.route_id, row.check_on, gettext("kijk of de maatregel hielp: %(title)s") % {"title": row.title})
            for row in rows
            if row.check_on
        ]

    def frozen(self, document: RouteDocument) -> dict[str, object]:
        # Evaluations, measures and figures are the cycle at work; they go on after the plan is agreed.
        going_on = {"evaluations", "measures", "measured", "realised", "national"}
        return {"monitoring": document.monitoring.model_dump(mode="json", exclude=going_on)}


register(MonitoringStep())
