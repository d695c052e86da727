"""The data on screen while its files change."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from threading import Event

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.dataset.load import fingerprint, load, read_files
from components.ui import current as app_data
from tests.dataset.test_evidence import core_files


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

    from components.ui.current import data_banner, whole_dataset

    data_banner()
    st.text(f"{len(whole_dataset().clashes_per_year)} counts")


def opened() -> AppTest:
    return AppTest.from_function(script, default_timeout=30).run()


def shown(app: AppTest) -> list[str]:
    assert not app.exception
    return [element.value for element in app.text]


def banner(app: AppTest) -> str:
    """The one banner, as a reader sees it."""
    (error,) = app.error
    return error.value.replace("\\", "")


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
    assert banner(app) == (
        "A data file has a fault. The last good data stays on screen until it is mended.\n\n"
        '- clashes_per_year.csv, row 2, column clashes: "many" must be a whole number, 0 or more, in digits only.'
    )
    edit(folder / "clashes_per_year.csv", ",many,", ",2400,")
    assert shown(app.run()) == ["9 counts"]
    assert not app.error


def test_without_any_good_data_the_faults_are_shown_and_the_page_stops(folder: Path) -> None:
    (folder / "meetings.csv").unlink()
    app = opened()
    assert shown(app) == []
    assert banner(app) == (
        "The data cannot be shown: a data file has a fault. The page opens as soon as it is mended.\n\n"
        "- meetings.csv: the file must be there and readable (No such file or directory)."
    )


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


# ---- a file changes while it is read

READERS = 4
Write = Callable[[Path, bytes], object]


def replace_at_once(path: Path, content: bytes) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def reads_while_swapped(folder: Path, write: Write, swaps: int) -> tuple[list[str], list[str]]:
    """The fingerprints of two good versions of a folder, and all that four readers saw while these were swapped."""
    path = folder / "attacks.csv"
    versions = [path.read_bytes(), path.read_bytes().replace(b",2014-", b",2013-")]
    good = [fingerprint(read_files(folder)[0] | {"attacks": version}) for version in versions]
    begun, done = [Event() for _ in range(READERS)], Event()

    def read(number: int) -> list[str]:
        seen = []
        while not done.is_set():
            seen.append(fingerprint(read_files(folder)[0]))
            begun[number].set()
        return seen

    with ThreadPoolExecutor(READERS) as readers:
        running = [readers.submit(read, number) for number in range(READERS)]
        for event in begun:
            event.wait()
        for version in islice(cycle(versions[::-1]), swaps):
            write(path, version)
        done.set()
        return good, [one for reader in running for one in reader.result()]


def test_four_readers_see_one_version_or_the_other_and_no_mixture_while_a_file_is_swapped(folder: Path) -> None:
    good, seen = reads_while_swapped(folder, replace_at_once, 1_000)
    assert good[0] != good[1]
    assert set(seen) == set(good)


def test_a_file_written_in_place_would_be_seen_half_written(folder: Path) -> None:
    good, seen = reads_while_swapped(folder, Path.write_bytes, 200)
    assert set(seen) - set(good), "the swap above would pass whatever was read"


def test_what_is_shown_is_of_the_bytes_that_its_fingerprint_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is another at each read: version and values still are of one and the same reading."""
    read, path, many = Path.read_bytes, folder / "clashes_per_year.csv", iter(range(2400, 9999))

    def another_each_time(one: Path) -> bytes:
        return read(one).replace(b",2400,", b",%d," % next(many)) if one == path else read(one)

    monkeypatch.setattr(Path, "read_bytes", another_each_time)
    for _ in range(2):
        everything = load(folder)
        assert b",%d," % everything.clashes_per_year["clashes"].max() in everything.files["clashes_per_year"]
        assert everything.fingerprint == fingerprint(everything.files)
