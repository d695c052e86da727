"""The grid of tiles: one square for each of the 42 townships, in the order of the map, not its shapes."""

import csv
from dataclasses import dataclass
from functools import cache

from components.dataset.load import DATA


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
def local_townships() -> bool:
    """Whether the reader has put an official boundary file in place."""
    return (DATA / "basemap" / "local" / "townships.geojson").is_file()
