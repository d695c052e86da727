"""The filters of the sidebar, kept in the address by the widgets themselves, and the choice they make.

The widgets stand in the frame around all pages (`dashboard.py`), not in the pages: Streamlit gives each page widgets of its
own, so filters drawn by a page would be lost on the way to the next one.
"""

from collections.abc import Mapping

import streamlit as st

from components.datasets import Datasets
from components.escaping import markdown_text
from components.measures import years_on_record
from components.selection import Selection

SWITCHES = ("log", "per_month")
KNOWN = ("years", *SWITCHES)
SHOWN_LENGTH = 60


def filter_sidebar(everything: Datasets) -> None:
    """Draw the filters, and a notice for each part of the address that was not understood."""
    bounds = year_bounds(everything)
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    for notice in notices(address, bounds):
        st.warning(markdown_text(notice))
    _put_in_order(address.get("years", []), bounds)
    with st.sidebar:
        if bounds[0] < bounds[1]:
            st.slider("Years", *bounds, bounds, key="years", bind="query-params", format="%d")
        st.button("Reset filters", on_click=_reset, args=(bounds,), width="stretch")
        st.caption("The address of the page holds the filters: copy it to share this view.")


def choose(everything: Datasets) -> Selection:
    """What the reader chose in the sidebar; the whole range is the same as no choice."""
    bounds = year_bounds(everything)
    first, last = sorted(st.session_state.get("years", bounds))
    return Selection() if (first, last) == bounds else Selection(years=(first, last))


def year_bounds(everything: Datasets) -> tuple[int, int]:
    """The first and the last year a reader can choose."""
    return years_on_record(everything.clashes_per_year, everything.attacks, everything.meetings)


def notices(address: Mapping[str, list[str]], bounds: tuple[int, int]) -> list[str]:
    """A sentence for each part of the address that is unknown or not understood, which names it."""
    found = [f"Ignored in the address: {_shown(name)} is not a filter." for name in address if name not in KNOWN]
    years = address.get("years")
    if years is not None and not _is_range(years, bounds):
        wanted = f"years={bounds[0]}&years={bounds[1]}"
        found.append(f"Ignored in the address: years {_shown(', '.join(years))} is no range within {wanted}.")
    for name in SWITCHES:
        values = address.get(name, [])
        if values and values[-1] not in ("true", "false"):
            found.append(f"Ignored in the address: {name} {_shown(', '.join(values))} is neither true nor false.")
    return found


def _is_range(values: list[str], bounds: tuple[int, int]) -> bool:
    whole = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) == 4]
    return len(values) == len(whole) == 2 and all(bounds[0] <= year <= bounds[1] for year in whole)


def _put_in_order(values: list[str], bounds: tuple[int, int]) -> None:
    """Turn a range that the address has the wrong way round, before the slider reads it; Streamlit would take it as it is."""
    if "years" not in st.session_state and _is_range(values, bounds) and values[0] > values[1]:
        st.query_params["years"] = values[::-1]
        st.rerun()


def _reset(bounds: tuple[int, int]) -> None:
    st.session_state["years"] = bounds


def _shown(text: str) -> str:
    clean = "".join(mark if mark.isprintable() else " " for mark in text)
    return f'"{clean[:SHOWN_LENGTH]}{"..." if len(clean) > SHOWN_LENGTH else ""}"'
