"""Groups and pupils: without names, by keys that nobody can read back, pinned to versions of programme and exams.

These rows are no part of a route file, its history or its documents. A partner sees the pupils that have a key of its
own; of what another partner told about them only what was passed on.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.progress import Category, Kind, Outcome, Purpose
from naadloos.engines.route.terms import Phase, Term, gettext_noop
from naadloos.organisations.base import Versioned
from naadloos.organisations.terms import choices


class LeaveReason(Term):
    """Why a pupil left the route; a closed list, so that nothing is told about one pupil in words."""

    DIPLOMA = "diploma", gettext_noop("beide diploma's gehaald")
    OPTION = "overstap", gettext_noop("overstap met de overstapoptie")
    OTHER_SCHOOL = "ander", gettext_noop("ander onderwijs")
    WORK = "werk", gettext_noop("werk")
    MOVED = "verhuisd", gettext_noop("verhuisd")
    UNKNOWN = "onbekend", gettext_noop("onbekend")


class CorrectionReason(Term):
    """Why something about a pupil was corrected or taken away; closed, for the same reason."""

    MISTAKE = "fout", gettext_noop("verkeerd ingevuld")
    LATER = "later", gettext_noop("later bleek een andere datum")
    DOUBLE = "dubbel", gettext_noop("dubbel ingevuld")
    ELSEWHERE = "elders", gettext_noop("hoort niet bij deze route")


PHASES = [(each.value, _(each.label)) for each in (Phase.VO, Phase.MBO)]


class Group(Versioned):
    """Pupils who start together in one variant, held to the versions that were in force when it was made.

    ``plan``: number of the adopted version of the programme; ``exams_year`` and ``exams_number``: the version of PTA
    and OER. None: there was none, and the group follows what stands in the route now.
    """

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="pupil_groups")
    name = models.CharField(_("naam van de groep"), max_length=60)
    start_year = models.PositiveSmallIntegerField(_("startjaar"))
    variant = models.CharField(_("variant"), max_length=40, blank=True)
    plan = models.PositiveIntegerField(_("versie van het programma"), null=True, blank=True)
    exams_year = models.PositiveSmallIntegerField(_("PTA en OER van schooljaar"), null=True, blank=True)
    exams_number = models.PositiveSmallIntegerField(_("versie van PTA en OER"), null=True, blank=True)

    class Meta:
        verbose_name = _("groep leerlingen")
        verbose_name_plural = _("groepen leerlingen")
        ordering = ["start_year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "name"],
                name="pupil_group_once",
                violation_error_message=_("Er is al een groep met deze naam."),
            ),
            models.CheckConstraint(
                condition=models.Q(exams_year__isnull=True, exams_number__isnull=True)
                | models.Q(exams_year__isnull=False, exams_number__isnull=False),
                name="pupil_group_exams_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupPupil(Versioned):
    """One pupil in a group."""

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="group_pupils")
    group = models.ForeignKey(Group, on_delete=models.RESTRICT, related_name="pupils", verbose_name=_("groep"))
    variant = models.CharField(_("variant"), max_length=40, blank=True)
    entered_on = models.DateField(_("in de route sinds"))
    left_on = models.DateField(_("uit de route sinds"), null=True, blank=True)
    reason = models.CharField(_("waarom"), max_length=10, choices=choices(LeaveReason), blank=True)

    class Meta:
        verbose_name = _("leerling in een groep")
        verbose_name_plural = _("leerlingen in een groep")
        ordering = ["entered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True, reason="")
                | (models.Q(left_on__gte=models.F("entered_on")) & ~models.Q(reason="")),
                name="group_pupil_left_with_reason",
                violation_error_message=_("Wie weggaat, gaat na de eerste dag en met een reden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.pk}"


class GroupKey(models.Model):
    """How one partner calls a pupil, made unreadable with the secret of that partner (see the monitor)."""

    pupil = models.ForeignKey(GroupPupil, on_delete=models.CASCADE, related_name="keys")
    partner = models.ForeignKey("routes.RoutePartner", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("sleutel in een groep")
        verbose_name_plural = _("sleutels in een groep")
        constraints = [
            models.UniqueConstraint(fields=["partner", "digest"], name="group_key_once"),
            models.UniqueConstraint(fields=["partner", "pupil"], name="group_key_of_partner_once"),
        ]

    def __str__(self) -> str:
        return self.digest[:8]


class PupilPhase(models.Model):
    """A pupil in the VO or MBO phase, from a day up to and including another.

    No pupil is in both on a counting date: ``group_actions`` checks that, whoever told it.
    """

    pupil = models.ForeignKey(GroupPupil, on_delete=models.CASCADE, related_name="phases")
    partner = models.ForeignKey("routes.RoutePartner", on_delete=models.CASCADE, related_name="+")
    phase = models.CharField(_("fase"), max_length=10, choices=PHASES)
    starts_on = models.DateField(_("van"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("fase van een leerling")
        verbose_name_plural = _("fasen van een leerling")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pupil", "phase", "starts_on"], name="pupil_phase_once"),
            models.UniqueConstraint(
                fields=["pupil"], condition=models.Q(ends_on__isnull=True), name="pupil_phase_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(phase__in=[each for each, _label in PHASES]), name="pupil_phase_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="pupil_phase_days_in_order",
                violation_error_message=_("De laatste dag ligt voor de eerste."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase} {self.starts_on}"


class VariantSwitch(models.Model):
    """A pupil went to another leerweg or opleiding of the route on a day."""

    pupil = models.ForeignKey(GroupPupil, on_delete=models.CASCADE, related_name="switches")
    on = models.DateField(_("op"))
    before = models.CharField(_("was"), max_length=40, blank=True)
    after = models.CharField(_("werd"), max_length=40)

    class Meta:
        verbose_name = _("wissel van variant")
        verbose_name_plural = _("wissels van variant")
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["pupil", "on"], name="variant_switch_once")]

    def __str__(self) -> str:
        return f"{self.on}: {self.after}"


class Done(models.Model):
    """A pupil did a unit or a test on a day."""

    pupil = models.ForeignKey(GroupPupil, on_delete=models.CASCADE, related_name="done")
    partner = models.ForeignKey("routes.RoutePartner", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("soort"), max_length=10, choices=choices(Kind))
    key = models.CharField(_("code"), max_length=40)
    on = models.DateField(_("datum"))
    outcome = models.CharField(_("uitslag"), max_length=12, choices=choices(Outcome))

    class Meta:
        verbose_name = _("gedaan")
        verbose_name_plural = _("gedaan")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pupil", "kind", "key", "on"], name="pupil_done_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in Kind])
                & models.Q(outcome__in=[each.value for each in Outcome]),
                name="pupil_done_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class PassedOn(models.Model):
    """Data of one kind about a pupil went from one partner to another: to whom, on what basis, for what purpose."""

    pupil = models.ForeignKey(GroupPupil, on_delete=models.CASCADE, related_name="passed_on")
    sender = models.ForeignKey("routes.RoutePartner", on_delete=models.CASCADE, related_name="+", verbose_name=_("van"))
    receiver = models.ForeignKey(
        "routes.RoutePartner", on_delete=models.CASCADE, related_name="+", verbose_name=_("aan")
    )
    category = models.CharField(_("wat"), max_length=20, choices=choices(Category))
    purpose = models.CharField(_("waarvoor"), max_length=12, choices=choices(Purpose))
    basis = models.CharField(_("grondslag"), max_length=100)
    by = models.CharField(_("door"), max_length=120)
    at = models.DateTimeField(_("wanneer"), auto_now_add=True)

    class Meta:
        verbose_name = _("overdracht")
        verbose_name_plural = _("overdrachten")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(category__startswith="x") & ~models.Q(purpose="anders"),
                name="passed_on_closed_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.receiver}"


class PupilCorrection(models.Model):
    """What was and is, of a correction of days of a pupil: [label, before, after].

    It is kept here and not in the history of the route: the other side sees that, and it stays when the pupil is gone.
    """

    pupil = models.ForeignKey(GroupPupil, on_delete=models.CASCADE, related_name="corrections")
    partner = models.ForeignKey("routes.RoutePartner", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("waarom"), max_length=10, choices=choices(CorrectionReason))
    changes = models.JSONField(default=list)
    by = models.CharField(_("door"), max_length=120)
    at = models.DateTimeField(_("wanneer"), auto_now_add=True)

    class Meta:
        verbose_name = _("verbetering van een leerling")
        verbose_name_plural = _("verbeteringen van een leerling")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=[each.value for each in CorrectionReason]),
                name="pupil_correction_reason_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.at:%d-%m-%Y}"
