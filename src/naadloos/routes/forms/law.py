"""What people say about a rule of law."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naadloos.engines import law
from naadloos.routes.forms.base import DateInput, widget_for
from naadloos.routes.models import LawAnswer, RuleConfirmation
from naadloos.routes.models.law import ANSWERS


class AnswerForm(forms.Form):
    """Ja or nee with a note, and the version of the answer that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    answer = forms.ChoiceField(label=_("antwoord"), choices=ANSWERS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("toelichting"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bijvoorbeeld waar het is vastgelegd."),
    )

    @classmethod
    def of(cls, data: Any, current: LawAnswer | None, earlier: LawAnswer | None = None) -> "AnswerForm":
        """The form with what is answered now; else with the note of what was answered to an earlier text."""
        initial: dict[str, Any] = {"note": earlier.note} if earlier else {}
        if current:
            initial = {"version": current.version, "answer": current.answer, "note": current.note}
        return cls(data, initial={"version": 0} | initial)


class LawYearForm(forms.Form):
    """Which law year is taken over, and the version of the route that the person saw."""

    year = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmationForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = RuleConfirmation
        fields = ("role", "on", "note")
        formfield_callback = widget_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())


class ChangesForm(forms.Form):
    """Two days to compare."""

    van = forms.DateField(label=_("van"), widget=DateInput())
    tot = forms.DateField(label=_("tot"), widget=DateInput())

    @staticmethod
    def usual(today: date) -> dict[str, date]:
        """From today to the first day of the next school year, when laws usually change."""
        return {"van": today, "tot": law.first_day_of(law.law_year_of(today) + 1)}
