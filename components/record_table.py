"""A table of records: sortable, saved exactly as shown, and selecting a row opens its record."""

import pandas as pd
import streamlit as st

from components.exports import csv_file
from components.record_card import open_record, times_closed

WIDTHS = {"place": 150, "township": 100, "actor": 130, "target": 220, "summary": 500, "sources": 330}  # pixels


def record_table(table: pd.DataFrame, *, name: str) -> None:
    """Show records whose first column is the id; a selected row puts its id into the address."""
    key = f"records_{name}_{times_closed()}"

    def opened() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            open_record(str(table.iloc[rows[0], 0]))

    columns = {
        column: st.column_config.TextColumn(column.replace("_", " ").capitalize(), width=WIDTHS.get(column))
        for column in table.columns
    }
    st.dataframe(
        table,
        key=key,
        hide_index=True,
        column_config=columns,
        on_select=opened,
        selection_mode="single-row",
        placeholder="",
        height=420,
        alt=f"Table of {len(table)} records; select a row to open its record",
    )
    st.caption("Select a row to open its record above.")
    st.download_button(
        "Download this table (CSV)", csv_file(table), f"{name}.csv", "text/csv", on_click="ignore", key=f"csv_records_{name}"
    )
