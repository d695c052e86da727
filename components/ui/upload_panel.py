"""The parts of the Compare page: what it is for, the file's panels, its map, its precision and its rows."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from components.charts.described import Figure
from components.dataset.crosswalk import READING, column_crosswalk, reading_crosswalk, word_crosswalk
from components.dataset.load import Dataset
from components.export.csv import csv_file, large_csv_file
from components.export.screen_charts import screen_chart
from components.filters.choice import Selection
from components.maps.basemap import OUTLINE_NOTE
from components.maps.deck import HEIGHT
from components.text.escaping import markdown_text
from components.ui.panels import figure_panel, paper, table_panel
from components.ui.upload import FOLDER, remembered
from components.uploads.figures import file_line, filter_line, stem
from components.uploads.formats import ACLED, UCDP
from components.uploads.map import VIEWS, import_map
from components.uploads.reader import MOST_ROWS, Imported
from components.uploads.selection import chosen_rows
from components.uploads.sentences import TERMS, map_words, precision_words
from components.uploads.stream import LARGEST_UPLOAD_MB
from components.uploads.study_area import rule_words
from components.uploads.summary import PAGE, Summary
from components.uploads.table import COLUMNS

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

SHORT = 11  # rows up to which a table stands without empty lines below
WHERE_IT_STAYS = (
    "The file is read into the memory of your own session on the machine that runs this dashboard. It is not written to disk, "
    "not sent on and not shown to anybody else. It is gone soon after you close the page, and at once with Forget this file."
)
WHAT_EACH_IS = pd.DataFrame(
    [
        ("One row or number is", "an event with at least one death", "an event of a day, with or without deaths",
         "a count of clashes, as a claimant published it"),
        ("Who fights", "all sides", "all sides", "the KIO/KIA and the military"),
        ("Deaths", "low, best and high estimate", "one conservative figure", "in the attack records, source by source"),
        ("How it was done", "only state-based, non-state or one-sided", "types and sub-types", "in the attack records"),
        ("Northern Shan", "Shan State as a whole, so by coordinates", "a unit of its own", "counted with Kachin State"),
        ("Township", "unreliable here, not used", "yes, admin3", "yes, in the attack records"),
        ("Changed later", "by release", "at any time, rows are coded again", "by version, each change told"),
        ("Passing on", "yes, naming UCDP", "no: rows stay with you", "yes, CC BY 4.0"),
    ],
    columns=["What", "UCDP GED", "ACLED", "Clash counts of this dashboard"],
)  # fmt: skip


def about_panel() -> None:
    """What the page does, which files it reads, where the rows stay and what differs between the collections."""
    st.markdown(WHERE_IT_STAYS)
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Which files", anchor=False)
        st.markdown(
            f"- **{UCDP.collection}**: the yearly release or a Candidate file, 49 columns.\n"
            f"- **{ACLED.collection}**: the current export with 31 columns, or the one from before 2022.\n"
            f"- As CSV, or a zip of one CSV. Up to {LARGEST_UPLOAD_MB} MB by upload; larger files go into the folder "
            f"`{FOLDER.name}/` beside the dashboard. Up to {MOST_ROWS:,} rows.\n"
            "- They are known by their columns; the name of the file does not matter. What a spreadsheet has changed is read "
            "where it is unambiguous, and named with row and value where it is not."
        )
    with right:
        st.header("Which rows", anchor=False)
        for form in (UCDP, ACLED):
            st.markdown(f"**{form.collection}.** {markdown_text(rule_words(form.collection))}")
    st.header("What differs", anchor=False)
    st.table(WHAT_EACH_IS, hide_index=True, alt="Table of what UCDP GED, ACLED and the clash counts of this dashboard each are")
    crosswalk_panel()


def crosswalk_panel() -> None:
    """How the columns and words of the collections stand to ours."""
    with st.expander("How their columns and words stand to ours"):
        st.markdown(READING)
        st.dataframe(reading_crosswalk(), hide_index=True, alt="Table of their codes as read here", key="crosswalk_reading")
        st.dataframe(column_crosswalk(), hide_index=True, alt="Table of our columns beside theirs", key="crosswalk_columns")
        st.dataframe(word_crosswalk(), hide_index=True, alt="Table of our words beside theirs", key="crosswalk_words")


def chart_panel(describe: Callable[[], Figure], *, key: str, asked: tuple[Hashable, ...]) -> None:
    """A figure with its caption and downloads, and under it the numbers drawn; kept for the next time this is asked."""
    figure = remembered((key, *asked), describe)
    plot = remembered((key, paper().mode, *asked), lambda: screen_chart(figure, paper()))
    figure_panel(plot, figure, key=key, name=figure.name, alt=figure.spoken)
    table = next(iter(figure.tables.values()))
    with st.expander("The numbers drawn"):
        table_panel(table, key=key, name=figure.name, alt=f"Table of the numbers drawn: {figure.title}")


def precision_panel(imported: Imported, found: Summary) -> None:
    """How exactly the file knows the places, as shares of its rows."""
    st.header("How exactly the places are known", anchor=False)
    st.markdown(markdown_text(precision_words(found.precision, found.shown)))
    name = f"{stem(imported)}-precision"
    table_panel(found.precision, key="import_precision", name=name, alt="Table of rows by precision of the place")
    _caption(imported, found)


def map_panel(imported: Imported, found: Summary, everything: Dataset, *, asked: tuple[Hashable, ...]) -> None:
    """The map of the file with what it cannot draw."""
    st.header("Where", anchor=False)
    view = st.segmented_control("View of the map", list(VIEWS), default="whole area", key="import_view", required=True)
    words = map_words(found.drawn, imported.format.collection)
    drawing = partial(import_map, found.drawn, everything.places, collection=imported.format.collection)
    deck = remembered(("map", view, paper().mode, *asked), partial(drawing, view=str(view), paper=paper()))
    st.pydeck_chart(deck, height=HEIGHT, key="import_map", alt=f"Map of the file's events. {words}")
    st.caption(markdown_text(f"{words} {OUTLINE_NOTE}"))
    _caption(imported, found)
    drawn = found.drawn.marks if found.drawn.cell else pd.concat([found.drawn.marks, found.drawn.around])
    if len(drawn):
        with st.expander(f"The numbers of the {len(drawn):,} marks"):
            _long_table(_plain(drawn), key="import_marks", name=f"{stem(imported)}-map", alt="Table of the marks on the map")
    if len(found.lost):
        with st.expander(f"{found.drawn.not_located:,} rows not on the map, by the place their file names"):
            _long_table(found.lost, key="import_lost", name=f"{stem(imported)}-not-mapped", alt="Table of rows not on the map")


def rows_panel(imported: Imported, found: Summary, choice: Selection, everything: Dataset, *, may_pass_on: bool) -> None:
    """The first rows in our terms, what the columns mean, and all of them as CSV."""
    st.header("The rows in our terms", anchor=False)
    st.markdown(markdown_text(TERMS[imported.format.collection]))
    if not may_pass_on:
        st.info("The rows are not shown on this server, since passing them on is against ACLED's terms.")
        return
    shown = len(found.page)
    st.dataframe(
        found.page.dropna(axis="columns", how="all"),
        hide_index=True,
        key="import_rows",
        height=420 if shown > SHORT else "content",
        column_config={name: _heading(name) for name in COLUMNS},
        placeholder="",
        alt=f"Table of the first {shown} rows of the file in the terms of this dashboard",
    )
    first = f"The first {shown:,} rows by date, of {found.shown:,}."
    st.caption(markdown_text(f"{first} {filter_line(found)} · {file_line(imported)}"))
    st.download_button(
        f"Download all {found.shown:,} rows in our terms (CSV)",
        partial(_csv, imported, choice, everything),
        f"{stem(imported)}-normalised.csv",
        "text/csv",
        on_click="ignore",
        key="import_rows_csv",
        help="Texts that a spreadsheet would take for a formula stand behind an apostrophe. Coordinates are to about 1 km.",
    )
    with st.expander("What the columns mean"):
        meanings = pd.DataFrame({"column": list(COLUMNS), "meaning": list(COLUMNS.values())})
        st.table(meanings, hide_index=True, alt="Table of the columns and their meaning")


def _heading(name: str) -> "ColumnConfig":
    label, meaning = name.replace("_", " ").capitalize(), COLUMNS.get(name)
    if name in ("date_start", "date_end"):
        return st.column_config.DateColumn(label, help=meaning, format="YYYY-MM-DD")
    if name.endswith("year"):
        return st.column_config.NumberColumn(label, help=meaning, format="%d")
    if name in ("latitude", "longitude"):
        return st.column_config.NumberColumn(label, help=meaning, format="%.2f")
    return st.column_config.Column(label, help=meaning)


def _long_table(table: pd.DataFrame, *, key: str, name: str, alt: str) -> None:
    """The first rows of a table that may be long, and all of it as CSV when asked for."""
    shown = table.head(PAGE)
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: _heading(name) for name in table.columns},
        key=f"{key}_table",
        height=420 if len(shown) > SHORT else "content",
        placeholder="",
        alt=alt,
    )
    if len(table) > PAGE:
        st.caption(f"The first {PAGE} of {len(table):,} lines; the file has all of them.")
    st.download_button(
        "Download this table (CSV)", partial(csv_file, table), f"{name}.csv", "text/csv", on_click="ignore", key=f"{key}_csv"
    )


def _csv(imported: Imported, choice: Selection, everything: Dataset) -> bytes:
    return large_csv_file(chosen_rows(imported, choice, everything).table)


def _caption(imported: Imported, found: Summary) -> None:
    st.caption(markdown_text(f"{filter_line(found)} · {file_line(imported)}"))


def _plain(marks: pd.DataFrame) -> pd.DataFrame:
    return marks.assign(place=marks["place"].astype("str"))
