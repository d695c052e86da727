"""What the clashes chart draws, and what it says about itself."""

import re
from math import log10

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.analysis.clashes import clashes_per_year, clashes_with
from components.charts.clashes import clashes_chart, clashes_in_words
from components.charts.plot import FigureText
from components.charts.theme import PAPERS, SIDES
from components.dataset.evidence import of_evidence
from components.dataset.load import load
from components.dataset.sources import source_titles

TEXT = FigureText("2,400 or 1,095 clashes in 2012", "All years · showing 8 of 8", "Source: 002", "Data version 0.1.0")
PAPER = PAPERS["light"]


@pytest.fixture(scope="module")
def everyone() -> pd.DataFrame:
    return drawn(2011, 2024)


def drawn(first: int, last: int) -> pd.DataFrame:
    data = of_evidence(load(), "core")
    return clashes_per_year(clashes_with(data.clashes_per_year), source_titles(data.sources), years=(first, last))


def chart(table: pd.DataFrame, *, log: bool = False, per_month: bool = False, text: FigureText = TEXT) -> go.Figure:
    return clashes_chart(table, text=text, paper=PAPER, log=log, per_month=per_month)


def tops(figure: go.Figure, name: str) -> list[float]:
    bars = next(trace for trace in figure.data if trace.name == name)
    return [round(bars.base + height, 6) for height in bars.y]


def words(figure: go.Figure) -> str:
    annotations = [annotation.text for annotation in figure.layout.annotations]
    labels = [text for trace in figure.data if trace.type == "scatter" for text in trace.text or ()]
    return " | ".join([figure.layout.title.text, *annotations, *labels])


def test_the_two_claims_of_2012_stand_side_by_side_around_the_year(everyone: pd.DataFrame) -> None:
    figure = chart(everyone)
    bars = [trace for trace in figure.data if trace.name in ("KIO", "Government of Myanmar")]
    kio, government = (trace.x[0] for trace in bars)
    assert kio < 2012 < government
    assert kio + bars[0].width[0] / 2 <= government - bars[1].width[0] / 2
    assert tops(figure, "KIO") == [2400]
    assert tops(figure, "Government of Myanmar") == [1095]
    assert "KIO<br><b>2,400</b>" in words(figure)
    assert "government<br><b>1,095</b>" in words(figure)


def test_claimants_have_the_colours_of_their_sides(everyone: pd.DataFrame) -> None:
    colours = {trace.name: trace.marker.color for trace in chart(everyone).data if trace.type == "bar"}
    assert colours["KIO"] == SIDES["KIO/KIA"].light
    assert colours["Government of Myanmar"] == SIDES["government or military"].light


@pytest.mark.parametrize("log", [False, True])
def test_no_bar_is_drawn_in_a_gap_and_each_gap_is_shaded_and_worded(everyone: pd.DataFrame, log: bool) -> None:
    figure = chart(everyone, log=log)
    years = {round(x) for trace in figure.data if trace.type == "bar" for x in trace.x}
    assert years == {2012, 2019, 2020, 2021, 2022, 2023}
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(2010.5, 2011.5), (2012.5, 2018.5), (2023.5, 2024.5)]
    assert words(figure).replace("<br>", " ").count("no count in these sources") == 3


def test_only_the_part_year_is_hatched_and_it_says_its_months(everyone: pd.DataFrame) -> None:
    figure = chart(everyone)
    bars = next(trace for trace in figure.data if trace.name == "Claimant not stated")
    assert list(bars.marker.pattern.shape) == ["", "", "", "", "/"]
    assert "Jan-Mar only" in words(figure)
    assert "Jan-Mar only<br><b>38</b>" in words(chart(drawn(2022, 2023)))


