"""Figures of talks: each by its date in four lanes, who sat opposite, and where they met."""

from collections import Counter
from datetime import date

import pandas as pd

from components.analysis import meetings
from components.analysis.events import sources_of
from components.analysis.meetings import LANES, lane
from components.charts.axes import PALE, Part, bars, dots, framed, label, numbered, on_years, rows_axis, x_axis, y_axis
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset.kinds import Meeting, Place
from components.dataset.records import rows_of
from components.filters.view import View
from components.text.escaping import plotly_text

MOST_PLACES = 12
NAMED_TURNS = 1  # weight of the milestones that are named above the lanes


@figure("talks_by_date", "Talks by date", "/clashes")
def talks_by_date(view: View) -> Figure | Empty:
    """Each meeting, refusal and failed meeting by its date, in the lane of its kind, with the turns of the war above."""
    dated = [one for one in view.but("years").meetings if one.start]
    if not dated:
        return Empty("Talks by date", "No dated meeting or refusal matches these filters.")
    undated = sum(one.start is None for one in view.meetings)
    others = sum(lane(one) == "others" and one.start is not None for one in view.meetings)
    parts = [(undated, "without a date"), (others, "with other groups only")]
    aside = ", ".join(f"{number} {words}" for number, words in parts if number)
    return Figure(
        title=meetings.finding(view).removesuffix("."),
        subtitle=f"One dot each, {view.words}. Diamond: held abroad. Click a dot for who sat opposite",
        footnote=f"In the table only: {aside}." if aside else "",
        plot=lambda theme: _lanes(view, dated, theme),
        tables={"talks": meetings.meetings_table(view)},
        about=("With China only: officials of China sat opposite, and nobody of the government.",),
        source_ids=sources_of(view.meetings),
        is_wide=True,
    )


def _lanes(view: View, dated: list[Meeting], theme: Theme) -> Spec:
    first, last = view.records.years
    rows = {key: [one for one in dated if lane(one) == key] for key in LANES}
    turns = [
        one for one in view.records.milestones if one.weight == NAMED_TURNS and one.start and first <= one.start.year <= last
    ]
    turns.sort(key=lambda one: one.start or date.min)
    line = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "line": {"color": theme.quiet, "width": 1, "dash": "dot"}}
    counted = Counter(lane(one) for one in view.meetings)
    spot: Part = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "bottom", "colour": theme.quiet}
    names = [
        label(theme, f"{words} <b>{counted[key]}</b>", y=-place + 0.14, **spot)
        for place, (key, words) in enumerate(LANES.items())
    ]
    return framed(
        theme,
        [lane_dots(found, -place, view, theme) for place, found in enumerate(rows.values()) if found],
        height=290,
        left=6,
        top=64 if turns else 12,
        annotations=[*names, *(_turn_name(one.label, on_years(one.start), number, theme) for number, one in enumerate(turns))],
        shapes=[line | {"x0": on_years(one.start), "x1": on_years(one.start)} for one in turns],
        xaxis=x_axis(theme, range=[first - 0.05, last + 1.05], tickvals=list(range(first, last + 1)), tickangle=0),
        yaxis=y_axis(theme, range=[-3.4, 0.75], showticklabels=False, tickvals=[0, -1, -2, -3], nticks=0),
    )


def _turn_name(words: str, at: float, number: int, theme: Theme) -> Part:
    """The name of a turn above the lanes, on one of three lines so that neighbours do not touch."""
    return label(
        theme, words, x=at, y=1, yref="paper", yanchor="bottom", xanchor="left", yshift=(number % 3) * 17, colour=theme.quiet
    )


def _hover(meeting: Meeting) -> str:
    place = plotly_text(meeting.place.name if meeting.place.id else "")
    return f"<b>{meeting.when}</b> {place}<br>{plotly_text(meeting.other_side[:70])}"


def lane_dots(rows: list[Meeting], height: int, view: View, theme: Theme, *, ahead: float = 0) -> Part:
    """The meetings of one lane as dots at a height, each by its day or so many years ahead of it."""
    first, last = view.years
    is_open = height < -1
    colour = theme.text if height == 0 else theme.accent if height == -1 else theme.side("government or military")
    return dots(
        rows,
        [on_years(one.start) - ahead for one in rows],
        [height] * len(rows),
        [_hover(one) for one in rows],
        {
            "size": 11,
            "symbol": ["diamond" if _is_abroad(one.place) else "circle" for one in rows],
            "color": theme.paper if is_open else colour,
            "line": {"width": 2 if is_open else 1, "color": colour if is_open else theme.paper},
            "opacity": [0.9 if first <= (one.year or 0) <= last else PALE for one in rows],
        },
    )


