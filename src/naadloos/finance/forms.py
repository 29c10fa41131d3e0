"""Forms of step 8: each refuses what cannot be at the field itself."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.finance import Given, OwnValue, Partner, RouteCase, default_register, validate
from naadloos.engines.route.terms import CostKind, PartnerSide, Phase, SettlementKind
from naadloos.finance.models import CostItem, OwnFigure, PartnerTerms, PupilCount, Subsidy, Volume
from naadloos.finance.words import say
from naadloos.routes.forms import FactForm
from naadloos.routes.forms.base import widget_for
from naadloos.routes.forms.suggest import SuggestInput
from naadloos.routes.models import RoutePartner

WHOLE = 100
_SIDES = {side.value: side for side in PartnerSide}


class CostItemForm(FactForm):
    parts: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = (
        (_("Wat en wie"), ("title", "phase", "owner", "executor", "extra")),
        (
            _("Berekening"),
            (
                "calculation",
                "only_in",
                "amount",
                "hours",
                "teachers",
                "split",
                "price",
                "number",
                "staff",
                "begins_on",
                "ends_on",
                "basis",
                "confirmed",
            ),
        ),
        (_("Verrekening"), ("settlement", "settlement_amount", "settlement_text")),
    )

    # Which figures count with which calculation; the others are hidden while it is chosen.
    shown_when: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {
        "calculation": {
            CostKind.LESSONS.value: ("hours", "teachers", "split", "staff", "only_in"),
            CostKind.BPV.value: ("hours", "staff", "only_in"),
            CostKind.MATERIAL.value: ("price", "only_in"),
            CostKind.EXAM.value: ("price", "only_in"),
            CostKind.ROOM.value: ("hours", "price", "only_in"),
            CostKind.TRAVEL.value: ("number", "price", "only_in"),
            CostKind.COORDINATION.value: ("number", "staff"),
            CostKind.FIXED.value: ("amount", "only_in", "begins_on", "ends_on"),
            CostKind.PROJECT.value: ("amount", "begins_on", "ends_on"),
        },
        "settlement": {
            SettlementKind.LUMP.value: ("settlement_amount", "settlement_text"),
            SettlementKind.PER_PUPIL.value: ("settlement_amount", "settlement_text"),
            SettlementKind.HOURS.value: ("settlement_text",),
            SettlementKind.SHARE.value: ("settlement_text",),
            SettlementKind.IN_KIND.value: ("settlement_text",),
            SettlementKind.OWN.value: ("settlement_text",),
            SettlementKind.OPEN.value: ("settlement_text",),
        },
    }

    class Meta(FactForm.Meta):
        model = CostItem
        fields = [
            "title",
            "phase",
            "owner",
            "executor",
            "extra",
            "calculation",
            "only_in",
            "amount",
            "hours",
            "teachers",
            "split",
            "price",
            "number",
            "staff",
            "begins_on",
            "ends_on",
            "basis",
            "confirmed",
            "settlement",
            "settlement_amount",
            "settlement_text",
        ]
        formfield_callback = widget_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = RoutePartner.objects.filter(route=self.route).select_related("organisation")
        words = [*dict.fromkeys(str(each) for each in partners), gettext("ieder de helft")]
        for name in ("owner", "executor"):
            self.fields[name].widget = SuggestInput(words)
            self.fields[name].widget.attrs["maxlength"] = 200

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("phase") == Phase.PROJECT.value and cleaned.get("calculation") not in (
            CostKind.FIXED.value,
            CostKind.PROJECT.value,
            None,
        ):
            self.add_error("calculation", _("Kosten van de voorbereiding zijn een vast bedrag met een einddatum."))
        if cleaned.get("calculation") == CostKind.PROJECT.value and cleaned.get("phase") not in (
            Phase.PROJECT.value,
            None,
        ):
            self.add_error("phase", _("Projectkosten horen bij de fase voorbereiding."))
        if cleaned.get("settlement") == SettlementKind.OWN.value and cleaned.get("settlement_amount"):
            self.add_error(
                "settlement_amount", _("Ieder draagt de eigen kosten; haal het bedrag weg of kies een verrekening.")
            )
        return cleaned


class VolumeForm(FactForm):
    parts: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = (
        (_("Wie"), ("cohort", "profile", "qualification", "mbo_partner")),
        (_("Hoeveel beginnen er"), ("pupils", "pupils_low", "pupils_high", "joins", "joins_year")),
        (_("Hoeveel gaan er door"), ("stays_vo", "stays_over", "stays_mbo", "success", "margin", "leavers")),
        (_("Bijzonderheden"), ("lwoo", "adults", "extra", "source", "confirmed")),
    )

    class Meta(FactForm.Meta):
        model = Volume
        fields = [
            "cohort",
            "profile",
            "qualification",
            "mbo_partner",
            "pupils",
            "pupils_low",
            "pupils_high",
            "joins",
            "joins_year",
            "stays_vo",
            "stays_over",
            "stays_mbo",
            "success",
            "margin",
            "leavers",
            "lwoo",
            "adults",
            "extra",
            "source",
            "confirmed",
        ]
        formfield_callback = widget_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only_side(self, "mbo_partner", PartnerSide.MBO)


def only_side(form: FactForm, name: str, side: PartnerSide) -> None:
    """Offer the partners of one side."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        field.queryset = field.queryset.filter(side=side)


