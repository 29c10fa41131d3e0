"""What step 9 offers."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list, slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naadloos.agreements.actions import keep_signed
from naadloos.agreements.clauses import choices_for
from naadloos.agreements.compose import compose_agreement
from naadloos.agreements.forms import ClauseForm
from naadloos.agreements.models import AgreementTerm, ApprovalTurn, Clause, Consultation, Registration
from naadloos.agreements.placeholders import PLACEHOLDERS
from naadloos.engines.route import STEPS, RouteDocument, validate_document
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import RegistrationKind, VoiceMatter, VoiceOutcome, YesNoUnknown
from naadloos.routes.forms import fact_form
from naadloos.routes.models import Route, RouteMember, Snapshot
from naadloos.routes.portable import build_document
from naadloos.routes.registry import (
    Evidence,
    FactKind,
    Link,
    Part,
    SingleKind,
    State,
    StepProvider,
    provider_of,
    register,
)

REQUIRED = ("b", "c", "d", "f", "g", "h", "i", "j")
# What talk about an article is about: "artikel:geschillen". Numbers shift, titles stay.
ARTICLE = "artikel"
# Two contents never change, so that neither does the answer whether they read the same.
_READ_SAME: dict[tuple[int, str, str], bool] = {}
KEPT_ANSWERS = 2000
# What happens around the agreement is no part of what the partners agree on.
AROUND = {"consultations", "turns", "registrations"}
# Consent that was refused stops the decision (WMS 12); an advice against does not.
_CONSENT = {VoiceMatter.MR_FUNDING, VoiceMatter.MR_STAFF, VoiceMatter.SR_INFORMATION}


class AgreementStep(StepProvider):
    number = 9
    actor = _("projectleider, daarna de bestuurders")
    approver = RouteMember.Role.BOARD
    kinds = (
        SingleKind(
            "term",
            AgreementTerm,
            fact_form(AgreementTerm, "starts_on", "ends_on", "renew_by"),
            ("starts_on", "ends_on", "renew_by"),
        ),
        FactKind(
            "clauses",
            Clause,
            ClauseForm,
            doc.Clause,
            ("subject", "text"),
            _("Nog geen eigen bepalingen. De wet vraagt afspraken over a tot en met j."),
            negotiable=("text",),
        ),
        FactKind(
            "consultations",
            Consultation,
            fact_form(Consultation, "matter", "partner", "asked_on", "answered_on", "outcome", "said", "proof"),
            doc.Consultation,
            ("matter", "partner", "asked_on", "answered_on", "outcome", "proof"),
            _("Nog geen raad gehoord. Vraag de MR en de studentenraad voordat de besturen besluiten."),
            _("De raden geven hun advies of instemming voordat de besturen besluiten (WMS 11 en 12, WEB 8a.2.2)."),
        ),
        FactKind(
            "turns",
            ApprovalTurn,
            fact_form(ApprovalTurn, "partner", "turn", "due_on"),
            doc.ApprovalTurn,
            ("turn", "partner", "due_on"),
            _("Geen volgorde: alle partners kunnen tegelijk akkoord geven."),
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
        content["agreement"] = document.agreement.model_dump(mode="json", exclude=AROUND)
        return content

    def not_yet(self, document: RouteDocument, partner: str, agreed: frozenset[str]) -> str:
        """The order of agreeing, and the consent that a raad of this partner refused."""
        names = {each.key: each.name for each in document.route.partners}
        here = {each.key for each in document.route.partners if each.left_on is None}
        refused = [
            each
            for each in document.agreement.consultations
            if each.matter in _CONSENT and each.outcome == VoiceOutcome.AGAINST and each.partner == partner
        ]
        if refused:
            return gettext("Een raad stemt niet in (%(matter)s). Overleg eerst en wijzig daarna wat hier staat.") % {
                "matter": gettext(refused[0].matter.label)
            }
        turns = {each.partner: each.turn for each in document.agreement.turns}
        if partner not in turns:
            return ""
        first = [key for key, turn in turns.items() if turn < turns[partner] and key not in agreed and key in here]
        if not first:
            return ""
        return gettext("Eerst is %(partners)s aan de beurt.") % {
            "partners": get_text_list([names.get(key, key) for key in first], gettext("en"))
        }

    def no_mandate(self, document: RouteDocument, partner: str, name: str) -> str:
        """Who stands in step 2 as a contact without a mandate cannot sign; who is not named there is not judged."""
        wrong = any(
            each.partner == partner
            and each.mandate is YesNoUnknown.NO
            and each.name.strip().casefold() == name.strip().casefold()
            for each in document.partners.contacts
        )
        if not wrong:
            return ""
        return gettext(
            "Volgens stap 2 heeft %(name)s geen mandaat. Pas dat daar aan, of laat iemand anders tekenen."
        ) % {"name": name}

    def watched(self, routes: Sequence[Any]) -> list[tuple[Any, date, str]]:
        found = []
        for term in AgreementTerm.objects.filter(route__in=routes):
            if term.renew_by:
                found.append((term.route_id, term.renew_by, gettext("besluit of de overeenkomst wordt verlengd")))
            if term.ends_on:
                found.append((term.route_id, term.ends_on, gettext("de overeenkomst loopt af")))
        return found

    def reads_same(self, snapshot: Snapshot, document: RouteDocument, fingerprint: str) -> bool:
        """Both are composed as of one day, without what says which version it is."""
        key = snapshot.pk, snapshot.sha256, fingerprint
        if key not in _READ_SAME:
            if len(_READ_SAME) >= KEPT_ANSWERS:
                _READ_SAME.clear()
            frozen = validate_document(snapshot.document)
            one, other = (
                compose_agreement(each, on=date.min, version="", fingerprint=None) for each in (frozen, document)
            )
            _READ_SAME[key] = one == other
        return _READ_SAME[key]

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

    def subject(self, route: Route, about: str) -> str | None:
        """An article of the agreement as it reads now, by the words of its title; else the facts of the step."""
        kind, _colon, title = about.partition(":")
        if kind != ARTICLE:
            return super().subject(route, about)
        content = compose_agreement(build_document(route), on=date.min, version="", fingerprint=None)
        found = next((each for each in content.articles if slugify(each.title) == title), None)
        return gettext("artikel %(title)s") % {"title": found.title} if found else None

    def beside(self, route: Route, kind: str, form: Any, read: Callable[[], RouteDocument]) -> Part | None:
        if kind != "clauses":
            return None
        document, subject = read(), form["subject"].value() or ""
        known = [(each, each.value(document)) for each in PLACEHOLDERS.values()]
        choices = choices_for(document, subject) if subject else []
        return Part("agreements/_clause_help.html", {"known": known, "choices": choices, "subject": subject})

    def agreed(self, snapshot: Snapshot) -> None:
        keep_signed(snapshot)

    def tools(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Wat ontbreekt nog?"),
                reverse("agreement_interview", args=[route.pk]),
                _("één vraag tegelijk, tot de overeenkomst compleet is"),
                "chat-bubble-left-right",
            ),
            Link(
                _("Kies bepalingen"),
                reverse("clause_library", args=[route.pk]),
                _("uit de bibliotheek, met de gegevens van deze route ingevuld"),
                "book-open",
            ),
            Link(
                _("Lees de regeling") if route.vertical_school else _("Lees de overeenkomst"),
                reverse("agreement", args=[route.pk]),
                _("artikel voor artikel, met wat nog open is"),
                "document-text",
                primary=True,
            ),
            Link(
                _("Verschillen tussen versies"),
                reverse("agreement_difference", args=[route.pk]),
                _("per artikel wat er stond en wat er nu staat"),
                "arrows-right-left",
            ),
            Link(
                _("Getekende versies"),
                reverse("agreement_signed", args=[route.pk]),
                _("bewaren, kopieën met handtekening, en nagaan of een bestand de getekende versie is"),
                "shield-check",
            ),
            Link(
                _("RIO, ROD en de melding"),
                reverse("register_list", args=[route.pk]),
                _("wat elke kant invult, met de precieze waarden"),
                "clipboard-document-list",
            ),
        ]

    def documents(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Regeling als PDF") if route.vertical_school else _("Overeenkomst als PDF"),
                reverse("agreement_pdf", args=[route.pk]),
                "PDF/UA",
                "arrow-down-tray",
            ),
            Link(
                _("Regeling als Word") if route.vertical_school else _("Overeenkomst als Word"),
                reverse("agreement_docx", args=[route.pk]),
                "DOCX",
                "arrow-down-tray",
            ),
            Link(_("Route als bestand"), reverse("route_export", args=[route.pk]), "JSON", "arrow-down-tray"),
        ]


register(AgreementStep())
