"""The tables of the data page: rows found by a text, sources with their records, disputes by kind."""

from collections import Counter

import pandas as pd

from components.dataset.kinds import Count, Event, Holding, Meeting, Milestone, Published, Record
from components.dataset.schema import TABLES
from components.filters.view import View

FIRST, UNSHOWN = ("attacks", "clashes_per_year", "meetings", "figures"), ("core_readings", "distinct_pairs")
SHOWN = [*FIRST, *(name for name in TABLES if name not in (*FIRST, *UNSHOWN))]
UNJUDGED = "F"
KINDS: dict[type[Record], str] = {
    Event: "events",
    Count: "counts",
    Meeting: "talks",
    Milestone: "milestones",
    Published: "figures",
    Holding: "reports of who held a town",
}


def matching(table: pd.DataFrame, text: str) -> pd.DataFrame:
    """The rows that have all words of a text in any of their cells, whatever their case."""
    words = text.casefold().split()
    if not words:
        return table
    lines = table.astype("str").agg(" ".join, axis=1).str.casefold()
    kept = pd.Series(data=True, index=table.index)
    for word in words:
        kept &= lines.str.contains(word, regex=False)
    return table[kept]


def sources(view: View) -> pd.DataFrame:
    """Every source with how many records name it, the most named first; the reliability only where it is judged."""
    given: dict[str, Counter[str]] = {}
    for record in view.records.by_id.values():
        for source in record.unique_sources:
            given.setdefault(source, Counter())[KINDS[type(record)]] += 1
    found = [given.get(identity, Counter()) for identity in view.dataset.sources["source_id"]]
    gives = [", ".join(f"{number} {kind}" for kind, number in one.most_common()) for one in found]
    table = view.dataset.sources.assign(records=[one.total() for one in found], gives=gives)
    columns = ["source_id", "publisher", "title", "published_on", "kind", "records", "gives", "url"]
    if (table["reliability"] != UNJUDGED).any():
        columns.insert(5, "reliability")
    return table[columns].sort_values(["records", "source_id"], ascending=[False, True], ignore_index=True)


def disputes(view: View, kind: str = "") -> pd.DataFrame:
    """Disputes of a kind, or all: those that change a number or date on a page first."""
    table = view.dataset.disputes
    rows = table[table["kind"] == kind] if kind else table
    ordered = rows.assign(order=rows["weight"].map({"yes": 0, "no": 1}))
    return ordered.sort_values(["order", "dispute_id"], ignore_index=True).drop(columns="order")
