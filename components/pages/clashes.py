"""Clashes: how many clashes per year, who says so, and what is partial or missing."""

import streamlit as st

from components.app_data import datasets
from components.charts import clashes_chart, clashes_in_words
from components.escaping import markdown_text
from components.filters import choose, year_bounds
from components.findings import apart_sentence, clashes_finding
from components.measures import (
    clashes_apart,
    clashes_per_year,
    clashes_with,
    core_series,
    document_names,
    further_series,
    source_titles,
)
from components.panels import claimant_list, figure_panel, figure_text, paper, table_panel
from components.record_card import asked_record
from components.series_measures import further_words
from components.series_panel import coverage_panel, series_panel

everything = datasets()
choice = choose(everything)
years = choice.years or year_bounds(everything)
military = clashes_with(everything.clashes_per_year)
published = core_series(military, everything.sources)
chosen = choice.of(published)
table = clashes_per_year(chosen, source_titles(everything.sources), years=years)

st.title("Clashes")
finding_place = st.empty()
with st.container(horizontal=True, gap="large"):
    log = st.toggle(
        "Log scale", key="log", bind="query-params", help="Equal steps are equal ratios, so 7 can be read beside 2,400."
    )
    per_month = st.toggle(
        "Per month covered", key="per_month", bind="query-params", help="Clashes divided by the months a count covers."
    )

beyond = further_series(military, everything.sources)
finding = clashes_finding(table, per_month=per_month, where="the five documents" if len(beyond) else "these sources")
further = further_words(choice.of(beyond))
finding_place.markdown(markdown_text(f"{finding.sentence} {further}"))
what = "published counts of the five documents" if further else "published counts"
asked_record(everything)
text = figure_text(everything, choice, title=finding.title, shown=chosen, of=published, what=what)
name = f"kachin-clashes_{years[0]}-{years[1]}"
figure_panel(
    clashes_chart(table, text=text, paper=paper(), log=log, per_month=per_month, gap_words=f"no count in {finding.where}"),
    text,
    key="clashes",
    name=name + ("_per-month" if per_month else "") + ("_log" if log else ""),
    alt=clashes_in_words(table, per_month=per_month),
)
st.markdown(
    "Numbers of different claimants are never added or averaged. A change on the year before is given only between full years "
    "of one series, which is one claimant counting one unit in one area. Clash counts are published for the whole area, so "
    "choosing a township would not change them."
)

st.header("The numbers drawn")
table_panel(table, key="clashes", name=name, alt=f"Table of the numbers drawn. {finding.sentence}")

series_panel(everything, choice, years=years, log=log, per_month=per_month)
coverage_panel(everything, choice, years=years)

st.header("Kept apart: clashes with others")
apart = clashes_apart(everything.clashes_per_year)
documents = document_names(everything.sources)
st.markdown(markdown_text(apart_sentence(choice.of(apart), everything.organisations, documents, total=len(apart))))

st.header("Who counts")
claimant_list(military)
