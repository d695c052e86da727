"""The finding of a table in words: a title for the picture and a sentence for the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.analysis.clashes import current, gap_runs
from components.dataset.sources import citation
from components.text.wording import period_words, runs_words, years_words


@dataclass(frozen=True)
class Finding:
    """A short title and the whole sentence, computed from the same table."""

    title: str
    sentence: str
    where: str = "these sources"  # what a gap is a gap of


def clashes_finding(table: pd.DataFrame, *, per_month: bool, where: str = "these sources") -> Finding:
    """What the counts in a `clashes_per_year` table say; claimants stay apart and a part year is compared with nothing."""
    counts = current(table)
    full = counts[counts["coverage"] == "full year"]
    contested = full[full.duplicated("year", keep=False)]
    alone = full.drop(contested.index)
    partial = counts[counts["coverage"] == "part year"]
    titles = [*_contested_titles(contested, per_month), *_range_titles(alone, per_month)]
    sentences = [*_contested_sentences(contested, per_month), *_range_sentences(alone, per_month)]
    sentences += [_part_sentence(row, per_month, alone=len(counts) == 1) for row in partial.to_dict("records")]
    if not titles:
        titles = [_part_title(row, per_month) for row in partial.to_dict("records")]
    gaps = gap_runs(table)
    if gaps:
        sentences.append(f"There is no count in {where} for {runs_words(gaps)}, which does not mean no clashes.")
    title = ", ".join(titles) or f"No count of clashes in {where} for {runs_words(gaps)}"
    return Finding(title=title[:1].upper() + title[1:], sentence=" ".join(sentences), where=where)


def amount(row: dict[Any, Any], per_month: bool) -> str:
    """The number of a count as it is drawn: clashes with a thousands comma, or clashes per month to one decimal."""
    return f"{row['clashes_per_month']:,.1f}" if per_month else f"{row['clashes']:,}"


def _clashes(row: dict[Any, Any], per_month: bool) -> str:
    return "1 clash" if not per_month and row["clashes"] == 1 else f"{amount(row, per_month)} {_unit(per_month)}"


def _unit(per_month: bool) -> str:
    return "clashes a month" if per_month else "clashes"


def _contested_titles(contested: pd.DataFrame, per_month: bool) -> list[str]:
    return [
        f"{' or '.join(amount(row, per_month) for row in rows.to_dict('records'))} {_unit(per_month)} in {year}"
        for year, rows in contested.groupby("year")
    ]


def _contested_sentences(contested: pd.DataFrame, per_month: bool) -> list[str]:
    sentences = []
    for year, rows in contested.groupby("year"):
        claims = [f"{amount(row, per_month)} ({row['claimant']})" for row in rows.to_dict("records")]
        sentences.append(f"For {year} the claims differ: {' or '.join(claims)} {_unit(per_month)}.")
    return sentences


def _range_titles(full: pd.DataFrame, per_month: bool) -> list[str]:
    titles = []
    for _, rows in full.groupby("series"):
        low, high = _ends(rows)
        numbers = f"{amount(low, per_month)} to {amount(high, per_month)}"
        unit = "clashes a year" if not per_month else _unit(per_month)
        words = f"{numbers} {unit}" if len(rows) > 1 else _clashes(low, per_month)
        titles.append(f"{words} in {_years(rows)}")
    return titles


def _range_sentences(full: pd.DataFrame, per_month: bool) -> list[str]:
    sentences = []
    for _, rows in full.groupby("series"):
        low, high = _ends(rows)
        claimant = low["claimant"]
        if len(rows) == 1:
            sentences.append(f"Counted for {low['year']}: {_clashes(low, per_month)} ({_who(claimant)}).")
            continue
        sentences.append(
            f"The full-year counts of {_years(rows)} ({_who(claimant)}) run from {amount(low, per_month)} {_unit(per_month)} "
            f"in {low['year']} to {amount(high, per_month)} in {high['year']}."
        )
    return sentences


def _part_title(row: dict[Any, Any], per_month: bool) -> str:
    return f"{_clashes(row, per_month)} in {row['period']} only"


def _part_sentence(row: dict[Any, Any], per_month: bool, *, alone: bool) -> str:
    lead = "The only count here covers a part of the year:" if alone else "Not comparable with a full year:"
    if per_month:
        lead = "Only a part of the year is covered:"
    return f"{lead} {_clashes(row, per_month)} in {row['period']} only."


def _ends(rows: pd.DataFrame) -> tuple[dict[Any, Any], dict[Any, Any]]:
    ordered = rows.sort_values(["clashes", "year"]).to_dict("records")
    return ordered[0], ordered[-1]


def _years(rows: pd.DataFrame) -> str:
    years = sorted(rows["year"])
    if years == list(range(years[0], years[-1] + 1)):
        return years_words(years[0], years[-1])
    return runs_words([(year, year) for year in years])


def _who(claimant: object) -> str:
    words = str(claimant)
    return words[:1].lower() + words[1:] if words.endswith("not stated") else words


def apart_sentence(counts: pd.DataFrame, organisations: pd.DataFrame, documents: Mapping[str, str], *, total: int) -> str:
    """The counts of clashes with anyone but the military, each with its source, and that they stand in no figure."""
    names = dict(zip(organisations["organisation_id"], organisations["name"], strict=True))
    sentences = [
        f"{_clashes(row, per_month=False)} with {names[row['counterpart_id']]} in "
        f"{period_words(row['period_start'], row['period_end'])} ({_who(row['claimant'])}; "
        f"{citation(row['source_ids'], row['locators'], documents)})."
        for row in counts.to_dict("records")
    ]
    sentences.append(f"Showing {len(counts)} of {total} such counts. They stand in no figure and in no sum above.")
    return " ".join(sentences)
