"""The map draws what is known where it is known, and asks nobody else for its ground."""

import json
from pathlib import Path

import pytest

from components.charts.theme import DARK, LIGHT
from components.dataset.load import load
from components.dataset.records import records
from components.filters.view import Selection, View
from components.maps.event_map import by_place, discs, event_map, look_of
from components.maps.ground import LOOKS
from tools.boundaries import NoBoundaries, boundaries

DATA = load()
VIEW = View(DATA)


def test_every_counted_event_with_a_township_stands_in_one_circle() -> None:
    assert sum(disc.count for disc in discs(VIEW, LOOKS["All"])) == sum(bool(event.pcode) for event in VIEW.counted)


def test_no_circle_covers_another_by_more_than_a_few_pixels() -> None:
    found = discs(VIEW, LOOKS["All"])
    for place, one in enumerate(found):
        for two in found[place + 1 :]:
            gap = ((one.x - two.x) ** 2 + (one.y - two.y) ** 2) ** 0.5
            assert gap > (one.radius + two.radius) * 0.8


def test_only_what_is_known_to_a_site_or_village_gets_a_mark() -> None:
    for place, events in by_place(VIEW.counted).items():
        assert place.precision in ("exact", "village", "approximate")
        assert place.kind != "area"
        assert all(event.counted for event in events)


def test_places_that_shelter_civilians_are_never_finer_than_a_hundredth_of_a_degree() -> None:
    for place in records(DATA).places.values():
        if place.sensitive and place.latitude is not None and place.longitude is not None:
            assert round(place.latitude, 2) == place.latitude
            assert round(place.longitude, 2) == place.longitude


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("places", [False, True])
def test_a_map_asks_no_other_host_and_has_no_style_of_one(places: bool, theme: object) -> None:
    sent = event_map(VIEW, LIGHT if theme is LIGHT else DARK, "All", places=places).to_json()
    told = json.loads(sent)
    assert "http" not in sent
    assert told.get("mapProvider") is None
    assert len(sent) < 40_000


def test_a_chosen_township_brings_the_map_closer() -> None:
    chosen = View(DATA, Selection.of(township=("MMR001009",)))
    assert look_of(chosen, "All").zoom > LOOKS["All"].zoom


def made_up(codes: list[str]) -> str:
    square = [[[97.0, 25.0], [97.1, 25.0], [97.1001, 25.0001], [97.1, 25.1], [97.0, 25.0]]]
    features = [{"properties": {"adm3_pcode": code}, "geometry": {"type": "Polygon", "coordinates": square}} for code in codes]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_a_file_of_boundaries_is_thinned_and_keeps_its_townships(tmp_path: Path) -> None:
    file = tmp_path / "made_up.geojson"
    file.write_text(made_up(["MMR1", "MMR2", "MMR9"]))
    found = boundaries(file, {"MMR1", "MMR2"})
    assert [one["properties"]["pcode"] for one in found["features"]] == ["MMR1", "MMR2"]
    assert len(found["features"][0]["geometry"]["coordinates"][0][0]) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [("no json", "must be a GeoJSON"), ('{"features": [{"properties": {}}]}', "P-codes"), (made_up(["MMR1"]), "lacks 1 of 2")],
)
def test_a_file_that_is_no_file_of_boundaries_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "made_up.geojson"
    file.write_text(text)
    with pytest.raises(NoBoundaries, match=said):
        boundaries(file, {"MMR1", "MMR2"})
