"""Published counts of clashes: by series and year, of short periods, and UCDP's fatal events."""

from collections.abc import Iterable

import pandas as pd

from components.analysis.story import MILITARY, is_full
from components.dataset.kinds import Count, FatalEvents
from components.filters.view import View
from components.text.wording import MEAN_MONTH, years_words

WHOLE = ("clash", "engagement")  # units that count fighting of any kind
ALL_AREAS = "all areas"
SERIES_NAMES = {
    "kio_yearly": "KIO via ND-Burma",
    "army_kio": "army commander",
    "mpm_kachin": "Peace Monitor",
    "kia_intelligence": "KIA intelligence",
}


def with_military(view: View) -> tuple[Count, ...]:
    """The counts of clashes with the military under the view, superseded ones too."""
    return tuple(one for one in view.counts if one.counterpart_id == MILITARY)


def months(count: Count) -> float:
    """How many months a count covers."""
    if count.start is None or count.end is None:
        return 12.0
    return max(((count.end - count.start).days + 1) / MEAN_MONTH, 0.1)


def yearly(view: View) -> dict[str, list[Count]]:
    """The counts of each series that has at least one count of a full year, by date."""
    every = [one for one in view.records.counts if one.counterpart_id == MILITARY and one.unit in WHOLE]
    full = {one.series for one in every if is_full(one)}
    return by_series(one for one in with_military(view) if one.series in full)


def by_year(view: View) -> pd.DataFrame:
    """The current yearly counts, a row a year and a column a claimant; * part of a year, empty where none was published."""
    first, last = view.years
    table = pd.DataFrame({"year": range(first, last + 1)})
    for rows in yearly(view).values():
        words = {one.year: number_words(one) for one in rows if one.standing == "current"}
        table[short_name(rows[-1])] = [words.get(year, "") for year in table["year"]]
    return table


def number_words(count: Count) -> str:
    """A count as it is written beside others of whole years: 740, or 38* where it covers a part of one."""
    return f"{count.value:,}{'' if is_full(count) else '*'}"


def short(view: View) -> dict[str, list[Count]]:
    """The counts of all other series, each of a part of a year, by date."""
    return by_series(one for one in with_military(view) if one.series not in yearly(view.but("years")))


def by_series(found: Iterable[Count]) -> dict[str, list[Count]]:
    """Counts by their series, each by date."""
    series: dict[str, list[Count]] = {}
    for count in sorted(found, key=lambda one: (str(one.start), one.id)):
        series.setdefault(count.series, []).append(count)
    return series


def table(found: Iterable[Count]) -> pd.DataFrame:
    """Counts as a table, one row each."""
    columns = ["id", "year", "period", "count", "unit", "claimant", "side", "area", "coverage", "standing", "KIO/KIA against"]
    rows = []
    for one in found:
        against = "military" if one.counterpart_id == MILITARY else one.counterpart_id.upper()
        said = one.value, one.unit, one.claimant, one.side, one.row["area"]
        rows.append((one.id, one.year, one.when, *said, one.coverage, one.standing, against))
    return pd.DataFrame(rows, columns=columns)


def claimants(view: View) -> pd.DataFrame:
    """Who counts: each claimant with its series, the years they cover and how many counts there are."""
    found = []
    for rows in by_series(with_military(view)).values():
        one, years = rows[0], years_words(rows[0].year or 0, rows[-1].year or 0).replace(" to ", "–")
        found.append((one.claimant, one.side, one.unit, one.row["area"], years, len(rows)))
    table = pd.DataFrame(found, columns=["claimant", "side", "unit", "area", "years", "counts"])
    return table.sort_values(["claimant", "years"], ignore_index=True)


def fatal(view: View, area: str = ALL_AREAS) -> tuple[FatalEvents, ...]:
    """UCDP's fatal events of an area in all years it covers, whatever years are chosen."""
    return tuple(sorted((one for one in view.records.fatal_events if one.area == area), key=lambda one: one.year))


def finding(view: View) -> str:
    """The counts in a line: the highest with its claimant, and how far others of the same year lie below."""
    full = sorted((one for rows in yearly(view).values() for one in rows if is_full(one)), key=lambda one: -one.value)
    if not full:
        return "No count of a full year was published for these years."
    same = [one for one in full if one.year == full[0].year and one is not full[0]]
    return f"{full[0].year}: {', '.join(f'{short_name(one)} {one.value:,}' for one in (full[0], *same[:2]))}."


def short_name(count: Count) -> str:
    """Whose count it is, in a few letters."""
    if count.series in SERIES_NAMES:
        return SERIES_NAMES[count.series]
    named = {"Government of Myanmar": "government", "Claimant not stated": "claimant not stated"}
    return named.get(count.claimant, count.claimant.split(",")[0].split(" (")[0])


def fatal_table(rows: Iterable[FatalEvents]) -> pd.DataFrame:
    """UCDP's rows as a table."""
    return pd.DataFrame(
        [(one.year, one.area, one.events, one.low, one.best, one.high) for one in rows],
        columns=["year", "area", "fatal events", "deaths low", "deaths best", "deaths high"],
    )
