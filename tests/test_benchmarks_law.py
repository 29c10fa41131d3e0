"""The benchmark of the law measures what it says: routes that differ, and the same each time."""

from benchmarks import law
from naadloos.engines.law import Outcome, check


def test_made_up_routes_differ_and_stay_the_same() -> None:
    assert law.variant(1) == law.variant(1)
    outcomes = [{each.outcome for each in check(law.variant(seed), on=law.DAY)} for seed in range(3)]
    assert all(each == set(Outcome) for each in outcomes)
    assert len({law.variant(seed).route.model_dump_json() for seed in range(10)}) == 10
