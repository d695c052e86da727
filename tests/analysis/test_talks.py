"""Talks made into tables, sentences and figures: three-row tables with answers that can be counted on the fingers."""

import pandas as pd
import pytest

from components.analysis.clashes import NO_COUNT, clashes_per_year, clashes_with, long_series
from components.analysis.talk_findings import (
    apply_not_words,
    fighting_talking_title,
    per_year_title,
    talks_finding,
    venues_sentence,
    whole_area_words,
)
from components.analysis.talks import (
    APART_WORDS,
    IN_AREA,
    apart,
    as_listed,
    dated,
    meeting_table,
    milestone_marks,
    parties,
    talks,
    talks_per_year,
    venues,
)
from components.charts.fighting_and_talks import ELSEWHERE, SEQUENCE_NOTE, fighting_talking_chart, fighting_talking_in_words
from components.charts.plot import FigureText
from components.charts.talks import APART_LABELS, per_year_chart, quiet_runs, talks_chart, talks_in_words
from components.charts.theme import APART_TALKS, FORMATS, HELD_MEETINGS, PAPERS
from components.dataset.evidence import of_evidence
from components.dataset.load import load
from components.dataset.schema import VOCABULARIES
from components.dataset.sources import document_names, source_titles
from components.filters.choice import Choice, Selection
from components.maps.deck import venue_map

WHOLE = load()
EVERYTHING = of_evidence(WHOLE, "core")
MEETINGS = EVERYTHING.meetings
DOCUMENTS = document_names(EVERYTHING.sources)
TABLE = talks(MEETINGS, EVERYTHING.places, DOCUMENTS)
YEARS = (2011, 2024)
PER_YEAR = talks_per_year(MEETINGS, DOCUMENTS, years=YEARS)
CLASHES = clashes_per_year(clashes_with(EVERYTHING.clashes_per_year), source_titles(EVERYTHING.sources), years=YEARS)
TEXT = FigureText("Title", "All years", "Source: a document", "Version 1")
PAPER = PAPERS["light"]


def sentence(**choice: object) -> str:
    selection = Selection(**choice)  # type: ignore[arg-type]
    table = talks(selection.of(MEETINGS), EVERYTHING.places, DOCUMENTS)
    return talks_finding(table, selection, filters=selection.words(MEETINGS)).sentence


def township(name: str) -> Choice:
    places = EVERYTHING.places
    return Choice(name, tuple(places.loc[places["township"] == name, "place_id"]))


def texts(figure: object) -> str:
    layout = figure.layout  # type: ignore[attr-defined]
    return " ".join([layout.title.text or "", *(note.text or "" for note in layout.annotations)]).replace("<br>", " ")


def test_meetings_15_16_and_17_stand_in_the_order_of_their_dates_under_their_listed_numbers() -> None:
    numbers = TABLE["number"].dropna().tolist()
    assert numbers[numbers.index(14) : numbers.index(18) + 1] == [14, 16, 17, 15, 18]
    assert dated(TABLE)["start"].is_monotonic_increasing


def test_the_refusal_of_1_june_2011_is_the_government_refusing_the_terms_of_the_kio() -> None:
    [row] = TABLE[(TABLE["start"] == pd.Timestamp(2011, 6, 1)) & (TABLE["status"] == "declined")].to_dict("records")
    assert row["came_of_it"] == "government refused the KIO’s terms"
    assert "refused by the government" in row["title"]
    figure = talks_chart(TABLE, years=YEARS, text=TEXT, paper=PAPER)
    marks = [trace for trace in figure.data if trace.type == "scatter" and trace.x[0] == row["start"]]
    assert marks[0].marker.color == PAPER.background, "hollow"
    assert "government refused the KIO’s terms" in texts(figure)


def test_undated_records_are_in_the_table_and_in_no_figure() -> None:
    assert len(TABLE) - len(dated(TABLE)) == int(MEETINGS["date_start"].isna().sum())
    assert "M34" not in talks_in_words(TABLE)
    assert PER_YEAR[["held", "declined"]].to_numpy().sum() == len(dated(TABLE))


