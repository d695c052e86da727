"""Overview: how the war has gone, at one look."""

import streamlit as st

import components.charts.events
import components.charts.story  # noqa: F401 - both register their figures
from components.analysis import story
from components.ui import selection
from components.ui.bar import head
from components.ui.cards import figure_card, key_figure

first, last = selection.view().records.years
view = head(f"Kachin conflict, {first}–{last}", story.finding(selection.view()))
with st.container(key="kpis", horizontal=True, gap="xsmall"):
    for one in story.key_figures(view):
        key_figure(one.key, one.label, one.value, one.note)
left, right = st.columns([7, 5], gap="xsmall")
with left:
    figure_card("fighting_and_talks", view)
with right:
    figure_card("events_by_year", view)
