"""What the plots share: the frame of a figure, axes, labels on marks, bars by year, as parts of a plain Plotly dictionary."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from components.charts.theme import FIGURE_TEXT, FONT, Theme
from components.dataset.kinds import FAMILIES, FAMILY_NAMES, Event, Number, Record

Part = dict[str, Any]
PALE = 0.22  # what lies outside the choice stays, this faint


def framed(
    theme: Theme,
    data: list[Part],
    *,
    height: int,
    left: int = 40,
    right: int = 8,
    top: int = 8,
    bottom: int = 26,
    **layout: Any,
) -> Part:
    """A whole figure of these traces: height and margins in px, text of one size, nothing that zooms or pans."""
    return {
        "data": data,
        "layout": {
            "height": height,
            "autosize": True,
            "margin": {"l": left, "r": right, "t": top, "b": bottom},
            "showlegend": False,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": text_of(theme),
            "hoverlabel": {"font": {"family": FONT, "size": FIGURE_TEXT}, "align": "left"},
            "bargap": 0.28,
            "barmode": "stack",
            "dragmode": False,
            "clickmode": "event+select",  # Streamlit's own setting is lost when the marks change
            "hovermode": "closest",
            **layout,
        },
    }


def on_years(day: date | None) -> float:
    """Where a day stands on an axis of years."""
    day = day or date.min
    return day.year + (day.timetuple().tm_yday - 1) / 366


def dots(
    records: Sequence[Record], xs: Sequence[Any], ys: Sequence[Any], hovers: Iterable[str], marker: Part, **more: Any
) -> Part:
    """A mark for each record with the words that stand at the pointer; its tag is `record|A001`."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(xs),
        "y": list(ys),
        "marker": marker,
        "customdata": [[f"record|{one.id}"] for one in records],
        "hovertemplate": [f"{words}<extra></extra>" for words in hovers],
        **more,
    }


def bar_of_time(record: Record, ends: tuple[float, float], value: float, hover: str, marker: Part) -> Part:
    """A line over the time that a number is for, with its mark in the middle."""
    xs = [ends[0], (ends[0] + ends[1]) / 2, ends[1]]
    line = {"color": marker["color"], "width": 3}
    marker = marker | {"opacity": 1, "line": {"width": 0}}  # else marks of several sizes are drawn as bubbles
    return dots([record] * 3, xs, [value] * 3, [], marker, mode="lines+markers", line=line) | {
        "hovertemplate": f"{hover}<extra></extra>"
    }


def bars_of_time(theme: Theme, drawn: list[Part], years: tuple[int, int], values: Sequence[float], height: int) -> Part:
    """A figure of such lines, of these values, over the years, on a log scale so wide that two ticks stand in it."""
    top = math.log10(max(values)) + 0.25
    bounds = [min(math.log10(min(values)) - 0.2, top - 1.2), top]
    steps = (1, 3) if bounds[1] - bounds[0] < 3 else (1,)
    ticks = [step * 10**power for power in range(7) for step in steps]
    return framed(
        theme,
        drawn,
        height=height,
        left=54,
        xaxis=x_axis(theme, **(short_years(years) | {"range": [years[0] - 0.1, years[1] + 1.1]})),
        yaxis=y_axis(theme, type="log", range=bounds, tickvals=ticks, ticktext=[f"{tick:,}" for tick in ticks]),
    )


def text_of(theme: Theme, colour: str = "") -> Part:
    """The one font of figures."""
    return {"family": FONT, "size": FIGURE_TEXT, "color": colour or theme.text}


def x_axis(theme: Theme, **more: Any) -> Part:
    """A horizontal axis with a line and small ticks."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": theme.quiet,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": theme.grid,
        "tickfont": text_of(theme, theme.quiet),
        "fixedrange": True,
        **more,
    }


def y_axis(theme: Theme, **more: Any) -> Part:
    """A vertical axis with faint lines across."""
    return {
        "gridcolor": theme.grid,
        "zeroline": False,
        "tickfont": text_of(theme, theme.quiet),
        "fixedrange": True,
        "nticks": 4,
        **more,
    }


def label(theme: Theme, text: str, *, x: Any, y: Any, colour: str = "", **more: Any) -> Part:
    """A text beside a mark."""
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": text_of(theme, colour), **more}


def family_key(theme: Theme) -> str:
    """The colours of the families with their short names, to stand in a line of text where a page has no pills."""
    names = {
        "ground": "ground",
        "air": "air, drone",
        "shelling": "shelling, mines",
        "taken": "places taken",
        "civilians": "civilians",
    }
    return "".join(f'   <span style="color:{theme.family(key)}">■</span> {name}' for key, name in names.items())


def gap_boxes(theme: Theme, gaps: Iterable[tuple[int, int]], heights: tuple[float, float] = (0, 1)) -> list[Part]:
    """Shades over runs of years of which nothing is known, from top to bottom or over a part of the height."""
    low, high = heights
    box: Part = {"type": "rect", "yref": "paper", "y0": low, "y1": high, "layer": "below"}
    box |= {"fillcolor": theme.gap, "line": {"width": 0}}
    return [box | {"x0": first - 0.5, "x1": last + 0.5} for first, last in gaps]


def rows_axis(theme: Theme, **more: Any) -> Part:
    """A vertical axis of named rows, the first on top, each on a dotted line."""
    rows = {"autorange": "reversed", "griddash": "dot", "nticks": 0, "automargin": True, "ticklabelstandoff": 6}
    return y_axis(theme, **(rows | {"tickfont": text_of(theme)} | more))


def spans(theme: Theme, names: Sequence[str | float], ends: Sequence[tuple[float, float]]) -> Part:
    """Behind the dots of named rows, a line from the lowest to the highest number of each."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [value for low, high in ends for value in (low, high, None)],
        "y": [value for name in names for value in (name, name, None)],
        "line": {"color": theme.quiet, "width": 3},
        "opacity": 0.45,
        "hoverinfo": "skip",
    }


