"""Figures of talks: each by its date in four lanes, and by year."""

from collections import Counter
from datetime import date

from components.analysis import meetings
from components.analysis.meetings import LANES, lane
from components.charts.axes import PALE, Part, framed, label, short_years, text_of, x_axis, y_axis
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset.kinds import Meeting
from components.filters.view import View
from components.text.escaping import plotly_text

NAMED_TURNS = 1  # weight of the milestones that are named above the lanes


@figure("talks_by_date", "Talks by date", "/clashes")
def talks_by_date(view: View) -> Figure | Empty:
    """Each meeting, refusal and failed meeting by its date, in the lane of its kind, with the turns of the war above."""
    dated = [one for one in view.but("years").meetings if one.start]
    if not dated:
        return Empty("Talks by date", "No dated meeting or refusal matches these filters.")
    undated = sum(one.start is None for one in view.meetings)
    return Figure(
        title=meetings.finding(view).removesuffix("."),
        subtitle=f"One dot each, {view.words}. Diamond: held abroad. Click a dot for who sat opposite",
        footnote=f"{undated} without a date stand in the table only." if undated else "",
        plot=lambda theme: _lanes(view, dated, theme),
        tables={"talks": meetings.meetings_table(view)},
        about=("With China only: officials of China sat opposite, and nobody of the government.",),
        source_ids=tuple(dict.fromkeys(source for one in view.meetings for source in one.source_ids)),
        is_wide=True,
    )


def position(record: Meeting) -> float:
    """Where the first day of a record stands on an axis of years."""
    day = record.start or date.min
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _lanes(view: View, dated: list[Meeting], theme: Theme) -> Spec:
    first, last = view.records.years
    rows = {key: [one for one in dated if lane(one) == key] for key in LANES}
    turns = [
        one for one in view.records.milestones if one.weight == NAMED_TURNS and one.start and first <= one.start.year <= last
    ]
    turns.sort(key=lambda one: one.start or date.min)
    counted = Counter(lane(one) for one in view.meetings)
    names = [
        label(
            theme,
            f"{words} <b>{counted[key]}</b>",
            x=0,
            xref="paper",
            y=-place + 0.14,
            xanchor="left",
            yanchor="bottom",
            colour=theme.quiet,
        )
        for place, (key, words) in enumerate(LANES.items())
    ]
    return framed(
        theme,
        [_dots(found, -place, view, theme) for place, found in enumerate(rows.values()) if found],
        height=290,
        left=6,
        top=64 if turns else 12,
        annotations=[*names, *(_turn_name(one.label, _at(one.start), number, theme) for number, one in enumerate(turns))],
        shapes=[_turn_line(_at(one.start), theme) for one in turns],
        xaxis=x_axis(theme, range=[first - 0.05, last + 1.05], tickvals=list(range(first, last + 1)), tickangle=0),
        yaxis=y_axis(theme, range=[-3.4, 0.75], showticklabels=False, tickvals=[0, -1, -2, -3], nticks=0),
    )


def _at(day: date | None) -> float:
    found = day or date.min
    return found.year + (found.timetuple().tm_yday - 1) / 366


def _turn_line(at: float, theme: Theme) -> Part:
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.quiet, "width": 1, "dash": "dot"},
    }


def _turn_name(words: str, at: float, number: int, theme: Theme) -> Part:
    """The name of a turn above the lanes, on one of three lines so that neighbours do not touch."""
    return label(
        theme, words, x=at, y=1, yref="paper", yanchor="bottom", xanchor="left", yshift=(number % 3) * 17, colour=theme.quiet
    )


def _place(meeting: Meeting) -> str:
    return meeting.place.name if meeting.place.id else ""


def _dots(rows: list[Meeting], height: int, view: View, theme: Theme) -> Part:
    first, last = view.years
    is_open = height < -1
    colour = theme.text if height == 0 else theme.accent if height == -1 else theme.side("government or military")
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [position(one) for one in rows],
        "y": [height] * len(rows),
        "marker": {
            "size": 11,
            "symbol": ["diamond" if one.place.country not in ("", "Myanmar") else "circle" for one in rows],
            "color": theme.paper if is_open else colour,
            "line": {"width": 2 if is_open else 1, "color": colour if is_open else theme.paper},
            "opacity": [0.9 if first <= (one.year or 0) <= last else PALE for one in rows],
        },
        "customdata": [[f"record|{one.id}"] for one in rows],
        "hovertemplate": [
            f"<b>{one.when}</b> {plotly_text(_place(one))}<br>{plotly_text(one.other_side[:70])}<extra></extra>" for one in rows
        ],
    }


@figure("talks_by_year", "Talks a year", "/clashes")
def talks_by_year(view: View) -> Figure | Empty:
    """Meetings with the government, with China only, and refusals a year."""
    dated = [one for one in view.but("years").meetings if one.year]
    if not dated:
        return Empty("Talks a year", "No dated meeting or refusal matches these filters.")
    held = Counter(one.year for one in view.meetings if lane(one) == "government" and one.year)
    most = max(held, key=lambda year: held[year]) if held else None
    return Figure(
        title=f"Most meetings with the government: {most}, {held[most]}" if most else "No meeting with the government here",
        subtitle="Meetings and refusals a year: dark with the government, teal with China only, pale refused. Click a year",
        footnote="No bar: no talks on record, which need not mean none.",
        plot=lambda theme: _by_year(view, dated, theme),
        tables={"talks a year": meetings.talks_table(view)},
        source_ids=tuple(dict.fromkeys(source for one in view.meetings for source in one.source_ids)),
    )


def _by_year(view: View, dated: list[Meeting], theme: Theme) -> Spec:
    years = view.records.years
    axis = list(range(years[0], years[1] + 1))
    numbers = Counter((one.year, lane(one)) for one in dated)
    shades = [1 if view.years[0] <= year <= view.years[1] else PALE for year in axis]
    looks = {"government": theme.text, "china": theme.accent, "declined": theme.grid}
    bars: list[Part] = [
        {
            "type": "bar",
            "x": axis,
            "y": [numbers[year, key] for year in axis],
            "marker": {
                "color": colour,
                "opacity": shades,
                "line": {"width": 1, "color": theme.quiet if key == "declined" else theme.paper},
            },
            "customdata": [[f"year|{year}"] for year in axis],
            "hovertemplate": f"<b>%{{x}}</b>: %{{y}} {LANES[key]}<extra></extra>",
        }
        for key, colour in looks.items()
    ]
    totals = [sum(numbers[year, key] for key in looks) for year in axis]
    texts: Part = {
        "type": "scatter",
        "mode": "text",
        "x": axis,
        "y": totals,
        "text": [str(total) if total else "" for total in totals],
        "textposition": "top center",
        "textfont": text_of(theme),
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return framed(
        theme,
        [*bars, texts],
        height=290,
        left=28,
        top=20,
        xaxis=x_axis(theme, **short_years(years)),
        yaxis=y_axis(theme, rangemode="tozero"),
    )
