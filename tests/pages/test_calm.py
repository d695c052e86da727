"""Every page when there is hardly anything to show: one row in each table, or filters that nothing matches."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.dataset.load import load
from components.dataset.schema import TABLES
from components.ui import current as app_data
from tests.broken_data import ONE_ROW, core_copy, keep_one_row
from tests.conftest import ROOT

WIDEN = "Widen them, or use the button Reset filters in the sidebar."
CALM = {
    "overview": "No counted attack record and no meeting with a date matches these filters.",
    "clashes": "There is no count in these sources for 2016, which does not mean no clashes.",
    "attacks": f"No attack record matches these filters. {WIDEN}",
    "talks": f"No meeting matches these filters. {WIDEN}",
    "townships": "There is nothing to draw over time. Choose another township above, or widen the filters in the sidebar.",
    "briefing": "There is nothing to take along for this choice. Widen the filters, or use the button Reset filters.",
    "compare": "No file is open in this session.",
    "data": "No row matches. Search for something else, or widen the filters in the sidebar.",
}
FOUND = {
    "overview": "For 2011 to 2022 these sources hold 1 counted record of attacks and strikes, and of talks 1 meeting held.",
    "clashes": "There is no count in these sources",  # the one count is of clashes with others than the military
    "attacks": "These sources give 1 counted record: 1 of one event, or of at least one.",
    "talks": "These sources give 1 meeting held, 2011. Outcome: no agreement.",
    "townships": "By the gazetteer 1 attack record lies in Hpakant Township, which is counted.",
    "briefing": "Clashes per year is left out: no published count of clashes matches these filters.",
    "compare": "No file is open in this session.",
    "data": "There are 6 records in 6 tables, from 2 documents, with lists of 6 organisations and 44 places.",
}


def opened(**address: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    return app


def words(app: AppTest, page: str) -> str:
    """All that a page says in sentences, without an error and with the way back beside it."""
    app.switch_page(f"components/pages/{page}.py").run()
    assert not app.exception, page
    assert not app.error, page
    assert "Reset filters" in [button.label for button in app.sidebar.button], page
    return " ".join(one.value for one in (*app.markdown, *app.caption, *app.info, *app.warning)).replace("\\", "")


def test_where_nothing_matches_every_page_says_so_calmly_and_offers_the_way_back() -> None:
    app = opened(evidence="core", years=["2016", "2016"], township="Sumprabum", type="offensive")
    for page, sentence in CALM.items():
        assert sentence in words(app, page), page


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = core_copy(tmp_path, monkeypatch)
    keep_one_row(copy)
    monkeypatch.setattr(app_data, "DATA", copy)
    return copy


def test_one_row_in_each_table_is_enough_for_every_page(folder: Path) -> None:
    everything = load(folder)
    assert {table: list(everything.table(table)[TABLES[table].key]) for table in ONE_ROW} == {
        table: [identity] for table, identity in ONE_ROW.items()
    }
    app = opened()
    for page, sentence in FOUND.items():
        assert sentence in words(app, page), page
