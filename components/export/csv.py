"""Tables as files to take away."""

import codecs
import csv
import io
from typing import Any

import pandas as pd

from components.text.escaping import cell_text


def csv_file(table: pd.DataFrame) -> bytes:
    """The table as CSV (UTF-8 with the mark by which Excel knows it, comma, LF): missing as empty, dates as ISO 8601.

    Texts that a spreadsheet would take for a formula stand behind an apostrophe.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(cell_text(str(name)) for name in table.columns)
    for row in table.itertuples(index=False, name=None):
        writer.writerow(_cell(value) for value in row)
    return lines.getvalue().encode("utf-8-sig")


def large_csv_file(table: pd.DataFrame) -> bytes:
    """The same bytes as `csv_file` for a large table whose texts are categories: each different text is looked at once."""
    written = io.BytesIO()
    written.write(codecs.BOM_UTF8)
    table.assign(**{str(name): _written(table[name]) for name in table.columns}).to_csv(
        written, index=False, lineterminator="\n", encoding="utf-8", chunksize=50_000
    )
    return written.getvalue()


def _written(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.CategoricalDtype):
        # Two texts never become one, so the codes stay as they are.
        return column.cat.rename_categories([cell_text(str(text)) for text in column.cat.categories])
    if pd.api.types.is_datetime64_any_dtype(column):
        days: pd.Series = column.dt.strftime("%Y-%m-%d")
        return days
    return column.map(cell_text, na_action="ignore") if pd.api.types.is_string_dtype(column) else column


def _cell(value: Any) -> Any:  # noqa: ANN401 - a cell of a frame can be anything
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return cell_text(value) if isinstance(value, str) else value
