"""Data: find a record, every table with what its columns mean, sources, doubts, method, citation and downloads."""

import streamlit as st

from components.analysis.library import PARTS
from components.ui import data_parts, selection
from components.ui.bar import head

view = head("Data", data_parts.finding(selection.view()))
part = st.segmented_control(
    "Part", PARTS, default=PARTS[0], key="part", bind="query-params", required=True, label_visibility="collapsed"
)
data_parts.DRAW[str(part)](view)
