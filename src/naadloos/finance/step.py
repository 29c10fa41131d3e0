"""What step 8 offers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import SettlementKind, YesNoUnknown
from naadloos.finance.models import CostItem, FinanceTerms
from naadloos.routes.forms import fact_form
from naadloos.routes.models import RouteMember
from naadloos.routes.registry import Evidence, FactKind, SingleKind, State, StepProvider, register


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
        FactKind(
            "cost_items",
            CostItem,
            fact_form(
                CostItem,
                "title",
                "phase",
                "owner",
                "executor",
                "amount",
                "basis",
                "confirmed",
                "settlement",
                "settlement_text",
                "settlement_amount",
            ),
            doc.CostItem,
            ("title", "owner", "amount", "settlement", "settled_amount"),
            _("Nog geen kostenposten. Begin met de voorbereiding, lessen voor elkaar, materiaal en vervoer."),
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        finance = state.document.finance
        items = finance.cost_items
        owned = [item for item in items if item.owner]
        settled = [item for item in items if item.settlement != SettlementKind.OPEN]
        unknown = [item for item in items if item.amount is None]
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
                _("Van elke kostenpost is het bedrag bekend"),
                bool(items) and not unknown,
                ngettext("%(n)s bedrag onbekend", "%(n)s bedragen onbekend", len(unknown)) % {"n": len(unknown)}
                if unknown
                else "",
                state.urls(8, "cost_items"),
            ),
        ]


register(FinanceStep())
