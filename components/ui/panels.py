"""A figure as the pages show it: the picture, its caption, the table of its numbers and the download."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.analysis.overview import KeyFigure
from components.charts.described import Figure, FigureText, figure_text, number_names, numbers
from components.charts.theme import PAPERS, SIDES, Paper
from components.dataset.schema import VOCABULARIES
from components.export.csv import csv_file
from components.text.escaping import markdown_text

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

__all__ = ["claimant_list", "download_menu", "figure_panel", "figure_text", "key_figure_cards", "paper", "table_panel"]

PICTURE_WIDTH = 960
WIDTHS = {
    "period": 110,
    "claimant": 170,
    "claimant_side": 170,
    "coverage": 220,
    "source": 330,
    "locator": 330,
    "note": 600,
    "party": 330,
    "records": 150,
    "sources": 330,
}  # pixels


LINKS = {
    "clashes": "Each count with its source",
    "talks": "Each meeting and refusal",
    "attacks": "Each record with its sources",
    "data": "The register of disputes, on the Data page",
}


PARTS = {"data": {"part": "Disputes"}}  # where on its page a link leads


def paper() -> Paper:
    """The paper for the reader's light or dark mode."""
    return PAPERS["dark" if st.context.theme.type == "dark" else "light"]


def figure_panel(figure: go.Figure, text: FigureText, *, key: str, name: str, alt: str) -> None:
    """Show a figure with its caption line; its camera button saves a sharp PNG under a speaking name.

    A figure that is described in full has a menu of downloads under it as well.
    """
    picture = {"format": "png", "scale": 3, "width": PICTURE_WIDTH, "height": figure.layout.height, "filename": name}
    config = {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": picture,
        "scrollZoom": False,
    }
    st.plotly_chart(figure, theme=None, config=config, alt=alt, key=f"{key}_figure")
    st.caption(markdown_text(f"{text.filters} · {text.source} · {text.version}"))
    if isinstance(text, Figure):
        download_menu(lambda: text, key=key, name=text.name, tables=tuple(text.tables))


def download_menu(describe: Callable[[], Figure], *, key: str, name: str, tables: Sequence[str]) -> None:
    """Offer the numbers that a figure draws as CSV, made when they are asked for."""
    with st.popover("Download", icon=":material/download:"):
        for table, file in number_names(name, tables).items():
            what = "Numbers drawn (CSV)" if len(tables) == 1 else f"Numbers: {table.replace('_', ' ')} (CSV)"
            content = partial(_numbers, describe, table)
            st.download_button(what, content, file, "text/csv", on_click="ignore", key=f"{key}_numbers_{table}")


def _numbers(describe: Callable[[], Figure], table: str) -> bytes:
    return csv_file(numbers(describe(), table))


def table_panel(table: pd.DataFrame, *, key: str, name: str, alt: str) -> None:
    """Show a table under readable headings, and offer exactly its rows and columns as CSV."""
    columns = {column: _heading(table[column]) for column in table.columns}
    st.dataframe(table, hide_index=True, column_config=columns, alt=alt, height="content", key=f"{key}_table", placeholder="")
    st.download_button(
        "Download this table (CSV)", csv_file(table), f"{name}.csv", "text/csv", on_click="ignore", key=f"{key}_csv"
    )


def claimant_list(counts: pd.DataFrame) -> None:
    """Say of each claimant of these counts how many it gives, and what the side is on which it stands."""
    lines = []
    for claimant, rows in counts.groupby("claimant", sort=False):
        side = rows["claimant_side"].iloc[0]
        meaning = f"{VOCABULARIES['claimant_side'][side]}."
        words = f"{meaning[:1].upper()}{meaning[1:]}" if side == "not stated" else f"{SIDES[side].label}: {meaning}"
        number = "1 count" if len(rows) == 1 else f"{len(rows)} counts"
        lines.append(f"- **{markdown_text(str(claimant))}** ({number}). {markdown_text(words)}")
    st.markdown("\n".join(lines))


def key_figure_cards(figures: list[KeyFigure]) -> None:
    """Show key figures as cards of equal height, each with its caveat and its source."""
    grid = st.grid(3, min_column_width=300)
    for figure in figures:
        with grid.container(border=True, height="stretch"):
            st.metric(markdown_text(figure.label), markdown_text(figure.value))
            st.markdown(markdown_text(figure.note))
            st.caption(markdown_text(figure.source))
            st.page_link(f"components/pages/{figure.page}.py", label=LINKS[figure.page], query_params=PARTS.get(figure.page))


def _heading(column: pd.Series) -> "ColumnConfig":
    """A readable heading; years without a thousands comma, other whole numbers with it, rates to one decimal."""
    label = str(column.name).replace("_", " ").capitalize()
    if not pd.api.types.is_numeric_dtype(column):
        return st.column_config.TextColumn(label, width=WIDTHS.get(str(column.name)))
    if column.name == "year":
        return st.column_config.NumberColumn(label, format="%d", width=70)
    if column.name in ("latitude", "longitude"):
        return st.column_config.NumberColumn(label, format="%.4f")
    decimals = 1 if (column.dropna() % 1 != 0).any() else 0
    return st.column_config.NumberColumn(label, format=f"%,.{decimals}f")
