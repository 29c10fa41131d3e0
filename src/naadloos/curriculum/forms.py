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
            "De ZIP of JSON van SLO, de XML of PDF van SBB, of ons Excel-bestand. "
            "Hoogstens 150 MB; een PDF hoogstens 20 MB, Excel hoogstens 10 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,.json,.xml,.xlsx,.pdf"}),
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


class PdfForm(forms.Form):
    """What the contents page of a dossier does not say."""

    crebo = forms.RegexField(
        r"^[0-9]{5}$",
        label="crebo",
        help_text=_("Vijf cijfers. Voor welke opleiding leest u dit dossier in?"),
        error_messages={"invalid": _("Een crebo heeft vijf cijfers.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 5}),
    )
    profile = forms.ChoiceField(
        label=_("profiel"), help_text=_("In dit dossier staan meer profielen. Welk profiel hoort bij dit crebo?")
    )
    name = forms.CharField(
        label=_("naam van de opleiding"),
        required=False,
        max_length=200,
        help_text=_("Alleen als Naadloos dit crebo nog niet kent."),
    )
    level = forms.TypedChoiceField(
        label=_("niveau"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "—"), (1, "1"), (2, "2"), (3, "3"), (4, "4")],
        help_text=_("Alleen als Naadloos dit crebo nog niet kent."),
    )

    def __init__(self, *args: Any, profiles: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["profile"]
        if len(profiles) < 2:
            del self.fields["profile"]
        elif isinstance(field, forms.ChoiceField):
            field.choices = [("", _("kies een profiel"))] + [
                (part, f"{part} {title}"[:120]) for part, title in profiles.items()
            ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "crebo" in data and not Qualification.objects.filter(crebo=data["crebo"]).exists():
            for name in ("name", "level"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit in: Naadloos kent dit crebo nog niet."))
        return data


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
