"""The map of events: a circle for each township whose area is the number of its events, or a mark for each known place.

The ground (land, relief, waters, routes, borders) is asked for by its address, which the server answers from data/basemap; so a
map that follows a filter sends its marks only. State and township of a record never come from geometry.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pydeck as pdk

from components.charts.theme import Theme
from components.dataset.kinds import FAMILY_NAMES, Event, Place
from components.dataset.tiles import local_townships
from components.filters.view import View
from components.maps.ground import INKS, LOOKS, PX, Look, Row, deck_of, degrees, pixels, pixels_at, rgb, texts
from components.maps.lean_deck import LeanDeck
from components.text.escaping import map_text
from components.text.once import once
from components.text.wording import many

STEPS, TINTS = (1, 3, 6, 11, 21), (0, 45, 85, 130, 175, 220)  # events from which the next tint stands; opacity, of 255
NAME_WIDE, NAME_HIGH = 90, 15  # pixels between two names that do not touch
LETTER = 8  # pixels of a letter of a name
NAMED = 9  # townships with most events bear their name, the others where it covers nothing
FRAME = 164, 230  # pixels to the sides, up and down that every card shows of a map, on a phone too
DOWN = (0.0, 9.0, -9.0, 16.0, -16.0)  # pixels by which a name may stand below the middle of its circle


def look_of(view: View, name: str) -> Look:
    """Where to look: the named part of the area, or closer at the chosen townships."""
    seats = [
        seat for seat in view.records.seats if seat.pcode in view.selection["township"] and seat.latitude and seat.longitude
    ]
    if not seats or name != "All":
        return LOOKS.get(name, LOOKS["All"])
    souths, wests = [seat.latitude or 0 for seat in seats], [seat.longitude or 0 for seat in seats]
    spread = max(max(souths) - min(souths), max(wests) - min(wests), 0.6)
    return Look((max(souths) + min(souths)) / 2, (max(wests) + min(wests)) / 2, max(5.4, min(7.6, 7.4 - math.log2(spread))))


@once(maxsize=64)
def event_map(view: View, theme: Theme, name: str, *, places: bool, layers: tuple[str, ...] = ()) -> LeanDeck:
    """The map of a view: township circles, or marks of known places; both with a chosen township among the others."""
    look = look_of(view, name)
    shown = _outlines if local_townships() else _townships
    marks = _places(view, theme, look, layers) if places else shown(view, theme, look)
    return deck_of([*(_venues(view, theme) if "Venues of talks" in layers else []), *marks], look, theme)


def _circles(rows: list[Row], name: str, theme: Theme, *, width: float = 1.2) -> pdk.Layer:
    shape = {"get_position": "position", "get_radius": "radius", "radius_units": PX, "get_fill_color": "fill"}
    halo = rgb(INKS[theme.mode].halo)
    line = {"stroked": True, "get_line_color": halo, "get_line_width": width, "line_width_units": PX}
    return pdk.Layer("ScatterplotLayer", rows, id=name, pickable=True, auto_highlight=True, **shape, **line)


# Township circles


@dataclass
class Disc:
    """The circle of a township: its events, its radius in pixels, its seat and where it stands, in pixels of the world."""

    seat: Place
    count: int
    is_chosen: bool
    at: tuple[float, float]
    x: float
    y: float

    @property
    def radius(self) -> float:
        """The radius in pixels; the area grows with the number of events."""
        return 6.0 + 3.0 * math.sqrt(self.count)

    @property
    def box(self) -> "Box":
        """The square around it: left, top, right, bottom in pixels of the world."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius

    @property
    def is_aside(self) -> bool:
        """Whether it stands so far from its seat that a line leads there."""
        return math.dist(self.at, (self.x, self.y)) > 3


def discs(view: View, look: Look) -> list[Disc]:
    """A circle for each township with an event or chosen, the largest first, none covering another."""
    totals = Counter(event.pcode for event in view.but("township").counted)
    found = []
    for seat in view.records.seats:
        is_chosen = seat.pcode in view.selection["township"]
        if seat.latitude is not None and seat.longitude is not None and (totals[seat.pcode] or is_chosen):
            at = pixels(seat.longitude, seat.latitude, look.zoom)
            found.append(Disc(seat, totals[seat.pcode], is_chosen, at, *at))
    found.sort(key=lambda disc: (-disc.count, disc.seat.pcode))
    _spread(found)
    return found


