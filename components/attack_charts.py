"""Attack records drawn over time and by harm, with the same frame around them as every other figure."""

from collections.abc import Iterator, Mapping
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from components.attack_measures import AGGREGATE, EVENT
from components.charts import LABEL_SIZE, TITLE_WIDTH, FigureText, Sketch, frame
from components.escaping import plotly_text
from components.palette import EVENTS, SIDES, Paper

LANE, ROW = 26, 34  # pixels for a line of marks, and for a row of the harm chart
SYMBOLS = {"circle": "circle", "square": "square", "diamond": "diamond", "triangle": "triangle-up"}
SHORT = pd.Timedelta(days=62)
MARK_SHARE = 0.06  # of the axis, what the mark of a day takes on a phone
APART = "Aggregated figures, each one record"
HARM_WORDS = {"killed": "killed", "injured": "injured"}
CLAIM_SYMBOL = "diamond-open"


def events_chart(events: pd.DataFrame, *, text: FigureText, paper: Paper) -> go.Figure:
    """Counted records from an `events_over_time` table, in lanes by type over time.

    What is known to the day is a mark; a range, month or year is a bar over its whole span. Records that stand for several
    events are drawn apart, below a line, with their number in words.
    """
    placed, lanes = _lanes(events)
    sketch = Sketch()
    for row in placed.to_dict("records"):
        sketch.add_trace(_event_mark(row, paper))
    for row in placed[placed["kind"] == AGGREGATE].to_dict("records"):
        early = row["end"] < _middle(events)
        sketch.add_annotation(
            x=row["end"] if early else row["start"],
            y=row["y"],
            text=_aggregate_words(row),
            xanchor="left" if early else "right",
            xshift=6 if early else -6,
            showarrow=False,
            font={"size": LABEL_SIZE, "color": paper.text},
        )
    depth = placed["y"].max() + 1 if len(placed) else 1
    for label, top in lanes:
        heading = label in (APART,)
        sketch.add_annotation(
            x=0,
            xref="paper",
            xshift=-48,
            xanchor="left",
            y=top,
            text=plotly_text(label) if not heading else f"<b>{plotly_text(label)}</b>",
            showarrow=False,
            font={"size": LABEL_SIZE, "color": paper.text if heading else paper.quiet},
        )
        sketch.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=top - 0.5, y1=top - 0.5, line={"color": paper.grid, "width": 1}
        )
    figure = sketch.figure()
    frame(figure, text, paper, entries=0, height=int(LANE * depth) + 8)
    figure.update_layout(margin={"l": 56})
    figure.update_yaxes(range=[depth - 0.4, -0.6], visible=False, fixedrange=True)
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
    for _, rows in harm.groupby(["attack_id"], sort=False):
        sketch.add_annotation(
            x=0, xref="paper", xshift=-48, xanchor="left", y=y, showarrow=False,
            text=f"<b>{plotly_text(rows['label'].iloc[0])}</b>", font={"size": LABEL_SIZE, "color": paper.text},
        )  # fmt: skip
        y += 0.8
        for _, said in rows.groupby("measure", sort=False):
            for trace in _harm_traces(said, y, most, paper):
                sketch.add_trace(trace)
            sketch.add_annotation(
                x=0, xref="paper", xshift=-48, xanchor="left", y=y, showarrow=False,
                text=HARM_WORDS[said["measure"].iloc[0]], font={"size": LABEL_SIZE, "color": paper.quiet},
            )  # fmt: skip
            _arrows(sketch, said, y, most, paper)
            y += 1
        y += 0.25
    figure = sketch.figure()
    sides = list(dict.fromkeys(harm.loc[harm["kind"] == "claim", "claimant_side"])) if len(harm) else []
    for trace in _harm_legend(sides, paper):
        figure.add_trace(trace)
    frame(figure, text, paper, entries=len(sides) + 1, height=int(ROW * max(y, 1)))
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


