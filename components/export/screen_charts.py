"""The Plotly figure of a description; the map has none, it is drawn by pydeck on screen and by `print_map` on paper."""

from collections.abc import Callable

import plotly.graph_objects as go

from components.charts.attacks import events_chart, harm_chart
from components.charts.clashes import clashes_chart
from components.charts.described import Figure
from components.charts.fighting_and_talks import fighting_talking_chart
from components.charts.series import coverage_chart, periods_chart, series_chart
from components.charts.talks import per_year_chart, talks_chart
from components.charts.theme import Paper
from components.dataset.kept import kept
from components.maps.townships import rank_chart, timeline_chart


def screen_chart(figure: Figure, paper: Paper, *, wide: bool = False) -> go.Figure:
    """The figure as Plotly draws it on light or dark paper; raises KeyError for a kind that has no chart.

    A wide one need not fit a phone, so that the headings of its panels may be longer. What is drawn from a reader's own file
    is not kept for others.
    """
    draw = _drawn if figure.kind in OF_A_FILE else _drawn_once
    return draw(figure, paper, wide=wide)


def _drawn(figure: Figure, paper: Paper, *, wide: bool) -> go.Figure:
    if figure.kind in PANELS:
        return PANELS[figure.kind](figure.tables["counts"], text=figure, paper=paper, wide=wide, **figure.settings)
    return CHARTS[figure.kind](figure, paper)


_drawn_once = kept(_drawn)


def _clashes(figure: Figure, paper: Paper) -> go.Figure:
    log, per_month = figure.settings["log"], figure.settings["per_month"]
    table, gap = figure.tables["clashes"], figure.settings["gap"]
    return clashes_chart(table, text=figure, paper=paper, log=log, per_month=per_month, gap_words=gap)


def _fighting_talking(figure: Figure, paper: Paper) -> go.Figure:
    clashes, per_year, marks = (figure.tables[name] for name in ("clashes", "talks_per_year", "milestones"))
    return fighting_talking_chart(clashes, per_year, marks, text=figure, paper=paper, **figure.settings)


def _events(figure: Figure, paper: Paper) -> go.Figure:
    return events_chart(figure.tables["events"], text=figure, paper=paper)


def _harm(figure: Figure, paper: Paper) -> go.Figure:
    return harm_chart(figure.tables["harm"], text=figure, paper=paper)


def _talks(figure: Figure, paper: Paper) -> go.Figure:
    return talks_chart(figure.tables["talks"], years=figure.settings["years"], text=figure, paper=paper)


def _talks_per_year(figure: Figure, paper: Paper) -> go.Figure:
    return per_year_chart(figure.tables["talks_per_year"], text=figure, paper=paper)


def _township_timeline(figure: Figure, paper: Paper) -> go.Figure:
    return timeline_chart(figure.tables["timeline"], years=figure.settings["years"], text=figure, paper=paper)


def _township_rank(figure: Figure, paper: Paper) -> go.Figure:
    return rank_chart(figure.tables["townships"], figure.settings["township"], text=figure, paper=paper)


OF_A_FILE = ("file_events", "file_deaths")
PANELS: dict[str, Callable[..., go.Figure]] = {
    "series": series_chart,
    "periods": periods_chart,
    "coverage": coverage_chart,
}
CHARTS: dict[str, Callable[[Figure, Paper], go.Figure]] = {
    "clashes": _clashes,
    "fighting_talking": _fighting_talking,
    "events": _events,
    "harm": _harm,
    "talks": _talks,
    "talks_per_year": _talks_per_year,
    "township_timeline": _township_timeline,
    "township_rank": _township_rank,
}
