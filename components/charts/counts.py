"""Figures of published counts: who counted what, counts of weeks and months, UCDP's fatal events and deaths."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from components.analysis import counts
from components.analysis.events import sources_of
from components.analysis.story import is_full
from components.charts.axes import (
    PALE,
    Part,
    bar_of_time,
    bars,
    bars_of_time,
    dots,
    framed,
    gap_boxes,
    label,
    numbered,
    on_years,
    short_years,
    text_of,
    words_at,
    x_axis,
    y_axis,
)
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset.kinds import Count, FatalEvents
from components.filters.view import View
from components.text.escaping import plotly_text
from components.text.wording import runs

NOT_JOINED = "Different claimants count different things: never one series, never a sum."
# Where the name of a series stands: beside which year's count, to which side, and how far, in pixels.
SPOTS = {
    "kio_yearly": (2013, "right", -14, 0),
    "kia_intelligence": (2019, "right", -12, 0),
    "claimant_not_stated": (2020, "right", -14, 0),
}
SYMBOLS = {"engagement": "square", "encounter": "triangle-up"}  # by unit; a clash is a circle
LEGEND = (("KIO/KIA", "KIO/KIA"), ("government or military", "military"), ("other", "others"), ("not stated", "not stated"))
CLOSE = 0.17  # of a power of ten: two labels of one year that would touch


@dataclass(frozen=True)
class Scale:
    """How counts are drawn: on a log or a linear axis, as they are or for each month covered."""

    is_log: bool = True
    per_month: bool = False

    def value(self, count: Count) -> float:
        """A count on this scale."""
        return count.value / counts.months(count) if self.per_month else count.value

    def words(self, count: Count) -> str:
        """The number at a mark; a star says that it covers a part of a year."""
        number = f"{self.value(count):.1f}" if self.per_month else f"{count.value:,}"
        return number + ("" if count.coverage == "full year" else "*")


@figure("counts_by_year", "Who counted what", "/clashes")
def counts_by_year(view: View) -> Figure | Empty:
    """Every series with a count of a full year, on a log scale."""
    return counts_on(view, Scale())


def counts_on(view: View, scale: Scale) -> Figure | Empty:
    """Every series with a count of a full year, on a scale."""
    series = counts.yearly(view.but("years"))
    shown = [one for rows in counts.yearly(view).values() for one in rows]
    if not series:
        return Empty("Who counted what", "No count of a full year was published.")
    unit = "clashes a month" if scale.per_month else "clashes a year"
    return Figure(
        title=counts.finding(view).removesuffix("."),
        subtitle=f"Published {unit}{', log scale' if scale.is_log else ''}. Hollow or *: part of a year. Click a dot",
        footnote=NOT_JOINED,
        plot=lambda theme: _yearly(view, series, scale, theme),
        tables={"counts by year": counts.table(shown)},
        about=(
            "A line joins full years of one series that follow on each other. A superseded count is pale and hollow.",
            "Whether a count is of Kachin State alone or of northern Shan State as well is often not stated.",
        ),
        source_ids=sources_of(shown),
        is_wide=True,
    )


def _yearly(view: View, series: dict[str, list[Count]], scale: Scale, theme: Theme) -> Spec:
    first, last = view.records.years
    every = [one for rows in series.values() for one in rows]
    gaps = runs(set(range(first, last + 1)) - {one.year for one in every})
    values = [scale.value(one) for one in every]
    ticks = [10**power for power in range(-1, 5)]
    bounds = [math.log10(min(values)) - 0.25, math.log10(max(values)) + 0.3] if scale.is_log else [0, max(values) * 1.12]
    y_options = (
        {"type": "log", "tickvals": ticks, "ticktext": [f"{tick:,g}" for tick in ticks]} if scale.is_log else {"nticks": 6}
    )
    return framed(
        theme,
        [part for rows in series.values() for part in (line_of(rows, scale, theme), _dots(rows, every, view, scale, theme))],
        height=400,
        left=48,
        top=10,
        xaxis=x_axis(theme, range=[first - 0.6, last + 0.6], tickvals=list(range(first, last + 1)), tickangle=0),
        yaxis=y_axis(theme, range=bounds, **y_options),
        shapes=gap_boxes(theme, gaps),
        annotations=[*_names(series, scale, theme), *gap_names(gaps, theme, y=0.5, yref="paper")],
    )


def line_of(rows: list[Count], scale: Scale, theme: Theme) -> Part:
    """A line through the full years of a series, broken where a year has no count."""
    xs: list[int | None] = []
    ys: list[float | None] = []
    for count in (one for one in rows if is_full(one)):
        if xs and xs[-1] is not None and count.year != xs[-1] + 1:
            xs, ys = [*xs, None], [*ys, None]
        xs, ys = [*xs, count.year], [*ys, scale.value(count)]
    line = {"color": theme.side(rows[0].side), "width": 1.5}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _dots(rows: list[Count], every: list[Count], view: View, scale: Scale, theme: Theme) -> Part:
    colour = theme.side(rows[0].side)
    first, last = view.years
    is_strong = [first <= (one.year or 0) <= last and one.standing == "current" for one in rows]
    return dots(
        rows,
        [one.year for one in rows],
        [scale.value(one) for one in rows],
        [f"<b>{one.value:,}</b> {one.unit}, {one.when}<br>{plotly_text(one.claimant[:70])}" for one in rows],
        count_marker(rows, is_strong, theme),
        mode="markers+text",
        text=[scale.words(one) for one in rows],
        textposition=[label_spot(one, every, scale) for one in rows],
        textfont=text_of(theme) | {"color": [colour if strong else theme.quiet for strong in is_strong]},
        cliponaxis=False,
    )


def count_marker(rows: list[Count], is_strong: list[bool], theme: Theme) -> Part:
    """The look of a series of counts: hollow where not of a full year, pale where not strong, a diamond where alone."""
    colour = theme.side(rows[0].side)
    return {
        "size": 10,
        "symbol": "diamond" if len(rows) == 1 else "circle",
        "color": [colour if is_full(one) else theme.paper for one in rows],
        "line": {"color": colour, "width": 2},
        "opacity": [1 if strong else PALE for strong in is_strong],
    }


def label_spot(count: Count, every: Sequence[Count], scale: Scale) -> str:
    """Above a dot; below it in a valley or under a close one of the same year; beside it between two close ones."""
    value = scale.value(count)
    near = [math.log10(scale.value(one) / value) for one in every if one.year == count.year and one is not count]
    above, below = any(0 <= gap < 2 * CLOSE for gap in near), any(-2 * CLOSE < gap < 0 for gap in near)
    beside = [
        one for one in every if one.series == count.series and abs((one.year or 0) - (count.year or 0)) == 1 and is_full(one)
    ]
    is_valley = len(beside) == 2 and all(scale.value(one) > value for one in beside)
    return "middle right" if above and below else "bottom center" if above or is_valley else "top center"


def _names(series: dict[str, list[Count]], scale: Scale, theme: Theme) -> list[Part]:
    """The name of each series at its last count, or beside its only one."""
    found = []
    for key, rows in series.items():
        last = [one for one in rows if one.standing == "current"][-1]
        year, anchor, across, down = SPOTS.get(key, (last.year, "left", 30, 0))
        beside = next((one for one in rows if one.year == year and one.standing == "current"), last)
        place = math.log10(scale.value(beside)) if scale.is_log else scale.value(beside)
        name, colour = counts.short_name(last), theme.side(last.side)
        found.append(
            label(theme, plotly_text(name), x=year, y=place, colour=colour, xanchor=anchor, xshift=across, yshift=down)
        )
    return found


def gap_names(gaps: list[tuple[int, int]], theme: Theme, **spot: Any) -> list[Part]:
    """The words in each shade over at least three years."""
    wide = [(first + last) / 2 for first, last in gaps if last > first + 1]
    return [label(theme, "no yearly count<br>published", x=middle, colour=theme.quiet, **spot) for middle in wide]


@figure("counts_of_periods", "Counts of weeks and months", "/clashes")
def counts_of_periods(view: View) -> Figure | Empty:
    """Counts of a part of a year, each drawn with its length, as clashes a month."""
    rows = [one for found in counts.short(view).values() for one in found if one.unit in (*counts.WHOLE, "encounter")]
    if not rows:
        return Empty("Counts of weeks and months", "No count of a week or month was published for these years.")
    highest = max(rows, key=lambda one: one.value / counts.months(one))
    rates = [one.value / counts.months(one) for one in rows]
    return Figure(
        title=f"Highest rate: {highest.when}, {highest.value:,} by {counts.short_name(highest)}",
        subtitle="A month, log scale: ● clashes, ■ engagements, ▲ encounters; bar: the time counted. Click one",
        footnote=NOT_JOINED,
        plot=lambda theme: bars_of_time(theme, [_period(one, theme) for one in rows], view.years, rates, 300),
        tables={"counts of periods": counts.table(rows)},
        about=("Clashes, engagements and encounters, each in the claimant's own sense; airstrikes are in the table.",),
        source_ids=sources_of(rows),
        legend=LEGEND,
        is_wide=True,
    )


def _period(count: Count, theme: Theme) -> Part:
    start, end = on_years(count.start), on_years((count.end or date.min) + timedelta(days=1))
    colour, words = theme.side(count.side), f"<b>{count.value:,}</b> {count.unit}, {count.when}"
    return bar_of_time(
        count,
        (start, end),
        count.value / counts.months(count),
        f"{words}<br>{plotly_text(count.claimant[:70])}",
        {"size": [3, 10, 3], "color": colour, "symbol": SYMBOLS.get(count.unit, "circle")},
    )


@figure("ucdp_by_year", "UCDP: fatal events and deaths", "/clashes")
def ucdp_by_year(view: View) -> Figure | Empty:
    """UCDP's fatal events between the government and the KIO by year, and their deaths from low to high."""
    rows = counts.fatal(view)
    if not rows:
        return Empty("UCDP: fatal events and deaths", "The five documents give no series of UCDP.")
    most = max(rows, key=lambda one: one.best)
    return Figure(
        title=f"UCDP's deadliest year: {most.year}, {most.low:,} to {most.high:,} deaths",
        subtitle="Government against KIO, a year. Deaths: bar low to high, line and number best",
        footnote=f"Reaches {rows[-1].year}. UCDP counts only events in which somebody died.",
        plot=lambda theme: _fatal(view, rows, theme),
        tables={"UCDP by year": counts.fatal_table(rows)},
        about=(
            "UCDP GED, the dyad Government of Myanmar (Burma) - KIO, all areas; one definition for all years.",
            "Low, best and high are summed over a year. Civilians killed in crossfire are in, one-sided violence is not.",
            "A clash without a death is no event here: never one axis with clash counts.",
        ),
        source_ids=sources_of(rows),
        is_wide=True,
    )


