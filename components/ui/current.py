"""The data for the pages: read once, read again when a file changes, and the last good state kept when a file turns bad."""

from pathlib import Path
from typing import cast

import streamlit as st

from components.dataset import DATA
from components.dataset.evidence import Evidence, of_evidence
from components.dataset.faults import DataFaults
from components.dataset.load import CITATION, Dataset, load
from components.dataset.schema import TABLES
from components.text.escaping import markdown_text
from components.text.once import once

FAULTS_SHOWN = 10
SECONDS_BETWEEN_LOOKS = 2  # at the files, by each open page, as long as one of them has a fault

Stamp = tuple[str, int, int]


def whole_dataset() -> Dataset:
    """The current data, or the last good ones; stops the page when there are none."""
    good = _last_good(_outcome(str(DATA), _stamps(DATA)))
    if good is None:
        st.stop()
    return good


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


def _stamps(folder: Path) -> tuple[Stamp, ...]:
    """Name, time of change and size of each file the datasets are made of; zeros for a missing one."""
    paths = (*(folder / spec.file for spec in TABLES.values()), CITATION)
    facts = {path.name: path.stat() if path.is_file() else None for path in paths}
    return tuple((name, one.st_mtime_ns, one.st_size) if one else (name, 0, 0) for name, one in facts.items())


@st.cache_resource(max_entries=4, show_spinner=False)
def _outcome(folder: str, stamps: tuple[Stamp, ...]) -> Dataset | DataFaults:
    """The datasets of a folder as its stamps stand, or all its faults; a bad state is read only once, too."""
    try:
        return load(Path(folder))
    except DataFaults as faults:
        return faults


@st.cache_resource(show_spinner=False)
def _kept() -> dict[str, Dataset]:
    return {}


def _last_good(outcome: Dataset | DataFaults) -> Dataset | None:
    """The datasets if they are good, else those that were so before; None when there were none."""
    kept = _kept()
    if isinstance(outcome, Dataset):
        kept[str(DATA)] = outcome
    return kept.get(str(DATA))


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
