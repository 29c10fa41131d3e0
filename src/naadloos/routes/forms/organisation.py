"""Forms of step 4."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.engines.roadmap.rhythm import MOST
from naadloos.routes.forms.base import DateInput, fact_form
from naadloos.routes.models import Body, Decision, Route
from naadloos.routes.registry import provider_of


class DecisionForm(
    fact_form(Decision, "title", "body", "decided_on", "meeting", "step", "about", "consequences")  # type: ignore[misc]
):
    """A decision; ``about`` comes along from the page of what was decided on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        step, about = cleaned.get("step"), cleaned.get("about", "")
        if about and (not step or provider_of(step).subject(self.route, about) is None):
            # The step was changed by hand, or the thing is gone: the decision stays, on the step as a whole.
            cleaned["about"] = ""
        return cleaned


class SeriesForm(forms.Form):
    """Meetings of one body in a rhythm."""

    body = forms.ModelChoiceField(label=gettext_lazy("overleg"), queryset=Body.objects.none(), empty_label=None)
    first = forms.DateField(label=gettext_lazy("eerste keer"), widget=DateInput())
    every_weeks = forms.IntegerField(label=gettext_lazy("elke hoeveel weken?"), min_value=1, max_value=52)
    count = forms.IntegerField(label=gettext_lazy("hoeveel keer?"), min_value=1, max_value=MOST)
    begins_at = forms.TimeField(
        label=gettext_lazy("begint om"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    minutes = forms.IntegerField(label=gettext_lazy("duur in minuten"), required=False, min_value=5, max_value=600)
    place = forms.CharField(label=gettext_lazy("waar"), required=False, max_length=200)

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        field.queryset = Body.objects.filter(route=route)

    def clean_place(self) -> str:
        place = str(self.cleaned_data["place"])
        if "\n" in place:
            raise forms.ValidationError(_("Schrijf de plaats op één regel."))
        return place
