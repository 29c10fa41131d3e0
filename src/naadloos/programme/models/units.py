"""The units of the programme, the rules between them, and where they stand on the board."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import HourKind, LawPart, Phase, RuleKind, Side, UnitKind
from naadloos.organisations.terms import choices
from naadloos.programme.models.fields import HOURS, PERIODS, ROUTE_YEARS
from naadloos.programme.models.frame import Capacity, Period, Variant, Window
from naadloos.routes.models import RouteFact


class Unit(RouteFact):
    """A part of the programme: a module, a subject, a bundle, a bpv period."""

    title = models.CharField(_("onderdeel"), max_length=200)
    kind = models.CharField(_("soort"), max_length=12, choices=choices(UnitKind))
    hours = models.DecimalField(_("klokuren"), **HOURS)
    hour_kind = models.CharField(_("soort uren"), max_length=12, choices=choices(HourKind), default=HourKind.GUIDED)
    side = models.CharField(_("wie geeft het"), max_length=6, choices=choices(Side))
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    law_part = models.CharField(
        _("deel volgens de wet"),
        max_length=20,
        choices=choices(LawPart),
        null=True,
        blank=True,
        help_text=_("De beschrijving per leerjaar moet dit noemen (WVO 2.107d lid 2)."),
    )
    combined_split = models.TextField(
        _("verdeling binnen de combinatie"),
        blank=True,
        help_text=_("Alleen bij een combinatie: wat is vmbo, wat is beroepsonderwijs?"),
    )
    team = models.BooleanField(
        _("een team is verantwoordelijk (WVO 7.13a)"),
        default=False,
        help_text=_("Mag alleen bij vakoverstijgende of gecombineerde delen."),
    )
    first_year = models.PositiveSmallIntegerField(_("vanaf"), choices=ROUTE_YEARS, null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("tot en met"), choices=ROUTE_YEARS, null=True, blank=True)
    spread = models.PositiveSmallIntegerField(
        _("aantal perioden"), default=1, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    deeltaken = models.ManyToManyField(
        "curriculum.Deeltaak", blank=True, related_name="+", verbose_name=_("dekt deeltaken")
    )
    werkprocessen = models.ManyToManyField(
        "curriculum.Werkproces", blank=True, related_name="+", verbose_name=_("dekt werkprocessen")
    )
    after = models.ManyToManyField(
        "self", blank=True, symmetrical=False, related_name="followed_by", verbose_name=_("pas na")
    )
    overlap_hours = models.DecimalField(_("bespaarde klokuren door bundelen"), null=True, blank=True, **HOURS)
    max_spread = models.PositiveSmallIntegerField(
        _("hoogstens over zoveel perioden"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text=_("Leeg is: precies het aantal perioden hierboven."),
    )
    contiguous = models.BooleanField(_("in perioden die op elkaar volgen"), default=True)
    not_before = models.ManyToManyField(
        "self", blank=True, symmetrical=False, related_name="+", verbose_name=_("niet eerder dan")
    )
    allowed = models.ManyToManyField(Period, blank=True, related_name="+", verbose_name=_("alleen in"))
    forbidden = models.ManyToManyField(Period, blank=True, related_name="+", verbose_name=_("nooit in"))
    wished = models.ManyToManyField(Period, blank=True, related_name="+", verbose_name=_("liefst in"))
    phase = models.CharField(
        _("fase"),
        max_length=4,
        choices=[(item.value, gettext_lazy(item.label)) for item in (Phase.VO, Phase.MBO)],
        null=True,
        blank=True,
    )
    window = models.ForeignKey(
        Window, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("venster")
    )
    group = models.CharField(_("groep"), max_length=100, blank=True, help_text=_("Alleen als niet iedereen het volgt."))
    variants = models.ManyToManyField(
        Variant,
        blank=True,
        related_name="+",
        verbose_name=_("voor varianten"),
        help_text=_("Geen keuze is: voor iedereen."),
    )
    uses = models.ManyToManyField(Capacity, blank=True, related_name="+", verbose_name=_("heeft nodig"))
    pupils = models.PositiveSmallIntegerField(
        _("leerlingen"),
        default=0,
        validators=[MaxValueValidator(1000)],
        help_text=_("Alleen nodig als het praktijkplaatsen gebruikt."),
    )
    belongs_to = models.CharField(
        _("hoort bij"),
        max_length=200,
        blank=True,
        help_text=_("Onderdelen met hier dezelfde naam komen dicht bij elkaar."),
    )
    practice = models.BooleanField(_("contact met de beroepspraktijk"), default=False)
    tests = models.PositiveSmallIntegerField(_("toetsen aan het eind"), default=0, validators=[MaxValueValidator(50)])
    bpv_week_hours = models.DecimalField(
        _("bpv in hele weken van"),
        null=True,
        blank=True,
        help_text=_("Klokuren per week. Alleen bij bpv of stage."),
        **HOURS,
    )
    bpv_min_weeks = models.PositiveSmallIntegerField(
        _("ten minste zoveel weken achter elkaar"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
    )
    locked = models.BooleanField(_("staat vast op het bord"), default=False)

    class Meta(RouteFact.Meta):
        verbose_name = _("onderdeel")
        verbose_name_plural = _("onderdelen van het programma")
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(first_year__isnull=True)
                | models.Q(last_year__isnull=True)
                | models.Q(first_year__lte=models.F("last_year")),
                name="unit_years_in_order",
                violation_error_message=_("Het eerste jaar ligt na het laatste jaar."),
            ),
            models.CheckConstraint(
                condition=models.Q(max_spread__isnull=True) | models.Q(max_spread__gte=models.F("spread")),
                name="unit_spread_in_order",
                violation_error_message=_("Het hoogste aantal perioden is kleiner dan het laagste."),
            ),
            models.CheckConstraint(
                condition=models.Q(bpv_week_hours__isnull=False) | models.Q(bpv_min_weeks__isnull=True),
                name="unit_bpv_weeks_have_hours",
                violation_error_message=_("Vul ook in hoeveel klokuren een week bpv telt."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class UnitRule(RouteFact):
    """What holds between some units."""

    kind = models.CharField(
        _("regel"),
        max_length=10,
        choices=choices(RuleKind),
    )
    units = models.ManyToManyField(Unit, related_name="+", verbose_name=_("onderdelen"))

    class Meta(RouteFact.Meta):
        verbose_name = _("regel tussen onderdelen")
        verbose_name_plural = _("regels tussen onderdelen")

    def __str__(self) -> str:
        return f"{', '.join(str(unit) for unit in self.units.all())}: {self.get_kind_display()}"


class HoursAgreement(RouteFact):
    """Klokuren that the partners agreed on for one pupil, besides those of the law."""

    title = models.CharField(_("afspraak"), max_length=200)
    least = models.DecimalField(_("ten minste klokuren"), null=True, blank=True, **HOURS)
    most = models.DecimalField(_("hoogstens klokuren"), null=True, blank=True, **HOURS)
    first_year = models.PositiveSmallIntegerField(_("vanaf"), choices=ROUTE_YEARS, null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("tot en met"), choices=ROUTE_YEARS, null=True, blank=True)
    hour_kind = models.CharField(
        _("soort uren"),
        max_length=12,
        choices=choices(HourKind),
        null=True,
        blank=True,
        help_text=_("Geen keuze is: alle uren behalve zelfstudie."),
    )
    side = models.CharField(_("wie geeft het"), max_length=6, choices=choices(Side), null=True, blank=True)
    variants = models.ManyToManyField(
        Variant,
        blank=True,
        related_name="+",
        verbose_name=_("voor varianten"),
        help_text=_("Geen keuze is: voor iedereen."),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("urenafspraak")
        verbose_name_plural = _("urenafspraken van de partners")
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(least__isnull=False) | models.Q(most__isnull=False),
                name="hours_agreement_says_something",
                violation_error_message=_("Vul in hoeveel klokuren het ten minste of hoogstens zijn."),
            ),
            models.CheckConstraint(
                condition=models.Q(least__isnull=True)
                | models.Q(most__isnull=True)
                | models.Q(least__lte=models.F("most")),
                name="hours_agreement_in_order",
                violation_error_message=_("Ten minste is meer dan hoogstens."),
            ),
            models.CheckConstraint(
                condition=models.Q(first_year__isnull=True)
                | models.Q(last_year__isnull=True)
                | models.Q(first_year__lte=models.F("last_year")),
                name="hours_agreement_years_in_order",
                violation_error_message=_("Het eerste jaar ligt na het laatste jaar."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Placement(RouteFact):
    """Hours of one unit in one period of the board."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="placements", verbose_name=_("onderdeel"))
    route_year = models.PositiveSmallIntegerField(_("jaar van de route"), choices=ROUTE_YEARS)
    period = models.PositiveSmallIntegerField(_("periode"), choices=PERIODS)
    hours = models.DecimalField(_("klokuren"), **HOURS)

    class Meta(RouteFact.Meta):
        verbose_name = _("plaatsing")
        verbose_name_plural = _("plaatsingen op het bord")
        ordering = ["route_year", "period", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "route_year", "period"], name="placement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_route_year_display()}, {self.get_period_display()}"
