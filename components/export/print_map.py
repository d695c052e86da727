"""The map on paper: a circle for each township, its area the number of counted events, beside their ranking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asinh, degrees, hypot, radians, sqrt, tan

import pandas as pd

from components.analysis import events
from components.charts.axes import Part, framed, label, text_of, x_axis, y_axis
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import GROUNDS, Theme
from components.filters.view import View
from components.maps.basemap import AREA_LABELS, OUTLINE_NOTE, ground

HEIGHT, MAP, RANKING = 400, (0.0, 0.5), (0.68, 1.0)  # units, and the shares of the width
SMALLEST, ROOT = 5.0, 3.3  # units: radius of a circle is 5 and 3.3 times the root of its number
APART, ROUNDS = 1.5, 200  # units between two circles, and how often they make way for each other
NAMED, RANKED = 14, 18  # circles with a name, townships in the ranking
LETTER, HIGH = 6.4, 15.0  # units: a letter's width and a line's height, where a name looks for room
Box = tuple[float, float, float, float]


@dataclass
class Disc:
    """A township's circle: its number, its seat and its middle in units, which may stand aside."""

    name: str
    pcode: str
    number: int
    seat: tuple[float, float]
    x: float
    y: float
    per_unit: float  # degrees of the map in a unit

    @property
    def radius(self) -> float:
        """Its radius in units."""
        return SMALLEST + ROOT * sqrt(self.number)


@figure("map", "Map of events by township", "/attacks")
def township_map(view: View) -> Figure | Empty:
    """Counted events by township, as circles on the land and as a ranking."""
    ranked = events.by_township(view.counted)
    if not ranked:
        return Empty("No event with a township", "No counted event with a township matches these filters.")
    lost = sum(not event.pcode for event in view.counted)
    return Figure(
        title=f"Most events: {', '.join(f'{name} {number}' for _, name, number in ranked[:3])}",
        subtitle=events.subtitle(view, "Counted events by township", f"{lost} without a township" if lost else ""),
        footnote="A circle's area is its number; it stands at the township's seat or beside it.",
        plot=lambda theme: _plot(view, ranked, theme),
        tables={"events by township": pd.DataFrame(ranked, columns=["township_pcode", "township", "events"])},
        about=("The township of an event is that of its place in the list of places, never read from the map.", OUTLINE_NOTE),
        source_ids=tuple(dict.fromkeys(source for event in view.counted if event.pcode for source in event.unique_sources)),
        is_wide=True,
    )


def _plot(view: View, ranked: Sequence[tuple[str, str, int]], theme: Theme) -> Spec:
    discs, (left, right), (low, high) = _discs(view, ranked)
    data = [*_ground(theme), *_leaders(discs, theme), _circles(discs, theme), _bars(ranked[:RANKED], theme)]
    rows = [name for _, name, _ in ranked[:RANKED]]
    hidden = {"visible": False, "showgrid": False}
    return framed(
        theme,
        data,
        height=HEIGHT,
        left=0,
        right=44,
        top=4,
        bottom=4,
        annotations=[*_lands(theme, (left, right), (low, high), discs), *_names(discs, theme)],
        xaxis=x_axis(theme, domain=MAP, range=[left, right], **hidden),
        yaxis=y_axis(theme, range=[low, high], scaleanchor="x", **hidden),
        xaxis2=x_axis(theme, domain=RANKING, anchor="y2", rangemode="tozero", visible=False),
        yaxis2=y_axis(
            theme, anchor="x2", autorange="reversed", showgrid=False, tickfont=text_of(theme), nticks=0, categoryarray=rows
        ),
    )


def _up(latitude: float) -> float:
    """A latitude stretched as on the usual maps of the web, so that a step is as long upward as sideways."""
    return degrees(asinh(tan(radians(latitude))))


def _discs(view: View, ranked: Sequence[tuple[str, str, int]]) -> tuple[list[Disc], tuple[float, float], tuple[float, float]]:
    """The circles, placed in units of the map that shows every township with an event on record, and what the map spans."""
    seats = {seat.pcode: seat for seat in view.records.seats if seat.latitude is not None}
    shown = {event.pcode for event in view.records.events if event.pcode in seats}
    spots = [(seats[pcode].longitude or 0.0, _up(seats[pcode].latitude or 0.0)) for pcode in shown]
    west, east = min(x for x, _ in spots) - 0.7, max(x for x, _ in spots) + 0.7
    south, north = min(y for _, y in spots) - 0.5, max(y for _, y in spots) + 0.5
    per_unit = (north - south) / HEIGHT
    discs = []
    for pcode, name, number in ranked:
        if pcode in seats:
            x, y = (seats[pcode].longitude or 0.0) / per_unit, _up(seats[pcode].latitude or 0.0) / per_unit
            discs.append(Disc(name, pcode, number, (x, y), x, y, per_unit))
    _make_way(discs)
    return discs, (west, east), (south, north)


