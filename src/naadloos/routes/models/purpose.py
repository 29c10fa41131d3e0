"""Step 1: why, for whom and with what result."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import Leerweg
from naadloos.organisations.terms import choices
from naadloos.routes.models.base import RouteFact, SingleFact


class Purpose(SingleFact):
    problem = models.TextField(
        _("welk probleem lost de route op?"),
        blank=True,
        help_text=_("Bijvoorbeeld: motivatie, uitval, dubbele lesstof, krimpende groepen, tekorten in de regio."),
    )
    why_route = models.TextField(
        _("waarom een route en geen lichtere vorm?"),
        blank=True,
        help_text=_("Een doorlopend programma of losse afspraken vragen minder; wat levert een route meer op?"),
    )
    not_for = models.TextField(_("voor wie is de route niet?"), blank=True)

    class Meta:
        verbose_name = _("aanleiding")
        verbose_name_plural = _("aanleiding")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class TargetGroup(RouteFact):
    leerweg = models.CharField(_("leerweg"), max_length=2, choices=choices(Leerweg))
    profile = models.CharField(_("profiel"), max_length=120, help_text=_("Bijvoorbeeld: Bouwen, wonen en interieur."))
    description = models.TextField(
        _("wie zijn het?"),
        blank=True,
        help_text=_("Waar gaan deze leerlingen nu heen, en waar vallen ze uit?"),
    )
    expected_low = models.PositiveIntegerField(_("leerlingen per jaar, laag"), null=True, blank=True)
    expected_mid = models.PositiveIntegerField(_("leerlingen per jaar, verwacht"), null=True, blank=True)
    expected_high = models.PositiveIntegerField(_("leerlingen per jaar, hoog"), null=True, blank=True)
    source = models.CharField(_("bron van de aantallen"), max_length=300, blank=True)
    source_date = models.DateField(_("datum van de bron"), null=True, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(expected_low__isnull=True)
                | models.Q(expected_high__isnull=True)
                | models.Q(expected_low__lte=models.F("expected_high")),
                name="target_group_low_high",
                violation_error_message=_("Het lage aantal is hoger dan het hoge aantal."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile}, {self.get_leerweg_display()}"


class Goal(RouteFact):
    title = models.CharField(_("doel"), max_length=300)
    indicator = models.CharField(_("waaraan merkt u het?"), max_length=300, blank=True)
    baseline = models.CharField(_("nu"), max_length=300, blank=True)
    target = models.CharField(_("streefwaarde"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("in jaar"), null=True, blank=True, validators=[MinValueValidator(2020), MaxValueValidator(2060)]
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")

    def __str__(self) -> str:
        return self.title
