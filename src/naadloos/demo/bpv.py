"""Invented pupils of the first group of the demo, their places, a visit and a signal, as a person would enter them.

Nobody is behind the keys.
"""

from datetime import date

from naadloos.engines.bpv import match
from naadloos.execution import bpv_actions as actions
from naadloos.execution.bpv_build import build_problem, moment_of, read_group
from naadloos.execution.models import BpvPupil, BpvSettings, PracticePlace, Signal, Visit
from naadloos.organisations.models import User
from naadloos.routes.models import Cohort, Route
from naadloos.routes.portable import build_document

ROUTE = "bwi-metselaar"
ON = date(2026, 11, 23)
# Made-up places of made-up postcodes.
POSITIONS = {"1001": [52.10, 5.10], "1002": [52.16, 5.24], "1003": [52.02, 5.31], "1004": [52.30, 5.42]}
AREAS = ("1001", "1002", "1003", "1001", "1004", "1001", "1002", "1003", "1001", "1002", "1001", "1003", "1002", "1001")
# So many have a place already; the rest waits for somebody to accept the proposal.
PLACED = 6


def load_bpv(route: Route, leader: User) -> None:
    """Pupils of the first group, some of them with a place in their first periods of bpv."""
    cohort = Cohort.objects.filter(route=route).order_by("start_year")[0]
    settings = BpvSettings(route=route, longest_km=25, positions=POSITIONS)
    actions.save_settings(actor=leader, route=route, settings=settings, version=0)
    for number, area in enumerate(AREAS, 1):
        crebo, kind = ("25829", "houtbouw") if number % 3 == 0 else ("25786", "")
        pupil = BpvPupil(cohort=cohort, pupil=f"LL-{cohort.start_year}-{number:03}", crebo=crebo, area=area, kinds=kind)
        actions.save_pupil(actor=leader, route=route, pupil=pupil, version=0, companies=[])
    group = read_group(route, build_document(route), cohort)
    placed = {str(row.pk) for row in group.pupils[:PLACED]}
    wanted = [
        actions.Wanted(int(each.pair.pupil), int(each.pair.company), *moment_of(each.pair.slot))
        for each in match(build_problem(group, on=ON)).matches
        if each.pair.pupil in placed and moment_of(each.pair.slot) in ((3, 1), (3, 2))
    ]
    actions.accept_matches(actor=leader, route=route, cohort=cohort, wanted=wanted, slots=group.slots)
    _at_companies(route, leader)


def _at_companies(route: Route, leader: User) -> None:
    first, *_others, last = PracticePlace.objects.filter(route=route).order_by("pk")
    visit = Visit(
        company=first,
        on=date(2026, 11, 5),
        by="Joost Kamphuis",
        what="Plekken voor 2029 besproken; het bedrijf wil vooraf de lesbrieven zien.",
        follow_up_on=date(2027, 1, 20),
    )
    actions.save_visit(actor=leader, route=route, visit=visit)
    signal = Signal(company=last, on=date(2026, 11, 12), about="De vaste begeleider gaat in 2028 met pensioen.")
    actions.save_signal(actor=leader, route=route, signal=signal)
