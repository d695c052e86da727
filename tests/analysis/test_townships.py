"""What is promised of one township, counted on small tables and on the real ones."""

from dataclasses import replace

import pandas as pd
import pytest

from components.analysis.attacks import located
from components.analysis.township_findings import (
    BOX,
    FILTER,
    NOTHING,
    opened_words,
    rank_sentence,
    rank_title,
    township_finding,
    undated_words,
    without_township_words,
)
from components.analysis.townships import (
    NO_RECORD,
    meeting_rows,
    seats,
    township_counts,
    township_of,
    township_places,
    township_timeline,
    with_records,
    without_township,
)
from components.charts.theme import PAPERS
from components.dataset.evidence import of_evidence
from components.dataset.load import load
from components.filters.choice import Choice, Selection
from components.filters.options import options, resolve
from components.maps.townships import (
    CHOSEN_MARK,
    MAP_HEIGHT,
    SHORT_SPAN,
    rank_chart,
    rank_in_words,
    timeline_chart,
    timeline_in_words,
    township_view,
)
from components.ui.panels import figure_text

EVERYTHING = of_evidence(load(), "core")
PAPER = PAPERS["light"]
DOCUMENTS = {"d1": "document 1"}
DAY, LATER = pd.Timestamp(2012, 7, 7), pd.Timestamp(2012, 7, 8)

PLACES = pd.DataFrame(
    {
        "place_id": ["seat_a", "seat_b", "seat_c", "camp_a", "hill_b", "abroad"],
        "kind": ["township seat"] * 3 + ["camp", "hill", "city"],
        "name": ["Aa", "Bb", "Cc", "Camp", "Hill", "Far"],
        "township": ["Aa", "Bb", "Cc", "Aa", "Bb", None],
        "township_pcode": ["P1", "P2", "P3", "P1", "P2", None],
        "state": ["Kachin"] * 5 + ["Yunnan"],
    }
).astype("str")


def attack(identity: str, place: str | None, *, counts: str = "yes", part_of: str | None = None, **more: object) -> dict:
    row = {
        "attack_id": identity, "place_id": place, "counted": counts, "part_of": part_of, "event_type": "armed clash",
        "date_start": DAY, "date_end": DAY, "date_precision": "day", "summary": "Fighting.", "source_ids": "d1",
        "locators": "para 1",
    }  # fmt: skip
    return row | more


def meeting(identity: str, place: str | None, status: str = "held", **more: object) -> dict:
    row = {
        "meeting_id": identity, "number": None, "place_id": place, "status": status, "date_start": DAY, "date_end": DAY,
        "date_precision": "day", "format": "not stated", "kio_side": "One side", "other_side": "The other",
        "third_parties": None, "outcome": "not stated", "summary": "Talks.", "source_ids": "d1", "locators": "row 1",
    }  # fmt: skip
    return row | more


ATTACKS = pd.DataFrame([attack("A1", "camp_a"), attack("A2", "seat_a", counts="no"), attack("A3", None)])
MEETINGS = pd.DataFrame([meeting("M1", "hill_b"), meeting("M2", "seat_b", "declined"), meeting("M3", "abroad")])


def counts_of(*attacks: dict) -> pd.DataFrame:
    return township_counts(pd.DataFrame(attacks), MEETINGS, PLACES)


def told(attacks: pd.DataFrame, meetings: pd.DataFrame, *, choice: Selection | None = None, every: tuple[int, int]) -> str:
    choice = choice or Selection()
    finding = township_finding("Aa", attacks, meetings, choice=choice, all_attacks=every[0], all_meetings=every[1])
    return finding.sentence


def text_of(title: str = "A title") -> object:
    return figure_text(EVERYTHING, Selection(), title=title, shown=EVERYTHING.attacks, of=EVERYTHING.attacks, what="records")


def test_a_township_counts_the_records_whose_place_names_it() -> None:
    [aa, bb, cc] = township_counts(ATTACKS, MEETINGS, PLACES).to_dict("records")
    assert (aa["township"], aa["counted"], aa["not_counted"], aa["rank"]) == ("Aa", 1, 1, 1)
    assert (bb["township"], bb["held"], bb["declined"]) == ("Bb", 1, 1)
    assert cc["township"] == "Cc"


