"""Choosing one township, who it is, and its map."""

from functools import partial

import pandas as pd
import streamlit as st

from components.analysis.attack_findings import mapped_words
from components.analysis.attacks import located, mapped_table
from components.analysis.township_findings import BOX, FILTER, NOTHING, RECORD, opened_words, without_record_words
from components.analysis.townships import seats, township_of, with_records
from components.charts.theme import EVENTS
from components.dataset.load import Dataset, split
from components.dataset.sources import document_names
from components.filters.choice import Choice, Selection
from components.filters.options import Option, resolve
from components.filters.url import permalink
from components.maps.attack_figures import MAP_TABLES, map_figure
from components.maps.basemap import OUTLINE_NOTE
from components.maps.deck import SUMMED_NOTE, attack_map
from components.maps.townships import MAP_HEIGHT, township_view
from components.text.escaping import label_text, markdown_text
from components.ui.attack_map import picked_records
from components.ui.panels import download_menu, paper, table_panel
from components.ui.record_card import open_record
from components.ui.sidebar import known_options

PICKED = "township_map_picked"
LAYERS = ("seats", "circles", "context", "meetings")
SHOWN_LENGTH = 60


def choose_township(everything: Dataset, choice: Selection, counts: pd.DataFrame) -> Choice:
    """The box for one township, kept in the address as `at`, and the township to show, with the reason in words.

    `counts` give the order: townships with records first. A text that is a P-code or another name opens its township.
    """
    known = {option.choice.name: option for option in known_options(everything.fingerprint, everything)["township"]}
    names = sorted(counts["township"], key=lambda name: -known[name].records)
    wanted = st.selectbox(
        "Choose a township",
        names,
        index=None,
        key="at",
        bind="query-params",
        accept_new_options=True,  # so that another name or a P-code can be typed or linked
        placeholder="A name, another name or a P-code",
        on_change=_to_plain_name,
        args=(list(known.values()),),
        width=460,
    )
    with st.container(horizontal=True, gap="small"):
        for name in [name for name in names if name in set(with_records(counts)["township"])]:
            label = f"{label_text(name)} ({known[name].records})"
            st.button(label, key=f"open_{known[name].choice.ids[0]}", on_click=_open, args=(name,))
    st.caption(markdown_text(f"In brackets: attack records, of all years and types. {without_record_words(counts)}"))
    found = resolve([wanted], list(known.values()))[0] if wanted else []
    if wanted and not found:
        clean = "".join(mark if mark.isprintable() else " " for mark in wanted)[:SHOWN_LENGTH]
        st.warning(markdown_text(f'No township of the study area is called "{clean}": neither name, other name nor P-code.'))
    name, opened_by = (found[0].choice.name, BOX) if found else _without_a_name(everything, choice, names, counts)
    if words := opened_words(name, choice, opened_by):
        st.markdown(markdown_text(words))
    return known[name].choice


def _without_a_name(everything: Dataset, choice: Selection, names: list[str], counts: pd.DataFrame) -> tuple[str, str]:
    """The township to show when the box holds none: that of the sidebar, of the chosen record, or the most recorded one."""
    chosen = [name for name in names if name in {one.name for one in choice.townships}]
    of_record = township_of(everything, st.session_state.get("id", "").strip())
    if of_record in names and not chosen:
        return str(of_record), RECORD
    return (chosen[0], FILTER) if chosen else (str(counts["township"].iloc[0]), NOTHING)


def township_facts(everything: Dataset, pcode: str) -> None:
    """The names of a township, its P-code and what it belongs to."""
    seat = seats(everything.places).set_index("township_pcode").to_dict("index")[pcode]
    others = dict.fromkeys(name for name in (seat["name"], *split(seat["aliases"])) if name != seat["township"])
    facts = {
        "In Burmese": seat["name_my"],
        "Other names": ", ".join(others),
        "P-code": pcode,
        "District": seat["district"],
        "State": seat["state"],
        "Seat": f"{seat['latitude']:.4f} N, {seat['longitude']:.4f} E",
    }
    lines = [f"- {label}: **{markdown_text(value)}**" for label, value in facts.items() if isinstance(value, str) and value]
    st.markdown("\n".join(lines))
    st.caption(markdown_text(f"Coordinates of the seat: {seat['coordinate_source']}."))


def township_map(everything: Dataset, choice: Selection, pcode: str, attacks: pd.DataFrame, meetings: pd.DataFrame) -> None:
    """The map of these records around the seat; a mark opens its record, or offers its records when it holds several."""
    seat = seats(everything.places).set_index("township_pcode").to_dict("index")[pcode]
    mapped = located(attacks, everything.places)
    view = township_view(str(seat["township"]), mapped, seat)
    key = f"township_map_{pcode}"
    deck = attack_map(mapped, everything.places, meetings, view=view, layers=LAYERS, paper=paper())
    st.pydeck_chart(
        deck,
        height=MAP_HEIGHT,
        on_select=lambda: _pick(key),
        key=key,
        alt=f"Map around {seat['name']}: {len(mapped)} of {len(attacks)} records of {seat['township']} Township, marks by type",
    )
    picked_records(everything, attacks, st.session_state.get(PICKED, []), key="picked")
    placed = mapped_words(attacks, everything.places) if len(attacks) else "No attack record to map."
    st.caption(markdown_text(f"{placed} {_legend(attacks, meetings)} {OUTLINE_NOTE}"))
    if len(mapped):
        name = f"kachin-township-{str(seat['township']).casefold()}-map"
        link = permalink("/townships", choice)
        describe = partial(map_figure, everything, choice, view=view, layers=LAYERS, link=link, name=name)
        download_menu(describe, key="township_map", name=name, tables=MAP_TABLES)
        with st.expander(f"The {len(mapped)} records on the map: the numbers drawn"):
            drawn = mapped_table(mapped, document_names(everything.sources))
            table_panel(drawn, key="township_mapped", name=f"{name}-drawn", alt=f"Table of {len(mapped)} mapped records")


def _legend(attacks: pd.DataFrame, meetings: pd.DataFrame) -> str:
    kinds = [f"{EVENTS[kind].letter} {kind}" for kind in EVENTS if kind in set(attacks["event_type"])]
    words = (
        [f"Marks: {', '.join(kinds)}; a number counts the records in a mark; hollow: not counted. {SUMMED_NOTE}"]
        if kinds
        else []
    )
    words += ["Ring: where meetings were held or proposed."] if len(meetings) else []
    return " ".join([*words, "Grey circle: the record lies somewhere in it." if len(attacks) else ""])


def _open(name: str) -> None:
    st.session_state["at"] = name


def _to_plain_name(known: list[Option]) -> None:
    """Put the plain name in the place of another name or a P-code."""
    text = st.session_state.get("at")
    found = resolve([text], known)[0] if text else []
    if found:
        st.session_state["at"] = found[0].choice.name


def _pick(key: str) -> None:
    objects = st.session_state[key].selection.objects.get("marks", [])
    identities = objects[0]["ids"].split(";") if objects else []
    st.session_state[PICKED] = identities
    if len(identities) == 1:
        open_record(identities[0])
