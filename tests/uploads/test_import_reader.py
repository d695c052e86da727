"""What is read of a brought file and what is refused, each refusal in one sentence with file, row, column and value."""

import io
import os
import re
import struct
import sys
import zipfile
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from components.dataset.crosswalk import DATE_PRECISIONS, OTHER, PLACE_PRECISIONS, SUB_EVENTS, word_crosswalk
from components.dataset.load import load
from components.dataset.schema import VOCABULARIES
from components.uploads import cells
from components.uploads import reader as import_reader
from components.uploads import stream as import_file
from components.uploads.formats import ACLED, OLDER_ACLED, UCDP, Refused
from components.uploads.reader import Imported, read_events
from components.uploads.study_area import BOX, NORTH_OF, UNREADABLE
from components.uploads.table import COLUMNS
from tests.event_files import ACLED_COLUMNS, OLDER_COLUMNS, UCDP_COLUMNS, acled, csv_of, many_ucdp, ucdp, zipped

WIDER = ucdp({}, {}).replace(b"\n", b",more\n").replace(b",more", b"", 1)  # a field too many in every row
SHAN = {"adm_1": "Shan state", "latitude": "23.4", "longitude": "97.9"}


def read(content: bytes, name: str = "mine.csv") -> Imported:
    return read_events(name, io.BytesIO(content), len(content))


def refusal(content: bytes, name: str = "mine.csv") -> str:
    with pytest.raises(Refused) as error:
        read(content, name)
    return str(error.value)


def short(value: object) -> str:
    """What a test case is called; the content of a file is no name."""
    return value[:50] if isinstance(value, str) else ""


def outcome(content: bytes) -> Imported | str:
    """What was read, or why it was refused."""
    try:
        return read(content)
    except Refused as error:
        return str(error)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (ucdp({}), UCDP),
        (acled({}), ACLED),
        (acled({}, columns=OLDER_COLUMNS), OLDER_ACLED),
        (acled({}, columns=[*OLDER_COLUMNS, "extra", "another"]), OLDER_ACLED),
        (acled({}, columns=reversed(ACLED_COLUMNS)), ACLED),
    ],
    ids=short,
)
def test_a_format_is_known_by_its_columns_whatever_the_name_and_order(content: bytes, form: object) -> None:
    imported = read(content, "holiday.txt")
    assert imported.format is form
    assert list(imported.table.columns) == list(COLUMNS)
    assert len(imported.table) == 1


def test_a_row_of_ucdp_in_our_terms() -> None:
    [row] = read(ucdp({"date_prec": "4", "where_prec": "3", "latitude": "25.61789"})).table.to_dict("records")
    assert (row["event_id"], row["year"], row["date_start"]) == ("1", 2018, pd.Timestamp("2018-04-11"))
    assert (row["date_precision"], row["precision"], row["state"]) == ("month", "township", "Kachin")
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (2, 3, 5)
    assert (row["type_as_given"], row["side_b"]) == ("state-based", "KIO")
    assert pd.isna(row["event_type"])
    assert pd.isna(row["township"])
    assert row["latitude"] == 25.62, "no place is kept finer than about a kilometre"


def test_a_row_of_acled_in_our_terms() -> None:
    [row] = read(acled({"assoc_actor_2": "PDF: People's Defense Force", "geo_precision": "3"})).table.to_dict("records")
    assert (row["event_type"], row["type_as_given"]) == ("armed clash or attack on base", "Armed clash")
    assert (row["township"], row["place_as_written"]) == ("Hpakant", "Seik Mu")
    assert row["associated"] == "PDF: People's Defense Force"
    assert row["killed_low"] == row["killed_best"] == row["killed_high"] == 4
    assert pd.isna(row["precision"])


def test_the_study_area_of_ucdp_is_counted_reason_by_reason() -> None:
    imported = read(
        ucdp(
            {},
            SHAN,
            {**SHAN, "latitude": str(NORTH_OF)},
            {**SHAN, "latitude": "21.99"},
            {**SHAN, "where_prec": "4"},
            {"adm_1": "Sagaing region"},
            {"adm_1": ""},
            {"country": "Nigeria", "adm_1": "Kachin state"},
            {"latitude": "16.8"},
        )
    )
    assert imported.counts == {
        "Kachin State": 1,
        "northern Shan State": 2,
        "in another country": 1,
        "in another state or region of Myanmar": 1,
        "without a state or region": 1,
        "in Shan State, but located no better than to the state": 1,
        "in Shan State south of 22° N, by their coordinates": 1,
        "with coordinates far from the state or region they name": 1,
    }
    assert sum(imported.counts.values()) == imported.rows == 9
    assert list(imported.table["state"]) == ["Kachin", "Shan (North)", "Shan (North)"]