def test_a_township_without_records_has_blanks_and_not_zeros() -> None:
    [aa, bb, cc] = township_counts(ATTACKS, MEETINGS, PLACES).to_dict("records")
    assert cc["in_these_sources"] == NO_RECORD
    assert all(pd.isna(cc[name]) for name in ("counted", "not_counted", "held", "declined", "rank"))
    assert pd.isna(bb["counted"])
    assert pd.isna(aa["held"])
    assert list(with_records(township_counts(ATTACKS, MEETINGS, PLACES))["township"]) == ["Aa", "Bb"]


def test_townships_with_the_same_number_share_a_rank_and_it_is_said() -> None:
    counts = counts_of(attack("A1", "camp_a"), attack("A2", "hill_b"), attack("A3", "seat_c", counts="no"))
    assert list(counts["rank"].fillna(0)) == [1, 1, 0]
    assert "rank 1, shared with Bb among the 2 townships that have any, of 3" in rank_sentence(counts, "Aa")
    assert rank_title(counts) == "Most counted records: Aa and Bb (1 each)"


def test_a_township_whose_records_do_not_count_has_no_rank() -> None:
    counts = counts_of(attack("A1", "camp_a"), attack("A2", "hill_b", counts="no"))
    assert rank_sentence(counts, "Bb") == (
        "Bb has no record that is counted for this choice and so no rank; 1 of 3 townships has one."
    )
    assert "the only one that has any, of 3" in rank_sentence(counts, "Aa")


def test_no_counted_record_anywhere_is_no_rank_for_anyone() -> None:
    counts = counts_of(attack("A1", None))
    assert "nor has any other township" in rank_sentence(counts, "Aa")
    assert rank_title(counts) == "No township has a counted record for this choice"


def test_attacks_and_meetings_stand_apart_and_undated_ones_are_named() -> None:
    attacks = pd.DataFrame([attack("A1", "camp_a"), attack("A2", "camp_a", date_start=pd.NaT, date_end=pd.NaT)])
    timeline = township_timeline(attacks, MEETINGS, DOCUMENTS)
    assert list(timeline["kind"]) == ["attacks", "meetings", "meetings", "meetings"]
    assert list(timeline["standing"]) == ["counted", "held", "declined", "held"]
    assert undated_words(attacks, MEETINGS) == "Not on the axis, since undated: A2. It stays in the tables."


def test_the_finding_tells_what_counts_and_why_the_rest_does_not() -> None:
    attacks = pd.DataFrame(
        [attack("A1", "camp_a"), attack("A2", "camp_a", counts="no"), attack("A3", "camp_a", counts="no", part_of="A9")]
    )
    sentence = told(attacks, MEETINGS.head(2), every=(3, 2))
    assert "3 attack records lie in Aa Township; 1 of them is counted" in sentence
    assert "1 is kept as context and 1 is a named part of a larger operation, counted in its stead" in sentence
    assert "1 meeting was held there; 1 planned or offered there was declined." in sentence


def test_one_record_is_told_once() -> None:
    sentence = told(pd.DataFrame([attack("A1", "camp_a", counts="no")]), MEETINGS.head(0), every=(1, 0))
    assert sentence.startswith("By the gazetteer 1 attack record lies in Aa Township, kept as context, not counted. No meeting")


def test_nothing_found_is_never_told_as_nothing_happened() -> None:
    nothing = told(ATTACKS.head(0), MEETINGS.head(0), every=(0, 0))
    assert "which does not mean that nothing happened there" in nothing
    filtered = told(ATTACKS.head(0), MEETINGS.head(0), choice=Selection(years=(2019, 2019)), every=(2, 1))
    assert "matches this choice (year 2019); without filters there are 2 attack records and 1 meeting or refusal" in filtered
    assert "does not mean that nothing happened" in filtered


