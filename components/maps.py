"""The map of Kachin State and northern Shan as a pydeck Deck: no outside tiles, every colour from the palette.

Only what is drawn, said in a tooltip or needed to know a mark again is sent to the browser. Marks that would cover each other
at the zoom of a view share one real place, the best located of them, and stand in a row by type: nothing is scattered.
"""

import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, log, pi, radians, tan
from typing import Any
from urllib.parse import quote

import pandas as pd
import pydeck as pdk

from components.attack_measures import date_words, range_words, safe_places
from components.datasets import DATA
from components.palette import EVENTS, GROUNDS, HELD_MEETINGS, EventLook, Paper

BASEMAP = DATA / "basemap"
HEIGHT = 560
Box = tuple[float, float, float, float]
MARK, NEAR, DOT = 24, 26, 4  # pixels: the size of a mark, how close two places share one, half a seat's dot
IN_A_ROW = 8  # marks of one site side by side
FONT = "Source Sans, Noto Sans, Arial, sans-serif"
OUTLINE_NOTE = "Outline 1:10m, about 3 km off in places; township and state of a record never come from it."
STUDY_AREA = ("Kachin", "Shan")
LAND = [[70, 5], [125, 5], [125, 45], [70, 45]]
CUT = ((94.5, 101.2), (28.8,))  # the meridians and the parallel where the base map was cut
LAYERS = {
    "seats": "Township seats",
    "circles": "Circles of uncertainty",
    "context": "Records not counted",
    "meetings": "Meeting venues",
    "burmese": "Burmese names",
}
DEFAULT_LAYERS = ("seats", "circles", "context")
POINTS = ("exact", "village")  # what may be drawn as a point
AREA_LABELS = (
    ("KACHIN STATE", 26.85, 96.85), ("SHAN STATE", 21.75, 97.9), ("CHINA", 25.6, 99.3),
    ("INDIA", 27.45, 95.5), ("SAGAING", 24.6, 95.35),
)  # fmt: skip
FLAG_SHAPES = {
    "circle": '<circle cx="24" cy="24" r="20" {paint}/>',
    "square": '<rect x="5" y="5" width="38" height="38" rx="3" {paint}/>',
    "diamond": '<path d="M24 1 L47 24 L24 47 L1 24 Z" {paint}/>',
    "triangle": '<path d="M24 2 L47 44 L1 44 Z" {paint}/>',
}


@dataclass(frozen=True)
class MapView:
    """Where a view looks: its middle and its zoom."""

    label: str
    latitude: float
    longitude: float
    zoom: float


VIEWS: dict[str, MapView] = {
    "whole area": MapView("Whole area", 25.1, 97.4, 5.55),
    "Kachin": MapView("Kachin", 26.1, 97.4, 6.1),
    "northern Shan": MapView("Northern Shan", 23.0, 98.0, 7.0),
    "Laiza area": MapView("Laiza area", 24.77, 97.545, 10.4),
}
VENUE_VIEW = MapView("Venues", 24.8, 97.4, 7.5)


def attack_map(
    attacks: pd.DataFrame,
    places: pd.DataFrame,
    meetings: pd.DataFrame,
    *,
    view: str | MapView,
    layers: Iterable[str],
    paper: Paper,
    heading: str = "",
) -> pdk.Deck:
    """The map of `located` attacks in one of `VIEWS` or a view of its own; `heading` is printed at its top, as the year."""
    shown, look = set(layers), VIEWS[view] if isinstance(view, str) else view
    marks = mark_rows(attacks, view=look, paper=paper)
    names, taken = label_rows(places, marks, attacks, view=look, paper=paper, seats="seats" in shown)
    drawn = [*_ground(paper), _rivers(paper), _area_names(look, taken, paper)]
    if "circles" in shown:
        drawn.append(_circles(attacks, paper))
    if "seats" in shown:
        drawn.append(_seats(places, paper))
    if "meetings" in shown:
        drawn.append(_venues(meetings, places, paper))
    drawn.append(_names(names, paper, burmese="burmese" in shown))
    drawn.append(_marks(marks))
    if heading:
        drawn.append(_heading(heading, look, paper))
    return pdk.Deck(
        layers=drawn,
        initial_view_state=pdk.ViewState(
            latitude=look.latitude, longitude=look.longitude, zoom=look.zoom, min_zoom=4, max_zoom=13
        ),
        views=[pdk.View(type="MapView", controller=True, repeat=False)],
        map_provider=None,
        tooltip={"text": "{tip}"},
    )


