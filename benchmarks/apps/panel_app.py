"""The same chart, map, table and filters in Panel: python panel_app.py PORT."""

import sys
from typing import Any

import panel as pn
from events import FILTERS, chosen, event_map, events, year_chart

pn.extension("plotly", "deckgl", "tabulator")
rows = events()
low, high = int(rows["year"].min()), int(rows["year"].max())


def filters() -> tuple[Any, dict[str, Any]]:
    """The widgets of a session."""
    words = {name: pn.widgets.MultiChoice(name=FILTERS[name], options=sorted(rows[name].unique())) for name in FILTERS}
    return pn.widgets.IntRangeSlider(name="Years", start=low, end=high, value=(low, high)), words


def shown(years: tuple[int, int], **words: list[str]) -> Any:
    """The rows of the choice."""
    return chosen(rows, years, words)


def first() -> Any:
    """A chart, a map and a table."""
    years, words = filters()
    return pn.Column(
        "# Panel",
        "[Second](second)",
        years,
        *words.values(),
        pn.bind(lambda years, **words: pn.pane.Plotly(year_chart(shown(years, **words))), years, **words),
        pn.bind(lambda years, **words: pn.pane.DeckGL(event_map(shown(years, **words)), height=460), years, **words),
        pn.bind(lambda years, **words: pn.widgets.Tabulator(shown(years, **words), page_size=10), years, **words),
    )


def second() -> Any:
    """A chart."""
    years, words = filters()
    chart = pn.bind(lambda years, **words: pn.pane.Plotly(year_chart(shown(years, **words), "township")), years, **words)
    return pn.Column("# Second", "[First](/)", years, *words.values(), chart)


if __name__ == "__main__":
    port = int(sys.argv[1])
    pn.serve({"/": first, "second": second}, port=port, address="127.0.0.1", show=False, websocket_origin="*")
