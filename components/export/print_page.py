"""A page on paper: light, in the shape of a slide, with the finding above the marks, notes and sources below them.

Everything is set in units from the upper left corner; a unit is a CSS pixel, as on screen. Each text is measured before it is
set and keeps its box, so that what meets or leaves the page can be told.
"""

import base64
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Sheet
from matplotlib.patches import Rectangle

from components.charts.figure import Figure
from components.charts.theme import LIGHT
from components.export.print_text import (
    FONTS,
    LEADING,
    LOCK,
    PER_INCH,
    SANS,
    SERIF,
    UNHINTED,
    Run,
    cut,
    families,
    length_of,
    points,
    width_of,
    wrapped,
)
from components.filters.view import View

FileKind = Literal["png", "svg"]
WIDTH, HEIGHT, SIDE = 960, 540, 30  # units: 16:9, and the margins
PNG_PER_INCH = 200
TITLE, LEAD, NOTE, SMALL = 25.0, 14.5, 12.5, 11.0  # units: sizes of type
TITLE_LINES, LEAD_LINES, NOTE_LINES = 2, 2, 2
MOST_NAMED = 20  # sources on one line
EDGE = 4  # units: nearer to the edge of the page stands no text
NO_METADATA: dict[FileKind, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
}
OWN_FAMILIES = re.compile(r"(font-family: |font: [^;]*?)('Print (?:Sans|Serif)'[^;\"]*)")
CLICK = re.compile(r"(?:^|(?<=\. )|(?<=; ))Click\b[^.;]*[.;]?\s*")  # what only a screen can do
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Words:
    """What stands around the marks."""

    title: str
    lead: str = ""
    note: str = ""
    sources: str = ""
    version: str = ""
    link: str = ""

    @classmethod
    def of(cls, found: Figure, view: View, path: str) -> "Words":
        """The words of a figure under a view: finding, filters, caveat, sources, data version and the same view's address."""
        data = view.dataset
        return cls(
            title=found.title,
            lead=CLICK.sub("", found.subtitle).strip(" .;"),
            note=found.footnote,
            sources=sources_line(found, view),
            version=f"Kachin Conflict Dashboard, data {data.version} of {data.date}",
            link=view.link(path),
        )


def sources_line(found: Figure, view: View, room: float = WIDTH - 2 * SIDE) -> str:
    """The sources of a figure on one line: as many as fit by name, and how many more."""
    known = view.records.sources
    names = list(dict.fromkeys(known[one].name for one in found.source_ids if one in known))
    if not names:
        return ""
    head = "Source" if len(names) == 1 else "Sources"
    for shown in range(min(len(names), MOST_NAMED), 0, -1):
        more = f" and {len(names) - shown} more" if shown < len(names) else ""
        line = f"{head}: {'; '.join(names[:shown])}{more}"
        if width_of(line, SMALL) <= room:
            return line
    return cut(f"{head}: {names[0]}", SMALL, room)


