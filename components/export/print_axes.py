"""The axes of a Plotly dictionary on paper: where a value stands, and which ticks with which words an axis has."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from components.export.print_marks import listed

Part = Mapping[str, Any]
ROOM_OF_A_TICK = {"x": 80, "y": 44}  # units between two ticks that nobody asked for
PAD, TEXT_PAD = 0.06, 0.1  # of the range: beside marks, and beside numbers at the ends of bars
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - days of the data have no time zone


@dataclass
class Scale:
    """One axis: its kind, its range in coordinates (days, powers of ten, the number of a category) and in units on paper."""

    kind: str
    low: float
    high: float
    start: float
    end: float
    part: Part = field(default_factory=dict)
    categories: tuple[str, ...] = ()

    def coordinate(self, value: Any) -> float | None:
        """A value of the data as a coordinate; None where there is none."""
        found = coordinate(value, self.kind, self.categories)
        return None if found is None or not math.isfinite(found) else found

    def place(self, value: Any) -> float | None:
        """Where a value of the data stands on paper."""
        found = self.coordinate(value)
        return None if found is None else self.at(found)

    def at(self, found: float) -> float:
        """Where a coordinate stands on paper."""
        return self.start + (found - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)

    def spoken(self, value: Any) -> float | None:
        """Where an annotation stands, which gives a power of ten on a log axis."""
        return self.at(float(value)) if self.kind == "log" and value is not None else self.place(value)

    def share(self, share: float) -> float:
        """Where a share of the axis stands."""
        return self.start + share * (self.end - self.start)

    def holds(self, place: float) -> bool:
        """Whether a place on paper lies within the axis."""
        return min(self.start, self.end) - 0.5 <= place <= max(self.start, self.end) + 0.5


def coordinate(value: Any, kind: str, categories: Sequence[str] = ()) -> float | None:
    """A value as a number on an axis of this kind."""
    if value is None:
        return None
    if kind == "category":
        return float(categories.index(str(value))) if str(value) in categories else _number(value)
    if kind == "date":
        return days(value)
    number = _number(value)
    return number if kind != "log" or number is None else math.log10(number) if number > 0 else None


def days(value: Any) -> float | None:
    """A day or a time as days since 1970."""
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - EPOCH) / timedelta(days=1)
    return float((value - EPOCH.date()).days) if isinstance(value, date) else None


def _number(value: Any) -> float | None:
    try:
        found = float(value)
    except (TypeError, ValueError):
        return None
    return None if math.isnan(found) else found


def kind_of(axis: Part, values: Iterable[Any]) -> str:
    """The kind of an axis: as it says, or as its values are."""
    if axis.get("type") in ("linear", "log", "category", "date"):
        return str(axis["type"])
    found = [value for value in (*(axis.get("range") or ()), *values) if value is not None]
    if any(isinstance(value, date) for value in found):
        return "date"
    texts = [value for value in found if isinstance(value, str)]
    if not texts or all(_number(text) is not None for text in texts):
        return "linear"
    return "date" if all(_is_day(text) for text in texts) else "category"


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return len(text) >= 10


def range_of(
    axis: Part, kind: str, spread: Sequence[float], *, has_bars: bool, has_text: bool, is_value: bool
) -> tuple[float, float]:
    """The first and last coordinate of an axis: as it says, or as Plotly would choose for these coordinates."""
    given = axis.get("range")
    if given is not None and None not in given:
        low, high = ((float(end) if kind in ("log", "category") else coordinate(end, kind) or 0.0) for end in given)
        return low, high
    low, high = (min(spread), max(spread)) if spread else (0.0, 1.0)
    if kind == "category":
        low, high = low - 0.5, high + 0.5
    elif has_bars and not is_value:
        pass  # the spread holds the whole width of each bar
    else:
        low, high = _padded(low, high, axis, has_bars=has_bars, has_text=has_text)
    if low == high:
        low, high = low - 1, high + 1
    return (high, low) if axis.get("autorange") == "reversed" else (low, high)


def _padded(low: float, high: float, axis: Part, *, has_bars: bool, has_text: bool) -> tuple[float, float]:
    from_zero = low >= 0 and (has_bars or axis.get("rangemode") in ("tozero", "nonnegative"))
    low = 0.0 if from_zero else min(low, 0.0) if has_bars else low
    room = (high - low) * (TEXT_PAD if has_text else PAD)
    return (low if from_zero or (has_bars and low == 0) else low - room), high + room


def ticks(scale: Scale, letter: str) -> list[tuple[float, str]]:
    """The coordinates of the ticks of an axis with their words, within its range."""
    axis = scale.part
    if axis.get("visible") is False:
        return []
    if axis.get("tickvals") is not None:
        places = [scale.coordinate(value) for value in axis["tickvals"]]
        words = [str(word) for word in axis.get("ticktext") or [_words(scale, value) for value in places]]
        found = [(place, word) for place, word in zip(places, words, strict=False) if place is not None]
    else:
        found = [(place, _words(scale, place)) for place in _chosen(scale, letter)]
    low, high = sorted((scale.low, scale.high))
    span = (high - low) * 1e-6
    return [(place, word) for place, word in found if low - span <= place <= high + span]


def _chosen(scale: Scale, letter: str) -> list[float]:
    low, high = sorted((scale.low, scale.high))
    most = scale.part.get("nticks") or max(abs(scale.end - scale.start) / ROOM_OF_A_TICK[letter], 2)
    if scale.kind == "category":
        return [float(number) for number in range(math.ceil(low), math.floor(high) + 1) if number < len(scale.categories)]
    if scale.kind == "log":
        return [float(power) for power in range(math.ceil(low), math.floor(high) + 1)]
    step = scale.part.get("dtick")
    if scale.kind == "date":
        return _date_ticks(low, high, step, most)
    step = float(step) if step is not None else round_step((high - low) / most)
    begin = float(scale.part.get("tick0") or 0)
    first, last = math.ceil((low - begin) / step - 1e-9), math.floor((high - begin) / step + 1e-9)
    return [begin + number * step for number in range(first, last + 1)]


def round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10 and so on that is no smaller."""
    power = 10 ** math.floor(math.log10(least)) if least > 0 else 1
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))


