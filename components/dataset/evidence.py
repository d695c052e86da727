"""The data as the five documents alone give it, or as all sources together do."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

import pandas as pd

from components.dataset.cells import cell_value
from components.dataset.load import Dataset, file_of, fingerprint, split
from components.dataset.schema import COUNTED_RECORDS, TABLES
from components.dataset.table_rules import TOWNSHIP_SEATS, Table, unused

Evidence = Literal["all", "core"]
EVIDENCE: dict[Evidence, str] = {"all": "five documents and public reporting", "core": "five documents only"}

Frames = dict[str, pd.DataFrame]


def has_extended(everything: Dataset) -> bool:
    """Whether the data hold any source beyond the five documents."""
    return bool((everything.sources["collection"] == "extended").any())


def of_evidence(everything: Dataset, evidence: Evidence) -> Dataset:
    """All the data, or what the five documents alone give, with files and a fingerprint of its own.

    Under core a record stays when at least one of the five documents is among its sources; other sources leave it, values
    that they settled or widened go back to the core reading, and what nothing refers to any more leaves as well.
    """
    if evidence == "all" or not has_extended(everything):
        return everything
    core = set(everything.sources.loc[everything.sources["collection"] == "core", "source_id"])
    frames: Frames = {name: _with_core_readings(name, everything) for name in TABLES}
    frames["sources"] = _kept(frames["sources"], frames["sources"]["source_id"].isin(core))
    for name, frame in frames.items():
        if "source_ids" in frame.columns:
            frames[name] = _with_core_sources(frame, core)
    frames["core_readings"] = frames["core_readings"].head(0)
    frames["claims"] = _kept(frames["claims"], frames["claims"]["source_id"].isin(core))
    known = set().union(*(frames[name][TABLES[name].key] for name in COUNTED_RECORDS))
    frames["claims"] = _kept(frames["claims"], frames["claims"]["record_id"].isin(known))
    both = frames["distinct_pairs"][["id_one", "id_two"]].isin(known).all(axis=1)
    frames["distinct_pairs"] = _kept(frames["distinct_pairs"], both)
    frames = _without_unused(_without_lost_ids(frames))
    files = {name: file_of(frames[name]) for name in TABLES}
    tables: dict[str, Any] = dict(frames)
    return replace(everything, **tables, fingerprint=fingerprint(files), files=files)


def _with_core_readings(name: str, everything: Dataset) -> pd.DataFrame:
    """The table with the values the five documents give; a row whose id is no core reading leaves."""
    frame, spec = everything.table(name), TABLES[name]
    readings = everything.core_readings[everything.core_readings["table"] == name]
    for reading in readings.to_dict("records"):
        row = frame[spec.key] == reading["record_id"]
        if reading["column"] == spec.key:
            frame = frame[~row]
        else:
            column = spec.columns[str(reading["column"])]
            cell = reading["core_value"] if isinstance(reading["core_value"], str) else ""
            value = cell_value(column, cell)[0]
            values = [value if here else kept for here, kept in zip(row, frame[column.name], strict=True)]
            frame = frame.assign(**{column.name: pd.Series(values, index=frame.index, dtype=column.dtype)})
    return frame


def _with_core_sources(frame: pd.DataFrame, core: set[str]) -> pd.DataFrame:
    """The rows with at least one core source, and of their sources and locators those that are core."""
    pairs = [
        [(source, locator) for source, locator in zip(split(ids), split(places), strict=True) if source in core]
        for ids, places in zip(frame["source_ids"], frame["locators"], strict=True)
    ]
    sources = [";".join(source for source, _ in row) for row in pairs]
    locators = [";".join(locator for _, locator in row) for row in pairs]
    columns = {
        name: pd.Series(cells, index=frame.index, dtype="str")
        for name, cells in (("source_ids", sources), ("locators", locators))
    }
    return _kept(frame.assign(**columns), pd.Series([bool(row) for row in pairs], index=frame.index, dtype=bool))


def _without_lost_ids(frames: Frames) -> Frames:
    """The tables without ids, in cells that hold lists of them, of rows that have left."""
    known = set().union(*(frames[name][TABLES[name].key] for name in TABLES))
    return {name: _listing(name, frame, known.__contains__) for name, frame in frames.items()}


def _listing(name: str, frame: pd.DataFrame, is_known: Callable[[str], bool]) -> pd.DataFrame:
    lists = [column.name for column in TABLES[name].columns.values() if column.kind == "list" and column.refers_to]
    for column in lists:
        if column != "source_ids":
            cells = [";".join(item for item in split(cell) if is_known(item)) or None for cell in frame[column]]
            frame = frame.assign(**{column: pd.Series(cells, index=frame.index, dtype="str")})
    return frame


def _without_unused(frames: Frames) -> Frames:
    """The tables without the places and organisations that no remaining record uses; the 42 seats stay."""
    left: Mapping[str, set[str]] = unused({name: Table.of(TABLES[name], frame) for name, frame in frames.items()})
    gone = (left["places"] | left["organisations"]) - set(TOWNSHIP_SEATS)
    kept: dict[str, Any] = {
        name: _kept(frames[name], ~frames[name][TABLES[name].key].isin(gone)) for name in ("places", "organisations")
    }
    return frames | kept


def _kept(frame: pd.DataFrame, rows: pd.Series) -> pd.DataFrame:
    return frame[rows].reset_index(drop=True)
