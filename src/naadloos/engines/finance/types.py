"""What goes in: one route with its partners, pupils, cost items, subsidies and choices.

Every figure is a ``Given``: its value with where it comes from and who entered it. No value means unknown.
School years and cohorts are named after the year in which they start; route year 1 is the first one. Shares are parts
of 1.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naadloos.engines.finance.terms import CostKind, FigureStatus, OverheadBase, Settlement, View
from naadloos.engines.route.terms import Leertraject, Leerweg, PartnerSide, Phase, RouteType


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that somebody entered. ``low`` and ``high``: for scenarios; ``observed``: so many of so many."""

    value: Decimal | None = None
    source: str = ""
    entered_by: str = ""
    status: FigureStatus = FigureStatus.ESTIMATE
    low: Decimal | None = None
    high: Decimal | None = None
    observed: tuple[int, int] | None = None


def given(value: Decimal | int | str, source: str = "", entered_by: str = "") -> Given:
    return Given(Decimal(value), source, entered_by)


UNKNOWN = Given(None, status=FigureStatus.EMPTY)
NONE = Given(Decimal(0), status=FigureStatus.CONFIRMED)
ALL = Given(Decimal(1), status=FigureStatus.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation. ``overhead_*``: share of the chosen base; ``key``: its share in a pool (S3)."""

    id: str
    name: str
    side: PartnerSide
    key: Decimal | None = None
    overhead_integral: Given = UNKNOWN
    overhead_marginal: Given = UNKNOWN


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A value of a register parameter that one partner gives; it holds for that partner alone.

    ``of`` names what it is of, where the parameter asks for that: a budget, a crebo, a kind of staff.
    """

    partner: str
    key: str
    figure: Given
    valid_from: date
    valid_to: date | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A realised count on 1 October of one route year; it replaces the forecast.

    ``in_other_phase``: how many of them stood in the other phase as well on that day; there may be none.
    """

    route_year: int
    pupils: Given
    in_other_phase: int = 0


@dataclass(frozen=True, slots=True)
class Diploma:
    """A diploma that pupils get in a route year. ``success``: share of those counted on 1 October of that year.

    ``month``: of the calendar year in which that school year lies then: 8-12 its first, 1-7 its second.
    ``earlier``: level of the highest earlier obtained diploma that counts (see ``earlier_level``); None is none.
    ``realised``: how many really got it; replaces the expectation.
    """

    level: int
    route_year: int
    month: int = 7
    success: Given = UNKNOWN
    earlier: int | None = None
    specialist: bool = False
    realised: Given | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """Pupils of one cohort who follow the same leerweg and opleiding.

    ``intake``: by route year, the first is the start. ``stays``: share that goes on from each route year to the next.
    ``lwoo``: share of the pupils in the vo-fase; ``adults``: share of 18 or older on 1 August, for cursusgeld (bbl).
    ``leavers``: share that leaves between 1 October and 1 February. ``extra``: share that would not be here without the
    route, for the marginal view.
    """

    id: str
    title: str
    leerweg: Leerweg
    level: int
    crebo: str
    vo_partner: str
    mbo_partner: str
    intake: tuple[Given, ...]
    stays: tuple[Given, ...]
    leertraject: Leertraject = Leertraject.BOL
    vo_years: int = 2
    mbo_years: int = 2
    first_leerjaar: int = 3
    diplomas: tuple[Diploma, ...] = ()
    counted: tuple[Counted, ...] = ()
    lwoo: Given = NONE
    adults: Given = UNKNOWN
    leavers: Given = UNKNOWN
    extra: Given = ALL

    @property
    def years(self) -> int:
        return self.vo_years + self.mbo_years

    def phase(self, route_year: int) -> Phase:
        return Phase.VO if route_year <= self.vo_years else Phase.MBO


@dataclass(frozen=True, slots=True)
class Cohort:
    """``start_year``: the year in which the first school year of the route starts."""

    id: str
    start_year: int
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Share:
    partner: str
    share: Decimal


@dataclass(frozen=True, slots=True)
class Settled:
    """A part of an item, and how it is settled. ``per_pupil``: the agreed amount of S2, per year.

    ``per_year``: the agreed amount of a lump sum, per school year, and per cohort when the item is.
    """

    how: Settlement
    share: Decimal = Decimal(1)
    per_pupil: Given = UNKNOWN
    per_year: Given = UNKNOWN


@dataclass(frozen=True, slots=True)
class CostItem:
    """One cost, per school year. Which figures are read depends on the kind:

    ======================  ==========================================================================================
    lessons                 groups x ``hours`` x (1 + ``split``) x ``staff`` / lessons per fte x wage of ``function``
    bpv                     students x ``hours`` (per student) x wage / year task
    material, exam          pupils x ``price``
    room                    groups x ``hours`` x ``price``
    travel                  groups x ``count`` (trips) x ``price``
    coordination            ``count`` (fte) x wage, once for the whole route
    fixed                   ``price`` of one cohort, in equal parts over the years of the phase
    project                 ``price`` per school year from ``begins`` to ``ends``, once for the whole route
    ======================  ==========================================================================================

    ``owner``: who has to bear it (the owner of the phase, unless agreed otherwise). ``executors``: who do it and
    first pay for it, with shares that add to 1. ``route_years``: none is every year of the phase. ``variants``: none is
    all. ``class_size``, ``groups``: where they differ from those of the route. ``extra``: would it not be there without
    the route?
    """

    id: str
    title: str
    kind: CostKind
    phase: Phase
    owner: str
    executors: tuple[Share, ...]
    settled: tuple[Settled, ...] = (Settled(Settlement.OPEN),)
    route_years: tuple[int, ...] = ()
    variants: tuple[str, ...] = ()
    hours: Given = UNKNOWN
    staff: Given = ALL
    split: Given = NONE
    function: str = "docent"
    price: Given = UNKNOWN
    count: Given = UNKNOWN
    class_size: Given | None = None
    groups: Given | None = None
    begins: date | None = None
    ends: date | None = None
    extra: bool = True


@dataclass(frozen=True, slots=True)
class Subsidy:
    """Money that always ends. ``cofinancing``: own share of the whole budget that the scheme asks for."""

    id: str
    title: str
    partner: str
    begins: date
    ends: date
    amount: Given
    cofinancing: Given = NONE


@dataclass(frozen=True, slots=True)
class Site:
    """A vestiging that exists only through the route. ``others``: its other leerlingen on each teldatum.

    ``main``: a hoofdvestiging. ``vertical``: of a verticale scholengemeenschap. ``pro_only``: only praktijkonderwijs.
    """

    partner: str
    others: Given
    main: bool = False
    vertical: bool = False
    pro_only: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of the partners.

    ``class_size``: most pupils in one group; ``groups``: a fixed number (a part of a mixed class), instead of that.
    ``surcharge``: u of S1, at most 0.05. ``corridor``: z of S4, hours a year. ``overlap``: share of the vo money of
    August to December that goes to the mbo. ``pool``: all money in one pot by the keys. ``price_year``: later years
    take the amounts of this year, raised by ``index`` a year (none: years without an amount are unknown).
    ``carriers``: who carry the pre-financing; none is each its own.
    """

    class_size: Given = UNKNOWN
    groups: Given | None = None
    surcharge: Given = NONE
    corridor: Given = NONE
    overlap: Given = NONE
    pool: bool = False
    overhead_base: OverheadBase = OverheadBase.REVENUE
    overhead: View = View.INTEGRAL
    price_year: int | None = None
    index: Given = NONE
    carriers: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteCase:
    partners: tuple[Partner, ...]
    cohorts: tuple[Cohort, ...]
    items: tuple[CostItem, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()
    own_values: tuple[OwnValue, ...] = ()
    settings: Settings = Settings()
    sites: tuple[Site, ...] = ()
    route_type: RouteType = RouteType.DLR

    def partner(self, id: str) -> Partner:
        return next(each for each in self.partners if each.id == id)
