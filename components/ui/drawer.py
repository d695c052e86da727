"""The record that is open, in a drawer at the side."""

import streamlit as st

from components.dataset.records import Event, records
from components.text.escaping import markdown_text
from components.ui import selection as chosen
from components.ui.current import whole_dataset


def drawer() -> None:
    """Open the drawer of the record that the reader clicked or the address names."""
    found = records(whole_dataset()).by_id.get(chosen.opened())
    if found is None:
        return
    title = found.title if isinstance(found, Event) else found.id

    @st.dialog(title, width="medium", on_dismiss=_dismissed)
    def record() -> None:
        st.badge(found.when, icon=":material/event:", color="gray")
        st.markdown(markdown_text(str(found.row.get("summary") or found.row.get("note") or "")))

    record()


def _dismissed() -> None:
    chosen.open_record("")
