"""Made-up teams: six groups, forty teachers of both sides, units over four periods. The same for the same seed."""

from decimal import Decimal
from random import Random

from naadloos.engines.route.terms import Side, YesNoUnknown
from naadloos.engines.team import Need, Skill, Teacher, TeamPeriod, TeamProblem, Wish

# Subjects with the part of the teachers who give them.
SKILLS = {
    "bouw": 10,
    "hout": 6,
    "metaal": 6,
    "nederlands": 5,
    "rekenen": 5,
    "engels": 4,
    "loopbaan": 8,
    "burgerschap": 4,
}


def team(groups: int, teachers: int, seed: int) -> TeamProblem:
    """Enough hours on the whole, but not for every subject: there are gaps to find."""
    draw = Random(seed)
    periods = tuple(TeamPeriod(1, number, 9 + number % 2) for number in range(1, 5))
    needs = []
    for group in range(groups):
        for skill in SKILLS:
            side = draw.choice([Side.VMBO, Side.VMBO, Side.MBO, Side.TOGETHER])
            days = tuple(sorted(draw.sample(range(1, 6), 2)))
            per_week = Decimal(draw.choice([2, 3, 4, 6])) / 2
            for period in sorted(draw.sample(range(1, 5), draw.choice([2, 3, 4, 4]))):
                hours = per_week * periods[period - 1].weeks
                needs.append(
                    Need(
                        f"{skill}-{group}",
                        skill,
                        1,
                        period,
                        hours,
                        side,
                        f"Groep {group}",
                        (skill,),
                        skill != "loopbaan",
                        days,
                    )
                )
    names = [name for name, weight in SKILLS.items() for _ in range(weight)]
    made = []
    for at in range(teachers):
        own = sorted({names[at % len(names)], draw.choice(names), draw.choice(names)})
        made.append(
            Teacher(
                f"t{at}",
                f"Docent {at}",
                Side.VMBO if at % 2 else Side.MBO,
                Decimal(draw.choice([2, 3, 4])),
                skills=tuple(map(Skill, own)),
                qualified=draw.choices([YesNoUnknown.YES, YesNoUnknown.NO, YesNoUnknown.UNKNOWN], [8, 1, 1])[0],
                days=tuple(sorted(draw.sample(range(1, 6), draw.choice([3, 4, 5])))),
            )
        )
    lines = sorted({need.line for need in needs})
    wishes = [Wish(f"t{draw.randrange(teachers)}", *draw.choice(lines), rather=draw.random() < 0.7) for _ in range(12)]
    # The two of a wish may be about the same; that is how people wish.
    return TeamProblem(periods, tuple(made), tuple(needs), tuple(wishes), smallest=Decimal(4), grain=Decimal("0.5"))
