"""A figure on paper: the marks, axes, shapes and labels of its Plotly dictionary, set into the frame of a page.

What is drawn is what the screen shows, in light colours; so the two cannot differ in a number or a word.
"""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil
from typing import Any

from matplotlib.image import imread
from matplotlib.patches import Ellipse, Polygon, Rectangle

from components.charts.figure import Figure, Spec
from components.charts.theme import FIGURE_TEXT, LIGHT
from components.export.print_axes import Scale, coordinate, kind_of, range_of, share_of, ticks, with_errors
from components.export.print_legend import families_drawn, legend, sides_drawn
from components.export.print_marks import colour, dash, listed
from components.export.print_page import Box, FileKind, Page, Words, drawing, framed, saved
from components.export.print_text import Run, plain, points, rich_lines, width_of
from components.export.print_traces import BARS, Bar, Part, bars_of, draw_bars, draw_points, put
from components.filters.view import View

GRID, BELOW, ABOVE, AXIS = 0.5, 1.0, 5.0, 4.5  # what lies over what
SMALLEST = 0.74  # how much smaller than on screen text may be, in the width of a page
GUTTER = 26  # units between two columns of one figure


def picture(found: Figure, view: View, path: str, kind: FileKind) -> bytes:
    """The picture of a figure as PNG (200 dots an inch) or SVG; same figure, same bytes."""
    return saved(printed(found, view, path), kind)


def printed(found: Figure, view: View, path: str) -> Page:
    """A figure on a page of its own, with all words around it."""
    with drawing():
        page, box = framed(Words.of(found, view, path))
        draw(page, box, found)
    return page


def bare(found: Figure, width: float, height: float) -> Page:
    """A figure without words around it, for a slide or a report that has them."""
    with drawing():
        page = Page(width, height)
        draw(page, (4, 4, width - 4, height - 4), found)
    return page


def draw(page: Page, box: Box, found: Figure) -> None:
    """Set legend and marks into a box; a figure of many rows is set in columns, one too high is drawn smaller."""
    left, top, right, bottom = box
    spec = found.plot(LIGHT)
    top = legend(page, sides_drawn(found, spec) or families_drawn(spec), left, top)
    wanted, room = float(spec["layout"].get("height", 400)), bottom - top
    number = _columns(spec, wanted, room)
    zoom = max(min(room / (wanted / number), 1.0), SMALLEST)
    width = (right - left - GUTTER * (number - 1)) / number
    for column in range(number):
        start = left + column * (width + GUTTER)
        Drawing(page, spec, (start, top, start + width, bottom), zoom, (column, number)).draw()


def _columns(spec: Spec, wanted: float, room: float) -> int:
    """In how many columns a figure of rows is set: those it needs to be read, if it is one panel of rows."""
    axes = {name for name in spec["layout"] if name[1:5] == "axis"}
    rows = spec["layout"].get("yaxis") or {}
    is_rows = rows.get("autorange") == "reversed" or kind_of(rows, _values(spec, "y", "y")) == "category"
    return min(ceil(wanted * SMALLEST / room), 3) if axes == {"xaxis", "yaxis"} and is_rows and wanted * SMALLEST > room else 1


def _values(spec: Spec, letter: str, name: str) -> list[Any]:
    return [
        value for trace in spec["data"] if (trace.get(f"{letter}axis") or letter) == name for value in listed(trace.get(letter))
    ]


