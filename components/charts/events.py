"""Figures of events."""

from collections.abc import Iterable

from components.analysis import events
from components.charts.axes import framed, short_years, x_axis, y_axis, year_bars
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset.kinds import Event
from components.filters.view import View
from components.text.wording import most


def by_year_plot(view: View, drawn: Iterable[Event], height: int, theme: Theme) -> Spec:
    """Events a year, stacked by family, those outside the chosen years pale."""
    years = view.records.years
    bars = year_bars(theme, drawn, years=years, chosen=view.years, part_years=events.part_years(view))
    return framed(
        theme, bars, height=height, top=22, xaxis=x_axis(theme, **short_years(years)), yaxis=y_axis(theme, rangemode="tozero")
    )


@figure("events_by_year", "Events a year", "/attacks")
def events_by_year(view: View) -> Figure | Empty:
    """Counted events a year, stacked by family."""
    by_year = events.by_year(view.counted)
    if not by_year:
        return Empty(
            "No dated event", "No counted event with a date matches these filters, which does not mean that nothing happened."
        )
    drawn, part_years = view.but("years").counted, events.part_years(view)

    last = view.records.last_day
    return Figure(
        title=f"Most events: {most(by_year)}",
        subtitle=events.subtitle(view, "Counted events a year", "Click a year"),
        footnote=f"Hatched: {last:%B %Y} is the newest on record." if any(event.year in part_years for event in drawn) else "",
        plot=lambda theme: by_year_plot(view, drawn, 180, theme),
        tables={"events by year": events.years_table(view)},
        about=("An event is counted in the year of its first day. A row that stands for a source's total counts once.",),
        source_ids=events.sources_of(view.counted),
    )
