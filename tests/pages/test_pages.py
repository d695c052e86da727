"""Every page opens under any filters, says little, keeps its address true, and opens records."""

import os
from itertools import combinations

import pytest
from streamlit.testing.v1 import AppTest

from components.dataset.load import load
from components.dataset.records import records
from components.maps.event_map import by_place
from components.ui.selection import RECORD, SELECTION
from tests.conftest import Open

PAGES = ("overview", "attacks", "clashes", "people", "compare", "data", "briefing")
ADDRESSES: dict[str, dict[str, str | list[str]]] = {
    "all": {},
    "core": {"evidence": "core"},
    "one year": {"years": ["2018", "2018"]},
    "one township": {"township": "Hpakant", "years": ["2012", "2025"]},
    "without records": {"township": "Namhkan", "type": "drone strike", "years": ["2013", "2013"]},
    "one family": {"family": "air"},
    "harm to civilians": {"harm": "civilians"},
}
RECORDS = records(load())
FILTERS: dict[str, str | list[str]] = {
    "years": ["2011", "2013"],
    "township": "Momauk",
    "type": "airstrike",
    "actor": "KIA",
    "source": "d002",
    "family": "taken",
    "harm": "civilians",
    "evidence": "core",
}
PAIRS = [dict(pair) for pair in combinations(FILTERS.items(), 2)] if os.environ.get("ALL") else []


@pytest.mark.parametrize("address", PAIRS, ids=[" and ".join(pair) for pair in PAIRS])
def test_every_page_opens_under_every_pair_of_filters(address: dict[str, str | list[str]], open_page: Open) -> None:
    for page in PAGES:
        assert not open_page(page, **address).error, page


def words(app: AppTest) -> str:
    return " ".join(one.value for one in (*app.markdown, *app.caption, *app.warning, *app.error)).replace("\\", "")


def asked(app: AppTest) -> dict[str, list[str]]:
    """The address as lists of values."""
    return {name: list(value) if isinstance(value, list) else [value] for name, value in app.query_params.items()}


def head(app: AppTest) -> list[str]:
    """The title and the finding of a page."""
    return next(one.value for one in app.markdown if one.value.startswith("# ")).split("\n", 1)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_a_title_and_a_finding_of_at_most_25_words(page: str, address: str, open_page: Open) -> None:
    app = open_page(page, **ADDRESSES[address])
    title, finding = head(app)
    assert title.startswith("# ")
    assert 3 <= len(finding.split()) <= 25
    assert not app.warning
    assert not app.error


@pytest.mark.parametrize("page", PAGES)
def test_the_address_keeps_its_filters_by_plain_names(page: str, open_page: Open) -> None:
    app = open_page(page, township="Phakant", years=["2014", "2012"], type="airstrike")
    assert asked(app)["township"] == ["Hpakant"], "by its own name, whatever name the link used"
    assert asked(app)["years"] == ["2012", "2014"]
    assert asked(app)["type"] == ["airstrike"]


def test_what_an_address_asks_for_in_vain_is_told_once_and_left_out(open_page: Open) -> None:
    app = open_page(
        "attacks", township=["Hpakant", "Atlantis"], years=["1066", "2012"], evidence="rumour", tea="yes", id="A9999"
    )
    assert len(app.warning) == 1
    assert "Atlantis" in app.warning[0].value or "5 more" in app.warning[0].value or "more" in app.warning[0].value
    assert set(asked(app)) == {"township"}
    assert app.session_state[SELECTION]["township"] == ("MMR001009",)


@pytest.mark.parametrize("identity", ["A022", "K01", "M128", "F167", "E043"])
def test_a_record_of_any_kind_opens_by_its_id_with_its_sources(identity: str, open_page: Open) -> None:
    app = open_page("overview", id=identity)
    said = words(app)
    assert app.session_state[RECORD] == identity
    assert f"record {identity}" in " ".join(one.value for one in app.code)
    for source in RECORDS.by_id[identity].unique_sources[:3]:
        assert RECORDS.sources[source].publisher.split("(")[0].strip() in said


