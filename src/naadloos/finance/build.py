"""From the route document to the finance engine: the only place where step 8 and the engine meet.

A partner is recognised by its key, in a cost item by its name: there people may also write "ieder de helft" or the name
of somebody else, which is said in the agreement but counts in no sum (``Built.left_out``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.finance import (
    UNKNOWN,
    Cohort,
    CostItem,
    Counted,
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
)
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import CostKind, FigureStatus, PartnerSide, Phase, SettlementKind, gettext_noop
from naadloos.engines.route.text import Text, text
from naadloos.finance.lessons import plan_items

HUNDRED = Decimal(100)
TEACHER = "docent"
HALVES = frozenset({"ieder de helft", "beide de helft", "allebei de helft"})

SETTLEMENTS = {
    SettlementKind.OWN: Settlement.OWN,
    SettlementKind.HOURS: Settlement.COST,
    SettlementKind.PER_PUPIL: Settlement.PER_PUPIL,
    SettlementKind.SHARE: Settlement.POOL,
    SettlementKind.IN_KIND: Settlement.IN_KIND,
    SettlementKind.LUMP: Settlement.LUMP,
    SettlementKind.OPEN: Settlement.OPEN,
}

# Who entered what: by kind and key, as the history names a fact.
Entered = Mapping[str, str]

_NO_OWNER = gettext_noop("%(post)s telt nog niet mee: kies bij “voor rekening van” een partner van de route.")
_NO_EXECUTOR = gettext_noop("%(post)s telt nog niet mee: %(wie)s is geen partner van de route.")
_NO_DATES = gettext_noop("%(post)s telt nog niet mee: vul de einddatum van het project in.")
_NO_SCHOOL = gettext_noop("%(groep)s telt nog niet mee: kies in stap 1 welke school het profiel geeft.")
_NO_PUPILS = gettext_noop("Er zijn nog geen verwachte aantallen leerlingen.")


@dataclass(frozen=True, slots=True)
class Built:
    """The case, and what stands in the route but does not count yet, with what to do about it."""

    case: RouteCase
    left_out: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Figures with who entered them."""

    entered: Entered

    def given(
        self,
        value: Decimal | int | None,
        fact: str,
        source: str = "",
        *,
        status: FigureStatus = FigureStatus.ESTIMATE,
        low: Decimal | int | None = None,
        high: Decimal | int | None = None,
    ) -> Given:
        if value is None:
            return UNKNOWN
        return Given(Decimal(value), source, self.entered.get(fact, ""), status, _decimal(low), _decimal(high))

    def share(
        self,
        percent: Decimal | None,
        fact: str,
        source: str = "",
        *,
        margin: Decimal | None = None,
        status: FigureStatus = FigureStatus.ESTIMATE,
    ) -> Given:
        """A percentage as a part of 1, with so many percentage points around it."""
        if percent is None:
            return UNKNOWN
        low = high = None
        if margin:
            low, high = max(percent - margin, Decimal(0)) / HUNDRED, min(percent + margin, HUNDRED) / HUNDRED
        return self.given(percent / HUNDRED, fact, source, status=status, low=low, high=high)

    def surely(
        self, percent: Decimal | None, fact: str, otherwise: int, status: FigureStatus = FigureStatus.ESTIMATE
    ) -> Given:
        """A percentage that is ``otherwise`` (0 or 1) when nobody filled it in, as its help text says."""
        if percent is None:
            return Given(Decimal(otherwise), status=FigureStatus.CONFIRMED)
        return self.share(percent, fact, status=status)


def build_case(document: RouteDocument, entered: Entered | None = None) -> Built:
    """What the engine needs of a route. ``entered``: who entered which fact, for the origin of each figure."""
    reader = _Reader(entered or {})
    left_out: list[Text] = []
    partners = _partners(document, reader)
    cohorts = tuple(_cohorts(document, reader, left_out))
    if not cohorts:
        left_out.append(text(_NO_PUPILS))
    items = [made for item in document.finance.cost_items for made in _items(document, item, reader, left_out)]
    if document.finance.lessons_from_plan and cohorts:
        how = SETTLEMENTS[document.finance.lessons_settlement]
        items += plan_items(document, cohorts, how, vo_years_of(document), left_out)
    case = RouteCase(
        partners,
        cohorts,
        tuple(items),
        tuple(_subsidies(document, reader)),
        tuple(_own_values(document, reader)),
        _settings(document, reader),
        route_type=document.route.type,
    )
    return Built(case, tuple(left_out))


def paid_partners(document: RouteDocument) -> list[doc.Partner]:
    """The schools and institutions that money goes through; of the others nothing is known or asked.

    Until there are numbers of pupils: every school and institution of the route.
    """
    schools = [each for each in document.route.partners if each.side is not PartnerSide.OTHER]
    finance, named = document.finance, set[str]()
    if finance.volumes:
        profiles = {each.key: each.offered_by for each in document.route.profiles}
        named |= {profiles.get(row.profile) or "" for row in finance.volumes}
        named |= {row.mbo_partner for row in finance.volumes}
        named |= {row.partner for row in finance.figures} | {row.partner for row in finance.partner_terms}
        named |= {row.partner for row in finance.subsidies}
        words = {word.casefold().strip() for item in finance.cost_items for word in (item.owner, item.executor)}
        named |= {each.key for each in schools if each.name.casefold().strip() in words}
        if sum(each.side is PartnerSide.VMBO for each in schools) == 1:
            named |= {each.key for each in schools}
    return [each for each in schools if not named or each.key in named]


