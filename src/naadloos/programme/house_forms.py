"""Forms of what each side brings along: calendars, bell times, places, and fields that suggest the known places."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naadloos.programme.houses.paste import MOST_CHARACTERS
from naadloos.programme.models import BellTimes, Period, Place, SchoolYear
from naadloos.routes.forms import FactForm
from naadloos.routes.forms.base import widget_for
from naadloos.routes.forms.suggest import SuggestInput
from naadloos.routes.models import Route


def suggest_places(form: FactForm, name: str) -> None:
    """Let a field of free text suggest the places of the route; nothing changes when there are none."""
    titles = list(Place.objects.filter(route=form.route).order_by("title").values_list("title", flat=True))
    if titles:
        form.fields[name].widget = SuggestInput(titles)
        form.fields[name].widget.attrs["maxlength"] = 200


class PeriodForm(FactForm):
    class Meta(FactForm.Meta):
        model = Period
        fields = ["route_year", "number", "weeks", "hours", "hours_vmbo", "hours_mbo", "home"]
        formfield_callback = widget_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggest_places(self, "home")


class BellTimesForm(FactForm):
    class Meta(FactForm.Meta):
        model = BellTimes
        fields = ["side", "title", "starts_at", "lesson_minutes", "lessons", "breaks"]
        formfield_callback = widget_for
        widgets = {"starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}


class PasteForm(forms.Form):
    """Holidays of one calendar as pasted lines."""

    calendar = forms.ModelChoiceField(label=_("schoolkalender"), queryset=SchoolYear.objects.none(), empty_label=None)
    lines = forms.CharField(
        label=_("regels"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Op elke regel: naam; eerste dag; laatste dag. Bijvoorbeeld: herfstvakantie; 18-10-2027; 22-10-2027. "
            "Daarachter mag nog: ; vrij of ; examens."
        ),
    )

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["calendar"]
        field.queryset = SchoolYear.objects.filter(route=route)
