"""Search in a table: the text is looked for as it is written, in every cell, and is no pattern and no query."""

import unicodedata
from typing import Any

import pandas as pd


def search(table: pd.DataFrame, text: str) -> pd.DataFrame:
    """The rows with at least one cell that holds the text, whatever its capitals; all rows for an empty text.

    A date is searched as it is written (2012-12-30), a number without thousands separators; an empty cell holds nothing.
    """
    wanted = _folded(text)
    if not wanted:
        return table
    found = [any(wanted in _folded(_written(cell)) for cell in row) for row in table.itertuples(index=False, name=None)]
    return table[pd.Series(found, index=table.index, dtype=bool)]


def _written(cell: Any) -> str:  # noqa: ANN401 - a cell of a frame can be anything
    if pd.isna(cell):
        return ""
    return cell.date().isoformat() if isinstance(cell, pd.Timestamp) else str(cell)


def _folded(text: str) -> str:
    """One spelling for what reads the same: composed marks, no capitals, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
