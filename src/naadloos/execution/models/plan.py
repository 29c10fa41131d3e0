"""Step 10: what must be ready on the first school day."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import PartnerSide, ProgressStatus, YesNoUnknown
from naadloos.organisations.terms import choices
from naadloos.routes.models import RouteFact, SingleFact


class ExecutionText(SingleFact):
    basic_week = models.TextField(_("de basisweek"), blank=True, help_text=_("Welke dagen, waar, met welke reistijd?"))
    communication = models.TextField(_("wat horen leerlingen en ouders, en wanneer?"), blank=True)

    class Meta:
        verbose_name = _("basisweek en communicatie")
        verbose_name_plural = _("basisweek en communicatie")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class ReadinessAction(RouteFact):
    title = models.CharField(_("wat moet klaar zijn"), max_length=300)
    owner = models.CharField(_("wie"), max_length=200, blank=True)
    due_on = models.DateField(_("voor datum"), null=True, blank=True)
    status = models.CharField(_("stand"), max_length=6, choices=choices(ProgressStatus), default=ProgressStatus.OPEN)

    class Meta(RouteFact.Meta):
        verbose_name = _("actie voor de start")
        verbose_name_plural = _("klaar voor de start")

    def __str__(self) -> str:
        return self.title


class TeamMember(RouteFact):
    name = models.CharField(_("naam"), max_length=200)
    side = models.CharField(_("kant"), max_length=6, choices=choices(PartnerSide))
    partner = models.ForeignKey(
        "routes.RoutePartner",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisatie"),
        help_text=_("De school of instelling waar deze docent werkt."),
    )
    teaches = models.CharField(_("geeft"), max_length=300, blank=True)
    qualified = models.CharField(
        _("bevoegd"), max_length=8, choices=choices(YesNoUnknown), default=YesNoUnknown.UNKNOWN
    )
    qualified_until = models.DateField(
        _("bevoegd tot en met"), null=True, blank=True, help_text=_("Leeg is zonder einde.")
    )
    mbo_ready = models.CharField(
        _("voldoet aan de eisen van het mbo"),
        max_length=8,
        choices=choices(YesNoUnknown),
        default=YesNoUnknown.UNKNOWN,
        help_text=_("Bekwaam voor het mbo, bijvoorbeeld met een pedagogisch-didactisch getuigschrift (WEB 4.2.1)."),
    )
    fte = models.DecimalField(
        _("fte voor de route"),
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(2)],
    )
    days = models.CharField(
        _("op welke dagen"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^([1-5](,[1-5])*)?$", _("Kies dagen van 1 (maandag) tot en met 5 (vrijdag)."))],
    )
    hours_per_week = models.DecimalField(
        _("klokuren per week"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(60)],
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("teamlid")
        verbose_name_plural = _("team")

    def __str__(self) -> str:
        return self.name


class PracticePlace(RouteFact):
    company = models.CharField(_("bedrijf"), max_length=200)
    place = models.CharField(_("plaats"), max_length=120, blank=True)
    places = models.PositiveSmallIntegerField(_("aantal plekken"), null=True, blank=True)
    recognised = models.CharField(
        _("erkend leerbedrijf"),
        max_length=8,
        choices=choices(YesNoUnknown),
        default=YesNoUnknown.UNKNOWN,
        help_text=_("Bpv mag alleen bij een erkend leerbedrijf (WEB 7.2.8)."),
    )
    period = models.CharField(_("wanneer"), max_length=200, blank=True)
    # Of a company without matched pupils; with them it follows from the matches (``bpv_queries.signed_of``).
    agreement_signed = models.CharField(
        _("praktijkovereenkomst getekend"),
        max_length=8,
        choices=choices(YesNoUnknown),
        default=YesNoUnknown.UNKNOWN,
    )

    recognition_number = models.CharField(
        _("erkenningsnummer"), max_length=40, blank=True, help_text=_("Het nummer van de erkenning bij SBB.")
    )
    recognised_until = models.DateField(
        _("erkend tot en met"), null=True, blank=True, help_text=_("Leeg is: er is geen einde bekend.")
    )
    crebos = models.CharField(
        _("erkend voor crebo's"),
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{5}( [0-9]{5}){0,49}$", _("Zet crebo's van vijf cijfers naast elkaar."))],
        help_text=_("Vijf cijfers per opleiding, met een spatie ertussen. Leeg is: niet bekend."),
    )
    postcode = models.CharField(
        _("postcode"),
        max_length=7,
        blank=True,
        validators=[
            RegexValidator(r"^[1-9][0-9]{3}( ?[A-Z]{2})?$", _("Een postcode is bijvoorbeeld 1234 of 1234 AB."))
        ],
        help_text=_("Vier cijfers zijn genoeg om de afstand te schatten."),
    )
    kind = models.CharField(
        _("soort bedrijf"),
        max_length=80,
        blank=True,
        help_text=_("Zoals leerlingen het wensen, bijvoorbeeld: nieuwbouw, renovatie."),
    )
    contact_function = models.CharField(
        _("contact: functie"), max_length=120, blank=True, help_text=_("Bijvoorbeeld: praktijkopleider. Geen naam.")
    )
    contact_email = models.EmailField(
        _("contact: e-mailadres van het bedrijf"), blank=True, help_text=_("Een algemeen adres, niet van één persoon.")
    )
    stops_on = models.DateField(
        _("heeft plekken tot en met"), null=True, blank=True, help_text=_("Alleen als het bedrijf stopt.")
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("leerbedrijf")
        verbose_name_plural = _("leerbedrijven")

    def __str__(self) -> str:
        return self.company


class KeyDate(RouteFact):
    title = models.CharField(_("wat"), max_length=300)
    on = models.DateField(_("datum"))
    audience = models.CharField(_("voor wie"), max_length=200, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("datum")
        verbose_name_plural = _("data voor leerlingen, ouders en team")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.title
