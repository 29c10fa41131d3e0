"""Forms around plans: how a proposal is made, which versions are compared, and adopting one."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from naadloos.programme.models import PlanVersion
from naadloos.programme.problem import PlanMode
from naadloos.routes.forms.base import DateInput

BOARD = "bord"


class PlanForm(forms.Form):
    """What happens with the board, and how long the planner may think; its work is the given number of seconds."""

    mode = forms.ChoiceField(
        label=_("Wat gebeurt er met wat nu op het bord staat?"),
        choices=[
            (PlanMode.FEW.value, _("zo weinig mogelijk verschuiven")),
            (PlanMode.KEEP.value, _("laten staan wat er staat, de rest plannen")),
            (PlanMode.FREE.value, _("opnieuw beginnen; alleen wat vaststaat, blijft")),
        ],
    )
    seconds = forms.TypedChoiceField(
        label=_("Hoe lang mag de planner denken?"),
        choices=[(10, _("kort (10 seconden)")), (30, _("gewoon (30 seconden)")), (120, _("lang (2 minuten)"))],
        coerce=int,
        initial=30,
    )

    def __init__(self, data: Any = None, *, placed: bool = False) -> None:
        super().__init__(data)
        self.initial["mode"] = (PlanMode.FEW if placed else PlanMode.FREE).value


class CompareForm(forms.Form):
    """Two versions, or a version and the board; a day stands for the version of that day."""

    before = forms.ChoiceField(label=_("Van"), required=False)
    on = forms.DateField(
        label=_("of zoals het was op"), required=False, widget=DateInput(), help_text=_("Een datum gaat voor de keuze.")
    )
    after = forms.ChoiceField(label=_("Naar"))

    def __init__(self, data: Any = None, *, versions: list[PlanVersion]) -> None:
        super().__init__(data)
        choices = [(str(row.number), version_label(row)) for row in versions]
        for name in ("before", "after"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(BOARD, _("het bord van nu")), *choices]
        if choices:
            self.initial["before"] = choices[0][0]


class AdoptForm(forms.Form):
    confirmed = forms.BooleanField(
        label=_("Ik zie wat er niet klopt en stel dit plan toch vast"),
        required=False,
    )


def version_label(version: PlanVersion) -> str:
    """Such as "versie 3 (12 november 2026, Sanne Docent)"."""
    day = date_format(localtime(version.at), "j F Y")
    return str(_("versie %(n)s (%(day)s, %(by)s)")) % {"n": version.number, "day": day, "by": version.by}
