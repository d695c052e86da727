"""A figure on paper: the marks, axes, shapes and labels of its Plotly dictionary, set into the frame of a page.

What is drawn is what the screen shows, in light colours; so the two cannot differ in a number or a word.
"""

from base64 import b64decode
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from matplotlib.image import imread
from matplotlib.patches import Rectangle

from components.charts.figure import Figure, Spec
from components.charts.theme import LIGHT
from components.export.print_axes import Part, Scale
from components.export.print_legend import families_drawn, legend, sides_drawn
from components.export.print_marks import colour
from components.export.print_page import Box, FileKind, Page, Words, drawing, framed, saved
from components.export.print_text import length_of, plain, points, rich_lines, width_of
from components.export.print_traces import BARS, LEFT_OF, Bar, bars_of, draw_bars, draw_points, frame, put
from components.filters.view import View

GRID, BELOW, AXIS, ABOVE, BEHIND_WORDS = 0.5, 1.0, 4.5, 5.0, 5.9  # what lies over what
SMALLEST = 0.74  # how much smaller than on screen text may be, in the width of a page
UNDER_WORDS = {"top": 0.5, "middle": 0.0, "bottom": -0.5}  # of the height of a label, from its anchor down to its middle


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
    """Set legend and marks into a box; a figure too high for it is drawn smaller."""
    left, top, right, bottom = box
    spec = found.plot(LIGHT)
    strange = {trace["type"] for trace in spec["data"]} - {"bar", "scatter"}
    if strange:
        raise ValueError(f"paper does not know the mark {', '.join(strange)}")
    top = legend(page, sides_drawn(found, spec) or families_drawn(spec), left, top)
    zoom = max(min((bottom - top) / spec["layout"]["height"], 1.0), SMALLEST)
    Drawing(page, spec, (left, top, right, bottom), zoom).draw()


