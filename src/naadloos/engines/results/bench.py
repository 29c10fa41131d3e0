"""Judge one candidate by the rules in force on a day.

Flow: ``picture`` says between which bounds each part lies; each rule's check is put to the lowest and the highest
marks; subjects that may be left out are left out where that helps (UWVO 3.33); where it is not known for which group
of students the rules must hold, both are tried. Only what is the same in all of these is said.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations, product

from naadloos.engines.results.book import Book
from naadloos.engines.results.case import Case
from naadloos.engines.results.checks import CHECKS
from naadloos.engines.results.cohorts import belongs
from naadloos.engines.results.norms import Norms, value_on
from naadloos.engines.results.picture import Picture, picture_of
from naadloos.engines.results.schema import Rule
from naadloos.engines.results.terms import Holds, Outcome, Status
from naadloos.engines.results.types import Final, RuleResult
from naadloos.engines.route.terms import YesNoUnknown, gettext_noop

Rules = tuple[Rule, ...]


class Bench:
    """The rules of one exam on one day, ready to be put to a case."""

    def __init__(self, case: Case, on: date, book: Book) -> None:
        self.case, self.on, self.book = case, on, book
        self.hours = keuzedeel_hours(case, on, book)
        self.picture = picture_of(case, book.parts_of(case.exam), keuzedeel_hours=self.hours)
        in_force = book.rules_for(case.exam, on)
        self.worlds = list(self._worlds(tuple(rule for rule in in_force if rule.purpose == "diploma")))
        self.honours = tuple(rule for rule in in_force if rule.purpose == "cum_laude")
        self._norms: dict[str, Norms] = {}

    def norms(self, rule: Rule) -> Norms:
        if rule.id not in self._norms:
            self._norms[rule.id] = Norms(self.book.parameters, rule, self.case.exam, self.on, self.hours)
        return self._norms[rule.id]

    def _worlds(self, rules: Rules) -> Iterator[Rules]:
        """The sets of rules that can hold for this student: one, or two when the group is not known."""
        answers = {name: belongs(self.case.start, cohort) for name, cohort in self.book.cohorts.items()}
        names = sorted({rule.cohort.id for rule in rules if rule.cohort is not None})
        options = [
            (True, False) if answers[name] is YesNoUnknown.UNKNOWN else (answers[name] is YesNoUnknown.YES,)
            for name in names
        ]
        for chosen in product(*options):
            inside = dict(zip(names, chosen, strict=True))
            yield tuple(r for r in rules if r.cohort is None or r.cohort.inside == inside[r.cohort.id])

    def options(self) -> Iterator[tuple[int, ...]]:
        """Which lines may be left out together, the fewest first (UWVO 3.33 lid 3)."""
        spare: dict[str, list[int]] = {}
        for place, line in enumerate(self.picture.lines):
            if line.part.may_leave_out:
                spare.setdefault(line.part.id, []).append(place)
        counts = {part.id: part.count for part in self.picture.parts}
        per_part = [
            [chosen for size in range(len(places) - counts[part] + 1) for chosen in combinations(places, size)]
            for part, places in spare.items()
        ]
        every = [tuple(place for group in chosen for place in group) for chosen in product(*per_part)]
        return iter(sorted(every, key=len))

    def _all(self, rules: Rules, picture: Picture, *, surely: bool) -> bool:
        sheet = picture.low if surely else picture.high
        return all(
            (CHECKS[rule.check].surely if surely else CHECKS[rule.check].possibly or CHECKS[rule.check].surely)(
                sheet, self.norms(rule)
            )
            for rule in rules
        )

    def outcome(self, rules: Rules) -> tuple[Outcome, tuple[int, ...]]:
        """The outcome by these rules, and what is best left out for it."""
        every = list(self.options())
        for surely, outcome in ((True, Outcome.PASSED), (False, Outcome.OPEN)):
            for left_out in every:
                if self._all(rules, self.picture.without(left_out), surely=surely):
                    return outcome, left_out
        return Outcome.FAILED, ()

    def overall(self, extra: Rules = ()) -> tuple[Outcome, tuple[int, ...]]:
        """The outcome in every world; open when they differ."""
        found = [self.outcome((*rules, *extra)) for rules in self.worlds]
        same = {outcome for outcome, _ in found}
        return (found[0][0] if len(same) == 1 else Outcome.OPEN), found[0][1]

    def rule_results(self, rules: Rules, picture: Picture) -> tuple[RuleResult, ...]:
        return tuple(self._rule_result(rule, picture) for rule in rules)

    def _rule_result(self, rule: Rule, picture: Picture) -> RuleResult:
        check, norms = CHECKS[rule.check], self.norms(rule)
        holds = check.holds(picture, norms)
        finding = check.explain(holds, picture, norms)
        cohort = self.book.cohorts[rule.cohort.id] if rule.cohort is not None else None
        sure = rule.status is Status.CONFIRMED and norms.confirmed
        # A cohort that was read nowhere makes every rule for and beside it unsure.
        sure = sure and (cohort is None or cohort.status is Status.CONFIRMED)
        only_for = ""
        if cohort is not None and rule.cohort is not None and len(self.worlds) > 1:
            only_for = cohort.title if rule.cohort.inside else gettext_noop("alle anderen")
        return RuleResult(
            rule.id,
            rule.title,
            rule.duty,
            holds,
            finding.reason,
            finding.needed if holds is not Holds.YES else (),
            finding.missing if holds is Holds.OPEN else (),
            rule.citations,
            Status.CONFIRMED if sure else Status.TO_CONFIRM,
            only_for,
        )

    def all_rules(self) -> Rules:
        """The rules of every world, once each, in the order of the data."""
        found = {rule.id for rules in self.worlds for rule in rules}
        return tuple(r for r in self.book.rules_for(self.case.exam, self.on) if r.id in found)

    def finals(self, left_out: tuple[int, ...]) -> tuple[Final, ...]:
        lines = self.picture.lines
        found = [
            Final(
                line.part.id,
                line.name,
                line.low.mark,
                line.high.mark,
                line.entry,
                made=False,
                in_words=line.low.in_words,
                left_out=place in left_out,
            )
            for place, line in enumerate(lines)
        ]
        rest = self.picture.without(left_out)
        for low, high in zip(rest.low[len(rest.lines) :], rest.high[len(rest.lines) :], strict=True):
            found.append(
                Final(low.part, low.name, low.mark, high.mark, None, made=True, in_words=False, left_out=False)
            )
        return tuple(found)


def keuzedeel_hours(case: Case, on: date, book: Book) -> int:
    """Klokuren that the keuzedelen must have together (EKB 17d); 0 for the vmbo."""
    if not case.exam.is_mbo:
        return 0
    size = value_on(book.parameters["keuzedelen_omvang"], on)
    less = value_on(book.parameters["keuzedelen_vermindering"], on)
    hours = size.get(case.exam.value) if isinstance(size, dict) else None
    if not isinstance(hours, Decimal) or not isinstance(less, Decimal):
        raise TypeError("keuzedelen_omvang hoort een tabel te zijn en keuzedelen_vermindering een getal")
    return int(hours - less if case.fewer_hours else hours)
