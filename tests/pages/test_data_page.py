"""The Data page as a reader uses it, without a browser."""

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from components.analysis.tables import PARTS, national
from components.dataset.load import load
from components.dataset.schema import TABLES
from tests.conftest import Open

EVERYTHING = load()


@pytest.fixture
def opened(open_page: Open) -> Open:
    return partial(open_page, "data")


def words(app: AppTest) -> str:
    texts = [one.value for one in (*app.markdown, *app.caption, *app.subheader, *app.warning, *app.info, *app.code)]
    return " ".join(texts).replace("\\", "")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("years", [None, ["2012", "2012"], ["2016", "2016"]])
def test_every_part_opens_for_all_years_one_year_and_a_year_without_data(
    opened: Open, part: str, years: list[str] | None
) -> None:
    app = opened(part=part, evidence="core", **({"years": years} if years else {}))
    assert app.title[0].value == "Data"
    expected = {
        None: "There are",
        "2012": "For year 2012, five documents only",
        "2016": "No record with a date matches year 2016, five documents only",
    }
    assert expected[years[0] if years else None] in words(app)


@pytest.mark.parametrize("name", TABLES)
def test_each_table_opens_by_its_title_with_its_codebook(opened: Open, name: str) -> None:
    app = opened()
    app.selectbox(key="table").set_value(TABLES[name].title).run()
    assert not app.exception
    shown = app.dataframe[0].value
    assert set(TABLES[name].columns) <= set(shown.columns)
    assert len(shown) == len(EVERYTHING.table(name))
    for column in TABLES[name].columns.values():
        assert f"**{column.label}** ({column.name}): {column.meaning}" in words(app)


def test_a_link_may_name_a_table_by_its_file(opened: Open) -> None:
    assert opened(table="clashes_per_year").selectbox(key="table").value == "Clashes per year"


def test_search_shows_how_many_of_how_many(opened: Open) -> None:
    app = opened(find="Laiza")
    total = len(EVERYTHING.attacks)
    rows = len(app.dataframe[0].value)
    assert 0 < rows < total
    assert f"Showing {rows} of {total} rows, searched for “Laiza” in every cell." in words(app)
    app.text_input(key="find").set_value(".*").run()
    assert "No row matches" in words(app)


def test_national_figures_are_marked_as_context(opened: Open) -> None:
    app = opened(table="Figures")
    shown = app.dataframe[0].value
    marked = shown[shown["context"] != ""]
    assert list(marked["figure_id"]) == list(national(EVERYTHING.figures)["figure_id"])
    assert f"{len(marked)} of {len(shown)} figures are for the whole country" in words(app)


def test_a_place_that_shelters_civilians_is_never_finer_than_a_kilometre(opened: Open) -> None:
    shown = opened(table="Places").dataframe[0].value
    sensitive = shown[shown["sensitive"] == "yes"]
    assert len(sensitive)
    assert (sensitive["latitude"].round(2) == sensitive["latitude"]).all()


def test_a_table_says_which_filter_does_not_work_on_it(opened: Open) -> None:
    app = opened(table="Places", years=["2012", "2012"])
    assert "Not filtered, since it has no column for years" in words(app)


@pytest.mark.parametrize("identity", ["K01", "A022", "C001", "M01", "E001", "F005", "d002", "laiza", "kio_kia", "D001"])
def test_the_card_of_any_kind_of_record_opens(opened: Open, identity: str) -> None:
    app = opened(id=identity)
    assert any(one.value.replace("\\", "").startswith(f"{identity} · ") for one in app.subheader)
    assert "None" not in words(app)


def test_an_unknown_id_gives_a_readable_message(opened: Open) -> None:
    assert 'No record has the id "A999".' in words(opened(id="A999"))


def test_sources_tell_what_each_contributed(opened: Open) -> None:
    app = opened(part="Sources")
    table = app.dataframe[0].value
    assert list(table["source_id"]) == list(EVERYTHING.sources["source_id"])
    assert table["reliability"].str.contains("cannot be judged").all()
    assert "Contributed: clash counts 9" in words(app)


def test_disputes_are_filtered_by_topic_and_open_their_records_below(opened: Open) -> None:
    app = opened(part="Disputes", topic="weapon and responsibility")
    rows = EVERYTHING.disputes[EVERYTHING.disputes["topic"] == "weapon and responsibility"]
    assert f"Showing {len(rows)} of {len(EVERYTHING.disputes)} disputes" in words(app)
    for question in rows["question"]:
        assert question in words(app)
    first = rows.iloc[0]
    record = first["record_ids"].split(";")[0]
    app.button(key=f"open_{first['dispute_id']}_{record}").click().run()
    assert app.text_input(key="id").value == record
    assert sum(one.value.replace("\\", "").startswith(f"{record} · ") for one in app.subheader) == 1


def test_the_register_is_paged_and_complete(opened: Open) -> None:
    app = opened(part="Disputes")
    shown = [one for one in EVERYTHING.disputes["dispute_id"] if f"{one} · " in words(app)]
    assert shown == list(EVERYTHING.disputes["dispute_id"][:15])


def test_limits_and_crosswalk_stand_in_the_method(opened: Open) -> None:
    said = words(opened(part="Method", evidence="core"))
    assert "No count of clashes for 2011, 2013 to 2018 and 2024" in said
    assert "Of 2023 only parts are counted." in said
    app = opened(part="Method")
    said = words(app)
    assert "much rests on the spokesmen of one side" in said
    assert "Thin because nobody wrote" in said
    assert "only parts are counted" in said
    assert "#geo" not in said  # the crosswalk stands in tables
    crosswalks = [one.value.astype("str").to_string().replace("\\", "") for one in app.table]
    assert any("#geo+lat" in text and "where_prec" in text for text in crosswalks)


def test_the_citation_is_ready_to_copy_and_follows_the_filters(opened: Open) -> None:
    app = opened(part="Cite and download", years=["2012", "2012"], id="A022")
    codes = [one.value for one in app.code]
    assert any(
        one.startswith("Kachin Conflict Dashboard contributors (2026).")
        and "Subset: year 2012, five documents and public reporting." in one
        for one in codes
    )
    assert any(one.startswith("@misc{") for one in codes)
    assert any(one.startswith("Record A022") for one in codes)
    assert EVERYTHING.fingerprint in codes


@pytest.mark.parametrize(("name", "value"), [("part", "Sauces"), ("table", "<b>x</b>"), ("topic", "weather")])
def test_a_part_a_table_or_a_topic_that_is_not_there_is_named(open_page: Open, name: str, value: str) -> None:
    assert f'"{value}" is no {name} here' in words(open_page("overview", **{name: value}))


def test_what_a_cell_holds_is_shown_and_not_obeyed(opened: Open) -> None:
    app = opened(find="![x](//a.b/c.png)")
    assert not [one for one in app.markdown if "![x](" in one.value]
