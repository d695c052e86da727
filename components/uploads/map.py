"""The map of a brought file: points for rows located to a place, circles for rows near one, squares where points are too many.

What the file locates to the centre of a township, a state or wider is on no point: it would be a false hot spot.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pydeck as pdk

from components.charts.theme import DENSITY, IMPORTED, Paper
from components.maps.deck import VIEWS as ALL_VIEWS
from components.maps.deck import deck, ground_layers, rgb, seat_names
from components.maps.layout import MapView, pixels
from components.uploads.formats import Collection
from components.uploads.measures import Mapped

NEAR_KM = 25  # what UCDP means by near; ACLED gives no distance
STEPS = (2, 5, 20, 100)  # rows in a square from which on the next colour stands
SMALLEST, LARGEST = 3.5, 20.0  # pixels
MOST_BOXES = 600  # marks that names are kept off; more would leave no name
VIEWS: dict[str, MapView] = {name: ALL_VIEWS[name] for name in ("whole area", "Kachin", "northern Shan")}


def import_map(drawn: Mapped, places: pd.DataFrame, *, collection: Collection, view: str, paper: Paper) -> pdk.Deck:
    """The map of what `mapped` gives."""
    look = VIEWS[view]
    marks = _squares(drawn.marks, drawn.cell, paper) if drawn.cell else _points(drawn.marks, paper)
    taken = [] if drawn.cell else _boxes(drawn.marks, look)
    layers = [
        *ground_layers(places, paper=paper),
        _near(drawn.around, collection, paper),
        marks,
        seat_names(places, look, taken, paper=paper),
    ]
    return deck(layers, look)


def mark_words(row: Mapping[Any, Any], where: str) -> str:
    """A mark in one line: its place, rows, years and deaths."""
    years = str(row["first_year"]) if row["first_year"] == row["last_year"] else f"{row['first_year']} to {row['last_year']}"
    low, best, high = (f"{row[name]:,}" for name in ("killed_low", "killed_best", "killed_high"))
    deaths = f"{best} deaths" if low == high else f"{best} deaths ({low} to {high})"
    rows = "1 row" if row["rows"] == 1 else f"{row['rows']:,} rows"
    return f"{where}: {rows}, {years}, {deaths}"


def step_words() -> str:
    """What the five colours of the squares stand for."""
    lows = (1, *STEPS)
    ends = [f"{low} to {high - 1}" if high - 1 > low else str(low) for low, high in zip(lows, STEPS, strict=False)]
    return f"{', '.join(ends)}, {STEPS[-1]} or more"


def _points(marks: pd.DataFrame, paper: Paper) -> pdk.Layer:
    rows = [
        {"position": [row["longitude"], row["latitude"]], "radius": _radius(row["rows"]), "tip": _named(row, "")}
        for row in marks.to_dict("records")
    ]
    return pdk.Layer(
        "ScatterplotLayer", rows, id="points", get_position="position", get_radius="radius",
        radius_units=pdk.types.String("pixels"), get_fill_color=[*rgb(IMPORTED.on(paper)), 190],
        get_line_color=rgb(paper.background), stroked=True, get_line_width=1, line_width_units=pdk.types.String("pixels"),
        pickable=True,
    )  # fmt: skip


def _near(around: pd.DataFrame, collection: Collection, paper: Paper) -> pdk.Layer:
    """Circles for rows near a place: as wide as UCDP's word for it, or of one size where nothing says how wide."""
    known = collection == "UCDP GED"
    rows = [{"position": [row["longitude"], row["latitude"]], "tip": _named(row, "near ")} for row in around.to_dict("records")]
    return pdk.Layer(
        "ScatterplotLayer", rows, id="near", get_position="position", get_radius=NEAR_KM * 1000 if known else 9,
        radius_units=pdk.types.String("meters" if known else "pixels"), get_fill_color=[*rgb(paper.quiet), 10],
        get_line_color=[*rgb(paper.quiet), 170], stroked=True, get_line_width=1, line_width_units=pdk.types.String("pixels"),
        pickable=True,
    )  # fmt: skip


def _squares(marks: pd.DataFrame, cell: float, paper: Paper) -> pdk.Layer:
    half = cell / 2
    rows = [
        {"polygon": _corners(row, half), "colour": _shade(row["rows"], paper), "tip": mark_words(row, "This square")}
        for row in marks.to_dict("records")
    ]
    return pdk.Layer(
        "SolidPolygonLayer", rows, id="squares", get_polygon="polygon", get_fill_color="colour", pickable=True, opacity=0.85
    )


def _corners(row: Mapping[Any, Any], half: float) -> list[list[float]]:
    south, north = round(row["latitude"] - half, 4), round(row["latitude"] + half, 4)
    west, east = round(row["longitude"] - half, 4), round(row["longitude"] + half, 4)
    return [[west, south], [east, south], [east, north], [west, north]]


def _shade(rows: int, paper: Paper) -> list[int]:
    return rgb(DENSITY[paper.mode][sum(rows >= step for step in STEPS)])


def _radius(rows: int) -> float:
    return float(round(min(SMALLEST + 1.6 * (rows**0.5 - 1), LARGEST), 1))


def _named(row: Mapping[Any, Any], near: str) -> str:
    name = row["place"] if isinstance(row["place"], str) else "a place without a name in the file"
    return mark_words(row, f"{near}{name}")


def _boxes(marks: pd.DataFrame, view: MapView) -> list[tuple[float, float, float, float]]:
    """The pixels of the points, which names are kept off."""
    found = []
    for row in marks.head(MOST_BOXES).to_dict("records"):
        x, y = pixels(row["longitude"], row["latitude"], view)
        radius = _radius(row["rows"])
        found.append((x - radius, y - radius, x + radius, y + radius))
    return found
