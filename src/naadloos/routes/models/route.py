"""The route: what it is, who takes part, for whom and leading to what."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naadloos.engines import law
from naadloos.engines.route.terms import (
    HoursNorm,
    Leertraject,
    Leerweg,
    PartnerSide,
    RouteType,
    YesNoUnknown,
)
from naadloos.organisations.base import Versioned
from naadloos.organisations.models import Organisation, User
from naadloos.organisations.terms import choices
from naadloos.routes.models.base import RouteFact

# The oldest law that was read is of 1 January 2026, in the law year 2025-2026; the newest is that of the route file.
FIRST_LAW_YEAR, LAST_LAW_YEAR = 2025, 2060


def present_law_year() -> int:
    """The law year that a new route begins with."""
    return law.law_year_of(timezone.localdate())


class Route(Versioned):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=200, help_text=_("Zo heet de route voor leerlingen en ouders."))
    type = models.CharField(_("soort route"), max_length=3, choices=choices(RouteType), default=RouteType.DLR)
    years = models.PositiveSmallIntegerField(
        _("duur in jaren"),
        default=4,
        validators=[MinValueValidator(2), MaxValueValidator(6)],
        help_text=_("Hele route, vanaf leerjaar 3 van het vmbo."),
    )
    vertical_school = models.BooleanField(
        _("verticale scholengemeenschap"),
        default=False,
        help_text=_(
            "Kruis aan als vmbo en mbo samen één verticale scholengemeenschap zijn. "
            "Dan komt er een eigen regeling in plaats van een overeenkomst."
        ),
    )
    location = models.CharField(
        _("plaats van uitvoering"),
        max_length=200,
        blank=True,
        help_text=_("Het gebouw van de school of van de instelling waar de route wordt gegeven."),
    )
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    # The route this one was copied from; facts keep their keys, so that one can follow them back.
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, editable=False, related_name="copies")
    # The edition of the curriculum that the route was built on (``editions``); None = onbekend.
    edition_at = models.DateTimeField(_("uitgave van het curriculum"), null=True, editable=False)
    edition_sources = models.JSONField(null=True, editable=False)
    edition_import = models.ForeignKey(
        "curriculum.CatalogueImport", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # By which law the route is judged (``law_actions.adopt_law_year``): 2026 = 1 August 2026 to 31 July 2027.
    law_year = models.PositiveSmallIntegerField(_("wetsjaar"), default=present_law_year, editable=False)
    # Derived from the data on every write, kept for pages that show many routes: {"1": "bezig", ...}.
    statuses = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(years__gte=2, years__lte=6),
                name="route_years_range",
                violation_error_message=_("Een route duurt 2 tot en met 6 jaar."),
            ),
            models.CheckConstraint(
                condition=models.Q(law_year__gte=FIRST_LAW_YEAR, law_year__lte=LAST_LAW_YEAR),
                name="route_law_year_range",
                violation_error_message=_("Dit wetsjaar is niet bekend."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoutePartner(RouteFact):
    """An organisation that takes part, once it has said yes."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships", verbose_name=_("organisatie")
    )
    side = models.CharField(_("kant"), max_length=6, choices=choices(PartnerSide))
    accepted_at = models.DateTimeField(_("doet mee sinds"), null=True, blank=True, editable=False)
    left_on = models.DateField(_("doet niet meer mee sinds"), null=True, blank=True, editable=False)
    invitation = models.ForeignKey(
        "organisations.Invitation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "organisation", "side"],
                name="route_partner_once",
                violation_error_message=_("Deze organisatie doet al mee aan deze route."),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    # The portable document holds the organisation's facts with the partner.
    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def kind(self) -> str:
        return self.organisation.kind

    @property
    def brin(self) -> str:
        return self.organisation.brin

    @property
    def bevoegd_gezag_number(self) -> str:
        return self.organisation.bevoegd_gezag_number

    @property
    def rio_provider_id(self) -> str:
        return self.organisation.rio_provider_id

    @property
    def rio_location_id(self) -> str:
        return self.organisation.rio_location_id

    @property
    def place(self) -> str:
        return self.organisation.place


class RouteMember(models.Model):
    """The role of a person in a route, on behalf of one partner."""

    class Role(models.TextChoices):
        LEADER = "projectleider", _("projectleider")
        TEACHER = "docent", _("docent of lid van het ontwikkelteam")
        EXAMS = "examensecretaris", _("examensecretaris of examencommissie")
        BOARD = "bestuurder", _("bestuurder (bevoegd gezag)")
        CONTROLLER = "controller", _("controller")
        QUALITY = "kwaliteitszorg", _("kwaliteitszorg")
        VOICE = "medezeggenschap", _("MR of studentenraad")
        READER = "lezer", _("alleen lezen")

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="route_roles", verbose_name=_("persoon"))
    partner = models.ForeignKey(
        RoutePartner, on_delete=models.CASCADE, related_name="members", verbose_name=_("namens")
    )
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("rol in de route")
        verbose_name_plural = _("rollen in de route")
        ordering = ["partner_id", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "user", "partner", "role"],
                name="route_role_once",
                violation_error_message=_("Deze persoon heeft deze rol al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class RouteProfile(RouteFact):
    profile = models.ForeignKey(
        "curriculum.VmboProfile", on_delete=models.PROTECT, related_name="+", verbose_name=_("vmbo-profiel")
    )
    leerweg = models.CharField(_("leerweg"), max_length=2, choices=choices(Leerweg))
    offered_by = models.ForeignKey(
        RoutePartner,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gegeven door"),
        help_text=_("De school die dit profiel zelf verzorgt."),
    )
    work_learning = models.CharField(
        _("leer-werktraject"),
        max_length=8,
        choices=choices(YesNoUnknown),
        default=YesNoUnknown.UNKNOWN,
        help_text=_("Alleen in de basisberoepsgerichte leerweg. Dan gelden er extra regels (WVO 2.103)."),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("vmbo-profiel in de route")
        verbose_name_plural = _("vmbo-profielen in de route")
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "profile", "leerweg"],
                name="route_profile_once",
                violation_error_message=_("Dit profiel staat met deze leerweg al in de route."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} ({self.leerweg})"


class RouteQualification(RouteFact):
    qualification = models.ForeignKey(
        "curriculum.Qualification",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("mbo-opleiding"),
    )
    leertraject = models.CharField(
        _("leertraject"), max_length=3, choices=choices(Leertraject), default=Leertraject.BOL
    )
    study_years = models.PositiveSmallIntegerField(
        _("studieduur van de opleiding in jaren"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text=_("Zonder route, volgens het kwalificatiedossier. Hiervan hangt af hoe lang de route mag duren."),
    )
    related = models.CharField(
        _("verwant aan het profiel"),
        max_length=8,
        choices=choices(YesNoUnknown),
        default=YesNoUnknown.UNKNOWN,
        help_text=_("De wet vraagt een verwant opleidingsdomein of een verwante kwalificatie (WVO 2.107a lid 3)."),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("mbo-opleiding in de route")
        verbose_name_plural = _("mbo-opleidingen in de route")
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "qualification", "leertraject"],
                name="route_qualification_once",
                violation_error_message=_("Deze opleiding staat al in de route."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.qualification} ({self.leertraject})"

    @property
    def crebo(self) -> str:
        return str(self.qualification.crebo)

    @property
    def name(self) -> str:
        return str(self.qualification.name)

    @property
    def level(self) -> int:
        return int(self.qualification.level)


class Cohort(RouteFact):
    start_year = models.PositiveSmallIntegerField(
        _("startjaar"),
        validators=[MinValueValidator(2020), MaxValueValidator(2060)],
        help_text=_("Het jaar van de eerste schooldag in leerjaar 3, bijvoorbeeld 2027."),
    )
    hours_norm = models.CharField(
        _("urennorm"),
        max_length=6,
        choices=choices(HoursNorm),
        null=True,
        blank=True,
        help_text=_("Laat leeg als er geen keuze is gemaakt: vanaf 1 augustus 2026 geldt de nieuwe norm."),
    )
    norm_decided_on = models.DateField(_("besluit over de norm op"), null=True, blank=True)
    norm_decided_by = models.CharField(_("besluit genomen door"), max_length=200, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("groep (cohort)")
        verbose_name_plural = _("groepen (cohorten)")
        ordering = ["start_year"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "start_year"],
                name="cohort_once",
                violation_error_message=_("Er is al een groep met dit startjaar."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.start_year)


class NotApplicable(RouteFact):
    """A piece of evidence that does not apply to this route, with the reason."""

    step = models.PositiveSmallIntegerField(_("stap"))
    item = models.CharField(max_length=60)
    reason = models.TextField(_("reden"), max_length=2000)

    class Meta(RouteFact.Meta):
        verbose_name = _("niet van toepassing")
        verbose_name_plural = _("niet van toepassing")
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(fields=["route", "step", "item"], name="not_applicable_once"),
        ]

    def __str__(self) -> str:
        return self.reason[:60]
