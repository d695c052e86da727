"""Counts of fighting drawn series by series: panels by the year, rows by the period, and a strip of what each covers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import floor, log10
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.analysis.clashes import current, superseded
from components.analysis.findings import amount
from components.analysis.series import Series, series_of, units
from components.charts.described import FigureText
from components.charts.plot import LABEL_SIZE, TEXT_WIDTH, TITLE_WIDTH, Sketch, at_left, frame
from components.charts.theme import SIDES, Paper
from components.text.escaping import plotly_text

PANEL, PANEL_TICKS, HEAD_LINE, SPACE = 104, 24, 17, 14  # pixels: a panel, its years, a line of its heading, what parts panels
LEAST_STRIP = 0.14  # of a year, so that a fortnight can be seen
LIST_SPACE = 5  # pixels between the items of a list
ROW, STRIP = 24, 11  # pixels: a row of the list, a strip of the coverage
MANY_YEARS, SMALL_LABEL = 12, 10  # from so many years on, a number is wider than its bar on a phone unless it is written small
PERIOD_WIDTH = 0.37  # of the figure, for the words of a period at 390 pixels
HEAD_WIDTH, WIDE_HEAD = TEXT_WIDTH - 6, 110  # letters in a line of a heading at 390 pixels, and on paper
PATTERN = {"fillmode": "replace", "size": 6, "solidity": 0.35}


@dataclass
class _Page:
    """Pixels from the top of the plotting area, and what is drawn there."""

    paper: Paper
    wide: bool = False
    sketch: Sketch = field(default_factory=Sketch)
    down: int = 0
    panels: list[tuple[int, int]] = field(default_factory=list)

    def words(self, words: str, *, strong: bool = False) -> None:
        """Write a text at the left edge, in lines that fit."""
        for line in wrap(words, WIDE_HEAD if self.wide else HEAD_WIDTH, break_on_hyphens=False):
            text = plotly_text(line)
            place = at_left(f"<b>{text}</b>" if strong else text, self.paper, y=1, yanchor="top", yshift=-self.down)
            colour = self.paper.text if strong else self.paper.quiet
            self.sketch.add_annotation(**place | {"font": {"size": LABEL_SIZE, "color": colour}})
            self.down += HEAD_LINE

    def panel(self, height: int) -> int:
        """Take room for a panel and give its number."""
        self.panels.append((self.down, self.down + height))
        self.down += height
        return len(self.panels)

    def domains(self) -> Iterator[tuple[int, list[float]]]:
        """The share of the plotting area that each panel takes, counted from below."""
        for number, (top, bottom) in enumerate(self.panels, start=1):
            yield number, [max(1 - bottom / self.down, 0.0), 1 - top / self.down]

    def drawn(self, text: FigureText, axes: Mapping[str, Any]) -> go.Figure:
        """The figure with its title and notes around it; the axes are set at once, as Plotly is slow at each setting."""
        figure = self.sketch.figure(axes)
        frame(figure, text, self.paper, entries=0, height=self.down)
        return figure


def series_chart(
    table: pd.DataFrame,
    *,
    years: tuple[int, int],
    text: FigureText,
    paper: Paper,
    log: bool = False,
    per_month: bool = False,
    wide: bool = False,
) -> go.Figure:
    """A panel for each series of a `series_counts` table: bars by the year on an axis of its own, part years hatched.

    Years without a count of the series are shaded and worded. Panels share the years and nothing else.
    """
    page = _Page(paper, wide)
    value = "clashes_per_month" if per_month else "clashes"
    axes: dict[str, Any] = {}
    for series, counts in series_of(table):
        page.words(series.words, strong=True)
        page.words(_notes(series, counts, log=log, per_month=per_month))
        number = page.panel(PANEL)
        page.down += PANEL_TICKS + SPACE
        rows = _slots(counts)
        base = _base(current(rows)[value], log)
        bars = _year_bars(series, current(rows), number, value, base, paper, per_month=per_month)
        page.sketch.add_trace(bars.update(textfont_size=SMALL_LABEL if years[1] - years[0] >= MANY_YEARS else LABEL_SIZE))
        for row in superseded(rows).to_dict("records"):
            page.sketch.add_trace(_older(row, number, max(float(row[value]), base), paper, per_month))
        _gaps(page.sketch, rows, years, number, paper)
        axes |= _axes(number, years, float(current(rows)[value].max()), base, paper, log=log)
    page.down -= PANEL_TICKS + SPACE  # the frame leaves room for the years of the last panel
    for number, domain in page.domains():
        axes[_axis("yaxis", number)]["domain"] = domain
    return page.drawn(text, axes)


def series_in_words(table: pd.DataFrame, *, per_month: bool = False) -> str:
    """The text alternative of panels or rows of series: every number with its period, series by series."""
    words = []
    for series, rows in series_of(table):
        numbers = [
            f"{row['period']} {amount(row, per_month)}" + (" (superseded)" if row["standing"] == "superseded" else "")
            for row in rows.to_dict("records")
        ]
        words.append(f"{series.words}{' a month' if per_month else ''}: {', '.join(numbers)}")
    return f"Bars by series, each with a scale of its own. {'. '.join(words) or 'No further series'}."


def periods_chart(
    table: pd.DataFrame, *, text: FigureText, paper: Paper, log: bool = False, per_month: bool = False, wide: bool = False
) -> go.Figure:
    """A row for each count of a `series_counts` table under the heading of its series: its period, a bar, its number.

    The bars of a series have a scale of their own; a count that stands alone in its series is told in words below them.
    """
    page = _Page(paper, wide)
    value = "clashes_per_month" if per_month else "clashes"
    alone, heights = [], {}
    for series, rows in series_of(table):
        if len(rows) == 1:
            alone.append((series, rows.to_dict("records")[0]))
            continue
        scale = f"{', a month' if per_month else ''}{', log scale' if log else ''}"
        page.words(f"{series.words}{scale}", strong=True)
        number = page.panel(ROW * len(rows))
        page.down += SPACE
        heights[number] = len(rows)
        _rows(page.sketch, series, rows, number, value, paper, log=log, per_month=per_month)
    if alone:
        page.words(f"Single counts{', a month' if per_month else ''}", strong=True)
    for series, row in alone:
        page.down += LIST_SPACE
        told = f"{amount(dict(row), per_month)} in {_short_period(row)}: {series.words}"
        page.words(told)
    axes: dict[str, Any] = {"xaxis": {"visible": False}, "yaxis": {"visible": False}}
    for number, domain in page.domains():
        still = {"visible": False, "fixedrange": True}
        across = {"range": [0, 1], "anchor": _ref("y", number), "domain": [PERIOD_WIDTH, 1]}
        upright = {"range": [0.5, heights[number] + 0.5], "anchor": _ref("x", number), "domain": domain}
        axes |= {_axis("xaxis", number): still | across, _axis("yaxis", number): still | upright}
    return page.drawn(text, axes)


def coverage_chart(
    table: pd.DataFrame, *, years: tuple[int, int], text: FigureText, paper: Paper, wide: bool = False
) -> go.Figure:
    """A strip for each series of a `series_counts` table: solid over full years, hatched over the days of part years.

    Series of one claimant stand together under its name.
    """
    page = _Page(paper, wide)
    claimants = list(table["claimant"].unique())
    from_day = table["start"].dt.year + (table["start"].dt.day_of_year - 1) / 366 - 0.5
    length = ((table["end"] - table["start"]).dt.days + 1) / 366
    order = table.assign(first=table["claimant"].map(claimants.index), from_day=from_day, length=length.clip(lower=LEAST_STRIP))
    claimant = ""
    page.down += PANEL_TICKS
    page.panel(0)  # the years once more, above all strips
    page.sketch.add_trace(go.Bar(x=[None], y=[None], showlegend=False))
    for series, rows in series_of(order.sort_values("first", kind="stable")):
        if series.claimant != claimant:
            claimant = series.claimant
            page.down += 6
            page.words(claimant, strong=True)
        page.words(series.counted)
        number = page.panel(STRIP)
        page.down += 4
        page.sketch.add_trace(_strip(series, current(rows), number, paper))
    axes: dict[str, Any] = {}
    last = len(page.panels)
    for number, domain in page.domains():
        axes[_axis("yaxis", number)] = {"domain": domain, "visible": False, "fixedrange": True, "range": [-0.5, 0.5]}
        axes[_axis("xaxis", number)] = _years_axis(years, number) | {
            "showticklabels": number in (1, last),
            "side": "top" if number == 1 else "bottom",
            "showgrid": True,
            "gridcolor": paper.grid,
            "griddash": "dot",
        }
    return page.drawn(text, axes)


def coverage_in_words(sentence: str) -> str:
    """The text alternative of the strip."""
    return f"Strip of years covered, one row for each series. {sentence}"


def _slots(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the middle and width of their bars: counts of one year stand side by side in their order."""
    standing = current(rows)
    slot = standing.groupby("year").cumcount().reindex(rows.index).fillna(0)
    slots = rows["year"].map(standing.groupby("year").size()).fillna(1)
    width = 0.8 / slots
    return rows.assign(middle=rows["year"] + (slot - (slots - 1) / 2) * width, width=width * 0.92)


