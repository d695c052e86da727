"""Fighting and talking: clash counts above, talks below, milestones over both, all on one time axis.

The two measures share the years and nothing else: each has its own panel and its own axis, and no sum or rate joins them.
"""

from collections.abc import Mapping
from dataclasses import replace
from textwrap import shorten, wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.clashes import NO_COUNT, current, gap_runs
from components.charts.clashes import clashes_in_words, count_scale, count_unit, draw_clashes
from components.charts.described import FigureText
from components.charts.plot import LABEL_SIZE, Sketch, at_left, frame, legend_lines, year_axis
from components.charts.talks import REFUSAL_LABELS, REFUSING_SIDE, apart_marks, none_on_record, per_year_in_words
from components.charts.theme import HELD_MEETINGS, SIDES, Paper
from components.text.escaping import plotly_text

SEQUENCE_NOTE = "What comes first is not the cause of what comes after: the panels show when, not why."
BANDS = {
    NO_COUNT: "Shaded in both panels: years without a count of clashes.",
    "part year": "Hatched in both panels: a count that covers a part of the year.",
}
ELSEWHERE = "no count drawn here"  # where the sources have further counts, drawn elsewhere
DEFAULT_KINDS = ("agreement", "understanding", "offensive or fighting", "change")
DOT, DOT_STEP, FLAG = 9, 13, 18  # pixels: a dot, the step to the next one above it, a line of milestone marks
BETWEEN = 34  # pixels between the panels, with the heading of the lower one
ASIDE = 0.2  # of a year, how far held and declined stand from its middle
PHONE_PLOT = 290  # pixels
FAINT = 0.45  # of the lines from the milestones down, which run behind the numbers
NOTE = 90  # letters of a milestone in the picture; the table has all
LONG = 28  # days from which on a milestone is a span
LISTED = 16  # so many milestones have their dates in the picture and a line through the panels


def fighting_talking_chart(
    clashes: pd.DataFrame,
    per_year: pd.DataFrame,
    marks: pd.DataFrame,
    *,
    text: FigureText,
    paper: Paper,
    log: bool = False,
    gap: str = NO_COUNT,
    height: int = 230,
) -> go.Figure:
    """Two panels over one axis of years, from `clashes_per_year`, `talks_per_year` and `milestone_marks` tables.

    Above: bars per series. Below: a dot per record, filled for held, hollow for declined, and under its axis a grey mark
    for what was neither. Milestones are numbered marks
    over both. `gap` says what a shaded year lacks; `height` is that of the upper panel in pixels.
    """
    flags = _flag_lines(marks, int(per_year["year"].min()), int(per_year["year"].max()))
    strip = (max(flags, default=-1) + 1) * FLAG + 4 if flags else 0
    most = max(int(per_year[["held", "declined"]].to_numpy().max()), 5)
    others = apart_marks(per_year, paper, y=-0.9, yaxis="y2")
    floor = -1.6 if others else 0.0
    below = round(DOT_STEP * (most + 1 - floor)) + 14
    above = strip + BETWEEN if strip else 0
    total = above + height + BETWEEN + below
    sketch = Sketch()
    base = draw_clashes(sketch, clashes, paper=paper, log=log, per_month=False)
    sketch.traces += [*_dots(per_year, paper), *others]
    entries = legend_lines(sketch.traces)
    sketch.traces += [*_dot_numbers(per_year, paper), *_part_bands(clashes, most, paper), *_flags(marks, flags, paper)]
    bottom, top = (below + BETWEEN) / total, (below + BETWEEN + height) / total
    years = year_axis(per_year)
    _shade(sketch, clashes, paper, gap, panel=below / total, bottom=bottom, top=top)
    none_on_record(sketch, per_year, paper, yref="y2")
    if len(marks) <= LISTED:
        _lines(sketch, marks, flags, paper, total=total, since=years["range"][0])
    headings = {
        count_unit(base=base, log=log, per_month=False): top,
        "Talks: one dot for each record of the year": below / total,
    }
    for words, y in (headings | ({"Milestones, numbered by date": 1} if strip else {})).items():
        sketch.add_annotation(**at_left(plotly_text(words), paper, y=y))
    figure = sketch.figure({
        "xaxis": years | {"anchor": "y2"},
        "yaxis": {"domain": [bottom, top]} | count_scale(clashes["clashes"], paper, base=base, log=log),
        "yaxis2": {
            "domain": [0, below / total], "range": [floor, most + 1.4], "dtick": 2, "gridcolor": paper.grid, "zeroline": False,
            "fixedrange": True, "anchor": "x",
        },
        "yaxis3": {"domain": [1 - strip / total, 1], "range": [strip / FLAG - 0.4, -0.6], "visible": False, "fixedrange": True},
    })  # fmt: skip
    notes = tuple(dict.fromkeys((*text.notes, *fighting_talking_notes(clashes, marks, gap))))
    frame(figure, replace(text, notes=notes), paper, entries=entries, height=total)
    return figure


