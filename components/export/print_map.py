"""The map on paper: the printed twin of the deck, from the same marks, names and outlines, inside the printed frame."""

from dataclasses import dataclass, replace
from math import cos, radians
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Rectangle

from components.charts.described import Figure
from components.charts.theme import EVENTS, GROUNDS
from components.export.print_page import (
    LABEL,
    PAPER,
    SMALL,
    SWATCH,
    Entry,
    Printed,
    burmese_families,
    drawing,
    families,
    framed,
    line_height,
    points,
    width_of,
    wrapped,
    write_entry,
)
from components.maps.basemap import AREA_LABELS, ground
from components.maps.deck import POINTS
from components.maps.layout import MapView, SiteMark, label_rows, overlap, pixels, site_marks

HEIGHT, CLOSER = 660, 0.3  # units; how much nearer paper looks than the screen
COLUMN, BETWEEN = 312, 20  # units: the legend beside the map, and the space between them
NAME, LETTER = 11.0, 10.5  # units: sizes of type
MARKERS = {"circle": "o", "square": "s", "diamond": "D", "triangle": "^"}
SIZES = {"circle": 21, "square": 19, "diamond": 17, "triangle": 23}  # units
KM_PER_DEGREE = 111.2
LENGTHS = (5, 10, 20, 50, 100, 200)  # kilometres a scale bar may stand for
BAR_ROOM = 150  # units
NO_TYPEFACE = "Burmese names are left out: this machine has no typeface for them."
Box = tuple[float, float, float, float]


def printed_map(figure: Figure, *, bare: bool = False) -> Printed:
    """The map of a figure on paper; a bare one leaves all words around it to the slide it stands on."""
    layers = figure.settings["layers"]
    with_burmese = "burmese" in layers and bool(burmese_families())
    text = figure if with_burmese or "burmese" not in layers else replace(figure, notes=(*figure.notes, NO_TYPEFACE))
    screen = figure.settings["view"]
    view = replace(screen, zoom=screen.zoom + CLOSER)
    with drawing():
        printed = framed(text, height=HEIGHT, bare=bare, below_axis=4, above=8)
        left, top, room, height = printed.box
        width = room - COLUMN - BETWEEN
        middle = pixels(view.longitude, view.latitude, view)
        box = (middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2)
        axes = printed.axes(left, top, width, height)
        axes.set_xlim(box[0], box[2])
        axes.set_ylim(box[3], box[1])
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_facecolor(GROUNDS["light"].neighbour)
        axes.spines[:].set_color(PAPER.grid)
        drawn = _Map(figure, printed, axes, view, box)
        marks = drawn.draw(layers, burmese=with_burmese)
        entries = _entries(figure.tables["mapped"], layers, summed=any(mark.sums_up for mark in marks))
        _column(printed, left + width + BETWEEN, top, entries, figure.tables["not_mapped"])
    return printed