def _spread(found: list[Disc]) -> None:
    """Move circles that cover each other just far enough aside, always the same way."""
    for _ in range(200):
        is_still = True
        for place, one in enumerate(found):
            for two in found[place + 1 :]:
                across, down = two.x - one.x or 0.01, two.y - one.y
                gap = one.radius + two.radius + 2 - math.hypot(across, down)
                if gap > 0:
                    away, is_still = gap / 2 / math.hypot(across, down), False
                    one.x, one.y = one.x - across * away, one.y - down * away
                    two.x, two.y = two.x + across * away, two.y + down * away
        if is_still:
            return
        for disc in found:
            disc.x, disc.y = disc.x + (disc.at[0] - disc.x) * 0.02, disc.y + (disc.at[1] - disc.y) * 0.02


def _townships(view: View, theme: Theme, look: Look) -> list[pdk.Layer]:
    inks, found = INKS[theme.mode], discs(view, look)
    is_narrowed = bool(view.selection["township"])
    circles, leads, numbers = [], [], []
    for disc in found:
        spot = degrees(disc.x, disc.y, look.zoom)
        fill = inks.picked if disc.is_chosen else inks.faint if is_narrowed else inks.disc
        tip = map_text(f"{disc.seat.township}: {many(disc.count, 'event')}")
        circles.append(
            {"position": spot, "radius": disc.radius, "fill": rgb(fill, 225), "tag": f"township|{disc.seat.pcode}", "tip": tip}
        )
        if disc.is_aside:
            leads.append({"path": [[disc.seat.longitude, disc.seat.latitude], spot]})
        if disc.count >= 3:
            numbers.append({"position": spot, "name": str(disc.count)})
    names = [
        {"position": degrees(disc.x, disc.y, look.zoom), "name": disc.seat.township, "anchor": anchor, "shift": [across, down]}
        for disc, anchor, across, down in named(found, frame=_frame(look))
    ]
    return [
        pdk.Layer("PathLayer", leads, id="leads", get_path="path", get_color=rgb(theme.text, 150), get_width=1, width_units=PX),
        _circles(circles, "townships", theme),
        *_towns(view, theme),
        texts(numbers, "numbers", theme, size=13, colour=inks.number, has_halo=False),
        texts(names, "names", theme, get_text_anchor="anchor", get_pixel_offset="shift"),
    ]


Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels


def _frame(look: Look) -> Box:
    x, y = pixels_at(look)
    return x - FRAME[0], y - FRAME[1], x + FRAME[0], y + FRAME[1]


def named(found: list[Disc], letter: float = LETTER, frame: Box | None = None) -> Iterator[tuple[Disc, str, float, float]]:
    """The circles that bear their name: its anchor, and how far beside and below the middle that stands, in pixels.

    `letter` is the width of a letter; a name that would leave the frame stands on the other side, or nowhere.
    """
    boxes: list[Box] = []
    for place, disc in enumerate(found):
        is_near = frame is not None and shared(disc.box, frame) > 0
        spots = [
            (covered + (_size(box) - shared(box, frame) if frame and is_near else 0), anchor, across, down, box)
            for covered, anchor, across, down, box in _spots(disc, letter, found, boxes)
        ]
        covered, anchor, across, down, box = min(spots, key=lambda one: one[0] + abs(one[3]) / 4)
        if place < NAMED or disc.is_chosen or covered < 1:
            boxes.append(box)
            yield disc, anchor, across, down


def _spots(disc: Disc, letter: float, found: list[Disc], names: list[Box]) -> Iterator[tuple[float, str, float, float, Box]]:
    """Where the name of a circle may stand: what it covers there, its anchor, how far beside and below, and its box."""
    wide, below = letter * len(disc.seat.township), disc.radius + NAME_HIGH / 2
    places = [("middle", 0.0, below, wide / 2), ("middle", 0.0, -below, wide / 2)]
    for down in DOWN:
        beside = math.sqrt(max(disc.radius**2 - down**2, 9)) + 4
        places += [("start", beside, down, 0.0), ("end", -beside, down, wide)]
    for anchor, across, down, before in places:
        left, middle = disc.x + across - before, disc.y + down
        box = left, middle - NAME_HIGH / 2, left + wide, middle + NAME_HIGH / 2
        yield sum(shared(box, other) for other in (*(one.box for one in found), *names)), anchor, across, down, box


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def shared(one: Box, other: Box) -> float:
    """The area that two boxes share, in square pixels."""
    across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0


