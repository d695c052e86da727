"""The data as the five documents alone give it, or as all sources together do."""

import io
from dataclasses import replace
from typing import Any, Literal

import pandas as pd

from components.dataset.load import Dataset, file_of, fingerprint, typed
from components.dataset.row_rules import split
from components.dataset.schema import COUNTED_RECORDS, TABLES
from components.dataset.table_rules import TOWNSHIP_SEATS, Table, unused

Evidence = Literal["all", "core"]
EVIDENCE: dict[Evidence, str] = {"all": "five documents and public reporting", "core": "five documents only"}

Cells = dict[str, pd.DataFrame]  # each table by its name, every cell a text


def of_evidence(everything: Dataset, evidence: Evidence) -> Dataset:
    """All the data, or what the five documents alone give, with files and a fingerprint of its own.

    Under core a record stays when at least one of the five documents is among its sources; other sources leave it, values
    that they settled or widened go back to the core reading, and what nothing refers to any more leaves as well.
    """
    if evidence == "all":
        return everything
    files = {name: io.BytesIO(file_of(everything.table(name))) for name in TABLES}
    cells = {name: pd.read_csv(file, dtype="str", keep_default_na=False) for name, file in files.items()}
    _take_core_readings(cells)
    core = set(everything.sources.loc[everything.sources["collection"] == "core", "source_id"])
    for name, frame in cells.items():
        if "source_ids" in frame.columns:
            cells[name] = _with_core_sources(frame, core)
        elif "source_id" in frame.columns:
            cells[name] = frame[frame["source_id"].isin(core)]
    known = set().union(*(cells[name][TABLES[name].key] for name in COUNTED_RECORDS))
    cells["claims"] = cells["claims"][cells["claims"]["record_id"].isin(known)]
    pairs = cells["distinct_pairs"]
    cells["distinct_pairs"] = pairs[pairs[["id_one", "id_two"]].isin(known).all(axis=1)]
    _drop_lost_ids(cells)
    _drop_unused(cells)
    tables: dict[str, Any] = {name: typed(TABLES[name], frame.to_numpy().tolist())[0] for name, frame in cells.items()}
    written = {name: file_of(table) for name, table in tables.items()}
    return replace(everything, **tables, fingerprint=fingerprint(written), files=written)


def _take_core_readings(cells: Cells) -> None:
    """Put in the values the five documents give; a row whose id is no core reading leaves."""
    for reading in cells["core_readings"].to_dict("records"):
        name, column = str(reading["table"]), str(reading["column"])
        row = cells[name][TABLES[name].key] == reading["record_id"]
        if column == TABLES[name].key:
            cells[name] = cells[name][~row]
        else:
            cells[name] = cells[name].assign(**{column: cells[name][column].mask(row, str(reading["core_value"]))})
    cells["core_readings"] = cells["core_readings"].head(0)


def _with_core_sources(frame: pd.DataFrame, core: set[str]) -> pd.DataFrame:
    """The rows with at least one core source, and of their sources and locators those that are core."""
    pairs = [
        [(source, locator) for source, locator in zip(split(ids), split(places), strict=True) if source in core]
        for ids, places in zip(frame["source_ids"], frame["locators"], strict=True)
    ]
    parts = {
        name: [";".join(pair[end] for pair in row) for row in pairs] for end, name in enumerate(("source_ids", "locators"))
    }
    frame = frame.assign(**parts)
    return frame[frame["source_ids"] != ""]


def _drop_lost_ids(cells: Cells) -> None:
    """Take ids of rows that have left out of the cells that hold lists of them."""
    known = set().union(*(frame[TABLES[name].key] for name, frame in cells.items()))
    for name, frame in cells.items():
        for column in TABLES[name].columns.values():
            if column.kind == "list" and column.refers_to and column.name != "source_ids":
                left = [";".join(item for item in split(cell) if item in known) for cell in frame[column.name]]
                cells[name] = cells[name].assign(**{column.name: left})


def _drop_unused(cells: Cells) -> None:
    """Take out the places and organisations that no remaining record uses; the 42 seats stay."""
    left = unused({name: Table.of(TABLES[name], frame) for name, frame in cells.items()})
    for name in ("places", "organisations"):
        cells[name] = cells[name][~cells[name][TABLES[name].key].isin(left[name] - set(TOWNSHIP_SEATS))]
