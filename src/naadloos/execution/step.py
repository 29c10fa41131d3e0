"""What step 10 offers."""

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Benefit, ProgressStatus, YesNoUnknown
from naadloos.execution.models import ExecutionText, KeyDate, PracticePlace, ReadinessAction, TeamMember
from naadloos.routes.forms import fact_form
from naadloos.routes.models import Route, RouteMember
from naadloos.routes.registry import Evidence, FactKind, Link, SingleKind, State, StepProvider, register


class ExecutionStep(StepProvider):
    number = 10
    actor = _("projectleider en teamleiders")
    editors = frozenset({RouteMember.Role.TEACHER})
    kinds = (
        FactKind(
            "readiness",
            ReadinessAction,
            fact_form(ReadinessAction, "title", "owner", "due_on", "status"),
            doc.ReadinessAction,
            ("title", "owner", "due_on", "status"),
            _("Nog geen acties. Wat moet klaar zijn op de eerste schooldag?"),
        ),
        FactKind(
            "team",
            TeamMember,
            fact_form(TeamMember, "name", "side", "teaches", "qualified", "hours_per_week"),
            doc.TeamMember,
            ("name", "side", "teaches", "qualified", "hours_per_week"),
            _("Nog geen team. Wie geeft wat?"),
        ),
        FactKind(
            "practice_places",
            PracticePlace,
            fact_form(PracticePlace, "company", "place", "places", "recognised", "period", "agreement_signed"),
            doc.PracticePlace,
            ("company", "place", "places", "recognised", "period", "agreement_signed"),
            _("Nog geen leerbedrijven."),
        ),
        SingleKind(
            "text",
            ExecutionText,
            fact_form(ExecutionText, "basic_week", "communication"),
            ("basic_week", "communication"),
        ),
        FactKind(
            "dates",
            KeyDate,
            fact_form(KeyDate, "title", "on", "audience"),
            doc.KeyDate,
            ("on", "title", "audience"),
            _("Nog geen data. Zet hier de open dag, de inschrijving en de eerste schooldag."),
        ),
    )

    def evidence(self, state: State) -> list[Evidence]:
        execution = state.document.execution
        ready = [item for item in execution.readiness if item.status == ProgressStatus.DONE]
        places = sum(item.places or 0 for item in execution.practice_places)
        return [
            Evidence(
                "team",
                _("Het team is compleet en bevoegd"),
                bool(execution.team) and all(item.qualified == YesNoUnknown.YES for item in execution.team),
                ngettext("%(n)s teamlid", "%(n)s teamleden", len(execution.team)) % {"n": len(execution.team)}
                if execution.team
                else "",
                state.urls(10, "team"),
            ),
            Evidence(
                "places",
                _("Er zijn plekken bij erkende leerbedrijven"),
                bool(places) and all(item.recognised == YesNoUnknown.YES for item in execution.practice_places),
                ngettext("%(n)s praktijkplek", "%(n)s praktijkplekken", places) % {"n": places} if places else "",
                state.urls(10, "practice_places"),
            ),
            Evidence("week", _("De basisweek is bekend"), bool(execution.basic_week), "", state.urls(10, "text")),
            Evidence(
                "communication",
                _("Leerlingen en ouders weten wat er komt"),
                bool(execution.communication and execution.dates),
                "",
                state.urls(10, "text"),
            ),
            Evidence(
                "ready",
                _("Alles is klaar voor de start"),
                bool(execution.readiness) and len(ready) == len(execution.readiness),
                gettext("%(done)s van %(all)s klaar") % {"done": len(ready), "all": len(execution.readiness)}
                if execution.readiness
                else "",
                state.urls(10, "readiness"),
            ),
        ]

    def frozen(self, document: RouteDocument) -> dict[str, object]:
        return {"execution": document.execution.model_dump(mode="json", exclude={"readiness"})}

    def tools(self, route: Route) -> list[Link]:
        return [
            Link(
                _("Groepen en leerlingen"),
                reverse("groups", args=[route.pk]),
                _("zonder naam: fasen, voortgang, wissel en vertrek"),
                "users",
            )
        ]

    def benefits(self, state: State) -> list[tuple[Benefit, str]]:
        companies = len(state.document.execution.practice_places)
        team = {item.side for item in state.document.execution.team}
        found = []
        if companies:
            found.append(
                (
                    Benefit.COMPANIES,
                    ngettext("%(n)s leerbedrijf", "%(n)s leerbedrijven", companies) % {"n": companies},
                )
            )
        if {"vmbo", "mbo"} <= team:
            found.append((Benefit.TEAMS, gettext("één team met docenten van beide kanten")))
        return found


register(ExecutionStep())
