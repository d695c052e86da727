"""The Briefing page: figures and tables ticked, filters carried over, reasons for what has nothing to show."""

import pytest
from streamlit.testing.v1 import AppTest

from components.export.briefing import FIRST, TABLES, figures_on_offer
from tests.conftest import ROOT

OFFERED = [*figures_on_offer(), *TABLES]


def opened(**query: list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, values in query.items():
        app.query_params[name] = values
    app = app.switch_page("components/pages/briefing.py").run()
    assert not app.exception
    return app


def ticked(app: AppTest) -> set[str]:
    return {box.key.removeprefix("brief_") for box in app.checkbox if box.value and not box.disabled}


def buttons(app: AppTest) -> dict[str, bool]:
    return {one.proto.label[-4:-1].strip("("): one.proto.disabled for one in app.get("download_button") if one.proto.label}


@pytest.fixture(scope="module")
def page() -> AppTest:
    return opened()


def test_the_page_offers_every_figure_and_table_and_begins_with_some(page: AppTest) -> None:
    assert [box.key.removeprefix("brief_") for box in page.checkbox] == sorted(OFFERED, key=_page)
    assert ticked(page) == set(FIRST) & set(OFFERED)
    assert len(page.get("image")) == len(ticked(page))


def _page(key: str) -> int:
    pages = list(dict.fromkeys(one.page for one in figures_on_offer().values()))
    return pages.index(figures_on_offer()[key].page) if key in figures_on_offer() else len(pages)


def test_an_address_opens_its_figures_and_a_tick_goes_into_the_address() -> None:
    app = opened(figures=["map", "events", "tea"], years=["2012", "2014"])
    assert ticked(app) == {"map", "events"}
    app.checkbox(key="brief_events_by_year").check().run()
    assert set(app.query_params["figures"]) == {"map", "events", "events_by_year"}
    assert "2012 to 2014" in " ".join(one.value for one in app.markdown)


def test_what_has_nothing_to_show_cannot_be_ticked_and_says_why() -> None:
    app = opened(years=["2019"], township=["Momauk"], type=["airstrike"])
    boxes = {box.key: box for box in app.checkbox}
    assert boxes["brief_map"].disabled
    assert boxes["brief_map"].help
    assert "map" not in ticked(app)


def test_nothing_ticked_leaves_nothing_to_take() -> None:
    app = opened(figures=[""])
    assert ticked(app) == set()
    assert app.info
    assert all(buttons(app).values())


def test_tables_alone_make_a_report_but_no_slides() -> None:
    app = opened(figures=["events"])
    found = buttons(app)
    assert found["PTX"] is True
    assert found["TML"] is False
