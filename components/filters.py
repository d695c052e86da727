"""The filters of the sidebar, kept in the address by the widgets themselves, and the choice they make.

The widgets stand in the frame around all pages (`dashboard.py`), not in the pages: Streamlit gives each page widgets of its
own, so filters drawn by a page would be lost on the way to the next one.
"""

from collections.abc import Mapping

import streamlit as st

from components.datasets import Datasets
from components.escaping import markdown_text
from components.measures import years_on_record
from components.options import FILTERS, Option, options, resolve
from components.selection import Selection

SWITCHES = ("log", "per_month")
KNOWN = ("years", *FILTERS, "id", "view", "layers", *SWITCHES)
SHOWN_LENGTH = 60
TRANSLATED = "translated_link"
ID_LENGTH = 40
LABELS = {"township": "Township", "type": "Type of event", "actor": "Actor", "source": "Source"}


def filter_sidebar(everything: Datasets) -> None:
    """Draw the filters, and a notice for each part of the address that was not understood."""
    bounds = year_bounds(everything)
    known = options(everything)
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    is_first_run = not any(name in st.session_state for name in FILTERS)  # later the address belongs to the widgets
    if is_first_run and (labels_of := in_labels(address, known)):
        st.session_state[TRANSLATED] = [*notices(address, bounds), *unknown_values(address, known)]
        st.query_params.from_dict({**address, **labels_of})
        st.rerun()
    found = [*st.session_state.pop(TRANSLATED, []), *notices(address, bounds), *unknown_values(address, known)]
    for notice in dict.fromkeys(found):
        st.warning(markdown_text(notice))
    _put_in_order(address.get("years", []), bounds)
    with st.sidebar:
        if bounds[0] < bounds[1]:
            st.slider("Years", *bounds, bounds, key="years", bind="query-params", format="%d")
        for name, choices in known.items():
            labels = [option.label for option in choices]
            st.multiselect(LABELS[name], labels, key=name, bind="query-params", placeholder="All")
        st.text_input("Record", key="id", bind="query-params", max_chars=ID_LENGTH, placeholder="Id, such as A022")
        st.button("Reset filters", on_click=_reset, args=(bounds,), width="stretch")
        st.caption(
            "Numbers in brackets count attack records. The address of the page holds the filters: copy it to share this view."
        )


def choose(everything: Datasets) -> Selection:
    """What the reader chose in the sidebar; the whole range of years is the same as no choice."""
    bounds = year_bounds(everything)
    first, last = sorted(st.session_state.get("years", bounds))
    known = options(everything)
    chosen = {name: resolve(st.session_state.get(name, []), known[name])[0] for name in FILTERS}
    return Selection(
        years=None if (first, last) == bounds else (first, last),
        **{field: tuple(option.choice for option in chosen[name]) for name, field in FILTERS.items()},
    )


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


def unknown_values(address: Mapping[str, list[str]], known: Mapping[str, list[Option]]) -> list[str]:
    """A sentence for each value of a filter that is none of its options."""
    return [
        f"Ignored in the address: {_shown(text)} is no {name} in these data."
        for name, choices in known.items()
        for text in resolve([text for text in address.get(name, []) if text], choices)[1]
    ]


def _is_range(values: list[str], bounds: tuple[int, int]) -> bool:
    whole = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) == 4]
    return len(values) == len(whole) == 2 and all(bounds[0] <= year <= bounds[1] for year in whole)


def _put_in_order(values: list[str], bounds: tuple[int, int]) -> None:
    """Turn a range that the address has the wrong way round, before the slider reads it; Streamlit would take it as it is."""
    if "years" not in st.session_state and _is_range(values, bounds) and values[0] > values[1]:
        st.query_params["years"] = values[::-1]
        st.rerun()


def in_labels(address: Mapping[str, list[str]], known: Mapping[str, list[Option]]) -> dict[str, list[str]]:
    """The options that a link names by a plain name, another name or an id, as the labels that the widgets know.

    Streamlit would drop from the address what is no whole label, so labels are put there before the widgets are drawn.
    """
    found = {}
    for name, choices in known.items():
        labels = {option.label for option in choices}
        meant = [option.label for option in resolve(address.get(name, []), choices)[0]]
        if meant and not labels.issuperset(address[name]):
            found[name] = meant
    return found


def _reset(bounds: tuple[int, int]) -> None:
    st.session_state["years"] = bounds
    st.session_state["id"] = ""
    for name in FILTERS:
        st.session_state[name] = []


def _shown(text: str) -> str:
    clean = "".join(mark if mark.isprintable() else " " for mark in text)
    return f'"{clean[:SHOWN_LENGTH]}{"..." if len(clean) > SHOWN_LENGTH else ""}"'
