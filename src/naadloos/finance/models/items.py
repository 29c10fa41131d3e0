"""A cost, who bears it, and how it is settled; how it is counted decides which figures are read."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import CostKind, Phase, SettlementKind
from naadloos.finance.models.fields import EURO, MOST_EURO, NUMBER, PERCENT, YEAR, dates_in_order, within
from naadloos.organisations.terms import choices
from naadloos.routes.models import RouteFact

# Settled by an amount that people agree on; the others follow from hours and costs.
AGREED = (SettlementKind.LUMP, SettlementKind.PER_PUPIL)


class CostItem(RouteFact):
    title = models.CharField(_("kostenpost"), max_length=200)
    phase = models.CharField(_("fase"), max_length=8, choices=choices(Phase))
    owner = models.CharField(
        _("voor rekening van"),
        max_length=200,
        blank=True,
        help_text=_("Wie draagt deze kosten volgens wet of afspraak?"),
    )
    executor = models.CharField(_("uitgevoerd door"), max_length=200, blank=True)
    calculation = models.CharField(
        _("hoe te berekenen"),
        max_length=12,
        choices=choices(CostKind),
        default=CostKind.FIXED,
        help_text=_("Hiervan hangt af welke getallen hieronder meetellen."),
    )
    only_in = models.PositiveSmallIntegerField(
        _("alleen in"), null=True, blank=True, **YEAR, help_text=_("Leeg is elk jaar van de fase.")
    )
    amount = models.DecimalField(
        _("bedrag in euro"),
        **EURO,
        help_text=_(
            "Voor een hele groep leerlingen (cohort); bij projectkosten per schooljaar. "
            "Weet u het nog niet? Laat het leeg; dan staat er onbekend."
        ),
    )
    hours = models.DecimalField(
        _("klokuren per schooljaar"), **NUMBER, help_text=_("Per groep; bij begeleiding van de bpv per student.")
    )
    teachers = models.DecimalField(_("docenten tegelijk"), **NUMBER, help_text=_("Leeg is een."))
    split = models.DecimalField(
        _("deel van de uren in gesplitste groepen, in procenten"), **PERCENT, help_text=_("Leeg is niets.")
    )
    price = models.DecimalField(
        _("prijs in euro"),
        **EURO,
        help_text=_("Per leerling, per klokuur van het lokaal of per rit, naar de berekening."),
    )
    number = models.DecimalField(_("aantal ritten per jaar, of fte"), **NUMBER)
    staff = models.CharField(
        _("functie"),
        max_length=40,
        blank=True,
        help_text=_("Van wie de loonkosten tellen, zoals docent of coordinator. Leeg is docent."),
    )
    begins_on = models.DateField(_("begint op"), null=True, blank=True)
    ends_on = models.DateField(_("eindigt op"), null=True, blank=True)
    extra = models.BooleanField(
        _("zou er zonder de route niet zijn"),
        default=True,
        help_text=_("Telt dan mee in het marginale resultaat."),
    )
    basis = models.CharField(_("waar komt het bedrag vandaan?"), max_length=300, blank=True)
    confirmed = models.BooleanField(_("bedrag bevestigd door een controller"), default=False)
    settlement = models.CharField(
        _("verrekening"), max_length=10, choices=choices(SettlementKind), default=SettlementKind.OPEN
    )
    settlement_text = models.TextField(_("afspraak over de verrekening"), blank=True)
    settlement_amount = models.DecimalField(
        _("verrekening in euro"),
        **EURO,
        help_text=_("Per jaar bij een vast bedrag, per leerling en jaar bij een bedrag per leerling."),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("kostenpost")
        verbose_name_plural = _("kostenposten")
        constraints = [
            *RouteFact.Meta.constraints,
            within("cost_item_euro", MOST_EURO, "amount", "price", "settlement_amount"),
            within("cost_item_numbers", 10_000, "hours", "teachers", "number"),
            within("cost_item_split", 100, "split"),
            dates_in_order("cost_item_dates", "begins_on", "ends_on"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def settled_amount(self) -> Any:
        """What a list shows: the agreed amount, None when it is unknown, or where it follows from."""
        if self.settlement_amount is not None or self.settlement == SettlementKind.OPEN:
            return self.settlement_amount
        if self.settlement == SettlementKind.OWN:
            return _("n.v.t.")
        return None if self.settlement in AGREED else _("volgt uit de berekening")
