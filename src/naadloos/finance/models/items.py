"""Step 8: what it costs, who bears it, and how partners settle. An unknown amount is empty, never 0."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import Phase, SettlementKind, YesNoUnknown
from naadloos.organisations.terms import choices
from naadloos.routes.models import RouteFact, SingleFact

LIMITS = [MinValueValidator(-1_000_000_000), MaxValueValidator(1_000_000_000)]


class FinanceTerms(SingleFact):
    principles = models.TextField(
        _("uitgangspunten"),
        blank=True,
        help_text=_("Bijvoorbeeld: geld volgt de fase; ieder draagt zijn eigen voorbereiding."),
    )
    funding_handed_over = models.CharField(
        _("wordt een deel van de bekostiging overgedragen?"),
        max_length=8,
        choices=choices(YesNoUnknown),
        default=YesNoUnknown.UNKNOWN,
        help_text=_("Zo ja, dan horen bedrag en doel in de overeenkomst (WVO 2.107b lid 2 onder e)."),
    )
    funding_purpose = models.TextField(_("bedrag en doel van de overdracht"), blank=True)

    class Meta:
        verbose_name = _("uitgangspunten")
        verbose_name_plural = _("uitgangspunten")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


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
    amount = models.DecimalField(
        _("bedrag per groep in euro"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=LIMITS,
        help_text=_("Weet u het nog niet? Laat het leeg; dan staat er onbekend."),
    )
    basis = models.CharField(_("waar komt het bedrag vandaan?"), max_length=300, blank=True)
    confirmed = models.BooleanField(_("bedrag bevestigd door een controller"), default=False)
    settlement = models.CharField(
        _("verrekening"), max_length=10, choices=choices(SettlementKind), default=SettlementKind.OPEN
    )
    settlement_text = models.TextField(_("afspraak over de verrekening"), blank=True)
    settlement_amount = models.DecimalField(
        _("verrekening per jaar in euro"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=LIMITS,
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("kostenpost")
        verbose_name_plural = _("kostenposten")

    def __str__(self) -> str:
        return self.title

    @property
    def settled_amount(self) -> Any:
        """What a list shows: the amount, None when it is unknown, or that there is nothing to settle."""
        if self.settlement_amount is None and self.settlement == SettlementKind.OWN:
            return _("n.v.t.")
        return self.settlement_amount
