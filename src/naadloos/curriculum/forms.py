"""Forms of the catalogue: a file to read in, a pasted list, a successor."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naadloos.curriculum.models import Qualification
from naadloos.curriculum.uploads import MAX_BYTES

MAX_PASTED = 20_000


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("bestand"),
        help_text=_(
            "De ZIP of JSON van SLO, de XML van SBB, of ons Excel-bestand. Hoogstens 150 MB; Excel hoogstens 10 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,.json,.xml,.xlsx"}),
        allow_empty_file=False,
    )
    edition = forms.CharField(
        label=_("uitgave"),
        required=False,
        max_length=120,
        help_text=_("Hoe heet deze uitgave? Bijvoorbeeld: herziening 2026."),
    )
    dated = forms.DateField(
        label=_("datum van de uitgave"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Dit bestand is groter dan %(n)s MB. Er is niets ingelezen.") % {"n": MAX_BYTES // 1024 // 1024}
            )
        # Only for people to read; the file itself gets another name.
        file.shown_name = PurePath(file.name).name[:200]
        return file


class PasteForm(forms.Form):
    codes = forms.CharField(
        label=_("lijst met codes"),
        max_length=MAX_PASTED,
        help_text=_("Zet elke code op een eigen regel. Elke schrijfwijze mag, en er mag tekst achter staan."),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
    )


class SuccessorForm(forms.Form):
    successor = forms.ModelChoiceField(
        label=_("opvolger"),
        required=False,
        queryset=Qualification.objects.none(),
        empty_label=_("geen opvolger"),
        help_text=_("De opleiding met een nieuw crebo die deze vervangt."),
    )

    def __init__(self, *args: Any, qualification: Qualification, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Qualification.objects.exclude(pk=qualification.pk)
        self.initial.setdefault("successor", qualification.successor_id)
