"""A table of records: sortable, saved exactly as shown, and selecting a row opens its record."""

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from components.export.csv import csv_file
from components.ui.record_card import open_record, times_closed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlit.elements.lib.column_types import ColumnConfig

WIDTHS = {"place": 150, "township": 100, "actor": 130, "target": 220, "summary": 500, "sources": 330}  # pixels
HEIGHT, SHORT = 420, 11  # pixels, and up to how many rows a table stands without empty lines below


def record_table(
    table: pd.DataFrame, *, name: str, columns: "Mapping[str, ColumnConfig] | None" = None, download: bool = True
) -> None:
    """Show records whose first column is the id; a selected row puts its id into the address.

    `columns` says how columns are shown that are no plain texts or numbers; without `download` the caller offers the file.
    """
    key = f"records_{name}_{times_closed()}"

    def opened() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            open_record(str(table.iloc[rows[0], 0]), table=name)

    st.dataframe(
        table,
        key=key,
        hide_index=True,
        column_config={column: _heading(table[column]) for column in table.columns} | dict(columns or {}),
        on_select=opened,
        selection_mode="single-row",
        placeholder="",
        height=HEIGHT if len(table) > SHORT else "content",
        alt=f"Table of {len(table)} records; select a row to open its record",
    )
    st.caption("Select a row to open its record.")
    if not download:
        return
    st.download_button(
        "Download this table (CSV)", csv_file(table), f"{name}.csv", "text/csv", on_click="ignore", key=f"csv_records_{name}"
    )


def _heading(column: pd.Series) -> "ColumnConfig":
    label = str(column.name).replace("_", " ").capitalize()
    if pd.api.types.is_numeric_dtype(column):
        return st.column_config.NumberColumn(label, format="%d", width=80)
    return st.column_config.TextColumn(label, width=WIDTHS.get(str(column.name)))
