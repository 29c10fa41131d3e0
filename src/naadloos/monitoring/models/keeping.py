"""Keeping and removing what was delivered about pupils, and who looked at it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.routes.models import Route, RoutePartner


class AccessEntry(models.Model):
    """Somebody saw, delivered or removed data of single pupils."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="access_entries")
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+")
    who = models.CharField(_("wie"), max_length=120)
    what = models.CharField(_("wat"), max_length=200)
    pupils = models.PositiveIntegerField(_("leerlingen"), default=0)
    at = models.DateTimeField(_("wanneer"), auto_now_add=True)

    class Meta:
        verbose_name = _("inzage")
        verbose_name_plural = _("inzage")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.who}: {self.what}"


class Deletion(models.Model):
    """What was removed because its date had come. The figures made from it stay."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="deletions")
    data_class = models.CharField(_("soort gegevens"), max_length=20)
    reason = models.CharField(_("waarom"), max_length=300)
    count = models.PositiveIntegerField(_("aantal"))
    at = models.DateTimeField(_("wanneer"), auto_now_add=True)

    class Meta:
        verbose_name = _("verwijdering")
        verbose_name_plural = _("verwijderingen")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.data_class}: {self.count}"
