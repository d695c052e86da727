"""The map on paper: the screen's circle for each township, its area the number of counted events, beside their ranking."""

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pandas as pd

from components.analysis import events
from components.charts.axes import PALE, Part, framed, label, text_of, x_axis, y_axis
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset import DATA
from components.filters.view import View
from components.maps.event_map import Disc, discs
from components.maps.ground import INKS, LANDS, Look
from components.text.escaping import plotly_text

HEIGHT, MAP, RANKING = 400, (0.0, 0.52), (0.7, 1.0)  # units, and the shares of the width
LOOK = Look(25.2, 97.4, 5.15)  # so close that a page shows every township with an event
AROUND = (95, 55)  # units beside and above the outermost circles
MOST_NAMED = 14  # circles with a name
RANKED = 18  # townships in the ranking
LETTER, HIGH = 6.6, 15.0  # units: a letter's width and a line's height, where a name looks for room
OUTLINES = "Outlines 1:10m, about 3 km off in places; township and state of a record never come from them."
Box = tuple[float, float, float, float]
Line = tuple[tuple[float, float], ...]


@figure("map", "Map of events by township", "/attacks")
def township_map(view: View) -> Figure | Empty:
    """Counted events by township, as circles on the land and as a ranking."""
    ranked = events.by_township(view.counted)
    if not ranked:
        return Empty("Map of events by township", "No event with a township matches these filters.")
    tops = ", ".join(f"{name} {number}" for _, name, number in ranked[:3])
    lost = sum(not event.pcode for event in view.counted)
    return Figure(
        title=f"{'Events' if view.selection['township'] else 'Most events'}: {tops}",
        subtitle=events.subtitle(view, "Counted events by township", f"{lost} without a township" if lost else ""),
        footnote="A circle's area is its number; it stands at or beside the seat.",
        plot=lambda theme: _plot(view, theme),
        tables={"events by township": pd.DataFrame(ranked, columns=["P-code", "township", "events"])},
        about=("The township of an event is that of its place in the list of places.", OUTLINES),
        source_ids=tuple(dict.fromkeys(source for event in view.counted if event.pcode for source in event.unique_sources)),
        is_wide=True,
    )


def _plot(view: View, theme: Theme) -> Spec:
    found, chosen = discs(view, LOOK), view.selection["township"]
    across, down = ([getattr(disc, name) for disc in found] for name in "xy")
    left, right, top, bottom = min(across) - AROUND[0], max(across) + AROUND[0], min(down) - AROUND[1], max(down) + AROUND[1]
    ranked = events.by_township(view.but("township").counted)
    rows = [one for place, one in enumerate(ranked) if place < RANKED or one[0] in chosen]
    return framed(
        theme,
        [*_ground(theme), *_leads(found, theme), _circles(found, chosen, theme), _bars(rows, chosen, theme)],
        height=HEIGHT,
        left=0,
        right=44,
        top=4,
        bottom=4,
        annotations=[*_lands(theme, (left, top, right, bottom), found), *_names(found, theme)],
        xaxis=x_axis(theme, domain=MAP, range=[left, right], visible=False),
        yaxis=y_axis(theme, range=[bottom, top], scaleanchor="x", visible=False),
        xaxis2=x_axis(theme, domain=RANKING, anchor="y2", rangemode="tozero", visible=False),
        yaxis2=y_axis(theme, anchor="x2", autorange="reversed", showgrid=False, tickfont=text_of(theme), nticks=0),
    )


