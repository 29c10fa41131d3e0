"""Questionnaires of a route and what was answered: nothing is kept of who answered, when, or from where."""

import secrets
import uuid
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.cohort.questionnaires import Audience
from naadloos.engines.cohort.survey import SMALLEST
from naadloos.engines.route.calendar import school_year_text
from naadloos.organisations.terms import choices


def new_token() -> str:
    """192 random bits for the link.

    Kept as it is, unlike that of an invitation: the link hangs on walls for a whole group, must be shown again to print
    it once more, and opens nothing but the empty questionnaire.
    """
    return secrets.token_urlsafe(24)


class Survey(models.Model):
    """One round of a questionnaire. ``n_shown``: how many answers are in the results."""

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="surveys", verbose_name=_("route"))
    audience = models.CharField(_("voor wie"), max_length=12, choices=choices(Audience))
    school_year = models.PositiveSmallIntegerField(_("schooljaar"))
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    opens_on = models.DateField(_("open vanaf"))
    closes_on = models.DateField(_("open tot en met"))
    closed = models.BooleanField(_("gesloten"), default=False, editable=False)
    n_shown = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("vragenlijst")
        verbose_name_plural = _("vragenlijsten")
        ordering = ["-school_year", "audience", "-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=[each.value for each in Audience]),
                name="survey_audience_known",
                violation_error_message=_("Deze doelgroep heeft geen vragenlijst."),
            ),
            models.CheckConstraint(
                condition=models.Q(school_year__gte=2020, school_year__lte=2100),
                name="survey_school_year_range",
                violation_error_message=_("Dit schooljaar kan niet."),
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="survey_closes_after_opening",
                violation_error_message=_("De laatste dag ligt voor de eerste."),
            ),
            models.CheckConstraint(
                condition=models.Q(n_shown=0) | models.Q(n_shown__gte=SMALLEST), name="survey_shows_none_or_five"
            ),
            models.UniqueConstraint(
                fields=["route", "audience", "school_year"],
                condition=models.Q(closed=False),
                name="survey_open_once",
                violation_error_message=_(
                    "Er is al een vragenlijst voor deze groep in dit schooljaar. Sluit die eerst."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()}, {school_year_text(self.school_year)}"

    def takes_answers(self, on: date) -> bool:
        return not self.closed and self.opens_on <= on <= self.closes_on

    def state(self, on: date) -> str:
        """What people read about it on a day."""
        if self.closed or on > self.closes_on:
            return str(_("gesloten"))
        return str(_("nog niet open")) if on < self.opens_on else str(_("open"))


class SurveyAnswer(models.Model):
    """What one person answered. ``batch``: with which group of at least five it came into the results; None: not yet.

    The key is random, so that the order of the rows says nothing about the order of coming in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="filled")
    answers = models.JSONField()
    batch = models.PositiveSmallIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("ingevulde vragenlijst")
        verbose_name_plural = _("ingevulde vragenlijsten")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(batch__isnull=True) | models.Q(batch__gte=1), name="survey_batch_from_one"
            )
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
