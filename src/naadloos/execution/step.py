"""What step 10 offers."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Benefit, ProgressStatus, YesNoUnknown
from naadloos.execution.models import (
    ExecutionText,
    Incident,
    KeyDate,
    PracticePlace,
    ReadinessAction,
    Substitute,
    TeamMember,
)
from naadloos.execution.year_queries import closed_years
from naadloos.routes.forms import fact_form
from naadloos.routes.models import Route, RouteMember
from naadloos.routes.registry import Evidence, FactKind, Link, Part, SingleKind, State, StepProvider, register


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
        FactKind(
            "incidents",
            Incident,
            fact_form(Incident, "title", "on", "kind", "happened", "decision", "consequence", "owner", "closed_on"),
            doc.Incident,
            ("on", "title", "kind", "decision", "owner", "closed_on"),
            _("Nog geen incidenten of wijzigingen. Zet hier wat in het jaar anders liep, met besluit en gevolg."),
        ),
        FactKind(
            "substitutes",
            Substitute,
            fact_form(Substitute, "replaces", "by", "from_on", "until_on", "ready"),
            doc.Substitute,
            ("replaces", "by", "from_on", "until_on", "ready"),
            _("Nog geen vervanging. Wie of wat springt in als iets uitvalt?"),
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
        # The year at work goes on after the step is agreed.
        going_on = {"readiness", "incidents", "substitutes"}
        return {"execution": document.execution.model_dump(mode="json", exclude=going_on)}

    def tools(self, route: Route) -> list[Link]:
        def link(name: str, label: Any, hint: Any, icon: str, *, primary: bool = False) -> Link:
            return Link(label, reverse(name, args=[route.pk]), hint, icon, primary)

        return [
            link(
                "readiness",
                _("Klaar voor de start"),
                _("wat nog moet, met wie, wanneer en een licht"),
                "flag",
                primary=True,
            ),
            link("calendar", _("Agenda"), _("alle data van de route, ook in uw eigen agenda"), "calendar-days"),
            link("rollover", _("Volgend jaar"), _("een nieuwe groep, met wat anders is"), "arrow-path"),
            link("closing", _("Groep sluiten"), _("als de laatste leerlingen klaar zijn"), "archive-box"),
        ]

    def above(self, route: Route, read: Callable[[], RouteDocument]) -> Part | None:
        """Which groups are closed: what belongs to them is history."""
        closed = sorted(closed_years(route))
        if not closed:
            return None
        groups = get_text_list([str(year) for year in closed], gettext("en"))
        return Part("execution/_closed.html", {"groups": groups, "route": route.pk})

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
