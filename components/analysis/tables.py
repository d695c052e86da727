"""The tables under a choice: what it keeps of each, what each source contributed, which disputes it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from components.analysis.attacks import safe_places
from components.dataset.evidence import EVIDENCE
from components.dataset.load import Dataset, split
from components.dataset.schema import TABLES, VOCABULARIES
from components.filters.choice import FIELDS, Selection, undated

PARTS = ("Tables", "Sources", "Disputes", "Method", "Cite and download")
ALL_TOPICS = "All topics"
TABLE_NAMES = {spec.title: name for name, spec in TABLES.items()} | {name: name for name in TABLES}
RECORDS = ("clashes_per_year", "attacks", "claims", "meetings", "milestones", "figures")
LISTS = ("organisations", "places", "sources")
ROWS = {"clashes_per_year": "clash counts"}
NATIONAL = "Myanmar (national)"
CITING = {name: column for name, spec in TABLES.items() for column in ("source_ids", "source_id") if column in spec.columns}
EMPTY = {"place_id": "no place", "event_type": "no type", "actor_id": "no actor"}
LABELS = {"years": "years", "townships": "township", "types": "type of event", "actors": "actor", "sources": "source"}


@dataclass(frozen=True, eq=False)
class Kept:
    """What a choice keeps of one table, which of its filters work there, and what it cannot place: kept undated, or lost."""

    name: str
    rows: pd.DataFrame
    total: int
    choice: Selection
    idle: tuple[str, ...]
    undated: int
    lost: tuple[str, ...]

    @property
    def reached(self) -> bool:
        """Whether any filter in use works on the table."""
        return bool(used(self.choice))

    @property
    def what(self) -> str:
        """What its rows are, in the middle of a sentence."""
        return ROWS.get(self.name, TABLES[self.name].title.lower())


def kept_tables(choice: Selection, everything: Dataset) -> dict[str, Kept]:
    """Each table as the choice leaves it; a filter works on the tables that have its column and leaves the others whole."""
    return {name: _kept(choice, name, everything) for name in TABLES}


def used(choice: Selection) -> tuple[str, ...]:
    """The filters in use, by what they are called."""
    return tuple(words for field, words in LABELS.items() if getattr(choice, field))


def chosen_words(choice: Selection) -> str:
    """The filters in use in words; the years only where they are chosen, or where nothing is."""
    return choice.words().removeprefix("all years, ")


def subset_words(choice: Selection) -> str:
    """What was chosen, in words, where that is a part of the data: by filters, or by the evidence; else nothing."""
    return chosen_words(choice) if used(choice) or choice.evidence == EVIDENCE["core"] else ""


def national(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures for the whole country, which are context and in no Kachin number."""
    return figures[figures["area"] == NATIONAL]


def sources_cited(kept: Iterable[Kept]) -> set[str]:
    """The ids of the sources that any row of these tables names."""
    cited = (one.rows[CITING[one.name]] for one in kept if one.name in CITING)
    return {source for cells in cited for cell in cells for source in split(cell)}


def contributions(everything: Dataset, tables: Mapping[str, Kept]) -> pd.DataFrame:
    """One row per source with what it is and how many kept rows of each table name it; a row may name several sources."""
    citing = [name for name in CITING if name != "sources"]
    rows = []
    for source in everything.sources.to_dict("records"):
        counts = {name: _naming(tables[name].rows[CITING[name]], str(source["source_id"])) for name in citing}
        letter = str(source["reliability"])
        facts = {
            "publisher": source["publisher"],
            "published_on": source["published_on"],
            "published_basis": source["published_basis"],
            "reliability": f"{letter}: {VOCABULARIES['reliability'][letter]}",
            "collection": source["collection"],
        }
        rows.append({"source_id": source["source_id"], "title": source["title"]} | counts | facts)
    return pd.DataFrame(rows)


def disputes_about(choice: Selection, everything: Dataset, tables: Mapping[str, Kept]) -> pd.DataFrame:
    """The disputes that touch a row the choice keeps, or a claim on such a row; every dispute when nothing is chosen.

    A chosen source is looked for in the dispute's own sources, the other filters in the records it names.
    """
    disputes = tables["disputes"].rows
    by_record = replace(choice, sources=())
    if not used(by_record):
        return disputes
    reached = (one for one in tables.values() if used(replace(one.choice, sources=())))
    concerned = {identity for one in reached for identity in one.rows[TABLES[one.name].key]}
    claims = everything.claims
    concerned |= set(claims.loc[claims["record_id"].isin(concerned), "claim_id"])
    touched = [not concerned.isdisjoint(split(cell)) for cell in disputes["record_ids"]]
    return disputes[pd.Series(touched, index=disputes.index, dtype=bool)]


def _kept(choice: Selection, name: str, everything: Dataset) -> Kept:
    table = safe_places(everything.places) if name == "places" else everything.table(name)
    citing = table.rename(columns={"source_id": "source_ids"})  # one source or several, the same filter
    working = choice.on(citing)
    rows = table.loc[working.of(citing).index]
    idle = tuple(LABELS[field] for field in ("years", *FIELDS.values()) if getattr(choice, field) != getattr(working, field))
    empty = {words: working.left_out(table, column) for column, words in EMPTY.items()}
    lost = tuple(f"{number} with {words}" for words, number in empty.items() if number)
    return Kept(name, rows, len(table), working, idle, len(undated(rows)) if working.years else 0, lost)


def _naming(cells: pd.Series, source: str) -> int:
    return sum(source in split(cell) for cell in cells)
