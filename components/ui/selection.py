"""What the reader chose, held in the session and told in the address: each is brought to the other at the start of a run.

The selection is one value of the session. The bar's widgets show it; where one of them holds something else at the start of a
run, its reader has changed it. Clicks on marks change it by callbacks. The address is written from it, and an address that is
not the one last written (a link, Back, Forward) makes the selection anew.
"""

from collections.abc import Iterable, Mapping
from typing import cast
from urllib.parse import urlencode

import streamlit as st

from components.dataset.evidence import EVIDENCE
from components.dataset.load import Dataset
from components.dataset.records import records
from components.filters.table import BY_NAME, FILTERS, resolve
from components.filters.url import MOST_CHARACTERS, MOST_PARTS, TOO_MUCH
from components.filters.view import Selection, View, parameters
from components.text.escaping import markdown_text
from components.text.once import once
from components.ui.current import of_evidence_once, whole_dataset

OWN = ("evidence", "years", *(one.name for one in FILTERS), "id")
# Parameters of single pages, which their widgets keep in the address themselves.
PAGES_OWN = ("tab", "part", "table", "find", "view", "linear", "per_month", "at", "first", "second", "figures")
SHOWN, SHOWN_LENGTH = 3, 40
SELECTION, RECORD, WRITTEN, NOTICE = "selection", "record_id", "address_written", "notice"
SHOWN_IN_BAR = "shown_in_bar"


def start(page: str) -> None:
    """Bring the session's selection and the address to each other, for the page that is about to be drawn."""
    _take_from_bar()
    address = {name: st.query_params.get_all(name) for name in OWN if name in st.query_params}
    written_for, written = st.session_state.get(WRITTEN, (None, None))
    has_moved = written_for is not None and written_for != page
    if written is None or (address != written and (address or not has_moved)):
        _read(whole_dataset(), address)
    write(page)


def shown(name: str, value: object) -> str:
    """The key of the bar's widget of that name, which is to show this value."""
    key = f"bar_{name}"
    st.session_state[key] = value
    st.session_state.setdefault(SHOWN_IN_BAR, {})[key] = value
    return key


def _take_from_bar() -> None:
    """Change the selection by what the reader did to the widgets of the bar since they were shown."""
    for key, before in cast("dict[str, object]", st.session_state.get(SHOWN_IN_BAR, {})).items():
        now = st.session_state.get(key, before)
        if now != before:
            choose(**{key.removeprefix("bar_"): tuple(now) if isinstance(now, list) else now})
    st.session_state[SHOWN_IN_BAR] = {}


def write(page: str) -> None:
    """Bring the address to the selection."""
    texts = _texts(view())
    for name in OWN:
        if st.query_params.get_all(name) != texts.get(name, []):
            st.query_params[name] = texts.get(name, [])
    st.session_state[WRITTEN] = (page, texts)


def selection() -> Selection:
    """The selection of the session."""
    return cast("Selection", st.session_state.get(SELECTION, Selection()))


def view() -> View:
    """The data under the selection."""
    return view_of(whole_dataset(), selection())


@once(maxsize=64)
def view_of(whole: Dataset, chosen: Selection) -> View:
    """The view of a selection, made once with all that was worked out of it."""
    return View(of_evidence_once(whole, chosen.evidence), chosen)


def choose(**changes: object) -> None:
    """Change the selection: `years` (None for all), `evidence`, or the values of a filter by its name."""
    before = selection()
    values = {name: before[name] for name in BY_NAME} | {
        name: cast("Iterable[str]", changes[name]) for name in BY_NAME if name in changes
    }
    years = cast("tuple[int, int] | None", changes.get("years", before.years))
    if years is not None and tuple(sorted(years)) == records(whole_dataset()).years:
        years = None
    st.session_state[SELECTION] = Selection.of(years, evidence=str(changes.get("evidence", before.evidence)), **values)


def toggle(name: str, value: str) -> None:
    """Choose one value of a filter alone, or free the filter when it was that value alone."""
    choose(**{name: () if selection()[name] == (value,) else (value,)})


def toggle_year(year: int) -> None:
    """Choose one year alone, or all years when it was that year alone."""
    choose(years=None if selection().years == (year, year) else (year, year))


