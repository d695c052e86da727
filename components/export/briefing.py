"""A briefing: the chosen figures and tables of a view as pictures, slides, a report and one ZIP, for page and command."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import pandas as pd

import components.charts
from components.analysis.events import latest
from components.charts.figure import FIGURES, Empty, Figure, Registered
from components.dataset.kinds import Event, Meeting, Source
from components.export import print_map  # noqa: F401 - registers the map
from components.export.names import stem
from components.filters.view import View

TITLE = "Kachin conflict: briefing"
FIRST = ("fighting_and_talks", "map", "events_by_year")
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, eq=False)
class Chosen:
    """A chosen figure: where it stands in the dashboard, and what it is under the view."""

    registered: Registered
    figure: Figure


@dataclass(frozen=True, eq=False)
class Table:
    """A table of records of a view: its key, what it is called, its rows, the latest first, and their sources."""

    key: str
    label: str
    rows: pd.DataFrame
    source_ids: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Briefing:
    """What was asked for and what there is to show; `left_out` says why each of the others has nothing to show."""

    view: View
    figures: tuple[Chosen, ...]
    tables: tuple[Table, ...]
    left_out: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what was asked for can be shown."""
        return not self.figures and not self.tables

    @property
    def sources(self) -> list[Source]:
        """The sources of all that is shown, each once."""
        lists = [*(one.figure.source_ids for one in self.figures), *(table.source_ids for table in self.tables)]
        known = self.view.records.sources
        return [known[key] for key in dict.fromkeys(chain.from_iterable(lists)) if key in known]

    @property
    def name(self) -> str:
        """The beginning of the names of its files."""
        return stem("briefing", self.view)


def briefing(view: View, keys: Iterable[str]) -> Briefing:
    """The figures and tables with these keys under a view, in the order of the dashboard."""
    wanted, figures, tables, left_out = set(keys), [], [], []
    for key, registered in figures_on_offer().items():
        if key in wanted:
            found = registered.make(view)
            if isinstance(found, Empty):
                left_out.append(f"{registered.label}: {found.sentence}")
            else:
                figures.append(Chosen(registered, found))
    for key, (label, found_in, row) in TABLES.items():
        records = latest(found_in(view)) if key in wanted else []
        if records:
            source_ids = tuple(dict.fromkeys(source for one in records for source in one.unique_sources))
            tables.append(Table(key, label, pd.DataFrame(row(view, one) for one in records), source_ids))
        elif key in wanted:
            left_out.append(f"{label}: no record matches these filters.")
    return Briefing(view, tuple(figures), tuple(tables), tuple(left_out))


@cache
def figures_on_offer() -> Mapping[str, Registered]:
    """Every figure of the dashboard by its key, those of the overview first."""
    for module in pkgutil.iter_modules(components.charts.__path__):
        importlib.import_module(f"components.charts.{module.name}")
    order = [*(key for key in FIRST if key in FIGURES), *(key for key in FIGURES if key not in FIRST)]
    return {key: FIGURES[key] for key in order}


def _event(view: View, event: Event) -> dict[str, str]:
    return {
        "id": event.id,
        "date": event.when,
        "type": event.event_type,
        "place": event.place.name,
        "township": event.township,
        "killed": event.killed.words,
        "injured": event.injured.words,
        "counted": "yes" if event.counted else "no",
        "sources": _sources(view, event.unique_sources),
    }


def _meeting(view: View, meeting: Meeting) -> dict[str, str]:
    return {
        "id": meeting.id,
        "date": meeting.when,
        "place": meeting.place.name if meeting.place.id else "",
        "with": meeting.other_side,
        "came of it": meeting.status,
        "declined by": meeting.declined_by,
        "sources": _sources(view, meeting.unique_sources),
    }


def _sources(view: View, identities: Iterable[str]) -> str:
    known = view.records.sources
    return "; ".join(known[one].name for one in identities if one in known)


TABLES: dict[str, tuple[str, Callable[[View], Iterable[Any]], Callable[[View, Any], dict[str, str]]]] = {
    "events": ("Table of events", lambda view: view.events, _event),
    "meetings": ("Table of meetings", lambda view: view.meetings, _meeting),
}
