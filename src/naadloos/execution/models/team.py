"""Who gives which lessons, and what the team learns together."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.execution.models.plan import TeamMember
from naadloos.routes.models import RouteFact


class UnitSkill(RouteFact):
    """What a teacher of a unit must be able to give; ``unit`` is the key of a unit of step 5."""

    unit = models.CharField(_("onderdeel"), max_length=40)
    skill = models.CharField(
        _("vak of vaardigheid"), max_length=120, help_text=_("Met dezelfde woorden als bij Geeft van de docenten.")
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("eis aan de docent")
        verbose_name_plural = _("eisen aan de docent per onderdeel")
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "unit", "skill"],
                name="unit_skill_once",
                violation_error_message=_("Dit staat bij dit onderdeel al."),
            ),
        ]

    def __str__(self) -> str:
        return self.skill


class Assigned(RouteFact):
    """Klokuren of one unit that a teacher gives to a group in one period; what people decided."""

    teacher = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="assigned", verbose_name=_("docent"))
    unit = models.CharField(_("onderdeel"), max_length=40)
    group = models.CharField(_("groep"), max_length=300, blank=True)
    route_year = models.PositiveSmallIntegerField(
        _("jaar van de route"), validators=[MinValueValidator(1), MaxValueValidator(6)]
    )
    period = models.PositiveSmallIntegerField(_("periode"), validators=[MinValueValidator(1), MaxValueValidator(24)])
    hours = models.DecimalField(
        _("klokuren"), max_digits=7, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("lesverdeling")
        verbose_name_plural = _("verdeling van de lessen")
        ordering = ["route_year", "period", "unit", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["teacher", "unit", "group", "route_year", "period"],
                name="assigned_once",
                violation_error_message=_("Deze docent geeft dit in deze periode al. Wijzig de uren."),
            ),
            models.CheckConstraint(condition=models.Q(hours__gt=0), name="assigned_hours_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.teacher}: {self.unit}"


class Training(RouteFact):
    title = models.CharField(_("scholing"), max_length=300)
    on = models.DateField(_("op datum"), null=True, blank=True)
    half_days = models.PositiveSmallIntegerField(
        _("dagdelen"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    both_sides = models.BooleanField(_("met docenten van beide kanten"), default=True)
    who = models.CharField(_("voor wie"), max_length=300, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("scholing")
        verbose_name_plural = _("scholingsplan")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.title
