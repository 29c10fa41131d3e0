"""Step 3: what each side expects, the joint vision and its objectives."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import Benefit, ExpectationKind, Side
from naadloos.organisations.terms import choices
from naadloos.routes.models.base import RouteFact, SingleFact


class Vision(SingleFact):
    vision = models.TextField(
        _("onze visie"),
        blank=True,
        help_text=_("Wat merken leerlingen? Hoe begeleiden wij hen? Schrijf het samen, in gewone woorden."),
    )
    different_on_purpose = models.TextField(
        _("wat blijft met opzet verschillend?"),
        blank=True,
        help_text=_("Bijvoorbeeld: de sfeer in de les, regels over telefoons, lestijden."),
    )

    class Meta:
        verbose_name = _("visie")
        verbose_name_plural = _("visie")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Expectation(RouteFact):
    side = models.CharField(_("kant"), max_length=6, choices=choices(Side))
    kind = models.CharField(_("soort"), max_length=10, choices=choices(ExpectationKind))
    text = models.TextField(_("tekst"))

    class Meta(RouteFact.Meta):
        verbose_name = _("verwachting")
        verbose_name_plural = _("verwachtingen van elke kant")

    def __str__(self) -> str:
        return self.text[:80]


class Objective(RouteFact):
    title = models.CharField(_("doelstelling"), max_length=300)
    benefit = models.CharField(_("hoort bij voordeel"), max_length=1, choices=choices(Benefit))
    indicator = models.CharField(
        _("indicator"), max_length=300, blank=True, help_text=_("Wat meet u? U gebruikt dit in stap 7.")
    )
    baseline = models.CharField(_("nu"), max_length=300, blank=True)
    target = models.CharField(_("belofte"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("in jaar"), null=True, blank=True, validators=[MinValueValidator(2020), MaxValueValidator(2060)]
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("doelstelling")
        verbose_name_plural = _("doelstellingen")

    def __str__(self) -> str:
        return self.title
