"""Counts of clashes drawn as bars by the year and claimant: rivals side by side, parts hatched, gaps shaded and in words."""

import re
from math import floor, log10
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.clashes import NO_COUNT, current, gap_runs, superseded
from components.analysis.findings import amount
from components.charts.described import FigureText
from components.charts.plot import (
    BAR_WIDTH,
    LABEL_SIZE,
    LEGEND_WIDTH,
    TITLE_WIDTH,
    Sketch,
    at_left,
    frame,
    legend_lines,
    year_axis,
)
from components.charts.theme import SIDES, Paper
from components.text.escaping import plotly_text
from components.text.wording import runs_words

WIDE_RUN = 0.2  # a run of gap years this share of the axis has room for upright words
NARROW_AXIS = 6  # from this many years on, a bar on a phone is narrower than its label
CROWDED = 10  # from so many years with a count on, labels are a little smaller
ROOM_ABOVE = 1.4  # of the axis beyond the highest bar, for labels that stand on end over it
Label = tuple[float, float, str, str]  # its place, its words, and on which side of the place they stand
DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")


def clashes_chart(
    table: pd.DataFrame,
    *,
    text: FigureText,
    paper: Paper,
    log: bool = False,
    per_month: bool = False,
    height: int = 340,
    gap_words: str = NO_COUNT,
) -> go.Figure:
    """Bars per year and claimant from a `clashes_per_year` table, in clashes or in clashes per month covered.

    A part year is hatched and worded, an older count is a mark inside its year, years without a count are shaded and worded;
    bars of one year stand side by side. On a log scale bars start at 1, or at the power of ten below a rate under 1.
    """
    sketch = Sketch()
    base = draw_clashes(sketch, table, paper=paper, log=log, per_month=per_month)
    _shade_gaps(sketch, table, paper, gap_words)
    sketch.add_annotation(**at_left(count_unit(base=base, log=log, per_month=per_month), paper, y=1))
    counts = count_scale(table[_value(per_month)], paper, base=base, log=log)
    figure = sketch.figure({"xaxis": year_axis(table), "yaxis": counts})
    frame(figure, text, paper, entries=legend_lines(sketch.traces), height=height)
    return figure


def draw_clashes(sketch: Sketch, table: pd.DataFrame, *, paper: Paper, log: bool, per_month: bool) -> float:
    """Put the bars, marks and labels of a `clashes_per_year` table on the first axes of a sketch; gives where bars start."""
    counts = _placed(current(table))
    counts = counts.assign(dotted=_dotted(counts))
    value = _value(per_month)
    base = _base(table[value], log)
    for _, bars in counts.sort_values("dotted", kind="stable").groupby("series", sort=False):
        sketch.add_trace(_bars(str(bars["claimant"].iloc[0]), bars, value=value, base=base, paper=paper, per_month=per_month))
    for row in superseded(table).to_dict("records"):
        sketch.add_trace(_older_mark(row, value=value, base=base, paper=paper, per_month=per_month))
    narrow = len(table["year"].unique()) >= NARROW_AXIS
    _label_bars(sketch, counts, narrow, value=value, base=base, paper=paper, per_month=per_month)
    return base


def clashes_in_words(table: pd.DataFrame, *, per_month: bool = False) -> str:
    """The text alternative of the clashes chart: what kind of figure it is and every number in it."""
    unit = "clashes per month covered" if per_month else "clashes"
    words = [f"{row['period']}: {amount(row, per_month)} ({row['claimant']})" for row in current(table).to_dict("records")]
    older = superseded(table).to_dict("records")
    words += [f"older count of {row['period']}, superseded: {amount(row, per_month)}" for row in older]
    if gap_runs(table):
        words.append(f"{NO_COUNT} for {runs_words(gap_runs(table))}")
    return f"Bar chart of {unit} with the military, per year and claimant. {'; '.join(words)}."


def _value(per_month: bool) -> str:
    return "clashes_per_month" if per_month else "clashes"


