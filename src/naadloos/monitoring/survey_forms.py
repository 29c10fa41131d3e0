"""The forms of a survey: opening one, and filling one in."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.cohort.questionnaires import Questionnaire
from naadloos.engines.route.calendar import school_year_of, school_year_text
from naadloos.monitoring.models import Survey
from naadloos.routes.forms.base import widget_for


class SurveyForm(forms.ModelForm):  # type: ignore[type-arg]
    school_year = forms.TypedChoiceField(label=_("schooljaar"), coerce=int)

    class Meta:
        model = Survey
        fields = ["audience", "school_year", "opens_on", "closes_on"]
        formfield_callback = widget_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        now = school_year_of(today)
        year: Any = self.fields["school_year"]
        year.choices = [(each, school_year_text(each)) for each in (now - 1, now, now + 1)]
        self.initial.update({"school_year": now, "opens_on": today})


class AnswerForm(forms.Form):
    """One group of choices per statement; every statement may be left open."""

    def __init__(self, questionnaire: Questionnaire, data: Any = None) -> None:
        super().__init__(data)
        for item in questionnaire.items:
            self.fields[item.key] = forms.ChoiceField(
                label=gettext(item.text),
                required=False,
                widget=forms.RadioSelect,
                choices=[(each.value, gettext(each.label)) for each in item.answers],
            )

    @property
    def given(self) -> dict[str, str]:
        """What was chosen; a statement left open is not in it."""
        return {key: value for key, value in self.cleaned_data.items() if value}
