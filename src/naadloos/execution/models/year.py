"""Step 10 in the year: what happened, who stands in, links to the calendar, and groups that are done."""

import secrets
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.cohort.intake import personal_in
from naadloos.engines.route.terms import IncidentKind, YesNoUnknown
from naadloos.execution.terms import Audience
from naadloos.organisations.terms import choices
from naadloos.routes.models import RouteFact


class Incident(RouteFact):
    title = models.CharField(_("wat"), max_length=300)
    on = models.DateField(_("datum"))
    kind = models.CharField(_("soort"), max_length=10, choices=choices(IncidentKind), default=IncidentKind.OTHER)
    happened = models.TextField(
        _("wat gebeurde er"),
        blank=True,
        help_text=_(
            "Schrijf geen namen of nummers van leerlingen op. Schrijf bijvoorbeeld: een leerling van groep 2027."
        ),
    )
    decision = models.TextField(_("besluit"), blank=True)
    consequence = models.TextField(_("gevolg"), blank=True, help_text=_("Voor wie verandert er wat, en tot wanneer?"))
    owner = models.CharField(_("wie"), max_length=200, blank=True)
    closed_on = models.DateField(_("afgehandeld op"), null=True, blank=True)

    # Where people tell what happened, so where the name of a pupil could slip in.
    TOLD = ("title", "happened", "decision", "consequence")

    class Meta(RouteFact.Meta):
        verbose_name = _("incident of wijziging")
        verbose_name_plural = _("incidenten en wijzigingen")
        ordering = ["-on", "-pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("on")),
                name="incident_closed_after",
                violation_error_message=_("De dag waarop dit is afgehandeld, ligt vóór de dag zelf."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {
            name: _("Dit lijkt op een naam of een nummer van een persoon. Schrijf het op zonder.")
            for name in self.TOLD
            if personal_in(getattr(self, name), prose=True) is not None
        }
        if wrong:
            raise ValidationError(wrong)


class Substitute(RouteFact):
    replaces = models.CharField(_("wat wordt vervangen"), max_length=300, help_text=_("Een les, een lokaal, een taak."))
    by = models.CharField(_("door wie of wat"), max_length=300, blank=True)
    from_on = models.DateField(_("vanaf"), null=True, blank=True)
    until_on = models.DateField(_("tot en met"), null=True, blank=True)
    ready = models.CharField(
        _("staat klaar"), max_length=8, choices=choices(YesNoUnknown), default=YesNoUnknown.UNKNOWN
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("vervanging")
        verbose_name_plural = _("vervanging")
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(from_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="substitute_days_in_order",
                violation_error_message=_("De laatste dag ligt voor de eerste."),
            ),
        ]

    def __str__(self) -> str:
        return self.replaces


class CalendarLink(models.Model):
    """A private address for the calendar of one person. Only a hash of the address is kept, so it is shown once."""

    user = models.ForeignKey("organisations.User", on_delete=models.CASCADE, related_name="calendar_links")
    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="calendar_links")
    audience = models.CharField(
        _("welke data"),
        max_length=20,
        choices=Audience.choices,
        blank=True,
        help_text=_("Leeg is alle data van de route."),
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    # A day is enough to see whether a link is in use; when exactly somebody's calendar asked is nobody's business.
    last_used_on = models.DateField(_("laatst gebruikt op"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True, editable=False)

    MOST = 20  # open links of one person in one route

    class Meta:
        verbose_name = _("agendalink")
        verbose_name_plural = _("agendalinks")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return str(self.get_audience_display()) if self.audience else str(_("alle data"))

    @staticmethod
    def hash_of(token: str) -> str:
        return sha256(token.encode()).hexdigest()

    @staticmethod
    def fresh_token() -> str:
        """192 random bits."""
        return secrets.token_urlsafe(24)


class CohortClosing(models.Model):
    """A group that is done. Like an approval it is said by a person and does not travel with the route."""

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="closings")
    start_year = models.PositiveSmallIntegerField(
        _("groep"), validators=[MinValueValidator(2020), MaxValueValidator(2060)]
    )
    closed_on = models.DateField(_("gesloten op"))
    by = models.CharField(_("door"), max_length=120)
    note = models.TextField(_("wat anderen ervan moeten weten"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("gesloten groep")
        verbose_name_plural = _("gesloten groepen")
        ordering = ["start_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "start_year"],
                name="cohort_closed_once",
                violation_error_message=_("Deze groep is al gesloten."),
            )
        ]

    def __str__(self) -> str:
        return str(self.start_year)