def test_every_year_is_counted_and_quiet_ones_are_said_to_have_no_record() -> None:
    assert list(PER_YEAR["year"]) == list(range(2011, 2025))
    assert quiet_runs(PER_YEAR) == [(2015, 2018), (2020, 2021), (2024, 2024)]
    by_year = PER_YEAR.set_index("year")
    assert by_year.loc[2011, ["held", "declined", "declined_by_kio", "refused_by_government"]].tolist() == [5, 2, 0, 2]
    assert by_year.loc[2012, ["held", "declined"]].tolist() == [6, 3]
    figure = per_year_chart(PER_YEAR, text=TEXT, paper=PAPER)
    assert texts(figure).count("none on") == 3
    bars = [number for trace in figure.data if trace.type == "bar" for number in trace.y]
    assert min(bars) > 0, "no bar, and no outline of one, for a year without a record"
    assert sum(bars) == len(dated(TABLE))
    assert list(figure.layout.xaxis.ticktext) == [str(year) for year in range(2011, 2025)]


def test_what_is_known_to_a_year_is_a_bar_over_that_year() -> None:
    figure = talks_chart(TABLE, years=YEARS, text=TEXT, paper=PAPER)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    days = [trace.x[0] / 86_400_000 for trace in bars]
    assert [trace.base[0] for trace in bars] == [pd.Timestamp(2011, 1, 1), pd.Timestamp(2023, 1, 1)]
    assert days == [364, 364]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_format_has_a_mark_of_its_own(mode: str) -> None:
    assert set(FORMATS) == set(VOCABULARIES["meeting_format"])
    assert set(APART_TALKS) | {"held", "declined"} == set(VOCABULARIES["meeting_status"])
    looks = [*FORMATS.values(), *APART_TALKS.values()]
    assert len({look.symbol for look in looks}) == len(looks)
    assert len({look.on(PAPERS[mode]) for look in [*FORMATS.values(), HELD_MEETINGS]}) == len(FORMATS) + 1  # type: ignore[index]


def test_the_finding_without_a_filter() -> None:
    said = sentence()
    assert "25 meetings held" in said
    assert "6 invitations or offers declined by the KIO/KIA" in said
    assert "terms of the KIO refused twice by the government" in said
    assert "Nothing is on record for 2015 to 2018 and 2020 to 2021, which does not mean that nobody met." in said
    assert "2 more records have no date" in said


def test_the_finding_of_one_year() -> None:
    said = sentence(years=(2012, 2012))
    assert said.startswith("These sources give 6 meetings held and 3 invitations or offers declined by the KIO/KIA, 2012.")
    assert "The most in a year" not in said


def test_the_finding_of_one_meeting() -> None:
    assert "1 meeting held, 2019. Outcome: agreed to continue." in sentence(years=(2019, 2019))


def test_the_finding_of_a_year_without_data() -> None:
    said = sentence(years=(2016, 2016))
    assert said.startswith("No dated meeting on record for year 2016 in these sources, which does not mean that nobody met.")


def test_the_finding_of_a_township_without_meetings_and_of_an_impossible_combination() -> None:
    calm = "No meeting on record for this choice in these sources, which does not mean that nobody met."
    assert sentence(townships=(township("Putao"),)) == calm
    assert sentence(townships=(township("Bhamo"),), years=(2022, 2022)) == calm


def test_filters_that_do_not_work_on_meetings_are_named() -> None:
    one, other = Choice("airstrike", ("airstrike",)), Choice("KIO/KIA", ("kio_kia",))
    assert apply_not_words(Selection()) == ""
    assert "The filter by type of event does not apply here" in apply_not_words(Selection(types=(one,)))
    assert "The filters by type of event and actor do not apply" in apply_not_words(Selection(types=(one,), actors=(other,)))
    assert "whole area" in whole_area_words(Selection(townships=(one,)))


def test_each_record_stands_at_one_venue_and_under_one_party() -> None:
    found = venues(MEETINGS, EVERYTHING.places)
    assert found[["held", "declined"]].to_numpy().sum() == len(MEETINGS)
    opposite = parties(MEETINGS, DOCUMENTS)
    opposite = opposite[opposite["part"] == "other side"]
    assert opposite[["held", "declined"]].to_numpy().sum() == len(MEETINGS)
    assert venues_sentence(found) == "Of 25 meetings held: 15 in the study area, 1 elsewhere in Myanmar, 9 abroad."


