"""Tables of records whose rows open."""

import pandas as pd
import streamlit as st

from components.analysis import events
from components.charts.theme import Theme
from components.dataset.kinds import FAMILIES, FAMILY_NAMES
from components.export.csv import csv_file
from components.filters.view import View
from components.ui import selection
from components.ui.theme import theme

WIDTHS = (90, 140, 220, 320)  # pixels, for texts of up to 12, 24 and 36 characters, and longer ones


def events_table(view: View) -> None:
    """Every attack record of the view, context too, newest first."""
    rows = events.latest(view.events)
    table = pd.DataFrame(
        {
            "Date": [event.start for event in rows],
            "As known": [event.when for event in rows],
            "Kind": [[FAMILY_NAMES[event.family]] for event in rows],
            "Type": [event.event_type for event in rows],
            "Place": [event.place.name for event in rows],
            "Killed": [event.killed.words for event in rows],
            "Injured": [event.injured.words for event in rows],
            "Sources": [len(event.unique_sources) for event in rows],
            "Counted": [event.counted for event in rows],
            "What happened": [event.summary for event in rows],
        }
    )

    def opened() -> None:
        cells = st.session_state["events_table"]["selection"].get("cells") or []
        if cells:
            selection.open_record(rows[cells[0][0]].id)

    st.dataframe(
        table,
        hide_index=True,
        height=480,
        key="events_table",
        on_select=opened,
        selection_mode="single-cell",
        column_config={
            "Date": st.column_config.DateColumn(format="YYYY-MM-DD", pinned=True),
            "Kind": st.column_config.MultiselectColumn(options=[family.name for family in FAMILIES], color=_colours(theme())),
            "What happened": st.column_config.TextColumn(width="large"),
        },
    )
    st.download_button(
        "Download (CSV)",
        lambda: csv_file(events.table(rows)),
        "kachin-attacks.csv",
        "text/csv",
        on_click="ignore",
        key="csv_events",
    )


def _colours(colours: Theme) -> list[str]:
    return [colours.family(family.key) for family in FAMILIES]


def records_table(table: pd.DataFrame, key: str, file: str) -> None:
    """A table whose first column is the id of a record; a click on a cell opens it."""

    def opened() -> None:
        cells = st.session_state[f"table_{key}"]["selection"].get("cells") or []
        if cells:
            selection.open_record(str(table["id"].iloc[cells[0][0]]))

    longest = {str(name): max(map(len, map(str, cells)), default=0) for name, cells in table.to_dict("list").items()}
    config = {
        name: st.column_config.TextColumn(width=WIDTHS[min(3, length // 12)])
        for name, length in longest.items()
        if name != "id" and not pd.api.types.is_numeric_dtype(table[name])
    }
    st.dataframe(
        table,
        hide_index=True,
        height=420,
        key=f"table_{key}",
        on_select=opened,
        selection_mode="single-cell",
        column_config=config,
    )
    st.download_button("Download (CSV)", lambda: csv_file(table), file, "text/csv", on_click="ignore", key=f"csv_{key}")
