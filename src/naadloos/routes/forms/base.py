"""The base of every fact's form: knows its route, carries the version that the person saw."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.routes.forms.numbers import NumberField
from naadloos.routes.models import Route, RouteFact


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def widget_for(field: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """The form field of a model field, with the widgets that people know."""
    if isinstance(field, models.DecimalField):
        return field.formfield(form_class=NumberField, **kwargs)
    if isinstance(field, models.DateField):
        return field.formfield(widget=DateInput(), **kwargs)
    if isinstance(field, models.TextField):
        return field.formfield(widget=forms.Textarea(attrs={"rows": 4}), **kwargs)
    if isinstance(field, models.ManyToManyField):
        return field.formfield(widget=forms.CheckboxSelectMultiple, help_text=field.help_text, **kwargs)
    return field.formfield(**kwargs)


class FactForm(forms.ModelForm):  # type: ignore[type-arg]
    """Cleans one fact. ``route`` limits every choice to what belongs to the route."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # A long form in readable parts: (head, names of fields).
    parts: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = ()

    class Meta:
        formfield_callback = widget_for

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.route = route
        self.instance.route = route
        self.initial.setdefault("version", self.instance.version if self.instance.pk else 0)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                if issubclass(field.queryset.model, RouteFact):
                    field.queryset = field.queryset.filter(route=route)
                if field.queryset.model.__name__ == "RoutePartner":
                    field.queryset = field.queryset.select_related("organisation")
                if isinstance(field, forms.ModelChoiceField) and not isinstance(field, forms.ModelMultipleChoiceField):
                    field.empty_label = _("kies…") if field.required else _("(geen)")
            if name != "version" and isinstance(field, forms.TypedChoiceField) and field.choices:
                offered: Any = field.choices
                if next(iter(offered))[0] == "":
                    field.choices = [("", _("kies…") if field.required else _("(geen)")), *list(offered)[1:]]

    def _get_validation_exclusions(self) -> set[str]:
        # The route is set by the server; the constraints that name it must still be checked here.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"route", "key"}

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The visible fields under the heads of ``parts``; empty for a form that has none."""
        return [(str(head), [self[name] for name in names if name in self.fields]) for head, names in self.parts]

    def prepare(self) -> None:
        """What must be written before the fact itself; runs in the transaction of the action."""

    def save_many(self) -> None:
        """Write the links to other facts; they need the key of the fact itself."""
        self._save_m2m()  # type: ignore[attr-defined]

    @property
    def seen_version(self) -> int:
        """The version that the person had on the screen; 0 for a new fact."""
        return int(self.cleaned_data.get("version") or 0)


def fact_form(model_class: type[models.Model], *names: str) -> type[FactForm]:
    """Make the form of a fact that needs no more than its fields."""
    made: Any = forms.modelform_factory(model_class, form=FactForm, fields=list(names), formfield_callback=widget_for)
    found: type[FactForm] = made
    return found
