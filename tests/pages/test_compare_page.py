"""The Compare page as a reader uses it, without a browser."""

import gc
import io
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.dataset import DATA
from components.ui import upload as import_session
from components.ui.upload import HELD, KEPT, MOST_KEPT
from components.uploads.formats import SWITCH
from components.uploads.reader import Imported, read_events
from components.uploads.stream import LARGEST_UPLOAD_MB
from tests.event_files import UCDP_COLUMNS, acled, csv_of, many_ucdp, ucdp, zipped

COMPARE = "components/pages/compare.py"
Open = Callable[..., AppTest]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.delenv(SWITCH, raising=False)
    monkeypatch.setattr(import_session, "FOLDER", tmp_path)

    def run(**address: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(DATA.parent / "dashboard.py"), default_timeout=60)
        for name, value in {"part": "file", **address}.items():
            app.query_params[name] = value
        app.switch_page(COMPARE).run()
        assert not app.exception
        return app

    return run


def bring(app: AppTest, content: bytes, name: str = "mine.csv") -> AppTest:
    app.file_uploader[0].set_value((name, content, "text/csv")).run()
    assert not app.exception
    return app


def unfold(app: AppTest, key: str) -> AppTest:
    """Press a quiet button, whose content comes only then."""
    app.session_state[key] = True
    return app.run()


def words(app: AppTest) -> str:
    texts = [one.value for one in (*app.markdown, *app.caption, *app.error, *app.warning, *app.info)]
    return " ".join(texts).replace("\\", "")


def has_no_file(app: AppTest) -> bool:
    return HELD not in app.session_state and len(app.file_uploader) == 1


def test_without_a_file_the_page_says_where_rows_stay(opened: Open) -> None:
    app = opened()
    assert has_no_file(app)
    assert "not written to disk" in words(app)
    assert app.file_uploader[0].proto.max_upload_size_mb == 60


def test_two_periods_stand_side_by_side_first(opened: Open) -> None:
    app = opened(part="periods", first=["2012", "2013"], second=["2024", "2024"])
    assert [slider.value for slider in app.slider] == [(2012, 2013), (2024, 2024)]
    assert len(app.get("plotly_chart")) == 2


def test_a_ucdp_file_is_counted_with_what_was_kept_of_it(opened: Open) -> None:
    app = bring(opened(), ucdp({}, {"adm_1": "Chin state"}))
    said = words(app)
    assert "1 row of the file matches these filters, with 3 deaths (best estimate; 2 to 5)." in said
    assert "Kept 1 of 2 rows: 1 in Kachin State. Dropped 1: 1 in another state or region of Myanmar." in said
    assert "UCDP counts an event only if somebody died in it" in words(unfold(app, "about_file_events"))
    assert len(app.get("plotly_chart")) == 2


def test_rows_before_our_records_are_counted_and_drawn_when_asked_for(opened: Open) -> None:
    early = {"date_start": "1992-05-01", "date_end": "1992-05-01", "year": "1992"}
    app = bring(opened(), ucdp({}, early))
    assert drawn_years(app)[0] == 2011
    app.toggle(key="file_all_years").set_value(True).run()
    assert drawn_years(app)[0] == 1992


def drawn_years(app: AppTest) -> list[int]:
    table = next(table.value for table in unfold(app, "data_file_events").dataframe if "events" in table.value.columns)
    return list(table["year"])


def test_an_acled_file_says_that_its_rows_are_not_to_be_passed_on(opened: Open) -> None:
    app = bring(opened(), zipped(("export.csv", acled({}))), "export.zip")
    said = words(app)
    assert "ACLED's terms forbid passing its rows on" in said
    assert "fighting of five days in one place is five rows" in words(unfold(app, "about_file_events"))
    [rows] = [table.value for table in app.dataframe if "event_id" in table.value.columns]
    assert rows["township"].tolist() == ["Hpakant"]


def test_a_refused_file_is_named_in_one_sentence_and_the_file_before_it_stays(opened: Open) -> None:
    app = bring(opened(), ucdp({"date_start": "00:00.0"}), "candidate.csv")
    assert len(app.error) == 1
    assert "candidate.csv, row 2, column date_start" in words(app)
    assert has_no_file(app)
    bring(app, ucdp({}))
    assert not app.error
    bring(app, b"<html>", "login.csv")
    said = words(app)
    assert "login.csv, row" not in said
    assert "must be a table, not a web page" in said
    assert "The file before it stays in use." in said
    assert app.session_state[HELD].file == "mine.csv"


def test_the_file_is_forgotten_when_asked_and_leaves_nothing(opened: Open) -> None:
    app = bring(opened(), ucdp({}))
    token = app.session_state[HELD].token
    assert any(token in key for key in app.session_state[KEPT])
    next(button for button in app.button if button.label == "Forget this file").click().run()
    assert HELD not in app.session_state
    assert KEPT not in app.session_state or not any(token in key for key in app.session_state[KEPT])
    assert has_no_file(app)


