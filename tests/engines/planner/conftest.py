"""Short ways to write a problem."""

import pytest
from conftest_planner import MakeProblem, MakeUnit, make_problem, make_unit


@pytest.fixture
def unit() -> MakeUnit:
    return make_unit


@pytest.fixture
def problem() -> MakeProblem:
    return make_problem
