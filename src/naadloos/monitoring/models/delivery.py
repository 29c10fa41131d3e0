"""What schools delivered about pupils: without names, by keys that nobody can read back.

These rows are no part of a route file, its history or its documents. A partner sees the pupils it delivered itself;
what others see is a ``FigureReport``.
"""

import secrets

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.cohort.intake import Event
from naadloos.engines.route.terms import Leerweg
from naadloos.organisations.terms import choices
from naadloos.routes.models import Route, RoutePartner


def new_salt() -> str:
    return secrets.token_hex(32)


class KeySalt(models.Model):
    """Secret with which the keys of one partner are made unreadable. Without it no stored key leads to a pupil."""

    partner = models.OneToOneField(RoutePartner, on_delete=models.CASCADE, related_name="key_salt")
    salt = models.CharField(max_length=64, default=new_salt, editable=False)

    class Meta:
        verbose_name = _("sleutelgeheim")
        verbose_name_plural = _("sleutelgeheimen")

    def __str__(self) -> str:
        return str(self.partner)


class Delivery(models.Model):
    """One file that was taken in. The file itself is not kept."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="deliveries")
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="deliveries")
    kind = models.CharField(_("soort"), max_length=12)
    name = models.CharField(_("bestand"), max_length=200)
    known_until = models.DateField(_("volledig tot en met"))
    with_absence = models.BooleanField(_("met verzuim"), default=False)
    taken = models.PositiveIntegerField(_("nieuw"), default=0)
    known = models.PositiveIntegerField(_("al bekend"), default=0)
    refused = models.PositiveIntegerField(_("geweigerd"), default=0)
    # Lines that were refused, in words without their content; at most a hundred.
    report = models.JSONField(default=list, blank=True)
    by = models.CharField(_("door"), max_length=120)
    at = models.DateTimeField(_("op"), auto_now_add=True)

    class Meta:
        verbose_name = _("levering")
        verbose_name_plural = _("leveringen")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name


class RoutePupil(models.Model):
    """One pupil of the route, known by keys only."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="pupils")
    cohort = models.PositiveSmallIntegerField(_("groep"), validators=[MinValueValidator(2015), MaxValueValidator(2060)])
    leerweg = models.CharField(_("leerweg"), max_length=2, choices=choices(Leerweg))
    crebo = models.CharField(_("crebo"), max_length=5, blank=True)
    level = models.PositiveSmallIntegerField(
        _("niveau"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    high_advice = models.BooleanField(_("advies ook voor havo"), null=True, blank=True)

    class Meta:
        verbose_name = _("leerling")
        verbose_name_plural = _("leerlingen")
        ordering = ["cohort", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(cohort__gte=2015, cohort__lte=2060), name="pupil_cohort_range"),
            models.CheckConstraint(
                condition=models.Q(leerweg__in=[each.value for each in Leerweg]), name="pupil_leerweg_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} {self.leerweg}"


class PupilKey(models.Model):
    """How one partner calls a pupil, made unreadable (HMAC-SHA256 with the salt of that partner, 32 hex digits)."""

    pupil = models.ForeignKey(RoutePupil, on_delete=models.CASCADE, related_name="keys")
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("sleutel")
        verbose_name_plural = _("sleutels")
        constraints = [models.UniqueConstraint(fields=["partner", "digest"], name="pupil_key_once")]

    def __str__(self) -> str:
        return self.digest[:8]


class RemovedKey(models.Model):
    """A key of a pupil who was removed, so that an old file does not count that pupil a second time. Nothing else."""

    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("verwijderde sleutel")
        verbose_name_plural = _("verwijderde sleutels")
        constraints = [models.UniqueConstraint(fields=["partner", "digest"], name="removed_key_once")]

    def __str__(self) -> str:
        return self.digest[:8]


class PupilEvent(models.Model):
    """Something that happened to a pupil on a day; ``delivery`` says who told it."""

    pupil = models.ForeignKey(RoutePupil, on_delete=models.CASCADE, related_name="events")
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("gebeurtenis"), max_length=14, choices=choices(Event))
    on = models.DateField(_("datum"))
    leerweg = models.CharField(_("leerweg"), max_length=2, blank=True)
    crebo = models.CharField(_("crebo"), max_length=5, blank=True)
    level = models.PositiveSmallIntegerField(_("niveau"), null=True, blank=True)
    value = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pupil", "kind", "on", "value"], name="pupil_event_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in Event]), name="pupil_event_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class FigureReport(models.Model):
    """What may be told of a route at one moment. Pages, files and documents read this and never the pupils."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="figure_reports")
    made_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    as_of = models.DateField(_("stand op"))
    # The told figures.
    content = models.JSONField(default=dict, blank=True)
    # What anybody can know of every count: only to compare a next report with.
    cells = models.JSONField(default=dict, blank=True)
    # The counts that it rests on; never shown, only used to make the next report.
    raw = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("cijferrapport")
        verbose_name_plural = _("cijferrapporten")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.route}, {self.as_of}"


class FigureArchive(models.Model):
    """Counts about pupils who were removed because their date had come; so figures stay right without them."""

    route = models.OneToOneField(Route, on_delete=models.CASCADE, related_name="figure_archive")
    raw = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("archief van cijfers")
        verbose_name_plural = _("archieven van cijfers")

    def __str__(self) -> str:
        return str(self.route)