@dataclass
class Page:
    """A page that is being drawn: its one pair of axes in units, and the box of each text."""

    width: float
    height: float
    sheet: Sheet = field(init=False)
    axes: Axes = field(init=False)
    texts: list[tuple[str, Box]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Lay the paper."""
        self.sheet = Sheet(figsize=(self.width / PER_INCH, self.height / PER_INCH), dpi=PER_INCH, facecolor=LIGHT.paper)
        self.axes = self.sheet.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self.axes.axis("off")

    def line(
        self, x: float, middle: float, runs: list[Run], *, size: float, colour: str = LIGHT.text, serif: bool = False
    ) -> None:
        """Set one line of runs from a left edge, its middle at a height; what would leave the page is moved in."""
        width = length_of(runs, size, serif=serif)
        x = max(min(x, self.width - EDGE - width), EDGE)
        middle = max(min(middle, self.height - EDGE - size / 2), EDGE + size / 2)
        words = "".join(run.words for run in runs)
        self.texts.append((words, (x, middle - size * 0.42, x + width, middle + size * 0.42)))
        for run in runs:
            self.axes.text(
                x, middle + size * 0.33, run.words, fontsize=points(size), color=run.colour or colour,
                fontweight="bold" if run.bold else "normal", fontfamily=list(families(serif=serif)), zorder=6,
            )  # fmt: skip
            x += width_of(run.words, size, bold=run.bold, serif=serif)

    def lines(self, y: float, lines: list[str], *, size: float, colour: str = LIGHT.text, serif: bool = False) -> float:
        """Set lines from the left margin downward; gives the height below them."""
        for words in lines:
            self.line(SIDE, y + size * LEADING / 2, [Run(words)], size=size, colour=colour, serif=serif)
            y += size * LEADING
        return y


@contextmanager
def drawing() -> Iterator[None]:
    """The settings under which everything is drawn and saved, for one thread at a time."""
    settings: Any = UNHINTED | {
        "svg.hashsalt": "kachin-conflict-dashboard",
        "svg.fonttype": "none",  # words stay words: they can be searched, read aloud and copied
        "font.family": [SANS],
        "text.parse_math": False,
        "axes.unicode_minus": False,
        "hatch.linewidth": 1.1,
        "path.simplify": False,
    }
    families()
    with LOCK, mpl.rc_context(settings):
        yield


def framed(words: Words) -> tuple[Page, Box]:
    """A page with its words set, and the box that is left for legend and marks."""
    page, room = Page(WIDTH, HEIGHT), WIDTH - 2 * SIDE
    page.axes.add_patch(Rectangle((SIDE, 0), 44, 6, facecolor=LIGHT.accent, edgecolor="none"))
    y = page.lines(18, wrapped(words.title, TITLE, room, serif=True, most=TITLE_LINES), size=TITLE, serif=True)
    y = page.lines(y + 2, wrapped(words.lead, LEAD, room, most=LEAD_LINES), size=LEAD, colour=LIGHT.quiet)
    foot = HEIGHT - 12 - 2 * SMALL * LEADING
    notes = wrapped(words.note, NOTE, room, most=NOTE_LINES)
    top_of_foot = foot - len(notes) * NOTE * LEADING - (5 if notes else 0)
    page.lines(top_of_foot, notes, size=NOTE)
    page.axes.plot([SIDE, WIDTH - SIDE], [foot - 2, foot - 2], color=LIGHT.grid, linewidth=points(1))
    page.lines(foot, [cut(words.sources, SMALL, room)], size=SMALL, colour=LIGHT.quiet)
    where = f"{words.version} · {words.link}" if words.link else words.version
    page.lines(foot + SMALL * LEADING, [cut(where, SMALL, room)], size=SMALL, colour=LIGHT.quiet)
    return page, (SIDE, y + 8, WIDTH - SIDE, top_of_foot - 4)


def saved(page: Page, kind: FileKind, *, with_fonts: bool = True, per_inch: int = PNG_PER_INCH) -> bytes:
    """The page as a file without date, program or any other trace of where it was made: same page, same bytes."""
    target = io.BytesIO()
    with drawing():
        page.sheet.savefig(target, format=kind, dpi=per_inch if kind == "png" else PER_INCH, metadata=NO_METADATA[kind])
    if kind == "png":
        return target.getvalue()
    text = OWN_FAMILIES.sub(r"\1\2, Arial, sans-serif", target.getvalue().decode())
    return (text.replace("<defs>", f"<style>{font_faces()}</style>\n <defs>", 1) if with_fonts else text).encode()


def font_faces() -> str:
    """Our typefaces as CSS, so that a picture looks the same where they are not installed."""
    faces = (("PrintSans-Regular", SANS, 400), ("PrintSans-Bold", SANS, 700), ("PrintSerif-Regular", SERIF, 400))
    return "".join(
        f"@font-face{{font-family:'{name}';font-weight:{weight};src:url(data:font/ttf;base64,"
        f"{base64.b64encode((FONTS / f'{file}.ttf').read_bytes()).decode()})}}"
        for file, name, weight in faces
    )
