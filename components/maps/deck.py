"""The map of Kachin State and northern Shan as a pydeck Deck: no outside tiles, every colour from the palette.

Only what is drawn, said in a tooltip or needed to know a mark again is sent to the browser. Marks that would cover each other
at the zoom of a view share one real place, the best located of them, and stand in a row by type, or are summed up in one mark
where they are of too many types: nothing is scattered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pydeck as pdk

from components.analysis.attacks import MEASURES, safe_places
from components.analysis.talks import APART, apart_words
from components.charts.theme import APART_TALKS, EVENTS, GROUNDS, HELD_MEETINGS, Paper
from components.dataset.kept import kept
from components.maps.basemap import AREA_LABELS, ground
from components.maps.icons import count_icon, name_icon, type_icon
from components.maps.layout import (
    MARK,
    Box,
    MapView,
    Site,
    SiteMark,
    label_row,
    label_rows,
    latitude_of,
    mark_box,
    overlap,
    pixels,
    site_marks,
)
from components.maps.lean_deck import LeanDeck
from components.text.escaping import map_text
from components.text.wording import date_words, range_words

HEIGHT = 560
FONT = "Source Sans, Noto Sans, Arial, sans-serif"
SUMMED_NOTE = (
    "A round mark with a number and no letter: records of more kinds than can be told apart at this zoom; point at it for "
    "the number of each kind."
)
LAND = [[70, 5], [125, 5], [125, 45], [70, 45]]
LAYERS = {
    "seats": "Township seats",
    "circles": "Circles of uncertainty",
    "context": "Records not counted",
    "meetings": "Meeting venues",
    "burmese": "Burmese names",
}
DEFAULT_LAYERS = ("seats", "circles", "context")
POINTS = ("exact", "village")  # what may be drawn as a point

VIEWS: dict[str, MapView] = {
    "whole area": MapView("Whole area", 25.1, 97.4, 5.55),
    "Kachin": MapView("Kachin", 26.1, 97.4, 6.1),
    "northern Shan": MapView("Northern Shan", 23.0, 98.0, 7.0),
    "Laiza area": MapView("Laiza area", 24.77, 97.545, 10.4),
}
VENUE_VIEW = MapView("Venues", 24.8, 97.4, 7.5)


def deck(layers: list[pdk.Layer], view: MapView) -> LeanDeck:
    """A map of these layers in a view, without any outside tiles, in which no text of the data is an expression."""
    for layer in layers:
        if isinstance(layer.data, list):
            layer.data = [
                {key: map_text(value) if isinstance(value, str) else value for key, value in row.items()} for row in layer.data
            ]
    return LeanDeck(
        layers=layers,
        initial_view_state=pdk.ViewState(
            latitude=view.latitude, longitude=view.longitude, zoom=view.zoom, min_zoom=4, max_zoom=13
        ),
        views=[pdk.View(type="MapView", controller=True, repeat=False)],
        map_provider=None,
        tooltip={"text": "{tip}"},
    )


@kept
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
    names, taken = label_rows(places, marks, attacks, view=look, seats="seats" in shown)
    drawn = [*_ground(paper), _area_names(look, taken, paper)]
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
    return deck(drawn, look)


def mark_rows(attacks: pd.DataFrame, *, view: MapView, paper: Paper) -> list[dict[str, Any]]:
    """The marks of a view: where each stands, its offset in pixels, its icon, its tooltip and its record ids."""
    return [
        {
            "position": mark.position,
            "offset": mark.offset,
            "icon": _mark_icon(mark, paper),
            "tip": site_words(mark.site)
            if mark.sums_up
            else "\n".join([*(_tip(record) for record in mark.records[:6]), *_more(len(mark.records), 6)]),
            "ids": ";".join(record["attack_id"] for record in mark.records),
        }
        for mark in site_marks(attacks, view)
    ]


def _mark_icon(mark: SiteMark, paper: Paper) -> dict[str, Any]:
    number = len(mark.records)
    if mark.sums_up:
        return count_icon(number, colour=paper.text, hollow=mark.is_hollow, paper=paper)
    return type_icon(EVENTS[mark.event_type], number, hollow=mark.is_hollow, paper=paper)


def site_words(site: Site) -> str:
    """A site in one line: its name, its records, and how many there are of each type, most first."""
    types = Counter(row["event_type"] for row in site.records)
    told = ", ".join(f"{number} {kind}" for kind, number in types.most_common())
    loose = sum(row["counted"] == "no" for row in site.records)
    return f"{site.name}: {len(site.records)} records: {told}" + (f"; {loose} of them not counted" if loose else "")


def venues_abroad(meetings: pd.DataFrame, places: pd.DataFrame) -> list[str]:
    """The meeting venues outside the study area, each with its number of meetings; they stand beside the map."""
    table = meetings.merge(places, on="place_id", how="inner")
    outside = table[~table["state"].isin(("Kachin", "Shan (North)"))]
    return [f"{name} ({number})" for name, number in outside["name"].value_counts().items()]


@kept
def venue_map(venues: pd.DataFrame, places: pd.DataFrame, *, paper: Paper) -> pdk.Deck:
    """The venues of the study area from a `venues` table: a mark with the number held, hollow for declined, grey for neither.

    Venues that share a point share a mark and are named together; a venue that is no point has the circle it lies in.
    """
    inside = venues[venues["where"] == "in the study area"].dropna(subset=["latitude", "longitude"])
    drawn = [*_ground(paper), _circles(inside, paper), _seats(places, paper)]
    view, marks = VENUE_VIEW, []
    named: list[tuple[dict[Any, Any], int]] = []
    for _, found in inside.groupby(["latitude", "longitude"], sort=False):
        first = found.to_dict("records")[0]
        numbers = {"held": found["held"], "declined": found["declined"], "apart": found[list(APART.values())].sum(axis=1)}
        counts = [(int(number.sum()), what) for what, number in numbers.items() if number.sum()]
        tip = "\n".join(
            ", ".join([f"{row['place']}: {row['held']} held", f"{row['declined']} declined", *apart_words(row)])
            for row in found.to_dict("records")
        )
        for slot, (number, what) in enumerate(counts):
            across = (slot - (len(counts) - 1) / 2) * (MARK + 1)
            colour = APART_TALKS["absent"] if what == "apart" else HELD_MEETINGS
            shape = "square" if what == "apart" else "circle"
            icon = count_icon(number, colour=colour.on(paper), hollow=what != "held", paper=paper, shape=shape)
            point = [first["longitude"], first["latitude"]]
            marks.append({"position": point, "offset": [across, 0], "icon": icon, "tip": tip})
        named.append((first | {"name": " and ".join(found["place"]), "name_my": None, "kinds": len(counts)}, MARK))
    seats = places[(places["kind"] == "township seat") & ~places["name"].isin(inside["place"])]
    named += [(seat, 8) for seat in seats.to_dict("records")]
    taken = [mark_box(mark, view) for mark in marks]
    labels = [label_row(place, gap, taken, view) for place, gap in named]
    names = [{key: row[key] for key in ("position", "name", "anchor", "offset")} for row in labels if row]
    drawn += [_text_layer("names", names, colour=paper.text, size=13, anchored=True), _marks(marks)]
    return deck(drawn, view)


def ground_layers(places: pd.DataFrame, *, paper: Paper) -> list[pdk.Layer]:
    """The land, the rivers and the township seats, for maps of other records than ours."""
    return [*_ground(paper), _seats(places, paper)]


def seat_names(places: pd.DataFrame, view: MapView, taken: list[Box], *, paper: Paper) -> pdk.Layer:
    """The names of the township seats that have room in a view beside what is taken already."""
    seats = places[places["kind"] == "township seat"].to_dict("records")
    labels = [label_row(seat, 8, taken, view) for seat in seats]
    rows = [{key: row[key] for key in ("position", "name", "anchor", "offset")} for row in labels if row]
    return _text_layer("names", rows, colour=paper.text, size=13, anchored=True)


def rgb(colour: str) -> list[int]:
    """A palette colour as the three numbers deck.gl takes."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _ground(paper: Paper) -> list[pdk.Layer]:
    """Land without end in a muted colour, the borders on it, the two states of the study area set off from it, the rivers."""
    look, lines, pixel = GROUNDS[paper.mode], ground(), pdk.types.String("pixels")
    return [
        pdk.Layer(
            "SolidPolygonLayer", [{"polygon": LAND}], id="land", get_polygon="polygon",
            get_fill_color=rgb(look.neighbour),
        ),
        pdk.Layer(
            "PathLayer", [{"path": path} for path in lines.borders], id="neighbours", get_path="path",
            get_color=[*rgb(look.border), 90], get_width=1, width_units=pixel,
        ),
        pdk.Layer(
            "GeoJsonLayer", _geometry("MultiPolygon", lines.states), id="states", get_fill_color=rgb(look.emphasised),
            get_line_color=rgb(look.border), get_line_width=2, line_width_units=pixel,
        ),
        pdk.Layer(
            "GeoJsonLayer", _geometry("MultiLineString", [line for _, line in lines.rivers]), id="rivers",
            get_line_color=rgb(look.river), get_line_width=1.5, line_width_units=pixel,
        ),
    ]  # fmt: skip


