"""The frame in which the programme must fit: periods, variants, exam windows, and what can run out."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import CapacityKind, WindowKind
from naadloos.organisations.terms import choices
from naadloos.programme.models.fields import HOURS, PERIODS, ROUTE_YEARS
from naadloos.routes.models import RouteFact


class Period(RouteFact):
    route_year = models.PositiveSmallIntegerField(_("jaar van de route"), choices=ROUTE_YEARS)
    number = models.PositiveSmallIntegerField(_("periode"), choices=PERIODS)
    weeks = models.PositiveSmallIntegerField(_("lesweken"), validators=[MinValueValidator(1), MaxValueValidator(30)])
    hours = models.DecimalField(_("beschikbare klokuren"), **HOURS)
    hours_vmbo = models.DecimalField(
        _("waarvan het vmbo kan geven"),
        null=True,
        blank=True,
        help_text=_("Leeg is: geen eigen grens."),
        **HOURS,
    )
    hours_mbo = models.DecimalField(
        _("waarvan het mbo kan geven"),
        null=True,
        blank=True,
        help_text=_("Leeg is: geen eigen grens. Wat samen wordt gegeven, telt voor beide."),
        **HOURS,
    )
    home = models.CharField(
        _("waar de leerlingen meestal zijn"),
        max_length=200,
        blank=True,
        help_text=_("Wat ergens anders wordt gegeven, telt als reisdag."),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("periode")
        verbose_name_plural = _("perioden")
        ordering = ["route_year", "number"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "route_year", "number"],
                name="period_once",
                violation_error_message=_("Deze periode bestaat al."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_route_year_display()}, {self.get_number_display()}"


class Variant(RouteFact):
    """A group of pupils with a programme of its own within the route."""

    title = models.CharField(_("variant"), max_length=200, help_text=_("Bijvoorbeeld: kb, bbl, of instroom in jaar 2."))
    profile = models.ForeignKey(
        "routes.RouteProfile",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("profiel"),
    )
    qualification = models.ForeignKey(
        "routes.RouteQualification",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mbo-opleiding"),
    )
    start = models.ForeignKey(
        Period, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("begint in")
    )
    end = models.ForeignKey(
        Period, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("eindigt met")
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("variant")
        verbose_name_plural = _("varianten van de route")

    def __str__(self) -> str:
        return self.title


class Window(RouteFact):
    """Periods with a purpose: exams, summer."""

    title = models.CharField(_("venster"), max_length=200, help_text=_("Bijvoorbeeld: cspe, centraal examen, zomer."))
    kind = models.CharField(_("soort"), max_length=10, choices=choices(WindowKind))
    periods = models.ManyToManyField(Period, related_name="+", verbose_name=_("perioden"))
    closed_to_bpv = models.BooleanField(_("geen bpv in deze perioden"), default=False)
    reserved = models.BooleanField(_("alleen voor onderdelen van dit venster"), default=False)

    class Meta(RouteFact.Meta):
        verbose_name = _("venster")
        verbose_name_plural = _("vensters voor examens en zomer")

    def __str__(self) -> str:
        return self.title


class Capacity(RouteFact):
    """What can run out: a practice room, the teachers of a subject, places in companies."""

    title = models.CharField(_("lokaal, vak of praktijkplaatsen"), max_length=200)
    kind = models.CharField(_("soort"), max_length=16, choices=choices(CapacityKind))
    amount = models.DecimalField(
        _("per periode"),
        help_text=_("Klokuren per periode; bij praktijkplaatsen het aantal leerlingen."),
        **HOURS,
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("lokaal, docenten of praktijkplaatsen")
        verbose_name_plural = _("lokalen, docenten en praktijkplaatsen")

    def __str__(self) -> str:
        return self.title
