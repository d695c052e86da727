"""What the reader chose, and the rows of a table that the choice keeps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from components.dataset.row_rules import split
from components.text.wording import years_words

FIELDS = {"place_id": "townships", "event_type": "types", "actor_id": "actors", "source_ids": "sources"}
SPANS = (("period_start", "period_end"), ("date_start", "date_end"))


@dataclass(frozen=True)
class Choice:
    """One chosen value of a filter: what it is called and the ids it stands for."""

    name: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Selection:
    """The chosen filters; None or nothing means that nothing was chosen, which is everything.

    Each filter works on the tables that have its column and leaves the others as they are. `evidence` only says in words which
    data were chosen from (`evidence.of_evidence` chooses them); it is empty where there is nothing to choose between.
    """

    years: tuple[int, int] | None = None
    townships: tuple[Choice, ...] = ()
    types: tuple[Choice, ...] = ()
    actors: tuple[Choice, ...] = ()
    sources: tuple[Choice, ...] = ()
    evidence: str = ""

    def __post_init__(self) -> None:
        """Put a range given the wrong way round into order."""
        if self.years and self.years[0] > self.years[1]:
            object.__setattr__(self, "years", (self.years[1], self.years[0]))

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows that every chosen filter keeps.

        Rows without a date stay whatever the years, to be counted by `undated`; rows without a place, type or actor leave
        when that filter is used, to be counted by `left_out`.
        """
        for column, choices in self._active(table).items():
            table = table[_holds(table[column], choices)]
        return self._in_years(table)

    def on(self, table: pd.DataFrame) -> "Selection":
        """The part of the choice that works on a table: the filters whose column it has."""
        columns = set(table.columns)
        has_span = any(set(span) <= columns for span in SPANS)
        left_out: dict[str, Any] = {field: () for column, field in FIELDS.items() if column not in columns}
        return replace(self, years=self.years if has_span else None, **left_out)

    def left_out(self, table: pd.DataFrame, column: str) -> int:
        """How many rows a used filter leaves out only because their cell in its column is empty; 0 when it is not used."""
        active = self._active(table)
        if column not in active:
            return 0
        for other, choices in active.items():
            table = table[table[column].isna()] if other == column else table[_holds(table[other], choices)]
        return len(self._in_years(table))

    def words(self, table: pd.DataFrame | None = None) -> str:
        """The active filters in words; with a table, only those that work on it."""
        parts = [self.years_words()]
        labels = {"place_id": "township", "event_type": "type", "actor_id": "actor", "source_ids": "source"}
        for column, choices in self._chosen().items():
            if choices and (table is None or column in table.columns):
                parts.append(f"{labels[column]} {' or '.join(choice.name for choice in choices)}")
        return ", ".join([*parts, self.evidence] if self.evidence else parts)

    def years_words(self) -> str:
        """The chosen years in words: all years, year 2019, years 2019 to 2021."""
        if self.years is None:
            return "all years"
        return f"{'year' if self.years[0] == self.years[1] else 'years'} {years_words(*self.years)}"

    def _chosen(self) -> dict[str, tuple[Choice, ...]]:
        return {
            "place_id": self.townships,
            "event_type": self.types,
            "actor_id": self.actors,
            "source_ids": self.sources,
        }

    def _active(self, table: pd.DataFrame) -> dict[str, tuple[Choice, ...]]:
        return {column: choices for column, choices in self._chosen().items() if choices and column in table.columns}

    def _in_years(self, table: pd.DataFrame) -> pd.DataFrame:
        if self.years is None:
            return table
        first, last = year_span(table)
        kept = (first <= self.years[1]) & (last >= self.years[0])
        return table[kept.fillna(value=False) | first.isna()]


def _holds(column: pd.Series, choices: tuple[Choice, ...]) -> pd.Series:
    """Whether each cell names one of the chosen ids; a cell may hold a list."""
    wanted = {identity for choice in choices for identity in choice.ids}
    found = [not wanted.isdisjoint(split(cell)) for cell in column]
    return pd.Series(found, index=column.index, dtype=bool)


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
