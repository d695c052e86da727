"""The limits of the data in numbers: what is missing, undated, unmapped or rests on one source, with the records meant."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from components.analysis.attacks import unlocated
from components.analysis.clashes import clashes_per_year, clashes_with, gap_runs
from components.analysis.tables import NATIONAL, Kept
from components.dataset.load import Dataset, split
from components.dataset.schema import TABLES
from components.dataset.sources import source_titles
from components.text.wording import runs_words

DATED = ("attacks", "meetings", "milestones", "figures")
CITED = ("clashes_per_year", *DATED)
NOT_STATED = "not stated"
AIR = ("airstrike", "airstrike incident")  # a count of these is no count of clashes


@dataclass(frozen=True, eq=False)
class Limit:
    """One limit: what it is, the table, and the rows it holds for among how many."""

    what: str
    table: str
    rows: pd.DataFrame
    of: int


def years_without_a_count(tables: Mapping[str, Kept], everything: Dataset, years: tuple[int, int]) -> str:
    """The years of the range without a published count of fighting with the military, and those counted in parts only."""
    counts = clashes_with(tables["clashes_per_year"].rows)
    counts = counts[~counts["unit"].isin(AIR)]
    table = clashes_per_year(counts, source_titles(everything.sources), years=years)
    gaps = gap_runs(table)
    whole = set(table.loc[table["coverage"] == "full year", "year"])
    parts = [year for year in sorted(set(table.dropna(subset="count_id")["year"]) - whole) if years[0] <= year <= years[1]]
    only = f" Of {runs_words(_runs(parts))} only parts are counted." if parts else ""
    if not gaps:
        return f"Every year from {years[0]} to {years[1]} has a published count of clashes.{only}"
    return f"No count of clashes for {runs_words(gaps)}: that is a gap in the sources, and not a zero.{only}"


def _runs(years: list[int]) -> list[tuple[int, int]]:
    """First and last year of each unbroken run."""
    starts = [year for year in years if year - 1 not in years]
    return list(zip(starts, [year for year in years if year + 1 not in years], strict=True))


def limits(tables: Mapping[str, Kept], everything: Dataset) -> list[Limit]:
    """Every limit that can be counted, in a fixed order; those that hold for no row are left out."""
    kept = {name: one.rows for name, one in tables.items()}
    counts, attacks, meetings, figures = (kept[name] for name in ("clashes_per_year", "attacks", "meetings", "figures"))
    lost = set(unlocated(attacks, everything.places)["attack_id"])
    found: list[tuple[str, str, pd.Series]] = [
        *((name, "without a date", _starts(kept[name]).isna()) for name in DATED),
        ("attacks", "dated to the year or month only", attacks["date_precision"].isin(["year", "month"])),
        ("attacks", "not on the map", attacks["attack_id"].isin(lost)),
        ("meetings", "not on the map", meetings["place_id"].isna()),
        ("attacks", "kept as context or as a part, in no count", attacks["counted"] == "no"),
        ("attacks", "number of killed not stated", attacks["killed_low"].isna() & attacks["killed_high"].isna()),
        ("clashes_per_year", "a part of a year only, compared with no full year", counts["coverage"] == "part year"),
        ("clashes_per_year", "superseded by a newer count, kept and never added", counts["standing"] == "superseded"),
        ("clashes_per_year", "who counted is not stated", counts["claimant_side"] == NOT_STATED),
        ("figures", "who gives the number is not stated", figures["claimant_side"] == NOT_STATED),
        ("figures", "national, not for the Kachin area", figures["area"] == NATIONAL),
        *((name, "resting on one document", _on_one_source(kept[name])) for name in CITED),
    ]
    held = [Limit(_titled(tables[name], what), name, kept[name].loc[mask], len(kept[name])) for name, what, mask in found]
    return [limit for limit in held if len(limit.rows)]


def limits_table(found: list[Limit]) -> pd.DataFrame:
    """The limits with their numbers, one a row."""
    rows = [
        {"rows": len(limit.rows), "of": limit.of, "percent": round(100 * len(limit.rows) / limit.of), "limit": limit.what}
        for limit in found
    ]
    return pd.DataFrame(rows, columns=["rows", "of", "percent", "limit"])


def limit_records(limit: Limit) -> pd.DataFrame:
    """The records of a limit: the id, what each says, and the note."""
    says = next(column for column in ("summary", "unit", "claimant") if column in limit.rows.columns)
    key = TABLES[limit.table].key
    return limit.rows[[key, says, "note"]].rename(columns={says: "what it says"}).reset_index(drop=True)


def _titled(kept: Kept, what: str) -> str:
    return f"{kept.what[:1].upper()}{kept.what[1:]}: {what}"


def _starts(table: pd.DataFrame) -> pd.Series:
    both = ("date_start", "date_end") if "date_start" in table.columns else ("period_start", "period_end")
    return table[both[0]].fillna(table[both[1]])


def _on_one_source(table: pd.DataFrame) -> pd.Series:
    return pd.Series([len(set(split(cell))) == 1 for cell in table["source_ids"]], index=table.index, dtype=bool)
