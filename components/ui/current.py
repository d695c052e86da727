"""The datasets for the pages: read once, read again when a file changes, and the last good ones kept when a file turns bad.

This is the one place where the chosen evidence is applied: a page that asks for the datasets gets those of the choice.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import streamlit as st

from components.dataset.evidence import EVIDENCE, Evidence, of_evidence
from components.dataset.load import CITATION, DATA, TABLES, DataFaults, Dataset, load
from components.text.escaping import markdown_text
from components.text.once import once

FAULTS_SHOWN = 10
SECONDS_BETWEEN_LOOKS = 2  # at the files, by each open page, as long as one of them has a fault

Stamp = tuple[str, int, int]


@dataclass
class _Kept:
    """The last good datasets of one folder."""

    good: Dataset | None = None


def datasets() -> Dataset:
    """The current datasets of the chosen evidence, or the last good ones; stops the page when there are none.

    What a page does to a frame stays with that page: it is given copies. (Copies that share memory until they are changed would
    each leave a mark in the frame they came from, which after some hundred runs cost more than they save.)
    """
    whole = whole_datasets()
    chosen = _of_evidence(whole.fingerprint, chosen_evidence(), _everything=whole)
    copies: dict[str, Any] = {name: chosen.table(name).copy() for name in TABLES}
    return replace(chosen, **copies)


def chosen_evidence() -> Evidence:
    """The evidence that the widget of the sidebar, or before it is drawn the address, asks for; all unless it is known."""
    value = st.session_state.get("evidence") or st.query_params.get("evidence")
    return cast("Evidence", value) if value in EVIDENCE else "all"


def whole_datasets() -> Dataset:
    """The current datasets whatever evidence is chosen, or the last good ones, to be read only; with the stop of `datasets`."""
    good = _last_good(_outcome(str(DATA), _stamps(DATA)))
    if good is None:
        st.stop()
    return good


def whole_dataset() -> Dataset:
    """The current data, or the last good ones; stops the page when there are none."""
    return whole_datasets()


@once(maxsize=4)
def of_evidence_once(whole: Dataset, evidence: str) -> Dataset:
    """The data of one evidence, made once for each state of the whole."""
    return of_evidence(whole, cast("Evidence", evidence))


def data_banner() -> None:
    """Say what is wrong with the files, as long as something is; the page looks for itself whether they have been mended."""
    stamps = _stamps(DATA)
    outcome = _outcome(str(DATA), stamps)
    good = _last_good(outcome)
    if isinstance(outcome, DataFaults):
        st.fragment(_banner, run_every=SECONDS_BETWEEN_LOOKS)(outcome, stamps, has_good=good is not None)


def read_ahead() -> None:
    """Read the data before the first reader asks; what is wrong with it is told on the pages, as ever."""
    _outcome(str(DATA), _stamps(DATA))


@st.cache_resource(max_entries=4, show_spinner=False)
def _of_evidence(fingerprint: str, evidence: Evidence, *, _everything: Dataset) -> Dataset:
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
def _outcome(folder: str, stamps: tuple[Stamp, ...]) -> Dataset | DataFaults:
    """The datasets of a folder as its stamps stand, or all its faults; a bad state is read only once, too."""
    try:
        return load(Path(folder))
    except DataFaults as faults:
        return faults


@st.cache_resource(show_spinner=False)
def _kept(folder: str) -> _Kept:
    return _Kept()


def _last_good(outcome: Dataset | DataFaults) -> Dataset | None:
    """The datasets if they are good, else those that were so before; None when there were none."""
    kept = _kept(str(DATA))
    if isinstance(outcome, Dataset):
        kept.good = outcome
    return kept.good


def _banner(faults: DataFaults, stamps: tuple[Stamp, ...], *, has_good: bool) -> None:
    """The first faults one by one, and what is on screen meanwhile; runs the page anew once a file is another."""
    if _stamps(DATA) != stamps:
        st.rerun()
    lead = (
        "A data file has a fault. The last good data stays on screen until it is mended."
        if has_good
        else "The data cannot be shown: a data file has a fault. The page opens as soon as it is mended."
    )
    lines = [f"- {markdown_text(str(fault))}" for fault in faults.faults[:FAULTS_SHOWN]]
    more = len(faults.faults) - FAULTS_SHOWN
    if more > 0:
        lines.append(f"- and {more} more")
    st.error("\n".join([lead, "", *lines]))
