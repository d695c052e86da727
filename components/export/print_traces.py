"""The marks of a Plotly dictionary on paper: bars with their hatches, lines, dots and the texts on them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from matplotlib.patches import Polygon, Rectangle

from components.charts.theme import FIGURE_TEXT, LIGHT
from components.export.print_axes import Scale
from components.export.print_marks import LINES_ONLY, colour, dash, hatch, is_list, listed, one, size_of, solid, symbol
from components.export.print_page import Page
from components.export.print_text import plain, points, rich_lines, width_of

Part = Mapping[str, Any]
Coordinate = Callable[[Any], float | None]
BARS, LINES, MARKS = 2.0, 3.0, 4.0  # what lies over what
NEAR = 3  # units between a mark and its text
ANCHORS = {"left": 1.0, "center": 0.5, "right": 0.0}  # the share of a text that lies left of its place


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


def bars_of(traces: Sequence[Part], layout: Part, across: Coordinate, down: Coordinate) -> list[Bar]:
    """The bars of traces that share their axes, stacked or side by side as the layout says."""
    is_flat = any(trace.get("orientation") == "h" for trace in traces)
    position, value = (down, across) if is_flat else (across, down)
    names = ("y", "x") if is_flat else ("x", "y")
    places = [[position(one_place) for one_place in listed(trace.get(names[0]))] for trace in traces]
    slot = _slot([place for row in places for place in row if place is not None])
    mode = layout.get("barmode", "group")
    step = slot * (1 - float(layout.get("bargap", 0.2)))
    parts = max(len(traces), 1) if mode == "group" else 1
    tops: dict[tuple[float, bool], float] = {}
    found = []
    for order, trace in enumerate(traces):
        for number, (place, length) in enumerate(zip(places[order], listed(trace.get(names[1])), strict=False)):
            size = value(length) if length is not None else None
            if place is None or size is None:
                continue
            width, begin = _width(trace, number, step / parts * (1 - float(layout.get("bargroupgap", 0)))), 0.0
            middle = place + ((order - (parts - 1) / 2) * step / parts if mode == "group" else 0.0)
            low = place + float(one(trace["offset"], number, 0.0)) if "offset" in trace else middle - width / 2
            if "base" in trace:
                begin = value(one(trace["base"], number, 0.0)) or 0.0
            elif mode in ("stack", "relative"):
                begin = tops.get((place, size < 0), 0.0)
                tops[place, size < 0] = begin + size
            found.append(Bar(trace, number, low, low + width, begin, begin + size))
    return found


def _width(trace: Part, number: int, usual: float) -> float:
    given = one(trace.get("width"), number)
    if given is None:
        return usual
    return float(given) / 86_400_000 if float(given) > 1_000_000 else float(given)


def _slot(places: list[float]) -> float:
    ordered = sorted(set(places))
    return min((right - left for left, right in pairwise(ordered)), default=1.0)


def draw_bars(page: Page, bars: list[Bar], x: Scale, y: Scale, zoom: float) -> None:
    """Set bars and the numbers on them."""
    for bar in bars:
        position, value = (y, x) if bar.is_flat else (x, y)
        low, high, begin, end = position.at(bar.low), position.at(bar.high), value.at(bar.begin), value.at(bar.end)
        if not position.holds((low + high) / 2):
            continue
        box = (begin, low, end, high) if bar.is_flat else (low, begin, high, end)
        if bar.begin != bar.end:
            _bar(page, bar, box, zoom)
        _bar_text(page, bar, box, zoom)


def _bar(page: Page, bar: Bar, box: tuple[float, float, float, float], zoom: float) -> None:
    left, top, right, bottom = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
    marker, number = bar.trace.get("marker") or {}, bar.number
    opacity = float(one(marker.get("opacity"), number, 1.0)) * float(bar.trace.get("opacity", 1.0))
    fill, pattern = one(marker.get("color"), number, LIGHT.quiet), marker.get("pattern") or {}
    marks = hatch(pattern, number)
    line = marker.get("line") or {}
    width = float(one(line.get("width"), number, 0.0)) * zoom
    if marks:
        edge = solid(one(pattern.get("fgcolor"), number, fill), opacity)
        ground = one(pattern.get("bgcolor"), number, LIGHT.paper)
        hatched: dict[str, Any] = {"hatch": marks, "facecolor": solid(ground), "edgecolor": edge, "linewidth": 0.0}
        page.axes.add_patch(Rectangle((left, top), right - left, bottom - top, zorder=BARS, **hatched))
        looks: dict[str, Any] = {"facecolor": "none", "edgecolor": edge, "linewidth": points(max(width, 0.8))}
    else:
        looks = {"facecolor": solid(fill, opacity), "edgecolor": "none", "linewidth": points(width)}
        looks["edgecolor"] = solid(one(line.get("color"), number, fill), opacity) if width else "none"
    page.axes.add_patch(Rectangle((left, top), right - left, bottom - top, zorder=BARS, **looks))


def _bar_text(page: Page, bar: Bar, box: tuple[float, float, float, float], zoom: float) -> None:
    words = _filled(bar.trace, bar.number)
    where = one(bar.trace.get("textposition"), bar.number, "auto")
    if not words or where == "none":
        return
    font = bar.trace.get("textfont") or {}
    size, shade = float(one(font.get("size"), bar.number, FIGURE_TEXT)) * zoom, one(font.get("color"), bar.number, LIGHT.text)
    begin, low, end, high = box if bar.is_flat else (box[1], box[0], box[3], box[2])
    forward = 1 if end >= begin else -1
    room = width_of(plain(words), size) if bar.is_flat else size
    is_outside = where == "outside" or (where == "auto" and abs(end - begin) < room + 2 * NEAR)
    if not bar.is_flat:
        middle = end + forward * (size / 2 + NEAR) if is_outside else (begin + end) / 2
        put(page, words, (low + high) / 2, middle, size=size, shade=shade)
        return
    if is_outside:
        put(
            page,
            words,
            end + forward * (NEAR + 1),
            (low + high) / 2,
            size=size,
            shade=shade,
            anchor="left" if forward > 0 else "right",
        )
    elif bar.trace.get("insidetextanchor", "end") == "start":
        put(
            page,
            words,
            begin + forward * NEAR,
            (low + high) / 2,
            size=size,
            shade=shade,
            anchor="left" if forward > 0 else "right",
        )
    else:
        put(
            page,
            words,
            end - forward * NEAR,
            (low + high) / 2,
            size=size,
            shade=shade,
            anchor="right" if forward > 0 else "left",
        )


def _filled(trace: Part, number: int) -> str:
    """The text of a mark, its template filled in."""
    text = one(trace.get("text"), number, "")
    form = one(trace.get("texttemplate"), number)
    if not form:
        return str(text)
    values = {name: one(trace.get(name), number, "") for name in ("x", "y")} | {"text": text, "label": text}
    for name, value in values.items():
        form = form.replace(f"%{{{name}}}", str(value))
    return str(form)


def put(
    page: Page,
    words: str,
    x: float,
    y: float,
    *,
    size: float,
    shade: Any = "",
    anchor: str = "center",
    align: str = "",
) -> None:
    """Set a label around the middle of its height, its lines aligned to where it is anchored."""
    lines = rich_lines(words)
    for number, runs in enumerate(lines):
        width = sum(width_of(run.words, size, bold=run.bold) for run in runs)
        widest = max(sum(width_of(run.words, size, bold=run.bold) for run in line) for line in lines)
        left = x - (1 - ANCHORS[anchor]) * widest + (1 - ANCHORS[align or anchor]) * (widest - width)
        if runs:
            middle = y + (number - (len(lines) - 1) / 2) * size * 1.2
            page.line(left, middle, runs, size=size, colour=shade or LIGHT.text)


def draw_points(page: Page, trace: Part, x: Scale, y: Scale, zoom: float) -> None:
    """Set the lines, dots and texts of a scatter."""
    mode = str(trace.get("mode") or "lines+markers")
    places = [(x.place(across), y.place(down)) for across, down in zip(listed(trace["x"]), listed(trace["y"]), strict=False)]
    clip = Rectangle(
        (min(x.start, x.end), min(y.start, y.end)), abs(x.end - x.start), abs(y.end - y.start), transform=page.axes.transData
    )
    if "lines" in mode:
        _lines(page, trace, places, clip, zoom)
    _errors(page, trace, x, y, zoom)
    is_free = trace.get("cliponaxis") is False
    within = [
        (number, across, down)
        for number, (across, down) in enumerate(places)
        if across is not None and down is not None and x.holds(across) and y.holds(down)
    ]
    if "markers" in mode:
        _dots(page, trace, within, zoom, clip=None if is_free else clip)
    if "text" in mode:
        for number, across, down in within:
            _dot_text(page, trace, number, across, down, zoom, has_dot="markers" in mode)


def _runs(places: Sequence[tuple[float | None, float | None]]) -> Iterator[list[tuple[float, float]]]:
    """The stretches of a line between its gaps."""
    run: list[tuple[float, float]] = []
    for across, down in places:
        if across is None or down is None:
            if run:
                yield run
            run = []
        else:
            run.append((across, down))
    if run:
        yield run


def _lines(page: Page, trace: Part, places: Sequence[tuple[float | None, float | None]], clip: Rectangle, zoom: float) -> None:
    line = trace.get("line") or {}
    shade = colour(line.get("color", LIGHT.quiet), float(trace.get("opacity", 1.0)))
    for run in _runs(places):
        stretch = _steps(run) if line.get("shape") == "hv" else run
        if trace.get("fill") == "toself":
            fill = colour(trace.get("fillcolor", line.get("color")), float(trace.get("opacity", 1.0)))
            page.axes.add_patch(Polygon(stretch, facecolor=fill, edgecolor="none", zorder=BARS - 0.5)).set_clip_path(clip)
        width = float(line.get("width", 2))
        if width:
            drawn = page.axes.plot(
                *zip(*stretch, strict=True), color=shade, linewidth=points(width * zoom), linestyle=dash(line.get("dash")),
                zorder=LINES, solid_capstyle="round", solid_joinstyle="round",
            )  # fmt: skip
            drawn[0].set_clip_path(clip)


def _steps(run: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found = run[:1]
    for across, down in run[1:]:
        found += [(across, found[-1][1]), (across, down)]
    return found


def _dots(page: Page, trace: Part, within: list[tuple[int, float, float]], zoom: float, *, clip: Rectangle | None) -> None:
    marker = trace.get("marker") or {}
    line, whole = marker.get("line") or {}, float(trace.get("opacity", 1.0))
    for number, across, down in within:
        kind, is_open = symbol(one(marker.get("symbol"), number))
        opacity = float(one(marker.get("opacity"), number, 1.0)) * whole
        shade = one(marker.get("color"), number, LIGHT.quiet)
        width = float(one(line.get("width"), number, 1.5 if is_open else 0.0))
        edge = shade if is_open else one(line.get("color"), number, shade)
        if kind in LINES_ONLY:
            width, edge = max(width, 1.5), one(line.get("color"), number, shade)
        size = size_of(one(marker.get("size"), number, 6), one(marker.get("symbol"), number)) * zoom
        drawn = page.axes.plot(
            across, down, marker=kind, markersize=points(max(size, 0.1)), linestyle="none", zorder=MARKS,
            markerfacecolor="none" if is_open else colour(shade, opacity), markeredgecolor=colour(edge, opacity),
            markeredgewidth=points(width * zoom),
        )  # fmt: skip
        if clip is not None:
            drawn[0].set_clip_on(False)


def _errors(page: Page, trace: Part, x: Scale, y: Scale, zoom: float) -> None:
    """Bars from the low to the high end of a number."""
    for name, along, other in (("error_x", x, y), ("error_y", y, x)):
        error = trace.get(name) or {}
        if not error or error.get("visible") is False:
            continue
        ends, fixed = (
            (listed(trace["x"]), listed(trace["y"])) if name == "error_x" else (listed(trace["y"]), listed(trace["x"]))
        )
        for number, (value, at) in enumerate(zip(ends, fixed, strict=False)):
            middle, still = along.coordinate(value), other.place(at)
            if middle is None or still is None or not other.holds(still):
                continue
            more = float(one(error.get("array"), number, 0) or 0)
            less = float(one(error.get("arrayminus"), number, more if error.get("symmetric", True) else 0) or 0)
            low, high = along.place(float(value) - less), along.place(float(value) + more)
            if low is None or high is None:
                continue
            _whisker(page, error, (low, high), still, zoom, is_flat=name == "error_x")


def _whisker(page: Page, error: Part, ends: tuple[float, float], still: float, zoom: float, *, is_flat: bool) -> None:
    shade, width = colour(error.get("color", LIGHT.quiet)), points(float(error.get("thickness", 2)) * zoom)
    cap = float(error.get("width", 4)) * zoom
    strokes = [(ends, (still, still)), *(((end, end), (still - cap, still + cap)) for end in ends if cap)]
    for along, across in strokes:
        xs, ys = (along, across) if is_flat else (across, along)
        page.axes.plot(xs, ys, color=shade, linewidth=width, zorder=LINES)


def _dot_text(page: Page, trace: Part, number: int, across: float, down: float, zoom: float, *, has_dot: bool) -> None:
    words = _filled(trace, number)
    if not words.strip():
        return
    font = trace.get("textfont") or {}
    size = float(one(font.get("size"), number, FIGURE_TEXT)) * zoom
    marker = trace.get("marker") or {}
    away = (float(one(marker.get("size"), number, 6)) / 2 if has_dot else 0) * zoom + (2 if has_dot else 0)
    up, _, aside = str(one(trace.get("textposition"), number, "middle center")).partition(" ")
    lines = len(rich_lines(words))
    rise = {"top": -1, "middle": 0, "bottom": 1}[up] * (away + size * 0.62 * lines)
    shift = {"left": -1, "center": 0, "right": 1}[aside or "center"] * (away + 1)
    anchor = {"left": "right", "center": "center", "right": "left"}[aside or "center"]
    shade = one(font.get("color"), number, LIGHT.text) if is_list(font.get("color")) else font.get("color", LIGHT.text)
    put(page, words, across + shift, down + rise, size=size, shade=shade, anchor=anchor)
