"""How many assessments one pupil may have in a week: a choice of the people of the route, not of the law."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.routes.models import SingleFact


class LoadLimit(SingleFact):
    week_tests = models.PositiveSmallIntegerField(
        _("hoogstens toetsen in een week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Voor één leerling. Leeg is: geen grens."),
    )
    week_minutes = models.PositiveSmallIntegerField(
        _("hoogstens minuten in een week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text=_("De duur van alle toetsen van één leerling in een week. Leeg is: geen grens."),
    )

    class Meta:
        verbose_name = _("grens aan toetsen per week")
        verbose_name_plural = _("grens aan toetsen per week")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(week_tests__isnull=True) | models.Q(week_tests__gte=1), name="load_week_tests"
            ),
            models.CheckConstraint(
                condition=models.Q(week_minutes__isnull=True) | models.Q(week_minutes__gte=1), name="load_week_minutes"
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
