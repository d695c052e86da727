"""Put an official file of township boundaries in place, so that the map tints townships: `make boundaries FILE=...`."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from components.dataset.load import load
from components.dataset.records import records
from components.dataset.tiles import LOCAL

CODES = ("adm3_pcode", "ADM3_PCODE", "TS_PCODE", "pcode")
GRID = 0.004  # degrees, about 400 m: neighbours are rounded alike, so they still share their edges
Ring = list[list[float]]


class NoBoundaries(ValueError):  # noqa: N818 - an answer to whoever brings the file
    """Raised when a file is no file of the boundaries of these townships; says why in one sentence."""


def boundaries(file: Path, wanted: set[str]) -> dict[str, Any]:
    """The townships of a GeoJSON file, thinned, as GeoJSON; raises NoBoundaries."""
    try:
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoBoundaries(f"{file.name} must be a GeoJSON file with features") from error
    code = next((name for name in CODES if features and name in features[0].get("properties", {})), None)
    if code is None:
        raise NoBoundaries(f"{file.name} must have a property with the P-codes: {', '.join(CODES)}")
    found = {one["properties"][code]: one["geometry"] for one in features if one["properties"].get(code) in wanted}
    missing = sorted(wanted - found.keys())
    if missing:
        raise NoBoundaries(f"{file.name} lacks {len(missing)} of {len(wanted)} townships: {', '.join(missing)}")
    shapes = [
        {"type": "Feature", "properties": {"pcode": pcode}, "geometry": _thin(found[pcode], file)} for pcode in sorted(found)
    ]
    return {"type": "FeatureCollection", "features": shapes}


def _thin(geometry: dict[str, Any], file: Path) -> dict[str, Any]:
    kinds = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    if geometry["type"] not in kinds:
        raise NoBoundaries(f"{file.name} must hold polygons, not {geometry['type']}")
    polygons = [[ring for ring in map(_rounded, polygon) if len(ring) > 3] for polygon in kinds[geometry["type"]]]
    return {"type": "MultiPolygon", "coordinates": [polygon for polygon in polygons if polygon]}


def _rounded(ring: Ring) -> Ring:
    return list(_without_repeats([round(round(part / GRID) * GRID, 3) for part in point[:2]] for point in ring))


def _without_repeats(points: Iterator[list[float]]) -> Iterator[list[float]]:
    last: list[float] | None = None
    for point in points:
        if point != last:
            yield point
        last = point


def main() -> None:
    """Check and thin the file, and write it where the map looks for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    asked = parser.parse_args()
    wanted = {seat.pcode for seat in records(load()).seats}
    try:
        made = boundaries(asked.file, wanted)
    except NoBoundaries as error:
        sys.exit(str(error))
    LOCAL.parent.mkdir(exist_ok=True)
    LOCAL.write_text(json.dumps(made, separators=(",", ":")), encoding="utf-8")
    print(f"Written: {LOCAL.relative_to(Path.cwd())}, {LOCAL.stat().st_size // 1000} kB. Start the dashboard anew to see it.")


if __name__ == "__main__":
    main()
