"""The counts of other claimants on a page: panels by the year, rows by the period, their table, and what each covers."""

import streamlit as st

from components.analysis.clashes import clashes_with, further_series
from components.charts.clash_figures import NOT_JOINED, coverage_figure, further_counts, periods_figure, series_figure
from components.dataset.load import Dataset
from components.export.screen_charts import screen_chart
from components.filters.choice import Selection
from components.text.escaping import markdown_text
from components.ui.panels import figure_panel, paper, table_panel


def series_panel(everything: Dataset, choice: Selection, *, log: bool, per_month: bool) -> None:
    """Show the series beyond those of the five documents, each with a scale of its own; nothing where there is none."""
    if further_series(clashes_with(everything.clashes_per_year), everything.sources).empty:
        return
    st.header("Further counts, by other claimants")
    st.markdown(NOT_JOINED)
    table = further_counts(everything, choice)
    if table.empty:
        st.info("None of these counts lies in the chosen years.")
        return
    for figure in (
        series_figure(everything, choice, log=log, per_month=per_month),
        periods_figure(everything, choice, log=log, per_month=per_month),
    ):
        if len(figure.tables["counts"]):
            figure_panel(screen_chart(figure, paper()), figure, key=figure.kind, name=figure.name, alt=figure.spoken)
    with st.expander("The numbers of these counts"):
        words = f"Table of {len(table)} further counts"
        table_panel(table.drop(columns=["start", "end"]), key="further_counts", name="kachin-clashes-further-counts", alt=words)


def coverage_panel(everything: Dataset, choice: Selection) -> None:
    """Show which series covers which years, those of the five documents first."""
    figure = coverage_figure(everything, choice)
    if figure.tables["counts"].empty:
        return
    st.header("Which series covers which years")
    figure_panel(screen_chart(figure, paper()), figure, key="series_coverage", name=figure.name, alt=figure.spoken)
    st.markdown(markdown_text(figure.sentence))
    counts = figure.tables["counts"].drop(columns=["start", "end"])
    with st.expander("The counts behind the strips"):
        words = f"Table of the {len(counts)} counts behind the strips"
        table_panel(counts, key="series_coverage", name=figure.name, alt=words)
