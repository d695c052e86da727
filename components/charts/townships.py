"""Figures of townships: ranked by their events, and each as a small chart where it lies."""

from collections import Counter

import pandas as pd

from components.analysis import events
from components.charts.axes import PALE, Part, bars, framed, label, text_of, words_at, x_axis, y_axis
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset.kinds import FAMILIES, FAMILY_NAMES
from components.dataset.tiles import Tile, tiles
from components.filters.view import View
from components.text.escaping import plotly_text
from components.text.wording import many, most

MOST = 9
ROW = 24  # px
WIDE, TALL = 19.0, 1.62  # years and heights that a tile takes; one height is the highest bar


@figure("townships_ranked", "Events by township", "/attacks")
def townships_ranked(view: View) -> Figure | Empty:
    """The townships with most counted events, stacked by family; a chosen one solid among the others."""
    whole = view.but("township")
    ranked = events.by_township(whole.counted)
    if not ranked:
        return Empty("Events by township", "No event with a township matches these filters.")
    return Figure(
        title=_title(view, ranked),
        subtitle=f"Counted events, {whole.words}. Click a township",
        footnote="Reporting is uneven: a rank also says where sources look.",
        plot=lambda theme: _ranked(view, ranked[:MOST], theme),
        tables={"townships": pd.DataFrame(ranked, columns=["P-code", "township", "events"])},
        about=(f"{sum(not event.pcode for event in whole.counted)} counted events have no township and stand in no bar.",),
        source_ids=events.sources_of(whole.counted),
    )


def _title(view: View, ranked: list[tuple[str, str, int]]) -> str:
    if len(view.selection["township"]) == 1:
        name, rank = view.names("township")[0], events.rank(ranked, view.selection["township"][0])
        return f"{name} is {rank}" if rank else f"{name} has none"
    first = events.ahead(ranked)
    return f"Most events: {', '.join(first)}" if first else f"Most events: {most({name: number for _, name, number in ranked})}"


def _ranked(view: View, ranked: list[tuple[str, str, int]], theme: Theme) -> Spec:
    chosen = view.selection["township"]
    counted = Counter((event.pcode, event.family) for event in view.but("township").counted)
    names = [plotly_text(name) for _, name, _ in ranked]
    shades = [1 if not chosen or pcode in chosen else PALE for pcode, _, _ in ranked]
    drawn = [
        bars(
            [counted[pcode, family.key] for pcode, _, _ in ranked],
            names,
            {"color": theme.family(family.key), "opacity": shades, "line": {"width": 0.6, "color": theme.paper}},
            f"<b>%{{y}}</b>: %{{x}} {family.name.lower()}",
            orientation="h",
            name=family.name,
            customdata=[[f"township|{pcode}"] for pcode, _, _ in ranked],
        )
        for family in FAMILIES
    ]
    numbers = [number for _, _, number in ranked]
    totals = words_at(theme, numbers, names, [f" {number}" for number in numbers])
    return framed(
        theme,
        [*drawn, totals],
        height=ROW * len(ranked) + 16,
        left=92,
        right=34,
        top=4,
        bottom=4,
        xaxis=x_axis(theme, visible=False),
        yaxis=y_axis(theme, autorange="reversed", showgrid=False, tickfont=text_of(theme), nticks=0),
    )


@figure("townships_tiles", "Township by township", "/attacks")
def townships_tiles(view: View) -> Figure | Empty:
    """Counted events a year in each of the 42 townships, each tile where its township lies."""
    whole = view.but("township")
    ranked = events.by_township(whole.counted)
    if not ranked:
        return Empty("Township by township", "No event with a township matches these filters.")
    return Figure(
        title=f"{len(ranked)} of 42 townships have an event on record",
        subtitle=f"Counted events a year, one scale for all tiles, {whole.words}. Click a bar for its township",
        footnote="Tiles keep the order of the map, not its shapes. Grey: no record here.",
        plot=lambda theme: _tiles(view, theme),
        tables={"townships": pd.DataFrame(ranked, columns=["P-code", "township", "events"])},
        source_ids=events.sources_of(whole.counted),
        is_wide=True,
    )


def _tiles(view: View, theme: Theme) -> Spec:
    first, last = view.records.years
    counted = Counter((event.pcode, event.family, event.year) for event in view.but("township").counted if event.year)
    by_year = Counter((event.pcode, event.year) for event in view.but("township").counted if event.year)
    highest = max(by_year.values(), default=1)
    totals = Counter(event.pcode for event in view.but("township").counted)
    data = [_tile_bars(family.key, counted, highest, (first, last), theme) for family in FAMILIES]
    grid = tiles()
    note = f"Each tile: {first} to {last}.<br>Highest bar: {many(highest, 'event')} in a year."
    return framed(
        theme,
        [one for one in data if one["x"]] + [_tile_names(totals, theme)],
        height=640,
        left=4,
        top=4,
        bottom=8,
        barmode="overlay",
        bargap=0,
        shapes=[_box(tile, tile.pcode in totals, tile.pcode in view.selection["township"], theme) for tile in grid],
        annotations=[label(theme, note, x=-1, y=TALL * 0.6, colour=theme.quiet, xanchor="left", yanchor="top", align="left")],
        xaxis=x_axis(theme, visible=False, range=[-1.5, (max(tile.col for tile in grid) + 1) * WIDE - 1]),
        yaxis=y_axis(theme, visible=False, range=[-max(tile.row for tile in grid) * TALL - 0.1, 1.5]),
    )


def _tile_bars(family: str, counted: Counter[tuple[str, str, int]], highest: int, years: tuple[int, int], theme: Theme) -> Part:
    below = [one.key for one in FAMILIES][: [one.key for one in FAMILIES].index(family)]
    xs, heights, bases, tags = [], [], [], []
    for tile in tiles():
        for year in range(years[0], years[1] + 1):
            value = counted[tile.pcode, family, year]
            if value:
                xs.append(tile.col * WIDE + year - years[0])
                heights.append(value / highest)
                bases.append(-tile.row * TALL + sum(counted[tile.pcode, other, year] for other in below) / highest)
                tags.append([f"township|{tile.pcode}", f"{tile.name} {year}: {value} {FAMILY_NAMES[family].lower()}"])
    marker = {"color": theme.family(family), "line": {"width": 0}}
    return bars(xs, heights, marker, "%{customdata[1]}", base=bases, width=0.86, customdata=tags)


def _tile_names(totals: Counter[str], theme: Theme) -> Part:
    grid = tiles()
    return words_at(
        theme,
        [tile.col * WIDE - 0.4 for tile in grid],
        [-tile.row * TALL + 1.2 for tile in grid],
        [f"<b>{tile.name}</b> {totals[tile.pcode]}" if totals[tile.pcode] else tile.name for tile in grid],
    ) | {"textfont": text_of(theme) | {"color": [theme.text if totals[tile.pcode] else theme.quiet for tile in grid]}}


def _box(tile: Tile, has_events: bool, is_chosen: bool, theme: Theme) -> Part:
    x, y = tile.col * WIDE, -tile.row * TALL
    line = {"color": theme.accent if is_chosen else theme.grid, "width": 2 if is_chosen else 1}
    box = {"type": "rect", "x0": x - 1, "x1": x + 16.6, "y0": y, "y1": y + 1.42, "line": line, "layer": "below"}
    return box if has_events else box | {"fillcolor": theme.gap}
