"""The forms of the result page. Nothing of them is stored: they only clean, and make the case for the engine."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.engines.results import SIZES, Case, Entry, Exam, Scale, Start, Word
from naadloos.engines.route import route_year_label
from naadloos.engines.route.terms import YesNoUnknown
from naadloos.exams.build import NAMED, MboChoice, Spec, VmboChoice, first_mbo_day
from naadloos.organisations.terms import choices

MARK = re.compile(r"^(10([.,]0)?|[1-9]([.,][0-9])?)$")
WORDS = {
    Scale.WORD: (Word.GOOD, Word.SUFFICIENT, Word.INSUFFICIENT),
    Scale.EITHER: (Word.GOOD, Word.SUFFICIENT, Word.INSUFFICIENT),
    Scale.DONE: (Word.DONE, Word.NOT_DONE),
}


class MarkField(forms.CharField):
    """A mark from 1 to 10 with at most one decimal, with a comma or a point."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": "4", "class": "mark"}
        super().__init__(required=False, strip=True, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text: str = super().clean(value)
        if not text:
            return None
        if not MARK.match(text):
            raise ValidationError(_("Een cijfer ligt van 1 tot en met 10, met ten hoogste één decimaal."))
        return Decimal(text.replace(",", "."))


class CandidateForm(forms.Form):
    """Which exams, which group, and when somebody would leave."""

    vmbo = forms.ChoiceField(label=gettext_lazy("vmbo-examen"))
    mbo = forms.ChoiceField(label=gettext_lazy("mbo-opleiding"))
    cohort = forms.ChoiceField(label=gettext_lazy("groep die begint in"), required=False)
    year = forms.TypedChoiceField(
        label=gettext_lazy("als de leerling nu vertrekt, is dat in"),
        coerce=int,
        help_text=gettext_lazy("Wat u nog niet hebt ingevuld, telt dan als niet gehaald."),
    )

    def __init__(
        self, vmbo: list[VmboChoice], mbo: list[MboChoice], start_years: list[int], years: int, data: Any = None
    ) -> None:
        chosen = {
            "vmbo": vmbo[0].key,
            "mbo": mbo[0].key,
            "cohort": str(start_years[0]) if start_years else "",
            "year": "1",
        }
        # Anything that is not offered falls back to the first: the choice itself is never an error.
        offered = {
            "vmbo": [(each.key, each.label) for each in vmbo],
            "mbo": [(each.key, each.label) for each in mbo],
            "cohort": [(str(year), str(year)) for year in start_years] or [("", _("niet bekend"))],
            "year": [(str(number), route_year_label(number)) for number in range(1, years + 1)],
        }
        given = data or {}
        kept = {name: value if (value := given.get(name)) in dict(offered[name]) else chosen[name] for name in offered}
        super().__init__(data=kept)
        for name, options in offered.items():
            field: Any = self.fields[name]
            field.choices = options
        self.fields["cohort"].required = bool(start_years)
        self.full_clean()

    @property
    def start_year(self) -> int | None:
        return int(self.cleaned_data["cohort"]) if self.cleaned_data["cohort"] else None


class MarksForm(forms.Form):
    """The marks of one candidate for both exams.

    ``specs`` are the rows; the names of the fields begin with the row's key, so that marks stay when the variant is
    changed. ``vmbo_case`` and ``mbo_case`` are for a valid form.
    """

    promoted = forms.ChoiceField(
        label=gettext_lazy("overgegaan na een centraal examen in een eerder leerjaar"),
        choices=choices(YesNoUnknown),
        initial=YesNoUnknown.UNKNOWN.value,
        required=False,
        help_text=gettext_lazy("Wie niet overgaat, verliest het cijfer van dat centraal examen (WVO 2.107j lid 5)."),
    )
    began_on = forms.DateField(
        label=gettext_lazy("begin van de mbo-opleiding"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Voor wie vóór 1 augustus 2022 begon, kan een oude regel gelden (EKB 18c)."),
    )
    study_year = forms.TypedChoiceField(
        label=gettext_lazy("ingestroomd in studiejaar"),
        coerce=int,
        choices=[(str(number), str(number)) for number in range(1, 5)],
        initial="1",
        required=False,
    )
    finished_on = forms.DateField(
        label=gettext_lazy("klaar met de mbo-opleiding op"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    fewer_hours = forms.BooleanField(
        label=gettext_lazy("er zitten delen van WEB artikel 6.1.2a in het programma: 240 klokuren keuzedeel minder"),
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        vmbo: VmboChoice,
        mbo: MboChoice,
        specs: dict[str, list[Spec]],
        start_year: int | None,
    ) -> None:
        began_on = first_mbo_day(start_year) if start_year else None
        super().__init__(data, initial={"began_on": began_on}, use_required_attribute=False)
        self.vmbo, self.mbo, self.specs = vmbo, mbo, specs
        for spec in (*specs["vmbo"], *specs["mbo"]):
            self._add(spec)

    def _add(self, spec: Spec) -> None:
        def add(name: str, field: forms.Field, what: Any) -> None:
            field.label = f"{spec.label}: {what}"
            self.fields[f"{spec.key}-{name}"] = field

        if spec.part.id in NAMED:
            name = forms.CharField(required=False, max_length=120, initial=spec.name)
            name.widget.attrs |= {"autocomplete": "off", "placeholder": _("naam")}
            add("name", name, _("naam"))
        if spec.has_marks:
            whole = _("cijfer")
            own = _("instellingsexamen") if spec.key.startswith("m") else _("schoolexamen")
            add("own", MarkField(), own if spec.central else whole)
        if spec.has_marks and spec.central:
            add("central", MarkField(), _("centraal examen"))
            if spec.key.startswith("v"):
                # For the mbo the highest mark is filled in at once (EKB 8); what a resit needs is only known here.
                add("resit", MarkField(), _("herkansing van het centraal examen"))
                add("early", forms.BooleanField(required=False), _("centraal examen in een eerder leerjaar"))
        if spec.asks_central:
            asked = forms.ChoiceField(choices=choices(YesNoUnknown), required=False, initial=YesNoUnknown.YES.value)
            add("has_central", asked, _("heeft een centraal examen?"))
        if spec.has_word:
            words = [("", "–"), *((word.value, _(word.label)) for word in WORDS[spec.part.scale])]
            add("word", forms.ChoiceField(choices=words, required=False), _("oordeel"))
        if spec.hours is not None:
            sizes = [(str(size), str(size)) for size in SIZES]
            add("hours", forms.ChoiceField(choices=sizes, required=False, initial=str(spec.hours)), _("klokuren"))
        if spec.part.id == "profielvak":
            add("no_own", forms.BooleanField(required=False), _("er is geen schoolexamen"))

    def cell(self, spec: Spec, name: str) -> BoundField | None:
        """The input of one row, if the row has it."""
        full = f"{spec.key}-{name}"
        return self[full] if full in self.fields else None

    def _case(self, exam: Exam, specs: list[Spec]) -> tuple[Case, list[Spec]]:
        entries, used = [], []
        for spec in specs:
            entry = self._entry(spec)
            if spec.optional and entry.own is None and entry.central is None and entry.word is None:
                continue
            entries.append(entry)
            used.append(spec)
        clean = self.cleaned_data
        start = Start(clean["began_on"], clean["study_year"] or 1, self.mbo.study_years, clean["finished_on"])
        promoted = YesNoUnknown.of(clean["promoted"] or YesNoUnknown.UNKNOWN.value)
        return Case(exam, tuple(entries), promoted, start, clean["fewer_hours"]), used

    def vmbo_case(self) -> tuple[Case, list[Spec]] | None:
        """The case for the vmbo exam with the row of each entry; None where there is no such exam."""
        return self._case(self.vmbo.exam, self.specs["vmbo"]) if self.vmbo.exam else None

    def mbo_case(self) -> tuple[Case, list[Spec]]:
        return self._case(self.mbo.exam, self.specs["mbo"])

    def _entry(self, spec: Spec) -> Entry:
        def given(name: str) -> Any:
            return self.cleaned_data.get(f"{spec.key}-{name}")

        asked, word, hours = given("has_central"), given("word"), given("hours")
        return Entry(
            part=spec.part.id,
            name=given("name") or spec.label,
            own=given("own"),
            central=given("central"),
            resit=given("resit"),
            word=Word.of(word) if word else None,
            has_central=YesNoUnknown.of(asked) if asked else None,
            no_own=bool(given("no_own")),
            early=bool(given("early")),
            hours=int(hours) if hours else spec.hours,
        )


def example_marks(specs: dict[str, list[Spec]]) -> dict[str, str]:
    """Marks of a made-up candidate: two below a 6 with a 7 against them, and one exam still to come."""
    found: dict[str, str] = {}
    certain = [spec for spec in (*specs["vmbo"], *specs["mbo"]) if not spec.extra]
    own = ["6,2", "5,1", "6,8", "7,4", "5,6", "7,2"]
    central = ["5,8", "5,2", "6,1", "7,0", "5,3", "7,4"]
    for place, spec in enumerate(certain):
        if spec.has_marks and spec.central:
            found[f"{spec.key}-own"] = own[place % len(own)]
            found[f"{spec.key}-central"] = central[place % len(central)]
        elif spec.has_marks:
            found[f"{spec.key}-own"] = str(6 + place % 3)
        elif spec.part.scale is Scale.WORD:
            found[f"{spec.key}-word"] = Word.SUFFICIENT.value
        else:
            found[f"{spec.key}-word"] = Word.DONE.value
    still_to_come = next((spec for spec in reversed(certain) if spec.central and spec.key.startswith("v")), None)
    found.pop(f"{still_to_come.key}-central" if still_to_come else "", None)
    found.pop("m-bpv-1-word", None)
    return found
