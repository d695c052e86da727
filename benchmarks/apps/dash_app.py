"""The same chart, map, table and filters in Plotly Dash: python dash_app.py PORT."""

import sys
from typing import Any

import dash_deck
from dash import Dash, Input, Output, dash_table, dcc, html
from events import FILTERS, chosen, event_map, events, year_chart

rows = events()
low, high = int(rows["year"].min()), int(rows["year"].max())
app = Dash(__name__, title="Dash", suppress_callback_exceptions=True)
app.layout = html.Div(
    [
        dcc.Location(id="at"),
        html.Nav([dcc.Link("First", href="/", id="to-first"), " ", dcc.Link("Second", href="/second", id="to-second")]),
        dcc.RangeSlider(low, high, 1, value=[low, high], id="years"),
        *(dcc.Dropdown(sorted(rows[name].unique()), multi=True, id=name, placeholder=FILTERS[name]) for name in FILTERS),
        html.Div(id="page"),
    ]
)
INPUTS = [Input("years", "value"), *(Input(name, "value") for name in FILTERS)]


def shown(years: list[int], *words: list[str] | None) -> Any:
    """The rows of the choice."""
    return chosen(rows, (years[0], years[1]), dict(zip(FILTERS, [word or [] for word in words], strict=True)))


@app.callback(Output("page", "children"), Input("at", "pathname"))
def page(path: str) -> list[Any]:
    """The parts of a page."""
    if path == "/second":
        return [html.H1("Second"), dcc.Graph(id="second-chart")]
    table = dash_table.DataTable(id="table", columns=[{"name": name, "id": name} for name in rows], page_size=10)
    return [html.H1("Dash"), dcc.Graph(id="chart"), html.Div(id="map", style={"position": "relative", "height": 460}), table]


@app.callback(Output("chart", "figure"), INPUTS)
def chart(years: list[int], *words: list[str] | None) -> Any:
    """The chart."""
    return year_chart(shown(years, *words))


@app.callback(Output("second-chart", "figure"), INPUTS)
def second_chart(years: list[int], *words: list[str] | None) -> Any:
    """The chart of the second page."""
    return year_chart(shown(years, *words), "township")


@app.callback(Output("map", "children"), INPUTS)
def deck(years: list[int], *words: list[str] | None) -> Any:
    """The map."""
    return dash_deck.DeckGL(event_map(shown(years, *words)).to_json(), id="deck", tooltip=True)


@app.callback(Output("table", "data"), INPUTS)
def table(years: list[int], *words: list[str] | None) -> Any:
    """The table."""
    return shown(years, *words).to_dict("records")


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
