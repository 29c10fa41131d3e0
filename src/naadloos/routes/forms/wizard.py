"""The four short pages on which a route begins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naadloos.curriculum.models import Qualification, VmboProfile
from naadloos.engines.route.terms import Leertraject, Leerweg, RouteType
from naadloos.organisations.models import BRIN, Organisation, User
from naadloos.organisations.queries import organisations_of
from naadloos.organisations.terms import choices


class RoutePage(forms.Form):
    title = _("De route")
    lead = _("Hoe heet de route en wat voor route wordt het? U kunt alles later nog wijzigen.")

    name = forms.CharField(
        label=_("naam van de route"),
        max_length=200,
        help_text=_("Kies een naam die leerlingen en ouders begrijpen, bijvoorbeeld: Bouwen naar vakman."),
    )
    type = forms.ChoiceField(
        label=_("soort route"),
        choices=choices(RouteType),
        widget=forms.RadioSelect,
        initial=RouteType.DLR,
        help_text=_(
            "DLR: de leerling haalt een vmbo-diploma en een mbo-diploma. "
            "GLR: in plaats van de basisberoepsgerichte leerweg, tot een mbo-diploma niveau 2."
        ),
    )
    vertical_school = forms.BooleanField(
        label=_("vmbo en mbo vormen samen één verticale scholengemeenschap"), required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class PartnersPage(forms.Form):
    title = _("Wie doen er mee?")
    lead = _("Namens welke organisatie begint u, en met wie? Weet u een partner nog niet, laat de regels dan leeg.")
    ROWS = (1, 2, 3)

    own = forms.ModelChoiceField(label=_("uw organisatie"), queryset=Organisation.objects.none())
    own_side = forms.ChoiceField(
        label=_("uw kant"),
        choices=[("vmbo", _("vmbo")), ("mbo", _("mbo"))],
        widget=forms.RadioSelect,
        initial="vmbo",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.fields["own"]
        assert isinstance(own, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        own.queryset = organisations_of(user)
        own.empty_label = _("kies…")
        mine = list(organisations_of(user)[:2])
        if len(mine) == 1:
            own.initial = mine[0].pk
            self.fields["own_side"].initial = "mbo" if mine[0].kind == "mbo" else "vmbo"
        for row in self.ROWS:
            self.fields[f"name_{row}"] = forms.CharField(
                label=_("partner %(row)s: naam") % {"row": row}, max_length=200, required=False
            )
            self.fields[f"side_{row}"] = forms.ChoiceField(
                label=_("partner %(row)s: kant") % {"row": row},
                required=False,
                choices=[("mbo", _("mbo-instelling")), ("vmbo", _("vmbo-school")), ("anders", _("anders"))],
            )
            self.fields[f"brin_{row}"] = forms.CharField(
                label=_("partner %(row)s: BRIN") % {"row": row}, max_length=6, required=False
            )
            self.fields[f"place_{row}"] = forms.CharField(
                label=_("partner %(row)s: plaats") % {"row": row}, max_length=120, required=False
            )
            self.fields[f"email_{row}"] = forms.EmailField(
                label=_("partner %(row)s: e-mailadres van uw contactpersoon") % {"row": row}, required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in self.ROWS:
            brin = (cleaned.get(f"brin_{row}") or "").strip().upper()
            cleaned[f"brin_{row}"] = brin
            if brin:
                try:
                    BRIN(brin)
                except forms.ValidationError as error:
                    self.add_error(f"brin_{row}", error)
            others = ("brin", "place", "email")
            if not cleaned.get(f"name_{row}") and any(cleaned.get(f"{name}_{row}") for name in others):
                self.add_error(f"name_{row}", _("Vul de naam van deze partner in, of maak de regel leeg."))
        return cleaned


class VmboPage(forms.Form):
    title = _("Het vmbo")
    lead = _("Welk profiel en welke leerweg volgen de leerlingen? Meer mag.")

    profiles = forms.ModelMultipleChoiceField(
        label=_("profiel"),
        queryset=VmboProfile.objects.all(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één profiel.")},
    )
    leerwegen = forms.MultipleChoiceField(
        label=_("leerweg"),
        choices=choices(Leerweg),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één leerweg.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class MboPage(forms.Form):
    title = _("Het mbo en de start")
    lead = _("Waar leidt de route toe, hoe lang duurt zij en wanneer begint de eerste groep?")

    qualifications = forms.ModelMultipleChoiceField(
        label=_("mbo-opleiding (crebo)"),
        queryset=Qualification.objects.order_by("level", "name"),
        to_field_name="crebo",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één opleiding.")},
    )
    leertraject = forms.ChoiceField(
        label=_("leertraject"),
        choices=choices(Leertraject),
        widget=forms.RadioSelect,
        initial=Leertraject.BOL,
    )
    years = forms.IntegerField(
        label=_("duur van de hele route in jaren"),
        min_value=2,
        max_value=6,
        initial=4,
        help_text=_("Vanaf leerjaar 3. Niveau 2 meestal 3 of 4 jaar, niveau 3 en 4 meestal 4 of 5 jaar."),
    )
    start_year = forms.IntegerField(
        label=_("startjaar van de eerste groep"),
        min_value=2020,
        max_value=2060,
        help_text=_("Het jaar van de eerste schooldag in leerjaar 3, bijvoorbeeld 2027."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


WIZARD_FORMS: tuple[type[forms.Form], ...] = (RoutePage, PartnersPage, VmboPage, MboPage)
