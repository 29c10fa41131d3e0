"""Forms of the year at work: a link to the calendar, and closing a group."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naadloos.execution.models import CalendarLink
from naadloos.execution.terms import Audience


class LinkForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CalendarLink
        fields = ["audience"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["audience"]
        offered.choices = [("", _("alle data")), *Audience.choices]


class ClosingForm(forms.Form):
    start_year = forms.TypedChoiceField(label=_("groep"), coerce=int)
    handed_over = forms.BooleanField(
        label=_("De gegevens zijn overgedragen"),
        required=False,
        help_text=_("Aan wie ze nodig heeft: de opleiding, de administratie en het archief van beide scholen."),
    )
    note = forms.CharField(
        label=_("wat anderen ervan moeten weten"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Zonder namen van leerlingen."),
    )

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["start_year"]
        offered.choices = [(year, str(year)) for year in years]