def _spot(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in the units of the circles: those of the usual maps of the web."""
    scale = 512 * 2**LOOK.zoom
    north = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return (longitude + 180) / 360 * scale, (1 - north / math.pi) / 2 * scale


@cache
def _lines(name: str) -> tuple[Line, ...]:
    """The lines, or the outlines, of a file of the base map."""
    features = json.loads((DATA / "basemap" / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    found: list[Line] = []
    for part in (feature["geometry"] for feature in features):
        found += [tuple(_spot(point[0], point[1]) for point in line) for line in _parts(part["coordinates"])]
    return tuple(found)


def _parts(coordinates: list[Any]) -> list[list[list[float]]]:
    """The lines of a geometry, however deep they lie in it."""
    if isinstance(coordinates[0][0], float):
        return [coordinates]
    return [line for part in coordinates for line in _parts(part)]


def _ground(theme: Theme) -> Iterator[Part]:
    inks = INKS[theme.mode]
    for ring in _lines("states"):
        yield _path(ring, inks.line, 1.2) | {"fill": "toself", "fillcolor": theme.gap}
    for name, colour, width in (("rivers", inks.river, 1.0), ("borders", inks.line, 0.7)):
        for line in _lines(name):
            yield _path(line, colour, width)


def _path(line: Line, colour: str, width: float) -> Part:
    xs, ys = zip(*line, strict=True)
    look = {"color": colour, "width": width}
    return {"type": "scatter", "mode": "lines", "x": list(xs), "y": list(ys), "line": look, "hoverinfo": "skip"}


def _leads(found: Sequence[Disc], theme: Theme) -> Iterator[Part]:
    """A line from each circle that stands aside to its seat."""
    for disc in found:
        seat = disc.at
        if math.dist(seat, (disc.x, disc.y)) > disc.radius:
            yield _path((seat, (disc.x, disc.y)), theme.quiet, 1)


def _circles(found: Sequence[Disc], chosen: Sequence[str], theme: Theme) -> Part:
    shades = [1 if not chosen or disc.is_chosen else PALE for disc in found]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [disc.x for disc in found],
        "y": [disc.y for disc in found],
        "text": [str(disc.count) if disc.count > 1 else "" for disc in found],
        "textposition": "middle center",
        "textfont": text_of(theme) | {"color": [theme.paper if shade == 1 else theme.quiet for shade in shades]},
        "marker": {
            "size": [2 * disc.radius for disc in found],
            "color": theme.accent,
            "opacity": shades,
            "line": {"width": 1, "color": theme.paper},
        },
        "customdata": [[f"township|{disc.seat.pcode}"] for disc in found],
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _bars(rows: Sequence[tuple[str, str, int]], chosen: Sequence[str], theme: Theme) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x2",
        "yaxis": "y2",
        "y": [plotly_text(name) for _, name, _ in rows],
        "x": [number for _, _, number in rows],
        "text": [str(number) for _, _, number in rows],
        "textposition": "outside",
        "constraintext": "none",
        "textfont": text_of(theme),
        "cliponaxis": False,
        "marker": {"color": theme.accent, "opacity": [1 if not chosen or row[0] in chosen else PALE for row in rows]},
        "customdata": [[f"township|{pcode}"] for pcode, _, _ in rows],
        "hoverinfo": "skip",
    }


def _names(found: Sequence[Disc], theme: Theme) -> Iterator[Part]:
    """The names of the largest circles and of those chosen, each where it covers no circle and no other name.

    Where there is no room beside a circle, its name stands further aside, at the end of a line.
    """
    taken = [(disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius) for disc in found]
    for disc in (disc for place, disc in enumerate(found) if place < MOST_NAMED or disc.is_chosen):
        wide = len(disc.seat.township) * LETTER + 4
        for anchor, x, y, before in _spots(disc, wide):
            box = (x - before, y - HIGH / 2, x - before + wide, y + HIGH / 2)
            line = _line_to(disc, x, y)
            if any(_meet(box, other) or any(_holds(other, point) for point in line) for other in taken):
                continue
            taken.append(box)
            more = {"xanchor": anchor, "yanchor": "middle", "bgcolor": f"{theme.paper}99"}
            yield label(theme, plotly_text(disc.seat.township), x=x, y=y, **more)
            if line:
                ends = {"x": line[0][0], "y": line[0][1], "ax": x, "ay": y, "axref": "x", "ayref": "y"}
                yield ends | {"text": " ", "showarrow": True, "arrowhead": 0, "arrowcolor": theme.quiet}
            break


def _spots(disc: Disc, wide: float) -> Iterator[tuple[str, float, float, float]]:
    """Where the name of a circle may stand: its anchor, its place, and how much of it lies left of that."""
    yield "left", disc.x + disc.radius + 2, disc.y, 0.0
    yield "right", disc.x - disc.radius - 2, disc.y, wide
    yield "center", disc.x, disc.y - disc.radius - HIGH / 2, wide / 2
    yield "center", disc.x, disc.y + disc.radius + HIGH / 2, wide / 2
    for away in range(10, 130, 10):
        for up in (0, -15, 15, -30, 30, -45, 45):
            yield "left", disc.x + disc.radius + away, disc.y + up, 0.0
            yield "right", disc.x - disc.radius - away, disc.y + up, wide


def _line_to(disc: Disc, x: float, y: float) -> list[tuple[float, float]]:
    """Points of a line from a circle to a name, the first just outside the circle; none where the name stands beside it."""
    far = math.dist((x, y), (disc.x, disc.y))
    if far < disc.radius + 9:
        return []
    steps = [disc.radius + 1 + (far - disc.radius - 3) * step / 24 for step in range(25)]
    return [(disc.x + (x - disc.x) * step / far, disc.y + (y - disc.y) * step / far) for step in steps]


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] + 1.5 < point[0] < box[2] - 1.5 and box[1] + 1.5 < point[1] < box[3] - 1.5


def _lands(theme: Theme, seen: Box, found: Sequence[Disc]) -> Iterator[Part]:
    """The names of the lands around, where they cover no circle and none of their names."""
    for name, longitude, latitude in LANDS:
        x, y = _spot(longitude, latitude)
        half = len(name) * 3.2
        is_free = all(abs(x - disc.x) > disc.radius + half + 60 or abs(y - disc.y) > disc.radius + HIGH for disc in found)
        if seen[0] + half < x < seen[2] - half and seen[1] + HIGH < y < seen[3] - HIGH and is_free:
            yield label(theme, name, x=x, y=y, colour=theme.quiet)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
