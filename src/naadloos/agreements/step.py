"""What step 9 offers."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naadloos.agreements.actions import keep_signed
from naadloos.agreements.compose import compose_agreement
from naadloos.agreements.models import AgreementTerm, Clause, Registration
from naadloos.engines.route import STEPS, RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import RegistrationKind
from naadloos.routes.forms import fact_form
from naadloos.routes.models import Route, RouteMember, Snapshot
from naadloos.routes.registry import (
    Evidence,
    FactKind,
    Link,
    SingleKind,
    State,
    StepProvider,
    provider_of,
    register,
)

REQUIRED = ("b", "c", "d", "f", "g", "h", "i", "j")


class AgreementStep(StepProvider):
    number = 9
    actor = _("projectleider, daarna de bestuurders")
    approver = RouteMember.Role.BOARD
    kinds = (
        SingleKind("term", AgreementTerm, fact_form(AgreementTerm, "starts_on", "ends_on"), ("starts_on", "ends_on")),
        FactKind(
            "clauses",
            Clause,
            fact_form(Clause, "subject", "text"),
            doc.Clause,
            ("subject", "text"),
            _("Nog geen eigen bepalingen. De wet vraagt afspraken over a tot en met j."),
        ),
        FactKind(
            "registrations",
            Registration,
            fact_form(Registration, "kind", "partner", "value", "done_on", "proof"),
            doc.Registration,
            ("kind", "partner", "value", "done_on", "proof"),
            _("Nog niets gemeld of geregistreerd."),
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        agreement = state.document.agreement
        # Wholly within one verticale scholengemeenschap, disputes and joining need no arrangement (WVO 2.107b lid 3).
        needed = [letter for letter in REQUIRED if not (state.document.route.vertical_school and letter in "hi")]
        written = {clause.subject for clause in agreement.clauses}
        missing = [letter for letter in needed if letter not in written]
        notice = [item for item in agreement.registrations if item.kind == RegistrationKind.NOTICE and item.done_on]
        rio = {
            item.kind
            for item in agreement.registrations
            if item.done_on and item.kind in {RegistrationKind.RIO_VO, RegistrationKind.RIO_MBO}
        }
        return [
            Evidence(
                "clauses",
                _("Over elk onderwerp van de wet is iets afgesproken"),
                not missing,
                gettext("nog open: %(letters)s") % {"letters": ", ".join(missing)}
                if missing and written
                else (gettext("alle onderwerpen a tot en met j") if not missing else ""),
                state.urls(9, "clauses"),
            ),
            Evidence("start", _("De begindatum staat vast"), bool(agreement.starts_on), "", state.urls(9, "term")),
            Evidence(
                "notice",
                _("De route is samen gemeld bij de minister"),
                bool(notice),
                "",
                state.urls(9, "registrations"),
                required=False,
            ),
            Evidence(
                "rio",
                _("De opleidingen zijn geregistreerd in RIO"),
                len(rio) == 2,
                "",
                state.urls(9, "registrations"),
                required=False,
            ),
        ]

    def frozen(self, document: RouteDocument) -> dict[str, Any]:
        """The agreement rests on steps 1 to 8 and on its own words; what is reported afterwards is no part of it."""
        content: dict[str, Any] = {}
        for step in STEPS[:8]:
            content |= provider_of(step.number).frozen(document)
        # Steps 1 and 2 each hold a part of the route's own facts.
        content["route"] = document.route.model_dump(mode="json")
        content["agreement"] = document.agreement.model_dump(mode="json", exclude={"registrations"})
        return content

    def changed_by(self, before: RouteDocument, after: RouteDocument) -> list[str]:
        """The articles and annexes whose text would differ: both agreements are composed and compared."""
        one, other = (compose_agreement(each, on=date.min, version="", fingerprint=None) for each in (before, after))
        texts = {article.title: article.blocks for article in other.articles}
        found = [
            gettext("artikel %(number)s %(title)s") % {"number": article.number, "title": article.title}
            for article in one.articles
            if texts.get(article.title) != article.blocks
        ]
        annexes = {annex.title: annex.blocks for annex in other.annexes}
        return found + [
            gettext("bijlage %(title)s") % {"title": annex.title}
            for annex in one.annexes
            if annexes.get(annex.title) != annex.blocks
        ]

    def agreed(self, snapshot: Snapshot) -> None:
        keep_signed(snapshot)

    def tools(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Getekende versies"),
                reverse("agreement_signed", args=[route.pk]),
                _("bewaren, kopieën met handtekening, en nagaan of een bestand de getekende versie is"),
                "shield-check",
            ),
            Link(
                _("Verschillen tussen versies"),
                reverse("agreement_difference", args=[route.pk]),
                _("per artikel wat er stond en wat er nu staat"),
                "arrows-right-left",
            ),
            Link(
                _("Lees de overeenkomst"),
                reverse("agreement", args=[route.pk]),
                _("artikel voor artikel, met wat nog open is"),
                "document-text",
                primary=True,
            ),
        ]

    def documents(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Overeenkomst als PDF"),
                reverse("agreement_pdf", args=[route.pk]),
                "PDF/UA",
                "arrow-down-tray",
            ),
            Link(
                _("Overeenkomst als Word"),
                reverse("agreement_docx", args=[route.pk]),
                "DOCX",
                "arrow-down-tray",
            ),
            Link(_("Route als bestand"), reverse("route_export", args=[route.pk]), "JSON", "arrow-down-tray"),
        ]


register(AgreementStep())
