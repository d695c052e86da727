"""Tables as files to take away."""

import csv
import io
from typing import Any

import pandas as pd

from components.escaping import cell_text


def csv_file(table: pd.DataFrame) -> bytes:
    """The table as CSV (UTF-8, comma, LF): missing as empty, dates as ISO 8601, formula-like texts behind an apostrophe."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(cell_text(str(name)) for name in table.columns)
    for row in table.itertuples(index=False, name=None):
        writer.writerow(_cell(value) for value in row)
    return lines.getvalue().encode()


def _cell(value: Any) -> Any:  # noqa: ANN401 - a cell of a frame can be anything
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return cell_text(value) if isinstance(value, str) else value