class PupilCountForm(FactForm):
    class Meta(FactForm.Meta):
        model = PupilCount
        fields = ["volume", "route_year", "pupils", "in_other_phase", "source"]
        formfield_callback = widget_for

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("in_other_phase"):
            self.add_error(
                "in_other_phase",
                _("Een leerling kan op 1 oktober niet in beide fasen staan. Herstel dit eerst in de inschrijving."),
            )
        if (year := cleaned.get("route_year")) and year > self.route.years:
            self.add_error("route_year", _("Zo lang duurt deze route niet."))
        return cleaned


class OwnFigureForm(FactForm):
    """A value of the register; the engine's own check says what cannot be."""

    parameter = forms.ChoiceField(label=_("gegeven"))

    class Meta(FactForm.Meta):
        model = OwnFigure
        fields = ["partner", "parameter", "of", "value", "low", "high", "valid_from", "valid_to", "status", "source"]
        formfield_callback = widget_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(key, _parameter_words(key)) for key, each in default_register().parameters.items() if each.own]
        field = self.fields["parameter"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("kies…")), *offered]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        partner, key = cleaned.get("partner"), cleaned.get("parameter")
        if not partner or not key or not cleaned.get("valid_from"):
            return cleaned
        value = OwnValue(
            partner.key,
            key,
            Given(cleaned.get("value"), low=cleaned.get("low"), high=cleaned.get("high")),
            cleaned["valid_from"],
            cleaned.get("valid_to"),
            cleaned.get("of") or "",
        )
        case = RouteCase(
            (Partner(partner.key, str(partner), _SIDES[partner.side]),), (), own_values=(value, *self._others())
        )
        for problem in validate(case):
            if problem.field.startswith(f"own_values[{key}]"):
                last = problem.field.rpartition("]")[2].lstrip(".")
                self.add_error(last if last in self.fields else "value", say(problem.reason))
        return cleaned

    def _others(self) -> list[OwnValue]:
        rows = OwnFigure.objects.filter(
            route=self.route, partner=self.cleaned_data["partner"], parameter=self.cleaned_data["parameter"]
        ).exclude(pk=self.instance.pk)
        return [
            OwnValue(row.partner.key, row.parameter, Given(row.value), row.valid_from, row.valid_to, row.of)
            for row in rows.select_related("partner")
        ]


def _parameter_words(key: str) -> str:
    parameter = default_register()[key]
    return f"{parameter.label} ({parameter.unit.label})"


class PartnerTermsForm(FactForm):
    class Meta(FactForm.Meta):
        model = PartnerTerms
        fields = ["partner", "key_share", "overhead", "overhead_marginal", "confirmed"]
        formfield_callback = widget_for

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        mine = cleaned.get("key_share")
        if mine is not None:
            others = PartnerTerms.objects.filter(route=self.route).exclude(pk=self.instance.pk)
            together = mine + sum(row.key_share for row in others if row.key_share is not None)
            if together > WHOLE:
                self.add_error(
                    "key_share",
                    _("Met de andere partners samen is dit %(som)s procent. Verlaag eerst een van de andere.")
                    % {"som": together},
                )
        return cleaned


class SubsidyForm(FactForm):
    class Meta(FactForm.Meta):
        model = Subsidy
        fields = ["title", "partner", "begins_on", "ends_on", "amount", "cofinancing", "confirmed"]
        formfield_callback = widget_for
