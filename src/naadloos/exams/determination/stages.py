"""The procedure: which organ decides when, on which article it rests, and by which day.

Sources: WVO 2.60, 2.60a-2.60e, WEB 7.4.5a, 7.4.8, 8a.2.2, WMS 10. The day comes from the parameters of the law.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from naadloos.engines import law
from naadloos.exams.determination.models import Part, State
from naadloos.routes.models import RouteMember, RoutePartner

Role = RouteMember.Role

BWBR: Final = {"WVO": "BWBR0044212", "WEB": "BWBR0007625", "WMS": "BWBR0020685"}
BY_NORM: Final = "pta_voor"


def cite(name: str, article: str, lid: str | None = None, onderdeel: str | None = None) -> law.Citation:
    """One place in a law, with the link to its text."""
    return law.Citation(law=name, bwbr=BWBR[name], article=article, lid=lid, onderdeel=onderdeel)


@dataclass(frozen=True, slots=True)
class Organ:
    """One organ in the procedure, on the side where it sits.

    ``records`` are the roles that may write down what it decided; a board decides itself. ``required``: without it the
    procedure does not go on.
    """

    part: Part
    side: str
    state: State
    label: Any
    task: Any
    records: tuple[str, ...]
    citations: tuple[law.Citation, ...]
    required: bool = True


ORGANS: Final = (
    Organ(
        Part.COMMITTEE,
        "vmbo",
        State.COMMITTEES,
        _("examencommissie vmbo"),
        _("doet het voorstel voor het examenreglement en het PTA"),
        (Role.EXAMS,),
        (cite("WVO", "2.60e"), cite("WVO", "2.60b", "1")),
    ),
    Organ(
        Part.COMMITTEE,
        "mbo",
        State.COMMITTEES,
        _("examencommissie mbo"),
        _("bewaakt de kwaliteit van de examens en stelt de instellingsexamens vast"),
        (Role.EXAMS,),
        (cite("WEB", "7.4.5a", "1"),),
    ),
    Organ(
        Part.COUNCIL,
        "vmbo",
        State.COUNCILS,
        _("medezeggenschapsraad"),
        _("stemt in met het examenreglement en het PTA"),
        (Role.VOICE, Role.EXAMS),
        (cite("WVO", "2.60", "4"), cite("WVO", "2.60b", "3"), cite("WMS", "10", onderdeel="b")),
    ),
    Organ(
        Part.STUDENTS,
        "mbo",
        State.COUNCILS,
        _("studentenraad"),
        _(
            "stemt in met de manier waarop studenten horen over inhoud, planning en inrichting van onderwijs en "
            "examens; de OER zelf staat niet in de lijst van de wet"
        ),
        (Role.VOICE, Role.EXAMS),
        (cite("WEB", "8a.2.2", "3", "e"),),
        required=False,
    ),
    Organ(
        Part.BOARD,
        "vmbo",
        State.BOARDS,
        _("bestuur vmbo"),
        _("stelt examenreglement en PTA vast"),
        (Role.BOARD,),
        (cite("WVO", "2.60a", "1"), cite("WVO", "2.60b", "1")),
    ),
    Organ(
        Part.BOARD,
        "mbo",
        State.BOARDS,
        _("bestuur mbo"),
        _("stelt de OER vast, op tijd voor het begin; de wet noemt geen dag"),
        (Role.BOARD,),
        (cite("WEB", "7.4.8", "2"), cite("WEB", "9.1.8", "1")),
    ),
)
SEND_CITATIONS: Final = (cite("WVO", "2.60", "5"), cite("WVO", "2.60b", "4"))
CHANGE_CITATION: Final = cite("WVO", "2.60c")
DEVIATE_CITATION: Final = cite("WVO", "2.60b", "2")
NEXT: Final = {
    State.COMMITTEES: State.COUNCILS,
    State.COUNCILS: State.BOARDS,
    State.BOARDS: State.TO_SEND,
}


@dataclass(frozen=True, slots=True)
class Seat:
    """One organ of one partner."""

    organ: Organ
    partner: RoutePartner


def seats(partners: Sequence[RoutePartner]) -> list[Seat]:
    """Every organ of every partner of its side, in the order of the procedure."""
    return [Seat(organ, partner) for organ in ORGANS for partner in partners if partner.side == organ.side]


def find_seat(partners: Sequence[RoutePartner], part: str, partner_id: int) -> Seat | None:
    found = (seat for seat in seats(partners) if seat.organ.part == part and seat.partner.pk == partner_id)
    return next(found, None)


def deadline(school_year: int) -> date:
    """The first day on which fixing and sending is too late (2027 = schooljaar 2027-2028); from the law's data."""
    norm = next(item for item in law.parameters() if item.key == BY_NORM)
    first = date(school_year, 8, 1)
    value = next((item for item in norm.values if item.holds_on(first)), norm.values[0])
    month, day = str(value.value).split("-")
    return date(school_year, int(month), int(day))


def may_record(has_role: Callable[[str, int], bool], seat: Seat, partners: Sequence[RoutePartner]) -> bool:
    """May a person with these roles write down the decision of this organ?

    ``has_role(role, partner)`` answers for one person. The own partner's people come first. An exam secretary of
    another partner on the same side may write down what a committee or council decided; a board only decides itself.
    """
    if any(has_role(role, seat.partner.pk) for role in seat.organ.records):
        return True
    if seat.organ.part == Part.BOARD:
        return False
    return any(has_role(Role.EXAMS, partner.pk) for partner in partners if partner.side == seat.organ.side)
