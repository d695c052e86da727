"""Compare: two ranges of years of the record side by side, or a file of UCDP or ACLED beside the published counts."""

import streamlit as st

from components.analysis import periods
from components.charts.periods import families_compared, townships_compared
from components.ui import selection
from components.ui.bar import head
from components.ui.cards import key_figure, made_card, plain_head
from components.ui.event_map import map_card
from components.ui.file_cards import file_cards, no_file
from components.ui.upload import held, refusal_notice

FIRST, SECOND = (2016, 2017), (2023, 2024)
PARTS = {"periods": "Two periods", "file": "Your file"}


def two_periods() -> None:
    """Two ranges of years with their numbers, kinds and townships."""
    bounds = view.records.years
    with st.container(key="ranges", horizontal=True, gap="large"):
        first = st.slider("First period", *bounds, FIRST, key="first", bind="query-params")
        second = st.slider("Second period", *bounds, SECOND, key="second", bind="query-params")
    one, other = (periods.period(view, (min(years), max(years))) for years in (first, second))
    st.markdown(f"**{periods.finding(one, other)}**")
    with st.container(key="kpis", horizontal=True, gap="xsmall"):
        for key, label, value, note in periods.key_numbers(one, other):
            key_figure(key, label, value, note)
    left, right = st.columns(2, gap="xsmall")
    with left:
        made_card("families_compared", families_compared(one, other))
    with right:
        made_card("townships_compared", townships_compared(one, other))
    *places, last = st.columns([4, 4, 5], gap="xsmall")
    for place, name, part in zip(places, ("map_first", "map_second"), (one, other), strict=True):
        with place:
            map_card(name, part.view, height=360, has_controls=False, lead=part.words)
    with last, st.container(border=True, key="card_counts", height="stretch"):
        plain_head("counts", "Published counts in each period", "Clashes a year by claimant; * part of a year. Never added")
        st.dataframe(periods.published(one, other), hide_index=True, key="counts_compared", row_height=40)


key = selection.own("part", PARTS)
view = head("Compare", periods.PAGE, has_years=st.session_state[key] == "file")
part = st.segmented_control(
    "Compare", list(PARTS), key=key, format_func=PARTS.__getitem__, required=True, label_visibility="collapsed"
)
if part == "periods":
    two_periods()
else:
    refusal_notice()
    imported = held()
    if imported is None:
        no_file()
    else:
        file_cards(imported, view)