def test_the_superseded_count_is_a_mark_inside_its_year_and_no_bar(everyone: pd.DataFrame) -> None:
    figure = chart(everyone)
    mark = next(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers")
    assert (mark.x, mark.y) == ((2022,), (17.0,))
    assert mark.name == "Older count of 2022: 17 in Jan-Mar, superseded"
    assert 17 not in tops(figure, "Claimant not stated")


def test_bars_start_at_zero_or_on_a_log_scale_at_one(everyone: pd.DataFrame) -> None:
    assert {trace.base for trace in chart(everyone).data if trace.type == "bar"} == {0}
    figure = chart(everyone, log=True)
    assert {trace.base for trace in figure.data if trace.type == "bar"} == {1}
    assert figure.layout.yaxis.range[0] == 0
    assert list(figure.layout.yaxis.ticktext)[:2] == ["1", "10"]
    assert tops(figure, "Claimant not stated") == [13, 7, 138, 90, 38]
    assert "log scale, bars start at 1" in words(figure)


def test_a_rate_under_one_keeps_its_bar_on_a_log_scale(everyone: pd.DataFrame) -> None:
    figure = chart(everyone, log=True, per_month=True)
    assert {trace.base for trace in figure.data if trace.type == "bar"} == {0.1}
    assert tops(figure, "Claimant not stated") == [1.1, 0.6, 11.5, 7.5, 12.7]


@pytest.mark.parametrize("clashes", [0, 1])
def test_a_count_of_none_or_one_keeps_its_number_on_a_log_scale(clashes: int) -> None:
    table = drawn(2020, 2021)
    table = table.assign(clashes=table["clashes"].where(table["year"] != 2020, clashes))
    figure = chart(table, log=True)
    assert f"<b>{clashes}</b>" in words(figure)
    assert "1" in figure.layout.yaxis.ticktext


def test_every_label_lies_within_the_axis(everyone: pd.DataFrame) -> None:
    assert chart(everyone).layout.yaxis.range[1] > 2400
    assert chart(everyone, log=True).layout.yaxis.range[1] > log10(2400)


def test_title_filters_source_and_version_are_in_the_picture(everyone: pd.DataFrame) -> None:
    figure = chart(everyone)
    assert "<b>2,400 or 1,095 clashes in 2012</b>" in figure.layout.title.text
    assert "showing 8 of 8" in figure.layout.title.text
    assert "Source: 002<br>Data version 0.1.0" in words(figure)


def test_long_texts_are_broken_for_a_narrow_screen(everyone: pd.DataFrame) -> None:
    long = FigureText(*("words " * 40,) * 4)
    figure = chart(everyone, text=long)
    texts = [re.sub("<(?!br).*?>", "", text) for text in (figure.layout.title.text, *words(figure).split(" | ")[1:])]
    assert max(len(line) for text in texts for line in text.split("<br>")) <= 62


def test_a_title_does_not_break_between_the_numbers_of_a_range(everyone: pd.DataFrame) -> None:
    text = FigureText("200.0 or 91.2 clashes a month in 2012, 0.6 to 11.5 clashes a month in 2019 to 2022", "", "", "")
    assert "0.6 to 11.5" in chart(everyone, text=text).layout.title.text


def test_text_from_the_data_is_no_markup(everyone: pd.DataFrame) -> None:
    hostile = everyone.assign(claimant=everyone["claimant"].str.replace("KIO", "<a href='x'>KIO</a>"))
    figure = chart(hostile, text=FigureText(*("<img src=x>",) * 4))
    assert "<a" not in figure.to_json()
    assert "<img" not in figure.to_json()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_picture_has_a_ground_of_its_own(everyone: pd.DataFrame, mode: str) -> None:
    paper = PAPERS["dark" if mode == "dark" else "light"]
    figure = clashes_chart(everyone, text=TEXT, paper=paper)
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == paper.background


def test_years_without_any_count_are_drawn_as_one_gap() -> None:
    figure = chart(drawn(2013, 2018))
    assert [trace for trace in figure.data if trace.type == "bar"] == []
    assert figure.layout.yaxis.showticklabels is False
    assert "no count in<br>these sources" in words(figure)


def test_the_text_alternative_holds_every_number_and_the_gaps(everyone: pd.DataFrame) -> None:
    said = clashes_in_words(everyone)
    for part in ("2012: 2,400 (KIO)", "2012: 1,095 (Government", "Jan-Mar 2023: 38", "superseded: 17", "2013 to 2018"):
        assert part in said
