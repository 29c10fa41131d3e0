"""What step 10 offers."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Benefit, ProgressStatus, YesNoUnknown
from naadloos.execution.bpv_forms import CompanyForm, CompanyRoleForm
from naadloos.execution.bpv_queries import rests_on_company, signed_of, signed_words, watched_days
from naadloos.execution.forms import (
    HouseDayForm,
    PracticeRoomForm,
    TeamMemberForm,
    UnitSkillForm,
    WeekGroupForm,
    WeekLessonForm,
)
from naadloos.execution.models import (
    Assigned,
    CompanyRole,
    ExecutionText,
    HouseDay,
    Incident,
    KeyDate,
    LessonPlace,
    PeriodPlaces,
    PracticePlace,
    PracticeRoom,
    PublicPage,
    ReadinessAction,
    Substitute,
    TeamMember,
    Training,
    UnitSkill,
    WeekGroup,
    WeekLesson,
    WeekStay,
)
from naadloos.execution.public_forms import PublicTextForm
from naadloos.execution.year_queries import closed_years
from naadloos.organisations.history import in_words
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
            TeamMemberForm,
            doc.TeamMember,
            ("name", "side", "partner", "teaches", "qualified", "hours_per_week"),
            _("Nog geen team. Wie geeft wat?"),
        ),
        FactKind(
            "unit_skills",
            UnitSkill,
            UnitSkillForm,
            doc.UnitSkill,
            ("unit", "skill"),
            _("Nog geen eisen. Zonder eis mag elke bevoegde docent van die kant een onderdeel geven."),
            listed=False,
        ),
        FactKind(
            "assigned",
            Assigned,
            fact_form(Assigned, "teacher", "unit", "group", "route_year", "period", "hours"),
            doc.Assigned,
            ("teacher", "unit", "route_year", "period", "hours"),
            _("De lessen zijn nog niet verdeeld."),
            listed=False,
        ),
        FactKind(
            "trainings",
            Training,
            fact_form(Training, "title", "on", "half_days", "both_sides", "who"),
            doc.Training,
            ("on", "title", "half_days", "both_sides"),
            _("Nog geen scholing. Wat leert het team samen voor de start?"),
        ),
        FactKind(
            "rooms",
            PracticeRoom,
            PracticeRoomForm,
            doc.PracticeRoom,
            ("title", "purposes", "capacity"),
            _("Nog geen praktijklokalen."),
        ),
        FactKind(
            "week_groups",
            WeekGroup,
            WeekGroupForm,
            doc.WeekGroup,
            ("title", "route_year", "at_vmbo", "at_mbo", "at_company"),
            _("Nog geen groepen. Hoeveel dagdelen is elke groep op het vmbo, op het mbo en bij een bedrijf?"),
        ),
        FactKind(
            "week_lessons",
            WeekLesson,
            WeekLessonForm,
            doc.WeekLesson,
            ("title", "kind", "length", "room"),
            _("Nog geen lessen die een vaste plek nodig hebben."),
        ),
        FactKind(
            "house_days",
            HouseDay,
            HouseDayForm,
            doc.HouseDay,
            ("title", "day", "part", "kind"),
            _("Nog geen vaste dagdelen van een school."),
        ),
        FactKind(
            "week_stays",
            WeekStay,
            fact_form(WeekStay, "group", "day", "part", "kind", "place"),
            doc.WeekStay,
            ("group", "day", "part", "kind"),
            _("De week is nog leeg."),
            listed=False,
        ),
        FactKind(
            "lesson_places",
            LessonPlace,
            fact_form(LessonPlace, "lesson", "day", "part", "place", "room"),
            doc.LessonPlace,
            ("lesson", "day", "part"),
            _("Nog geen les heeft een plek."),
            listed=False,
        ),
        FactKind(
            "practice_places",
            PracticePlace,
            CompanyForm,
            doc.PracticePlace,
            ("company", "place", "places", "recognised", "recognised_until", "crebos"),
            _("Nog geen leerbedrijven."),
            rests_on=rests_on_company,
            worked_out=(_("praktijkovereenkomst getekend"), signed_words),
        ),
        FactKind(
            "period_places",
            PeriodPlaces,
            fact_form(PeriodPlaces, "company", "route_year", "period", "places"),
            doc.PeriodPlaces,
            ("company", "route_year", "period", "places"),
            _("Nog geen plekken per periode. Hoeveel leerlingen kan elk bedrijf wanneer hebben?"),
        ),
        FactKind(
            "company_roles",
            CompanyRole,
            CompanyRoleForm,
            doc.CompanyRole,
            ("company", "role", "unit", "about", "spoken_on"),
            _("Nog geen rollen. Wat doen bedrijven in het programma en bij examens?"),
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
        SingleKind("public", PublicPage, PublicTextForm, tuple(doc.PageTexts.model_fields), listed=False),
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

    def facts(self, route: Route) -> dict[str, Any]:
        """Whether a company signed follows from its matches where there are any; else it is what people filled in."""
        section = super().facts(route)
        signed = signed_of(route)
        for row in section["practice_places"]:
            if row["key"] in signed:
                row["agreement_signed"] = signed[row["key"]].answer
        return section

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
            Evidence(
                "week",
                _("De basisweek is bekend"),
                bool(execution.basic_week or execution.week_stays),
                "",
                state.urls(10, "text"),
            ),
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
            link("team", _("Team en lesverdeling"), _("wie geeft wat, wat blijft open, wie u zoekt"), "user-group"),
            link("groups", _("Groepen en leerlingen"), _("zonder naam: fasen, voortgang, wissel en vertrek"), "users"),
            link("week", _("Basisweek"), _("welke groep is wanneer waar"), "calendar"),
            link(
                "bpv", _("Bpv en leerbedrijven"), _("plekken, koppelen, overeenkomsten, bezoeken"), "building-office-2"
            ),
            link(
                "public_page",
                _("Pagina voor leerlingen en ouders"),
                _("zonder account te lezen, met folder en dia’s voor een ouderavond"),
                "megaphone",
            ),
            link("calendar", _("Agenda"), _("alle data van de route, ook in uw eigen agenda"), "calendar-days"),
            link("rollover", _("Volgend jaar"), _("een nieuwe groep, met wat anders is"), "arrow-path"),
            link("closing", _("Groep sluiten"), _("als de laatste leerlingen klaar zijn"), "archive-box"),
        ]

    def frozen(self, document: RouteDocument) -> dict[str, object]:
        # The year at work goes on after the step is agreed, people speak again with a company, pupils and companies
        # sign, and the page for pupils tells what was agreed without being an agreement.
        left_out: Any = {
            **dict.fromkeys(("readiness", "incidents", "substitutes", *doc.PageTexts.model_fields), True),
            "company_roles": {"__all__": {"spoken_on"}},
            "practice_places": {"__all__": {"agreement_signed"}},
        }
        return {"execution": document.execution.model_dump(mode="json", exclude=left_out)}

    def watched(self, routes: Sequence[Any]) -> list[tuple[Any, date, str]]:
        return watched_days(routes)

    def above(self, route: Route, read: Callable[[], RouteDocument]) -> Part | None:
        """Which groups are closed: what belongs to them is history."""
        closed = sorted(closed_years(route))
        if not closed:
            return None
        groups = get_text_list([str(year) for year in closed], gettext("en"))
        return Part("execution/_closed.html", {"groups": groups, "route": route.pk})

    def beside(self, route: Route, kind: str, form: Any, read: Callable[[], RouteDocument]) -> Part | None:
        """Beside a company with pupils: what follows from its matches, and is not asked in the form."""
        if kind != "practice_places" or not form.instance.pk:
            return None
        signed = signed_of(route).get(form.instance.key)
        return Part("execution/_bpv_signed.html", {"signed": signed}) if signed else None

    def benefits(self, state: State) -> list[tuple[Benefit, str]]:
        execution = state.document.execution
        companies = len(execution.practice_places)
        acting = len({item.company for item in execution.company_roles})
        spoken = max((item.spoken_on for item in execution.company_roles if item.spoken_on), default=None)
        team = {item.side for item in state.document.execution.team}
        found = []
        if companies:
            found.append(
                (
                    Benefit.COMPANIES,
                    ngettext("%(n)s leerbedrijf", "%(n)s leerbedrijven", companies) % {"n": companies},
                )
            )
        if acting:
            said = ngettext(
                "%(n)s bedrijf met een rol in programma of examen",
                "%(n)s bedrijven met een rol in programma of examen",
                acting,
            ) % {"n": acting}
            if spoken:
                said = gettext("%(said)s, laatst gesproken op %(day)s") % {"said": said, "day": in_words(spoken)}
            found.append((Benefit.COMPANIES, said))
        if {"vmbo", "mbo"} <= team:
            found.append((Benefit.TEAMS, gettext("één team met docenten van beide kanten")))
        return found


register(ExecutionStep())
