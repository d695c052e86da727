"""A copy of the data folder that a test may break, and what the loader says of it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from components.dataset import load as datasets
from components.dataset.faults import DataFaults, Fault
from components.dataset.load import load
from components.dataset.schema import TABLES, ColumnSpec
from tests.dataset.test_evidence import core_files

WHOLE = "must be a whole number, 0 or more, in digits only"
SAMPLE_ROWS = {
    "core_readings": "R001,attacks,A022,killed_low,28,\nR002,attacks,A022,injured_low,1,\n",
    "control": 'T001,laiza,2011-06-09,day,KIO/KIA,Told as held,A022,d002,"Summary, para 1",\n'
    'T002,laiza,2012-06-09,day,KIO/KIA,Told as held,A013,d002,"Summary, para 2",\n',
    "ucdp_by_year": 'U001,2011,all areas,3,4,5,6,1,2,2,d002,"Summary, para 1",\n'
    'U002,2012,all areas,3,4,5,6,1,2,2,d002,"Summary, para 2",\n',
    "distinct_pairs": "P001,A013,A014,Two years apart.,\nP002,A014,A017,Eight years apart.,\n",
}


def core_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the five documents alone give, and a release to go with it."""
    citation = tmp_path / "CITATION.cff"
    citation.write_text('cff-version: 1.2.0\nversion: 9.8.7\ndate-released: "2026-11-21"\n', encoding="utf-8")
    monkeypatch.setattr(datasets, "CITATION", citation)
    copy = tmp_path / "data"
    copy.mkdir()
    for spec in TABLES.values():
        content = core_files()[spec.file]
        if spec.may_be_empty:  # such a table gets two rows that can be broken like those of the others
            content = content.partition(b"\n")[0] + b"\n" + SAMPLE_ROWS[spec.name].encode()
        (copy / spec.file).write_bytes(content)
    return copy


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(DataFaults) as caught:
        load(folder)
    return list(caught.value.faults)


def sentences_of(folder: Path) -> list[str]:
    return [str(fault) for fault in faults_of(folder)]


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def as_csv(rows: list[list[str]], separator: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", delimiter=separator).writerows(rows)
    return text.getvalue().encode()


def change(folder: Path, table: str, identity: str, **cells: str) -> int:
    """Change cells of the row with that id, and give its row number."""
    path = folder / f"{table}.csv"
    rows = rows_of(path)
    number = next(number for number, row in enumerate(rows, start=1) if row[0] == identity)
    for column, value in cells.items():
        rows[number - 1][rows[0].index(column)] = value
    path.write_bytes(as_csv(rows))
    return number


def change_first_rows(folder: Path, value: str, wanted: Callable[[ColumnSpec], bool]) -> set[tuple[str, int, str, str]]:
    """Put the value into the first row of every wanted column of every table, and say where that is."""
    places = set()
    for spec in TABLES.values():
        rows = rows_of(folder / spec.file)
        for position, column in enumerate(spec.columns.values()):
            if wanted(column):
                rows[1][position] = value
                places.add((spec.file, 2, column.name, value))
        (folder / spec.file).write_bytes(as_csv(rows))
    return places


def add_copy(folder: Path, table: str, identity: str, **cells: str) -> int:
    """Add a copy of a row below the table, with some cells changed, and give its row number."""
    path = folder / f"{table}.csv"
    rows = rows_of(path)
    copy = dict(zip(rows[0], next(row for row in rows if row[0] == identity), strict=True)) | cells
    path.write_bytes(as_csv([*rows, list(copy.values())]))
    return len(rows) + 1


ONE_ROW = {
    "clashes_per_year": "K09",
    "attacks": "A017",
    "claims": "C016",
    "meetings": "M03",
    "milestones": "E004",
    "figures": "F003",
    "disputes": "D001",
}
UNUSED = ("must be referred to", "must be used by a record")


def keep_one_row(folder: Path) -> None:
    """Leave one row of each table of records, and of the others what these rows name and the township seats."""
    for table, identity in ONE_ROW.items():
        _keep(folder, table, lambda row, identity=identity: row[0] == identity)
    change(folder, "disputes", ONE_ROW["disputes"], record_ids=ONE_ROW["clashes_per_year"])
    for table in SAMPLE_ROWS:
        _keep(folder, table, lambda _row: False)
    unused = {(fault.file, fault.value) for fault in faults_of(folder) if fault.rule.startswith(UNUSED)}
    for table in ("sources", "organisations", "places"):
        _keep(folder, table, lambda row, table=table: (f"{table}.csv", row[0]) not in unused)


def _keep(folder: Path, table: str, wanted: Callable[[list[str]], bool]) -> None:
    path = folder / f"{table}.csv"
    header, *rows = rows_of(path)
    path.write_bytes(as_csv([header, *filter(wanted, rows)]))