def fighting_talking_notes(clashes: pd.DataFrame, marks: pd.DataFrame, gap: str = NO_COUNT) -> tuple[str, ...]:
    """What stands under both panels: the milestones by their numbers, what is shaded or hatched, that sequence is not cause."""
    bands = [words for kind, words in BANDS.items() if (clashes["coverage"] == kind).any()]
    if gap != NO_COUNT:
        bands = [words.replace("of clashes", "of clashes drawn here") for words in bands]
    return (*_mark_notes(marks), *bands, SEQUENCE_NOTE)


def fighting_talking_in_words(clashes: pd.DataFrame, per_year: pd.DataFrame, marks: pd.DataFrame, gap: str = NO_COUNT) -> str:
    """The text alternative: every number of both panels and every milestone with its date."""
    words = "; ".join(f"{row['mark']}: {_kind(row)}, {row['date']}" for row in marks.to_dict("records"))
    milestones = f" Milestones: {words}." if words else ""
    fighting = clashes_in_words(clashes).replace(NO_COUNT, gap)
    panels = "Two panels over the same years, clash counts above and talks below."
    return f"{panels} {fighting} {per_year_in_words(per_year)}{milestones}"


def _place(day: pd.Timestamp) -> float:
    """A day on the axis of years, on which a year reaches half a step to either side of its number."""
    return float(day.year - 0.5 + (day.day_of_year - 1) / (366 if day.is_leap_year else 365))


def _flag_lines(marks: pd.DataFrame, first: int, last: int) -> list[int]:
    """The line each mark stands on, so that on a phone none covers another."""
    room = (FLAG + 2) / PHONE_PLOT * (last - first + 1)
    ends: list[float] = []
    lines = []
    for start in marks["start"]:
        x = max(_place(start), first - 0.5)
        line = next((number for number, end in enumerate(ends) if end + room <= x), len(ends))
        ends[line : line + 1] = [x]
        lines.append(line)
    return lines


def _flags(marks: pd.DataFrame, lines: list[int], paper: Paper) -> list[go.Scatter]:
    """The numbered marks as one trace and, where a milestone took four weeks or more, its spans as another."""
    if marks.empty:
        return []
    rows = marks.to_dict("records")
    tips = [
        "<br>".join(plotly_text(part) for part in (f"{row['mark']}: {row['kind']}, {row['date']}", row["milestone_id"]))
        for row in rows
    ]
    common: dict[str, Any] = {"yaxis": "y3", "hoverinfo": "text", "showlegend": False}
    long = [number for number, row in enumerate(rows) if (row["end"] - row["start"]).days >= LONG]
    spans = go.Scatter(
        x=[x for number in long for x in (_place(rows[number]["start"]), _place(rows[number]["end"]), None)],
        y=[y for number in long for y in (lines[number], lines[number], None)],
        mode="lines", line={"color": paper.quiet, "width": 3},
        hovertext=[tips[number] for number in long for _ in range(3)], **common,
    )  # fmt: skip
    numbers = go.Scatter(
        x=[_place(row["start"]) for row in rows], y=lines, mode="markers+text", text=[str(row["mark"]) for row in rows],
        hovertext=tips, cliponaxis=False, textfont={"size": 10, "color": paper.text},
        marker={
            "symbol": "square", "size": FLAG - 2, "color": paper.background, "line": {"color": paper.text, "width": 1.2},
        },
        **common,
    )  # fmt: skip
    return [spans, numbers] if long else [numbers]


def _mark_notes(marks: pd.DataFrame) -> list[str]:
    if marks.empty:
        return []
    if len(marks) > LISTED:
        return [f"{len(marks)} milestones are marked; the table under the figure says what each is."]
    return [_mark_note(row) for row in marks.to_dict("records")]


def _mark_note(row: Mapping[Any, Any]) -> str:
    national = " (national)" if _kind(row).endswith("(national)") else ""
    return f"{row['mark']} {row['date']}: {shorten(row['summary'], NOTE, placeholder=' ...')}{national}"


def _kind(row: Mapping[Any, Any]) -> str:
    """The kind of a milestone, with the word national for one that is not of the Kachin conflict."""
    national = isinstance(row["note"], str) and row["note"].startswith("National")
    return f"{row['kind']} (national)" if national else str(row["kind"])


