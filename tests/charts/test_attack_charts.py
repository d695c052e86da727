"""The charts of attacks: every record stands in them once, they stay within bounds, and what they leave out is told."""

from itertools import pairwise

import pandas as pd
import pytest

from components.analysis.attack_findings import harm_notes, harm_title
from components.analysis.attacks import MOST_HARMED, counted, events_over_time, harm_ranges, most_harmed
from components.charts.attacks import DENSE_NOTE, MOST_HEIGHT, events_chart, harm_chart
from components.charts.plot import FigureText
from components.charts.theme import PAPERS
from components.dataset.evidence import of_evidence
from components.dataset.load import Dataset, load
from components.dataset.sources import document_names

WHOLE = load()
HELD = {"all": WHOLE, "core": of_evidence(WHOLE, "core")}
PAPER = PAPERS["light"]
TEXT = FigureText("A title", "All years", "Source: one", "version 1")


def events_of(held: Dataset) -> pd.DataFrame:
    return events_over_time(held.attacks, document_names(held.sources))


def harm_of(held: Dataset) -> pd.DataFrame:
    return harm_ranges(held.attacks, held.claims, held.places, document_names(held.sources))


def lanes_height(figure: object) -> float:
    return figure.layout.height - figure.layout.margin.t - figure.layout.margin.b


@pytest.mark.parametrize("evidence", HELD)
def test_each_record_stands_in_the_time_chart_and_its_lanes_stay_within_bounds(evidence: str) -> None:
    events = events_of(HELD[evidence])
    figure = events_chart(events, text=TEXT, paper=PAPER)
    hovers = {hover for trace in figure.data for hover in trace.hovertext if hover}
    assert len(hovers) == len(events)
    assert all(any(f"({identity})" in hover.replace("<br>", " ") for hover in hovers) for identity in events["attack_id"])
    assert lanes_height(figure) <= MOST_HEIGHT


def test_a_crowd_of_records_never_outgrows_the_bound() -> None:
    crowd = pd.concat([events_of(WHOLE)] * 6, ignore_index=True)
    figure = events_chart(crowd, text=TEXT, paper=PAPER)
    assert lanes_height(figure) <= MOST_HEIGHT + 1


def test_the_few_records_of_the_documents_keep_letters_and_words_and_a_crowd_says_how_it_is_read() -> None:
    few, many = (events_chart(events_of(HELD[name]), text=TEXT, paper=PAPER) for name in ("core", "all"))
    assert any(trace.text for trace in few.data)
    assert not any(trace.text for trace in many.data)
    notes = [" ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations) for figure in (few, many)]
    assert [DENSE_NOTE in words for words in notes] == [False, True]


def test_marks_of_close_days_are_stacked_and_never_covered() -> None:
    figure = events_chart(events_of(WHOLE), text=TEXT, paper=PAPER)
    axis = figure.layout.xaxis.range[1] - figure.layout.xaxis.range[0]
    for trace in figure.data:
        if trace.mode != "markers":
            continue
        marks = sorted(zip(trace.y, trace.x, strict=True))
        for (line, day), (next_line, next_day) in pairwise(marks):
            assert line != next_line or (next_day - day) / axis > trace.marker.size / 400


def test_the_harm_chart_draws_the_most_harmed_and_says_so() -> None:
    harm = harm_of(WHOLE)
    drawn = most_harmed(harm)
    stating = counted(harm)
    own = stating[(stating["kind"] == "record") & (stating["measure"] == "killed")]
    kept = own["attack_id"].isin(drawn["attack_id"])
    stands = own["low"].fillna(own["high"])
    assert drawn["attack_id"].nunique() == MOST_HARMED < harm["attack_id"].nunique()
    assert stands[kept].min() >= stands[~kept].max()
    number, others = stating["attack_id"].nunique(), harm["attack_id"].nunique() - stating["attack_id"].nunique()
    assert harm_notes(harm) == (
        f"The 12 counted records with the most killed, then injured, of {number} that state a number; all in the table.",
        f"{others} records that are not counted state a number too: in the table, not drawn.",
    )
    assert harm_title(harm).startswith(f"{number} counted records state a number")
    assert harm_title(harm).endswith(f"drawn: the {MOST_HARMED} with the most killed")
    assert lanes_height(harm_chart(drawn, text=TEXT, paper=PAPER)) < 1500


def test_a_record_that_is_not_counted_is_in_the_table_and_never_drawn() -> None:
    attacks = WHOLE.attacks
    assert attacks.set_index("attack_id").loc["A208", ["counted", "killed_low"]].tolist() == ["no", 100]
    harm = harm_of(WHOLE)
    assert "A208" in set(harm["attack_id"])
    assert set(most_harmed(harm)["counted"]) == {"yes"}
    assert "A208" not in set(most_harmed(harm)["attack_id"])


def test_few_records_of_harm_are_all_drawn_without_a_note() -> None:
    harm = harm_of(HELD["core"])
    assert most_harmed(harm).equals(harm)
    assert harm_notes(harm) == ()
    assert "drawn" not in harm_title(harm)


def test_an_injured_record_without_a_number_of_killed_comes_after_all_that_have_one() -> None:
    harm = counted(harm_of(WHOLE))
    own = harm[(harm["kind"] == "record") & (harm["measure"] == "killed")]
    first = most_harmed(harm, own["attack_id"].nunique())
    assert set(first["attack_id"]) == set(own["attack_id"])


@pytest.mark.parametrize("evidence", HELD)
def test_every_number_of_harm_drawn_is_in_a_trace(evidence: str) -> None:
    drawn = most_harmed(harm_of(HELD[evidence]))
    figure = harm_chart(drawn, text=TEXT, paper=PAPER)
    points = sum(x is not None for trace in figure.data if trace.hovertext for x in trace.x)
    assert points == int(drawn[["low", "high"]].notna().sum().sum())
