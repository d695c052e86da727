"""Every event as one mark in the lane of its kind."""

from collections import Counter
from datetime import date

from components.analysis import events
from components.charts.axes import Part, bars, dots, framed, label, numbered, on_years, spans, x_axis, y_axis
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset.kinds import FAMILIES, Event, Family
from components.filters.view import View
from components.text.escaping import plotly_text

LEVEL = 0.6  # of a lane's height, for each mark that stands below another
LANE_GAP = 1.25
LONG = 0.06  # of a year: a span this long is drawn


@figure("events_in_lanes", "Every event by date and kind", "/attacks")
def events_in_lanes(view: View) -> Figure | Empty:
    """Counted events by date, each family in a lane; the size of a mark says the number killed, a bar a span of time."""
    dated = [event for event in view.counted if event.start]
    if not dated:
        return Empty("Every event by date and kind", "No counted event with a date matches these filters.")
    undated = len(view.counted) - len(dated)
    return Figure(
        title="Every event, in the lane of its kind",
        subtitle=events.subtitle(view, "Size: killed, at least", "Bar: known to a span only", "Click a mark for its record"),
        footnote=f"{undated} undated events stand in the table only." if undated else "",
        plot=lambda theme: _lanes(view, dated, theme),
        tables={"events": events.table(dated)},
        about=(
            "A mark stands at the first day of its event. Its area grows with the lowest number killed that the record gives.",
        ),
        source_ids=events.sources_of(dated),
        is_wide=True,
    )


def _lanes(view: View, dated: list[Event], theme: Theme) -> Spec:
    first, last = view.years
    data: list[Part] = []
    names: list[Part] = []
    base = 0.0
    for family in FAMILIES:
        rows = sorted((event for event in dated if event.family == family.key), key=lambda event: event.start or date.min)
        if rows:
            levels = _levels(rows, 0.0072 * (last - first + 1.2))
            data += _marks(rows, levels, base, family, theme)
            words = f'<span style="color:{theme.family(family.key)}">■</span> <b>{family.name}</b>  {len(rows)}'
            names.append(label(theme, words, x=0, y=base, xref="paper", xanchor="left", yanchor="bottom", yshift=9))
            base -= (max(levels) + 1) * LEVEL + LANE_GAP
    ticks: Part = {"tickvals": list(range(first, last + 2)), "ticktext": [str(year) for year in range(first, last + 2)]}
    return framed(
        theme,
        data,
        height=int(max(170, -base * 20 + 40)),
        left=6,
        top=28,
        annotations=names,
        xaxis=x_axis(theme, range=[first - 0.1, last + 1.05], tickangle=0, showgrid=True, gridcolor=theme.grid, **ticks),
        yaxis=y_axis(theme, visible=False, range=[base + 0.8, 1.0]),
    )


def _span(event: Event) -> tuple[float, float]:
    return on_years(event.start), on_years(event.end or event.start)


def _levels(rows: list[Event], gap: float) -> list[int]:
    """How far below its lane's line each mark stands, so that none covers another."""
    ends: list[float] = []
    found = []
    for event in rows:
        start, end = _span(event)
        room = gap * (0.75 + min(event.killed.low or 0, 60) ** 0.5 / 5)
        level = next((number for number, taken in enumerate(ends) if start - room > taken), len(ends))
        ends[level : level + 1] = [max(start, end) + room]
        found.append(level)
    return found


def _marks(rows: list[Event], levels: list[int], base: float, family: Family, theme: Theme) -> list[Part]:
    heights = [base - level * LEVEL for level in levels]
    colour = theme.family(family.key)
    placed = [(*_span(event), height) for event, height in zip(rows, heights, strict=True)]
    long = [one for one in placed if one[1] - one[0] > LONG]
    held = spans(theme, [height for *_, height in long], [(start, end) for start, end, _ in long])
    held |= {"line": {"color": colour, "width": 4}}
    marks = dots(
        rows,
        [start for start, _, _ in placed],
        heights,
        [f"<b>{event.when}</b> {plotly_text(event.title)}<br>{_killed(event)}" for event in rows],
        {
            "size": [8 + min(event.killed.low or 0, 80) ** 0.5 * 2.1 for event in rows],
            "color": colour,
            "opacity": 0.9,
            "line": {"color": theme.paper, "width": 1},
        },
        cliponaxis=False,
    )
    return [held, marks] if long else [marks]


def _killed(event: Event) -> str:
    return f"killed {event.killed.words}" if event.killed else "number killed not stated"


@figure("bases_taken", "Bases and towns taken by half-year", "/attacks")
def bases_taken(view: View) -> Figure | Empty:
    """Bases, posts and towns taken by half-year: by the KIA and allies upward, by the military downward."""
    rows = [event for event in view.counted if event.family == "taken" and event.start]
    if not rows:
        return Empty("Bases and towns taken", "No base or town was reported taken under these filters.")
    by_kia = sum(_taker(event) == "kia" for event in rows)
    return Figure(
        title=f"{by_kia} taken by the KIA and allies, {sum(_taker(event) == 'army' for event in rows)} by the military",
        subtitle=f"Counted records of bases and towns taken, by half-year, {view.words}",
        footnote="Some records stand for several posts.",
        plot=lambda theme: _bases(view, rows, theme),
        tables={"bases and towns taken": events.table(rows)},
        about=(
            f"{sum(_taker(event) == '' for event in rows)} were taken by others, or nobody says by whom; they stand in no bar.",
        ),
        source_ids=events.sources_of(rows),
    )


def _taker(event: Event) -> str:
    return {"kio_kia": "kia", "myanmar_military": "army"}.get(event.actor_id, "")


def _half(event: Event) -> float:
    start = event.start or date.min
    return start.year + (0.5 if start.month > 6 else 0.0)


def _bases(view: View, rows: list[Event], theme: Theme) -> Spec:
    looks = {"kia": (1, theme.family("taken")), "army": (-1, theme.family("air"))}
    found = [Counter(_half(event) for event in rows if _taker(event) == taker) for taker in looks]
    data = [_half_bars(halves, *look, theme) for halves, look in zip(found, looks.values(), strict=True) if halves]
    top, low = (max(halves.values(), default=0) for halves in found)
    first, last = view.years
    zero = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": {"color": theme.quiet, "width": 1}}
    notes = [
        label(theme, "▲ by the KIA and allies", x=first, y=max(top, 3), colour=looks["kia"][1], xanchor="left"),
        label(theme, "▼ by the military", x=first, y=-max(low, 2) - 2, colour=looks["army"][1], xanchor="left"),
    ]
    return framed(
        theme,
        data,
        height=430,
        left=8,
        top=16,
        barmode="overlay",
        annotations=notes,
        shapes=[zero],
        xaxis=x_axis(theme, range=[first - 0.1, last + 1.1], tickformat="d", tickangle=0, showline=False),
        yaxis=y_axis(theme, visible=False, range=[-max(low, 2) - 2.5, max(top, 3) + 2]),
    )


def _half_bars(found: Counter[float], sign: int, colour: str, theme: Theme) -> Part:
    halves = [f"{'first' if half % 1 == 0 else 'second'} half of {int(half)}: {number}" for half, number in found.items()]
    heights, words = [sign * number for number in found.values()], map(str, found.values())
    return bars([half + 0.25 for half in found], heights, {"color": colour}, halves, width=0.42, **numbered(theme, words))
