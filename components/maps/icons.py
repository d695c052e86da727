"""The marks and the Burmese names of a map as SVG images, which deck.gl draws as they are."""

import html
from typing import Any
from urllib.parse import quote

from components.charts.theme import EventLook, Paper

LARGE = 100  # from here on a number in a mark is written smaller
FLAG_SHAPES = {
    "circle": '<circle cx="24" cy="24" r="20" {paint}/>',
    "square": '<rect x="5" y="5" width="38" height="38" rx="3" {paint}/>',
    "diamond": '<path d="M24 1 L47 24 L24 47 L1 24 Z" {paint}/>',
    "triangle": '<path d="M24 2 L47 44 L1 44 Z" {paint}/>',
}


def type_icon(look: EventLook, number: int, *, hollow: bool, paper: Paper) -> dict[str, Any]:
    """A mark as an SVG: the shape and letter of its type, hollow for what is not counted, with the number of its records."""
    colour = look.on(paper)
    paint = (
        f'fill="{paper.background if hollow else colour}" stroke="{colour if hollow else paper.background}" stroke-width="3"'
    )
    ink = colour if hollow else paper.background
    label = look.letter + (str(number) if number > 1 else "")
    size = {1: 24, 2: 20}.get(len(label), 15) - (5 if look.shape == "triangle" and len(label) > 1 else 0)
    base = 38 if look.shape == "triangle" else 32
    return _svg(f"{FLAG_SHAPES[look.shape].format(paint=paint)}{_svg_text(label, 24, base, size, ink)}", 48, 48)


def count_icon(number: int, *, colour: str, hollow: bool, paper: Paper, shape: str = "circle") -> dict[str, Any]:
    """A mark with a number, filled or hollow."""
    fill, ink = (paper.background, colour) if hollow else (colour, paper.background)
    paint = f'fill="{fill}" stroke="{colour}" stroke-width="4"'
    size = 22 if number < LARGE else 18
    return _svg(f"{FLAG_SHAPES[shape].format(paint=paint)}{_svg_text(str(number), 24, 32, size, ink)}", 48, 48)


def name_icon(name: str, anchor: str, paper: Paper) -> dict[str, Any]:
    """A name as an SVG, which a browser shapes in Burmese as deck.gl's own text cannot."""
    width = 12 * len(name) + 12
    x = {"start": 2, "end": width - 2, "middle": width // 2}[anchor]
    text = (
        f'<text x="{x}" y="30" font-size="22" text-anchor="{anchor}" fill="{paper.text}" '
        f'font-family="Noto Sans Myanmar,Padauk,Myanmar Text,sans-serif">{html.escape(name)}</text>'
    )
    return _svg(text, width, 48) | {"anchorX": x}


def _svg_text(text: str, x: int, y: int, size: int, colour: str) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="700" text-anchor="middle" '
        f'font-family="Arial,Helvetica,sans-serif" fill="{colour}">{html.escape(text)}</text>'
    )


def _svg(body: str, width: int, height: int) -> dict[str, Any]:
    image = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{body}</svg>'
    )
    return {"url": f"data:image/svg+xml,{quote(image)}", "width": width, "height": height, "anchorY": height // 2}
