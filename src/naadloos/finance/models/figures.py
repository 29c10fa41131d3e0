"""Figures that one partner gives for itself, and money that ends."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.finance import default_register
from naadloos.engines.route.terms import FigureStatus
from naadloos.finance.models.fields import EURO, PERCENT, dates_in_order, rising, within
from naadloos.organisations.terms import choices
from naadloos.routes.models import RouteFact, RoutePartner

FIGURE: dict[str, Any] = {
    "max_digits": 16,
    "decimal_places": 6,
    "null": True,
    "blank": True,
    "validators": [MinValueValidator(0), MaxValueValidator(1_000_000_000)],
}


def parameter_label(key: str) -> str:
    register = default_register()
    return register[key].label if key in register else key


class OwnFigure(RouteFact):
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+", verbose_name=_("partner"))
    parameter = models.CharField(_("gegeven"), max_length=60)
    of = models.CharField(
        _("waarvan"), max_length=40, blank=True, help_text=_("Een functie, een budget of een crebo; soms leeg.")
    )
    value = models.DecimalField(_("waarde"), **FIGURE, help_text=_("Leeg is onbekend."))
    low = models.DecimalField(_("laag"), **FIGURE)
    high = models.DecimalField(_("hoog"), **FIGURE)
    valid_from = models.DateField(_("geldt vanaf"))
    valid_to = models.DateField(
        _("tot en met"),
        null=True,
        blank=True,
        help_text=_(
            "Leeg: het blijft zo. Met een einddatum geldt daarna het bedrag van het prijspeil, met de prijsstijging."
        ),
    )
    status = models.CharField(
        _("hoe zeker"), max_length=10, choices=choices(FigureStatus), default=FigureStatus.ESTIMATE
    )
    source = models.CharField(_("waar komt dit vandaan?"), max_length=300, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("eigen gegeven")
        verbose_name_plural = _("eigen gegevens van de partners")
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["partner", "parameter", "of", "valid_from"],
                name="own_figure_once",
                violation_error_message=_("Dit gegeven staat er al met deze begindatum."),
            ),
            within("own_figure_limits", 1_000_000_000, "value", "low", "high"),
            rising("own_figure_rising", "low", "value", "high"),
            dates_in_order("own_figure_dates", "valid_from", "valid_to"),
        ]

    def __str__(self) -> str:
        label = parameter_label(self.parameter)
        return f"{label} ({self.of})" if self.of else label

    @property
    def figure_name(self) -> str:
        """What a list calls it: the parameter in words instead of its key."""
        return str(self)


class PartnerTerms(RouteFact):
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+", verbose_name=_("partner"))
    key_share = models.DecimalField(
        _("verdeelsleutel in procenten"),
        **PERCENT,
        help_text=_("Het deel van een pot; alle partners samen zijn 100. Leeg als er geen pot is."),
    )
    overhead = models.DecimalField(_("overhead, procent (integraal)"), **PERCENT)
    overhead_marginal = models.DecimalField(_("overhead die met de route meegroeit, procent (marginaal)"), **PERCENT)
    confirmed = models.BooleanField(_("bevestigd door een controller"), default=False)

    class Meta(RouteFact.Meta):
        verbose_name = _("sleutel en overhead")
        verbose_name_plural = _("sleutel en overhead per partner")
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["partner"], name="partner_terms_once", violation_error_message=_("Deze partner staat er al.")
            ),
            within("partner_terms_percents", 100, "key_share", "overhead", "overhead_marginal"),
        ]

    def __str__(self) -> str:
        return str(self.partner)


class Subsidy(RouteFact):
    title = models.CharField(_("subsidie"), max_length=200)
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+", verbose_name=_("voor"))
    begins_on = models.DateField(_("begint op"))
    ends_on = models.DateField(_("eindigt op"), help_text=_("Daarna is er niets meer; reken er dan niet op."))
    amount = models.DecimalField(_("bedrag in euro"), **EURO)
    cofinancing = models.DecimalField(
        _("eigen bijdrage die de regeling vraagt, procent"), **PERCENT, help_text=_("Leeg is geen.")
    )
    confirmed = models.BooleanField(_("bevestigd door een controller"), default=False)

    class Meta(RouteFact.Meta):
        verbose_name = _("subsidie")
        verbose_name_plural = _("subsidies")
        constraints = [
            *RouteFact.Meta.constraints,
            within("subsidy_euro", 1_000_000_000, "amount"),
            within("subsidy_percent", 100, "cofinancing"),
            dates_in_order("subsidy_dates", "begins_on", "ends_on"),
        ]

    def __str__(self) -> str:
        return self.title
