"""What the plots share: the frame of a figure, axes, labels on marks, bars by year, as parts of a plain Plotly dictionary."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from components.charts.theme import FIGURE_TEXT, FONT, Theme
from components.dataset.kinds import FAMILIES, FAMILY_NAMES, Event

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


def gap_boxes(theme: Theme, gaps: Iterable[tuple[int, int]]) -> list[Part]:
    """Shades from top to bottom over runs of years of which nothing is known."""
    box = {"type": "rect", "yref": "paper", "y0": 0, "y1": 1, "fillcolor": theme.gap, "line": {"width": 0}, "layer": "below"}
    return [box | {"x0": first - 0.5, "x1": last + 0.5} for first, last in gaps]


def rows_axis(theme: Theme, **more: Any) -> Part:
    """A vertical axis of named rows, the first on top, each on a dotted line."""
    return y_axis(
        theme,
        **{
            "autorange": "reversed",
            "griddash": "dot",
            "tickfont": text_of(theme),
            "nticks": 0,
            "automargin": True,
            "ticklabelstandoff": 6,
            **more,
        },
    )


def spans(theme: Theme, names: Sequence[str], ends: Sequence[tuple[float, float]]) -> Part:
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
    counts: dict[str, dict[int, int]] = {family.key: {} for family in FAMILIES}
    for event in events:
        if event.counted and event.year is not None:
            counts[event.family][event.year] = counts[event.family].get(event.year, 0) + 1
    shades = [1 if chosen[0] <= year <= chosen[1] else PALE for year in axis]
    hatches = ["/" if year in part_years else "" for year in axis]
    found = [_family_bars(theme, family, axis, counts[family], shades, hatches) for family in counts if counts[family]]
    totals = totals_of(counts)
    numbers = [str(totals[year]) if year in totals else "" for year in axis]
    found.append(words_at(theme, axis, [totals.get(year, 0) for year in axis], numbers, "top center"))
    return [part | more for part in found]


def _family_bars(
    theme: Theme, family: str, axis: list[int], by_year: Mapping[int, int], shades: list[float], hatches: list[str]
) -> Part:
    """The bars of one family of events."""
    colour = theme.family(family)
    return {
        "type": "bar",
        "x": axis,
        "y": [by_year.get(year, 0) for year in axis],
        "name": FAMILY_NAMES[family],
        "customdata": [[f"year|{year}"] for year in axis],
        "marker": {
            "color": colour,
            "opacity": shades,
            "line": {"width": 0.6, "color": theme.paper},
            "pattern": {
                "shape": hatches,
                "size": 5,
                "solidity": 0.5,
                "fillmode": "replace",
                "fgcolor": colour,
                "bgcolor": theme.paper,
            },
        },
        "hovertemplate": f"<b>%{{x}}</b>: %{{y}} {FAMILY_NAMES[family].lower()}<extra></extra>",
    }


def totals_of(counts: Mapping[str, Mapping[int, int]]) -> dict[int, int]:
    """The sum over all families of each year that has any."""
    found: dict[int, int] = {}
    for by_year in counts.values():
        for year, number in by_year.items():
            found[year] = found.get(year, 0) + number
    return dict(sorted(found.items()))
