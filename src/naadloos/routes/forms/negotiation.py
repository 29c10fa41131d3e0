"""Proposing another wording."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naadloos.routes.models import RoutePartner


class ProposalForm(forms.Form):
    text = forms.CharField(
        label=_("zo zou het moeten luiden"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 10})
    )
    reason = forms.CharField(label=_("waarom is dit beter?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    partner = forms.ModelChoiceField(label=_("namens"), queryset=RoutePartner.objects.none(), empty_label=None)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args: Any, partners: list[RoutePartner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["partner"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        field.queryset = RoutePartner.objects.filter(pk__in=[each.pk for each in partners]).select_related(
            "organisation"
        )
        if len(partners) == 1:
            field.widget = forms.HiddenInput()
