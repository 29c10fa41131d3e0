"""Forms for organisations and invitations."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from naadloos.organisations.models import Membership, Organisation, User


def carry_version(form: forms.BaseForm, version: int) -> None:
    """After a stale edit: the form keeps what was typed, and now knows the version that the person has been shown."""
    data: Any = form.data
    form.data = data.copy()
    form.data[form.add_prefix("version")] = str(version)  # type: ignore[index]


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Organisation
        fields = [
            "name",
            "kind",
            "brin",
            "bevoegd_gezag_number",
            "rio_provider_id",
            "rio_location_id",
            "place",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.instance.version)

    def clean_brin(self) -> str:
        return str(self.cleaned_data["brin"]).strip().upper()


class InvitePersonForm(forms.Form):
    email = forms.EmailField(label=_("e-mailadres"))
    role = forms.ChoiceField(
        label=_("rol in de organisatie"), choices=Membership.Role.choices, initial=Membership.Role.MEMBER
    )


class NewAccountForm(forms.Form):
    name = forms.CharField(label=_("uw naam"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("kies een wachtwoord"),
        help_text=_("Ten minste 12 tekens. Een zin onthoudt u het best."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, User(email=self.email, name=str(self.cleaned_data.get("name", ""))))
        return password
