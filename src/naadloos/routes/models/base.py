"""What every fact of a route shares: the route, a stable key, a version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.organisations.base import Versioned, new_key


class RouteFact(Versioned):
    """One of several facts of the same kind in a route; ``key`` stays the same through export and import."""

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, verbose_name=_("route"))
    key = models.CharField(max_length=40, default=new_key, editable=False)

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["route", "key"], name="%(app_label)s_%(class)s_key_once")]


class SingleFact(Versioned):
    """Facts that a route has once, such as the text of its vision."""

    route = models.OneToOneField("routes.Route", on_delete=models.CASCADE, verbose_name=_("route"))

    class Meta:
        abstract = True
