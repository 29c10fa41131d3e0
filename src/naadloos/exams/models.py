"""Step 6: what is examined, when, for which diploma, and when it was determined."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route import route_year_label
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.terms import AssessmentKind, ContentSource, CountsFor, Side
from naadloos.exams.determination import models as _determination  # noqa: F401  its tables belong to this app
from naadloos.exams.limits import LoadLimit
from naadloos.organisations.terms import choices
from naadloos.routes.models import RouteFact, SingleFact

__all__ = ["PERIODS", "ROUTE_YEARS", "Assessment", "ExamTerms", "LoadLimit", "Regulation"]

ROUTE_YEARS = [(number, route_year_label(number)) for number in range(1, 7)]
PERIODS = [(number, _("periode %(n)s") % {"n": number}) for number in range(1, 7)]


class ExamTerms(SingleFact):
    irregularities = models.TextField(
        _("wat gebeurt er bij onregelmatigheden?"),
        blank=True,
        help_text=_("Het examenreglement moet dit regelen (WVO 2.60)."),
    )
    mark_rule = models.TextField(
        _("hoe ontstaat het cijfer?"),
        blank=True,
        help_text=_("Het PTA moet zeggen hoe het cijfer van het schoolexamen ontstaat (WVO 2.60a lid 2)."),
    )

    catching_up = models.TextField(
        _("inhalen en herkansen bij ziekte of overmacht"),
        blank=True,
        help_text=_("Het examenreglement moet dit regelen voor het schoolexamen (WVO 2.60 lid 1 onder c)."),
    )
    appeal = models.TextField(
        _("commissie van beroep: wie zitten erin en wat is het adres?"),
        blank=True,
        help_text=_("Dit moet in het examenreglement staan (WVO 2.60 lid 1 onder d). Noem functies, geen leerlingen."),
    )
    provisions = models.TextField(
        _("voorzieningen bij examens"),
        blank=True,
        help_text=_("Bijvoorbeeld: meer tijd, een rustige ruimte. De OER moet ze noemen (WEB 7.4.8 lid 2a)."),
    )
    exemptions = models.TextField(
        _("wanneer geeft de examencommissie mbo vrijstelling?"),
        blank=True,
        help_text=_("De OER moet de gronden noemen (WEB 7.4.8 lid 2a)."),
    )

    class Meta:
        verbose_name = _("algemene regels")
        verbose_name_plural = _("algemene regels")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Assessment(RouteFact):
    title = models.CharField(_("toets of examen"), max_length=200)
    subject = models.CharField(_("vak, module of kerntaak"), max_length=200, blank=True)
    kind = models.CharField(_("soort"), max_length=20, choices=choices(AssessmentKind))
    counts_for = models.CharField(_("telt voor"), max_length=6, choices=choices(CountsFor))
    side = models.CharField(_("wie neemt af"), max_length=6, choices=choices(Side))
    route_year = models.PositiveSmallIntegerField(_("jaar van de route"), choices=ROUTE_YEARS)
    period = models.PositiveSmallIntegerField(_("periode"), choices=PERIODS)
    week = models.PositiveSmallIntegerField(
        _("week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(53)],
        help_text=_("Weeknummer van de kalender. Leeg is: nog niet bekend."),
    )
    weight = models.DecimalField(
        _("weging"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1000)],
    )
    form = models.CharField(_("vorm"), max_length=200, blank=True, help_text=_("Bijvoorbeeld: praktijkopdracht."))
    minutes = models.PositiveIntegerField(
        _("duur in minuten"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
    )
    tools = models.CharField(
        _("hulpmiddelen"), max_length=300, blank=True, help_text=_("Bijvoorbeeld: rekenmachine, woordenboek.")
    )
    committee = models.CharField(
        _("examencommissie"),
        max_length=6,
        choices=choices(Side),
        null=True,
        blank=True,
        help_text=_(
            "De school blijft verantwoordelijk voor het vmbo-examen, de instelling voor het mbo-examen (WVO 2.107f)."
        ),
    )
    retakes = models.PositiveSmallIntegerField(
        _("aantal herkansingen"), null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    retake = models.CharField(_("hoe gaat de herkansing?"), max_length=200, blank=True)
    content = models.TextField(_("inhoud"), blank=True)
    content_source = models.CharField(
        _("herkomst van de stof"),
        max_length=1,
        choices=choices(ContentSource),
        null=True,
        blank=True,
        help_text=_("Bij een schoolexamen moet dit te zien zijn (WVO 2.60a lid 3)."),
    )
    deeltaken = models.ManyToManyField(
        "curriculum.Deeltaak", blank=True, related_name="+", verbose_name=_("toetst deeltaken")
    )
    eindtermen = models.TextField(
        _("toetst eindtermen"),
        blank=True,
        max_length=2000,
        help_text=_("Codes met een komma ertussen. Alleen nodig als u niet de hele deeltaak toetst."),
    )
    werkprocessen = models.ManyToManyField(
        "curriculum.Werkproces", blank=True, related_name="+", verbose_name=_("toetst werkprocessen")
    )
    kerntaken = models.ManyToManyField(
        "curriculum.Kerntaak", blank=True, related_name="+", verbose_name=_("toetst hele kerntaken")
    )
    generic = models.ManyToManyField(
        "curriculum.GenericPart", blank=True, related_name="+", verbose_name=_("toetst generieke onderdelen")
    )
    keuzedelen = models.ManyToManyField(
        "programme.Keuzedeel", blank=True, related_name="+", verbose_name=_("toetst keuzedelen")
    )
    variants = models.ManyToManyField(
        "programme.Variant",
        blank=True,
        related_name="+",
        verbose_name=_("wie doet mee"),
        help_text=_("Geen keuze is: voor iedereen."),
    )

    class Meta(RouteFact.Meta):
        verbose_name = _("toets of examen")
        verbose_name_plural = _("toetsen en examens")
        ordering = ["route_year", "period", "pk"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(week__isnull=True) | models.Q(week__gte=1, week__lte=53),
                name="assessment_week",
                violation_error_message=_("Een weeknummer ligt tussen 1 en 53."),
            ),
            models.CheckConstraint(
                condition=models.Q(retakes__isnull=True) | models.Q(retakes__lte=10),
                name="assessment_retakes",
                violation_error_message=_("Er zijn hoogstens 10 herkansingen."),
            ),
            # Each side answers for its own exam during the whole route: WVO 2.107f lid 1, WEB 9.1.7.
            models.CheckConstraint(
                condition=models.Q(committee__isnull=True)
                | (models.Q(counts_for="vmbo") & ~models.Q(committee="mbo"))
                | (models.Q(counts_for="mbo") & ~models.Q(committee="vmbo"))
                | models.Q(counts_for="beide", committee="samen"),
                name="assessment_committee_of_its_diploma",
                violation_error_message=_(
                    "Deze examencommissie gaat niet over dit diploma. De school is verantwoordelijk voor het "
                    "vmbo-examen, de instelling voor het mbo-examen; telt een toets voor beide, dan zijn zij het samen."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Regulation(RouteFact):
    """The determination of PTA and OER for one school year."""

    school_year = models.PositiveSmallIntegerField(
        _("schooljaar dat begint in"), validators=[MinValueValidator(2020), MaxValueValidator(2060)]
    )
    committee_vmbo_on = models.DateField(_("examencommissie vmbo akkoord op"), null=True, blank=True)
    committee_mbo_on = models.DateField(_("examencommissie mbo akkoord op"), null=True, blank=True)
    mr_consent_on = models.DateField(_("instemming MR op"), null=True, blank=True)
    fixed_on = models.DateField(_("PTA vastgesteld op"), null=True, blank=True)
    sent_on = models.DateField(_("verstuurd aan leerlingen en inspectie op"), null=True, blank=True)
    oer_fixed_on = models.DateField(_("OER vastgesteld op"), null=True, blank=True)

    class Meta(RouteFact.Meta):
        verbose_name = _("vaststelling per schooljaar")
        verbose_name_plural = _("vaststelling per schooljaar")
        ordering = ["school_year"]
        constraints = [
            *RouteFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["route", "school_year"],
                name="regulation_once",
                violation_error_message=_("Dit schooljaar staat er al."),
            ),
        ]

    def __str__(self) -> str:
        return school_year_text(self.school_year)
