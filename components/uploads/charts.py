"""Figures of an uploaded file: events and deaths by the year; never on one axis with the published counts of clashes."""

from functools import partial

import pandas as pd

from components.charts.axes import Part, bars, framed, gap_boxes, label, words_at, x_axis, y_axis
from components.charts.figure import Figure, Spec
from components.charts.theme import Theme
from components.filters.view import View
from components.text.escaping import plotly_text
from components.text.wording import many, runs
from components.uploads.measures import DEATHS, NOT_IN_FILE
from components.uploads.reader import Imported
from components.uploads.sentences import WHY_DIFFERENT, part_words, zero_words
from components.uploads.summary import Summary

HEIGHT = 250
LABELLED_YEARS, LABELLED_DIGITS = 24, 42  # more years, or more digits in all, than this have no room for a number each


def file_events(imported: Imported, found: Summary, span: tuple[int, int], view: View) -> Figure:
    """The events of the file in each year of a span."""
    years = found.panel(*span)
    total = int(years["events"].sum())
    return Figure(
        title=f"{many(total, 'event')} in the {imported.format.collection} file",
        subtitle=subtitle("Rows a year", found, view, total),
        footnote=footnote(years),
        plot=partial(_events, years),
        tables={"file events": years[["year", "period", "coverage", "events"]]},
        about=(*found.notes, *part_words(years), zero_words(years), *WHY_DIFFERENT[imported.format.collection]),
    )


def file_deaths(imported: Imported, found: Summary, span: tuple[int, int], view: View) -> Figure:
    """The deaths in the events of the file in each year of a span: low, best and high, or the one number that ACLED has."""
    years, is_single = found.panel(*span), imported.format.collection == "ACLED"
    low, best, high = (int(years[name].sum()) for name in DEATHS)
    return Figure(
        title=f"{best:,} deaths in these events" if is_single else f"{best:,} deaths in these events ({low:,} to {high:,})",
        subtitle=subtitle("Deaths a year" if is_single else "Deaths a year: bar low to high, diamond best", found, view),
        footnote="ACLED gives one conservative number for each event." if is_single else footnote(years),
        plot=partial(_deaths, years, is_single=is_single),
        tables={"file deaths": years},
        about=("Deaths of all rows of a year, low, best and high, each added up by itself: a range of sums, no probability.",),
    )


def subtitle(what: str, found: Summary, view: View, drawn: int | None = None) -> str:
    """What is drawn of the file, and how many of its rows the filters keep."""
    number = found.shown if drawn is None else drawn
    return f"{what}, {View(view.dataset, found.selection).words}. {number:,} of {found.of:,} rows in the study area"


def footnote(years: pd.DataFrame) -> str:
    """The caveat of part years, where the file has some."""
    return "Hatched: the file covers a part of the year." if (years["coverage"] == "part year").any() else ""


def stem(imported: Imported) -> str:
    """What the names of files begin with that are made from an uploaded file."""
    return "ucdp-ged" if imported.format.collection == "UCDP GED" else "acled"


def _events(years: pd.DataFrame, theme: Theme) -> Spec:
    rows = years[years["coverage"] != NOT_IN_FILE]
    return _framed(
        years,
        [_bars(rows, rows["events"].tolist(), [0] * len(rows), theme), *_numbers(years, "events", "events", theme)],
        "events",
        theme,
    )


def _deaths(years: pd.DataFrame, theme: Theme, *, is_single: bool) -> Spec:
    rows = years[years["coverage"] != NOT_IN_FILE]
    low = [0] * len(rows) if is_single else rows["killed_low"].tolist()
    heights = [high - base for high, base in zip(rows["killed_high"].tolist(), low, strict=True)]
    best: Part = {
        "type": "scatter",
        "mode": "markers",
        "x": rows["year"].tolist(),
        "y": rows["killed_best"].tolist(),
        "marker": {"symbol": "diamond", "size": 8, "color": theme.text},
        "hovertemplate": "<b>%{x}</b>: best %{y:,}<extra></extra>",
        "cliponaxis": False,
    }
    marks = [
        _bars(rows, heights, low, theme),
        *([] if is_single else [best]),
        *_numbers(years, "killed_best", "killed_high", theme),
    ]
    return _framed(years, marks, "killed_high", theme)


def _bars(rows: pd.DataFrame, heights: list[int], base: list[int], theme: Theme) -> Part:
    """A bar a year, hatched where the file covers a part of it."""
    pattern: Part = {"shape": ["/" if coverage == "part year" else "" for coverage in rows["coverage"]], "fillmode": "replace"}
    pattern |= {"size": 6, "solidity": 0.4, "fgcolor": theme.accent, "bgcolor": theme.paper}
    marker = {"color": theme.accent, "line": {"color": theme.accent, "width": 1}, "pattern": pattern}
    hover, periods = "<b>%{customdata}</b>: %{y:,}", rows["period"].tolist()
    return bars(rows["year"].tolist(), heights, marker, hover, base=base, customdata=periods)


def _numbers(years: pd.DataFrame, value: str, top: str, theme: Theme) -> list[Part]:
    """The number of each year over its bar, where all of them have room."""
    rows = years[years["coverage"] != NOT_IN_FILE]
    texts = [f"{number:,}" for number in rows[value]]
    if len(years) > LABELLED_YEARS or sum(map(len, texts)) > LABELLED_DIGITS:
        return []
    return [words_at(theme, rows["year"].tolist(), rows[top].tolist(), texts, "top center")]


def _framed(years: pd.DataFrame, data: list[Part], value: str, theme: Theme) -> Spec:
    top = float(years[value].max()) if years[value].notna().any() else 0.0
    gaps = runs(years.loc[years["coverage"] == NOT_IN_FILE, "year"].tolist())
    wide = [run for run in gaps if (run[1] - run[0] + 1) / len(years) >= 0.2]  # so that the name has room
    first, last = int(years["year"].min()), int(years["year"].max())
    return framed(
        theme,
        data,
        height=HEIGHT,
        left=52,
        top=20,
        xaxis=x_axis(theme, range=[first - 0.6, last + 0.6], dtick=max(1, (last - first) // 12), tickangle=0),
        yaxis=y_axis(theme, range=[0, top * 1.16 or 1], tickformat=",", showticklabels=top > 0),
        shapes=gap_boxes(theme, gaps),
        annotations=[
            label(theme, plotly_text(NOT_IN_FILE), x=(start + end) / 2, y=0.5, yref="paper", colour=theme.quiet)
            for start, end in wide
        ],
    )
