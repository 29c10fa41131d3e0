"""The official catalogue: what the vmbo must teach and what the mbo qualifications ask.

Codes and names ship with Naadloos; the official texts come in through the importers. A code is the stable handle of
everything here; the identifiers of the sources are kept beside it.
"""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


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


class Kerndeel(models.Model):
    """A part of the generic or professional core that every pupil of a profile does."""

    profile = models.ForeignKey(VmboProfile, on_delete=models.CASCADE, related_name="kern")
    code = models.CharField(_("code"), max_length=24)
    title = models.TextField(_("tekst"))
    slo_id = models.UUIDField(editable=False)

    class Meta:
        verbose_name = _("kerndeel")
        verbose_name_plural = _("kerndelen")
        ordering = ["profile", "code"]
        constraints = [models.UniqueConstraint(fields=["profile", "slo_id"], name="kerndeel_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"[:80]


class Qualification(models.Model):
    crebo = models.CharField("crebo", max_length=5, unique=True, validators=[RegexValidator(r"^[0-9]{5}$")])
    name = models.CharField(_("naam"), max_length=200)
    level = models.PositiveSmallIntegerField(_("niveau"), validators=[MinValueValidator(1), MaxValueValidator(4)])
    dossier_name = models.CharField(_("kwalificatiedossier"), max_length=200, blank=True)
    # False: the name of the dossier is not read in a source; pages say "te bevestigen".
    dossier_confirmed = models.BooleanField(default=False)
    source = models.CharField(_("bron"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("mbo-opleiding")
        verbose_name_plural = _("mbo-opleidingen")
        ordering = ["level", "name", "crebo"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=4), name="qualification_level"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.crebo}, {_('niveau')} {self.level})"

    @property
    def portable_code(self) -> str:
        return self.crebo


class Kerntaak(models.Model):
    qualification = models.ForeignKey(Qualification, on_delete=models.CASCADE, related_name="kerntaken")
    code = models.CharField(_("code"), max_length=10)
    title = models.CharField(_("naam"), max_length=300)
    # "basis" or "profiel": the part of the dossier the kerntaak belongs to.
    part = models.CharField(_("deel"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("kerntaak")
        verbose_name_plural = _("kerntaken")
        ordering = ["qualification", "code"]
        constraints = [models.UniqueConstraint(fields=["qualification", "code"], name="kerntaak_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Werkproces(models.Model):
    kerntaak = models.ForeignKey(Kerntaak, on_delete=models.PROTECT, related_name="werkprocessen")
    code = models.CharField(_("code"), max_length=14)
    full_code = models.CharField(_("volledige code"), max_length=24, unique=True)
    title = models.CharField(_("naam"), max_length=300)
    description = models.TextField(_("omschrijving"), blank=True)
    result = models.TextField(_("resultaat"), blank=True)
    behaviour = models.TextField(_("gedrag"), blank=True)
    official = models.BooleanField(_("officiële tekst"), default=False)

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
