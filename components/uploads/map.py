"""The map of an uploaded file: points for rows located to a place, circles for rows near one, squares where they are too many.

What the file locates to the centre of a township, a state or wider is on no point: it would be a false hot spot.
"""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pydeck as pdk

from components.charts.theme import DENSITY, Theme
from components.maps.ground import LOOKS, PX, deck_of, rgb
from components.maps.lean_deck import LeanDeck
from components.text.escaping import map_text
from components.text.wording import many
from components.uploads.formats import Collection
from components.uploads.measures import Mapped

NEAR_KM = 25  # what UCDP means by near; ACLED gives no distance
STEPS = (2, 5, 20, 100)  # rows in a square from which on the next colour stands
SMALLEST, LARGEST = 3.5, 20.0  # pixels
VIEWS = ("All", "Kachin", "Northern Shan")


def file_map(drawn: Mapped, *, collection: Collection, look: str, theme: Theme) -> LeanDeck:
    """The map of what `mapped` gives, on the ground of every map."""
    marks = _squares(drawn.marks, drawn.cell, theme) if drawn.cell else _points(drawn.marks, theme)
    return deck_of([_near(drawn.around, collection, theme), marks], LOOKS[look], theme)


def mark_words(row: Mapping[Any, Any], where: str) -> str:
    """A mark in one line: its place, rows, years and deaths."""
    years = str(row["first_year"]) if row["first_year"] == row["last_year"] else f"{row['first_year']} to {row['last_year']}"
    low, best, high = (f"{row[name]:,}" for name in ("killed_low", "killed_best", "killed_high"))
    deaths = f"{best} deaths" if low == high else f"{best} deaths ({low} to {high})"
    return map_text(f"{where}: {many(row['rows'], 'row')}, {years}, {deaths}")


def step_words() -> str:
    """What the five colours of the squares stand for."""
    lows = (1, *STEPS)
    ends = [f"{low} to {high - 1}" if high - 1 > low else str(low) for low, high in zip(lows, STEPS, strict=False)]
    return f"{', '.join(ends)}, {STEPS[-1]} or more"


def _points(marks: pd.DataFrame, theme: Theme) -> pdk.Layer:
    rows = [
        {"position": [row["longitude"], row["latitude"]], "radius": _radius(row["rows"]), "tip": _named(row, "")}
        for row in marks.to_dict("records")
    ]
    return _dots("points", rows, rgb(theme.accent, 190), rgb(theme.paper), get_radius="radius", radius_units=PX)


def _near(around: pd.DataFrame, collection: Collection, theme: Theme) -> pdk.Layer:
    """Circles for rows near a place: as wide as UCDP's word for it, or of one size where nothing says how wide."""
    is_known = collection == "UCDP GED"
    rows = [{"position": [row["longitude"], row["latitude"]], "tip": _named(row, "near ")} for row in around.to_dict("records")]
    radius = {"get_radius": NEAR_KM * 1000} if is_known else {"get_radius": 9, "radius_units": PX}
    return _dots("near", rows, rgb(theme.quiet, 10), rgb(theme.quiet, 170), **radius)


def _dots(name: str, rows: list[dict[str, Any]], fill: list[int], line: list[int], **radius: object) -> pdk.Layer:
    options = {"get_fill_color": fill, "get_line_color": line, "get_line_width": 1, "line_width_units": PX}
    return pdk.Layer(
        "ScatterplotLayer", rows, id=name, get_position="position", stroked=True, pickable=True, **options, **radius
    )


def _squares(marks: pd.DataFrame, cell: float, theme: Theme) -> pdk.Layer:
    rows = [
        {"polygon": _corners(row, cell / 2), "colour": _shade(row["rows"], theme), "tip": mark_words(row, "This square")}
        for row in marks.to_dict("records")
    ]
    look = {"get_polygon": "polygon", "get_fill_color": "colour", "opacity": 0.85}
    return pdk.Layer("SolidPolygonLayer", rows, id="squares", pickable=True, **look)


def _corners(row: Mapping[Any, Any], half: float) -> list[list[float]]:
    south, north = round(row["latitude"] - half, 4), round(row["latitude"] + half, 4)
    west, east = round(row["longitude"] - half, 4), round(row["longitude"] + half, 4)
    return [[west, south], [east, south], [east, north], [west, north]]


def _shade(rows: int, theme: Theme) -> list[int]:
    return rgb(DENSITY[theme.mode][sum(rows >= step for step in STEPS)])


def _radius(rows: int) -> float:
    return round(min(SMALLEST + 1.6 * (math.sqrt(rows) - 1), LARGEST), 1)


def _named(row: Mapping[Any, Any], near: str) -> str:
    name = row["place"] if isinstance(row["place"], str) else "a place without a name in the file"
    return mark_words(row, f"{near}{name}")
