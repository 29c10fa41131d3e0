"""Step 9: the partners' own words in the agreement, its term, and what must be reported and registered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import RegistrationKind
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
            )
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Clause(RouteFact):
    subject = models.CharField(_("onderwerp"), max_length=30, choices=SUBJECTS)
    text = models.TextField(_("afspraak"))

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
