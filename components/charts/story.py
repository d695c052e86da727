"""Fighting and talking on one axis of years: published clash counts, events on record, talks."""

import math

from components.analysis import counts, events, meetings, story
from components.charts.axes import (
    PALE,
    Part,
    dots,
    family_key,
    framed,
    gap_boxes,
    label,
    on_years,
    text_of,
    x_axis,
    y_axis,
    year_bars,
)
from components.charts.counts import Scale, count_marker, fatal_bars, gap_names, label_spot, line_of
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.meetings import lane_dots
from components.charts.theme import Theme
from components.dataset.kinds import Count
from components.filters.view import View
from components.text.escaping import plotly_text
from components.text.wording import most

COUNTS, FATAL, EVENTS, TALKS = (0.7, 1.0), (0.525, 0.62), (0.25, 0.45), (0.0, 0.18)  # the parts of the height
AHEAD = 0.5  # years: the whole numbers of the axis are the middles of years
# A series by a name of its own, and where it stands free of the line: year, count, side.
NAMES = {"kio_yearly": "KIO, published by ND-Burma", "claimant_not_stated": "claimant not stated"}


@figure("fighting_and_talks", "Fighting and talks", "/")
def fighting_and_talks(view: View) -> Figure | Empty:
    """Clash counts, events and talks by year."""
    whole = view.but("years")
    if not (whole.counted or whole.meetings or story.long_counts(whole)):
        return Empty("Fighting and talks", "Nothing on record for this choice.")
    used = (*view.counted, *view.meetings, *story.long_counts(view))
    return Figure(
        title=_title(view),
        subtitle=events.subtitle(view, "Events and talks", "Clash counts: whole area", "Click a year"),
        footnote="* or hatched: part of a year. Counts of different claimants are never added.",
        plot=lambda theme: _plot(view, theme),
        tables={
            "clash counts": story.counts_table(view),
            "events": events.years_table(view),
            "talks": meetings.talks_table(view),
            "UCDP's fatal events": counts.fatal_table(counts.fatal(view)),
        },
        about=(
            "Published counts: the series of the five documents, and each other series with at least four full years.",
            "A line joins full years of one series that follow on each other.",
            "Events: attack records that count, in the year of their first day.",
            "UCDP counts an event only if somebody died in it: a measure of its own, never added to clash counts.",
            "Talks: each meeting, refusal and failed meeting by its date. What follows on something need not come of it.",
        ),
        source_ids=events.sources_of((*used, *counts.fatal(view))),
        is_wide=True,
    )


def _title(view: View) -> str:
    met = meetings.last_met(view)
    by_year = events.by_year(view.counted)
    if not by_year or view.selection.values:
        return "Fighting and talks by year"
    peaks = [year for year in by_year if by_year[year] == max(by_year.values())]
    if met and len(peaks) == 1 and peaks[0] > met.year:
        return f"Most events on record in {peaks[0]}; talks with the government ended {met.year}"
    return f"Most events on record: {most(by_year)}"


def _plot(view: View, theme: Theme) -> Spec:
    first, last = view.records.years
    bars = year_bars(
        theme, view.but("years").events, years=(first, last), chosen=view.years, part_years=events.part_years(view), yaxis="y2"
    )
    ticks, gaps = list(range(first, last + 1)), story.years_without_count(view)
    top = max((sum(bar["y"][place] for bar in bars[:-1]) for place in range(len(ticks))), default=1)
    return framed(
        theme,
        [*_counts(view, theme), *_fatal(view, theme), *bars, *_talks(view, theme)],
        height=496,
        left=44,
        top=24,
        xaxis=x_axis(theme, range=[first - 0.7, last + 0.6], tickvals=ticks, tickangle=0, anchor="y3"),
        yaxis=y_axis(
            theme, domain=COUNTS, type="log", range=[0.3, 3.65], tickvals=[10, 100, 1000], ticktext=["10", "100", "1,000"]
        ),
        yaxis2=y_axis(theme, domain=EVENTS, range=[0, max(top, 4) * 1.25], nticks=3),
        yaxis3=y_axis(theme, domain=TALKS, range=[-3.5, 0.6], tickvals=[0, -1, -2, -3], showticklabels=False),
        yaxis4=y_axis(
            theme, domain=FATAL, range=[0, 1.5 * max((one.events for one in counts.fatal(view)), default=1)], nticks=1
        ),
        annotations=[
            *_panels(view, theme),
            *_series_names(view, theme),
            *gap_names(gaps, theme, y=2),
            *_lane_names(view, theme),
        ],
        shapes=[*gap_boxes(theme, gaps, COUNTS), *_base_lines(theme)],
    )


