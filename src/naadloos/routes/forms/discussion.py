"""Saying something about a step or an object in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naadloos.organisations.models import MailRhythm, Organisation, User
from naadloos.routes.discussion import own_organisations, people_in
from naadloos.routes.models import Route


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(label=_("wilt u dit ook per e-mail?"), choices=MailRhythm.choices)


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("uw antwoord"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class ThreadForm(forms.Form):
    """A question or remark, for all partners unless one's own organisation is chosen."""

    text = forms.CharField(
        label=_("uw vraag of opmerking"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Noem iemand met @ en de hele naam, dan staat dit in Mijn werk van die persoon."),
    )
    quote = forms.CharField(
        label=_("over deze passage"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Plak hier de zin waarover het gaat. Mag leeg blijven."),
    )
    only_for = forms.ModelChoiceField(
        label=_("wie kan dit lezen?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("alle partners van de route"),
        help_text=_(
            "Kiest u uw eigen organisatie, dan ziet geen enkele andere partner dit, ook niet in de geschiedenis."
        ),
    )
    mention = forms.ModelMultipleChoiceField(
        label=_("of kies wie dit moet zien"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, route: Route, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, queryset in (("only_for", own_organisations(user, route)), ("mention", people_in(route, None))):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
            field.queryset = queryset