def _status(confirmed: bool) -> FigureStatus:
    return FigureStatus.CONFIRMED if confirmed else FigureStatus.ESTIMATE


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _partners(document: RouteDocument, reader: _Reader) -> tuple[Partner, ...]:
    terms = {row.partner: row for row in document.finance.partner_terms}
    found = []
    for partner in paid_partners(document):
        own = terms.get(partner.key)
        fact = f"partner_terms:{own.key}" if own else ""
        status = _status(own is not None and own.confirmed)
        found.append(
            Partner(
                partner.key,
                partner.name,
                partner.side,
                own.key_share / HUNDRED if own and own.key_share is not None else None,
                reader.share(own.overhead if own else None, fact, status=status),
                reader.share(own.overhead_marginal if own else None, fact, status=status),
            )
        )
    return tuple(found)


def _cohorts(document: RouteDocument, reader: _Reader, left_out: list[Text]) -> Iterator[Cohort]:
    for cohort in sorted(document.route.cohorts, key=lambda row: row.start_year):
        rows = [row for row in document.finance.volumes if row.cohort == cohort.key]
        variants = [made for row in rows if (made := _variant(document, row, reader, left_out))]
        if variants:
            yield Cohort(str(cohort.start_year), cohort.start_year, tuple(variants))


def _variant(document: RouteDocument, row: doc.Volume, reader: _Reader, left_out: list[Text]) -> Variant | None:
    profile = next(each for each in document.route.profiles if each.key == row.profile)
    qualification = next(each for each in document.route.qualifications if each.key == row.qualification)
    schools = [each.key for each in document.route.partners if each.side is PartnerSide.VMBO]
    school = profile.offered_by or (schools[0] if len(schools) == 1 else None)
    title = f"{profile.profile} {profile.leerweg.value} → {qualification.name}"
    if school is None:
        left_out.append(text(_NO_SCHOOL, groep=title))
        return None
    fact, vo_years, status = f"volumes:{row.key}", vo_years_of(document), _status(row.confirmed)
    mbo_years = max(document.route.years - vo_years, 0)
    shares = [row.stays_vo] * (vo_years - 1) + [row.stays_over] + [row.stays_mbo] * max(mbo_years - 1, 0)
    return Variant(
        row.key,
        title,
        profile.leerweg,
        qualification.level,
        qualification.crebo,
        school,
        row.mbo_partner,
        _intake(row, reader, fact),
        tuple(reader.share(each, fact, row.source, margin=row.margin, status=status) for each in shares),
        leertraject=qualification.leertraject,
        vo_years=vo_years,
        mbo_years=mbo_years,
        diplomas=(
            Diploma(
                qualification.level,
                document.route.years,
                success=reader.share(row.success, fact, row.source, margin=row.margin, status=status),
            ),
        ),
        counted=tuple(
            Counted(
                each.route_year,
                reader.given(each.pupils, f"counts:{each.key}", each.source, status=FigureStatus.CONFIRMED),
                each.in_other_phase,
            )
            for each in document.finance.counts
            if each.volume == row.key and each.route_year <= document.route.years
        ),
        lwoo=reader.surely(row.lwoo, fact, 0, status),
        adults=reader.share(row.adults, fact, row.source, status=status),
        leavers=reader.share(row.leavers, fact, row.source, status=status),
        extra=reader.surely(row.extra, fact, 1, status),
    )


def vo_years_of(document: RouteDocument) -> int:
    """The vo-fase is leerjaar 3 and 4 (WVO 2.107e)."""
    return min(2, document.route.years)


def _intake(row: doc.Volume, reader: _Reader, fact: str) -> tuple[Given, ...]:
    status = _status(row.confirmed)
    first = reader.given(row.pupils, fact, row.source, status=status, low=row.pupils_low, high=row.pupils_high)
    if not row.joins or row.joins_year is None or row.joins_year == 1:
        return (first,)
    nobody = [Given(Decimal(0), status=FigureStatus.CONFIRMED)] * (row.joins_year - 2)
    return (first, *nobody, reader.given(row.joins, fact, row.source, status=status))