def _panels(view: View, theme: Theme) -> list[Part]:
    fatal = counts.fatal(view)
    reach = f", to {fatal[-1].year}" if fatal else ": none in the five documents"
    titles = {
        COUNTS: "<b>Published clash counts</b>, a year, log scale",
        FATAL: f"<b>UCDP's fatal events</b>, government against KIO{reach}",
        EVENTS: f"<b>Events on record</b>, counted{family_key(theme)}",
        TALKS: "<b>Talks</b>, one dot each",
    }
    common = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "xshift": -42, "yshift": 3}
    return [label(theme, text, x=0, y=part[1], colour=theme.quiet, **common) for part, text in titles.items()]


def _base_lines(theme: Theme) -> list[Part]:
    line = {"type": "line", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1, "line": {"width": 1, "color": theme.quiet}}
    return [line | {"y0": part[0], "y1": part[0]} for part in (COUNTS, FATAL, EVENTS)]


def _fatal(view: View, theme: Theme) -> list[Part]:
    """UCDP's fatal events, a measure of its own: quiet bars on an axis of their own."""
    rows = counts.fatal(view)
    first, last = view.years
    shades = [0.6 if first <= one.year <= last else PALE for one in rows]
    return [fatal_bars(rows, shades, theme) | {"yaxis": "y4"}] if rows else []


def _counts(view: View, theme: Theme) -> list[Part]:
    found = story.long_counts(view.but("years"))
    series = counts.by_series(found)
    lines = [line_of(rows, Scale(), theme) for rows in series.values()]
    return [*lines, *(_dots(rows, found, view, theme) for rows in series.values())]


def _dots(rows: list[Count], every: tuple[Count, ...], view: View, theme: Theme) -> Part:
    colour, is_alone = theme.side(rows[0].side), len(rows) == 1
    first, last = view.years
    is_chosen = [one.year is not None and first <= one.year <= last for one in rows]
    return dots(
        rows,
        [one.year for one in rows],
        [one.value for one in rows],
        [f"<b>{one.value:,}</b> clashes, {one.when}<br>{plotly_text(one.claimant)}" for one in rows],
        count_marker(rows, is_chosen, theme),
        mode="markers+text",
        text=[
            f" {plotly_text(one.claimant.replace(' of Myanmar', ''))} {one.value:,}" if is_alone else counts.number_words(one)
            for one in rows
        ],
        textposition=["middle right" if is_alone else label_spot(one, every, Scale()) for one in rows],
        textfont=text_of(theme) | {"color": [colour if one else theme.grid for one in is_chosen]},
        cliponaxis=False,
    )


def _series_names(view: View, theme: Theme) -> list[Part]:
    sides = {count.series: count.side for count in story.long_counts(view.but("years"))}
    spots = {"kio_yearly": (2013.9, math.log10(22), "center"), "claimant_not_stated": (2018.7, math.log10(12), "right")}
    drawn = [(NAMES[series], theme.side(sides[series]), *spots[series]) for series in sides if series in spots]
    return [label(theme, name, x=x, y=y, colour=colour, xanchor=anchor) for name, colour, x, y, anchor in drawn]


def _talks(view: View, theme: Theme) -> list[Part]:
    whole = [one for one in view.but("years").meetings if one.start]
    lanes = [[one for one in whole if meetings.lane(one) == key] for key in meetings.LANES]
    drawn = [lane_dots(rows, -place, view, theme, ahead=AHEAD) for place, rows in enumerate(lanes) if rows]
    return [part | {"yaxis": "y3"} for part in drawn]


def _lane_names(view: View, theme: Theme) -> list[Part]:
    names = []
    last = view.records.years[1]
    for place, (key, words) in enumerate(meetings.LANES.items()):
        rows = [one for one in view.meetings if meetings.lane(one) == key]
        ends = [on_years(one.start) - AHEAD for one in view.but("years").meetings if meetings.lane(one) == key and one.start]
        is_late = bool(ends) and max(ends) > last - 3.5
        x = min((end for end in ends if end > last - 3.5), default=last) - 0.25 if is_late else last + 0.6
        spot: Part = {"x": x, "y": -place, "xanchor": "right", "yref": "y3", "bgcolor": theme.paper, "borderpad": 1}
        names.append(label(theme, f"{words} <b>{len(rows)}</b>", colour=theme.quiet, **spot))
    return names
