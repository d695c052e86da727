"""Meetings and refusals drawn in the order of their dates, and counted per year."""

from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.talks import APART, DECLINED, HELD, apart_words, dated
from components.charts.described import FigureText
from components.charts.plot import BAR_WIDTH, LABEL_SIZE, MARGIN_LEFT, TITLE_WIDTH, Sketch, at_left, frame, year_axis
from components.charts.theme import APART_TALKS, FORMATS, HELD_MEETINGS, SIDES, Paper
from components.text.escaping import plotly_text
from components.text.wording import runs_words

ROW, MARK = 23, 18  # pixels: a line of the timeline, and its mark
PHONE_PLOT, LETTER = 290, 6.3  # pixels: the plot on a phone, and a letter of a label
YEAR_LINE = 0.9  # of a line, for the year above its rows
SPAN = pd.Timedelta(days=20)  # from here on a record is drawn as a bar over its whole span
REFUSING_SIDE = {"KIO/KIA": "KIO/KIA", "government": "government or military"}
REFUSAL_LABELS = {
    "KIO/KIA": "Hollow: declined by the KIO/KIA",
    "government": "Hollow: KIO terms refused by government",
}
APART_LABELS = {
    "absent": "Grey triangle: held without the KIO/KIA",
    "not held": "Grey cross: did not come about",
}
NONE_ON_RECORD = "none on record"


def talks_chart(table: pd.DataFrame, *, years: tuple[int, int], text: FigureText, paper: Paper) -> go.Figure:
    """The dated rows of a `talks` table, one line each in the order of the dates, under a heading for each year.

    A meeting held is a filled mark with its listed number and the shape of its format, a refusal is hollow, what
    was neither is hollow, grey and of another shape; what is known to a month or year only is a bar over its whole span.
    What came of it stands beside the mark.
    """
    rows = dated(table).to_dict("records")
    start, end = pd.Timestamp(years[0], 1, 1), pd.Timestamp(years[1], 12, 31)
    sketch = Sketch()
    lines, heads, depth = _lines(rows)
    for year, line in heads:
        sketch.add_annotation(**_at_margin(f"<b>{year}</b>", line, size=LABEL_SIZE, colour=paper.text))
        sketch.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=line - 0.5, y1=line - 0.5,
            line={"color": paper.grid, "width": 1}, layer="below",
        )  # fmt: skip
    for line, row in zip(lines, rows, strict=True):
        for trace in _row_traces(row, line, paper):
            sketch.add_trace(trace)
        sketch.add_annotation(**_beside(row, line, start, end, paper))
        sketch.add_annotation(**_at_margin(plotly_text(_short_date(row)), line, size=11, colour=paper.quiet))
    figure = sketch.figure()
    legend = list(_legend(rows, paper))
    for trace in legend:
        figure.add_trace(trace)
    frame(figure, text, paper, entries=len(legend), height=int(ROW * max(depth, 2)) + 8)
    figure.update_yaxes(range=[max(depth, 2) - 0.4, -0.6], visible=False, fixedrange=True)
    _date_axis(figure, start, end, paper)
    return figure


def _lines(rows: list[dict[Any, Any]]) -> tuple[list[float], list[tuple[int, float]], float]:
    """The line of each row, each year with the line it heads its rows on, and the number of lines of all."""
    lines: list[float] = []
    heads: list[tuple[int, float]] = []
    down = 0.0
    for row in rows:
        year = row["start"].year
        if not heads or heads[-1][0] != year:
            heads.append((year, down))
            down += YEAR_LINE
        lines.append(down)
        down += 1
    return lines, heads, down


def _at_margin(text: str, line: float, *, size: float, colour: str) -> dict[str, Any]:
    """The settings of words that begin at the left edge of the picture."""
    return {
        "x": 0,
        "xref": "paper",
        "xshift": 8 - MARGIN_LEFT,
        "xanchor": "left",
        "y": line,
        "showarrow": False,
        "text": text,
        "font": {"size": size, "color": colour},
    }


