"""Who may go where, and how far that is."""

from naadloos.engines.bpv.types import Bar, Company, Pair, Problem, ProblemError, Pupil, Slot
from naadloos.engines.duo.finder import kilometres
from naadloos.engines.route.terms import YesNoUnknown

# The order in which bars are told: the first is what one would have to change last.
HARD = frozenset({Bar.NOT_RECOGNISED, Bar.UNKNOWN, Bar.NO_CREBOS, Bar.OTHER_CREBO, Bar.ENDS, Bar.STOPS})


def area_name(text: str) -> str:
    """
    >>> area_name(" 1234 AB "), area_name("Rietmeer")
    ('1234', 'rietmeer')
    """
    plain = " ".join(text.split())
    return plain[:4] if plain[:4].isdigit() and len(plain) >= 4 else plain.casefold()


def recognition_bar(company: Company, crebo: str, slot: Slot) -> Bar | None:
    """What stands in the way of bpv for this crebo at this company in this slot (WEB 7.2.8 lid 4).

    A recognition with an end needs a known end of the period that lies before it.
    """
    if company.recognised is not YesNoUnknown.YES:
        return Bar.UNKNOWN if company.recognised is YesNoUnknown.UNKNOWN else Bar.NOT_RECOGNISED
    if not company.crebos:
        return Bar.NO_CREBOS
    if crebo not in company.crebos:
        return Bar.OTHER_CREBO
    if company.until is not None and (slot.ends is None or company.until < slot.ends):
        return Bar.ENDS
    if company.stops is not None and (slot.ends is None or company.stops < slot.ends):
        return Bar.STOPS
    return None


class Rules:
    """The facts of a problem by key, and what follows for one pupil, slot and company. Raises ProblemError."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.slots = {each.key: each for each in problem.slots}
        self.companies = {each.key: each for each in problem.companies}
        self.pupils = {each.key: each for each in problem.pupils}
        self.places = {(each.company, each.slot): each.number for each in problem.places}
        self.kept = frozenset(problem.kept)
        self.positions = {area_name(name): at for name, at in problem.positions.items()}
        self._kms: dict[tuple[str, str], float | None] = {}
        self._check()

    def _check(self) -> None:
        problem = self.problem
        for name, found, given in (
            ("slot", self.slots, problem.slots),
            ("company", self.companies, problem.companies),
            ("pupil", self.pupils, problem.pupils),
            ("places", self.places, problem.places),
        ):
            if len(found) != len(given):
                raise ProblemError(f"a {name} stands in the problem twice")
        if any(number < 0 for number in self.places.values()):
            raise ProblemError("there cannot be fewer than no places")
        if len({(pair.pupil, pair.slot) for pair in problem.kept}) != len(problem.kept):
            raise ProblemError("a pupil has two earlier matches in one slot")
        if any(company not in self.companies or slot not in self.slots for company, slot in self.places):
            raise ProblemError("places name a company or slot that is not there")
        for pupil in problem.pupils:
            if len(set(pupil.slots)) != len(pupil.slots) or any(slot not in self.slots for slot in pupil.slots):
                raise ProblemError(f"the slots of {pupil.key} are not right")
        for pair in problem.kept:
            if pair.pupil not in self.pupils or pair.company not in self.companies:
                raise ProblemError("an earlier match names a pupil or company that is not there")
            if pair.slot not in self.pupils[pair.pupil].slots:
                raise ProblemError("an earlier match lies in a slot that the pupil does not need")

    def km(self, pupil: Pupil, company: Company) -> float | None:
        """Kilometres one way; within one area 0, unknown without a position."""
        one, other = area_name(pupil.area), area_name(company.area)
        if not one or not other:
            return None
        if one == other:
            return 0.0
        key = (one, other)
        if key not in self._kms:
            here, there = self.positions.get(one), self.positions.get(other)
            self._kms[key] = kilometres(here, there) if here and there else None
        return self._kms[key]

    def limit(self, pupil: Pupil) -> float | None:
        longest = pupil.longest_km if pupil.longest_km is not None else self.problem.longest_km
        return None if longest is None else float(longest)

    def bar(self, pair: Pair) -> Bar | None:
        """Why this cannot be; an earlier match may be further than the limit, since people agreed on it."""
        pupil, company = self.pupils[pair.pupil], self.companies[pair.company]
        if (found := recognition_bar(company, pupil.crebo, self.slots[pair.slot])) is not None:
            return found
        if not self.places.get((pair.company, pair.slot), 0):
            return Bar.NO_PLACES
        if pair in self.kept:
            return None
        km, limit = self.km(pupil, company), self.limit(pupil)
        return Bar.TOO_FAR if km is not None and limit is not None and km > limit else None

    def wished(self, pair: Pair) -> bool:
        """Does this company meet a wish? Who wishes nothing is content anywhere."""
        pupil, company = self.pupils[pair.pupil], self.companies[pair.company]
        if not pupil.companies and not pupil.kinds:
            return True
        kinds = {kind.casefold() for kind in pupil.kinds}
        return company.key in pupil.companies or bool(company.kind and company.kind.casefold() in kinds)

    def metres(self, pair: Pair) -> int | None:
        km = self.km(self.pupils[pair.pupil], self.companies[pair.company])
        return None if km is None else round(km * 1000)
