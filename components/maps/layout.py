"""Where things stand on a map in pixels at the zoom of a view: which records share a site, and which names fit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import cos, log, pi, radians, tan
from typing import Any

import pandas as pd

from components.analysis.attacks import safe_places

Box = tuple[float, float, float, float]
MARK, NEAR, DOT = 24, 26, 4  # pixels: the size of a mark, how close two places share one, half a seat's dot
PHONE = 358  # pixels: the width of a map on a phone of 390
IN_A_ROW = 8  # marks of one site side by side
KINDS = 4  # so many kinds of marks a site shows; one with more is summed up in a single mark
CLOSE_ZOOM, KINDS_CLOSE = 9.0, 8  # from this zoom on a site shows more kinds


@dataclass(frozen=True)
class MapView:
    """Where a view looks: its middle and its zoom."""

    label: str
    latitude: float
    longitude: float
    zoom: float


@dataclass
class Site:
    """Records that would cover each other at a zoom, the best located first, and whether one mark sums them up."""

    records: list[dict[Any, Any]]
    x: float
    y: float
    summed: bool = field(default=False)

    @property
    def kinds(self) -> list[tuple[str, str, list[dict[Any, Any]]]]:
        """The records by type and by whether they count, in the order in which they first occur."""
        found: dict[tuple[str, str], list[dict[Any, Any]]] = {}
        for row in self.records:
            found.setdefault((row["event_type"], row["counted"]), []).append(row)
        return [(kind, counts, members) for (kind, counts), members in found.items()]

    @property
    def marks(self) -> int:
        """How many marks stand side by side."""
        return 1 if self.summed else len(self.kinds)

    @property
    def name(self) -> str:
        """What the site is called: its one point, or the place most of its records name where several points share it."""
        points = {(row["latitude"], row["longitude"]) for row in self.records}
        names: list[str] = [row["name"] for row in self.records]
        return max(dict.fromkeys(names), key=names.count) if len(points) > 1 else names[0]

    def box(self) -> Box:
        """The pixels that its marks take."""
        across, down = min(self.marks, IN_A_ROW) * (MARK + 1) / 2, (1 + (self.marks - 1) // IN_A_ROW) * (MARK + 1) / 2
        return self.x - across, self.y - down, self.x + across, self.y + down


def sites_of(attacks: pd.DataFrame, view: MapView) -> list[Site]:
    """The `located` records in groups that would cover each other at this zoom.

    A site with more than four kinds of records is summed up in one mark, in a close view one with more than eight; so is any
    whose row of marks would cover another site, the longest row first.
    """
    sites: list[Site] = []
    for row in attacks.sort_values(["radius_km", "attack_id"]).to_dict("records"):
        x, y = pixels(row["longitude"], row["latitude"], view)
        near = next((site for site in sites if (x - site.x) ** 2 + (y - site.y) ** 2 < NEAR**2), None)
        if near:
            near.records.append(row)
        else:
            sites.append(Site([row], x, y))
    most = KINDS_CLOSE if view.zoom >= CLOSE_ZOOM else KINDS
    for site in sites:
        site.summed = len(site.kinds) > most
    for site in sorted((site for site in sites if site.marks > 1), key=lambda site: -site.marks):
        site.summed = any(overlap(site.box(), other.box()) for other in sites if other is not site)
    return sites


@dataclass(frozen=True)
class SiteMark:
    """One mark: where its site lies, how far aside it stands in pixels, and the records that it holds.

    A mark that sums a site up has no type of event.
    """

    position: list[float]
    offset: list[float]
    event_type: str
    is_hollow: bool
    records: list[dict[Any, Any]]
    site: Site

    @property
    def sums_up(self) -> bool:
        """Whether it stands for all records of its site."""
        return not self.event_type


def site_marks(attacks: pd.DataFrame, view: MapView) -> list[SiteMark]:
    """The marks of a view: those of one site side by side by type in rows over each other, or one that sums it up."""
    marks = []
    for site in sites_of(attacks, view):
        point = [site.records[0]["longitude"], site.records[0]["latitude"]]
        if site.summed:
            is_hollow = all(row["counted"] == "no" for row in site.records)
            marks.append(SiteMark(point, [0.0, 0.0], "", is_hollow, site.records, site))
            continue
        kinds = site.kinds
        lines = 1 + (len(kinds) - 1) // IN_A_ROW
        for slot, (kind, counts, members) in enumerate(kinds):
            line = slot // IN_A_ROW
            in_line = min(IN_A_ROW, len(kinds) - line * IN_A_ROW)
            across = (slot % IN_A_ROW - (in_line - 1) / 2) * (MARK + 1)
            offset = [across, (line - (lines - 1) / 2) * (MARK + 1)]
            marks.append(SiteMark(point, offset, kind, counts == "no", members, site))
    return marks


def label_rows(
    places: pd.DataFrame, marks: list[dict[str, Any]], attacks: pd.DataFrame, *, view: MapView, seats: bool
) -> tuple[list[dict[str, Any]], list[Box]]:
    """The names that fit at the zoom of a view without covering a mark or each other, and the boxes taken."""
    taken = [mark_box(mark, view) for mark in marks]
    seat_rows = safe_places(places[places["kind"] == "township seat"]).to_dict("records") if seats else []
    for seat in seat_rows:
        x, y = pixels(seat["longitude"], seat["latitude"], view)
        taken.append((x - DOT, y - DOT, x + DOT, y + DOT))
    rows: list[dict[str, Any]] = []
    for place, gap in [
        *((site, _site_height(site)) for site in _site_names(attacks, view)),
        *((seat, 8) for seat in seat_rows),
    ]:
        row = label_row(place, gap, taken, view)
        if row and row["name"] not in {other["name"] for other in rows}:
            rows.append(row)
    return rows, taken


def label_row(place: Mapping[Any, Any], gap: int, taken: list[Box], view: MapView) -> dict[str, Any] | None:
    """The name of a place on the first side where it covers nothing, whose box is then taken; None when it fits nowhere."""
    x, y = pixels(place["longitude"], place["latitude"], view)
    width = 7.2 * len(place["name"]) + 4
    aside = gap if "kinds" not in place else min(place["kinds"], IN_A_ROW) * (MARK + 1) / 2 + 5
    down_by = gap if "kinds" in place else 13
    sides = []
    for anchor, across, down in (("start", aside, 0), ("end", -aside, 0), ("middle", 0, down_by), ("middle", 0, -down_by)):
        left = x + across - {"start": 0, "end": width, "middle": width / 2}[anchor]
        sides.append((anchor, across, down, (left, y + down - 8, left + width, y + down + 8)))
    for anchor, across, down, box in sorted(sides, key=lambda side: _is_cut(side[-1], view)):
        if not any(overlap(box, other) for other in taken):
            taken.append(box)
            point = [place["longitude"], place["latitude"]]
            name_my = place["name_my"] if isinstance(place["name_my"], str) else place["name"]
            return {"position": point, "name": place["name"], "name_my": name_my, "anchor": anchor, "offset": [across, down]}
    return None


def _is_cut(box: Box, view: MapView) -> bool:
    """Whether the edge of a phone's map cuts a box; the middle of a view is the middle of its map at any width."""
    middle = pixels(view.longitude, view.latitude, view)[0]
    return any(box[0] < middle + edge < box[2] for edge in (-PHONE / 2, PHONE / 2))