def test_the_venue_map_shows_the_numbers_of_the_study_area_and_asks_no_tiles() -> None:
    found = venues(MEETINGS, EVERYTHING.places)
    deck = venue_map(found, EVERYTHING.places, paper=PAPER)
    [marks] = [layer for layer in deck.layers if layer.id == "marks"]
    tips = " ".join(mark["tip"] for mark in marks.data)
    for name in found.loc[found["where"] == IN_AREA, "place"]:
        assert name in tips
    assert "Ruili" not in tips
    assert deck.map_provider is None
    circles = next(layer for layer in deck.layers if layer.id == "circles")
    assert {round(row["radius"]) for row in circles.data} == {45_000, 20_000}


def test_milestones_are_numbered_by_date_and_only_of_the_chosen_kinds() -> None:
    marks = milestone_marks(EVERYTHING.milestones, ["agreement"], DOCUMENTS, years=YEARS)
    assert list(marks["mark"]) == list(range(1, len(marks) + 1))
    assert marks["start"].is_monotonic_increasing
    assert set(marks["kind"]) == {"agreement"}
    assert marks["end"].min() >= pd.Timestamp(2011, 1, 1)
    assert milestone_marks(EVERYTHING.milestones, [], DOCUMENTS, years=YEARS).empty


def test_fighting_and_talking_share_the_years_and_nothing_else() -> None:
    marks = milestone_marks(EVERYTHING.milestones, ["agreement"], DOCUMENTS, years=YEARS)
    figure = fighting_talking_chart(CLASHES, PER_YEAR, marks, text=TEXT, paper=PAPER)
    axes = {trace.yaxis for trace in figure.data}
    assert axes == {None, "y2", "y3"}
    lower, upper = figure.layout.yaxis2.domain, figure.layout.yaxis.domain
    assert lower[1] < upper[0]
    assert SEQUENCE_NOTE in texts(figure)


def test_gaps_are_shaded_and_the_part_year_is_hatched_in_both_panels() -> None:
    marks = milestone_marks(EVERYTHING.milestones, [], DOCUMENTS, years=YEARS)
    figure = fighting_talking_chart(CLASHES, PER_YEAR, marks, text=TEXT, paper=PAPER)
    shades = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "rect"]
    assert sorted(shades) == sorted([(2010.5, 2011.5), (2012.5, 2018.5), (2023.5, 2024.5)] * 2)
    hatched = [trace for trace in figure.data if trace.type == "bar" and trace.yaxis == "y2"]
    assert [list(trace.x) for trace in hatched] == [[2023]]
    said = texts(figure)
    assert "Shaded in both panels" in said
    assert "Hatched in both panels" in said
    assert "Jan-Mar only" in said


def test_a_national_milestone_is_named_as_one() -> None:
    marks = milestone_marks(EVERYTHING.milestones, ["agreement"], DOCUMENTS, years=(2015, 2015))
    assert "agreement (national), 2015" in fighting_talking_in_words(CLASHES, PER_YEAR, marks)


@pytest.mark.parametrize("years", [(2011, 2024), (2012, 2012), (2016, 2016), (2023, 2024)])
@pytest.mark.parametrize("log", [False, True])
def test_the_figure_can_be_drawn_for_any_years_and_all_milestones(years: tuple[int, int], log: bool) -> None:
    choice = Selection(years=years)
    counts = choice.of(clashes_with(EVERYTHING.clashes_per_year))
    clashes = clashes_per_year(counts, source_titles(EVERYTHING.sources), years=years)
    per_year = talks_per_year(choice.of(MEETINGS), DOCUMENTS, years=years)
    marks = milestone_marks(EVERYTHING.milestones, VOCABULARIES["milestone_kind"], DOCUMENTS, years=years)
    figure = fighting_talking_chart(clashes, per_year, marks, text=TEXT, paper=PAPER, log=log)
    assert figure.layout.height > 300
    assert SEQUENCE_NOTE.split(":")[0] in texts(figure)


