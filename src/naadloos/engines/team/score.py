"""What a division is worth per goal, and its loads, gaps and advice. Counted from the hours, not from the model."""

from collections import defaultdict
from decimal import Decimal

from naadloos.engines.route.calendar import DAYS
from naadloos.engines.route.terms import Side, gettext_noop
from naadloos.engines.route.text import Text, Value, text
from naadloos.engines.team.check import unknowns
from naadloos.engines.team.layout import Layout, Shares
from naadloos.engines.team.suits import available
from naadloos.engines.team.types import Advice, Assignment, Gap, Load, Need, Place, TeamGoal
from naadloos.engines.team.wording import period_text

ASKED = {Side.VMBO: gettext_noop("het vmbo"), Side.MBO: gettext_noop("het mbo")}


def values(layout: Layout, shares: Shares) -> dict[TeamGoal, int]:
    """Whole numbers, the first and the last in grains."""
    given: dict[int, dict[int, int]] = defaultdict(dict)
    load: dict[int, int] = defaultdict(int)
    for (at, who), grains in shares.items():
        given[at][who] = grains
        load[who] += grains
    doubts = sum((at, who) in layout.doubtful for at, who in shares)
    handovers = 0
    for line in layout.lines:
        before: set[int] = set()
        begun = 0
        for at in line:
            begun += len(given[at].keys() - before)
            before = set(given[at])
        handovers += max(0, begun - layout.beginners(line))
    missed = sum(any(who in given[at] for at in rows) is not rather for who, rather, rows in layout.wished)
    return {
        TeamGoal.UNCOVERED: sum(row.hours for row in layout.rows) - sum(shares.values()),
        TeamGoal.HANDOVERS: handovers,
        TeamGoal.DOUBTS: doubts,
        TeamGoal.WISHES: missed,
        TeamGoal.SPREAD: sum(max(0, load[who] - share) for who, share in fair(layout, sum(shares.values())).items()),
    }


def fair(layout: Layout, given: int) -> dict[int, int]:
    """Each one's share of the hours that are given, in proportion to the hours each has; rounded up."""
    total = sum(layout.helps.values())
    return {who: -(-given * room // total) for who, room in layout.helps.items() if total}


def assignments_of(layout: Layout, shares: Shares) -> tuple[Assignment, ...]:
    found = []
    for (at, who), grains in sorted(shares.items()):
        row = layout.rows[at]
        found.append(
            Assignment(
                layout.problem.teachers[who].key,
                row.need.unit,
                *row.need.place,
                layout.hours(grains),
                row.need.group,
                dict(row.may)[who],
            )
        )
    return tuple(found)


def loads_of(layout: Layout, shares: Shares) -> tuple[Load, ...]:
    used: dict[tuple[int, Place], int] = defaultdict(int)
    for (at, who), grains in shares.items():
        used[who, layout.rows[at].need.place] += grains
    return tuple(
        Load(
            teacher.key,
            period.route_year,
            period.number,
            layout.hours(used[at, (period.route_year, period.number)]),
            available(teacher, period),
        )
        for at, teacher in enumerate(layout.problem.teachers)
        for period in layout.problem.periods
    )


def gaps_of(layout: Layout, shares: Shares) -> tuple[Gap, ...]:
    """Per need what is not covered; of a unit of both sides what one of them at least must give, apart."""
    found = []
    sides = [teacher.side for teacher in layout.problem.teachers]
    for at, row in enumerate(layout.rows):
        mine = {who: grains for (each, who), grains in shares.items() if each == at}
        left = row.hours - sum(mine.values())
        parts: dict[Side | None, int] = {}
        if row.need.side is Side.TOGETHER:
            for side in (Side.VMBO, Side.MBO):
                short = row.hours - row.most - sum(grains for who, grains in mine.items() if sides[who] is side)
                parts[side] = min(left, max(0, short))
                left -= parts[side]
            parts[None] = left
        else:
            parts[row.need.side] = left
        found += [_gap(row.need, layout.hours(grains), side) for side, grains in parts.items() if grains > 0]
    return tuple(found)


def _gap(need: Need, hours: Decimal, side: Side | None) -> Gap:
    return Gap(need.unit, need.group, *need.place, hours, side, need.skills)


def advice_of(layout: Layout, gaps: tuple[Gap, ...]) -> tuple[Advice, ...]:
    """Whom to look for: per period and skills, the side and the day on which most hours are open."""
    needs = {row.need.key: row.need for row in layout.rows}
    groups: dict[tuple[Place, tuple[str, ...]], list[Gap]] = defaultdict(list)
    for gap in gaps:
        skills = gap.skills or (needs[gap.unit, gap.group, gap.route_year, gap.period].title,)
        groups[(gap.route_year, gap.period), skills].append(gap)
    return tuple(_advice(place, skills, found, needs) for (place, skills), found in sorted(groups.items()))


def _advice(
    place: Place, skills: tuple[str, ...], gaps: list[Gap], needs: dict[tuple[str, str, int, int], Need]
) -> Advice:
    total = sum((gap.hours for gap in gaps), Decimal(0))
    per_side: dict[Side, Decimal] = defaultdict(Decimal)
    per_day: dict[int, Decimal] = defaultdict(Decimal)
    for gap in gaps:
        if gap.side is not None:
            per_side[gap.side] += gap.hours
        days = needs[gap.unit, gap.group, gap.route_year, gap.period].days
        for each in days:
            per_day[each] += gap.hours / len(days)
    side = max(per_side, key=lambda each: (per_side[each], each.value)) if per_side else None
    day = min(per_day, key=lambda each: (-per_day[each], each)) if per_day else None
    values: dict[str, Value] = {"hours": total, "what": skills, "period": period_text(place)}
    if side is not None and day is not None:
        template = gettext_noop(
            "Zoek %(hours)s klokuren %(what)s voor %(period)s; het meest helpt een docent van %(side)s op %(day)s."
        )
    elif side is not None:
        template = gettext_noop(
            "Zoek %(hours)s klokuren %(what)s voor %(period)s; het meest helpt een docent van %(side)s."
        )
    elif day is not None:
        template = gettext_noop(
            "Zoek %(hours)s klokuren %(what)s voor %(period)s; het meest helpt een docent op %(day)s."
        )
    else:
        template = gettext_noop("Zoek %(hours)s klokuren %(what)s voor %(period)s.")
    if side is not None:
        values["side"] = ASKED[side]
    if day is not None:
        values["day"] = DAYS[day]
    units = tuple(dict.fromkeys(gap.unit for gap in gaps))
    return Advice(*place, skills, total, side, day, text(template, **values), units)


def notes_of(layout: Layout) -> tuple[Text, ...]:
    """What is not known, and how it was taken."""
    words = {
        "uren": gettext_noop("Van %(name)s zijn de uren niet bekend; er is niets toegewezen waar ze ontbreken."),
        "bevoegd": gettext_noop("Van %(name)s is de bevoegdheid niet overal bekend; dat staat bij de uren."),
    }
    return tuple(text(words[kind], name=teacher.name) for teacher, kind in unknowns(layout.problem))