@dataclass
class _Map:
    """One map on its way to paper, in the pixels of its view."""

    figure: Figure
    printed: Printed
    axes: Axes
    view: MapView
    box: Box

    def draw(self, layers: tuple[str, ...], *, burmese: bool) -> list[SiteMark]:
        """Set the ground, the circles, the seats, the marks, and the names where they cover nothing; gives the marks."""
        places = self.figure.settings["places"]
        mapped = self._mapped(places)
        marks = [mark for mark in site_marks(mapped, self.view) if self._holds(*self._point(mark))]
        self._ground()
        if "circles" in layers:
            self._circles(mapped)
        if "seats" in layers:
            self._seats(places)
        if "meetings" in layers:
            self._venues(places)
        positions = [{"position": mark.position, "offset": mark.offset} for mark in marks]
        names, taken = label_rows(places, positions, mapped, view=self.view, seats="seats" in layers)
        scale = self._scale_bar()
        taken = [*taken, scale]
        for mark in marks:
            self._mark(mark)
        for row in names:
            self._name(row, burmese=burmese, scale=scale)
        for label, latitude, longitude in AREA_LABELS:
            self._free_name(label, [[longitude, latitude]], taken, size=NAME)
        for river, lines in self._rivers().items():
            self._free_name(river, self._far_first(lines, taken), taken, size=SMALL - 1, slanted=True)
        inside = sum(len(mark.records) for mark in marks)
        if inside < len(mapped):
            words = f"{self.view.label}: {inside} of {len(mapped)} mapped records lie in this view"
            self._write(self.box[0] + 10, self.box[1] + 10, words, size=NAME, across="left", down="top", behind=True)
        return marks

    def _mapped(self, places: pd.DataFrame) -> pd.DataFrame:
        table = self.figure.tables["mapped"].rename(columns={"place": "name"})
        return table.assign(name_my=table["name"].map(places.drop_duplicates("name").set_index("name")["name_my"]))

    def _point(self, mark: SiteMark) -> tuple[float, float]:
        x, y = pixels(mark.position[0], mark.position[1], self.view)
        return x + mark.offset[0], y + mark.offset[1]

    def _holds(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.box
        return left < x < right and top < y < bottom

    def _lines(self, line: list[list[float]]) -> list[tuple[float, float]]:
        return [pixels(longitude, latitude, self.view) for longitude, latitude in line]

    def _ground(self) -> None:
        lines, look = ground(), GROUNDS["light"]
        for border in lines.borders:
            self.axes.plot(*zip(*self._lines(border), strict=True), color=look.border, linewidth=0.6, alpha=0.5, zorder=0.5)
        for ring in (ring for polygon in lines.states for ring in polygon):
            self.axes.add_patch(
                Polygon(self._lines(ring), facecolor=look.emphasised, edgecolor=look.border, linewidth=1.2, zorder=0.6)
            )
        for _, river in lines.rivers:
            self.axes.plot(*zip(*self._lines(river), strict=True), color=look.river, linewidth=1.1, zorder=0.7)

    def _rivers(self) -> dict[str, list[list[float]]]:
        found: dict[str, list[list[float]]] = {}
        for name, line in ground().rivers:
            found.setdefault(name, []).extend(line)
        return found

    def _circles(self, mapped: pd.DataFrame) -> None:
        vague = mapped[~mapped["precision"].isin(POINTS)].drop_duplicates("name")
        for row in vague.sort_values("radius_km", ascending=False).to_dict("records"):
            centre = pixels(row["longitude"], row["latitude"], self.view)
            self._circle(centre, row["radius_km"] * self._units_per_km(row["latitude"]))

    def _circle(self, centre: tuple[float, float], radius: float) -> None:
        inside = {"facecolor": PAPER.quiet, "edgecolor": "none", "alpha": 0.09}
        for options in (inside, {"facecolor": "none", "edgecolor": PAPER.quiet, "linewidth": 0.9}):
            self.axes.add_patch(Circle(centre, radius, zorder=0.9, **options))

    def _units_per_km(self, latitude: float) -> float:
        return 512 * 2**self.view.zoom / 360 / (KM_PER_DEGREE * cos(radians(latitude)))

    def _seats(self, places: pd.DataFrame) -> None:
        for row in places[places["kind"] == "township seat"].to_dict("records"):
            x, y = pixels(row["longitude"], row["latitude"], self.view)
            if self._holds(x, y):
                self.axes.plot(
                    x, y, marker="o", markersize=points(6), markerfacecolor=PAPER.background, markeredgecolor=PAPER.text,
                    markeredgewidth=0.9, zorder=1.5,
                )  # fmt: skip

    def _venues(self, places: pd.DataFrame) -> None:
        met = places[places["place_id"].isin(self.figure.settings["meetings"]["place_id"])].dropna(subset=["latitude"])
        for row in met.to_dict("records"):
            x, y = pixels(row["longitude"], row["latitude"], self.view)
            if self._holds(x, y):
                self.axes.plot(
                    x, y, marker="o", markersize=points(30), markerfacecolor="none", markeredgecolor=PAPER.text,
                    markeredgewidth=1.2, zorder=1.6,
                )  # fmt: skip

    def _mark(self, mark: SiteMark) -> None:
        number = len(mark.records)
        look = None if mark.sums_up else EVENTS[mark.event_type]
        colour, shape = (look.on(PAPER), look.shape) if look else (PAPER.text, "circle")
        x, y = self._point(mark)
        label = (look.letter if look else "") + (str(number) if number > 1 else "")
        self.axes.plot(
            x, y, marker=MARKERS[shape], markersize=points(SIZES[shape]),
            markerfacecolor=PAPER.background if mark.is_hollow else colour,
            markeredgecolor=colour if mark.is_hollow else PAPER.background, markeredgewidth=1.2, zorder=3,
        )  # fmt: skip
        size = LETTER if len(label) == 1 else LETTER - 2 if len(label) == 2 else LETTER - 3.5
        down = y + (3 if shape == "triangle" else 0)
        self._write(
            x, down, label, size=size, across="center", down="center_baseline", bold=True, mark=True,
            colour=colour if mark.is_hollow else PAPER.background,
        )  # fmt: skip

    def _name(self, row: dict[Any, Any], *, burmese: bool, scale: Box) -> None:
        x, y = pixels(row["position"][0], row["position"][1], self.view)
        x, y = x + row["offset"][0], y + row["offset"][1]
        words = row["name_my"] if burmese else row["name"]
        across = {"start": "left", "end": "right", "middle": "center"}[row["anchor"]]
        width = width_of(words, NAME)
        left = x - {"left": 0, "right": width, "center": width / 2}[across]
        inside = self._holds(left - 3, y - 9) and self._holds(left + width + 3, y + 9)
        if inside and not overlap((left, y - 9, left + width, y + 9), scale):
            self._write(x, y, words, size=NAME, across=across, down="center")

    def _free_name(
        self, words: str, candidates: list[list[float]], taken: list[Box], *, size: float, slanted: bool = False
    ) -> None:
        """Words at the first of some places where they cover nothing, or nowhere."""
        half = width_of(words, size) / 2 + 3
        for longitude, latitude in candidates:
            x, y = pixels(longitude, latitude, self.view)
            box = (x - half, y - 9, x + half, y + 9)
            if self._holds(box[0], box[1]) and self._holds(box[2], box[3]) and not any(overlap(box, one) for one in taken):
                taken.append(box)
                self._write(x, y, words, size=size, across="center", down="center", colour=PAPER.quiet, slanted=slanted)
                return

    def _far_first(self, line: list[list[float]], taken: list[Box]) -> list[list[float]]:
        """The points of a line, the one farthest from all that is taken first."""

        def room(point: list[float]) -> float:
            x, y = pixels(point[0], point[1], self.view)
            return min((abs(x - (box[0] + box[2]) / 2) + abs(y - (box[1] + box[3]) / 2) for box in taken), default=0)

        return sorted(line, key=room, reverse=True)

    def _scale_bar(self) -> Box:
        """A bar of a round length in the lower left corner, true at the middle of the view; gives the box it takes."""
        per_km = self._units_per_km(self.view.latitude)
        length = max((km for km in LENGTHS if km * per_km <= BAR_ROOM), default=LENGTHS[0])
        left, y = self.box[0] + 14, self.box[3] - 16
        self.axes.add_patch(
            Rectangle((left, y), length * per_km, 4, facecolor=PAPER.text, edgecolor=PAPER.text, linewidth=0.5, zorder=4)
        )
        words = f"{length} km"
        self._write(left, y - 4, words, size=NAME, across="left", down="bottom")
        return left - 4, y - 24, left + max(length * per_km, width_of(words, NAME)) + 4, y + 10

    def _write(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        across: str,
        down: str,
        colour: str = "",
        bold: bool = False,
        slanted: bool = False,
        behind: bool = False,
        mark: bool = False,
    ) -> None:
        text = self.axes.text(
            x, y, words, fontsize=points(size), ha=across, va=down, color=colour or PAPER.text, zorder=5,
            fontweight="bold" if bold else "normal", fontstyle="italic" if slanted else "normal", fontfamily=families(words),
            bbox={"facecolor": PAPER.background, "edgecolor": "none", "pad": 2} if behind else None,
        )  # fmt: skip
        if not mark:
            self.printed.texts.append(text)


def _column(printed: Printed, left: float, top: float, entries: list[Entry], lost: pd.DataFrame) -> None:
    """The legend beside the map, and under it how many records cannot be mapped, by the reason."""
    y = top
    for entry in entries:
        for number, line in enumerate(wrapped(entry.words, LABEL, COLUMN - SWATCH - 6)):
            write_entry(printed, left, y, replace(entry, words=line) if not number else Entry(line, "none", "none"))
            y += line_height(LABEL) * 1.15
    y += line_height(LABEL)
    if len(lost):
        printed.write(left, y, f"Not on the map: {len(lost)}", size=LABEL, bold=True)
        y += line_height(LABEL) * 1.15
    for why, number in lost["why"].value_counts().items():
        for line in wrapped(f"{number}: {why}", LABEL, COLUMN):
            printed.write(left, y, line, size=LABEL)
            y += line_height(LABEL)


def _entries(mapped: pd.DataFrame, layers: tuple[str, ...], *, summed: bool) -> list[Entry]:
    """The legend: the types on the map with shape and letter, and what hollow marks, circles and dots are."""
    kinds = [kind for kind in EVENTS if kind in set(mapped["event_type"])]
    entries = [
        Entry(f"{EVENTS[kind].letter}  {kind}", EVENTS[kind].on(PAPER), EVENTS[kind].on(PAPER), MARKERS[EVENTS[kind].shape])
        for kind in kinds
    ]
    if (mapped["counted"] == "no").any():
        entries.append(Entry("hollow: kept as context or part, not counted", PAPER.background, PAPER.quiet, "o"))
    if "circles" in layers and (~mapped["precision"].isin(POINTS)).any():
        entries.append(Entry("grey circle: the record lies somewhere in it", PAPER.gap, PAPER.quiet, "o"))
    if "seats" in layers:
        entries.append(Entry("township seat", PAPER.background, PAPER.text, "."))
    if summed:
        entries.append(Entry("a number and no letter: records of several types", PAPER.text, PAPER.text, "o"))
    entries.append(Entry("a number counts the records in a mark", "none", "none"))
    if "meetings" in layers:
        entries.append(Entry("ring: meeting venue", "none", PAPER.text, "o"))
    return entries