def test_titles_say_which_years_have_what() -> None:
    assert fighting_talking_title(CLASHES, PER_YEAR) == (
        "Meetings held on record in 2011 to 2014 and 2019; clash counts for 2012 and 2019 to 2023"
    )
    assert per_year_title(PER_YEAR) == "Most meetings held on record in 2013: 7"
    assert per_year_title(PER_YEAR[PER_YEAR["year"] == 2016]) == "No meeting on record in these years"


APART_STATUSES = ("absent", "not held")


def whole_table(meetings: pd.DataFrame) -> pd.DataFrame:
    return talks(meetings, WHOLE.places, document_names(WHOLE.sources))


def with_statuses(*statuses: str) -> pd.DataFrame:
    """The first dated meetings of all the data, one for each of these statuses."""
    rows = WHOLE.meetings.dropna(subset=["date_start"])
    return pd.concat([rows[rows["status"] == status].head(1) for status in statuses], ignore_index=True)


def test_what_was_neither_held_nor_declined_is_in_no_count_of_either() -> None:
    documents = document_names(WHOLE.sources)
    per_year = talks_per_year(WHOLE.meetings, documents, years=(2011, 2026))
    dated_ones = WHOLE.meetings.dropna(subset=["date_start"])
    found = venues(WHOLE.meetings, WHOLE.places)
    opposite = parties(WHOLE.meetings, documents)
    opposite = opposite[opposite["part"] == "other side"]
    for status in ("held", "declined"):
        assert per_year[status].sum() == (dated_ones["status"] == status).sum()
        assert found[status].sum() == (WHOLE.meetings["status"] == status).sum()
        assert opposite[status].sum() == (WHOLE.meetings["status"] == status).sum()
    for status, column in zip(APART_STATUSES, ("absent", "not_held"), strict=True):
        number = int((WHOLE.meetings["status"] == status).sum())
        assert number > 0
        assert per_year[column].sum() == (dated_ones["status"] == status).sum()
        assert found[column].sum() == apart(WHOLE.meetings)[column] == number
    assert not {"absent", "not_held"} & set(as_listed(PER_YEAR).columns), "the five documents have none"


def test_what_was_neither_is_told_in_the_finding_and_in_the_table() -> None:
    table = whole_table(WHOLE.meetings)
    said = talks_finding(table, Selection(), filters="all years").sentence
    held = int((dated(table)["status"] == "held").sum())
    absent, planned = (int((dated(table)["status"] == status).sum()) for status in APART_STATUSES)
    assert f"{held} meetings held" in said
    assert f"neither as held nor as declined: {absent} meetings took place without the KIO/KIA and {planned} planned" in said
    listed = meeting_table(WHOLE.meetings, WHOLE.places, document_names(WHOLE.sources))
    assert set(APART_WORDS.values()) <= set(listed["came_of_it"])
    assert not set(APART_WORDS.values()) & set(TABLE["came_of_it"])


@pytest.mark.parametrize(
    ("status", "said"),
    [("absent", "1 meeting took place without the KIO/KIA."), ("not held", "1 planned or offered meeting did")],
)
def test_a_choice_of_nothing_held_or_declined_says_so(status: str, said: str) -> None:
    sentence_of = talks_finding(whole_table(with_statuses(status)), Selection(), filters="this").sentence
    assert sentence_of.startswith("No meeting held or declined on record for this")
    assert said in sentence_of


def test_what_was_neither_is_grey_hollow_and_of_a_shape_of_its_own_in_every_figure() -> None:
    meetings = with_statuses("held", "declined", *APART_STATUSES)
    documents = document_names(WHOLE.sources)
    per_year = talks_per_year(meetings, documents, years=(2011, 2026))
    marks = milestone_marks(WHOLE.milestones, [], documents, years=(2011, 2026))
    clashes = clashes_per_year(clashes_with(WHOLE.clashes_per_year), source_titles(WHOLE.sources), years=(2011, 2026))
    figures = (
        talks_chart(whole_table(meetings), years=(2011, 2026), text=TEXT, paper=PAPER),
        per_year_chart(per_year, text=TEXT, paper=PAPER),
        fighting_talking_chart(clashes, per_year, marks, text=TEXT, paper=PAPER),
    )
    for figure in figures:
        for status, label in APART_LABELS.items():
            [entry] = [trace for trace in figure.data if trace.name == label]
            look = APART_TALKS[status]
            assert (entry.marker.symbol, entry.marker.color) == (look.symbol, PAPER.background)
            assert entry.marker.line.color == look.on(PAPER)
            others = [trace for trace in figure.data if trace.name != label and trace.marker and trace.type == "scatter"]
            same = [trace for trace in others if trace.marker.symbol == look.symbol]
            assert all(trace.marker.color == PAPER.background for trace in same)
    bars = [number for trace in figures[1].data if trace.type == "bar" for number in trace.y]
    assert sum(bars) == 2, "one held, one declined"
    absent_year = int(meetings.loc[meetings["status"] == "absent", "date_start"].dt.year.iloc[0])
    assert not any(first <= absent_year <= last for first, last in quiet_runs(per_year))


