"""The grid of tiles: one square for each of the 42 townships, in the order of the map, not its shapes."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from components.dataset import DATA

LOCAL = DATA / "basemap" / "local" / "townships.geojson"  # the reader's own, never shipped


@dataclass(frozen=True, slots=True)
class Tile:
    """The square of a township, by row from the north and column from the west."""

    pcode: str
    name: str
    row: int
    col: int


@cache
def tiles() -> tuple[Tile, ...]:
    """Every tile, from the north."""
    with (DATA / "basemap" / "tilegrid.csv").open(newline="", encoding="utf-8") as file:
        return tuple(Tile(row["pcode"], row["name"], int(row["row"]), int(row["col"])) for row in csv.DictReader(file))


@cache
def local_townships() -> dict[str, dict[str, Any]]:
    """The outline of each township by its P-code, as GeoJSON geometry; none unless the reader put a file in place."""
    if not LOCAL.is_file():
        return {}
    features = json.loads(LOCAL.read_text(encoding="utf-8"))["features"]
    return {one["properties"]["pcode"]: one["geometry"] for one in features}
