"""Forms of the determination: they clean and word errors, the actions decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.exams.determination.actions import Outcome, Proposal
from naadloos.exams.determination.models import Ground, Part, RegulationNotice
from naadloos.exams.determination.stages import Seat
from naadloos.exams.determination.versions import Group
from naadloos.exams.models import Regulation
from naadloos.routes.forms import fact_form
from naadloos.routes.forms.base import DateInput

_BaseRegulationForm: Any = fact_form(
    Regulation,
    "school_year",
    "committee_vmbo_on",
    "committee_mbo_on",
    "mr_consent_on",
    "fixed_on",
    "sent_on",
    "oer_fixed_on",
)


class RegulationForm(_BaseRegulationForm):  # type: ignore[misc]
    """The dates by hand, for what was determined elsewhere; once there are versions they follow from the decisions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.versions.exists():
            for name, field in self.fields.items():
                if name != "version":
                    field.disabled = True
                    field.help_text = _("Volgt uit de besluiten op de pagina Vaststelling.")


class OfferForm(forms.Form):
    """For whom the concept is meant; a change after the day of the law also needs its ground and reason."""

    cohorts = forms.MultipleChoiceField(
        label=gettext_lazy("voor welke groepen"), widget=forms.CheckboxSelectMultiple, required=True
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("grond voor de wijziging"), widget=forms.RadioSelect, choices=Ground.choices
    )
    reason = forms.CharField(
        label=gettext_lazy("reden"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=gettext_lazy("Dit komt in de berichten aan leerlingen, ouders en inspectie. Noem geen leerlingen."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, groups: Sequence[Group], changing: bool, needs_ground: bool, seen: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.cohort.pk): group for group in groups}
        choice: Any = self.fields["cohorts"]
        choice.choices = [
            (key, _("groep %(year)s: %(label)s") % {"year": group.cohort, "label": _(group.label)})
            for key, group in self.groups.items()
        ]
        self.initial.update({"cohorts": list(self.groups), "seen": seen})
        self.fields["reason"].required = needs_ground
        if not needs_ground:
            del self.fields["ground"]
        if not changing:
            del self.fields["reason"]

    def proposal(self) -> Proposal:
        """What was said, for the action; call it on a valid form."""
        data = self.cleaned_data
        return Proposal(
            cohorts=tuple(self.groups[key].cohort for key in data["cohorts"]),
            ground=data.get("ground", ""),
            reason=data.get("reason", ""),
        )


class DecisionForm(forms.Form):
    """What one organ decided."""

    on = forms.DateField(label=gettext_lazy("besloten op"), widget=DateInput())
    agrees = forms.ChoiceField(label=gettext_lazy("besluit"), widget=forms.RadioSelect)
    consulted_on = forms.DateField(
        label=gettext_lazy("overleg met de examencommissie op"),
        widget=DateInput(),
        required=False,
        help_text=gettext_lazy(
            "De examencommissie stelde iets anders voor; overleg is dan verplicht (WVO 2.60b lid 2)."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("toelichting"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
        help_text=gettext_lazy("Verplicht als het besluit afwijkt. Noem geen leerlingen."),
    )

    def __init__(self, *args: Any, seat: Seat, deviates: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yes, no = {
            Part.COMMITTEE: (_("stelt deze versie voor"), _("stelt iets anders voor")),
            Part.COUNCIL: (_("stemt in"), _("stemt niet in")),
            Part.STUDENTS: (_("stemt in"), _("stemt niet in")),
            Part.BOARD: (_("stelt vast"), _("stelt niet vast")),
        }[seat.organ.part]
        choice: Any = self.fields["agrees"]
        choice.choices = [("ja", yes), ("nee", no)]
        self.initial["on"] = today
        if not deviates:
            del self.fields["consulted_on"]

    def outcome(self) -> Outcome:
        """What was decided, for the action; call it on a valid form."""
        data = self.cleaned_data
        return Outcome(
            on=data["on"],
            agrees=data["agrees"] == "ja",
            note=data["note"],
            consulted_on=data.get("consulted_on"),
        )


class SendForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("verstuurd op"), widget=DateInput())


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("waarom trekt u deze versie in?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("waarom neemt u dit besluit terug?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=gettext_lazy("Bijvoorbeeld: bij het verkeerde orgaan vastgelegd. De reden blijft in de historie."),
    )


class NoticeForm(forms.ModelForm):  # type: ignore[type-arg]
    """The text of one notice, with the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = RegulationNotice
        fields = ("title", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 20})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
