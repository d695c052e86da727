"""Words on paper: the typefaces, how wide a line is, where it wraps, and the few tags that labels of figures hold."""

import html
import re
import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, fontManager

FONTS = Path(__file__).with_name("fonts")
SANS, SERIF, OTHER, BURMESE = "Print Sans", "Print Serif", "DejaVu Sans", ("Noto Sans Myanmar", "Padauk")
PER_INCH = 96  # units: a unit is a CSS pixel, as on screen
FINE = 8  # times finer than a unit is measured, so that rounding to dots does not matter
LEADING = 1.3  # of the size of type, from one line to the next
LOCK = threading.RLock()  # matplotlib keeps settings and fonts for the whole process: one drawing at a time
UNHINTED: Any = {"text.hinting": "none"}  # so that a line is as wide in a large picture as in a small one
BETWEEN_WORDS = re.compile(r"[ \t\r\n]+")  # a space that does not break holds its words together
TAG = re.compile(r"<(/?)(b|i|br|span|sub|sup)\b([^>]*)>")
COLOUR = re.compile(r"color:\s*([^;\"']+)")


@dataclass(frozen=True)
class Run:
    """Words of one look; an empty colour is that of the text around it."""

    words: str
    bold: bool = False
    colour: str = ""


@cache
def families(*, serif: bool = False) -> tuple[str, ...]:
    """The typefaces to set with: ours, matplotlib's own for signs that ours lack, and a Burmese one where there is one."""
    for path in sorted(FONTS.glob("*.ttf")):
        fontManager.addfont(path)
    known = {entry.name for entry in fontManager.ttflist}
    return (SERIF if serif else SANS, OTHER, *(name for name in BURMESE if name in known))


def points(units: float) -> float:
    """A length in points."""
    return units * 72 / PER_INCH


@lru_cache(maxsize=20_000)
def width_of(words: str, size: float, *, bold: bool = False, serif: bool = False) -> float:
    """How wide a line is, in units."""
    if not words:
        return 0.0
    font = FontProperties(family=list(families(serif=serif)), size=points(size), weight="bold" if bold else "normal")
    with LOCK, unhinted():
        measured = [_measure().get_text_width_height_descent(text, font, False)[0] for text in (f"|{words}|", "||")]
    return float(measured[0] - measured[1]) / FINE  # between two strokes, so that blanks at the ends are measured, too


def length_of(runs: Iterable[Run], size: float, *, serif: bool = False) -> float:
    """How wide a line of runs is, in units."""
    return sum(width_of(run.words, size, bold=run.bold, serif=serif) for run in runs)


def unhinted() -> AbstractContextManager[None]:
    """The setting under which widths are true, unless it is set already, as it takes a while."""
    is_set = mpl.rcParams["text.hinting"] == UNHINTED["text.hinting"]
    return nullcontext() if is_set else mpl.rc_context(UNHINTED)


def wrapped(words: str, size: float, room: float, *, serif: bool = False, most: int = 99) -> list[str]:
    """The words in lines that fit into this many units; a word wider than a line is broken, more lines than `most` are cut."""
    lines: list[str] = []
    line = ""
    for word in BETWEEN_WORDS.split(words.strip()):
        longer = f"{line} {word}".strip()
        if width_of(longer, size, serif=serif) <= room:
            line = longer
            continue
        lines += [line] if line else []
        *full, line = _broken(word, lambda part: width_of(part, size, serif=serif) <= room)
        lines += full
    lines += [line] if line else []
    return (
        lines if len(lines) <= most else [*lines[: most - 1], cut(f"{lines[most - 1]} …{lines[most]}", size, room, serif=serif)]
    )


def cut(words: str, size: float, room: float, *, serif: bool = False) -> str:
    """The words, or where they are wider than the room their beginning and three dots."""
    if width_of(words, size, serif=serif) <= room:
        return words
    kept = words
    while kept and width_of(f"{kept} …", size, serif=serif) > room:
        kept = kept[:-1].rstrip(" …")
    return f"{kept} …"


def rich_lines(text: str) -> list[list[Run]]:
    """The lines of a label of a Plotly figure, each in runs of one look; tags that Plotly does not read are words."""
    lines: list[list[Run]] = [[]]
    bold, colours, place = 0, [""], 0
    for tag in TAG.finditer(text):
        _add(lines, text[place : tag.start()], bold=bold > 0, colour=colours[-1])
        place = tag.end()
        closing, name, rest = tag.groups()
        if name == "br":
            lines.append([])
        elif name == "b":
            bold += -1 if closing else 1
        elif name == "span" and closing:
            colours = colours[:-1] or [""]
        elif name == "span":
            found = COLOUR.search(rest)
            colours.append(found[1].strip() if found else colours[-1])
    _add(lines, text[place:], bold=bold > 0, colour=colours[-1])
    return lines


def plain(text: str) -> str:
    """The words of a label on one line, without its tags."""
    return " ".join(" ".join(run.words for run in line) for line in rich_lines(text)).strip()


def _add(lines: list[list[Run]], text: str, *, bold: bool, colour: str) -> None:
    words = html.unescape(text).replace("\n", " ")
    if words:
        lines[-1].append(Run(words, bold, colour))


@cache
def _measure() -> RendererAgg:
    return RendererAgg(8, 8, PER_INCH * FINE)


def _broken(word: str, fits: Callable[[str], bool]) -> list[str]:
    pieces, piece = [], ""
    for sign in word:
        if piece and not fits(piece + sign):
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]
