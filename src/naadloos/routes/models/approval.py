"""Approval and freezing: one mechanism for all ten steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.organisations.models import User
from naadloos.routes.models.route import Route, RouteMember, RoutePartner


class Snapshot(models.Model):
    """The exact content of a step at one moment, with the SHA-256 of its canonical text. Never altered."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="snapshots")
    step = models.PositiveSmallIntegerField(_("stap"))
    number = models.PositiveIntegerField(_("versie"))
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    # The whole portable document, so that what was agreed can be read and rendered later.
    document = models.JSONField()
    program_version = models.CharField(max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("vastgelegde inhoud")
        verbose_name_plural = _("vastgelegde inhoud")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["route", "step", "number"], name="snapshot_number_once"),
            models.UniqueConstraint(fields=["route", "step", "sha256"], name="snapshot_content_once"),
        ]

    def __str__(self) -> str:
        return f"{self.route}, stap {self.step}, versie {self.number}"


class Approval(models.Model):
    """One person, on behalf of one partner, agreed with one exact content."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="approvals")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.RESTRICT, related_name="approvals")
    partner = models.ForeignKey(RoutePartner, on_delete=models.RESTRICT, related_name="+", verbose_name=_("namens"))
    role = models.CharField(_("rol"), max_length=20, choices=RouteMember.Role.choices)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("door"))
    user_name = models.CharField(max_length=120)
    # Who should have done it, when a deputy did.
    deputy_for = models.CharField(_("als vervanger van"), max_length=120, blank=True)
    at = models.DateTimeField(_("op"), auto_now_add=True)

    class Meta:
        verbose_name = _("vaststelling")
        verbose_name_plural = _("vaststellingen")
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "partner", "role"],
                name="approval_once",
                violation_error_message=_("Deze inhoud is namens deze partner al vastgesteld."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_name} ({self.partner})"


class ChangeMark(models.Model):
    """One partner said of one later content: this change does not touch what we agreed. Never altered."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="marks")
    # The fingerprint of the later content; any other content asks anew.
    sha256 = models.CharField(max_length=64)
    partner = models.ForeignKey(RoutePartner, on_delete=models.RESTRICT, related_name="+", verbose_name=_("namens"))
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("door"))
    user_name = models.CharField(max_length=120)
    reason = models.TextField(_("waarom raakt dit de afspraak niet?"), max_length=2000)
    at = models.DateTimeField(_("op"), auto_now_add=True)

    class Meta:
        verbose_name = _("wijziging die de afspraak niet raakt")
        verbose_name_plural = _("wijzigingen die de afspraak niet raken")
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "sha256", "partner"],
                name="change_mark_once",
                violation_error_message=_("Dit is namens deze partner al gezegd."),
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="change_mark_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.user_name} ({self.partner})"


class Refusal(models.Model):
    """One partner said no to one exact content, and why. Never altered; another content asks anew."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="refusals")
    step = models.PositiveSmallIntegerField(_("stap"))
    sha256 = models.CharField(max_length=64)
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+", verbose_name=_("namens"))
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("door"))
    user_name = models.CharField(max_length=120)
    reason = models.TextField(_("waarom niet"), max_length=2000)
    at = models.DateTimeField(_("op"), auto_now_add=True)

    class Meta:
        verbose_name = _("geen akkoord")
        verbose_name_plural = _("geen akkoord")
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "step", "sha256", "partner"],
                name="refusal_once",
                violation_error_message=_("Dit is namens deze partner al gezegd."),
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="refusal_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.user_name} ({self.partner})"


class Deputy(models.Model):
    """A person who may agree for another, from one day to another, both included."""

    member = models.ForeignKey(RouteMember, on_delete=models.CASCADE, related_name="deputies")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("vervanger"))
    starts_on = models.DateField(_("van"))
    ends_on = models.DateField(_("tot en met"))

    class Meta:
        verbose_name = _("vervanger")
        verbose_name_plural = _("vervangers")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__lte=models.F("ends_on")),
                name="deputy_dates_in_order",
                violation_error_message=_("De laatste dag ligt voor de eerste."),
            ),
            models.UniqueConstraint(
                fields=["member", "user", "starts_on"],
                name="deputy_once",
                violation_error_message=_("Deze persoon is dan al vervanger."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class Reminder(models.Model):
    """Those who agree for a partner were asked by e-mail to look at a step."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="reminders")
    step = models.PositiveSmallIntegerField(_("stap"))
    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+", verbose_name=_("partner"))
    on = models.DateField(_("op"))
    by = models.CharField(_("door"), max_length=120)

    class Meta:
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "step", "partner", "on"],
                name="reminder_once_a_day",
                violation_error_message=_("Vandaag is al een herinnering gestuurd."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} ({self.on})"
