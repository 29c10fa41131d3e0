"""The official catalogue: what the vmbo must teach and what the mbo qualifications ask.

Codes and names ship with Naadloos; the official texts come in through the importers. A code is the stable handle of
everything here; the identifiers of the sources are kept beside it. A code stays: what an edition no longer names is
marked as withdrawn, because routes may refer to it.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class VmboProfile(models.Model):
    code = models.CharField(_("code"), max_length=4, unique=True)
    abbreviation = models.CharField(_("afkorting"), max_length=10)
    title = models.CharField(_("naam"), max_length=200)
    slo_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("vmbo-profiel")
        verbose_name_plural = _("vmbo-profielen")
        ordering = ["title"]

    def __str__(self) -> str:
        return f"{self.title} ({self.abbreviation})"

    @property
    def portable_code(self) -> str:
        return self.code


class Module(models.Model):
    """A profielmodule or a keuzevak of one profile."""

    class Kind(models.TextChoices):
        PROFILE = "profielmodule", _("profielmodule")
        ELECTIVE = "keuzevak", _("keuzevak")

    profile = models.ForeignKey(
        VmboProfile, on_delete=models.PROTECT, related_name="modules", verbose_name=_("profiel")
    )
    code = models.CharField(_("code"), max_length=12, unique=True)
    kind = models.CharField(_("soort"), max_length=14, choices=Kind.choices)
    number = models.PositiveSmallIntegerField(_("nummer"))
    title = models.CharField(_("naam"), max_length=300)
    slo_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    withdrawn = models.BooleanField(_("vervallen"), default=False)

    class Meta:
        verbose_name = _("module of keuzevak")
        verbose_name_plural = _("modules en keuzevakken")
        ordering = ["-kind", "code"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "kind", "number"], name="module_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def portable_code(self) -> str:
        return self.code


class Deeltaak(models.Model):
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="deeltaken", verbose_name=_("module"))
    code = models.CharField(_("code"), max_length=16, unique=True)
    title = models.TextField(_("omschrijving"))
    # False: a short description in our own words; True: the official text, imported.
    official = models.BooleanField(_("officiële tekst"), default=False)
    slo_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    withdrawn = models.BooleanField(_("vervallen"), default=False)

    class Meta:
        verbose_name = _("deeltaak")
        verbose_name_plural = _("deeltaken")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def portable_code(self) -> str:
        return self.code


class Eindterm(models.Model):
    """What a pupil must know or be able to do within a deeltaak, and in which leerwegen."""

    deeltaak = models.ForeignKey(Deeltaak, on_delete=models.CASCADE, related_name="eindtermen")
    code = models.CharField(_("code"), max_length=24)
    text = models.TextField(_("tekst"))
    slo_id = models.UUIDField(unique=True, editable=False)
    bb = models.BooleanField(default=False)
    kb = models.BooleanField(default=False)
    gl = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("eindterm")
        verbose_name_plural = _("eindtermen")
        ordering = ["deeltaak", "code", "pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"[:80]

    @property
    def levels(self) -> str:
        """The leerwegen as people write them."""
        return ", ".join(name for name in ("bb", "kb", "gl") if getattr(self, name))


class Kerndeel(models.Model):
    """A part of the generic or professional core that every pupil of a profile does."""

    profile = models.ForeignKey(VmboProfile, on_delete=models.CASCADE, related_name="kern")
    code = models.CharField(_("code"), max_length=24)
    title = models.TextField(_("tekst"))
    slo_id = models.UUIDField(editable=False)
    withdrawn = models.BooleanField(_("vervallen"), default=False)

    class Meta:
        verbose_name = _("kerndeel")
        verbose_name_plural = _("kerndelen")
        ordering = ["profile", "code"]
        constraints = [models.UniqueConstraint(fields=["profile", "slo_id"], name="kerndeel_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"[:80]

    @property
    def portable_code(self) -> str:
        return self.code


class Qualification(models.Model):
    crebo = models.CharField("crebo", max_length=5, unique=True, validators=[RegexValidator(r"^[0-9]{5}$")])
    name = models.CharField(_("naam"), max_length=200)
    level = models.PositiveSmallIntegerField(_("niveau"), validators=[MinValueValidator(1), MaxValueValidator(4)])
    dossier_name = models.CharField(_("kwalificatiedossier"), max_length=200, blank=True)
    # False: the name of the dossier is not read in a source; pages say "te bevestigen".
    dossier_confirmed = models.BooleanField(default=False)
    source = models.CharField(_("bron"), max_length=300, blank=True)
    dossier_crebo = models.CharField(
        _("crebo van het dossier"), max_length=5, blank=True, validators=[RegexValidator(r"^[0-9]{5}$")]
    )
    valid_from = models.DateField(_("geldig vanaf"), null=True, blank=True)
    intake_ends = models.DateField(_("einde instroom"), null=True, blank=True)
    ends = models.DateField(_("einde opleiding"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("opvolger"),
        help_text=_("De opleiding met een nieuw crebo die deze vervangt."),
    )

    class Meta:
        verbose_name = _("mbo-opleiding")
        verbose_name_plural = _("mbo-opleidingen")
        ordering = ["level", "name", "crebo"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=4), name="qualification_level"),
            models.CheckConstraint(
                condition=models.Q(successor=None) | ~models.Q(successor=models.F("id")),
                name="qualification_not_its_own_successor",
                violation_error_message=_("Een opleiding kan zichzelf niet opvolgen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.crebo}, {_('niveau')} {self.level})"

    @property
    def portable_code(self) -> str:
        return self.crebo

    def would_circle(self, successor: "Qualification | None") -> bool:
        """Would this one follow itself, when that one comes after it? Costs a query per step."""
        seen = {self.pk}
        while successor is not None:
            if successor.pk in seen:
                return True
            seen.add(successor.pk)
            successor = successor.successor
        return False


class _WithQualification(models.Manager["Kerntaak"]):
    """The code of a kerntaak is only complete with the crebo of its opleiding, so that one always comes along."""

    def get_queryset(self) -> models.QuerySet["Kerntaak"]:
        return super().get_queryset().select_related("qualification")


class Kerntaak(models.Model):
    qualification = models.ForeignKey(Qualification, on_delete=models.CASCADE, related_name="kerntaken")
    code = models.CharField(_("code"), max_length=10)
    title = models.CharField(_("naam"), max_length=300)
    # "basis" or "profiel": the part of the dossier the kerntaak belongs to.
    part = models.CharField(_("deel"), max_length=10, blank=True)
    withdrawn = models.BooleanField(_("vervallen"), default=False)

    objects = _WithQualification()

    class Meta:
        verbose_name = _("kerntaak")
        verbose_name_plural = _("kerntaken")
        ordering = ["qualification", "code"]
        constraints = [models.UniqueConstraint(fields=["qualification", "code"], name="kerntaak_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def portable_code(self) -> str:
        """``25786 B1-K1``."""
        return f"{self.qualification.crebo} {self.code}"


class Knowledge(models.Model):
    """One line of vakkennis en vaardigheden of a kerntaak."""

    kerntaak = models.ForeignKey(Kerntaak, on_delete=models.CASCADE, related_name="knowledge")
    text = models.TextField(_("tekst"))
    # The number of SBB; "" for a line from elsewhere.
    sbb_number = models.CharField(max_length=20, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("vakkennis of vaardigheid")
        verbose_name_plural = _("vakkennis en vaardigheden")
        ordering = ["kerntaak", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kerntaak", "sbb_number"], condition=~models.Q(sbb_number=""), name="knowledge_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Werkproces(models.Model):
    kerntaak = models.ForeignKey(Kerntaak, on_delete=models.PROTECT, related_name="werkprocessen")
    code = models.CharField(_("code"), max_length=14)
    full_code = models.CharField(_("volledige code"), max_length=24, unique=True)
    title = models.CharField(_("naam"), max_length=300)
    description = models.TextField(_("omschrijving"), blank=True)
    result = models.TextField(_("resultaat"), blank=True)
    behaviour = models.TextField(_("gedrag"), blank=True)
    official = models.BooleanField(_("officiële tekst"), default=False)
    withdrawn = models.BooleanField(_("vervallen"), default=False)

    class Meta:
        verbose_name = _("werkproces")
        verbose_name_plural = _("werkprocessen")
        ordering = ["full_code"]
        constraints = [models.UniqueConstraint(fields=["kerntaak", "code"], name="werkproces_once")]

    def __str__(self) -> str:
        return f"{self.full_code} {self.title}"

    @property
    def portable_code(self) -> str:
        return self.full_code


class Keuzedeel(models.Model):
    code = models.CharField(_("code"), max_length=5, unique=True, validators=[RegexValidator(r"^K[0-9]{4}$")])
    title = models.CharField(_("naam"), max_length=300)
    hours = models.PositiveSmallIntegerField(_("studielast in klokuren"), null=True, blank=True)

    class Meta:
        verbose_name = _("keuzedeel")
        verbose_name_plural = _("keuzedelen")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def portable_code(self) -> str:
        return self.code

    @property
    def qualifications(self) -> models.QuerySet[Qualification]:
        """The qualifications that it belongs to (``gekoppeld``)."""
        return Qualification.objects.filter(
            keuzedeel_links__keuzedeel=self, keuzedeel_links__kind=KeuzedeelLink.Kind.LINKED
        )


class KeuzedeelLink(models.Model):
    """What a source says of one keuzedeel with one qualification. No row: not known."""

    class Kind(models.TextChoices):
        LINKED = "gekoppeld", _("gekoppeld")
        OVERLAP = "overlap", _("overlap")
        INEFFICIENT = "ondoelmatig", _("ondoelmatig")

    keuzedeel = models.ForeignKey(
        Keuzedeel, on_delete=models.CASCADE, related_name="links", verbose_name=_("keuzedeel")
    )
    qualification = models.ForeignKey(
        Qualification, on_delete=models.CASCADE, related_name="keuzedeel_links", verbose_name=_("mbo-opleiding")
    )
    kind = models.CharField(_("oordeel"), max_length=12, choices=Kind.choices, default=Kind.LINKED)
    source = models.CharField(_("bron"), max_length=300, blank=True)
    dated = models.DateField(_("datum van de bron"), null=True, blank=True)

    class Meta:
        verbose_name = _("keuzedeelkoppeling")
        verbose_name_plural = _("keuzedeelkoppelingen")
        ordering = ["keuzedeel__code", "qualification__crebo"]
        constraints = [models.UniqueConstraint(fields=["keuzedeel", "qualification"], name="keuzedeel_link_once")]

    def __str__(self) -> str:
        return f"{self.keuzedeel.code} {self.qualification.crebo}: {self.kind}"


class GenericPart(models.Model):
    """A part that every qualification of a level has: Nederlands, rekenen, Engels, loopbaan en burgerschap."""

    level = models.PositiveSmallIntegerField(_("niveau"), validators=[MinValueValidator(1), MaxValueValidator(4)])
    code = models.CharField(_("code"), max_length=4)
    title = models.CharField(_("naam"), max_length=100)
    source = models.CharField(_("bron"), max_length=300)
    confirmed = models.BooleanField(_("bevestigd"))
    # "" when no source says it: shown as unknown.
    reference_level = models.CharField(_("niveau of eis"), max_length=100, blank=True)
    reference_source = models.CharField(_("bron van het niveau"), max_length=300, blank=True)
    reference_confirmed = models.BooleanField(_("niveau bevestigd"), default=False)

    class Meta:
        verbose_name = _("generiek onderdeel")
        verbose_name_plural = _("generieke onderdelen")
        ordering = ["level", "pk"]
        constraints = [models.UniqueConstraint(fields=["level", "code"], name="generic_part_once")]

    def __str__(self) -> str:
        return f"{self.title} ({_('niveau')} {self.level})"

    @property
    def portable_code(self) -> str:
        """Our own: no source gives these parts a code. ``MBO3/NE`` is Nederlands of level 3."""
        return f"MBO{self.level}/{self.code}"


class AvoSubject(models.Model):
    """The exam programme of one general subject (avo) of the vmbo."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    title = models.CharField(_("naam"), max_length=200)
    edition = models.CharField(_("uitgave"), max_length=20, blank=True)
    slo_id = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("avo-vak")
        verbose_name_plural = _("avo-vakken")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def portable_code(self) -> str:
        return self.code


