"""Step 3: what each side expects, the joint vision and its objectives."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import Benefit, ExpectationKind, PartnerSide, Side, ThemeKind
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


class ExpectationDraft(models.Model):
    """What one side wrote apart; no other side reads it until all sides are ready. No fact of the route yet."""

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="expectation_drafts")
    side = models.CharField(_("kant"), max_length=6, choices=choices(PartnerSide))
    kind = models.CharField(_("soort"), max_length=10, choices=choices(ExpectationKind))
    text = models.TextField(_("tekst"), max_length=2000)
    author_name = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("verwachting die nog niemand anders ziet")
        verbose_name_plural = _("verwachtingen die nog niemand anders ziet")
        ordering = ["kind", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="expectation_draft_says_something")]

    def __str__(self) -> str:
        return self.text[:80]


class ExpectationReady(models.Model):
    """One side said that it has written what it wants to write."""

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="expectations_ready")
    side = models.CharField(_("kant"), max_length=6, choices=choices(PartnerSide))
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("klaar met verwachtingen")
        verbose_name_plural = _("klaar met verwachtingen")
        constraints = [
            models.UniqueConstraint(
                fields=["route", "side"],
                name="expectations_ready_once",
                violation_error_message=_("Deze kant heeft al gezegd dat zij klaar is."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.by}"


class Theme(RouteFact):
    """What people saw when they read the expectations beside each other."""

    title = models.CharField(_("thema"), max_length=300)
    kind = models.CharField(_("soort"), max_length=10, choices=choices(ThemeKind))
    expectations = models.ManyToManyField(
        Expectation, related_name="+", blank=True, verbose_name=_("verwachtingen die hierover gaan")
    )
    meaning = models.TextField(_("wat betekent dit voor de visie?"), blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")

    def __str__(self) -> str:
        return self.title