def _make_way(discs: Sequence[Disc]) -> None:
    """Move circles that overlap apart, the smaller the more, until none does."""
    for _ in range(ROUNDS):
        is_still = True
        for place, one in enumerate(discs):
            for other in discs[place + 1 :]:
                across, down = other.x - one.x or 0.1, other.y - one.y
                gap = one.radius + other.radius + APART - hypot(across, down)
                if gap > 0:
                    is_still = False
                    far, share = hypot(across, down), one.radius / (one.radius + other.radius)
                    other.x, other.y = other.x + across / far * gap * share, other.y + down / far * gap * share
                    one.x, one.y = one.x - across / far * gap * (1 - share), one.y - down / far * gap * (1 - share)
        if is_still:
            return


def _ground(theme: Theme) -> Iterator[Part]:
    look, lines = GROUNDS[theme.mode], ground()
    for ring in (ring for polygon in lines.states for ring in polygon):
        yield _path(ring, look.border, 1.0) | {"fill": "toself", "fillcolor": look.neighbour}
    for border in lines.borders:
        yield _path(border, look.border, 0.5)
    for _, river in lines.rivers:
        yield _path(river, look.river, 1.0)


def _path(points: Sequence[Sequence[float]], colour: str, width: float) -> Part:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [point[0] for point in points],
        "y": [_up(point[1]) for point in points],
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
    }


def _leaders(discs: Sequence[Disc], theme: Theme) -> Iterator[Part]:
    for disc in discs:
        if hypot(disc.x - disc.seat[0], disc.y - disc.seat[1]) > disc.radius:
            xs, ys = ([part * disc.per_unit for part in pair] for pair in ((disc.seat[0], disc.x), (disc.seat[1], disc.y)))
            yield {
                "type": "scatter",
                "mode": "lines",
                "x": xs,
                "y": ys,
                "line": {"color": theme.quiet, "width": 1},
                "hoverinfo": "skip",
            }


def _circles(discs: Sequence[Disc], theme: Theme) -> Part:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [disc.x * disc.per_unit for disc in discs],
        "y": [disc.y * disc.per_unit for disc in discs],
        "text": [str(disc.number) if disc.number > 1 else "" for disc in discs],
        "textposition": "middle center",
        "textfont": text_of(theme, theme.paper),
        "marker": {
            "size": [2 * disc.radius for disc in discs],
            "color": theme.accent,
            "line": {"width": 1, "color": theme.paper},
        },
        "customdata": [[f"township|{disc.pcode}"] for disc in discs],
        "hovertemplate": [f"<b>{disc.name}</b>: {disc.number}<extra></extra>" for disc in discs],
        "cliponaxis": False,
    }


def _bars(ranked: Sequence[tuple[str, str, int]], theme: Theme) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x2",
        "yaxis": "y2",
        "y": [name for _, name, _ in ranked],
        "x": [number for _, _, number in ranked],
        "text": [str(number) for _, _, number in ranked],
        "textposition": "outside",
        "constraintext": "none",
        "textfont": text_of(theme),
        "cliponaxis": False,
        "marker": {"color": theme.accent},
        "customdata": [[f"township|{pcode}"] for pcode, _, _ in ranked],
        "hovertemplate": "<b>%{y}</b>: %{x}<extra></extra>",
    }


def _names(discs: Sequence[Disc], theme: Theme) -> Iterator[Part]:
    """The names of the largest circles, each where it covers no circle and no other name."""
    taken = [(disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius) for disc in discs]
    for disc in discs[:NAMED]:
        wide = len(disc.name) * LETTER + 4
        spots: tuple[tuple[str, float, float, float], ...] = (
            ("left", disc.x + disc.radius + 2, disc.y, 0.0),
            ("right", disc.x - disc.radius - 2, disc.y, wide),
            ("center", disc.x, disc.y - disc.radius - HIGH / 2, wide / 2),
            ("center", disc.x, disc.y + disc.radius + HIGH / 2, wide / 2),
        )
        for anchor, x, y, before in spots:
            box = (x - before, y - HIGH / 2, x - before + wide, y + HIGH / 2)
            if not any(_meet(box, other) for other in taken):
                taken.append(box)
                yield label(
                    theme,
                    disc.name,
                    x=x * disc.per_unit,
                    y=y * disc.per_unit,
                    xanchor=anchor,
                    yanchor="middle",
                    bgcolor=f"{theme.paper}99",
                )
                break


def _lands(theme: Theme, across: tuple[float, float], down: tuple[float, float], discs: Sequence[Disc]) -> Iterator[Part]:
    for name, latitude, longitude in AREA_LABELS:
        y = _up(latitude)
        is_free = all(
            hypot(longitude / disc.per_unit - disc.x, y / disc.per_unit - disc.y) > disc.radius + 34 for disc in discs
        )
        if across[0] + 0.4 < longitude < across[1] - 0.4 and down[0] < y < down[1] and is_free:
            yield label(theme, name, x=longitude, y=y, colour=theme.quiet)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
