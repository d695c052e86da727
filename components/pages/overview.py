"""Overview: how the war has gone, at one look."""

import streamlit as st

import components.charts.claims
import components.charts.people
import components.charts.story  # noqa: F401 - both register their figures
from components.analysis import events, story
from components.ui import selection
from components.ui.bar import head
from components.ui.cards import event_list, figure_card, key_figure, plain_head
from components.ui.event_map import map_card

first, last = selection.view().records.years
view = head(f"Kachin conflict, {first}–{last}", story.finding(selection.view()))
with st.container(key="kpis", horizontal=True, gap="xsmall"):
    for one in story.key_figures(view):
        key_figure(one.key, one.label, one.value, one.note)
left, right = st.columns([7, 5], gap="xsmall")
with left:
    figure_card("fighting_and_talks", view)
with right:
    map_card("map_overview", view, height=470, has_controls=False)
deadly, displaced, latest = st.columns(3, gap="xsmall")
with deadly:
    figure_card("deadliest_few", view)
with displaced:
    figure_card("displaced", view)
with latest, st.container(border=True, key="card_latest", height="stretch"):
    plain_head("latest", "Latest events", f"{view.words[:1].upper()}{view.words[1:]}. Click a row for its claims and sources")
    event_list(events.latest(view.counted)[:30], "latest", rows=8)