def test_the_words_say_which_choice_opened_the_township() -> None:
    aa, bb = Choice("Aa", ("P1",)), Choice("Bb", ("P2",))
    assert opened_words("Aa", Selection(townships=(aa,)), FILTER) == "Opened by the sidebar's township filter: Aa."
    assert "(Bb) is not used here" in opened_words("Aa", Selection(townships=(bb,)), BOX)
    assert opened_words("Aa", Selection(), BOX) == ""
    assert "holds 2 townships" in opened_words("Aa", Selection(townships=(aa, bb)), FILTER)
    assert "No township is chosen" in opened_words("Aa", Selection(), NOTHING)


def test_records_without_a_township_are_counted_and_belong_to_none() -> None:
    assert list(without_township(ATTACKS, PLACES)["attack_id"]) == ["A3"]
    assert "1 of 3 attack records and 1 of 3 meetings or refusals" in without_township_words(ATTACKS, MEETINGS, PLACES)


def test_every_record_is_in_one_township_or_in_none() -> None:
    counts = township_counts(EVERYTHING.attacks, EVERYTHING.meetings, EVERYTHING.places)
    assert len(counts) == 42
    placed = counts[["counted", "not_counted"]].sum().sum()
    assert placed + len(without_township(EVERYTHING.attacks, EVERYTHING.places)) == len(EVERYTHING.attacks)
    elsewhere = 1  # Kengtung, a township outside the study area
    held = counts[["held", "declined"]].sum().sum()
    assert held + len(without_township(EVERYTHING.meetings, EVERYTHING.places)) + elsewhere == len(EVERYTHING.meetings)


def test_laiza_is_in_waingmaw_by_the_place_table_though_the_outline_leaves_it_out() -> None:
    [waingmaw], _ = resolve(["MMR001002"], options(EVERYTHING)["township"])
    kept = Selection(townships=(waingmaw.choice,)).of(EVERYTHING.attacks)
    assert "A033" in set(kept["attack_id"])
    assert township_of(EVERYTHING, "A033") == "Waingmaw"
    assert township_of(EVERYTHING, "A002") is None
    assert township_of(EVERYTHING, "A999") is None
    places = township_places(EVERYTHING.places, "MMR001002", (kept,))
    assert places["records"].astype(int).sum() == len(kept)


def test_meetings_keep_their_listed_numbers_in_date_order() -> None:
    inside = EVERYTHING.meetings[EVERYTHING.meetings["place_id"] == "myitkyina"]
    documents = dict.fromkeys(EVERYTHING.sources["source_id"], "document")
    table = meeting_rows(inside, EVERYTHING.places, documents)
    assert list(table["number"].dropna())[1:4] == ["16", "17", "15"]
    assert table.columns[0] == "meeting_id"


def test_the_timeline_draws_days_as_marks_spans_as_bars_and_refusals_hollow() -> None:
    year = {"date_start": pd.Timestamp(2014, 1, 1), "date_end": pd.Timestamp(2014, 12, 31), "date_precision": "year"}
    attacks = pd.DataFrame([attack("A1", "camp_a"), attack("A2", "camp_a", **year), attack("A3", "camp_a", date_end=LATER)])
    timeline = township_timeline(attacks, MEETINGS, DOCUMENTS)
    figure = timeline_chart(timeline, years=(2011, 2024), text=text_of(), paper=PAPER)
    bars = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [(bar.x0.year, bar.x1.month) for bar in bars] == [(2014, 12)]
    assert SHORT_SPAN in [trace.name for trace in figure.data]
    headings = [note.text for note in figure.layout.annotations]
    assert headings.index("<b>Attacks</b>") < headings.index("Armed clash") < headings.index("<b>Meetings</b>")
    hollow = [trace for trace in figure.data if trace.marker.color == PAPER.background and trace.hovertext]
    assert [trace.hovertext[0].split(", ")[1].split(" (")[0] for trace in hollow] == ["declined"]
    assert list(figure.layout.xaxis.range) == [pd.Timestamp(2011, 1, 1), pd.Timestamp(2024, 12, 31)]


def test_no_two_marks_of_a_lane_meet() -> None:
    timeline = township_timeline(pd.DataFrame([attack("A1", "camp_a"), attack("A2", "camp_a")]), MEETINGS.head(0), DOCUMENTS)
    figure = timeline_chart(timeline, years=(2011, 2024), text=text_of(), paper=PAPER)
    lines = [trace.y[0] for trace in figure.data if trace.hovertext]
    assert len(set(lines)) == 2


