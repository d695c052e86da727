"""That the table of results says what was measured; no time is measured here."""

import re

import pytest

from benchmarks.report import Target, medians, number, ratio, result_table, target_table
from tests.conftest import ROOT

MEASURED = {
    ("load", "ours"): [900.0, 100.0, 300.0],
    ("load", "floor"): [600.0, 150.0, 700.0],
    ("load", "dash"): [1200.0],
    ("bytes", "ours"): [3.0],
}


def test_the_middle_value_counts_and_not_the_mean() -> None:
    assert medians(MEASURED)["load", "ours"] == 300
    assert medians({("load", "ours"): [1.0, 2.0, 4.0, 9.0], ("load", "panel"): []}) == {("load", "ours"): 3}


def test_a_ratio_needs_both_sides() -> None:
    found = medians(MEASURED)
    assert ratio(found, ("load", "ours"), ("load", "floor")) == 0.5
    assert ratio(found, ("bytes", "ours"), ("bytes", "floor")) is None
    assert ratio({("load", "ours"): 1.0, ("load", "floor"): 0.0}, ("load", "ours"), ("load", "floor")) is None


def test_each_cell_bears_its_ratio_to_the_floor() -> None:
    table = result_table(MEASURED, {"load": "ms", "bytes": "MB", "never measured": "ms"})
    assert table.splitlines() == [
        "|  | this dashboard | Streamlit floor | Plotly Dash |",
        "| --- | ---: | ---: | ---: |",
        "| load (ms) | 300 (0.50x) | 600 | 1,200 (2.00x) |",
        "| bytes (MB) | 3.00 |  |  |",
    ]


@pytest.mark.parametrize(
    ("at_most", "verdict"), [(0.5, "met"), (0.49, "**missed** by 1.02x"), (0.25, "**missed** by 2.00x"), (2.0, "met")]
)
def test_a_target_is_met_or_missed_by_so_much(at_most: float, verdict: str) -> None:
    last = target_table(MEASURED, [Target("load", "load", ("load", "floor"), at_most)]).splitlines()[-1]
    assert last == f"| load | {at_most:.2f}x | 0.50x | {verdict} |"


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    last = target_table(MEASURED, [Target("bytes", "bytes", ("bytes", "floor"), 0.3)]).splitlines()[-1]
    assert last == "| bytes | 0.30x |  | not measured |"


@pytest.mark.parametrize(
    ("value", "words"), [(1234.5, "1,234"), (99.96, "100.0"), (12.34, "12.3"), (0.126, "0.13"), (0, "0.00")]
)
def test_numbers_are_short(value: float, words: str) -> None:
    assert number(value) == words


def test_the_peers_lock_names_no_registry_and_has_hashes() -> None:
    text = (ROOT / "benchmarks" / "requirements.lock").read_text()
    assert not re.search(r"https?:|file:|index-url|find-links|/", text)
    pins = [line for line in text.replace("\\\n", "").splitlines() if "==" in line.split(" ")[0]]
    assert {"dash", "panel"} <= {pin.split("==")[0] for pin in pins}
    assert all("--hash=sha256:" in pin for pin in pins)
