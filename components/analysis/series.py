"""Counts of fighting by series: one claimant counting one unit in one area, joined with no other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from components.analysis.clashes import CLASH_COLUMNS, clashes_per_year, current
from components.analysis.findings import Finding
from components.text.wording import runs_words, years_words

LONG_COUNT = 5.9  # months: a series with such counts is read by the year
SERIES_COLUMNS = {"area": "str", "start": "datetime64[ns]", "end": "datetime64[ns]"} | CLASH_COLUMNS


@dataclass(frozen=True)
class Series:
    """One series: its slug, what it is called, and the side of its claimant."""

    slug: str
    claimant: str
    claimant_side: str
    unit: str
    area: str

    @property
    def words(self) -> str:
        """Who counts what, and where."""
        return f"{self.claimant}: {self.counted}"

    @property
    def counted(self) -> str:
        """What is counted, and where."""
        return f"{units(self.unit)}, {'area not stated' if self.area == 'not stated' else self.area}"


def units(unit: str) -> str:
    """The word for several of a unit of counting."""
    return f"{unit}es" if unit.endswith("sh") else f"{unit}s"


def series_counts(counts: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """One row per count, series by series and each in time order, as `clashes_per_year` gives it, with its days and area.

    The series with most counts stands first. Years without a count have no row here; a chart shows them as gaps.
    """
    if counts.empty:
        return pd.DataFrame(columns=list(SERIES_COLUMNS)).astype(SERIES_COLUMNS)
    years = int(counts["period_start"].dt.year.min()), int(counts["period_end"].dt.year.max())
    days = counts[["count_id", "area", "period_start", "period_end"]]
    days = days.rename(columns={"period_start": "start", "period_end": "end"})
    table = clashes_per_year(counts, titles, years=years).dropna(subset="count_id")
    table = table.merge(days, on="count_id", how="inner", validate="one_to_one")
    size = table["series"].map(table["series"].value_counts())
    first = table["series"].map(table.groupby("series")["start"].min())
    order = table.assign(size=-size, first=first).sort_values(["size", "first", "series", "start", "standing"])
    return order[list(SERIES_COLUMNS)].reset_index(drop=True)


def series_of(table: pd.DataFrame) -> Iterator[tuple[Series, pd.DataFrame]]:
    """Each series of a `series_counts` table with its rows, in the order of the table."""
    texts: list[str] = list(table.select_dtypes("str").columns)
    plain = table.astype(dict.fromkeys(texts, object))  # read cell by cell, which is slow for columns of texts
    for slug, rows in plain.groupby("series", sort=False):
        claimant, side, unit, area = (str(rows[name].iloc[0]) for name in ("claimant", "claimant_side", "unit", "area"))
        yield Series(str(slug), claimant, side, unit, area), rows


def by_the_year(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the series that are read by the year: at least two counts, one of them of half a year or more."""
    return table[table["series"].isin(_yearly(table))]


def by_the_period(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the other series: counts of some weeks or months, or of one year alone."""
    return table[~table["series"].isin(_yearly(table))]


def _yearly(table: pd.DataFrame) -> set[str]:
    months = current(table).groupby("series")["months_covered"].agg(["size", "max"])
    return set(months.index[(months["size"] > 1) & (months["max"] >= LONG_COUNT)])


def yearly_finding(table: pd.DataFrame) -> Finding:
    """What the full-year counts of each series run from and to; series are never compared with each other."""
    sentences, titles = [], []
    for series, rows in series_of(current(table)):
        full = rows[rows["coverage"] == "full year"]
        if full.empty:
            continue
        low, high = full["clashes"].min(), full["clashes"].max()
        span = years_words(int(full["year"].min()), int(full["year"].max()))
        numbers = f"{low:,} to {high:,} {units(series.unit)}" if low != high else f"{low:,} {units(series.unit)}"
        titles.append(f"{numbers} a year in {span}, counted by {series.claimant}")
        sentences.append(f"{series.words}: {numbers} a year in {span} (full years only).")
    number = table["series"].nunique()
    title = titles[0] if titles else f"{number} further series by the year"
    return Finding(title=title, sentence=" ".join(sentences))


def period_finding(table: pd.DataFrame) -> Finding:
    """How many counts of short periods there are, and of how many series."""
    number, series = len(table), table["series"].nunique()
    counts = "1 count" if number == 1 else f"{number} counts"
    title = f"{counts} of some weeks, months or a single year, in {series} series with a scale each"
    return Finding(title=title, sentence=f"{title}.")


def further_words(counts: pd.DataFrame) -> str:
    """That other claimants have counts, and for which years; nothing where there is none."""
    if counts.empty:
        return ""
    years = sorted(
        {
            year
            for first, last in zip(counts["period_start"], counts["period_end"], strict=True)
            for year in range(first.year, last.year + 1)
        }
    )
    breaks = [position for position, year in enumerate(years) if position == 0 or year != years[position - 1] + 1]
    runs = [(years[start], years[end - 1]) for start, end in zip(breaks, [*breaks[1:], len(years)], strict=True)]
    return (
        f"That is what the five documents count. Other claimants have {len(counts):,} counts for all or parts of "
        f"{runs_words(runs)}, in other units and areas; they stand apart and are joined with none of these."
    )


def coverage_finding(table: pd.DataFrame) -> Finding:
    """How many of the years each series covers, in one title and a sentence for each series."""
    sentences = []
    for series, rows in series_of(table):
        full = sorted(rows.loc[(rows["coverage"] == "full year") & (rows["standing"] == "current"), "year"].unique())
        parts = sorted(set(rows.loc[rows["coverage"] == "part year", "year"]) - set(full))
        words = [f"all of {_listed(full)}"] if full else []
        words += [f"parts of {_listed(parts)}"] if parts else []
        sentences.append(f"{series.words}: {' and '.join(words)}.")
    number = table["series"].nunique()
    several = "One series" if number == 1 else f"{number} series"
    return Finding(title=f"{several} and the time each covers; no line joins two", sentence=" ".join(sentences))


def _listed(years: list[int]) -> str:
    words = [str(year) for year in years]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
