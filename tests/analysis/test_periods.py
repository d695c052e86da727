"""The promises of two periods side by side."""

import pytest

from components.analysis import periods
from components.dataset.load import load
from components.filters.view import View

VIEW = View(load())


@pytest.mark.parametrize(("years", "months"), [((2016, 2017), 24), ((2023, 2023), 12), ((2026, 2026), 3), ((2025, 2026), 15)])
def test_a_period_covers_only_the_months_on_record(years: tuple[int, int], months: int) -> None:
    assert VIEW.records.last_day.isoformat() == "2026-03-10"
    assert periods.period(VIEW, years).months == months


def test_events_of_a_period_are_the_counted_ones_that_begin_in_it() -> None:
    one = periods.period(VIEW, (2016, 2017))
    assert len(one.events) == sum(event.counted and event.year in (2016, 2017) for event in VIEW.events)


def test_a_rate_is_events_for_each_month_on_record() -> None:
    one, other = periods.period(VIEW, (2016, 2017)), periods.period(VIEW, (2023, 2024))
    table = periods.families(one, other)
    assert table["events 2016–2017"].sum() == len(one.events)
    assert table["a month 2023–2024"].sum() == pytest.approx(len(other.events) / 24, abs=0.01)


def test_the_same_period_twice_shows_the_same_numbers_twice() -> None:
    one = periods.period(VIEW, (2016, 2017))
    assert all(first == second for _, _, first, second in periods.townships(one, one))


def test_a_period_without_events_is_shown_as_none() -> None:
    nothing = periods.period(VIEW, (1975, 1975))
    assert (len(nothing.events), periods.townships(nothing, nothing)) == (0, [])