def test_all_seats_of_northern_shan_but_the_one_that_is_named_lie_north_of_the_parallel() -> None:
    places = load().places
    seats = places[(places["kind"] == "township seat") & places["state"].isin(["Kachin", "Shan (North)"])]
    south = seats[seats["latitude"] < NORTH_OF]
    assert list(south["name"]) == ["Matman"]
    (low, high), (west, east) = BOX
    assert seats["latitude"].between(low, high).all()
    assert seats["longitude"].between(west, east).all()


def test_the_study_area_of_acled_leaves_out_what_is_no_violence() -> None:
    imported = read(
        acled(
            {},
            {"admin1": "Shan-North", "admin3": "Kutkai", "latitude": "23.5", "longitude": "97.9"},
            {"admin1": "Shan-East"},
            {"event_type": "Protests", "sub_event_type": "Peaceful protest"},
            {"event_type": "Strategic developments", "sub_event_type": "Looting/property destruction"},
            {"event_type": "Strategic developments", "sub_event_type": "Agreement"},
        )
    )
    assert imported.counts == {
        "Kachin State": 2,
        "northern Shan State": 1,
        "in another state or region of Myanmar": 1,
        "protests, riots and strategic developments, which are no events of violence": 2,
    }
    assert "infrastructure attack" in set(imported.table["event_type"])


def test_the_crosswalk_of_rows_says_what_the_crosswalk_of_words_says() -> None:
    words = word_crosswalk().query("vocabulary == 'event_type'").set_index("word")["ACLED"]
    for sub_event, ours in SUB_EVENTS.items():
        for word in ours:
            assert sub_event.split("/")[0] in words[word], (sub_event, word)
    assert set(OTHER) <= set(words.index)
    assert {word for given in DATE_PRECISIONS.values() for word in given.values()} <= set(VOCABULARIES["date_precision"])
    assert {word for given in PLACE_PRECISIONS.values() for word, _ in given.values()} - {""} <= set(VOCABULARIES["precision"])


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_a_byte_order_mark_are_read_and_told(separator: str) -> None:
    imported = read(ucdp({"latitude": "25,61"}, separator=separator, start="\ufeff"))
    assert imported.table["latitude"].tolist() == [25.61]
    assert any("parted by" in note for note in imported.notes)


@pytest.mark.parametrize(
    "day",
    ["2022-04-30", "2022-04-30 00:00:00.000", "2022-04-30T00:00:00", "30 April 2022", "30-Apr-22", "30 Apr 2022",
     "4/30/2022", "30/4/2022", "30.04.2022", "4/30/22", "04-30-2022", "4/30/2022 0:00"],
)  # fmt: skip
def test_a_day_that_is_unambiguous_is_read(day: str) -> None:
    assert read(acled({"event_date": day})).table["date_start"].tolist() == [pd.Timestamp("2022-04-30")]


def test_one_date_over_twelve_settles_the_order_of_a_whole_file() -> None:
    imported = read(acled({"event_date": "4/5/2022"}, {"event_date": "4/30/2022"}, {"event_date": "4/4/2022"}))
    assert imported.table["date_start"].dt.strftime("%m-%d").tolist() == ["04-04", "04-05", "04-30"]
    assert any("month first" in note for note in imported.notes)
    elsewhere = read(acled({"event_date": "4/5/2022"}, {"event_date": "30/4/2022", "admin1": "Yangon"}))
    assert elsewhere.table["date_start"].tolist() == [pd.Timestamp("2022-05-04")], "rows outside the area show it as well"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["4/5/2022"], 'mine.csv, row 2, column event_date: "4/5/2022" could be two days'),
        (["4/30/2022", "30/4/2022"], 'row 2, column event_date: "4/30/2022" does not go with the other dates'),
        (["31/31/2022"], '"31/31/2022" must be a day of the calendar'),
        (["30 Avril 2022"], '"30 Avril 2022" must be a day of the calendar'),
        (["44681"], '"44681" is a spreadsheet\'s count of days'),
        (["00:00.0"], '"00:00.0" is a time and no day: a spreadsheet has destroyed the dates of this file'),
        ([""], "the empty cell must be a date such as"),
        (["2022-02-30"], '"2022-02-30" must be a day of the calendar'),
        (["last week"], '"last week" must be a date such as'),
    ],
)
def test_a_day_that_is_not_is_refused_with_row_and_value(days: list[str], said: str) -> None:
    assert said in refusal(acled(*({"event_date": day} for day in days)))


