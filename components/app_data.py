"""The datasets for the pages: read once, read again when a file changes, and the last good ones kept when a file turns bad.

This is the one place where the chosen evidence is applied: a page that asks for the datasets gets those of the choice.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import streamlit as st

from components.datasets import CITATION, DATA, TABLES, DataFaults, Datasets, load
from components.escaping import markdown_text
from components.evidence import EVIDENCE, Evidence, of_evidence

FAULTS_SHOWN = 10

Stamp = tuple[str, int, int]


@dataclass
class _Kept:
    """The last good datasets of one folder."""

    good: Datasets | None = None


def datasets() -> Datasets:
    """The current datasets of the chosen evidence, or the last good ones under a banner; stops the page when there are none.

    What a page does to a frame stays with that page: it is given copies that share their memory until they are changed.
    """
    whole = whole_datasets()
    chosen = _of_evidence(whole.fingerprint, chosen_evidence(), _everything=whole)
    copies: dict[str, Any] = {name: chosen.table(name).copy(deep=False) for name in TABLES}
    return replace(chosen, **copies)


def chosen_evidence() -> Evidence:
    """The evidence that the widget of the sidebar, or before it is drawn the address, asks for; all unless it is known."""
    value = st.session_state.get("evidence") or st.query_params.get("evidence")
    return cast("Evidence", value) if value in EVIDENCE else "all"


def whole_datasets() -> Datasets:
    """The current datasets whatever evidence is chosen, to be read only; with the banner and the stop of `datasets`."""
    folder = DATA
    outcome = _outcome(str(folder), _stamps(folder))
    kept = _kept(str(folder))
    if isinstance(outcome, Datasets):
        kept.good = outcome
    else:
        _banner(outcome, has_good=kept.good is not None)
    if kept.good is None:
        st.stop()
    return kept.good


def read_ahead() -> None:
    """Read the data before the first reader asks; what is wrong with it is told on the pages, as ever."""
    _outcome(str(DATA), _stamps(DATA))


@st.cache_resource(max_entries=4, show_spinner=False)
def _of_evidence(fingerprint: str, evidence: Evidence, *, _everything: Datasets) -> Datasets:
    """The data of one evidence, made once for each fingerprint of the whole."""
    return of_evidence(_everything, evidence)


def _stamps(folder: Path) -> tuple[Stamp, ...]:
    """Name, time of change and size of each file the datasets are made of; zeros for a missing one."""
    return tuple(_stamp(path) for path in (*(folder / spec.file for spec in TABLES.values()), CITATION))


def _stamp(path: Path) -> Stamp:
    if not path.is_file():
        return path.name, 0, 0
    facts = path.stat()
    return path.name, facts.st_mtime_ns, facts.st_size


@st.cache_resource(max_entries=4, show_spinner=False)
def _outcome(folder: str, stamps: tuple[Stamp, ...]) -> Datasets | DataFaults:
    """The datasets of a folder as its stamps stand, or all its faults; a bad state is read only once, too."""
    try:
        return load(Path(folder))
    except DataFaults as faults:
        return faults


@st.cache_resource(show_spinner=False)
def _kept(folder: str) -> _Kept:
    return _Kept()


def _banner(faults: DataFaults, *, has_good: bool) -> None:
    """Say what is wrong with the files, the first faults one by one, and what is on screen meanwhile."""
    lead = (
        "A data file has a fault. The last good data stays on screen until it is mended."
        if has_good
        else "The data cannot be shown: a data file has a fault. Mend it and reload the page."
    )
    lines = [f"- {markdown_text(str(fault))}" for fault in faults.faults[:FAULTS_SHOWN]]
    more = len(faults.faults) - FAULTS_SHOWN
    if more > 0:
        lines.append(f"- and {more} more")
    st.error("\n".join([lead, "", *lines]))
