"""Clashes: how many clashes per year, who says so, and what is partial or missing."""

import streamlit as st

from components.analysis.clashes import clashes_apart, clashes_with
from components.analysis.findings import apart_sentence
from components.charts.clash_figures import NO_CHANGE, clashes_figure
from components.charts.described import NEVER_ADDED, numbers
from components.dataset.sources import document_names
from components.export.screen_charts import screen_chart
from components.text.escaping import markdown_text
from components.ui.current import datasets
from components.ui.panels import claimant_list, figure_panel, paper, table_panel
from components.ui.record_card import asked_record
from components.ui.series_panel import coverage_panel, series_panel
from components.ui.sidebar import choose

everything = datasets()
choice = choose(everything)

st.title("Clashes")
finding_place = st.empty()
with st.container(horizontal=True, gap="large"):
    log = st.toggle(
        "Log scale", key="log", bind="query-params", help="Equal steps are equal ratios, so 7 can be read beside 2,400."
    )
    per_month = st.toggle(
        "Per month covered", key="per_month", bind="query-params", help="Clashes divided by the months a count covers."
    )

figure = clashes_figure(everything, choice, log=log, per_month=per_month)
finding_place.markdown(markdown_text(figure.sentence))
asked_record(everything)
figure_panel(screen_chart(figure, paper()), figure, key="clashes", name=figure.name, alt=figure.spoken)
whole_area = "Clash counts are published for the whole area, so choosing a township would not change them."
st.markdown(f"{NEVER_ADDED} {NO_CHANGE} {whole_area}")

st.header("The numbers drawn")
table_panel(numbers(figure, "clashes"), key="clashes", name=figure.name, alt="Table of the numbers drawn")

series_panel(everything, choice, log=log, per_month=per_month)
coverage_panel(everything, choice)

st.header("Kept apart: clashes with others")
apart = clashes_apart(everything.clashes_per_year)
documents = document_names(everything.sources)
st.markdown(markdown_text(apart_sentence(choice.of(apart), everything.organisations, documents, total=len(apart))))

st.header("Who counts")
claimant_list(clashes_with(everything.clashes_per_year))
