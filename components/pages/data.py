"""Data: every table with its codebook, the sources, the disputes, the method, how to cite and what to take away."""

import streamlit as st

from components.analysis.data_findings import data_finding
from components.analysis.tables import PARTS, disputes_about, kept_tables
from components.text.escaping import markdown_text
from components.ui.current import datasets
from components.ui.data_panels import sources_part, tables_part
from components.ui.disputes import disputes_part
from components.ui.method import cite_part, method_part
from components.ui.record_card import record_card
from components.ui.sidebar import choose, year_bounds

everything = datasets()
choice = choose(everything)
tables = kept_tables(choice, everything)
disputes = disputes_about(choice, everything, tables)
identity = st.session_state.get("id", "").strip()

st.title("Data")
st.markdown(markdown_text(data_finding(choice, tables, len(disputes))))
card_place = st.container()
in_tables, in_sources, in_disputes, in_method, in_cite = st.tabs(PARTS, key="part", bind="query-params")
card_stands = False
if in_tables.open:
    with in_tables:
        tables_part(choice, everything, tables)
if in_sources.open:
    with in_sources:
        sources_part(choice, everything, tables)
if in_disputes.open:
    with in_disputes:
        card_stands = disputes_part(everything, disputes)
if in_method.open:
    with in_method:
        card_stands = method_part(choice, everything, tables, years=choice.years or year_bounds(everything), identity=identity)
if in_cite.open:
    with in_cite:
        cite_part(choice, everything, identity)
if identity and not card_stands:
    with card_place:
        record_card(everything, identity)
