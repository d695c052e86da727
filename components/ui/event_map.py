"""The card of the map."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from components.analysis import events
from components.charts.figure import Figure
from components.filters.view import View
from components.maps.event_map import by_place, event_map
from components.maps.ground import LOOKS
from components.text.wording import many, most
from components.ui import selection as chosen
from components.ui.cards import card, clicked
from components.ui.theme import theme

TOWNSHIPS, PLACES = "Townships", "Known places"
CIRCLES = "Circle: events; blue: town taken; {}. Click one"
DOTS = "Dot: events at a known place, in the colour of most; {}. Click one"
LAYERS = ("Uncertainty", "Not counted", "Venues of talks", "Burmese names")


def map_card(key: str, view: View, *, height: int, has_controls: bool = True, lead: str = "") -> None:
    """The map of a view in a card, its title after a lead; with controls for what is drawn and where to look."""
    has_places = has_controls and st.session_state.get("map_kind") == PLACES
    found = described(view, has_places=has_places)
    with card(key, replace(found, title=f"{lead}: {found.title.removeprefix('Most events: ')}") if lead else found):
        kind, look, layers = _controls() if has_controls else (TOWNSHIPS, "All", ())
        deck = event_map(view, theme(), look, places=kind == PLACES, layers=layers)
        words = f"Map of events. {found.title}"
        st.pydeck_chart(
            deck, height=height, key=key, on_select=partial(_clicked, key), selection_mode="single-object", alt=words
        )


def described(view: View, *, has_places: bool = False) -> Figure:
    """What the map says of itself: its finding, what it draws, and what it cannot place."""
    ranked = events.by_township(view.counted)
    missing = [event for event in view.counted if not event.pcode]
    if view.selection["township"]:
        title = f"{' and '.join(view.names('township'))}: {many(len(view.counted), 'event')}"
    else:
        title = (
            f"Most events: {most({name: number for _, name, number in ranked})}" if ranked else "No township has an event here"
        )
    nowhere = [event for event in view.counted if not event.is_mapped]
    known = sum(len(rows) for rows in by_place(view.counted).values())
    return Figure(
        title=title,
        subtitle=(DOTS if has_places else CIRCLES).format(view.words),
        footnote=f"{known} of {len(view.counted)} are known to a place{f', {len(missing)} to no township' if missing else ''}.",
        plot=lambda _theme: {},
        tables={
            "events by township": pd.DataFrame(ranked, columns=["P-code", "township", "events"]),
            "events without a place of their own": events.table(nowhere),
        },
        about=(
            "A circle stands at the seat of its township, moved aside where it would cover another; a line leads to the seat.",
            "What is known to the township only counts for it and gets no point of its own.",
            "The ground is Natural Earth at 1:10m, about 3 km exact; roads are schematic.",
        ),
        source_ids=events.sources_of(view.counted),
    )


def _controls() -> tuple[str, str, tuple[str, ...]]:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        kind = st.segmented_control(
            "Draw", [TOWNSHIPS, PLACES], default=TOWNSHIPS, key="map_kind", required=True, label_visibility="collapsed"
        )
        for name, step, tip in (("previous", -1, "The year before"), ("next", 1, "The next year")):
            icon, key = f":material/skip_{name}:", "year_before" if step < 0 else "year_after"
            st.button("", icon=icon, type="tertiary", on_click=chosen.step_year, args=(step,), help=tip, key=key)
        with st.popover("Look", icon=":material/zoom_in_map:", type="tertiary"):
            look = st.radio("Where to look", list(LOOKS), key="view", bind="query-params", horizontal=True)
            layers = st.multiselect("Also draw, with known places", LAYERS, key="map_layers")
    return str(kind), str(look), tuple(layers)


def _clicked(key: str) -> None:
    found = st.session_state[key]["selection"].get("objects", {})
    clicked(key, next((str(row["tag"]) for rows in found.values() for row in rows if row.get("tag")), ""))
