"""Series of counts: one claimant, one unit, one area; drawn apart and joined with no other."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.analysis.clashes import clashes_per_year, core_series, further_series
from components.analysis.findings import clashes_finding
from components.analysis.overview import key_figures
from components.analysis.series import (
    by_the_period,
    by_the_year,
    coverage_finding,
    further_words,
    period_finding,
    series_counts,
    series_of,
    units,
    yearly_finding,
)
from components.charts.plot import FigureText
from components.charts.series import coverage_chart, periods_chart, series_chart, series_in_words
from components.charts.theme import PAPERS, Mode
from components.dataset.load import Dataset, load
from components.dataset.sources import document_names, source_titles, sources_in_words
from components.filters.choice import Selection

TEXT = FigureText("A title", "All years", "Source: 002", "Data version 0.1.0")
YEARS = (2011, 2024)
MODES: tuple[Mode, ...] = ("light", "dark")


def count(number: int, series: str, start: str, end: str, clashes: int, **other: object) -> dict[str, Any]:
    """One invented count of a KIO series, of a whole year where its days are."""
    whole = start.endswith("01-01") and end.endswith("12-31")
    row = {"count_id": f"K{number}", "counterpart_id": "myanmar_military", "area": "all areas", "series": series}
    row |= {"period_start": pd.Timestamp(start), "period_end": pd.Timestamp(end), "clashes": clashes, "unit": "clash"}
    row |= {"claimant": "KIO", "claimant_side": "KIO/KIA", "coverage": "full year" if whole else "part year"}
    return row | {"standing": "current", "source_ids": "d990", "locators": "row 1", "note": None} | other


@pytest.fixture
def counts() -> pd.DataFrame:
    airstrikes = {"unit": "airstrike", "claimant": "A monitor", "claimant_side": "civil society"}
    rows = [
        count(901, "yearly", "2011-06-11", "2011-12-31", 663),
        count(902, "yearly", "2012-01-01", "2012-12-31", 879),
        count(903, "yearly", "2014-01-01", "2014-12-31", 155),
        count(904, "months", "2022-11-01", "2022-11-30", 118, claimant="Records"),
        count(905, "months", "2022-12-01", "2022-12-31", 68, claimant="Records"),
        count(906, "fortnight", "2024-02-28", "2024-03-12", 21, **airstrikes),
    ]
    return pd.DataFrame(rows).astype({"clashes": "Int64", "note": "str"})


@pytest.fixture
def table(counts: pd.DataFrame) -> pd.DataFrame:
    return series_counts(counts, {"d990": "The Example, 2 January 2025: Counts"})


def words(figure: go.Figure) -> str:
    return " | ".join(annotation.text for annotation in figure.layout.annotations)


def test_counts_stand_series_by_series_in_time_order(table: pd.DataFrame) -> None:
    assert list(table["count_id"]) == ["K901", "K902", "K903", "K904", "K905", "K906"]


def test_a_change_stands_only_within_one_series(counts: pd.DataFrame) -> None:
    titles = {"d990": "x"}
    next_year = count(907, "other", "2013-01-01", "2013-12-31", 500)
    both = pd.concat([counts, pd.DataFrame([next_year]).astype({"clashes": "Int64", "note": "str"})], ignore_index=True)
    drawn = clashes_per_year(both, titles, years=(2011, 2014))
    assert drawn["change_on_year_before"].isna().all()
    joined = clashes_per_year(both.assign(series="one"), titles, years=(2011, 2014)).set_index("count_id")
    assert joined.loc["K907", "change_on_year_before"] == 500 - 879


def test_a_series_is_read_by_the_year_when_it_counts_years(table: pd.DataFrame) -> None:
    assert set(by_the_year(table)["series"]) == {"yearly"}
    assert list(by_the_period(table)["series"].unique()) == ["months", "fortnight"]


def test_findings_never_mix_two_series(table: pd.DataFrame) -> None:
    assert yearly_finding(by_the_year(table)).title == "155 to 879 clashes a year in 2012 to 2014, counted by KIO"
    assert period_finding(by_the_period(table)).title.startswith("3 counts of some weeks")
    said = coverage_finding(table).sentence
    assert "KIO: clashes, all areas: all of 2012 and 2014 and parts of 2011." in said
    assert "A monitor: airstrikes, all areas: parts of 2024." in said
    for total in (663 + 879, 879 + 155, 118 + 68, 663 + 879 + 155 + 118 + 68 + 21):
        assert f"{total:,}" not in said


def test_the_years_of_further_counts_are_told(counts: pd.DataFrame) -> None:
    assert "6 counts for all or parts of 2011 to 2012, 2014, 2022 and 2024" in further_words(counts)
    assert further_words(counts.head(0)) == ""


def test_units_have_their_plural() -> None:
    assert [units(unit) for unit in ("clash", "engagement", "township-day")] == ["clashes", "engagements", "township-days"]


def test_panels_have_an_axis_each_and_no_line(table: pd.DataFrame) -> None:
    two = pd.concat([table, table.assign(series=table["series"] + "_2", clashes=table["clashes"] * 10)], ignore_index=True)
    figure = series_chart(by_the_year(two), years=YEARS, text=TEXT, paper=PAPERS["light"])
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [(bar.xaxis, bar.yaxis) for bar in bars] == [("x", "y"), ("x2", "y2")]
    assert figure.layout.yaxis.range[1] < figure.layout.yaxis2.range[1]
    assert figure.layout.xaxis.range == figure.layout.xaxis2.range
    assert not [trace for trace in figure.data if trace.type == "scatter" and trace.mode and "lines" in trace.mode]


def test_a_panel_hatches_and_words_its_part_years_and_shades_its_gaps(table: pd.DataFrame) -> None:
    figure = series_chart(by_the_year(table), years=YEARS, text=TEXT, paper=PAPERS["light"])
    [bars] = [trace for trace in figure.data if trace.type == "bar"]
    assert list(bars.marker.pattern.shape) == ["/", "", ""]
    assert "Hatched, parts of a year: 11 Jun-31 Dec 2011." in words(figure)
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(2012.5, 2013.5), (2014.5, 2024.5)]
    assert words(figure).count("no count") == 2


@pytest.mark.parametrize("per_month", [False, True])
def test_bars_start_at_one_or_below_on_a_log_scale(table: pd.DataFrame, per_month: bool) -> None:
    figure = series_chart(by_the_year(table), years=YEARS, text=TEXT, paper=PAPERS["light"], log=True, per_month=per_month)
    [bars] = [trace for trace in figure.data if trace.type == "bar"]
    assert bars.base == 1
    assert figure.layout.yaxis.type == "log"
    numbers = [round(bars.base + height, 1) for height in bars.y]
    assert numbers == ([99.0, 73.2, 12.9] if per_month else [663, 879, 155])
    assert "log scale" in words(figure)


def test_short_counts_say_their_period_and_a_single_one_is_told_in_words(table: pd.DataFrame) -> None:
    figure = periods_chart(by_the_period(table), text=TEXT, paper=PAPERS["dark"])
    [bars] = [trace for trace in figure.data if trace.type == "bar"]
    assert [round(share / bars.x[0], 2) for share in bars.x] == [1.0, round(68 / 118, 2)]
    for part in (
        "Nov 2022",
        "<b>118</b>",
        "Dec 2022",
        "<b>68</b>",
        "21 in 28 Feb-12 Mar 2024: A monitor: airstrikes, all",
    ):
        assert part in words(figure)


def test_the_strip_covers_the_days_of_each_count(table: pd.DataFrame) -> None:
    figure = coverage_chart(table, years=YEARS, text=TEXT, paper=PAPERS["light"])
    strips = [trace for trace in figure.data if trace.name]
    assert len(strips) == 3
    first = strips[0]
    assert [round(start, 2) for start in first.base] == [2010.94, 2011.5, 2013.5]
    assert [round(length, 1) for length in first.x] == [0.6, 1.0, 1.0]
    assert list(first.marker.pattern.shape) == ["/", "", ""]


@pytest.mark.parametrize("mode", MODES)
def test_each_figure_has_the_ground_of_its_paper_and_no_markup_of_the_data(table: pd.DataFrame, mode: Mode) -> None:
    hostile = table.assign(claimant="<img src=x>", area="<b>x</b>")
    for figure in (
        series_chart(by_the_year(hostile), years=YEARS, text=TEXT, paper=PAPERS[mode]),
        periods_chart(by_the_period(hostile), text=TEXT, paper=PAPERS[mode]),
        coverage_chart(hostile, years=YEARS, text=TEXT, paper=PAPERS[mode]),
    ):
        assert figure.layout.plot_bgcolor == PAPERS[mode].background
        assert "<img" not in figure.to_json()


def test_the_text_alternative_holds_every_number(table: pd.DataFrame) -> None:
    said = series_in_words(table)
    for number in table["clashes"]:
        assert f" {number}" in said


def test_no_counts_make_an_empty_table(counts: pd.DataFrame) -> None:
    assert series_counts(counts.head(0), {}).empty


# ---- the counts of the five documents, and what they are called


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


def test_the_first_figure_holds_the_counts_of_the_five_documents_only(everything: Dataset, counts: pd.DataFrame) -> None:
    core = core_series(everything.clashes_per_year, everything.sources)
    assert list(core["count_id"]) == [f"K0{number}" for number in range(1, 10)]
    both = pd.concat([core, counts], ignore_index=True)
    assert list(core_series(both, everything.sources)["count_id"]) == list(core["count_id"])
    assert list(further_series(both, everything.sources)["count_id"]) == list(counts["count_id"])


def test_two_series_of_one_claimant_have_a_sentence_each(everything: Dataset) -> None:
    rows = [
        count(901, "one", "2015-01-01", "2015-12-31", 10),
        count(902, "one", "2016-01-01", "2016-12-31", 20),
        count(903, "two", "2017-01-01", "2017-12-31", 900),
    ]
    table = clashes_per_year(pd.DataFrame(rows).astype({"clashes": "Int64", "note": "str"}), {"d990": "x"}, years=(2015, 2017))
    said = clashes_finding(table, per_month=False).sentence
    assert "run from 10 clashes in 2015 to 20 in 2016" in said
    assert "Counted for 2017: 900 clashes" in said


def sources(*rows: tuple[str, str | None, str | None, str | None]) -> pd.DataFrame:
    """Sources with id, document number, publisher and day."""
    frame = pd.DataFrame(rows, columns=["source_id", "document", "publisher", "published_on"])
    collection = ["core" if isinstance(document, str) else "extended" for document in frame["document"]]
    days = pd.to_datetime(frame["published_on"])
    return frame.assign(published_on=days, collection=collection, title="Title " + frame["source_id"])


def test_a_source_is_called_by_its_document_or_by_publisher_and_day() -> None:
    table = sources(
        ("d002", "002", None, None),
        ("d101", None, "The Irrawaddy", "2022-05-05"),
        ("d102", None, "DVB", None),
        ("d103", None, None, "2024-03-08"),
    )
    assert list(document_names(table).values()) == [
        "document 002",
        "The Irrawaddy, 5 May 2022",
        "DVB, undated",
        "publisher not stated, 8 March 2024",
    ]
    assert source_titles(table)["d101"] == "The Irrawaddy, 5 May 2022: Title d101"
    assert source_titles(table)["d002"] == "002 Title d002"


def test_two_reports_of_one_publisher_and_day_are_told_apart() -> None:
    table = sources(("d101", None, "DVB", "2022-05-05"), ("d102", None, "DVB", "2022-05-05"))
    assert list(document_names(table).values()) == ["DVB, 5 May 2022 (d101)", "DVB, 5 May 2022 (d102)"]


def test_past_a_handful_sources_are_told_by_number_and_publisher() -> None:
    rows = [(f"d1{number:02d}", None, "DVB" if number < 6 else "BBC", f"2022-05-{number + 1:02d}") for number in range(9)]
    table = sources(("d002", "002", None, None), *rows)
    names = source_titles(table)
    few = sources_in_words(["d002", "d101", "d101"], table, names)
    assert few == [names["d002"], names["d101"]]
    core, further = sources_in_words(table["source_id"], table, names)
    assert core == names["d002"]
    assert further == "9 public reports and documents (DVB 6, BBC 3), each named in the table"


def test_the_key_figures_of_the_documents_stay_what_they_are_beside_other_counts(everything: Dataset) -> None:
    figures = key_figures(everything, Selection())
    assert [figure.value for figure in figures[:3]] == ["90", "2,400 or 1,095", "38"]


def test_no_two_series_are_called_the_same() -> None:
    everything = load()
    table = series_counts(everything.clashes_per_year, source_titles(everything.sources))
    further = table[table["count_id"].isin(further_series(everything.clashes_per_year, everything.sources)["count_id"])]
    words = [series.words for series, _ in series_of(further)]
    assert len(words) == len(set(words)) == further["series"].nunique()
