"""Attacks: where, when, and every event with its claims; a chosen township makes it that township's profile."""

from collections.abc import Callable, Iterable

import streamlit as st

import components.charts.claims
import components.charts.control
import components.charts.events
import components.charts.lanes
import components.charts.townships  # noqa: F401 - all five register their figures
from components.analysis import events, profile
from components.dataset.kinds import Event
from components.ui import selection
from components.ui.bar import head, pills
from components.ui.cards import event_list, figure_card, plain_head, tabbed
from components.ui.event_map import map_card
from components.ui.tables import events_table

ORDERS: dict[str, Callable[[Iterable[Event]], list[Event]]] = {
    "Latest": events.latest,
    "Deadliest": events.deadliest,
    "First": events.earliest,
}


def list_card() -> None:
    """The events as a list, in the order that the reader chooses."""
    with st.container(border=True, key="card_list", height="stretch"):
        words = f"{view.words[:1].upper()}{view.words[1:]}. Click a row for its claims and sources"
        plain_head("list", f"{len(view.counted)} counted events", words)
        order = st.segmented_control(
            "Order", list(ORDERS), default="Latest", key="order", label_visibility="collapsed", required=True
        )
        event_list(ORDERS[str(order)](view.counted), "events_list", rows=14)
        st.caption("Killed: lowest to highest; + is at least; empty is not stated.")


place = profile.chosen(selection.view())
if place is None:
    view = head("Attacks", events.finding(selection.view()))
else:
    view = head(profile.title(place), profile.finding(selection.view(), place))
pills(view)
where, when, which = st.columns([11, 11, 10], gap="xsmall")
with where:
    map_card("map_attacks", view, height=470)
with when:
    figure_card("events_by_year", view, height="content")
    figure_card("townships_ranked", view)
with which:
    list_card()
figure_card("events_in_lanes", view)


def towns_and_bases() -> None:
    """Who was reported to hold which town, beside the bases taken by each side."""
    for place, key in zip(st.columns(2, gap="xsmall"), ("towns_held", "bases_taken"), strict=True):
        with place:
            figure_card(key, view)


tabbed(
    {
        "Deadliest, with every claim": lambda: figure_card("deadliest", view),
        "Towns and bases taken": towns_and_bases,
        "Township by township": lambda: figure_card("townships_tiles", view),
        "All records": lambda: events_table(view),
    }
)
