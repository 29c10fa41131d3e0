"""Step 2: the people to talk to and the first agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import FirstAgreementStatus, YesNoUnknown
from naadloos.organisations.terms import choices
from naadloos.routes.models.base import RouteFact
from naadloos.routes.models.route import RoutePartner


class Contact(RouteFact):
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+", verbose_name=_("partner"))
    name = models.CharField(_("naam"), max_length=200)
    function = models.CharField(_("functie"), max_length=200, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    mandate = models.CharField(
        _("mag beslissen namens de partner"),
        max_length=8,
        choices=choices(YesNoUnknown),
        default=YesNoUnknown.UNKNOWN,
    )
    mandate_for = models.CharField(_("waarover"), max_length=300, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("contactpersoon")
        verbose_name_plural = _("contactpersonen")

    def __str__(self) -> str:
        return self.name


class FirstAgreement(RouteFact):
    subject = models.CharField(_("onderwerp"), max_length=300)
    agreement = models.TextField(_("wat is afgesproken"), blank=True)
    owner = models.CharField(_("wie zorgt ervoor"), max_length=200, blank=True)
    agreed_on = models.DateField(_("op datum"), null=True, blank=True)
    status = models.CharField(
        _("stand"), max_length=10, choices=choices(FirstAgreementStatus), default=FirstAgreementStatus.OPEN
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("eerste afspraak")
        verbose_name_plural = _("eerste afspraken")

    def __str__(self) -> str:
        return self.subject