def test_a_candidate_file_whose_dates_a_spreadsheet_destroyed_is_refused() -> None:
    said = refusal(ucdp({"date_start": "00:00.0", "date_end": "00:00.0"}), "GEDEvent_candidate.csv")
    assert said.startswith('GEDEvent_candidate.csv, row 2, column date_start: "00:00.0" is a time and no day')
    assert "take the original file" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"latitude": "97.2", "longitude": "25.1"},
            'column latitude: "97.2" must be a latitude from -90 to 90; latitude and lon',
        ),
        ({"latitude": "inf"}, 'column latitude: "inf" must be a decimal number like 25.38'),
        ({"longitude": "nan"}, 'column longitude: "nan" must be a decimal number like 25.38'),
        ({"longitude": "250"}, 'column longitude: "250" must be a longitude'),
        ({"latitude": "25°36'"}, "must be a decimal number like 25.38"),
        ({"latitude": ""}, "column latitude: the empty cell must be a decimal number"),
        ({"best": "many"}, 'column best: "many" must be a whole number'),
        ({"best": "NA"}, 'column best: "NA" must be a whole number'),
        ({"best": "inf"}, 'column best: "inf" must be a whole number'),
        ({"best": "1,234"}, 'column best: "1,234" must be a whole number'),
        ({"best": "-1"}, 'column best: "-1" must be a whole number'),
        ({"where_prec": "9"}, 'column where_prec: "9" must be a code from 1 to 7'),
        ({"date_prec": "0"}, 'column date_prec: "0" must be a code from 1 to 5'),
        ({"type_of_violence": "war"}, 'column type_of_violence: "war" must be a code from 1 to 3'),
        ({"id": "=1+1"}, 'column id: "=1+1" must be an id'),
        ({"side_a": "x" * 3_000}, "column side_a"),
    ],
)
def test_a_row_with_a_cell_that_breaks_a_rule_is_set_aside_and_the_cell_named(change: dict[str, str], said: str) -> None:
    found = read(ucdp({}, change))
    assert (found.rows, len(found.table)) == (2, 1)
    assert found.counts == {"Kachin State": 1, UNREADABLE: 1}
    told = found.notes[-1]
    assert "mine.csv, row 3, " in told
    assert said in told
    assert told.count("\n") == 0
    assert len(told) < 360


def test_a_file_without_a_row_that_can_be_read_is_refused_with_its_first_fault() -> None:
    assert "row 2, column best" in refusal(ucdp({"best": "many"}, {"latitude": "x"}))


def test_a_fault_in_a_row_far_away_does_not_keep_the_file_out() -> None:
    far = {"country": "Nigeria", "adm_1": "Borno state", "latitude": "x", "best": "y", "date_start": "00:00.0"}
    assert len(read(ucdp({}, far)).table) == 1


@pytest.mark.parametrize(
    ("rows", "kept", "told"),
    [
        (({}, {}, {"id": "1"}), 2, "the id of a row above"),
        (({}, {"date_end": "2018-04-01"}), 1, "its last day before its first"),
        (({}, {"year": "2017"}), 1, "another year than its date"),
    ],
)
def test_a_row_that_contradicts_itself_is_set_aside_and_told(rows: tuple[dict[str, str], ...], kept: int, told: str) -> None:
    content = ucdp(*rows)
    imported = read_events("mine.csv", io.BytesIO(content), len(content))
    assert len(imported.table) == kept
    assert [note for note in imported.notes if told in note and note.startswith("1 row")]