def _base(values: pd.Series, log: bool) -> float:
    """Where bars start: 0, or on a log scale 1, or the power of ten under a least value below 1."""
    least = float(values[values > 0].min()) if (values > 0).any() else 1.0
    return min(1.0, 10.0 ** floor(log10(least))) if log else 0.0


def _year_bars(
    series: Series, rows: pd.DataFrame, number: int, value: str, base: float, paper: Paper, *, per_month: bool
) -> go.Bar:
    heights = rows[value].astype(float).clip(lower=base)
    return go.Bar(
        x=rows["middle"].tolist(),
        y=(heights - base).tolist(),
        base=base,
        width=rows["width"].tolist(),
        marker=_marker(series, rows, paper),
        text=[f"<b>{amount(row, per_month)}</b>" for row in rows.to_dict("records")],
        textposition="outside",
        textangle=0,
        textfont={"size": LABEL_SIZE, "color": paper.text},
        cliponaxis=False,
        constraintext="none",
        hoverinfo="text",
        hovertext=[_hover(row, per_month) for row in rows.to_dict("records")],
        name=plotly_text(series.words),
        showlegend=False,
        xaxis=_ref("x", number),
        yaxis=_ref("y", number),
    )


def _marker(series: Series, rows: pd.DataFrame, paper: Paper) -> dict[str, Any]:
    colour = SIDES[series.claimant_side].on(paper)
    older = (rows["standing"] == "superseded").tolist()
    part = [one and not old for one, old in zip(rows["coverage"] == "part year", older, strict=True)]
    return {
        "color": [paper.background if old else colour for old in older],
        "line": {"color": colour, "width": 1.2},
        "pattern": PATTERN
        | {
            "shape": ["/" if one else "" for one in part],
            "fgcolor": colour,
            "bgcolor": [paper.background if one else colour for one in part],
        },
    }