def _items(document: RouteDocument, item: doc.CostItem, reader: _Reader, left_out: list[Text]) -> Iterator[CostItem]:
    """One item of the engine; none when it is not clear which partner it is of."""
    names = {each.name.casefold().strip(): each.key for each in paid_partners(document)}
    owner, executor = item.owner.casefold().strip(), item.executor.casefold().strip()
    if owner in HALVES and (not executor or executor in HALVES or item.settlement is SettlementKind.OWN):
        shares = _halves(document)
    elif owner not in names:
        left_out.append(text(_NO_OWNER, post=item.title))
        return
    elif not executor:
        shares = (Share(names[owner], Decimal(1)),)
    elif executor in HALVES:
        shares = _halves(document)
    elif executor in names:
        shares = (Share(names[executor], Decimal(1)),)
    elif item.settlement is SettlementKind.OWN:
        # Somebody else does the work and is paid by who bears it.
        shares = (Share(names[owner], Decimal(1)),)
    else:
        left_out.append(text(_NO_EXECUTOR, post=item.title, wie=item.executor))
        return
    if item.phase is Phase.PROJECT and item.ends_on is None:
        left_out.append(text(_NO_DATES, post=item.title))
        return
    yield _item(item, names.get(owner, shares[0].partner), shares, reader)


def _halves(document: RouteDocument) -> tuple[Share, ...]:
    """Each side a half; more partners on one side share that half."""
    partners = paid_partners(document)
    sides = sorted({each.side for each in partners}, reverse=True)
    shares: list[Share] = []
    for side in sides:
        mine = [each.key for each in partners if each.side is side]
        shares += [Share(key, 1 / Decimal(len(sides) * len(mine))) for key in mine]
    return _exactly_one(shares)


def _exactly_one(shares: Iterable[Share]) -> tuple[Share, ...]:
    """The last one takes what rounding leaves."""
    rounded = [Share(each.partner, round(each.share, 6)) for each in shares]
    last = rounded.pop()
    return (*rounded, Share(last.partner, 1 - sum((each.share for each in rounded), Decimal(0))))


def _item(item: doc.CostItem, owner: str, shares: tuple[Share, ...], reader: _Reader) -> CostItem:
    fact = f"cost_items:{item.key}"
    status = _status(item.confirmed)
    kind = CostKind.PROJECT if item.phase is Phase.PROJECT else item.calculation
    agreed = reader.given(item.settlement_amount, fact, item.basis, status=status)
    price = item.amount if kind in (CostKind.FIXED, CostKind.PROJECT) else item.price
    how = SETTLEMENTS[item.settlement]
    return CostItem(
        item.key,
        item.title,
        kind,
        item.phase,
        owner,
        shares,
        (Settled(how, per_pupil=agreed, per_year=agreed),),
        route_years=() if item.only_in is None else (item.only_in,),
        hours=reader.given(item.hours, fact, item.basis, status=status),
        staff=_or(reader.given(item.teachers, fact, item.basis, status=status), 1),
        split=reader.surely(item.split, fact, 0),
        function=item.staff.strip().casefold() or TEACHER,
        price=reader.given(price, fact, item.basis, status=status),
        count=reader.given(item.number, fact, item.basis, status=status),
        begins=item.begins_on if kind is CostKind.PROJECT else None,
        ends=item.ends_on if kind is CostKind.PROJECT else None,
        extra=item.extra,
    )


def _or(figure: Given, otherwise: int) -> Given:
    return figure if figure.value is not None else Given(Decimal(otherwise), status=FigureStatus.CONFIRMED)


def _subsidies(document: RouteDocument, reader: _Reader) -> Iterator[Subsidy]:
    for row in document.finance.subsidies:
        fact = f"subsidies:{row.key}"
        yield Subsidy(
            row.key,
            row.title,
            row.partner,
            row.begins_on,
            row.ends_on,
            reader.given(row.amount, fact, status=_status(row.confirmed)),
            reader.surely(row.cofinancing, fact, 0, _status(row.confirmed)),
        )


def _own_values(document: RouteDocument, reader: _Reader) -> Iterator[OwnValue]:
    for row in document.finance.figures:
        figure = reader.given(
            row.value, f"figures:{row.key}", row.source, status=row.status, low=row.low, high=row.high
        )
        yield OwnValue(row.partner, row.parameter, figure, row.valid_from, row.valid_to, row.of)


def _settings(document: RouteDocument, reader: _Reader) -> Settings:
    # What people choose is sure; there is nothing to estimate in it.
    chosen, fact, sure = document.finance, "calculation:", FigureStatus.CONFIRMED
    keys = {row.partner: row.key_share for row in chosen.partner_terms}
    carriers: tuple[Share, ...] = ()
    if chosen.share_advance and all(keys.get(each.key) is not None for each in paid_partners(document)):
        carriers = tuple(Share(each.key, (keys[each.key] or Decimal(0)) / HUNDRED) for each in paid_partners(document))
    return Settings(
        class_size=reader.given(chosen.class_size, fact, status=sure),
        groups=None if chosen.fixed_groups is None else reader.given(chosen.fixed_groups, fact, status=sure),
        surcharge=reader.surely(chosen.surcharge, fact, 0, sure),
        corridor=_or(reader.given(chosen.corridor, fact, status=sure), 0),
        overlap=reader.surely(chosen.autumn_share, fact, 0, sure),
        pool=chosen.pool,
        overhead_base=chosen.overhead_base,
        price_year=chosen.price_year,
        index=reader.surely(chosen.price_index, fact, 0),
        carriers=carriers,
    )
