"""The datasets for the pages: read once, read again when a file changes, and the last good ones kept when a file turns bad."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st

from components.datasets import CITATION, DATA, TABLES, DataFaults, Datasets, load
from components.escaping import markdown_text

FAULTS_SHOWN = 10

Stamp = tuple[str, int, int]


@dataclass
class _Kept:
    """The last good datasets of one folder."""

    good: Datasets | None = None


def datasets() -> Datasets:
    """The current datasets, or the last good ones under a banner that names the faults; stops the page when there are none.

    What a page does to a frame stays with that page: it is given copies that share their memory until they are changed.
    """
    folder = DATA
    outcome = _outcome(str(folder), _stamps(folder))
    kept = _kept(str(folder))
    if isinstance(outcome, Datasets):
        kept.good = outcome
    else:
        _banner(outcome, has_good=kept.good is not None)
    if kept.good is None:
        st.stop()
    copies: dict[str, Any] = {name: kept.good.table(name).copy(deep=False) for name in TABLES}
    return replace(kept.good, **copies)


def _stamps(folder: Path) -> tuple[Stamp, ...]:
    """Name, time of change and size of each file the datasets are made of; zeros for a missing one."""
    return tuple(_stamp(path) for path in (*(folder / spec.file for spec in TABLES.values()), CITATION))


def _stamp(path: Path) -> Stamp:
    if not path.is_file():
        return path.name, 0, 0
    facts = path.stat()
    return path.name, facts.st_mtime_ns, facts.st_size


@st.cache_resource(max_entries=4, show_spinner="Reading the data")
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
