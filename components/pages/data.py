"""Data: find a record, every table with what its columns mean, sources, doubts, method, citation and downloads."""

import streamlit as st

from components.ui import data_parts, selection
from components.ui.bar import head

view = head("Data", data_parts.finding(selection.view()))
with st.container(horizontal=True, vertical_alignment="center", key="parts"):
    part = st.segmented_control(
        "Part",
        list(data_parts.PARTS),
        key=selection.own("part", data_parts.PARTS),
        format_func=lambda name: data_parts.PARTS[name][0],
        required=True,
        label_visibility="collapsed",
        width="content",
    )
    text = data_parts.search_box()
data_parts.found(view, text)
data_parts.PARTS[str(part)][1](view)
