"""Two parts of the Data page, the tables with their codebook and the sources, and what all its parts share."""

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from components.analysis.data_findings import national_words, table_words, times
from components.analysis.table_search import search
from components.analysis.tables import CITING, NATIONAL, ROWS, TABLE_NAMES, Kept, chosen_words, contributions, national, used
from components.dataset.codebook import codebook_table, words_table
from components.dataset.evidence import EVIDENCE
from components.dataset.load import Dataset
from components.dataset.schema import TABLES, VOCABULARIES, ColumnSpec
from components.export.csv import csv_file
from components.export.package import harmless
from components.filters.choice import Selection
from components.text.escaping import markdown_text
from components.ui.record_table import record_table

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

Tables = dict[str, Kept]
SEARCH_LENGTH = 100
CODEBOOK_HEIGHT = 520  # pixels
READING_WIDTH = 860  # pixels, about 120 signs a line
SAYING = ("summary", "statement", "question", "title", "name", "unit")
WIDTHS = {"note": 420, "reading_a": 300, "reading_b": 300, "how_handled": 300} | dict.fromkeys(SAYING, 320)  # pixels
DAY_WIDTH = 100
FIRST = "attacks"
CORE = "core"


def tables_part(choice: Selection, everything: Dataset, tables: Tables) -> None:
    """One table with its search, its codebook beside it and its downloads."""
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    with left:
        name = _chosen_table()
    with right:
        text = search_box()
    kept = tables[name]
    found = search(_as_read(kept), text)
    table_place, codebook_place = st.columns([3, 2])
    with table_place:
        looked = f", searched for “{text}” in every cell" if text else ""
        shown = f"Showing {len(found):,} of {times(kept.total, 'row')}{looked}."
        st.markdown(markdown_text(f"{TABLES[name].description} {table_words(kept, choice)} {shown}"))
        if name == "figures" and (words := national_words(len(national(found)), len(found))):
            st.markdown(markdown_text(words))
        if found.empty:
            st.info("No row matches. Search for something else, or widen the filters in the sidebar.")
        else:
            columns = {column.name: _column(column) for column in TABLES[name].columns.values()}
            columns["context"] = st.column_config.TextColumn("Context", width=165)
            record_table(found, name=f"data_{name}", columns=columns, download=False)
        _downloads(kept, kept.rows.loc[found.index], everything)
    with codebook_place:
        _codebook(name)


def sources_part(choice: Selection, everything: Dataset, tables: Tables) -> None:
    """What each source is and how many rows of each table rest on it."""
    table = contributions(everything, tables)
    chosen = f"rows kept by {chosen_words(choice)}" if used(choice) else "all rows"
    st.markdown(
        markdown_text(
            f"How many rows of each table name a source ({chosen}). A row that names several sources is counted with each, "
            "so the numbers of a column can add up to more than its table holds."
        )
    )
    counted = [name for name in CITING if name != "sources"]
    columns = {name: st.column_config.NumberColumn(_named(name), format="%,d") for name in counted}
    columns |= {
        "source_id": st.column_config.TextColumn("Source"),
        "title": st.column_config.TextColumn("Title", width=WIDTHS["title"]),
        "published_on": st.column_config.DateColumn("Published", format="YYYY-MM-DD"),
    }
    record_table(table, name="kachin-sources", columns=columns)
    st.header("The core documents", anchor=False)
    numbers = table.set_index("source_id")[counted]
    for source in everything.sources[everything.sources["collection"] == CORE].to_dict("records"):
        _source({str(key): value for key, value in source.items()}, numbers.loc[source["source_id"]])
    others = int((everything.sources["collection"] != CORE).sum())
    if others:
        st.markdown(f"{times(others, 'source')} beyond the core documents: select a row above to read what each is.")
    with st.expander("How reliability is given"):
        st.markdown(
            "The Admiralty letters grade a source, not a statement. F is the default until somebody has reason to judge."
        )
        words = VOCABULARIES["reliability"]
        plain_table(
            pd.DataFrame({"Letter": list(words), "Meaning": list(words.values())}), alt="Table of the Admiralty letters"
        )


def search_box() -> str:
    """What is searched for; one box for all parts, so that a search goes along from one to the other."""
    text = st.text_input(
        "Search in every cell",
        key="find",
        bind="query-params",
        max_chars=SEARCH_LENGTH,
        type="search",
        placeholder="Any text, taken as it is written",
    )
    return (text or "").strip()


def plain_table(table: pd.DataFrame, *, alt: str) -> None:
    """A small table of texts, wrapped, each shown as it is written."""
    st.table(table.astype("str").map(markdown_text), hide_index=True, alt=alt)


