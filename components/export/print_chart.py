"""The charts on paper: every mark, label and number of the screen's figure, set by matplotlib inside the printed frame.

The marks are read from the figure that the screen shows, drawn on light paper, so that the two cannot differ in a number or a
word; what is set anew is everything that depends on room: the frame, the axes, the sizes of type.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Transform

from components.charts.described import Figure, FigureText
from components.charts.plot import FRAME
from components.export.print_page import LABEL, PAPER, Entry, Printed, drawing, families, framed, points, width_of
from components.export.screen_charts import screen_chart

LEFT, MOST_LEFT, RIGHT = 44, 200, 14  # units beside the marks, inside the margins of the page
THIN = 0.5  # units: a panel that holds nothing but the words of its axis
HATCHES = {"/": "////", ".": "oo", "x": "xxxx"}
DAY = 86_400_000  # milliseconds, in which Plotly gives the length of a bar on an axis of dates
MARKERS = {
    "circle": "o", "square": "s", "diamond": "D", "triangle-up": "^", "triangle-down": "v", "x": "X", "hexagon": "h",
    "line-ns": "|", "line-ew": "_", "diamond-open": "D",
}  # fmt: skip
NARROWER = {"diamond": 0.8, "diamond-open": 0.8}  # matplotlib measures a diamond along its edge
LINE = 1.25  # of the size of type, from one line of a label to the next
ACROSS = {"left": "left", "right": "right", "center": "center", "auto": "center"}
DOWN = {"top": "top", "bottom": "bottom", "middle": "center", "auto": "center"}
BREAK = re.compile(r"<br\s*/?>")
TAG = re.compile(r"</?b>")


def printed_chart(figure: Figure, *, bare: bool = False) -> Printed:
    """A figure on paper; a bare one leaves all words around it to the slide it stands on."""
    return printed_plot(screen_chart(figure, PAPER, wide=True), figure, bare=bare)


def printed_plot(plot: go.Figure, text: FigureText, *, bare: bool = False) -> Printed:
    """A Plotly figure on paper, in the frame of this text; raises ValueError for a mark that paper does not know."""
    layout = plot.layout
    height = float(layout.height - layout.margin.t - layout.margin.b)
    room = 8 if layout.xaxis.visible is False else 50 if layout.xaxis.title.text else 34
    with drawing():
        printed = framed(text, height=height, entries=list(_entries(plot)), bare=bare, below_axis=room)
        left, top, width, _ = printed.box
        beside = _room_beside(plot)
        _Drawing(plot, printed, (left + beside, top, width - beside - RIGHT, height), beside).draw()
    return printed


def plain_words(text: str) -> str:
    """The words of a Plotly label on one line, without its few tags."""
    return " ".join(html.unescape(TAG.sub("", BREAK.sub(" ", text))).split())


@dataclass
class _Drawing:
    """One figure on its way to paper: the axes it has, and where its bars stack."""

    plot: go.Figure
    printed: Printed
    box: tuple[float, float, float, float]
    beside: float
    axes: dict[str, Axes] = field(default_factory=dict)
    stacks: dict[float, float] = field(default_factory=dict)

    def draw(self) -> None:
        """Set axes, shapes, marks and words."""
        self._set_axes()
        for shape in self.plot.layout.shapes:
            self._shape(shape)
        for trace in self.plot.data:
            if trace.type == "bar":
                self._bars(trace)
            elif trace.type == "scatter":
                self._points(trace)
            else:
                raise ValueError(f"paper does not know the mark {trace.type}")
        for note in self.plot.layout.annotations:
            if note.name != FRAME and note.text is not None:
                self._note(note)

    @property
    def is_dated(self) -> bool:
        """Whether the axis across is one of dates."""
        axis = self.plot.layout.xaxis
        if axis.type is not None or axis.range is None:
            return bool(axis.type == "date")
        return not isinstance(axis.range[0], (int, float))

    def across(self, value: Any) -> float:  # noqa: ANN401 - a number or a date, as Plotly holds it
        """A place on the axis across as a number."""
        return float(date2num(pd.Timestamp(value))) if self.is_dated else float(value)

    def _set_axes(self) -> None:
        across = {"y": "x"} | {trace.yaxis or "y": trace.xaxis or "x" for trace in self.plot.data}
        for name in sorted(across):
            self._set_panel(name, self.plot.layout["xaxis" + across[name][1:]])
        left, top, width, height = self.box
        paper = self.printed.axes(left, top, width, height, zorder=0)
        paper.set_axis_off()
        paper.set_xlim(self.axes["y"].get_xlim())
        paper.set_ylim(0, 1)
        self.axes["paper"] = paper
        for name in sorted(set(across.values())):
            axis = self.plot.layout["xaxis" + name[1:]]
            panels = [self.axes[one] for one in across if across[one] == name]
            self._set_across(axis, self.axes.get(axis.anchor, panels[0]))

    def _set_panel(self, name: str, across: go.layout.XAxis) -> None:
        """The axes of one panel, which is as wide and as high as its shares of the box."""
        left, top, width, height = self.box
        axis = self.plot.layout["yaxis" + name[1:]]
        (low, high), (start, end) = axis.domain or (0, 1), across.domain or (0, 1)
        place = (left + start * width, top + (1 - high) * height, (end - start) * width, max((high - low) * height, THIN))
        axes = self.printed.axes(*place, zorder=1)
        axes.patch.set_visible(False)
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, labelsize=points(LABEL), labelcolor=PAPER.text, pad=6)
        axes.set_axisbelow(True)
        grid = self.printed.axes(*place, zorder=-1)
        grid.set_axis_off()  # under the shades, so that a gap is seen as a gap
        _set_down(axes, grid, axis)
        self.axes[name] = axes
        if across.range is not None:
            axes.set_xlim(*(self.across(end) for end in across.range))
        axes.set_xticks([])

    def _set_across(self, axis: go.layout.XAxis, lowest: Axes) -> None:
        """Ticks at the lowest panel of an axis across; the lines of a grid through all of them."""
        if axis.visible is False:
            return
        dated = self.is_dated
        start, end = lowest.get_xlim()
        if dated:
            places, words, lines = _date_ticks(axis, start, end)
        elif axis.tickvals is not None:
            places, words, lines = list(axis.tickvals), list(axis.ticktext), list(axis.tickvals)
        else:
            places = [place for place in MaxNLocator(8, integer=True).tick_values(start, end) if start <= place <= end]
            words, lines = [f"{place:,.0f}" for place in places], places
        if axis.showgrid is not False:
            for line in lines:
                lowest.axvline(line, color=PAPER.grid, linewidth=0.8, zorder=0.4)
        if axis.showticklabels is False:
            return
        lowest.set_xticks(places, words)
        over = axis.side == "top"
        lowest.tick_params(axis="x", length=0, top=over, bottom=not over, labeltop=over, labelbottom=not over)
        if axis.title.text:
            lowest.set_xlabel(axis.title.text, fontsize=points(LABEL), color=PAPER.text, labelpad=4)

    def _shape(self, shape: go.layout.Shape) -> None:
        across = self.axes["paper"].transAxes if shape.xref == "paper" else None
        panel, of_panel = _panel(shape.yref)
        axes = self.axes[panel]
        ends = [float(end) if across else self.across(end) for end in (shape.x0, shape.x1)]
        down = [float(shape.y0), float(shape.y1)]
        transform = axes.get_yaxis_transform() if across else axes.get_xaxis_transform() if of_panel else axes.transData
        below = 0.3 if shape.layer == "below" else 1.5
        if shape.type == "rect":
            axes.add_patch(
                Rectangle(
                    (ends[0], down[0]), ends[1] - ends[0], down[1] - down[0], transform=transform, zorder=below,
                    facecolor=shape.fillcolor or "none", edgecolor=shape.line.color or "none",
                    linewidth=points(shape.line.width or 0),
                )
            )  # fmt: skip
        elif shape.type == "line":
            dotted = (0, (1, 2.5)) if shape.line.dash == "dot" else "-"
            axes.plot(
                ends, down, color=shape.line.color, linewidth=points(shape.line.width or 1), linestyle=dotted, zorder=below,
                alpha=shape.opacity, transform=transform, clip_on=False, scalex=False, scaley=False,
            )  # fmt: skip
        else:
            raise ValueError(f"paper does not know the shape {shape.type}")

    def _bars(self, trace: go.Bar) -> None:
        axes = self.axes[trace.yaxis or "y"]
        bases, widths = _spread(trace.base, len(_list(trace.x))), _spread(trace.width, len(_list(trace.x)))
        for number, (x, y) in enumerate(zip(_list(trace.x), _list(trace.y), strict=True)):
            if x is None or y is None:
                continue
            look = _bar_look(trace, number)
            base = bases[number] or 0
            if trace.orientation == "h":
                length = float(x) / DAY if self.is_dated else float(x)
                axes.barh(float(y), length, height=widths[number], left=self.across(base), zorder=2, **look)
            else:
                if self.plot.layout.barmode == "stack":
                    base = self.stacks.get(float(x), 0.0)
                    self.stacks[float(x)] = base + float(y)
                order = 0.6 if (trace.zorder or 0) < 0 else 2
                axes.bar(float(x), float(y), width=widths[number], bottom=float(base), zorder=order, **look)
                if trace.text is not None:
                    self._write(
                        axes, (float(x), float(base) + float(y)), trace.text[number], ("data", "data"), shift=(0, 2.5),
                        across="center", down="bottom", size=trace.textfont.size or LABEL, colour=PAPER.text,
                    )  # fmt: skip

    def _points(self, trace: go.Scatter) -> None:
        runs: list[list[tuple[float, float]]] = [[]]
        for x, y in zip(_list(trace.x), _list(trace.y), strict=True):
            if x is None or y is None:
                runs.append([])  # no line joins across a gap
            else:
                runs[-1].append((self.across(x), float(y)))
        pairs = [pair for run in runs for pair in run]
        axes = self.axes[trace.yaxis or "y"]
        mode = trace.mode or "lines"
        marker, clear = trace.marker, trace.opacity is None or trace.opacity > 0
        for run in runs if "lines" in mode else []:
            if len(run) > 1:
                axes.plot(
                    *zip(*run, strict=True), color=trace.line.color, linewidth=points(trace.line.width or 2), zorder=3,
                    alpha=trace.opacity, solid_capstyle="butt", clip_on=False, scalex=False, scaley=False,
                )  # fmt: skip
        if "markers" in mode and clear and marker.opacity != 0:
            for x, y in pairs:
                axes.plot(x, y, zorder=4, clip_on=False, scalex=False, scaley=False, **_marker_look(marker))
        if "text" in mode:
            said = trace.textposition or "middle center"
            sides = [said] * len(pairs) if isinstance(said, str) else said
            for (x, y), words, side in zip(pairs, trace.text, sides, strict=True):
                self._label(trace, x, y, words, side)

    def _label(self, trace: go.Scatter, x: float, y: float, words: str, side: str) -> None:
        down, across = side.split()
        font = trace.textfont
        over = {"top": 2.5, "middle": 0, "bottom": -2.5}[down]
        if "markers" in trace.mode and down == "top":
            over += (trace.marker.size or 8) / 2
        self._write(
            self.axes[trace.yaxis or "y"], (x, y), words, ("data", "data"), shift=(0, over),
            across={"left": "right", "right": "left", "center": "center"}[across],
            down={"top": "bottom", "middle": "center", "bottom": "top"}[down],
            size=font.size or LABEL, colour=font.color or PAPER.text,
        )  # fmt: skip

    def _note(self, note: go.layout.Annotation) -> None:
        panel, of_panel = _panel(note.yref)
        axes = self.axes[panel]
        place = (float(note.x) if note.xref == "paper" else self.across(note.x), float(note.y))
        if axes.get_yscale() == "log" and not of_panel:
            place = (place[0], 10 ** place[1])  # Plotly gives the place of words on a log axis as a power
        coordinates: tuple[Any, Any] = (
            self.axes["paper"].transAxes if note.xref == "paper" else "data",
            self.axes["paper"].transAxes if note.yref == "paper" else axes.transAxes if of_panel else "data",
        )
        if note.showarrow is not False:
            tail = (self.across(note.ax), float(note.ay))
            arrow = {
                "arrowstyle": "-|>", "color": note.arrowcolor, "linewidth": points(note.arrowwidth or 1),
                "shrinkA": 0, "shrinkB": 0,
            }  # fmt: skip
            axes.annotate("", xy=place, xytext=tail, arrowprops=arrow, annotation_clip=False)
            return
        shift = (-self.beside if _is_beside(note) else note.xshift or 0, note.yshift or 0)
        self._write(
            axes, place, note.text, coordinates, shift=shift, across=ACROSS[note.xanchor or "auto"],
            down=DOWN[note.yanchor or "auto"], size=note.font.size or LABEL, colour=note.font.color or PAPER.text,
            angle=-(note.textangle or 0), behind=note.bgcolor or self._behind(note),
        )  # fmt: skip

    def _behind(self, note: go.layout.Annotation) -> str | None:
        """The colour on which quiet words stand, so that no line runs through them."""
        if not note.textangle and note.font.color != PAPER.quiet and not _is_beside(note):
            return None
        shades = [
            shape.fillcolor
            for shape in self.plot.layout.shapes
            if shape.type == "rect" and shape.yref in ("paper", note.yref) and note.xref != "paper"
            and (shape.xref or "x") == (note.xref or "x") and shape.x0 <= note.x <= shape.x1
        ]  # fmt: skip
        return shades[-1] if shades else PAPER.background

    def _write(
        self,
        axes: Axes,
        place: tuple[float, float],
        words: str,
        coordinates: tuple[str | Transform, str | Transform],
        *,
        shift: tuple[float, float],
        across: str,
        down: str,
        size: float,
        colour: str,
        angle: float = 0,
        behind: str | None = None,
    ) -> None:
        """Set the lines of a label one by one, as each may be bold or not, so that together they stand as asked."""
        lines = [part for part in BREAK.split(words) if part]
        step = size * LINE
        first = {"bottom": step * (len(lines) - 1), "center": step * (len(lines) - 1) / 2, "top": 0}[down]
        for number, line in enumerate(lines):
            offset = (points(shift[0]), points(shift[1] + first - number * step))
            text = axes.annotate(
                html.unescape(TAG.sub("", line)), xy=place, xycoords=coordinates, xytext=offset, textcoords="offset points",
                ha=across, va=down, fontsize=points(size), color=colour, rotation=angle, annotation_clip=False, zorder=6,
                fontweight="bold" if "<b>" in line else "normal", fontfamily=families(line),
                bbox={"facecolor": behind, "edgecolor": "none", "pad": 1.5} if behind else None,
            )  # fmt: skip
            self.printed.texts.append(text)


def _set_down(axes: Axes, grid: Axes, axis: go.layout.YAxis) -> None:
    low, high = (float(end) for end in axis.range or (0, 1))
    if axis.type == "log":
        axes.set_yscale("log")
        grid.set_yscale("log")
        low, high = 10**low, 10**high
    axes.set_ylim(low, high)
    grid.set_ylim(low, high)
    if axis.visible is False or axis.showticklabels is False:
        axes.set_yticks([])
        axes.minorticks_off()
        return
    if axis.tickvals is not None:
        places = [float(value) for value in axis.tickvals]
        words = [f"{place:,g}" for place in places] if axis.ticktext is None else list(axis.ticktext)
    else:
        step = axis.dtick
        found = MaxNLocator(5, integer=True).tick_values(low, high) if step is None else _steps(low, high, float(step))
        places = [place for place in found if low <= place <= high]
        words = [f"{place:,.0f}" for place in places]
    axes.set_yticks(places, words)
    axes.minorticks_off()
    for place in places:
        grid.axhline(place, color=PAPER.grid, linewidth=0.8)


def _panel(reference: str | None) -> tuple[str, bool]:
    """The panel that a place down refers to, and whether it is given as a share of that panel."""
    name = (reference or "y").removesuffix(" domain")
    return name, name != reference and reference is not None


def _is_beside(note: go.layout.Annotation) -> bool:
    """Whether the words begin at the left margin, beside or over the marks."""
    return bool(note.xref == "paper" and note.x == 0 and note.xanchor == "left" and (note.xshift or 0) < 0)


def _room_beside(plot: go.Figure) -> float:
    """The room left of the marks: for the numbers of an axis, or for the longest name of a line."""
    notes = [note for note in plot.layout.annotations if _is_beside(note) and note.yref != "paper" and note.name != FRAME]
    names = [note for note in notes if "<b>" not in note.text] or notes  # a bold one is a heading and has a line of its own
    widths = [width_of(plain_words(note.text), note.font.size or LABEL) + 14 for note in names]
    return min(max([LEFT, *widths]), MOST_LEFT)


def _steps(low: float, high: float, step: float) -> list[float]:
    return [number * step for number in range(ceil(low / step), floor(high / step) + 1)]


def _date_ticks(axis: go.layout.XAxis, start: float, end: float) -> tuple[list[float], list[str], list[float]]:
    """The middle of each period with its name, and where each begins: years, or the months of one year."""
    first, last = (pd.Timestamp("1970-01-01") + pd.Timedelta(days=day) for day in (start, end))
    months = axis.dtick == "M1"
    begins = pd.date_range(first.normalize(), last, freq="MS" if months else "YS")
    every = 1 if months else 1 + len(begins) // 24
    ends = [*begins[1:], last]
    middles = [begin + (until - begin) / 2 for begin, until in zip(begins, ends, strict=True)]
    names = [f"{begin:%b}" if months else str(begin.year) for begin in begins]
    lines = [float(date2num(begin)) for begin in begins[::every]]
    return [float(date2num(middle)) for middle in middles[::every]], names[::every], lines


def _entries(plot: go.Figure) -> Iterator[Entry]:
    """The legend of a figure: what Plotly would list, with the marks as they are drawn."""
    if plot.layout.showlegend is False:
        return
    for trace in plot.data:
        if trace.showlegend is False or not trace.name:
            continue
        words = plain_words(trace.name)
        if trace.type == "bar":
            fills = [_bar_look(trace, number) for number in range(len(_list(trace.x)))] or [{}]
            plain = next((look for look in fills if not look.get("hatch")), fills[0])
            fill, line = str(plain.get("facecolor", "none")), str(plain.get("edgecolor", "none"))
            yield Entry(words, fill, line, hatch=str(plain.get("hatch") or ""))
        else:
            look = _marker_look(trace.marker)
            symbol = str(look["marker"])
            yield Entry(words, look["markerfacecolor"], look["markeredgecolor"], symbol)


def _bar_look(trace: go.Bar, number: int) -> dict[str, Any]:
    marker, pattern = trace.marker, trace.marker.pattern
    colour = _one(marker.color, number)
    shape = _one(pattern.shape, number)
    line = _one(marker.line.color, number) or colour
    width = _one(marker.line.width, number)
    looks = {"facecolor": colour, "edgecolor": line, "linewidth": points(1 if width is None else width)}
    if not shape:
        return looks
    return looks | {"facecolor": _one(pattern.bgcolor, number) or PAPER.background, "hatch": HATCHES[shape],
                    "hatchcolor": _one(pattern.fgcolor, number) or line}  # fmt: skip


def _marker_look(marker: go.scatter.Marker) -> dict[str, Any]:
    symbol = marker.symbol or "circle"
    open_ = symbol.endswith("-open")
    colour = marker.color
    line = marker.line.color or colour
    return {
        "marker": MARKERS[symbol],
        "linestyle": "none",
        "markersize": points((marker.size or 8) * NARROWER.get(symbol, 1)),
        "markerfacecolor": "none" if open_ else colour,
        "markeredgecolor": colour if open_ else line,
        "markeredgewidth": points(marker.line.width or 0),
    }


def _one(value: Any, number: int) -> Any:  # noqa: ANN401 - one for all marks, or one for each
    return value[number] if isinstance(value, (tuple, list)) else value


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - as Plotly holds it
    if value is None:
        return []
    return list(value) if isinstance(value, (tuple, list)) or hasattr(value, "tolist") else [value]


def _spread(value: Any, number: int) -> list[Any]:  # noqa: ANN401 - one for all marks, or one for each
    many = _list(value)
    return many if len(many) == number else (many or [None]) * number
