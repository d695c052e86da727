"""The axes of a Plotly dictionary on paper: where a value stands, and which ticks with which words an axis has."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.ticker import MaxNLocator, MultipleLocator

Part = Mapping[str, Any]
ROOM_OF_A_TICK = 80  # units between two ticks that nobody asked for
PAD, TEXT_PAD = 0.06, 0.1  # of the range: beside marks, and beside numbers at the ends of bars


@dataclass
class Scale:
    """One axis: its part of the layout, the names of its rows, its range in coordinates and its ends in units on paper.

    A coordinate is a number, on a log axis its power of ten, and on an axis of named rows the number of the row.
    """

    part: Part
    rows: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 1.0
    start: float = 0.0
    end: float = 1.0

    def coordinate(self, value: Any) -> float:
        """A value of the data as a coordinate; not a number where there is none."""
        if value is None:
            return math.nan
        if self.rows:
            return float(self.rows.index(value))
        return math.log10(value) if self.part.get("type") == "log" else float(value)

    def place(self, value: Any) -> float:
        """Where a value of the data stands on paper."""
        return self.at(self.coordinate(value))

    def at(self, found: float) -> float:
        """Where a coordinate stands on paper."""
        return self.start + (found - self.low) / (self.high - self.low) * (self.end - self.start)

    def holds(self, place: float) -> bool:
        """Whether a place on paper lies within the axis."""
        return min(self.start, self.end) - 0.5 <= place <= max(self.start, self.end) + 0.5

    def reach(self, found: Sequence[float], *, has_bars: bool, has_text: bool) -> None:
        """Set the range: as the axis says, or as Plotly would choose for these coordinates; of rows the first is on top."""
        if self.rows:
            self.low, self.high = len(self.rows) - 0.5, -0.5
        elif "range" in self.part:
            self.low, self.high = self.part["range"]
        else:
            low, high = min(found, default=0.0), max(found, default=0.0)
            is_from_zero = low >= 0 and (has_bars or self.part.get("rangemode") == "tozero")
            low = 0.0 if is_from_zero else low
            room = (high - low) * (TEXT_PAD if has_text else PAD) or 1
            self.low, self.high = low if is_from_zero else low - room, high + room

    def ticks(self) -> list[tuple[float, str]]:
        """The coordinates of its ticks with their words, within its range."""
        low, high = sorted((self.low, self.high))
        places = self._tick_places(low, high)
        words = self.rows or self.part.get("ticktext") or [self._number(place) for place in places]
        more = (high - low) * 1e-6
        return [tick for tick in zip(places, words, strict=True) if low - more <= tick[0] <= high + more]

    def _tick_places(self, low: float, high: float) -> Sequence[float]:
        if self.rows:
            return range(len(self.rows))
        if "tickvals" in self.part:
            return [self.coordinate(value) for value in self.part["tickvals"]]
        if "dtick" in self.part:
            return list(MultipleLocator(self.part["dtick"], self.part.get("tick0", 0)).tick_values(low, high))
        most = self.part.get("nticks") or max(round(abs(self.end - self.start) / ROOM_OF_A_TICK), 2)
        is_whole = "d" in self.part.get("tickformat", "")
        return list(MaxNLocator(most, steps=[1, 2, 5, 10], min_n_ticks=1, integer=is_whole).tick_values(low, high))

    def _number(self, place: float) -> str:
        has_commas = place >= 10_000 or "," in self.part.get("tickformat", "")
        return f"{round(place, 6):{',' if has_commas else ''}.10g}"
