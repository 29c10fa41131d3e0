"""Forms of step 9."""

from django import forms
from django.utils.translation import gettext as _

from naadloos.agreements.models import Clause
from naadloos.agreements.placeholders import PLACEHOLDERS, unknown_names
from naadloos.routes.forms import fact_form


class ClauseForm(fact_form(Clause, "subject", "text")):  # type: ignore[misc]
    """A clause whose names between braces all stand for a fact."""

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if wrong := unknown_names(text):
            raise forms.ValidationError(
                _("Naadloos kent geen gegeven met de naam {%(name)s}. Kies uit: %(names)s.")
                % {"name": wrong[0], "names": ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)}
            )
        return text