def _lanes(events: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[str, float]]]:
    """The events with the line each is drawn on, and the label of each lane with its line; spans of a lane never overlap."""
    lanes: list[tuple[str, float]] = []
    line = 0
    rows: list[dict] = []
    single = events[events["kind"] == EVENT]
    groups: list[tuple[str, pd.DataFrame]] = [(str(kind), lane) for kind, lane in single.groupby("event_type", sort=False)]
    apart = events[events["kind"] == AGGREGATE]
    room = (events["end"].max() - events["start"].min()) * MARK_SHARE if len(events) else pd.Timedelta(0)
    if len(apart):
        groups.append((APART, apart))
    for label, lane in groups:
        lanes.append((label, line))
        ends: list[pd.Timestamp] = []
        for row in lane.to_dict("records"):
            free = (
                len(ends) if label == APART else next((n for n, end in enumerate(ends) if end + room < row["start"]), len(ends))
            )
            ends[free : free + 1] = [row["end"]]
            rows.append(row | {"y": line + 1 + free})
        line += 1 + len(ends)
    table = pd.DataFrame(rows, columns=[*events.columns, "y"])
    return table.astype(events.dtypes.to_dict() | {"y": "int64"}), lanes


def _event_mark(row: Mapping, paper: Paper) -> go.Scatter:
    look = EVENTS[row["event_type"]]
    colour = look.on(paper)
    hover = _hover(
        [f"{row['date']}: {row['event_type']} ({row['attack_id']})", *wrap(row["what"], TITLE_WIDTH), row["sources"]]
    )
    if row["start"] == row["end"]:
        return go.Scatter(
            x=[row["start"]],
            y=[row["y"]],
            mode="markers+text",
            text=[look.letter],
            textfont={"size": 10, "color": paper.background},
            marker={"symbol": SYMBOLS[look.shape], "size": 20, "color": colour},
            hoverinfo="text",
            hovertext=[hover],
            cliponaxis=False,
            showlegend=False,
        )
    return go.Scatter(
        x=[row["start"], row["end"]],
        y=[row["y"]] * 2,
        mode="lines+markers" if row["end"] - row["start"] < SHORT else "lines",  # markers keep a short span in sight
        line={"color": colour, "width": 12},
        marker={"symbol": "square", "size": 12, "color": colour},
        opacity=1 if row["kind"] == EVENT else 0.75,
        hoverinfo="text",
        hovertext=[hover] * 2,
        showlegend=False,
    )


def _aggregate_words(row: Mapping) -> str:
    return plotly_text(f"{row['event_type']}: {_number_words(row)}")


def _number_words(row: Mapping) -> str:
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
    return events["start"].min() + (events["end"].max() - events["start"].min()) / 2


def _harm_traces(rows: pd.DataFrame, y: float, most: int, paper: Paper) -> Iterator[go.Scatter]:
    for row in rows.to_dict("records"):
        known = [int(value) for value in (row["low"], row["high"]) if pd.notna(value)]
        claim = row["kind"] == "claim"
        colour = SIDES[row["claimant_side"]].on(paper) if claim else paper.text
        who = f"claimed by {row['claimant']}" if claim else "range of the record"
        hover = _hover([row["label"], f"{row['number']} {row['measure']}, {who}", row["sources"]])
        yield go.Scatter(
            x=known,
            y=[y + (0.32 if claim else 0)] * len(known),
            mode="markers" if claim else "lines+markers",
            line={"color": colour, "width": 5},
            marker={"symbol": CLAIM_SYMBOL if claim else "line-ns", "size": 11, "color": colour,
                    "line": {"width": 2 if claim else 4, "color": colour}},
            hoverinfo="text",
            hovertext=[hover] * len(known),
            cliponaxis=False,
            showlegend=False,
        )  # fmt: skip


def _arrows(sketch: Sketch, rows: pd.DataFrame, y: float, most: int, paper: Paper) -> None:
    """The number of the record's range, and an arrow to the right where its upper bound is unknown."""
    row = rows[rows["kind"] == "record"].to_dict("records")[0]
    end = row["low"] if pd.isna(row["high"]) else row["high"]
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
    yield go.Scatter(x=[None], y=[None], mode="markers", marker=bar, name="range of the record; an arrow: no upper bound known")
    for side in sides:
        marker = {"symbol": CLAIM_SYMBOL, "size": 11, "color": SIDES[side].on(paper), "line": {"width": 2}}
        yield go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=f"a claim: {SIDES[side].label}")


def _hover(lines: list[str]) -> str:
    return "<br>".join(plotly_text(part) for line in lines for part in wrap(line, TITLE_WIDTH))
