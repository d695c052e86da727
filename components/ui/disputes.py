"""The register of disputes as prose, each with buttons that open the records it is about right below it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.data_findings import times
from components.analysis.table_search import search
from components.analysis.tables import ALL_TOPICS
from components.dataset.evidence import ABOUT_DATA
from components.dataset.load import Dataset, split
from components.dataset.schema import TABLES
from components.dataset.sources import citation, document_names
from components.text.escaping import LONGEST_TIP, markdown_text, shortened
from components.ui.data_panels import READING_WIDTH, SAYING, search_box
from components.ui.record_card import REST, open_record, record_card

A_PAGE = 15
OPENED_AT = "dispute_opened_at"


def disputes_part(everything: Dataset, disputes: pd.DataFrame) -> bool:
    """Show the disputes of a topic that hold the text searched for; true when the open record stands below one of them."""
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    topics = everything.disputes["topic"].value_counts().index
    topic = left.selectbox("Topic", [ALL_TOPICS, *topics], key="topic", bind="query-params")
    with right:
        text = search_box()
    found = search(disputes if topic == ALL_TOPICS else disputes[disputes["topic"] == topic], text)
    st.markdown(markdown_text(_shown_words(len(found), topic, text, everything.disputes, filtered=disputes)))
    if found.empty:
        st.info("No dispute matches. Choose another topic, search for something else, or widen the filters in the sidebar.")
        return False
    pages = -(-len(found) // A_PAGE)
    page = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    documents, says = document_names(everything.sources), _says(everything)
    opened = st.session_state.get("id", "")
    stands = False
    for dispute in found.iloc[(page - 1) * A_PAGE : page * A_PAGE].to_dict("records"):
        _dispute(dispute, documents, says)
        if st.session_state.get(OPENED_AT) == dispute["dispute_id"] and opened in split(dispute["record_ids"]):
            record_card(everything, opened)
            stands = True
    return stands


def _shown_words(found: int, topic: str, text: str, of: pd.DataFrame, *, filtered: pd.DataFrame) -> str:
    words = f"Showing {found} of {times(len(of), 'dispute')}"
    words += ", of those that touch what the filters keep" if len(filtered) < len(of) else ""
    words += f", on {topic}" if topic != ALL_TOPICS else ""
    return words + (f", with “{text}”." if text else ".")


def _dispute(dispute: Mapping[Any, Any], documents: Mapping[str, str], says: Mapping[str, str]) -> None:
    identity = dispute["dispute_id"]
    with st.container(border=True, width=READING_WIDTH):
        readings = [f"One reading: {shortened(dispute['reading_a'], rest=REST)}"]
        if isinstance(dispute["reading_b"], str):
            readings.append(f"Another: {shortened(dispute['reading_b'], rest=REST)}")
        handled = shortened(dispute["how_handled"], rest=REST)
        st.markdown(f"**{markdown_text(shortened(dispute['question'], rest=REST))}**")
        st.markdown(f"{markdown_text(' '.join(readings))}  \n*How it is handled:* {markdown_text(handled)}")
        cited = shortened(citation(dispute["source_ids"], dispute["locators"], documents), rest=REST)
        st.caption(markdown_text(f"{identity} · {dispute['topic']} · {cited}"))
        records = split(dispute["record_ids"])
        if not records:
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption("Open", width="content")
            for record in dict.fromkeys(records):
                st.button(
                    f":primary[{markdown_text(record)}]",
                    key=f"open_{identity}_{record}",
                    help=markdown_text(shortened(says.get(record, ""), LONGEST_TIP)) or None,
                    type="tertiary",
                    on_click=_open_at,
                    args=(identity, record),
                )


def _open_at(dispute: str, record: str) -> None:
    st.session_state[OPENED_AT] = dispute
    open_record(record)


def _says(everything: Dataset) -> dict[str, str]:
    """A few words for each id, for the tip of its button."""
    found: dict[str, str] = {}
    for name, spec in TABLES.items():
        if name in ABOUT_DATA:
            continue
        rows = everything.table(name)
        column = next(column for column in (*SAYING, "claimant") if column in rows.columns)
        found |= dict(zip(rows[spec.key], f"{spec.title}: " + rows[column].fillna("not stated"), strict=True))
    return found
