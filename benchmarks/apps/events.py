"""The one set of events, outlines and colours that the floor app and both peers draw."""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk

DATA = Path(os.environ.get("BENCH_DATA") or Path(__file__).resolve().parents[2] / "data")
FILTERS = {"township": "Township", "event_type": "Type of event", "actor_id": "Actor", "source_ids": "Source"}
INK, LAND, EDGE = [11, 102, 117, 200], [244, 243, 239], [120, 120, 120]


def events() -> pd.DataFrame:
    """The counted attack records that have a place and a year."""
    places = pd.read_csv(DATA / "places.csv")[["place_id", "township", "latitude", "longitude"]]
    attacks = pd.read_csv(DATA / "attacks.csv")
    rows = attacks[attacks["counted"] == "yes"].merge(places, on="place_id")
    rows = rows.dropna(subset=["date_start", "latitude", "longitude"])
    rows = rows.assign(year=rows["date_start"].str[:4].astype(int))
    return rows[["attack_id", "year", *FILTERS, "summary", "latitude", "longitude"]].fillna(dict.fromkeys(FILTERS, ""))


def chosen(rows: pd.DataFrame, years: tuple[int, int], wanted: dict[str, list[str]]) -> pd.DataFrame:
    """The rows of these years whose columns hold one of the wanted words; no wish for a column keeps all."""
    keep = rows["year"].between(*years)
    for name, words in wanted.items():
        if words:
            keep &= rows[name].isin(words)
    return rows[keep]


def year_chart(rows: pd.DataFrame, by: str = "event_type") -> go.Figure:
    """Bars of records per year, stacked by a column."""
    counts = pd.crosstab(rows["year"], rows[by])
    bars = [go.Bar(x=counts.index.tolist(), y=counts[name].tolist(), name=str(name)) for name in counts]
    return go.Figure(bars, go.Layout(barmode="stack", height=360, title="Records per year", template="none"))


def event_map(rows: pd.DataFrame) -> pdk.Deck:
    """The events as points over the outlines, without any tile host."""
    points = rows[["longitude", "latitude", "summary"]].to_dict("records")
    outlines = json.loads((DATA / "basemap" / "admin1.geojson").read_text())
    land = pdk.Layer("GeoJsonLayer", outlines, id="land", get_fill_color=LAND, get_line_color=EDGE, line_width_min_pixels=1)
    marks = pdk.Layer("ScatterplotLayer", points, id="marks", get_position=["longitude", "latitude"], get_radius=6000,
                      get_fill_color=INK, pickable=True)  # fmt: skip
    view = pdk.ViewState(latitude=25.1, longitude=97.4, zoom=5.5)
    return pdk.Deck([land, marks], initial_view_state=view, map_provider=None, tooltip={"text": "{summary}"})
