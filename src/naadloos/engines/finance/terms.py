"""The closed lists of the finance engine."""

from naadloos.engines.route.terms import CostKind as CostKind
from naadloos.engines.route.terms import FigureStatus as FigureStatus
from naadloos.engines.route.terms import OverheadBase as OverheadBase
from naadloos.engines.route.terms import Term, gettext_noop


class Per(Term):
    """For what time one value of a parameter holds."""

    CALENDAR_YEAR = "kalenderjaar", gettext_noop("per kalenderjaar")
    SCHOOL_YEAR = "schooljaar", gettext_noop("per schooljaar")
    ALWAYS = "vast", gettext_noop("tot het wordt gewijzigd")


class Unit(Term):
    """What a number counts."""

    EURO = "euro", gettext_noop("euro")
    PUPILS = "leerlingen", gettext_noop("leerlingen of studenten")
    GROUPS = "groepen", gettext_noop("groepen")
    HOURS = "klokuren", gettext_noop("klokuren")
    FTE = "fte", gettext_noop("fte")
    POINTS = "punten", gettext_noop("bekostigingspunten")
    EURO_PER_POINT = "euro per punt", gettext_noop("euro per bekostigingspunt")
    SHARE = "deel", gettext_noop("deel van 1")
    FACTOR = "factor", gettext_noop("factor")
    NUMBER = "aantal", gettext_noop("aantal")


class Budget(Term):
    """The three national budgets of UWEB 2.1.3."""

    ENTREE = "entree", gettext_noop("entree")
    LEVEL_2 = "niveau2", gettext_noop("niveau 2")
    LEVELS_3_4 = "niveau34", gettext_noop("niveau 3 en 4")

    @classmethod
    def of_level(cls, level: int) -> "Budget":
        return {1: cls.ENTREE, 2: cls.LEVEL_2}.get(level, cls.LEVELS_3_4)


class Settlement(Term):
    """How an item that one partner executes and another owns is settled."""

    COST = "S1", gettext_noop("kosten van het werk in de fase van de ander")
    PER_PUPIL = "S2", gettext_noop("vast bedrag per leerling")
    POOL = "S3", gettext_noop("kosten in een pot met een verdeelsleutel")
    IN_KIND = "S4", gettext_noop("uren ruilen, alleen het verschil buiten de bandbreedte betalen")
    LUMP = "vast", gettext_noop("vast bedrag per jaar")
    OWN = "eigen", gettext_noop("ieder draagt de eigen kosten")
    OPEN = "open", gettext_noop("nog niet afgesproken")


class View(Term):
    """Integral: everything. Marginal: only what would not be there without the route."""

    INTEGRAL = "integraal", gettext_noop("integraal")
    MARGINAL = "marginaal", gettext_noop("marginaal")


class Basis(Term):
    """When money counts: in the calendar year in which it is paid, or in the school year that earns it."""

    CASH = "kas", gettext_noop("kas (kalenderjaar)")
    ACCRUAL = "toegerekend", gettext_noop("toegerekend (schooljaar)")


class Section(Term):
    """What a line is."""

    VO = "vo", gettext_noop("bekostiging vo")
    LWOO = "lwoo", gettext_noop("lwoo")
    SITE = "vestiging", gettext_noop("bedrag voor de vestiging")
    MBO = "mbo", gettext_noop("bekostiging mbo: studenten")
    DIPLOMA = "diploma", gettext_noop("bekostiging mbo: diploma's")
    COURSE_FEE = "cursusgeld", gettext_noop("cursusgeld")
    COURSE_FEE_WITHHELD = "cursusgeld_ingehouden", gettext_noop("ingehouden cursusgeld")
    SUBSIDY = "subsidie", gettext_noop("subsidie")
    COST = "kosten", gettext_noop("kosten")
    SETTLEMENT = "verrekening", gettext_noop("verrekening")
    # For information: not part of a result.
    OVERLAP = "najaar", gettext_noop("najaar: vo-geld voor wie al op het mbo zit")
    LEAVERS = "vertrek", gettext_noop("vertrek in het jaar")
    OWN_SHARE = "eigen_bijdrage", gettext_noop("eigen bijdrage bij een subsidie")

    @property
    def is_revenue(self) -> bool:
        """Public funding and cursusgeld; a subsidy always ends and stays apart."""
        return self in _REVENUE

    @property
    def counts(self) -> bool:
        """Is it part of a result?"""
        return self not in (Section.OVERLAP, Section.LEAVERS, Section.OWN_SHARE)


_REVENUE = frozenset(
    {Section.VO, Section.LWOO, Section.SITE, Section.MBO, Section.DIPLOMA, Section.COURSE_FEE}
    | {Section.COURSE_FEE_WITHHELD}
)


class Total(Term):
    """The sums of one partner, or of all together, in one year."""

    REVENUE = "bekostiging", gettext_noop("bekostiging")
    SUBSIDIES = "subsidies", gettext_noop("subsidies")
    COSTS = "kosten", gettext_noop("directe kosten")
    OVERHEAD = "overhead", gettext_noop("overhead")
    SETTLEMENT = "verrekening", gettext_noop("verrekening")
    RESULT = "resultaat", gettext_noop("resultaat")
    CUMULATIVE = "cumulatief", gettext_noop("resultaat tot en met dit jaar")
    ADVANCE = "voorfinanciering", gettext_noop("voor te financieren")
    CARRIED = "gedragen", gettext_noop("gedragen deel van de voorfinanciering")
    EXIT = "uitstap", gettext_noop("kosten als de route geen nieuwe groepen meer begint")


class Distribution(Term):
    """How a figure varies in draws."""

    BETA = "beta", gettext_noop("bètaverdeling, uit wat er geteld is")
    PERT = "pert", gettext_noop("PERT-verdeling tussen laag en hoog")


class Verdict(Term):
    """How a check works out."""

    PASS = "voldoet", gettext_noop("voldoet")
    FAIL = "voldoet niet", gettext_noop("voldoet niet")
    UNKNOWN = "onbekend", gettext_noop("onbekend")


class CheckName(Term):
    """What is checked of every outcome."""

    SETTLEMENTS = "verrekeningen", gettext_noop("Alle verrekeningen tellen op tot nul")
    PARTNERS = "partners", gettext_noop("De partners tellen op tot het geheel")
    PHASES = "fasen", gettext_noop("Niemand telt op één teldatum in twee fasen")
    DOUBLING = "verdubbelen", gettext_noop("Twee keer zoveel leerlingen verdubbelt alleen wat per leerling gaat")
    SHIFT = "verschuiven", gettext_noop("Een jaar later beginnen schuift de bekostiging een jaar op")
    CENTS = "centen", gettext_noop("Elke regel is afgerond op hele centen")
    MISSING = "leeg", gettext_noop("Wat leeg is maakt onbekend en telt nooit als nul")
    RECONCILED = "aansluiting", gettext_noop("Het verwachte aantal sluit aan op het bekostigde aantal")
