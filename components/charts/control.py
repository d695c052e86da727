"""Who was reported to hold which town, from when: reports with their days, never a map of control."""

from collections import Counter

import pandas as pd

from components.analysis.events import earliest, sources_of
from components.charts.axes import PALE, dots, framed, on_years, rows_axis, words_at, x_axis
from components.charts.counts import LEGEND
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset.kinds import Holding
from components.filters.view import View
from components.text.escaping import plotly_text
from components.text.wording import most

SIDES = {"KIO/KIA and allies": "KIO/KIA", "disputed": "not stated"}  # whose colour a holder bears, where it is not its own
ROW = 26  # px


@figure("towns_held", "Who was reported to hold which town", "/attacks")
def towns_held(view: View) -> Figure | Empty:
    """Each report of who held a town from a day on, in the row of the town."""
    view = view.but("type", "family", "actor", "harm")
    rows = view.holdings
    if not rows:
        return Empty("Who was reported to hold which town", "No report of who held a town matches these filters.")
    told = [(one.id, one.place.name, one.when, one.holder, one.how, one.row["note"] or "") for one in rows]
    return Figure(
        title=f"Most reports of who held it: {most(Counter(one.place.name for one in rows))}",
        subtitle=f"Each from its day on, {view.words}. Click a mark. Holder:",
        footnote="Words: the last report, which need not say who holds a town now.",
        plot=lambda theme: _plot(view, theme),
        tables={"who held which town": pd.DataFrame(told, columns=["id", "town", "from", "holder", "how", "note"])},
        about=("Hollow: reports of the same time differ, or the holder is not stated.",),
        source_ids=sources_of(rows),
        legend=LEGEND,
        is_wide=True,
    )


def _plot(view: View, theme: Theme) -> Spec:
    rows, chosen = earliest(view.but("years").holdings), set(view.holdings)
    names, last = list(dict.fromkeys(map(_name, rows))), {_name(one): one for one in rows if one in chosen}
    colours = [theme.side(SIDES.get(one.holder, one.holder)) for one in rows]
    is_open = [one.holder in ("disputed", "not stated") for one in rows]
    fills = [theme.paper if hollow else colour for hollow, colour in zip(is_open, colours, strict=True)]
    shades = [1 if one in chosen else PALE for one in rows]
    marks = dots(
        rows,
        [on_years(one.start) for one in rows],
        [_name(one) for one in rows],
        [f"<b>{one.when}</b> {plotly_text(one.holder)}<br>{plotly_text(one.how)}" for one in rows],
        {"size": 12, "symbol": "square", "color": fills, "line": {"width": 2, "color": colours}, "opacity": shades},
        cliponaxis=False,
    )
    told = [f"   {plotly_text(one.how.partition(' (')[0].partition(';')[0])}, {one.when}" for one in last.values()]
    return framed(
        theme,
        [marks, words_at(theme, [on_years(one.start) for one in last.values()], list(last), told)],
        height=ROW * len(names) + 44,
        right=170,
        xaxis=x_axis(theme, showgrid=True, gridcolor=theme.grid, tickformat="d", dtick=1, tickangle=0),
        yaxis=rows_axis(theme),
    )


def _name(one: Holding) -> str:
    return plotly_text(one.place.name.removesuffix(" Township"))
