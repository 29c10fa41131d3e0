"""Invented pupils in groups for the demo, placed through the same door as those of a school. Nobody is behind them."""

from naadloos.execution import group_actions
from naadloos.execution.group_import import Sheet
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RoutePartner

# For which demo route, made by whom, placed by whom on behalf of which partner.
ROUTE, PARTNER = "bwi-metselaar", "waterlijn"
MAKER, PLACER = "m.dekker@dewaterlijn.example", "f.bouzidi@dewaterlijn.example"
GROUPS = (("Bouw 3A 2027", "v-metselen", 9), ("Bouw 3B 2027", "v-timmeren", 7))
# The second pupil of each group comes from elsewhere and need not do these again.
EXEMPT = (("onderdeel", "steigers"), ("onderdeel", "uitzetten"), ("toets", "se-p1"))


def place(route: Route, users: dict[str, User]) -> None:
    """Make the groups and place the pupils, with a few exemptions."""
    partner = RoutePartner.objects.get(route=route, key=PARTNER)
    placement, progress = [";".join(Sheet.PLACEMENT.heads)], [";".join(Sheet.PROGRESS.heads)]
    for place_, (name, variant, size) in enumerate(GROUPS, 1):
        group_actions.make_group(actor=users[MAKER], route=route, name=name, start_year=2027, variant=variant)
        for number in range(1, size + 1):
            key = f"B{place_}-2027-{number:03}"
            # One of each group starts after the counting date.
            first = "2027-11-08" if number == size else "2027-08-30"
            placement.append(f"{key};{name};VO;{first};2029-07-14")
            if number == 2:
                progress += [f"{key};{kind};{code};2026-10-01;vrijstelling" for kind, code in EXEMPT]
    for sheet, lines in ((Sheet.PLACEMENT, placement), (Sheet.PROGRESS, progress)):
        group_actions.take_file(
            actor=users[PLACER], route=route, partner=partner, sheet=sheet, content="\n".join(lines).encode()
        )
