"""The Briefing page: figures and tables chosen, filters carried over, files built only when asked for."""

import io
import zipfile

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from components.export.briefing_figures import DEFAULT_FIGURES, OFFERS, TABLES
from components.ui.briefing_panel import BUILT
from tests.conftest import ROOT


def opened(query: dict[str, list[str]] | None = None) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, values in (query or {}).items():
        app.query_params[name] = values
    return app.switch_page("components/pages/briefing.py").run()


def said(app: AppTest) -> str:
    found = [element.value for kind in ("markdown", "info", "caption", "warning") for element in app.get(kind)]
    return " ".join(found).replace("\\", "")


def built(app: AppTest) -> dict[str, bytes]:
    return {name: content for (_, name), content in app.session_state[BUILT].items()}


@pytest.fixture(scope="module")
def page() -> AppTest:
    return opened()


def test_the_page_offers_every_figure_and_table_and_begins_with_some(page: AppTest) -> None:
    assert not page.exception
    box = page.multiselect(key="figures")
    assert len(box.options) == len(OFFERS) + len(TABLES)
    assert box.value == [*DEFAULT_FIGURES, *TABLES]
    assert f"{len(DEFAULT_FIGURES)} figures and {len(TABLES)} tables" in said(page)


def test_nothing_is_built_before_it_is_asked_for(page: AppTest) -> None:
    assert built(page) == {}
    assert not [button for button in page.get("download_button") if button.key and button.key.startswith("download_")]


def test_the_slides_that_were_asked_for_hold_the_chosen_years() -> None:
    app = opened({"years": ["2021", "2023"], "figures": ["clashes"]})
    assert app.multiselect(key="figures").value == ["clashes"]
    app.button(key="build_slides").click().run()
    assert not app.exception
    deck = Presentation(io.BytesIO(built(app)["slides"]))
    words = " ".join(shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
    assert "Years 2021 to 2023" in words
    assert "Jan-Mar 2023 only" in words


def test_sheet_and_zip_are_built_side_by_side_and_go_when_the_choice_changes() -> None:
    app = opened({"figures": ["clashes"]})
    app.button(key="build_sheet").click().run()
    app.button(key="build_everything").click().run()
    assert set(built(app)) == {"sheet", "everything"}
    assert b"2,400" in built(app)["sheet"]
    with zipfile.ZipFile(io.BytesIO(built(app)["everything"])) as archive:
        assert "README.md" in archive.namelist()
    app.multiselect(key="figures").set_value(["harm"]).run()
    assert built(app) == {}


def test_a_choice_that_matches_nothing_is_told_and_leaves_a_way_back() -> None:
    app = opened({"years": ["2016", "2016"], "township": ["Putao"], "evidence": ["core"]})
    assert not app.exception
    assert "There is nothing to take along for this choice." in said(app)
    assert "Reset filters" in said(app)


def test_no_figure_chosen_asks_for_one() -> None:
    app = opened()
    app.multiselect(key="figures").set_value([]).run()
    assert "Choose a figure or a table above." in said(app)


def test_tables_alone_make_a_sheet_but_no_slides() -> None:
    app = opened({"figures": ["meetings"]})
    assert app.button(key="build_slides").disabled
    assert not app.button(key="build_sheet").disabled
    assert "slides hold no tables" in said(app)


def test_what_is_left_out_is_named() -> None:
    app = opened({"figures": ["clashes", "township_timeline"]})
    assert "One township over time is left out: choose exactly one township for it." in said(app)


def test_a_figure_that_does_not_exist_is_named_and_ignored() -> None:
    app = opened({"figures": ["clashes", "<script>pie"]})
    assert not app.exception
    assert 'Ignored in the address: "<script>pie" is no figure and no table.' in said(app)
