"""One record in full, under its permalink."""

import pandas as pd
import streamlit as st

from components.datasets import Datasets
from components.escaping import markdown_text
from components.record_words import RecordWords, record_words

SHOWN_ID = 40
CLOSED = "cards_closed"


def record_card(everything: Datasets, identity: str) -> None:
    """Show the record of an id with its fields, sources, claims, parts and disputes, or say that there is none."""
    try:
        words = record_words(everything, identity)
    except KeyError:
        clean = "".join(mark if mark.isprintable() else " " for mark in identity)[:SHOWN_ID]
        st.warning(
            markdown_text(
                f'No record has the id "{clean}". Ids look like A022; choose a row of the table or a mark of the map.'
            )
        )
        st.button("Back to all records", on_click=close_record)
        return
    with st.container(border=True):
        _card(words)


def open_record(identity: str) -> None:
    """Put the id of a record into the address, which opens its card; for use in callbacks."""
    st.session_state["id"] = identity


def close_record() -> None:
    """Take the id out of the address, which closes the card and takes the mark off its row; for use in callbacks."""
    st.session_state["id"] = ""
    st.session_state[CLOSED] = times_closed() + 1


def times_closed() -> int:
    """How often a card was closed in this session, so that a table can begin anew without a selected row."""
    return int(st.session_state.get(CLOSED, 0))


def _card(words: RecordWords) -> None:
    st.subheader(markdown_text(f"{words.identity} · {words.title}"), anchor=False)
    st.markdown(markdown_text(words.summary))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.code(f"{_page_address()}?id={words.identity}", language=None, width="content")
        st.button("Close record", on_click=close_record)
    pieces = [f"{row['attack_id']}, {row['place']}: {row['summary']}" for row in _rows(words.parts)]
    _list("Parts of this operation, counted once with it", pieces)
    _list("Who claims what", [_claim(row) for row in _rows(words.claims)])
    _list("Sources", [f"{row['source']}: {row['where']}" for row in _rows(words.sources)])
    if len(words.disputes):
        with st.expander(f"Disputed or left open: {len(words.disputes)}"):
            _list("", [_dispute(row) for row in _rows(words.disputes)])
    st.markdown("**All fields**")
    safe = words.fields.map(markdown_text).rename(columns={"field": "Field", "value": "Value"})
    st.table(safe.set_index("Field"))


def _claim(row: dict[str, str]) -> str:
    number = f" ({row['number']})" if row["number"] else ""
    side = "" if row["side"] == "not stated" else f", {row['side']}"
    note = f" {row['note']}" if row["note"] else ""
    return f"{row['about'].capitalize()}{number}: {row['claim']} {row['claimant']}{side}. [{row['source']}]{note}"


def _dispute(row: dict[str, str]) -> str:
    readings = f"One reading: {row['reading_a']}" + (f" Another: {row['reading_b']}" if row["reading_b"] else "")
    return f"{row['question']} {readings} Here: {row['how_handled']}"


def _list(title: str, items: list[str]) -> None:
    """Items one below the other, each shown as it is written; nothing when there is none."""
    if not items:
        return
    if title:
        st.markdown(f"**{markdown_text(title)}**")
    st.markdown("\n".join(f"- {markdown_text(item)}" for item in items))


def _rows(table: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(key): str(cell) for key, cell in row.items()} for row in table.astype(object).fillna("").to_dict("records")]


def _page_address() -> str:
    return (st.context.url or "").split("?")[0]
