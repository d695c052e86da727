"""The sheet: figures, tables, caveats and sources as one HTML file that runs no script and asks nobody for anything.

It opens on a phone without network and prints to A4. Every text of the data is escaped.
"""

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

import pandas as pd

from components.charts.described import Figure, numbers
from components.charts.theme import PAPERS
from components.dataset.load import Dataset
from components.export.briefing_figures import Table
from components.export.pictures import picture_file
from components.text.escaping import shortened

LARGEST = 1_000_000  # bytes
PAPER = PAPERS["light"]
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
STYLE = f"""
@page {{ size: A4; margin: 14mm; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; padding: 16px; max-width: 980px; background: {PAPER.background}; color: {PAPER.text};
  font: 15px/1.45 "Source Sans 3", "Source Sans", Arial, "Noto Sans Myanmar", Padauk, sans-serif; }}
h1 {{ font-size: 26px; line-height: 1.2; margin: 0 0 6px; }}
h2 {{ font-size: 19px; line-height: 1.25; margin: 28px 0 6px; }}
p, ul {{ margin: 6px 0; }}
li {{ overflow-wrap: anywhere; }}
.quiet {{ color: {PAPER.quiet}; font-size: 13px; }}
figure {{ margin: 20px 0 8px; break-inside: avoid; }}
figure svg {{ display: block; width: 100%; height: auto; }}
.sources {{ font-size: 11px; line-height: 1.35; columns: 26em; }}
.wide {{ overflow-x: auto; }}
.pan {{ min-width: 640px; }}
table {{ border-collapse: collapse; width: 100%; font-size: 12px; line-height: 1.35; }}
caption {{ text-align: left; font-weight: 600; padding: 4px 0; }}
th, td {{ border: 1px solid {PAPER.grid}; padding: 3px 5px; text-align: left; vertical-align: top; }}
th {{ background: {PAPER.gap}; }}
td.number {{ text-align: right; white-space: nowrap; }}
td.short {{ white-space: nowrap; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
@media print {{
  body {{ padding: 0; max-width: none; font-size: 10.5pt; }}
  .wide {{ overflow: visible; }}
  .pan {{ min-width: 0; }}
  figure svg {{ max-height: 245mm; }}
  table {{ font-size: 7pt; table-layout: auto; }}
  td, th {{ overflow-wrap: break-word; padding: 1.5pt 3pt; }}
  h2 {{ break-after: avoid; }}
  .sources {{ font-size: 6.5pt; columns: 2; }}
}}
"""
LEFT_OUT = ("summary", "note", "locator")  # columns too wide for a page; they are in the CSV and in everything
COUNTS = ("period", "clashes", "unit", "claimant", "coverage", "standing", "source", "locator")
# The kinds of figures whose numbers stand under them: in which table, and which of its columns.
NUMBERS = {
    "clashes": ("clashes", COUNTS),
    "series": ("counts", ("area", *COUNTS)),
    "periods": ("counts", ("area", *COUNTS)),
    "talks_per_year": ("talks_per_year", ("year", "held", "declined", "absent", "not_held", "records")),
    "harm": ("harm", ("label", "measure", "kind", "number", "claimant", "sources")),
}
MORE_THAN = 60  # rows of one table in a sheet
FEWER = (20, 8)  # rows of one table where the sheet would be too large
TAGS = re.compile(r"<[^<>]*>")
NAMED = re.compile(r'(\sid="|url\(#|href="#)')  # what names a part of a drawing, in its tags
SHAPES = re.compile(r"<(?:path|use)\b[^>]*>")  # the tags of a drawing that hold long lists of places
FINE = re.compile(r"(\.\d\d)\d+")  # finer than a hundredth of a point, which nobody sees
LONGEST_CELL = 300  # characters
SHORT = 11  # signs of a cell that is kept on one line


