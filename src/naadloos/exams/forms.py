"""The form of an assessment; what it covers is limited to what the route has chosen."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.curriculum.models import Eindterm, GenericPart, Kerntaak, Werkproces
from naadloos.exams.models import Assessment
from naadloos.programme.queries import limit_to_route
from naadloos.routes.forms import FactForm
from naadloos.routes.forms.base import widget_for
from naadloos.routes.models import RouteQualification


class AssessmentForm(FactForm):
    parts: ClassVar = (
        (gettext_lazy("Wat is het"), ("title", "subject", "kind", "counts_for")),
        (gettext_lazy("Wanneer"), ("route_year", "period", "week")),
        (gettext_lazy("Hoe"), ("form", "minutes", "tools", "weight")),
        (gettext_lazy("Herkansen"), ("retakes", "retake")),
        (gettext_lazy("Wie"), ("side", "committee", "variants")),
        (
            gettext_lazy("Wat het toetst van het vmbo"),
            ("content", "content_source", "deeltaken", "eindtermen"),
        ),
        (
            gettext_lazy("Wat het toetst van het mbo"),
            ("kerntaken", "werkprocessen", "generic", "keuzedelen"),
        ),
    )

    class Meta(FactForm.Meta):
        model = Assessment
        fields = [
            "title",
            "subject",
            "kind",
            "counts_for",
            "route_year",
            "period",
            "week",
            "form",
            "minutes",
            "tools",
            "weight",
            "retakes",
            "retake",
            "side",
            "committee",
            "variants",
            "content",
            "content_source",
            "deeltaken",
            "eindtermen",
            "kerntaken",
            "werkprocessen",
            "generic",
            "keuzedelen",
        ]
        formfield_callback = widget_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_route(self)
        chosen = RouteQualification.objects.filter(route=self.route)
        for name, queryset in (
            ("kerntaken", Kerntaak.objects.filter(qualification__in=chosen.values("qualification"), withdrawn=False)),
            ("generic", GenericPart.objects.filter(level__in=chosen.values("qualification__level"))),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ModelMultipleChoiceField):
                field.queryset = queryset
        self.fields["kerntaken"].help_text = _("Alle werkprocessen van de kerntaak tellen dan mee.")

    def clean_eindtermen(self) -> str:
        """One spelling; a code that the official texts do not have is refused, when they have been read in."""
        return check_eindtermen(self.cleaned_data["eindtermen"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if tasks := cleaned.get("kerntaken"):
            own = cleaned.get("werkprocessen") or Werkproces.objects.none()
            whole = Werkproces.objects.filter(kerntaak__in=tasks, withdrawn=False)
            cleaned["werkprocessen"] = Werkproces.objects.filter(pk__in=[item.pk for item in [*own, *whole]])
        return cleaned


def check_eindtermen(text: str) -> str:
    """Codes of eindtermen as one line. Raises ValidationError with the codes that the catalogue does not have."""
    codes = list(dict.fromkeys(" ".join(part.split()) for part in re.split(r"[,;\n]+", text) if part.strip()))
    known = set(Eindterm.objects.filter(code__in=codes).values_list("code", flat=True))
    strange = [code for code in codes if code not in known]
    if strange and Eindterm.objects.exists():
        raise ValidationError(
            _("Deze eindtermen staan niet in de catalogus: %(codes)s.") % {"codes": ", ".join(strange)}
        )
    return ", ".join(codes)
