"""What changed in the data since release 0.2.0, cell by cell, with the reason: data/changes.csv."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from components.dataset import DATA
from components.dataset.schema import TABLES

BASELINE = DATA / "releases" / "0.2.0.zip"
REASONS = DATA / "releases" / "reasons.csv"  # of single cells and rows, by id and column
CHANGES = DATA / "changes.csv"
COLUMNS = ("table", "id", "column", "before", "after", "reason")
ADDED, GONE = "row added", "row taken out"
LOCATOR = "a locator that a reader can follow, or one named twice"
Rows = dict[str, dict[str, str]]


def changes_since(baseline: Path = BASELINE, folder: Path = DATA) -> Iterator[tuple[str, ...]]:
    """Each changed cell of a row that both have, each row added or gone; columns that are new are not repeated row by row."""
    reasons = _reasons()
    with zipfile.ZipFile(baseline) as archive:
        held = set(archive.namelist())
        for name, spec in TABLES.items():
            before = _rows(archive.read(spec.file).decode(), spec.key) if spec.file in held else {}
            after = _rows((folder / spec.file).read_text(encoding="utf-8"), spec.key)
            for row in _differences(before, after):
                yield name, *row, _reason(reasons, *row)


def written() -> str:
    """The changes as CSV."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(changes_since())
    return lines.getvalue()


@cache
def told() -> tuple[dict[str, str], ...]:
    """The changes as data/changes.csv tells them, by its columns."""
    with CHANGES.open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def of_record(identity: str) -> list[str]:
    """What changed of one record since release 0.2.0, a line a cell: column, before, after and why."""
    return [
        f"{row['column']}: {row['before'] or 'empty'} → {row['after'] or 'empty'} ({row['reason']})"
        if row["column"]
        else f"{row['after']} ({row['reason']})"
        for row in told()
        if row["id"] == identity
    ]


def _rows(text: str, key: str) -> Rows:
    return {row[key]: row for row in csv.DictReader(io.StringIO(text))}


def _differences(before: Rows, after: Rows) -> Iterator[tuple[str, str, str, str]]:
    for identity, row in after.items():
        if identity not in before:
            yield identity, "", "", ADDED
            continue
        for column, cell in before[identity].items():
            if column in row and row[column] != cell:
                yield identity, column, cell, row[column]
    for identity in before.keys() - after.keys():
        yield identity, "", "", GONE


def _reasons() -> Mapping[tuple[str, str], str]:
    with REASONS.open(newline="", encoding="utf-8") as file:
        return {(row["id"], row["column"]): row["reason"] for row in csv.DictReader(file)}


def _reason(reasons: Mapping[tuple[str, str], str], identity: str, column: str, _before: str, after: str) -> str:
    if (identity, column) in reasons or (identity, "") in reasons:
        return reasons.get((identity, column)) or reasons[identity, ""]
    if column in ("locators", "locator", "source_ids"):
        return LOCATOR
    if column == "summary":
        return "wording"
    if after == ADDED:
        return "second collection of public reporting" if identity[0] in "AKMFEd" else "goes with a row or table added"
    return "see CHANGELOG.md"
