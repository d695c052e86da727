"""Attacks: what happened when and where, who says so, and one record in full."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.app_data import datasets
from components.attack_charts import events_chart, events_in_words, harm_chart, harm_in_words
from components.attack_findings import attacks_finding, harm_notes, harm_title, left_out_words
from components.attack_measures import attack_table, events_over_time, harm_ranges, most_harmed
from components.charts import FigureText
from components.escaping import markdown_text
from components.filters import choose
from components.map_panel import map_panel
from components.measures import document_names
from components.panels import figure_panel, figure_text, paper, table_panel
from components.record_card import asked_record, chosen_record
from components.record_table import record_table

TABLE = "kachin-attacks"

everything = datasets()
choice = choose(everything)
attacks = choice.of(everything.attacks)
documents = document_names(everything.sources)
events = events_over_time(attacks, documents, everything=everything.attacks)
harm = harm_ranges(attacks, everything.claims, everything.places, documents)
finding = attacks_finding(attacks, events, everything.places)

st.title("Attacks")
st.markdown(markdown_text(finding.sentence))
if left_out := left_out_words(choice, everything.attacks):
    st.markdown(markdown_text(left_out))
asked_record(everything, tables=(TABLE,))

if attacks.empty:
    st.info("No attack record matches these filters. Widen them, or use the button Reset filters in the sidebar.")
    st.stop()


def shown(title: str, rows: pd.Series) -> FigureText:
    """The text of a figure that draws the attack records with these ids."""
    drawn = attacks[attacks["attack_id"].isin(rows)]
    return figure_text(everything, choice, title=title, shown=drawn, of=everything.attacks, what="attack records")


st.header("Where")
map_panel(everything, choice, attacks)

st.header("When")
text = shown(finding.title, events["attack_id"])
figure_panel(
    events_chart(events, text=text, paper=paper()),
    text,
    key="attacks_over_time",
    name="kachin-attacks-over-time",
    alt=events_in_words(events),
)

st.header("Harm")
if harm.empty:
    st.info("None of these records states a number of killed or injured, which does not mean that nobody was harmed.")
else:
    drawn = most_harmed(harm)
    text = replace(shown(harm_title(harm), drawn["attack_id"]), notes=harm_notes(harm))
    figure_panel(
        harm_chart(drawn, text=text, paper=paper()),
        text,
        key="attacks_harm",
        name="kachin-attacks-harm",
        alt=harm_in_words(drawn),
    )
    apart = "A record without a number states none, which is not a zero. Numbers are never added across claimants."
    st.caption(markdown_text(" ".join([*harm_notes(harm), apart])))

st.header("The records")
record_table(attack_table(attacks, everything, documents), name=TABLE)
chosen_record(everything, TABLE)

with st.expander("The numbers of the two charts, each record"):
    table_panel(
        events.drop(columns=["start", "end"]),
        key="attacks_over_time",
        name="kachin-attacks-over-time",
        alt="Table of the records over time",
    )
    table_panel(harm, key="attacks_harm", name="kachin-attacks-harm", alt="Table of killed and injured with claims")
