"""The parts of the data page."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from components.analysis import dossier, library
from components.dataset.changes import told
from components.dataset.citation import bibtex, plain_citation, work
from components.dataset.codebook import codebook_table, words_table
from components.dataset.project_texts import data_changes, project_texts
from components.dataset.schema import TABLES, VOCABULARIES
from components.export.csv import csv_file
from components.filters.view import View
from components.text.escaping import markdown_text
from components.text.wording import many
from components.ui import selection
from components.ui.cards import download, opening_table, plain_head
from components.ui.drawer import readings

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

HEIGHT, FOUND_SHOWN = 520, 12
METHOD = Path(__file__).with_name("method.md").read_text(encoding="utf-8")


def finding(view: View) -> str:
    """How much is on record, in a line."""
    records = view.records
    return (
        f"{len(records.events):,} attack records, {len(records.counts)} counts, {len(records.meetings)} talks and "
        f"{len(records.published)} figures from {len(records.sources):,} sources, each with its place."
    )


def search_box() -> str:
    """The box for a place, a name, words or an id."""
    text = st.text_input(
        "Find a record",
        key="find",
        bind="query-params",
        placeholder="Find a record: place, name, word or id",
        label_visibility="collapsed",
    )
    return text or ""


def found(view: View, text: str) -> None:
    """The records that a text finds, each of which opens; nothing without a text."""
    if not text:
        return
    records = dossier.found_by(text, view.records)
    with st.container(border=True, key="card_found", gap=None):
        plain_head("found", f"{many(len(records), 'record')} found", "Click one to open it")
        for record in records[:FOUND_SHOWN]:
            _opener("found", record.id, markdown_text(f"{record.id} · {dossier.title(record)} · {record.when}"))


def _tables(view: View) -> None:
    names = {name: TABLES[name].title for name in library.SHOWN}
    left, right = st.columns([1, 2], gap="small")
    name = left.selectbox("Table", list(names), key=selection.own("table", names), format_func=names.__getitem__)
    text = right.text_input("Rows with these words", key="rows_with")
    rows = library.matching(view.dataset.table(name), text or "")
    st.caption(
        f"{TABLES[name].description} {len(rows):,} of {len(view.dataset.table(name)):,} rows. Click a row to open its record."
    )
    ids = rows[TABLES[name].key].astype("str").tolist()
    opening_table(rows, ids, f"rows_{name}", height=HEIGHT, config=_days(rows), placeholder="")
    with st.container(horizontal=True):
        download("Download (CSV)", lambda: csv_file(rows), f"kachin-{name}.csv", f"csv_{name}")
        is_told = st.toggle("What the columns mean", key="codebook")
    if is_told:
        _codebook(name)


def _days(rows: pd.DataFrame) -> dict[str, "ColumnConfig"]:
    """The columns of days, which bear no time."""
    return {str(name): st.column_config.DateColumn(format="YYYY-MM-DD") for name in rows.select_dtypes("datetime")}


def _codebook(name: str) -> None:
    st.dataframe(codebook_table(name), hide_index=True, height=420, key=f"columns_{name}")
    words = words_table(name)
    if len(words):
        st.dataframe(words, hide_index=True, height=240, key=f"words_{name}")


def _sources(view: View) -> None:
    text = st.text_input("Sources with these words", key="sources_with")
    rows = library.matching(library.sources(view), text or "")
    st.caption(f"{len(rows):,} sources, those that most records name first.")
    config = _days(rows) | {
        "url": st.column_config.TextColumn("address", width="medium"),
        "title": st.column_config.TextColumn(width="large"),
    }
    st.dataframe(rows, hide_index=True, height=HEIGHT, key="sources_table", column_config=config, placeholder="")
    download("Download (CSV)", lambda: csv_file(rows), "kachin-sources.csv", "csv_sources")


def _disputes(view: View) -> None:
    kinds = VOCABULARIES["dispute_kind"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Kind", list(kinds), default=next(iter(kinds)), format_func=str.capitalize, key="dispute_kind", required=True
        )
        text = st.text_input("Disputes with these words", key="disputes_with", width=320)
    rows = library.matching(library.disputes(view, str(kind)), text or "")
    st.caption(f"{kinds[str(kind)].capitalize()}. {len(rows):,} on record; what changes a page stands first.")
    if rows.empty:
        return
    left, right = st.columns([5, 7], gap="small")
    with left:
        config = {
            "question": st.column_config.TextColumn(width=340),
            "record_ids": st.column_config.TextColumn("records", width=90),
        }
        chosen = st.dataframe(
            rows[["question", "record_ids"]],
            hide_index=True,
            height=HEIGHT,
            key="disputes_table",
            on_select="rerun",
            selection_mode="single-cell",
            column_config=config,
        )
    cells = chosen["selection"].get("cells") or [(0, "")]
    with right:
        _dispute(view, rows.fillna("").iloc[min(cells[0][0], len(rows) - 1)].to_dict())


def _dispute(view: View, row: Mapping[str, Any]) -> None:
    """One dispute in prose, with its records to open."""
    with st.container(border=True, key="card_dispute"):
        st.markdown(f"## {markdown_text(row['question'])}")
        readings(row)
        with st.container(horizontal=True, gap="small"):
            for identity in str(row["record_ids"]).split(";"):
                if identity in view.records.by_id:
                    _opener("dispute", identity, identity, icon=":material/open_in_full:")


def _opener(part: str, identity: str, label: str, *, icon: str | None = None) -> None:
    key = f"{part}_{identity}"
    st.button(label, key=key, icon=icon, type="tertiary", on_click=selection.open_record, args=(identity,))


def _method(_view: View) -> None:
    left, right = st.columns([3, 2], gap="large")
    left.markdown(METHOD)
    with right, st.container(border=True, key="card_marks"):
        plain_head("marks", "How marks are read", "The same on every page")
        st.markdown(
            "- `63+` at least, `~60` about, `≤12` at most, `50–80` a range\n"
            "- `38*` a part of a year; hatched bars likewise\n"
            "- hollow: a part of a year, not held, or not counted\n"
            "- grey band: nothing published\n"
            "- pale: outside what you chose\n"
            "- `–` not stated"
        )


def _cite(view: View) -> None:
    from components.export.package import archive_name, data_archive  # here, since it loads what draws on paper

    cited = work(project_texts()["CITATION.cff"])
    st.markdown("**In a text**")
    st.code(plain_citation(cited, fingerprint=view.dataset.fingerprint), language=None, wrap_lines=True)
    st.markdown("**BibTeX**")
    st.code(bibtex(cited, fingerprint=view.dataset.fingerprint), language=None, wrap_lines=True)
    st.caption("Data: CC BY 4.0. Name the sources of the records that you use as well.")
    tip = "All tables with codebook, data package, licence, citation and changes."
    make = partial(data_archive, view, project_texts())
    download("Download everything (ZIP)", make, archive_name(view), "zip_data", tip=tip)


def _changes(_view: View) -> None:
    st.markdown("**Cell by cell, since 0.2.0**")
    text = st.text_input("Changes with these words", key="changes_with")
    rows = library.matching(pd.DataFrame(told()), text or "")
    st.dataframe(rows, hide_index=True, height=320, key="changes_table")
    for release in data_changes(project_texts()["CHANGELOG.md"]):
        st.markdown(f"**{markdown_text(release.name)}**")
        st.markdown("\n".join(f"- {markdown_text(change)}" for change in release.changes))


PARTS: dict[str, tuple[str, Callable[[View], None]]] = {
    "tables": ("Tables", _tables),
    "sources": ("Sources", _sources),
    "disputes": ("Disputes", _disputes),
    "method": ("Method", _method),
    "cite": ("Cite and download", _cite),
    "changes": ("Changes", _changes),
}  # by their name in the address
