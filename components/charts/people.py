"""Figures of people displaced and killed."""

import math
from datetime import date

from components.analysis import events, people
from components.charts.axes import (
    PALE,
    Part,
    bar_of_time,
    bars_of_time,
    dot_rows,
    dots,
    framed,
    label,
    on_years,
    spans,
    text_of,
    x_axis,
    y_axis,
)
from components.charts.claims import NO_WIDTH
from components.charts.claims import SIDES as LEGEND
from components.charts.events import by_year_plot
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset.kinds import Event, Number, Published
from components.filters.view import View
from components.text.escaping import plotly_text
from components.text.wording import month_words, most

MOST_NUMBERS, MOST_EVENTS = 14, 18
SIDES = {"civilians": "other", "military": "government or military", "kia": "KIO/KIA"}  # whose colour a group bears
SHORT_AREAS = {
    "Kachin State and northern Shan State": "Kachin, north Shan",
    "Kachin State": "Kachin",
    "Shan State": "Shan",
} | dict.fromkeys(("not stated", "area not stated"), "")


@figure("displaced", "People displaced", "/people")
def displaced(view: View) -> Figure | Empty:
    """Each published number of displaced people at one time, by the area it is for."""
    rows = [one for area in people.AREAS for one in people.stocks(view.but("years").published, area)]
    if not rows:
        return Empty("People displaced", "No number of displaced people at one time is on record here.")
    kachin = people.stocks(view.published, "Kachin State") or people.stocks(view.published, next(iter(people.AREAS)))
    return Figure(
        title=_displaced_title(kachin),
        subtitle="Published numbers at one time: ● Kachin and northern Shan, ◆ Kachin State only. Click one",
        footnote="Areas and methods differ, so no line joins them.",
        plot=lambda theme: _displaced(view, theme),
        tables={"people displaced": people.table(rows)},
        about=("Numbers for Shan State as a whole, for camps or for single townships stand in the table of figures only.",),
        source_ids=events.sources_of(rows),
    )


def _displaced_title(rows: list[Published]) -> str:
    if not rows:
        return "People displaced"
    is_one_year = rows[0].year == rows[-1].year
    words = [
        f"{people.number_words(one)} ({month_words(one.start or date.min) if is_one_year else one.year})"
        for one in dict.fromkeys((rows[0], rows[-1]))
    ]
    return f"Displaced, {people.AREAS[rows[0].area].removesuffix(' only')}: {', '.join(words)}"


def _displaced(view: View, theme: Theme) -> Spec:
    first, last = view.records.years
    looks = dict(zip(people.AREAS, ((theme.text, "circle"), (theme.accent, "diamond")), strict=True))
    data, names, ticks = [], [], range(0, 200_001, 50_000)
    for area, (colour, symbol) in looks.items():
        rows = people.stocks(view.but("years").published, area)
        if rows:
            data.append(_stock_dots(rows, view, colour, symbol, theme))
            newest = rows[-1]
            spot = {"x": on_years(newest.start), "y": newest.value.place, "xanchor": "right", "xshift": -8}
            down = -12 if symbol == "circle" else 0
            names.append(label(theme, people.number_words(newest), colour=colour, yshift=down, **spot))
    return framed(
        theme,
        data,
        height=250,
        left=46,
        top=10,
        annotations=names,
        xaxis=x_axis(theme, range=[first - 0.1, last + 1.1], tickformat="d", nticks=8, tickangle=0),
        yaxis=y_axis(
            theme, rangemode="tozero", tickvals=list(ticks), ticktext=[f"{tick // 1000}k" if tick else "0" for tick in ticks]
        ),
    )


def _stock_dots(rows: list[Published], view: View, colour: str, symbol: str, theme: Theme) -> Part:
    first, last = view.years
    return dots(
        rows,
        [on_years(one.start) for one in rows],
        [one.value.place for one in rows],
        [f"<b>{people.number_words(one)}</b>, {one.when}<br>{plotly_text(one.claimant[:60])}" for one in rows],
        {
            "size": 10,
            "symbol": symbol,
            "color": colour,
            "line": {"color": theme.paper, "width": 1},
            "opacity": [0.85 if first <= (one.first_year or 0) <= last else PALE for one in rows],
        },
    )


@figure("newly_displaced", "People who fled", "/people")
def newly_displaced(view: View) -> Figure | Empty:
    """Each published number of people who fled in a period or from a place."""
    rows = people.flows(view.published)
    if not rows:
        return Empty("People who fled", "No number of people who fled is on record for these years.")
    top, values = max(rows, key=lambda one: one.value.place), [one.value.place or 1 for one in rows]
    return Figure(
        title=f"Most who fled: {people.number_words(top)}, {top.when}",
        subtitle="One bar is one published number, as long as its period, log scale. Click one",
        footnote="Numbers overlap and are never added.",
        plot=lambda theme: bars_of_time(theme, [_span(one, theme) for one in rows], view.years, values, 250),
        tables={"people who fled": people.table(rows)},
        source_ids=events.sources_of(rows),
    )


def _span(one: Published, theme: Theme) -> Part:
    end = one.end or one.start or date.min
    ends = on_years(one.start), end.year + end.timetuple().tm_yday / 366
    words = f"<b>{people.number_words(one)}</b> {plotly_text(one.unit[:50])}<br>{plotly_text(one.area)}, {one.when}"
    return bar_of_time(one, ends, one.value.place or 1, words, {"size": [3, 9, 3], "color": theme.accent})


