"""Sound data load as they are; a file that is not the table at all is named, and all faults come together."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dataset import DATA
from components.dataset import load as datasets
from components.dataset.csv_gate import LARGEST_BYTES, read_rows
from components.dataset.faults import DataFaults, Fault
from components.dataset.load import load, release
from components.dataset.row_rules import split
from components.dataset.schema import DTYPES, TABLES, ColumnSpec, TableSpec
from tests.broken_data import WHOLE, as_csv, change, core_copy, faults_of, rows_of, sentences_of
from tests.records import record

COLUMNS = [(spec, column) for spec in TABLES.values() for column in spec.columns.values()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return core_copy(tmp_path, monkeypatch)


# ---- what is sound


def test_the_real_data_loads_with_version_date_and_fingerprint(folder: Path) -> None:
    everything = load(folder)
    assert (everything.version, everything.date) == ("9.8.7", "2026-11-21")
    assert len(everything.fingerprint) == 64
    assert len(everything.clashes_per_year) == 9


@pytest.mark.parametrize(("spec", "column"), COLUMNS, ids=[f"{spec.name}.{column.name}" for spec, column in COLUMNS])
def test_a_column_has_its_type_and_missing_is_never_an_empty_text(
    spec: TableSpec, column: ColumnSpec, everything: datasets.Dataset
) -> None:
    cells = everything.table(spec.name)[column.name]
    assert str(cells.dtype) == DTYPES[column.kind]
    assert not (cells.astype(object) == "").any()
    empty = [row[list(spec.columns).index(column.name)] == "" for row in rows_of(DATA / spec.file)[1:]]
    assert cells.isna().tolist() == empty


@pytest.fixture(scope="module")
def everything() -> datasets.Dataset:
    return load()


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(folder: Path) -> None:
    plain = load(folder)
    for spec in TABLES.values():
        path = folder / spec.file
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    other = load(folder)
    for name in TABLES:
        pd.testing.assert_frame_equal(plain.table(name), other.table(name))
    assert plain.fingerprint != other.fingerprint


def test_a_quoted_comma_and_a_doubled_quote_mark_are_part_of_the_cell(folder: Path) -> None:
    number = change(folder, "attacks", "A013", note='He said "no", twice')
    assert load(folder).attacks["note"][number - 2] == 'He said "no", twice'


def test_a_word_like_na_or_none_stays_the_text_it_is(folder: Path) -> None:
    words = {"actor_note": "NA", "target": "None", "victims": "nan", "note": "1,234 inf"}
    change(folder, "attacks", "A013", **words)
    assert record(load(folder), "A013")[1].items() >= words.items()


def test_each_file_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes
    names: list[str] = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: names.append(path.name) or read(path))
    load(folder)
    assert sorted(names) == sorted(spec.file for spec in TABLES.values())


def test_split_gives_the_items_of_a_list_and_none_for_a_missing_cell() -> None:
    assert split("d001;d003") == ["d001", "d003"]
    assert split(pd.NA) == split(None) == split("") == split(float("nan")) == []


def test_an_id_that_no_table_holds_is_a_key_error(everything: datasets.Dataset) -> None:
    assert record(everything, "K08")[1]["clashes"] == 17
    with pytest.raises(KeyError):
        record(everything, "K99")
    with pytest.raises(KeyError):
        everything.table("version")


# ---- what is not the table at all: every file broken the same way at once


def _lines(content: bytes) -> list[bytes]:
    return content.split(b"\n")


def _put(line: bytes, position: int) -> Callable[[TableSpec, bytes], bytes]:
    return lambda _spec, content: b"\n".join([*_lines(content)[:position], line, *_lines(content)[position:]])


def _before_row_2(mark: bytes) -> Callable[[TableSpec, bytes], bytes]:
    return lambda _spec, content: content.replace(b"\n", b"\n" + mark, 1)


def _header(edit: Callable[[list[str]], list[str]]) -> Callable[[TableSpec, bytes], bytes]:
    def spoil(_spec: TableSpec, content: bytes) -> bytes:
        header, _, rest = content.decode().partition("\n")
        return f"{','.join(edit(header.split(',')))}\n{rest}".encode()

    return spoil


def _separated_by(mark: str) -> Callable[[TableSpec, bytes], bytes]:
    return lambda _spec, content: as_csv(list(csv.reader(io.StringIO(content.decode()))), mark)


def _swallowed(width: int) -> bytes:
    """Two rows whose stray quote marks make one row of them, with as many cells as there should be."""
    cells = b"x," * (width - 1)
    return cells + b'"x\n' + cells + b'x"'


SHAPES: dict[str, tuple[Callable[[TableSpec, bytes], bytes], str]] = {
    "empty file": (lambda _spec, _content: b"", ": the file must not be empty."),
    "only blanks": (lambda _spec, _content: b"\n \n", ": the file must not be empty."),
    "empty table": (
        lambda spec, content: content if spec.may_be_empty else _lines(content)[0] + b"\n",
        ": the table must have at least one row below the header.",
    ),
    "missing column": (_header(lambda names: names[:-1]), ", row 1, column {last}: the column is missing."),
    "extra column": (
        _header(lambda names: [*names, "extra"]),
        ", row 1, column extra: the column is not one of this table.",
    ),
    "column twice": (
        _header(lambda names: [*names, names[0]]),
        ", row 1, column {first}: the column must stand once, not 2 times.",
    ),
    "other order": (
        _header(lambda names: [names[1], names[0], *names[2:]]),
        ", row 1: the columns must stand in the order {all}.",
    ),
    "semicolons": (_separated_by(";"), ", row 1: the separator must be a comma, but the header uses semicolons."),
    "tabs": (_separated_by("\t"), ", row 1: the separator must be a comma, but the header uses tabs."),
    "vertical bars": (_separated_by("|"), ", row 1: the separator must be a comma, but the header uses vertical bars."),
    "latin-1": (_before_row_2(b"\xe9"), ", row 2: the file must be UTF-8, and byte 0xE9 is not."),
    "utf-16": (
        lambda _spec, content: content.decode().encode("utf-16"),
        ": the file must be UTF-8, not UTF-16: save it again as CSV UTF-8.",
    ),
    "blank line": (_put(b"", 2), ", row 3: a blank line must not stand in the table."),
    "blank line at the end": (
        lambda _spec, content: content + b"\n",
        ", row {after}: a blank line must not stand in the table.",
    ),
    "line of commas": (
        lambda spec, content: _put(b"," * (len(spec.columns) - 1), 2)(spec, content),
        ", row 3: a blank line must not stand in the table.",
    ),
    "short row": (_put(b"a,b", 2), ", row 3: the row must have {width} cells like the header, but has 2."),
    "long row": (
        lambda spec, content: _put(b"a" + b",b" * len(spec.columns), 2)(spec, content),
        ", row 3: the row must have {width} cells like the header, but has {more}.",
    ),
    "open quote mark": (_before_row_2(b'"'), ", row 2: the quote marks must be in pairs around a whole cell"),
    "quote marks around two lines": (
        lambda spec, content: content + b'"one\ntwo"' + b"," * (len(spec.columns) - 1) + b"\n",
        ', row {after}, column {first}: "one<U+000A>two" must not hold a line break',
    ),
    "quote marks that swallow a row": (
        lambda spec, content: _put(_swallowed(len(spec.columns)), 2)(spec, content),
        ', row 3, column {last}: "x<U+000A>x,x,',
    ),
    "git-lfs pointer": (
        lambda _spec, _content: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        ": the file must be the table itself, not a git-lfs pointer to it.",
    ),
    "web page": (
        lambda _spec, _content: b"<!DOCTYPE html><html><body>404</body></html>",
        ": the file must be a table, not a web page; perhaps the download asked for a login.",
    ),
    "workbook": (lambda _spec, _content: b"PK\x03\x04\x14\x00", ": the file must be a CSV, not a workbook"),
    **{
        f"unfinished merge {mark[:1]}": (
            _put(mark.encode(), 1),
            f', row 2: "{mark}" must not stand here: it is the mark of an unfinished merge.',
        )
        for mark in ("<<<<<<< HEAD", "||||||| merged", "=======", ">>>>>>> main")
    },
    "control character": (_before_row_2(b"\x07"), ', row 2: "<U+0007>" must not stand in a cell'),
    "null byte": (_before_row_2(b"\x00"), ', row 2: "<U+0000>" must not stand in a cell'),
    "tab in a cell": (_before_row_2(b"\t"), ', row 2: "<U+0009>" must not stand in a cell'),
    "carriage return in a cell": (_before_row_2(b"a\rb"), ', row 2: "<U+000D>" must not stand in a cell'),
    "mark that turns the text": (_before_row_2("\u202e".encode()), ', row 2: "<U+202E>" must not stand in a cell'),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_that_is_not_the_table_is_named(shape: str, folder: Path) -> None:
    spoil, words = SHAPES[shape]
    expected = []
    for spec in TABLES.values():
        path = folder / spec.file
        names, after = list(spec.columns), len(rows_of(path)) + 1
        path.write_bytes(spoil(spec, path.read_bytes()))
        known = {"first": names[0], "last": names[-1], "all": ", ".join(names), "width": len(names)}
        if shape == "empty table" and spec.may_be_empty:
            continue
        expected.append(spec.file + words.format(**known, after=after, more=len(names) + 1))
    told = sentences_of(folder)
    assert len(told) == len(expected)
    for sentence, beginning in zip(told, sorted(expected), strict=True):
        assert sentence.startswith(beginning)
        assert sentence.endswith(".")


def test_a_field_too_many_in_every_row_is_named_row_by_row_and_shifts_no_column(folder: Path) -> None:
    path = folder / "meetings.csv"
    header, *rows = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join([header, *(row + b",more" for row in rows)]) + b"\n")
    width = len(TABLES["meetings"].columns)
    rule = f"the row must have {width} cells like the header, but has {width + 1}"
    assert sentences_of(folder) == [f"meetings.csv, row {number}: {rule}." for number in range(2, len(rows) + 2)]


def test_a_missing_file_is_named(folder: Path) -> None:
    for spec in TABLES.values():
        (folder / spec.file).unlink()
    assert [sentence.split(" (")[0] for sentence in sentences_of(folder)] == [
        f"{name}.csv: the file must be there and readable" for name in sorted(TABLES)
    ]


def test_a_file_beyond_the_size_limit_is_not_read() -> None:
    rows, faults = read_rows("places.csv", b"x" * (LARGEST_BYTES + 1), ["place_id"])
    assert rows == []
    assert [str(fault) for fault in faults] == ["places.csv: the file must not be larger than 10,000,000 bytes."]


@given(st.binary(max_size=200) | st.text(alphabet='ab,;"\n\r\t=', max_size=80).map(lambda text: b"a,b\n" + text.encode()))
def test_whatever_the_bytes_the_gate_gives_whole_rows_or_faults(content: bytes) -> None:
    rows, faults = read_rows("x.csv", content, ["a", "b"])
    assert bool(rows) != bool(faults)
    assert all(len(row) == 2 for row in rows)


# ---- the release, and all together


def test_a_release_without_version_or_date_is_named(tmp_path: Path) -> None:
    citation = tmp_path / "CITATION.cff"
    assert [str(fault) for fault in release(citation)[2]] == ["CITATION.cff: the file must exist beside the data folder."]
    citation.write_text("cff-version: 1.2.0\ndate-released: 2026-02-31\n", encoding="utf-8")
    assert [str(fault) for fault in release(citation)[2]] == [
        "CITATION.cff: must have a line like version: 1.2.3.",
        "CITATION.cff: must have a line like date-released: 2026-01-31.",
    ]
    citation.write_text("cff-version: 1.2.0\nversion: '0.1.0'\ndate-released: 2026-11-21\n", encoding="utf-8")
    assert release(citation) == ("0.1.0", "2026-11-21", [])


def test_all_faults_of_all_files_come_together(folder: Path) -> None:
    (folder / "disputes.csv").unlink()
    (folder / "places.csv").write_bytes(b"<html></html>")
    first = change(folder, "attacks", "A013", killed_low="many", event_type="airstrik")
    second = change(folder, "figures", "F001", topic="death", value_low="-7")
    meeting = change(folder, "meetings", "M03", declined_by="KIO/KIA", date_basis="")
    told = faults_of(folder)
    assert [(fault.file, fault.row, fault.column) for fault in told] == [
        ("attacks.csv", first, "event_type"),
        ("attacks.csv", first, "killed_low"),
        ("disputes.csv", None, None),
        ("figures.csv", second, "topic"),
        ("figures.csv", second, "value_low"),
        ("meetings.csv", meeting, "date_basis"),
        ("meetings.csv", meeting, "declined_by"),
        ("places.csv", None, None),
    ]


def test_the_error_reads_as_one_line_for_each_fault(folder: Path) -> None:
    number = change(folder, "attacks", "A013", killed_low="many", event_type="airstrik")
    with pytest.raises(DataFaults) as caught:
        load(folder)
    lines = str(caught.value).split("\n")
    assert len(lines) == len(caught.value.faults) == 2
    assert lines[1] == f'attacks.csv, row {number}, column killed_low: "many" {WHOLE}.'


def test_a_value_that_cannot_be_seen_or_is_very_long_is_shown_readably() -> None:
    hidden = Fault("a.csv", 2, "note", "x\u202ey", "must not turn")
    assert str(hidden) == 'a.csv, row 2, column note: "x<U+202E>y" must not turn.'
    long = Fault("a.csv", 2, "note", "x" * 500, "must be short")
    assert str(long) == f'a.csv, row 2, column note: "{"x" * 80}..." must be short.'