def test_row_numbers_are_those_of_a_spreadsheet_even_where_cells_hold_line_breaks() -> None:
    content = ucdp({"source_headline": "two\nlines"}, {"source_headline": "a, b"}, {"best": "x"})
    assert "row 4, column best" in read(content).notes[-1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file must not be empty"),
        (b"\xef\xbb\xbf  \n", "the file must not be empty"),
        (b"<!DOCTYPE html><html>", "must be a table, not a web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid", "not a git-lfs pointer"),
        (b'{"data": []}', "not JSON"),
        (b"\xd0\xcf\x11\xe0old workbook", "not a workbook"),
        (ucdp({}).decode().encode("utf-16"), "must be UTF-8, not UTF-16"),
        (b"a,b\n1,2\n", "row 1: the header has neither the columns of UCDP GED"),
        (csv_of([name for name in UCDP_COLUMNS if name != "adm_1"], []), "row 1, column adm_1: the header looks like UCDP GED"),
        (csv_of([*UCDP_COLUMNS, "best"], []), "row 1, column best: the column must stand once"),
        (ucdp(), "must have at least one row"),
        (ucdp({"side_a": "Müller"}).decode().encode("latin-1"), "row 2: the file must be UTF-8"),
        (ucdp({}, {}) + b"1,2\n", "row 4: the row must have 49 cells like the header, but has 2"),
        (WIDER, "row 2: the row must have 49 cells like the header, but has 50"),
        (ucdp({}) + b"<<<<<<< HEAD\n", "row 3: the row must have 49 cells like the header, but has 1"),
        (ucdp({}).replace(b"KIO", b'"KIO'), "row 2: the quote marks must be in pairs"),
        (ucdp({}).replace(b"KIO", b'"K"IO'), "row 2: the quote marks must be in pairs"),
        (ucdp({"source_headline": "x" * 140_000}), "row 2: the quote marks must be in pairs around a whole cell, and no cell"),
        (ucdp({}).replace(b"KIO", b"K\0O"), "row 2: the file must be a table of text, and here it holds a zero byte"),
        (b"x" * 2_000_000, "row 1: the row must not be longer"),
        (b"," * 2_000 + b"\n", "row 1: the header must not have more than 1,000 columns"),
        (ucdp({}) + b'"' + (b"x" * 99 + b'\n","') * 300_000, "row 3: the rows from here on are longer"),
    ],
    ids=short,
)  # fmt: skip
def test_what_is_no_such_file_is_refused(content: bytes, said: str) -> None:
    told = refusal(content)
    assert told.startswith("mine.csv")
    assert said in told


def test_a_zip_of_one_csv_is_read_and_what_a_system_adds_to_it_is_not_counted() -> None:
    assert len(read(zipped(("any.csv", ucdp({})))).table) == 1
    assert len(read(zipped(("folder/any.csv", ucdp({})), ("__MACOSX/folder/._any.csv", b"x"))).table) == 1


def locked(content: bytes) -> bytes:
    """The archive with the mark of a password in both of its headers."""
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + offset
        content = content[:at] + struct.pack("<H", 1) + content[at + 2 :]
    return content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped(("a.csv", ucdp({})), ("b.csv", ucdp({}))), "must hold one CSV and nothing else, but it holds 2 files"),
        (zipped(), "it holds 0 files"),
        (zipped(("a.zip", zipped(("a.csv", ucdp({}))))), "at most zipped once"),
        (zipped(("a.csv", b"0" * 60_000_000)), "would unpack to more than 200 times its size"),
        (zipped(("a.csv", ucdp({})), method=zipfile.ZIP_LZMA), "packed in a way that is not read here"),
        (locked(zipped(("a.csv", ucdp({})))), "must not be locked with a password"),
        (zipped(("a.csv", ucdp({})))[:-30], "the zip archive is damaged"),
        (b"PK\x03\x04 and no more", "the zip archive is damaged"),
    ],
    ids=short,
)
def test_an_archive_that_is_not_one_plain_csv_is_refused(content: bytes, said: str) -> None:
    assert said in refusal(content, "mine.zip")


def test_an_archive_whose_content_is_damaged_is_refused() -> None:
    content = bytearray(zipped(("a.csv", ucdp({}, {})), method=zipfile.ZIP_STORED))
    content[content.index(b"KIO")] ^= 1
    assert "damaged" in refusal(bytes(content))


def test_more_bytes_or_rows_than_are_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = ucdp(*({} for _ in range(40)))
    monkeypatch.setattr(import_reader, "MOST_ROWS", 39)
    assert "must not have more than 39 rows" in refusal(content)
    monkeypatch.setattr(import_file, "LARGEST_BYTES", 1_000)
    assert "must not be larger" in refusal(content)
    assert "must not be larger" in refusal(zipped(("a.csv", content)))