def step_year(step: int) -> None:
    """Choose the year after the chosen ones, or before them with -1; with none chosen, the first or the last on record."""
    first, last = records(whole_dataset()).years
    now = selection().years
    year = (now[1] + 1 if step > 0 else now[0] - 1) if now else (first if step > 0 else last)
    year = min(max(year, first), last)
    choose(years=(year, year))


def reset() -> None:
    """Take every filter back; the evidence stays."""
    st.session_state[SELECTION] = Selection(evidence=selection().evidence)
    st.session_state.pop(NOTICE, None)


def open_record(identity: str) -> None:
    """Open the record with this id; an empty one closes it."""
    st.session_state[RECORD] = identity


def opened() -> str:
    """The id of the record that is open; empty when none is."""
    return str(st.session_state.get(RECORD, ""))


def notices() -> list[str]:
    """What of the address was not understood, to be shown once."""
    return cast("list[str]", st.session_state.get(NOTICE, []))


def link() -> str:
    """What an address asks to open this again: the filters, the open record, and what the page keeps in its address."""
    kept = [(name, value) for name in PAGES_OWN for value in st.query_params.get_all(name)]
    parts = [*parameters(view()), *([("id", opened())] if opened() else []), *kept]
    return f"?{urlencode(parts)}" if parts else ""


def own(name: str, names: Mapping[str, object]) -> str:
    """The key of a page's own widget for one of these values, which the address holds too unless it is the first of them."""
    key, first = f"own_{name}", next(iter(names))
    asked = st.query_params.get(name, first)
    value = st.session_state.get(key, asked) if asked == st.session_state.get(f"{key}_written") else asked
    value = value if value in names else first
    if value != first:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
    st.session_state[key] = st.session_state[f"{key}_written"] = value
    return key


def _texts(found: View) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for name, text in parameters(found):
        texts.setdefault(name, []).append(text)
    return texts | ({"id": [opened()]} if opened() else {})


def _read(whole: Dataset, address: Mapping[str, list[str]]) -> None:
    """Make the selection from an address, and a notice of what in it means nothing."""
    unknown = [name for name in st.query_params if name not in (*OWN, *PAGES_OWN, TOO_MUCH)]
    strange = [markdown_text(_short(name)) for name in unknown]
    if TOO_MUCH in st.query_params:
        strange.append(f"all of an address with more than {MOST_PARTS:,} parts or {MOST_CHARACTERS:,} characters")
    for name in (*unknown, TOO_MUCH):
        st.query_params.pop(name, None)
    values: dict[str, tuple[str, ...]] = {}
    for one in FILTERS:
        values[one.name], missed = resolve(whole, one.name, address.get(one.name, ()))
        strange += [f"{one.name} {markdown_text(_short(text))}" for text in missed if text]
    years, evidence = _years(address.get("years", []), records(whole).years), (address.get("evidence") or ["all"])[-1]
    if address.get("years") and years is None:
        strange.append(f"years {markdown_text(_short(', '.join(address['years'])))}")
    if evidence not in EVIDENCE:
        strange.append(f"evidence {markdown_text(_short(evidence))}")
        evidence = "all"
    identity = (address.get("id") or [""])[-1]
    if identity and identity not in records(whole).by_id:
        strange.append(f"record {markdown_text(_short(identity))}")
        identity = ""
    st.session_state[RECORD] = identity
    st.session_state[NOTICE] = strange
    st.session_state[SELECTION] = Selection.of(None if years == records(whole).years else years, evidence=evidence, **values)


def _years(texts: list[str], bounds: tuple[int, int]) -> tuple[int, int] | None:
    years = sorted(int(text) for text in texts if text.isascii() and text.isdigit() and len(text) == 4)
    if len(years) != len(texts) or len(years) not in (1, 2) or years[0] < bounds[0] or years[-1] > bounds[1]:
        return None
    return years[0], years[-1]


def _short(text: str) -> str:
    clean = "".join(mark if mark.isprintable() else " " for mark in text)
    return f"“{clean[:SHOWN_LENGTH]}{'…' if len(clean) > SHOWN_LENGTH else ''}”"
