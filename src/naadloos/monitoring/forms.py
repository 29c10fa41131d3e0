"""Forms of step 7."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.engines.cohort import definitions
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.terms import PartnerSide
from naadloos.monitoring.models import Indicator, Measure
from naadloos.routes.forms.base import DateInput, fact_form
from naadloos.routes.models import Route, RoutePartner

MOST_BYTES = 20_000_000


class IndicatorForm(
    fact_form(  # type: ignore[misc]
        Indicator,
        "title",
        "benefit",
        "definition",
        "owner",
        "source",
        "moment",
        "baseline",
        "baseline_value",
        "target",
        "target_value",
        "doubts",
    )
):
    """An indicator; what its standard definition knows is filled in when people left it empty."""

    parts = (
        (gettext_lazy("Wat meet u"), ("title", "benefit", "definition")),
        (gettext_lazy("Wie, waarmee en wanneer"), ("owner", "source", "moment")),
        (gettext_lazy("Nu en de belofte"), ("baseline", "baseline_value", "target", "target_value")),
        (gettext_lazy("Waarvoor"), ("doubts",)),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        definition = definitions().get(cleaned.get("definition") or "")
        if definition is not None:
            for name in ("source", "moment", "doubts"):
                cleaned[name] = cleaned.get(name) or getattr(definition, name)
            cleaned["benefit"] = cleaned.get("benefit") or definition.benefit
        return cleaned


class MeasureForm(
    fact_form(  # type: ignore[misc]
        Measure,
        "title",
        "indicator",
        "evaluation",
        "owner",
        "target",
        "due_on",
        "check_on",
        "status",
        "helped",
        "verdict",
        "follow_up",
    )
):
    parts = (
        (gettext_lazy("Wat gaat u doen"), ("title", "indicator", "evaluation", "owner", "target", "due_on", "status")),
        (gettext_lazy("Hielp het"), ("check_on", "helped", "verdict", "follow_up")),
    )


class DeliveryForm(forms.Form):
    """A file about pupils, on behalf of one partner."""

    partner = forms.ModelChoiceField(
        RoutePartner.objects.none(), label=gettext_lazy("namens"), empty_label=gettext_lazy("kies…")
    )
    file = forms.FileField(
        label=gettext_lazy("bestand (CSV of XLSX)"),
        help_text=gettext_lazy("Het bestand zelf wordt niet bewaard. Namen, BSN en e-mailadressen worden geweigerd."),
    )
    known_until = forms.DateField(
        label=gettext_lazy("alles staat erin tot en met"),
        widget=DateInput(),
        help_text=gettext_lazy("De dag tot wanneer dit bestand volledig is, meestal 1 oktober of 1 februari."),
    )
    with_absence = forms.BooleanField(
        label=gettext_lazy("alle verzuimmeldingen staan er ook in"),
        required=False,
        help_text=gettext_lazy("Zonder dit kruisje is verzuim onbekend, niet nul."),
    )

    def __init__(self, *args: Any, route: Route, partners: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["partner"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        sides = [PartnerSide.VMBO.value, PartnerSide.MBO.value]
        rows = RoutePartner.objects.filter(route=route, side__in=sides, pk__in=partners)
        field.queryset = rows.select_related("organisation")

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is groter dan 20 MB. Lever één schooljaar per keer aan."))
        return upload

    def clean_known_until(self) -> Any:
        day = self.cleaned_data["known_until"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Kies een dag tot en met vandaag."))
        return day


class AggregatesForm(forms.Form):
    """A file with figures that people added up."""

    file = forms.FileField(
        label=gettext_lazy("bestand (CSV of XLSX)"),
        help_text=gettext_lazy("Alleen opgetelde cijfers. Het bestand zelf wordt niet bewaard."),
    )


class ExamsForm(forms.Form):
    """The exam file of DUO."""

    file = forms.FileField(
        label=gettext_lazy("bestand van DUO (CSV)"),
        help_text=gettext_lazy("Het bestand “geslaagden, gezakten en cijfers”. Het bestand zelf wordt niet bewaard."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    period = forms.CharField(
        label=gettext_lazy("schooljaar van het examen"),
        required=False,
        help_text=gettext_lazy("Alleen als de naam van het bestand het niet noemt. Schrijf het als 2024-2025."),
    )
    whole = forms.BooleanField(
        label=gettext_lazy("alle scholen van Nederland staan in dit bestand"),
        required=False,
        help_text=gettext_lazy("Zonder dit kruisje ziet u het cijfer wel, maar wordt het geen landelijk cijfer."),
    )

    def clean_period(self) -> str:
        period: str = self.cleaned_data["period"].strip()
        found = re.fullmatch(r"(20\d\d) ?[-/–] ?(20\d\d)", period)
        if period and not (found and int(found[2]) == int(found[1]) + 1):
            raise forms.ValidationError(_("Schrijf een schooljaar als 2024-2025."))
        return school_year_text(int(found[1])) if found else ""


class TbgiForm(forms.Form):
    """TBG-i of an mbo institution, only to compare."""

    file = forms.FileField(
        label=gettext_lazy("TBG-i (XML)"),
        help_text=gettext_lazy("Alleen aantallen worden gelezen. Er wordt niets bewaard."),
        widget=forms.FileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
    )