def test_nothing_of_a_forgotten_file_stays_in_the_process(opened: Open) -> None:
    app = bring(opened(), ucdp({}), "forgotten.csv")
    assert left_of("forgotten.csv")
    next(button for button in app.button if button.label == "Forget this file").click().run()
    app.run()
    assert left_of("forgotten.csv") == []


def left_of(name: str) -> list[object]:
    """What the process still holds of a file: its rows."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, Imported) and name in one.file]


def test_the_bytes_of_a_file_are_let_go_once_it_is_read(opened: Open) -> None:
    app = opened()
    before = app.file_uploader[0].key
    bring(app, ucdp({}))
    assert app.file_uploader[0].key != before
    assert app.file_uploader[0].value is None


def test_the_filters_choose_rows_and_what_cannot_follow_is_said(opened: Open) -> None:
    content = ucdp({}, {"date_start": "2012-05-01", "date_end": "2012-05-01", "year": "2012", "side_b": "TNLA"})
    app = bring(opened(years=["2012", "2013"], township="Momauk"), content)
    said = words(app)
    assert "1 of 2 rows in the study area" in said
    assert "Township does not filter this file" in said
    unfold(app, "more_filters").multiselect(key="bar_actor").set_value(["kio_kia"]).run()
    assert "No row of the file matches these filters." in words(app)
    assert not app.exception


def test_what_was_computed_for_a_choice_is_kept_and_the_oldest_goes(opened: Open) -> None:
    app = bring(opened(), ucdp({}))
    first = dict(app.session_state[KEPT])
    app.run()
    again = app.session_state[KEPT]
    assert list(again) == list(first)
    assert all(again[key] is first[key] for key in first)
    for year in range(2012, 2019):
        app.slider(key="bar_years").set_range(year, 2020).run()
    assert len(app.session_state[KEPT]) == MOST_KEPT


def test_uploads_can_be_switched_off_for_a_public_server(opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "off")
    app = opened()
    assert not app.file_uploader
    assert "This server takes no files from its readers" in words(app)
    (tmp_path / "acled.csv").write_bytes(acled({}))
    app.run()
    choose_from_folder(app, "acled.csv")
    assert "1 row of the file matches" in words(app)
    assert "The rows are not shown on this server" in words(app)
    assert not [table for table in app.dataframe if "event_id" in table.value.columns]


def choose_from_folder(app: AppTest, name: str) -> None:
    app.selectbox(key="import_file").set_value(name).run()
    next(button for button in app.button if button.label == "Read this file").click().run()
    assert not app.exception


def test_files_of_the_folder_are_offered_and_read_and_bad_ones_are_named(opened: Open, tmp_path: Path) -> None:
    assert not [box for box in opened().selectbox if box.key == "import_file"]
    (tmp_path / "big.csv").write_bytes(ucdp({}))
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "notes.md").write_text("not offered")
    (tmp_path / "folder.csv").mkdir()
    app = opened()
    assert app.selectbox(key="import_file").options == ["bad.zip", "big.csv"]
    choose_from_folder(app, "bad.zip")
    assert "bad.zip: the zip archive is damaged" in words(app)
    choose_from_folder(app, "big.csv")
    assert app.session_state[HELD].file == "big.csv"


def test_hostile_names_and_cells_are_shown_as_text(opened: Open) -> None:
    hostile = {"side_b": "![x](http://a.b/c)", "where_coordinates": "<script>1</script>"}
    app = bring(opened(), ucdp(hostile), "![x](http://a.b)<b>.csv")
    raw = " ".join(one.value for one in (*app.markdown, *app.caption))
    assert "![x](http" not in raw
    assert "<b>" not in raw
    [rows] = [table.value for table in app.dataframe if "event_id" in table.value.columns]
    assert rows["place_as_written"].tolist() == ["<script>1</script>"]


def test_a_file_without_a_row_in_the_study_area_is_said_calmly(opened: Open) -> None:
    app = bring(opened(), ucdp({"country": "Nigeria", "adm_1": "Borno state"}))
    said = words(app)
    assert "Kept 0 of 1 row. Dropped 1: 1 in another country." in said
    assert "no row in the study area" in said


def test_many_rows_send_little_to_the_browser(opened: Open) -> None:
    app = bring(opened(), csv_of(UCDP_COLUMNS, many_ucdp(9_000)))
    said = words(app)
    assert "squares of 0.05 degrees" in said
    assert "The first 200 rows by date, of 9,000." in said
    assert all(len(table.value) <= 3_200 for table in app.dataframe)


def test_rows_take_little_memory() -> None:
    content = csv_of(UCDP_COLUMNS, many_ucdp(20_000))
    table = read_events("x.csv", io.BytesIO(content), len(content)).table
    assert table.memory_usage(deep=True).sum() / len(table) < 110, "bytes a row"


def test_the_server_takes_files_as_large_as_the_page_says() -> None:
    settings = tomllib.loads((DATA.parent / ".streamlit" / "config.toml").read_text())
    assert settings["server"]["maxUploadSize"] == LARGEST_UPLOAD_MB
    assert "/imports/" in (DATA.parent / ".gitignore").read_text().split()
