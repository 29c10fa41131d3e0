"""Discussion where the work is: threads about a step or one object in it, and notes for one organisation alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.organisations.models import Organisation, User
from naadloos.routes.models.organisation import STEP_VALIDATORS
from naadloos.routes.models.route import Route


class Thread(models.Model):
    """One question or remark with its answers. ``only_for``: confidential, for the people of that organisation."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="threads")
    step = models.PositiveSmallIntegerField(_("stap"), validators=STEP_VALIDATORS)
    # What it is about within the step, such as "goals:g1" or "artikel:doel"; empty is the step as a whole.
    about = models.CharField(max_length=120, blank=True)
    # How that was called then: the object may be renamed or removed later.
    about_label = models.CharField(max_length=300, blank=True)
    quote = models.TextField(_("passage"), max_length=1000, blank=True)
    only_for = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("alleen voor")
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(_("opgelost op"), null=True, blank=True)
    resolved_by = models.CharField(_("opgelost door"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("gesprek")
        verbose_name_plural = _("gesprekken")
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["route", "step", "resolved_at"], name="thread_of_step")]
        constraints = [
            models.CheckConstraint(condition=models.Q(step__gte=1, step__lte=10), name="thread_step"),
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True, resolved_by="")
                | (models.Q(resolved_at__isnull=False) & ~models.Q(resolved_by="")),
                name="thread_resolved_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.about_label or str(self._meta.verbose_name)


class Post(models.Model):
    """What one person said. Its writer may take it back; then only that remains."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=120)
    text = models.TextField(_("bericht"), max_length=5000)
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    mentioned = models.ManyToManyField(User, related_name="+", blank=True)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=False, text="")
                | (models.Q(withdrawn_at__isnull=True) & ~models.Q(text="")),
                name="post_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
