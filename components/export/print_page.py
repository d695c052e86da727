"""The frame of a printed figure: title and filters above, legend, notes, sources and version below, on light paper.

A figure is 960 units wide and as high as its texts need; a unit is a CSS pixel, as on screen. Texts are measured before they
are set, so that no two of them meet. matplotlib keeps settings and fonts for the whole process: one drawing at a time.
"""

import io
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure as Page
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from components.charts.described import FigureText
from components.charts.theme import PAPERS, Paper

FileKind = Literal["png", "svg", "pdf"]
PAPER: Paper = PAPERS["light"]
WIDTH, SIDE = 960, 24  # units: the picture and its margins
PER_INCH, PNG_PER_INCH = 96, 200
LATIN, BURMESE = "DejaVu Sans", ("Noto Sans Myanmar", "Padauk")
TITLE, BODY, LABEL, SMALL = 20.0, 13.0, 11.5, 11.0  # units: sizes of type
LEADING = 1.42
BOX = "box"
SWATCH, GAP = 18, 22  # units: a mark of the legend, and the space to the next entry
NO_METADATA: dict[FileKind, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
BETWEEN_WORDS = re.compile(r"[ \t\r\n]+")  # a space that does not break holds its words together
IN_BURMESE = re.compile("[\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f]")
OWN_FAMILIES = re.compile(rb"(font-family: [^;]+);")  # a reader's machine may have none of the typefaces we measured with
_DRAWING = threading.RLock()


@dataclass(frozen=True)
class Entry:
    """One entry of a legend: its words and the mark that it explains, drawn into a box of the given middle and size."""

    words: str
    fill: str
    line: str
    symbol: str = BOX
    hatch: str = ""


@dataclass
class Printed:
    """A page with its frame set, and the box that is left for the marks, in units from the upper left corner."""

    page: Page
    width: float
    height: float
    box: tuple[float, float, float, float]
    texts: list[Any] = field(default_factory=list)

    def axes(self, left: float, top: float, width: float, height: float, **options: Any) -> Axes:  # noqa: ANN401
        """Axes in a box given in units from the upper left corner."""
        place = (left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height)
        return self.page.add_axes(place, **options)

    def write(self, x: float, y: float, words: str, *, size: float = BODY, bold: bool = False, colour: str = "") -> None:
        """Set one line with its upper left corner at a place in units."""
        text = self.page.text(
            x / self.width, 1 - y / self.height, words, va="top", ha="left", fontsize=points(size),
            fontweight="bold" if bold else "normal", color=colour or PAPER.text, fontfamily=families(words),
        )  # fmt: skip
        self.texts.append(text)


@contextmanager
def drawing() -> Iterator[None]:
    """The settings under which everything is drawn and saved, for one thread at a time."""
    settings: Any = {
        "svg.hashsalt": "kachin-conflict-dashboard",
        "svg.fonttype": "none",  # words stay words: they can be searched, read aloud and copied
        "pdf.fonttype": 42,
        "font.family": [LATIN],
        "text.parse_math": False,
        "axes.unicode_minus": False,
        "hatch.linewidth": 1.6,
        "path.simplify": False,
    }
    with _DRAWING, mpl.rc_context(settings):
        yield


def families(words: str) -> list[str]:
    """The typefaces for a text: one that comes with matplotlib, and a Burmese one of this machine where it is needed."""
    return [LATIN, *burmese_families()] if IN_BURMESE.search(words) else [LATIN]


@cache
def burmese_families() -> list[str]:
    """The Burmese typefaces that this machine has; without one, Burmese names cannot be set."""
    known = {entry.name for entry in fontManager.ttflist}
    return [name for name in BURMESE if name in known]


def framed(
    text: FigureText,
    *,
    height: float,
    entries: Iterable[Entry] = (),
    bare: bool = False,
    below_axis: float = 30,
    above: float = 26,
) -> Printed:
    """A page with its frame and room of this height for the marks; a bare one has nothing but a legend, for a slide."""
    room = WIDTH - 2 * SIDE
    title = [] if bare else wrapped(text.title, TITLE, room, bold=True)
    filters = [] if bare else wrapped(text.filters, BODY, room)
    notes = [] if bare else [line for words in text.below for line in wrapped(words, SMALL, room)]
    rows = _rows(list(entries), room)
    y = 6.0 if bare else 20.0
    head = y + line_height(TITLE) * len(title) + (4 if title else 0) + line_height(BODY) * len(filters) + above
    legend = head + height + below_axis
    foot = legend + line_height(LABEL) * 1.15 * len(rows) + 10
    total = foot + line_height(SMALL) * len(notes) + (0 if bare else 18)
    page = Page(figsize=(WIDTH / PER_INCH, total / PER_INCH), dpi=PER_INCH, facecolor=PAPER.background)
    printed = Printed(page, WIDTH, total, (SIDE, head, room, height))
    for line in title:
        printed.write(SIDE, y, line, size=TITLE, bold=True)
        y += line_height(TITLE)
    y += 4 if title else 0
    for line in filters:
        printed.write(SIDE, y, line, colour=PAPER.quiet)
        y += line_height(BODY)
    for number, row in enumerate(rows):
        for x, entry in row:
            write_entry(printed, x, legend + number * line_height(LABEL) * 1.15, entry)
    for number, line in enumerate(notes):
        printed.write(SIDE, foot + number * line_height(SMALL), line, size=SMALL, colour=PAPER.quiet)
    return printed


def saved(printed: Printed, kind: FileKind) -> bytes:
    """The picture as a file without date, program or any other trace of where it was made: same page, same bytes."""
    target = io.BytesIO()
    with drawing():
        printed.page.savefig(target, format=kind, dpi=PNG_PER_INCH if kind == "png" else PER_INCH, metadata=NO_METADATA[kind])
    content = target.getvalue()
    return OWN_FAMILIES.sub(rb"\1, Verdana, sans-serif;", content) if kind == "svg" else content


def points(units: float) -> float:
    """A size of type in points."""
    return units * 72 / PER_INCH


def line_height(size: float) -> float:
    """The height of a line of this size, in units."""
    return size * LEADING


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is, in units."""
    font = FontProperties(family=families(words), size=points(size), weight="bold" if bold else "normal")
    with _DRAWING:
        return float(_measure().get_text_width_height_descent(words, font, False)[0]) if words else 0.0


def wrapped(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The words in lines that fit into this many units; a word that is wider than a line is broken."""
    lines: list[str] = []
    line = ""
    for word in BETWEEN_WORDS.split(words.strip()):
        longer = f"{line} {word}".strip()
        if width_of(longer, size, bold=bold) <= room:
            line = longer
            continue
        lines += [line] if line else []
        *full, line = _broken(word, lambda part: width_of(part, size, bold=bold) <= room)
        lines += full
    return [*lines, line] if line else lines


def mark(entry: Entry, x: float, y: float, size: float, **options: Any) -> Line2D:  # noqa: ANN401
    """A mark of the legend that is no box, as a line of one point."""
    return Line2D(
        [x], [y], marker=entry.symbol, linestyle="none", markersize=points(size), markerfacecolor=entry.fill,
        markeredgecolor=entry.line, markeredgewidth=1.5, **options,
    )  # fmt: skip


@cache
def _measure() -> RendererAgg:
    return RendererAgg(8, 8, PER_INCH)


def _broken(word: str, fits: Callable[[str], bool]) -> list[str]:
    pieces, piece = [], ""
    for sign in word:
        if piece and not fits(piece + sign):
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]


