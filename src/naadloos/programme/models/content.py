"""What is taught: the text of the programme, modules, keuzedelen, and what teachers decided about overlap."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import OverlapVerdict, Side
from naadloos.organisations.terms import choices
from naadloos.programme.models.fields import HOURS
from naadloos.routes.models import RouteFact, SingleFact


class ProgrammeText(SingleFact):
    description = models.TextField(
        _("het programma in gewone woorden"),
        blank=True,
        help_text=_("Hoe ziet een week eruit, waar zijn de lessen, wat is anders dan gewoon vmbo?"),
    )
    blind = models.BooleanField(
        _("eerst zelf oordelen over overlap"),
        default=False,
        help_text=_("Elke kant ziet het oordeel van de ander pas als zij zelf heeft geoordeeld."),
    )

    class Meta:
        verbose_name = _("beschrijving van het programma")
        verbose_name_plural = _("beschrijving van het programma")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class ChosenModule(RouteFact):
    """A profielmodule or keuzevak that the pupils of the route follow."""

    module = models.ForeignKey(
        "curriculum.Module", on_delete=models.PROTECT, related_name="+", verbose_name=_("module of keuzevak")
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("module of keuzevak")
        verbose_name_plural = _("modules en keuzevakken")
        ordering = ["pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "module"],
                name="chosen_module_once",
                violation_error_message=_("Deze module is al gekozen."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.module)

    @property
    def code(self) -> str:
        return str(self.module.code)

    @property
    def title(self) -> str:
        return str(self.module.title)


class Keuzedeel(RouteFact):
    code = models.CharField(_("code"), max_length=12, blank=True, help_text=_("Bijvoorbeeld K0067."))
    title = models.CharField(_("keuzedeel"), max_length=200)
    sbu = models.PositiveSmallIntegerField(_("SBU"), choices=[(240, "240"), (480, "480"), (720, "720")])

    class Meta(RouteFact.Meta):
        verbose_name = _("keuzedeel")
        verbose_name_plural = _("keuzedelen")

    def __str__(self) -> str:
        return self.title


def _part(model: str, name: Any) -> Any:
    """One of the things that a verdict can be about; a text that somebody judged is never deleted."""
    return models.ForeignKey(
        f"curriculum.{model}", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=name
    )


# What a verdict can be about: one of the vmbo and one of the mbo.
VMBO_PARTS = ("deeltaak", "kerndeel", "avo")
MBO_PARTS = ("werkproces", "generic")


def _exactly_one(names: tuple[str, ...]) -> models.Q:
    found = models.Q()
    for chosen in names:
        found |= models.Q(**{f"{name}__isnull": name != chosen for name in names})
    return found


class Verdict(RouteFact):
    """What one side decided about one pair of something of the vmbo and something of the mbo."""

    deeltaak = _part("Deeltaak", _("deeltaak"))
    kerndeel = _part("Kerndeel", _("kerndeel"))
    avo = _part("AvoDomain", _("domein van een avo-vak"))
    werkproces = _part("Werkproces", _("werkproces"))
    generic = _part("GenericPart", _("generiek onderdeel"))
    verdict = models.CharField(_("oordeel"), max_length=6, choices=choices(OverlapVerdict))
    side = models.CharField(_("kant"), max_length=6, choices=choices(Side))
    decided_by = models.CharField(_("beslist door"), max_length=200)
    decided_on = models.DateField(_("op"))
    hours = models.DecimalField(_("klokuren die niet dubbel hoeven"), null=True, blank=True, **HOURS)
    comment = models.TextField(_("toelichting"), blank=True)
    # It moved along to a successor whose text is other, and nobody looked again since.
    again = models.BooleanField(_("kijk opnieuw"), default=False, editable=False)

    class Meta(RouteFact.Meta):
        verbose_name = _("oordeel over overlap")
        verbose_name_plural = _("oordelen over overlap")
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=_exactly_one(VMBO_PARTS),
                name="verdict_one_of_the_vmbo",
                violation_error_message=_("Een oordeel gaat over precies één onderdeel van het vmbo."),
            ),
            models.CheckConstraint(
                condition=_exactly_one(MBO_PARTS),
                name="verdict_one_of_the_mbo",
                violation_error_message=_("Een oordeel gaat over precies één onderdeel van het mbo."),
            ),
            # An empty column equals nothing, so each of these binds only the pairs of its own kind.
            *(
                models.UniqueConstraint(
                    fields=["route", vmbo, mbo, "side"],
                    name=f"verdict_once_{vmbo}_{mbo}",
                    violation_error_message=_("Deze kant heeft over dit paar al geoordeeld."),
                )
                for vmbo in VMBO_PARTS
                for mbo in MBO_PARTS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} – {self.right}"

    def _code(self, names: tuple[str, ...]) -> str:
        return next((str(part.portable_code) for name in names if (part := getattr(self, name))), "")

    @property
    def left(self) -> str:
        """The code on the side of the vmbo."""
        return self._code(VMBO_PARTS)

    @property
    def right(self) -> str:
        """The code on the side of the mbo."""
        return self._code(MBO_PARTS)
