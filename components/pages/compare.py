"""Compare: two ranges of years of the record side by side, or a file of UCDP or ACLED beside the published counts."""

import streamlit as st

from components.analysis import periods
from components.charts.periods import families_compared, quarters_compared, townships_compared
from components.ui.bar import head
from components.ui.cards import key_figure, made_card
from components.ui.file_cards import file_cards, no_file
from components.ui.upload import held, refusal_notice

FIRST, SECOND = (2016, 2017), (2023, 2024)
PERIODS, FILE = "Two periods", "Your file"


def two_periods() -> None:
    """Two ranges of years with their numbers, kinds, townships and quarters."""
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
    made_card("quarters_compared", quarters_compared(one, other))


asked = st.session_state.get("part") or st.query_params.get("part", PERIODS)
view = head("Compare", periods.PAGE, has_years=asked == FILE)
part = st.segmented_control(
    "Compare", [PERIODS, FILE], default=PERIODS, key="part", bind="query-params", required=True, label_visibility="collapsed"
)
if part == PERIODS:
    two_periods()
else:
    refusal_notice()
    imported = held()
    if imported is None:
        no_file()
    else:
        file_cards(imported, view)