def mark_rows(attacks: pd.DataFrame, *, view: MapView, paper: Paper) -> list[dict[str, Any]]:
    """One mark per site and type: where it stands, its offset in pixels, its icon, its tooltip and its record ids."""
    rows = []
    for site in _sites(attacks, view):
        anchor = site[0]
        kinds = pd.DataFrame(site).groupby(["event_type", "counted"], sort=False)
        for slot, ((kind, counts), members) in enumerate(kinds):
            number = len(members)
            line, lines = slot // IN_A_ROW, 1 + (len(kinds) - 1) // IN_A_ROW
            in_line = min(IN_A_ROW, len(kinds) - line * IN_A_ROW)
            across = (slot % IN_A_ROW - (in_line - 1) / 2) * (MARK + 1)
            rows.append(
                {
                    "position": [anchor["longitude"], anchor["latitude"]],
                    "offset": [across, (line - (lines - 1) / 2) * (MARK + 1)],
                    "icon": _icon(EVENTS[str(kind)], number, hollow=counts == "no", paper=paper),
                    "tip": "\n".join([*(_tip(member) for member in members.to_dict("records")[:6]), *_more(number, 6)]),
                    "ids": ";".join(members["attack_id"]),
                }
            )
    return rows


def label_rows(
    places: pd.DataFrame, marks: list[dict], attacks: pd.DataFrame, *, view: MapView, paper: Paper, seats: bool
) -> tuple[list[dict[str, Any]], list[Box]]:
    """The names that fit at the zoom of a view without covering a mark or each other, and the boxes taken."""
    taken = [_mark_box(mark, view) for mark in marks]
    seat_rows = safe_places(places[places["kind"] == "township seat"]).to_dict("records") if seats else []
    for seat in seat_rows:
        x, y = _pixels(seat["longitude"], seat["latitude"], view)
        taken.append((x - DOT, y - DOT, x + DOT, y + DOT))
    rows: list[dict[str, Any]] = []
    for place, gap in [
        *((site, _site_height(site)) for site in _site_names(attacks, view)),
        *((seat, 8) for seat in seat_rows),
    ]:
        row = _label(place, gap, taken, view)
        if row and row["name"] not in {other["name"] for other in rows}:
            rows.append(row)
    return rows, taken


def _site_names(attacks: pd.DataFrame, view: MapView) -> list[dict[Any, Any]]:
    """What each site is called: its one point, or the place most of its records name where several points share it."""
    found = []
    for site in _sites(attacks, view):
        rows = pd.DataFrame(site)
        spread = len(rows[["latitude", "longitude"]].drop_duplicates()) > 1
        name = rows["name"].value_counts().index[0] if spread else site[0]["name"]
        name_my = rows.loc[rows["name"] == name, "name_my"].iloc[0]
        kinds = len({(row["event_type"], row["counted"]) for row in site})
        found.append(site[0] | {"name": name, "name_my": name_my, "kinds": kinds})
    return found


def _site_height(site: Mapping[Any, Any]) -> int:
    """How far above or below its point the name of a site stands clear of its rows of marks."""
    lines = 1 + (site["kinds"] - 1) // IN_A_ROW
    return int(lines * (MARK + 1) / 2 + 9)


def _label(place: Mapping[Any, Any], gap: int, taken: list[Box], view: MapView) -> dict[str, Any] | None:
    """The name of a place on the first side where it covers nothing, whose box is then taken; None when it fits nowhere."""
    x, y = _pixels(place["longitude"], place["latitude"], view)
    width = 7.2 * len(place["name"]) + 4
    aside = gap if "kinds" not in place else min(place["kinds"], IN_A_ROW) * (MARK + 1) / 2 + 5
    down_by = gap if "kinds" in place else 13
    for anchor, across, down in (("start", aside, 0), ("end", -aside, 0), ("middle", 0, down_by), ("middle", 0, -down_by)):
        left = x + across - {"start": 0, "end": width, "middle": width / 2}[anchor]
        box = (left, y + down - 8, left + width, y + down + 8)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            point = [place["longitude"], place["latitude"]]
            name_my = place["name_my"] if isinstance(place["name_my"], str) else place["name"]
            return {"position": point, "name": place["name"], "name_my": name_my, "anchor": anchor, "offset": [across, down]}
    return None