def sheet_file(
    figures: Iterable[Figure],
    tables: Iterable[Table],
    everything: Dataset,
    *,
    title: str,
    filters: str,
    words: Iterable[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The sheet of these figures and tables; `words` say what was left out and why. Same input, same bytes.

    Where it would be larger than 1 MB its tables are cut shorter, and say so.
    """
    drawn, listed = list(figures), list(tables)
    head, foot = _head(title, filters, everything, list(words)), _sources(drawn, listed, everything)
    pictures = []
    for number, figure in enumerate(drawn):
        pictures.append(_figure(figure, number))
        if progress:
            progress(number + 1, len(drawn))
    for most in (MORE_THAN, *FEWER):
        under = [f"{picture}{_numbers(figure, most)}</section>" for picture, figure in zip(pictures, drawn, strict=True)]
        page = _page(title, "\n".join([head, *under, *(_records(table, most) for table in listed), foot]))
        if len(page) <= LARGEST:
            break
    return page


def _page(title: str, body: str) -> bytes:
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    ).encode()


def inline_svg(figure: Figure, prefix: str) -> str:
    """The picture of a figure as an SVG that can stand beside others in one page, with its name for those who cannot see it."""
    text = picture_file(figure, "svg").decode()
    text = text[text.index("<svg") :].rstrip()
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    text = SHAPES.sub(lambda shape: FINE.sub(r"\1", shape[0]), text)
    text = TAGS.sub(lambda tag: NAMED.sub(rf"\g<1>{prefix}-", tag[0]), text)
    text = re.sub(r'<svg ([^>]*?)width="[^"]*"', r"<svg \1", text, count=1)
    text = re.sub(r'<svg ([^>]*?)height="[^"]*"', r"<svg \1", text, count=1)
    return text.replace("<svg ", f'<svg role="img" aria-label="{escape(figure.spoken)}" ', 1)


def _head(title: str, filters: str, everything: Dataset, words: list[str]) -> str:
    left_out = f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in words)}</ul>" if words else ""
    version = f"Kachin Conflict Dashboard, data version {everything.version} of {everything.date}"
    return (
        f"<h1>{escape(title)}</h1>\n<p>Filters: {escape(filters)}.</p>\n"
        f'<p class="quiet">{escape(version)}. Unknown is not zero, a part of a year is compared with no full year, and '
        f"numbers of different claimants are never added.</p>\n{left_out}"
    )


def _figure(figure: Figure, number: int) -> str:
    caveats = "".join(f"<li>{escape(line)}</li>" for line in figure.beside)
    return (
        f'<section>\n<figure>\n<div class="wide"><div class="pan">{inline_svg(figure, f"f{number}")}</div></div>\n</figure>\n'
        f'<ul class="quiet">{caveats}</ul>\n'
    )


def _numbers(figure: Figure, most: int) -> str:
    """The numbers of a bar chart as a table under it; other figures have theirs in the CSV."""
    if figure.kind not in NUMBERS:
        return ""
    name, columns = NUMBERS[figure.kind]
    return _shortened(numbers(figure, name)[[*columns]], most, "The numbers drawn")


def _records(table: Table, most: int) -> str:
    rows = table.rows.drop(columns=[name for name in LEFT_OUT if name in table.rows.columns]).dropna(axis="columns", how="all")
    return (
        f"<section>\n<h2>{escape(table.text.title)}</h2>\n<p>{escape(table.text.filters)}.</p>\n"
        f"{_shortened(rows, most, '')}</section>"
    )


def _shortened(rows: pd.DataFrame, most: int, caption: str) -> str:
    """A table of the first rows, and how many more there are."""
    more = len(rows) - most
    rest = f"<p>And {more:,} more {'row, which is' if more == 1 else 'rows, which are'} in the CSV.</p>\n" if more > 0 else ""
    return f"{_table(rows.head(most), caption)}\n{rest}"


def _table(rows: pd.DataFrame, caption: str) -> str:
    heads = "".join(f'<th scope="col">{escape(str(name).replace("_", " ").capitalize())}</th>' for name in rows.columns)
    numeric = [pd.api.types.is_numeric_dtype(rows[name]) for name in rows.columns]
    plain = [name == "year" for name in rows.columns]
    short = [' class="short"' if _longest(rows[name]) <= SHORT else "" for name in rows.columns]
    lines = []
    for row in rows.itertuples(index=False, name=None):
        cells = (
            f'<td class="number">{_number(value, year)}</td>' if number else f"<td{narrow}>{_words(value)}</td>"
            for value, number, year, narrow in zip(row, numeric, plain, short, strict=True)
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    named = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f'<div class="wide"><table>{named}<thead><tr>{heads}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>'


def _longest(column: pd.Series) -> int:
    return max((len(str(value)) for value in column.dropna()), default=0)


def _number(value: float, year: bool) -> str:
    if pd.isna(value):
        return ""
    return str(int(value)) if year else f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def _words(value: Any) -> str:  # noqa: ANN401 - a cell of a frame can be anything
    return (
        ""
        if not isinstance(value, str) and pd.isna(value)
        else escape(shortened(str(value), LONGEST_CELL, rest="the CSV has all of it"))
    )


def _sources(figures: list[Figure], tables: list[Table], everything: Dataset) -> str:
    """The documents behind what is shown, each in full."""
    used = {source for text in (*figures, *(table.text for table in tables)) for source in text.source_ids}
    rows = everything.sources[everything.sources["source_id"].isin(used)]
    lines = []
    for row in rows.to_dict("records"):
        number = row["document"] if isinstance(row["document"], str) else row["source_id"]
        publisher = row["publisher"] if isinstance(row["publisher"], str) else "publisher not stated"
        day = "day not stated" if pd.isna(row["published_on"]) else str(row["published_on"].date())
        address = f", {row['url']}" if isinstance(row["url"], str) else ""
        words = f"{number} {row['title']}. {publisher}, {day}{address}."
        lines.append(f"<li>{escape(words)}</li>")
    links = dict.fromkeys(one.link for one in (*figures, *(table.text for table in tables)) if one.link)
    views = "".join(f"<li>{escape(link)}</li>" for link in links)
    return (
        f'<section>\n<h2>Sources</h2>\n<ul class="sources">{"".join(lines) or "<li>None for this choice</li>"}</ul>\n'
        f"<h2>The same views in the dashboard</h2>\n<ul>{views}</ul>\n</section>"
    )
