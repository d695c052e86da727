"""The data on screen while its files change."""

import os
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components import app_data
from tests.test_evidence import core_files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the five documents alone give, which the pages read instead."""
    copy = tmp_path / "data"
    copy.mkdir()
    for name, content in core_files().items():
        (copy / name).write_bytes(content)
    monkeypatch.setattr(app_data, "DATA", copy)
    st.cache_resource.clear()
    return copy


def script() -> None:
    import streamlit as st

    from components.app_data import datasets

    st.text(f"{len(datasets().clashes_per_year)} counts")


def opened() -> AppTest:
    return AppTest.from_function(script, default_timeout=30).run()


def shown(app: AppTest) -> list[str]:
    assert not app.exception
    return [element.value for element in app.text]


def edit(path: Path, old: str, new: str) -> None:
    """Replace the file in one step by one with another text."""
    fresh = path.with_suffix(".new")
    fresh.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    fresh.replace(path)


def test_good_data_is_shown_without_a_banner(folder: Path) -> None:
    app = opened()
    assert shown(app) == ["9 counts"]
    assert not app.error


def test_a_changed_file_is_read_on_the_next_run(folder: Path) -> None:
    app = opened()
    counts = folder / "clashes_per_year.csv"
    lines = counts.read_text(encoding="utf-8").splitlines(keepends=True)
    edit(counts, lines[-1], lines[-1] + lines[-1].replace("K09", "K10").replace("2022", "2021"))
    assert shown(app.run()) == ["10 counts"]


def test_an_unchanged_folder_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []
    load = app_data.load
    monkeypatch.setattr(app_data, "load", lambda path: reads.append(path) or load(path))
    opened().run()
    opened()
    assert reads == [folder]


def test_the_last_good_data_stays_under_a_banner_and_the_banner_goes_when_the_file_is_mended(folder: Path) -> None:
    app = opened()
    edit(folder / "clashes_per_year.csv", ",2400,", ",many,")
    assert shown(app.run()) == ["9 counts"]
    assert "last good data" in app.error[0].value
    for part in ("clashes\\_per\\_year\\.csv", "row 2", "many", "whole number"):
        assert part in app.error[0].value
    edit(folder / "clashes_per_year.csv", ",many,", ",2400,")
    assert shown(app.run()) == ["9 counts"]
    assert not app.error


def test_without_any_good_data_the_faults_are_shown_and_the_page_stops(folder: Path) -> None:
    (folder / "meetings.csv").unlink()
    app = opened()
    assert shown(app) == []
    assert "meetings\\.csv" in app.error[0].value
    assert "cannot be shown" in app.error[0].value


def test_ten_faults_are_named_and_the_rest_counted(folder: Path) -> None:
    opened()
    edit(folder / "attacks.csv", ",d002,", ",d999,")
    banner = opened().error[0].value
    assert banner.count("\n- ") == 11
    assert banner.splitlines()[-1].endswith("more")


def test_a_fault_s_value_is_no_markdown(folder: Path) -> None:
    edit(folder / "clashes_per_year.csv", ",2400,", ",![x](//a.b/c),")
    assert "![x]" not in opened().error[0].value


def test_a_bad_file_of_the_same_size_is_noticed_by_its_time(folder: Path) -> None:
    app = opened()
    counts = folder / "clashes_per_year.csv"
    facts = counts.stat()
    counts.write_text(counts.read_text(encoding="utf-8").replace(",2400,", ",24x0,"), encoding="utf-8")
    os.utime(counts, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1_000_000))
    assert counts.stat().st_size == facts.st_size
    assert app.run().error


def test_what_one_page_does_to_a_frame_does_not_reach_another(folder: Path) -> None:
    def spoiling() -> None:
        import streamlit as st

        from components.app_data import datasets

        counts = datasets().clashes_per_year
        counts.loc[:, "clashes"] = 0
        counts["extra"] = 1
        st.text("done")

    assert shown(AppTest.from_function(spoiling, default_timeout=30).run()) == ["done"]

    def reading() -> None:
        import streamlit as st

        from components.app_data import datasets

        counts = datasets().clashes_per_year
        st.text(f"{counts['clashes'].max()} {'extra' in counts}")

    assert shown(AppTest.from_function(reading, default_timeout=30).run()) == ["2400 False"]
