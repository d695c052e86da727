"""Attack records drawn over time and by harm, with the same frame around them as every other figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.attacks import AGGREGATE, EVENT
from components.charts.described import FigureText
from components.charts.plot import LABEL_SIZE, LEGEND_WIDTH, TITLE_WIDTH, Sketch, frame, legend_lines
from components.charts.theme import EVENTS, SIDES, Paper
from components.text.escaping import plotly_text

ROW = 34  # pixels for a row of the harm chart
MOST_HEIGHT = 900  # pixels for the lanes of the time chart
PHONE_AXIS = 324  # pixels of the time axis on a phone
SYMBOLS = {"circle": "circle", "square": "square", "diamond": "diamond", "triangle": "triangle-up"}
SHORT = pd.Timedelta(days=62)
Row = dict[Any, Any]
APART = "Aggregated figures, each one record"
HARM_WORDS = {"killed": "killed", "injured": "injured"}
CLAIM_SYMBOL = "diamond-open"
DENSE_NOTE = (
    "A mark is a record known to the day, a flat bar one known to a range, a month or a year; what is close is stacked. "
    "The number beside the name of a type counts its records. Point at a mark for its record; all are in the table."
)


@dataclass(frozen=True)
class Layout:
    """How the time chart is drawn: pixels for the name of a lane, for a line of marks and for a mark.

    `share` is what the mark of a day takes of the axis on a phone. Without words, marks have no letters and aggregated figures
    no numbers beside them.
    """

    heading: float
    line: float
    mark: float
    share: float
    has_words: bool = False


ROOMY = Layout(26, 26, 20, 0.06, has_words=True)
DENSE = tuple(Layout(19, mark + 2, mark, (mark + 1) / PHONE_AXIS) for mark in (13, 11, 9, 8, 7, 6, 5))


def events_chart(events: pd.DataFrame, *, text: FigureText, paper: Paper) -> go.Figure:
    """Counted records from an `events_over_time` table, in lanes by type over time.

    What is known to the day is a mark; a range, month or year is a bar over its whole span. Records that stand for several
    events are drawn apart, below a line, with their number in words. Where that would be too high, marks are smaller, without
    letters and words, and those of close days stand on each other, so that the lanes stay within `MOST_HEIGHT`.
    """
    rows, lanes, depth, layout = _fitting(events.to_dict("records"))
    sketch = Sketch()
    for trace in _event_traces(rows, layout, paper):
        sketch.add_trace(trace)
    if layout.has_words:
        _aggregate_notes(sketch, rows, _middle(events), paper)
    numbers = events.loc[events["kind"] == EVENT, "event_type"].value_counts().to_dict() | {
        APART: int((events["kind"] == AGGREGATE).sum())
    }
    for label, top in lanes:
        words = plotly_text(label if layout.has_words else f"{label} ({numbers[label]})")
        sketch.add_annotation(
            x=0,
            xref="paper",
            xshift=-48,
            xanchor="left",
            y=top,
            text=f"<b>{words}</b>" if label == APART else words,
            showarrow=False,
            font={"size": LABEL_SIZE, "color": paper.text if label == APART else paper.quiet},
        )
        line = top - layout.heading / 2
        sketch.add_shape(type="line", x0=0, x1=1, xref="paper", y0=line, y1=line, line={"color": paper.grid, "width": 1})
    figure = sketch.figure()
    if not layout.has_words:
        text = replace(text, notes=(*text.notes, DENSE_NOTE))
    frame(figure, text, paper, entries=0, height=int(depth) + 8)
    figure.update_layout(margin={"l": 56})
    top = 0.6 * layout.heading
    figure.update_yaxes(range=[depth - top + 0.2 * layout.line, -top], visible=False, fixedrange=True)
    _time_axis(figure, events, paper)
    return figure


def events_in_words(events: pd.DataFrame) -> str:
    """The text alternative of the time chart: each record with its date, type and number of events."""
    words = [
        f"{row['date']}: {row['event_type']}" + (f", aggregated, {_number_words(row)}" if row["kind"] == AGGREGATE else "")
        for row in events.to_dict("records")
    ]
    return f"Time chart of counted attack records by type. {'; '.join(words) or 'No record'}."


def harm_chart(harm: pd.DataFrame, *, text: FigureText, paper: Paper) -> go.Figure:
    """Killed and injured per record from a `harm_ranges` table: low to high, an arrow where no upper bound is known.

    Claims are hollow marks beneath the record's own range, in the colour of the claimant's side; nothing is added up.
    """
    sketch = Sketch()
    most = max(int(harm[["low", "high"]].max().max()) if len(harm) else 0, 1)
    y = 0.0
    records: dict[str, dict[str, list[Row]]] = {}
    for row in harm.to_dict("records"):
        records.setdefault(row["attack_id"], {}).setdefault(row["measure"], []).append(row)
    drawn: list[Row] = []
    for measures in records.values():
        label = next(iter(measures.values()))[0]["label"]
        sketch.add_annotation(
            x=0, xref="paper", xshift=-48, xanchor="left", y=y, showarrow=False,
            text=f"<b>{plotly_text(label)}</b>", font={"size": LABEL_SIZE, "color": paper.text},
        )  # fmt: skip
        y += 0.8
        for measure, said in measures.items():
            drawn += [row | {"y": y + _below(place, len(said))} for place, row in enumerate(said)]
            sketch.add_annotation(
                x=0, xref="paper", xshift=-48, xanchor="left", y=y, showarrow=False,
                text=HARM_WORDS[measure], font={"size": LABEL_SIZE, "color": paper.quiet},
            )  # fmt: skip
            _arrows(sketch, said, y, most, paper)
            y += 1
        y += 0.25
    for trace in _harm_traces(drawn, paper):
        sketch.add_trace(trace)
    sides = list(dict.fromkeys(row["claimant_side"] for row in drawn if row["kind"] == "claim"))
    for trace in _harm_legend(sides, paper):
        sketch.add_trace(trace)
    figure = sketch.figure()
    frame(figure, text, paper, entries=legend_lines(figure.data), height=int(ROW * max(y, 1)))
    figure.update_yaxes(range=[max(y, 1) - 0.5, -0.6], visible=False, fixedrange=True)
    figure.update_xaxes(
        range=[0, most * 1.25], fixedrange=True, gridcolor=paper.grid, zeroline=False,
        title={"text": "People", "standoff": 4},
    )  # fmt: skip
    return figure


def harm_in_words(harm: pd.DataFrame) -> str:
    """The text alternative of the harm chart: each range and each claim."""
    words = [
        f"{row['label']}: {row['number']} {row['measure']}"
        + (f" according to {row['claimant']}" if row["kind"] == "claim" else "")
        for row in harm.to_dict("records")
    ]
    return f"Chart of killed and injured per record, low to high. {'; '.join(words) or 'No number is stated'}."


def _fitting(events: list[Row]) -> tuple[list[Row], list[tuple[str, float]], float, Layout]:
    """The rows with the heights they are drawn at, the lanes with theirs, the depth and the roomiest layout that fits."""
    rows, lanes, depth = _lanes(events, ROOMY)
    layout = ROOMY
    if depth + 8 > MOST_HEIGHT:
        for layout in DENSE:
            rows, lanes, depth = _lanes(events, layout)
            if depth + 8 <= MOST_HEIGHT:
                break
        else:  # more than even the smallest marks have room for: all is set closer
            scale = (MOST_HEIGHT - 8) / depth
            rows = [row | {"y": row["y"] * scale} for row in rows]
            lanes = [(label, top * scale) for label, top in lanes]
            depth *= scale
    return rows, lanes, depth, layout


def _lanes(events: list[Row], layout: Layout) -> tuple[list[Row], list[tuple[str, float]], float]:
    """The rows with the height each is drawn at, the label of each lane with its height, and the depth of all.

    No two marks or spans of a lane meet.
    """
    lanes: list[tuple[str, float]] = []
    placed: list[Row] = []
    groups: dict[str, list[Row]] = {}
    for row in events:
        if row["kind"] == EVENT:
            groups.setdefault(row["event_type"], []).append(row)
    if apart := [row for row in events if row["kind"] == AGGREGATE]:
        groups[APART] = apart
    room = _whole_span(events) * layout.share
    depth = 0.0
    for label, lane in groups.items():
        lanes.append((label, depth))
        first = depth + (layout.heading + layout.line) / 2
        ends: list[pd.Timestamp] = []
        for row in lane:
            free = next((n for n, end in enumerate(ends) if end + room < row["start"]), len(ends))
            if label == APART and layout.has_words:
                free = len(ends)  # a line of its own, for its words
            ends[free : free + 1] = [row["end"]]
            placed.append(row | {"y": first + free * layout.line})
        depth += layout.heading + len(ends) * layout.line
    return placed, lanes, depth or layout.heading


def _whole_span(events: list[Row]) -> pd.Timedelta:
    """From the first day to the last."""
    if not events:
        return pd.Timedelta(0)
    first, last = min(row["start"] for row in events), max(row["end"] for row in events)
    return pd.Timedelta(last - first)


def _event_traces(rows: list[Row], layout: Layout, paper: Paper) -> Iterator[dict[str, Any]]:
    """One trace for all marks or bars that look the same."""
    looks: dict[tuple[str, str, bool, bool], list[Row]] = {}
    for row in rows:
        is_day = row["start"] == row["end"]
        is_short = not is_day and row["end"] - row["start"] < SHORT  # markers keep a short span in sight
        looks.setdefault((row["event_type"], row["kind"], is_day, is_short), []).append(row)
    for (event_type, kind, is_day, is_short), members in looks.items():
        look = EVENTS[event_type]
        colour = look.on(paper)
        common = {"type": "scatter", "hoverinfo": "text", "showlegend": False}
        hovers = [_event_hover(row) for row in members]
        if is_day:
            yield common | {
                "x": [row["start"] for row in members],
                "y": [row["y"] for row in members],
                "mode": "markers+text" if layout.has_words else "markers",
                "text": [look.letter] * len(members) if layout.has_words else None,
                "textfont": {"size": 10, "color": paper.background},
                "marker": {"symbol": SYMBOLS[look.shape], "size": layout.mark, "color": colour},
                "hovertext": hovers,
                "cliponaxis": False,
            }
            continue
        width = 12 if layout.has_words else round(layout.mark * 0.55)  # a flat dash is told from the mark of a day
        short = {"symbol": "square", "size": width, "color": colour}
        if not layout.has_words:
            short = {"symbol": "line-ew", "size": layout.mark / 2, "line": {"color": colour, "width": width}}
        yield common | {
            "x": [end for row in members for end in (row["start"], row["end"], None)],
            "y": [end for row in members for end in (row["y"], row["y"], None)],
            "mode": "lines+markers" if is_short else "lines",
            "line": {"color": colour, "width": width},
            "marker": short,
            "opacity": 1 if kind == EVENT else 0.75,
            "hovertext": [part for hover in hovers for part in (hover, hover, "")],
        }


def _event_hover(row: Row) -> str:
    lines = [f"{row['date']}: {row['event_type']} ({row['attack_id']})"]
    if row["kind"] == AGGREGATE:
        lines.append(f"Aggregated figure: {_number_words(row)}")
    return _hover([*lines, row["what"], row["sources"]])


def _aggregate_notes(sketch: Sketch, rows: list[Row], middle: pd.Timestamp, paper: Paper) -> None:
    """Beside each aggregated figure its number in words, on the side that has room."""
    for row in rows:
        if row["kind"] != AGGREGATE:
            continue
        early = row["end"] < middle
        sketch.add_annotation(
            x=row["end"] if early else row["start"],
            y=row["y"],
            text=_aggregate_words(row),
            xanchor="left" if early else "right",
            xshift=6 if early else -6,
            showarrow=False,
            font={"size": LABEL_SIZE, "color": paper.text},
        )


def _aggregate_words(row: Mapping[Any, Any]) -> str:
    return plotly_text(f"{row['event_type']}: {_number_words(row)}")


def _number_words(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["events"]):
        return "number not stated"
    low, high = row["events_low"], row["events_high"]
    words = f"up to {high}" if pd.isna(low) else (f"{low} events" if pd.notna(high) and low == high else str(row["events"]))
    return f"one operation, {words}, {row['named_parts']} named" if row["named_parts"] else words


def _time_axis(figure: go.Figure, events: pd.DataFrame, paper: Paper) -> None:
    if events.empty:
        figure.update_xaxes(visible=False, fixedrange=True)
        return
    first, last = events["start"].min().year, events["end"].max().year
    years = range(first, last + 1)
    figure.update_xaxes(
        range=[pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31)],
        tickvals=[pd.Timestamp(year, 1, 1) for year in years],
        ticktext=[str(year) for year in years],
        ticklabelmode="period",
        tickformat="%Y",
        autotickangles=[0, 90],
        gridcolor=paper.grid,
        fixedrange=True,
        zeroline=False,
    )
    if len(years) > 1:
        figure.update_xaxes(tickvals=None, ticktext=None, dtick="M12", tick0=pd.Timestamp(first, 1, 1))
    else:
        figure.update_xaxes(tickvals=None, ticktext=None, dtick="M1", tickformat="%b", title={"text": str(first)})


def _middle(events: pd.DataFrame) -> pd.Timestamp:
    return pd.Timestamp(events["start"].min() + (events["end"].max() - events["start"].min()) / 2)


def _below(place: int, number: int) -> float:
    """How far below its record a claim stands, so that equal claims do not cover each other; the record is first."""
    return 0.0 if place == 0 else 0.2 + 0.36 * place / max(number - 1, 1)


def _harm_traces(rows: list[Row], paper: Paper) -> Iterator[dict[str, Any]]:
    """One trace for the ranges of all records, and one for the claims of each side."""
    looks: dict[str, list[Row]] = {}
    for row in rows:
        looks.setdefault(row["claimant_side"] if row["kind"] == "claim" else "", []).append(row)
    for side, members in looks.items():
        colour = SIDES[side].on(paper) if side else paper.text
        points: list[tuple[int | None, float | None, str]] = []
        for row in members:
            who = f"claimed by {row['claimant']}" if side else "range of the record"
            hover = _hover([row["label"], f"{row['number']} {row['measure']}, {who}", row["sources"]])
            points += [(int(value), row["y"], hover) for value in (row["low"], row["high"]) if pd.notna(value)]
            points.append((None, None, ""))
        yield {
            "type": "scatter",
            "x": [x for x, _, _ in points],
            "y": [y for _, y, _ in points],
            "mode": "markers" if side else "lines+markers",
            "line": {"color": colour, "width": 5},
            "marker": {
                "symbol": CLAIM_SYMBOL if side else "line-ns",
                "size": 11,
                "color": colour,
                "line": {"width": 2 if side else 4, "color": colour},
            },
            "hoverinfo": "text",
            "hovertext": [hover for _, _, hover in points],
            "cliponaxis": False,
            "showlegend": False,
        }


def _arrows(sketch: Sketch, rows: list[Row], y: float, most: int, paper: Paper) -> None:
    """The number of the record's range, and an arrow to the right where its upper bound is unknown."""
    row = next(row for row in rows if row["kind"] == "record")
    end: int = row["low"] if pd.isna(row["high"]) else row["high"]
    if pd.isna(row["high"]):
        sketch.add_annotation(
            x=float(end) + most * 0.09, y=y, ax=float(end), ay=y, xref="x", yref="y", axref="x", ayref="y",
            showarrow=True, arrowhead=2, arrowwidth=3, arrowcolor=paper.text, text="",
        )  # fmt: skip
    sketch.add_annotation(
        x=float(end) + most * (0.1 if pd.isna(row["high"]) else 0.02), y=y, xanchor="left", showarrow=False,
        text=f"<b>{plotly_text(row['number'])}</b>", font={"size": LABEL_SIZE, "color": paper.text},
    )  # fmt: skip


def _harm_legend(sides: list[str], paper: Paper) -> Iterator[go.Scatter]:
    bar = {"symbol": "line-ns", "size": 11, "color": paper.text, "line": {"width": 4, "color": paper.text}}
    yield go.Scatter(
        x=[None], y=[None], mode="markers", marker=bar, name="range of the record;<br>an arrow: no upper bound known"
    )
    by_colour: dict[str, list[str]] = {}
    for side in sides:
        by_colour.setdefault(SIDES[side].on(paper), []).append(SIDES[side].label)
    for colour, labels in by_colour.items():
        marker = {"symbol": CLAIM_SYMBOL, "size": 11, "color": colour, "line": {"width": 2}}
        name = "<br>".join(wrap(f"a claim: {' or '.join(labels)}", LEGEND_WIDTH))
        yield go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=name)


def _hover(lines: list[str]) -> str:
    return "<br>".join(plotly_text(part) for line in lines for part in wrap(line, TITLE_WIDTH))
