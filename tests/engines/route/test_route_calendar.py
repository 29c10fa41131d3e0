"""School years and months of a route's calendar."""

from datetime import date

from naadloos.engines.route.calendar import months, school_year_of, school_year_text


def test_a_school_year_begins_on_the_first_of_august() -> None:
    days = [date(2026, 1, 1), date(2026, 7, 31), date(2026, 8, 1), date(2026, 12, 1)]
    assert [school_year_of(day) for day in days] == [2025, 2025, 2026, 2026]
    assert school_year_text(2026) == "2026-2027"


def test_a_period_touches_its_first_and_its_last_month() -> None:
    touched = months(date(2026, 11, 30), date(2027, 2, 1))
    assert [day.isoformat() for day in touched] == ["2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01"]