def test_a_record_leads_to_every_other_event_at_its_place(open_page: Open) -> None:
    rows = next(iter(by_place(RECORDS.events).values()))
    app = open_page("attacks", id=rows[0].id)
    others = app.selectbox[-1]
    assert len(others.options) == len(rows) - 1 > 1
    others.select_index(0).run()
    assert app.session_state[RECORD] in {event.id for event in rows[1:]}


def test_reset_takes_the_filters_back_and_keeps_the_evidence(open_page: Open) -> None:
    app = open_page("attacks", township="Hpakant", evidence="core", family="air")
    next(button for button in app.button if button.label == "Reset").click().run()
    assert asked(app) == {"evidence": ["core"]}


def test_filters_stay_on_the_way_to_another_page(open_page: Open) -> None:
    app = open_page("attacks", township="Hpakant")
    app.switch_page("components/pages/people.py").run()
    assert app.session_state[SELECTION]["township"] == ("MMR001009",)


def test_a_township_is_chosen_in_the_bar_and_makes_the_page_its_profile(open_page: Open) -> None:
    app = open_page("attacks")
    app.multiselect(key="bar_township").set_value(["MMR001009"]).run()
    assert asked(app)["township"] == ["Hpakant"]
    title, finding = head(app)
    assert "Hpakant" in title
    assert "MMR001009" in title
    assert "number" in finding


def test_the_pills_count_what_they_would_keep(open_page: Open) -> None:
    app = open_page("attacks", years=["2024", "2024"])
    counted = sum(
        event.counted and (event.first_year is None or event.first_year <= 2024 <= (event.last_year or 0))
        for event in RECORDS.events
    )
    shown = [int(option.content.split("**")[1]) for option in app.button_group(key="bar_family").proto.options]
    assert sum(shown) == counted


def test_a_name_finds_its_records_on_the_data_page(open_page: Open) -> None:
    app = open_page("data", find="Mung Lai Hkyet")
    assert any("A022" in button.label for button in app.button)
    app.button(key="found_A022").click().run()
    assert app.session_state[RECORD] == "A022"


@pytest.mark.parametrize("part", ["tables", "sources", "disputes", "method", "cite", "changes"])
def test_every_part_of_the_data_page_opens(part: str, open_page: Open) -> None:
    assert not open_page("data", part=part).exception


def test_the_years_are_walked_through_one_by_one_from_the_map(open_page: Open) -> None:
    app = open_page("attacks")
    app.button(key="year_after").click().run()
    assert asked(app)["years"] == ["2011", "2011"]
    app.button(key="year_after").click().run()
    assert asked(app)["years"] == ["2012", "2012"]
    app.button(key="year_before").click().run()
    assert asked(app)["years"] == ["2011", "2011"]


def test_what_a_card_folds_away_is_made_and_sent_only_when_it_is_opened(open_page: Open) -> None:
    app = open_page("attacks")
    assert not [table for table in app.dataframe if "year" in table.value]
    app.session_state["data_events_by_year"] = True
    [years] = [table.value["year"] for table in app.run().dataframe if "year" in table.value]
    assert list(years) == list(range(2011, 2027))


def test_of_tabs_only_the_open_one_is_made(open_page: Open) -> None:
    app = open_page("attacks")
    assert len(app.get("plotly_chart")) == 4
    app.session_state["tab"] = "Towns and bases taken"
    assert len(app.run().get("plotly_chart")) == 5


def test_an_address_opens_a_tab_and_what_is_shared_holds_all_that_the_page_keeps_in_it(open_page: Open) -> None:
    app = open_page("attacks", tab="Towns and bases taken", township="Momauk")
    assert len(app.get("plotly_chart")) == 5
    app.session_state["share"] = True
    assert app.run().code[0].value.endswith("?township=Momauk&tab=Towns+and+bases+taken")
    app = open_page("briefing", figures="events_by_year")
    app.session_state["share"] = True
    assert app.run().code[0].value.endswith("?figures=events_by_year")


def test_a_record_says_what_changed_since_the_last_release(open_page: Open) -> None:
    said = " ".join(element.value.replace("\\", "") for element in open_page("clashes", id="M109").markdown)
    assert "date_start: 2015-08-08 → 2015-08-06" in said
