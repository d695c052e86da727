"""The gate every CSV passes before its cells are read: whether it is, as a whole, the table it should be."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence

from components.dataset.faults import Fault

LARGEST_BYTES = 10_000_000
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
PAGES = (b"<!doctype", b"<html", b"<head", b"<?xml", b"<!--", b"<body", b"<script")
ARCHIVES = (b"pk\x03\x04", b"pk\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"rar!", b"bzh", b"\xfd7zxz", b"\xd0\xcf\x11\xe0")
NO_TABLES = {  # by how a file begins, in small letters
    (b"version https://git-lfs",): "the file must be the table itself, not a git-lfs pointer to it",
    PAGES: "the file must be a table, not a web page; perhaps the download asked for a login",
    ARCHIVES: "the file must be a CSV, not a workbook or an archive: save the table as CSV, at most zipped once",
    (b"%pdf", b"\x89png", b"par1", b"sqlite"): "the file must be a CSV, not a document or database",
    (b"\xff\xfe", b"\xfe\xff"): "the file must be UTF-8, not UTF-16: save it again as CSV UTF-8",
    (b"{", b"["): "the file must be a CSV, not JSON",
}
CONFLICT_MARK = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")
# Marks that turn the direction of text can make a cell read differently from what it holds.
TURNING_MARKS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

Rows = list[list[str]]


def read_rows(file: str, content: bytes, columns: Sequence[str], *, may_be_empty: bool = False) -> tuple[Rows, list[Fault]]:
    """The data rows of a CSV as text cells, and no faults; or no rows and every structural fault found."""
    too_large = f"the file must not be larger than {LARGEST_BYTES:,} bytes" if len(content) > LARGEST_BYTES else ""
    if rule := too_large or no_table(content[:200]):
        return [], [Fault(file, None, None, None, rule)]
    text, faults = _decoded(file, content)
    if not faults:
        faults = [*_conflict_marks(file, text), *_unseen_marks(file, text)]
    if faults:
        return [], faults
    rows, faults = _parsed(file, text)
    faults += _header_faults(file, rows[0] if rows else [], columns)
    if not faults:
        faults = list(_row_faults(file, rows, may_be_empty=may_be_empty))
    return ([], faults) if faults else (rows[1:], [])


def no_table(start: bytes) -> str:
    """The rule that the beginning of a file breaks when it is no table of text at all; empty when it may be one."""
    told = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not told:
        return "the file must not be empty"
    return next((rule for marks, rule in NO_TABLES.items() if told.lower().startswith(marks)), "")


def _decoded(file: str, content: bytes) -> tuple[str, list[Fault]]:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n"), []
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        return "", [Fault(file, row, None, None, f"the file must be UTF-8, and byte 0x{content[error.start]:02X} is not")]


def _conflict_marks(file: str, text: str) -> Iterator[Fault]:
    for row, line in enumerate(text.split("\n"), start=1):
        if CONFLICT_MARK.match(line):
            yield Fault(file, row, None, line, "must not stand here: it is the mark of an unfinished merge")


def _unseen_marks(file: str, text: str) -> Iterator[Fault]:
    if "\t" in text.partition("\n")[0]:
        text = text.replace("\t", "")  # tabs as separators are named by the header
    for row, line in enumerate(text.split("\n"), start=1):
        for mark in sorted(set(line)):
            if mark in TURNING_MARKS or unicodedata.category(mark) in ("Cc", "Zl", "Zp") or mark == "\ufffd":
                yield Fault(file, row, None, mark, "must not stand in a cell: it is a control or replacement character")


def _parsed(file: str, text: str) -> tuple[Rows, list[Fault]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: Rows = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        row = len(rows) + 1
        return rows, [Fault(file, row, None, None, f"the quote marks must be in pairs around a whole cell ({error})")]
    return rows, []


def _header_faults(file: str, header: Sequence[str], columns: Sequence[str]) -> Iterator[Fault]:
    for mark, word in SEPARATORS.items():
        if len(header) == 1 and mark in header[0]:
            yield Fault(file, 1, None, None, f"the separator must be a comma, but the header uses {word}")
            return
    for name in columns:
        if name not in header:
            yield Fault(file, 1, name, None, "the column is missing")
    for name in dict.fromkeys(header):
        if name not in columns:
            yield Fault(file, 1, name, None, "the column is not one of this table")
        elif header.count(name) > 1:
            yield Fault(file, 1, name, None, f"the column must stand once, not {header.count(name)} times")
    if sorted(header) == sorted(columns) and list(header) != list(columns):
        yield Fault(file, 1, None, None, f"the columns must stand in the order {', '.join(columns)}")


def _row_faults(file: str, rows: Rows, *, may_be_empty: bool) -> Iterator[Fault]:
    width = len(rows[0])
    if not may_be_empty and not any(any(row) for row in rows[1:]):
        yield Fault(file, None, None, None, "the table must have at least one row below the header")
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            yield Fault(file, number, None, None, "a blank line must not stand in the table")
        elif len(row) != width:
            yield Fault(file, number, None, None, f"the row must have {width} cells like the header, but has {len(row)}")
        for column, cell in zip(rows[0], row, strict=False):
            if "\n" in cell:
                rule = "must not hold a line break; perhaps a quote mark is not closed"
                yield Fault(file, number, column, cell, rule)
