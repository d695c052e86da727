"""One township drawn: its attacks and meetings on one time axis, its rank among the others, and where its map looks."""

from collections.abc import Mapping
from math import cos, log2, radians
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.townships import ATTACKS, HOLLOW, MEETINGS, NO_RECORD
from components.charts.attacks import SYMBOLS
from components.charts.described import FigureText
from components.charts.plot import LABEL_SIZE, TITLE_WIDTH, Sketch, frame
from components.charts.theme import APART_TALKS, EVENTS, Paper
from components.maps.layout import MapView
from components.text.escaping import plotly_text

LINE, BAR_ROW = 26, 46  # pixels for a line of marks, and for the name of a township with its bar
MARK, MEETING_SYMBOL = 20, "hexagon"
MARK_SHARE = 0.075  # of the axis, what the mark of a day takes on a phone
SHORT_SHARE = 0.015  # of the axis, what a span must take to be seen as one
SECTIONS = {ATTACKS: "Attacks", MEETINGS: "Meetings"}
LANES = {
    "held": "Held",
    "declined": "Declined, at the place proposed",
    "absent": "Held without the KIO/KIA",
    "not held": "Did not come about, at the place proposed",
}
MEANINGS = {
    "counted": "attack record that is counted",
    "not counted": "hollow: attack kept as context or part",
    "held": "meeting held",
    "declined": "hollow: meeting declined",
    "absent": "grey triangle: held without the KIO/KIA",
    "not held": "grey cross: meeting that did not come about",
}
SHORT_SPAN = "small square: a span too short to draw"
CHOSEN_MARK = "▶"
MAP_HEIGHT, MAP_WIDTH = 400, 320  # pixels; the width is that of a phone
KM_PER_DEGREE = 111.2
ZOOMS, LONE_ZOOM = (6.2, 9.6), 7.6


def timeline_chart(timeline: pd.DataFrame, *, years: tuple[int, int], text: FigureText, paper: Paper) -> go.Figure:
    """A `township_timeline` table on one axis over the years: attacks above, meetings below a line, as they are not the same.

    What is known to the day is a mark, anything wider a bar over its whole span. Hollow is what does not count: context and
    parts among the attacks, refusals among the meetings, and, in shapes of their own, what was neither held nor declined.
    """
    placed, headings = _lines(timeline, years)
    sketch = Sketch()
    for row in placed.to_dict("records"):
        if row["start"] == row["end"]:
            sketch.add_trace(_day_mark(row, paper))
        else:
            _span(sketch, row, paper, short=_is_short(row, years))
    for words, line, is_section in headings:
        sketch.add_annotation(
            x=0, xref="paper", xanchor="left", xshift=-48, y=line, showarrow=False,
            text=f"<b>{words}</b>" if is_section else plotly_text(words),
            font={"size": LABEL_SIZE, "color": paper.text if is_section else paper.quiet},
        )  # fmt: skip
        sketch.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=line - 0.5, y1=line - 0.5,
            line={"color": paper.quiet if is_section else paper.grid, "width": 1}, layer="below",
        )  # fmt: skip
    figure = sketch.figure()
    shown = [_legend_mark(standing, paper) for standing in MEANINGS if standing in set(timeline["standing"])]
    if any(_is_short(row, years) for row in placed.to_dict("records")):
        marker = _marker("square", paper.quiet, False, paper, size=11)
        shown.append(go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=SHORT_SPAN))
    figure.add_traces(shown)
    depth = max([*(line for _, line, _ in headings), *placed["y"]]) + 1
    frame(figure, text, paper, entries=len(shown), height=int(LINE * depth) + 8)
    figure.update_yaxes(range=[depth - 0.4, -0.6], visible=False, fixedrange=True)
    _time_axis(figure, years, paper)
    return figure


def timeline_in_words(timeline: pd.DataFrame) -> str:
    """The text alternative of the timeline: each attack record and each meeting with its date and whether it counts."""
    words = []
    for kind, label in SECTIONS.items():
        rows = timeline[timeline["kind"] == kind].to_dict("records")
        told = "; ".join(f"{row['date']}: {row['lane']}{_standing_words(row)}" for row in rows)
        words.append(f"{label}: {told or NO_RECORD}.")
    return f"Time chart of attacks and of meetings, apart. {' '.join(words)}"


