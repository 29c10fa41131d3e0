"""Bringing numbers to step 1 and a list of opleidingen to step 2."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_BRIN = re.compile(r"^\d{2}[A-Z]{2}(\d{2})?$")
_CSV = {"accept": ".csv,.txt,text/csv"}


class NumbersForm(forms.Form):
    """A file of DUO or an own table."""

    file = forms.FileField(
        label=gettext_lazy("bestand (CSV)"),
        help_text=gettext_lazy(
            "Van DUO: “geslaagden, gezakten en cijfers” of “instromende mbo-studenten”. Of een eigen tabel met de "
            "koppen SCHOOLJAAR, PROFIEL, LEERWEG en LEERLINGEN."
        ),
        widget=forms.FileInput(attrs=_CSV),
    )
    places = forms.CharField(
        label=gettext_lazy("BRIN van school of instelling"),
        required=False,
        help_text=gettext_lazy("Meer nummers met een komma ertussen. Met twee cijfers erbij is het één vestiging."),
    )
    year = forms.IntegerField(
        label=gettext_lazy("schooljaar begint in"),
        required=False,
        min_value=2010,
        max_value=2060,
        help_text=gettext_lazy("Alleen als het bestand het zelf niet zegt. Vul voor 2024-2025 in: 2024."),
    )
    four_is_hidden = forms.BooleanField(
        label=gettext_lazy("oud bestand: een 4 betekent 1 tot en met 4 leerlingen"), required=False
    )

    def clean_places(self) -> list[str]:
        found = [each.upper() for each in re.split(r"[\s,;]+", self.cleaned_data["places"]) if each]
        if wrong := [each for each in found if not _BRIN.match(each)]:
            raise forms.ValidationError(
                _("%(brin)s is geen BRIN. Een BRIN heeft twee cijfers en twee letters.") % {"brin": wrong[0]}
            )
        return found


class SharesForm(forms.Form):
    """Which part of the pupils is expected to choose the route, in per cent."""

    laag = forms.IntegerField(label=gettext_lazy("laag (procent)"), min_value=0, max_value=100)
    midden = forms.IntegerField(label=gettext_lazy("midden (procent)"), min_value=0, max_value=100)
    hoog = forms.IntegerField(label=gettext_lazy("hoog (procent)"), min_value=0, max_value=100)

    def clean(self) -> dict[str, int]:
        cleaned: dict[str, int] = super().clean() or self.cleaned_data
        values = [cleaned.get(name) for name in ("laag", "midden", "hoog")]
        if None not in values and values != sorted(values):  # type: ignore[type-var]
            raise forms.ValidationError(_("Laag is hoogstens midden, en midden hoogstens hoog."))
        return cleaned

    @property
    def shares(self) -> tuple[int, int, int]:
        return self.cleaned_data["laag"], self.cleaned_data["midden"], self.cleaned_data["hoog"]


class OffersForm(forms.Form):
    """The list of opleidingen, and where postcodes are when distances are wanted."""

    file = forms.FileField(
        label=gettext_lazy("bestand “mbo opleidingsaanbod” van DUO (CSV)"), widget=forms.FileInput(attrs=_CSV)
    )
    places = forms.FileField(
        label=gettext_lazy("tabel met postcodes (CSV)"),
        required=False,
        help_text=gettext_lazy(
            "Met de koppen POSTCODE (vier cijfers), LAT en LON. Zonder tabel is de afstand onbekend."
        ),
        widget=forms.FileInput(attrs=_CSV),
    )
    postcode = forms.RegexField(
        r"^\d{4}(\s?[A-Za-z]{2})?$",
        label=gettext_lazy("postcode van de school"),
        required=False,
        error_messages={"invalid": gettext_lazy("Een postcode heeft vier cijfers, met of zonder twee letters.")},
    )
