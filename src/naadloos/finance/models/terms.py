"""What partners choose once for the whole route."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from naadloos.engines.route.terms import OverheadBase, SettlementKind, YesNoUnknown
from naadloos.finance.models.fields import NUMBER, PERCENT, PUPILS, within
from naadloos.organisations.terms import choices
from naadloos.routes.models import SingleFact


class FinanceTerms(SingleFact):
    principles = models.TextField(
        _("uitgangspunten"),
        blank=True,
        help_text=_("Bijvoorbeeld: geld volgt de fase; ieder draagt zijn eigen voorbereiding."),
    )
    funding_handed_over = models.CharField(
        _("wordt een deel van de bekostiging overgedragen?"),
        max_length=8,
        choices=choices(YesNoUnknown),
        default=YesNoUnknown.UNKNOWN,
        help_text=_("Zo ja, dan horen bedrag en doel in de overeenkomst (WVO 2.107b lid 2 onder e)."),
    )
    funding_purpose = models.TextField(_("bedrag en doel van de overdracht"), blank=True)

    class Meta:
        verbose_name = _("uitgangspunten")
        verbose_name_plural = _("uitgangspunten")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class CalculationTerms(SingleFact):
    class_size = models.PositiveIntegerField(
        _("grootste groep"), **PUPILS, help_text=_("Zoveel leerlingen passen in een groep; daarboven komt er een bij.")
    )
    fixed_groups = models.DecimalField(
        _("vast aantal groepen per jaar"),
        **NUMBER,
        help_text=_(
            "Alleen invullen als het niet van het aantal leerlingen afhangt, zoals een deel van een klas: 0,5."
        ),
    )
    surcharge = models.DecimalField(
        _("opslag op loonkosten in procenten"),
        **{
            **PERCENT,
            "validators": [
                MinValueValidator(0, _("Een percentage kan niet onder nul zijn.")),
                MaxValueValidator(5, _("Hoogstens 5 procent: bij meer is uitlenen van personeel niet vrij van btw.")),
            ],
        },
        help_text=_("Hoogstens 5; leeg is geen opslag."),
    )
    corridor = models.DecimalField(
        _("verschil in klokuren dat niet wordt betaald"),
        **NUMBER,
        help_text=_("Alleen bij uren ruilen; leeg is niets."),
    )
    autumn_share = models.DecimalField(
        _("deel van het vo-geld van augustus tot en met december voor het mbo, in procenten"),
        **PERCENT,
        help_text=_("In het jaar waarin leerlingen naar de mbo-fase gaan; leeg is niets."),
    )
    pool = models.BooleanField(
        _("al het geld in een pot"), default=False, help_text=_("Het resultaat wordt verdeeld naar de sleutel.")
    )
    share_advance = models.BooleanField(
        _("voorfinanciering dragen naar de sleutel"),
        default=False,
        help_text=_("Anders draagt ieder wat het zelf voorschiet."),
    )
    overhead_base = models.CharField(
        _("overhead is een deel van"), max_length=10, choices=choices(OverheadBase), default=OverheadBase.REVENUE
    )
    price_year = models.PositiveSmallIntegerField(
        _("prijspeil"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2020), MaxValueValidator(2060)],
        help_text=_("Jaren waarvoor nog geen bedrag bekend is, nemen dat van dit jaar. Leeg: die jaren zijn onbekend."),
    )
    price_index = models.DecimalField(
        _("prijsstijging per jaar in procenten"), **PERCENT, help_text=_("Na het prijspeil; leeg is geen stijging.")
    )
    lessons_from_plan = models.BooleanField(
        _("lessen volgen uit het programma"),
        default=False,
        help_text=_(
            "Uit het vastgestelde programma of, zolang dat er niet is, het bord. Zet dan geen lessen bij de kosten."
        ),
    )
    lessons_settlement = models.CharField(
        _("verrekening van lessen voor de ander"),
        max_length=10,
        choices=choices(SettlementKind),
        default=SettlementKind.OPEN,
    )
    joint_vmbo = models.DecimalField(
        _("deel van de gezamenlijke uren dat het vmbo geeft, in procenten"),
        **PERCENT,
        help_text=_("Staan beide docenten tegelijk voor de groep? Dan is dit 100, en het deel van het mbo ook."),
    )
    joint_mbo = models.DecimalField(_("deel van de gezamenlijke uren dat het mbo geeft, in procenten"), **PERCENT)

    class Meta:
        constraints = [
            within("finance_percents", 100, "surcharge", "autumn_share", "price_index", "joint_vmbo", "joint_mbo"),
            within("finance_surcharge", 5, "surcharge"),
            within("finance_numbers", 10_000, "fixed_groups", "corridor"),
        ]
        verbose_name = _("keuzes voor de berekening")
        verbose_name_plural = _("keuzes voor de berekening")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
