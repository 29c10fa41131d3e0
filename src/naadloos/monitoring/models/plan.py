"""Step 7 as a plan: what is measured, when it is discussed, what was really given, and what is done with it."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.cohort import definitions
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.terms import Benefit, Helped, Leerweg, ProgressStatus
from naadloos.organisations.terms import choices
from naadloos.routes.models import Meeting, RouteFact, SingleFact

FIRST_YEAR, LAST_YEAR = 2020, 2060


def definition_choices() -> list[tuple[str, Any]]:
    return [("", _("een eigen cijfer")), *((key, _(each.title)) for key, each in definitions().items())]


def school_year_field(label: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text=_("Het eerste jaar: 2027 is schooljaar 2027-2028."),
    )


class MonitoringPlan(SingleFact):
    cycle = models.TextField(
        _("de jaarcyclus"),
        blank=True,
        help_text=_("Wanneer haalt u cijfers op, wanneer bespreekt u ze, en met wie?"),
    )

    class Meta:
        verbose_name = _("jaarcyclus")
        verbose_name_plural = _("jaarcyclus")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Indicator(RouteFact):
    title = models.CharField(_("indicator"), max_length=300)
    benefit = models.CharField(_("hoort bij voordeel"), max_length=1, choices=choices(Benefit), null=True, blank=True)
    definition = models.CharField(
        _("gemeten als"),
        max_length=40,
        blank=True,
        choices=definition_choices,
        help_text=_("Kies een vaste definitie, dan telt Naadloos mee. Een eigen cijfer vult u zelf in."),
    )
    owner = models.CharField(_("wie levert het cijfer"), max_length=200, blank=True)
    source = models.CharField(_("bron"), max_length=300, blank=True)
    moment = models.CharField(_("wanneer"), max_length=200, blank=True)
    baseline = models.CharField(_("nulmeting"), max_length=300, blank=True)
    target = models.CharField(_("streefwaarde"), max_length=300, blank=True)
    baseline_value = models.DecimalField(
        _("nulmeting als getal"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    target_value = models.DecimalField(
        _("streefwaarde als getal"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Een deel in procenten. Met een getal kan Naadloos zeggen of de belofte is gehaald."),
    )
    doubts = models.CharField(
        _("welke keuze stelt dit cijfer op de proef"),
        max_length=300,
        blank=True,
        help_text=_("De keuze in het ontwerp die u opnieuw bekijkt als het cijfer tegenvalt."),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")

    def __str__(self) -> str:
        return self.title


class CycleMoment(RouteFact):
    """What happens each year on about this day."""

    month = models.PositiveSmallIntegerField(_("maand"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    day = models.PositiveSmallIntegerField(
        _("dag"), default=1, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    title = models.CharField(_("wat gebeurt er"), max_length=300)
    owner = models.CharField(_("wie"), max_length=200, blank=True)
    source = models.CharField(_("waarmee"), max_length=300, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("moment in het jaar")
        verbose_name_plural = _("jaarkalender")
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(month__gte=1, month__lte=12, day__gte=1, day__lte=31),
                name="cycle_moment_day",
                violation_error_message=_("Deze dag bestaat niet."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Evaluation(RouteFact):
    title = models.CharField(_("evaluatie"), max_length=300)
    on = models.DateField(_("op datum"), null=True, blank=True)
    owner = models.CharField(_("wie bereidt voor"), max_length=200, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="evaluations",
        verbose_name=_("in vergadering"),
    )
    result = models.TextField(_("conclusies"), blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")

    def __str__(self) -> str:
        return self.title


class Measure(RouteFact):
    """What is done about a figure: plan, do, check, and what follows."""

    title = models.CharField(_("maatregel"), max_length=300)
    indicator = models.ForeignKey(
        Indicator,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("voor cijfer"),
    )
    evaluation = models.ForeignKey(
        Evaluation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("uit evaluatie"),
    )
    owner = models.CharField(_("wie"), max_length=200, blank=True)
    target = models.CharField(_("wat moet het opleveren"), max_length=300, blank=True)
    due_on = models.DateField(_("voor datum"), null=True, blank=True)
    check_on = models.DateField(
        _("kijken of het hielp op"), null=True, blank=True, help_text=_("Kies een dag waarop het cijfer er is.")
    )
    status = models.CharField(_("stand"), max_length=6, choices=choices(ProgressStatus), default=ProgressStatus.OPEN)
    helped = models.CharField(_("hielp het"), max_length=9, choices=choices(Helped), default=Helped.NOT_YET)
    verdict = models.TextField(_("waaraan ziet u dat"), blank=True)
    follow_up = models.TextField(_("wat doet u nu"), blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("maatregel")
        verbose_name_plural = _("maatregelen")
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(helped=Helped.NOT_YET) | ~models.Q(verdict=""),
                name="measure_verdict_has_grounds",
                violation_error_message=_("Zeg waaraan u ziet of de maatregel hielp."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IndicatorFigure(RouteFact):
    """One figure of one school year that people give: from another source, or counted by hand."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="figures", verbose_name=_("indicator")
    )
    school_year = school_year_field(_("schooljaar"))
    value = models.DecimalField(_("gemeten waarde"), max_digits=10, decimal_places=2)
    low = models.DecimalField(
        _("laagste dat het kan zijn"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Alleen als de bron een deel verbergt, zoals minder dan 5."),
    )
    high = models.DecimalField(_("hoogste dat het kan zijn"), max_digits=10, decimal_places=2, null=True, blank=True)
    people = models.PositiveIntegerField(
        _("over hoeveel mensen"),
        null=True,
        blank=True,
        help_text=_("Bij minder dan 10 mensen toont u geen percentage."),
    )
    source = models.CharField(_("bron"), max_length=300)
    measured_on = models.DateField(_("gemeten op"), null=True, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("opgegeven cijfer")
        verbose_name_plural = _("opgegeven cijfers")
        ordering = ["indicator", "school_year", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["indicator", "school_year"],
                name="figure_once_a_year",
                violation_error_message=_("Voor dit schooljaar is er al een cijfer. Wijzig dat."),
            ),
            models.CheckConstraint(
                condition=(models.Q(low__isnull=True) | models.Q(low__lte=models.F("value")))
                & (models.Q(high__isnull=True) | models.Q(high__gte=models.F("value"))),
                name="figure_between_bounds",
                violation_error_message=_("Het cijfer ligt niet tussen het laagste en het hoogste."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {school_year_text(self.school_year)}"


class Realised(RouteFact):
    """What was really given in a school year, beside what the programme planned."""

    benefit = models.CharField(_("voordeel"), max_length=1, choices=choices(Benefit))
    title = models.CharField(_("wat"), max_length=300, help_text=_("Bijvoorbeeld: klokuren dubbele les vervallen."))
    school_year = school_year_field(_("schooljaar"))
    planned = models.DecimalField(_("gepland"), max_digits=10, decimal_places=2, null=True, blank=True)
    given = models.DecimalField(_("echt gegeven"), max_digits=10, decimal_places=2, null=True, blank=True)
    measured_in = models.CharField(_("eenheid"), max_length=40, default="klokuren")
    source = models.CharField(_("waar blijkt dat uit"), max_length=300, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("wat er echt gebeurde")
        verbose_name_plural = _("wat er echt gebeurde")
        ordering = ["benefit", "school_year", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "benefit", "title", "school_year"],
                name="realised_once",
                violation_error_message=_("Dit staat voor dit schooljaar al op de lijst."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NationalShare(RouteFact):
    """What happens in the whole country to pupils of one leerweg: to compare the own figure with, for the same mix."""

    definition = models.CharField(_("welk cijfer"), max_length=40, choices=definition_choices)
    leerweg = models.CharField(_("leerweg"), max_length=2, choices=choices(Leerweg))
    share = models.DecimalField(
        _("landelijk deel in procenten"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    period = models.CharField(_("over welke jaren"), max_length=40)
    source = models.CharField(
        _("bron"),
        max_length=300,
        help_text=_("Bijvoorbeeld: CBS StatLine, tabel 85519NED, opgehaald op 2 februari 2027."),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("landelijk cijfer")
        verbose_name_plural = _("landelijke cijfers")
        ordering = ["definition", "leerweg", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "definition", "leerweg"],
                name="national_share_once",
                violation_error_message=_("Voor deze leerweg staat dit cijfer er al. Wijzig dat."),
            ),
            models.CheckConstraint(
                condition=models.Q(share__gte=0, share__lte=100),
                name="national_share_percent",
                violation_error_message=_("Een deel ligt tussen 0 en 100 procent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_definition_display()}, {self.leerweg}"
