"""Who: people, organisations, memberships, invitations, and the history of what was written."""

import hashlib
import re
import secrets
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import OrganisationKind
from naadloos.organisations.base import Versioned
from naadloos.organisations.terms import choices

BRIN = RegexValidator(
    r"^[0-9]{2}[A-Z]{2}([0-9]{2})?$",
    _("Een BRIN heeft twee cijfers en twee letters, soms met twee cijfers voor de vestiging: 12AB of 12AB01."),
)
RIO_PROVIDER = RegexValidator(r"^[0-9]{3}A[0-9]{3}$", _("Een RIO-aanbieder ziet eruit als 104A158."))
RIO_LOCATION = RegexValidator(r"^[0-9]{3}X[0-9]{3}$", _("Een RIO-locatie ziet eruit als 104X158."))
BEVOEGD_GEZAG = RegexValidator(r"^[0-9]{5}$", _("Een bevoegd-gezagnummer heeft vijf cijfers."))
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
COLOUR = RegexValidator(rf"^{_COLOUR.pattern}$", _("Schrijf de kleur als # met zes tekens, zoals #003b6f."))
# WCAG 2.1: text on white needs a contrast of 4.5 to 1.
LEAST_CONTRAST = 4.5


def contrast_on_white(colour: str) -> float:
    """The contrast of a colour such as "#003b6f" on white, by WCAG 2.1 (1 to 21).

    >>> round(contrast_on_white("#000000"), 1), round(contrast_on_white("#ffffff"), 1)
    (21.0, 1.0)
    """
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def dark_enough(colour: str) -> None:
    """Raises ValidationError for a colour in which heads cannot be read."""
    # All validators of a field run, also after one refused: this one only judges what is a colour.
    if _COLOUR.fullmatch(colour) and contrast_on_white(colour) < LEAST_CONTRAST:
        raise ValidationError(_("Deze kleur is te licht om op wit te lezen. Kies een donkerder kleur."))


class People(UserManager["User"]):
    """Makes users by e-mail address; there is no user name."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class MailRhythm(models.TextChoices):
    NEVER = "niet", _("niet")
    DAILY = "dag", _("elke werkdag, als er iets op u wacht")
    WEEKLY = "week", _("elke maandag, als er iets op u wacht")


class User(AbstractUser):
    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres"), unique=True)
    is_demo = models.BooleanField(_("demopersoon"), default=False)
    demo_role = models.CharField(max_length=120, blank=True)
    # Quiet unless chosen otherwise.
    mail_rhythm = models.CharField(
        _("overzicht per e-mail"), max_length=4, choices=MailRhythm.choices, default=MailRhythm.NEVER
    )
    mailed_on = models.DateField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[People] = People()

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]


class Organisation(Versioned):
    name = models.CharField(_("naam"), max_length=200)
    kind = models.CharField(_("soort"), max_length=10, choices=choices(OrganisationKind))
    brin = models.CharField(
        "BRIN",
        max_length=6,
        blank=True,
        validators=[BRIN],
        help_text=_("Twee cijfers en twee letters, zoals 12AB."),
    )
    bevoegd_gezag_number = models.CharField(
        _("bevoegd-gezagnummer"), max_length=5, blank=True, validators=[BEVOEGD_GEZAG]
    )
    rio_provider_id = models.CharField(_("RIO-onderwijsaanbieder"), max_length=7, blank=True, validators=[RIO_PROVIDER])
    rio_location_id = models.CharField(_("RIO-onderwijslocatie"), max_length=7, blank=True, validators=[RIO_LOCATION])
    place = models.CharField(_("plaats"), max_length=120, blank=True)
    # House style of documents. Kept in the database, so that a copy of it is a copy of all.
    logo = models.BinaryField(null=True, blank=True, editable=False)
    colour = models.CharField(
        _("kleur van documenten"),
        max_length=7,
        blank=True,
        validators=[COLOUR, dark_enough],
        help_text=_("Voor koppen, bijvoorbeeld #003b6f. Donker genoeg om op wit te lezen."),
    )

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["brin"],
                condition=~models.Q(brin=""),
                name="organisation_brin_once",
                violation_error_message=_("Er is al een organisatie met deze BRIN."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    class Role(models.TextChoices):
        MANAGER = "beheerder", _("beheerder van de organisatie")
        MEMBER = "medewerker", _("medewerker")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("persoon"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("organisatie")
    )
    role = models.CharField(_("rol"), max_length=12, choices=Role.choices, default=Role.MEMBER)

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="membership_once",
                violation_error_message=_("Deze persoon hoort al bij deze organisatie."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.organisation})"


class Invitation(models.Model):
    """A link for one person to join one organisation. Only a hash of the link is kept."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("organisatie")
    )
    email = models.EmailField(_("e-mailadres"))
    role = models.CharField(_("rol"), max_length=12, choices=Membership.Role.choices, default=Membership.Role.MEMBER)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        related_name="sent_invitations",
        verbose_name=_("uitgenodigd door"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("geldig tot"))
    accepted_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="accepted_invitations"
    )
    accepted_at = models.DateTimeField(_("aanvaard op"), null=True, blank=True)

    DAYS_VALID = 30

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"

    @staticmethod
    def hash_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @classmethod
    def fresh_token(cls) -> str:
        return secrets.token_urlsafe(24)

    @classmethod
    def fresh_expiry(cls) -> Any:
        return timezone.now() + timedelta(days=cls.DAYS_VALID)

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()


class HistoryEntry(models.Model):
    """Who wrote what, when: one row per change of one object, never altered.

    ``scope`` says what the change belongs to ("route:<id>", "organisation:<id>"), so that this table need not know the
    apps above it. ``changes`` holds [field label, before, after] in words.
    """

    scope = models.CharField(max_length=60)
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    actor_name = models.CharField(max_length=120)
    verb = models.CharField(max_length=30)
    subject = models.CharField(max_length=300)
    subject_key = models.CharField(max_length=80, blank=True)
    changes = models.JSONField(default=list)

    class Meta:
        verbose_name = _("wijziging")
        verbose_name_plural = _("wijzigingen")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["scope", "step", "-at"], name="history_scope_step")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.subject}"
