"""What a choice of years keeps."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.filters.choice import Selection, undated, year_span, years_of
from components.text.wording import years_words


def counts(*spans: tuple[str | None, str | None]) -> pd.DataFrame:
    start, end = zip(*spans, strict=True)
    return pd.DataFrame(
        {"period_start": pd.Series(start, dtype="datetime64[ns]"), "period_end": pd.Series(end, dtype="datetime64[ns]")}
    )


THREE = counts(("2012-01-01", "2012-12-31"), ("2021-06-01", "2022-03-31"), (None, None))


def test_nothing_chosen_is_everything() -> None:
    assert list(Selection().of(THREE).index) == [0, 1, 2]
    assert Selection().words() == "all years"


@pytest.mark.parametrize(
    ("years", "kept"), [((2012, 2012), [0, 2]), ((2013, 2020), [2]), ((2022, 2023), [1, 2]), ((2012, 2021), [0, 1, 2])]
)
def test_a_row_is_kept_when_its_dates_touch_the_years_and_an_undated_row_always(
    years: tuple[int, int], kept: list[int]
) -> None:
    assert list(Selection(years=years).of(THREE).index) == kept


def test_undated_rows_are_counted_apart() -> None:
    assert list(undated(THREE).index) == [2]


def test_a_range_the_wrong_way_round_is_put_in_order() -> None:
    assert Selection(years=(2021, 2019)) == Selection(years=(2019, 2021))


def test_an_end_that_is_not_stated_takes_the_year_of_the_other() -> None:
    first, last = year_span(counts(("2012-10-01", None), (None, "2014-02-01")))
    assert list(first) == list(last) == [2012, 2014]


def test_dates_of_records_work_as_periods_of_counts_do() -> None:
    records = THREE.rename(columns={"period_start": "date_start", "period_end": "date_end"})
    assert list(Selection(years=(2012, 2012)).of(records).index) == [0, 2]


def test_a_table_without_dates_is_refused() -> None:
    with pytest.raises(KeyError, match="date_start"):
        Selection(years=(2012, 2012)).of(pd.DataFrame({"name": ["x"]}))


def test_years_of_tables_span_all_of_them_and_need_a_date() -> None:
    assert years_of([THREE, counts(("1994-02-24", "1994-02-24"))]) == (1994, 2022)
    with pytest.raises(ValueError, match="no row has a date"):
        years_of([counts((None, None))])


def test_years_in_words() -> None:
    assert years_words(2019, 2019) == "2019"
    assert Selection(years=(2019, 2019)).words() == "year 2019"
    assert Selection(years=(2019, 2021)).words() == "years 2019 to 2021"


@given(st.integers(2000, 2030), st.integers(2000, 2030), st.integers(2000, 2030))
def test_a_one_day_record_is_kept_exactly_when_its_year_is_in_the_range(one: int, other: int, year: int) -> None:
    kept = Selection(years=(one, other)).of(counts((f"{year}-05-01", f"{year}-05-01")))
    assert len(kept) == (min(one, other) <= year <= max(one, other))
