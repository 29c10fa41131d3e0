"""What is taught: the text of the programme, modules, keuzedelen, and what teachers decided about overlap."""

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


class Verdict(RouteFact):
    """What one side decided about one pair of deeltaak and werkproces."""

    deeltaak = models.ForeignKey(
        "curriculum.Deeltaak", on_delete=models.PROTECT, related_name="+", verbose_name=_("deeltaak")
    )
    werkproces = models.ForeignKey(
        "curriculum.Werkproces", on_delete=models.PROTECT, related_name="+", verbose_name=_("werkproces")
    )
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
            models.UniqueConstraint(
                fields=["route", "deeltaak", "werkproces", "side"],
                name="verdict_once_per_side",
                violation_error_message=_("Deze kant heeft over dit paar al geoordeeld."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deeltaak.code} – {self.werkproces.full_code}"
