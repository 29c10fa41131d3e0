"""What must hold for any marks."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from result_cases import DAY, NEW, base_data, entry

from naadloos.engines.results import Case, Entry, Exam, Outcome, Start, Word, default_book, judge
from naadloos.engines.results.bench import Bench
from naadloos.engines.results.chances import filled
from naadloos.engines.results.checks.pattern import points_short
from naadloos.engines.results.norms import value_on
from naadloos.engines.results.schema import Compensation
from naadloos.engines.route.terms import YesNoUnknown

ORDER = [Outcome.FAILED, Outcome.OPEN, Outcome.PASSED]
# Most marks near the border, where rules bite.
TENTHS = st.one_of(st.integers(40, 75), st.integers(10, 100)).map(lambda number: Decimal(number) / 10)
WHOLE = st.one_of(st.integers(4, 8), st.integers(1, 10)).map(Decimal)


def outcome(case: Case) -> Outcome:
    return Bench(case, DAY, default_book()).overall()[0]


@st.composite
def an_entry(draw: st.DrawFn, row: Entry) -> Entry:
    """The same part with other marks; each may be missing."""
    if row.word is not None and row.own is None and row.part != "kerntaak":
        good = (Word.DONE, Word.NOT_DONE) if row.part in {"burgerschap", "bpv"} else (Word.GOOD, Word.INSUFFICIENT)
        return replace(row, word=draw(st.sampled_from([*good, good[0], None])))
    if row.central is None:
        return replace(row, word=None, own=draw(st.one_of(WHOLE, st.none())))
    central = draw(st.one_of(TENTHS, TENTHS, st.none()))
    resit = draw(st.one_of(st.none(), st.none(), TENTHS)) if central is not None else None
    own = draw(st.one_of(TENTHS, TENTHS, st.none()))
    return replace(row, own=own, central=central, resit=resit, early=draw(st.booleans()) and central is not None)


@st.composite
def a_case(draw: st.DrawFn) -> Case:
    exam = draw(st.sampled_from(list(Exam)))
    rows = [entry(row) for row in base_data()[exam.value]]
    if not exam.is_mbo and draw(st.booleans()):
        rows.append(
            replace(next(row for row in rows if row.part == "keuzevak"), name="extra") if exam != "tl" else rows[5]
        )
    return Case(
        exam,
        tuple(draw(an_entry(row)) for row in rows),
        promoted=draw(st.sampled_from(list(YesNoUnknown))),
        start=draw(st.sampled_from([NEW, Start()])),
    )


def raised(case: Case, place: int, by: int) -> Case:
    """One known mark higher; the case itself when nothing at this place can rise."""
    row = case.entries[place]
    if row.word in (Word.INSUFFICIENT, Word.NOT_DONE):
        better = Word.GOOD if row.word is Word.INSUFFICIENT else Word.DONE
        changed = replace(row, word=better)
    elif row.own is not None:
        step = Decimal(by) if row.central is None else Decimal(by) / 10
        higher = min(Decimal(10), row.own + step)
        changed = replace(row, own=higher)
    elif row.central is not None:
        changed = replace(row, central=min(Decimal(10), row.central + Decimal(by) / 10))
    else:
        changed = row
    return replace(case, entries=(*case.entries[:place], changed, *case.entries[place + 1 :]))


@given(a_case(), st.data())
@settings(deadline=None, max_examples=150)
def test_a_higher_mark_never_makes_the_outcome_worse(case: Case, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(case.entries) - 1))
    higher = raised(case, place, data.draw(st.integers(1, 40)))
    assert ORDER.index(outcome(higher)) >= ORDER.index(outcome(case))


def base_has_central(case: Case, place: int) -> bool:
    part = next(p for p in default_book().parts_of(case.exam) if p.id == case.entries[place].part)
    return part.central is not YesNoUnknown.NO


@given(a_case(), st.data())
@settings(deadline=None, max_examples=150)
def test_filling_in_what_is_missing_never_contradicts_a_definite_outcome(case: Case, data: st.DataObject) -> None:
    before = outcome(case)
    rows = []
    for place, row in enumerate(case.entries):
        fresh = data.draw(an_entry(entry(next(r for r in base_data()[case.exam.value] if r["part"] == row.part))))
        if base_has_central(case, place):
            central = row.central if row.central is not None else fresh.central
            own = row.own if row.own is not None else fresh.own
            rows.append(replace(row, own=own, central=central))
        elif row.own is None and row.word is None:
            rows.append(replace(row, own=fresh.own, word=None if fresh.own is not None else fresh.word))
        else:
            rows.append(row)
    promoted = case.promoted if case.promoted is not YesNoUnknown.UNKNOWN else data.draw(st.sampled_from(YesNoUnknown))
    after = outcome(replace(case, entries=tuple(rows), promoted=promoted, start=NEW))
    if before is not Outcome.OPEN:
        assert after is before


@given(a_case())
@settings(deadline=None, max_examples=100)
def test_what_is_still_needed_is_enough_and_less_is_not(case: Case) -> None:
    result = judge(case, on=DAY)
    if result.outcome is not Outcome.OPEN or not result.needed or "mark" not in result.needed[0].values:
        return
    bench = Bench(case, DAY, default_book())
    mark = Decimal(str(result.needed[0].values["mark"]))
    assert outcome(filled(bench, mark)) is Outcome.PASSED
    step = 1 if all(line.low.central is None for line in bench.picture.lines if line.missing) else Decimal("0.1")
    if mark - step >= 1:
        assert outcome(filled(bench, mark - step)) is not Outcome.PASSED


@given(a_case())
@settings(deadline=None, max_examples=100)
def test_the_outcome_follows_from_the_rules_that_are_shown(case: Case) -> None:
    result = judge(case, on=DAY)
    holds = {rule.holds.value for rule in result.rules}
    if any(rule.only_for for rule in result.rules):
        return
    if result.outcome is Outcome.PASSED:
        assert holds == {"voldoet"}
    elif result.outcome is Outcome.FAILED:
        assert "voldoet niet" in holds
    else:
        assert "voldoet niet" not in holds
        assert "nog niet te zeggen" in holds
        assert any(rule.missing for rule in result.rules)


def test_the_pattern_is_the_law_read_letter_by_letter() -> None:
    norm = value_on(default_book().parameters["compensatie"], DAY)
    assert isinstance(norm, Compensation)
    for marks in product(range(3, 9), repeat=4):
        low = Counter(mark for mark in marks if mark < 6)
        seven = any(mark >= 7 for mark in marks)
        by_letter = (
            low.total() == 0
            or low == Counter({5: 1})
            or (low == Counter({4: 1}) and seven)
            or (low == Counter({5: 2}) and seven)
        )
        assert (points_short(marks, norm) == 0) is by_letter, marks


def test_the_points_that_are_short_are_the_fewest_that_help() -> None:
    norm = value_on(default_book().parameters["compensatie"], DAY)
    assert isinstance(norm, Compensation)
    for marks in product(range(3, 8), repeat=3):
        fewest = min(
            sum(more)
            for more in product(range(6), repeat=3)
            if points_short([mark + extra for mark, extra in zip(marks, more, strict=True)], norm) == 0
        )
        assert points_short(marks, norm) == fewest, marks
