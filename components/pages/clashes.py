"""Clashes and talks: who counted what, and who met whom when."""

import streamlit as st

import components.charts.counts
import components.charts.meetings  # noqa: F401 - both register their figures
from components.analysis import counts, meetings
from components.charts.counts import Scale, counts_on
from components.charts.figure import Empty
from components.ui import selection
from components.ui.bar import head
from components.ui.cards import empty_card, figure_card, made_card, tabbed
from components.ui.tables import records_table

view = head("Clashes and talks", f"{counts.finding(selection.view())} {meetings.finding(selection.view())}")
with st.container(horizontal=True, gap="medium", key="switches"):
    is_linear = st.toggle("Linear scale", key="linear", bind="query-params")
    per_month = st.toggle("For each month covered", key="per_month", bind="query-params")
left, right = st.columns([7, 5], gap="xsmall")
with left:
    found = counts_on(view, Scale(not is_linear, per_month))
    if isinstance(found, Empty):
        empty_card("counts_by_year", found)
    else:
        made_card("counts_by_year", found)
with right:
    figure_card("ucdp_by_year", view)
figure_card("talks_by_date", view)
left, middle, right = st.columns([5, 4, 3], gap="xsmall")
with left:
    figure_card("counts_of_periods", view)
with middle:
    figure_card("who_sat_opposite", view)
with right:
    figure_card("where_they_met", view)
tabbed(
    {
        "All counts": lambda: records_table(counts.table(view.counts), "counts", "kachin-clash-counts.csv"),
        "All meetings": lambda: records_table(meetings.meetings_table(view), "meetings", "kachin-meetings.csv"),
        "Milestones": lambda: records_table(meetings.milestones_table(view), "milestones", "kachin-milestones.csv"),
        "Who counts": lambda: st.dataframe(counts.claimants(view), hide_index=True, height=360, key="claimants"),
    }
)
