"""Forms of the route as a whole: its own facts, partners, roles, and reading a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import OrganisationKind
from naadloos.organisations.models import Organisation, User
from naadloos.organisations.queries import organisations_of
from naadloos.organisations.terms import choices
from naadloos.routes.forms.base import FactForm
from naadloos.routes.models import Route, RouteMember, RoutePartner


class RouteForm(forms.ModelForm):  # type: ignore[type-arg]
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Route
        fields = ["name", "type", "years", "vertical_school", "location"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.instance.version)

    @property
    def seen_version(self) -> int:
        return int(self.cleaned_data["version"])


class PartnerForm(FactForm):
    """A partner: an organisation that is known already, or a new one described here."""

    name = forms.CharField(label=_("naam van de organisatie"), max_length=200)
    kind = forms.ChoiceField(label=_("soort"))
    brin = forms.CharField(
        label="BRIN", max_length=6, required=False, help_text=_("Twee cijfers en twee letters, zoals 12AB.")
    )
    bevoegd_gezag_number = forms.CharField(label=_("bevoegd-gezagnummer"), max_length=5, required=False)
    rio_provider_id = forms.CharField(label=_("RIO-onderwijsaanbieder"), max_length=7, required=False)
    rio_location_id = forms.CharField(label=_("RIO-onderwijslocatie"), max_length=7, required=False)
    place = forms.CharField(label=_("plaats"), max_length=120, required=False)

    ORGANISATION_FIELDS = (
        "name",
        "kind",
        "brin",
        "bevoegd_gezag_number",
        "rio_provider_id",
        "rio_location_id",
        "place",
    )

    class Meta(FactForm.Meta):
        model = RoutePartner
        fields = ["side"]

    field_order = ["side", *ORGANISATION_FIELDS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", _("kies…")), *choices(OrganisationKind)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if self.instance.pk:
            for name in self.ORGANISATION_FIELDS:
                self.initial[name] = getattr(self.instance.organisation, name)
            if self.instance.accepted_at:
                # A partner that takes part looks after its own particulars.
                for name in self.ORGANISATION_FIELDS:
                    self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self.instance.organisation = self._organisation(cleaned)
        return cleaned

    def _organisation(self, cleaned: dict[str, Any]) -> Organisation:
        """The organisation that is meant; a new or corrected one is checked here and saved in ``prepare``."""
        if self.instance.pk and self.instance.accepted_at:
            return self.instance.organisation
        values = {name: (cleaned.get(name) or "").strip() for name in self.ORGANISATION_FIELDS}
        values["brin"] = values["brin"].upper()
        found = find_organisation(values["brin"], values["name"], values["kind"])
        if found is not None:
            return found
        organisation = Organisation()
        if self.instance.pk and not self.instance.organisation.memberships.exists():
            # Nobody of this organisation has an account yet, so its inviter may correct what was typed.
            organisation = self.instance.organisation
        for name, value in values.items():
            setattr(organisation, name, value)
        try:
            organisation.full_clean()
        except forms.ValidationError as error:
            for name, messages in error.error_dict.items():
                self.add_error(name if name in self.fields else None, messages)
        return organisation

    def prepare(self) -> None:
        self.instance.organisation.save()
        # Assigned again, because the key of a new organisation exists only now.
        self.instance.organisation = self.instance.organisation


def find_organisation(brin: str, name: str, kind: str) -> Organisation | None:
    """Recognise an organisation by its BRIN, else by name and kind."""
    if brin:
        return Organisation.objects.filter(brin=brin).first()
    return Organisation.objects.filter(name__iexact=name, kind=kind, brin="").first()


class InvitePartnerForm(forms.Form):
    email = forms.EmailField(
        label=_("e-mailadres van uw contactpersoon"),
        help_text=_("Deze persoon krijgt een eigen account en leidt de route namens de partner."),
    )


class RoleForm(forms.Form):
    """Give a role to a person of one of the partners that take part."""

    member = forms.ChoiceField(label=_("persoon"))
    role = forms.ChoiceField(label=_("rol"), choices=RouteMember.Role.choices)

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: dict[str, tuple[RoutePartner, User]] = {}
        partners = RoutePartner.objects.filter(route=route, accepted_at__isnull=False, left_on=None).select_related(
            "organisation"
        )
        for partner in partners.prefetch_related("organisation__memberships__user"):
            for membership in partner.organisation.memberships.all():
                self.people[f"{partner.pk}-{membership.user.pk}"] = (partner, membership.user)
        self.fields["member"].choices = [  # type: ignore[attr-defined]
            ("", _("kies…")),
            *[(key, f"{user} ({partner})") for key, (partner, user) in self.people.items()],
        ]

    @property
    def chosen(self) -> tuple[RoutePartner, User]:
        return self.people[self.cleaned_data["member"]]


class DeputyForm(forms.Form):
    """Who agrees for another, and from when until when."""

    user = forms.ModelChoiceField(label=_("vervanger"), queryset=User.objects.none(), empty_label=_("kies…"))
    starts_on = forms.DateField(label=_("van"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(label=_("tot en met"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, member: RouteMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        field.queryset = (
            User.objects.filter(memberships__organisation=member.partner.organisation, is_active=True)
            .exclude(pk=member.user_id)
            .order_by("name")
        )


class LeaveForm(forms.Form):
    reason = forms.CharField(
        label=_("waarom stopt uw organisatie met deze route?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alle partners kunnen dit lezen in de geschiedenis."),
    )


class CopyRouteForm(forms.Form):
    """A copy of a route for a later group."""

    name = forms.CharField(label=_("naam van de nieuwe route"), max_length=200)
    start_year = forms.IntegerField(label=_("startjaar van de groep"), min_value=2020, max_value=2060)


class RouteImportForm(forms.Form):
    file = forms.FileField(
        label=_("routebestand"),
        help_text=_("Een JSON-bestand dat met Naadloos is gemaakt, hoogstens 20 MB."),
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )
    own = forms.ModelChoiceField(label=_("namens welke organisatie?"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["own"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        field.queryset = organisations_of(user)
        field.empty_label = _("kies…")
        only = list(organisations_of(user)[:2])
        if len(only) == 1:
            field.initial = only[0]