def test_an_empty_half_of_the_timeline_says_so() -> None:
    timeline = township_timeline(ATTACKS.head(0), MEETINGS, DOCUMENTS)
    figure = timeline_chart(timeline, years=(2012, 2012), text=text_of(), paper=PAPER)
    assert "None with a date for this choice" in [note.text for note in figure.layout.annotations]
    assert timeline_in_words(timeline).startswith(f"Time chart of attacks and of meetings, apart. Attacks: {NO_RECORD}.")


@pytest.mark.parametrize("chosen", ["Aa", "Cc"])
def test_the_chosen_township_is_marked_by_more_than_colour(chosen: str) -> None:
    counts = township_counts(ATTACKS, MEETINGS, PLACES)
    figure = rank_chart(counts, chosen, text=text_of(), paper=PAPER)
    marked = [note.text for note in figure.layout.annotations if CHOSEN_MARK in note.text]
    assert marked == [f"<b>{CHOSEN_MARK} {chosen}</b>, shown above"]
    assert f"{chosen} (the chosen one)" in rank_in_words(counts, chosen)
    assert ("Cc (the chosen one): no record in these sources" in rank_in_words(counts, chosen)) is (chosen == "Cc")


def test_the_map_of_each_township_has_the_seat_in_its_middle_and_its_records_in_sight() -> None:
    for seat in seats(EVERYTHING.places).to_dict("records"):
        inside = EVERYTHING.places.loc[EVERYTHING.places["township_pcode"] == seat["township_pcode"], "place_id"]
        attacks = located(EVERYTHING.attacks[EVERYTHING.attacks["place_id"].isin(inside)], EVERYTHING.places)
        view = township_view(seat["township"], attacks, seat)
        assert (view.latitude, view.longitude) == (seat["latitude"], seat["longitude"])
        degrees = MAP_HEIGHT / 2 / (512 * 2**view.zoom / 360)  # a little more than the latitude in sight above the seat
        assert ((attacks["latitude"] - view.latitude).abs() < degrees).all()


def test_a_seat_written_another_way_than_its_township_is_found() -> None:
    found, unknown = resolve(["Putao"], options(EVERYTHING)["township"])
    assert ([option.choice.name for option in found], unknown) == (["Puta-O"], [])


def test_the_rank_follows_the_other_filters_and_not_the_township() -> None:
    years = Selection(years=(2014, 2014))
    placed = replace(years, townships=()).of(EVERYTHING.attacks)
    counts = township_counts(placed, EVERYTHING.meetings, EVERYTHING.places).set_index("township")
    assert counts.loc["Hpakant", "rank"] == 1
    assert counts.loc["Waingmaw", "counted"] == 1


def test_what_was_neither_held_nor_declined_is_told_apart_in_a_township() -> None:
    meetings = pd.DataFrame([meeting("M1", "camp_a"), meeting("M2", "camp_a", "absent"), meeting("M3", "camp_a", "not held")])
    [aa, *_] = township_counts(ATTACKS, meetings, PLACES).to_dict("records")
    assert (aa["held"], aa["declined"], aa["absent"], aa["not_held"]) == (1, 0, 1, 1)
    assert "1 meeting held, 1 held without the KIO/KIA, 1 did not come about" in aa["in_these_sources"]
    said = told(ATTACKS, meetings, every=(3, 3))
    assert "1 meeting was held there. Counted neither as held nor as declined: 1 meeting took place without" in said
    assert "were declined" not in said
    only = told(ATTACKS, meetings.tail(1), every=(3, 1))
    assert "No meeting with the KIO/KIA was held or declined there." in only
    timeline = township_timeline(ATTACKS.head(0), meetings, DOCUMENTS)
    figure = timeline_chart(timeline, years=(2011, 2024), text=text_of(), paper=PAPER)
    symbols = {trace.name: trace.marker.symbol for trace in figure.data if trace.name}
    assert len(set(symbols.values())) == 3
    assert "did not come about, at the place proposed" in " ".join(n.text for n in figure.layout.annotations).lower()