def test_the_timeline_draws_every_dated_record_of_all_the_data_on_a_line_of_its_own() -> None:
    table = whole_table(WHOLE.meetings)
    figure = talks_chart(table, years=(2011, 2026), text=TEXT, paper=PAPER)
    words = {note.y: note.text for note in figure.layout.annotations if note.xshift == -48 and note.yref != "paper"}
    heads = [text for _, text in sorted(words.items()) if text.startswith("<b>")]
    lines = [y for y, text in words.items() if not text.startswith("<b>")]
    assert len(lines) == len(dated(table))
    assert heads == [f"<b>{year}</b>" for year in dict.fromkeys(dated(table)["start"].dt.year)]
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert plot / len(lines) >= 20


def test_venues_of_what_was_neither_have_a_grey_square_and_their_words() -> None:
    meetings = with_statuses("absent", "not held").assign(place_id="laiza")
    deck = venue_map(venues(meetings, WHOLE.places), WHOLE.places, paper=PAPER)
    [marks] = [layer for layer in deck.layers if layer.id == "marks"]
    [mark] = marks.data
    assert "rect" in mark["icon"]["url"]
    assert "1 held without the KIO/KIA, 1 did not come about" in mark["tip"]


def test_series_of_one_side_differ_by_more_than_colour_and_the_legend_names_it() -> None:
    counts = long_series(clashes_with(WHOLE.clashes_per_year), WHOLE.sources)
    clashes = clashes_per_year(counts, source_titles(WHOLE.sources), years=(2011, 2026))
    per_year = talks_per_year(WHOLE.meetings, DOCUMENTS | document_names(WHOLE.sources), years=(2011, 2026))
    marks = milestone_marks(WHOLE.milestones, [], document_names(WHOLE.sources), years=(2011, 2026))
    figure = fighting_talking_chart(clashes, per_year, marks, text=TEXT, paper=PAPER, gap=ELSEWHERE)
    bars = [trace for trace in figure.data if trace.type == "bar" and trace.yaxis != "y2"]
    looks = {(trace.marker.color, trace.marker.pattern.shape[0]) for trace in bars}
    assert len(looks) == len(bars) == clashes["series"].nunique()
    assert [trace.name.startswith("Dotted: ") for trace in bars] == [trace.marker.pattern.shape[0] == "." for trace in bars]
    [labels] = [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "text" and trace.yaxis != "y2"]
    told = [words for x, words in zip(labels.x, labels.text, strict=True) if 2011.6 < x < 2012.4]
    assert [words.count("<br>") for words in told] == [1, 1], "two texts for three bars"
    assert "dotted" in told[1]
    assert NO_COUNT not in texts(figure)
    assert ELSEWHERE in texts(figure)
    assert ELSEWHERE in fighting_talking_in_words(clashes, per_year, marks, ELSEWHERE)


def test_the_counts_of_the_five_documents_alone_are_drawn_without_dots() -> None:
    figure = fighting_talking_chart(
        CLASHES, PER_YEAR, milestone_marks(EVERYTHING.milestones, [], DOCUMENTS, years=YEARS), text=TEXT, paper=PAPER
    )
    assert not [trace for trace in figure.data if (trace.name or "").startswith("Dotted")]
    assert not {trace.name for trace in figure.data} & set(APART_LABELS.values())
    assert figure.layout.yaxis2.range[0] == 0
