"""Townships: the records of one township, where and when, its meetings, its harm, and how it stands among the others."""

from dataclasses import replace

import streamlit as st

from components.analysis.attacks import attack_table
from components.analysis.talks import as_listed
from components.analysis.township_findings import (
    NOT_CLASHES,
    UNEVEN,
    rank_sentence,
    reach_words,
    undated_words,
    without_township_words,
)
from components.analysis.townships import meeting_rows, township_counts, township_places
from components.charts.described import NEVER_ADDED
from components.dataset.sources import document_names
from components.export.screen_charts import screen_chart
from components.filters.choice import Selection
from components.filters.url import permalink
from components.maps.attack_figures import NO_NUMBER, NONE_COUNTED, every_record, harm_figure
from components.maps.township_figures import township_rank_figure, township_timeline_figure
from components.text.escaping import file_part, label_text, markdown_text
from components.ui.current import datasets
from components.ui.panels import figure_panel, paper, table_panel
from components.ui.record_card import asked_record, chosen_record
from components.ui.record_table import record_table
from components.ui.sidebar import choose
from components.ui.township_panel import choose_township, township_facts, township_map

everything = datasets()
choice = choose(everything)
documents = document_names(everything.sources)
all_counts = township_counts(everything.attacks, everything.meetings, everything.places)

st.title("Townships")
township = choose_township(everything, choice, all_counts)
here, anywhere = replace(choice, townships=(township,)), replace(choice, townships=())
attacks, meetings = here.of(everything.attacks), here.of(everything.meetings)
pcode = township.ids[0]
name = f"kachin-township-{file_part(township.name)}"
drawn = township_timeline_figure(everything, here)

st.header(f"{markdown_text(township.name)} Township")
st.markdown(markdown_text(drawn.sentence))
if words := reach_words(choice):
    st.markdown(markdown_text(words))
asked_record(everything, tables=(f"{name}-attacks", f"{name}-meetings"))

placed, talks = anywhere.of(everything.attacks), anywhere.of(everything.meetings)
counts = township_counts(placed, talks, everything.places)
facts, where = st.columns([2, 3], gap="large")
with facts:
    township_facts(everything, pcode)
    st.markdown(markdown_text(f"{rank_sentence(counts, township.name)} {UNEVEN}"))
    st.markdown(markdown_text(NOT_CLASHES))
    st.page_link("components/pages/clashes.py", label="Clashes: the counts for the whole area", icon="📊")
with where:
    township_map(everything, here, pcode, attacks, meetings)

if attacks.empty and meetings.empty:
    widen = ", or widen the filters in the sidebar" if choice != Selection() else ""
    st.info(f"There is nothing to draw over time. Choose another township above{widen}.")
else:
    st.subheader("When: attacks and meetings")
    figure_panel(screen_chart(drawn, paper()), drawn, key="township_timeline", name=drawn.name, alt=drawn.spoken)
    loose = undated_words(attacks, meetings)
    st.caption(markdown_text(f"{loose} That one thing stands near another in time does not make it the cause.".strip()))
    with st.expander("The rows drawn"):
        table_panel(
            drawn.tables["timeline"].drop(columns=["start", "end"]),
            key="township_timeline",
            name=drawn.name,
            alt=f"Table of the attacks and meetings of {township.name} over time",
        )

if len(attacks):
    st.subheader("Harm")
    harmed = replace(harm_figure(everything, here), name=f"{name}-harm", link=permalink("/townships", here))
    harm = every_record(harmed)
    if harm.empty:
        st.info("None of these records states a number of killed or injured, which does not mean that nobody was harmed.")
    else:
        if harmed.tables["harm"].empty:
            st.info(NONE_COUNTED)
        else:
            figure_panel(screen_chart(harmed, paper()), harmed, key="township_harm", name=harmed.name, alt=harmed.spoken)
            st.caption(markdown_text(" ".join([*harmed.notes, NO_NUMBER, NEVER_ADDED])))
        with st.expander("The numbers, each record"):
            table_panel(harm, key="township_harm", name=f"{name}-harm", alt="Table of killed and injured with claims")
    st.subheader("Attack records")
    record_table(attack_table(attacks, everything, documents), name=f"{name}-attacks")
    chosen_record(everything, f"{name}-attacks")

if len(meetings):
    only_two = meetings["status"].isin(("held", "declined")).all()
    st.subheader("Meetings held or declined" if only_two else "Meetings held, declined, planned or without the KIO/KIA")
    record_table(meeting_rows(meetings, everything.places, documents), name=f"{name}-meetings")
    chosen_record(everything, f"{name}-meetings")

if len(attacks) or len(meetings):
    with st.expander(f"The places that make these records {label_text(township.name)}'s"):
        st.caption("A record belongs to the township of its place in the place table, never to an outline it falls into.")
        table_panel(
            township_places(everything.places, pcode, (attacks, meetings)),
            key="township_places",
            name=f"{name}-places",
            alt=f"Table of the places of {township.name} with a record",
        )

st.subheader("How it stands among the 42 townships")
ranked = township_rank_figure(everything, choice, township.name)
figure_panel(screen_chart(ranked, paper()), ranked, key="township_rank", name=ranked.name, alt=ranked.spoken)
if words := without_township_words(placed, talks, everything.places):
    st.markdown(markdown_text(words))
with st.expander("All 42 townships"):
    st.caption("An empty number means that these sources hold no record of that kind, not that nothing happened.")
    table_panel(
        as_listed(counts), key="township_rank", name=f"{name}-rank", alt="Table of the townships with their numbers of records"
    )
