"""Rows of the data made into small tidy tables and the numbers that stand in sentences."""

from collections.abc import Hashable, Mapping
from itertools import groupby
from typing import Any

import pandas as pd

from components.dataset.load import split
from components.dataset.sources import locator_words, source_words
from components.filters.choice import Selection, years_of
from components.text.wording import months_covered, period_words

MILITARY = "myanmar_military"
NO_COUNT = "no count in these sources"
LONG_SERIES = 4  # full years that a series beside the core ones must have to stand in the long view

CLASH_COLUMNS = {
    "year": "int64",
    "period": "str",
    "clashes": "Int64",
    "unit": "str",
    "claimant": "str",
    "coverage": "str",
    "months_covered": "Float64",
    "clashes_per_month": "Float64",
    "change_on_year_before": "Int64",
    "standing": "str",
    "claimant_side": "str",
    "source": "str",
    "locator": "str",
    "note": "str",
    "series": "str",
    "count_id": "str",
}


def years_on_record(clashes: pd.DataFrame, attacks: pd.DataFrame, meetings: pd.DataFrame) -> tuple[int, int]:
    """The first and last year with a clash count, an attack or a meeting, which is the range a reader can choose from."""
    return years_of((clashes, attacks, meetings))


def clashes_with(counts: pd.DataFrame, counterpart: str = MILITARY) -> pd.DataFrame:
    """The counts of clashes with one organisation, the military unless told otherwise."""
    return counts[counts["counterpart_id"] == counterpart]


def clashes_apart(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts of clashes with anyone but the military, which stand in no figure and no sum with the others."""
    return counts[counts["counterpart_id"] != MILITARY]


def core_series(counts: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The counts of the series that the five documents give."""
    return counts[_is_core(counts, sources)]


def further_series(counts: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The counts of all other series, which stand in figures of their own and are joined to none of the five documents'."""
    return counts[~_is_core(counts, sources)]


def long_series(counts: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The counts of the core series and of each other series of clashes with at least four full years, for the long view."""
    full = counts[(counts["coverage"] == "full year") & (counts["standing"] == "current") & (counts["unit"] == "clash")]
    years = full["series"].value_counts()
    return counts[_is_core(counts, sources) | counts["series"].isin(years[years >= LONG_SERIES].index)]


def _is_core(counts: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    core = set(sources.loc[sources["collection"] == "core", "source_id"])
    given = [not core.isdisjoint(split(ids)) for ids in counts["source_ids"]]
    return counts["series"].isin(counts.loc[given, "series"])


def clashes_per_year(counts: pd.DataFrame, titles: Mapping[str, str], *, years: tuple[int, int]) -> pd.DataFrame:
    """One row per count, and one without numbers for each year of the range that has no count.

    Clashes are a number in the period; the rate is clashes per month covered. The change on the year before stands only
    between full years of the same series. A count lies within one calendar year (the loader holds it to that).
    """
    inside = Selection(years=years).of(counts)
    rows = [_count_row(count, titles) for count in inside.to_dict("records")]
    empty = set(range(years[0], years[1] + 1)) - {row["year"] for row in rows}
    rows += [{"year": year, "period": str(year), "coverage": NO_COUNT} for year in empty]
    table = pd.DataFrame(rows, columns=list(CLASH_COLUMNS)).astype(CLASH_COLUMNS)
    table = table.assign(change_on_year_before=pd.array(_changes(table), dtype="Int64"))
    superseded = table["standing"] == "superseded"
    return table.assign(last=superseded).sort_values(["year", "last", "count_id"], ignore_index=True).drop(columns="last")


def gap_runs(table: pd.DataFrame) -> list[tuple[int, int]]:
    """First and last year of each unbroken run of years without a count."""
    years = sorted(table.loc[table["coverage"] == NO_COUNT, "year"])
    runs = groupby(enumerate(years), key=lambda pair: pair[1] - pair[0])
    spans = [[year for _, year in run] for _, run in runs]
    return [(span[0], span[-1]) for span in spans]


def current(table: pd.DataFrame) -> pd.DataFrame:
    """The counts that stand: no gaps and nothing superseded."""
    return table[table["standing"] == "current"]


def superseded(table: pd.DataFrame) -> pd.DataFrame:
    """The older counts of a year that a newer one replaces; kept and marked, in no sum."""
    return table[table["standing"] == "superseded"]


def _count_row(count: Mapping[Hashable, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    start, end = count["period_start"], count["period_end"]
    months = months_covered(start, end)
    kept = {name: count[name] for name in CLASH_COLUMNS if name in count}
    return kept | {
        "year": start.year,
        "period": period_words(start, end),
        "months_covered": months,
        "clashes_per_month": round(count["clashes"] / months, 1),
        "source": source_words(count["source_ids"], titles),
        "locator": locator_words(count["locators"]),
    }


def _changes(table: pd.DataFrame) -> list[int | None]:
    comparable = table[(table["coverage"] == "full year") & (table["standing"] == "current")]
    known = {(row["series"], row["year"]): int(row["clashes"]) for row in comparable.to_dict("records")}
    changes: list[int | None] = [None] * len(table)
    for position, row in enumerate(table.to_dict("records")):
        before = known.get((row["series"], row["year"] - 1))
        if before is not None and row["coverage"] == "full year" and row["standing"] == "current":
            changes[position] = int(row["clashes"]) - before
    return changes
