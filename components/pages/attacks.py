"""Attacks: what happened when and where, who says so, and one record in full."""

import streamlit as st

from components.analysis.attack_findings import attacks_finding, left_out_words
from components.analysis.attacks import attack_table
from components.charts.described import NEVER_ADDED
from components.dataset.sources import document_names
from components.export.screen_charts import screen_chart
from components.maps.attack_figures import NO_NUMBER, NONE_COUNTED, events_figure, every_record, harm_figure
from components.text.escaping import markdown_text
from components.ui.attack_map import map_panel
from components.ui.current import datasets
from components.ui.panels import figure_panel, paper, table_panel
from components.ui.record_card import asked_record, chosen_record
from components.ui.sidebar import choose
from components.ui.tables import record_table

TABLE = "kachin-attacks"

everything = datasets()
choice = choose(everything)
attacks = choice.of(everything.attacks)
documents = document_names(everything.sources)
events_drawn, harm_drawn = events_figure(everything, choice), harm_figure(everything, choice)
events, harm = events_drawn.tables["events"], every_record(harm_drawn)
finding = attacks_finding(attacks, events, everything.places)

st.title("Attacks")
st.markdown(markdown_text(finding.sentence))
if left_out := left_out_words(choice, everything.attacks):
    st.markdown(markdown_text(left_out))
asked_record(everything, tables=(TABLE,))

if attacks.empty:
    st.info("No attack record matches these filters. Widen them, or use the button Reset filters in the sidebar.")
    st.stop()

st.header("Where")
map_panel(everything, choice, attacks)

st.header("When")
figure_panel(
    screen_chart(events_drawn, paper()), events_drawn, key="attacks_over_time", name=events_drawn.name, alt=events_drawn.spoken
)
with st.expander("The records drawn"):
    table_panel(
        events.drop(columns=["start", "end"]),
        key="attacks_over_time",
        name="kachin-attacks-over-time",
        alt="Table of the records over time",
    )

st.header("Harm")
if harm.empty:
    st.info("None of these records states a number of killed or injured, which does not mean that nobody was harmed.")
else:
    if harm_drawn.tables["harm"].empty:
        st.info(NONE_COUNTED)
    else:
        figure_panel(
            screen_chart(harm_drawn, paper()), harm_drawn, key="attacks_harm", name=harm_drawn.name, alt=harm_drawn.spoken
        )
        st.caption(markdown_text(" ".join([*harm_drawn.notes, NO_NUMBER, NEVER_ADDED])))
    with st.expander("The numbers, each record"):
        table_panel(harm, key="attacks_harm", name="kachin-attacks-harm", alt="Table of killed and injured with claims")

st.header("The records")
record_table(attack_table(attacks, everything, documents), name=TABLE)
chosen_record(everything, TABLE)