@figure("who_sat_opposite", "Who sat opposite", "/clashes")
def who_sat_opposite(view: View) -> Figure | Empty:
    """Each meeting held, in the row of each organisation that sat opposite, those who came first on top."""
    held = [one for one in view.but("years").meetings if one.status == "held" and one.start]
    if not held:
        return Empty("Who sat opposite", "No dated meeting matches these filters.")
    counted = Counter(name for one in view.meetings if one.status == "held" for name in one.opposite)
    bodies = {row["abbreviation"]: row["name"] for row in rows_of(view.dataset.organisations)}
    long = [f"{name}: {bodies[name]}." for name in counted if name in bodies]
    name, number = max(counted.items(), key=lambda one: one[1], default=("", 0))
    return Figure(
        title=f"Most often opposite: {name}, {number}" if number else "No meeting here",
        subtitle=f"Meetings held, {view.words}: a dot for each who sat opposite. Click one",
        footnote="Two of them at one meeting are two dots.",
        plot=lambda theme: _opposite(view, held, counted, theme),
        tables={"who sat opposite": meetings.meetings_table(view)},
        about=("Those named for the other side, or whom its persons came for.", *long),
        source_ids=sources_of(view.meetings),
    )


def _opposite(view: View, held: list[Meeting], counted: Counter[str], theme: Theme) -> Spec:
    years, found = view.records.years, sorted(held, key=lambda one: (one.start or date.min, one.id))
    placed = [(one, name) for one in found for name in one.opposite]
    names = list(dict.fromkeys(name for _, name in placed))
    rows = {name: plotly_text(f"{name} {counted[name]}") for name in names}
    marks = dots(
        [one for one, _ in placed],
        [on_years(one.start) for one, _ in placed],
        [rows[name] for _, name in placed],
        [_hover(one) for one, _ in placed],
        {
            "size": 10,
            "color": [theme.accent if lane(one) == "china" else theme.text for one, _ in placed],
            "line": {"width": 1, "color": theme.paper},
            "opacity": [0.85 if view.years[0] <= (one.year or 0) <= view.years[1] else PALE for one, _ in placed],
        },
    )
    ticks = range(years[0] + 1, years[1] + 1, 3)
    named = {"tickvals": list(ticks), "ticktext": [f"’{year % 100:02d}" for year in ticks], "tickangle": 0}
    return framed(
        theme,
        [marks],
        height=290,
        xaxis=x_axis(theme, range=[years[0] - 0.1, years[1] + 1.1], **named),
        yaxis=rows_axis(theme, categoryorder="array", categoryarray=list(rows.values())),
    )


@figure("where_they_met", "Where they met", "/clashes")
def where_they_met(view: View) -> Figure | Empty:
    """Meetings held by place, the most first, those abroad apart by colour."""
    held = [one for one in view.meetings if one.status == "held"]
    counted = Counter(one.place for one in held if one.place.id)
    if not counted:
        return Empty("Where they met", "No meeting with a place matches these filters.")
    rows = sorted(counted.items(), key=lambda one: (-one[1], one[0].name))
    nowhere, abroad = len(held) - counted.total(), sum(number for place, number in rows if _is_abroad(place))
    places = [(place.name, place.country, number) for place, number in rows]
    table = pd.DataFrame(places, columns=["place", "country", "meetings"])
    return Figure(
        title=f"Most meetings in {rows[0][0].name}, {rows[0][1]}; {abroad} abroad",
        subtitle=f"Meetings held, {view.words}. Teal: abroad",
        footnote=f"{nowhere} without a place." if nowhere else "",
        plot=lambda theme: _venues(rows[:MOST_PLACES], theme),
        tables={"where they met": table},
        about=(f"The figure has the {MOST_PLACES} places with most meetings, the table all.",),
        source_ids=sources_of(held),
    )


def _is_abroad(place: Place) -> bool:
    return place.country not in ("", "Myanmar")


def _venues(rows: list[tuple[Place, int]], theme: Theme) -> Spec:
    names = [plotly_text(f"{place.name}, {place.country}" if _is_abroad(place) else place.name) for place, _ in rows]
    numbers = [number for _, number in rows]
    marker = {"color": [theme.accent if _is_abroad(place) else theme.text for place, _ in rows]}
    drawn = bars(numbers, names, marker, "<b>%{y}</b>: %{x}", orientation="h", **numbered(theme, map(str, numbers)))
    more = {"visible": False, "range": [0, max(numbers) * 1.15]}
    return framed(
        theme,
        [drawn],
        height=23 * len(rows) + 16,
        bottom=8,
        xaxis=x_axis(theme, **more),
        yaxis=rows_axis(theme, showgrid=False),
    )
