"""People: displaced, killed and injured, as published, with what the numbers leave out."""

import streamlit as st

import components.charts.claims
import components.charts.counts
import components.charts.people  # noqa: F401 - all three register their figures
from components.analysis import people
from components.ui import selection
from components.ui.bar import head, pills
from components.ui.cards import figure_card, plain_head

LEFT_OUT = """
- **No toll of the war.** Nobody counts all killed; claims differ, and are never added.
- **Soldiers' deaths** are told by the other side, or as a round number.
- **Displaced people** outside camps, across the border or moved often are rarely counted.
- **Silence.** Where no reporter comes, nothing is on record.
"""

view = head("People", people.finding(selection.view()))
pills(view)
left, right = st.columns(2, gap="xsmall")
with left:
    figure_card("displaced", view)
with right:
    figure_card("harm_by_year", view)
left, right = st.columns([7, 5], gap="xsmall")
with left:
    figure_card("deadliest", view)
with right:
    figure_card("ucdp_by_year", view)
left, right = st.columns(2, gap="xsmall")
with left:
    figure_card("killed_by_group", view)
with right:
    figure_card("deaths_published", view)
left, right = st.columns([7, 5], gap="xsmall")
with left:
    figure_card("newly_displaced", view)
with right, st.container(border=True, key="card_left_out", height="stretch"):
    plain_head("left_out", "What these numbers leave out", "")
    st.markdown(LEFT_OUT)
