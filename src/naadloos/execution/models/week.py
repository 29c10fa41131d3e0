"""The basisweek: groups, rooms, lessons, fixed days, and the week as people put it on the board.

Places are those of step 5, named by their key.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import calendar
from naadloos.engines.route.terms import PartnerSide, WeekKind
from naadloos.execution.models.plan import TeamMember
from naadloos.organisations.terms import choices
from naadloos.routes.models import RouteFact

DAYS = [(number, _(name)) for number, name in calendar.DAYS.items()]
PARTS = [(1, _("ochtend")), (2, _("middag"))]
HOUSES = [(PartnerSide.VMBO.value, _("vmbo")), (PartnerSide.MBO.value, _("mbo"))]


def half_days(label: object) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, default=0, validators=[MaxValueValidator(10)])  # type: ignore[arg-type]


class PracticeRoom(RouteFact):
    title = models.CharField(_("praktijklokaal"), max_length=120)
    place = models.CharField(_("waar"), max_length=40)
    purposes = models.CharField(
        _("waarvoor"), max_length=300, blank=True, help_text=_("Met komma's, bijvoorbeeld: metselen, tegelen.")
    )
    capacity = models.PositiveSmallIntegerField(
        _("plaatsen"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("praktijklokaal")
        verbose_name_plural = _("praktijklokalen")

    def __str__(self) -> str:
        return self.title


class WeekGroup(RouteFact):
    title = models.CharField(_("groep"), max_length=120)
    route_year = models.PositiveSmallIntegerField(
        _("jaar van de route"), validators=[MinValueValidator(1), MaxValueValidator(6)]
    )
    size = models.PositiveSmallIntegerField(
        _("leerlingen"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    house = models.CharField(_("hoort bij"), max_length=6, choices=HOUSES, null=True, blank=True)
    at_vmbo = half_days(_("dagdelen op het vmbo"))
    at_mbo = half_days(_("dagdelen op het mbo"))
    at_company = half_days(_("dagdelen bij een bedrijf"))

    class Meta(RouteFact.Meta):
        verbose_name = _("groep in de basisweek")
        verbose_name_plural = _("groepen in de basisweek")
        ordering = ["route_year", "title", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "title"], name="week_group_once", violation_error_message=_("Deze groep is er al.")
            ),
            models.CheckConstraint(
                condition=models.Q(at_vmbo__lte=10 - models.F("at_mbo") - models.F("at_company")),
                name="week_group_ten_halves",
                violation_error_message=_("Een week heeft tien dagdelen; dit zijn er meer."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WeekLesson(RouteFact):
    title = models.CharField(_("les"), max_length=200)
    groups = models.ManyToManyField(WeekGroup, related_name="lessons", verbose_name=_("groepen"))
    kind = models.CharField(_("waar"), max_length=7, choices=choices(WeekKind))
    teachers = models.ManyToManyField(TeamMember, related_name="lessons", blank=True, verbose_name=_("docenten"))
    room = models.CharField(
        _("soort praktijklokaal"), max_length=120, blank=True, help_text=_("Leeg is een gewoon lokaal.")
    )
    length = models.PositiveSmallIntegerField(
        _("lengte"), default=1, choices=[(1, _("één dagdeel")), (2, _("hele dag"))]
    )
    place = models.CharField(_("vaste plaats"), max_length=40, null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("vaste dag"), null=True, blank=True, choices=DAYS)
    part = models.PositiveSmallIntegerField(_("vast dagdeel"), null=True, blank=True, choices=PARTS)

    class Meta(RouteFact.Meta):
        verbose_name = _("les in de basisweek")
        verbose_name_plural = _("lessen in de basisweek")

    def __str__(self) -> str:
        return self.title


class HouseDay(RouteFact):
    title = models.CharField(_("waarvoor"), max_length=200)
    kind = models.CharField(_("waar"), max_length=7, choices=choices(WeekKind))
    day = models.PositiveSmallIntegerField(_("dag"), choices=DAYS)
    part = models.PositiveSmallIntegerField(
        _("dagdeel"), null=True, blank=True, choices=PARTS, help_text=_("Leeg is de hele dag.")
    )
    route_year = models.PositiveSmallIntegerField(
        _("alleen in jaar"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(6)]
    )
    house = models.CharField(_("alleen groepen van"), max_length=6, choices=HOUSES, null=True, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("vast dagdeel")
        verbose_name_plural = _("vaste dagdelen")
        ordering = ["day", "part", "pk"]

    def __str__(self) -> str:
        return self.title


class WeekStay(RouteFact):
    """Where a group is on one half day."""

    group = models.ForeignKey(WeekGroup, on_delete=models.CASCADE, related_name="stays", verbose_name=_("groep"))
    day = models.PositiveSmallIntegerField(_("dag"), choices=DAYS)
    part = models.PositiveSmallIntegerField(_("dagdeel"), choices=PARTS)
    kind = models.CharField(_("waar"), max_length=7, choices=choices(WeekKind))
    place = models.CharField(_("plaats"), max_length=40, null=True, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("dagdeel van een groep")
        verbose_name_plural = _("dagdelen van groepen")
        ordering = ["group", "day", "part", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "day", "part"],
                name="week_stay_once",
                violation_error_message=_("Een groep is op één plaats tegelijk."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.get_day_display()} {self.get_part_display()}"


class LessonPlace(RouteFact):
    """When and where a lesson is; it begins on this half day."""

    lesson = models.OneToOneField(WeekLesson, on_delete=models.CASCADE, related_name="at", verbose_name=_("les"))
    day = models.PositiveSmallIntegerField(_("dag"), choices=DAYS)
    part = models.PositiveSmallIntegerField(_("dagdeel"), choices=PARTS)
    place = models.CharField(_("plaats"), max_length=40, null=True, blank=True)
    room = models.ForeignKey(
        PracticeRoom, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lokaal")
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("plek van een les")
        verbose_name_plural = _("plekken van lessen")

    def __str__(self) -> str:
        return f"{self.lesson} {self.get_day_display()}"
