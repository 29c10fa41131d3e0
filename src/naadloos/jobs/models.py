"""One job: what was asked, by whom, and what came of it. How far it is while it runs: ``board``."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    class State(models.TextChoices):
        WAITING = "wacht", _("wacht")
        RUNNING = "bezig", _("bezig")
        DONE = "klaar", _("klaar")
        STOPPED = "gestopt", _("gestopt")
        FAILED = "mislukt", _("mislukt")

    UNFINISHED = (State.WAITING, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("soort"), max_length=40)
    # What it works on: ``route:<uuid>``, ``catalogue``. The kind knows who may see that.
    subject = models.CharField(_("onderwerp"), max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField(_("gevraagd door"), max_length=120)
    language = models.CharField(max_length=10)
    arguments = models.JSONField(default=dict)
    state = models.CharField(_("stand"), max_length=8, choices=State.choices, default=State.WAITING)
    line = models.CharField(_("voortgang"), max_length=300, blank=True)
    # None: not known. A job that does not know its size shows no percentage.
    done = models.PositiveIntegerField(null=True)
    total = models.PositiveIntegerField(null=True)
    result = models.JSONField(null=True)
    error = models.TextField(_("wat er misging"), blank=True)
    stop_asked = models.BooleanField(default=False)
    # Counts how often a worker took it up. A worker that was taken for dead writes nothing any more.
    attempt = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True)
    started_at = models.DateTimeField(_("begonnen op"), null=True)
    heartbeat = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(_("geëindigd op"), null=True)

    class Meta:
        verbose_name = _("taak op de achtergrond")
        verbose_name_plural = _("taken op de achtergrond")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(state__in=["wacht", "bezig"]),
                name="job_one_unfinished",
                violation_error_message=_("Deze taak loopt al."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["wacht", "bezig"], ended_at=None)
                | Q(state__in=["klaar", "gestopt", "mislukt"], ended_at__isnull=False),
                name="job_ended_when_finished",
            ),
            models.CheckConstraint(condition=~Q(state="mislukt", error=""), name="job_failed_says_why"),
        ]
        indexes = [models.Index(fields=["kind", "subject", "-asked_at"], name="job_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.state}"

    @property
    def unfinished(self) -> bool:
        return self.state in self.UNFINISHED
