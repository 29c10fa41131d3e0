"""What steps 1 to 4 offer."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from naadloos.curriculum.models import Qualification, VmboProfile
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Benefit, BodyKind, FirstAgreementStatus, YesNoUnknown
from naadloos.organisations.models import Organisation
from naadloos.routes.forms import fact_form
from naadloos.routes.forms.organisation import DecisionForm
from naadloos.routes.forms.route import PartnerForm, find_organisation
from naadloos.routes.meetings import decided_about
from naadloos.routes.models import (
    Action,
    Body,
    BodyMember,
    Cohort,
    Contact,
    Decision,
    Expectation,
    FirstAgreement,
    Goal,
    Meeting,
    Milestone,
    Objective,
    Purpose,
    RaciRole,
    Risk,
    Route,
    RouteMember,
    RoutePartner,
    RouteProfile,
    RouteQualification,
    StepPlan,
    TargetGroup,
    Theme,
    Vision,
)
from naadloos.routes.portable import Resolver
from naadloos.routes.registry import Evidence, FactKind, Link, SingleKind, State, StepProvider, register

Role = RouteMember.Role


def _load_partner(item: doc.Partner, _resolver: Resolver) -> dict[str, Any]:
    organisation = find_organisation(item.brin, item.name, item.kind)
    if organisation is None:
        organisation = Organisation(**item.model_dump(exclude={"key", "side"}))
        organisation.full_clean()
        organisation.save()
    return {"organisation": organisation}


def _load_qualification(item: doc.RouteQualification, resolver: Resolver) -> dict[str, Any]:
    found = resolver.find(Qualification, item.crebo, "route.qualifications")
    return {"qualification": found} if found else {}


def _load_profile(item: doc.RouteProfile, resolver: Resolver) -> dict[str, Any]:
    found = resolver.find(VmboProfile, item.profile, "route.profiles")
    return {"profile": found} if found else {}


class PurposeStep(StepProvider):
    number = 1
    actor = _("projectleider")
    kinds = (
        SingleKind(
            "purpose",
            Purpose,
            fact_form(Purpose, "problem", "why_route", "not_for"),
            ("problem", "why_route", "not_for"),
        ),
        FactKind(
            "target_groups",
            TargetGroup,
            fact_form(
                TargetGroup,
                "profile",
                "leerweg",
                "description",
                "expected_low",
                "expected_mid",
                "expected_high",
                "source",
                "source_date",
            ),
            doc.TargetGroup,
            ("profile", "leerweg", "expected_low", "expected_mid", "expected_high", "source"),
            _("Nog geen doelgroep. Begin met de groep waar het om begon."),
        ),
        FactKind(
            "goals",
            Goal,
            fact_form(Goal, "title", "indicator", "baseline", "target", "year"),
            doc.Goal,
            ("title", "indicator", "baseline", "target", "year"),
            _("Nog geen doel. Schrijf op wat over een paar jaar anders moet zijn."),
        ),
        FactKind(
            "profiles",
            RouteProfile,
            fact_form(RouteProfile, "profile", "leerweg", "offered_by", "work_learning"),
            doc.RouteProfile,
            ("profile", "leerweg", "offered_by"),
            _("Nog geen profiel. Kies het vmbo-profiel en de leerweg."),
            section="route",
            load=_load_profile,
        ),
        FactKind(
            "qualifications",
            RouteQualification,
            fact_form(RouteQualification, "qualification", "leertraject", "study_years", "related"),
            doc.RouteQualification,
            ("qualification", "leertraject", "related"),
            _("Nog geen opleiding. Kies de mbo-opleiding met haar crebo."),
            section="route",
            load=_load_qualification,
        ),
        FactKind(
            "cohorts",
            Cohort,
            fact_form(Cohort, "start_year", "hours_norm", "norm_decided_on", "norm_decided_by"),
            doc.Cohort,
            ("start_year", "hours_norm", "norm_decided_on"),
            _("Nog geen groep. Vul het jaar in waarin de eerste groep begint."),
            section="route",
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        purpose, route = state.document.purpose, state.document.route
        groups = [group for group in purpose.target_groups if group.expected_mid is not None and group.source]
        goals = [goal for goal in purpose.goals if goal.indicator and goal.baseline and goal.target and goal.year]
        return [
            Evidence(
                "problem",
                _("Het probleem is beschreven"),
                bool(purpose.problem),
                url=state.urls(1, "purpose"),
            ),
            Evidence(
                "target_group",
                _("Een doelgroep met verwacht aantal en bron"),
                bool(groups),
                _group_detail(groups),
                state.urls(1, "target_groups"),
            ),
            Evidence(
                "goal",
                _("Een doel met indicator, nulmeting, streefwaarde en jaar"),
                bool(goals),
                ngettext("%(n)s doel met nulmeting", "%(n)s doelen met nulmeting", len(goals)) % {"n": len(goals)}
                if goals
                else "",
                state.urls(1, "goals"),
            ),
            Evidence(
                "destination",
                _("Profiel, leerweg en opleiding zijn gekozen"),
                bool(route.profiles and route.qualifications),
                ", ".join(f"{item.crebo} {item.name}" for item in route.qualifications),
                state.urls(1, "profiles"),
            ),
            Evidence(
                "cohort",
                _("De eerste groep heeft een startjaar"),
                bool(route.cohorts),
                "",
                state.urls(1, "cohorts"),
            ),
        ]

    def frozen(self, document: RouteDocument) -> dict[str, Any]:
        return {
            "route": document.route.model_dump(mode="json", exclude={"partners", "location"}),
            "purpose": document.purpose.model_dump(mode="json"),
        }

    def documents(self, route: Route) -> list[Link]:
        return _paper(route, 1, _("Startnotitie"))

    def tools(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Doelgroep in cijfers"),
                reverse("target_group", args=[route.pk]),
                _("leerlingen, doorstroom en wat de route mag verwachten"),
                "chart-bar",
                primary=True,
            ),
            Link(
                _("Welke vorm past?"),
                reverse("which_form", args=[route.pk]),
                _("doorlopend, geïntegreerd of geen van beide, met redenen"),
                "scale",
            ),
            Link(
                _("Gegevens van de route"),
                reverse("route_edit", args=[route.pk]),
                _("naam, soort, duur en plaats"),
                "pencil-square",
            ),
        ]


def _paper(route: Route, number: int, label: Any) -> list[Link]:
    """The document of one of the first four steps, in both formats."""
    return [
        Link(label, reverse("step_paper", args=[route.pk, number, "pdf"]), "PDF/UA", "arrow-down-tray"),
        Link(label, reverse("step_paper", args=[route.pk, number, "docx"]), "DOCX", "arrow-down-tray"),
    ]


def _group_detail(groups: list[doc.TargetGroup]) -> str:
    if not groups:
        return ""
    group = groups[0]
    number = (
        f"{group.expected_low}–{group.expected_high}"
        if group.expected_low is not None and group.expected_high is not None
        else str(group.expected_mid)
    )
    return gettext("%(number)s leerlingen per jaar (%(profile)s, %(leerweg)s)") % {
        "number": number,
        "profile": group.profile,
        "leerweg": group.leerweg,
    }


class PartnersStep(StepProvider):
    number = 2
    actor = _("projectleider")
    kinds = (
        FactKind(
            "partners",
            RoutePartner,
            PartnerForm,
            doc.Partner,
            ("name", "kind", "side", "brin", "place", "accepted_at"),
            _("Nog geen partners. Voeg de school en de mbo-instelling toe."),
            section="route",
            load=_load_partner,
        ),
        FactKind(
            "contacts",
            Contact,
            fact_form(Contact, "partner", "name", "function", "email", "mandate", "mandate_for"),
            doc.Contact,
            ("name", "partner", "function", "mandate", "mandate_for"),
            _("Nog geen contactpersonen. Wie mag namens elke partner beslissen?"),
        ),
        FactKind(
            "first_agreements",
            FirstAgreement,
            fact_form(FirstAgreement, "subject", "agreement", "owner", "agreed_on", "status"),
            doc.FirstAgreement,
            ("subject", "agreement", "owner", "agreed_on", "status"),
            _("Nog geen eerste afspraken. Wat is al gezegd en nog niet opgeschreven?"),
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        partners, contacts = state.document.route.partners, state.document.partners.contacts
        accepted = state.accepted_sides
        mandated = {contact.partner for contact in contacts if contact.mandate == YesNoUnknown.YES}
        sides = {side: [partner for partner in partners if partner.side == side] for side in ("vmbo", "mbo")}
        agreements = state.document.partners.first_agreements
        items = []
        for side, label in (
            ("vmbo", _("Een vmbo-school doet mee")),
            ("mbo", _("Een mbo-instelling doet mee")),
        ):
            items.append(
                Evidence(
                    f"partner_{side}",
                    label,
                    side in accepted,
                    ", ".join(partner.name for partner in sides[side]),
                    state.urls(2, "partners"),
                )
            )
        for side, label in (
            ("vmbo", _("Iemand met mandaat van de vmbo-kant")),
            ("mbo", _("Iemand met mandaat van de mbo-kant")),
        ):
            items.append(
                Evidence(
                    f"mandate_{side}",
                    label,
                    any(partner.key in mandated for partner in sides[side]),
                    "",
                    state.urls(2, "contacts"),
                )
            )
        items.append(
            Evidence(
                "first_agreement",
                _("Eerste afspraken zijn vastgelegd"),
                any(item.status == FirstAgreementStatus.AGREED for item in agreements),
                ngettext("%(n)s afspraak", "%(n)s afspraken", len(agreements)) % {"n": len(agreements)}
                if agreements
                else "",
                state.urls(2, "first_agreements"),
            )
        )
        return items

    def frozen(self, document: RouteDocument) -> dict[str, Any]:
        return {
            "route": document.route.model_dump(mode="json", include={"partners"}),
            "partners": document.partners.model_dump(mode="json"),
        }

    def documents(self, route: Route) -> list[Link]:
        return _paper(route, 2, _("Intentieverklaring"))

    def tools(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Partners uitnodigen en rollen verdelen"),
                reverse("route_people", args=[route.pk]),
                _("wie doet mee, en wie mag wat"),
                "user-group",
                primary=True,
            ),
            Link(
                _("Partners zoeken"),
                reverse("partner_finder", args=[route.pk]),
                _("wie biedt de opleiding aan, en hoe ver is dat"),
                "map-pin",
            ),
        ]

    def benefits(self, state: State) -> list[tuple[Benefit, str]]:
        companies = sum(1 for partner in state.document.route.partners if partner.kind == "bedrijf")
        if not companies:
            return []
        return [
            (
                Benefit.COMPANIES,
                ngettext("%(n)s bedrijf is partner", "%(n)s bedrijven zijn partner", companies) % {"n": companies},
            )
        ]


class VisionStep(StepProvider):
    number = 3
    actor = _("ontwikkelteam van beide kanten")
    editors = frozenset({Role.TEACHER, Role.QUALITY})
    approver = Role.BOARD
    kinds = (
        FactKind(
            "expectations",
            Expectation,
            fact_form(Expectation, "side", "kind", "text"),
            doc.Expectation,
            ("text", "kind", "side"),
            _("Nog geen verwachtingen. Laat elke kant apart opschrijven wat zij hoopt en vreest."),
        ),
        SingleKind(
            "vision",
            Vision,
            fact_form(Vision, "vision", "different_on_purpose"),
            ("vision", "different_on_purpose"),
            negotiable=("vision", "different_on_purpose"),
        ),
        FactKind(
            "themes",
            Theme,
            fact_form(Theme, "title", "kind", "expectations", "meaning"),
            doc.Theme,
            ("title", "kind", "meaning"),
            _("Nog geen thema. Wat hebben de verwachtingen gemeen, en waarin verschillen zij?"),
        ),
        FactKind(
            "objectives",
            Objective,
            fact_form(Objective, "title", "benefit", "indicator", "baseline", "target", "year"),
            doc.Objective,
            ("title", "benefit", "indicator", "baseline", "target", "year"),
            _("Nog geen doelstellingen. Wat belooft de route bij elk van de zes voordelen?"),
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        vision = state.document.vision
        sides = {item.side for item in vision.expectations}
        linked = [item for item in vision.objectives if item.indicator and item.target]
        return [
            Evidence(
                "expectations_vmbo",
                _("Verwachtingen van de vmbo-kant"),
                "vmbo" in sides,
                url=state.urls(3, "expectations"),
            ),
            Evidence(
                "expectations_mbo",
                _("Verwachtingen van de mbo-kant"),
                "mbo" in sides,
                url=state.urls(3, "expectations"),
            ),
            Evidence(
                "vision",
                _("Een gezamenlijke visie"),
                bool(vision.vision),
                _("gezamenlijke visie") if vision.vision else "",
                state.urls(3, "vision"),
            ),
            Evidence(
                "objectives",
                _("Elke doelstelling heeft een indicator en een belofte"),
                bool(vision.objectives) and len(linked) == len(vision.objectives),
                gettext("%(n)s van 6 voordelen met een belofte") % {"n": len({item.benefit for item in linked})}
                if linked
                else "",
                state.urls(3, "objectives"),
            ),
        ]

    def documents(self, route: Route) -> list[Link]:
        return _paper(route, 3, _("Visiedocument"))

    def tools(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Verwachtingen naast elkaar"),
                reverse("expectations", args=[route.pk]),
                _("apart schrijven, samen lezen, thema's vinden"),
                "users",
                primary=True,
            ),
            Link(
                _("Versies van de visie"),
                reverse("vision_versions", args=[route.pk]),
                _("wie wat wijzigde, woord voor woord"),
                "clock",
            ),
        ]


class OrganisationStep(StepProvider):
    number = 4
    actor = _("projectleider")
    kinds = (
        FactKind(
            "bodies",
            Body,
            fact_form(Body, "kind", "name", "task", "rhythm", "reports_to"),
            doc.Body,
            ("name", "kind", "rhythm", "reports_to"),
            _("Nog geen overleg. Begin met de stuurgroep: de leiding van de route."),
        ),
        FactKind(
            "members",
            BodyMember,
            fact_form(BodyMember, "body", "name", "side", "role"),
            doc.BodyMember,
            ("body", "name", "side", "role"),
            _("Nog geen leden. Zet in elk overleg mensen van beide kanten."),
        ),
        FactKind(
            "raci",
            RaciRole,
            fact_form(RaciRole, "step", "who", "role"),
            doc.RaciRole,
            ("step", "who", "role"),
            _("Nog niets verdeeld. Wie doet het werk in elke stap, en wie is eindverantwoordelijk?"),
        ),
        FactKind(
            "meetings",
            Meeting,
            fact_form(Meeting, "body", "on", "begins_at", "minutes", "place", "agenda", "report"),
            doc.Meeting,
            ("on", "body", "begins_at", "place"),
            _("Nog geen vergaderingen. Plan een reeks bij Overleggen en taken."),
        ),
        FactKind(
            "decisions",
            Decision,
            DecisionForm,
            doc.Decision,
            ("title", "body", "decided_on", "consequences"),
            _("Nog geen besluiten."),
            worked_out=(_("gaat over"), decided_about),
        ),
        FactKind(
            "actions",
            Action,
            fact_form(Action, "title", "step", "owner", "due_on", "status", "meeting"),
            doc.Action,
            ("title", "owner", "due_on", "status"),
            _("Nog geen acties."),
        ),
        FactKind(
            "risks",
            Risk,
            fact_form(Risk, "title", "chance", "effect", "measure", "owner"),
            doc.Risk,
            ("title", "chance", "effect", "measure", "owner"),
            _("Nog geen risico's. Wat kan misgaan in het eerste jaar?"),
        ),
        FactKind(
            "milestones",
            Milestone,
            fact_form(Milestone, "title", "on", "step"),
            doc.Milestone,
            ("on", "title", "step"),
            _("Nog geen planning. Reken terug vanaf de eerste schooldag."),
        ),
        FactKind(
            "step_plans",
            StepPlan,
            fact_form(StepPlan, "step", "weeks", "lead"),
            doc.StepPlan,
            ("step", "weeks", "lead"),
            _("Nog geen tijd per stap. Hoeveel weken werk is elke stap? Dan telt de planning terug vanaf de start."),
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        organisation = state.document.organisation
        sides: dict[str, set[str]] = {}
        for member in organisation.members:
            sides.setdefault(member.body, set()).add(member.side)

        def both(kind: BodyKind) -> bool:
            return any(
                {"vmbo", "mbo"} <= sides.get(body.key, set()) for body in organisation.bodies if body.kind == kind
            )

        one_sided = [
            body.name
            for body in organisation.bodies
            if body.kind != BodyKind.VOICE and sides.get(body.key) and not {"vmbo", "mbo"} <= sides[body.key]
        ]
        return [
            Evidence(
                "steering",
                _("Een stuurgroep met leden van beide kanten"),
                both(BodyKind.STEERING),
                _("stuurgroep van beide kanten") if both(BodyKind.STEERING) else "",
                state.urls(4, "bodies"),
            ),
            Evidence(
                "development",
                _("Een ontwikkelteam met leden van beide kanten"),
                both(BodyKind.DEVELOPMENT),
                "",
                state.urls(4, "members"),
            ),
            Evidence(
                "balance",
                _("In geen overleg ontbreekt een kant"),
                bool(organisation.members) and not one_sided,
                gettext("één kant ontbreekt in: %(names)s") % {"names": ", ".join(one_sided)} if one_sided else "",
                state.urls(4, "members"),
            ),
            Evidence(
                "leader",
                _("Een projectleider"),
                any(body.kind == BodyKind.PROJECT for body in organisation.bodies)
                or any("projectleider" in member.role.lower() for member in organisation.members),
                "",
                state.urls(4, "members"),
            ),
            Evidence(
                "rhythm",
                _("Elk overleg heeft een ritme"),
                bool(organisation.bodies) and all(body.rhythm for body in organisation.bodies),
                "",
                state.urls(4, "bodies"),
            ),
            Evidence(
                "planning",
                _("Een planning met data"),
                bool(organisation.milestones),
                ngettext("%(n)s mijlpaal", "%(n)s mijlpalen", len(organisation.milestones))
                % {"n": len(organisation.milestones)}
                if organisation.milestones
                else "",
                state.urls(4, "milestones"),
            ),
        ]

    def documents(self, route: Route) -> list[Link]:
        return _paper(route, 4, _("Projectplan"))

    def tools(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Overleggen en taken"),
                reverse("project_organisation", args=[route.pk]),
                _("wie doet wat, wanneer is het overleg, wat kan misgaan"),
                icon="users",
                primary=True,
            ),
            Link(
                _("Planning van de tien stappen"),
                reverse("route_planning", args=[route.pk]),
                _("Teruggerekend vanaf de start: hoeveel speling is er nog?"),
                icon="calendar-days",
            ),
        ]

    def frozen(self, document: RouteDocument) -> dict[str, Any]:
        # Meetings, decisions and actions go on after the organisation is agreed; one more must not make it stale.
        going_on = {"actions", "decisions", "meetings"}
        return {"organisation": document.organisation.model_dump(mode="json", exclude=going_on)}

    def benefits(self, state: State) -> list[tuple[Benefit, str]]:
        members = state.document.organisation.members
        both = {member.body for member in members if member.side == "vmbo"} & {
            member.body for member in members if member.side == "mbo"
        }
        if not both:
            return []
        return [
            (
                Benefit.TEAMS,
                ngettext("%(n)s overleg met beide kanten", "%(n)s overleggen met beide kanten", len(both))
                % {"n": len(both)},
            )
        ]


for _provider in (PurposeStep(), PartnersStep(), VisionStep(), OrganisationStep()):
    register(_provider)
