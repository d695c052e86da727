"""One record in full, under its permalink."""

import pandas as pd
import streamlit as st

from components.analysis.record import RecordWords, record_words
from components.analysis.record_titles import id_forms
from components.dataset.load import Dataset
from components.dataset.schema import TABLES
from components.text.escaping import label_text, markdown_link, markdown_text, shortened

SHOWN_ID, BUTTONS = 40, 8  # characters of an unknown id, records of a group shown as buttons
ADDRESS = TABLES["sources"].columns["url"].label
REST = "the tables of the Data page have all of it"
CLOSED, OPENED_BY = "cards_closed", "card_opened_by"


def record_card(everything: Dataset, identity: str) -> None:
    """Show the record of an id with its fields, sources, claims, parts and disputes, or say that there is none."""
    try:
        words = record_words(everything, identity)
    except KeyError:
        clean = "".join(mark if mark.isprintable() else " " for mark in identity)[:SHOWN_ID]
        st.warning(markdown_text(f'No record has the id "{clean}". Ids look like {id_forms()}; or choose a row of a table.'))
        st.button("Back to all records", on_click=close_record)
        return
    with st.container(border=True):
        _card(words)


def asked_record(everything: Dataset, *, tables: tuple[str, ...] = ()) -> None:
    """Show the card of the record the address asks for, on whichever page that is; nothing when it asks for none.

    A record chosen from one of the page's `tables` is left to `chosen_record`, which shows it under its table.
    """
    identity = st.session_state.get("id", "").strip()
    if identity and st.session_state.get(OPENED_BY) not in {(name, identity) for name in tables}:
        record_card(everything, identity)


def chosen_record(everything: Dataset, table: str) -> None:
    """Show the card of the record that was chosen in a table of the page, where the reader's eyes are."""
    identity = st.session_state.get("id", "").strip()
    if identity and st.session_state.get(OPENED_BY) == (table, identity):
        record_card(everything, identity)


def open_record(identity: str, *, table: str = "") -> None:
    """Put the id of a record into the address, which opens its card; for use in callbacks."""
    st.session_state["id"] = identity
    st.session_state[OPENED_BY] = (table, identity) if table else None


def close_record() -> None:
    """Take the id out of the address, which closes the card and takes the mark off its row; for use in callbacks."""
    st.session_state["id"] = ""
    st.session_state[CLOSED] = times_closed() + 1


def times_closed() -> int:
    """How often a card was closed in this session, so that a table can begin anew without a selected row."""
    return int(st.session_state.get(CLOSED, 0))


def _card(words: RecordWords) -> None:
    st.subheader(markdown_text(f"{words.identity} · {words.title}"), anchor=False)
    if words.summary:
        st.markdown(_text(words.summary))
    if words.points:
        st.markdown("\n".join(f"{number}. {_text(point)}" for number, point in enumerate(words.points, start=1)))
    if words.note:
        st.caption(_text(f"To read it rightly: {words.note}"))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.code(f"{_page_address()}?id={words.identity}", language=None, wrap_lines=True, width="content")
        st.button("Close record", on_click=close_record)
    pieces = [f"{row['attack_id']}, {row['place']}: {row['summary']}" for row in _rows(words.parts)]
    _list("Parts of this operation, counted once with it", pieces)
    _list("Who claims what", [_claim(row) for row in _rows(words.claims)])
    _list("Sources", [f"{row['source']}: {row['where']}" for row in _rows(words.sources)])
    if len(words.disputes):
        with st.expander(f"Disputed or left open: {len(words.disputes)}"):
            _list("", [_dispute(row) for row in _rows(words.disputes)])
    _related(words)
    st.markdown("**All fields**")
    safe = words.fields.map(_text).rename(columns={"field": "Field", "value": "Value"})
    safe.loc[words.fields["field"] == ADDRESS, "Value"] = words.fields["value"].map(markdown_link)
    st.table(safe, hide_index=True, alt=f"Table of all fields of {words.identity}")


def _related(words: RecordWords) -> None:
    """The records around this one, each a button that opens it; a long group is a table to choose from."""
    for how, group in words.related.groupby("how", sort=False):
        st.markdown(f"**{markdown_text(str(how))}**")
        if len(group) > BUTTONS:
            _choose_from(str(how), words.identity, group)
            continue
        with st.container(gap="small"):  # one below the other, where a long label wraps on a phone
            for row in _rows(group):
                label = label_text(f"{row['identity']} · {row['title']}")
                st.button(label, key=f"{words.identity}_to_{row['identity']}", on_click=open_record, args=(row["identity"],))


def _choose_from(how: str, identity: str, group: pd.DataFrame) -> None:
    key = f"{identity}_to_{how}"

    def opened() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            open_record(str(group["identity"].iloc[rows[0]]))

    st.dataframe(
        group[["identity", "title"]].rename(columns={"identity": "Id", "title": "Record"}),
        key=key,
        hide_index=True,
        on_select=opened,
        selection_mode="single-row",
        height=240,
        alt=f"{how}: {len(group)} records; select a row to open its record",
    )


def _claim(row: dict[str, str]) -> str:
    number = f" ({row['number']})" if row["number"] else ""
    side = "" if row["side"] == "not stated" else f", {row['side']}"
    note = f" {row['note']}" if row["note"] else ""
    return f"{row['about'].capitalize()}{number}: {row['claim']} {row['claimant']}{side}. [{row['source']}]{note}"


def _dispute(row: dict[str, str]) -> str:
    readings = f"One reading: {row['reading_a']}" + (f" Another: {row['reading_b']}" if row["reading_b"] else "")
    return f"{row['dispute_id']}: {row['question']} {readings} Here: {row['how_handled']}"


def _list(title: str, items: list[str]) -> None:
    """Items one below the other, each shown as it is written; nothing when there is none."""
    if not items:
        return
    if title:
        st.markdown(f"**{markdown_text(title)}**")
    st.markdown("\n".join(f"- {_text(item)}" for item in items))


def _text(text: str) -> str:
    return markdown_text(shortened(text, rest=REST))


def _rows(table: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(key): str(cell) for key, cell in row.items()} for row in table.astype(object).fillna("").to_dict("records")]


def _page_address() -> str:
    return (st.context.url or "").split("?")[0]
