"""Files as common tools and publishers write them are read, and what is odd in them is told."""

from pathlib import Path

import pytest

from components.uploads.measures import events_per_year
from components.uploads.reader import Imported, Refused, read_events

CASES = Path(__file__).with_name("cases")


def read(name: str) -> Imported:
    path = next(CASES.glob(f"{name}*.csv"))
    with path.open("rb") as stream:
        return read_events(path.name, stream, path.stat().st_size)


def test_a_year_without_any_row_of_the_file_is_not_called_covered() -> None:
    imported = read("K01")
    years = events_per_year(imported.table, imported, years=(2017, 2026)).set_index("year")
    assert list(years.index[years["coverage"] == "not in this file"]) == list(range(2019, 2026))
    assert years.loc[2019:2025, "events"].isna().all()


@pytest.mark.parametrize("name", ["K03_ged", "K03_acled"])
def test_midnight_with_a_zone_is_a_day(name: str) -> None:
    imported = read(name)
    assert len(imported.table) == imported.rows > 0
    assert imported.first_day is not None
    assert imported.first_day.isoformat() == "2024-02-03"


def test_words_for_missing_values_name_nobody() -> None:
    table = read("K05").table
    assert not {"NA", "NA; NA"} & {str(cell) for name in ("side_a", "side_b", "associated") for cell in table[name].dropna()}


@pytest.mark.parametrize("name", ["K06_low", "K06_best"])
def test_deaths_out_of_order_are_kept_and_counted(name: str) -> None:
    imported = read(name)
    wrong = (imported.table["killed_low"] > imported.table["killed_best"]) | (
        imported.table["killed_best"] > imported.table["killed_high"]
    )
    assert wrong.sum() == 1
    assert sum("1 row of the file" in note for note in imported.notes) == 1


def test_a_row_of_hxl_tags_is_no_event() -> None:
    imported = read("K08")
    assert imported.rows == len(imported.table) == 2
    assert any("HXL" in note for note in imported.notes)


def test_ids_saved_as_decimals_are_read() -> None:
    assert [str(one) for one in read("K09").table["event_id"]][:2] == ["700001", "700002"]


def test_columns_without_which_events_can_be_counted_may_be_missing() -> None:
    imported = read("K11")
    assert len(imported.table) == imported.rows
    assert any("admin3" in note for note in imported.notes)


def test_all_missing_columns_are_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text("event_id_cnty,sub_event_type,geo_precision,fatalities\nX1,Armed clash,1,0\n")
    with path.open("rb") as stream, pytest.raises(Refused) as refused:
        read_events(path.name, stream, path.stat().st_size)
    assert {"event_date", "latitude", "longitude"} <= set(str(refused.value.fault.column).split(", "))


def test_a_file_without_a_row_here_is_empty_and_no_fault() -> None:
    imported = read("K14")
    assert (len(imported.table), imported.rows > 0) == (0, True)


def test_spaces_and_dots_in_a_header_are_underscores() -> None:
    imported = read("K15")
    assert len(imported.table) == imported.rows > 0
