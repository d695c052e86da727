"""The map on its page: views, layers, the step through the years, what a mark holds and what cannot be mapped."""

from functools import partial

import pandas as pd
import streamlit as st

from components.analysis.attack_findings import mapped_words
from components.analysis.attacks import attack_table, located, mapped_table, unlocated, with_about
from components.charts.theme import EVENTS
from components.dataset.load import Dataset
from components.dataset.sources import document_names
from components.filters.choice import Selection, undated, year_span
from components.maps.attack_figures import MAP_NAME, MAP_TABLES, map_figure
from components.maps.basemap import OUTLINE_NOTE
from components.maps.deck import DEFAULT_LAYERS, HEIGHT, LAYERS, SUMMED_NOTE, VIEWS, attack_map, venues_abroad
from components.text.escaping import markdown_text
from components.ui.panels import download_menu, figure_text, paper, table_panel
from components.ui.record_card import open_record
from components.ui.record_table import record_table

STEP, PLAYING, PICKED, CLICKED = "map_year", "map_playing", "map_picked", "map_clicked"
SECONDS_A_YEAR = 1.5
BUTTONS = 12  # records of a mark shown as buttons; more are a table


def map_panel(everything: Dataset, choice: Selection, attacks: pd.DataFrame) -> None:
    """Show the map of these records with everything that belongs to it."""
    view = st.segmented_control("View", list(VIEWS), default="whole area", key="view", bind="query-params", required=True)
    layers = st.pills(
        "Layers",
        list(LAYERS),
        default=list(DEFAULT_LAYERS),
        format_func=lambda layer: LAYERS[layer],
        selection_mode="multi",
        key="layers",
        bind="query-params",
    )
    playing = st.session_state.get(PLAYING, False)
    fragment = st.fragment(_stepped_map, run_every=SECONDS_A_YEAR if playing else None)
    loose = undated(attacks) if choice.years else attacks.head(0)  # in no year, so on no map of chosen years
    on_map = with_about(attacks.drop(loose.index), everything.claims)
    fragment(everything, on_map, str(view), list(layers))
    picked_records(everything, attacks, st.session_state.get(PICKED, []), key="open")
    text = figure_text(everything, choice, title="", shown=attacks, of=everything.attacks, what="attack records")
    st.caption(markdown_text(f"{text.filters} · {mapped_words(on_map, everything.places)} · {text.source} · {text.version}"))
    st.caption(markdown_text(f"{_legend(attacks)} Hollow: kept as context or part, not counted. {SUMMED_NOTE} {OUTLINE_NOTE}"))
    describe = partial(map_figure, everything, choice, view=str(view), layers=layers)
    download_menu(describe, key="attacks_map", name=MAP_NAME, tables=MAP_TABLES)
    if "meetings" in layers:
        st.caption(
            markdown_text(
                f"Meeting venues outside the study area: {', '.join(venues_abroad(everything.meetings, everything.places))}."
            )
        )
    if len(loose):
        st.caption(f"{len(loose)} undated records stand in the table below, not on a map of chosen years.")
    mapped = located(on_map, everything.places)
    if len(mapped):
        with st.expander(f"The {len(mapped)} records on the map: the numbers drawn"):
            drawn = mapped_table(mapped, document_names(everything.sources))
            table_panel(drawn, key="attacks_mapped", name="kachin-attacks-mapped", alt=f"Table of {len(mapped)} mapped records")
    lost = unlocated(attacks, everything.places)
    if len(lost):
        with st.expander(f"{len(lost)} of {len(attacks)} records cannot be mapped: the list"):
            words = f"Table of the {len(lost)} records that cannot be mapped"
            table_panel(lost, key="attacks_not_mapped", name="kachin-attacks-not-mapped", alt=words)


