"""The ground of every map, the parts of the area to look at, and texts with a halo."""

import math
from dataclasses import dataclass
from typing import Any

import pydeck as pdk

from components.charts.theme import Theme
from components.maps.lean_deck import LeanDeck

Row = dict[str, Any]
FONT = pdk.types.String("Source Sans, Noto Sans Myanmar, sans-serif")
PX = pdk.types.String("pixels")
RELIEF = [92.6, 19.2, 102.4, 30.8]  # west, south, east, north
LANDS = (
    ("C H I N A", 99.6, 27.4),
    ("I N D I A", 95.7, 27.6),
    ("S A G A I N G", 95.0, 24.0),
    ("N O R T H E R N   S H A N", 97.9, 22.35),
)


@dataclass(frozen=True)
class Look:
    """A part of the area: its centre in degrees and its zoom."""

    latitude: float
    longitude: float
    zoom: float


LOOKS = {
    "All": Look(25.2, 97.4, 5.4),
    "Kachin": Look(25.75, 97.2, 5.9),
    "Northern Shan": Look(23.2, 97.9, 6.5),
    "Laiza": Look(24.72, 97.5, 8.6),
}


@dataclass(frozen=True)
class Inks:
    """The colours of the map that no figure has."""

    land: str
    area: str
    line: str
    river: str
    road: str
    halo: str
    disc: str
    faint: str
    picked: str
    number: str
    relief: float


INKS = {
    "light": Inks(
        "#e9e6dc", "#fbfaf5", "#8b8577", "#8fb4c9", "#b9b09a", "#ffffff", "#0b5563", "#9cc3c9", "#c28300", "#ffffff", 0.32
    ),
    "dark": Inks(
        "#0b0e11", "#1a2027", "#6b757e", "#345b72", "#4a4f4a", "#0e1216", "#7fcad8", "#2b5d68", "#f7c948", "#0e1216", 0.44
    ),
}


def deck_of(marks: list[pdk.Layer], look: Look, theme: Theme) -> LeanDeck:
    """A map of these layers on the ground, without any tile of another host."""
    return LeanDeck(
        layers=[*ground(theme, look), *marks],
        initial_view_state=pdk.ViewState(
            latitude=look.latitude, longitude=look.longitude, zoom=look.zoom, min_zoom=4.5, max_zoom=12
        ),
        views=[pdk.View(type="MapView", controller=True, repeat=False)],
        map_provider=None,
        tooltip={"text": "{tip}"},
    )


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """A colour as deck.gl takes it."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)] + [alpha]


def ground(theme: Theme, look: Look) -> list[pdk.Layer]:
    """The layers under every map, asked for by their addresses."""
    inks = INKS[theme.mode]
    world = [{"polygon": [[70, 5], [125, 5], [125, 45], [70, 45]]}]
    lands = [{"position": [x, y], "name": text} for text, x, y in LANDS]
    image = pdk.types.String(f"/basemap/relief_{theme.mode}.png")
    return [
        pdk.Layer("SolidPolygonLayer", world, id="land", get_polygon="polygon", get_fill_color=rgb(inks.land)),
        lines("states", inks.line, 1.4, filled=True, get_fill_color=rgb(inks.area)),
        *([pdk.Layer("BitmapLayer", id="relief", image=image, bounds=RELIEF, opacity=inks.relief)] if look.zoom <= 8 else []),
        lines("water_gshhg", inks.river, 1),
        lines("rivers", inks.river, 1.5),
        lines("routes", inks.road, 0.9),
        lines("borders", inks.line, 0.8),
        texts(lands, "lands", theme, size=11, colour=inks.line, has_halo=False),
    ]


def lines(name: str, colour: str, width: float, **more: object) -> pdk.Layer:
    """The lines of a file of the ground."""
    options = {"stroked": True, "filled": False, "get_line_color": rgb(colour), "line_width_units": PX, **more}
    return pdk.Layer("GeoJsonLayer", pdk.types.String(f"/basemap/{name}.geojson"), id=name, get_line_width=width, **options)


def texts(
    rows: list[Row], name: str, theme: Theme, *, size: int = 14, colour: str = "", has_halo: bool = True, **more: object
) -> pdk.Layer:
    """Texts at their places, with a halo or without."""
    halo = {
        "font_settings": {"sdf": True, "fontSize": 96, "buffer": 16, "radius": 16, "cutoff": 0.18, "smoothing": 0.2},
        "outline_width": 3.2,
        "outline_color": rgb(INKS[theme.mode].halo),
    }
    return pdk.Layer(
        "TextLayer",
        rows,
        id=name,
        get_position="position",
        get_text="name",
        get_size=size,
        get_color=rgb(colour or theme.text),
        font_family=FONT,
        font_weight=600,
        character_set=pdk.types.String("auto"),
        **(halo if has_halo else {}),
        **more,
    )


def pixels_at(look: Look) -> tuple[float, float]:
    """The centre of a map in pixels of the world at its zoom."""
    return pixels(look.longitude, look.latitude, look.zoom)


def pixels(longitude: float, latitude: float, zoom: float) -> tuple[float, float]:
    """A point in pixels of the world at a zoom."""
    scale = 512 * 2**zoom
    north = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return (longitude + 180) / 360 * scale, (1 - north / math.pi) / 2 * scale


def degrees(x: float, y: float, zoom: float) -> list[float]:
    """Longitude and latitude of a point in pixels of the world."""
    scale = 512 * 2**zoom
    north = math.degrees(2 * math.atan(math.exp(math.pi * (1 - 2 * y / scale))) - math.pi / 2)
    return [round(x / scale * 360 - 180, 5), round(north, 5)]