def _chosen_table() -> str:
    """The name of the chosen table; a link may name it by its title or by its file."""
    wanted = st.query_params.get("table", "")
    if "table" not in st.session_state and wanted in TABLES:
        st.query_params["table"] = TABLES[wanted].title  # the widget knows titles only
        st.rerun()
    titles = [spec.title for spec in TABLES.values()]
    title = st.selectbox("Table", titles, index=list(TABLES).index(FIRST), key="table", bind="query-params")
    return TABLE_NAMES[title]


def _as_read(kept: Kept) -> pd.DataFrame:
    """The rows with what they say right after the id; figures for the whole country are marked as context there."""
    rows = kept.rows
    first, *rest = rows.columns
    lead = [column for column in SAYING if column in rest and kept.name != "figures"][:1]
    if kept.name == "figures":
        rows = rows.assign(context=rows["area"].eq(NATIONAL).map({True: "national: context only", False: ""}).astype("str"))
        lead = ["context"]
    return rows[[first, *lead, *(column for column in rest if column not in lead)]]


def _column(column: ColumnSpec) -> "ColumnConfig":
    """The heading of a column with its meaning as help, and how its values are written."""
    if column.kind == "date":
        return st.column_config.DateColumn(column.label, help=column.meaning, format="YYYY-MM-DD", width=DAY_WIDTH)
    if column.kind == "whole":
        return st.column_config.NumberColumn(column.label, help=column.meaning, format="%,d")
    if column.kind == "decimal":
        return st.column_config.NumberColumn(column.label, help=column.meaning)
    return st.column_config.TextColumn(column.label, help=column.meaning, width=WIDTHS.get(column.name))


def _downloads(kept: Kept, shown: pd.DataFrame, everything: Dataset) -> None:
    """The whole table and the table as shown, each made when asked for; file names mark what the five documents give."""
    core = "_core" if kept.choice.evidence == EVIDENCE["core"] else ""
    with st.container(horizontal=True):
        st.download_button(
            f"Whole table, {times(kept.total, 'row')} (CSV)",
            partial(harmless, everything.files[kept.name]),
            f"{kept.name}{core}.csv",
            "text/csv",
            key=f"csv_whole_{kept.name}",
            on_click="ignore",
        )
        if len(shown) < kept.total:
            st.download_button(
                f"As shown, {times(len(shown), 'row')} (CSV)",
                partial(csv_file, shown),
                f"{kept.name}{core}_filtered.csv",
                "text/csv",
                key=f"csv_shown_{kept.name}",
                on_click="ignore",
            )


def _codebook(name: str) -> None:
    """The codebook of a table: its columns, and the words they use."""
    st.markdown(f"**Codebook: {markdown_text(TABLES[name].title)}**")
    with st.container(height=CODEBOOK_HEIGHT):
        for row in codebook_table(name).to_dict("records"):
            kind = row["type and unit"]
            said = f"({row['column']}): {row['meaning']} {kind[:1].upper()}{kind[1:]}; {row['may hold']}."
            st.markdown(f"**{markdown_text(row['heading'])}** {markdown_text(said)}")
        for vocabulary, rows in words_table(name).groupby("vocabulary", sort=False):
            with st.expander(markdown_text(f"The {len(rows)} words of {vocabulary}")):
                pairs = zip(rows["word"], rows["meaning"], strict=True)
                st.markdown("\n".join(f"- **{markdown_text(word)}**: {markdown_text(meaning)}" for word, meaning in pairs))


def _named(name: str) -> str:
    return ROWS.get(name, TABLES[name].title).capitalize()


def _source(source: dict[Any, Any], numbers: pd.Series) -> None:
    """One document in a few sentences."""
    publisher = source["publisher"] if isinstance(source["publisher"], str) else "publisher not stated"
    day = source["published_on"]
    published = "day not stated" if pd.isna(day) else f"{day.date()} ({source['published_basis']})"
    gives = ", ".join(f"{_named(str(name)).lower()} {number}" for name, number in numbers.items() if number)
    reliability, collection = (VOCABULARIES[column][source[column]] for column in ("reliability", "collection"))
    facts = f"{source['kind']}; {publisher}; {published}; {collection}. Reliability {source['reliability']}: {reliability}."
    note = source["note"] if isinstance(source["note"], str) else ""
    lines = (facts[:1].upper() + facts[1:], f"Contributed: {gives or 'nothing to this choice'}.", note)
    title = f"**{markdown_text(source['document'])} · {markdown_text(source['title'])}**"
    st.markdown("  \n".join([title, *(markdown_text(line) for line in lines if line)]), width=READING_WIDTH)