def _placed(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts with the middle and the width of their bars, those of one year side by side around the year."""
    slot = counts.groupby("year").cumcount()
    slots = counts.groupby("year")["year"].transform("size")
    span = counts["year"].max() - counts["year"].min() + 1 if len(counts) else 1
    width = BAR_WIDTH * min(1, max(span, 2) / 5)
    width = width if not len(slots) else min(width, 0.88 / slots.max())
    return counts.assign(middle=counts["year"] + (slot - (slots - 1) / 2) * width, width=width, slot=slot, slots=slots)


def _dotted(counts: pd.DataFrame) -> pd.Series:
    """Which counts belong to a further series of a side: the one whose ids come first has plain bars, the others dots."""
    series = counts.assign(length=counts["count_id"].str.len()).sort_values(["length", "count_id"])
    plain = series.drop_duplicates("claimant_side")["series"]
    return ~counts["series"].isin(plain)


def _base(values: pd.Series, log: bool) -> float:
    """Where bars start: 0, or on a log scale 1, or the power of ten below the least value where that is under 1."""
    if not log:
        return 0.0
    least = values[values > 0].min()
    return 1.0 if pd.isna(least) or least >= 1 else 10.0 ** floor(log10(least))


def _bars(claimant: str, bars: pd.DataFrame, *, value: str, base: float, paper: Paper, per_month: bool) -> go.Bar:
    colour = SIDES[bars["claimant_side"].iloc[0]].on(paper)
    dotted = bool(bars["dotted"].iloc[0])
    if dotted:  # the legend shows the first bar, which is to be a full year
        bars = bars.sort_values("coverage", kind="stable")
    hatched = (bars["coverage"] == "part year").to_numpy()
    full, part = (".", "x") if dotted else ("", "/")
    heights = bars[value].astype(float).clip(lower=base)
    return go.Bar(
        x=bars["middle"].tolist(),
        y=(heights - base).tolist(),
        base=base,
        width=(bars["width"] * 0.94).tolist(),
        name="<br>".join(plotly_text(line) for line in wrap(f"Dotted: {claimant}" if dotted else claimant, TITLE_WIDTH)),
        marker={
            "color": colour,
            "line": {"color": colour, "width": 1.5},
            "pattern": {
                "shape": [part if cut else full for cut in hatched],
                "fillmode": "replace",
                "fgcolor": colour,
                "bgcolor": [paper.background if cut or dotted else colour for cut in hatched],
                "size": 7,
                "solidity": 0.35,
            },
        },
        hoverinfo="text",
        hovertext=[_hover(row, per_month) for row in bars.to_dict("records")],
    )


def _older_mark(row: dict[Any, Any], *, value: str, base: float, paper: Paper, per_month: bool) -> go.Scatter:
    rate = " a month" if per_month else ""
    name = f"Older count of {row['year']}: {amount(row, per_month)}{rate} in {_months(row)}, superseded"
    return go.Scatter(
        x=[row["year"]],
        y=[max(float(row[value]), base)],
        mode="markers",
        marker={"symbol": "diamond", "size": 10, "color": paper.background, "line": {"color": paper.text, "width": 2}},
        name="<br>".join(plotly_text(line) for line in wrap(name, LEGEND_WIDTH)),
        cliponaxis=False,
        hoverinfo="text",
        hovertext=[_hover(row, per_month)],
    )


def _label_bars(
    sketch: Sketch, counts: pd.DataFrame, narrow: bool, *, value: str, base: float, paper: Paper, per_month: bool
) -> None:
    """Write the number over each bar, with its side where bars are rivals, and over a part year its months.

    On a narrow axis the labels of rivals are set outwards and the months stand on end, so that no label meets another; of
    three and more the labels after the first are lines of one text on the right.
    """
    size = LABEL_SIZE - 1 if narrow and counts["year"].nunique() >= CROWDED else LABEL_SIZE
    labels: list[Label] = []
    for row in counts.to_dict("records"):
        if narrow and row["slots"] > 2:
            labels += _label_of_many(counts[counts["year"] == row["year"]], row, value=value, base=base)
            continue
        outwards = 0 if row["slots"] == 1 or not narrow else (-1 if row["slot"] < row["slots"] / 2 else 1)
        number = f"<b>{amount(row, per_month)}</b>"
        side = f"{SIDES[row['claimant_side']].short}<br>" if row["slots"] > 1 else ""
        months = f"{_months(row)} only" if row["coverage"] == "part year" else ""
        x, height = row["middle"] + (row["width"] / 2 if outwards < 0 else 0), max(float(row[value]), base)
        words = f"{months if not narrow else ''}{'<br>' if months and not narrow else ''}{side}{number}"
        labels.append((x, height, words, {-1: "top left", 0: "top center", 1: "top right"}[outwards]))
        if months and narrow:
            sketch.add_annotation(
                x=row["middle"],
                y=log10(height) if base else height,
                yanchor="bottom",
                yshift=18,
                text=months,
                textangle=-90,
                showarrow=False,
                font={"size": LABEL_SIZE, "color": paper.text},
            )
    if labels:
        sketch.add_trace(_text(labels, {"size": size, "color": paper.text}))


def _text(labels: list[Label], font: dict[str, Any]) -> go.Scatter:
    """All labels as one trace: Plotly takes a while for each trace, however small."""
    x, y, words, positions = (list(part) for part in zip(*labels, strict=True))
    return go.Scatter(
        x=x, y=y, mode="text", text=words, textposition=positions, textfont=font, cliponaxis=False, hoverinfo="skip",
        showlegend=False,
    )  # fmt: skip


def _label_of_many(year: pd.DataFrame, row: dict[Any, Any], *, value: str, base: float) -> list[Label]:
    """The label of one of many bars of a year: the first over its own, the others together at the right of the last."""
    if row["slot"] not in (0, row["slots"] - 1):
        return []
    first = row["slot"] == 0
    told = year.head(1) if first else year.iloc[1:]
    lines = [
        f"{SIDES[one['claimant_side']].short}{', dotted' if one['dotted'] else ''} <b>{amount(one, value == _value(True))}</b>"
        for one in told.to_dict("records")
    ]
    text = lines[0].replace(" <b>", "<br><b>") if first else "<br>".join(lines)
    # On a log scale bars differ little in height, so the text stands over all of them.
    height = max(float((year if base else told)[value].max()), base)
    x = row["middle"] - (0 if first else row["width"] / 2)
    return [(x, height, text, "top center" if first else "top right")]


def _hover(row: dict[Any, Any], per_month: bool) -> str:
    unit = "clashes a month" if per_month else "clashes"
    lines = [f"{row['period']}: {amount(row, per_month)} {unit}", row["claimant"], f"{row['coverage']}, {row['standing']}"]
    lines += wrap(f"Source: {row['source']}, {row['locator']}", TITLE_WIDTH)
    return "<br>".join(plotly_text(line) for line in lines)


def _shade_gaps(sketch: Sketch, table: pd.DataFrame, paper: Paper, words: str) -> None:
    span = table["year"].max() - table["year"].min() + 1
    for first, last in gap_runs(table):
        wide = (last - first + 1) / span >= WIDE_RUN
        sketch.add_shape(
            type="rect",
            x0=first - 0.5,
            x1=last + 0.5,
            y0=0,
            y1=1,
            yref="paper",
            fillcolor=paper.gap,
            line={"width": 0},
            layer="below",
        )
        sketch.add_annotation(
            x=(first + last) / 2,
            y=0,
            yref="paper",
            yanchor="bottom",
            yshift=8,
            text="<br>".join(wrap(words, 13)) if wide else words,
            textangle=0 if wide else -90,
            showarrow=False,
            font={"size": LABEL_SIZE, "color": paper.quiet},
        )


def count_unit(*, base: float, log: bool, per_month: bool) -> str:
    """What the count axis counts, and that its scale is logarithmic."""
    unit = "Clashes per month covered" if per_month else "Clashes"
    return f"{unit} (log scale, bars start at {base:,g})" if log else unit


def count_scale(values: pd.Series, paper: Paper, *, base: float, log: bool) -> dict[str, object]:
    """The settings of an axis for these counts, with room for the labels over the highest bar."""
    top = float(values.max()) if values.notna().any() else 0.0
    axis: dict[str, object] = {"range": [0, top * ROOM_ABOVE or 1], "tickformat": ","}
    if log:
        reach = max(log10(max(top, base)), log10(base) + 1) - log10(base)
        powers = [base * 10**power for power in range(floor(reach * ROOM_ABOVE) + 1)]
        axis = {
            "type": "log",
            "range": [log10(base), log10(base) + reach * ROOM_ABOVE],
            "tickvals": powers,
            "ticktext": [f"{power:,g}" for power in powers],
        }
    looks = {"fixedrange": True, "showticklabels": top > 0, "showgrid": top > 0, "gridcolor": paper.grid, "zeroline": False}
    return axis | looks


def _months(row: dict[Any, Any]) -> str:
    """The period of a part year without its year, which the axis already names: Jan-Mar, or 11 Jun-31 Dec."""
    days = [pd.Timestamp(day) for day in DAYS.findall(str(row["period"]))]
    if days:
        return "-".join(f"{day.day} {day:%b}" for day in days)
    return str(row["period"]).removesuffix(f" {row['year']}")
