"""Tables of records whose rows open."""

import pandas as pd
import streamlit as st

from components.analysis import events
from components.dataset.kinds import FAMILY_NAMES
from components.export.csv import csv_file
from components.filters.view import View
from components.ui.cards import download, opening_table
from components.ui.theme import theme

LETTER, WIDEST = 7, 360  # pixels


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
    config = {
        "Date": st.column_config.DateColumn(format="YYYY-MM-DD", pinned=True),
        "Kind": st.column_config.MultiselectColumn(
            options=list(FAMILY_NAMES.values()), color=[theme().family(key) for key in FAMILY_NAMES]
        ),
        "What happened": st.column_config.TextColumn(width="large"),
    }
    opening_table(table, [event.id for event in rows], "events_table", height=480, config=config)
    download("Download (CSV)", lambda: csv_file(events.table(rows)), "kachin-attacks.csv", "csv_events")


def records_table(table: pd.DataFrame, key: str, file: str) -> None:
    """A table whose first column is the id of a record; a click on a cell opens it."""
    config = {}
    for name in map(str, table.columns):
        longest = max(map(len, (name, *table[name].astype("str"))))
        heading, width = name[:1].upper() + name[1:], min(WIDEST, 24 + LETTER * longest)
        has_commas = pd.api.types.is_numeric_dtype(table[name]) and name != "year"
        number = st.column_config.NumberColumn(heading, width=width, format="localized")
        config[name] = number if has_commas else st.column_config.Column(heading, width=width)
    opening_table(table, table["id"].astype("str").tolist(), f"table_{key}", height=420, config=config)
    download("Download (CSV)", lambda: csv_file(table), file, f"csv_{key}")
