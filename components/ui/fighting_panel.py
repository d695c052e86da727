"""Fighting and talking on its page: the choice of milestones, the figure, the note, and the tables of what is drawn."""

import streamlit as st

from components.analysis.talk_findings import whole_area_words
from components.analysis.talks import as_listed, milestone_kinds
from components.charts.described import numbers, year_range
from components.charts.fighting_and_talks import DEFAULT_KINDS, SEQUENCE_NOTE
from components.charts.talk_figures import fighting_talking_figure
from components.dataset.load import Dataset
from components.export.screen_charts import screen_chart
from components.filters.choice import Selection
from components.text.escaping import markdown_text
from components.ui.panels import figure_panel, paper, table_panel
from components.ui.record_table import record_table


def fighting_talking_panel(everything: Dataset, choice: Selection, *, log: bool = False, small: bool = False) -> None:
    """Show clash counts over talks for the chosen filters, with milestones of the kinds the reader switches on.

    A small one marks the usual kinds and leaves the tables to the large one.
    """
    years = year_range(everything, choice)
    kinds = milestone_kinds(everything.milestones)
    usual = [kind for kind in DEFAULT_KINDS if kind in kinds]
    marked = usual if small else _milestones_to_mark(kinds, usual)
    chosen = None if marked == usual else marked
    figure = fighting_talking_figure(everything, choice, log=log, kinds=chosen)
    figure_panel(screen_chart(figure, paper()), figure, key="fighting_talking", name=figure.name, alt=figure.spoken)
    st.markdown(markdown_text(f"{SEQUENCE_NOTE} {whole_area_words(choice)}".strip()))
    if small:
        return
    per_year, marks = figure.tables["talks_per_year"], figure.tables["milestones"]
    if len(marks):
        with st.expander(f"The {len(marks)} milestones marked, with their sources"):
            record_table(marks.drop(columns=["start", "end"]), name="kachin-milestones-marked")
    with st.expander("The numbers drawn"):
        table_panel(
            numbers(figure, "clashes"),
            key="fighting_talking_clashes",
            name=f"kachin-clashes_{years[0]}-{years[1]}",
            alt="Table of the clash counts drawn in the upper panel",
        )
        table_panel(
            as_listed(per_year),
            key="fighting_talking_talks",
            name=f"kachin-talks-per-year_{years[0]}-{years[1]}",
            alt="Table of the meetings held and declined per year drawn in the lower panel",
        )


def _milestones_to_mark(kinds: list[str], usual: list[str]) -> list[str]:
    return st.pills("Milestones to mark", kinds, default=usual, selection_mode="multi", key="milestones", bind="query-params")
