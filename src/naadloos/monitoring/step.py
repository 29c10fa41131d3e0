"""What step 7 offers."""

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.monitoring.models import Evaluation, Indicator, Measure, MonitoringPlan
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
            "indicators",
            Indicator,
            fact_form(Indicator, "title", "benefit", "owner", "source", "moment", "baseline", "target"),
            doc.Indicator,
            ("title", "owner", "source", "baseline", "target"),
            _("Nog geen indicatoren. Begin met één meting per voordeel."),
        ),
        FactKind(
            "evaluations",
            Evaluation,
            fact_form(Evaluation, "title", "on", "owner", "result"),
            doc.Evaluation,
            ("on", "title", "owner", "result"),
            _("Nog geen evaluatie gepland."),
        ),
        FactKind(
            "measures",
            Measure,
            fact_form(Measure, "title", "owner", "due_on", "status", "verdict"),
            doc.Measure,
            ("title", "owner", "due_on", "status"),
            _("Nog geen maatregelen."),
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        monitoring = state.document.monitoring
        indicators = monitoring.indicators
        full = [item for item in indicators if item.owner and item.source and item.moment]
        based = [item for item in indicators if item.baseline]
        benefits = {item.benefit for item in indicators if item.benefit}
        planned = [item for item in monitoring.evaluations if item.on]
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
            Evidence("cycle", _("Een jaarcyclus is beschreven"), bool(monitoring.cycle), "", state.urls(7, "plan")),
            Evidence("evaluation", _("Een evaluatie is gepland"), bool(planned), "", state.urls(7, "evaluations")),
        ]

    def tools(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Doelstellingen meten"),
                reverse("monitor_objectives", args=[route.pk]),
                _("beloften uit stap 3 worden indicatoren"),
                "chart-bar",
            ),
            Link(
                _("Vragenlijsten"),
                reverse("surveys", args=[route.pk]),
                _("wat leerlingen, ouders, team en bedrijven vinden, anoniem"),
                "clipboard-document-list",
            ),
        ]

    def frozen(self, document: RouteDocument) -> dict[str, object]:
        # Evaluations and measures are the cycle at work; they go on after the plan is agreed.
        return {
            "monitoring": document.monitoring.model_dump(mode="json", exclude={"evaluations", "measures"}),
        }


register(MonitoringStep())