def rank_chart(counts: pd.DataFrame, township: str, *, text: FigureText, paper: Paper) -> go.Figure:
    """A bar per township with records from a `township_counts` table: solid what counts, hollow what is kept beside it.

    The chosen township has an arrow, a bold name and the darkest bar, and stands there even without a record.
    """
    rows = ranked_rows(counts, township).to_dict("records")
    sketch = Sketch()
    most = 1
    for line, row in enumerate(rows):
        is_chosen = row["township"] == township
        colour = paper.text if is_chosen else paper.quiet
        solid, hollow = (0 if pd.isna(row[name]) else int(row[name]) for name in ("counted", "not_counted"))
        most = max(most, solid + hollow)
        for width, start, fill in ((solid, 0, colour), (hollow, solid, paper.background)):
            if width:
                sketch.add_trace(_bar(width, start, line, fill, colour))
        name = plotly_text(row["township"])
        sketch.add_annotation(
            x=0, xref="paper", xanchor="left", xshift=-48, y=line - 0.32, showarrow=False,
            text=f"<b>{CHOSEN_MARK} {name}</b>, shown above" if is_chosen else name,
            font={"size": LABEL_SIZE, "color": paper.text},
        )  # fmt: skip
        sketch.add_annotation(
            x=solid + hollow, xanchor="left", xshift=6, y=line + 0.14, showarrow=False, text=plotly_text(bar_words(row)),
            font={"size": LABEL_SIZE, "color": paper.text},
        )  # fmt: skip
    figure = sketch.figure()
    frame(figure, text, paper, entries=0, height=BAR_ROW * max(len(rows), 1))
    figure.update_layout(showlegend=False)
    figure.update_yaxes(range=[max(len(rows), 1) - 0.5, -0.6], visible=False, fixedrange=True)
    figure.update_xaxes(range=[0, most * 2.1], visible=False, fixedrange=True)
    return figure


def ranked_rows(counts: pd.DataFrame, township: str) -> pd.DataFrame:
    """The townships that the rank chart draws: those with an attack record, and the chosen one in any case."""
    return counts[counts["counted"].notna() | (counts["township"] == township)].reset_index(drop=True)


def rank_in_words(counts: pd.DataFrame, township: str) -> str:
    """The text alternative of the rank chart: each township with its numbers."""
    words = [
        f"{row['township']}{' (the chosen one)' if row['township'] == township else ''}: {bar_words(row)}"
        for row in ranked_rows(counts, township).to_dict("records")
    ]
    return f"Bar chart of attack records per township, most counted first. {'; '.join(words)}."


def bar_words(row: Mapping[Any, Any]) -> str:
    """What stands beside the bar of a township: how many records count and how many do not."""
    if pd.isna(row["counted"]):
        return NO_RECORD if row["in_these_sources"] == NO_RECORD else "no attack record"
    rest = f", {row['not_counted']} not" if row["not_counted"] else ""
    return f"{row['counted'] or 'none'} counted{rest}"


def township_view(township: str, attacks: pd.DataFrame, seat: Mapping[Any, Any]) -> MapView:
    """A view with the seat in its middle that holds the place and the circle of each of these `located` records."""
    reach = LONE_ZOOM
    if len(attacks):
        shrink = cos(radians(float(seat["latitude"])))
        margin = attacks["radius_km"] / KM_PER_DEGREE + 0.03
        down = ((attacks["latitude"] - seat["latitude"]).abs() + margin).max()
        across = ((attacks["longitude"] - seat["longitude"]).abs() + margin / shrink).max()
        pixels = 512 / 360  # to a degree of longitude at zoom 0
        reach = min(log2(MAP_HEIGHT / 2 * shrink / (pixels * down)), log2(MAP_WIDTH / 2 / (pixels * across)))
    low, high = ZOOMS
    zoom = round(min(max(reach, low), high), 2)
    return MapView(f"{township} Township", float(seat["latitude"]), float(seat["longitude"]), zoom)


def _lines(timeline: pd.DataFrame, years: tuple[int, int]) -> tuple[pd.DataFrame, list[tuple[str, float, bool]]]:
    """Each row with the line it is drawn on, so that no two meet, and the headings with their lines."""
    room = (pd.Timestamp(years[1], 12, 31) - pd.Timestamp(years[0], 1, 1)) * MARK_SHARE
    rows: list[dict[Any, Any]] = []
    headings: list[tuple[str, float, bool]] = []
    line = 0
    for kind, label in SECTIONS.items():
        headings.append((label, line, True))
        line += 1
        section = timeline[timeline["kind"] == kind]
        if section.empty:
            headings.append((f"None with a date {'in these sources' if timeline.empty else 'for this choice'}", line, False))
            line += 1
        for lane, members in section.groupby("lane", sort=False):
            headings.append((LANES.get(str(lane), str(lane).capitalize()), line, False))
            ends: list[pd.Timestamp] = []
            for row in members.to_dict("records"):
                free = next((n for n, end in enumerate(ends) if end + room < row["start"]), len(ends))
                ends[free : free + 1] = [row["end"]]
                rows.append(row | {"y": line + 1 + free})
            line += 1 + len(ends)
    table = pd.DataFrame(rows, columns=[*timeline.columns, "y"])
    return table.astype(timeline.dtypes.to_dict() | {"y": "int64"}), headings