def _dots(per_year: pd.DataFrame, paper: Paper) -> list[go.Scatter]:
    """A trace for meetings held and one for each side that declined: a dot for each record, one above the other."""
    held = [(row["year"] - ASIDE, level) for row in per_year.to_dict("records") for level in range(1, row["held"] + 1)]
    traces = [_dot_trace(held, "Filled: meeting held", HELD_MEETINGS.on(paper), HELD_MEETINGS.on(paper))]
    for side, label in REFUSAL_LABELS.items():
        dots = []
        for row in per_year.to_dict("records"):
            kio = row["declined_by_kio"]
            levels = range(1, kio + 1) if side == "KIO/KIA" else range(kio + 1, kio + row["refused_by_government"] + 1)
            dots += [(row["year"] + ASIDE, level) for level in levels]
        if dots:
            traces.append(_dot_trace(dots, label, paper.background, SIDES[REFUSING_SIDE[side]].on(paper)))
    return [trace for trace in traces if len(trace.x)]


def _dot_trace(dots: list[tuple[float, int]], name: str, fill: str, line: str) -> go.Scatter:
    return go.Scatter(
        x=[x for x, _ in dots], y=[level for _, level in dots], yaxis="y2", mode="markers", name=plotly_text(name),
        marker={"symbol": "circle", "size": DOT, "color": fill, "line": {"color": line, "width": 2}},
        hoverinfo="skip", cliponaxis=False, showlegend=True,
    )  # fmt: skip


def _dot_numbers(per_year: pd.DataFrame, paper: Paper) -> list[go.Scatter]:
    rows = per_year.to_dict("records")
    numbers = [
        (row["year"] + shift, row[column], f"{row['year']}: {row[column]} {column} ({row['records']})")
        for row in rows
        for column, shift in (("held", -ASIDE), ("declined", ASIDE))
        if row[column]
    ]
    return [
        go.Scatter(
            x=[x for x, _, _ in numbers], y=[number + 0.2 for _, number, _ in numbers], yaxis="y2", mode="text",
            text=[f"<b>{number}</b>" for _, number, _ in numbers], textposition="top center", hoverinfo="text",
            hovertext=[plotly_text(words) for _, _, words in numbers], cliponaxis=False, showlegend=False,
            textfont={"size": LABEL_SIZE, "color": paper.text},
        )
    ]  # fmt: skip


def _part_bands(clashes: pd.DataFrame, most: int, paper: Paper) -> list[go.Bar]:
    """A hatched band in the lower panel for each year whose count above covers a part of it only."""
    partial = current(clashes)
    years = partial.loc[partial["coverage"] == "part year", "year"].tolist()
    pattern = {
        "shape": "/",
        "fillmode": "replace",
        "fgcolor": paper.grid,
        "bgcolor": paper.background,
        "size": 7,
        "solidity": 0.35,
    }
    return [
        go.Bar(
            x=years, y=[most + 1.4] * len(years), width=0.98, yaxis="y2", hoverinfo="skip", showlegend=False, zorder=-1,
            marker={"color": paper.grid, "line": {"width": 0}, "pattern": pattern},
        )
    ] if years else []  # fmt: skip


def _shade(sketch: Sketch, clashes: pd.DataFrame, paper: Paper, gap: str, *, panel: float, bottom: float, top: float) -> None:
    span = clashes["year"].max() - clashes["year"].min() + 1
    for first, last in gap_runs(clashes):
        for y0, y1 in ((0, panel), (bottom, top)):
            sketch.add_shape(
                type="rect", x0=first - 0.5, x1=last + 0.5, y0=y0, y1=y1, yref="paper", fillcolor=paper.gap,
                line={"width": 0}, layer="below",
            )  # fmt: skip
        wide = (last - first + 1) / span >= 0.2
        sketch.add_annotation(
            x=(first + last) / 2, y=bottom, yref="paper", yanchor="bottom", yshift=6, showarrow=False,
            text="<br>".join(wrap(gap, 10)) if wide else gap, textangle=0 if wide else -90,
            bgcolor=paper.gap, font={"size": LABEL_SIZE, "color": paper.quiet},
        )  # fmt: skip


def _lines(sketch: Sketch, marks: pd.DataFrame, lines: list[int], paper: Paper, *, total: int, since: float) -> None:
    """A dotted line from each mark down through both panels, where it lies on their axis."""
    for start, line in zip(marks["start"], lines, strict=True):
        x = _place(start)
        if x < since:
            continue
        sketch.add_shape(
            type="line", x0=x, x1=x, y0=0, y1=1 - (line + 1) * FLAG / total, yref="paper", layer="below",
            line={"color": paper.quiet, "width": 1, "dash": "dot"}, opacity=FAINT,
        )  # fmt: skip