@dataclass
class Drawing:
    """One figure on its way to paper."""

    page: Page
    spec: Spec
    box: Box
    zoom: float
    scales: dict[str, Scale] = field(default_factory=dict)
    bars: dict[tuple[str, str], list[Bar]] = field(default_factory=dict)

    def draw(self) -> None:
        """Set axes, shapes, marks and words."""
        layout = self.spec["layout"]
        self._lay_out()
        for name, scale in self.scales.items():
            if scale.part.get("visible") is not False:
                self._axis(name[0], scale)
        for image in layout.get("images", ()):
            self._image(image)
        for shape in layout.get("shapes", ()):
            self._shape(shape)
        for (across, down), bars in self.bars.items():
            draw_bars(self.page, bars, self.scales[across], self.scales[down], self.zoom)
        for trace in self._traces("scatter"):
            across, down = _axes_of(trace)
            draw_points(self.page, trace, self.scales[across], self.scales[down], self.zoom)
        for note in layout.get("annotations", ()):
            self._note(note)

    def _traces(self, kind: str) -> list[Part]:
        return [trace for trace in self.spec["data"] if trace["type"] == kind]

    # --- axes --------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Give each axis its rows, its range and its place, and each bar its own."""
        layout, data = self.spec["layout"], self.spec["data"]
        for name, letter, part in ((f"{key[0]}{key[5:]}", key[0], layout[key]) for key in layout if key[1:5] == "axis"):
            texts = (value for trace in data if name in _axes_of(trace) for value in trace[letter] if isinstance(value, str))
            self.scales[name] = Scale(part, tuple(dict.fromkeys(texts)))
        for pair in dict.fromkeys(_axes_of(trace) for trace in self._traces("bar")):
            traces = [trace for trace in self._traces("bar") if _axes_of(trace) == pair]
            self.bars[pair] = bars_of(traces, layout, *(self.scales[name] for name in pair))
        for name, scale in self.scales.items():
            self._reach(name, scale)
        left, top, right, bottom = self._area()
        for name, scale in self.scales.items():
            first, last = scale.part.get("domain", (0, 1))
            start, end = (left, right) if name[0] == "x" else (bottom, top)
            scale.start, scale.end = start + first * (end - start), start + last * (end - start)
        self.area = (left, top, right, bottom)
        for scale in self.scales.values():
            if "scaleanchor" in scale.part:
                _keep_shape(scale, self.scales[scale.part["scaleanchor"]])

    def _reach(self, name: str, scale: Scale) -> None:
        dots = (trace for trace in self._traces("scatter") if name in _axes_of(trace))
        found = [scale.coordinate(value) for trace in dots for value in trace[name[0]] if value is not None]
        bars = [bar for pair, bars in self.bars.items() if name in pair for bar in bars]
        ends = [end for bar in bars if bar.is_flat == (name[0] == "x") for end in (bar.begin, bar.end)]
        has_text = any("text" in bar.trace for bar in bars)
        scale.reach([*found, *ends], has_bars=bool(ends), has_text=has_text)

    def _area(self) -> Box:
        """The plot inside its margins, of which the left one grows where a tick's words need more."""
        margin = {side: width * self.zoom for side, width in self.spec["layout"]["margin"].items()}
        for name, scale in self.scales.items():
            is_shown = scale.part.get("visible") is not False and scale.part.get("showticklabels") is not False
            if name[0] == "y" and is_shown and not self._anchor("y", scale).part.get("domain", (0, 1))[0]:
                widest = max((width_of(plain(words), self._size(scale)) for _, words in scale.ticks()), default=0)
                margin["l"] = max(margin["l"], widest + 8)
        left, top, right, bottom = self.box
        return left + margin["l"], top + margin["t"], right - margin["r"], bottom - margin["b"]

    def _anchor(self, letter: str, scale: Scale) -> Scale:
        """The axis at whose beginning an axis stands."""
        return self.scales[scale.part.get("anchor", "y" if letter == "x" else "x")]

    def _size(self, scale: Scale) -> float:
        return float(scale.part["tickfont"]["size"]) * self.zoom

    def _axis(self, letter: str, scale: Scale) -> None:
        part, size, other = scale.part, self._size(scale), self._anchor(letter, scale)
        edge, shade = other.start, part["tickfont"]["color"]
        if part.get("showgrid") is not False:
            for place, _ in scale.ticks():
                self._stroke(letter, scale.at(place), (other.start, other.end), part["gridcolor"], GRID)
        if part.get("showline"):
            self._stroke("y", edge, (scale.start, scale.end), part["linecolor"], AXIS)
        if "title" in part:
            words, font = part["title"]["text"], part["title"]["font"]
            below = edge + size * 1.4 + 8 + font["size"] * self.zoom / 2
            put(self.page, words, (scale.start + scale.end) / 2, below, size=font["size"] * self.zoom, shade=font["color"])
        if part.get("showticklabels") is False:
            return
        length, until = part.get("ticklen", 0), float("-inf")
        for place, words in scale.ticks():
            at = scale.at(place)
            if letter == "y":
                put(self.page, words, edge - 5, at, size=size, shade=shade, anchor="right")
                continue
            half = width_of(plain(words), size) / 2
            if at - half >= until:  # otherwise the word would touch the one before
                until = at + half + 3
                self._stroke("x", at, (edge, edge + length), part["tickcolor"], AXIS)
                put(self.page, words, at, edge + length + 4 + size * 0.6, size=size, shade=shade)

    def _stroke(self, letter: str, at: float, ends: tuple[float, float], shade: str, zorder: float) -> None:
        xs, ys = ((at, at), ends) if letter == "x" else (ends, (at, at))
        self.page.axes.plot(xs, ys, color=shade, linewidth=points(self.zoom), zorder=zorder, solid_capstyle="butt")

    # --- shapes and labels -------------------------------------------------------------------------------------------

    def _place(self, value: float, letter: str, ref: str) -> float:
        """Where a shape or a label stands, given as a coordinate of an axis or as a share of the whole plot."""
        if ref != "paper":
            return self.scales[ref].at(value)
        left, top, right, bottom = self.area
        start, end = (left, right) if letter == "x" else (bottom, top)
        return start + value * (end - start)

    def _image(self, image: Part) -> None:
        """A picture in a data address, from its upper left corner; over areas, under lines."""
        x, y = self.scales["x"], self.scales["y"]
        ends = (x.at(image["x"]), x.at(image["x"] + image["sizex"]), y.at(image["y"] + image["sizey"]), y.at(image["y"]))
        content = imread(BytesIO(b64decode(image["source"].partition(",")[2])))
        drawn = self.page.axes.imshow(
            content, extent=ends, aspect="auto", interpolation="bicubic", alpha=image["opacity"], zorder=BARS - 0.4
        )
        drawn.set_clip_path(frame(self.page, x, y))

    def _shape(self, shape: Part) -> None:
        left, right = (self._place(shape[name], "x", shape.get("xref", "x")) for name in ("x0", "x1"))
        top, bottom = (self._place(shape[name], "y", shape.get("yref", "y")) for name in ("y0", "y1"))
        line, zorder = shape["line"], BELOW if shape.get("layer") == "below" else ABOVE
        look: dict[str, Any] = {"linewidth": points(line["width"] * self.zoom), "zorder": zorder}
        look["linestyle"] = (0, (1, 2)) if line.get("dash") == "dot" else "solid"
        if shape["type"] == "line":
            self.page.axes.plot((left, right), (top, bottom), color=line["color"], **look)
        else:
            look |= {"facecolor": colour(shape.get("fillcolor")), "edgecolor": colour(line.get("color"))}
            self.page.axes.add_patch(Rectangle((left, top), right - left, bottom - top, **look))

    def _note(self, note: Part) -> None:
        x, y = (self._place(note[name], name, note.get(f"{name}ref", name)) for name in "xy")
        size, lines, anchor = note["font"]["size"] * self.zoom, rich_lines(note["text"]), note.get("xanchor", "center")
        high = size * 1.2 * len(lines)
        x += note.get("xshift", 0) * self.zoom
        y += UNDER_WORDS[note.get("yanchor", "middle")] * high - note.get("yshift", 0) * self.zoom
        if "bgcolor" in note:
            width, pad = max(length_of(runs, size) for runs in lines), self.zoom
            corner = (x - LEFT_OF[anchor] * width - pad, y - high / 2 - pad)
            ground = Rectangle(corner, width + 2 * pad, high + 2 * pad, facecolor=note["bgcolor"], linewidth=0)
            self.page.axes.add_patch(ground).set_zorder(BEHIND_WORDS)
        shade, align = note["font"]["color"], note.get("align", "center")
        put(self.page, note["text"], x, y, size=size, shade=shade, anchor=anchor, align=align)


def _axes_of(trace: Part) -> tuple[str, str]:
    return trace.get("xaxis", "x"), trace.get("yaxis", "y")


def _keep_shape(scale: Scale, other: Scale) -> None:
    """Widen the range of one of two axes, so that a step is as long on both."""
    steps = [abs(one.end - one.start) / abs(one.high - one.low) for one in (scale, other)]
    wide, ratio = (scale, steps[0] / steps[1]) if steps[0] > steps[1] else (other, steps[1] / steps[0])
    middle, half = (wide.low + wide.high) / 2, (wide.high - wide.low) / 2 * ratio
    wide.low, wide.high = middle - half, middle + half