def words_at(theme: Theme, xs: Sequence[Any], ys: Sequence[Any], words: Sequence[str], side: str = "middle right") -> Part:
    """Words at points, such as the total at the end of a bar."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(xs),
        "y": list(ys),
        "text": list(words),
        "textposition": side,
        "textfont": text_of(theme),
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def bars(xs: Sequence[Any], ys: Sequence[Any], marker: Part, hover: str | list[str], **more: Any) -> Part:
    """Bars with the words that stand at the pointer, one for all or one for each."""
    hovers = f"{hover}<extra></extra>" if isinstance(hover, str) else [f"{words}<extra></extra>" for words in hover]
    return {"type": "bar", "x": list(xs), "y": list(ys), "marker": marker, "hovertemplate": hovers, **more}


def numbered(theme: Theme, words: Iterable[str]) -> Part:
    """The part of bars that puts a number at the end of each."""
    return {"text": list(words), "textposition": "outside", "textfont": text_of(theme), "cliponaxis": False}


def dot_rows(
    theme: Theme,
    names: Sequence[str],
    found: Sequence[tuple[str, Record, float, str, str]],
    ends: Sequence[tuple[str, Number]],
    words: Sequence[str],
    *,
    row: int,
    right: int,
) -> Part:
    """Named rows, each with a dot for each of its numbers, a line from low to high and words beside the highest.

    `found` has the row, record, number, words at the pointer and colour of each dot, `ends` the row and number of each line;
    `row` and `right` are the height of a row and the room beside the rows, in pixels.
    """
    of_rows, records, numbers, hovers, colours = zip(*found, strict=True)
    marker = {"size": 11, "color": list(colours), "opacity": 0.88, "line": {"color": theme.paper, "width": 1}}
    marks = dots(records, numbers, of_rows, hovers, marker, cliponaxis=False)
    lines = spans(theme, [name for name, _ in ends], [number.ends for _, number in ends])
    tops = [max(number.ends[1] for one, number in ends if one == name) for name in names]
    return framed(
        theme,
        [lines, marks, words_at(theme, tops, names, [f"   {one}" for one in words])],
        height=row * len(names) + 34,
        left=190,
        right=right,
        top=4,
        xaxis=x_axis(theme, rangemode="tozero", showgrid=True, gridcolor=theme.grid, nticks=5, tickangle=0, tickformat=",d"),
        yaxis=rows_axis(theme),
    )


def short_years(years: tuple[int, int]) -> Part:
    """Ticks of whole years in a narrow figure: ’11, ’12 and so on."""
    first, last = years
    values = list(range(first, last + 1))
    texts = [f"’{year % 100:02d}" for year in values]
    return {"tickvals": values, "ticktext": texts, "range": [first - 0.6, last + 0.6], "tickangle": 0}


def year_bars(
    theme: Theme,
    events: Iterable[Event],
    *,
    years: tuple[int, int],
    chosen: tuple[int, int],
    part_years: Sequence[int] = (),
    **more: Any,
) -> list[Part]:
    """Counted events a year, stacked by family, with the total on top.

    Years outside the chosen ones stay, pale; years of which only a part is on record are hatched. A bar's tag is `year|2018`.
    """
    axis = list(range(years[0], years[1] + 1))
    counted = [(event.family, event.year) for event in events if event.counted and event.year is not None]
    counts, totals, drawn = Counter(counted), Counter(year for _, year in counted), {family for family, _ in counted}
    shades = [1 if chosen[0] <= year <= chosen[1] else PALE for year in axis]
    hatches = ["/" if year in part_years else "" for year in axis]
    keys = [family.key for family in FAMILIES if family.key in drawn]
    found = [_family_bars(theme, key, axis, [counts[key, year] for year in axis], shades, hatches) for key in keys]
    heights = [totals[year] for year in axis]
    found.append(words_at(theme, axis, heights, [str(number or "") for number in heights], "top center"))
    return [part | more for part in found]


def _family_bars(
    theme: Theme, family: str, axis: list[int], numbers: list[int], shades: list[float], hatches: list[str]
) -> Part:
    """The bars of one family of events."""
    colour = theme.family(family)
    fill = {"fillmode": "replace", "fgcolor": colour, "bgcolor": theme.paper}
    pattern = {"shape": hatches, "size": 5, "solidity": 0.5, **fill}
    marker = {"color": colour, "opacity": shades, "line": {"width": 0.6, "color": theme.paper}, "pattern": pattern}
    name, tags = FAMILY_NAMES[family], [[f"year|{year}"] for year in axis]
    return bars(axis, numbers, marker, f"<b>%{{x}}</b>: %{{y}} {name.lower()}", name=name, customdata=tags)