def mark_box(mark: Mapping[Any, Any], view: MapView) -> Box:
    """The pixels that a mark takes."""
    longitude, latitude = mark["position"]
    x, y = pixels(longitude, latitude, view)
    x, y = x + mark["offset"][0], y + mark["offset"][1]
    return x - MARK / 2, y - MARK / 2, x + MARK / 2, y + MARK / 2


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes cover each other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def pixels(longitude: float, latitude: float, view: MapView) -> tuple[float, float]:
    """Web Mercator pixels at the zoom of a view, as deck.gl counts them (512 to a tile)."""
    world = 512 * 2**view.zoom
    y = log(tan(pi / 4 + radians(latitude) / 2))
    return world * (longitude + 180) / 360, world * (1 - y / pi) / 2


def latitude_of(y: float, view: MapView) -> float:
    """The latitude of a Web Mercator pixel row, near enough for a label: a step along the meridian from the middle."""
    middle = pixels(view.longitude, view.latitude, view)[1]
    per_pixel = 360 / (512 * 2**view.zoom) * cos(radians(view.latitude))
    return view.latitude - (y - middle) * per_pixel


def _site_names(attacks: pd.DataFrame, view: MapView) -> list[dict[Any, Any]]:
    """The best located record of each site with the name of the site and its number of marks."""
    found = []
    for site in sites_of(attacks, view):
        name_my = next(row["name_my"] for row in site.records if row["name"] == site.name)
        found.append(site.records[0] | {"name": site.name, "name_my": name_my, "kinds": site.marks})
    return found


def _site_height(site: Mapping[Any, Any]) -> int:
    """How far above or below its point the name of a site stands clear of its rows of marks."""
    lines = 1 + (site["kinds"] - 1) // IN_A_ROW
    return int(lines * (MARK + 1) / 2 + 9)
