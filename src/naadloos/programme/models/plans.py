"""What weighs in a plan, the plans that were made, and what people did on the board."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.planner import Goal, Goals, PlanStatus
from naadloos.organisations.terms import choices
from naadloos.routes.models import Route, SingleFact

_DEFAULT = Goals()


def _weight(goal: Goal, default: int) -> "models.PositiveSmallIntegerField[Any, Any]":
    label = dict(choices(Goal))[goal.value]
    return models.PositiveSmallIntegerField(label, default=default, validators=[MaxValueValidator(100)])


class PlanSettings(SingleFact):
    """How a proposal for the board weighs one thing against another."""

    law_hours = models.BooleanField(
        _("een plan moet de urennorm van de wet halen"),
        default=True,
        help_text=_("Zet dit uit zolang het programma nog niet compleet is."),
    )
    weight_balance = _weight(Goal.BALANCE, _DEFAULT.balance)
    weight_practice = _weight(Goal.PRACTICE, _DEFAULT.practice)
    weight_mbo = _weight(Goal.MBO, _DEFAULT.mbo)
    weight_bundles = _weight(Goal.BUNDLES, _DEFAULT.bundles)
    weight_travel = _weight(Goal.TRAVEL, _DEFAULT.travel)
    weight_exams = _weight(Goal.EXAMS, _DEFAULT.exams)
    weight_wishes = _weight(Goal.WISHES, _DEFAULT.wishes)
    weight_stability = _weight(Goal.STABILITY, _DEFAULT.stability)

    class Meta:
        verbose_name = _("wat telt in een plan")
        verbose_name_plural = _("wat telt in een plan")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class PlanVersion(models.Model):
    """The programme on the board as it was at some moment; a person may adopt it.

    It never changes, except that what one person changes by hand on one day renews the newest until it is adopted.
    """

    class Origin(models.TextChoices):
        PROPOSAL = "voorstel", _("voorstel op het bord gezet")
        HAND = "hand", _("met de hand gewijzigd")
        RESTORED = "terug", _("eerdere versie teruggezet")
        STANDING = "begin", _("zoals het op het bord stond")

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="plan_versions")
    number = models.PositiveIntegerField(_("versie"))
    at = models.DateTimeField(_("op"))
    by = models.CharField(_("door"), max_length=200)
    origin = models.CharField(_("ontstaan"), max_length=10, choices=Origin.choices)
    # Periods, units and placements as in the portable document.
    content = models.JSONField()
    # What the planner said of it: status, points, bound, gap, and per goal points and why. Empty for work by hand.
    result = models.JSONField(null=True, blank=True)
    adopted_at = models.DateTimeField(_("vastgesteld op"), null=True, blank=True)
    adopted_by = models.CharField(_("vastgesteld door"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("versie van het programma")
        verbose_name_plural = _("versies van het programma")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["route", "number"], name="plan_version_once"),
            models.CheckConstraint(
                condition=models.Q(adopted_at__isnull=True, adopted_by="")
                | models.Q(adopted_at__isnull=False) & ~models.Q(adopted_by=""),
                name="plan_version_adopted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return gettext("versie %(n)s van het programma") % {"n": self.number}


class PlanProposal(models.Model):
    """A plan that a job made and that waits until a person puts it on the board or lays it away."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="plan_proposals")
    # 1 is the best; the others are clearly different plans beside it.
    rank = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    # Of the programme that was planned: a plan for another one must not be put on the board.
    signature = models.CharField(max_length=64)
    status = models.CharField(max_length=20, choices=choices(PlanStatus))
    placements = models.JSONField(default=list)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["route", "rank"], name="plan_proposal_once")]

    def __str__(self) -> str:
        return f"{self.route}: {self.rank}"


class BoardMove(models.Model):
    """One thing that a person did on the board, so that it can be undone and done again."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="board_moves")
    at = models.DateTimeField()
    actor = models.ForeignKey("organisations.User", on_delete=models.CASCADE, related_name="+")
    said = models.CharField(max_length=400)
    # All placements of the units that it touches, before and after: {unit key: [[year, period, hours], ...]}. Of a
    # lock or a forbidden period: {unit key: {"locked": bool}} or {unit key: {"forbidden": [period key, ...]}}.
    before = models.JSONField()
    after = models.JSONField()
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.said