@figure("harm_by_year", "Events with harm to civilians", "/people")
def harm_by_year(view: View) -> Figure | Empty:
    """Counted events that harmed civilians a year, by family: events, never sums of tolls."""
    rows = people.harmful(view)
    by_year = events.by_year(rows)
    if not by_year:
        return Empty(
            "Events with harm to civilians", "No dated event under these filters is reported to have harmed civilians."
        )
    return Figure(
        title=f"Most events that harmed civilians: {most(by_year)}",
        subtitle=events.subtitle(view, "Counted events a year, not people", "Click a year"),
        footnote="Harm is often not stated; silence is not safety.",
        plot=lambda theme: by_year_plot(view, people.harmful(view.but("years")), 250, theme),
        tables={"events with harm to civilians": events.table(rows)},
        about=("Events whose record says that all or some of the harm was to civilians.",),
        source_ids=events.sources_of(rows),
    )


@figure("killed_by_group", "Killed by group", "/people")
def killed_by_group(view: View) -> Figure | Empty:
    """The killed of civilians, soldiers and KIA of the events with the largest numbers, where sources tell them apart."""
    found = people.by_group(view)
    if not found:
        return Empty("Killed by group", "No event under these filters tells the killed apart by group.")
    rows = found[:MOST_EVENTS]
    return Figure(
        title=f"{len(found)} {'event tells' if len(found) == 1 else 'events tell'} who was killed",
        subtitle=events.subtitle(view, "Killed, lowest to highest", "Click a dot:"),
        footnote=f"The {len(rows)} largest. A group without a dot is not told, not unharmed.",
        plot=lambda theme: _groups(rows, theme),
        tables={"killed by group": people.by_group_table(found)},
        about=(
            "Only numbers that a source gives for one group; nothing is split by us. Rows for several events are left out.",
        ),
        source_ids=events.sources_of([event for event, _ in found]),
        legend=(("other", "civilians"), ("government or military", "soldiers"), ("KIO/KIA", "KIA and allies")),
    )


def _groups(rows: list[tuple[Event, dict[str, Number]]], theme: Theme) -> Spec:
    names = [plotly_text(f"{event.place.name.removesuffix(' Township')}, {event.when}") for event, _ in rows]
    names = [f"{name}{NO_WIDTH * names[:place].count(name)}" for place, name in enumerate(names)]
    placed = [
        (name, event, group, number) for name, (event, told) in zip(names, rows, strict=True) for group, number in told.items()
    ]
    found = [
        (name, event, number.ends[1], f"<b>{number.words}</b> {people.GROUPS[group]} killed", theme.side(SIDES[group]))
        for name, event, group, number in placed
    ]
    ends = [(name, number) for name, _, _, number in placed]
    words = [" · ".join(f"<b>{number.words}</b>" for number in told.values()) for _, told in rows]
    return dot_rows(theme, names, found, ends, words, row=26, right=76)


@figure("deaths_published", "Published numbers of killed", "/people")
def deaths_published(view: View) -> Figure | Empty:
    """The largest published numbers of killed of a period, by whom each was given."""
    found = people.deaths(view.published)
    if not found:
        return Empty("Published numbers of killed", "No number of killed of a period is on record for these years.")
    rows = sorted(found, key=lambda one: (-one.value.place, one.id))[:MOST_NUMBERS]
    return Figure(
        title=f"Largest published: {people.number_words(rows[0])} {_who(rows[0])}",
        subtitle=f"The {len(rows)} largest of {len(found)} for a period, log scale. Click one. Claimed by",
        footnote="Periods and groups overlap: never added.",
        plot=lambda theme: _deaths(rows, theme),
        tables={"published numbers of killed": people.table(found)},
        about=("National numbers stand in the table of figures only.",),
        source_ids=events.sources_of(found),
        legend=LEGEND[:3],
    )


def _deaths(rows: list[Published], theme: Theme) -> Spec:
    places = list(range(len(rows)))
    ends = [(one.value.low or 1, one.value.ends[1]) for one in rows]
    ticks = {"tickvals": [1, 10, 100, 1000, 10000], "ticktext": ["1", "10", "100", "1,000", "10,000"]}
    highest = math.log10(max(high for _, high in ends))
    marks = dots(
        rows,
        [one.value.place or 1 for one in rows],
        places,
        [f"<b>{people.number_words(one)}</b> {plotly_text(one.unit)}<br>{plotly_text(one.claimant[:60])}" for one in rows],
        {"size": 11, "color": [theme.side(one.side) for one in rows]},
        mode="markers+text",
        text=[f"  <b>{people.number_words(one)}</b>" for one in rows],
        textposition="middle right",
        textfont=text_of(theme),
        cliponaxis=False,
    )
    spot: Part = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 7}
    return framed(
        theme,
        [spans(theme, places, ends), marks],
        height=34 * len(rows) + 44,
        left=8,
        right=52,
        top=4,
        annotations=[label(theme, plotly_text(_name(one)), y=place, **spot) for place, one in enumerate(rows)],
        xaxis=x_axis(theme, type="log", range=[-0.05, highest + 0.05], **ticks, showgrid=True, gridcolor=theme.grid),
        yaxis=y_axis(theme, range=[len(rows) - 0.5, -0.75], tickvals=places, ticktext=[""] * len(rows), griddash="dot"),
    )


def _name(one: Published) -> str:
    """Who was killed and how, where and when."""
    who = _who(one).replace(" killed by ", " by ").removesuffix(" killed").replace(" killed in ", " in ")
    where = one.area.rpartition(", ")[2].removesuffix(" Township")
    return ", ".join(part for part in (who, SHORT_AREAS.get(where, where), one.when) if part)


def _who(one: Published) -> str:
    return one.unit.partition(" (")[0]
