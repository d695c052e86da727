"""The curated CSVs as validated frames: every fault of a folder is found and told together."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from components.dataset import DATA
from components.dataset.cells import cell_value
from components.dataset.csv_gate import Rows, read_rows
from components.dataset.faults import DataFaults, Fault
from components.dataset.schema import TABLES, TableSpec, frame_schema
from components.dataset.table_rules import Table, broken_rules
from components.text.wording import plain_text

CITATION = DATA.parent / "CITATION.cff"


@dataclass(frozen=True, eq=False)
class Dataset:
    """The fourteen tables of one load, with the version, the date and the SHA-256 fingerprint of the data."""

    sources: pd.DataFrame
    clashes_per_year: pd.DataFrame
    attacks: pd.DataFrame
    claims: pd.DataFrame
    meetings: pd.DataFrame
    milestones: pd.DataFrame
    figures: pd.DataFrame
    organisations: pd.DataFrame
    places: pd.DataFrame
    disputes: pd.DataFrame
    control: pd.DataFrame
    ucdp_by_year: pd.DataFrame
    core_readings: pd.DataFrame
    distinct_pairs: pd.DataFrame
    version: str
    date: str
    fingerprint: str
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)  # the bytes of each table's file

    def __hash__(self) -> int:
        """The same for the same data, so that what is made of it is made once."""
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        """Whether the other one holds the same data."""
        return isinstance(other, Dataset) and self.fingerprint == other.fingerprint

    def table(self, name: str) -> pd.DataFrame:
        """The table of that name; raises KeyError when there is none."""
        if name not in TABLES:
            raise KeyError(name)
        frame: pd.DataFrame = getattr(self, name)
        return frame


def load(folder: Path = DATA) -> Dataset:
    """The validated tables of a folder; raises DataFaults with every fault found.

    Each file's bytes are read once, so that a file replaced meanwhile is either the old or the new one. Rules between
    tables are asked only of tables that are sound in themselves.
    """
    contents, faults = read_files(folder)
    version, data_date, citation_faults = release(CITATION)
    faults += citation_faults
    frames: dict[str, pd.DataFrame] = {}
    for name, content in contents.items():
        frame, found = _frame(TABLES[name], content)
        faults += found
        if frame is not None and not found:
            frames[name] = frame
    tables = {name: Table.of(TABLES[name], frame) for name, frame in frames.items()}
    faults += broken_rules(tables, date.fromisoformat(data_date) if data_date else None)
    if faults:
        raise DataFaults(tuple(sorted(faults, key=lambda fault: fault.place)))
    return Dataset(**frames, version=version, date=data_date, fingerprint=fingerprint(contents), files=contents)


def file_of(table: pd.DataFrame) -> bytes:
    """A table as its file in the data folder is written: UTF-8, comma, LF, missing as empty, dates as ISO 8601."""
    text: str = table.to_csv(index=False, lineterminator="\n", float_format="%.13g", date_format="%Y-%m-%d")
    return text.encode()


def release(citation: Path) -> tuple[str, str, list[Fault]]:
    """The version and the release date that CITATION.cff gives, and the faults of these two lines."""
    if not citation.is_file():
        return "", "", [Fault(citation.name, None, None, None, "the file must exist beside the data folder")]
    text = citation.read_text(encoding="utf-8", errors="replace")
    version = re.search(r"""^version:\s*["']?([\w.+-]+)["']?\s*$""", text, re.MULTILINE)
    released = re.search(r"""^date-released:\s*["']?([\d-]+)["']?\s*$""", text, re.MULTILINE)
    is_day = released and not cell_value(TABLES["sources"].columns["published_on"], released[1])[1]
    wanted = {"version: 1.2.3": version, "date-released: 2026-01-31": is_day}
    faults = [Fault(citation.name, None, None, None, f"must have a line like {line}") for line in wanted if not wanted[line]]
    if faults or not version or not released:
        return "", "", faults
    return version[1], released[1], []


def read_files(folder: Path) -> tuple[dict[str, bytes], list[Fault]]:
    """The bytes of each table's file, read once, and a fault for each file that cannot be read."""
    contents: dict[str, bytes] = {}
    faults = []
    for name, spec in TABLES.items():
        try:
            contents[name] = (folder / spec.file).read_bytes()
        except OSError as error:
            rule = f"the file must be there and readable ({error.strerror})"
            faults.append(Fault(spec.file, None, None, None, rule))
    return contents, faults


def fingerprint(contents: Mapping[str, bytes]) -> str:
    """The SHA-256 over the files of all tables."""
    digest = sha256()
    for name in TABLES:
        digest.update(f"{name} {len(contents[name])}\n".encode() + contents[name])
    return digest.hexdigest()


def _frame(spec: TableSpec, content: bytes) -> tuple[pd.DataFrame | None, list[Fault]]:
    """The typed frame of a file and the faults of its shape and cells; no frame when it is not the table at all."""
    rows, faults = read_rows(spec.file, content, list(spec.columns), may_be_empty=spec.may_be_empty)
    if faults:
        return None, faults
    frame, faults = typed(spec, rows)
    unread = {(fault.row, fault.column) for fault in faults}
    faults += [fault for fault in _schema_faults(spec, frame) if (fault.row, fault.column) not in unread]
    return frame, faults


def typed(spec: TableSpec, rows: Rows) -> tuple[pd.DataFrame, list[Fault]]:
    """The frame of a table of text cells, and a fault for each cell that breaks the rule of its kind."""
    faults: list[Fault] = []
    columns = {}
    for position, column in enumerate(spec.columns.values()):
        values: list[Any] = []
        for number, row in enumerate(rows, start=2):
            value, rule = cell_value(column, row[position])
            values.append(value)
            if rule:
                faults.append(Fault(spec.file, number, column.name, row[position], rule))
        columns[column.name] = pd.Series(values, dtype=column.dtype)
    return pd.DataFrame(columns), faults


def _schema_faults(spec: TableSpec, frame: pd.DataFrame) -> Iterator[Fault]:
    try:
        frame_schema(spec.name).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        for case in error.failure_cases.to_dict("records"):
            value = frame[case["column"]].iloc[int(case["index"])]
            column, number, check = spec.columns[case["column"]], int(case["index"]) + 2, case["check"]
            if check == "not_nullable":
                yield Fault(spec.file, number, column.name, "", "must hold a value")
                continue
            low, high = SWAPPED.get(column.name, (math.inf, -math.inf))
            looks = ": latitude and longitude look swapped" if isinstance(value, float) and low <= value <= high else ""
            yield Fault(spec.file, number, column.name, plain_text(value), f"{check}{looks}")


def _bounds(column: str) -> tuple[float, float]:
    spec = TABLES["places"].columns[column]
    return spec.minimum or 0, spec.maximum or 0


# A latitude that would do as a longitude has most likely been typed into the wrong column.
SWAPPED = {"latitude": _bounds("longitude"), "longitude": _bounds("latitude")}
