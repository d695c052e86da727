"""The Townships page as a reader uses it, without a browser."""

from functools import partial

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.dataset.evidence import of_evidence
from components.dataset.load import load
from tests.conftest import Open

WHOLE = load()
EVERYTHING = of_evidence(WHOLE, "core")


@pytest.fixture
def opened(open_page: Open) -> Open:
    return partial(open_page, "townships", evidence="core")


def words(app: AppTest) -> str:
    texts = [one.value for one in (*app.header, *app.markdown, *app.caption, *app.warning, *app.info)]
    return " ".join(texts).replace("\\", "")


def records(app: AppTest) -> list[str]:
    found = [table.value for table in app.dataframe if "part_of" in table.value.columns]
    return list(found[0]["attack_id"]) if found else []


def placed(township: str, table: str = "attacks") -> list[str]:
    places = EVERYTHING.places
    inside = places.loc[places["township"] == township, "place_id"]
    frame = EVERYTHING.table(table)
    return list(frame.loc[frame["place_id"].isin(inside), frame.columns[0]])


@pytest.mark.parametrize("text", ["Momauk", "momauk", "N'mawk", "MMR001012"])
def test_a_link_opens_a_township_by_any_of_its_names_or_its_code(opened: Open, text: str) -> None:
    app = opened(at=text)
    assert app.header[0].value == "Momauk Township"
    assert records(app) == placed("Momauk")
    assert not app.warning


@pytest.mark.parametrize("township", [str(one) for one in EVERYTHING.places["township"].dropna().unique() if one != "Kengtung"])
def test_every_township_opens_with_names_code_and_exactly_its_records(opened: Open, township: str) -> None:
    app = opened(at=township)
    seat = EVERYTHING.places[(EVERYTHING.places["township"] == township) & (EVERYTHING.places["kind"] == "township seat")].iloc[
        0
    ]
    said = words(app)
    for value in (seat["name_my"], seat["township_pcode"], seat["district"], seat["state"]):
        assert f"**{value}**" in said
    assert records(app) == placed(township)
    if not placed(township) and not placed(township, "meetings"):
        assert "which does not mean that nothing happened there" in said


def test_an_unknown_township_is_named_and_another_one_shown(opened: Open) -> None:
    app = opened(at="Atlantis ![x](//a.b/c)")
    assert 'is called "Atlantis ![x](//a.b/c)"' in app.warning[0].value.replace("\\", "")
    assert "![" not in app.warning[0].value
    assert app.header[0].value == "Waingmaw Township"


def test_one_township_of_the_sidebar_opens_and_the_box_outranks_it(opened: Open) -> None:
    app = opened(township="Hpakant")
    assert app.header[0].value == "Hpakant Township"
    assert "Opened by the sidebar's township filter: Hpakant." in words(app)
    app = opened(township="Hpakant", at="Momauk")
    assert records(app) == placed("Momauk")
    assert "township filter (Hpakant) is not used here" in words(app)


def test_a_permalink_of_a_record_opens_its_township(opened: Open) -> None:
    app = opened(id="A017")
    assert app.header[0].value == "Hpakant Township"
    assert "A017 · Airstrike" in " ".join(one.value for one in app.subheader).replace("\\", "")


def test_the_box_lists_townships_with_records_first_and_all_42(opened: Open) -> None:
    names = opened().selectbox(key="at").options
    assert len(names) == 42
    assert names[:3] == ["Waingmaw", "Momauk", "Hpakant"]
    assert names[5:18] == sorted(names[5:], key=str.casefold)[:13]


def test_a_button_opens_its_township(opened: Open) -> None:
    app = opened()
    next(button for button in app.button if button.label.startswith("Bhamo")).click().run()
    assert app.selectbox(key="at").value == "Bhamo"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({}, "By the gazetteer 12 attack records lie in Waingmaw Township; 6 of them are counted."),
        ({"years": ["2014", "2014"]}, "By the gazetteer 2 attack records lie in Waingmaw Township"),
        ({"years": ["2019", "2019"]}, "By the gazetteer 1 attack record lies in Waingmaw Township, kept as context"),
        ({"type": "airstrike"}, "No attack record is placed in Waingmaw Township for this choice. 4 meetings were held there."),
        (
            {"type": "airstrike", "years": ["2019", "2019"]},
            "Nothing placed in Waingmaw Township matches this choice (year 2019, type airstrike, five documents only)",
        ),
    ],
)
def test_the_finding_is_right_for_each_choice(opened: Open, address: dict, sentence: str) -> None:
    assert sentence in words(opened(at="Waingmaw", **address))


def test_a_filter_that_meetings_cannot_follow_is_told(opened: Open) -> None:
    app = opened(at="Myitkyina", type="airstrike")
    assert "The filter on type works on attack records; meetings have no such field." in words(app)
    meetings = next(table.value for table in app.dataframe if "parties" in table.value.columns)
    assert list(meetings["meeting_id"]) == placed("Myitkyina", "meetings")


def test_clash_counts_and_records_without_a_township_are_explained(opened: Open) -> None:
    said = words(opened(at="Momauk"))
    assert "cannot follow a township" in said
    assert "25 of 48 attack records and 17 of 35 meetings or refusals" in said
    assert "Momauk has no record that is counted for this choice and so no rank" in said


def test_the_table_of_all_townships_leaves_unknown_numbers_empty(opened: Open) -> None:
    counts = next(table.value for table in opened(at="Sumprabum").dataframe if "in_these_sources" in table.value.columns)
    assert len(counts) == 42
    empty = counts[counts["township"] == "Sumprabum"].iloc[0]
    assert empty["in_these_sources"] == "no record in these sources"
    assert all(pd.isna(empty[name]) for name in ("counted", "not_counted", "held", "declined", "rank"))


@pytest.fixture(scope="module")
def counts_of_all_evidence(open_page: Open) -> pd.DataFrame:
    """The table of all townships, which is the same whichever of them is open."""
    app = open_page("townships", evidence="all")
    return next(table.value for table in app.dataframe if "in_these_sources" in table.value.columns)


@pytest.mark.parametrize("township", ["Waingmaw", "Myitkyina", "Bhamo"])
def test_with_all_evidence_a_township_counts_only_what_was_declined_as_declined(
    counts_of_all_evidence: pd.DataFrame, township: str
) -> None:
    inside = WHOLE.places.loc[WHOLE.places["township"] == township, "place_id"]
    found = WHOLE.meetings[WHOLE.meetings["place_id"].isin(inside)]
    counts = counts_of_all_evidence
    row = counts[counts["township"] == township].iloc[0]
    for status in ("held", "declined"):
        assert row[status] == (found["status"] == status).sum()