def test_hostile_texts_are_kept_as_texts_and_what_cannot_be_seen_is_made_visible() -> None:
    hostile = {"side_a": "=HYPERLINK(1)", "where_coordinates": "<img src=x onerror=1> \u202egpj.exe\x07"}
    [row] = read(ucdp(hostile), "\u202efdp.csv").table.to_dict("records")
    assert row["side_a"] == "=HYPERLINK(1)"
    assert row["place_as_written"] == "<img src=x onerror=1> <U+202E>gpj.exe<U+0007>"
    assert read(ucdp({}), "\u202efdp.csv").file == "<U+202E>fdp.csv"


def test_reading_tells_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_reader, "PIECE", 10)
    told: list[tuple[float, int]] = []
    content = csv_of(UCDP_COLUMNS, many_ucdp(35))
    imported = read_events("x.csv", io.BytesIO(content), len(content), progress=lambda share, rows: told.append((share, rows)))
    assert [rows for _, rows in told] == [10, 20, 30, 35]
    assert told[-1][0] == 1
    assert imported.rows == 35


def test_a_file_in_pieces_is_the_same_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    content = csv_of(UCDP_COLUMNS, many_ucdp(60))
    whole = read(content)
    monkeypatch.setattr(import_reader, "PIECE", 7)
    pieces = read(content)
    pd.testing.assert_frame_equal(pieces.table, whole.table)
    assert pieces.counts == whole.counts


def test_the_span_is_that_of_the_whole_file_and_not_of_the_kept_rows() -> None:
    imported = read(ucdp({}, {"adm_1": "Chin state", "date_start": "2020-12-30", "date_end": "2020-12-31", "year": "2020"}))
    assert (imported.first_day, imported.last_day) == (date(2018, 4, 11), date(2020, 12, 31))


def test_blank_lines_are_skipped_and_counted_as_rows_of_the_file_only_for_the_row_number() -> None:
    lines = ucdp({}, {"best": "x"}).split(b"\n")
    content = b"\n".join([*lines[:2], b"", *lines[2:]])
    assert "row 4, column best" in read(content).notes[-1]
    assert read(ucdp({}) + b"\n\n").rows == 1


def test_nothing_is_written_to_disk_while_a_file_is_read() -> None:
    opened: list[object] = []
    watching = True

    def watch(event: str, details: tuple[object, ...]) -> None:
        if watching and event == "open" and isinstance(details[2], int) and details[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            opened.append(details[0])

    sys.addaudithook(watch)  # which stays for good, and is deaf after this test
    read(zipped(("a.csv", csv_of(UCDP_COLUMNS, many_ucdp(400)))))
    watching = False
    assert opened == []


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400))
@example(b"PK\x05\x06" + b"\0" * 18)
def test_any_bytes_are_read_or_refused_and_nothing_else_happens(content: bytes) -> None:
    with pytest.raises(Refused):
        read(content)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(UCDP.columns)), st.text(max_size=30))
def test_any_text_in_any_cell_is_read_or_refused_with_its_row(column: str, text: str) -> None:
    try:
        content = ucdp({}, {column: text})
    except UnicodeEncodeError:
        return
    found = outcome(content)
    if isinstance(found, str):
        assert re.search(r"row [2-4]\b", found), "a lone carriage return ends a row"
    else:
        assert found.rows == sum(found.counts.values()) == 2


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, len(ucdp({})) - 1), max_size=4), st.binary(min_size=4, max_size=4))
def test_a_file_with_flipped_bytes_is_read_or_refused(places: list[int], flips: bytes) -> None:
    content = bytearray(ucdp({}))
    for place, flip in zip(places, flips, strict=False):
        content[place] ^= flip
    found = outcome(bytes(content))
    assert isinstance(found, Imported) or found.startswith("mine.csv")


@pytest.mark.parametrize("spell", [str, "{:%d %B %Y}".format, "{:%d-%b-%Y}".format])
@given(st.dates(date(1989, 1, 1), date(2035, 1, 1)))
def test_every_spelling_of_a_day_gives_the_day(spell: Callable[[date], str], day: date) -> None:
    assert cells.day(spell(day)) == day