def venues_abroad(meetings: pd.DataFrame, places: pd.DataFrame) -> list[str]:
    """The meeting venues outside the study area, each with its number of meetings; they stand beside the map."""
    table = meetings.merge(places, on="place_id", how="inner")
    outside = table[~table["state"].isin(("Kachin", "Shan (North)"))]
    return [f"{name} ({number})" for name, number in outside["name"].value_counts().items()]


def venue_map(venues: pd.DataFrame, places: pd.DataFrame, *, paper: Paper) -> pdk.Deck:
    """The venues of the study area from a `venues` table: a mark with the number held, a hollow one with that declined.

    Venues that share a point share a mark and are named together; a venue that is no point has the circle it lies in.
    """
    inside = venues[venues["where"] == "in the study area"].dropna(subset=["latitude", "longitude"])
    drawn = [*_ground(paper), _rivers(paper), _circles(inside, paper), _seats(places, paper)]
    view, marks = VENUE_VIEW, []
    named: list[tuple[dict[Any, Any], int]] = []
    for _, found in inside.groupby(["latitude", "longitude"], sort=False):
        first = found.to_dict("records")[0]
        counts = [(int(found[status].sum()), status) for status in ("held", "declined") if found[status].sum()]
        tip = "\n".join(f"{row['place']}: {row['held']} held, {row['declined']} declined" for row in found.to_dict("records"))
        for slot, (number, status) in enumerate(counts):
            across = (slot - (len(counts) - 1) / 2) * (MARK + 1)
            icon = _count_icon(number, hollow=status == "declined", paper=paper)
            point = [first["longitude"], first["latitude"]]
            marks.append({"position": point, "offset": [across, 0], "icon": icon, "tip": tip})
        named.append((first | {"name": " and ".join(found["place"]), "name_my": None, "kinds": len(counts)}, MARK))
    seats = places[(places["kind"] == "township seat") & ~places["name"].isin(inside["place"])]
    named += [(seat, 8) for seat in seats.to_dict("records")]
    taken = [_mark_box(mark, view) for mark in marks]
    labels = [_label(place, gap, taken, view) for place, gap in named]
    names = [{key: row[key] for key in ("position", "name", "anchor", "offset")} for row in labels if row]
    drawn += [_text_layer("names", names, colour=paper.text, size=13, anchored=True), _marks(marks)]
    return pdk.Deck(
        layers=drawn,
        initial_view_state=pdk.ViewState(
            latitude=view.latitude, longitude=view.longitude, zoom=view.zoom, min_zoom=4, max_zoom=13
        ),
        views=[pdk.View(type="MapView", controller=True, repeat=False)],
        map_provider=None,
        tooltip={"text": "{tip}"},
    )


