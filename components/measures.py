"""Rows of the data made into small tidy tables and the numbers that stand in sentences."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any

import pandas as pd

from components.datasets import split
from components.selection import Selection, years_of, years_words

MILITARY = "myanmar_military"
NO_COUNT = "no count in these sources"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MEAN_MONTH = 365.2425 / 12
LONG_SERIES = 4  # full years that a series beside the core ones must have to stand in the long view
NAMED_SOURCES = 4  # so many reports, or publishers, a line can name

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


def months_covered(start: pd.Timestamp, end: pd.Timestamp) -> float:
    """Length of a period in months: whole where it runs from a first to a last day of a month, else by the mean month."""
    if start.day == 1 and end.is_month_end:
        return float((end.year - start.year) * 12 + end.month - start.month + 1)
    return round(((end - start).days + 1) / MEAN_MONTH, 2)


def period_words(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """A period in words: 2022 for a whole year, Jan-Mar 2023 for whole months, else both days."""
    if not (start.day == 1 and end.is_month_end and start.year == end.year):
        return f"{start.date()} to {end.date()}"
    if (start.month, end.month) == (1, 12):
        return str(start.year)
    months = MONTHS[start.month - 1]
    return f"{months}-{MONTHS[end.month - 1]} {end.year}" if start.month != end.month else f"{months} {end.year}"


def source_words(source_ids: str, titles: Mapping[str, str]) -> str:
    """The sources of a row, each named once by its title."""
    return "; ".join(dict.fromkeys(titles[source] for source in split(source_ids)))


def locator_words(locators: str) -> str:
    """Where in the sources, one after the other."""
    return "; ".join(split(locators))


def source_titles(sources: pd.DataFrame) -> dict[str, str]:
    """What each source is called on screen: its document number or its publisher and date, and its title."""
    names = document_names(sources)
    return {
        identity: f"{document} {title}" if isinstance(document, str) else f"{names[identity]}: {title}"
        for identity, document, title in zip(sources["source_id"], sources["document"], sources["title"], strict=True)
    }


def document_names(sources: pd.DataFrame) -> dict[str, str]:
    """What each source is called in a short citation: document 002, or The Irrawaddy, 5 May 2022.

    Two reports of one publisher on one day are told apart by their ids.
    """
    columns = (sources[column].tolist() for column in ("document", "publisher", "published_on"))
    names = dict(zip(sources["source_id"], map(_short_citation, *columns), strict=True))
    shared = Counter(names.values())
    return {identity: f"{name} ({identity})" if shared[name] > 1 else name for identity, name in names.items()}


@lru_cache(maxsize=4096)  # asked for every source at every choice, and the names of days and months take their time
def _short_citation(document: object, publisher: object, day: pd.Timestamp) -> str:
    if isinstance(document, str):
        return f"document {document}"
    by = publisher if isinstance(publisher, str) else "publisher not stated"
    return f"{by}, {'undated' if pd.isna(day) else f'{day.day} {day:%B %Y}'}"


def sources_in_words(identities: Iterable[str], sources: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """What to call these sources in one line: each by its name, or, past a handful, further ones by number and publisher."""
    used = list(dict.fromkeys(identities))
    rows = sources.set_index("source_id").reindex(used)
    further = rows[rows["collection"] == "extended"]
    if len(further) <= NAMED_SOURCES:
        return [names[identity] for identity in used]
    publishers = further["publisher"].fillna("publisher not stated").value_counts(sort=True)
    named = ", ".join(f"{publisher} {number}" for publisher, number in publishers.head(NAMED_SOURCES).items())
    rest = len(publishers) - NAMED_SOURCES
    others = f" and {rest} more" if rest > 0 else ""
    core = [names[identity] for identity in used if identity not in further.index]
    return [*core, f"{len(further)} public reports and documents ({named}{others}), each named in the table"]


def citation(source_ids: str, locators: str, documents: Mapping[str, str]) -> str:
    """Each source once, with its locators: document 002 (Summary, para 7; Clashes with Tatmadaw, line 1)."""
    places: dict[str, list[str]] = {}
    for source, locator in zip(split(source_ids), split(locators), strict=True):
        known = places.setdefault(documents[source], [])
        known.extend([locator] * (locator not in known))
    return ", ".join(f"{document} ({'; '.join(found)})" for document, found in places.items())


def runs_words(runs: list[tuple[int, int]]) -> str:
    """Runs of years in words: 2011, 2013 to 2018 and 2024."""
    words = [years_words(*run) for run in runs]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


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
