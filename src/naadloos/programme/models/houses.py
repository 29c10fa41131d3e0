"""What each side brings along when two schools give one route: calendars, bell times, places and the way between."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Greatest, Least, Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.terms import FreeKind, PartnerSide, Side, TravelMode
from naadloos.organisations.terms import choices
from naadloos.programme.houses.bells import PauseError, lay_out, read_pauses, write_pauses
from naadloos.routes.models import RouteFact

# Each house has its own calendar and bells; what is given together follows both.
HOUSES = [(item.value, _(item.label)) for item in (Side.VMBO, Side.MBO)]
MINUTES: dict[str, Any] = {"validators": [MinValueValidator(1), MaxValueValidator(600)]}


def _of_a_house(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=models.Q(side__in=[value for value, _label in HOUSES]), name=name)


class SchoolYear(RouteFact):
    """The days on which one side has lessons, in one school year."""

    side = models.CharField(_("kant"), max_length=6, choices=HOUSES)
    start_year = models.PositiveSmallIntegerField(
        _("begint in"),
        validators=[MinValueValidator(2020), MaxValueValidator(2060)],
        help_text=_("Het jaar van de eerste lesdag, bijvoorbeeld 2027 voor 2027-2028."),
    )
    first_day = models.DateField(_("eerste lesdag"))
    last_day = models.DateField(_("laatste lesdag"))
    source = models.CharField(
        _("bron"),
        max_length=300,
        blank=True,
        help_text=_("Bijvoorbeeld: jaarrooster van 3 maart. Leeg is: te bevestigen."),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("schoolkalender")
        verbose_name_plural = _("schoolkalenders")
        ordering = ["start_year", "-side"]
        constraints = [
            *RouteFact.Meta.constraints,
            _of_a_house("school_year_of_a_house"),
            models.UniqueConstraint(
                fields=["route", "side", "start_year"],
                name="school_year_once",
                violation_error_message=_("Deze kant heeft al een kalender voor dit schooljaar."),
            ),
            models.CheckConstraint(
                condition=models.Q(first_day__lt=models.F("last_day")),
                name="school_year_in_order",
                violation_error_message=_("De eerste lesdag ligt niet voor de laatste."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {school_year_text(self.start_year)}"

    def clean(self) -> None:
        super().clean()
        problems: dict[str, Any] = {}
        if self.first_day and self.start_year and self.first_day.year != self.start_year:
            problems["first_day"] = _("De eerste lesdag ligt niet in het jaar waarin het schooljaar begint.")
        if self.last_day and self.start_year and self.last_day.year != self.start_year + 1:
            problems["last_day"] = _("De laatste lesdag ligt niet in het jaar daarna.")
        if self.pk and self.first_day and self.last_day:
            inside = models.Q(first_day__gte=self.first_day, last_day__lte=self.last_day)
            outside = list(self.holidays.exclude(inside)[:5])
            if outside:
                problems["__all__"] = _("Buiten deze dagen vallen: %(what)s. Wijzig die eerst.") % {
                    "what": ", ".join(row.title for row in outside)
                }
        if problems:
            raise ValidationError(problems)


class Holiday(RouteFact):
    """Days without lessons within a school year, the first and the last included."""

    calendar = models.ForeignKey(
        SchoolYear, on_delete=models.CASCADE, related_name="holidays", verbose_name=_("schoolkalender")
    )
    kind = models.CharField(_("soort"), max_length=10, choices=choices(FreeKind), default=FreeKind.HOLIDAY)
    title = models.CharField(_("naam"), max_length=200, help_text=_("Bijvoorbeeld: herfstvakantie, toetsweek 1."))
    first_day = models.DateField(_("eerste dag"))
    last_day = models.DateField(_("laatste dag"), help_text=_("Bij één dag: dezelfde dag."))

    class Meta(RouteFact.Meta):
        verbose_name = _("vakantie of dag zonder les")
        verbose_name_plural = _("vakanties en dagen zonder les")
        ordering = ["first_day", "calendar_id", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")),
                name="holiday_in_order",
                violation_error_message=_("De eerste dag ligt na de laatste."),
            ),
            models.UniqueConstraint(
                fields=["calendar", "title", "first_day"],
                name="holiday_once",
                violation_error_message=_("Dit staat al in deze kalender."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.calendar})"

    def clean(self) -> None:
        super().clean()
        if not (self.calendar_id and self.first_day and self.last_day):
            return
        if self.first_day < self.calendar.first_day or self.last_day > self.calendar.last_day:
            raise ValidationError(
                _("%(title)s ligt niet binnen de lesdagen van de kalender.") % {"title": self.title or "—"}
            )


class BellTimes(RouteFact):
    """When lessons are on a day: one after the other, with pauses in between."""

    side = models.CharField(_("kant"), max_length=6, choices=HOUSES)
    title = models.CharField(_("naam"), max_length=200, help_text=_("Bijvoorbeeld: gewone dag, verkort rooster."))
    starts_at = models.TimeField(_("eerste les begint om"))
    lesson_minutes = models.PositiveSmallIntegerField(_("minuten per les"), **MINUTES)
    lessons = models.PositiveSmallIntegerField(
        _("lessen per dag"), validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    breaks = models.TextField(
        _("pauzes"),
        blank=True,
        max_length=400,
        help_text=_("Eén pauze per regel, bijvoorbeeld 10:10-10:30. Een les die er niet voor past, begint erna."),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("lestijden")
        verbose_name_plural = _("lestijden")
        ordering = ["-side", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            _of_a_house("bell_times_of_a_house"),
            models.UniqueConstraint(
                fields=["route", "side", "title"],
                name="bell_times_once",
                violation_error_message=_("Deze kant heeft al lestijden met deze naam."),
            ),
            models.CheckConstraint(
                condition=models.Q(lesson_minutes__gte=1, lesson_minutes__lte=600, lessons__gte=1, lessons__lte=20),
                name="bell_times_amounts",
                violation_error_message=_("Een les duurt 1 tot en met 600 minuten; er zijn 1 tot en met 20 lessen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.title}"

    def clean(self) -> None:
        super().clean()
        try:
            pauses = read_pauses(self.breaks)
            if self.starts_at and self.lesson_minutes and self.lessons:
                lay_out(self.starts_at, self.lesson_minutes, self.lessons, pauses)
        except PauseError as error:
            raise ValidationError({"breaks": gettext(error.sentence) % {"what": error.what}}) from error
        self.breaks = write_pauses(pauses)


class Place(RouteFact):
    """A place or a room where the route is given; rooms of one site are no travel."""

    title = models.CharField(_("plaats of lokaal"), max_length=200)
    site = models.CharField(
        _("gebouw of terrein"),
        max_length=200,
        blank=True,
        help_text=_("Lokalen met hier dezelfde naam liggen bij elkaar: tussen hen reist niemand."),
    )
    address = models.CharField(_("adres"), max_length=300, blank=True)
    side = models.CharField(_("van welke kant"), max_length=6, choices=choices(PartnerSide), null=True, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("plaats of lokaal")
        verbose_name_plural = _("plaatsen en lokalen")
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                "route",
                Lower("title"),
                name="location_once",
                violation_error_message=_("Deze plaats staat er al."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def site_name(self) -> str:
        """The name by which places are one site; a place that names none is a site of its own."""
        return (self.site or self.title).strip().casefold()


class Travel(RouteFact):
    """The way between two places, the same in both directions."""

    one = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+", verbose_name=_("van"))
    other = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+", verbose_name=_("naar"))
    minutes = models.PositiveSmallIntegerField(_("minuten enkele reis"), **MINUTES)
    cost = models.DecimalField(
        _("euro per leerling per dag"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1000)],
        help_text=_("Heen en terug. Leeg is: onbekend; niets kosten is 0."),
    )
    mode = models.CharField(_("hoe"), max_length=10, choices=choices(TravelMode))

    class Meta(RouteFact.Meta):
        verbose_name = _("reis tussen plaatsen")
        verbose_name_plural = _("reizen tussen plaatsen")
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(one=models.F("other")),
                name="travel_between_two",
                violation_error_message=_("Kies twee verschillende plaatsen."),
            ),
            # The way back is the same way.
            models.UniqueConstraint(
                "route",
                Least("one", "other"),
                Greatest("one", "other"),
                name="travel_once",
                violation_error_message=_("De reis tussen deze plaatsen staat er al."),
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=600),
                name="travel_minutes",
                violation_error_message=_("Een reis duurt 1 tot en met 600 minuten."),
            ),
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True) | models.Q(cost__gte=0),
                name="travel_cost",
                violation_error_message=_("Een reis kost 0 euro of meer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"

    def clean(self) -> None:
        super().clean()
        if not (self.one_id and self.other_id) or self.one_id == self.other_id:
            return
        ends = {self.one.site_name, self.other.site_name}
        if len(ends) == 1:
            raise ValidationError(_("Deze plaatsen liggen bij elkaar: tussen hen reist niemand."))
        others = Travel.objects.filter(route=self.route).exclude(pk=self.pk).select_related("one", "other")
        if any({row.one.site_name, row.other.site_name} == ends for row in others):
            raise ValidationError(_("De reis tussen deze plaatsen staat er al."))
