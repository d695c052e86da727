"""The Talks page as a reader uses it, without a browser."""

from functools import partial

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.dataset.evidence import of_evidence
from components.dataset.load import load
from tests.conftest import Open

WHOLE = load()
EVERYTHING = of_evidence(WHOLE, "core")
PAGES = ("talks", "clashes", "attacks", "overview")


@pytest.fixture
def opened(open_page: Open) -> Open:
    return partial(open_page, "talks", evidence="core")


def words(app: AppTest) -> str:
    texts = [one.value for one in (*app.markdown, *app.caption, *app.subheader, *app.warning, *app.info)]
    return " ".join(texts).replace("\\", "")


def tables(app: AppTest, column: str) -> list[pd.DataFrame]:
    return [table.value for table in app.dataframe if column in table.value.columns]


def test_the_page_opens_with_its_finding_and_every_meeting(opened: Open) -> None:
    app = opened()
    assert app.title[0].value == "Talks"
    assert "25 meetings held and 6 invitations or offers declined by the KIO/KIA" in words(app)
    [meetings] = tables(app, "came_of_it")
    assert sorted(meetings["meeting_id"]) == sorted(EVERYTHING.meetings["meeting_id"])
    assert "is not the cause of what comes after" in words(app)
    assert "Ruili, China: 6 held" in words(app)


def test_the_milestones_can_be_switched_by_kind(opened: Open) -> None:
    app = opened()
    app.button_group(key="milestones").set_value(["alliance"]).run()
    assert not app.exception
    [marks] = tables(app, "milestone_id")
    assert set(marks["kind"]) == {"alliance"}
    app.button_group(key="milestones").set_value([]).run()
    assert tables(app, "milestone_id") == []


def test_kinds_of_milestones_in_the_address_are_taken_and_junk_is_named(opened: Open) -> None:
    app = opened(milestones=["law"])
    [marks] = tables(app, "milestone_id")
    assert set(marks["kind"]) == {"law"}
    assert '"fable" is no kind of milestone' in words(opened(milestones=["fable"]))


def test_a_filter_that_does_not_work_on_meetings_is_said_not_to(opened: Open) -> None:
    app = opened(type="airstrike")
    assert "The filter by type of event does not apply here" in words(app)
    assert len(tables(app, "came_of_it")[0]) == len(EVERYTHING.meetings)


def test_a_township_keeps_its_meetings_and_says_what_it_does_not_change(opened: Open) -> None:
    app = opened(township="Waingmaw")
    [meetings] = tables(app, "came_of_it")
    assert set(meetings["place"]) == {"Laiza", "Laja Yang"}
    assert "the township filter changes the meetings only" in words(app)
    assert "Not shown, since no place is stated: 7 records." in words(app)


@pytest.mark.parametrize("years", [["2016", "2016"], ["2024", "2024"]])
def test_a_year_without_data_is_said_calmly(opened: Open, years: list[str]) -> None:
    app = opened(years=years)
    assert f"No dated meeting on record for year {years[0]}" in words(app)
    assert "none stands on a time axis" in words(app)


def test_nothing_found_is_said_calmly_and_there_is_a_way_back(opened: Open) -> None:
    app = opened(evidence="all", township="Lashio", years=["2022", "2022"])
    assert "No meeting matches these filters." in words(app)
    next(button for button in app.button if button.label == "Reset filters").click().run()
    assert len(tables(app, "came_of_it")[0]) == len(WHOLE.meetings)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("identity", "title"), [("M23", "M23 · Meeting 15, 8–10 Oct 2013, Myitkyina"), ("F001", "F001 · 700+ KIA")]
)
def test_a_record_opens_on_whichever_page_it_is_asked_for(open_page: Open, page: str, identity: str, title: str) -> None:
    assert title in words(open_page(page, evidence="core", id=identity))


def test_the_card_of_a_meeting_lists_its_points_and_leads_to_its_agreement(opened: Open) -> None:
    app = opened(id="M23")
    assert "1. prepare a political dialogue" in words(app)
    assert "Meetings, row 15" in words(app)
    next(button for button in app.button if "E028" in button.label).click().run()
    assert app.text_input(key="id").value == "E028"
    assert "E028 · Agreement, 10 Oct 2013" in words(app)


def test_the_card_of_meeting_23_tells_that_its_dates_contradict_each_other(opened: Open) -> None:
    said = words(opened(id="M29"))
    assert "M29 · Meeting 23" in said
    assert "Dates contradict each other" in said
    assert "It took place on 2 March" in said


def test_an_unknown_id_names_the_forms_of_ids(opened: Open) -> None:
    said = words(opened(id="M99"))
    assert 'No record has the id "M99".' in said
    assert "M01 (meeting or refusal)" in said


def test_with_all_evidence_the_page_lists_every_meeting_and_tells_what_was_neither(opened: Open) -> None:
    app = opened(evidence="all")
    [meetings] = tables(app, "came_of_it")
    assert sorted(meetings["meeting_id"]) == sorted(WHOLE.meetings["meeting_id"])
    held = int((WHOLE.meetings.dropna(subset=["date_start"])["status"] == "held").sum())
    assert f"{held} meetings held" in words(app)
    assert "Counted neither as held nor as declined: 2 meetings took place without the KIO/KIA" in words(app)
    assert "Meetings without the KIO/KIA are left out." in words(app)
    [years, *_] = tables(app, "declined_by_kio")
    assert {"absent", "not_held"} <= set(years.columns)


def test_the_five_documents_alone_have_no_column_for_what_was_neither(opened: Open) -> None:
    app = opened()
    assert "neither" not in words(app)
    for table in tables(app, "declined"):
        assert not {"absent", "not_held"} & set(table.columns)


@pytest.mark.parametrize("identity", [*WHOLE.meetings.loc[WHOLE.meetings["status"].isin(["absent", "not held"]), "meeting_id"]])
def test_a_record_that_was_neither_opens_with_its_words(opened: Open, identity: str) -> None:
    said = words(opened(evidence="all", id=identity))
    assert "Meeting without the KIO/KIA, " in said or "Meeting that did not come about, " in said
