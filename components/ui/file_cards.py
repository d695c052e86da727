"""The cards of an uploaded file: what it holds, its events and deaths by the year, its map, its rows."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from components.analysis import counts
from components.charts.figure import Figure
from components.export.csv import csv_file
from components.filters.view import View
from components.text.escaping import markdown_text
from components.ui.cards import download, made_card, plain_head
from components.ui.theme import theme
from components.ui.upload import FOLDER, file_chooser, forget_button, remembered
from components.uploads.charts import file_deaths, file_events, stem, subtitle
from components.uploads.formats import ACLED, UCDP, uploads_allowed
from components.uploads.map import VIEWS, file_map
from components.uploads.reader import MOST_ROWS, Imported
from components.uploads.selection import chosen_rows, working
from components.uploads.sentences import TERMS, file_finding, kept_words, map_words, span_words
from components.uploads.stream import LARGEST_UPLOAD_MB
from components.uploads.study_area import rule_words
from components.uploads.summary import PAGE, Summary, summary
from components.uploads.table import COLUMNS

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

SHORT = 11  # rows up to which a table stands without empty lines below
MAP_HEIGHT = 420
WHERE_IT_STAYS = "The file stays in the memory of your own session. It is not written to disk and not sent on."
WHAT_EACH_IS = pd.DataFrame(
    [
        ("One row is", "an event with a death", "an event of a day", "a count, as a claimant published it"),
        ("Who fights", "all sides", "all sides", "the KIO/KIA and the military"),
        ("Deaths", "low, best and high", "one conservative figure", "in the attack records, by source"),
        ("Township", "unreliable here, not used", "yes, admin3", "yes, in the attack records"),
        ("Changed later", "by release", "at any time", "by version, each change told"),
        ("Passing on", "yes, naming UCDP", "no: rows stay with you", "yes, CC BY 4.0"),
    ],
    columns=["What", "UCDP GED", "ACLED", "Published clash counts"],
)


def no_file() -> None:
    """The chooser, with which files it takes and what differs between the collections."""
    left, right = st.columns(2, gap="large")
    with left:
        file_chooser()
        st.caption(markdown_text(WHERE_IT_STAYS))
    with right:
        st.markdown(
            f"**{UCDP.collection}** (yearly, Candidate) or **{ACLED.collection}** (also from before 2022), as CSV or zip.  \n"
            f"Up to {LARGEST_UPLOAD_MB} MB by upload, more from the folder `{FOLDER.name}/`, and up to {MOST_ROWS:,} rows."
        )
        with st.popover("Which rows are kept", icon=":material/info:"):
            for form in (UCDP, ACLED):
                st.markdown(f"**{form.collection}.** {markdown_text(rule_words(form.collection))}")
    st.table(WHAT_EACH_IS, hide_index=True, alt="What UCDP GED, ACLED and the published counts each are")


def file_cards(imported: Imported, view: View) -> None:
    """Everything of a file under a view; stops after the finding where no row is left."""
    asked = (imported.token, working(view.selection, imported), view.selection, view.dataset.fingerprint)
    found = remembered(asked, partial(summary, imported, view.selection, view.dataset, view.records.years))
    _head(imported, found)
    if not found.shown:
        return
    span = _span(found, view.records.years)
    left, right = st.columns(2, gap="xsmall")
    with left:
        _figure("file_events", partial(file_events, imported, found, span, view), (span, *asked))
    with right:
        _figure("file_deaths", partial(file_deaths, imported, found, span, view), (span, *asked))
    where, beside = st.columns([7, 5], gap="xsmall")
    with where:
        _map(imported, found, view, asked)
    with beside, st.container(border=True, height="stretch", key="card_file_counts"):
        plain_head("file_counts", "Clash counts published for these years", "By claimant; * part of a year. Not events")
        st.dataframe(counts.by_year(view), hide_index=True, key="file_counts", height=MAP_HEIGHT)
    _rows(imported, found, view)


def _head(imported: Imported, found: Summary) -> None:
    """What the file says, what was kept of it, and how to let it go or bring another."""
    with st.container(border=True, key="card_file"):
        with st.container(horizontal=True, key="file_head"):
            finding = markdown_text(file_finding(found.years, found.shown, imported))
            st.markdown(f"## {markdown_text(imported.file)}\n\n{finding}", width="stretch")
            with st.popover("What was kept", icon=":material/rule:"):
                st.markdown(markdown_text(span_words(imported)))
                st.markdown(markdown_text(kept_words(imported)))
                st.caption(markdown_text(WHERE_IT_STAYS))
            with st.popover("Another file", icon=":material/upload:"):
                file_chooser()
            forget_button()
        for note in found.notes:
            st.caption(markdown_text(note))
        if not found.shown and len(imported.table):
            st.info("Widen the filters, or take them back with Reset.")


def _span(found: Summary, recorded: tuple[int, int]) -> tuple[int, int]:
    if not found.outside(*recorded):
        return recorded
    is_all = st.toggle("All years of the file", key="file_all_years", help="The file has rows in other years than our records.")
    return found.span if is_all else recorded


def _figure(key: str, make: Callable[[], Figure], asked: tuple[Hashable, ...]) -> None:
    figure = remembered((key, *asked), make)
    made_card(key, figure, spec=remembered((key, theme().mode, *asked), lambda: figure.plot(theme())))


def _map(imported: Imported, found: Summary, view: View, asked: tuple[Hashable, ...]) -> None:
    """The map of the file with what it cannot draw."""
    words = map_words(found.drawn, imported.format.collection)
    with st.container(border=True, height="stretch", key="card_file_map"):
        located = f"{found.drawn.located:,} rows are located to a place"
        st.markdown(f"## {located}\n\n:gray[{markdown_text(subtitle('Where', found, view))}]")
        look = st.segmented_control(
            "View of the map", VIEWS, default=VIEWS[0], key="file_view", required=True, label_visibility="collapsed"
        )
        drawing = partial(file_map, found.drawn, collection=imported.format.collection, look=str(look), theme=theme())
        deck = remembered(("map", look, theme().mode, *asked), drawing)
        st.pydeck_chart(deck, height=MAP_HEIGHT, key="file_map", alt=f"Map of the file's events. {words}")
        with st.container(horizontal=True):
            with st.popover("About this map", icon=":material/info:", type="tertiary"):
                st.markdown(markdown_text(words))
            _marks(imported, found)


def _marks(imported: Imported, found: Summary) -> None:
    """The marks as a table, and the rows that no mark can stand for."""
    drawn = found.drawn.marks if found.drawn.cell else pd.concat([found.drawn.marks, found.drawn.around])
    if len(drawn):
        with st.popover(f"{len(drawn):,} marks", icon=":material/table_rows:", type="tertiary"):
            _long_table(drawn.assign(place=drawn["place"].astype("str")), key="file_marks", name=f"{stem(imported)}-map")
    if len(found.lost):
        with st.popover(f"{found.drawn.not_located:,} rows not on the map", icon=":material/location_off:", type="tertiary"):
            _long_table(found.lost, key="file_lost", name=f"{stem(imported)}-not-mapped")


def _rows(imported: Imported, found: Summary, view: View) -> None:
    """The first rows in our terms, what the columns mean, and all of them as CSV."""
    with st.container(border=True, key="card_file_rows"):
        st.markdown(f"## The rows in our terms\n\n:gray[{markdown_text(TERMS[imported.format.collection])}]")
        if imported.format.collection == "ACLED" and not uploads_allowed():
            st.info("The rows are not shown on this server, since passing them on is against ACLED's terms.")
            return
        st.dataframe(
            found.page.dropna(axis="columns", how="all"),
            hide_index=True,
            key="file_rows",
            height=320 if len(found.page) > SHORT else "content",
            column_config={name: _heading(name) for name in COLUMNS},
            placeholder="",
            alt=f"The first {len(found.page)} rows of the file in the terms of this dashboard",
        )
        st.caption(f"The first {len(found.page):,} rows by date, of {found.shown:,}.")
        label, name = f"Download all {found.shown:,} rows (CSV)", f"{stem(imported)}-normalised.csv"
        tip = "Texts that a spreadsheet would take for a formula stand behind an apostrophe. Coordinates are to about 1 km."
        download(label, partial(_csv, imported, view), name, "file_rows_csv", tip=tip)


def _heading(name: str) -> "ColumnConfig":
    label, meaning = name.replace("_", " ").capitalize(), COLUMNS.get(name)
    if name in ("date_start", "date_end"):
        return st.column_config.DateColumn(label, help=meaning, format="YYYY-MM-DD")
    if name.endswith("year"):
        return st.column_config.NumberColumn(label, help=meaning, format="%d")
    if name in ("latitude", "longitude"):
        return st.column_config.NumberColumn(label, help=meaning, format="%.2f")
    return st.column_config.Column(label, help=meaning)


def _long_table(table: pd.DataFrame, *, key: str, name: str) -> None:
    """The first rows of a table that may be long, and all of it as CSV when asked for."""
    shown = table.head(PAGE)
    config = {str(column): _heading(str(column)) for column in table.columns}
    st.dataframe(shown, hide_index=True, column_config=config, key=f"{key}_table", height=320, placeholder="")
    if len(table) > PAGE:
        st.caption(f"The first {PAGE} of {len(table):,} lines; the download has all of them.")
    download("Download (CSV)", partial(csv_file, table), f"{name}.csv", f"{key}_csv")


def _csv(imported: Imported, view: View) -> bytes:
    return csv_file(chosen_rows(imported, view.selection, view.dataset).table)
