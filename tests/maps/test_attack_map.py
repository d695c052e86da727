"""The map as data: what is sent to the browser, and from where nothing comes."""

import json
import re

import pandas as pd
import pytest

from components.analysis.attacks import located, unlocated, with_about
from components.charts.theme import EVENTS, GROUNDS, PAPERS, Paper
from components.dataset.evidence import of_evidence
from components.dataset.load import load
from components.maps.deck import DEFAULT_LAYERS, LAYERS, VIEWS, attack_map, mark_rows, rgb
from components.maps.layout import KINDS, KINDS_CLOSE, label_rows, overlap, sites_of

EVERYTHING = load()
MAPPED = located(EVERYTHING.attacks, EVERYTHING.places)


def deck(view: str = "whole area", layers: tuple[str, ...] = tuple(LAYERS), mode: str = "light") -> dict:
    drawn = attack_map(
        MAPPED, EVERYTHING.places, EVERYTHING.meetings, view=view, layers=layers, paper=PAPERS[mode], heading="2023"
    )
    return json.loads(drawn.to_json())


@pytest.mark.parametrize("mode", PAPERS)
@pytest.mark.parametrize("view", VIEWS)
def test_the_deck_names_no_style_and_no_host(view: str, mode: str) -> None:
    spec = deck(view, mode=mode)
    assert spec.get("mapStyle") in (None, "__MAP_STYLE__")  # what pydeck writes where none was given
    assert not spec.get("mapProvider")
    assert "//" not in re.sub(r"data:image/svg[^\"]*", "", json.dumps(spec))


def test_every_layer_has_an_id_of_its_own() -> None:
    names = [layer["id"] for layer in deck()["layers"]]
    assert len(names) == len(set(names))
    assert {
        "land",
        "neighbours",
        "states",
        "rivers",
        "seats",
        "circles",
        "names_burmese",
        "marks",
        "meetings",
        "heading",
    } <= set(names)


def test_layers_not_chosen_are_not_sent() -> None:
    names = {layer["id"] for layer in deck(layers=())["layers"]}
    assert not names & {"seats", "circles", "meetings"}
    assert "meetings" not in {layer["id"] for layer in deck(layers=DEFAULT_LAYERS)["layers"]}


def test_each_record_with_a_place_stands_in_one_mark_and_the_others_are_listed() -> None:
    for view in VIEWS.values():
        marks = mark_rows(MAPPED, view=view, paper=PAPERS["light"])
        ids = sorted(one for mark in marks for one in mark["ids"].split(";"))
        assert ids == sorted(MAPPED["attack_id"])
    lost = unlocated(EVERYTHING.attacks, EVERYTHING.places)
    assert len(lost) + len(MAPPED) == len(EVERYTHING.attacks)
    assert {"A002", "A026"} <= set(lost["attack_id"])


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("evidence", ["all", "core"])
def test_no_row_of_marks_covers_another_site(name: str, evidence: str) -> None:
    held = of_evidence(EVERYTHING, evidence)
    sites = sites_of(located(held.attacks, held.places), VIEWS[name])
    for site in sites:
        assert site.marks <= (KINDS_CLOSE if name == "Laiza area" else KINDS)
        assert site.marks == 1 or not any(overlap(site.box(), other.box()) for other in sites if other is not site)


def test_a_site_of_many_kinds_is_one_neutral_mark_that_tells_them_all() -> None:
    paper, view = PAPERS["light"], VIEWS["whole area"]
    kinds = list(EVENTS)[: KINDS + 1]
    few = pd.concat([MAPPED.head(1).assign(event_type=kind, attack_id=kind, counted="yes") for kind in kinds[:KINDS]])
    assert [mark["ids"] for mark in mark_rows(few, view=view, paper=paper)] == sorted(kinds[:KINDS])
    many = pd.concat([few, MAPPED.head(1).assign(event_type=kinds[-1], attack_id="Z", counted="no")] * 2)
    [mark] = mark_rows(many, view=view, paper=paper)
    assert len(mark["ids"].split(";")) == 2 * (KINDS + 1)
    assert mark["tip"].startswith(f"{MAPPED['name'].iloc[0]}: {2 * (KINDS + 1)} records: ")
    assert all(f"2 {kind}" in mark["tip"] for kind in kinds)
    assert "2 of them not counted" in mark["tip"]
    assert not any(look.on(paper).removeprefix("#") in mark["icon"]["url"] for look in EVENTS.values())


def test_a_close_view_shows_more_kinds() -> None:
    kinds = list(EVENTS)[: KINDS + 2]
    rows = pd.concat([MAPPED.head(1).assign(event_type=kind, attack_id=kind) for kind in kinds])
    assert [len(sites_of(rows, VIEWS[name])[0].kinds) for name in VIEWS] == [KINDS + 2] * len(VIEWS)
    assert {name: sites_of(rows, VIEWS[name])[0].marks for name in ("whole area", "Laiza area")} == {
        "whole area": 1,
        "Laiza area": KINDS + 2,
    }