def _geometry(kind: str, coordinates: list[Any]) -> dict[str, Any]:
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}
    return {"type": "FeatureCollection", "features": [feature]}


def _area_names(view: MapView, taken: list[Box], paper: Paper) -> pdk.Layer:
    rows = []
    for name, latitude, longitude in AREA_LABELS:
        x, y = pixels(longitude, latitude, view)
        half = 5 * len(name)
        if not any(overlap((x - half, y - 9, x + half, y + 9), other) for other in taken):
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
    """The names as text, or in Burmese as SVG icons, since deck.gl cannot shape Burmese.

    The two have ids of their own: a layer that keeps its id and changes its kind is not drawn.
    """
    if not burmese:
        kept = [{key: row[key] for key in ("position", "name", "anchor", "offset")} for row in rows]
        return _text_layer("names", kept, colour=paper.text, size=13, anchored=True)
    icons = [
        {"position": row["position"], "offset": row["offset"], "icon": name_icon(row["name_my"], row["anchor"], paper)}
        for row in rows
    ]
    return pdk.Layer(
        "IconLayer", icons, id="names_burmese", get_position="position", get_icon="icon", get_pixel_offset="offset", get_size=24
    )


def _text_layer(name: str, rows: list[dict[str, Any]], *, colour: str, size: int, anchored: bool = False) -> pdk.Layer:
    options: dict[str, Any] = {"get_text_anchor": "anchor", "get_pixel_offset": "offset"} if anchored else {}
    return pdk.Layer(
        "TextLayer", rows, id=name, get_position="position", get_text="name", get_size=size, get_color=rgb(colour),
        font_family=pdk.types.String(FONT), character_set=pdk.types.String("auto"), **options,
    )  # fmt: skip


