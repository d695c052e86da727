"""The marks of a Plotly dictionary on paper: bars with their hatches, lines, dots and the texts on them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.patches import Polygon, Rectangle

from components.charts.theme import FIGURE_TEXT, LIGHT
from components.export.print_axes import Part, Scale
from components.export.print_marks import colour, one, solid
from components.export.print_page import Page
from components.export.print_text import length_of, points, rich_lines

BARS, LINES, MARKS = 2.0, 3.0, 4.0  # what lies over what
NEAR = 3  # units between a mark and its text
LEFT_OF = {"left": 0.0, "center": 0.5, "right": 1.0}  # the share of a text that lies left of its place, by its anchor
OTHER_SIDE = {"left": "right", "center": "center", "right": "left"}
# The marker of each symbol, and how wide it is to cover as much paper as a circle.
SYMBOLS = {
    "circle": ("o", 1.0),
    "square": ("s", 0.886),
    "diamond": ("D", 0.8),
    "triangle-up": ("^", 1.0),
    "line-ew": ("_", 1.0),
}


@dataclass(frozen=True)
class Bar:
    """One bar in coordinates: its width along the axis of positions, its length along that of values."""

    trace: Part
    number: int
    low: float
    high: float
    begin: float
    end: float

    @property
    def is_flat(self) -> bool:
        """Whether it lies."""
        return bool(self.trace.get("orientation") == "h")


def bars_of(traces: Sequence[Part], layout: Part, x: Scale, y: Scale) -> list[Bar]:
    """The bars of traces that share their axes, stacked, over each other or side by side as the layout says."""
    is_flat, mode = traces[0].get("orientation") == "h", layout["barmode"]
    (along, position), (across, value) = (("y", y), ("x", x)) if is_flat else (("x", x), ("y", y))
    places = sorted({position.coordinate(place) for trace in traces for place in trace[along]})
    number_beside = len(traces) if mode == "group" else 1
    room = min((right - left for left, right in pairwise(places)), default=1.0) * (1 - layout["bargap"]) / number_beside
    usual = room * (1 - layout.get("bargroupgap", 0))
    tops: dict[float, float] = defaultdict(float)
    found = []
    for order, trace in enumerate(traces):
        shift = (order - (number_beside - 1) / 2) * room if mode == "group" else 0.0
        half = trace.get("width", usual) / 2
        for number, (place, length) in enumerate(zip(trace[along], trace[across], strict=True)):
            middle = position.coordinate(place) + shift
            begin = one(trace.get("base"), number, tops[middle] if mode == "stack" else 0.0)
            tops[middle] = begin + value.coordinate(length)
            found.append(Bar(trace, number, middle - half, middle + half, begin, tops[middle]))
    return found


def draw_bars(page: Page, bars: list[Bar], x: Scale, y: Scale, zoom: float) -> None:
    """Set bars and the numbers at their ends."""
    for bar in bars:
        position, value = (y, x) if bar.is_flat else (x, y)
        low, high, begin, end = position.at(bar.low), position.at(bar.high), value.at(bar.begin), value.at(bar.end)
        middle = (low + high) / 2
        if not position.holds(middle):
            continue
        if bar.begin != bar.end:
            _bar(page, bar, (begin, low, end, high) if bar.is_flat else (low, begin, high, end), zoom)
        words = one(bar.trace.get("text"), bar.number)
        if words:
            font = bar.trace["textfont"]
            size, shade = font["size"] * zoom, font["color"]
            if bar.is_flat:
                put(page, words, end + NEAR + 1, middle, size=size, shade=shade, anchor="left")
            else:
                away = size / 2 + NEAR
                put(page, words, middle, end + away if end > begin else end - away, size=size, shade=shade)


def _bar(page: Page, bar: Bar, corners: tuple[float, float, float, float], zoom: float) -> None:
    (left, right), (top, bottom) = sorted(corners[::2]), sorted(corners[1::2])
    marker, number = bar.trace["marker"], bar.number
    line, pattern = marker.get("line", {}), marker.get("pattern", {})
    shade, opacity = one(marker["color"], number), one(marker.get("opacity"), number, 1.0)
    fill, width = solid(shade, opacity), line.get("width", 0) * zoom
    is_hatched = bool(one(pattern.get("shape"), number))
    ground, edge = (colour(LIGHT.paper), fill) if is_hatched else (fill, solid(line.get("color", shade), opacity))
    width = max(width, 0.8) if is_hatched else width
    page.axes.add_patch(
        Rectangle(
            (left, top), right - left, bottom - top, facecolor=ground, edgecolor=edge, linewidth=points(width),
            hatch="////" if is_hatched else None, zorder=BARS,
        )
    )  # fmt: skip


def put(
    page: Page, words: str, x: float, y: float, *, size: float, shade: str, anchor: str = "center", align: str = ""
) -> None:
    """Set a label around the middle of its height, its lines aligned to where it is anchored."""
    lines = rich_lines(words)
    widths = [length_of(runs, size) for runs in lines]
    left = x - LEFT_OF[anchor] * max(widths)
    for number, (runs, width) in enumerate(zip(lines, widths, strict=True)):
        if runs:
            middle = y + (number - (len(lines) - 1) / 2) * size * 1.2
            page.line(left + LEFT_OF[align or anchor] * (max(widths) - width), middle, runs, size=size, colour=shade)


def frame(page: Page, x: Scale, y: Scale) -> Rectangle:
    """What lies between two axes, to clip with."""
    return Rectangle((x.start, y.end), x.end - x.start, y.start - y.end, transform=page.axes.transData)


def draw_points(page: Page, trace: Part, x: Scale, y: Scale, zoom: float) -> None:
    """Set the lines, dots and texts of a scatter."""
    places = [(x.place(across), y.place(down)) for across, down in zip(trace["x"], trace["y"], strict=True)]
    if "lines" in trace["mode"]:
        _line(page, trace, places, frame(page, x, y), zoom)
    for number, (across, down) in enumerate(places):
        if x.holds(across) and y.holds(down):
            if "markers" in trace["mode"]:
                _dot(page, trace["marker"], number, across, down, zoom)
            if "text" in trace["mode"]:
                _dot_text(page, trace, number, across, down, zoom)


def _line(page: Page, trace: Part, places: Sequence[tuple[float, float]], clip: Rectangle, zoom: float) -> None:
    """A line, broken where there is no number, and the area within it."""
    line = trace["line"]
    if "fill" in trace:
        area = Polygon(places, facecolor=colour(trace["fillcolor"]), linewidth=0, zorder=BARS - 0.5)
        page.axes.add_patch(area).set_clip_path(clip)
    if line["width"]:
        xs, ys = zip(*places, strict=True)
        drawn = page.axes.plot(
            xs, ys, color=colour(line["color"], trace.get("opacity", 1.0)), linewidth=points(line["width"] * zoom),
            zorder=LINES, solid_capstyle="round", solid_joinstyle="round",
        )  # fmt: skip
        drawn[0].set_clip_path(clip)


def _dot(page: Page, marker: Part, number: int, across: float, down: float, zoom: float) -> None:
    line, opacity = marker.get("line", {}), one(marker.get("opacity"), number, 1.0)
    shape, share = SYMBOLS[one(marker.get("symbol"), number, "circle")]
    shade = one(marker.get("color"), number, LIGHT.quiet)
    page.axes.plot(
        across, down, marker=shape, markersize=points(one(marker["size"], number) * share * zoom), linestyle="none",
        markerfacecolor=colour(shade, opacity), markeredgecolor=colour(one(line.get("color"), number, shade), opacity),
        markeredgewidth=points(line.get("width", 0) * zoom), zorder=MARKS,
    )  # fmt: skip


def _dot_text(page: Page, trace: Part, number: int, across: float, down: float, zoom: float) -> None:
    words = one(trace["text"], number)
    if not words.strip():
        return
    font = trace.get("textfont", {})
    size = font.get("size", FIGURE_TEXT) * zoom
    away = one(trace["marker"]["size"], number) / 2 * zoom + 2 if "markers" in trace["mode"] else 0
    level, side = one(trace["textposition"], number).split()
    rise = {"top": -1, "middle": 0, "bottom": 1}[level] * (away + size * 0.62 * len(rich_lines(words)))
    shift = {"left": -1, "center": 0, "right": 1}[side] * (away + 1)
    shade = one(font.get("color"), number, LIGHT.text)
    put(page, words, across + shift, down + rise, size=size, shade=shade, anchor=OTHER_SIDE[side])
