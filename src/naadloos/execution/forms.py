"""Forms of team and basisweek: what belongs to step 5 is chosen from the route as it is there."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.execution.models import HouseDay, PracticeRoom, TeamMember, UnitSkill, WeekGroup, WeekLesson
from naadloos.execution.models.week import DAYS
from naadloos.routes.forms.base import fact_form
from naadloos.routes.models import Route
from naadloos.routes.registry import provider_of

PROGRAMME = 5


def programme_choices(route: Route, name: str) -> list[tuple[str, str]]:
    """The units or places of step 5 by key."""
    return [(str(each["key"]), str(each["title"])) for each in provider_of(PROGRAMME).facts(route)[name]]


class TeamMemberForm(
    fact_form(  # type: ignore[misc]
        TeamMember,
        "name",
        "side",
        "partner",
        "teaches",
        "qualified",
        "qualified_until",
        "mbo_ready",
        "fte",
        "hours_per_week",
        "days",
    )
):
    """A teacher; days are ticked and kept as their numbers."""

    parts = (
        (gettext_lazy("Wie"), ("name", "side", "partner")),
        (gettext_lazy("Wat en of het mag"), ("teaches", "qualified", "qualified_until", "mbo_ready")),
        (gettext_lazy("Hoeveel en wanneer"), ("fte", "hours_per_week", "days")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"] = forms.MultipleChoiceField(
            label=_("op welke dagen"),
            required=False,
            choices=[(str(number), name) for number, name in DAYS],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Niets aangekruist is niet bekend; dan telt elke dag."),
        )
        if isinstance(self.initial.get("days"), str):
            self.initial["days"] = [each for each in self.initial["days"].split(",") if each]

    def clean_days(self) -> str:
        return ",".join(sorted(self.cleaned_data["days"]))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        partner, side = cleaned.get("partner"), cleaned.get("side")
        if partner is not None and side and partner.side != side:
            self.add_error(
                "partner",
                _("%(partner)s hoort niet bij de kant die u koos. Kies een andere organisatie of een andere kant.")
                % {"partner": partner},
            )
        return cleaned


class _PlaceMixin:
    """A place of step 5."""

    def choose_place(self, *, required: bool) -> None:
        offered = programme_choices(self.route, "locations")  # type: ignore[attr-defined]
        first = [] if required else [("", _("(geen)"))]
        self.fields["place"] = forms.ChoiceField(  # type: ignore[attr-defined]
            label=self.fields["place"].label,  # type: ignore[attr-defined]
            required=required,
            choices=[*first, *offered],
            help_text=_("De plaatsen staan bij stap 5."),
        )


class PracticeRoomForm(_PlaceMixin, fact_form(PracticeRoom, "title", "place", "purposes", "capacity")):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_place(required=True)


class WeekLessonForm(
    _PlaceMixin,
    fact_form(WeekLesson, "title", "groups", "kind", "teachers", "room", "length", "place", "day", "part"),  # type: ignore[misc]
):
    parts = (
        (gettext_lazy("Welke les"), ("title", "groups", "teachers")),
        (gettext_lazy("Waar"), ("kind", "room", "place")),
        (gettext_lazy("Wanneer"), ("length", "day", "part")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_place(required=False)

    def clean_place(self) -> str | None:
        return self.cleaned_data["place"] or None


class UnitSkillForm(fact_form(UnitSkill, "unit", "skill")):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(
            label=self.fields["unit"].label, choices=programme_choices(self.route, "units")
        )


WeekGroupForm = fact_form(WeekGroup, "title", "route_year", "size", "house", "at_vmbo", "at_mbo", "at_company")
HouseDayForm = fact_form(HouseDay, "title", "kind", "day", "part", "route_year", "house")
