"""Events and deaths of a brought file by the year, drawn as Plotly figures; never on one axis with our counts of clashes."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.described import FigureText
from components.charts.plot import LABEL_SIZE, Sketch, at_left, frame, year_axis
from components.charts.theme import DENSITY, IMPORTED, Paper
from components.text.escaping import plotly_text
from components.uploads.measures import NOT_IN_FILE

HEIGHT = 260
BAR, RANGE_BAR = 0.72, 0.5
ROOM_ABOVE = 1.16
LABELLED_YEARS, LABELLED_DIGITS = 24, 42  # more years, or more digits in all, than this have no room for a number each
HATCH = {"fillmode": "replace", "size": 7, "solidity": 0.35}


def file_events_chart(table: pd.DataFrame, *, text: FigureText, paper: Paper) -> go.Figure:
    """A bar for each year of an `events_per_year` table: rows of the file; part years hatched, years outside it shaded."""
    sketch = Sketch()
    colour = IMPORTED.on(paper)
    for coverage, rows in _covered(table).groupby("coverage", sort=False):
        sketch.add_trace(_bars(str(coverage), rows, colour, paper))
    _numbers(sketch, table, "events", "events", paper)
    return _framed(sketch, table, table["events"], "Events (rows of the file)", text, paper)


def file_deaths_chart(table: pd.DataFrame, *, single: bool, text: FigureText, paper: Paper) -> go.Figure:
    """Deaths by the year: from the low to the high estimate with a line at the best one, or bars where there is one number."""
    sketch = Sketch()
    colour = IMPORTED.on(paper)
    rows = _covered(table)
    for coverage, part in rows.groupby("coverage", sort=False):
        hatched = coverage == "part year"
        bottom = part["killed_low"].astype(float) * (0 if single else 1)
        sketch.add_trace(
            go.Bar(
                x=part["year"].tolist(),
                y=(part["killed_high"].astype(float) - bottom).tolist(),
                base=bottom.tolist(),
                width=BAR if single else RANGE_BAR,
                name=_name("ACLED's one number" if single else "From the low to the high estimate", hatched=hatched),
                marker=_paint(colour, paper, hatched=hatched, pale=not single),
                hoverinfo="text",
                hovertext=[_deaths_words(row, single=single) for row in part.to_dict("records")],
            )
        )
    if not single:
        sketch.add_trace(_best(rows, colour, written=_has_room(table, "killed_best")))
    _numbers(sketch, table, "killed_best", "killed_high", paper)
    return _framed(sketch, table, table["killed_high"], "Deaths in these events", text, paper)


def file_events_in_words(table: pd.DataFrame) -> str:
    """The text alternative of the chart of events: every number in it."""
    return f"Bar chart of events in the file per year. {_years_in_words(table, 'events')}"


def file_deaths_in_words(table: pd.DataFrame, *, single: bool) -> str:
    """The text alternative of the chart of deaths: every number in it."""
    if single:
        return f"Bar chart of deaths in the events of the file per year. {_years_in_words(table, 'killed_best')}"
    words = [
        f"{row['period']}: {row['killed_low']:,} to {row['killed_high']:,}, best {row['killed_best']:,}"
        for row in _covered(table).to_dict("records")
    ]
    return f"Chart of deaths in the events of the file per year, low to high with the best estimate. {'; '.join(words)}."


def _years_in_words(table: pd.DataFrame, value: str) -> str:
    words = [f"{row['period']}: {row[value]:,}" for row in _covered(table).to_dict("records")]
    return f"{'; '.join(words) or 'No year of the file'}."


def _covered(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["coverage"] != NOT_IN_FILE]


def _bars(coverage: str, rows: pd.DataFrame, colour: str, paper: Paper) -> go.Bar:
    hatched = coverage == "part year"
    return go.Bar(
        x=rows["year"].tolist(),
        y=rows["events"].astype(float).tolist(),
        width=BAR,
        name=_name("Events in the file", hatched=hatched),
        marker=_paint(colour, paper, hatched=hatched),
        hoverinfo="text",
        hovertext=[f"{row['period']}: {row['events']:,} events, {row['coverage']}" for row in rows.to_dict("records")],
    )


def _name(words: str, *, hatched: bool) -> str:
    return "Hatched: the file covers a part of the year" if hatched else words


def _paint(colour: str, paper: Paper, *, hatched: bool, pale: bool = False) -> dict[str, Any]:
    """A plain bar, a hatched one, or a pale one with an outline."""
    line = {"color": colour, "width": 1.2}
    if hatched:
        pattern = {"shape": "/", "fgcolor": colour, "bgcolor": paper.background, **HATCH}
        return {"color": colour, "line": line, "pattern": pattern}
    return {"color": DENSITY[paper.mode][0] if pale else colour, "line": line}


def _best(rows: pd.DataFrame, colour: str, *, written: bool) -> go.Scatter:
    return go.Scatter(
        x=rows["year"].tolist(),
        y=rows["killed_best"].astype(float).tolist(),
        mode="markers",
        marker={"symbol": "diamond", "size": 7, "color": colour},
        name=f"Best estimate{', which is the number written' if written else ''}",
        hoverinfo="skip",
        cliponaxis=False,
    )


def _deaths_words(row: Mapping[Any, Any], *, single: bool) -> str:
    numbers = f"{row['killed_best']:,} deaths"
    if not single:
        numbers = f"{row['killed_low']:,} to {row['killed_high']:,} deaths, best estimate {row['killed_best']:,}"
    return f"{row['period']}: {numbers} in {row['events']:,} events, {row['coverage']}"


def _numbers(sketch: Sketch, table: pd.DataFrame, value: str, top: str, paper: Paper) -> None:
    """Write the number of each year over its bar, where all of them have room."""
    rows = _covered(table)
    labels = [f"{number:,}" for number in rows[value]]
    if not _has_room(table, value):
        return
    sketch.add_trace(
        go.Scatter(
            x=rows["year"].tolist(), y=rows[top].astype(float).tolist(), mode="text", text=labels,
            textposition="top center", textfont={"size": LABEL_SIZE - 1, "color": paper.text}, hoverinfo="skip",
            showlegend=False, cliponaxis=False,
        )
    )  # fmt: skip


def _has_room(table: pd.DataFrame, value: str) -> bool:
    """Whether the numbers of all years fit over their bars on a phone."""
    return len(table) <= LABELLED_YEARS and sum(len(f"{number:,}") for number in _covered(table)[value]) <= LABELLED_DIGITS


def _framed(sketch: Sketch, table: pd.DataFrame, values: pd.Series, unit: str, text: FigureText, paper: Paper) -> go.Figure:
    """The figure with its axes, its unit, the shaded years outside the file, and the words around it."""
    top = float(values.max()) if values.notna().any() else 0.0
    _shade(sketch, table, paper)
    sketch.add_annotation(**at_left(unit, paper, y=1))
    looks = {"fixedrange": True, "showticklabels": top > 0, "showgrid": top > 0, "gridcolor": paper.grid, "zeroline": False}
    figure = sketch.figure({"yaxis": {"range": [0, top * ROOM_ABOVE or 1], "tickformat": ",", "rangemode": "tozero", **looks}})
    entries = sum(1 for trace in sketch.traces if trace.showlegend is not False)
    frame(figure, text, paper, entries=entries, height=HEIGHT)
    figure.update_xaxes(**year_axis(table))
    return figure


def _shade(sketch: Sketch, table: pd.DataFrame, paper: Paper) -> None:
    """Shade each run of years that the file does not cover, and say so in it."""
    years = sorted(table.loc[table["coverage"] == NOT_IN_FILE, "year"])
    for _, run in groupby(enumerate(years), key=lambda pair: pair[1] - pair[0]):
        span = [year for _, year in run]
        first, last = span[0], span[-1]
        sketch.add_shape(
            type="rect", x0=first - 0.5, x1=last + 0.5, y0=0, y1=1, yref="paper", fillcolor=paper.gap, line={"width": 0},
            layer="below",
        )  # fmt: skip
        wide = (last - first + 1) / len(table) >= 0.3
        sketch.add_annotation(
            x=(first + last) / 2, y=0, yref="paper", yanchor="bottom", yshift=8, text=plotly_text(NOT_IN_FILE),
            textangle=0 if wide else -90, showarrow=False, font={"size": LABEL_SIZE, "color": paper.quiet},
        )  # fmt: skip