def test_a_mark_stands_on_a_real_place() -> None:
    points = {(row["longitude"], row["latitude"]) for row in MAPPED.to_dict("records")}
    for mark in mark_rows(MAPPED, view=VIEWS["whole area"], paper=PAPERS["light"]):
        assert tuple(mark["position"]) in points


def test_marks_send_only_what_is_drawn_said_or_needed_to_open_a_record() -> None:
    for mark in mark_rows(MAPPED, view=VIEWS["Kachin"], paper=PAPERS["dark"]):
        assert set(mark) == {"position", "offset", "icon", "tip", "ids"}


def test_places_that_shelter_civilians_are_rounded_wherever_they_are_sent() -> None:
    exact = EVERYTHING.places.assign(sensitive="yes")
    exact = exact.assign(latitude=exact["latitude"] + 0.001234, longitude=exact["longitude"] + 0.001234)
    mapped = located(EVERYTHING.attacks, exact)
    spec = attack_map(
        mapped, exact, EVERYTHING.meetings, view="Laiza area", layers=("circles", "meetings"), paper=PAPERS["light"]
    )
    layers = {layer["id"]: layer["data"] for layer in json.loads(spec.to_json())["layers"]}
    for name in ("marks", "circles", "meetings", "names"):
        assert layers[name]
        for row in layers[name]:
            assert all(round(value, 2) == value for value in row["position"])


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_colours_come_from_the_palette(paper: Paper) -> None:
    spec = deck(mode=paper.mode)
    ground = GROUNDS[paper.mode]
    fills = {layer["id"]: layer.get("getFillColor") for layer in spec["layers"]}
    assert fills["states"] == rgb(ground.emphasised)
    for row in mark_rows(MAPPED, view=VIEWS["whole area"], paper=paper):
        used = {f"#{found.lower()}" for found in re.findall(r"%23([0-9a-fA-F]{6})", row["icon"]["url"])}
        assert used <= {paper.background, paper.text, *(look.on(paper) for look in EVENTS.values())}


def test_types_of_one_colour_differ_in_letter() -> None:
    assert len({look.letter for look in EVENTS.values()}) == len(EVENTS)


def test_laiza_and_mung_lai_hkyet_stand_apart_in_the_laiza_view() -> None:
    view, paper = VIEWS["Laiza area"], PAPERS["light"]
    marks = mark_rows(MAPPED, view=view, paper=paper)
    [strike] = [mark for mark in marks if "A022" in mark["ids"]]
    assert strike["ids"] == "A022"
    names = {row["name"] for row in label_rows(EVERYTHING.places, marks, MAPPED, view=view, seats=True)[0]}
    assert "Mung Lai Hkyet" in names
    assert names & {"Laiza", "Laiza area"}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_no_two_names_overlap(view: object) -> None:
    paper = PAPERS["light"]
    marks = mark_rows(MAPPED, view=view, paper=paper)
    rows, taken = label_rows(EVERYTHING.places, marks, MAPPED, view=view, seats=True)
    boxes = taken[-len(rows) :] if rows else []
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


def test_an_imprecise_place_is_a_circle_in_metres_and_a_site_is_none() -> None:
    circles = next(layer["data"] for layer in deck()["layers"] if layer["id"] == "circles")
    vague = MAPPED[MAPPED["precision"].isin(["approximate", "township"])].drop_duplicates("place_id")
    assert sorted(row["radius"] for row in circles) == sorted(int(radius * 1000) for radius in vague["radius_km"])


def test_no_record_makes_an_empty_map() -> None:
    empty = located(EVERYTHING.attacks.iloc[:0], EVERYTHING.places)
    assert isinstance(empty, pd.DataFrame)
    assert mark_rows(empty, view=VIEWS["Kachin"], paper=PAPERS["light"]) == []


def test_a_tooltip_says_whole_numbers_and_about() -> None:
    core = of_evidence(EVERYTHING, "core")
    mapped = located(with_about(core.attacks, core.claims), core.places)
    [strike] = [mark for mark in mark_rows(mapped, view=VIEWS["Laiza area"], paper=PAPERS["light"]) if "A017" in mark["ids"]]
    assert "63+ killed; ~60 injured" in strike["tip"]


def test_names_in_burmese_are_another_layer_than_names_in_english() -> None:
    english, burmese = (
        {layer["id"]: layer["@@type"] for layer in deck(layers=layers)["layers"]}
        for layers in (("seats",), ("seats", "burmese"))
    )
    assert english["names"] == "TextLayer"
    assert burmese["names_burmese"] == "IconLayer"
    assert "names" not in burmese
