"""Bpv: places per period, roles of companies, and who goes where.

Places and roles belong to the route and travel in its file. Pupils, matches, visits and signals do not: they are about
people. A pupil is a key that means nothing outside the school, never a name.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naadloos.engines.cohort.intake import key_problem, personal_in
from naadloos.engines.cohort.intake.personal import cell_text
from naadloos.engines.route import route_year_label
from naadloos.engines.route.terms import CompanyRoleKind, Level
from naadloos.organisations.base import Versioned
from naadloos.organisations.terms import choices
from naadloos.routes.models import RouteFact

_ROUTE_YEARS = [(number, route_year_label(number)) for number in range(1, 7)]
_PERIODS = [(number, _("periode %(n)s") % {"n": number}) for number in range(1, 7)]
_COMPANY = "execution.PracticePlace"
MOST_SEATS = 200


def check_pupil_key(value: str) -> None:
    """Refuses what looks like a name, a number of a person or a date of birth. Raises ValidationError."""
    if (said := key_problem(value)) is not None:
        raise ValidationError(said.filled(gettext, str))


def check_no_person(value: str) -> None:
    """Refuses a text with a name, a number of a person, an e-mail address or a telephone number in it."""
    if (found := personal_in(value, prose=True)) is not None:
        raise ValidationError(cell_text(found).filled(gettext, str))


def _route_year() -> "models.PositiveSmallIntegerField[Any, Any]":
    return models.PositiveSmallIntegerField(_("jaar van de route"), choices=_ROUTE_YEARS)


def _period() -> "models.PositiveSmallIntegerField[Any, Any]":
    return models.PositiveSmallIntegerField(_("periode"), choices=_PERIODS)


def _company(related_name: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(_COMPANY, on_delete=models.RESTRICT, related_name=related_name, verbose_name=_("bedrijf"))


def moment_label(route_year: int, period: int) -> str:
    """When, in words: "mbo-jaar 1, periode 2"."""
    return f"{route_year_label(route_year)}, {gettext('periode %(n)s') % {'n': period}}"


class PeriodPlaces(RouteFact):
    """How many pupils a company can have in a period of the route; it holds for each group that comes by."""

    company = _company("period_places")
    route_year = _route_year()
    period = _period()
    places = models.PositiveSmallIntegerField(_("aantal plekken"), validators=[MaxValueValidator(1000)])

    class Meta(RouteFact.Meta):
        verbose_name = _("plekken in een periode")
        verbose_name_plural = _("plekken per periode")
        ordering = ["route_year", "period", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["company", "route_year", "period"],
                name="execution_places_once",
                violation_error_message=_("Van dit bedrijf is voor deze periode al een aantal ingevuld."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}, {moment_label(self.route_year, self.period)}"


class CompanyRole(RouteFact):
    """What a company does in the programme or the exams (benefit 2)."""

    company = _company("roles")
    role = models.CharField(_("rol"), max_length=12, choices=choices(CompanyRoleKind))
    unit = models.ForeignKey(
        "programme.Unit",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("onderdeel van het programma"),
    )
    about = models.CharField(_("gaat over"), max_length=300, blank=True)
    spoken_on = models.DateField(_("laatst gesproken op"), null=True, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("rol van een bedrijf")
        verbose_name_plural = _("rollen van bedrijven")

    def __str__(self) -> str:
        return f"{self.company}: {self.get_role_display()}"


class BpvPupil(Versioned):
    """A pupil who needs places, by a key without meaning; with as little as a matching needs."""

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="bpv_pupils")
    cohort = models.ForeignKey("routes.Cohort", on_delete=models.RESTRICT, related_name="+", verbose_name=_("groep"))
    pupil = models.CharField(
        _("sleutel"),
        max_length=64,
        validators=[check_pupil_key],
        help_text=_("Een sleutel die buiten uw school niets betekent, zoals LL-2027-001. Nooit een naam."),
    )
    crebo = models.CharField(
        _("crebo"), max_length=5, validators=[RegexValidator(r"^[0-9]{5}$", _("Een crebo heeft vijf cijfers."))]
    )
    area = models.CharField(
        _("gebied"),
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^([0-9]{4}|[^0-9]+)$", _("Vul vier cijfers van de postcode in, of een plaats."))],
        help_text=_("De vier cijfers van de postcode, of de plaats. Nooit een adres."),
    )
    longest_km = models.PositiveSmallIntegerField(
        _("hoogstens zoveel kilometer"), null=True, blank=True, validators=[MaxValueValidator(300)]
    )
    kinds = models.CharField(
        _("wens: soort bedrijf"),
        max_length=200,
        blank=True,
        validators=[check_no_person],
        help_text=_("Met een komma ertussen."),
    )
    companies = models.ManyToManyField(
        "execution.PracticePlace", blank=True, related_name="+", verbose_name=_("wens: bedrijf")
    )

    class Meta:
        verbose_name = _("leerling voor de bpv")
        verbose_name_plural = _("leerlingen voor de bpv")
        ordering = ["cohort__start_year", "pupil"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "pupil"],
                name="bpv_pupil_once",
                violation_error_message=_("Deze sleutel is er al."),
            )
        ]

    def __str__(self) -> str:
        return self.pupil


class BpvMatch(Versioned):
    """A pupil, or a group without keys, at a company in a period, and how far the praktijkovereenkomst is.

    The dates are who signed when (WEB 7.2.9: institution, student and company).
    """

    class Stand(models.TextChoices):
        NOT_YET = "nog niet", _("nog niet verstuurd")
        SENT = "verstuurd", _("verstuurd, nog niemand tekende")
        PARTLY = "deels", _("nog niet door iedereen getekend")
        SIGNED = "getekend", _("getekend door instelling, student en bedrijf")

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="bpv_matches")
    cohort = models.ForeignKey("routes.Cohort", on_delete=models.RESTRICT, related_name="+", verbose_name=_("groep"))
    company = _company("matches")
    route_year = _route_year()
    period = _period()
    crebo = models.CharField(
        _("crebo"), max_length=5, validators=[RegexValidator(r"^[0-9]{5}$", _("Een crebo heeft vijf cijfers."))]
    )
    pupil = models.ForeignKey(
        BpvPupil, on_delete=models.RESTRICT, null=True, blank=True, related_name="matches", verbose_name=_("leerling")
    )
    group = models.CharField(
        _("groep zonder sleutels"),
        max_length=80,
        blank=True,
        validators=[check_no_person],
        help_text=_("Bijvoorbeeld: klas 3A. Geen namen."),
    )
    seats = models.PositiveSmallIntegerField(
        _("aantal leerlingen"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    begins_on = models.DateField(_("begint op"), null=True, blank=True)
    ends_on = models.DateField(_("eindigt op"), null=True, blank=True)
    sent_on = models.DateField(_("praktijkovereenkomst verstuurd op"), null=True, blank=True)
    school_on = models.DateField(_("getekend door de instelling op"), null=True, blank=True)
    student_on = models.DateField(_("getekend door de student op"), null=True, blank=True)
    company_on = models.DateField(_("getekend door het bedrijf op"), null=True, blank=True)

    class Meta:
        verbose_name = _("koppeling")
        verbose_name_plural = _("koppelingen")
        ordering = ["cohort__start_year", "route_year", "period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "route_year", "period"],
                condition=models.Q(pupil__isnull=False),
                name="bpv_match_once",
                violation_error_message=_("Deze leerling heeft in deze periode al een plek."),
            ),
            models.CheckConstraint(
                condition=models.Q(pupil__isnull=False, group="", seats=1)
                | models.Q(pupil__isnull=True) & ~models.Q(group=""),
                name="bpv_match_of_somebody",
                violation_error_message=_("Een koppeling is van één leerling of van een groep."),
            ),
            models.CheckConstraint(
                condition=models.Q(begins_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(begins_on__lte=models.F("ends_on")),
                name="bpv_match_days_in_order",
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="bpv_match_has_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.company}, {moment_label(self.route_year, self.period)}"

    @property
    def who(self) -> str:
        return str(self.pupil) if self.pupil is not None else self.group

    @property
    def moment(self) -> str:
        return moment_label(self.route_year, self.period)

    @property
    def stand(self) -> "BpvMatch.Stand":
        signed = (self.school_on, self.student_on, self.company_on)
        if all(signed):
            return self.Stand.SIGNED
        if any(signed):
            return self.Stand.PARTLY
        return self.Stand.SENT if self.sent_on else self.Stand.NOT_YET


class Visit(Versioned):
    """Somebody of the route was at a company."""

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="bpv_visits")
    company = _company("visits")
    match = models.ForeignKey(
        BpvMatch, on_delete=models.SET_NULL, null=True, blank=True, related_name="visits", verbose_name=_("koppeling")
    )
    on = models.DateField(_("datum"))
    by = models.CharField(_("door"), max_length=120, help_text=_("Wie van school of instelling er was."))
    what = models.CharField(
        _("wat is besproken"),
        max_length=300,
        blank=True,
        validators=[check_no_person],
        help_text=_("Kort. Zet hier geen naam van een leerling."),
    )
    follow_up_on = models.DateField(_("vervolg op"), null=True, blank=True)
    followed_on = models.DateField(_("vervolg gedaan op"), null=True, blank=True)

    class Meta:
        verbose_name = _("bezoek")
        verbose_name_plural = _("bezoeken")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(follow_up_on__isnull=True) | models.Q(follow_up_on__gte=models.F("on")),
                name="bpv_visit_days_in_order",
                violation_error_message=_("Het vervolg ligt voor het bezoek."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.company}, {self.on:%d-%m-%Y}"


class Signal(Versioned):
    """Something at a company that needs attention."""

    route = models.ForeignKey("routes.Route", on_delete=models.CASCADE, related_name="bpv_signals")
    company = _company("signals")
    on = models.DateField(_("datum"))
    about = models.CharField(
        _("signaal"),
        max_length=300,
        validators=[check_no_person],
        help_text=_("Kort. Zet hier geen naam van een leerling."),
    )
    seriousness = models.CharField(_("ernst"), max_length=6, choices=choices(Level), default=Level.MIDDLE)
    closed_on = models.DateField(_("afgesloten op"), null=True, blank=True)

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("on")),
                name="bpv_signal_days_in_order",
                violation_error_message=_("Een signaal kan niet worden afgesloten voor het er was."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.company}, {self.on:%d-%m-%Y}"


class BpvSettings(Versioned):
    """How far pupils travel, and where postcode areas and places lie: {"1234": [lat, lon]}."""

    route = models.OneToOneField("routes.Route", on_delete=models.CASCADE, related_name="bpv_settings")
    longest_km = models.PositiveSmallIntegerField(
        _("hoogstens zoveel kilometer reizen"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(300)],
        help_text=_("Hemelsbreed, één kant op. Leeg is: geen grens."),
    )
    positions = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("reizen naar de bpv")
        verbose_name_plural = _("reizen naar de bpv")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
