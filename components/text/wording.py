"""The words of numbers, dates and periods, each worded once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MEAN_MONTH = 365.2425 / 12


def period_words(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """A period in words: 2022 for a whole year, Jan-Mar 2023 for whole months, else both days."""
    if not (start.day == 1 and end.is_month_end and start.year == end.year):
        return f"{start.date()} to {end.date()}"
    if (start.month, end.month) == (1, 12):
        return str(start.year)
    months = MONTHS[start.month - 1]
    return f"{months}-{MONTHS[end.month - 1]} {end.year}" if start.month != end.month else f"{months} {end.year}"


def month_words(day: date) -> str:
    """A day by its month: Dec 2019."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def runs(years: Iterable[int]) -> list[tuple[int, int]]:
    """The years in order as runs that follow on each other, each by its first and its last year."""
    found: list[tuple[int, int]] = []
    for year in sorted(years):
        found = [*found[:-1], (found[-1][0], year)] if found and found[-1][1] == year - 1 else [*found, (year, year)]
    return found


def runs_words(found: list[tuple[int, int]]) -> str:
    """Runs of years in words: 2011, 2013 to 2018 and 2024."""
    words = [years_words(*run) for run in found]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def years_words(first: int, last: int) -> str:
    """A run of years in words: 2019, or 2019 to 2021."""
    return str(first) if first == last else f"{first} to {last}"


def plain_text(value: object) -> str:
    """A value as its CSV cell shows it."""
    if value is None:
        return ""
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def whole_year(start: pd.Timestamp, end: pd.Timestamp) -> bool:
    """Whether the two days are 1 January and 31 December of one year."""
    return bool(start == pd.Timestamp(start.year, 1, 1) and end == pd.Timestamp(start.year, 12, 31))


def date_words(row: Mapping[Any, Any]) -> str:
    """A date with no more precision than is known: 9 Oct 2023, 7-8 Jul 2012, Dec 2012, 2024, undated."""
    start, end = row["date_start"], row["date_end"]
    if pd.isna(start):
        return "undated"
    if row["date_precision"] == "year" or whole_year(start, end):
        return str(start.year)
    if row["date_precision"] == "month":
        return f"{MONTHS[start.month - 1]} {start.year}"
    if start == end:
        return _day_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day_words(end)}"
    return f"{start.year}–{end.year}" if _whole_years(start, end) else f"{_day_words(start)} – {_day_words(end)}"


def _whole_years(start: pd.Timestamp, end: pd.Timestamp) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _day_words(day: pd.Timestamp) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
