"""A made-up figure with every kind of mark that a figure of the dashboard may have, and a record of selections to try."""

from typing import Any

import pandas as pd

from components.charts.axes import framed, label, text_of, x_axis, y_axis
from components.charts.figure import Figure, Spec
from components.charts.theme import Theme
from components.dataset.load import Dataset
from components.filters.table import resolve
from components.filters.view import Selection

YEARS = [2011, 2012, 2013, 2014]


def selections(data: Dataset) -> dict[str, Selection]:
    """All, the five documents, one year, one township, one type, and what matches nothing."""
    momauk, strike = (resolve(data, *one)[0] for one in (("township", ["Momauk"]), ("type", ["airstrike"])))
    return {
        "all": Selection(),
        "core": Selection(evidence="core"),
        "one year": Selection.of((2018,)),
        "township": Selection.of((2012, 2014), township=momauk),
        "type": Selection.of(type=strike),
        "nothing": Selection.of((2019,), township=momauk, type=strike),
    }


def every_mark(theme: Theme) -> Spec:
    """Stacked bars with hatches; lines, gaps and dots on a log axis; a panel of lanes; shapes and labels."""
    bars: list[dict[str, Any]] = [
        {
            "type": "bar",
            "x": YEARS,
            "y": values,
            "name": name,
            "customdata": [["year|2011"]] * 4,
            "marker": {
                "color": theme.family(key),
                "opacity": [1, 1, 0.2, 1],
                "line": {"width": 0.6, "color": theme.paper},
                "pattern": {"shape": ["", "", "", "/"], "fgcolor": theme.family(key), "bgcolor": theme.paper},
            },
        }
        for name, key, values in (("Ground fighting", "ground", [3, 5, 0, 2]), ("Shelling and mines", "shelling", [1, 0, 2, 4]))
    ]
    dots = {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [2011, 2012, None, 2013, 2014],
        "y": [10, 1000, None, 100, 20],
        "text": ["ten", "<b>thousand</b>", "", "hundred<br>or so", "20 &lt; 30"],
        "textposition": ["top center", "middle right", "top center", "bottom center", "middle left"],
        "textfont": text_of(theme) | {"color": [theme.text, theme.accent, theme.text, theme.quiet, theme.text]},
        "marker": {
            "size": [8, 12, 0, 9, 9],
            "symbol": ["circle", "diamond", "circle", "triangle-up", "square"],
            "color": [theme.accent, theme.paper, theme.text, theme.accent, theme.quiet],
            "line": {"width": 2, "color": theme.accent},
            "opacity": [1, 0.8, 1, 1, 1],
        },
        "line": {"color": theme.accent, "width": 2},
        "yaxis": "y2",
        "cliponaxis": False,
    }
    lanes = {
        "type": "scatter",
        "mode": "markers",
        "x": [2011.2, 2012.5, 2014],
        "y": ["a lane", "a lane", "another"],
        "marker": {"size": 10, "symbol": "line-ew", "color": theme.text},
        "xaxis": "x3",
        "yaxis": "y3",
    }
    totals = {
        "type": "scatter",
        "mode": "text",
        "x": YEARS,
        "y": [4, 5, 2, 6],
        "text": ["4", "5", "2", "6"],
        "textposition": "top center",
    }
    return framed(
        theme,
        [*bars, totals, dots, lanes],
        height=440,
        left=50,
        xaxis=x_axis(theme, tickvals=YEARS, anchor="y", range=[2010.4, 2014.6]),
        yaxis=y_axis(theme, domain=[0.66, 1], rangemode="tozero"),
        yaxis2=y_axis(theme, domain=[0.3, 0.56], type="log", range=[0.5, 3.6], tickvals=[10, 100, 1000],
                     ticktext=["10", "100", "1000"]),
        xaxis3=x_axis(theme, anchor="y3", dtick=1, tickformat="d", range=[2010.4, 2014.6]),
        yaxis3=y_axis(theme, domain=[0, 0.18], anchor="x3"),
        shapes=[
            {"type": "rect", "yref": "paper", "x0": 2012.5, "x1": 2013.5, "y0": 0.3, "y1": 0.56, "layer": "below",
             "fillcolor": theme.gap, "line": {"width": 0}},
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 2, "y1": 2, "line": {"width": 1, "color": theme.quiet}},
        ],
        annotations=[
            label(theme, "<b>A panel</b> of counts", x=0, y=0.56, xref="paper", yref="paper", xanchor="left", yanchor="bottom"),
            label(theme, "log 30", x=2011.5, y=1.5, yref="y2", bgcolor="#ffffffcc"),
        ],
    )  # fmt: skip


def rows(theme: Theme) -> Spec:
    """Twenty rows of lying bars, which have room on a page only when they are drawn smaller."""
    names = [f"Township number {number}" for number in range(20)]
    numbers = list(range(20, 0, -1))
    bar = {"type": "bar", "orientation": "h", "y": names, "x": numbers, "text": [str(number) for number in numbers],
           "textposition": "outside", "textfont": text_of(theme), "marker": {"color": theme.accent}}  # fmt: skip
    return framed(
        theme,
        [bar],
        height=700,
        left=120,
        xaxis=x_axis(theme, visible=False, rangemode="tozero"),
        yaxis=y_axis(theme, autorange="reversed", nticks=0),
    )


def figure(plot: Any = every_mark, **changes: Any) -> Figure:
    """A figure of these marks."""
    table = pd.DataFrame({"year": YEARS, "note": ["=1+1", "plain", "", "@x"]})
    words = {
        "title": "Most in 2014",
        "subtitle": "Counted events, all years. Click a year",
        "footnote": "Hatched: a part year.",
    }
    return Figure(**({"plot": plot, "tables": {"numbers": table}, "about": ("How it is made.",), **words} | changes))
