"""Step 9: the partners' own words in the agreement, its term, and what must be reported and registered."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import RegistrationKind, VoiceMatter, VoiceOutcome
from naadloos.organisations.terms import choices
from naadloos.routes.models import RouteFact, RoutePartner, SingleFact, Snapshot

# The letters are those of WVO 2.107b lid 2; a follows from step 1.
SUBJECTS = [
    ("b", _("b. leiding van de route: wie, hoe benoemd, welke taken en bevoegdheden")),
    ("c", _("c. hoe de leiding informeert en verantwoording aflegt")),
    ("d", _("d. organisatie en inrichting, inzet van personeel en voorzieningen")),
    ("e", _("e. overdracht van een deel van de bekostiging: welk bedrag, waarvoor")),
    ("f", _("f. overstapoptie: wat als een leerling stopt met de route")),
    ("g", _("g. hoe het bedrijfsleven betrokken is")),
    ("h", _("h. hoe geschillen worden opgelost")),
    ("i", _("i. toetreden, opzeggen, ontbinden en wijzigen")),
    ("j", _("j. inrichting van de medezeggenschap")),
    ("kwaliteit", _("kwaliteit en evaluatie (goed gebruik)")),
    ("klachten", _("klachten (goed gebruik)")),
    ("privacy", _("privacy (goed gebruik)")),
    ("overig", _("overige afspraken")),
]


class AgreementTerm(SingleFact):
    starts_on = models.DateField(_("begint op"), null=True, blank=True)
    ends_on = models.DateField(_("loopt tot en met"), null=True, blank=True)
    renew_by = models.DateField(
        _("besluit over verlengen voor"),
        null=True,
        blank=True,
        help_text=_("Voor deze dag besluiten de partners of zij verlengen, wijzigen of stoppen."),
    )

    class Meta:
        verbose_name = _("looptijd")
        verbose_name_plural = _("looptijd")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(starts_on__lt=models.F("ends_on")),
                name="agreement_dates_in_order",
                violation_error_message=_("De einddatum ligt niet na de begindatum."),
            ),
            models.CheckConstraint(
                condition=models.Q(renew_by__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(renew_by__lte=models.F("ends_on")),
                name="agreement_renewed_in_time",
                violation_error_message=_("Besluit over verlengen voordat de looptijd voorbij is."),
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Clause(RouteFact):
    subject = models.CharField(_("onderwerp"), max_length=30, choices=SUBJECTS)
    text = models.TextField(
        _("afspraak"),
        help_text=_("Een naam tussen accolades, zoals {partijen}, wordt ingevuld met wat de route weet."),
    )
    # From which texts of the library it came: "id@version", by spaces.
    library = models.CharField(_("uit de bibliotheek"), max_length=300, blank=True, editable=False)

    class Meta(RouteFact.Meta):
        verbose_name = _("eigen bepaling")
        verbose_name_plural = _("eigen bepalingen")
        ordering = ["subject", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "subject"],
                name="clause_once",
                violation_error_message=_("Over dit onderwerp staat er al een bepaling. Wijzig die."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_subject_display())


class Consultation(RouteFact):
    """A raad that was asked for advice or consent, and what it said."""

    matter = models.CharField(_("waarover"), max_length=20, choices=choices(VoiceMatter))
    partner = models.ForeignKey(
        RoutePartner,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("raad van"),
        help_text=_("Leeg: één raad spreekt voor alle partners van deze kant."),
    )
    asked_on = models.DateField(_("gevraagd op"), null=True, blank=True)
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    outcome = models.CharField(
        _("wat de raad zei"), max_length=10, choices=choices(VoiceOutcome), default=VoiceOutcome.ASKED
    )
    said = models.TextField(_("antwoord in het kort"), blank=True)
    proof = models.CharField(_("bewijs"), max_length=300, blank=True, help_text=_("Bijvoorbeeld: brief met datum."))

    class Meta(RouteFact.Meta):
        verbose_name = _("gehoorde raad")
        verbose_name_plural = _("medezeggenschap vooraf")
        ordering = ["matter", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(asked_on__isnull=True)
                | models.Q(answered_on__isnull=True)
                | models.Q(asked_on__lte=models.F("answered_on")),
                name="consultation_asked_first",
                violation_error_message=_("Het antwoord ligt voor de vraag. Kijk de datums na."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_matter_display())


class ApprovalTurn(RouteFact):
    """When a partner is asked to agree with the agreement."""

    partner = models.ForeignKey(RoutePartner, on_delete=models.CASCADE, related_name="+", verbose_name=_("partner"))
    turn = models.PositiveSmallIntegerField(
        _("beurt"),
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("Wie beurt 1 heeft, gaat eerst. Bij dezelfde beurt maakt de volgorde niet uit."),
    )
    due_on = models.DateField(_("graag voor"), null=True, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("beurt")
        verbose_name_plural = _("volgorde van akkoord")
        ordering = ["turn", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "partner"],
                name="approval_turn_once",
                violation_error_message=_("Deze partner heeft al een beurt. Wijzig die."),
            ),
            models.CheckConstraint(
                condition=models.Q(turn__gte=1, turn__lte=20),
                name="approval_turn_limits",
                violation_error_message=_("Kies een beurt van 1 tot en met 20."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.turn}. {self.partner}"


class Registration(RouteFact):
    kind = models.CharField(_("wat"), max_length=10, choices=choices(RegistrationKind))
    partner = models.ForeignKey(
        RoutePartner,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("door partner"),
    )
    value = models.CharField(_("waarde of kenmerk"), max_length=200, blank=True)
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)
    proof = models.CharField(_("bewijs"), max_length=300, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("melding of registratie")
        verbose_name_plural = _("melding en registratie")

    def __str__(self) -> str:
        return str(self.get_kind_display())


class SignedAgreement(models.Model):
    """The file of a version with which everybody agreed, exactly as it was then. Never altered."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.RESTRICT, related_name="signed")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    class Meta:
        verbose_name = _("getekende versie")
        verbose_name_plural = _("getekende versies")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return str(self.snapshot)


class SignedCopy(models.Model):
    """A scan with wet signatures, or a file that was signed elsewhere, of one signed version. Never altered."""

    signed = models.ForeignKey(SignedAgreement, on_delete=models.CASCADE, related_name="copies")
    name = models.CharField(_("bestandsnaam"), max_length=200)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    by = models.CharField(_("geplaatst door"), max_length=120)
    at = models.DateTimeField(_("geplaatst op"), auto_now_add=True)

    class Meta:
        verbose_name = _("getekende kopie")
        verbose_name_plural = _("getekende kopieën")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signed", "sha256"],
                name="signed_copy_once",
                violation_error_message=_("Dit bestand is er al."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
