"""Rows of a brought file made into small tables: per year, by precision of the place, by place, and binned for the map."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from components.text.wording import MONTHS
from components.uploads.reader import Imported

NOT_IN_FILE = "not in this file"
LONGEST_GAP = 12  # months: longer without any row, and the time between is not covered
EDGE_DAYS = 31  # a file whose first or last day is nearer than this to the end of its year is taken to cover that year
MARKS_MOST, CELLS_MOST, CIRCLES_MOST = 1_500, 3_000, 150
FINEST, WIDE = 0.01, 100_000  # degrees of a point, and more squares than lie along any parallel
CELLS = (0.05, 0.1, 0.2, 0.5)  # degrees; the first with few enough squares is taken
POINTS = ("exact", "village")
AROUND = "approximate"
DEATHS = ("killed_low", "killed_best", "killed_high")


@dataclass(frozen=True, eq=False)
class Mapped:
    """What the map draws: places with their rows, or squares of a grid where there would be too many places."""

    marks: pd.DataFrame
    cell: float | None  # degrees of a square, where binned
    around: pd.DataFrame  # places near which rows lie; empty where there would be too many circles
    located: int
    nearby: int
    not_located: int


def events_per_year(rows: pd.DataFrame, imported: Imported, *, years: tuple[int, int]) -> pd.DataFrame:
    """A row for each year of the range: events and deaths, and whether the file covers the whole year.

    A year outside the file's days has no numbers; a year inside them without a row has 0 events, and the file says no more.
    """
    first, last = years
    place = rows["year"].to_numpy().astype(int) - first
    inside = (place >= 0) & (place <= last - first)
    span = last - first + 1
    events = np.bincount(place[inside], minlength=span)
    deaths = {name: np.bincount(place[inside], weights=rows[name].to_numpy()[inside], minlength=span) for name in DEATHS}
    table = pd.DataFrame({"year": range(first, last + 1), "events": events, **deaths})
    table = table.astype({"events": "Int64", **dict.fromkeys(DEATHS, "Int64")})
    told = [_coverage(year, imported) for year in table["year"]]
    table.insert(1, "period", pd.Series([period for period, _ in told], dtype="str"))
    table.insert(2, "coverage", pd.Series([coverage for _, coverage in told], dtype="str"))
    table.loc[table["coverage"] == NOT_IN_FILE, ["events", *DEATHS]] = pd.NA
    return table


def years_shown(rows: pd.DataFrame, chosen: tuple[int, int] | None, recorded: tuple[int, int]) -> tuple[int, int]:
    """The years of the table: those chosen, or else all in which the file has rows or our records lie."""
    if chosen:
        return chosen
    if rows.empty:
        return recorded
    return min(recorded[0], int(rows["year"].min())), max(recorded[1], int(rows["year"].max()))


def mapped(rows: pd.DataFrame) -> Mapped:
    """The rows located to a place as marks: one for each point, or one for each square where points are too many.

    Beside them the places near which other rows lie, which are never points.
    """
    points, around = (rows["precision"].isin(words).to_numpy() for words in (POINTS, (AROUND,)))
    kept = rows[points]
    for cell in (None, *CELLS):
        codes, different = _squares(kept, cell or FINEST)
        if len(different) <= (MARKS_MOST if cell is None else CELLS_MOST):
            break
    near = rows[around]
    near_codes, near_places = _squares(near, FINEST)
    if len(near_places) > CIRCLES_MOST:
        near, near_codes, near_places = near.head(0), near_codes[:0], near_places[:0]
    return Mapped(
        _marks(kept, codes, different, cell),
        cell,
        _marks(near, near_codes, near_places, None),
        located=int(points.sum()),
        nearby=int(around.sum()),
        not_located=int((~points & ~around).sum()),
    )


def not_mapped(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that stand on no place of their own, counted by the place their file names, most first."""
    located = rows["precision"].isin((*POINTS, AROUND))
    rest = rows.loc[~located, ["place_as_written", "state", "precision_as_given", "killed_best"]]
    columns = ["place_as_written", "state", "precision_as_given"]
    grouped = rest.groupby(columns, observed=True, dropna=False)["killed_best"].agg(rows="size", killed_best="sum")
    table = grouped.reset_index().sort_values("rows", ascending=False, kind="stable", ignore_index=True)
    return table.assign(**{name: table[name].astype("str") for name in columns})


def spans(imported: Imported) -> list[tuple[date, date]]:
    """The runs of time that a file covers: a gap of more than a year without any row of it parts two of them."""
    if imported.first_day is None or imported.last_day is None:
        return []
    months = sorted(imported.months)
    gaps = [pair for pair in pairwise(months) if _month_number(pair[1]) - _month_number(pair[0]) > LONGEST_GAP]
    firsts = [imported.first_day, *(date(*month, 1) for _, month in gaps)]
    lasts = [*(date(*month, monthrange(*month)[1]) for month, _ in gaps), imported.last_day]
    return list(zip(firsts, lasts, strict=True))


def _month_number(month: tuple[int, int]) -> int:
    return 12 * month[0] + month[1]


def _coverage(year: int, imported: Imported) -> tuple[str, str]:
    """The period of a year that the file covers, in words, and what to call it."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    touching = [(first, last) for first, last in spans(imported) if last >= start and first <= end]
    if not touching:
        return str(year), NOT_IN_FILE
    first, last = touching[0][0], touching[-1][1]
    starts = first if first > start and (first - start).days >= EDGE_DAYS else start
    ends = last if last < end and (end - last).days >= EDGE_DAYS else end
    if (starts, ends) == (start, end):
        return str(year), "full year"
    return f"{starts.day} {MONTHS[starts.month - 1]} to {ends.day} {MONTHS[ends.month - 1]} {year}", "part year"


def _squares(rows: pd.DataFrame, step: float) -> tuple[np.ndarray, np.ndarray]:
    """The number of each row's square of a grid with this step, and the squares."""
    down, across = (np.floor(rows[side].to_numpy() / step + 1e-6).astype(np.int64) for side in ("latitude", "longitude"))
    return pd.factorize(down * WIDE + across)


def _marks(rows: pd.DataFrame, codes: np.ndarray, different: np.ndarray, cell: float | None) -> pd.DataFrame:
    """One mark for each point or square: its rows, years and deaths."""
    number, years = len(different), rows["year"].to_numpy()
    first_year, last_year = np.full(number, years.max(initial=0)), np.zeros(number, dtype=years.dtype)
    np.minimum.at(first_year, codes, years)
    np.maximum.at(last_year, codes, years)
    deaths = {name: np.bincount(codes, weights=rows[name].to_numpy(), minlength=number).astype(int) for name in DEATHS}
    step, half = cell or FINEST, 0.5 if cell else 0
    places = rows["place_as_written"].iloc[pd.Series(codes).drop_duplicates().index].astype("object")
    return pd.DataFrame(
        {
            "latitude": ((different // WIDE + half) * step).round(4),
            "longitude": ((different % WIDE + half) * step).round(4),
            "place": places.to_numpy() if cell is None else "",
            "rows": np.bincount(codes, minlength=number),
            "first_year": first_year,
            "last_year": last_year,
            **deaths,
        }
    ).sort_values("rows", ascending=False, kind="stable", ignore_index=True)
