"""How many pupils are expected, and how many there really were on each 1 October."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.finance.models.fields import PERCENT, PUPILS, YEAR, rising, within
from naadloos.routes.models import Cohort, RouteFact, RoutePartner, RouteProfile, RouteQualification


class Volume(RouteFact):
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+", verbose_name=_("groep (cohort)"))
    profile = models.ForeignKey(
        RouteProfile,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("profiel en leerweg"),
        help_text=_("De school die dit profiel geeft, krijgt de bekostiging in de vo-fase."),
    )
    qualification = models.ForeignKey(
        RouteQualification, on_delete=models.CASCADE, related_name="+", verbose_name=_("mbo-opleiding")
    )
    mbo_partner = models.ForeignKey(
        RoutePartner, on_delete=models.CASCADE, related_name="+", verbose_name=_("mbo-instelling")
    )
    pupils = models.PositiveIntegerField(
        _("leerlingen bij de start"), **PUPILS, help_text=_("Op de eerste 1 oktober. Leeg is onbekend.")
    )
    pupils_low = models.PositiveIntegerField(_("laag"), **PUPILS)
    pupils_high = models.PositiveIntegerField(_("hoog"), **PUPILS)
    stays_vo = models.DecimalField(_("gaat door binnen de vo-fase, procent per jaar"), **PERCENT)
    stays_over = models.DecimalField(_("gaat door van de vo-fase naar de mbo-fase, procent"), **PERCENT)
    stays_mbo = models.DecimalField(_("gaat door binnen de mbo-fase, procent per jaar"), **PERCENT)
    success = models.DecimalField(
        _("haalt het mbo-diploma, procent"), **PERCENT, help_text=_("Van wie op de laatste 1 oktober is geteld.")
    )
    margin = models.DecimalField(
        _("onzekerheid in procentpunten"),
        **PERCENT,
        help_text=_("Zoveel kunnen deze percentages lager of hoger uitkomen; voor de scenario's."),
    )
    joins = models.PositiveIntegerField(_("stroomt later in"), **PUPILS, help_text=_("Leeg is niemand."))
    joins_year = models.PositiveSmallIntegerField(_("in"), null=True, blank=True, **YEAR)
    leavers = models.DecimalField(_("vertrekt tussen 1 oktober en 1 februari, procent"), **PERCENT)
    lwoo = models.DecimalField(_("met lwoo in de vo-fase, procent"), **PERCENT, help_text=_("Leeg is niemand."))
    adults = models.DecimalField(_("18 jaar of ouder op 1 augustus (bbl), procent"), **PERCENT)
    extra = models.DecimalField(
        _("zou zonder de route niet komen, procent"),
        **PERCENT,
        help_text=_("Voor het marginale resultaat; leeg is iedereen."),
    )
    source = models.CharField(_("waar komt dit vandaan?"), max_length=300, blank=True)
    confirmed = models.BooleanField(_("bevestigd door een controller"), default=False)

    class Meta(RouteFact.Meta):
        verbose_name = _("verwacht aantal leerlingen")
        verbose_name_plural = _("verwachte aantallen leerlingen")
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "cohort", "profile", "qualification"],
                name="volume_once",
                violation_error_message=_("Dit profiel en deze opleiding staan al bij deze groep."),
            ),
            rising("volume_rising", "pupils_low", "pupils", "pupils_high"),
            within(
                "volume_percents",
                100,
                "stays_vo",
                "stays_over",
                "stays_mbo",
                "success",
                "margin",
                "leavers",
                "lwoo",
                "adults",
                "extra",
            ),
            models.CheckConstraint(
                condition=models.Q(joins__isnull=True, joins_year__isnull=True)
                | models.Q(joins__isnull=False, joins_year__isnull=False),
                name="volume_joins_year",
                violation_error_message=_("Vul bij instroom later zowel het aantal als het jaar in."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}: {self.profile}, {self.qualification}"


class PupilCount(RouteFact):
    volume = models.ForeignKey(Volume, on_delete=models.CASCADE, related_name="counts", verbose_name=_("groep"))
    route_year = models.PositiveSmallIntegerField(_("jaar van de route"), **YEAR)
    pupils = models.PositiveIntegerField(_("geteld op 1 oktober"), validators=[MaxValueValidator(100_000)])
    in_other_phase = models.PositiveIntegerField(
        _("daarvan ook in de andere fase geteld"),
        default=0,
        validators=[MaxValueValidator(100_000)],
        help_text=_("Niemand mag op één teldatum in beide fasen staan."),
    )
    source = models.CharField(_("waar komt dit vandaan?"), max_length=300, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("getelde leerlingen")
        verbose_name_plural = _("getelde leerlingen")
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["volume", "route_year"],
                name="count_once",
                violation_error_message=_("Dit jaar is voor deze groep al geteld."),
            ),
            models.CheckConstraint(
                condition=models.Q(in_other_phase__lte=models.F("pupils")),
                name="count_part_of_whole",
                violation_error_message=_("In de andere fase kunnen er niet meer zijn dan er zijn geteld."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volume}, {self.get_route_year_display()}"
