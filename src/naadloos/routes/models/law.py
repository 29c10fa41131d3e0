"""What people say about rules of law: answers for one route, and confirmations for the whole installation."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import YesNoUnknown
from naadloos.organisations.models import User
from naadloos.routes.models.base import RouteFact

ANSWERS = [(each.value, _(each.label)) for each in (YesNoUnknown.YES, YesNoUnknown.NO)]


class LawAnswer(RouteFact):
    """The answer to the question of a rule, for the text of the rule that it was asked for (``text_state``)."""

    rule = models.CharField(_("regel"), max_length=40, editable=False)
    text_state = models.DateField(_("tekst van de regel van"), editable=False)
    answer = models.CharField(_("antwoord"), max_length=3, choices=ANSWERS)
    by = models.CharField(_("door"), max_length=300, editable=False)
    on = models.DateField(_("datum"), editable=False)
    note = models.TextField(
        _("toelichting"), blank=True, max_length=5000, help_text=_("Bijvoorbeeld waar het is vastgelegd.")
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("antwoord op een vraag over de wet")
        verbose_name_plural = _("antwoorden op vragen over de wet")
        ordering = ["text_state", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "rule", "text_state"],
                name="law_answer_once",
                violation_error_message=_("Deze vraag is al beantwoord."),
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=[value for value, _label in ANSWERS]),
                name="law_answer_yes_or_no",
                violation_error_message=_("Het antwoord is ja of nee."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.get_answer_display()}"


class Jurist(models.Model):
    """A person whom the operator of this installation gave the task to confirm rules."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("persoon"))
    since = models.DateTimeField(_("sinds"), auto_now_add=True)

    class Meta:
        verbose_name = _("jurist")
        verbose_name_plural = _("juristen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.user)


class RuleConfirmation(models.Model):
    """A jurist read a rule beside the law and found it right. The rule itself stays as it ships.

    It counts for one text of the rule (``text_state``); with another text it has lapsed.
    """

    rule = models.CharField(_("regel"), max_length=40, editable=False)
    text_state = models.DateField(_("tekst van de regel van"), editable=False)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    name = models.CharField(_("naam"), max_length=120, editable=False)
    role = models.CharField(_("functie"), max_length=200, help_text=_("Bijvoorbeeld: jurist onderwijsrecht, ROC."))
    on = models.DateField(_("datum"), help_text=_("De dag waarop u de wet hebt nagelezen."))
    note = models.TextField(_("toelichting"), blank=True, max_length=5000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("bevestiging van een regel")
        verbose_name_plural = _("bevestigingen van regels")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "text_state", "user"],
                name="rule_confirmed_once",
                violation_error_message=_("U hebt deze regel al bevestigd."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"

    def clean(self) -> None:
        """The law cannot have been read on a day that has yet to come."""
        if self.on and self.on > timezone.localdate():
            raise ValidationError({"on": _("Deze dag moet nog komen.")})
