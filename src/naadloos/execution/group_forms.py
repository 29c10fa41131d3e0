"""Forms of groups and pupils. They clean and word errors; the actions decide."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.engines.cohort.intake import key_problem
from naadloos.engines.progress import Category, Kind, Outcome, Part, Purpose, Way
from naadloos.engines.route.terms import Phase
from naadloos.execution.models import Group, LeaveReason
from naadloos.organisations.terms import choices
from naadloos.routes.forms.base import DateInput
from naadloos.routes.models import Cohort, Route, RoutePartner

MOST_BYTES = 10 * 1024 * 1024
MOST_KEYS = 100_000


class KeyField(forms.CharField):
    """A key of a pupil; what looks like a name or a number of a person is refused and not repeated."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
        super().__init__(label=gettext_lazy("sleutel van de leerling"), max_length=64, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        key: str = super().clean(value)
        if (said := key_problem(key)) is not None:
            raise ValidationError(said.filled(_, str))
        return key


class GroupForm(forms.ModelForm[Group]):
    class Meta:
        model = Group
        fields = ["name", "start_year", "variant"]

    def __init__(self, *args: Any, route: Route, ways: dict[str, Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(row.start_year, str(row.start_year)) for row in Cohort.objects.filter(route=route)]
        self.fields["start_year"] = forms.TypedChoiceField(
            label=gettext_lazy("begint in"), choices=years, coerce=int, help_text=gettext_lazy("Een groep van stap 1.")
        )
        self.fields["variant"] = forms.ChoiceField(
            label=gettext_lazy("variant"), choices=_ways(ways), required=bool(ways)
        )
        self.fields["name"].help_text = gettext_lazy("Bijvoorbeeld: Bouw 3A 2027. Geen namen van leerlingen.")


def _ways(ways: dict[str, Way]) -> list[tuple[str, str]]:
    return [(way.key, way.title) for way in ways.values()] or [("", _("één voor iedereen"))]


def partner_field(partners: list[int]) -> forms.ModelChoiceField[RoutePartner]:
    rows = RoutePartner.objects.filter(pk__in=partners, side__in=["vmbo", "mbo"]).select_related("organisation")
    return forms.ModelChoiceField(
        rows, label=gettext_lazy("namens"), initial=partners[0] if len(partners) == 1 else None, empty_label=_("kies…")
    )


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("bestand (CSV of XLSX)"),
        help_text=gettext_lazy("Het bestand zelf wordt niet bewaard. Namen, BSN en e-mailadressen worden geweigerd."),
    )

    def __init__(self, *args: Any, partners: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"partner": partner_field(partners), **self.fields}

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError(_("Dit bestand is groter dan 10 MB."))
        return upload


class FindForm(forms.Form):
    key = KeyField()


class CountedForm(forms.Form):
    keys = forms.CharField(
        label=gettext_lazy("uw lijst met sleutels"),
        required=False,
        max_length=MOST_KEYS,
        widget=forms.Textarea({"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Eén sleutel per regel, zonder namen. Dan staan uw eigen sleutels in het bestand; ze worden niet bewaard. "
            "Laat u dit leeg, dan staan er onleesbare sleutels in."
        ),
    )

    def clean_keys(self) -> list[str]:
        keys = [line.strip() for line in self.cleaned_data["keys"].splitlines() if line.strip()]
        wrong = [number for number, key in enumerate(keys, 1) if key_problem(key) is not None]
        if wrong:
            said = _("Op regel %(lines)s staat geen sleutel.")
            raise ValidationError(said % {"lines": ", ".join(map(str, wrong[:10]))})
        return keys


class EnterForm(forms.Form):
    """Who comes in, perhaps later than the others."""

    key = KeyField()
    phase = forms.ChoiceField(
        label=gettext_lazy("fase"),
        choices=[(each.value.upper(), gettext_lazy(each.label)) for each in (Phase.VO, Phase.MBO)],
    )
    on = forms.DateField(label=gettext_lazy("eerste dag in de route"), widget=DateInput())

    def __init__(self, *args: Any, partners: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"partner": partner_field(partners), **self.fields}

    def cells(self, group: Group) -> dict[str, str]:
        given = self.cleaned_data
        return {
            "SLEUTEL": given["key"],
            "GROEP": group.name,
            "FASE": given["phase"],
            "VAN": given["on"].isoformat(),
            "TOT": "",
        }


class SwitchForm(forms.Form):
    variant = forms.ChoiceField(label=gettext_lazy("nieuwe variant"))
    on = forms.DateField(label=gettext_lazy("vanaf"), widget=DateInput(), initial=localdate)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ways: dict[str, Way], now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["variant"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(way.key, way.title) for way in ways.values() if way.key != now]


class LeaveForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("waarom"), choices=choices(LeaveReason))
    on = forms.DateField(label=gettext_lazy("laatste dag in de route"), widget=DateInput(), initial=localdate)
    version = forms.IntegerField(widget=forms.HiddenInput)


class DoneForm(forms.Form):
    what = forms.ChoiceField(label=gettext_lazy("onderdeel of toets"))
    on = forms.DateField(label=gettext_lazy("datum"), widget=DateInput(), initial=localdate)
    outcome = forms.ChoiceField(label=gettext_lazy("uitslag"), choices=choices(Outcome))

    def __init__(self, *args: Any, parts: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [
            (
                _(kind.label),
                [(f"{each.kind.value}:{each.key}", each.title) for each in parts if each.kind is kind],
            )
            for kind in Kind
        ]

    def cells(self) -> dict[str, str]:
        given = self.cleaned_data
        kind, _colon, key = given["what"].partition(":")
        return {"SOORT": kind, "CODE": key, "DATUM": given["on"].isoformat(), "UITSLAG": given["outcome"]}


class PassOnForm(forms.Form):
    receiver = forms.ModelChoiceField(
        RoutePartner.objects.none(), label=gettext_lazy("aan"), empty_label=gettext_lazy("kies…")
    )
    purpose = forms.ChoiceField(label=gettext_lazy("waarvoor"), choices=choices(Purpose))
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("wat gaat over"), choices=choices(Category), widget=forms.CheckboxSelectMultiple
    )
    related = forms.BooleanField(
        label=gettext_lazy("alleen wat nodig is voor deelname aan het onderwijs en de prestaties"), required=False
    )
    health = forms.BooleanField(
        label=gettext_lazy("voor gegevens over gezondheid is er een grond in de AVG"), required=False
    )
    since = forms.DateField(label=gettext_lazy("verzuim vanaf"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, sender: RoutePartner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["receiver"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        rows = RoutePartner.objects.filter(route_id=sender.route_id, left_on__isnull=True).exclude(pk=sender.pk)
        field.queryset = rows.select_related("organisation")
