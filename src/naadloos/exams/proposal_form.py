"""The form of one proposed assessment: tick it, and change what is a choice before anything is stored."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import document as doc
from naadloos.exams.models import PERIODS, ROUTE_YEARS
from naadloos.exams.proposal import Proposal
from naadloos.routes.forms.numbers import NumberField

_EDITED = ("title", "subject", "route_year", "period", "week", "weight", "form", "minutes", "retakes", "tools")


class ProposalForm(forms.Form):
    take = forms.BooleanField(label=_("toevoegen"), required=False)
    title = forms.CharField(label=_("toets of examen"), max_length=200)
    subject = forms.CharField(label=_("vak, module of kerntaak"), max_length=200, required=False)
    route_year = forms.TypedChoiceField(label=_("jaar van de route"), coerce=int)
    period = forms.TypedChoiceField(label=_("periode"), coerce=int, choices=PERIODS)
    week = forms.IntegerField(label=_("week"), min_value=1, max_value=53, required=False)
    weight = NumberField(label=_("weging"), min_value=0, max_value=1000, decimal_places=2, required=False)
    form = forms.CharField(label=_("vorm"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("duur in minuten"), min_value=1, max_value=10_000, required=False)
    retakes = forms.IntegerField(label=_("aantal herkansingen"), min_value=0, max_value=10, required=False)
    tools = forms.CharField(label=_("hulpmiddelen"), max_length=300, required=False)

    def __init__(self, data: Any, *, proposal: Proposal, years: int) -> None:
        item = proposal.item
        super().__init__(
            data,
            prefix=f"v-{proposal.key}",
            initial={"take": proposal.ticked, **{name: getattr(item, name) for name in _EDITED}},
        )
        self.proposal = proposal
        self.fields["route_year"].choices = ROUTE_YEARS[:years]  # type: ignore[attr-defined]

    @property
    def is_taken(self) -> bool:
        """Did the person tick it?"""
        return bool(self.is_bound and self.data.get(f"{self.prefix}-take"))

    @property
    def edited(self) -> list[forms.BoundField]:
        return [self[name] for name in _EDITED]

    def chosen(self) -> doc.Assessment:
        """The assessment as the person wants it; call it for a valid form."""
        typed = {name: self.cleaned_data[name] for name in _EDITED}
        return doc.Assessment.model_validate({**self.proposal.item.model_dump(), **typed})