@dataclass
class Drawing:
    """One figure, or one column of it, on its way to paper."""

    page: Page
    spec: Spec
    box: Box
    zoom: float = 1.0
    column: tuple[int, int] = (0, 1)
    scales: dict[str, Scale] = field(default_factory=dict)
    bars: dict[tuple[str, str], list[Bar]] = field(default_factory=dict)

    def draw(self) -> None:
        """Set axes, shapes, marks and words."""
        self._scales()
        for name, scale in self.scales.items():
            self._axis(name, scale)
        for image in self.spec["layout"].get("images") or ():
            self._image(image)
        for shape in self.spec["layout"].get("shapes") or ():
            self._shape(shape)
        for (across, down), bars in self.bars.items():
            draw_bars(self.page, bars, self.scales[across], self.scales[down], self.zoom)
        for trace in self.spec["data"]:
            self._trace(trace)
        for note in self.spec["layout"].get("annotations") or ():
            if note.get("text") and note.get("visible") is not False:
                self._note(note)

    def _trace(self, trace: Part) -> None:
        kind = trace.get("type", "scatter")
        if kind not in ("bar", "scatter"):
            raise ValueError(f"paper does not know the mark {kind}")
        if kind == "scatter" and trace.get("visible") is not False:
            draw_points(self.page, trace, *self._pair(trace), self.zoom)

    def _pair(self, trace: Part) -> tuple[Scale, Scale]:
        return self.scales[trace.get("xaxis") or "x"], self.scales[trace.get("yaxis") or "y"]

    # --- axes --------------------------------------------------------------------------------------------------------

    def _scales(self) -> None:
        layout = self.spec["layout"]
        names = {f"{key[0]}{key[5:]}" for key in layout if key[1:5] == "axis"}
        names |= {trace.get(f"{letter}axis") or letter for trace in self.spec["data"] for letter in "xy"}
        kinds, categories = {}, {}
        for name in sorted(names):
            axis, values = self._part(name), _values(self.spec, name[0], name)
            kinds[name] = kind_of(axis, values)
            found = axis.get("categoryarray") or values
            categories[name] = tuple(dict.fromkeys(str(value) for value in found if value is not None))
        self._lay_bars(kinds, categories)
        ranges = {name: self._range(name, kinds[name], categories[name]) for name in names}
        if self.column[1] > 1:
            ranges["y"] = share_of(ranges["y"], *self.column)
        left, top, right, bottom = self._area(ranges, kinds, categories)
        for name in sorted(names):
            first, last = self._part(name).get("domain") or (0, 1)
            start, end = (left, right) if name[0] == "x" else (bottom, top)
            ends = start + first * (end - start), start + last * (end - start)
            self.scales[name] = Scale(kinds[name], *ranges[name], *ends, self._part(name), categories[name])
        self.area = (left, top, right, bottom)
        for scale in self.scales.values():
            self._keep_shape(scale)

    def _part(self, name: str) -> Part:
        found: Part = self.spec["layout"].get(f"{name[0]}axis{name[1:]}") or {}
        return found

    def _lay_bars(self, kinds: Mapping[str, str], categories: Mapping[str, tuple[str, ...]]) -> None:
        groups: dict[tuple[str, str], list[Part]] = {}
        for trace in self.spec["data"]:
            if trace.get("type") == "bar" and trace.get("visible") is not False:
                groups.setdefault((trace.get("xaxis") or "x", trace.get("yaxis") or "y"), []).append(trace)
        for pair, traces in groups.items():
            across, down = (lambda value, name=name: coordinate(value, kinds[name], categories[name]) for name in pair)
            self.bars[pair] = bars_of(traces, self.spec["layout"], across, down)

    def _range(self, name: str, kind: str, categories: tuple[str, ...]) -> tuple[float, float]:
        spread, has_text, is_value = [], False, False
        for pair, bars in self.bars.items():
            if name in pair:
                is_value = any((bar.is_flat) == (name[0] == "x") for bar in bars)
                spread += [end for bar in bars for end in ((bar.begin, bar.end) if is_value else (bar.low, bar.high))]
                has_text = has_text or any(bar.trace.get("text") is not None for bar in bars)
        has_bars = bool(spread)
        values = [
            value
            for trace in self.spec["data"]
            if trace.get("type", "scatter") != "bar" and (trace.get(f"{name[0]}axis") or name[0]) == name
            for value in with_errors(trace, name[0])
        ]
        found = [coordinate(value, kind, categories) for value in values]
        spread += [value for value in found if value is not None]
        if kind == "category":
            spread = [*range(len(categories))] or spread
        return range_of(self._part(name), kind, spread, has_bars=has_bars, has_text=has_text, is_value=is_value)

    def _area(
        self, ranges: Mapping[str, tuple[float, float]], kinds: Mapping[str, str], categories: Mapping[str, tuple[str, ...]]
    ) -> Box:
        """The plot inside its margins, which grow where a tick's words need more."""
        margin = self.spec["layout"].get("margin") or {}
        left, top, right, bottom = self.box
        sides = {name: float(margin.get(name, 40)) * self.zoom for name in "ltrb"}
        for name, (low, high) in ranges.items():
            axis = self._part(name)
            first, last = axis.get("domain") or (0, 1)
            if (
                name[0] == "y"
                and axis.get("showticklabels") is not False
                and axis.get("side", "left") == "left"
                and not (self._part(str(axis.get("anchor") or "x")).get("domain") or (0, 1))[0]
            ):
                scale = Scale(kinds[name], low, high, bottom, bottom - (last - first) * (bottom - top), axis, categories[name])
                widest = max((width_of(plain(words), self._size(axis)) for _, words in ticks(scale, "y")), default=0)
                sides["l"] = max(sides["l"], widest + 8 if widest else 0)
        return left + sides["l"], top + sides["t"], right - sides["r"], bottom - sides["b"]

    def _keep_shape(self, scale: Scale) -> None:
        """Widen the range of an axis that is bound to another, so that a step is as long on both."""
        other = self.scales.get(str(scale.part.get("scaleanchor") or ""))
        if other is None:
            return
        steps = [abs(one.end - one.start) / abs(one.high - one.low) for one in (scale, other)]
        wide, ratio = (scale, steps[0] / steps[1]) if steps[0] > steps[1] else (other, steps[1] / steps[0])
        middle, half = (wide.low + wide.high) / 2, (wide.high - wide.low) / 2 * ratio
        wide.low, wide.high = middle - half, middle + half

    def _size(self, axis: Part) -> float:
        return float((axis.get("tickfont") or {}).get("size", FIGURE_TEXT)) * self.zoom

    def _axis(self, name: str, scale: Scale) -> None:
        axis = scale.part
        if axis.get("visible") is False:
            return
        across = self._across(name)
        found = ticks(scale, name[0])
        if axis.get("showgrid") is not False:
            for place, _ in found:
                self._stroke(name[0], scale.at(place), across, axis.get("gridcolor", LIGHT.grid), 1, GRID)
        if axis.get("zeroline") not in (False, None) and scale.low < 0 < scale.high:
            self._stroke(
                name[0], scale.at(0), across, axis.get("zerolinecolor", LIGHT.quiet), axis.get("zerolinewidth", 1), GRID
            )
        is_far = axis.get("side") in ("top", "right")
        edge = {("x", False): across[1], ("x", True): across[0], ("y", False): across[0], ("y", True): across[1]}[
            name[0], is_far
        ]
        if axis.get("showline"):
            ends = (scale.start, scale.end)
            self._stroke(
                "y" if name[0] == "x" else "x", edge, ends, axis.get("linecolor", LIGHT.quiet), axis.get("linewidth", 1), AXIS
            )
        self._tick_words(name[0], scale, found, edge, is_far=is_far)
        self._axis_title(name[0], scale, edge, found, is_far=is_far)

    def _across(self, name: str) -> tuple[float, float]:
        """Where the other axis that an axis belongs to begins and ends: from left to right, from top to bottom."""
        letter = "y" if name[0] == "x" else "x"
        anchor = str(self._part(name).get("anchor") or "")
        if anchor not in self.scales:
            pairs = [(trace.get("xaxis") or "x", trace.get("yaxis") or "y") for trace in self.spec["data"]]
            anchor = next((pair["xy".index(letter)] for pair in pairs if name in pair), letter)
        other = self.scales.get(anchor) or next(scale for key, scale in self.scales.items() if key[0] == letter)
        return min(other.start, other.end), max(other.start, other.end)

    def _stroke(self, letter: str, at: float, ends: tuple[float, float], shade: Any, width: float, zorder: float) -> None:
        xs, ys = ((at, at), ends) if letter == "x" else (ends, (at, at))
        self.page.axes.plot(
            xs, ys, color=colour(shade), linewidth=points(width * self.zoom), zorder=zorder, solid_capstyle="butt"
        )

    def _tick_words(self, letter: str, scale: Scale, found: list[tuple[float, str]], edge: float, *, is_far: bool) -> None:
        axis, size = scale.part, self._size(scale.part)
        shade = (axis.get("tickfont") or {}).get("color", LIGHT.quiet)
        length = float(axis.get("ticklen", 4)) if axis.get("ticks") == "outside" else 0.0
        away = {("x", False): 1, ("x", True): -1, ("y", False): -1, ("y", True): 1}[letter, is_far]
        if axis.get("showticklabels") is False:
            return
        until = float("-inf")
        for place, words in sorted(found, key=lambda tick: scale.at(tick[0])):
            at = scale.at(place)
            if length:
                self._stroke(letter, at, (edge, edge + away * length), axis.get("tickcolor", LIGHT.grid), 1, AXIS)
            if letter == "y":
                put(
                    self.page,
                    words,
                    edge + away * (length + 5),
                    at,
                    size=size,
                    shade=shade,
                    anchor="left" if is_far else "right",
                )
                continue
            half = width_of(plain(words), size) / 2
            if at - half < until:
                continue  # a word that would touch the one before
            until = at + half + 3
            lines = len(rich_lines(words))
            put(self.page, words, at, edge + away * (length + 4 + size * 0.6 * lines), size=size, shade=shade)

    def _axis_title(self, letter: str, scale: Scale, edge: float, found: list[tuple[float, str]], *, is_far: bool) -> None:
        title = scale.part.get("title") or {}
        words = title if isinstance(title, str) else title.get("text")
        if not words:
            return
        font = {} if isinstance(title, str) else title.get("font") or {}
        size, shade = float(font.get("size", FIGURE_TEXT)) * self.zoom, font.get("color", LIGHT.quiet)
        if letter == "x":
            below = self._size(scale.part) * 1.4 + 8 + size / 2
            put(self.page, str(words), scale.share(0.5), edge + (-below if is_far else below), size=size, shade=shade)
            return
        widest = max((width_of(plain(word), self._size(scale.part)) for _, word in found), default=0)
        x = edge + (1 if is_far else -1) * (widest + 12 + size / 2)
        self.page.slanted(x, scale.share(0.5), plain(str(words)), size=size, colour=shade, angle=90)

    # --- shapes and labels -------------------------------------------------------------------------------------------

    def _place(self, value: Any, letter: str, ref: Any, *, is_note: bool = False) -> float | None:
        """Where a place of a shape or a label stands, given as data, as a share of an axis or of the whole plot."""
        ref = str(ref or letter)
        left, top, right, bottom = self.area
        if ref == "paper":
            start, end = (left, right) if letter == "x" else (bottom, top)
            return start + float(value) * (end - start)
        name = ref.removesuffix(" domain")
        if name not in self.scales:
            return None
        scale = self.scales[name]
        if name != ref:
            return scale.share(float(value))
        return scale.spoken(value) if is_note else scale.place(value)

    def _image(self, image: Part) -> None:
        """A picture in a data address, from its upper left corner; over areas, under lines."""
        x, y = self.scales["x"], self.scales["y"]
        ends = (x.at(image["x"]), x.at(image["x"] + image["sizex"]), y.at(image["y"] + image["sizey"]), y.at(image["y"]))
        content = imread(BytesIO(b64decode(image["source"].partition(",")[2])))
        drawn = self.page.axes.imshow(
            content, extent=ends, aspect="auto", interpolation="bicubic", alpha=image["opacity"], zorder=BARS - 0.4
        )
        frame = Rectangle((x.start, y.end), x.end - x.start, y.start - y.end, transform=self.page.axes.transData)
        drawn.set_clip_path(frame)

    def _shape(self, shape: Part) -> None:
        kind, line = shape.get("type", "rect"), shape.get("line") or {}
        xs = [self._place(shape[name], "x", shape.get("xref")) for name in ("x0", "x1")]
        ys = [self._place(shape[name], "y", shape.get("yref")) for name in ("y0", "y1")]
        if None in xs or None in ys or shape.get("visible") is False:
            return
        left, top, right, bottom = (float(value or 0) for value in (xs[0], ys[0], xs[1], ys[1]))
        if self.column[1] > 1 and not self.box[1] - 1 <= (top + bottom) / 2 <= self.box[3] + 1:
            return
        zorder = BELOW if shape.get("layer") == "below" else ABOVE
        width, opacity = points(float(line.get("width", 2)) * self.zoom), float(shape.get("opacity", 1))
        edge = colour(line.get("color", LIGHT.text), opacity) if width else "none"
        if kind == "line":
            self.page.axes.plot(
                (left, right), (top, bottom), color=edge, linewidth=width, linestyle=dash(line.get("dash")), zorder=zorder
            )
            return
        looks: dict[str, Any] = {
            "facecolor": colour(shape.get("fillcolor"), opacity),
            "edgecolor": edge,
            "linewidth": width,
            "zorder": zorder,
        }
        patches: dict[str, Polygon | Ellipse] = {
            "rect": Polygon([(left, top), (right, top), (right, bottom), (left, bottom)], **looks),
            "circle": Ellipse(((left + right) / 2, (top + bottom) / 2), abs(right - left), abs(bottom - top), **looks),
        }
        self.page.axes.add_patch(patches[kind])

    def _note(self, note: Part) -> None:
        x, y = (self._place(note.get(name), name, note.get(f"{name}ref"), is_note=True) for name in "xy")
        if x is None or y is None or self._is_of_another_column(note, y):
            return
        size = float((note.get("font") or {}).get("size", FIGURE_TEXT)) * self.zoom
        if note.get("showarrow") is not False:
            x, y = self._arrow(note, x, y)
        x, y = x + float(note.get("xshift", 0)) * self.zoom, y - float(note.get("yshift", 0)) * self.zoom
        anchor, down = _anchor(note, "x", ("left", "right")), _anchor(note, "y", ("bottom", "top"))
        lines = rich_lines(str(note["text"]))
        high = size * 1.2 * len(lines)
        middle = y + {"top": high / 2, "bottom": -high / 2}.get(down, 0.0)
        shade = (note.get("font") or {}).get("color", LIGHT.text)
        if note.get("textangle"):
            self.page.slanted(x, middle, plain(str(note["text"])), size=size, colour=shade, angle=-float(note["textangle"]))
            return
        if note.get("bgcolor"):
            self._behind(note, lines, (x, middle), size, anchor)
        put(self.page, str(note["text"]), x, middle, size=size, shade=shade, anchor=anchor, align=note.get("align", "center"))

    def _behind(self, note: Part, lines: list[list[Run]], at: tuple[float, float], size: float, anchor: str) -> None:
        width = max(sum(width_of(run.words, size, bold=run.bold) for run in line) for line in lines)
        pad, high = float(note.get("borderpad", 1)) * self.zoom, size * 1.2 * len(lines)
        left = at[0] - {"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * width
        edge = note.get("bordercolor", "none")
        self.page.behind(
            (left - pad, at[1] - high / 2 - pad, left + width + pad, at[1] + high / 2 + pad), note["bgcolor"], edge=edge
        )

    def _is_of_another_column(self, note: Part, y: float) -> bool:
        number, of = self.column
        if of == 1:
            return False
        if str(note.get("yref") or "y") == "y":
            return not self.scales["y"].holds(y)
        return number > 0 and str(note.get("xref") or "x") == "paper"

    def _arrow(self, note: Part, x: float, y: float) -> tuple[float, float]:
        """Draw the line from a label to what it is about; gives where the label stands."""
        to = (x + float(note.get("ax", -10)) * self.zoom, y + float(note.get("ay", -30)) * self.zoom)
        if str(note.get("axref") or "pixel") != "pixel":
            to = (self._place(note["ax"], "x", note["axref"], is_note=True) or x, to[1])
        if str(note.get("ayref") or "pixel") != "pixel":
            to = (to[0], self._place(note["ay"], "y", note["ayref"], is_note=True) or y)
        arrow = {
            "arrowstyle": "-" if note.get("arrowhead") == 0 else "-|>", "color": colour(note.get("arrowcolor", LIGHT.quiet)),
            "linewidth": points(float(note.get("arrowwidth", 1))), "shrinkA": 0, "shrinkB": 0,
        }  # fmt: skip
        self.page.axes.annotate("", xy=(x, y), xytext=to, arrowprops=arrow, annotation_clip=False, zorder=ABOVE)
        return to


def _anchor(note: Part, letter: str, ends: tuple[str, str]) -> str:
    given = str(note.get(f"{letter}anchor") or "auto")
    if given != "auto":
        return {"middle": "center"}.get(given, given)
    ref = str(note.get(f"{letter}ref") or letter)
    if note.get("showarrow") is not False or not (ref == "paper" or ref.endswith("domain")):
        return "center"
    share = float(note[letter])
    return ends[0] if share <= 1 / 3 else ends[1] if share >= 2 / 3 else "center"
