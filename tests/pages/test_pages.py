"""The pages run on the real data: what they say for each choice, and what they do with junk."""

from functools import partial
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.ui.sidebar import notices
from tests.conftest import Open

CLASHES = "components/pages/clashes.py"


@pytest.fixture
def overview(open_page: Open) -> Open:
    """The Overview of the five documents alone, whose numbers stay whatever other sources add."""
    return partial(open_page, "overview", evidence="core")


@pytest.fixture
def clashes(open_page: Open) -> Open:
    return partial(open_page, "clashes", evidence="core")


def prose(app: AppTest) -> str:
    """All Markdown of a page as a reader sees it."""
    return " ".join(element.value for element in (*app.markdown, *app.caption)).replace("\\", "")


def table(app: AppTest) -> pd.DataFrame:
    frame: pd.DataFrame = app.dataframe[0].value
    return frame


def test_the_overview_shows_the_key_figures_with_their_sources(overview: Open) -> None:
    app = overview()
    assert app.title[0].value == "Kachin conflict"
    assert [metric.value for metric in app.metric[:3]] == ["90", "2,400 or 1,095", "38"]
    assert "document 002 (Summary, para 7)" in prose(app)


def test_the_clashes_page_states_finding_caption_and_what_stands_apart(clashes: Open) -> None:
    said = prose(clashes())
    assert "2,400 (KIO) or 1,095 (Government of Myanmar)" in said
    assert "38 clashes in Jan-Mar 2023 only" in said
    assert "All years, five documents only · showing 8 of 8 published counts · Source: 002 Kachin Independence Army" in said
    assert "data version" in said
    assert "1 clash with Shanni Nationalities Army in 2022" in said
    assert "choosing a township would not change them" in said


def test_the_table_holds_the_drawn_numbers_and_blanks_for_gaps(clashes: Open) -> None:
    drawn = table(clashes())
    assert len(drawn) == 16
    gaps = drawn[drawn["coverage"] == "no count in these sources"]
    assert list(gaps["year"]) == [2011, 2013, 2014, 2015, 2016, 2017, 2018, 2024]
    assert gaps["clashes"].isna().all()


def test_years_of_the_address_choose(clashes: Open) -> None:
    app = clashes(years=["2019", "2021"])
    assert list(table(app)["clashes"]) == [13, 7, 138]
    assert "Years 2019 to 2021, five documents only · showing 3 of 8" in prose(app)
    assert not app.warning


def test_years_the_wrong_way_round_are_put_in_order(clashes: Open) -> None:
    app = clashes(years=["2021", "2019"])
    assert app.sidebar.slider[0].value == (2019, 2021)
    assert list(table(app)["year"]) == [2019, 2020, 2021]


def test_one_year_and_years_of_gaps_and_the_part_year_alone(clashes: Open) -> None:
    app = clashes()
    app.sidebar.slider[0].set_range(2012, 2012).run()
    assert list(table(app)["clashes"]) == [2400, 1095]
    app.sidebar.slider[0].set_range(2013, 2018).run()
    assert "There is no count in these sources for 2013 to 2018" in prose(app)
    assert "showing 0 of 8" in prose(app)
    app.sidebar.slider[0].set_range(2023, 2023).run()
    assert "The only count here covers a part of the year: 38 clashes in Jan-Mar 2023 only." in prose(app)
    assert not app.exception


def test_reset_shows_everything_again(clashes: Open) -> None:
    app = clashes(years=["2019", "2021"])
    app.sidebar.button[0].click().run()
    first, last = app.sidebar.slider[0].value
    assert set(range(first, last + 1)) == set(table(app)["year"])


@pytest.mark.parametrize("per_month", [False, True])
@pytest.mark.parametrize("log", [False, True])
def test_the_switches_run_together(clashes: Open, log: bool, per_month: bool) -> None:
    app = clashes()
    app.toggle(key="log").set_value(log)
    app.toggle(key="per_month").set_value(per_month).run()
    assert not app.exception
    assert ("200.0 (KIO)" in prose(app)) is per_month


def test_filters_stay_on_the_way_to_another_page(overview: Open) -> None:
    app = overview(years=["2019", "2021"])
    assert app.metric[0].value == "138"
    app.switch_page(CLASHES).run()
    assert list(table(app)["year"]) == [2019, 2020, 2021]


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ({"years": ["abc", "2021"]}, "abc, 2021"),
        ({"years": "2019"}, "2019"),
        ({"years": ["1800", "2500"]}, "1800, 2500"),
        ({"log": "maybe"}, "maybe"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_junk_in_the_address_is_named_and_ignored(overview: Open, address: dict[str, Any], named: str) -> None:
    app = overview(**address)
    assert f'"{named}"' in app.warning[0].value.replace("\\", "")
    assert app.sidebar.slider[0].value == (2011, 2024)


@pytest.mark.parametrize("value", ["<img src=x>", "![x](//a.b/c)", "x" * 100_000, "\u202e\x00", "²⁰¹⁹", "१९९९"])
def test_hostile_values_are_shown_short_and_as_text(overview: Open, value: str) -> None:
    (notice,) = notices({"years": [value, "2020"]}, (2011, 2024))
    assert len(notice) < 200
    assert "\u202e" not in notice
    app = overview(years=[value, "2020"])
    assert "![" not in app.warning[0].value
