"""A cell, a row or a table of a copy breaks each rule in turn; the sentence that comes out names the fault."""

from pathlib import Path

import pytest

from components.dataset.faults import Fault
from components.dataset.load import load
from components.dataset.schema import TABLES
from tests.broken_data import (
    WHOLE,
    add_copy,
    as_csv,
    change,
    change_first_rows,
    core_copy,
    faults_of,
    rows_of,
    sentences_of,
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return core_copy(tmp_path, monkeypatch)


# ---- what no cell of a column may hold: the first row of every such column broken at once


DAY = "must be a date written like 2023-10-09, from 1900 to 2099"
FORMULA = "must not start with = + - or @, which a spreadsheet takes for a formula"
CELLS: list[tuple[str, str, str]] = [
    *(("whole", value, WHOLE) for value in ("12a", "1,234", "-1", "1.5", "inf", "NA", "None", "007", "1e3", "\u0663")),
    *(
        ("date", value, DAY)
        for value in ("09/10/2023", "3.4.2012", "04-05-22", "NA", "2023-10-9", "Oct 2023", "20231009", "1823-01-01")
    ),
    ("date", "2023-02-30", "must be a day of the calendar"),
    *(
        ("decimal", value, "must be a decimal number like 25.38")
        for value in ("25,38", "N25", "nan", "inf", "-inf", "None", "1e3", "25.")
    ),
    *(("text", value, FORMULA) for value in ("=1+1", "+1", "-1", "@a")),
    ("list", "=1+1", FORMULA),
]


@pytest.mark.parametrize(("kind", "value", "rule"), CELLS)
def test_a_cell_of_the_wrong_type_is_named(kind: str, value: str, rule: str, folder: Path) -> None:
    places = change_first_rows(folder, value, lambda column: column.kind == kind)
    assert set(faults_of(folder)) == {Fault(*place, rule) for place in places}


@pytest.mark.parametrize("value", [" x", "x ", "\u00a0x"])
def test_a_cell_that_begins_or_ends_with_a_blank_is_named(value: str, folder: Path) -> None:
    places = change_first_rows(folder, value, lambda _column: True)
    assert set(faults_of(folder)) == {Fault(*place, "must not begin or end with a blank") for place in places}


def test_an_empty_cell_that_must_hold_a_value_is_named(folder: Path) -> None:
    change_first_rows(folder, "seen", lambda column: column.name == "note")  # so that no row is a blank line
    places = change_first_rows(folder, "", lambda column: column.required)
    assert set(faults_of(folder)) == {Fault(*place, "must hold a value") for place in places}
    assert "attacks.csv, row 2, column attack_id: the empty cell must hold a value." in sentences_of(folder)


def test_an_unknown_word_is_named_with_the_words_allowed(folder: Path) -> None:
    places = change_first_rows(folder, "no such word", lambda column: bool(column.words))
    told = faults_of(folder)
    assert {(fault.file, fault.row, fault.column, fault.value) for fault in told} == places
    for fault in told:
        words = TABLES[fault.file.removesuffix(".csv")].columns[str(fault.column)].words
        assert fault.rule == f"must be one of: {', '.join(words)}"


def test_a_cell_that_does_not_look_as_agreed_is_named(folder: Path) -> None:
    places = change_first_rows(folder, "#1", lambda column: bool(column.pattern))
    told = faults_of(folder)
    assert {(fault.file, fault.row, fault.column, fault.value) for fault in told} == places
    assert 'attacks.csv, row 2, column attack_id: "#1" must look like A001.' in [str(fault) for fault in told]


def test_an_id_used_twice_is_named_in_both_rows(folder: Path) -> None:
    expected = []
    for spec in TABLES.values():
        rows = rows_of(folder / spec.file)
        rows[2][0] = rows[1][0]
        (folder / spec.file).write_bytes(as_csv(rows))
        place = f"{spec.file}, row {{}}, column {spec.key}: " + f'"{rows[1][0]}" must be used in one row only.'
        expected += [place.format(2), place.format(3)]
    assert sorted(sentences_of(folder)) == sorted(expected)


@pytest.mark.parametrize("as_list", [False, True])
def test_an_id_that_nothing_has_is_named(as_list: bool, folder: Path) -> None:
    places = change_first_rows(folder, "nobody", lambda column: bool(column.refers_to) and (column.kind == "list") == as_list)
    told = set(faults_of(folder))
    for file, row, column, value in places:
        targets = TABLES[file.removesuffix(".csv")].columns[column].refers_to
        rule = "must be an id in " + ", ".join(f"{target}.csv" for target in targets)
        assert Fault(file, row, column, value, rule) in told


# ---- what contradicts another cell, row or table


def _case(table: str, identity: str, sentence: str, **cells: str) -> object:
    return pytest.param(table, identity, cells, sentence, id=f"{identity} {' '.join(cells)}")


CONTRADICTIONS = [
    _case("places", "laiza", 'latitude: "97.56" must lie between 5 and 35 degrees: latitude and longitude look swapped',
          latitude="97.56", longitude="24.76"),
    _case("places", "laiza", 'longitude: "24.76" must lie between 90 and 110 degrees: latitude and longitude look '
          "swapped", latitude="97.56", longitude="24.76"),
    _case("places", "bangkok", 'latitude: "40.5" must lie between 5 and 35 degrees', latitude="40.5"),
    _case("places", "bangkok", 'longitude: "-10.0" must lie between 90 and 110 degrees', longitude="-10"),
    _case("places", "laiza", 'latitude: "15.5" must lie between 19 and 29 degrees, since state is Kachin',
          latitude="15.5"),
    _case("places", "laiza", 'longitude: "102.0" must lie between 95 and 101 degrees, since state is Kachin',
          longitude="102"),
    _case("places", "laiza", "latitude: the empty cell must be given together with its twin coordinate", latitude=""),
    _case("places", "laiza", "coordinate_source: the empty cell must say where the coordinates were taken from",
          coordinate_source=""),
    _case("places", "laiza", 'radius_km: "0.0" must be more than 0 kilometres', radius_km="0"),
    _case("places", "mung_lai_hkyet", 'latitude: "24.781" must have at most two decimals, since the place is sensitive',
          latitude="24.781"),
    _case("places", "ts_MMR001001", 'place_id: "ts_MMR001001" must be ts_ and the P-code, since kind is township seat',
          township_pcode="MMR001002"),
    _case("attacks", "A013", 'killed_low: "24" must not be greater than killed_high (23)', killed_low="24"),
    _case("attacks", "A013", 'injured_low: "2" must not be greater than injured_high (1)',
          injured_low="2", injured_high="1"),
    _case("attacks", "A002", 'events_low: "57" must not be greater than events_high (56)', events_low="57"),
    _case("claims", "C006", 'value_low: "57" must not be greater than value_high (56)', value_low="57"),
    _case("attacks", "A008", 'date_start: "2012-01-20" must not be later than date_end (2012-01-19)',
          date_start="2012-01-20"),
    _case("clashes_per_year", "K03", 'period_start: "2019-12-31" must not be later than period_end (2019-01-01)',
          period_start="2019-12-31", period_end="2019-01-01"),
    _case("attacks", "A013", 'date_precision: "day" must agree with the dates 2014-01-01 to 2014-12-31',
          date_precision="day"),
    _case("attacks", "A013", 'date_precision: "month" must agree with the dates 2014-01-01 to 2014-12-31',
          date_precision="month"),
    _case("attacks", "A012", 'date_precision: "year" must agree with the dates 2012-12-01 to 2012-12-31',
          date_precision="year"),
    _case("attacks", "A014", 'date_precision: "range" must agree with the dates 2014-08-08 to 2014-08-08',
          date_precision="range"),
    _case("attacks", "A014", 'date_end: "2014-08-08" must be empty, since date_precision is undated',
          date_precision="undated"),
    _case("attacks", "A038", 'date_basis: "stated" must be empty, since date_precision is undated',
          date_basis="stated"),
    _case("meetings", "M03", "date_end: the empty cell must hold a value, since date_precision is day", date_end=""),
    _case("meetings", "M03", "date_basis: the empty cell must hold a value, since date_precision is day",
          date_basis=""),
    _case("attacks", "A014", 'date_start: "2027-01-01" must not be after the date of the data (2026-11-21) in '
          "CITATION.cff", date_start="2027-01-01", date_end="2027-01-01"),
    _case("attacks", "A002", "note: the empty cell must say how it was derived, since date_basis is derived", note=""),
    _case("attacks", "A001", "note: the empty cell must say why the record is not counted", note=""),
    _case("attacks", "A033", 'part_of: "A033" must not be the row itself', part_of="A033"),
    _case("attacks", "A027", 'date_start: "2023-01-01" must lie within the dates of A026 (2024-01-01 to 2024-12-31)',
          date_start="2023-01-01", date_end="2023-12-31"),
    _case("attacks", "A022", 'killed_low: "30" must be 29, the lowest of the claims on the record (C019, C020)',
          killed_low="30"),
    _case("attacks", "A017", "killed_low: the empty cell must be 63, the lowest of the claims on the record (C016)",
          killed_low=""),
    _case("attacks", "A022", 'injured_high: "56" must be 57 or more, the highest of the claims on the record (C022)',
          injured_high="56"),
    _case("attacks", "A033", "killed_high: the empty cell must be 2 or more, since no claim on the record is open "
          "(C034)", killed_high=""),
    _case("attacks", "A013", 'source_ids: "d003;" must not hold an empty item between, before or after its ; marks',
          source_ids="d003;"),
    _case("attacks", "A013", 'locators: "para 4" must hold one item for each of the 2 source_ids, but holds 1',
          locators="para 4"),
    _case("attacks", "A013", 'locators: "para 4;para 4" must not name the same place in the same source twice',
          source_ids="d003;d003", locators="para 4;para 4"),
    _case("organisations", "nug", 'aliases: "a;a" must not hold an item twice', aliases="a;a"),
    _case("claims", "C006", 'qualifier: "exact" must agree with value_low (56) and value_high (empty)', value_high=""),
    _case("claims", "C016", 'qualifier: "at least" must agree with value_low (63) and value_high (70)',
          value_high="70"),
    _case("claims", "C032", 'qualifier: "at most" must agree with value_low (1) and value_high (12)', value_low="1"),
    _case("figures", "F002", 'qualifier: "over" must agree with value_low (5000) and value_high (10000)',
          qualifier="over"),
    _case("figures", "F003", 'qualifier: "between" must agree with value_low (35) and value_high (35)',
          qualifier="between"),
    _case("figures", "F003", 'qualifier: "not stated" must agree with value_low (35) and value_high (35)',
          qualifier="not stated"),
    _case("clashes_per_year", "K07", 'coverage: "full year" must agree with 2023-01-01 to 2023-03-31',
          coverage="full year"),
    _case("clashes_per_year", "K06", 'coverage: "part year" must agree with 2022-01-01 to 2022-12-31',
          coverage="part year"),
    _case("clashes_per_year", "K06", 'standing: "superseded" must have a current count of 2022 in the '
          "series claimant_not_stated", standing="superseded"),
    _case("clashes_per_year", "K06", 'unit: "incident" must be clash as in the rest of the series claimant_not_stated',
          unit="incident"),
    _case("clashes_per_year", "K06", 'area: "Hpakant" must be not stated as in the rest of the series '
          "claimant_not_stated", area="Hpakant"),
    _case("clashes_per_year", "K07", 'period_start: "2022-01-01" must not cover days that K06 of its series covers',
          period_start="2022-01-01", period_end="2022-03-31"),
    _case("core_readings", "R001", 'record_id: "A999" must be an id in attacks.csv', record_id="A999"),
    _case("core_readings", "R001", 'record_id: "K01" must be an id in attacks.csv', record_id="K01"),
    _case("core_readings", "R001", 'column: "killed" must be a column of attacks.csv', column="killed"),
    _case("core_readings", "R001", 'core_value: "29" must differ from what the table says now', core_value="29"),
    _case("core_readings", "R001", f'core_value: "many" {WHOLE}', core_value="many"),
    _case("core_readings", "R001", 'core_value: "nowhere" must be an id in places.csv', column="place_id",
          core_value="nowhere"),
    _case("core_readings", "R001", "core_value: the empty cell must hold a value, as each summary of attacks.csv does",
          column="summary", core_value=""),
    _case("core_readings", "R001", 'core_value: "A022" must be empty, since the column is the id: the row is no core row',
          column="attack_id", core_value="A022"),
    _case("core_readings", "R002", 'column: "killed_low" must not be given twice for A022', column="killed_low"),
    _case("distinct_pairs", "P001", 'id_two: "A013" must be a greater id than A013', id_two="A013"),
    _case("distinct_pairs", "P002", 'id_two: "A014" must not be paired with A013 twice', id_one="A013", id_two="A014"),
    _case("meetings", "M10", "declined_by: the empty cell must be given just where status is declined, and status is "
          "declined", declined_by=""),
    _case("meetings", "M03", 'declined_by: "KIO/KIA" must be given just where status is declined, and status is held',
          declined_by="KIO/KIA"),
    _case("meetings", "M04", 'number: "1" must be used in one row only', number="1"),
    _case("meetings", "M04", 'number: "0" must be 1 or more', number="0"),
    _case("sources", "d003", 'published_on: "2024-03-01" must be empty just where published_basis is not stated, and '
          "published_basis is not stated", published_on="2024-03-01"),
    _case("sources", "d000", "document: the empty cell must hold the document number, since collection is core",
          document=""),
]  # fmt: skip


@pytest.mark.parametrize(("table", "identity", "cells", "sentence"), CONTRADICTIONS)
def test_a_contradiction_is_named(table: str, identity: str, cells: dict[str, str], sentence: str, folder: Path) -> None:
    number = change(folder, table, identity, **cells)
    assert f"{table}.csv, row {number}, column {sentence}." in sentences_of(folder)


def test_a_source_a_place_and_an_organisation_that_nothing_uses_are_named(folder: Path) -> None:
    source = add_copy(folder, "sources", "d000", source_id="d900", document="900")
    place = add_copy(folder, "places", "laiza", place_id="elsewhere", name="Elsewhere", aliases="")
    cells = {"organisation_id": "nobody", "name": "Nobody’s Front", "abbreviation": "XQZ", "aliases": ""}
    organisation = add_copy(folder, "organisations", "nug", **cells)
    words = "must be referred to, or named by name, short form or alias, in a record"
    assert sentences_of(folder) == [
        f'organisations.csv, row {organisation}, column organisation_id: "nobody" {words}.',
        f'places.csv, row {place}, column place_id: "elsewhere" must be used by a record or be a township seat.',
        f'sources.csv, row {source}, column source_id: "d900" must be used by a record.',
    ]


def test_an_id_that_two_tables_hold_is_named(folder: Path) -> None:
    number = add_copy(folder, "places", "laiza", place_id="kio_kia")
    sentence = f'places.csv, row {number}, column place_id: "kio_kia" must not be an id of another table, and '
    assert f"{sentence}organisations.csv holds it." in sentences_of(folder)


def test_a_township_seat_left_out_is_named(folder: Path) -> None:
    path = folder / "places.csv"
    path.write_bytes(as_csv([row for row in rows_of(path) if row[0] != "ts_MMR015024"]))
    sentence = 'places.csv, column place_id: "ts_MMR015024" must be there, as one of the 42 township seats.'
    assert sentences_of(folder) == [sentence]


def test_an_open_claim_lets_the_record_be_open(folder: Path) -> None:
    change(folder, "attacks", "A022", killed_high="")
    assert load(folder).attacks["attack_id"].is_unique
