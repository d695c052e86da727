"""A briefing: the chosen figures and tables of a view as pictures, slides, a report and one ZIP, for page and command."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

import components.charts
from components.charts.figure import FIGURES, Empty, Figure, Registered
from components.dataset.kinds import Event, Meeting
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
    """A table of records of a view: its key, what it is called, its rows."""

    key: str
    label: str
    rows: pd.DataFrame


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
    for key, (label, rows) in TABLES.items():
        if key in wanted:
            table = Table(key, label, rows(view))
            if table.rows.empty:
                left_out.append(f"{label}: no record matches these filters.")
            else:
                tables.append(table)
    return Briefing(view, tuple(figures), tuple(tables), tuple(left_out))


@cache
def figures_on_offer() -> Mapping[str, Registered]:
    """Every figure of the dashboard by its key, those of the overview first."""
    for module in pkgutil.iter_modules(components.charts.__path__):
        importlib.import_module(f"components.charts.{module.name}")
    order = [*(key for key in FIRST if key in FIGURES), *(key for key in FIGURES if key not in FIRST)]
    return {key: FIGURES[key] for key in order}


def _events(view: View) -> pd.DataFrame:
    return pd.DataFrame(_event(view, one) for one in view.events)


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


def _meetings(view: View) -> pd.DataFrame:
    return pd.DataFrame(_meeting(view, one) for one in view.meetings)


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


TABLES: dict[str, tuple[str, Callable[[View], pd.DataFrame]]] = {
    "events": ("Table of events", _events),
    "meetings": ("Table of meetings", _meetings),
}