class _WithSubject(models.Manager["AvoDomain"]):
    """The code of a domain is only complete with that of its subject, so the subject always comes along."""

    def get_queryset(self) -> models.QuerySet["AvoDomain"]:
        return super().get_queryset().select_related("subject")


class AvoDomain(models.Model):
    """A domain of a subject, or a subdomain of a domain."""

    subject = models.ForeignKey(AvoSubject, on_delete=models.CASCADE, related_name="domains")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="subdomains")
    code = models.CharField(_("code"), max_length=24)
    title = models.TextField(_("naam"))
    position = models.PositiveSmallIntegerField(default=0)
    withdrawn = models.BooleanField(_("vervallen"), default=False)

    objects = _WithSubject()

    class Meta:
        verbose_name = _("domein")
        verbose_name_plural = _("domeinen")
        ordering = ["subject", "position"]
        constraints = [models.UniqueConstraint(fields=["subject", "code"], name="avo_domain_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"[:80]

    @property
    def portable_code(self) -> str:
        """``NE/K/6``; the source leaves the subject out of the code of some domains that every subject has."""
        subject = self.subject.code
        return self.code if self.code.startswith(f"{subject}/") else f"{subject}/{self.code}"


class AvoEindterm(models.Model):
    """What a pupil must know or be able to do, in which leerwegen, and where it is examined when that is known."""

    domain = models.ForeignKey(AvoDomain, on_delete=models.CASCADE, related_name="eindtermen")
    code = models.CharField(_("code"), max_length=24, blank=True)
    text = models.TextField(_("tekst"))
    # The same eindterm can belong to several subjects.
    slo_id = models.UUIDField(editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    bb = models.BooleanField(default=False)
    kb = models.BooleanField(default=False)
    gl = models.BooleanField(default=False)
    tl = models.BooleanField(default=False)
    # Central exam and school exam: None when the source does not say.
    ce = models.BooleanField(_("centraal examen"), null=True)
    se = models.BooleanField(_("schoolexamen"), null=True)

    class Meta:
        verbose_name = _("eindterm van een avo-vak")
        verbose_name_plural = _("eindtermen van avo-vakken")
        ordering = ["domain", "position"]
        constraints = [models.UniqueConstraint(fields=["domain", "slo_id"], name="avo_eindterm_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"[:80]

    @property
    def levels(self) -> str:
        return ", ".join(name for name in ("bb", "kb", "gl", "tl") if getattr(self, name))


class CatalogueManager(models.Model):
    """A person to whom the operator of this installation gave the care of the catalogue."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("persoon")
    )
    since = models.DateTimeField(_("sinds"), auto_now_add=True)

    class Meta:
        verbose_name = _("catalogusbeheerder")
        verbose_name_plural = _("catalogusbeheerders")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.user)


class CatalogueSource(models.Model):
    """What was read in, when and from where; one row per source, renewed by each import."""

    name = models.CharField(_("bron"), max_length=120, unique=True)
    edition = models.CharField(_("uitgave"), max_length=120, blank=True)
    imported_at = models.DateTimeField(_("ingelezen op"), auto_now=True)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("bron van de catalogus")
        verbose_name_plural = _("bronnen van de catalogus")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CatalogueImport(models.Model):
    """One time that something was read in: its edition, its file and who did it. Never altered."""

    class Kind(models.TextChoices):
        SLO = "slo", _("SLO, beroepsgerichte examenprogramma's")
        SBB = "sbb", _("SBB, kwalificatiedossiers")
        AVO = "avo", _("SLO, examenprogramma's van avo-vakken")
        SHEET = "xlsx", _("Excel-bestand")
        PDF = "pdf", _("Kwalificatiedossier als PDF")
        HAND = "hand", _("Met de hand")

    kind = models.CharField(_("soort"), max_length=4, choices=Kind.choices)
    file_name = models.CharField(_("bestand"), max_length=200)
    edition = models.CharField(_("uitgave"), max_length=120, blank=True)
    dated = models.DateField(_("datum van de uitgave"), null=True, blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(_("ingelezen op"), auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField(_("ingelezen door"), max_length=120)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("ingelezen uitgave")
        verbose_name_plural = _("ingelezen uitgaven")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.edition or self.file_name})"


class TextChange(models.Model):
    """A text that an import added, changed or withdrew, with what stood there before."""

    class Kind(models.TextChoices):
        ADDED = "nieuw", _("nieuw")
        CHANGED = "gewijzigd", _("gewijzigd")
        REMOVED = "vervallen", _("vervallen")

    catalogue_import = models.ForeignKey(CatalogueImport, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    # What it is (a deeltaak, an eindterm, ...) in the words of the catalogue.
    thing = models.CharField(_("onderdeel"), max_length=30)
    code = models.CharField(_("code"), max_length=40)
    # The code that routes refer to: of the deeltaak for an eindterm, of the kerntaak for vakkennis.
    unit = models.CharField(max_length=24, db_index=True)
    field = models.CharField(_("gegeven"), max_length=20)
    old = models.TextField(_("was"), blank=True)
    new = models.TextField(_("is nu"), blank=True)

    class Meta:
        verbose_name = _("gewijzigde tekst")
        verbose_name_plural = _("gewijzigde teksten")
        ordering = ["catalogue_import", "unit", "code", "pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.kind}"

    @property
    def field_label(self) -> str:
        return str(FIELD_LABELS.get(self.field, self.field))


# What ``thing`` of a change can be, besides the kinds of a module.
THINGS = (
    gettext_noop("profiel"),
    gettext_noop("deeltaak"),
    gettext_noop("eindterm"),
    gettext_noop("kern"),
    gettext_noop("opleiding"),
    gettext_noop("kerntaak"),
    gettext_noop("werkproces"),
    gettext_noop("vakkennis"),
    gettext_noop("keuzedeel"),
    gettext_noop("keuzedeelkoppeling"),
    gettext_noop("avo-vak"),
    gettext_noop("domein"),
    gettext_noop("avo-eindterm"),
)

# How a changed field is called on a page.
FIELD_LABELS = {
    "title": _("naam"),
    "name": _("naam"),
    "text": _("tekst"),
    "description": _("omschrijving"),
    "result": _("resultaat"),
    "behaviour": _("gedrag"),
    "level": _("niveau"),
    "levels": _("leerwegen"),
    "dossier_name": _("kwalificatiedossier"),
    "valid_from": _("geldig vanaf"),
    "intake_ends": _("einde instroom"),
    "ends": _("einde opleiding"),
    "successor": _("opvolger"),
    "hours": _("klokuren"),
    "kind": _("oordeel"),
}
