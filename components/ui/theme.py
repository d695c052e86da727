"""The theme that the reader's browser shows."""

import streamlit as st

from components.charts.theme import DARK, LIGHT, Theme


def theme() -> Theme:
    """The colours of figures for the theme that the reader's browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT
