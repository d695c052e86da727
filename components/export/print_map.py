"""The map on paper: the screen's ground, and its circle for each township, beside the ranking; close to what is chosen."""

import base64
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pandas as pd

from components.analysis import events
from components.charts.axes import PALE, Part, bars, framed, label, numbered, text_of, x_axis, y_axis
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset import DATA
from components.dataset.kinds import FAMILY_NAMES, Place
from components.filters.view import View
from components.maps.event_map import Box, Disc, by_place, discs, look_of, named, shared
from components.maps.ground import INKS, LANDS, RELIEF, Look, pixels, pixels_at
from components.text.escaping import plotly_text

HEIGHT, MAP, RANKING = 400, (0.0, 0.5), (0.66, 1.0)  # units, and the shares of the width
WHOLE = Look(25.2, 97.4, 5.15)  # so close that a page shows every township with an event
ZOOM = 7.0  # not closer: the outlines are too coarse
AROUND = (95, 40)  # units beside and above the outermost circles
RANKED = 18  # townships in the ranking
SCALES = (10, 20, 50, 100)  # kilometres that the bar may stand for, the longest under 90 units
LETTER = 6.4  # units of a letter of a name
ANCHORS = {"start": "left", "end": "right", "middle": "center"}
OUTLINES = "Outlines 1:10m, about 3 km off in places; township and state of a record never come from them."
Line = tuple[tuple[float, float], ...]


@figure("map", "Map of events by township", "/attacks")
def township_map(view: View) -> Figure | Empty:
    """Counted events by township, as circles on the land and as a ranking; with a chosen township, its known places."""
    ranked = events.by_township(view.counted)
    if not ranked:
        return Empty("Map of events by township", "No event with a township matches these filters.")
    tops = ", ".join(f"{name} {number}" for _, name, number in ranked[:3])
    lost = sum(not event.pcode for event in view.counted)
    return Figure(
        title=f"{'Events' if view.selection['township'] else 'Most events'}: {tops}",
        subtitle=events.subtitle(view, "Counted events by township", f"{lost} without a township" if lost else ""),
        footnote="A circle's area is its number; it stands at or beside the seat."
        + (" Dot: a known place outside the town." if view.selection["township"] else ""),
        plot=lambda theme: _plot(view, theme),
        tables={"events by township": pd.DataFrame(ranked, columns=["P-code", "township", "events"])},
        about=("The township of an event is that of its place in the list of places.", OUTLINES),
        source_ids=tuple(dict.fromkeys(source for event in view.counted if event.pcode for source in event.unique_sources)),
        is_wide=True,
    )


def _plot(view: View, theme: Theme) -> Spec:
    chosen = view.selection["township"]
    close = look_of(view, "All")
    look = Look(close.latitude, close.longitude, min(close.zoom, ZOOM)) if chosen else WHOLE
    found = discs(view, look)
    seen = _seen(found, look, is_close=bool(chosen))
    inside = [disc for disc in found if seen[0] < disc.x < seen[2] and seen[1] < disc.y < seen[3]]
    spots = _places(view, look, found, theme) if chosen else ()
    ranked = events.by_township(view.but("township").counted)
    rows = [one for place, one in enumerate(ranked) if place < RANKED or one[0] in chosen]
    scale, kilometres = _scale(look, theme, seen)
    return framed(
        theme,
        [
            *_ground(look, theme),
            *_leads(found, theme),
            scale,
            _circles(found, chosen, theme),
            *spots,
            _bars(rows, chosen, theme),
        ],
        height=HEIGHT,
        left=0,
        right=44,
        top=4,
        bottom=4,
        images=[_relief(look, theme)],
        annotations=[*_lands(look, theme, seen, inside), *_names(inside, theme), kilometres],
        xaxis=x_axis(theme, domain=MAP, range=[seen[0], seen[2]], visible=False),
        yaxis=y_axis(theme, range=[seen[3], seen[1]], scaleanchor="x", visible=False),
        xaxis2=x_axis(theme, domain=RANKING, anchor="y2", rangemode="tozero", visible=False),
        yaxis2=y_axis(theme, anchor="x2", autorange="reversed", showgrid=False, tickfont=text_of(theme), nticks=0),
    )


def _seen(found: Sequence[Disc], look: Look, *, is_close: bool) -> Box:
    """What the frame holds at least: all circles, or what lies around the chosen ones."""
    if is_close:
        x, y = pixels_at(look)
        return x - HEIGHT / 2, y - HEIGHT / 2, x + HEIGHT / 2, y + HEIGHT / 2
    across, down = ([getattr(disc, name) for disc in found] for name in "xy")
    return min(across) - AROUND[0], min(down) - AROUND[1], max(across) + AROUND[0], max(down) + AROUND[1]


@cache
def _lines(name: str) -> tuple[Line, ...]:
    """The lines, or the outlines, of a file of the base map, in degrees."""
    features = json.loads((DATA / "basemap" / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    found: list[Line] = []
    for part in (feature["geometry"] for feature in features):
        found += [tuple((point[0], point[1]) for point in line) for line in _parts(part["coordinates"])]
    return tuple(found)


def _parts(coordinates: list[Any]) -> list[list[list[float]]]:
    """The lines of a geometry, however deep they lie in it."""
    if isinstance(coordinates[0][0], float):
        return [coordinates]
    return [line for part in coordinates for line in _parts(part)]


def _ground(look: Look, theme: Theme) -> Iterator[Part]:
    """Land, state outlines, waters, routes and borders, from below."""
    inks, (west, south, east, north) = INKS[theme.mode], RELIEF
    corners = ((west, south), (east, south), (east, north), (west, north))
    yield _path(corners, look, inks.land, 0) | {"fill": "toself", "fillcolor": inks.land}
    for ring in _lines("states"):
        yield _path(ring, look, inks.line, 1.2) | {"fill": "toself", "fillcolor": inks.area}
    grounds = {"water_gshhg": inks.river, "rivers": inks.river, "routes": inks.road, "borders": inks.line}
    for name, colour in grounds.items():
        for line in _lines(name):
            yield _path(line, look, colour, 0.9)


def _relief(look: Look, theme: Theme) -> Part:
    """The relief over the land, in the map of the web as its file is."""
    west, south, east, north = RELIEF
    (left, bottom), (right, top) = pixels(west, south, look.zoom), pixels(east, north, look.zoom)
    content = base64.b64encode((DATA / "basemap" / f"relief_{theme.mode}.png").read_bytes()).decode()
    frame = {"x": left, "y": top, "sizex": right - left, "sizey": bottom - top, "xref": "x", "yref": "y"}
    return frame | {"source": f"data:image/png;base64,{content}", "opacity": INKS[theme.mode].relief, "sizing": "stretch"}


def _path(line: Line, look: Look, colour: str, width: float) -> Part:
    xs, ys = zip(*(pixels(point[0], point[1], look.zoom) for point in line), strict=True)
    return _lined(xs, ys, colour, width)


def _lined(xs: Sequence[float], ys: Sequence[float], colour: str, width: float) -> Part:
    look = {"color": colour, "width": width}
    return {"type": "scatter", "mode": "lines", "x": list(xs), "y": list(ys), "line": look, "hoverinfo": "skip"}


def _leads(found: Sequence[Disc], theme: Theme) -> Iterator[Part]:
    """A line from each circle that stands aside to its seat."""
    for disc in found:
        if disc.is_aside:
            xs, ys = zip(disc.at, (disc.x, disc.y), strict=True)
            yield _lined(xs, ys, theme.quiet, 1)


def _circles(found: Sequence[Disc], chosen: Sequence[str], theme: Theme) -> Part:
    inks, is_pale = INKS[theme.mode], [bool(chosen) and not disc.is_chosen for disc in found]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [disc.x for disc in found],
        "y": [disc.y for disc in found],
        "text": [str(disc.count) if disc.count > 1 else "" for disc in found],
        "textposition": "middle center",
        "textfont": text_of(theme) | {"color": [theme.text if pale else theme.paper for pale in is_pale]},
        "marker": {
            "size": [2 * disc.radius for disc in found],
            "color": [inks.faint if pale else inks.disc for pale in is_pale],
            "line": {"width": 1, "color": theme.paper},
        },
        "customdata": [[f"township|{disc.seat.pcode}"] for disc in found],
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _places(view: View, look: Look, found: Sequence[Disc], theme: Theme) -> Iterator[Part]:
    """A dot for each known place, coloured by the kind of most of its events; its name where that covers nothing."""
    towns = {disc.seat.township for disc in found}  # they stand as circles
    rows = {place: there for place, there in by_place(view.counted).items() if place.name not in towns}
    spots = {place: pixels(place.longitude or 0, place.latitude or 0, look.zoom) for place in rows}
    taken = [disc.box for disc in found] + [(x - 4, y - 4, x + 4, y + 4) for x, y in spots.values()]
    kinds: dict[str, list[Place]] = {}
    words = {}
    for place, there in rows.items():
        kinds.setdefault(Counter(event.family for event in there).most_common(1)[0][0], []).append(place)
        x, y = spots[place]
        box = x + 6, y - 7, x + 10 + len(place.name) * LETTER, y + 7
        is_free = not any(shared(box, one) for one in taken)
        words[place] = plotly_text(place.name) if is_free else ""
        taken += [box] if is_free else []
    for kind, places in kinds.items():
        yield {
            "type": "scatter",
            "name": FAMILY_NAMES[kind],
            "mode": "markers+text",
            "x": [spots[place][0] for place in places],
            "y": [spots[place][1] for place in places],
            "text": [words[place] for place in places],
            "textposition": "middle right",
            "textfont": text_of(theme),
            "marker": {"size": 10, "color": theme.family(kind), "line": {"width": 1, "color": theme.paper}},
            "customdata": [[f"record|{rows[place][0].id}"] for place in places],
            "hoverinfo": "skip",
        }


def _bars(rows: Sequence[tuple[str, str, int]], chosen: Sequence[str], theme: Theme) -> Part:
    return bars(
        [number for _, _, number in rows],
        [plotly_text(name) for _, name, _ in rows],
        {"color": theme.accent, "opacity": [1 if not chosen or row[0] in chosen else PALE for row in rows]},
        "<b>%{y}</b>: %{x}",
        orientation="h",
        xaxis="x2",
        yaxis="y2",
        constraintext="none",
        customdata=[[f"township|{pcode}"] for pcode, _, _ in rows],
        **numbered(theme, [str(number) for _, _, number in rows]),
    )


def _names(found: list[Disc], theme: Theme) -> Iterator[Part]:
    for disc, anchor, across, down in named(found, LETTER):
        more = {"xanchor": ANCHORS[anchor], "yanchor": "middle", "bgcolor": f"{INKS[theme.mode].area}99"}
        yield label(theme, plotly_text(disc.seat.township), x=disc.x + across, y=disc.y + down, **more)


def _lands(look: Look, theme: Theme, seen: Box, found: Sequence[Disc]) -> Iterator[Part]:
    """The names of the lands around, where they cover no circle."""
    for name, longitude, latitude in LANDS:
        x, y = pixels(longitude, latitude, look.zoom)
        half = len(name) * 3.5
        box = (x - half, y - 8, x + half, y + 8)
        is_free = not any(shared(box, disc.box) for disc in found)
        if seen[0] < box[0] and box[2] < seen[2] and seen[1] < box[1] and box[3] < seen[3] and is_free:
            yield label(theme, name, x=x, y=y, colour=theme.quiet)


def _scale(look: Look, theme: Theme, seen: Box) -> tuple[Part, Part]:
    """A bar as long as so many kilometres, in the lower left corner, and its length."""
    unit = 40_075 * math.cos(math.radians(look.latitude)) / (512 * 2**look.zoom)
    length = max((km for km in SCALES if km / unit < 90), default=SCALES[0])
    x, y = seen[0] + 8, seen[3] - 10
    bar = _lined([x, x + length / unit], [y, y], theme.text, 2)
    return bar, label(theme, f"{length} km", x=x + length / unit + 5, y=y, xanchor="left", yanchor="middle")