def _older(row: Mapping[Any, Any], number: int, height: float, paper: Paper, per_month: bool) -> go.Scatter:
    return go.Scatter(
        x=[row["year"]],
        y=[height],
        mode="markers",
        cliponaxis=False,
        showlegend=False,
        xaxis=_ref("x", number),
        yaxis=_ref("y", number),
        marker={"symbol": "diamond", "size": 9, "color": paper.background, "line": {"color": paper.text, "width": 2}},
        hoverinfo="text",
        hovertext=[_hover(row, per_month)],
    )


def _gaps(sketch: Sketch, rows: pd.DataFrame, years: tuple[int, int], number: int, paper: Paper) -> None:
    missing = [year for year in range(years[0], years[1] + 1) if year not in set(rows["year"])]
    runs: list[list[int]] = []
    for year in missing:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    for run in runs:
        middle, wide = (run[0] + run[-1]) / 2, len(run) >= 4
        sketch.add_shape(
            type="rect",
            x0=run[0] - 0.5,
            x1=run[-1] + 0.5,
            y0=0,
            y1=1,
            xref=_ref("x", number),
            yref=f"{_ref('y', number)} domain",
            fillcolor=paper.gap,
            line={"width": 0},
            layer="below",
        )
        sketch.add_annotation(
            x=middle,
            y=0,
            xref=_ref("x", number),
            yref=f"{_ref('y', number)} domain",
            yanchor="bottom",
            yshift=6,
            showarrow=False,
            text="no count",
            textangle=0 if wide else -90,
            font={"size": LABEL_SIZE, "color": paper.quiet},
        )


def _notes(series: Series, rows: pd.DataFrame, *, log: bool, per_month: bool) -> str:
    """The line under the heading of a panel: the unit, the scale, and in words what is hatched and what is superseded."""
    what = f"{units(series.unit)} per month covered" if per_month else units(series.unit)
    parts = [_short_period(row) for row in current(rows).to_dict("records") if row["coverage"] == "part year"]
    older = [f"{row['period']}: {amount(row, per_month)}" for row in superseded(rows).to_dict("records")]
    words = [f"{what[:1].upper()}{what[1:]}{', log scale' if log else ''}."]
    words += [f"Hatched, parts of a year: {', '.join(parts)}."] if parts else []
    words += [f"Diamond, superseded: {', '.join(older)}."] if older else []
    return " ".join(words)


