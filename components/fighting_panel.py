"""Fighting and talking on its page: the choice of milestones, the figure, the note, and the tables of what is drawn."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.datasets import Datasets
from components.escaping import markdown_text
from components.fighting_talking import (
    DEFAULT_KINDS,
    ELSEWHERE,
    SEQUENCE_NOTE,
    fighting_talking_chart,
    fighting_talking_in_words,
)
from components.filters import year_bounds
from components.measures import NO_COUNT, clashes_per_year, clashes_with, document_names, long_series, source_titles
from components.panels import figure_panel, figure_text, paper, table_panel
from components.record_table import record_table
from components.selection import Selection
from components.talk_findings import fighting_talking_title, whole_area_words
from components.talk_measures import as_listed, milestone_kinds, milestone_marks, talks_per_year


def fighting_talking_panel(everything: Datasets, choice: Selection, *, log: bool = False, small: bool = False) -> None:
    """Show clash counts over talks for the chosen filters, with milestones of the kinds the reader switches on.

    A small one marks the usual kinds and leaves the tables to the large one.
    """
    years = choice.years or year_bounds(everything)
    documents = document_names(everything.sources)
    kinds = milestone_kinds(everything.milestones)
    usual = [kind for kind in DEFAULT_KINDS if kind in kinds]
    marked = usual if small else _milestones_to_mark(kinds, usual)
    military = clashes_with(everything.clashes_per_year)
    published = long_series(military, everything.sources)
    gap = ELSEWHERE if len(published) < len(military) else NO_COUNT
    counts = choice.of(published)
    clashes = clashes_per_year(counts, source_titles(everything.sources), years=years)
    meetings = choice.of(everything.meetings).dropna(subset=["date_start"])
    per_year = talks_per_year(meetings, documents, years=years)
    chosen = choice.of(everything.milestones)
    marks = milestone_marks(chosen, marked, documents, years=years)
    words = whole_area_words(choice)
    further = (
        "Further counts, most of months or of other things than clashes, stand on the page Clashes." if gap == ELSEWHERE else ""
    )
    text = replace(
        figure_text(
            everything,
            choice,
            title=fighting_talking_title(clashes, per_year),
            shown=_drawn(
                counts, meetings, everything.milestones[everything.milestones["milestone_id"].isin(marks["milestone_id"])]
            ),
            of=everything.meetings,
            what="",
        ),
        filters=_filters(choice, everything, published, counts, meetings),
        notes=tuple(note for note in (words, further) if note),
    )
    figure_panel(
        fighting_talking_chart(clashes, per_year, marks, text=text, paper=paper(), log=log, gap=gap),
        text,
        key="fighting_talking",
        name=f"kachin-fighting-and-talking_{years[0]}-{years[1]}",
        alt=fighting_talking_in_words(clashes, per_year, marks, gap),
    )
    st.markdown(markdown_text(f"{SEQUENCE_NOTE} {words}".strip()))
    if small:
        return
    if len(marks):
        with st.expander(f"The {len(marks)} milestones marked, with their sources"):
            record_table(marks.drop(columns=["start", "end"]), name="kachin-milestones-marked")
    with st.expander("The numbers drawn"):
        table_panel(
            clashes.assign(coverage=clashes["coverage"].replace(NO_COUNT, gap)),
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


def _drawn(*tables: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([table[["source_ids"]] for table in tables])


def _filters(
    choice: Selection, everything: Datasets, published: pd.DataFrame, counts: pd.DataFrame, meetings: pd.DataFrame
) -> str:
    """The filters in words, with how many counts and how many dated meetings they keep."""
    words = choice.words(everything.meetings)
    dated = everything.meetings["date_start"].notna().sum()
    return (
        f"{words[:1].upper()}{words[1:]} · showing {len(counts)} of {len(published)} yearly clash counts and "
        f"{len(meetings)} of {dated} dated meetings and refusals"
    )
