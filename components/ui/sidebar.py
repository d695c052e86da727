"""The filters of the sidebar, kept in the address by the widgets themselves, and the choice they make.

The widgets stand in the frame around all pages (`dashboard.py`), not in the pages: Streamlit gives each page widgets of its
own, so filters drawn by a page would be lost on the way to the next one.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

import streamlit as st

from components.analysis.clashes import years_on_record
from components.analysis.tables import ALL_TOPICS, PARTS, TABLE_NAMES
from components.dataset.evidence import EVIDENCE, has_extended, of_evidence, records_held
from components.dataset.load import Dataset
from components.dataset.schema import VOCABULARIES
from components.filters.choice import Selection
from components.filters.options import FILTERS, Option, options, resolve
from components.filters.url import MOST_CHARACTERS, MOST_PARTS, TOO_MUCH
from components.maps.deck import LAYERS, VIEWS
from components.text.escaping import markdown_text
from components.ui.current import chosen_evidence, whole_datasets

SWITCHES = ("log", "per_month")
DATA_PAGE = ("part", "table", "find", "topic", "page")
KNOWN = ("evidence", "years", *FILTERS, "id", "at", "view", "layers", "milestones", "figures", *SWITCHES, *DATA_PAGE)
SHOWN_LENGTH, NOTICES_SHOWN = 60, 6
DROPPED = "dropped_from_the_address"
BOUNDS = "years_on_record"
ID_LENGTH = 40
LABELS = {"township": "Township", "type": "Type of event", "actor": "Actor", "source": "Source"}


def filter_sidebar(everything: Dataset) -> None:
    """Draw the filters, and a notice for each part of the address that was not understood."""
    bounds = year_bounds(everything)
    known = known_options(everything.fingerprint, everything)
    _drop_all()
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    _drop_masses(address, known)
    chosen = {name: st.session_state.get(name, address.get(name, [])) for name in FILTERS}
    offered: dict[str, Iterable[str]] = {
        "view": VIEWS,
        "layers": LAYERS.values(),
        "part": PARTS,
        "table": TABLE_NAMES,
        "topic": {ALL_TOPICS, *everything.disputes["topic"]},
    }
    _show(
        st.session_state.get(DROPPED, []),
        notices(address, bounds),
        unknown_values(chosen, known),
        not_offered(address, offered),
    )
    _put_in_order(address.get("years", []), bounds)
    _carry_over(bounds)
    with st.sidebar:
        _evidence_switch()
        if bounds[0] < bounds[1]:
            st.slider("Years", *bounds, bounds, key="years", bind="query-params", format="%d")
        for name, choices in known.items():
            _multiselect(name, choices, chosen=chosen[name])
        st.text_input("Record", key="id", bind="query-params", max_chars=ID_LENGTH, placeholder="Id, such as A022")
        st.button("Reset filters", on_click=_reset, args=(bounds,), width="stretch", help="The evidence stays as chosen.")
        with st.popover("Copy link", width="stretch"):
            st.caption("This link opens the same view in any browser that can reach this dashboard.")
            st.code(page_link(), language=None, wrap_lines=True)
        st.caption("Numbers in brackets count attack records, whether counted or kept as context.")


def _show(*notices: list[str]) -> None:
    """Warnings, each once, the first few in full."""
    found = list(dict.fromkeys(notice for several in notices for notice in several))
    for notice in found[:NOTICES_SHOWN]:
        st.warning(markdown_text(notice))
    if len(found) > NOTICES_SHOWN:
        st.warning(f"And {len(found) - NOTICES_SHOWN:,} more parts of the address were ignored.")


def _drop_all() -> None:
    """Say that the server has sent the reader here without filters, as the address held more than is read."""
    if TOO_MUCH in st.query_params:
        del st.query_params[TOO_MUCH]
        more = f"more than {MOST_PARTS:,} parts or {MOST_CHARACTERS:,} characters"
        st.session_state[DROPPED] = [f"Ignored: all filters of this address, since it had {more}."]


def _drop_masses(address: Mapping[str, list[str]], known: Mapping[str, list[Option]]) -> None:
    """Take out of the address what no option answers to, where it is too much or too long to be shown in a filter."""
    for name, choices in known.items():
        unknown = set(resolve(address.get(name, []), choices)[1])
        if len(unknown) > NOTICES_SHOWN or any(len(text) > SHOWN_LENGTH for text in unknown):
            what = f"{len(unknown):,} values of {name}, such as" if len(unknown) > 1 else f"a value of {name},"
            dropped = f"Ignored in the address: {what} {_shown(min(unknown))}."
            st.session_state[DROPPED] = [*st.session_state.get(DROPPED, []), dropped]
            st.query_params[name] = [text for text in address[name] if text not in unknown]
            st.rerun()  # the widgets read the address as it stood when the run began


def page_link() -> str:
    """The address of the page as it is shown now, with all its filters."""
    query = urlencode({name: st.query_params.get_all(name) for name in st.query_params}, doseq=True)
    return f"{(st.context.url or '').split('?')[0]}{'?' if query else ''}{query}"


def _multiselect(name: str, choices: list[Option], *, chosen: list[str]) -> None:
    """A filter whose open options show their records and other names, and whose chosen ones are plain names.

    New texts are accepted, so that a link may name a township by another name or its P-code and is left as it is; what no
    option answers to is named in a notice and changes nothing.
    """
    plain = resolve(chosen, choices)[0]
    st.multiselect(
        LABELS[name],
        [option.choice.name if option in plain else option.label for option in choices],
        key=name,
        bind="query-params",
        placeholder="All",
        select_all=False,
        accept_new_options=True,
        on_change=_to_names,
        args=(name, choices),
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def known_options(fingerprint: str, _everything: Dataset) -> dict[str, list[Option]]:
    """The options of one state of the data, counted once."""
    return options(_everything)


def choose(everything: Dataset) -> Selection:
    """What the reader chose in the sidebar; the whole range of years is the same as no choice."""
    bounds = year_bounds(everything)
    first, last = sorted(st.session_state.get("years", bounds))
    known = known_options(everything.fingerprint, everything)
    chosen = {name: resolve(st.session_state.get(name, []), known[name])[0] for name in FILTERS}
    return Selection(
        years=None if (first, last) == bounds else (first, last),
        **{field: tuple(option.choice for option in chosen[name]) for name, field in FILTERS.items()},
        evidence=EVIDENCE[chosen_evidence()] if has_extended(whole_datasets()) or chosen_evidence() == "core" else "",
    )


def evidence_words(whole: Dataset) -> str:
    """What the two kinds of evidence mean and how many records each holds, in one sentence."""
    core = records_held(of_evidence(whole, "core"))
    if not has_extended(whole):
        return f"Core is the five documents, {core:,} records; all is the same, as these data hold nothing else yet."
    return (
        f"Core is what the five documents give, {core:,} records; all adds public reporting from 2011 on, "
        f"{records_held(whole):,} records together."
    )


def _evidence_switch() -> None:
    st.segmented_control("Evidence", list(EVIDENCE), default="all", key="evidence", bind="query-params", required=True)
    st.caption(_cached_words(whole_datasets().fingerprint, _whole=whole_datasets()))


@st.cache_data(max_entries=4, show_spinner=False)
def _cached_words(fingerprint: str, *, _whole: Dataset) -> str:
    return markdown_text(evidence_words(_whole))


def _carry_over(bounds: tuple[int, int]) -> None:
    """Keep the chosen years, as far as they go, when other evidence brings other years to choose from."""
    before = st.session_state.get(BOUNDS, bounds)
    st.session_state[BOUNDS] = bounds
    if before == bounds:
        return
    chosen = st.session_state.get("years", bounds)
    inside = (max(chosen[0], bounds[0]), min(chosen[1], bounds[1]))
    st.session_state["years"] = bounds if chosen == before or inside[0] > inside[1] else inside


def year_bounds(everything: Dataset) -> tuple[int, int]:
    """The first and the last year a reader can choose."""
    return _year_bounds(everything.fingerprint, _everything=everything)


@st.cache_data(max_entries=4, show_spinner=False)
def _year_bounds(fingerprint: str, *, _everything: Dataset) -> tuple[int, int]:
    return years_on_record(_everything.clashes_per_year, _everything.attacks, _everything.meetings)


def notices(address: Mapping[str, list[str]], bounds: tuple[int, int]) -> list[str]:
    """A sentence for each part of the address that is unknown or not understood, which names it."""
    found = [f"Ignored in the address: {_shown(name)} is not a filter." for name in address if name not in KNOWN]
    years = address.get("years")
    if years is not None and not _is_range(years, bounds):
        wanted = f"years={bounds[0]}&years={bounds[1]}"
        found.append(f"Ignored in the address: years {_shown(', '.join(years))} is no range within {wanted}.")
    evidence = address.get("evidence", [])
    if evidence and evidence[-1] not in EVIDENCE:
        found.append(f"Ignored in the address: evidence {_shown(', '.join(evidence))} is neither {' nor '.join(EVIDENCE)}.")
    for name in SWITCHES:
        values = address.get(name, [])
        if values and values[-1] not in ("true", "false"):
            found.append(f"Ignored in the address: {name} {_shown(', '.join(values))} is neither true nor false.")
    kinds = VOCABULARIES["milestone_kind"]
    found += [
        f"Ignored in the address: {_shown(kind)} is no kind of milestone."
        for kind in address.get("milestones", [])
        if kind and kind not in kinds
    ]
    return found


def unknown_values(address: Mapping[str, list[str]], known: Mapping[str, list[Option]]) -> list[str]:
    """A sentence for each value of a filter that is none of its options."""
    return [
        f"Ignored: {_shown(text)} is no {name} in these data."
        for name, choices in known.items()
        for text in resolve([text for text in address.get(name, []) if text], choices)[1]
    ]


def not_offered(address: Mapping[str, list[str]], offered: Mapping[str, Iterable[str]]) -> list[str]:
    """A sentence for each view, layer, part, table or topic that a link asks for and no page has."""
    return [
        f"Ignored in the address: {_shown(value)} is no {name} here."
        for name, words in offered.items()
        for value in address.get(name, [])
        if value and value not in words
    ]


def _is_range(values: list[str], bounds: tuple[int, int]) -> bool:
    whole = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) == 4]
    return len(values) == len(whole) == 2 and all(bounds[0] <= year <= bounds[1] for year in whole)


def _put_in_order(values: list[str], bounds: tuple[int, int]) -> None:
    """Turn a range that the address has the wrong way round, before the slider reads it; Streamlit would take it as it is."""
    if "years" not in st.session_state and _is_range(values, bounds) and values[0] > values[1]:
        st.query_params["years"] = values[::-1]
        st.rerun()


def _to_names(name: str, choices: list[Option]) -> None:
    """Turn the labels that were just chosen into plain names, so that a link keeps working when a count changes."""
    names = [found[0].choice.name if (found := resolve([text], choices)[0]) else text for text in st.session_state[name]]
    st.session_state[name] = list(dict.fromkeys(names))


def _reset(bounds: tuple[int, int]) -> None:
    """Take every filter back. The evidence stays: other bounds would make the years a new widget, which reads the address."""
    st.session_state["years"] = bounds
    st.session_state["id"] = ""
    st.session_state[DROPPED] = []
    for name in FILTERS:
        st.session_state[name] = []


def _shown(text: str) -> str:
    clean = "".join(mark if mark.isprintable() else " " for mark in text)
    return f'"{clean[:SHOWN_LENGTH]}{"..." if len(clean) > SHOWN_LENGTH else ""}"'
