"""The Attacks page as a reader uses it, without a browser."""

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from components.dataset.load import load
from components.filters.options import options
from components.ui.attack_map import PICKED
from tests.conftest import Open

EVERYTHING = load()
OPTIONS = options(EVERYTHING)


@pytest.fixture
def opened(open_page: Open) -> Open:
    return partial(open_page, "attacks")


@pytest.fixture(scope="module")
def in_momauk(open_page: Open) -> AppTest:
    """The page for Momauk, run once for the tests that only read it."""
    return open_page("attacks", township="Momauk")


def words(app: AppTest) -> str:
    texts = [one.value for one in (*app.markdown, *app.caption, *app.subheader, *app.warning, *app.info)]
    return " ".join(texts).replace("\\", "")


def records(app: AppTest) -> list[str]:
    return list(next(table.value for table in app.dataframe if "part_of" in table.value.columns)["attack_id"])


def test_the_page_opens_with_its_finding(opened: Open) -> None:
    app = opened()
    assert app.title[0].value == "Attacks"
    assert f"{len(EVERYTHING.attacks)} records can be mapped" in words(app)
    assert records(app) == list(EVERYTHING.attacks["attack_id"])


@pytest.mark.parametrize("name", OPTIONS)
def test_each_filter_keeps_the_number_of_records_its_option_promises(opened: Open, name: str) -> None:
    app = opened()
    option = OPTIONS[name][0]
    app.multiselect(key=name).set_value([option.label]).run()
    assert not app.exception
    assert len(records(app)) == option.records


def test_the_years_keep_undated_records_and_say_so(opened: Open) -> None:
    app = opened()
    app.slider(key="years").set_value((2023, 2023)).run()
    loose = int(EVERYTHING.attacks["date_start"].isna().sum())
    assert f"{loose} undated records stay in the table" in words(app)


def test_a_plain_township_name_in_a_link_filters(in_momauk: AppTest) -> None:
    assert in_momauk.multiselect(key="township").value == ["Momauk"]
    places = EVERYTHING.places
    inside = places.loc[places["township"] == "Momauk", "place_id"]
    assert records(in_momauk) == list(EVERYTHING.attacks.loc[EVERYTHING.attacks["place_id"].isin(inside), "attack_id"])


@pytest.mark.parametrize("name", ["MMR001012", "N'mawk", "momauk", "Momauk (3)"])
def test_a_township_is_known_by_its_other_names_and_its_p_code_too(opened: Open, in_momauk: AppTest, name: str) -> None:
    assert records(opened(township=name)) == records(in_momauk)


def test_an_unknown_value_is_named_as_long_as_it_stands_in_the_filter_and_changes_nothing(
    opened: Open, in_momauk: AppTest
) -> None:
    app = opened(township=["Nowhere", "Momauk"])
    for _ in range(2):
        assert '"Nowhere" is no township in these data' in words(app)
        assert records(app) == records(in_momauk)
        app.run()
    app.multiselect(key="township").set_value(["Momauk"]).run()
    assert "Nowhere" not in words(app)


def test_masses_of_unknown_values_are_dropped_and_counted(opened: Open) -> None:
    app = opened(type=[f"junk {number}" for number in range(500)])
    assert not app.multiselect(key="type").value
    assert "500 values of type" in words(app)
    assert len(records(app)) == len(EVERYTHING.attacks)


def test_the_numbers_drawn_on_the_map_are_those_of_the_records_with_a_place(in_momauk: AppTest) -> None:
    drawn = next(table.value for table in in_momauk.dataframe if "latitude" in table.value.columns)
    assert list(drawn["attack_id"]) == records(in_momauk)
    assert set(drawn["township"]) == {"Momauk"}


def test_mung_lai_hkyet_is_one_record_with_both_documents_both_weapons_and_the_denial(opened: Open) -> None:
    text = words(opened(id="A022"))
    assert "A022 · Strike (weapon disputed), 9 Oct 2023" in text
    assert "001 " in text
    assert "003 " in text
    assert "Heavy artillery fire" in text
    assert "aerial bombing" in text
    assert "Responsibility: Denies" in text
    assert len(EVERYTHING.attacks[EVERYTHING.attacks["place_id"] == "mung_lai_hkyet"]) == 1


def test_the_twelve_camps_are_one_operation_with_six_parts_beneath(opened: Open) -> None:
    app = opened(id="A026")
    [parts] = [one.value for one in app.markdown if "A027" in one.value and "A032" in one.value]
    assert parts.count("\n") == 5
    over_time = next(table.value for table in app.dataframe if "named_parts" in table.value.columns)
    [operation] = over_time[over_time["attack_id"] == "A026"].to_dict("records")
    assert (operation["events"], operation["named_parts"]) == ("≤12", 6)
    assert not over_time["attack_id"].isin([f"A0{number}" for number in range(27, 33)]).any()


def test_an_unknown_id_gives_a_readable_message_and_a_way_back(opened: Open) -> None:
    app = opened(id="A999")
    assert 'No record has the id "A999".' in words(app)
    next(button for button in app.button if button.label == "Back to all records").click().run()
    assert app.text_input(key="id").value == ""
    assert not app.warning


def test_nothing_found_is_said_calmly(opened: Open) -> None:
    empty = next(option for option in OPTIONS["township"] if option.records == 0)
    app = opened(township=empty.choice.name)
    assert "No attack record matches" in words(app)


def test_reset_takes_every_filter_back(opened: Open) -> None:
    app = opened(township="Momauk", id="A028")
    next(button for button in app.button if button.label == "Reset filters").click().run()
    assert records(app) == list(EVERYTHING.attacks["attack_id"])
    assert app.text_input(key="id").value == ""


def test_a_year_without_a_record_is_stepped_to_and_said(opened: Open) -> None:
    app = opened(evidence="core")
    for _ in range(3):
        next(button for button in app.button if button.label == "Later").click().run()
    assert "Shown: **2013**" in words(app)


def test_undated_records_are_on_no_map_of_chosen_years(opened: Open) -> None:
    app = opened(years=["2016", "2016"], evidence="core")
    assert not any("latitude" in table.value.columns for table in app.dataframe)


def test_stepping_shows_one_year_after_the_other(opened: Open) -> None:
    app = opened()
    later = next(button for button in app.button if button.label == "Later")
    later.click().run()
    assert "Shown: **2011**" in words(app)
    next(button for button in app.button if button.label == "Later").click().run()
    assert "Shown: **2012**" in words(app)


def test_a_mark_of_many_records_is_a_table_and_one_of_few_offers_buttons(opened: Open) -> None:
    app = opened()
    ids = list(EVERYTHING.attacks["attack_id"])
    for number, buttons in ((3, 3), (40, 0)):
        app.session_state[PICKED] = ids[:number]
        app.run()
        assert not app.exception
        assert f"The mark holds {number} records:" in words(app)
        assert len([button for button in app.button if button.label in ids]) == buttons
    tables = [list(table.value["attack_id"]) for table in app.dataframe if "part_of" in table.value.columns]
    assert sorted(ids[:40]) in [sorted(table) for table in tables]


def test_the_harm_chart_names_what_it_leaves_to_the_table(opened: Open) -> None:
    assert "The 12 counted records with the most killed, then injured, of " in words(opened())
    assert "records that are not counted state a number too: in the table, not drawn." in words(opened())
    assert "with the most killed, then injured" not in words(opened(evidence="core"))