def talks_in_words(table: pd.DataFrame) -> str:
    """The text alternative of the timeline: each record with its name and what came of it."""
    words = [f"{row['title']}: {row['came_of_it']}" for row in dated(table).to_dict("records")]
    return f"Timeline of talks in the order of the dates. {'; '.join(words) or 'No record'}."


def per_year_chart(per_year: pd.DataFrame, *, text: FigureText, paper: Paper, height: int = 220) -> go.Figure:
    """Bars of meetings held (filled) and declined (hollow) per year from a `talks_per_year` table.

    A year without a record has no bar and says so in words. What is neither is a grey mark under the axis.
    """
    figure = go.Figure()
    figure.add_trace(_year_bars(per_year, "held", paper))
    for column in ("declined_by_kio", "refused_by_government"):
        if per_year[column].sum():
            figure.add_trace(_year_bars(per_year, column, paper))
    most = max(int(per_year[[HELD, DECLINED]].to_numpy().max()), 1)
    others = apart_marks(per_year, paper, y=-0.1 * most)
    figure.add_traces(others)
    entries = len(figure.data)
    for column, shift in ((HELD, -1), (DECLINED, 1)):
        some = per_year[per_year[column] > 0]
        figure.add_trace(
            go.Scatter(
                x=(some["year"] + shift * BAR_WIDTH / 2).tolist(), y=some[column].tolist(), mode="text",
                text=[f"<b>{number}</b>" for number in some[column]], textposition="top center",
                textfont={"size": LABEL_SIZE, "color": paper.text}, cliponaxis=False, hoverinfo="skip", showlegend=False,
            )
        )  # fmt: skip
    frame(figure, text, paper, entries=entries, height=height)
    figure.update_yaxes(range=[0, most * 1.25], dtick=max(1, most // 4), gridcolor=paper.grid, zeroline=False, fixedrange=True)
    if others:
        step = max(1, most // 4)
        figure.update_yaxes(range=[-0.2 * most, most * 1.25], tickvals=list(range(0, most + step, step)))
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    none_on_record(figure, per_year, paper)
    figure.update_xaxes(**year_axis(per_year))
    figure.add_annotation(**at_left("Records a year", paper, y=1))
    return figure


def per_year_in_words(per_year: pd.DataFrame) -> str:
    """The text alternative of the counts per year, and of the talks panel: every number, and the years without a record."""
    words = [
        ", ".join([f"{row['year']}: {row['held']} held", f"{row['declined']} declined", *apart_words(row)])
        for row in per_year.to_dict("records")
        if row["held"] or row["declined"] or apart_words(row)
    ]
    quiet = quiet_runs(per_year)
    words += [f"{NONE_ON_RECORD} for {runs_words(quiet)}"] if quiet else []
    return f"Bar chart of meetings held and declined per year. {'; '.join(words)}."


def quiet_runs(per_year: pd.DataFrame) -> list[tuple[int, int]]:
    """First and last year of each unbroken run of years without any record."""
    runs: list[tuple[int, int]] = []
    for year in per_year.loc[per_year[[HELD, DECLINED, *APART.values()]].sum(axis=1) == 0, "year"]:
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], int(year))
        else:
            runs.append((int(year), int(year)))
    return runs


def apart_marks(per_year: pd.DataFrame, paper: Paper, *, y: float, yaxis: str = "y") -> list[go.Scatter]:
    """A trace under the axis for each kind of record that is neither held nor declined, a mark for each year with any."""
    traces = []
    for (status, column), shift in zip(APART.items(), (-0.25, 0.25), strict=True):
        some = per_year[per_year[column] > 0].to_dict("records")
        if some:
            traces.append(
                go.Scatter(
                    x=[row["year"] + (shift if all(row[name] for name in APART.values()) else 0) for row in some],
                    y=[y] * len(some), yaxis=yaxis, mode="markers+text",
                    text=["" if row[column] == 1 else f"<b>{row[column]}</b>" for row in some],
                    textposition="middle right" if shift > 0 else "middle left",
                    textfont={"size": LABEL_SIZE, "color": paper.text}, marker=_apart_mark(status, 10, paper),
                    hoverinfo="text", name=plotly_text(APART_LABELS[status]), cliponaxis=False, showlegend=True,
                    hovertext=[plotly_text(f"{row['year']}: {', '.join(apart_words(row))} ({row['records']})") for row in some],
                )
            )  # fmt: skip
    return traces


def none_on_record(figure: go.Figure | Sketch, per_year: pd.DataFrame, paper: Paper, *, yref: str = "y") -> None:
    """Write over each run of years without a record that none is on record, upright where the run is wide enough."""
    span = len(per_year)
    for first, last in quiet_runs(per_year):
        wide = (last - first + 1) / span >= 0.13
        figure.add_annotation(
            x=(first + last) / 2, y=0, yref=yref, yanchor="bottom", yshift=6, showarrow=False,
            text="none on<br>record" if wide else NONE_ON_RECORD, textangle=0 if wide else -90,
            font={"size": LABEL_SIZE, "color": paper.quiet},
        )  # fmt: skip


def _year_bars(per_year: pd.DataFrame, column: str, paper: Paper) -> go.Bar:
    hollow = column != "held"
    side = {"held": "", "declined_by_kio": "KIO/KIA", "refused_by_government": "government"}[column]
    colour = SIDES[REFUSING_SIDE[side]].on(paper) if hollow else HELD_MEETINGS.on(paper)
    name = REFUSAL_LABELS[side] if hollow else "Filled: meeting held"
    some = per_year[per_year[column] > 0]  # an empty bar would draw its outline, as if it were a number
    return go.Bar(
        x=(some["year"] + (1 if hollow else -1) * BAR_WIDTH / 2).tolist(),
        y=some[column].tolist(),
        width=BAR_WIDTH * 0.88,
        name=plotly_text(name),
        marker={"color": paper.background if hollow else colour, "line": {"color": colour, "width": 2}},
        hoverinfo="text",
        hovertext=[
            "<br>".join(plotly_text(part) for part in (f"{row['year']}: {row[column]}", name, row["records"]))
            for row in some.to_dict("records")
        ],
        showlegend=True,
    )


def _row_traces(row: Mapping[Any, Any], line: float, paper: Paper) -> Iterator[go.Scatter | go.Bar]:
    colour = _colour(row, paper)
    hollow = row["status"] != HELD
    hover = "<br>".join(
        plotly_text(part)
        for text in (f"{row['title']} ({row['meeting_id']})", row["came_of_it"], row["summary"], row["sources"])
        for part in wrap(text, TITLE_WIDTH)
    )
    if row["end"] - row["start"] >= SPAN:
        yield go.Bar(
            base=[row["start"]], x=[(row["end"] - row["start"]).total_seconds() * 1000], y=[line], orientation="h", width=0.5,
            marker={"color": paper.background if hollow else colour, "line": {"color": colour, "width": 2}}
            | ({"pattern": _crossed(colour, paper)} if row["status"] in APART else {}),
            hoverinfo="text", hovertext=[hover], showlegend=False,
        )  # fmt: skip
        return
    if row["end"] > row["start"]:
        yield go.Scatter(
            x=[row["start"], row["end"]], y=[line, line], mode="lines", line={"color": colour, "width": 8},
            hoverinfo="skip", showlegend=False,
        )  # fmt: skip
    yield go.Scatter(
        x=[_middle(row)], y=[line], mode="markers+text", text=["" if pd.isna(row["number"]) else str(row["number"])],
        textfont={"size": 10, "color": paper.background}, marker=_mark(row, paper), hoverinfo="text", hovertext=[hover],
        cliponaxis=False, showlegend=False,
    )  # fmt: skip


def _mark(row: Mapping[Any, Any], paper: Paper) -> dict[str, Any]:
    colour = _colour(row, paper)
    if row["status"] in APART:
        return _apart_mark(row["status"], MARK - 4, paper)
    if row["status"] == DECLINED:
        return {"symbol": "circle", "size": MARK - 4, "color": paper.background, "line": {"color": colour, "width": 2.5}}
    return {"symbol": FORMATS[row["format"]].symbol, "size": MARK, "color": colour}


def _apart_mark(status: str, size: int, paper: Paper) -> dict[str, Any]:
    look = APART_TALKS[status]
    return {"symbol": look.symbol, "size": size, "color": paper.background, "line": {"color": look.on(paper), "width": 2}}


def _crossed(colour: str, paper: Paper) -> dict[str, Any]:
    return {"shape": "x", "fillmode": "replace", "fgcolor": colour, "bgcolor": paper.background, "size": 7, "solidity": 0.2}


def _colour(row: Mapping[Any, Any], paper: Paper) -> str:
    if row["status"] == DECLINED:
        return SIDES[REFUSING_SIDE[row["declined_by"]]].on(paper)
    if row["status"] in APART:
        return APART_TALKS[row["status"]].on(paper)
    return FORMATS[row["format"]].on(paper)


def _beside(row: Mapping[Any, Any], line: float, start: pd.Timestamp, end: pd.Timestamp, paper: Paper) -> dict[str, Any]:
    """What came of it, on the side of the mark with more room; with the place where that fits a phone, too."""
    left, right = ((max(row["start"], start) - start) / (end - start), (min(row["end"], end) - start) / (end - start))
    rightwards = left + right <= 1
    room = (1 - right if rightwards else left) * PHONE_PLOT - MARK
    words = row["came_of_it"]
    longer = f"{row['place']}: {words}" if isinstance(row["place"], str) else words
    return {
        "x": min(row["end"], end) if rightwards else max(row["start"], start),
        "y": line,
        "text": plotly_text(longer if len(longer) * LETTER <= room else words),
        "xanchor": "left" if rightwards else "right",
        "xshift": 12 if rightwards else -12,
        "showarrow": False,
        "font": {"size": LABEL_SIZE, "color": paper.quiet if words == "outcome not stated" else paper.text},
    }


def _legend(rows: list[dict[Any, Any]], paper: Paper) -> Iterator[go.Scatter]:
    """An entry for each format of a meeting held, for each side that declined, and for what was neither held nor declined."""
    for name in FORMATS:
        some = next((row for row in rows if row["status"] == HELD and row["format"] == name), None)
        if some:
            label = "format not stated" if name == "not stated" else name
            yield go.Scatter(x=[None], y=[None], mode="markers", marker=_mark(some, paper), name=f"Held, {label}")
    for side, label in REFUSAL_LABELS.items():
        some = next((row for row in rows if row["declined_by"] == side), None)
        if some:
            yield go.Scatter(x=[None], y=[None], mode="markers", marker=_mark(some, paper), name=label)
    for status, label in APART_LABELS.items():
        if any(row["status"] == status for row in rows):
            marker = _apart_mark(status, MARK - 4, paper)
            yield go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=label)


def _short_date(row: Mapping[Any, Any]) -> str:
    """The date without its year, which stands above the rows of a year, where anything is left of it."""
    return str(row["date"]).removesuffix(f" {row['end'].year}")


def _middle(row: Mapping[Any, Any]) -> pd.Timestamp:
    middle: pd.Timestamp = row["start"] + (row["end"] - row["start"]) / 2
    return middle


def _date_axis(figure: go.Figure, start: pd.Timestamp, end: pd.Timestamp, paper: Paper) -> None:
    one = start.year == end.year
    figure.update_xaxes(
        range=[start, end],
        type="date",
        dtick="M1" if one else "M12",
        tick0=start,
        tickformat="%b" if one else "%Y",
        ticklabelmode="period",
        autotickangles=[0, 90],
        gridcolor=paper.grid,
        zeroline=False,
        fixedrange=True,
        title={"text": str(start.year), "standoff": 4} if one else None,
    )
