"""Forms of the page for pupils and parents: its texts, and its address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.document import PageTexts
from naadloos.execution.models import PublicPage
from naadloos.routes.forms.base import FactForm, fact_form

_TextBase: Any = fact_form(PublicPage, *PageTexts.model_fields)


class PublicTextForm(_TextBase):  # type: ignore[misc]
    """All texts, Dutch and English beside each other; an empty one is proposed from the route."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name.endswith("_en"):
                field.widget.attrs["lang"] = "en"
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 5
        self.fields["page_phone"].widget.input_type = "tel"


class AddressForm(FactForm):
    """Where the page is, and which questionnaires it leads to."""

    class Meta(FactForm.Meta):
        model = PublicPage
        fields = ["slug", "survey_pupils", "survey_parents"]
        labels = {
            "slug": _("adres"),
            "survey_pupils": _("toon de open vragenlijst voor leerlingen"),
            "survey_parents": _("toon de open vragenlijst voor ouders"),
        }
        help_texts = {
            "slug": _(
                "Het laatste deel van de link, bijvoorbeeld bouwroute-rietmeer. "
                "Verandert u het, dan werkt de oude link niet meer."
            )
        }

    def clean_slug(self) -> str | None:
        return self.cleaned_data["slug"] or None
