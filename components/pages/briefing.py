"""Briefing: choose figures and tables, see them as they will be printed, take them as slides, a report or files."""

import streamlit as st

from components.ui import selection
from components.ui.bar import head
from components.ui.briefing_cards import choices, chosen_keys, finding, previews, products

found = chosen_keys(selection.view())
view = head("Briefing", finding(selection.view(), found))
left, right = st.columns([3, 9], gap="medium")
with left:
    choices(view, found)
with right:
    products(view, found)
    previews(view, found)