def _date_ticks(low: float, high: float, step: Any, most: float) -> list[float]:
    """The first days of years, or of months in a short span."""
    first, last = (EPOCH + timedelta(days=end) for end in (low, high))
    months = int(str(step)[1:]) if str(step).startswith("M") else 0
    if not months:
        every = (last.year - first.year) * 12 + last.month - first.month
        months = next((number for number in (1, 3, 6, 12, 24, 60) if every / number <= max(most, 2)), 120)
    found = []
    for number in range(first.year * 12, (last.year + 1) * 12, months):
        day = days(date(number // 12, number % 12 + 1, 1)) or 0.0
        if low <= day <= high:
            found.append(day)
    return found


def _words(scale: Scale, place: float | None) -> str:
    if place is None:
        return ""
    form = str(scale.part.get("tickformat") or "")
    if scale.kind == "category":
        words = scale.categories[int(place)] if 0 <= int(place) < len(scale.categories) else ""
    elif scale.kind == "date":
        day = EPOCH + timedelta(days=place)
        words = day.strftime(form) if form else str(day.year) if day.month == 1 else f"{day:%b}"
    else:
        value = 10**place if scale.kind == "log" else place
        words = (
            f"{value:{form.removesuffix('d')}.0f}" if form in (",d", "d") else format(value, form) if form else _plain(value)
        )
    return f"{scale.part.get('tickprefix', '')}{words}{scale.part.get('ticksuffix', '')}"


def _plain(value: float) -> str:
    rounded = round(value, 6)
    if not float(rounded).is_integer():
        return f"{rounded:g}"
    return f"{rounded:.0f}" if abs(rounded) < 10_000 else f"{rounded:,.0f}"


def share_of(whole: tuple[float, float], column: int, number: int) -> tuple[float, float]:
    """The part of a range that stands in one column: the first column holds what is uppermost."""
    low, high = whole
    step = (high - low) / number
    return high - (column + 1) * step, high - column * step


def with_errors(trace: Part, letter: str) -> list[Any]:
    """The values of a trace along one axis, and the ends of what lies around them."""
    values, error = listed(trace.get(letter)), trace.get(f"error_{letter}") or {}
    if not error:
        return values
    more, less = listed(error.get("array")), listed(error.get("arrayminus")) or listed(error.get("array"))
    ends = [value + by for value, by in zip(values, more, strict=False) if value is not None and by is not None]
    return [
        *values,
        *ends,
        *(value - by for value, by in zip(values, less, strict=False) if value is not None and by is not None),
    ]
