"""Made-up routes for the tests. Amounts that a regulation does not print are invented and round."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from naadloos.engines.finance import (
    Cohort,
    CostItem,
    CostKind,
    Diploma,
    Given,
    OwnValue,
    Partner,
    RouteCase,
    Settings,
    Settled,
    Settlement,
    Share,
    Subsidy,
    Variant,
    given,
)
from naadloos.engines.route.terms import Leerweg, PartnerSide, Phase

VO, MBO = "vo", "mbo"


def own(partner: str, key: str, value: str | int, of: str = "") -> OwnValue:
    return OwnValue(partner, key, given(value, "begroting", "C. Ontroller"), date(2026, 1, 1), of=of)


def partners(**changes: Given) -> tuple[Partner, ...]:
    known = {"overhead_integral": given("0.30"), "overhead_marginal": given("0.10")} | changes
    return (
        Partner(VO, "De School", PartnerSide.VMBO, Decimal("0.4"), **known),
        Partner(MBO, "Het College", PartnerSide.MBO, Decimal("0.6"), **known),
    )


OWN_VALUES = (
    own(VO, "loonkosten", 100_000, "docent"),
    own(MBO, "loonkosten", 104_000, "docent"),
    own(VO, "loonkosten", 90_000, "coordinator"),
    own(VO, "lessen_per_fte", 720),
    own(MBO, "lessen_per_fte", 800),
    own(MBO, "prijsfactor", "1.5", "25786"),
    own(MBO, "eigen_deel", 24_000_000, "niveau2"),
    own(MBO, "eigen_isw", 3_500, "niveau2"),
    own(MBO, "eigen_idiw", 500, "niveau2"),
    own(MBO, "correctiefactor", "0.98", "niveau2"),
    own(MBO, "gemiddelde_prijsfactor", "1.4", "niveau2"),
)


def variant(id: str = "bb", *, pupils: int | Given = 24, **changes: object) -> Variant:
    intake = pupils if isinstance(pupils, Given) else given(pupils)
    made = Variant(
        id,
        f"variant {id}",
        Leerweg.BB,
        2,
        "25786",
        VO,
        MBO,
        (intake,),
        (given("0.95"), given("0.9"), given("0.9")),
        diplomas=(Diploma(2, 4, success=given("0.8")),),
        leavers=given("0.05"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def item(
    id: str = "praktijk",
    kind: CostKind = CostKind.LESSONS,
    *,
    phase: Phase = Phase.VO,
    owner: str = VO,
    by: str = MBO,
    how: Settlement = Settlement.COST,
    **changes: object,
) -> CostItem:
    made = CostItem(
        id,
        f"post {id}",
        kind,
        phase,
        owner,
        (Share(by, Decimal(1)),),
        (Settled(how),),
        hours=given(200),
        price=given(450),
        count=given("0.2"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


ITEMS = (
    item("avo", by=VO, hours=given(800)),
    item("praktijk", how=Settlement.COST),
    item("mbo-les", phase=Phase.MBO, owner=MBO, by=MBO, hours=given(700)),
    item("avo-mbo", phase=Phase.MBO, owner=MBO, by=VO, hours=given(100)),
    item("bpv", CostKind.BPV, phase=Phase.MBO, owner=MBO, by=MBO, hours=given(12)),
    item("materiaal", CostKind.MATERIAL, by=VO),
    item("coordinatie", CostKind.COORDINATION, phase=Phase.WHOLE, by=VO, function="coordinator"),
)


def route(*cohorts: Cohort, **changes: object) -> RouteCase:
    made = RouteCase(
        partners(),
        cohorts or (Cohort("c2027", 2027, (variant(),)),),
        ITEMS,
        own_values=OWN_VALUES,
        settings=Settings(class_size=given(24), surcharge=given("0.05"), price_year=2027),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


SUBSIDY = Subsidy("sto", "Sterk Techniekonderwijs", VO, date(2027, 1, 1), date(2028, 12, 31), given(100_000))
