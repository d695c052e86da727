"""The frame of every Plotly figure, so that it explains itself: title, filters, sources and data version are in the picture.

Plotly does not wrap text, and the width of the reader's screen is not known here. So every text is broken to fit a phone of
390 pixels, and everything above and below the bars has a height that is known, whatever the width.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.charts.described import FigureText
from components.charts.theme import Paper
from components.text.escaping import plotly_text

# The saved picture cannot use the page's own font: then the next Latin one must come before the Burmese ones.
FONT = "Source Sans, Arial, sans-serif, Noto Sans Myanmar, Padauk, Myanmar Text"
TITLE_WIDTH, LEGEND_WIDTH, TEXT_WIDTH = 42, 46, 62  # characters that fit 390 pixels at the sizes below
TITLE_SIZE, TEXT_SIZE, LABEL_SIZE = 17, 12.5, 12
TITLE_LINE, TEXT_LINE, LEGEND_LINE, TICKS, UNIT = 23, 16, 21, 46, 24  # heights in pixels
BAR_WIDTH = 0.42
FRAME = "frame"  # the name of the lines under a figure, which print sets by itself
MARGIN_LEFT = 56
RANGE = re.compile(r"(?<=\d) (?=(?:to|or)\s\d)|(?<=\d\s(?:to|or)) (?=\d)")


@dataclass
class Sketch:
    """Marks, words and shapes gathered for a figure, since Plotly takes many at once far faster than one by one."""

    traces: list[Any] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)

    def add_trace(self, trace: Any) -> None:
        """Add a mark or a line."""
        self.traces.append(trace)

    def add_annotation(self, **options: Any) -> None:
        """Add words."""
        self.annotations.append(options)

    def add_shape(self, **options: Any) -> None:
        """Add a shape."""
        self.shapes.append(options)

    def figure(self, axes: Mapping[str, Any] | None = None) -> go.Figure:
        """The figure of all that was gathered, with settings of its axes where they are given."""
        words_and_shapes = {"annotations": self.annotations, "shapes": self.shapes}
        return go.Figure(data=self.traces, layout=words_and_shapes | dict(axes or {}))


def legend_lines(traces: Iterable[Any]) -> int:
    """How many lines the legend of these traces takes."""
    return sum(1 + (trace.name or "").count("<br>") for trace in traces if trace.showlegend is not False)


def frame(figure: go.Figure, text: FigureText, paper: Paper, *, entries: int, height: int) -> None:
    """Set title and filters above the bars, legend, source and version below them, all at known heights."""
    title, filters = _wrapped(text.title, TITLE_WIDTH), _wrapped(text.filters, TEXT_WIDTH)
    notes = [line for part in text.below for line in _wrapped(part, TEXT_WIDTH)]
    above = 14 + TITLE_LINE * (len(title) + len(filters)) + UNIT
    below = TICKS + LEGEND_LINE * entries + 12 + TEXT_LINE * len(notes) + 8
    total = above + height + below
    figure.update_layout(
        height=total,
        margin={"l": MARGIN_LEFT, "r": 10, "t": above, "b": below, "pad": 0, "autoexpand": False},
        paper_bgcolor=paper.background,
        plot_bgcolor=paper.background,
        font={"family": FONT, "size": TEXT_SIZE, "color": paper.text},
        title={
            "text": f"<b>{_lines(title)}</b><br><span style='font-size:{TEXT_SIZE}px'>{_lines(filters)}</span>",
            "font": {"size": TITLE_SIZE, "color": paper.text},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1 - 26 / total,  # the base of the first line
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 8},
        },
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            # One entry a row, as wide as the picture: else a text is cut where it ends in the page's font, and the saved
            # picture has a wider one.
            "entrywidth": 1,
            "entrywidthmode": "fraction",
            "y": (below - TICKS) / total,
            "yref": "container",
            "yanchor": "top",
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": TEXT_SIZE},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        hoverlabel={"align": "left", "bgcolor": paper.background, "font": {"family": FONT, "color": paper.text}},
        dragmode=False,
        modebar={"color": paper.quiet, "activecolor": paper.text, "bgcolor": "rgba(0,0,0,0)"},
        showlegend=entries > 0,
        barmode="overlay",
    )
    below_legend = -(TICKS + LEGEND_LINE * entries + 12)
    figure.add_annotation(name=FRAME, **at_left(_lines(notes), paper, y=0, yanchor="top", yshift=below_legend))


def at_left(text: str, paper: Paper, *, y: float, yanchor: str = "bottom", yshift: float = 4) -> dict[str, Any]:
    """The settings of quiet words that begin at the left edge of a picture, at a share of the height of its plot."""
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 8 - MARGIN_LEFT,
        "y": y,
        "yref": "paper",
        "yanchor": yanchor,
        "yshift": yshift,
        "align": "left",
        "showarrow": False,
        "font": {"size": LABEL_SIZE, "color": paper.quiet},
    }


def year_axis(table: pd.DataFrame) -> dict[str, Any]:
    """The settings of an axis that names every year of a table, every other one when there are more than twenty."""
    first, last = int(table["year"].min()), int(table["year"].max())
    step = 1 + (last - first) // 20
    years = list(range(first, last + 1, step))
    return {
        "range": [first - 0.5, last + 0.5],
        "tickvals": years,
        "ticktext": [str(year) for year in years],
        "autotickangles": [0, 90],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines of that many characters, none of which breaks between the two numbers of a range."""
    return wrap(RANGE.sub("\u00a0", text), width, break_on_hyphens=False)


def _lines(lines: list[str]) -> str:
    return "<br>".join(plotly_text(line) for line in lines)
