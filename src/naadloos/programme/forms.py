"""Forms of the programme; lists of deeltaken and werkprocessen are limited to what the route has chosen."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naadloos.curriculum.models import Module
from naadloos.engines.route.terms import OverlapVerdict
from naadloos.programme.models import ChosenModule
from naadloos.programme.succession import Pairs, Succession
from naadloos.routes.forms import FactForm
from naadloos.routes.forms.numbers import NumberField
from naadloos.routes.models import Route, RouteProfile


class ChosenModuleForm(FactForm):
    class Meta(FactForm.Meta):
        model = ChosenModule
        fields = ["module"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["module"]
        profiles = RouteProfile.objects.filter(route=self.route).values("profile")
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = (
                Module.objects.filter(Q(profile__in=profiles) | Q(kind="keuzevak"))
                .select_related("profile")
                .order_by("-kind", "code")
            )


class VerdictForm(forms.Form):
    deeltaak = forms.CharField(max_length=40)
    werkproces = forms.CharField(max_length=40)
    verdict = forms.ChoiceField(choices=[(item.value, item.label) for item in OverlapVerdict])
    hours = NumberField(label=_("klokuren"), required=False, min_value=0, max_value=10_000, decimal_places=2)
    comment = forms.CharField(label=_("toelichting"), required=False, max_length=2000)
    with_whom = forms.CharField(label=_("besloten met"), required=False, max_length=90)


class CrossTableForm(forms.Form):
    file = forms.FileField(
        label=_("ingevulde kruistabel"),
        help_text=_("Het Excel-bestand (.xlsx) dat u hier hebt gedownload, hoogstens 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class MoveForm(forms.Form):
    """Move one unit on the board: in which period it begins."""

    start = forms.ChoiceField(label=_("begint in"))
    version = forms.IntegerField(widget=forms.HiddenInput)
    # Which broken rules the person has seen and takes for granted.
    agreed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, slots: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = slots  # type: ignore[attr-defined]

    def ask(self, sign: str) -> None:
        """Show the same move again, so that sending it once more is to agree with what it breaks."""
        data: Any = self.data
        self.data = data.copy()
        self.data["agreed"] = sign  # type: ignore[index]


class OnUnitForm(forms.Form):
    """What the board sends about one unit: a period when it is about one, and the version that the person saw."""

    version = forms.IntegerField()
    start = forms.RegexField(r"^[1-9]-[1-9]$", required=False)
    agreed = forms.CharField(required=False, max_length=16)
    locked = forms.BooleanField(required=False)
    forbidden = forms.BooleanField(required=False)

    def clean_start(self) -> tuple[int, int] | None:
        """The period as year of the route and number."""
        if not (text := self.cleaned_data["start"]):
            return None
        year, number = text.split("-")
        return int(year), int(number)


class TurnForm(forms.Form):
    """Undo or redo: what the person saw as the last."""

    move = forms.IntegerField()


class PeriodsForm(forms.Form):
    """Make equal periods for all years of the route at once."""

    periods = forms.IntegerField(label=_("perioden per jaar"), min_value=1, max_value=6, initial=4)
    weeks = forms.IntegerField(label=_("lesweken per periode"), min_value=1, max_value=30, initial=9)
    hours = NumberField(
        label=_("klokuren per periode"),
        min_value=1,
        max_value=2000,
        decimal_places=2,
        help_text=_("Alle uren die u in één periode kunt plannen, ook praktijk en bpv."),
    )


class BundleForm(forms.Form):
    """Make one unit of pairs that both sides accepted."""

    title = forms.CharField(label=_("naam van de bundel"), max_length=200)
    hours = NumberField(label=_("klokuren van de bundel"), min_value=1, max_value=10_000, decimal_places=2)
    overlap_hours = NumberField(
        label=_("klokuren die u hiermee bespaart"),
        min_value=0,
        max_value=10_000,
        decimal_places=2,
        required=False,
    )
    combined_split = forms.CharField(
        label=_("wat is vmbo en wat is beroepsonderwijs?"), widget=forms.Textarea(attrs={"rows": 3})
    )
    pairs = forms.MultipleChoiceField(
        label=_("paren in de bundel"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één paar.")},
    )

    def __init__(self, *args: Any, route: Route, pairs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.route = route
        self.fields["pairs"].choices = pairs  # type: ignore[attr-defined]


NO_COUNTERPART = "geen"


class RenewForm(forms.Form):
    """What the person saw: the newest edition, and the version of the route."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class SuccessionForm(forms.Form):
    """For each old werkproces the new one that takes its place; a person confirms each pair."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, succession: Succession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.succession = succession
        self.initial["seen"] = succession.seen
        choices = [
            (NO_COUNTERPART, _("geen tegenhanger")),
            *((item.full_code, str(item)) for item in succession.processes),
        ]
        for row in succession.rows:
            code = row.old.full_code
            self.fields[self.pair_name(row.old.pk)] = forms.ChoiceField(
                label=_("%(code)s wordt") % {"code": code},
                choices=choices,
                initial=row.match.new or NO_COUNTERPART,
            )
            self.fields[self.checked_name(row.old.pk)] = forms.BooleanField(
                label=_("%(code)s: dit paar klopt") % {"code": code},
                error_messages={"required": _("Bekijk dit paar en kruis het aan.")},
            )

    def see_again(self) -> None:
        """The route changed since the person looked: what was chosen stays, and it is shown once more."""
        data: Any = self.data
        self.data = data.copy()
        self.data["seen"] = self.succession.seen  # type: ignore[index]
        self.add_error(None, _("De route is intussen gewijzigd. Kijk de lijst nog eens na en ga dan verder."))

    @staticmethod
    def pair_name(pk: int) -> str:
        return f"paar-{pk}"

    @staticmethod
    def checked_name(pk: int) -> str:
        return f"bekeken-{pk}"

    @property
    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """(row, choice, tick) for the page."""
        return [
            (row, self[self.pair_name(row.old.pk)], self[self.checked_name(row.old.pk)]) for row in self.succession.rows
        ]

    @property
    def pairs(self) -> Pairs:
        """What was chosen; of a form that is valid."""
        chosen = {row.old.full_code: self.cleaned_data[self.pair_name(row.old.pk)] for row in self.succession.rows}
        return {old: None if new == NO_COUNTERPART else new for old, new in chosen.items()}
