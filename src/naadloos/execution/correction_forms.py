"""Forms of corrections of a pupil. They clean and word errors; the actions decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.engines.route.terms import Phase
from naadloos.execution.correction_actions import Corrected, PhaseDays
from naadloos.execution.correction_queries import seen_of
from naadloos.execution.models import CorrectionReason, GroupPupil, LeaveReason, PupilPhase
from naadloos.execution.models.groups import PHASES
from naadloos.organisations.terms import choices
from naadloos.routes.forms.base import DateInput

OF_DAYS = (CorrectionReason.MISTAKE, CorrectionReason.LATER)
OF_PUPIL = (CorrectionReason.MISTAKE, CorrectionReason.DOUBLE, CorrectionReason.ELSEWHERE)
FIELDS = ("phase", "first", "last", "drop")


def _reasons(offered: Sequence[CorrectionReason]) -> forms.ChoiceField:
    found = [(value, label) for value, label in choices(CorrectionReason) if value in offered]
    return forms.ChoiceField(label=gettext_lazy("waarom verbetert u dit"), choices=found)


class CorrectForm(forms.Form):
    """The days of one pupil: in and out of the route, and each phase of the own partner."""

    entered_on = forms.DateField(label=gettext_lazy("eerste dag in de route"), widget=DateInput())
    left_on = forms.DateField(
        label=gettext_lazy("laatste dag in de route"),
        widget=DateInput(),
        required=False,
        help_text=gettext_lazy("Leeg is: de leerling is nog in de route."),
    )
    left_because = forms.ChoiceField(
        label=gettext_lazy("waarom uit de route"), choices=[("", "—"), *choices(LeaveReason)], required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pupil: GroupPupil, phases: Sequence[PupilPhase], **kwargs: Any) -> None:
        now = {
            "entered_on": pupil.entered_on,
            "left_on": pupil.left_on,
            "left_because": pupil.reason,
            "version": pupil.version,
            "seen": seen_of(phases),
        }
        super().__init__(*args, **{**kwargs, "initial": now})
        self.phases = phases
        if pupil.left_on is None:
            # Leaving has its own page, which shows what is missing first.
            del self.fields["left_on"], self.fields["left_because"]
        for row in phases:
            self.fields |= {
                f"phase_{row.pk}": forms.ChoiceField(label=gettext_lazy("fase"), choices=PHASES, initial=row.phase),
                f"first_{row.pk}": forms.DateField(
                    label=gettext_lazy("van"), widget=DateInput(), initial=row.starts_on
                ),
                f"last_{row.pk}": forms.DateField(
                    label=gettext_lazy("tot en met"),
                    widget=DateInput(),
                    required=False,
                    initial=row.ends_on,
                    help_text=gettext_lazy("Leeg is: zonder laatste dag."),
                ),
                f"drop_{row.pk}": forms.BooleanField(
                    label=gettext_lazy("deze fase is er nooit geweest: haal haar weg"), required=False
                ),
            }
        self.fields["reason"] = _reasons(OF_DAYS)

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under their heads."""
        route = [self[name] for name in ("entered_on", "left_on", "left_because") if name in self.fields]
        return [
            (_("In de route"), route),
            *(
                (_("Fase %(n)s") % {"n": number}, [self[f"{name}_{row.pk}"] for name in FIELDS])
                for number, row in enumerate(self.phases, 1)
            ),
            (_("Waarom"), [self["reason"]]),
        ]

    def corrected(self) -> Corrected:
        given = self.cleaned_data
        because = given.get("left_because")
        return Corrected(
            given["entered_on"],
            given.get("left_on"),
            LeaveReason.of(because) if because else None,
            {
                row.pk: None
                if given[f"drop_{row.pk}"]
                else PhaseDays(Phase.of(given[f"phase_{row.pk}"]), given[f"first_{row.pk}"], given[f"last_{row.pk}"])
                for row in self.phases
            },
        )


class RemoveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = _reasons(OF_PUPIL)
        self.fields["reason"].label = gettext_lazy("waarom verwijdert u de leerling")
