"""Versions of the joint PTA/OER, the decisions each one rests on, and the notices about a change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.organisations.base import Versioned
from naadloos.organisations.models import User
from naadloos.routes.models import Cohort, Route, RoutePartner


class State(models.TextChoices):
    """Where a version is; the order is the order of the procedure."""

    COMMITTEES = "examencommissies", _("bij de examencommissies")
    COUNCILS = "medezeggenschap", _("bij de medezeggenschap")
    BOARDS = "besturen", _("bij de besturen")
    TO_SEND = "versturen", _("vastgesteld, nog niet verstuurd")
    IN_FORCE = "van kracht", _("van kracht")
    WITHDRAWN = "ingetrokken", _("ingetrokken")


RUNNING = (State.COMMITTEES, State.COUNCILS, State.BOARDS, State.TO_SEND)


class Part(models.TextChoices):
    """An organ that decides about a version."""

    COMMITTEE = "examencommissie", _("examencommissie")
    COUNCIL = "mr", _("medezeggenschapsraad")
    STUDENTS = "studentenraad", _("studentenraad")
    BOARD = "bestuur", _("bestuur (bevoegd gezag)")


class Ground(models.TextChoices):
    """The two grounds of WVO 2.60c for a change after the day by which a PTA must be fixed."""

    UNFORESEEN = "a", _("door iets wat niemand kon voorzien, kan het PTA niet worden uitgevoerd")
    ERROR = "b", _("er staat een duidelijke fout in, of er is duidelijk iets vergeten")


class RegulationVersion(Versioned):
    """The exact content of the joint PTA/OER as it was offered; content and number are never altered.

    ``content`` is the section of the exams without the determination, ``document`` the whole portable route, so that
    the version can be read and printed later.
    """

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="regulation_versions")
    regulation = models.ForeignKey("exams.Regulation", on_delete=models.RESTRICT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    state = models.CharField(_("stand"), max_length=20, choices=State.choices, default=State.COMMITTEES)
    cohorts = models.ManyToManyField(
        Cohort, through="RegulationGroup", related_name="+", verbose_name=_("geldt voor de groepen")
    )
    replaces = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    after_deadline = models.BooleanField(_("wijziging na de uiterste dag"), default=False)
    ground = models.CharField(_("grond"), max_length=1, choices=Ground.choices, blank=True)
    reason = models.TextField(_("reden"), blank=True, max_length=4000)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    document = models.JSONField()
    program_version = models.CharField(max_length=20)
    offered_on = models.DateField(_("aangeboden op"))
    offered_by = models.CharField(_("aangeboden door"), max_length=120)
    sent_on = models.DateField(_("verstuurd op"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("reden van intrekken"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("versie van PTA en OER")
        verbose_name_plural = _("versies van PTA en OER")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["regulation", "number"], name="regulation_version_number_once"),
            models.UniqueConstraint(
                fields=["regulation"],
                condition=models.Q(state__in=[str(state) for state in RUNNING]),
                name="regulation_version_one_running",
                violation_error_message=_("Er loopt al een vaststelling voor dit schooljaar."),
            ),
            models.CheckConstraint(
                condition=models.Q(after_deadline=False, ground="")
                | (models.Q(after_deadline=True, ground__in=["a", "b"]) & ~models.Q(reason="")),
                name="regulation_version_ground",
                violation_error_message=_("Een wijziging na de uiterste dag heeft een grond en een reden nodig."),
            ),
            models.CheckConstraint(
                condition=models.Q(state="van kracht", sent_on__isnull=False)
                | (~models.Q(state="van kracht") & models.Q(sent_on__isnull=True)),
                name="regulation_version_sent",
            ),
            models.CheckConstraint(
                condition=models.Q(state="ingetrokken") & ~models.Q(withdrawn_reason="")
                | (~models.Q(state="ingetrokken") & models.Q(withdrawn_reason="")),
                name="regulation_version_withdrawn",
                violation_error_message=_("Schrijf waarom u deze versie intrekt."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(year)s, versie %(number)s") % {"year": self.regulation, "number": self.number})

    @property
    def running(self) -> bool:
        return self.state in RUNNING


class RegulationGroup(models.Model):
    """A cohort that a version is meant for; it cannot be removed as long as the version is there."""

    version = models.ForeignKey(RegulationVersion, on_delete=models.CASCADE, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.RESTRICT, related_name="+", verbose_name=_("groep"))

    class Meta:
        verbose_name = _("groep van een versie")
        verbose_name_plural = _("groepen van een versie")
        constraints = [models.UniqueConstraint(fields=["version", "cohort"], name="regulation_group_once")]

    def __str__(self) -> str:
        return f"{self.cohort}: {self.version}"


class StandingDecisions(models.Manager["RegulationDecision"]):
    """Decisions that were not taken back; what counts for the procedure."""

    def get_queryset(self) -> models.QuerySet["RegulationDecision"]:
        return super().get_queryset().filter(taken_back_at__isnull=True)


class RegulationDecision(models.Model):
    """What one organ of one partner decided about one version, on which day. Never altered.

    One that was written down by mistake is taken back with a reason; it stays, but counts no more.
    """

    version = models.ForeignKey(RegulationVersion, on_delete=models.CASCADE, related_name="decisions")
    part = models.CharField(_("orgaan"), max_length=20, choices=Part.choices)
    partner = models.ForeignKey(RoutePartner, on_delete=models.RESTRICT, related_name="+", verbose_name=_("van"))
    on = models.DateField(_("besloten op"))
    agrees = models.BooleanField(_("eens met deze versie"))
    note = models.TextField(_("toelichting"), blank=True, max_length=4000)
    # WVO 2.60b lid 2: a board that deviates from the proposal of its committee consults it first.
    consulted_on = models.DateField(_("overleg met de examencommissie op"), null=True, blank=True)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    user_name = models.CharField(_("vastgelegd door"), max_length=120)
    at = models.DateTimeField(_("vastgelegd op"), auto_now_add=True)
    taken_back_at = models.DateTimeField(_("teruggenomen op"), null=True, blank=True)
    taken_back_by = models.CharField(_("teruggenomen door"), max_length=120, blank=True)
    taken_back_reason = models.TextField(_("waarom teruggenomen"), blank=True, max_length=2000)

    objects = StandingDecisions()
    every = models.Manager["RegulationDecision"]()

    class Meta:
        verbose_name = _("besluit over PTA en OER")
        verbose_name_plural = _("besluiten over PTA en OER")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "part", "partner"],
                condition=models.Q(taken_back_at__isnull=True),
                name="regulation_decision_once",
                violation_error_message=_("Dit besluit is al vastgelegd."),
            ),
            models.CheckConstraint(
                condition=models.Q(agrees=True) | ~models.Q(note=""),
                name="regulation_decision_why_not",
                violation_error_message=_("Schrijf op waarom niet."),
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_at__isnull=True, taken_back_by="", taken_back_reason="")
                | (
                    models.Q(taken_back_at__isnull=False)
                    & ~models.Q(taken_back_by="")
                    & ~models.Q(taken_back_reason="")
                ),
                name="regulation_decision_taken_back",
                violation_error_message=_("Schrijf waarom u dit besluit terugneemt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.partner}"


class RegulationNotice(Versioned):
    """The text with which a version is sent to one group of readers; a draft that people edit."""

    class Audience(models.TextChoices):
        PUPILS = "leerlingen", _("leerlingen en studenten")
        PARENTS = "ouders", _("ouders")
        INSPECTORATE = "inspectie", _("Inspectie van het Onderwijs")

    of = models.ForeignKey(RegulationVersion, on_delete=models.CASCADE, related_name="notices")
    audience = models.CharField(_("aan"), max_length=20, choices=Audience.choices)
    title = models.CharField(_("onderwerp"), max_length=200)
    text = models.TextField(_("tekst"), max_length=20_000)

    class Meta:
        verbose_name = _("bericht over PTA en OER")
        verbose_name_plural = _("berichten over PTA en OER")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["of", "audience"], name="regulation_notice_once")]

    def __str__(self) -> str:
        return self.title
