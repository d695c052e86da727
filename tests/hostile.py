"""Hostile text: what it looks like, a data folder full of it that still keeps every rule, and files of events full of it.

Nothing here is refused by the rules of the tables: what the gate refuses is in `REFUSED`. Every text that runs would set
`window.hit` or open a dialog, and every address lies on `OUTSIDE`, so that one hit and one request are enough to fail a test.
"""

from collections.abc import Callable, Mapping
from functools import cache

from components.dataset import DATA
from components.dataset.row_rules import split
from components.dataset.schema import TABLES, ColumnSpec, TableSpec
from components.text.escaping import FORMULA
from tests.broken_data import as_csv, rows_of
from tests.event_files import ACLED_COLUMNS, ACLED_ROW, UCDP_COLUMNS, UCDP_ROW, ucdp

OUTSIDE = "outside.example"
# Refused at the beginning of a cell of the curated files, and kept as text in a brought file.
FORMULAS = (
    f'=HYPERLINK("https://{OUTSIDE}/x","x")',
    "=cmd|'/C calc'!A1",
    "+1+1",
    "-1+1",
    "- x\\* 1. y > z",
    "@SUM(A1:A9)",
    "@@=window.hit=1",
    "@@#a.b",
    "@@type @@function",
)
# Formulas too for some spreadsheets, and texts that look like a formula made harmless.
LIKE_FORMULAS = (
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    "'=1+1",
    "''@x",
)
VECTORS = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    f"<svg/onload=window.hit=1><a href=//{OUTSIDE}/a>x</a></svg>",
    f"<iframe src=https://{OUTSIDE}/f></iframe><style>@import url(//{OUTSIDE}/s)</style>",
    f"![x](https://{OUTSIDE}/i.png)",
    f"[x](https://{OUTSIDE}/l)",
    "[x](javascript:window.hit=1)",
    "<a href='javascript:window.hit=1'>x</a>",
    f"https://{OUTSIDE}/x?a=1 www.{OUTSIDE} me@{OUTSIDE} //{OUTSIDE}",
    ":material/home: :material_home: :streamlit: :smile: :red[x] :help[x] :small[x]",
    r"$\frac{1}{0}$ $$x^2$$ \(x\) \input{x} {\bf x} ~ ^ # % & _",
    "# x | a | **b** _i_ ~~s~~ `c` [^1] -- -> <- --> <-> >= <= ~= <!-- c -->",
    "1. y > z",
    "%{x} %{customdata[0]} {tip} {ids} {{x}} {0} %s <b>b</b><br>c<sub>d</sub>",
    """\" onmouseover="window.hit=1" x='""",
    """' onfocus='window.hit=1' autofocus x=\"""",
    f"""x id="x" url(#x) href="#x" url(https://{OUTSIDE}/u)""",
    "_nolegend_",
    "</title></style></script></svg>]]>--><metadata>x</metadata>",
    "&lt;script&gt;window.hit=1&lt;/script&gt; &amp;amp; &#60;b&#62;",
    "../../../x/../y",
    r"..\..\C:\x*?|y",
    "W" * 200,
    *LIKE_FORMULAS,
)
WITHOUT_LISTS = tuple(text.replace(";", ",") for text in VECTORS)  # a ; parts the items of a list
LONG = 10_000
# Cells of that length: of one word, of marks of Markdown, and of words.
LONG_CELLS = ("W" * LONG, "*_[<&$" * (LONG // 6 + 1), ("<b>long</b> ![x](x) " * (LONG // 20)).strip())
HOSTILE_ADDRESSES = (
    f"https://{OUTSIDE}/<img/src=x/onerror=window.hit=1>",
    f"https://{OUTSIDE}/)[x](javascript:window.hit=1)",
    f"""https://{OUTSIDE}/?a="onmouseover='window.hit=1'&lt&b=*_~`\\""",
    f"https://user:pass@{OUTSIDE}:1/%00%0d%0a#:material/home:",
)
# What the gate of the curated files refuses, wherever it stands.
REFUSED = {
    "\u202e": "U+202E",
    "\u200f": "U+200F",
    "\u2066": "U+2066",
    "\x00": "U+0000",
    "\x07": "U+0007",
    "\x1b": "U+001B",
    "\x7f": "U+007F",
    "\x85": "U+0085",
    "\u2028": "U+2028",
    "\ufffd": "U+FFFD",
}
# Texts that carry a rule or the study area: changed, the folder would break a rule or be about another area.
KEPT = {("places", "state"), ("core_readings", "column"), ("clashes_per_year", "area")}
# Tables in which an empty cell of a column that takes any text may be filled.
MAY_BE_FILLED = {"attacks", "claims", "meetings", "milestones", "figures", "disputes", "distinct_pairs", "clashes_per_year"}
FIRST_PLAIN = len(VECTORS)  # rows below the long cells are as they were
# The place of record A022, which stands alone on the map.
PLACE, PLACE_NAME = "mung_lai_hkyet", "<b onmouseover=window.hit=1>Hkyet</b>"
# Unseen marks and marks of direction, which only a brought file may hold, and how they are written out.
UNSEEN = {
    "\u202egpj.exe": "<U+202E>gpj.exe",
    "a\u200f\u2066b": "a<U+200F><U+2066>b",
    "a\x07\x1b\x7fb": "a<U+0007><U+001B><U+007F>b",
    "two\nlines\u2028three": "two lines three",
}
BROUGHT = (*VECTORS, *FORMULAS, *UNSEEN)
HOSTILE_NAME = "\u202e=1+1![x](x)<img src=x onerror=window.hit=1>:material_home:.csv"
READ_AS_TEXT = {"side_a", "side_b", "where_coordinates", "actor1", "actor2", "assoc_actor_1", "assoc_actor_2", "location"}


def is_free_text(column: ColumnSpec) -> bool:
    """Whether any text may stand in a column."""
    return column.kind in ("text", "list") and not (column.words or column.pattern or column.refers_to)


@cache
def hostile_files() -> Mapping[str, bytes]:
    """The files of the data folder with hostile text in each column that takes any text, in the first rows of each table."""
    return {spec.file: as_csv(_hostile_rows(spec)) for spec in TABLES.values()}


def _hostile_rows(spec: TableSpec) -> list[list[str]]:
    header, *rows = rows_of(DATA / spec.file)
    changed = [dict(zip(header, row, strict=True)) for row in rows]
    for number, column in enumerate(column for column in spec.columns.values() if is_free_text(column)):
        if (spec.name, column.name) not in KEPT:
            _fill(spec, column, changed, number)
    if spec.name == "sources":
        for row, address in zip(changed, HOSTILE_ADDRESSES, strict=False):
            row["url"] = address
    if spec.name == "places":
        next(row for row in changed if row["place_id"] == PLACE)["name"] = PLACE_NAME
    if spec.name == "disputes":  # organisations that no id refers to are named in some text
        changed[0]["how_handled"] += " " + " / ".join(row[1] for row in rows_of(DATA / "organisations.csv")[1:])
    return [header, *(list(row.values()) for row in changed)]


def _fill(spec: TableSpec, column: ColumnSpec, rows: list[dict[str, str]], start: int) -> None:
    """Give the first rows of a column a text each, beginning with another one in each column."""
    names: dict[str, str] = {}
    for place, row in enumerate(rows[: FIRST_PLAIN + len(LONG_CELLS)]):
        old = row[column.name]
        if (not old and spec.name not in MAY_BE_FILLED and column.name != "note") or not _may_change(spec, column, row):
            continue
        if place >= FIRST_PLAIN:
            new = LONG_CELLS[place - FIRST_PLAIN].replace(";", ",")
            new = old if column.longest else new
        else:
            texts = [text for text in (WITHOUT_LISTS if column.kind == "list" else VECTORS) if _fits(column, text)]
            new = texts[(place + start) % len(texts)]
        if column.name == "core_value":  # which differs from what the table says now
            new = f"{new[:190]} in core"
        if column.name == "locators":
            new = ";".join(f"{new} {number}" for number, _ in enumerate(split(old)))
        key = row["series"] if spec.name == "clashes_per_year" and column.name == "claimant" else str(place)
        row[column.name] = names.setdefault(key, new)
    if names and spec.name == "clashes_per_year":  # one claimant for each series
        for row in rows:
            row[column.name] = names.get(row["series"], row[column.name])


def _fits(column: ColumnSpec, text: str) -> bool:
    return not column.longest or len(text) <= column.longest


def _may_change(spec: TableSpec, column: ColumnSpec, row: Mapping[str, str]) -> bool:
    if spec.name == "core_readings" and column.name == "core_value":
        return is_free_text(TABLES[row["table"]].columns[row["column"]]) and row["column"] != "locators"
    if spec.name == "organisations":  # the organisation of the area itself keeps its name, which sentences begin with
        return row["organisation_id"] != "kio_kia"
    return True


def hostile_events(make: Callable[..., bytes]) -> bytes:
    """A file of events, made by `ucdp` or `acled`, with a row for each hostile text: it stands in every column of free text.

    Columns that are not read hold 10,000 characters.
    """
    columns, base = (UCDP_COLUMNS, UCDP_ROW) if make is ucdp else (ACLED_COLUMNS, ACLED_ROW)
    unread = dict.fromkeys((name for name in columns if name not in base and name not in READ_AS_TEXT), LONG_CELLS[0])
    texts = [name for name in columns if name in READ_AS_TEXT]
    rows = [
        {
            **dict.fromkeys(texts, text),
            **(unread if number == 0 else dict.fromkeys(unread, text)),
            "latitude": f"{25 + number * 0.02:.2f}",  # a mark of its own
        }
        for number, text in enumerate(BROUGHT)
    ]
    return make(*rows)


def written_out(text: str) -> str:
    """A text of a brought file as it is kept."""
    return UNSEEN.get(text, " ".join(text.split()))


def cell_text_back(cell: str) -> str:
    """The original of a cell written by `cell_text`."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