def fatal_bars(rows: Sequence[FatalEvents], shades: Sequence[float], theme: Theme) -> Part:
    """UCDP's fatal events a year as bars with their number; a bar's tag is `year|2018`."""
    return bars(
        [one.year for one in rows],
        [one.events for one in rows],
        {"color": theme.accent, "opacity": list(shades)},
        "<b>%{x}</b>: %{y} fatal events (UCDP)",
        customdata=[[f"year|{one.year}"] for one in rows],
        **numbered(theme, [f"{one.events}" for one in rows]),
    )


def _fatal(view: View, rows: tuple[FatalEvents, ...], theme: Theme) -> Spec:
    first, last = view.records.years
    years = [one.year for one in rows]
    shades = [1 if view.years[0] <= year <= view.years[1] else PALE for year in years]
    upper = fatal_bars(rows, shades, theme)
    lower = bars(
        years,
        [one.high - one.low for one in rows],
        {"color": theme.accent, "opacity": [0.4 * shade for shade in shades]},
        [f"<b>{one.year}</b>: {one.low:,} to {one.high:,}, best {one.best:,}" for one in rows],
        base=[one.low for one in rows],
        yaxis="y2",
        customdata=[[f"year|{year}"] for year in years],
    )
    best: Part = words_at(theme, years, [one.best for one in rows], [f"{one.best:,}" for one in rows], "top center") | {
        "mode": "markers+text",
        "yaxis": "y2",
        "marker": {"symbol": "line-ew", "size": 14, "opacity": shades, "line": {"width": 3, "color": theme.text}},
    }
    tops = max(one.events for one in rows), max(one.high for one in rows)
    titles = {"Fatal events": 1.0, "Deaths": 0.54}
    options = {"x": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "xshift": -44}
    return framed(
        theme,
        [upper, lower, best],
        height=360,
        left=48,
        top=22,
        xaxis=x_axis(theme, anchor="y2", **short_years((first, last))),
        yaxis=y_axis(theme, domain=(0.64, 1), range=[0, tops[0] * 1.25], nticks=3),
        yaxis2=y_axis(theme, domain=(0, 0.54), range=[0, tops[1] * 1.08], nticks=4, tickformat=",d"),
        annotations=[
            *(label(theme, f"<b>{words}</b>", y=place, colour=theme.quiet, **options) for words, place in titles.items()),
            label(theme, "not yet in<br>this release", x=(years[-1] + last + 1) / 2, y=0.4, yref="paper", colour=theme.quiet),
        ],
        shapes=gap_boxes(theme, [(years[-1] + 1, last)]),
    )
