"""The words of numbers, dates and periods, each worded once."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MEAN_MONTH = 365.2425 / 12


def period_words(start: date, end: date) -> str:
    """A period in words: 2022, 2011–2013, Jan–Mar 2023 for whole months, else its days."""
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return days_words(start, end)
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return month_words(start)
    first = MONTHS[start.month - 1] if start.year == end.year else month_words(start)
    return f"{first}–{month_words(end)}"


def days_words(start: date, end: date) -> str:
    """The days of a period with what they share said once: 9 Oct 2023, 7–8 Jul 2012, 30 Jul – 2 Aug 2012."""
    last = f"{end.day} {month_words(end)}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    return f"{start.day} {MONTHS[start.month - 1]}{f' {start.year}' if start.year != end.year else ''} – {last}"


def many(number: int, noun: str) -> str:
    """A number with its noun: 1 event, 1,234 events."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def most(counted: Mapping[Any, int]) -> str:
    """Which of them has most, all who share it: "2024, 68", "2024 and 2025, 19 each", "5 alike, 1 each"."""
    top = max(counted.values())
    names = [str(name) for name, number in counted.items() if number == top]
    if len(names) > 3:
        return f"{len(names)} alike, {top} each"
    return f"{', '.join(names[:-1])} and {names[-1]}, {top} each" if len(names) > 1 else f"{names[0]}, {top}"


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
    if row["date_precision"] == "year":
        return str(start.year)
    if row["date_precision"] == "month":
        return month_words(start)
    is_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return period_words(start, end) if is_years else days_words(start, end)
