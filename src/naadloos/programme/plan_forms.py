"""Forms of what is planned: units, the frame they must fit in, and the rules between them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import UnitKind, WindowKind
from naadloos.programme.coverage import LAST_VO_YEAR
from naadloos.programme.house_forms import suggest_places
from naadloos.programme.models import Unit, UnitRule, Window
from naadloos.programme.queries import limit_to_route
from naadloos.routes.forms import FactForm
from naadloos.routes.forms.base import widget_for

# What only matters when the programme is laid out over the periods.
PLANNING = (
    "phase",
    "window",
    "variants",
    "group",
    "max_spread",
    "contiguous",
    "not_before",
    "allowed",
    "forbidden",
    "wished",
    "uses",
    "pupils",
    "belongs_to",
    "practice",
    "tests",
    "bpv_week_hours",
    "bpv_min_weeks",
    "locked",
)


class UnitForm(FactForm):
    class Meta(FactForm.Meta):
        model = Unit
        fields = [
            "title",
            "kind",
            "hours",
            "hour_kind",
            "side",
            "place",
            "law_part",
            "combined_split",
            "team",
            "first_year",
            "last_year",
            "spread",
            "after",
            "overlap_hours",
            "deeltaken",
            "werkprocessen",
            *PLANNING,
        ]
        formfield_callback = widget_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_route(self)
        suggest_places(self, "place")
        for name, words in (
            (
                "after",
                _(
                    "Kies wat klaar moet zijn voordat dit onderdeel begint. "
                    "Komen er meer na elkaar? Kies dan bij elk onderdeel het vorige."
                ),
            ),
            ("not_before", _("Kies wat begonnen moet zijn voordat dit onderdeel begint.")),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ModelMultipleChoiceField):
                field.queryset = Unit.objects.filter(route=self.route).exclude(pk=self.instance.pk)
                field.help_text = words
        # What the route does not have is not asked.
        for name in ("variants", "uses", "window", "allowed", "forbidden", "wished"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None and not field.queryset.exists():
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("law_part") == "combinatie" and not cleaned.get("combined_split"):
            self.add_error("combined_split", _("Beschrijf bij een combinatie wat vmbo is en wat beroepsonderwijs."))
        if cleaned.get("team") and cleaned.get("law_part") not in {"vo-vakoverstijgend", "combinatie"}:
            self.add_error(
                "team",
                _("Een team mag alleen bij een vakoverstijgend of gecombineerd deel (WVO 2.107d lid 3)."),
            )
        if cleaned.get("bpv_week_hours") and cleaned.get("kind") != UnitKind.BPV.value:
            self.add_error("bpv_week_hours", _("Hele weken zijn er alleen bij beroepspraktijkvorming of stage."))
        return cleaned


class WindowForm(FactForm):
    class Meta(FactForm.Meta):
        model = Window
        fields = ["title", "kind", "periods", "closed_to_bpv", "reserved"]
        formfield_callback = widget_for

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        periods = cleaned.get("periods") or []
        if cleaned.get("kind") == WindowKind.CSPE.value and any(row.route_year > LAST_VO_YEAR for row in periods):
            self.add_error("periods", _("Het cspe is in leerjaar 3 of 4. Kies daar perioden."))
        return cleaned


class UnitRuleForm(FactForm):
    class Meta(FactForm.Meta):
        model = UnitRule
        fields = ["kind", "units"]
        formfield_callback = widget_for

    def clean_units(self) -> Any:
        units = self.cleaned_data["units"]
        if len(units) < 2:
            raise forms.ValidationError(_("Kies ten minste twee onderdelen."))
        return units