def _heading(text: str, view: MapView, paper: Paper) -> pdk.Layer:
    """Words printed at the top of the view, such as the year shown."""
    top = latitude_of(pixels(view.longitude, view.latitude, view)[1] - HEIGHT / 2 + 26, view)
    return _text_layer("heading", [{"position": [view.longitude, top], "name": text}], colour=paper.text, size=22)


def _marks(rows: list[dict[str, Any]]) -> pdk.Layer:
    return pdk.Layer(
        "IconLayer", rows, id="marks", get_position="position", get_icon="icon", get_pixel_offset="offset", get_size=MARK,
        pickable=True, auto_highlight=True,
    )  # fmt: skip


def _tip(row: Mapping[Any, Any]) -> str:
    harm = [
        f"{words} {measure}"
        for measure in MEASURES
        if (words := range_words(*_whole(row, measure), about=bool(row.get(f"about_{measure}"))))
    ]
    context = (
        [] if row["counted"] == "yes" else ["part of " + row["part_of"] if isinstance(row["part_of"], str) else "not counted"]
    )
    return "; ".join([f"{row['attack_id']}, {date_words(row)}: {row['event_type']}, {row['name']}", *harm, *context])


def _whole(row: Mapping[Any, Any], measure: str) -> tuple[int | None, int | None]:
    """The range of a measure as whole numbers, which rows of a frame with gaps have lost."""
    low, high = (None if pd.isna(row[f"{measure}_{end}"]) else int(row[f"{measure}_{end}"]) for end in ("low", "high"))
    return low, high


def _more(number: int, shown: int) -> list[str]:
    return [f"and {number - shown} more"] if number > shown else []
