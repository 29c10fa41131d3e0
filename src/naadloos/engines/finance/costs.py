"""What it costs, per school year, and who does the work."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from naadloos.engines.finance.expressions import Expression, Ref, add, cents, div, mul, number
from naadloos.engines.finance.model import Model, is_exactly
from naadloos.engines.finance.outcome import Line
from naadloos.engines.finance.terms import CostKind, Section, Unit
from naadloos.engines.finance.types import CostItem, Given, Share
from naadloos.engines.finance.volume import Head, groups_of, pupils_of
from naadloos.engines.route.calendar import months, school_year_of
from naadloos.engines.route.terms import Phase, gettext_noop
from naadloos.engines.route.text import Text, text

ONCE = (CostKind.COORDINATION, CostKind.PROJECT)

_HOURS = gettext_noop("klokuren van %(partner)s: %(post)s, %(wanneer)s")
_HOURS_RULE = gettext_noop("Groepen × uren × (1 + splitsing) × docenten tegelijk × deel dat deze partner geeft.")
_FTE = gettext_noop("fte van %(partner)s: %(post)s, %(wanneer)s")
_COST = gettext_noop("kosten van %(partner)s: %(post)s, %(wanneer)s")


@dataclass(frozen=True, slots=True)
class Work:
    """What one executor does for one item in one school year."""

    item: CostItem
    executor: Share
    id: str
    when: str
    school_year: int
    cost: Ref
    pupils: Ref | None
    hours: Ref | None
    cohort: str = ""


def school_years_of(item: CostItem, first: int, last: int) -> Counter[int]:
    """The months of a project in each school year; it may begin before the first cohort."""
    begins, ends = item.begins or date(first, 8, 1), item.ends or date(last + 1, 7, 31)
    return Counter(map(school_year_of, months(begins, ends)))


def spend(model: Model, heads: tuple[Head, ...]) -> tuple[Work, ...]:
    """Add the cost lines, and tell who did the work for whom."""
    done: list[Work] = []
    for item in model.case.items:
        works = _once(model, item, heads) if item.kind in ONCE else _by_cohort(model, item, heads)
        for work in works:
            line = Line(
                Section.COST,
                work.cost.id,
                work.cost.id if item.extra else "",
                work.executor.partner,
                work.school_year,
                cohort=work.cohort,
                item=item.id,
            )
            model.lines.append(line)
            done.append(work)
    return tuple(done)


def _relevant(item: CostItem, head: Head) -> bool:
    return (
        (item.phase in (head.phase, Phase.WHOLE))
        and (not item.route_years or head.route_year in item.route_years)
        and (not item.variants or head.variant.id in item.variants)
    )


def _by_cohort(model: Model, item: CostItem, heads: tuple[Head, ...]) -> Iterator[Work]:
    """Per cohort and school year; pupils of the same cohort are taught together."""
    together: dict[tuple[str, int], list[Head]] = {}
    for head in heads:
        if _relevant(item, head):
            together.setdefault((head.cohort.id, head.school_year), []).append(head)
    lasts = Counter(cohort for cohort, _year in together)
    for (cohort, school_year), group in together.items():
        id = f"{item.id}.{cohort}.{school_year}"
        pupils = pupils_of(model, item, group, id)
        needs_groups = item.kind in (CostKind.LESSONS, CostKind.ROOM, CostKind.TRAVEL)
        groups = groups_of(model, item, group, pupils, id) if needs_groups else None
        for executor in item.executors:
            yield _work(model, item, executor, id, school_year, pupils, groups, cohort, years=lasts[cohort])


def _once(model: Model, item: CostItem, heads: tuple[Head, ...]) -> Iterator[Work]:
    """Once for the whole route, in every school year in which it goes on."""
    years: dict[int, list[Head]] = {}
    for head in heads:
        if item.phase is Phase.PROJECT or _relevant(item, head):
            years.setdefault(head.school_year, []).append(head)
    counts: dict[int, int] = dict.fromkeys(years, 12)
    if item.kind is CostKind.PROJECT:
        counts = school_years_of(item, min(years, default=0), max(years, default=0))
    for school_year, count in sorted(counts.items()):
        id = f"{item.id}.{school_year}"
        there = years.get(school_year, [])
        pupils = pupils_of(model, item, there, id) if there else None
        for executor in item.executors:
            yield _work(model, item, executor, id, school_year, pupils, None, "", months=count)


def _work(
    model: Model,
    item: CostItem,
    executor: Share,
    id: str,
    school_year: int,
    pupils: Ref | None,
    groups: Ref | None,
    cohort: str,
    *,
    months: int = 12,
    years: int = 1,
) -> Work:
    when = f"{cohort} {school_year}".strip()
    maker = _Maker(model, item, executor, f"{id}.{executor.partner}", when, school_year)
    hours: Ref | None = None
    if item.kind is CostKind.LESSONS and groups is not None:
        hours = maker.hours(groups, maker.field("hours", item.hours, Unit.HOURS), *maker.teachers())
        cost = maker.staff(div(hours, maker.amount("lessen_per_fte")))
    elif item.kind is CostKind.BPV and pupils is not None:
        hours = maker.hours(pupils, maker.field("hours", item.hours, Unit.HOURS))
        cost = maker.staff(div(hours, maker.amount("jaartaak")))
    elif item.kind is CostKind.COORDINATION:
        fte = mul(maker.field("count", item.count, Unit.FTE), *maker.share())
        cost = maker.staff(fte)
    else:
        cost = maker.bought(pupils, groups, months, years)
    return Work(item, executor, maker.id, when, school_year, cost, pupils, hours, cohort)


@dataclass(frozen=True, slots=True)
class _Maker:
    """The cells of one executor's work."""

    model: Model
    item: CostItem
    executor: Share
    id: str
    when: str
    school_year: int

    def label(self, template: str) -> Text:
        partner = self.model.case.partner(self.executor.partner)
        return text(template, partner=partner.name, post=self.item.title, wanneer=self.when)

    def field(self, name: str, figure: Given, unit: Unit) -> Ref:
        label = text(gettext_noop("%(veld)s bij %(post)s"), veld=FIELDS[name], post=self.item.title)
        return self.model.given(f"post.{self.item.id}.{name}", label, unit, figure)

    def amount(self, key: str, of: str = "") -> Ref:
        return self.model.amount(key, self.school_year, self.executor.partner, of)

    def share(self) -> tuple[Expression, ...]:
        return () if self.executor.share == 1 else (number(self.executor.share),)

    def teachers(self) -> tuple[Expression, ...]:
        """More hours of teachers than of lessons: a split group, or more teachers at once."""
        found: list[Expression] = []
        if not is_exactly(self.item.split, 0):
            found.append(add(number(1), self.field("split", self.item.split, Unit.SHARE)))
        if not is_exactly(self.item.staff, 1):
            found.append(self.field("staff", self.item.staff, Unit.NUMBER))
        return tuple(found)

    def hours(self, *factors: Expression) -> Ref:
        whole = mul(*factors, *self.share())
        return self.model.sheet.add(f"uren.{self.id}", self.label(_HOURS), Unit.HOURS, whole, _HOURS_RULE)

    def staff(self, fte: Expression) -> Ref:
        """Fte times the gross wage cost of the executor."""
        part = self.model.sheet.add(f"fte.{self.id}", self.label(_FTE), Unit.FTE, fte)
        return self._cost(mul(part, self.amount("loonkosten", self.item.function)))

    def bought(self, pupils: Ref | None, groups: Ref | None, months: int, years: int) -> Ref:
        """Everything but wages, at the price of the year. ``years``: over which a sum of one cohort is spread."""
        item = self.item
        price = self.model.indexed(self.field("price", item.price, Unit.EURO), self.school_year)
        by: list[Expression] = [price]
        if item.kind in (CostKind.MATERIAL, CostKind.EXAM) and pupils is not None:
            by.insert(0, pupils)
        elif item.kind is CostKind.ROOM and groups is not None:
            by[:0] = [groups, self.field("hours", item.hours, Unit.HOURS)]
        elif item.kind is CostKind.TRAVEL and groups is not None:
            by[:0] = [groups, self.field("count", item.count, Unit.NUMBER)]
        elif item.kind is CostKind.FIXED and years > 1:
            by.append(div(number(1), number(years)))
        elif months != 12:
            by.append(div(number(months), number(12)))
        return self._cost(mul(*by, *self.share()))

    def _cost(self, whole: Expression) -> Ref:
        return self.model.sheet.add(f"kosten.{self.id}", self.label(_COST), Unit.EURO, cents(whole))


FIELDS = {
    "hours": gettext_noop("klokuren per schooljaar"),
    "split": gettext_noop("deel van de uren in gesplitste groepen"),
    "staff": gettext_noop("docenten tegelijk"),
    "price": gettext_noop("prijs"),
    "count": gettext_noop("aantal per schooljaar"),
}