def rgb(colour: str) -> list[int]:
    """A palette colour as the three numbers deck.gl takes."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


@cache
def _features(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((BASEMAP / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return found


def _ground(paper: Paper) -> list[pdk.Layer]:
    """Land without end in a muted colour, the borders on it, and the two states of the study area set off from it."""
    ground = GROUNDS[paper.mode]
    states = {"type": "FeatureCollection", "features": [_bare(part) for part in _features("admin1") if _emphasised(part)]}
    borders = [{"path": path} for part in _features("admin1") if not _emphasised(part) for path in _inner_borders(part)]
    pixels = pdk.types.String("pixels")
    return [
        pdk.Layer(
            "SolidPolygonLayer", [{"polygon": LAND}], id="land", get_polygon="polygon",
            get_fill_color=rgb(ground.neighbour),
        ),
        pdk.Layer(
            "PathLayer", borders, id="neighbours", get_path="path", get_color=[*rgb(ground.border), 90], get_width=1,
            width_units=pixels,
        ),
        pdk.Layer(
            "GeoJsonLayer", states, id="states", get_fill_color=rgb(ground.emphasised), get_line_color=rgb(ground.border),
            get_line_width=2, line_width_units=pixels,
        ),
    ]  # fmt: skip


def _inner_borders(feature: Mapping[str, Any]) -> list[list[list[float]]]:
    """The outline of a province without the straight edges where the base map was cut off."""
    paths: list[list[list[float]]] = []
    for polygon in feature["geometry"]["coordinates"]:
        for ring in polygon:
            path = [ring[0]]
            for before, after in pairwise(ring):
                if any(before[axis] == after[axis] and before[axis] in CUT[axis] for axis in (0, 1)):
                    paths.append(path)
                    path = []
                path.append(after)
            paths.append(path)
    return [path for path in paths if len(path) > 1]


def _emphasised(feature: Mapping[Any, Any]) -> bool:
    return feature["properties"]["name"] in STUDY_AREA


def _bare(feature: Mapping[Any, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": {}, "geometry": feature["geometry"]}


def _rivers(paper: Paper) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": [_bare(part) for part in _features("rivers")]},
        id="rivers",
        get_line_color=rgb(GROUNDS[paper.mode].river),
        get_line_width=1.5,
        line_width_units=pdk.types.String("pixels"),
    )


def _area_names(view: MapView, taken: list, paper: Paper) -> pdk.Layer:
    rows = []
    for name, latitude, longitude in AREA_LABELS:
        x, y = _pixels(longitude, latitude, view)
        half = 5 * len(name)
        if not any(_overlap((x - half, y - 9, x + half, y + 9), other) for other in taken):
            rows.append({"position": [longitude, latitude], "name": name})
    return _text_layer("areas", rows, colour=paper.quiet, size=12)


def _seats(places: pd.DataFrame, paper: Paper) -> pdk.Layer:
    seats = places[places["kind"] == "township seat"]
    rows = [
        {"position": [row["longitude"], row["latitude"]], "tip": f"{row['name']}, seat of {row['township']} Township"}
        for row in seats.to_dict("records")
    ]
    return pdk.Layer(
        "ScatterplotLayer", rows, id="seats", get_position="position", get_radius=3, radius_units=pdk.types.String("pixels"),
        get_fill_color=rgb(paper.background), get_line_color=rgb(paper.text), stroked=True, get_line_width=1.5,
        line_width_units=pdk.types.String("pixels"), pickable=True,
    )  # fmt: skip


def _circles(attacks: pd.DataFrame, paper: Paper) -> pdk.Layer:
    """A circle in metres for each place that is no point: the record lies somewhere in it."""
    vague = attacks[~attacks["precision"].isin(POINTS)].drop_duplicates("place_id")
    rows = [
        {"position": [row["longitude"], row["latitude"]], "radius": round(row["radius_km"] * 1000)}
        for row in vague.sort_values("radius_km", ascending=False).to_dict("records")
    ]
    return pdk.Layer(
        "ScatterplotLayer", rows, id="circles", get_position="position", get_radius="radius",
        get_fill_color=[*rgb(paper.quiet), 22], get_line_color=[*rgb(paper.quiet), 190], stroked=True, get_line_width=1,
        line_width_units=pdk.types.String("pixels"),
    )  # fmt: skip


def _venues(meetings: pd.DataFrame, places: pd.DataFrame, paper: Paper) -> pdk.Layer:
    table = meetings.merge(safe_places(places), on="place_id", how="inner").dropna(subset=["latitude"])
    rows = [
        {
            "position": [group["longitude"].iloc[0], group["latitude"].iloc[0]],
            "tip": f"{name}: {len(group)} meetings or invitations",
        }
        for name, group in table.groupby("name")
    ]
    return pdk.Layer(
        "ScatterplotLayer", rows, id="meetings", get_position="position", get_radius=15,
        radius_units=pdk.types.String("pixels"), filled=False, stroked=True, get_line_color=rgb(paper.text),
        get_line_width=2, line_width_units=pdk.types.String("pixels"), pickable=True,
    )  # fmt: skip


def _names(rows: list[dict[str, Any]], paper: Paper, *, burmese: bool) -> pdk.Layer:
    """The names as text, or in Burmese as SVG icons, since deck.gl cannot shape Burmese."""
    if not burmese:
        kept = [{key: row[key] for key in ("position", "name", "anchor", "offset")} for row in rows]
        return _text_layer("names", kept, colour=paper.text, size=13, anchored=True)
    icons = [
        {"position": row["position"], "offset": row["offset"], "icon": _name_icon(row["name_my"], row["anchor"], paper)}
        for row in rows
    ]
    return pdk.Layer(
        "IconLayer", icons, id="names", get_position="position", get_icon="icon", get_pixel_offset="offset", get_size=24
    )


def _text_layer(name: str, rows: list[dict[str, Any]], *, colour: str, size: int, anchored: bool = False) -> pdk.Layer:
    options: dict[str, Any] = {"get_text_anchor": "anchor", "get_pixel_offset": "offset"} if anchored else {}
    return pdk.Layer(
        "TextLayer", rows, id=name, get_position="position", get_text="name", get_size=size, get_color=rgb(colour),
        font_family=pdk.types.String(FONT), **options,
    )  # fmt: skip


def _heading(text: str, view: MapView, paper: Paper) -> pdk.Layer:
    """Words printed at the top of the view, such as the year shown."""
    top = _latitude(_pixels(view.longitude, view.latitude, view)[1] - HEIGHT / 2 + 26, view)
    return _text_layer("heading", [{"position": [view.longitude, top], "name": text}], colour=paper.text, size=22)


def _marks(rows: list[dict[str, Any]]) -> pdk.Layer:
    return pdk.Layer(
        "IconLayer", rows, id="marks", get_position="position", get_icon="icon", get_pixel_offset="offset", get_size=MARK,
        pickable=True, auto_highlight=True,
    )  # fmt: skip


def _icon(look: EventLook, number: int, *, hollow: bool, paper: Paper) -> dict[str, Any]:
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


def _count_icon(number: int, *, hollow: bool, paper: Paper) -> dict[str, Any]:
    """A round mark with a number, filled for meetings held, hollow for those declined."""
    colour = HELD_MEETINGS.on(paper)
    fill, ink = (paper.background, colour) if hollow else (colour, paper.background)
    paint = f'fill="{fill}" stroke="{colour}" stroke-width="4"'
    return _svg(f"{FLAG_SHAPES['circle'].format(paint=paint)}{_svg_text(str(number), 24, 32, 22, ink)}", 48, 48)


def _name_icon(name: str, anchor: str, paper: Paper) -> dict[str, Any]:
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


def _sites(attacks: pd.DataFrame, view: MapView) -> list[list[dict[Any, Any]]]:
    """The records in groups that would cover each other at this zoom, the best located first in each."""
    order = attacks.sort_values(["radius_km", "attack_id"]).to_dict("records")
    sites: list[list[dict[Any, Any]]] = []
    for row in order:
        x, y = _pixels(row["longitude"], row["latitude"], view)
        for site in sites:
            other_x, other_y = _pixels(site[0]["longitude"], site[0]["latitude"], view)
            if (x - other_x) ** 2 + (y - other_y) ** 2 < NEAR**2:
                site.append(row)
                break
        else:
            sites.append([row])
    return sites


def _tip(row: Mapping[Any, Any]) -> str:
    harm = [
        f"{range_words(row[f'{measure}_low'], row[f'{measure}_high'])} {measure}"
        for measure in ("killed", "injured")
        if pd.notna(row[f"{measure}_low"])
    ]
    context = (
        [] if row["counted"] == "yes" else ["part of " + row["part_of"] if isinstance(row["part_of"], str) else "not counted"]
    )
    return "; ".join([f"{row['attack_id']}, {date_words(row)}: {row['event_type']}, {row['name']}", *harm, *context])


def _more(number: int, shown: int) -> list[str]:
    return [f"and {number - shown} more"] if number > shown else []


def _mark_box(mark: Mapping[Any, Any], view: MapView) -> Box:
    longitude, latitude = mark["position"]
    x, y = _pixels(longitude, latitude, view)
    x, y = x + mark["offset"][0], y + mark["offset"][1]
    return x - MARK / 2, y - MARK / 2, x + MARK / 2, y + MARK / 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _pixels(longitude: float, latitude: float, view: MapView) -> tuple[float, float]:
    """Web Mercator pixels at the zoom of a view, as deck.gl counts them (512 to a tile)."""
    world = 512 * 2**view.zoom
    y = log(tan(pi / 4 + radians(latitude) / 2))
    return world * (longitude + 180) / 360, world * (1 - y / pi) / 2


def _latitude(y: float, view: MapView) -> float:
    """The latitude of a Web Mercator pixel row, near enough for a label: a step along the meridian from the middle."""
    middle = _pixels(view.longitude, view.latitude, view)[1]
    per_pixel = 360 / (512 * 2**view.zoom) * cos(radians(view.latitude))
    return view.latitude - (y - middle) * per_pixel
