"""One figure: what it says of itself, the tables it draws, and its marks as a plain Plotly dictionary for a theme."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from plotly.basedatatypes import BaseFigure

from components.charts.theme import Theme
from components.filters.view import View
from components.text.once import once

Spec = dict[str, Any]  # a Plotly figure: data and layout
KEPT = 48  # views for which a figure is kept, and themes and views for which its marks are


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure under a view. Title, subtitle and footnote are text around it; the plot holds marks and axes only.

    `title` is the finding (at most 12 words), `subtitle` what is drawn and for which filters, `footnote` the source and the one
    caveat that changes the reading (at most 14 words each). `about` holds the method and every other caveat.
    """

    title: str
    subtitle: str
    footnote: str
    plot: Callable[[Theme], Spec]
    tables: Mapping[str, pd.DataFrame]
    about: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    is_wide: bool = False  # swiped sideways on a phone instead of being squeezed
    legend: tuple[tuple[str, str], ...] = ()  # the sides whose colours the marks bear, by their key, with their names


@dataclass(frozen=True)
class Empty:
    """Why there is nothing to draw, in one calm sentence."""

    title: str
    sentence: str


@dataclass(frozen=True)
class Registered:
    """A figure of the dashboard: its key, the name it is chosen by, the page it stands on, and how it is made."""

    key: str
    label: str
    page: str
    make: Callable[[View], Figure | Empty]
    spec: Callable[[View, Theme], Spec]


FIGURES: dict[str, Registered] = {}


def figure(key: str, label: str, page: str) -> Callable[[Callable[[View], Figure | Empty]], Callable[[View], Figure | Empty]]:
    """Register a figure: it is made once for each view, its marks once for each view and theme."""

    def decorate(make: Callable[[View], Figure | Empty]) -> Callable[[View], Figure | Empty]:
        made = once(maxsize=KEPT)(make)

        @once(maxsize=KEPT)
        def spec(view: View, theme: Theme) -> Spec:
            found = made(view)
            return {} if isinstance(found, Empty) else found.plot(theme)

        FIGURES[key] = Registered(key, label, page, made, spec)
        return made

    return decorate


class Plot(BaseFigure):  # type: ignore[misc]
    """A Plotly figure that is already a dictionary: Streamlit hands it on without building and checking each part.

    A test builds a checked figure from each registered one's dictionary, so that a wrong key still fails.
    """

    def __init__(self, spec: Spec) -> None:
        """Take the dictionary as it is."""
        self._spec = spec

    def to_dict(self) -> Spec:
        """The dictionary itself."""
        return self._spec
