"""Forms of bpv: they clean and word errors; the actions decide."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from naadloos.execution.models import (
    BpvMatch,
    BpvPupil,
    BpvSettings,
    CompanyRole,
    PracticePlace,
    Signal,
    Visit,
)
from naadloos.routes.forms import FactForm, fact_form
from naadloos.routes.forms.base import DateInput
from naadloos.routes.models import Cohort, Route, RouteQualification


class CompanyForm(FactForm):
    crebos = forms.CharField(
        label=_("erkend voor crebo's"),
        required=False,
        max_length=400,
        help_text=_("Vijf cijfers per opleiding, met een spatie of komma ertussen. Leeg is: niet bekend."),
    )

    class Meta(FactForm.Meta):
        model = PracticePlace
        fields = [
            "company",
            "kind",
            "place",
            "postcode",
            "recognised",
            "recognition_number",
            "recognised_until",
            "crebos",
            "stops_on",
            "contact_function",
            "contact_email",
            "places",
            "period",
            "agreement_signed",
        ]

    parts: ClassVar[Any] = (
        (_("Het bedrijf"), ("company", "kind", "place", "postcode", "contact_function", "contact_email")),
        (_("De erkenning"), ("recognised", "recognition_number", "recognised_until", "crebos", "stops_on")),
        (_("De plekken"), ("places", "period", "agreement_signed")),
    )

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, route=route, **kwargs)
        # With pupils it follows from their matches; beside the form it is told.
        if self.instance.pk and self.instance.matches.filter(pupil__isnull=False).exists():
            del self.fields["agreement_signed"]

    def clean_crebos(self) -> str:
        return " ".join(dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["crebos"].strip()))).strip()

    def clean_postcode(self) -> str:
        return str(self.cleaned_data["postcode"]).strip().upper()


class CompanyRoleForm(fact_form(CompanyRole, "company", "role", "unit", "about", "spoken_on")):  # type: ignore[misc]
    """The choice of a part of the programme is limited to the route by its base."""


PupilBase = fact_form(BpvPupil, "cohort", "pupil", "crebo", "area", "longest_km", "kinds", "companies")


class PupilForm(PupilBase):  # type: ignore[misc,valid-type]
    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, route=route, **kwargs)
        self.fields["crebo"] = crebo_field(route)
        self.fields["companies"].widget.attrs["empty"] = _("Er zijn nog geen bedrijven.")


def crebo_field(route: Route) -> forms.ChoiceField:
    rows = RouteQualification.objects.filter(route=route).select_related("qualification").order_by("pk")
    return forms.ChoiceField(
        label=_("opleiding"), choices=[("", _("kies…")), *((row.crebo, f"{row.crebo} {row.name}") for row in rows)]
    )


MatchBase = fact_form(BpvMatch, "begins_on", "ends_on", "sent_on", "school_on", "student_on", "company_on")


class MatchForm(MatchBase):  # type: ignore[misc,valid-type]
    parts: ClassVar[Any] = (
        (_("De bpv"), ("begins_on", "ends_on")),
        (_("De praktijkovereenkomst"), ("sent_on", "school_on", "student_on", "company_on")),
    )


GroupBase = fact_form(BpvMatch, "cohort", "route_year", "period", "group", "seats")


class GroupMatchForm(GroupBase):  # type: ignore[misc,valid-type]
    """Places for a group of pupils whose keys are not known yet."""

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, route=route, **kwargs)
        self.fields["crebo"] = crebo_field(route)
        self.fields["group"].required = True

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.crebo = found.get("crebo", "")
        return found


VisitForm = fact_form(Visit, "on", "by", "what", "follow_up_on")
SignalForm = fact_form(Signal, "on", "about", "seriousness")
SettingsForm = fact_form(BpvSettings, "longest_km")


class LostForm(forms.Form):
    """``how``: no recognition any more, or no places any more."""

    HOW = (("erkenning", _("verliest de erkenning")), ("stopt", _("stopt met plekken voor deze route")))

    how = forms.ChoiceField(label=_("wat gebeurt er"), choices=HOW, widget=forms.RadioSelect, initial="erkenning")
    on = forms.DateField(label=_("laatste dag"), widget=DateInput(), help_text=_("Daarna geldt het niet meer."))


class BpvImportForm(forms.Form):
    kind = forms.ChoiceField(label=_("wat staat erin"))
    file = forms.FileField(
        label=_("bestand"),
        help_text=_("Excel (.xlsx) of CSV, hoogstens 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("kies…")), *kinds]


class GroupChoice(forms.Form):
    """Which group of the route a page is about."""

    groep = forms.TypedChoiceField(label=_("groep"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, cohorts: list[Cohort]) -> None:
        super().__init__(data)
        field = self.fields["groep"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (str(row.start_year), _now("groep %(year)s") % {"year": row.start_year}) for row in cohorts
            ]