def _axes(number: int, years: tuple[int, int], top: float, base: float, paper: Paper, *, log: bool) -> dict[str, Any]:
    upright: dict[str, Any] = {"range": [0, top * 1.3 or 1], "nticks": 4}
    if log:
        low, high = log10(base), log10(max(top, base * 10))
        powers = [10.0**power for power in range(round(low), int(high) + 1)]
        upright = {
            "type": "log",
            "range": [low, low + (high - low) * 1.3],
            "tickvals": powers,
            "ticktext": [f"{power:,g}" for power in powers],
        }
    upright |= {"fixedrange": True, "gridcolor": paper.grid, "zeroline": False, "anchor": _ref("x", number)}
    if not log:
        upright["tickformat"] = ","
    return {_axis("xaxis", number): _years_axis(years, number), _axis("yaxis", number): upright}


def _years_axis(years: tuple[int, int], number: int) -> dict[str, Any]:
    step = 1 + (years[1] - years[0]) // 8
    shown = list(range(years[0], years[1] + 1, step))
    return {
        "range": [years[0] - 0.5, years[1] + 0.5],
        "tickvals": shown,
        "ticktext": [str(year) for year in shown],
        "tickangle": 0,
        "ticklabelstandoff": 3,  # pixels, so that the first year stands clear of the 0
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "anchor": _ref("y", number),
    }


def _rows(
    sketch: Sketch, series: Series, rows: pd.DataFrame, number: int, value: str, paper: Paper, *, log: bool, per_month: bool
) -> None:
    """The rows of one series from the top down."""
    shares = _shares(rows[value], log=log)
    height = list(range(len(rows), 0, -1))
    sketch.add_trace(
        go.Bar(
            x=shares,
            y=height,
            orientation="h",
            width=0.6,
            marker=_marker(series, rows, paper),
            showlegend=False,
            hoverinfo="text",
            hovertext=[_hover(row, per_month) for row in rows.to_dict("records")],
            name=plotly_text(series.words),
            xaxis=_ref("x", number),
            yaxis=_ref("y", number),
        )
    )
    for row, share, y in zip(rows.to_dict("records"), shares, height, strict=True):
        older = " superseded" if row["standing"] == "superseded" else ""
        font = {"size": LABEL_SIZE, "color": paper.text}
        sketch.add_annotation(
            x=0,
            xref=_ref("x", number),
            xanchor="right",
            xshift=-6,
            y=y,
            yref=_ref("y", number),
            showarrow=False,
            text=plotly_text(_short_period(row)),
            font=font,
        )
        sketch.add_annotation(
            x=share,
            xref=_ref("x", number),
            xanchor="left",
            xshift=4,
            y=y,
            yref=_ref("y", number),
            showarrow=False,
            font=font,
            text=f"<b>{amount(row, per_month)}</b>{older}",
        )


def _shares(values: pd.Series, *, log: bool) -> list[float]:
    """How much of its row each bar takes, which leaves room for its number."""
    base = _base(values, log)
    heights = [log10(max(float(value), base) / base) if log else float(value) for value in values]
    return [0.72 * height / (max(heights) or 1.0) for height in heights]


def _short_period(row: Mapping[Any, Any]) -> str:
    """A period short enough for its column: 2014, Nov 2022, or 28 Feb-12 Mar 2024."""
    start, end = row["start"], row["end"]
    if not str(row["period"])[:4].isdigit() or " to " not in str(row["period"]):
        return str(row["period"])
    first = f"{start.day}" if start.month == end.month else f"{start.day} {start:%b}"
    return f"{first}-{end.day} {end:%b} {end.year}"


def _strip(series: Series, rows: pd.DataFrame, number: int, paper: Paper) -> go.Bar:
    return go.Bar(
        x=rows["length"].tolist(),
        base=rows["from_day"].tolist(),
        y=[0] * len(rows),
        orientation="h",
        width=0.9,
        marker=_marker(series, rows, paper),
        showlegend=False,
        hoverinfo="text",
        name=plotly_text(series.words),
        hovertext=[_hover(row, per_month=False) for row in rows.to_dict("records")],
        xaxis=_ref("x", number),
        yaxis=_ref("y", number),
    )


def _hover(row: Mapping[Any, Any], per_month: bool) -> str:
    rate = " a month" if per_month else ""
    lines = [f"{row['period']}: {amount(dict(row), per_month)} {units(row['unit'])}{rate}"]
    lines += wrap(f"{row['claimant']}, {row['coverage']}, {row['standing']}", TITLE_WIDTH)
    lines += wrap(f"Source: {row['source']}, {row['locator']}", TITLE_WIDTH)
    return "<br>".join(plotly_text(line) for line in lines)


def _axis(kind: str, number: int) -> str:
    return kind if number == 1 else f"{kind}{number}"


def _ref(kind: str, number: int) -> str:
    return kind if number == 1 else f"{kind}{number}"
