"""The lines of the base map: outlines of the study area, borders around it and rivers, as they lie in `data/basemap/`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from components.dataset.load import DATA

OUTLINE_NOTE = "Outline 1:10m, about 3 km off in places; township and state of a record never come from it."
STUDY_AREA = ("Kachin", "Shan")
CUT = ((94.5, 101.2), (28.8,))  # the meridians and the parallel where the base map was cut
AREA_LABELS = (
    ("KACHIN STATE", 26.85, 96.85), ("SHAN STATE", 21.75, 97.9), ("CHINA", 25.6, 99.3),
    ("INDIA", 27.45, 95.5), ("SAGAING", 24.6, 95.35),
)  # fmt: skip
Line = list[list[float]]


@dataclass(frozen=True)
class Ground:
    """The lines of the base map, each a list of longitudes and latitudes; a state is a list of its polygons."""

    states: list[list[Line]]
    borders: list[Line]
    rivers: list[tuple[str, Line]]


@cache
def ground() -> Ground:
    """The outlines of the two states of the study area, the borders around them, and the rivers by name."""
    states, borders = [], []
    for part in _features("admin1"):
        if part["properties"]["name"] in STUDY_AREA:
            states += part["geometry"]["coordinates"]
        else:
            borders += _inner_borders(part)
    rivers = [(part["properties"]["name"], line) for part in _features("rivers") for line in part["geometry"]["coordinates"]]
    return Ground(states, borders, rivers)


def _features(name: str) -> list[dict[str, Any]]:
    text = (DATA / "basemap" / f"{name}.geojson").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


def _inner_borders(feature: Mapping[str, Any]) -> list[list[list[float]]]:
    """The outline of a province without the straight edges where the base map was cut off."""
    paths: list[list[list[float]]] = []
    for polygon in feature["geometry"]["coordinates"]:
        for ring in polygon:
            path = [ring[0]]
            for before, after in pairwise(ring):
                if any(before[axis] == after[axis] and before[axis] in CUT[axis] for axis in (0, 1)):
                    paths.append(path)
                    path = []
                path.append(after)
            paths.append(path)
    return [path for path in paths if len(path) > 1]
