"""Step 4: who steers, who decides, what is to be done, what may go wrong, and when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.steps import STEPS
from naadloos.engines.route.terms import BodyKind, Level, PartnerSide, ProgressStatus, Raci
from naadloos.organisations.terms import choices
from naadloos.routes.models.base import RouteFact

STEP_VALIDATORS = [MinValueValidator(1), MaxValueValidator(10)]


class Body(RouteFact):
    kind = models.CharField(_("soort"), max_length=20, choices=choices(BodyKind))
    name = models.CharField(_("naam"), max_length=200)
    task = models.TextField(_("taak en bevoegdheden"), blank=True)
    rhythm = models.CharField(_("hoe vaak"), max_length=200, blank=True, help_text=_("Bijvoorbeeld: elke 6 weken."))
    reports_to = models.CharField(_("legt verantwoording af aan"), max_length=200, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("overleg of orgaan")
        verbose_name_plural = _("overleggen en organen")

    def __str__(self) -> str:
        return self.name


class BodyMember(RouteFact):
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members", verbose_name=_("overleg"))
    name = models.CharField(_("naam"), max_length=200)
    side = models.CharField(_("kant"), max_length=6, choices=choices(PartnerSide))
    role = models.CharField(_("rol"), max_length=200, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("lid")
        verbose_name_plural = _("leden")

    def __str__(self) -> str:
        return self.name


class Meeting(RouteFact):
    """One meeting of a body, with what is on the agenda and what came of it."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="meetings", verbose_name=_("overleg"))
    on = models.DateField(_("op datum"))
    begins_at = models.TimeField(_("begint om"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("duur in minuten"), null=True, blank=True, validators=[MinValueValidator(5), MaxValueValidator(600)]
    )
    place = models.CharField(_("waar"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), blank=True, help_text=_("Eén punt per regel."))
    report = models.TextField(_("verslag"), blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("vergadering")
        verbose_name_plural = _("vergaderingen")
        ordering = ["on", "begins_at", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "on", "begins_at"],
                name="meeting_once",
                violation_error_message=_("Dit overleg komt dan al bij elkaar."),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {date_format(self.on, 'j F Y')}"


class RaciRole(RouteFact):
    """What one person or body does in one step."""

    step = models.PositiveSmallIntegerField(
        _("stap"), validators=STEP_VALIDATORS, choices=[(step.number, _(step.title)) for step in STEPS]
    )
    who = models.CharField(_("wie"), max_length=200, help_text=_("Een persoon, een functie of een overleg."))
    role = models.CharField(_("rol"), max_length=1, choices=choices(Raci))

    class Meta(RouteFact.Meta):
        verbose_name = _("taak in een stap")
        verbose_name_plural = _("wie doet wat per stap (RACI)")
        ordering = ["step", "role", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "step", "who"],
                name="raci_once",
                violation_error_message=_("Voor deze stap staat dit al bij deze persoon of dit overleg."),
            ),
            models.UniqueConstraint(
                fields=["route", "step"],
                condition=models.Q(role="A"),
                name="raci_one_accountable",
                violation_error_message=_("In deze stap is al iemand eindverantwoordelijk. Dat kan er maar één zijn."),
            ),
            models.CheckConstraint(condition=models.Q(step__gte=1, step__lte=10), name="raci_step"),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.who}"


class Decision(RouteFact):
    title = models.CharField(_("besluit"), max_length=300)
    body = models.ForeignKey(
        Body,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("genomen door"),
    )
    decided_on = models.DateField(_("op datum"), null=True, blank=True)
    consequences = models.TextField(_("gevolgen"), blank=True)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("in vergadering"),
    )
    step = models.PositiveSmallIntegerField(
        _("gaat over stap"),
        null=True,
        blank=True,
        validators=STEP_VALIDATORS,
        choices=[(step.number, f"{step.number} {step.title}") for step in STEPS],
    )
    # What it is about within the step, as in talk: "units:u1"; empty is the step as a whole.
    about = models.CharField(_("gaat over"), max_length=120, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")

    def __str__(self) -> str:
        return self.title


class Action(RouteFact):
    title = models.CharField(_("actie"), max_length=300)
    step = models.PositiveSmallIntegerField(_("bij stap"), null=True, blank=True, validators=STEP_VALIDATORS)
    owner = models.CharField(_("wie"), max_length=200, blank=True)
    due_on = models.DateField(_("voor datum"), null=True, blank=True)
    status = models.CharField(_("stand"), max_length=6, choices=choices(ProgressStatus), default=ProgressStatus.OPEN)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("uit vergadering"),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("actie")
        verbose_name_plural = _("acties")

    def __str__(self) -> str:
        return self.title


class Risk(RouteFact):
    title = models.CharField(_("risico"), max_length=300)
    chance = models.CharField(_("kans"), max_length=6, choices=choices(Level))
    effect = models.CharField(_("gevolg"), max_length=6, choices=choices(Level))
    measure = models.TextField(_("maatregel"), blank=True)
    owner = models.CharField(_("wie let erop"), max_length=200, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("risico")
        verbose_name_plural = _("risico's")

    def __str__(self) -> str:
        return self.title


class Milestone(RouteFact):
    title = models.CharField(_("mijlpaal"), max_length=300)
    on = models.DateField(_("datum"))
    step = models.PositiveSmallIntegerField(_("bij stap"), null=True, blank=True, validators=STEP_VALIDATORS)

    class Meta(RouteFact.Meta):
        verbose_name = _("mijlpaal")
        verbose_name_plural = _("planning")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.title


class StepPlan(RouteFact):
    step = models.PositiveSmallIntegerField(
        _("stap"), validators=STEP_VALIDATORS, choices=[(step.number, _(step.title)) for step in STEPS]
    )
    weeks = models.PositiveSmallIntegerField(
        _("weken werk"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(200)],
        help_text=_("Van begin tot eind, met overleg en vakanties erbij. Leeg is onbekend."),
    )
    lead = models.CharField(_("wie trekt"), max_length=200, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("tijd voor een stap")
        verbose_name_plural = _("tijd per stap")
        ordering = ["step"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "step"],
                name="step_plan_once",
                violation_error_message=_("Voor deze stap is de tijd al ingevuld."),
            ),
            models.CheckConstraint(
                condition=models.Q(step__gte=1, step__lte=10)
                & (models.Q(weeks__isnull=True) | models.Q(weeks__lte=200)),
                name="step_plan_limits",
                violation_error_message=_("Kies een stap van 1 tot en met 10 en hoogstens 200 weken."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_step_display())
