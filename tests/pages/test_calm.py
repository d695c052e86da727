"""Every page when there is hardly anything to show: one row in each table, or filters that nothing matches."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.dataset.load import load
from components.dataset.schema import TABLES
from components.ui import current
from tests.broken_data import ONE_ROW, core_copy, keep_one_row
from tests.conftest import ROOT

PAGES = ("overview", "attacks", "clashes", "people", "compare", "data", "briefing")
NOTHING = {"years": ["2016", "2016"], "township": "Sumprabum", "type": "offensive"}


def opened(page: str, **address: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(f"components/pages/{page}.py").run()
    assert not app.exception, page
    assert not app.error, page
    return app


@pytest.mark.parametrize("evidence", ["all", "core"])
@pytest.mark.parametrize("page", PAGES)
def test_where_nothing_matches_a_page_is_calm_and_offers_the_way_back(page: str, evidence: str) -> None:
    app = opened(page, evidence=evidence, **NOTHING)
    assert not app.warning
    reset = next(button for button in app.button if button.label == "Reset")
    assert not reset.disabled
    reset.click().run()
    assert not app.exception
    assert not {"years", "township", "type"} & set(app.query_params)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = core_copy(tmp_path, monkeypatch)
    keep_one_row(copy)
    monkeypatch.setattr(current, "DATA", copy)
    return copy


@pytest.mark.parametrize("page", PAGES)
def test_one_row_in_each_table_is_enough_for_every_page(page: str, folder: Path) -> None:
    everything = load(folder)
    assert {table: list(everything.table(table)[TABLES[table].key]) for table in ONE_ROW} == {
        table: [identity] for table, identity in ONE_ROW.items()
    }
    opened(page)
