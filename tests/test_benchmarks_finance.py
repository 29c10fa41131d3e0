"""The benchmark of finance measures what it says: a reference apart from the sheet finds the same total."""

import pytest

from benchmarks.finance import engine_total
from benchmarks.finance_routes import plain_total, route
from naadloos.engines.finance import calculate


@pytest.mark.parametrize("seed", range(4))
def test_the_reference_finds_the_total_of_the_engine(seed: int) -> None:
    case = route(seed)
    assert case == route(seed)
    assert len(case.items) == 12
    total = plain_total(case)
    assert engine_total(calculate(case)) == total
    assert total != plain_total(route(seed + 1))
