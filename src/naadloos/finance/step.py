"""What step 8 offers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import SettlementKind, YesNoUnknown
from naadloos.finance.changes import changed_payments
from naadloos.finance.forms import (
    CostItemForm,
    OwnFigureForm,
    PartnerTermsForm,
    PupilCountForm,
    SubsidyForm,
    VolumeForm,
)
from naadloos.finance.models import (
    CalculationTerms,
    CostItem,
    FinanceTerms,
    OwnFigure,
    PartnerTerms,
    PupilCount,
    Subsidy,
    Volume,
)
from naadloos.finance.queries import outcome_of, worked_out
from naadloos.routes.forms import fact_form
from naadloos.routes.models import Route, RouteMember
from naadloos.routes.registry import Evidence, FactKind, Link, SingleKind, State, StepProvider, register

CALCULATION = (
    "class_size",
    "fixed_groups",
    "surcharge",
    "corridor",
    "autumn_share",
    "pool",
    "share_advance",
    "overhead_base",
    "price_year",
    "price_index",
    "lessons_from_plan",
    "lessons_settlement",
    "joint_vmbo",
    "joint_mbo",
)


class FinanceStep(StepProvider):
    number = 8
    actor = _("controllers van beide kanten")
    editors = frozenset({RouteMember.Role.CONTROLLER})
    approver = RouteMember.Role.CONTROLLER
    kinds = (
        SingleKind(
            "terms",
            FinanceTerms,
            fact_form(FinanceTerms, "principles", "funding_handed_over", "funding_purpose"),
            ("principles", "funding_handed_over", "funding_purpose"),
        ),
        SingleKind(
            "calculation",
            CalculationTerms,
            fact_form(CalculationTerms, *CALCULATION),
            CALCULATION,
            help=_("Wat de partners een keer kiezen. Wat u leeg laat en nodig is, maakt de uitkomst onbekend."),
            nothing_when_empty=frozenset({"fixed_groups", "surcharge", "corridor", "autumn_share", "price_index"}),
        ),
        FactKind(
            "volumes",
            Volume,
            VolumeForm,
            doc.Volume,
            ("cohort", "profile", "qualification", "pupils"),
            _("Nog geen aantallen. Begin met de eerste groep: hoeveel leerlingen verwacht u op 1 oktober?"),
        ),
        FactKind(
            "counts",
            PupilCount,
            PupilCountForm,
            doc.PupilCount,
            ("volume", "route_year", "pupils"),
            _("Nog niets geteld. Vul na 1 oktober het echte aantal in; het komt in plaats van de verwachting."),
        ),
        FactKind(
            "cost_items",
            CostItem,
            CostItemForm,
            doc.CostItem,
            ("title", "owner", "calculation", "settlement", "settled_amount"),
            _("Nog geen kostenposten. Begin met de voorbereiding, lessen voor elkaar, materiaal en vervoer."),
        ),
        FactKind(
            "subsidies",
            Subsidy,
            SubsidyForm,
            doc.Subsidy,
            ("title", "partner", "ends_on", "amount"),
            _("Geen subsidies. Een subsidie stopt altijd; de berekening laat zien wat er daarna overblijft."),
        ),
        FactKind(
            "figures",
            OwnFigure,
            OwnFigureForm,
            doc.OwnFigure,
            ("partner", "figure_name", "value", "status"),
            _("Nog geen eigen gegevens. De pagina “Gegevens” zegt welke het meest uitmaken."),
        ),
        FactKind(
            "partner_terms",
            PartnerTerms,
            PartnerTermsForm,
            doc.PartnerTerms,
            ("partner", "key_share", "overhead", "overhead_marginal"),
            _("Nog geen sleutel en overhead. Zonder overhead is het resultaat onbekend."),
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        finance = state.document.finance
        items = finance.cost_items
        owned = [item for item in items if item.owner]
        settled = [item for item in items if item.settlement != SettlementKind.OPEN]
        outcome = outcome_of(state.document).outcome
        missing = len(outcome.missing) if outcome else 0
        return [
            Evidence(
                "principles",
                _("Uitgangspunten zijn beschreven"),
                bool(finance.principles),
                "",
                state.urls(8, "terms"),
            ),
            Evidence(
                "funding",
                _("Bekend of bekostiging wordt overgedragen"),
                finance.funding_handed_over != YesNoUnknown.UNKNOWN,
                "",
                state.urls(8, "terms"),
            ),
            Evidence(
                "owner",
                _("Elke kostenpost heeft een eigenaar"),
                bool(items) and len(owned) == len(items),
                ngettext("%(n)s kostenpost", "%(n)s kostenposten", len(items)) % {"n": len(items)} if items else "",
                state.urls(8, "cost_items"),
            ),
            Evidence(
                "settlement",
                _("Bij elke kostenpost is de verrekening afgesproken"),
                bool(items) and len(settled) == len(items),
                "",
                state.urls(8, "cost_items"),
            ),
            Evidence(
                "amounts",
                _("De berekening is compleet: niets is onbekend"),
                outcome is not None and not missing,
                ngettext("%(n)s gegeven onbekend", "%(n)s gegevens onbekend", missing) % {"n": missing}
                if missing
                else "",
                reverse("finance_figures", args=[state.route.pk]),
            ),
        ]

    def worked_out(self, document: RouteDocument) -> dict[str, Any]:
        return worked_out(document)

    def changed_by(self, before: RouteDocument, after: RouteDocument) -> list[str]:
        return changed_payments(before, after)

    def tools(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Wat de route kost en oplevert"),
                reverse("finance_summary", args=[route.pk]),
                _("De samenvatting voor een bestuur, met de tabel en de verrekening."),
                icon="banknotes",
                primary=True,
            ),
            Link(
                _("Gegevens die nog ontbreken"),
                reverse("finance_figures", args=[route.pk]),
                _("Wat het meest uitmaakt, staat bovenaan."),
                icon="clipboard-document-list",
            ),
        ]


register(FinanceStep())
