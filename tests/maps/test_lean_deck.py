"""That a map without blanks is the map that pydeck would send."""

import json
from threading import Thread

import pydeck as pdk

from components.maps.lean_deck import LeanDeck


def parts(number: int) -> dict[str, object]:
    rows = [{"at": [97.0 + 0.01 * row, 25.0], "tip": f"A{row:03}"} for row in range(number)]
    return {
        "layers": [pdk.Layer("ScatterplotLayer", rows, id="marks", get_position="at", line_width_min_pixels=1, pickable=True)],
        "initial_view_state": pdk.ViewState(latitude=25.1, longitude=97.4, zoom=5.5),
        "views": [pdk.View(type="MapView", controller=True)],
        "map_provider": None,
        "tooltip": {"text": "{tip}"},
    }


def test_the_same_map_is_sent_in_less_than_half_the_length() -> None:
    lean, plain = LeanDeck(**parts(50)).to_json(), pdk.Deck(**parts(50)).to_json()
    assert json.loads(lean) == json.loads(plain)
    assert len(lean) < 0.5 * len(plain)


def test_a_map_asked_for_by_many_at_once_is_written_once() -> None:
    deck = LeanDeck(**parts(200))
    found: list[str] = []
    threads = [Thread(target=lambda: found.append(deck.to_json())) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 12
    assert len({id(text) for text in found}) == 1


def test_each_map_has_its_own_text() -> None:
    assert LeanDeck(**parts(1)).to_json() != LeanDeck(**parts(2)).to_json()