def _day_mark(row: Mapping[Any, Any], paper: Paper) -> go.Scatter:
    """A mark with the letter of its type, hollow when it does not count."""
    colour, symbol, letter = _look(row, paper)
    hollow = row["standing"] in HOLLOW
    return go.Scatter(
        x=[row["start"]],
        y=[row["y"]],
        mode="markers+text",
        text=[letter],
        textfont={"size": 10, "color": colour if hollow else paper.background},
        marker=_marker(symbol, colour, hollow, paper, size=MARK),
        hoverinfo="text",
        hovertext=[_hover(row)],
        cliponaxis=False,
        showlegend=False,
    )


def _span(sketch: Sketch, row: Mapping[Any, Any], paper: Paper, *, short: bool) -> None:
    """A bar from the first to the last day; a small square stands for a span that would not be seen on the axis."""
    colour, _, _ = _look(row, paper)
    hollow = row["standing"] in HOLLOW
    middle = row["start"] + (row["end"] - row["start"]) / 2
    if not short:
        sketch.add_shape(
            type="rect", x0=row["start"], x1=row["end"], y0=row["y"] - 0.24, y1=row["y"] + 0.24,
            fillcolor=paper.background if hollow else colour, line={"color": colour, "width": 2},
        )  # fmt: skip
    points = [middle] if short else [row["start"], middle, row["end"]]
    sketch.add_trace(
        go.Scatter(
            x=points,
            y=[row["y"]] * len(points),
            mode="markers",
            marker=_marker("square", colour, hollow, paper, size=11) | {"opacity": 1 if short else 0},
            hoverinfo="text",
            hovertext=[_hover(row)] * len(points),
            showlegend=False,
        )
    )


def _is_short(row: Mapping[Any, Any], years: tuple[int, int]) -> bool:
    axis = pd.Timestamp(years[1], 12, 31) - pd.Timestamp(years[0], 1, 1)
    return bool(row["start"] < row["end"] and row["end"] - row["start"] < axis * SHORT_SHARE)


def _marker(symbol: str, colour: str, hollow: bool, paper: Paper, *, size: int) -> dict[str, Any]:
    return {
        "symbol": symbol,
        "size": size,
        "color": paper.background if hollow else colour,
        "line": {"color": colour, "width": 2 if hollow else 0},
    }


def _look(row: Mapping[Any, Any], paper: Paper) -> tuple[str, str, str]:
    """The colour, the symbol and the letter of an attack by its type; a meeting has a shape of its own and no colour."""
    if row["standing"] in APART_TALKS:
        return APART_TALKS[row["standing"]].on(paper), APART_TALKS[row["standing"]].symbol, ""
    if row["kind"] == MEETINGS:
        return paper.text, MEETING_SYMBOL, ""
    look = EVENTS[row["lane"]]
    return look.on(paper), SYMBOLS[look.shape], look.letter


def _legend_mark(standing: str, paper: Paper) -> go.Scatter:
    if standing in APART_TALKS:
        look = APART_TALKS[standing]
        marker = _marker(look.symbol, look.on(paper), True, paper, size=12)
        return go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=MEANINGS[standing])
    is_meeting = standing in ("held", "declined")
    colour = paper.text if is_meeting else paper.quiet
    marker = _marker(MEETING_SYMBOL if is_meeting else "circle", colour, standing in HOLLOW, paper, size=12)
    return go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=MEANINGS[standing])


def _standing_words(row: Mapping[Any, Any]) -> str:
    return " (not counted)" if row["standing"] == "not counted" else ""


def _bar(width: int, start: int, line: int, fill: str, colour: str) -> go.Bar:
    return go.Bar(
        x=[width], y=[line + 0.14], base=start, width=0.36, orientation="h", hoverinfo="skip", showlegend=False,
        marker={"color": fill, "line": {"color": colour, "width": 2}},
    )  # fmt: skip


def _time_axis(figure: go.Figure, years: tuple[int, int], paper: Paper) -> None:
    """The chosen years on the axis, whether or not anything is recorded in them; a single year in months."""
    first, last = years
    single = {"dtick": "M1", "tickformat": "%b", "title": {"text": str(first)}}
    several = {"dtick": "M12", "tickformat": "%Y", "tick0": pd.Timestamp(first, 1, 1)}
    figure.update_xaxes(
        type="date",
        range=[pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31)],
        ticklabelmode="period",
        autotickangles=[0, 90],
        gridcolor=paper.grid,
        fixedrange=True,
        zeroline=False,
        **(single if first == last else several),
    )


def _hover(row: Mapping[Any, Any]) -> str:
    lines = [f"{row['date']}: {row['lane']}, {row['standing']} ({row['record_id']})", row["what"], row["sources"]]
    return "<br>".join(plotly_text(part) for line in lines for part in wrap(line, TITLE_WIDTH))
