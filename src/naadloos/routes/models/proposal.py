"""Proposing another wording of what the partners wrote together, and what each partner says of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.organisations.models import User
from naadloos.routes.models.organisation import STEP_VALIDATORS
from naadloos.routes.models.route import Route, RoutePartner


class TextProposal(models.Model):
    """Another text for one field of one fact. It is written there once every partner accepts it."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        ACCEPTED = "aangenomen", _("aangenomen en overgenomen")
        REJECTED = "afgewezen", _("afgewezen")
        WITHDRAWN = "ingetrokken", _("ingetrokken")
        OVERTAKEN = "ingehaald", _("ingehaald: de tekst was intussen gewijzigd")

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="proposals")
    step = models.PositiveSmallIntegerField(_("stap"), validators=STEP_VALIDATORS)
    # Which text: the kind of fact, the key of the fact ("" when a route has it once), the field.
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=40)
    about = models.CharField(_("waarover"), max_length=300)
    before = models.TextField(_("nu"), blank=True)
    text = models.TextField(_("voorstel"), max_length=20_000)
    reason = models.TextField(_("waarom"), max_length=2000)
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+", verbose_name=_("namens"))
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("door"))
    user_name = models.CharField(max_length=120)
    at = models.DateTimeField(_("op"), auto_now_add=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="proposal_with_reason"),
            models.CheckConstraint(condition=~models.Q(text=models.F("before")), name="proposal_differs"),
            models.CheckConstraint(
                condition=models.Q(outcome="open", closed_at__isnull=True)
                | (~models.Q(outcome="open") & models.Q(closed_at__isnull=False)),
                name="proposal_closed_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.about

    @property
    def is_open(self) -> bool:
        return self.outcome == self.Outcome.OPEN


class ProposalAnswer(models.Model):
    """What one partner says of a proposal. Never altered."""

    proposal = models.ForeignKey(TextProposal, on_delete=models.CASCADE, related_name="answers")
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+", verbose_name=_("namens"))
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("door"))
    user_name = models.CharField(max_length=120)
    accepts = models.BooleanField(_("akkoord"))
    reason = models.TextField(_("waarom niet"), max_length=2000, blank=True)
    at = models.DateTimeField(_("op"), auto_now_add=True)

    class Meta:
        verbose_name = _("antwoord op een voorstel")
        verbose_name_plural = _("antwoorden op voorstellen")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "partner"],
                name="proposal_answer_once",
                violation_error_message=_("Namens deze partner is al geantwoord."),
            ),
            models.CheckConstraint(
                condition=models.Q(accepts=True) | ~models.Q(reason=""), name="proposal_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_name} ({self.partner})"