def _outlines(view: View, theme: Theme, look: Look) -> list[pdk.Layer]:
    """Each township as a tinted outline of the reader's own file, the stronger the more events."""
    inks = INKS[theme.mode]
    totals, chosen = Counter(event.pcode for event in view.but("township").counted), view.selection["township"]
    rows = []
    for seat in view.records.seats:
        fill = inks.picked if seat.pcode in chosen else inks.disc
        words = map_text(f"{seat.township}: {many(totals[seat.pcode], 'event')}")
        shade = TINTS[sum(totals[seat.pcode] >= step for step in STEPS)]
        properties = {"fill": rgb(fill, shade), "tag": f"township|{seat.pcode}", "tip": words}
        rows.append({"type": "Feature", "geometry": local_townships().get(seat.pcode), **properties, "properties": properties})
    names: list[Row] = []
    taken: list[tuple[float, float]] = []
    for disc in discs(view, look)[:NAMED]:
        if all(abs(disc.at[0] - x) > NAME_WIDE or abs(disc.at[1] - y) > NAME_HIGH for x, y in taken):
            taken.append(disc.at)
            names.append({"position": [disc.seat.longitude, disc.seat.latitude], "name": f"{disc.seat.township} {disc.count}"})
    drawn = {"type": "FeatureCollection", "features": rows}
    line = {"get_line_color": rgb(inks.line), "get_line_width": 0.8, "line_width_units": PX}
    options = {"get_fill_color": "properties.fill", "pickable": True, "auto_highlight": True, **line}
    return [
        pdk.Layer("GeoJsonLayer", drawn, id="townships", **options),
        *_towns(view, theme),
        texts(names, "names", theme, size=13),
    ]


def _towns(view: View, theme: Theme) -> list[pdk.Layer]:
    """A blue square for each town that the KIA was reported to have taken."""
    taken = [event for event in view.counted if event.event_type == "town seizure" and event.actor_id == "kio_kia"]
    rows = [
        {
            "position": [event.place.longitude, event.place.latitude],
            "name": "■",
            "tag": f"record|{event.id}",
            "tip": map_text(f"{event.place.name}: town taken, {event.when}"),
        }
        for event in taken
        if event.place.latitude is not None
    ]
    return [texts(rows, "towns", theme, size=17, colour=theme.family("taken"), pickable=True)] if rows else []


# Known places


def by_place(found: Iterable[Event]) -> dict[Place, list[Event]]:
    """The events of each place that is known to a site or village, the most first."""
    places: dict[Place, list[Event]] = {}
    for event in found:
        if event.is_mapped:
            places.setdefault(event.place, []).append(event)
    return dict(sorted(places.items(), key=lambda one: (-len(one[1]), one[0].id)))


def _places(view: View, theme: Theme, look: Look, layers: tuple[str, ...]) -> list[pdk.Layer]:
    drawn = view.events if "Not counted" in layers else view.counted
    spots, names, around = [], [], []
    taken: list[tuple[float, float]] = []
    for place, rows in by_place(drawn).items():
        counted = Counter(event.family for event in rows).most_common()
        radius = 5 + 3 * math.sqrt(len(rows))
        kinds = ", ".join(f"{number} {FAMILY_NAMES[key].lower()}" for key, number in counted)
        spot = {"position": [place.longitude, place.latitude], "radius": radius, "fill": rgb(theme.family(counted[0][0]), 235)}
        spots.append(spot | {"tag": f"record|{rows[0].id}", "tip": map_text(f"{place.name}: {kinds}")})
        around.append({"position": spot["position"], "radius": (place.radius_km or 0) * 1000})
        x, y = pixels(place.longitude or 0, place.latitude or 0, look.zoom)
        if all(abs(y - other[1]) > 15 or abs(x - other[0]) > 110 for other in taken):
            taken.append((x, y))
            text = place.name_my if "Burmese names" in layers and place.name_my else place.name
            names.append({"position": spot["position"], "name": text, "shift": [radius + 4, 0]})
    return [
        *([_uncertainty(around, theme)] if "Uncertainty" in layers else []),
        _circles(spots, "places", theme, width=1.3),
        texts(names, "names", theme, size=13, get_text_anchor=pdk.types.String("start"), get_pixel_offset="shift"),
    ]


def _uncertainty(rows: list[Row], theme: Theme) -> pdk.Layer:
    line = {"stroked": True, "get_line_color": rgb(theme.quiet, 150), "get_line_width": 1, "line_width_units": PX}
    shape = {"get_position": "position", "get_radius": "radius", "get_fill_color": rgb(theme.quiet, 18)}
    return pdk.Layer("ScatterplotLayer", rows, id="uncertainty", **shape, **line)


def _venues(view: View, theme: Theme) -> list[pdk.Layer]:
    held = Counter(
        meeting.place for meeting in view.meetings if meeting.status == "held" and meeting.place.latitude is not None
    )
    rows = [
        {
            "position": [place.longitude, place.latitude],
            "name": "◆",
            "tip": map_text(f"{place.name}: {many(number, 'meeting')}"),
        }
        for place, number in held.items()
    ]
    return [texts(rows, "venues", theme, size=18, colour=theme.text, pickable=True)]
