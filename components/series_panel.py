"""The counts of other claimants on a page: panels by the year, rows by the period, their table, and what each covers."""

import pandas as pd
import streamlit as st

from components.charts import FigureText
from components.datasets import Datasets
from components.escaping import markdown_text
from components.measures import clashes_with, core_series, further_series, source_titles
from components.panels import figure_panel, figure_text, paper, table_panel
from components.selection import Selection
from components.series_charts import (
    coverage_chart,
    coverage_in_words,
    periods_chart,
    series_chart,
    series_in_words,
)
from components.series_measures import (
    by_the_period,
    by_the_year,
    coverage_finding,
    period_finding,
    series_counts,
    yearly_finding,
)


def series_panel(everything: Datasets, choice: Selection, *, years: tuple[int, int], log: bool, per_month: bool) -> None:
    """Show the series beyond those of the five documents, each with a scale of its own; nothing where there is none."""
    published = further_series(clashes_with(everything.clashes_per_year), everything.sources)
    if published.empty:
        return
    st.header("Further counts, by other claimants")
    chosen = choice.of(published)
    table = series_counts(chosen, source_titles(everything.sources))
    st.markdown(
        "Each of these series is one claimant counting one unit in one area. Units differ: clashes, engagements, days "
        "with fighting or airstrikes. No series is joined, added or compared with another."
    )
    if table.empty:
        st.info("None of these counts lies in the chosen years.")
        return
    yearly, periods = by_the_year(table), by_the_period(table)
    if len(yearly):
        text = _text(everything, choice, yearly, published, yearly_finding(yearly).title)
        figure = series_chart(yearly, years=years, text=text, paper=paper(), log=log, per_month=per_month)
        alt = series_in_words(yearly, per_month=per_month)
        figure_panel(figure, text, key="series_by_year", name="kachin-clashes-further-series", alt=alt)
    if len(periods):
        text = _text(everything, choice, periods, published, period_finding(periods).title)
        figure = periods_chart(periods, text=text, paper=paper(), log=log, per_month=per_month)
        alt = series_in_words(periods, per_month=per_month)
        figure_panel(figure, text, key="series_by_period", name="kachin-clashes-further-periods", alt=alt)
    with st.expander("The numbers of these counts"):
        words = f"Table of {len(table)} further counts"
        table_panel(table.drop(columns=["start", "end"]), key="further_counts", name="kachin-clashes-further-counts", alt=words)


def coverage_panel(everything: Datasets, choice: Selection, *, years: tuple[int, int]) -> None:
    """Show which series covers which years, those of the five documents first."""
    published = clashes_with(everything.clashes_per_year)
    titles = source_titles(everything.sources)
    groups = [
        series_counts(choice.of(part), titles)
        for part in (core_series(published, everything.sources), further_series(published, everything.sources))
    ]
    table = pd.concat([group for group in groups if len(group)] or groups[:1], ignore_index=True)
    if table.empty:
        return
    finding = coverage_finding(table)
    text = _text(everything, choice, table, published, finding.title)
    st.header("Which series covers which years")
    figure = coverage_chart(table, years=years, text=text, paper=paper())
    alt = coverage_in_words(finding.sentence)
    figure_panel(figure, text, key="series_coverage", name="kachin-clashes-coverage", alt=alt)
    st.markdown(markdown_text(finding.sentence))


def _text(everything: Datasets, choice: Selection, table: pd.DataFrame, published: pd.DataFrame, title: str) -> FigureText:
    shown = published[published["count_id"].isin(table["count_id"])]
    return figure_text(everything, choice, title=title, shown=shown, of=published, what="published counts")
