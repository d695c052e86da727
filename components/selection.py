"""What the reader chose, and the rows of a table that the choice keeps."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

SPANS = (("period_start", "period_end"), ("date_start", "date_end"))


@dataclass(frozen=True)
class Selection:
    """The chosen filters; None means that nothing was chosen, which is everything."""

    years: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """Put a range given the wrong way round into order."""
        if self.years and self.years[0] > self.years[1]:
            object.__setattr__(self, "years", (self.years[1], self.years[0]))

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows whose dates touch the chosen years; rows without a date stay, to be counted by `undated`."""
        if self.years is None:
            return table
        first, last = year_span(table)
        kept = (first <= self.years[1]) & (last >= self.years[0])
        return table[kept.fillna(value=False) | first.isna()]

    def words(self) -> str:
        """The active filters in words."""
        if self.years is None:
            return "all years"
        return f"{'year' if self.years[0] == self.years[1] else 'years'} {years_words(*self.years)}"


def undated(table: pd.DataFrame) -> pd.DataFrame:
    """The rows without any date, which no choice of years can place."""
    return table[year_span(table)[0].isna()]


def year_span(table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The first and the last year of each row; where one end is not stated, the year of the other stands for both."""
    columns = next((span for span in SPANS if set(span) <= set(table.columns)), None)
    if columns is None:
        raise KeyError("the table has neither period_start and period_end nor date_start and date_end")
    start, end = (table[column].dt.year.astype("Int64") for column in columns)
    return start.fillna(end), end.fillna(start)


def years_of(tables: Iterable[pd.DataFrame]) -> tuple[int, int]:
    """The first and the last year in which any of the tables has a row; raises ValueError when no row has a date."""
    spans = [year_span(table) for table in tables]
    first = pd.concat([start for start, _ in spans]).min()
    last = pd.concat([end for _, end in spans]).max()
    if pd.isna(first) or pd.isna(last):
        raise ValueError("no row has a date")
    return int(first), int(last)


def years_words(first: int, last: int) -> str:
    """A run of years in words: 2019, or 2019 to 2021."""
    return str(first) if first == last else f"{first} to {last}"