def _rows(entries: list[Entry], room: float) -> list[list[tuple[float, Entry]]]:
    """The entries of a legend side by side as far as they fit; one wider than the picture goes on in the next row."""
    rows: list[list[tuple[float, Entry]]] = []
    x = room + 1.0
    for entry in entries:
        for number, words in enumerate(wrapped(entry.words, LABEL, room - SWATCH - 6)):
            width = SWATCH + 6 + width_of(words, LABEL)
            if number or x + width > SIDE + room:
                rows.append([])
                x = SIDE
            rows[-1].append((x, Entry(words, "none", "none") if number else Entry(words, *_looks(entry))))
            x += width + GAP
    return rows


def _looks(entry: Entry) -> tuple[str, str, str, str]:
    return entry.fill, entry.line, entry.symbol, entry.hatch


def write_entry(printed: Printed, x: float, y: float, entry: Entry) -> None:
    """Set an entry of a legend, its mark first, with its upper left corner at a place in units."""
    across, down = x / printed.width, 1 - (y + LABEL * 0.5) / printed.height
    if entry.symbol == BOX:
        width, height = SWATCH / printed.width, LABEL / printed.height
        printed.page.add_artist(
            Rectangle(
                (across, down - height / 2), width, height, transform=printed.page.transFigure, facecolor=entry.fill,
                edgecolor=entry.line, linewidth=1.2, hatch=entry.hatch or None,
            )
        )  # fmt: skip
    else:
        middle = (x + SWATCH / 2) / printed.width
        printed.page.add_artist(mark(entry, middle, down, LABEL, transform=printed.page.transFigure))
    printed.write(x + SWATCH + 6, y, entry.words, size=LABEL)
