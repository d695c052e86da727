"""Tables as files to take away."""

import codecs
import io
import json

import pandas as pd

from components.charts.figure import Figure
from components.dataset.codebook import LICENCE
from components.export.names import number_name
from components.filters.view import View
from components.text.escaping import cell_text


def csv_file(table: pd.DataFrame) -> bytes:
    """The table as CSV (UTF-8 with the mark by which Excel knows it, comma, LF): missing as empty, dates as ISO 8601.

    Texts that a spreadsheet would take for a formula stand behind an apostrophe.
    """
    safe = pd.DataFrame({cell_text(str(name)): _safe(cells) for name, cells in table.items()}, index=table.index)
    written = io.BytesIO(codecs.BOM_UTF8)
    written.seek(0, io.SEEK_END)
    safe.to_csv(written, index=False, lineterminator="\n", encoding="utf-8", chunksize=50_000)
    return written.getvalue()


def _safe(column: pd.Series) -> pd.Series:
    """A column as it is written; of categories each different text is looked at once."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        # Two texts never become one, so the codes stay as they are.
        return column.cat.rename_categories([cell_text(str(text)) for text in column.cat.categories])
    if pd.api.types.is_datetime64_any_dtype(column):
        days: pd.Series = column.dt.strftime("%Y-%m-%d")
        return days
    if pd.api.types.is_numeric_dtype(column):
        return column
    return column.map(lambda cell: cell_text(cell) if isinstance(cell, str) else cell, na_action="ignore")


def metadata_file(figure: Figure, view: View, name: str) -> bytes:
    """What the CSVs of a figure are, as CSV on the Web: title, filters, version, licence, sources and columns of each."""
    data = view.dataset
    known = (view.records.sources[key] for key in figure.source_ids if key in view.records.sources)
    tables = [
        {
            "url": number_name(name, key),
            "dc:title": key,
            "tableSchema": {"columns": [{"titles": str(column)} for column in table.columns]},
        }
        for key, table in figure.tables.items()
    ]
    told = {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": figure.title,
        "dc:description": " ".join(part for part in (figure.footnote, *figure.about) if part),
        "dc:coverage": view.words,
        "dc:license": {"@id": LICENCE["path"]},
        "dc:source": [f"{one.name}: {one.title} {one.url}".strip() for one in known],
        "schema:version": data.version,
        "schema:dateModified": data.date,
        "tables": tables,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