def _stepped_map(everything: Dataset, attacks: pd.DataFrame, view: str, layers: list[str]) -> None:
    if st.session_state.pop(CLICKED, False):
        st.rerun()  # the record stands outside the fragment of the map
    years = _years(attacks)
    if st.session_state.get(STEP) not in years:
        st.session_state[STEP] = None
    if st.session_state.get(PLAYING):
        _forward(years)
    year = st.session_state[STEP]
    _stepper(years, year)
    chosen = attacks if year is None else _within(attacks, year)
    if "context" not in layers:
        chosen = chosen[chosen["counted"] == "yes"]
    mapped = located(chosen, everything.places)
    heading = (
        "" if year is None else f"{year}: {len(mapped)} of {len(chosen)} mapped" if len(chosen) else f"{year}: none on record"
    )
    deck = attack_map(mapped, everything.places, everything.meetings, view=view, layers=layers, paper=paper(), heading=heading)
    st.pydeck_chart(
        deck,
        height=HEIGHT,
        on_select=_pick,
        key="attack_map",
        alt=f"Map, {VIEWS[view].label}, {year or 'all years chosen'}: {len(mapped)} of {len(chosen)} records, marks by type",
    )
    if year is not None and (loose := len(undated(attacks))):
        st.caption(f"{loose} undated records belong to no year and are left out while the years are stepped through.")


def _stepper(years: list[int], year: int | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Earlier", on_click=_step, args=(years, -1), disabled=not years)
        st.button("Later", on_click=_step, args=(years, 1), disabled=not years)
        if st.button("Stop" if st.session_state.get(PLAYING) else "Play the years", disabled=not years):
            st.session_state[PLAYING] = not st.session_state.get(PLAYING, False)
            if st.session_state[PLAYING]:
                st.session_state[STEP] = None
            st.rerun()
        st.button("All years", on_click=_all_years, disabled=year is None)
        st.markdown(f"Shown: **{year or 'all chosen years'}**")


def _forward(years: list[int]) -> None:
    """The next year while playing; after the last one all years again, and the playing ends."""
    year = st.session_state[STEP]
    later = [one for one in years if year is None or one > year]
    st.session_state[STEP] = later[0] if later else None
    if not later:
        st.session_state[PLAYING] = False
        st.rerun()


def _step(years: list[int], by: int) -> None:
    year = st.session_state.get(STEP)
    if year is None:
        st.session_state[STEP] = years[0] if by > 0 else years[-1]
    else:
        st.session_state[STEP] = years[max(0, min(len(years) - 1, years.index(year) + by))]


def _all_years() -> None:
    st.session_state[STEP] = None
    st.session_state[PLAYING] = False


def _pick() -> None:
    """Open the record of the mark that was clicked, or offer its records when it holds several."""
    objects = st.session_state["attack_map"].selection.objects.get("marks", [])
    identities = objects[0]["ids"].split(";") if objects else []
    st.session_state[PICKED], st.session_state[CLICKED] = identities, True
    if len(identities) == 1:
        open_record(identities[0])


def picked_records(everything: Dataset, attacks: pd.DataFrame, picked: list[str], *, key: str) -> None:
    """Offer the records of a mark that holds several: each as a button, or in a table when they are many."""
    found = attacks[attacks["attack_id"].isin(picked)]
    if len(found) < 2:
        return
    st.markdown(f"The mark holds {len(found)} records:")
    if len(found) > BUTTONS:
        table = attack_table(found, everything, document_names(everything.sources))
        record_table(table, name=f"kachin-attacks-{key}-{picked[0]}")
        return
    with st.container(horizontal=True):
        for one in [one for one in picked if one in set(found["attack_id"])]:
            st.button(one, key=f"{key}_{one}", on_click=open_record, args=(one,))


def _years(attacks: pd.DataFrame) -> list[int]:
    first, last = year_span(attacks)
    spans = zip(first.dropna(), last.dropna(), strict=True)
    known = {year for start, end in spans for year in (int(start), int(end))}
    return list(range(min(known), max(known) + 1)) if known else []


def _within(attacks: pd.DataFrame, year: int) -> pd.DataFrame:
    dated = attacks.dropna(subset=["date_start"])
    return Selection(years=(year, year)).of(dated)


def _legend(attacks: pd.DataFrame) -> str:
    words = [f"{EVENTS[kind].letter} {kind}" for kind in EVENTS if kind in set(attacks["event_type"])]
    return f"Marks: {', '.join(words)}; a number counts the records in a mark."
