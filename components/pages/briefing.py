"""Briefing: choose figures and tables, see them as they will be printed, and take them along as slides, sheet or ZIP."""

import streamlit as st

from components.analysis.data_findings import times
from components.export.briefing import briefing
from components.export.briefing_figures import DEFAULT_FIGURES, TABLES
from components.text.escaping import markdown_text
from components.ui.briefing_panel import LABELS, preview, products, unknown_in_address
from components.ui.current import datasets
from components.ui.record_card import asked_record
from components.ui.sidebar import choose

everything = datasets()
choice = choose(everything)

st.title("Briefing")
finding_place = st.empty()
asked_record(everything)
for words in unknown_in_address():
    st.warning(markdown_text(words))
keys = st.multiselect(
    "Figures and tables",
    list(LABELS),
    default=[*DEFAULT_FIGURES, *TABLES],
    format_func=lambda key: LABELS[key],
    key="figures",
    bind="query-params",
    placeholder="Choose at least one",
)
made = briefing(everything, choice, keys)
counts = "Nothing" if made.is_empty else f"{times(len(made.figures), 'figure')} and {times(len(made.tables), 'table')}"
finding_place.markdown(
    markdown_text(
        f"{counts} for {made.filters}, from data version {everything.version} of {everything.date}. The filters of the sidebar "
        "go into every picture, every slide and every file."
    )
)
for words in made.left_out:
    st.markdown(markdown_text(words))
if made.is_empty:
    why = "Choose a figure or a table above." if not keys else "Widen the filters, or use the button Reset filters."
    st.info(f"There is nothing to take along for this choice. {why}")
    st.stop()

st.header("Take it along")
products(made, keys)
if made.figures:
    st.header("As it will be printed")
    preview(made)
