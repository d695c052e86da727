"""Two ranges of years side by side."""

from collections import Counter
from functools import partial

from components.analysis import periods
from components.analysis.events import sources_of
from components.analysis.periods import Period
from components.charts.axes import Part, bars, dots, framed, numbered, spans, text_of, x_axis, y_axis
from components.charts.figure import Figure, Spec
from components.charts.theme import Theme
from components.dataset.kinds import FAMILIES

FOOTNOTE = "Reporting is uneven over time: more events on record need not mean more fighting."


def families_compared(one: Period, other: Period) -> Figure:
    """Events a month by family, the earlier choice pale and the later one solid."""
    rates = {
        family.key: [part.a_month(sum(event.family == family.key for event in part.events)) for part in (one, other)]
        for family in FAMILIES
    }
    grown = max(FAMILIES, key=lambda family: rates[family.key][1] - rates[family.key][0])
    return Figure(
        title=f"{grown.name}: from {rates[grown.key][0]:.1f} to {rates[grown.key][1]:.1f} a month",
        subtitle=f"Counted events a month. Pale: {one.words}, {one.months} months. Solid: {other.words}, {other.months} months",
        footnote=FOOTNOTE,
        plot=partial(_families, one, other),
        tables={"events by kind": periods.families(one, other)},
        source_ids=sources_of((*one.events, *other.events)),
    )


def _families(one: Period, other: Period, theme: Theme) -> Spec:
    names = [family.name for family in FAMILIES]
    colours = [theme.family(family.key) for family in FAMILIES]
    drawn = [_bars(part, names, colours, opacity, theme) for part, opacity in ((other, 1.0), (one, 0.35))]
    return framed(
        theme,
        drawn,
        height=330,
        left=176,
        right=60,
        bottom=8,
        barmode="group",
        bargap=0.35,
        bargroupgap=0.08,
        xaxis=x_axis(theme, visible=False, rangemode="tozero"),
        yaxis=y_axis(theme, autorange="reversed", showgrid=False, tickfont=text_of(theme), nticks=0),
    )


def _bars(part: Period, names: list[str], colours: list[str], opacity: float, theme: Theme) -> Part:
    counted = Counter(event.family for event in part.events)
    numbers = [counted[family.key] for family in FAMILIES]
    return bars(
        [part.a_month(number) for number in numbers],
        names,
        {"color": colours, "opacity": opacity},
        f"<b>{part.words}</b>: %{{text}}",
        name=part.words,
        orientation="h",
        constraintext="none",
        **numbered(theme, [f"{part.a_month(number):.1f}  ({number})" for number in numbers]),
    )


def townships_compared(one: Period, other: Period) -> Figure:
    """Events in either period of the townships with most, as two dots on one line each."""
    rows = periods.townships(one, other)
    moved = max(rows, key=lambda row: abs(other.a_month(row[3]) - one.a_month(row[2])), default=("", "No township", 0, 0))
    return Figure(
        title=f"{moved[1]}: {moved[2]} events in {one.words}, {moved[3]} in {other.words}"
        if rows
        else "No township has an event in either",
        subtitle=f"Counted events a year. Hollow: {one.words}. Solid: {other.words}. Click a dot for its township",
        footnote=f"{sum(not event.pcode for event in (*one.events, *other.events))} events have no township.",
        plot=partial(_townships, one, other),
        tables={"townships": periods.townships_table(one, other)},
        source_ids=sources_of((*one.events, *other.events)),
    )


def _townships(one: Period, other: Period, theme: Theme) -> Spec:
    rows = periods.townships(one, other)
    names = [name for _, name, _, _ in rows]
    first = [12 * one.a_month(row[2]) for row in rows]
    second = [12 * other.a_month(row[3]) for row in rows]
    ends = [_dots(rows, first, one, theme, is_open=True), _dots(rows, second, other, theme, is_open=False)]
    return framed(
        theme,
        [spans(theme, names, list(zip(first, second, strict=True))), *ends],
        height=330,
        left=120,
        bottom=40,
        xaxis=x_axis(
            theme, rangemode="tozero", title={"text": "events a year", "font": text_of(theme, theme.quiet), "standoff": 4}
        ),
        yaxis=y_axis(theme, autorange="reversed", tickfont=text_of(theme), nticks=0, ticklabelstandoff=12),
    )


def _dots(rows: list[tuple[str, str, int, int]], values: list[float], part: Period, theme: Theme, *, is_open: bool) -> Part:
    marker = {"size": 11, "color": theme.paper if is_open else theme.accent, "line": {"width": 2, "color": theme.accent}}
    hovers = [f"<b>%{{y}}</b>, {part.words}: %{{x:.1f}} a year"] * len(rows)
    tags = [[f"township|{pcode}"] for pcode, *_ in rows]
    return dots([], values, [name for _, name, *_ in rows], hovers, marker, cliponaxis=False) | {"customdata": tags}
