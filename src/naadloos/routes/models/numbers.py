"""Numbers that people brought to step 1: from a file of DUO or an own table, kept as sums for this route alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.routes.models.route import Route


class NumbersFile(models.Model):
    """What one uploaded file says about the schools, profiles and opleidingen of a route. The file is not kept."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="numbers_files")
    name = models.CharField(_("bestand"), max_length=200)
    kind = models.CharField(max_length=10)
    # [school year or null, place, profile, leerweg, crebo, low, high]
    rows = models.JSONField(default=list)
    # Lines that could not be read, in words; at most twenty.
    wrong = models.JSONField(default=list)
    by = models.CharField(_("geplaatst door"), max_length=120)
    at = models.DateTimeField(_("geplaatst op"), auto_now_add=True)

    class Meta:
        verbose_name = _("cijferbestand")
        verbose_name_plural = _("cijferbestanden")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name
